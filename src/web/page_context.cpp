#include "web/page_context.hpp"

#include <algorithm>

#include "account/secret.hpp"
#include "web/known_subjects.hpp"
#include "web/swedish_order.hpp"

namespace overens::web {

using agreement::Lifecycle;
using agreement::Pack;

std::string PageContext::form_word() const {
  if (session) return session->csrf;
  return visitor_word();
}

std::string PageContext::visitor_word() const {
  return visitor.empty() ? std::string() : account::hash_of(visitor, "visitor's form");
}

std::shared_ptr<Lifecycles const> lifecycles_by_the_documents(std::vector<Pack const*> const& packs) {
  auto lifecycles = std::make_shared<Lifecycles>();
  std::vector<std::string> seen;
  for (auto const* first : packs) {
    if (std::find(seen.begin(), seen.end(), first->agreement) != seen.end()) continue;
    seen.push_back(first->agreement);
    std::vector<Pack const*> versions;
    for (auto const* pack : packs) {
      if (pack->agreement == first->agreement) versions.push_back(pack);
    }
    lifecycles->emplace_back(std::move(versions), std::vector<agreement::LifecycleEvent>());
  }
  return lifecycles;
}

base::Expected<app::SubjectPage> const& PageContext::subject(journal::SubjectRef const& of) const {
  auto const found = subjects_read.find(of);
  if (found != subjects_read.end()) return found->second;
  auto read = sources.subject(actor(), of);
  if (!read && read.error().code == "not_found" && given_subject(of, *this))
    read = app::SubjectPage{of, {}, {}, {}, {}};
  return subjects_read.emplace(of, std::move(read)).first->second;
}

tl::expected<app::SubjectPage, app::CaseRefusal> const& PageContext::in_case(std::string const& id) const {
  auto const found = cases_read.find(id);
  if (found != cases_read.end()) return found->second;
  return cases_read.emplace(id, sources.case_page(actor(), id, {})).first->second;
}

std::vector<Lifecycle const*> PageContext::in_order() const {
  std::vector<Lifecycle const*> all;
  for (auto const& life : *lifecycles) all.push_back(&life);
  sort_in_swedish(all, [](Lifecycle const* life) { return region(*life); });
  std::stable_partition(all.begin(), all.end(), [](Lifecycle const* life) { return !is_invented(*life); });
  return all;
}

std::vector<app::UnitDetails> PageContext::open_units() const {
  auto all = units->on(today);
  std::erase_if(all, [](app::UnitDetails const& unit) { return !unit.is_open_to_everybody(); });
  sort_in_swedish(all, [](app::UnitDetails const& unit) { return unit.name; });
  return all;
}

Lifecycle const* PageContext::life(std::string_view agreement) const {
  for (auto const& life : *lifecycles) {
    if (life.versions().front()->agreement == agreement) return &life;
  }
  return nullptr;
}

std::string PageContext::remembered_place() const {
  std::string word(request.cookie(place_cookie));
  return place(word) ? word : std::string();
}

std::optional<PlacePicked> PageContext::place(std::string_view word) const {
  if (word.empty()) return std::nullopt;
  for (auto const& life : *lifecycles) {
    auto const& versions = life.versions();
    if (versions.front()->agreement == word || versions.front()->county == word) return PlacePicked{&life, nullptr};
    for (auto const* version : versions) {
      auto const* party = version->party(word);
      if (party != nullptr && party->kind == agreement::Party::Kind::municipality) return PlacePicked{&life, party};
    }
  }
  return std::nullopt;
}

std::string const& region(Lifecycle const& life) {
  return life.versions().back()->parties.front().name;
}

bool is_invented(Lifecycle const& life) {
  return life.versions().back()->invented;
}

Pack const& shown(Lifecycle const& life, calendar::Day on) {
  if (auto const* now = life.in_force(on)) return *now;
  Pack const* last = nullptr;
  Pack const* first = nullptr;
  for (auto const* version : life.versions()) {
    auto const from = version->validity.from;
    if (from <= on && (last == nullptr || from > last->validity.from)) last = version;
    if (first == nullptr || from < first->validity.from) first = version;
  }
  return last != nullptr ? *last : *first;
}

}  // namespace overens::web
