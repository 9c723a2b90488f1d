#include "wording/told.hpp"

#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace overens::wording {
namespace {

using agreement::Item;
using agreement::Slot;
using base::text;

/// Gathers what is said; what is empty is not said.
class Teller {
 public:
  explicit Teller(ItemWords const& words) : w_(words) {}

  void say(base::Text const& what, Line is) {
    for (auto const& piece : is) {
      if (!piece.words.empty()) return says.push_back({w_.s(what), std::move(is)});
    }
  }
  void say(base::Text const& what, std::string is) { say(what, plain(std::move(is))); }
  void say(base::Text const& what, agreement::Words const& is) { say(what, w_.s(is)); }
  void say(base::Text const& what, std::vector<agreement::Words> const& is) { say(what, w_.words(is)); }

  void readings(std::vector<std::string> const& ids) {
    Line all;
    for (auto const& id : ids) {
      auto const* reading = w_.pack().reading(id);
      if (reading == nullptr) continue;
      if (!all.empty()) all.push_back({"; "});
      all.push_back({w_.s(reading->question), id});
    }
    say(text("Rests on"), std::move(all));
  }

  std::vector<Said> says;

 private:
  ItemWords const& w_;
};

template <class T>
T const& as(Item const& item) {
  return static_cast<T const&>(item);
}

std::string in_lines(std::vector<std::string> const& lines) {
  return fmt::format("{}", fmt::join(lines, "\n"));
}

using Tell = void (*)(Teller&, Item const&, ItemWords const&);

struct Row {
  std::string_view kind;
  int importance;
  base::Text name;
  base::Text several;
  Tell tell;
};

void tell_section(Teller& t, Item const& item, ItemWords const&) {
  auto const& one = as<agreement::Section>(item);
  t.say(text("In short"), agreement::Words{one.summary, one.summary_en});
}

void tell_document(Teller& t, Item const& item, ItemWords const& w) {
  auto const& one = as<agreement::Document>(item);
  t.say(text("Edition"), w.swedish(one.edition));
  t.say(text("Note"), w.swedish(one.note));
}

void tell_reading(Teller& t, Item const& item, ItemWords const& w) {
  auto const& one = as<agreement::Reading>(item);
  for (auto const& choice : one.choices) {
    auto const picked = choice.id == one.picked;
    t.say(!picked ? text("Could also mean") : one.decided ? text("Decided") : text("Assumed"), w.s(choice.says));
  }
}

void tell_goal(Teller& t, Item const& item, ItemWords const&) {
  t.say(text("In short"), as<agreement::Goal>(item).says);
}

void tell_definition(Teller& t, Item const& item, ItemWords const&) {
  t.say(text("Meaning here"), as<agreement::Definition>(item).says);
}

void tell_group(Teller& t, Item const& item, ItemWords const& w) {
  auto const& one = as<agreement::TargetGroup>(item);
  t.say(text("Ages"), w.ages(one.ages));
  t.say(text("In short"), one.description);
}

void tell_phase(Teller& t, Item const& item, ItemWords const&) {
  auto const& one = as<agreement::Phase>(item);
  t.say(text("Who"), one.who);
  t.say(text("Questions"), one.questions);
}

void tell_participants(Teller& t, Item const& item, ItemWords const& w) {
  auto const& one = as<agreement::Participants>(item);
  t.say(text("Target group"), w.group(one.group));
  t.say(text("The region"), one.region);
  t.say(text("The municipality"), one.municipality);
  t.say(text("Others"), one.others);
}

void tell_practice(Teller& t, Item const& item, ItemWords const&) {
  auto const& one = as<agreement::Practice>(item);
  t.say(text("In short"), one.says);
  t.say(text("With"), one.with);
  t.say(text("Way in"), one.entry);
}

void tell_right(Teller& t, Item const& item, ItemWords const& w) {
  auto const& one = as<agreement::Right>(item);
  t.say(text("Whose"), w.holders(one));
  t.say(text("In short"), one.says);
  t.say(text("When"), one.when);
  t.say(text("Answered by"), w.norms(one.norms));
}

void tell_forum(Teller& t, Item const& item, ItemWords const& w) {
  auto const& one = as<agreement::Forum>(item);
  std::vector<std::string> now;
  for (auto const& called : one.now) now.push_back(w.swedish(called.name));
  t.say(text("Now called"), in_lines(now));
  t.say(text("Mandate"), one.mandate);
  t.say(text("Tasks"), one.tasks);
  t.say(text("Members"), one.members);
  if (!one.convened_by.empty()) t.say(text("Convened by"), w.party(one.convened_by));
  if (!one.reports_to.empty()) t.say(text("Reports to"), w.forum(one.reports_to));
}

void tell_unit(Teller& t, Item const& item, ItemWords const& w) {
  auto const& one = as<agreement::UnitRoute>(item);
  t.say(text("Belongs to"), w.party(one.party));
  t.say(text("Receives"), w.ages(one.ages));
  t.say(text("Note"), one.note);
}

void tell_responsibility(Teller& t, Item const& item, ItemWords const& w) {
  auto const& one = as<agreement::Responsibility>(item);
  t.say(text("Who"), w.holders(one));
  t.say(text("Note"), one.note);
  t.say(text("On asking and consent"), one.asking);
}

void tell_commitment(Teller& t, Item const& item, ItemWords const& w) {
  auto const& one = as<agreement::Commitment>(item);
  agreement::Norm strength;
  strength.verb = one.verb;
  t.say(text("In short"), one.says);
  t.say(text("Strength"), w.verb(strength));
  t.say(text("Who"), one.forum.empty() ? w.party(one.party) : w.forum(one.forum));
  if (!one.group.empty()) t.say(text("Target group"), w.group(one.group));
  if (one.review) t.say(text("Followed up"), w.every(*one.review));
  t.say(text("Differs between its places"), one.drift);
}

void tell_norm(Teller& t, Item const& item, ItemWords const& w) {
  auto const& norm = as<agreement::Norm>(item);
  auto strength = w.verb(norm);
  if (!norm.says.empty()) strength += ": " + w.s(text("the text's own words: “{0}”", w.swedish(norm.says)));
  t.say(text("Strength"), strength);
  std::vector<std::string> groups;
  for (auto const& id : norm.groups) groups.push_back(w.group(id));
  t.say(text("Only for"), in_lines(groups));
  t.say(text("Who"), w.bearer(w.pack(), norm));
  t.say(text("Toward"), w.toward(norm));
  t.say(slot_heading(Slot::opens), w.opens(norm));
  t.say(text("By when"), due_line(norm, w));
  t.say(text("Arises anew"), w.again(norm));
  agreement::each_slot(
      [&](Slot slot, auto const&) {
        if (slot != Slot::opens && slot != Slot::after) t.say(slot_heading(slot), w.conditions(norm, slot));
      },
      static_cast<agreement::Slots<agreement::Condition> const&>(norm));
  t.readings(norm.readings);
}

void tell_ladder(Teller& t, Item const& item, ItemWords const& w) {
  std::vector<std::string> rungs;
  for (auto const& rung : as<agreement::Ladder>(item).rungs) {
    rungs.push_back(fmt::format("{}. {}", rungs.size() + 1, w.rung(rung)));
  }
  t.say(text("Steps"), in_lines(rungs));
  t.say(text("For"), w.matters(as<agreement::Ladder>(item)));
}

void tell_local_template(Teller& t, Item const& item, ItemWords const& w) {
  auto const& one = as<agreement::LocalTemplate>(item);
  std::vector<std::string> headings;
  for (auto const& heading : one.headings) {
    auto line = w.s(heading.title);
    if (!heading.questions.empty()) line += ": " + w.words(heading.questions);
    headings.push_back(std::move(line));
  }
  t.say(text("Headings"), in_lines(headings));
}

void tell_report(Teller& t, Item const& item, ItemWords const& w) {
  auto const& one = as<agreement::Report>(item);
  if (one.every) t.say(text("How often"), w.every(*one.every));
  if (!one.by.empty()) t.say(text("From"), w.forum(one.by));
  if (!one.to.empty()) t.say(text("To"), w.forum(one.to));
  t.say(text("What it answers"), one.parts);
}

void tell_remark(Teller& t, Item const& item, ItemWords const&) {
  t.say(text("In short"), as<agreement::Remark>(item).says);
}

void tell_nothing(Teller&, Item const&, ItemWords const&) {}

// The kinds of items in the order in which they are told: what is to be done first.
std::vector<Row> const& rows() {
  static std::vector<Row> const all = {
      {"norm", 3, text("Rule"), text("Rules"), tell_norm},
      {"responsibility", 2, text("Who does what"), text("Who does what?"), tell_responsibility},
      {"commitment", 2, text("Commitment"), text("What the parties have committed to"), tell_commitment},
      {"right", 2, text("Right"), text("Rights of the individual and others"), tell_right},
      {"forum", 2, text("Forum"), text("Forums"), tell_forum},
      {"ladder", 3, text("When the parties disagree"), text("When the parties disagree"), tell_ladder},
      {"group", 1, text("Target group"), text("Whom it is for"), tell_group},
      {"participants", 1, text("Who should take part"), text("Who should take part in the cooperation"),
       tell_participants},
      {"phase", 1, text("Phase"), text("The individual's way"), tell_phase},
      {"definition", 1, text("Word"), text("Words"), tell_definition},
      {"goal", 1, text("Aim"), text("What it is for"), tell_goal},
      {"practice", 1, text("Example of practice"), text("Examples of practice"), tell_practice},
      {"unit", 1, text("Unit"), text("Units"), tell_unit},
      {"local_agreement", 1, text("Template"), text("Local agreements"), tell_local_template},
      {"indicator", 1, text("Indicator"), text("What is counted"), tell_nothing},
      {"report", 1, text("Report"), text("Reports"), tell_report},
      {"reading", 1, text("Left open"), text("What the text leaves open"), tell_reading},
      {"remark", 1, text("Remark on the source"), text("What is odd in the source"), tell_remark},
      {"document", 1, text("Document"), text("What it leans on"), tell_document},
      {"related", 1, text("Other agreement"), text("The county's other agreements"), tell_nothing},
      {"addendum", 1, text("Addendum"), text("Addenda"), tell_nothing},
      {"section", 1, text("Section"), text("Sections"), tell_section}};
  return all;
}

}  // namespace

