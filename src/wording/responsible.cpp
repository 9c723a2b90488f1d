#include "wording/responsible.hpp"

#include "base/words.hpp"
#include "wording/item_words.hpp"

namespace overens::wording {
namespace {

using agreement::Holder;
using agreement::Pack;
using base::text;

std::string part_of(Holder const& holder, Language const& say) {
  if (holder.part == "owns") return say.say(text("is responsible"));
  if (holder.part == "shares") return say.say(text("shares the responsibility"));
  if (holder.part == "leads") return say.say(text("leads"));
  if (holder.part == "first_line") return say.say(text("is the first line"));
  if (holder.part == "may") return say.say(text("may help"));
  return {};
}

HolderWords holder_words(Pack const& pack, Holder const& holder, std::string const& municipality, Language const& say) {
  HolderWords words;
  words.who = holder.party == "region"         ? pack.parties.front().name
              : holder.party == "municipality" ? municipality
              : holder.party == "police"       ? say.say(text("the police"))
                                               : say.say(text("somebody else"));
  if (auto const* unit = pack.unit(holder.unit)) {
    words.who += ": " + say.say(unit->title);
    words.reach = say.say(unit->note);
    if (unit->ages) {
      auto const receives = say.say(text("Receives: {0}.", in_words(*unit->ages, say)));
      words.reach = words.reach.empty() ? receives : receives + " " + words.reach;
    }
  }
  words.part = part_of(holder, say);
  words.when = say.say(holder.when);
  return words;
}

// Why the line names nobody.
std::string nobody(agreement::Responsible const& line, Language const& say) {
  if (line.row->nobody)
    return say.say(
        text("The agreement names this and points nobody out. That does not mean that nobody is responsible."));
  if (line.age && !line.named_for.empty()) {
    std::vector<std::string> ages;
    for (auto const& one : line.named_for) ages.push_back(in_words(one, say));
    return say.say(
        text("Concerns: {0}. For the age of {1} the agreement names nobody. That does not mean that nobody "
             "is responsible.",
             say.list(ages), *line.age));
  }
  return say.say(text("The agreement names nobody for this age. That does not mean that nobody is responsible."));
}

// The units that are named, but do not receive the age asked for.
std::vector<std::string> of_other_ages(Pack const& pack, agreement::Responsible const& line, Language const& say) {
  std::vector<std::string> all;
  for (auto const* holder : line.of_other_ages) {
    auto const* unit = pack.unit(holder->unit);
    if (line.who.empty() || unit == nullptr || !unit->ages) continue;
    all.push_back(say.say(text("Not for the age of {0}: {1}, which receives: {2}.", *line.age, say.say(unit->title),
                               in_words(*unit->ages, say))));
  }
  return all;
}

}  // namespace

std::string in_words(agreement::Ages const& ages, Language const& say) {
  if (ages.from && ages.until) return say.say(text("{0}–{1} years", *ages.from, *ages.until - 1));
  if (ages.from) return say.say(text("from {0} years", *ages.from));
  if (ages.until) return say.say(text("until {0} years", *ages.until));
  return {};
}

ResponsibleWords responsible(Pack const& pack, agreement::Responsible const& line, std::string const& municipality,
                             Language const& say) {
  ResponsibleWords words;
  words.row = line.row;
  if (line.ages && line.named_for.empty()) words.ages = base::capitalised(in_words(*line.ages, say));
  auto const called = municipality.empty() ? say.say(text("the municipality")) : municipality;
  for (auto const* holder : line.who) words.who.push_back(holder_words(pack, *holder, called, say));
  if (line.who.empty()) words.nobody = nobody(line, say);
  words.of_other_ages = of_other_ages(pack, line, say);
  for (auto const& id : line.row->items) {
    if (auto const* item = pack.item(id)) words.named_in.push_back({item, say.say(item->title)});
  }
  for (auto const& id : line.row->cite) {
    auto const* section = pack.section(id);
    if (section == nullptr) continue;
    auto said = say.say(text("section {0}", section_name(*section, say)));
    if (!section->at.empty()) said += ", " + say.swedish(section->at);
    words.sections.push_back({section, std::move(said)});
  }
  words.note = say.say(line.row->note);
  words.asking = say.say(line.row->asking);
  if (line.row->example)
    words.example =
        say.say(text("The agreement gives this as an example; what it does not list is not therefore excluded."));
  for (auto const& id : line.row->links) {
    if (auto const* document = pack.document(id)) words.see_also.push_back(say.say(document->title));
  }
  for (auto const& id : line.readings) {
    auto const* reading = pack.reading(id);
    if (reading == nullptr) continue;
    for (auto const& choice : reading->choices) {
      if (choice.id != reading->picked) continue;
      auto const status =
          reading->decided ? text("decided by {0}", reading->by) : text("assumed; nobody has decided yet");
      words.readings.push_back(say.say(text("This rests on a reading: {0} {1} ({2})", say.say(reading->question),
                                            say.say(choice.says), say.say(status))));
    }
  }
  return words;
}

std::string not_listed(Pack const& pack, Language const& say) {
  auto const missing = pack.text == agreement::TextStatus::not_available;
  return say.say(missing ? text("The text of the agreement is missing here, so it can't be told.")
                         : text("We find nothing about this in our account of the agreement. That does not mean that "
                                "nobody is responsible: ask the region or the municipality."));
}

base::Text none_in_force(calendar::Day on) {
  return text(
      "No version of the agreement was in force on {0}. That does not mean that nobody "
      "is responsible: the law applies.",
      calendar::to_string(on));
}

}  // namespace overens::wording
