#include "cli/overview.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/words.hpp"
#include "cli/terminal.hpp"

namespace overens::cli {

using base::plural;
using base::text;
using obligation::Answer;
using obligation::Life;
using obligation::Obligation;
using obligation::Outcome;
using obligation::Urgency;

namespace {

constexpr std::size_t shown_in_a_group = 10;
constexpr std::size_t most_by_name = 3;

/// A duty that no day, watch or person is tied to: it stands as long as the agreement does.
bool is_standing(Obligation const& o, obligation::VisibleEvents const& view) {
  auto const* kind = view.facts().vocabulary().kind(o.norm->per);
  return !o.due && !o.norm->every && !kind->individual;
}

/// The id without the agreement's name, which `explain` understands too.
std::string short_id(Obligation const& o) {
  auto const id = o.id();
  return id.substr(id.find('/') + 1);
}

}  // namespace

Overview::Overview(Prepared const& prepared, obligation::Registry const& registry, bool all,
                   wording::Language const& say)
    : prepared_(prepared), registry_(registry), words_(say, *prepared.engine, registry), all_(all), say_(say) {}

std::tuple<Urgency, calendar::Day, std::string const&> Overview::Bearer::order() const {
  auto const& [urgency, list] = *groups.begin();
  auto day = calendar::last_day;
  for (auto const& row : list.rows) day = std::min(day, row.day);
  return {urgency, day, name};
}

void Overview::take(Answer const& answer) {
  for (auto const& o : answer.obligations) take(answer, o);
  for (auto const& u : answer.without_agreement)
    keep(without_agreement_, {prepared_.question.on.day, {words_.no_agreement(*answer.view, u)}});
  for (auto const& l : answer.ladders) {
    if (!l.ended) keep(ladders_, {l.since.day, {words_.ladder(l)}});
  }
}

void Overview::take(Answer const& answer, Obligation const& o) {
  if (o.outcome == Outcome::broken && o.life != Life::closed) keep(broken_, row(answer, o));
  if (o.life == Life::closed || o.outcome == Outcome::voided) return ended(o);
  if (o.seen_by_nobody) {
    ++seen_by_nobody_;
    return;
  }
  auto const add = [&](std::map<Key, Many>& to, std::string name) {
    auto const [at, fresh] = to.try_emplace({o.pack->name(), o.norm}, Many{o, {}, 0});
    at->second.names.insert(std::move(name));
    ++at->second.count;
  };
  if (!o.is_duty() && o.life == Life::waiting) return;
  if (!applies(o, registry_, prepared_.question.on.day)) {
    ++not_applying_;
    return;
  }
  if (!o.is_duty()) {
    add(o.norm->verb == agreement::Verb::must_not ? prohibitions_ : permissions_, words_.subject(*answer.view, o));
    return;
  }
  std::set<std::string> names;
  std::set<Urgency> urgencies;
  for (auto const& bearer : o.bearers) {
    if (bearer.left_out) continue;
    auto const urgency = urgency_of(standing_of(o, bearer), prepared_.question.on);
    auto const name = words_.name(bearer);
    if (is_standing(o, *answer.view) && (urgency == Urgency::no_day || urgency == Urgency::waits_for_other)) {
      add(standing_, name);
      continue;
    }
    names.insert(name);
    urgencies.insert(urgency);
    if (!is_of_many(o))
      keep(bearers_.try_emplace(name, Bearer{name, {}}).first->second.groups[urgency], row(answer, o));
  }
  if (!is_of_many(o) || urgencies.empty()) return;
  auto const together = everybody({o, names, 1});
  keep(bearers_.try_emplace(together, Bearer{together, {}}).first->second.groups[*urgencies.begin()], row(answer, o));
}

// Owed by many together: said once, and not once for each.
bool Overview::is_of_many(Obligation const& o) {
  return o.bearers.size() > most_by_name;
}

void Overview::ended(Obligation const& o) {
  if (o.may_have_been_done(prepared_.question.on)) {
    ++may_have_been_done_;
    return;
  }
  ++outcomes_[o.outcome];
  if (o.outcome != Outcome::breached && o.outcome != Outcome::missed && o.outcome != Outcome::broken) return;
  auto const at = failed_.try_emplace({{o.pack->name(), o.norm}, o.outcome}, Many{o, {}, 0}).first;
  ++at->second.count;
  for (auto const& bearer : o.bearers) {
    if (!bearer.left_out) at->second.names.insert(words_.name(bearer));
  }
}

void Overview::keep(List& list, Row row) const {
  ++list.count;
  if (!all_ && list.rows.size() >= shown_in_a_group * 4) trim(list);
  list.rows.push_back(std::move(row));
}

// Whatever the order in which the events came.
void Overview::sort(List& list) {
  std::sort(list.rows.begin(), list.rows.end(),
            [](Row const& a, Row const& b) { return std::tie(a.day, a.lines) < std::tie(b.day, b.lines); });
}

void Overview::trim(List& list) {
  sort(list);
  if (list.rows.size() > shown_in_a_group) list.rows.resize(shown_in_a_group);
}

std::string Overview::rule(Obligation const& o) const {
  return fmt::format("{}, {}", words_.verb(*o.norm), words_.sections(*o.pack, o.norm->cite));
}

Overview::Row Overview::row(Answer const& answer, Obligation const& o) {
  if (is_late(o, prepared_.question.on) && (example_.empty() || short_id(o) < example_)) example_ = short_id(o);
  Row row{o.due     ? o.due->day
          : o.watch ? o.watch->day
                    : calendar::last_day,
          {say_.say(o.norm->title), words_.status(o, prepared_.question.on)}};
  row.lines.push_back(fmt::format("{} · {}", words_.subject(*answer.view, o), rule(o)));
  if (o.is_duty() && o.bearers.size() > 1 && !is_of_many(o)) row.lines.push_back(words_.whose_move(o));
  row.lines.push_back(fmt::format("[{}]", short_id(o)));
  return row;
}

void Overview::print() {
  print_bearers();
  print_standing();
  print_prohibitions();
  auto const section = [&](std::string const& heading, List& list) {
    if (list.count == 0) return;
    print_fitted("\n");
    print(heading, list, "");
  };
  section(say_.say(text("Disputes on the ladder")), ladders_);
  section(say_.say(text("No agreement in force")), without_agreement_);
  if (seen_by_nobody_ > 0) {
    print_fitted("\n{}\n", say_.say(plural(
                               "One duty rests on events that no single authority knows; it stands on nobody's list.",
                               "{0} duties rest on events that no single authority knows; they stand on nobody's list.",
                               seen_by_nobody_)));
  }
  if (not_applying_ > 0) {
    print_fitted("\n{}\n", say_.say(plural("One standing rule is not listed, since its agreement is not in force.",
                                           "{0} standing rules are not listed, since their agreement is not in force.",
                                           not_applying_)));
  }
  print_ended();
  if (!example_.empty())
    print_fitted("\n{}\n",
                 say_.say(text("The whole reason of one: overens explain {0}, with the same options.", example_)));
}

void Overview::print_bearers() {
  std::vector<Bearer*> order;
  for (auto& [name, bearer] : bearers_) order.push_back(&bearer);
  auto const own = prepared_.question.viewer == 0 ? std::string() : words_.name(prepared_.question.viewer, false);
  std::sort(order.begin(), order.end(), [&](auto const* a, auto const* b) {
    return std::tuple(a->name != own, a->order()) < std::tuple(b->name != own, b->order());
  });
  for (auto* bearer : order) {
    print_fitted("\n{}\n", base::capitalised(bearer->name));
    for (auto& [urgency, list] : bearer->groups) print(words_.urgency(urgency), list, "  ");
  }
}

// "alla 8 kommuner" instead of their names.
std::string Overview::everybody(Many const& many) const {
  std::vector<std::string> names(many.names.begin(), many.names.end());
  std::vector<std::string> left;
  std::size_t municipalities = 0;
  auto const& parties = many.first.pack->parties;
  for (auto const& name : names) {
    auto const is_municipality = std::any_of(parties.begin(), parties.end(), [&](auto const& party) {
      return party.kind == agreement::Party::Kind::municipality && party.name == name;
    });
    if (is_municipality) {
      ++municipalities;
    } else {
      left.push_back(name);
    }
  }
  if (municipalities > 1 && municipalities + 1 == parties.size()) {
    left.push_back(say_.say(text("all {0} municipalities", municipalities)));
    names = std::move(left);
  }
  if (!all_ && names.size() > shown_in_a_group) {
    auto const more = static_cast<long>(names.size() - shown_in_a_group);
    names.resize(shown_in_a_group);
    names.push_back(say_.say(plural("one more", "{0} more", more)));
  }
  return say_.list(names);
}

void Overview::print_standing() const {
  if (standing_.empty()) return;
  print_fitted("\n{} ({})\n", say_.say(text("Standing, without a day")), standing_.size());
  for (auto const& [key, many] : standing_) {
    print_fitted("  • {}\n", say_.say(many.first.norm->title));
    print_fitted("    {}\n", words_.status(many.first, prepared_.question.on));
    print_fitted("    {} · {}\n", everybody(many), rule(many.first));
  }
}

void Overview::print_prohibitions() {
  if (broken_.count > 0) {
    print_fitted("\n");
    print(say_.say(text("Broken prohibitions")), broken_, "");
  }
  auto const counted = [&](std::string const& heading, std::map<Key, Many> const& some) {
    if (some.empty()) return;
    print_fitted("\n{} ({})\n", heading, some.size());
    for (auto const& [key, many] : some) {
      print_fitted("  • {}\n", say_.say(many.first.norm->title));
      print_fitted("    {} · {}\n", everybody(many), rule(many.first));
    }
  };
  counted(say_.say(text("Prohibitions that apply now")), prohibitions_);
  counted(say_.say(text("Permissions")), permissions_);
}

void Overview::print_ended() const {
  if (outcomes_.empty() && may_have_been_done_ == 0) return;
  std::vector<std::string> some;
  for (auto const& [outcome, count] : outcomes_) {
    Obligation sample;
    agreement::Norm norm;
    sample.norm = &norm;
    sample.outcome = outcome;
    sample.due = calendar::Due{};
    some.push_back(fmt::format("{} {}", count, words_.outcome(sample)));
  }
  if (may_have_been_done_ > 0)
    some.push_back(say_.say(plural("one may have been done; it is not known here",
                                   "{0} may have been done; it is not known here", may_have_been_done_)));
  print_fitted("\n{}\n  {}\n", say_.say(text("Ended")), fmt::join(some, " · "));
  for (auto const& [key, many] : failed_) {
    auto const times = many.count == 1 ? std::string() : say_.say(plural(" (once)", " ({0} times)", many.count));
    print_fitted("  • {}: {}{}\n    {} · {}\n", words_.outcome(many.first), say_.say(many.first.norm->title), times,
                 everybody(many), rule(many.first));
  }
}

void Overview::print(std::string const& heading, List& list, std::string const& indent) const {
  print_fitted("{}{} ({})\n", indent, heading, list.count);
  if (!all_) {
    trim(list);
  } else {
    sort(list);
  }
  for (auto const& row : list.rows) {
    auto const* mark = "•";
    for (auto const& line : row.lines) {
      print_fitted("{}  {} {}\n", indent, mark, line);
      mark = " ";
    }
  }
  auto const more = list.count - static_cast<long>(list.rows.size());
  if (more > 0)
    print_fitted("{}  {}\n", indent,
                 say_.say(plural("… and one more (--all shows all)", "… and {0} more (--all shows all)", more)));
}

}  // namespace overens::cli
