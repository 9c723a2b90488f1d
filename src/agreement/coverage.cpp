#include "agreement/coverage.hpp"

#include <algorithm>

namespace overens::agreement {
namespace {

bool is_among(std::string_view one, std::vector<std::string> const& all) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

Coverage shown_or(bool more, Coverage what) {
  return more ? what : Coverage::shown;
}

class ItemCoverage {
 public:
  ItemCoverage(Passage const& passage, Pack const& pack, event::Vocabulary const& vocabulary,
               Demonstrated const& demonstrated)
      : passage_(passage), pack_(pack), v_(vocabulary), demonstrated_(demonstrated) {}

  Coverage of(std::string const& id) const {
    if (v_.type(id) != nullptr) return Coverage::workable;
    if (id == pack_.agreement) return head();
    if (pack_.norm(id) != nullptr || is_ladder(id))
      return demonstrated_.ids.contains(id) ? Coverage::computed : Coverage::workable;
    if (auto const* found = pack_.group(id)) return group(*found);
    if (auto const* reading = pack_.reading(id)) return shown_or(!reading->decided, Coverage::open);
    return shown_or(can_be_recorded(id), Coverage::workable);
  }

 private:
  Coverage head() const {
    auto cites = pack_.validity.cite;
    if (pack_.validity.prolonged)
      cites.insert(cites.end(), pack_.validity.prolonged->cite.begin(), pack_.validity.prolonged->cite.end());
    if (pack_.approval) cites.insert(cites.end(), pack_.approval->cite.begin(), pack_.approval->cite.end());
    return shown_or(demonstrated_.validity && is_among(passage_.section, cites), Coverage::computed);
  }

  bool is_ladder(std::string_view id) const {
    return std::any_of(pack_.ladders.begin(), pack_.ladders.end(), [&](auto const& one) { return one.id == id; });
  }

  // Whom a norm is for is computed from the ages of its group, or from what has been noted in the case.
  Coverage group(TargetGroup const& group) const {
    auto const acts = std::any_of(pack_.norms.begin(), pack_.norms.end(), [&](Norm const& norm) {
      return is_among(group.id, norm.groups) && demonstrated_.ids.contains(norm.id);
    });
    return acts ? Coverage::computed : shown_or(!group.noted.empty(), Coverage::workable);
  }

  // A forum meets, a commitment is evidenced and reviewed, a local agreement is adopted, a right is used.
  bool can_be_recorded(std::string_view id) const {
    auto const is = [&](auto const& one) { return one.id == id; };
    auto const is_used = [&](Right const& one) { return one.id == id && !one.events.empty(); };
    if (std::any_of(pack_.rights.begin(), pack_.rights.end(), is_used)) return true;
    return std::any_of(pack_.forums.begin(), pack_.forums.end(), is) ||
           std::any_of(pack_.commitments.begin(), pack_.commitments.end(), is) ||
           std::any_of(pack_.local_templates.begin(), pack_.local_templates.end(), is);
  }

  Passage const& passage_;
  Pack const& pack_;
  event::Vocabulary const& v_;
  Demonstrated const& demonstrated_;
};

}  // namespace

Coverage coverage_of(Passage const& passage, Pack const& pack, event::Vocabulary const& vocabulary,
                     Demonstrated const& demonstrated) {
  ItemCoverage const items(passage, pack, vocabulary, demonstrated);
  auto most = Coverage::not_software;
  for (auto const& [id, carries] : passage.items) most = std::min(most, items.of(id));
  return most;
}

ComputedItems computed_items(Passage const& passage, Pack const& pack, event::Vocabulary const& vocabulary,
                             Demonstrated const& demonstrated) {
  ItemCoverage const items(passage, pack, vocabulary, demonstrated);
  ComputedItems sum;
  for (auto const& [id, carries] : passage.items) {
    ++sum.all;
    if (items.of(id) == Coverage::computed) ++sum.computed;
  }
  return sum;
}

bool rests_on_open_reading(Passage const& passage, Pack const& pack) {
  auto const open = [&](std::string const& id) {
    auto const* reading = pack.reading(id);
    return reading != nullptr && !reading->decided;
  };
  return std::any_of(passage.items.begin(), passage.items.end(), [&](auto const& item) {
    if (open(item.first)) return true;
    auto const* norm = pack.norm(item.first);
    return norm != nullptr && std::any_of(norm->readings.begin(), norm->readings.end(), open);
  });
}

CoverageSums coverage_sums(Pack const& pack, event::Vocabulary const& vocabulary, Demonstrated const& demonstrated) {
  CoverageSums sums;
  for (auto const& passage : pack.ledger) {
    ++sums.all;
    ++sums.passages[static_cast<std::size_t>(coverage_of(passage, pack, vocabulary, demonstrated))];
    auto const items = computed_items(passage, pack, vocabulary, demonstrated);
    sums.items.computed += items.computed;
    sums.items.all += items.all;
    if (rests_on_open_reading(passage, pack)) ++sums.on_open_readings;
  }
  return sums;
}

}  // namespace overens::agreement
