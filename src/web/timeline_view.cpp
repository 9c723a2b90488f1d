#include "web/timeline_view.hpp"

#include <algorithm>
#include <set>

#include "base/words.hpp"
#include "event/known.hpp"
#include "web/known_subjects.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;

namespace {

class TimelineView {
 public:
  TimelineView(std::span<app::TimelineEvent const> events, journal::SubjectRef const& subject,
               SubjectNames const& names, PageContext const& context)
      : events_(events), subject_(subject), names_(names), context_(context) {}

  std::string paragraph(app::TimelineEvent const& event) const {
    auto words = shown(event.happened) + " " + context_.language.say(event.type->label) + ".";
    std::set<std::string> said;
    for (auto const& one : sentences_of(event, said)) words += " " + one;
    for (auto const& field : event.type->data) {
      auto const value = said.contains(field.name) ? std::string() : value_of(event.fields, field);
      if (!value.empty()) words += " " + base::capitalised(context_.language.say(field.label)) + ": " + value + ".";
    }
    return words;
  }

  void show(TemplateData row, app::TimelineEvent const& event) const {
    row.put("ID", event.id);
    row.put("DAY", shown(event.happened));
    row.put("WHAT", context_.language.say(event.type->label));
    if (event.withdrawn) withdrawn(row, event);
    if (!event.corrections.empty()) row.show("CORRECTED", corrected(event));
    if (event.received) received(row, *event.received);
    std::set<std::string> said;
    for (auto const& one : sentences_of(event, said)) row.add("SENTENCE").put("TEXT", one);
    for (auto const& field : event.type->data) {
      if (!said.contains(field.name)) value(row, event, field);
    }
    for (auto const& change : event.corrections) said_before(row, event, change);
    row.put("BY", recorded(event));
    if (!event.as_told_by.empty())
      row.show("TOLD", context_.tr(text("as told by {0}", names_.authority(event.as_told_by))));
    together(row, event);
    for (auto const& one : event.sent) sent(row, one);
    show_still_here(row, std::span(&event, 1), subject_, context_);
    if (event.may_correct || event.may_withdraw) ways(row, event);
  }

 private:
  void withdrawn(TemplateData row, app::TimelineEvent const& event) const {
    auto const* type = context_.sources.vocabulary.type(event::known::withdrawn);
    app::FieldValue const reason{type->field("reason"), 0, event.withdrawn->reason};
    row.show("WITHDRAWN", context_.tr(text("Withdrawn {0}: {1}", calendar::local_time(event.withdrawn->recorded),
                                           words_of(reason, names_, context_))));
  }

  std::string corrected(app::TimelineEvent const& event) const {
    return context_.tr(text("Corrected {0}", calendar::local_time(event.corrections.back().recorded)));
  }

  std::string before(std::string const& label, std::string const& words) const {
    return context_.tr(words.empty() ? text("{0}: nothing", label) : text("{0}: {1}", label, words));
  }

  // What another authority's said before it came here is theirs.
  void said_before(TemplateData row, app::TimelineEvent const& event, app::Change const& change) const {
    if (event.received) return;
    std::vector<std::string> parts;
    if (change.happened_before) parts.push_back(before(context_.tr(text("When")), shown(*change.happened_before)));
    for (auto const& one : change.before) {
      parts.push_back(
          before(base::capitalised(context_.language.say(one.field->label)), value_of(one.values, *one.field)));
    }
    if (parts.empty()) return;
    auto part = row.add("BEFORE");
    auto const who = change.actor.empty() ? names_.authority(event.owner) : names_.staff_name(change.actor);
    part.put("WHEN", context_.tr(text(
                         "Before the correction {0} by {1} it said:", calendar::local_time(change.recorded), who)));
    for (auto const& one : parts) part.add("ONE").put("TEXT", one);
  }

  // `said` takes the names of the fields that they say.
  std::vector<std::string> sentences_of(app::TimelineEvent const& event, std::set<std::string>& said) const {
    std::vector<std::string> all;
    for (auto const& one : event.type->sentences) {
      auto words = sentence(one, event.fields, names_, context_);
      if (!words) continue;
      all.push_back(std::move(*words));
      for (auto& name : event::places_in(one.sv)) said.insert(std::move(name));
    }
    return all;
  }

  std::string event_words(std::string const& id) const {
    auto const found = std::find_if(events_.begin(), events_.end(), [&](auto const& one) { return one.id == id; });
    if (found == events_.end()) return context_.tr(text("something that is not shown here"));
    return context_.tr(text("{0}, {1}", context_.language.say(found->type->label), shown(found->happened)));
  }

  // In words; empty: it says nothing there.
  std::string value_of(std::vector<app::FieldValue> const& values, event::DataField const& field) const {
    // Its id says nothing to those who read.
    auto const names_event = field.says == event::DataField::Says::event;
    std::vector<std::string> words;
    for (auto const& one : values) {
      if (one.field == &field) words.push_back(names_event ? event_words(one.text) : words_of(one, names_, context_));
    }
    return words.empty() ? std::string() : context_.language.list(words);
  }

  void value(TemplateData row, app::TimelineEvent const& event, event::DataField const& field) const {
    auto const words = value_of(event.fields, field);
    if (words.empty()) return;
    auto fact = row.add("FACT");
    fact.put("NAME", base::capitalised(context_.language.say(field.label)));
    fact.put("VALUE", words);
  }