Told told(agreement::KindOfItem const& one, ItemWords const& words) {
  Told result;
  result.item = one.item;
  result.kind_of_item = one.kind;
  result.title = words.s(one.item->title);
  // A reading has its question for a title.
  if (std::string_view(one.kind) == "reading") result.title = words.s(as<agreement::Reading>(*one.item).question);
  Teller teller(words);
  for (auto const& row : rows()) {
    if (row.kind != one.kind) continue;
    result.kind = words.s(row.name);
    result.importance = row.importance;
    row.tell(teller, *one.item, words);
  }
  result.says = std::move(teller.says);
  return result;
}

std::vector<KindWords> kinds_of_items() {
  std::vector<KindWords> all;
  for (auto const& row : rows()) all.push_back({row.kind, row.several});
  return all;
}

Line due_line(agreement::Norm const& norm, ItemWords const& words) {
  auto line = plain(words.due(norm));
  if (norm.due && norm.due->recipe && norm.due->recipe->span.count > 0)
    line.push_back({words.s(text("Calculate the last day")), {}, false, {}, nullptr, norm.due->recipe});
  return line;
}

std::vector<Said> told(agreement::Norm const& norm, ItemWords const& words) {
  return told({"norm", &norm}, words).says;
}

}  // namespace overens::wording
