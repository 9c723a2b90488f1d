#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/ports/store.hpp"
#include "event/reader.hpp"
#include "keys/key_store.hpp"

namespace overens::bench {

/// Writes events straight into a journal, under their chains: without the views, and without what corrects another.
class Filling {
 public:
  /// `keys`: what is not shared is encrypted; none: nothing is.
  Filling(std::string const& where, event::Vocabulary const& vocabulary, std::shared_ptr<keys::KeyStore> keys = {});

  /// A line of a file of events.
  void take(std::string const& line);
  /// Writes what is left.
  void write();

 private:
  event::Vocabulary const& vocabulary_;
  std::unique_ptr<app::Store> store_;
  std::unordered_map<std::string, std::uint64_t> versions_;
  std::unordered_map<std::string, journal::Head> heads_;
  std::vector<journal::Entry> entries_;
};

}  // namespace overens::bench
