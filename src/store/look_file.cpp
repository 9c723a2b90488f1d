#include "store/look_file.hpp"

#include <fstream>

#include <nlohmann/json.hpp>

#include "base/bounded_line.hpp"
#include "journal/hex.hpp"
#include "journal/look_verify.hpp"
#include "store/files.hpp"
#include "store/looks.hpp"

namespace overens::store {
namespace {

using journal::LookChain;
using journal::LookEntry;
using nlohmann::ordered_json;

constexpr std::size_t written_at_a_time = 1000;

std::string line_of_key(KeptKey const& one) {
  return ordered_json{{"key_of", one.name}, {"owner", one.owner}, {"wrapped", journal::hex(one.key)}}.dump();
}

std::string line_of_chain(LookChain const& one) {
  return ordered_json{
      {"chain", one.number}, {"authority", one.authority}, {"length", one.length}, {"hash", journal::hex(one.hash)}}
      .dump();
}

/// The file as a database's looks are read: first what stands before them, then look after look.
class LookFile : public app::LookSource {
 public:
  /// Throws ordered_json::exception where it is none.
  explicit LookFile(std::filesystem::path const& file) : in_(file, std::ios::binary) {
    while (next() && !line_.contains("look") && !line_.contains("content_hash")) {
      if (line_.contains("key_of")) {
        KeptKey one{line_.at("key_of").get<std::string>(), line_.at("owner").get<std::string>(), {}};
        is_whole_ = journal::from_hex(line_.at("wrapped").get<std::string>(), one.key) && is_whole_;
        keys_.push_back(std::move(one));
      } else {
        LookChain one{line_.at("chain").get<std::uint64_t>(), line_.at("authority").get<std::string>(),
                      line_.at("length").get<std::uint64_t>()};
        is_whole_ = journal::from_hex(line_.at("hash").get<std::string>(), one.hash) && is_whole_;
        chains_.push_back(std::move(one));
      }
    }
  }

  std::vector<KeptKey> keys() override { return keys_; }
  std::vector<LookChain> chains() override { return chains_; }
  /// Those that come next, which must be of the chain.
  std::vector<LookEntry> of_chain(std::uint64_t chain, std::uint64_t /*after*/, std::size_t most) override {
    std::vector<LookEntry> found;
    while (has_line_ && found.size() < most && line_.at("chain").get<std::uint64_t>() == chain) {
      found.push_back(entry());
      next();
    }
    return found;
  }
  bool is_whole() const { return is_whole_; }
  bool is_at_end() const { return !has_line_; }

 private:
  bool next() {
    std::string text;
    bool too_long = false;
    has_line_ = base::read_line(in_, text, too_long) && !text.empty();
    is_whole_ = is_whole_ && !too_long;
    if (has_line_) line_ = ordered_json::parse(text);
    return has_line_;
  }

  LookEntry entry() {
    LookEntry one{.chain = line_.at("chain").get<std::uint64_t>(),
                  .seq = line_.at("seq").get<std::uint64_t>(),
                  .authority = line_.at("authority").get<std::string>()};
    auto const at = calendar::parse_instant(line_.at("at").get<std::string>());
    is_whole_ = is_whole_ && at && journal::from_hex(line_.at("content_hash").get<std::string>(), one.content_hash) &&
                journal::from_hex(line_.at("hash").get<std::string>(), one.hash);
    if (at) one.at = *at;
    if (line_.contains("look")) {
      one.content = line_.at("look").dump(-1, ' ', false, ordered_json::error_handler_t::replace);
      auto look = journal::read_look(one.content);
      is_whole_ = is_whole_ && look && journal::from_hex(line_.at("salt").get<std::string>(), one.salt);
      if (look) one.look = std::move(*look);
    }
    return one;
  }

  std::ifstream in_;
  ordered_json line_;
  bool has_line_ = false;
  bool is_whole_ = true;
  std::vector<KeptKey> keys_;
  std::vector<LookChain> chains_;
};

// Every look follows the one before it, and the chains end where they are said to.
bool is_as_written(std::filesystem::path const& path) {
  LookFile file(path);
  journal::LookVerifier verifier(calendar::Instant::max());
  for (auto const& chain : file.chains()) {
    verifier.take(chain);
    for (std::vector<LookEntry> some;
         !(some = file.of_chain(chain.number, verifier.entries(), written_at_a_time)).empty();) {
      for (auto const& entry : some) {
        verifier.take(entry);
        for (auto const& shown : entry.look.shown) verifier.take_index(shown, entry);
      }
    }
  }
  verifier.finish();
  return verifier.damages() == 0 && file.is_whole() && file.is_at_end();
}

// All of these chains stand in the database too, as far as they go here.
bool is_there_already(app::LookStore& log, std::vector<LookChain> const& chains) {
  auto const own = log.chains();
  if (own.size() < chains.size()) return false;
  for (std::size_t i = 0; i < chains.size(); ++i) {
    auto const& one = chains[i];
    if (own[i].number != one.number || own[i].authority != one.authority || own[i].length < one.length) return false;
    if (one.length == 0) continue;
    auto const last = log.of_chain(one.number, one.length - 1, 1);
    if (last.empty() || last.front().seq != one.length || last.front().hash != one.hash) return false;
  }
  return true;
}

}  // namespace

std::uint64_t export_looks(app::Store& store, std::filesystem::path const& file) {
  auto& log = store.looks();
  Unfinished const made(file);
  OutFile out(made.path(), OutFile::Begin::empty);
  auto const chains = log.chains();
  for (auto const& key : log.keys()) {
    if (key.name.starts_with(keys_of_looks)) out.write(line_of_key(key) + "\n");
  }
  for (auto const& chain : chains) out.write(line_of_chain(chain) + "\n");
  std::uint64_t written = 0;
  for (auto const& chain : chains) {
    for (std::uint64_t reached = 0; reached < chain.length;) {
      auto const some =
          log.of_chain(chain.number, reached, std::min<std::uint64_t>(written_at_a_time, chain.length - reached));
      if (some.empty()) throw app::StoreFailed("looks are missing in the access log: verify it");
      for (auto const& one : some) out.write(journal::look_line(one) + "\n");
      written += some.size();
      reached = some.back().seq;
    }
  }
  out.sync();
  made.finish();
  return written;
}

base::Expected<std::uint64_t> import_looks(app::Store& store, std::filesystem::path const& file) {
  if (!std::filesystem::exists(file)) return std::uint64_t{0};
  auto const refused = base::refuse(
      "other_log", base::text("{0} is no access log that can be taken in: it has been altered, or there is another one "
                              "in the database",
                              file.string()));
  try {
    if (!is_as_written(file)) return refused;
    LookFile from(file);
    auto const chains = from.chains();
    std::uint64_t looks = 0;
    for (auto const& chain : chains) looks += chain.length;
    if (!store.looks().chains().empty()) {
      if (!is_there_already(store.looks(), chains)) return refused;
      return looks;
    }
    auto const transaction = store.begin();
    transaction->copy_looks(from);
    transaction->commit();
    return looks;
  } catch (ordered_json::exception const&) {
    return refused;
  }
}

}  // namespace overens::store
