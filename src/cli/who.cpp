#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "agreement/responsible.hpp"
#include "base/words.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "wording/asked_age.hpp"
#include "wording/responsible.hpp"
#include "wording/search.hpp"

namespace overens::cli {
namespace {

using base::text;

void print(wording::ResponsibleWords const& words, wording::Language const& say) {
  if (!words.ages.empty()) print_fitted("{}:\n", words.ages);
  for (auto const& holder : words.who) {
    print_fitted("  • {}{}{}\n", holder.who, holder.part.empty() ? "" : ", " + holder.part,
                 holder.when.empty() ? "" : " (" + holder.when + ")");
  }
  if (!words.nobody.empty()) print_fitted("  {}\n", words.nobody);
  for (auto const& unit : words.of_other_ages) print_fitted("    {}\n", unit);
  for (auto const& named : words.named_in) print_fitted("    {}\n", say.say(text("Named in: {0}", named.words)));
  for (auto const& section : words.sections) print_fitted("    {}\n", section.words);
  if (!words.note.empty()) print_fitted("    {}\n", words.note);
  if (!words.asking.empty()) print_fitted("    {}\n", say.say(text("On asking and consent: {0}", words.asking)));
  if (!words.example.empty()) print_fitted("    {}\n", words.example);
  for (auto const& document : words.see_also) print_fitted("    {}\n", say.say(text("See also: {0}", document)));
  for (auto const& reading : words.readings) print_fitted("    {}\n", reading);
}

event::Need const* pick_need(event::Vocabulary const& v, agreement::Pack const* pack, std::string const& word,
                             wording::Language const& say) {
  if (word.empty()) {
    fmt::print(stderr, "overens: {}\n", say.say(text("write a word for what is needed")));
    return nullptr;
  }
  auto const found = wording::find_needs(v, pack, word, say.tongue());
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    fmt::print(stderr, "overens: {}\n",
               say.say(text("{0} is not a need that the program knows. It knows these:", base::shown(word))));
    for (auto const& need : v.needs) fmt::print(stderr, "  {:28} {}\n", need.id, say.say(need.label));
  } else {
    fmt::print(stderr, "overens: {}\n", say.say(text("{0} can mean several needs; choose one:", base::shown(word))));
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
  auto word = options.need;
  auto ages = wording::take_ages(word, all->vocabulary);
  if (options.age && !ages.empty() && ages != std::vector{*options.age}) ages.insert(ages.begin(), *options.age);
  if (ages.size() > 1) {
    fmt::print(stderr, "overens: {}\n", say.say(wording::several_ages(ages)));
    return 2;
  }
  auto const age = ages.empty() ? options.age : std::optional(ages.front());
  auto const* need = pick_need(all->vocabulary, pack, word, say);
  if (need == nullptr) return 1;
  if (pack == nullptr) {
    print_fitted("{}\n", say.say(wording::none_in_force(*on)));
    return 1;
  }
  print_fitted(
      "{}\n{}\n\n", say.say(text("Who does what? {0}", say.say(need->label))),
      say.say(text("{0}, version {1}, on {2}", pack->parties.front().name, pack->version, calendar::to_string(*on))));
  auto const lines = agreement::who(*pack, need->id, age);
  if (lines.empty()) {
    print_fitted("{}\n", wording::not_listed(*pack, say));
    return 0;
  }
  for (auto const& line : lines) print(wording::responsible(*pack, line, {}, say), say);
  if (!pack->validity.readings.empty() || pack->text != agreement::TextStatus::full) print_fitted("\n");
  if (pack->text == agreement::TextStatus::summary)
    print_fitted("{}\n", say.say(text("Only a summary of the agreement has been read.")));
  return 0;
}

}  // namespace overens::cli
