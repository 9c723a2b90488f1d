#pragma once

#include "app/ports/look_store.hpp"
#include "store/kept_keys.hpp"

namespace overens::store {

/// Takes over another database's chains, into one that has none. The caller holds the transaction.
void copy_looks(Connection& connection, app::LookSource& other);

/// How the keys of looks' words are called: by this and their authority.
inline constexpr std::string_view keys_of_looks = "looks ";

/// The tables look_chain, look and look_subject.
class LookTables : public app::LookStore {
 public:
  /// The pools must outlive it. `appenders`: connections that append looks; where one database lets several write at
  /// the same time they are others than `writers`.
  LookTables(Pool& readers, Pool& writers, Pool& appenders, KeptKeys& keys)
      : readers_(readers), writers_(writers), appenders_(appenders), keys_(keys) {}

  journal::LookChain open_chain(std::string const& authority) override;
  void encrypt(journal::LookEntry& entry) override;
  std::vector<KeptKey> keys() override;
  void append(std::span<journal::LookEntry const> entries) override;
  std::vector<journal::LookEntry> looks(app::LookFilter const& filter, std::size_t limit,
                                        std::optional<app::LookKey> const& after) override;
  std::vector<std::optional<journal::LookEntry>> last_of(std::string const& authority, std::string const& action,
                                                         std::span<journal::SubjectRef const> shown) override;
  std::vector<journal::LookEntry> saw_many(app::LookFilter const& within, long more_than) override;
  std::vector<journal::LookChain> chains() override;
  std::vector<journal::LookEntry> of_chain(std::uint64_t chain, std::uint64_t after, std::size_t most) override;
  void index(std::function<void(journal::SubjectRef const&, journal::LookEntry const&)> const& take) override;
  std::size_t erase_before(calendar::Instant at, std::size_t most) override;

 private:
  Pool& readers_;
  Pool& writers_;
  Pool& appenders_;
  KeptKeys& keys_;
};

}  // namespace overens::store
