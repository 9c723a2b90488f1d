#include "app/record.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::app {

namespace known = event::known;

bool Record::add(journal::Entry entry, event::Event const& event) {
  if (this->entry(entry.id) != nullptr) return false;
  auto const* kept = &entries_.emplace_back(std::move(entry));
  by_id_.emplace(kept->id, kept);
  auto const& type = event.type->name;
  std::string const subject(event.subject.id);
  if (type == known::withdrawn) withdrawals_.emplace(event.value("event")->text, kept);
  if (type == known::authority_registered) registered_.insert(subject);
  if (type == known::disclosure_made) matters_.emplace(std::pair(Matter::disclosure, subject), kept);
  if (type == known::disclosure_ended) matters_.emplace(std::pair(Matter::disclosure_ended, subject), kept);
  if (type == known::consent_withdrawn) matters_.emplace(std::pair(Matter::consent_withdrawn, subject), kept);
  return true;
}

journal::Entry const* Record::entry(std::string_view id) const {
  auto const found = by_id_.find(id);
  if (found != by_id_.end()) return found->second;
  return beneath_ == nullptr ? nullptr : beneath_->entry(id);
}

bool Record::is_registered(std::string_view authority) const {
  return registered_.contains(authority) || (beneath_ != nullptr && beneath_->is_registered(authority));
}

template <class Do>
bool Record::any_withdrawal(std::string_view id, Do const& is) const {
  auto const [first, last] = withdrawals_.equal_range(id);
  return std::any_of(first, last, [&](auto const& one) { return is(*one.second); }) ||
         (beneath_ != nullptr && beneath_->any_withdrawal(id, is));
}

bool Record::is_withdrawn(journal::Entry const& entry) const {
  return any_withdrawal(entry.id,
                        [&](journal::Entry const& by) { return by.owner == entry.owner && !is_withdrawn(by); });
}

journal::Entry const* Record::standing(Matter matter, std::string_view id) const {
  auto const [first, last] = matters_.equal_range({matter, std::string(id)});
  auto const found = std::find_if(first, last, [&](auto const& one) { return !is_withdrawn(*one.second); });
  if (found != last) return found->second;
  return beneath_ == nullptr ? nullptr : beneath_->standing(matter, id);
}

}  // namespace overens::app
