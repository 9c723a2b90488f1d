#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

#include "app/refresh.hpp"
#include "app/subjects_of.hpp"
#include "base/bounded_line.hpp"
#include "base/words.hpp"
#include "event/reader.hpp"
#include "journal/chain.hpp"
#include "journal/heads.hpp"
#include "journal/line.hpp"
#include "journal/stream.hpp"
#include "store/files.hpp"
#include "store/transfer.hpp"

namespace overens::store {
namespace {

using base::text;

constexpr std::size_t batch_size = 1000;

class Import {
 public:
  Import(app::Store& store, event::Vocabulary const& vocabulary)
      : store_(store), vocabulary_(vocabulary), reader_(vocabulary) {}

  /// What is taken in is for practice, and so is the store from then on.
  void mark_practice() { marks_practice_ = true; }

  /// Takes lines until one is refused. Each batch is kept whole.
  void take(std::vector<std::string> const& lines) {
    std::vector<journal::Entry> entries;
    for (auto const& line : lines) {
      auto entry = journal::read_entry(line);
      if (!entry) {
        result.stopped = entry.error();
        break;
      }
      entries.push_back(std::move(*entry));
    }
    transaction_ = store_.begin();
    look_up(entries);
    std::vector<journal::Entry> fresh;
    for (auto& entry : entries) {
      auto const is_known = check(entry);
      if (!is_known) {
        result.stopped = is_known.error();
        break;
      }
      ++result.lines;
      ++(*is_known ? result.known : result.taken);
      if (*is_known) continue;
      heads_[entry.stream] = journal::after(entry);
      fresh.push_back(entry);
      remember(std::move(entry));
    }
    if (!fresh.empty()) {
      transaction_->append(fresh);
      app::put_off_views(*transaction_);
      if (marks_practice_) transaction_->set_progress(app::for_practice, "yes");
      transaction_->commit();
    }
    transaction_.reset();
    heads_.clear();
    known_.clear();
  }

  Imported result;

 private:
  void look_up(std::vector<journal::Entry> const& entries) {
    std::vector<std::string> ids, streams;
    for (auto const& entry : entries) {
      ids.push_back(entry.id);
      streams.push_back(entry.stream);
    }
    for (auto& entry : transaction_->entries(ids)) remember(std::move(entry));
    for (auto& head : transaction_->heads(streams)) heads_.insert_or_assign(head.stream, std::move(head));
  }

  /// True: it is there already.
  base::Expected<bool> check(journal::Entry& entry) {
    auto const* known = find(entry.id, entry.stream);
    if (known != nullptr) {
      if (known->hash == entry.hash) return true;
      return base::refuse("other_event", text("another event has the id {0}", entry.id), "id");
    }
    if (!journal::faults(heads_.at(entry.stream), entry).empty()) {
      return base::refuse(
          "does_not_follow",
          text("entry {0} of the stream {1} does not follow what stands before it: it has been altered, or "
               "entries are missing",
               entry.seq, entry.stream));
    }
    if (auto const opened = open(entry); !opened) return tl::unexpected(opened.error());
    if (journal::is_erased(entry)) return false;  // nothing is left to check, or to work out
    auto line = journal::event_line(entry);
    auto const length = line.size();
    line.resize(length + event::line_padding);
    auto const event = reader_.read(std::string_view(line).substr(0, length));
    if (!event) return tl::unexpected(event.error());
    find_by(entry, **event);
    return false;
  }

  base::Expected<void> open(journal::Entry& entry) {
    try {
      store_.decrypt(entry);
      return {};
    } catch (app::StoreDamaged const&) {
      return base::refuse("keys_wrong", text("it is encrypted by other keys than those in the key store"));
    }
  }

