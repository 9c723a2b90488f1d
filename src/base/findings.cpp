#include "base/findings.hpp"

#include <algorithm>

namespace overens::base {

void Findings::refuse(Place place, Text what, Text instead) {
  all_.push_back({Weight::refusal, std::move(place), std::move(what), std::move(instead), {}});
}

void Findings::warn(Place place, Text what, Text instead) {
  all_.push_back({Weight::warning, std::move(place), std::move(what), std::move(instead), {}});
}

void Findings::add(Findings const& others) {
  all_.insert(all_.end(), others.all_.begin(), others.all_.end());
}

void Findings::name(std::function<std::string(Place const&)> const& item_at) {
  for (auto& finding : all_) {
    if (finding.item.empty()) finding.item = item_at(finding.place);
  }
}

bool Findings::usable() const {
  return std::none_of(all_.begin(), all_.end(), [](Finding const& f) { return f.weight == Weight::refusal; });
}

std::vector<Finding> Findings::sorted() const {
  auto ordered = all_;
  std::stable_sort(ordered.begin(), ordered.end(), [](auto const& a, auto const& b) { return a.place < b.place; });
  std::vector<Finding> result;
  for (auto& finding : ordered) {
    auto same = false;
    for (auto i = result.size(); i > 0 && result[i - 1].place == finding.place && !same; --i)
      same = result[i - 1] == finding;
    if (!same) result.push_back(std::move(finding));
  }
  return result;
}

}  // namespace overens::base
