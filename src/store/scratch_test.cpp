#include "store/scratch_test.hpp"

#include <cstdlib>
#include <stdexcept>

#include "base/text.hpp"

namespace overens::store {

std::string name(Kind kind) {
  switch (kind) {
    case Kind::sqlite:
      return "sqlite";
  }
  return {};
}

Scratch::Scratch(Kind) {
  auto made = (std::filesystem::temp_directory_path() / "overens-store-XXXXXX").string();
  if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = made;
  where_ = (folder_ / "overens.db").string();
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::unique_ptr<app::Store> Scratch::open() const {
  auto store = open_store(where_);
  if (!store) throw std::runtime_error(base::english(store.error().why));
  return std::move(*store);
}

}  // namespace overens::store
