#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "agreement/responsible.hpp"
#include "cli/commands.hpp"

namespace overens::cli {
namespace {

using agreement::Holder;
using agreement::Pack;
using base::text;

/// Prints one answer to "Vem gör vad?".
class WhoAnswer {
 public:
  WhoAnswer(Pack const& pack, wording::Language const& say) : pack_(pack), say_(say) {}

  void print(agreement::Responsible const& line) const {
    if (line.ages) fmt::print("{}\n", ages(*line.ages));
    for (auto const* holder : line.who) fmt::print("  • {}\n", one(*holder));
    if (line.who.empty())
      fmt::print(
          "  {}\n",
          say_.say(text("The agreement names nobody for this age. That does not mean that nobody is responsible.")));
    for (auto const& id : line.row->cite) {
      if (auto const* section = pack_.section(id)) {
        fmt::print("    {} {}, {}\n", say_.say(text("section {0}", section->label)), say_.say(section->title),
                   section->at);
      }
    }
    if (!line.row->note.sv.empty()) fmt::print("    {}\n", say_.say(line.row->note));
    if (!line.row->asking.sv.empty())
      fmt::print("    {}\n", say_.say(text("On asking and consent: {0}", say_.say(line.row->asking))));
    if (line.row->example)
      fmt::print(
          "    {}\n",
          say_.say(text("The agreement gives this as an example; what it does not list is not therefore excluded.")));
    for (auto const& id : line.row->links) {
      if (auto const* document = pack_.document(id))
        fmt::print("    {}\n", say_.say(text("See also: {0}", say_.say(document->title))));
    }
    for (auto const& id : line.readings) {
      auto const* reading = pack_.reading(id);
      if (reading == nullptr) continue;
      for (auto const& choice : reading->choices) {
        if (choice.id != reading->picked) continue;
        auto const status =
            reading->decided ? text("decided by {0}", reading->by) : text("assumed; nobody has decided yet");
        fmt::print("    {}\n", say_.say(text("This rests on a reading: {0} {1} ({2})", say_.say(reading->question),
                                             say_.say(choice.says), say_.say(status))));
      }
    }
  }

 private:
  std::string ages(agreement::Ages const& ages) const {
    if (ages.from && ages.until) return say_.say(text("From {0} until {1} years:", *ages.from, *ages.until));
    if (ages.from) return say_.say(text("From {0} years:", *ages.from));
    return say_.say(text("Until {0} years:", ages.until.value_or(0)));
  }

  std::string one(Holder const& holder) const {
    auto who = holder.party == "region"         ? pack_.parties.front().name
               : holder.party == "municipality" ? say_.say(text("the municipality"))
               : holder.party == "police"       ? say_.say(text("the police"))
                                                : say_.say(text("somebody else"));
    if (auto const* unit = pack_.unit(holder.unit)) who += ": " + say_.say(unit->title);
    std::string part;
    if (holder.part == "owns") part = say_.say(text("is responsible"));
    if (holder.part == "shares") part = say_.say(text("shares the responsibility"));
    if (holder.part == "leads") part = say_.say(text("leads"));
    if (holder.part == "first_line") part = say_.say(text("is the first line"));
    if (holder.part == "may") part = say_.say(text("may help"));
    if (!part.empty()) who += ", " + part;
    if (!holder.when.sv.empty()) who += fmt::format(" ({})", say_.say(holder.when));
    return who;
  }

  Pack const& pack_;
  wording::Language const& say_;
};

event::Need const* pick_need(event::Vocabulary const& v, std::string const& word, wording::Language const& say) {
  auto const found = agreement::find_need(v, word);
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    fmt::print(stderr, "overens: {}\n",
               say.say(text("{0} is not a need that the program knows. It knows these:", word)));
    for (auto const& need : v.needs) fmt::print(stderr, "  {:28} {}\n", need.id, say.say(need.label));
  } else {
    fmt::print(stderr, "overens: {}\n", say.say(text("{0} can mean several needs; choose one:", word)));
    for (auto const* need : found) fmt::print(stderr, "  {:28} {}\n", need->id, say.say(need->label));
  }
  return nullptr;
}

}  // namespace

int who(WhoOptions const& options, wording::Language const& say) {
  auto const all = disk::load_agreements(options.agreements);
  if (!print_findings(all->findings, say, false)) return 1;
  auto const on = pick_day(options.on, say);
  if (!on) return 2;
  if (options.age && (*options.age < 0 || *options.age > 150)) {
    fmt::print(stderr, "overens: {}\n", say.say(text("--age: write full years, from 0 to 150")));
    return 2;
  }
  auto const county = pick_agreement(*all, options.county, say);
  if (county.empty()) return 1;
  auto const* need = pick_need(all->vocabulary, options.need, say);
  if (need == nullptr) return 1;
  auto const* pack = agreement::in_force(all->packs, county, *on);
  if (pack == nullptr) {
    fmt::print("{}\n", say.say(text("No version of the agreement was in force on {0}. That does not mean that nobody "
                                    "is responsible: the law applies.",
                                    calendar::to_string(*on))));
    return 1;
  }
  fmt::print(
      "{}\n{}\n\n", say.say(text("Who does what? {0}", say.say(need->label))),
      say.say(text("{0}, version {1}, on {2}", pack->parties.front().name, pack->version, calendar::to_string(*on))));
  auto const lines = agreement::who(*pack, need->id, options.age);
  if (lines.empty()) {
    auto const missing = pack->text == agreement::TextStatus::not_available;
    fmt::print("{}\n", say.say(missing ? text("The text of the agreement is missing here, so it can't be told.")
                                       : text("The agreement does not list this. That does not mean that nobody is "
                                              "responsible: ask the region or the municipality.")));
    return 0;
  }
  WhoAnswer const answer(*pack, say);
  for (auto const& line : lines) answer.print(line);
  if (!pack->validity.readings.empty() || pack->text != agreement::TextStatus::full) fmt::print("\n");
  if (pack->text == agreement::TextStatus::summary)
    fmt::print("{}\n", say.say(text("Only a summary of the agreement has been read.")));
  return 0;
}

}  // namespace overens::cli
