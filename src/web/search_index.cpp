#include "web/search_index.hpp"

namespace overens::web {

std::vector<wording::Findable> const& SearchIndex::of(agreement::Pack const& pack, event::Vocabulary const& vocabulary,
                                                      wording::Language const& say) {
  std::scoped_lock const lock(mutex_);
  auto& made = made_[{&pack, say.tongue()}];
  if (made == nullptr)
    made = std::make_unique<std::vector<wording::Findable> const>(wording::findables(pack, vocabulary, say));
  return *made;
}

}  // namespace overens::web
