#include <algorithm>

#include "agreement/responsible.hpp"
#include "base/words.hpp"
#include "web/address.hpp"
#include "web/agreement_parts.hpp"
#include "web/pages.hpp"
#include "web/swedish_order.hpp"
#include "wording/responsible.hpp"
#include "wording/status.hpp"

namespace overens::web {

using agreement::Pack;
using base::text;

namespace {

// The counties with their municipalities, to choose from.
std::vector<OptionGroup> places(PageContext const& context) {
  std::vector<OptionGroup> groups = {{{}, {{{}, context.tr(text("Choose a county or municipality"))}}}};
  for (auto const* life : context.in_order()) {
    auto const& latest = *life->versions().back();
    auto const name = is_invented(*life) ? context.tr(text("Invented example: {0}", region(*life))) : region(*life);
    OptionGroup group{name, {}};
    group.options.push_back(
        {latest.agreement, context.tr(text("{0}, the whole county", region(*life))), {latest.county}});
    for (auto const& party : latest.parties) {
      if (party.kind == agreement::Party::Kind::municipality) group.options.push_back({party.code, party.name});
    }
    std::sort(group.options.begin() + 1, group.options.end(),
              [](auto const& a, auto const& b) { return swedish_order(a.words) < swedish_order(b.words); });
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

Fields where_fields(PageContext const& context) {
  std::vector<std::string> needs;
  for (auto const& need : context.sources.vocabulary.needs) needs.push_back(context.language.say(need.label));
  std::sort(needs.begin(), needs.end(),
            [](auto const& a, auto const& b) { return swedish_order(a) < swedish_order(b); });
  return {{.name = "lan",
           .label = context.tr(text("Where?")),
           .hint = context.tr(text("The county or the municipality that it concerns")),
           .type = FieldType::pick,
           .required = true,
           .choices = places(context),
           .otherwise = text("Choose a county or a municipality from the list")},
          {.name = "behov",
           .label = context.tr(text("What does it concern?")),
           .hint = context.tr(text("A word is enough, such as housing or LARO. Leave it empty to see all areas.")),
           .offers = std::move(needs)}};
}

Fields who_fields(PageContext const& context) {
  auto fields = where_fields(context);
  fields.push_back({.name = "alder",
                    .label = context.tr(text("The person's age (if it matters)")),
                    .hint = context.tr(text("Full years")),
                    .type = FieldType::integer,
                    .most = 150,
                    .otherwise = text("Write the age in full years, from 0 to 150")});
  fields.push_back({.name = "dag",
                    .label = context.tr(text("Day (if not today)")),
                    .hint = context.tr(text("Year-month-day. The agreement that held that day answers.")),
                    .type = FieldType::day});
  return fields;
}

namespace {

class WhoPage {
 public:
  WhoPage(PageContext const& context, Form& form)
      : context_(context),
        say_(context.language),
        form_(form),
        page_(context, "who.html", context.tr(text("Who does what?")), "/vem-gor-vad") {}

  http::Reply reply() {
    read();
    auto body = page_.body();
    body.say("HEADING", text("Who does what?"));
    body.say("LEAD", text("Who answers for what around people with harmful use or dependency, by which section of the "
                          "county's agreement."));
    if (place_ && form_.ok()) answer(body);
    form_.errors(body);
    body.say("SHOW", text("Show who"));
    form_.show(body);
    return page_.reply(form_.ok() ? 200 : 422);
  }

 private:
  void read() {
    place_ = context_.place(form_.value("lan"));
    need_word_ = form_.value("behov");
    if (auto const age = form_.number("alder")) age_ = static_cast<int>(*age);
    on_ = form_.day("dag").value_or(context_.today);
  }

  void answer(TemplateData body) {
    auto answer = body.add("ANSWER");
    pack_ = &shown(*place_->life, on_);
    auto const what = need_word_.empty() ? std::vector<event::Need const*>() : find(need_word_);
    if (what.size() == 1) return one_need(answer, *what.front());
    answer.say("ANSWER_HEADING", need_word_.empty() ? text("All areas that the agreement lists")
                                                    : text("What do you mean by “{0}”?", need_word_));
    under_heading(answer);
    if (need_word_.empty()) return all_needs(answer);
    choices(answer, what);
  }

  std::vector<event::Need const*> find(std::string const& word) const {
    return agreement::find_need(context_.sources.vocabulary, word);
  }

  std::string to_need(std::string const& need) const {
    Query const query = {
        {"lan", form_.value("lan")}, {"behov", need}, {"alder", form_.value("alder")}, {"dag", form_.value("dag")}};
    return address("/vem-gor-vad", query) + "#svar";
  }

  // Where the answer comes from, and whether that holds on the day.
  void under_heading(TemplateData answer) {
    answer.put("UNDER", say_.say(text("{0}, version {1}, on {2}", pack_->parties.front().name, pack_->version,
                                      calendar::to_string(on_))));
    if (place_->life->in_force(on_) == nullptr) {
      auto warning = answer.add("WARNING");
      warning.say("TEXT", wording::none_in_force(on_));
      if (pack_->validity.from <= on_)
        warning.say("MORE", text("Below is what the agreement that ended last says. It no longer holds."));
      else
        warning.say("MORE", text("Below is what the coming agreement says. It does not hold yet."));
    }
    if (pack_->invented)
      answer.show("PART_ONLY", context_.tr(text("The agreement is invented: no county has entered into it.")));
    if (pack_->text == agreement::TextStatus::summary)
      answer.show("PART_ONLY", context_.tr(text("Only a summary of the agreement has been read.")));
    auto link = answer.add("AGREEMENT");
    link.put("URL", version_path(*pack_));
    link.put("TEXT", say_.say(pack_->title));
  }

  void one_need(TemplateData answer, event::Need const& need) {
    answer.put("ANSWER_HEADING", say_.say(need.label));
    auto copy = answer.add("COPY");
    copy.say("COPY_TEXT", text("Copy the answer"));
    copy.say("COPIED", text("The answer is copied"));
    under_heading(answer);
    auto const lines = agreement::who(*pack_, need.id, age_);
    answer.put("STATUS", lines.empty() ? context_.tr(text("Nothing found about this")) : counted(lines));
    if (lines.empty()) answer.show("UNLISTED", wording::not_listed(*pack_, say_));
    form_.put("behov", {say_.say(need.label)});
    auto const municipality = place_->municipality == nullptr ? std::string() : place_->municipality->name;
    bool reached = false;
    std::optional<TemplateData> card;
    agreement::Responsibility const* row = nullptr;
    for (auto const& line : lines) {
      auto const words = wording::responsible(*pack_, line, municipality, say_);
      if (!card || line.row != row) card = show(answer, words);
      row = line.row;
      reached = show_band(*card, words) || reached;
    }
    reach(answer, reached, lines.empty());
    auto back = answer.add("OTHERS");
    back.put("URL", address("/vem-gor-vad", {{"lan", form_.value("lan")}, {"dag", form_.value("dag")}}));
    back.say("TEXT", text("All areas that the agreement lists"));
  }

  // With several age groups the same one may stand in each, so that they are not added up.
  std::string counted(std::vector<agreement::Responsible> const& lines) const {
    long groups = 0;
    long holders = 0;
    for (auto const& line : lines) {
      groups += line.ages ? 1 : 0;
      holders += static_cast<long>(line.who.size());
    }
    auto const nobody = std::all_of(lines.begin(), lines.end(), [](auto const& line) { return line.row->nobody; });
    if (nobody) return context_.tr(text("Named, but nobody is pointed out"));
    if (holders == 0) return context_.tr(text("Nobody is named for this age"));
    if (groups > 1) return context_.tr(text("It differs between {0} age groups", groups));
    return context_.tr(base::plural("One is responsible", "{0} are responsible", holders));
  }

  // What is the same for all ages.
  TemplateData show(TemplateData answer, wording::ResponsibleWords const& words) const {
    auto card = answer.add("LINE_OF_ANSWER");
    card.show("NOTE", words.note);
    if (!words.asking.empty()) {
      auto asking = card.add("ASKING");
      asking.say("HEADING", text("On asking and consent"));
      asking.put("TEXT", words.asking);
    }
    for (auto const& section : words.sections) {
      auto one = card.add("SECTION");
      one.put("URL", agreement_link(*pack_, section.section->id));
      one.put("TEXT", base::capitalised(section.words));
    }
    card.show("EXAMPLE", words.example);
    if (!words.named_in.empty()) {
      auto list = card.add("NAMED_IN");
      list.say("HEADING", text("Named in"));
      for (auto const& named : words.named_in) {
        auto one = list.add("ITEM");
        one.put("URL", item_link(*pack_, *named.item));
        one.put("TEXT", named.words);
      }
    }
    for (auto const& document : words.see_also) card.show("SEE", context_.tr(text("See also: {0}", document)));
    return card;
  }

  // Those of one age band, or all. Whether anything is said of how to reach somebody.
  static bool show_band(TemplateData card, wording::ResponsibleWords const& words) {
    auto band = card.add("BAND");
    bool reached = false;
    band.show("AGES", words.ages);
    if (!words.who.empty()) {
      auto list = band.add("HOLDERS");
      for (auto const& holder : words.who) {
        auto one = list.add("HOLDER");
        one.put("WHO", base::capitalised(holder.who));
        one.show("PART", holder.part);
        one.show("WHEN", holder.when);
        one.show("REACH", holder.reach);
        reached = reached || !holder.reach.empty();
      }
    }
    band.show("NOBODY", words.nobody);
    for (auto const& unit : words.of_other_ages) band.show("NOT_FOR", unit);
    if (!words.readings.empty()) {
      auto open = band.add("OPEN");
      open.say("HEADING", text("What this rests on"));
      for (auto const& reading : words.readings) open.add("READING").put("TEXT", reading);
    }
    return reached;
  }

  void reach(TemplateData answer, bool said, bool unlisted) {
    auto part = answer.add("REACHING");
    part.say("HEADING", text("How to reach them"));
    auto const who = place_->municipality == nullptr
                         ? say_.say(text("{0} or the municipality", pack_->parties.front().name))
                         : say_.say(text("{0} or {1}", pack_->parties.front().name, place_->municipality->name));
    if (unlisted)
      part.say("TEXT", text("Ask {0} who answers for it.", who));
    else if (said)
      part.say("TEXT", text("What the agreement says of the units stands above. It gives no telephone numbers or "
                            "addresses: ask {0} for the unit.",
                            who));
    else
      part.say("TEXT", text("The agreement says nothing of how to reach them: no telephone number, address or way in. "
                            "Ask {0} for the one named above.",
                            who));
    std::vector<agreement::Forum const*> forums;
    for (auto const& forum : pack_->forums) {
      if (forum.level == "local" || forum.per_municipality) forums.push_back(&forum);
    }
    if (!forums.empty()) {
      auto list = part.add("FORUMS");
      list.say("TEXT", text("Where the municipality and the region meet about it:"));
      for (auto const* forum : forums) {
        auto one = list.add("FORUM");
        one.put("URL", agreement_part(*pack_, "forum"));
        one.put("TEXT", say_.say(forum->title));
      }
    }
    if (!pack_->ladders.empty()) {
      auto one = part.add("LADDER");
      one.put("URL", agreement_part(*pack_, "oenighet"));
      one.say("TEXT", text("When they do not agree on who is responsible"));
    }
  }

  void choices(TemplateData answer, std::vector<event::Need const*> const& some) {
    auto const unknown = some.empty();
    answer.put("STATUS",
               unknown ? context_.tr(text("“{0}” is not an area that the site knows. It knows these:", need_word_))
                       : context_.tr(text("“{0}” can mean several areas. Choose one:", need_word_)));
    std::vector<event::Need const*> all;
    for (auto const& need : context_.sources.vocabulary.needs) all.push_back(&need);
    list(answer, unknown ? all : some);
  }

  void list(TemplateData answer, std::vector<event::Need const*> needs) {
    std::sort(needs.begin(), needs.end(), [&](auto const* a, auto const* b) {
      return swedish_order(say_.say(a->label)) < swedish_order(say_.say(b->label));
    });
    auto list = answer.add("CHOICES");
    for (auto const* need : needs) {
      auto one = list.add("NEED");
      one.put("URL", to_need(need->id));
      one.put("TEXT", say_.say(need->label));
    }
  }

  void all_needs(TemplateData answer) {
    std::vector<agreement::Responsibility const*> rows;
    for (auto const& row : pack_->responsibilities) rows.push_back(&row);
    if (rows.empty()) {
      answer.put("STATUS", wording::not_listed(*pack_, say_));
      return;
    }
    answer.put("STATUS", context_.tr(base::plural("One area", "{0} areas", static_cast<long>(rows.size()))));
    std::sort(rows.begin(), rows.end(),
              [&](auto const* a, auto const* b) { return swedish_order(label(*a)) < swedish_order(label(*b)); });
    auto table = answer.add("ALL");
    table.say("CAPTION", text("Choose an area to see the sections and what is said about asking."));
    table.say("AREA", text("Area"));
    table.say("WHO", text("Who"));
    for (auto const* row : rows) {
      auto one = table.add("ROW");
      one.put("URL", to_need(row->need));
      one.put("TEXT", label(*row));
      for (auto const& line : agreement::who(*pack_, row->need, age_)) {
        if (line.row != row) continue;
        auto const municipality = place_->municipality == nullptr ? std::string() : place_->municipality->name;
        auto const words = wording::responsible(*pack_, line, municipality, say_);
        if (!words.ages.empty()) one.add("HOLDER").show("AGES", words.ages);
        for (auto const& holder : words.who) {
          auto name = one.add("HOLDER");
          name.put("NAME", base::capitalised(holder.who));
          name.show("PART", holder.part);
        }
      }
    }
    table.say("NOT_LISTED",
              text("What is not listed here is not therefore nobody's: ask the region or the municipality."));
  }

  std::string label(agreement::Responsibility const& row) const {
    auto const* need = context_.sources.vocabulary.need(row.need);
    return need == nullptr ? say_.say(row.title) : say_.say(need->label);
  }

  PageContext const& context_;
  wording::Language const& say_;
  Form& form_;
  Page page_;
  std::optional<PlacePicked> place_;
  std::string need_word_;
  std::optional<int> age_;
  calendar::Day on_ = {};
  Pack const* pack_ = nullptr;
};

}  // namespace

http::Reply who_page(PageContext const& context, Form& form) {
  return WhoPage(context, form).reply();
}

}  // namespace overens::web
