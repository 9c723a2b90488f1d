#include "obligation/case_closing.hpp"

#include <algorithm>

#include "event/known.hpp"
#include "obligation/obligation.hpp"

namespace overens::obligation {

using calendar::is_before;
using calendar::Moment;

CaseClosing::CaseClosing(VisibleEvents const& view, Registry const& registry, Rule const& rule,
                         Obligation const& obligation)
    : view_(view),
      registry_(registry),
      obligation_(obligation),
      closed_(view.facts().vocabulary().type(event::known::case_closed)->number),
      reopened_(view.facts().vocabulary().type(event::known::case_reopened)->number) {
  if (!rule.ends_with_case || obligation.opened_by == no_act || view.first(closed_) == VisibleEvents::none) return;
  auto const& opening = view.act(obligation.opened_by);
  auto const all_of_the_group = view.group().form == Group::Form::in_case;
  if (!all_of_the_group && opening.in_case == nullptr) return;
  for (std::uint32_t i = 0; i < view.acts().size(); ++i) {
    auto const& act = view.act(i);
    if (!all_of_the_group && act.in_case != opening.in_case) continue;
    // Told of another's closing, it is the other's case that is closed.
    auto const is_about_the_case = act.type == closed_ || act.type == reopened_;
    auto const by = is_about_the_case ? act.acting() : act.fact->owner;
    if (owes(by, act.when.day)) records_.push_back({i, by});
  }
}

// Itself, or the party that it belonged to then. Nobody known who owes it: whoever recorded what opened it.
bool CaseClosing::owes(base::Symbol authority, calendar::Day on) const {
  bool somebody = false;
  for (auto const& bearer : obligation_.bearers) {
    if (bearer.left_out || bearer.name == 0) continue;
    if (bearer.name == (bearer.is_party ? registry_.party_of(authority, on) : authority)) return true;
    somebody = true;
  }
  return !somebody && authority == view_.act(obligation_.opened_by).fact->owner;
}

// Seen with so many of the records: the last of the closings, when all have closed. A closing before the opening was of
// an earlier time of the case.
std::optional<std::uint32_t> CaseClosing::closed_with(std::size_t records) const {
  struct Keeper {
    base::Symbol name;
    std::optional<std::uint32_t> closing;
  };
  boost::container::small_vector<Keeper, 2> keepers;
  for (std::size_t i = 0; i < records; ++i) {
    auto const number = records_[i].act;
    auto const by = records_[i].by;
    auto keeper = std::find_if(keepers.begin(), keepers.end(), [&](Keeper const& one) { return one.name == by; });
    if (keeper == keepers.end()) keeper = keepers.insert(keepers.end(), {by, std::nullopt});
    auto const& act = view_.act(number);
    auto const counts = !is_before(act.when, obligation_.opened) && number != obligation_.opened_by;
    if (act.type == closed_ && counts) keeper->closing = number;
    if (act.type == reopened_) keeper->closing.reset();
  }
  std::optional<std::uint32_t> last;
  for (auto const& keeper : keepers) {
    if (!keeper.closing) return std::nullopt;
    last = std::max(last.value_or(0), *keeper.closing);
  }
  return last;
}

std::optional<std::uint32_t> CaseClosing::standing(Moment const& at) const {
  auto const later = std::find_if(records_.begin(), records_.end(),
                                  [&](Record const& one) { return is_before(at, view_.act(one.act).when); });
  return closed_with(static_cast<std::size_t>(later - records_.begin()));
}

std::optional<std::uint32_t> CaseClosing::after(Moment const& at) const {
  for (auto const& record : records_) {
    auto const& act = view_.act(record.act);
    if (act.type != closed_ || !is_before(at, act.when)) continue;
    if (auto const closing = standing(act.when)) return closing;
  }
  return std::nullopt;
}

}  // namespace overens::obligation