  static std::string day(app::DisclosedEvent const& one) {
    return calendar::to_string(calendar::day_in_sweden(one.since));
  }

  void ended(TemplateData row, app::DisclosedEvent const& one) const {
    if (one.stands == access::Relation::ended_disclosure)
      row.show("ENDED", context_.tr(text("The disclosure has ended")));
    if (one.stands == access::Relation::withdrawn_consent)
      row.show("ENDED", context_.tr(text("The consent no longer holds")));
  }

  void received(TemplateData row, app::DisclosedEvent const& one) const {
    auto from = row.add("RECEIVED");
    from.say("FROM", text("From {0}, {1}: {2}", names_.authority(one.from), day(one), basis_words(one, context_)));
    ended(from, one);
  }

  void sent(TemplateData row, app::DisclosedEvent const& one) const {
    auto to = row.add("SENT");
    to.say("TO", text("Disclosed to {0} {1}: {2}", names_.authority(one.to), day(one), basis_words(one, context_)));
    ended(to, one);
  }

  // What was recorded at once with it, of what stands here.
  void together(TemplateData row, app::TimelineEvent const& event) const {
    std::vector<std::string> labels;
    for (auto at = events_.rbegin(); at != events_.rend(); ++at) {
      auto const& other = *at;
      auto const is_with_it = !event.command.empty() && other.command == event.command && other.id != event.id;
      if (is_with_it && !other.withdrawn) labels.push_back(context_.language.say(other.type->label));
    }
    if (!labels.empty()) row.show("TOGETHER", context_.tr(text("Together with: {0}", context_.language.list(labels))));
  }

  std::string recorded(app::TimelineEvent const& event) const {
    auto const who = names_.authority(event.owner);
    auto const at = calendar::local_time(event.recorded);
    // Who works at another authority is nobody else's business: it is left out of what others are shown.
    return context_.tr(event.actor.empty()
                           ? text("Recorded by {0}, {1}", who, at)
                           : text("Recorded by {0} ({1}), {2}", who, names_.staff_name(event.actor), at));
  }

  void ways(TemplateData row, app::TimelineEvent const& event) const {
    auto way = row.add("WAYS");
    if (event.may_correct) {
      auto correct = way.add("MAY_CORRECT");
      correct.put("URL", correct_path(subject_, event.id));
      correct.say("TEXT", text("Correct"));
    }
    if (event.may_withdraw) {
      auto withdraw = way.add("MAY_WITHDRAW");
      withdraw.put("URL", withdraw_path(subject_, event.id));
      withdraw.say("TEXT", text("Withdraw"));
    }
    way.put("OF", context_.tr(text("{0}, {1}", context_.language.say(event.type->label), shown(event.happened))));
  }

  std::span<app::TimelineEvent const> events_;
  journal::SubjectRef const& subject_;
  SubjectNames const& names_;
  PageContext const& context_;
};

}  // namespace

void show_timeline(TemplateData to, std::span<app::TimelineEvent const> events, journal::SubjectRef const& subject,
                   SubjectNames const& names, PageContext const& context,
                   std::function<bool(app::TimelineEvent const&)> const& is_shown) {
  auto list = to.include("TIMELINE", "timeline.html");
  TimelineView const view(events, subject, names, context);
  for (auto const& event : events) {
    if (!is_shown || is_shown(event)) view.show(list.add("EVENT"), event);
  }
}

std::string as_paragraph(app::TimelineEvent const& event, std::span<app::TimelineEvent const> among,
                         SubjectNames const& names, PageContext const& context) {
  journal::SubjectRef const nothing;
  return TimelineView(among, nothing, names, context).paragraph(event);
}

// A party is not told, but the authority of it that is chosen in the form.
void show_still_here(TemplateData row, std::span<app::TimelineEvent const> events, journal::SubjectRef const& in_case,
                     PageContext const& context) {
  auto is_still_here = false;
  std::vector<std::string> items;
  std::vector<std::string> called;
  std::string receiver;
  for (auto const& event : events) {
    if (!event.sent.empty() || event.should_have.empty() || event.withdrawn || event.is_sensitive) continue;
    is_still_here = true;
    if (!event.may_disclose) continue;
    items.push_back(event.id);
    called.push_back(context.tr(text("{0}, {1}", context.language.say(event.type->label), shown(event.happened))));
    for (auto const& one : event.should_have) {
      if (receiver.empty() && !context.sources.vocabulary.party_kind(one)) receiver = one;
    }
  }
  if (!is_still_here) return;
  auto part = row.add("STILL_HERE");
  part.say("STILL", text("Has not been disclosed from here."));
  if (items.empty()) return;
  auto way = part.add("DISCLOSE");
  way.put("URL", disclose_path(in_case, items, receiver));
  way.say("TEXT", text("Disclose?"));
  way.put("OF", context.language.list(called));
}

std::string basis_words(app::DisclosedEvent const& one, PageContext const& context) {
  auto const& bases = context.sources.vocabulary.disclosure_bases;
  auto const found = std::find_if(bases.begin(), bases.end(),
                                  [&](event::DisclosureBasis const& basis) { return basis.id == one.basis; });
  return found == bases.end() ? one.basis : context.language.say(found->label);
}

std::string shown(calendar::Moment const& moment) {
  return moment.at ? calendar::local_time(*moment.at) : calendar::to_string(moment.day);
}

}  // namespace overens::web
