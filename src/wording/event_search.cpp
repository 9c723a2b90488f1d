#include "wording/event_search.hpp"

#include <algorithm>

#include "wording/search.hpp"

namespace overens::wording {
namespace {

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

std::vector<EventType const*> fitting(Vocabulary const& vocabulary, std::string_view words, Wanted const& wanted,
                                      Language const& say) {
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

}  // namespace

std::vector<EventType const*> find_events(Vocabulary const& vocabulary, std::string_view words, Language const& say) {
  Wanted const wanted(words, vocabulary, say.tongue());
  if (wanted.empty()) return {};
  auto const found = fitting(vocabulary, words, wanted, say);
  auto const otherwise = found.empty() ? wanted.with_any_marks() : std::nullopt;
  return otherwise ? fitting(vocabulary, words, *otherwise, say) : found;
}

}  // namespace overens::wording
