#include "agreement/draft.hpp"

#include <algorithm>

#include "agreement/shapes.hpp"
#include "agreement/values.hpp"

namespace overens::agreement {

using namespace values;

std::optional<DraftChange> draft_of(PackFiles const& files, base::Findings& findings) {
  auto const& fields = pack_shape()->fields;
  auto const shape = std::find_if(fields.begin(), fields.end(), [](auto const& f) { return f.key == "draft"; });
  for (auto const& [name, tree] : files.trees) {
    auto const* node = tree.find("draft");
    if (node == nullptr) continue;
    base::Findings own;
    base::check_shape(*node, *shape->shape, pack_shapes(), name, own);
    findings.add(own);
    if (!own.usable()) return std::nullopt;
    return DraftChange{words(*node, "of"), both(*node, "title"), both(*node, "says"), list(*node, "removes")};
  }
  return std::nullopt;
}

PackFiles with_draft(PackFiles pack, PackFiles const& changes, DraftChange const& draft) {
  auto gone = draft.removes;
  for (auto const& [name, tree] : changes.trees) {
    for (auto const& entry : tree.entries) {
      for (auto const& item : entry.value.items) gone.push_back(words(item, "id"));
    }
  }
  for (auto& [name, tree] : pack.trees) {
    std::erase_if(tree.entries, [](auto const& entry) {  // tells of the agreement itself, not of a draft
      return entry.key == "ledger" || entry.key == "sources";
    });
    for (auto& entry : tree.entries) {
      std::erase_if(entry.value.items, [&](Node const& item) {
        auto const id = words(item, "id");
        return !id.empty() && std::find(gone.begin(), gone.end(), id) != gone.end();
      });
    }
  }
  pack.folder = changes.folder;
  pack.trees.insert(pack.trees.end(), changes.trees.begin(), changes.trees.end());
  return pack;
}

}  // namespace overens::agreement
