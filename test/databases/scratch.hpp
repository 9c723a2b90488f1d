#pragma once

// A new, empty database of each kind for one test, gone after it.

#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "store/open.hpp"

namespace overens::databases {

enum class Kind { sqlite, postgres };
inline constexpr Kind all_kinds[] = {Kind::sqlite, Kind::postgres};
std::string name(Kind kind);
inline std::string called(testing::TestParamInfo<Kind> const& test) {
  return name(test.param);
}

class Scratch {
 public:
  explicit Scratch(Kind kind);
  ~Scratch();
  Scratch(Scratch const&) = delete;
  Scratch& operator=(Scratch const&) = delete;

  /// What open_store() takes.
  std::string const& where() const { return where_; }
  /// Its key store.
  std::shared_ptr<keys::KeyStore> const& keys() const { return keys_; }
  std::filesystem::path key_file() const { return std::filesystem::path(folder_.string() + "-keys") / "overens.keys"; }
  /// Opens it, with its keys unless the options say others; the test fails when that is refused.
  std::unique_ptr<app::Store> open(store::OpenOptions const& options = {}) const;
  /// Runs SQL as somebody would who goes past the program; gives the first value of the first row, as text.
  std::string alter(std::string const& sql) const;

 private:
  Kind kind_;
  std::filesystem::path folder_;
  std::string where_;
  std::shared_ptr<keys::KeyStore> keys_;
};

}  // namespace overens::databases
