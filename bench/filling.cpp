#include "filling.hpp"

#include "app/handle.hpp"
#include "app/subjects_of.hpp"
#include "journal/chain.hpp"
#include "journal/line.hpp"
#include "store/open.hpp"

namespace overens::bench {

Filling::Filling(std::string const& where, event::Vocabulary const& vocabulary, std::shared_ptr<keys::KeyStore> keys)
    : vocabulary_(vocabulary), store_(std::move(*store::open_store(where, {.keys = std::move(keys)}))) {}

void Filling::take(std::string const& line) {
  auto command = *app::import_event(line, vocabulary_);
  auto const& one = command.events.front();
  if (!one.changes.empty()) return;
  journal::Entry entry;
  entry.stream = one.stream;
  entry.seq = ++versions_[one.stream];
  entry.recorded = one.event->recorded;
  auto const event = app::event_in(command, 0, entry);
  entry.id = event.id;
  entry.type = event.type->name;
  entry.owner = event.owner;
  entry.command = event.id;
  entry.shared = app::is_shared(event);
  entry.subjects = one.subjects;
  entry.envelope = journal::envelope_of(event);
  entry.data = one.data;
  entries_.push_back(std::move(entry));
  if (entries_.size() >= 10'000) write();
}

void Filling::write() {
  auto const transaction = store_->begin();
  for (auto& entry : entries_) {
    auto& head = heads_[entry.stream];
    transaction->encrypt(entry, head);
    head = journal::seal(entry, head, journal::Salt{std::byte{1}});
  }
  transaction->append(entries_);
  transaction->commit();
  entries_.clear();
}

}  // namespace overens::bench
