#include "wording/event_search.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "wording/search.hpp"

namespace overens::wording {
namespace {

using base::text;
using event::DataField;
using event::EventType;
using event::Vocabulary;

void add_text(Findable& one, std::string words, Language const& say) {
  auto forms = word_forms(words, say.tongue());
  one.texts.push_back({{}, std::move(words), std::move(forms)});
}

Findable findable(EventType const& type, Vocabulary const& vocabulary, Language const& say) {
  Findable one;
  add_text(one, say.say(type.label), say);
  add_text(one, type.name, say);
  if (auto const* about = vocabulary.kind(type.subject)) add_text(one, say.say(about->label), say);
  for (auto const& field : type.data) {
    add_text(one, say.say(field.label), say);
    if (auto const* set = vocabulary.code_set(field.of); field.type == DataField::Type::code && set != nullptr) {
      for (auto const& code : set->codes) add_text(one, say.say(code.label), say);
    }
  }
  return one;
}

std::string what_it_holds(DataField const& field, Vocabulary const& vocabulary, Language const& say) {
  switch (field.type) {
    case DataField::Type::code: {
      std::string codes;
      if (auto const* set = vocabulary.code_set(field.of)) {
        for (auto const& code : set->codes)
          codes += fmt::format("{}{} ({})", codes.empty() ? "" : ", ", code.id, say.say(code.label));
      }
      return codes;
    }
    case DataField::Type::day:
      return say.say(text("a day, such as {0}", "2026-03-09"));
    case DataField::Type::integer:
      return say.say(text("a whole number"));
    case DataField::Type::money:
      return say.say(text("an amount in öre"));
    case DataField::Type::boolean:
      return say.say(text("yes or no, written true or false"));
    case DataField::Type::words:
      return say.say(text("words"));
    case DataField::Type::id:
      return say.say(text("the id of: {0}", field.of));
    case DataField::Type::authority:
      return say.say(text("an authority"));
    case DataField::Type::unit:
      return say.say(text("a unit"));
    case DataField::Type::party:
      return say.say(text("official code of a party"));
    case DataField::Type::type:
      return say.say(text("an event type"));
    case DataField::Type::raw:
      return say.say(text("data of the corrected event"));
  }
  return {};
}

}  // namespace

std::vector<EventType const*> find_events(Vocabulary const& vocabulary, std::string_view words, Language const& say) {
  Wanted const wanted(words, vocabulary, say.tongue());
  std::vector<std::pair<int, EventType const*>> found;
  for (auto const& type : vocabulary.types) {
    if (type.name == words) return {&type};
    auto const one = findable(type, vocabulary, say);
    if (auto const fits = look_for(one, wanted)) found.emplace_back(fits->weight, &type);
  }
  std::stable_sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.first > b.first; });
  std::vector<EventType const*> types;
  for (auto const& [weight, type] : found) types.push_back(type);
  return types;
}

void write_event(StructuredText& out, EventType const& type, Vocabulary const& vocabulary, std::string const& line,
                 Language const& say) {
  out.heading(3, type.name, fmt::format("{}: {}", type.name, say.say(type.label)));
  if (!type.help.empty()) out.paragraph(plain(say.say(type.help)));
  std::vector<std::vector<Line>> rows;
  for (auto const& field : type.data) {
    auto name = fmt::format("{} ({}{})", field.name, say.say(field.label),
                            field.required ? say.say(text(", must be there")) : std::string());
    auto holds = what_it_holds(field, vocabulary, say);
    rows.push_back({plain(std::move(name)),
                    plain(field.list ? say.say(text("several with commas between: {0}", holds)) : std::move(holds))});
  }
  if (!rows.empty()) out.facts(std::move(rows));
  out.facts({{plain(say.say(text("In a scenario"))), plain(line)},
             {plain(say.say(text("In a rule"))), plain(fmt::format("{{event: {}}}", type.name))}});
}

}  // namespace overens::wording
