#include "store/key_file.hpp"

#include "store/files.hpp"

namespace overens::store {

using base::text;
namespace fs = std::filesystem;

fs::path usual_key_file(std::string const& where) {
  return (is_postgres(where) ? fs::path() : folder_of(where)) / "keys" / "overens.keys";
}

base::Expected<std::unique_ptr<app::Store>> open_with_keys(std::string const& where, fs::path key_file,
                                                           OpenOptions options) {
  if (key_file.empty()) key_file = usual_key_file(where);
  auto keys = keys::KeyStore::open(key_file);
  if (!keys && keys.error().code == "keys_missing") {
    auto without = open_store(where, options);
    if (!without && without.error().code == "keys_missing") return tl::unexpected(keys.error());
    if (!without || options.open != Open::create) return without;
    without->reset();
    if (auto const made = keys::KeyStore::create(key_file); !made && made.error().code != "keys_there")
      return tl::unexpected(made.error());
    keys = keys::KeyStore::open(key_file);
  }
  if (!keys && !options.may_be_closed && options.open != Open::inspect) return tl::unexpected(keys.error());
  if (keys) options.keys = *keys;
  return open_store(where, options);
}

}  // namespace overens::store
