#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "agreement/responsible.hpp"
#include "cli/commands.hpp"
#include "wording/responsible.hpp"
#include "wording/search.hpp"

namespace overens::cli {
namespace {

using base::text;

void print(wording::ResponsibleWords const& words, wording::Language const& say) {
  if (!words.ages.empty()) fmt::print("{}:\n", words.ages);
  for (auto const& holder : words.who) {
    fmt::print("  • {}", holder.who);
    if (!holder.part.empty()) fmt::print(", {}", holder.part);
    if (!holder.when.empty()) fmt::print(" ({})", holder.when);
    fmt::print("\n");
  }
  if (!words.nobody.empty()) fmt::print("  {}\n", words.nobody);
  for (auto const& unit : words.of_other_ages) fmt::print("    {}\n", unit);
  for (auto const& named : words.named_in) fmt::print("    {}\n", say.say(text("Named in: {0}", named.words)));
  for (auto const& section : words.sections) fmt::print("    {}\n", section.words);
  if (!words.note.empty()) fmt::print("    {}\n", words.note);
  if (!words.asking.empty()) fmt::print("    {}\n", say.say(text("On asking and consent: {0}", words.asking)));
  if (!words.example.empty()) fmt::print("    {}\n", words.example);
  for (auto const& document : words.see_also) fmt::print("    {}\n", say.say(text("See also: {0}", document)));
  for (auto const& reading : words.readings) fmt::print("    {}\n", reading);
}

event::Need const* pick_need(event::Vocabulary const& v, agreement::Pack const* pack, std::string const& word,
                             wording::Language const& say) {
  auto const found = wording::find_needs(v, pack, word, say.tongue());
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
  auto const* pack = agreement::in_force(all->packs, county, *on);
  auto const* need = pick_need(all->vocabulary, pack, options.need, say);
  if (need == nullptr) return 1;
  if (pack == nullptr) {
    fmt::print("{}\n", say.say(wording::none_in_force(*on)));
    return 1;
  }
  fmt::print(
      "{}\n{}\n\n", say.say(text("Who does what? {0}", say.say(need->label))),
      say.say(text("{0}, version {1}, on {2}", pack->parties.front().name, pack->version, calendar::to_string(*on))));
  auto const lines = agreement::who(*pack, need->id, options.age);
  if (lines.empty()) {
    fmt::print("{}\n", wording::not_listed(*pack, say));
    return 0;
  }
  for (auto const& line : lines) print(wording::responsible(*pack, line, {}, say), say);
  if (!pack->validity.readings.empty() || pack->text != agreement::TextStatus::full) fmt::print("\n");
  if (pack->text == agreement::TextStatus::summary)
    fmt::print("{}\n", say.say(text("Only a summary of the agreement has been read.")));
  return 0;
}

}  // namespace overens::cli
