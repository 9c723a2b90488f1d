#include "app/record.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::app {

namespace known = event::known;

Recorded recorded(journal::Entry const& entry, event::EventType const& type) {
  return {entry.id, &type, entry.owner, entry.stream, entry.shared, entry.subjects};
}

Recorded const* Record::add(journal::Entry const& entry, event::Event const& event) {
  if (this->entry(entry.id) != nullptr) return nullptr;
  auto const* kept = &entries_.emplace_back(recorded(entry, *event.type));
  by_id_.emplace(kept->id, kept);
  auto const& type = event.type->name;
  std::string const subject(event.subject.id);
  if (type == known::withdrawn) withdrawals_.emplace(event.value("event")->text, kept);
  if (type == known::authority_registered) registered_.insert(subject);
  if (type == known::disclosure_made) disclosures_.emplace(subject, kept);
  if (type == known::disclosure_ended) disclosures_ended_.emplace(subject, kept);
  if (type == known::consent_withdrawn) consents_withdrawn_.emplace(subject, kept);
  return kept;
}

Recorded const* Record::entry(std::string_view id) const {
  auto const found = by_id_.find(id);
  if (found != by_id_.end()) return found->second;
  return beneath_ == nullptr ? nullptr : beneath_->entry(id);
}

bool Record::is_registered(std::string_view authority) const {
  return registered_.contains(authority) || (beneath_ != nullptr && beneath_->is_registered(authority));
}

bool Record::any_withdrawal(std::string_view id, std::function<bool(Recorded const&)> const& is) const {
  auto const [first, last] = withdrawals_.equal_range(id);
  return std::any_of(first, last, [&](auto const& one) { return is(*one.second); }) ||
         (beneath_ != nullptr && beneath_->any_withdrawal(id, is));
}

bool Record::is_withdrawn(Recorded const& entry) const {
  return any_withdrawal(entry.id, [&](Recorded const& by) { return by.owner == entry.owner && !is_withdrawn(by); });
}

Recorded const* Record::standing(ById Record::*matter, std::string_view id) const {
  auto const [first, last] = (this->*matter).equal_range(id);
  auto const found = std::find_if(first, last, [&](auto const& one) { return !is_withdrawn(*one.second); });
  if (found != last) return found->second;
  return beneath_ == nullptr ? nullptr : beneath_->standing(matter, id);
}

}  // namespace overens::app