  void find_by(journal::Entry& entry, event::Event const& event) {
    std::optional<app::Recorded> changes;
    if (std::string const id(app::event_meant_by(event)); !id.empty()) {
      auto const* found = find(id, entry.stream);
      if (found == nullptr) {
        for (auto& one : transaction_->entries(std::span(&id, 1))) remember(std::move(one));
        found = find(id, entry.stream);
      }
      auto const* type = found == nullptr ? nullptr : vocabulary_.type(found->type);
      if (type != nullptr) changes = app::recorded(*found, *type);
    }
    entry.subjects = app::subjects_of(event, vocabulary_, changes ? &*changes : nullptr);
    entry.shared = app::is_shared(event, changes ? &*changes : nullptr);
    entry.marks = journal::hash_of_marks(entry);
  }

  // By id, and of what is hidden by its stream: an id is the only one in there.
  static std::string key_of(std::string const& id, std::string const& stream) {
    return journal::is_hidden_stream(stream) ? id + "/" + stream : id;
  }
  void remember(journal::Entry entry) {
    auto key = key_of(entry.id, entry.stream);
    known_.insert_or_assign(std::move(key), std::move(entry));
  }
  journal::Entry const* find(std::string const& id, std::string const& stream) const {
    auto found = known_.find(key_of(id, stream));
    if (found == known_.end()) found = known_.find(id);
    return found == known_.end() ? nullptr : &found->second;
  }

  app::Store& store_;
  event::Vocabulary const& vocabulary_;
  event::Reader reader_;
  bool marks_practice_ = false;
  std::unique_ptr<app::Transaction> transaction_;
  std::unordered_map<std::string, journal::Head> heads_;
  std::unordered_map<std::string, journal::Entry> known_;
};

base::Expected<bool> says_practice(std::filesystem::path const& file) {
  std::ifstream in(heads_beside(file), std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in)
    return base::refuse("no_heads", text("{0} is missing: it was written with what was exported, and goes with it",
                                         heads_beside(file).string()));
  auto const kept = journal::read_heads(bytes.str());
  if (!kept) return base::refuse(kept.error().code, text("{0}: {1}", heads_beside(file).string(), kept.error().why));
  return kept->is_practice;
}

// Whether the store is to be marked as one for practice.
base::Expected<bool> goes_with(app::Store& store, std::filesystem::path const& file) {
  auto const is_practice = says_practice(file);
  if (!is_practice || *is_practice == is_for_practice(store)) return is_practice;
  if (*is_practice && store.last_position() == 0) return true;
  return base::refuse("practice", *is_practice
                                      ? text("it is for practice, and the database is not: take it into a new one")
                                      : text("the database is for practice: what is real is taken into another"));
}

}  // namespace

bool is_for_practice(app::Store& store) {
  return !store.progress(app::for_practice).empty();
}

base::Expected<Imported> import_journal(app::Store& store, event::Vocabulary const& vocabulary,
                                        std::filesystem::path const& file, Share const& progress) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file)) throw std::runtime_error(file.string());
  auto const total = static_cast<double>(std::filesystem::file_size(file));
  double done = 0;
  Import import(store, vocabulary);
  auto const is_practice = goes_with(store, file);
  if (!is_practice) return tl::unexpected(is_practice.error());
  if (*is_practice) import.mark_practice();
  std::vector<std::string> lines;
  std::size_t held = 0;
  std::string line;
  for (auto more = true; more && !import.result.stopped;) {
    bool too_long = false;
    more = base::read_line(in, line, too_long) && !too_long;
    if (more) {
      if (done == 0) line = std::string(base::without_byte_order_mark(line));
      done += static_cast<double>(line.size() + 1);
      held += line.size();
      if (!line.empty()) lines.push_back(line);
    }
    if (lines.size() < batch_size && held < base::longest_line && more) continue;
    import.take(lines);
    lines.clear();
    held = 0;
    if (too_long && !import.result.stopped) import.result.stopped = base::too_long();
    progress(done / total);
  }
  return import.result;
}

bool is_exported(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  std::string begins(10, '\0');
  in.read(begins.data(), static_cast<std::streamsize>(begins.size()));
  return begins == R"({"event":{)";
}

}  // namespace overens::store
