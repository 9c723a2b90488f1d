#include "agreement/lifecycle.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::agreement {

using calendar::Day;
namespace known = event::known;

Lifecycle::Lifecycle(std::vector<Pack const*> versions, std::vector<LifecycleEvent> lifecycle_events)
    : versions_(std::move(versions)), lifecycle_events_(std::move(lifecycle_events)) {
  std::stable_sort(lifecycle_events_.begin(), lifecycle_events_.end(),
                   [](auto const& a, auto const& b) { return a.on < b.on; });
  for (auto const* version : versions_) ends_.push_back(end_of(*version));
}

// An event that names no version concerns the one whose document holds on the day.
bool Lifecycle::concerns(LifecycleEvent const& lifecycle_event, Pack const& version) const {
  if (!lifecycle_event.version.empty()) return lifecycle_event.version == version.version;
  Pack const* latest = nullptr;
  for (auto const* one : versions_) {
    if (one->validity.from <= lifecycle_event.on && (latest == nullptr || one->validity.from > latest->validity.from))
      latest = one;
  }
  return latest == &version;
}

std::vector<LifecycleEvent const*> Lifecycle::of(Pack const& version, std::string_view type, Day through) const {
  std::vector<LifecycleEvent const*> some;
  for (auto const& lifecycle_event : lifecycle_events_) {
    if (lifecycle_event.type == type && lifecycle_event.on <= through && concerns(lifecycle_event, version))
      some.push_back(&lifecycle_event);
  }
  return some;
}

Lifecycle::End Lifecycle::end_of(Pack const& version) const {
  auto const& validity = version.validity;
  End end{validity.through, validity.through ? End::Why::document : End::Why::none, {}};
  if (validity.prolonged && validity.through) {
    std::vector<LifecycleEvent const*> because;
    auto const has_all =
        std::all_of(validity.prolonged->when.begin(), validity.prolonged->when.end(), [&](auto const& type) {
          auto const some = of(version, type, *validity.through);
          if (!some.empty()) because.push_back(some.front());
          return !some.empty();
        });
    auto const succeeded = std::any_of(versions_.begin(), versions_.end(), [&](auto const* other) {
      return other->validity.from > validity.from && other->validity.from <= *validity.through + std::chrono::days(1);
    });
    auto const longer = calendar::add(*validity.through, validity.prolonged->by, version.rules);
    if (has_all && !succeeded && longer) end = {*longer, End::Why::prolonged_by_itself, std::move(because)};
  }
  for (auto const* one : of(version, known::agreement_prolonged, calendar::last_day)) {
    if (end.last && one->through && *one->through > *end.last) end = {one->through, End::Why::prolonged, {one}};
  }
  for (auto const* one : of(version, known::agreement_replaced, calendar::last_day)) {
    auto const last = one->on - std::chrono::days(1);
    if (!one->in_part && (!end.last || last < *end.last)) end = {last, End::Why::replaced, {one}};
  }
  return end;
}

Lifecycle::End const& Lifecycle::end(Pack const& version) const {
  auto const at = std::find(versions_.begin(), versions_.end(), &version);
  return ends_[static_cast<std::size_t>(at - versions_.begin())];
}

namespace {

// What makes the version hold for a party.
std::string_view decides(Pack const& version) {
  return version.approval && version.approval->form == Approval::Form::signature ? known::agreement_signed
                                                                                 : known::agreement_approved;
}

}  // namespace

bool Lifecycle::rests_on_document(Pack const& version) const {
  if (version.approval && !version.approval->binds_unrecorded) return false;
  return std::none_of(lifecycle_events_.begin(), lifecycle_events_.end(), [&](LifecycleEvent const& lifecycle_event) {
    return lifecycle_event.type == decides(version) && version.party(lifecycle_event.party) != nullptr &&
           concerns(lifecycle_event, version);
  });
}

std::optional<Day> Lifecycle::adopted(Pack const& version, std::string_view party) const {
  if (version.party(party) == nullptr) return std::nullopt;
  if (rests_on_document(version)) return version.validity.from;
  for (auto const* one : of(version, decides(version), calendar::last_day)) {
    if (one->party == party) return std::max(one->from.value_or(one->on), version.validity.from);
  }
  return std::nullopt;
}

bool Lifecycle::holds(Pack const& version, Day on) const {
  auto const& last = end(version).last;
  return version.validity.from <= on && (!last || on <= *last);
}

bool Lifecycle::binds_anybody(Pack const& version, Day on) const {
  return holds(version, on) && std::any_of(version.parties.begin(), version.parties.end(), [&](Party const& party) {
           auto const from = adopted(version, party.code);
           return from && *from <= on;
         });
}

Pack const* Lifecycle::in_force(Day on) const {
  Pack const* latest = nullptr;
  for (auto const* version : versions_) {
    if (holds(*version, on) && (latest == nullptr || version->validity.from > latest->validity.from)) latest = version;
  }
  return latest;
}

Pack const* Lifecycle::in_force(Day on, std::string_view party) const {
  Pack const* latest = nullptr;
  for (auto const* version : versions_) {
    if (!holds(*version, on) || (latest != nullptr && version->validity.from <= latest->validity.from)) continue;
    auto const day = adopted(*version, party);
    if (day && *day <= on) latest = version;
  }
  return latest;
}

std::optional<Day> Lifecycle::revision_due(Pack const& version) {
  if (!version.revision) return std::nullopt;
  auto due = version.revision->latest;
  if (version.revision->every) {
    auto const next = calendar::add(version.validity.from, *version.revision->every, version.rules);
    if (next && (!due || *next <= *due)) due = *next - std::chrono::days(1);  // the last day of the first interval
  }
  return due;
}

}  // namespace overens::agreement
