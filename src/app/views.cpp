#include "app/views.hpp"

#include <algorithm>
#include <tuple>

namespace overens::app {

void sort(SubjectView& view) {
  std::sort(view.obligations.begin(), view.obligations.end(),
            [](auto const& a, auto const& b) { return std::tie(a.authority, a.id) < std::tie(b.authority, b.id); });
  std::sort(view.heads.begin(), view.heads.end(),
            [](auto const& a, auto const& b) { return a.authority < b.authority; });
}

}  // namespace overens::app
