#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "wording/search.hpp"

namespace overens::web {

/// What can be found in the versions of the agreements, in each language: made when it is first asked for, and kept.
/// Used by many threads.
class SearchIndex {
 public:
  std::vector<wording::Findable> const& of(agreement::Pack const& pack, event::Vocabulary const& vocabulary,
                                           wording::Language const& say);

 private:
  using Key = std::pair<agreement::Pack const*, wording::Tongue>;
  std::mutex mutex_;
  std::map<Key, std::unique_ptr<std::vector<wording::Findable> const>> made_;
};

}  // namespace overens::web
