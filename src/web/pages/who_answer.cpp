#include "web/pages/who_answer.hpp"

#include <algorithm>

#include "base/words.hpp"
#include "web/address.hpp"
#include "web/agreement_parts.hpp"
#include "web/unit_view.hpp"
#include "wording/responsible.hpp"

namespace overens::web {

using base::text;

namespace {

std::string who_is_asked(WhoAsked const& asked, wording::Language const& say) {
  auto const& region = asked.pack->parties.front().name;
  return asked.municipality == nullptr ? say.say(text("{0} or the municipality", region))
                                       : say.say(text("{0} or {1}", region, asked.municipality->name));
}

// With several age groups the same one may stand in each, so that they are not added up.
std::string counted(std::vector<agreement::Responsible> const& lines, wording::Language const& say) {
  long groups = 0;
  long holders = 0;
  for (auto const& line : lines) {
    groups += line.ages ? 1 : 0;
    holders += static_cast<long>(line.who.size());
  }
  auto const nobody = std::all_of(lines.begin(), lines.end(), [](auto const& line) { return line.row->nobody; });
  if (nobody) return say.say(text("Named, but nobody is pointed out"));
  if (holders == 0) return say.say(text("Nobody is named for this age"));
  if (groups > 1) return say.say(text("It differs between {0} age groups", groups));
  return say.say(base::plural("One is responsible", "{0} are responsible", holders));
}

// What is the same for all ages.
TemplateData show(TemplateData answer, agreement::Pack const& pack, wording::ResponsibleWords const& words) {
  auto card = answer.add("LINE_OF_ANSWER");
  card.show("NOTE", words.note);
  if (!words.asking.empty()) {
    auto asking = card.add("ASKING");
    asking.say("HEADING", text("On asking and consent"));
    asking.put("TEXT", words.asking);
  }
  for (auto const& section : words.sections) {
    auto one = card.add("SECTION");
    one.put("URL", agreement_link(pack, section.section->id));
    one.put("TEXT", base::capitalised(section.words));
  }
  card.show("EXAMPLE", words.example);
  if (!words.named_in.empty()) {
    auto list = card.add("NAMED_IN");
    list.say("HEADING", text("Named in"));
    for (auto const& named : words.named_in) {
      auto one = list.add("ITEM");
      one.put("URL", item_link(pack, *named.item));
      one.put("TEXT", named.words);
    }
  }
  for (auto const& document : words.see_also) card.show("SEE", answer.tr(text("See also: {0}", document)));
  return card;
}

bool is_of(app::UnitDetails const& unit, agreement::Holder const& holder, agreement::UnitRoute const& route,
           WhoAsked const& asked) {
  auto const* party = asked.pack->party(unit.party);
  auto const is_region = party != nullptr && party->kind == agreement::Party::Kind::region;
  auto const is_for_age = asked.age ? unit.is_for(*asked.age) : true;
  return unit.kind == route.kind && is_for_age && (holder.party == "region") == is_region;
}

// The units of the kind that the agreement names. True when there are any.
bool show_units(TemplateData row, agreement::Holder const& holder, WhoAsked const& asked) {
  auto const* route = asked.pack->unit(holder.unit);
  if (route == nullptr) return false;
  auto any = false;
  for (auto const& unit : asked.units) {
    if (!is_of(unit, holder, *route, asked)) continue;
    auto one = row.add("UNIT");
    one.put("URL", unit_path(unit));
    one.put("NAME", unit.name.empty() ? row.language().say(route->title) : unit.name);
    one.show("TELEPHONE", unit.telephone);
    any = true;
  }
  return any;
}

// Those of one age band, or all.
Reached show_band(TemplateData card, agreement::Responsible const& line, wording::ResponsibleWords const& words,
                  WhoAsked const& asked) {
  auto band = card.add("BAND");
  Reached reached;
  band.show("AGES", words.ages);
  if (!words.who.empty()) {
    auto list = band.add("HOLDERS");
    for (std::size_t i = 0; i < words.who.size(); ++i) {
      auto const& holder = words.who[i];
      auto one = list.add("HOLDER");
      one.put("WHO", base::capitalised(holder.who));
      one.show("PART", holder.part);
      one.show("WHEN", holder.when);
      one.show("REACH", holder.reach);
      reached.add({!holder.reach.empty(), show_units(one, *line.who[i], asked)});
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

}  // namespace

Reached show_need(TemplateData answer, WhoAsked const& asked, event::Need const& need, bool with_name) {
  auto const& say = answer.language();
  auto one = answer.add("NEED_ANSWER");
  auto const lines = agreement::who(*asked.pack, need.id, asked.age);
  if (with_name) one.show("NAME", say.say(need.label));
  one.put("SAID", counted(lines, say));
  auto const municipality = asked.municipality == nullptr ? std::string() : asked.municipality->name;
  Reached reached;
  std::optional<TemplateData> card;
  agreement::Responsibility const* row = nullptr;
  for (auto const& line : lines) {
    auto const words = wording::responsible(*asked.pack, line, municipality, say);
    if (!card || line.row != row) card = show(one, *asked.pack, words);
    row = line.row;
    reached.add(show_band(*card, line, words, asked));
  }
  return reached;
}

void show_reaching(TemplateData answer, WhoAsked const& asked, bool named, Reached reached) {
  auto const& say = answer.language();
  auto part = answer.add("REACHING");
  part.say("HEADING", text("How to reach them"));
  auto const who = who_is_asked(asked, say);
  if (!named)
    part.say("TEXT", text("Ask {0} who answers for it.", who));
  else if (reached.by_units)
    part.say("TEXT", text("The units that have said how they are reached stand above. Ask {0} for any other.", who));
  else if (reached.by_agreement)
    part.say("TEXT", text("What the agreement says of the units stands above. It gives no telephone numbers or "
                          "addresses: ask {0} for the unit.",
                          who));
  else
    part.say("TEXT", text("The agreement says nothing of how to reach them: no telephone number, address or way in. "
                          "Ask {0} for the one named above.",
                          who));
  if (named && !reached.by_units)
    part.show("NO_UNITS", part.tr(text("No unit of the kinds named has said here how it is reached.")));
  auto all = part.add("UNITS");
  auto const& place = asked.municipality == nullptr ? asked.pack->agreement : asked.municipality->code;
  all.put("URL", address("/enheter", {{"lan", place}}));
  all.say("TEXT", text("All units that have said how they are reached"));
  std::vector<agreement::Forum const*> forums;
  for (auto const& forum : asked.pack->forums) {
    if (forum.level == "local" || forum.per_municipality) forums.push_back(&forum);
  }
  if (!forums.empty()) {
    auto list = part.add("FORUMS");
    list.say("TEXT", text("Where the municipality and the region meet about it:"));
    for (auto const* forum : forums) {
      auto one = list.add("FORUM");
      one.put("URL", item_link(*asked.pack, *forum));
      one.put("TEXT", say.say(forum->title));
    }
  }
  if (!asked.pack->ladders.empty()) {
    auto one = part.add("LADDER");
    one.put("URL", agreement_part(*asked.pack, "oenighet"));
    one.say("TEXT", text("When they do not agree on who is responsible"));
  }
}

}  // namespace overens::web
