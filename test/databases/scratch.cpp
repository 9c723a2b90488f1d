#include "test/databases/scratch.hpp"

#include <cstdlib>
#include <stdexcept>

#include <sqlite3.h>

#include "base/text.hpp"
#include "test/databases/postgres_server.hpp"

namespace overens::databases {

std::string name(Kind kind) {
  switch (kind) {
    case Kind::sqlite:
      return "sqlite";
    case Kind::postgres:
      return "postgres";
  }
  return {};
}

Scratch::Scratch(Kind kind) : kind_(kind) {
  auto made = (std::filesystem::temp_directory_path() / "overens-XXXXXX").string();
  if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = made;
  where_ = kind == Kind::postgres ? PostgresServer::one().new_database() : (folder_ / "overens.db").string();
  if (!keys::KeyStore::create(key_file())) throw std::runtime_error("no key store can be made");
  keys_ = *keys::KeyStore::open(key_file());
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
  std::filesystem::remove_all(key_file().parent_path(), ignored);
}

std::unique_ptr<app::Store> Scratch::open(store::OpenOptions const& options) const {
  auto with_keys = options;
  if (with_keys.keys == nullptr) with_keys.keys = keys_;
  auto opened = store::open_store(where_, with_keys);
  if (!opened) throw std::runtime_error(base::english(opened.error().why));
  return std::move(*opened);
}

std::string Scratch::alter(std::string const& sql) const {
  if (kind_ == Kind::postgres)  // without foreign keys, as SQLite is when nobody asks for them
    return PostgresServer::one().run(where_, "set session_replication_role = replica; " + sql);
  sqlite3* db = nullptr;
  std::string value;
  auto const take = [](void* into, int, char** values, char**) {
    if (values[0] != nullptr) *static_cast<std::string*>(into) = values[0];
    return 0;
  };
  auto const opened = sqlite3_open(where_.c_str(), &db);
  sqlite3_busy_timeout(db, 60'000);  // a processor may be writing its views
  auto const done = opened == SQLITE_OK ? sqlite3_exec(db, sql.c_str(), take, &value, nullptr) : opened;
  std::string const said = sqlite3_errmsg(db);
  sqlite3_close(db);
  if (done != SQLITE_OK) throw std::runtime_error(said + ": " + sql);
  return value;
}

}  // namespace overens::databases
