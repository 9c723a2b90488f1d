#include "filling.hpp"

#include "app/command.hpp"
#include "app/subjects_of.hpp"
#include "journal/chain.hpp"
#include "journal/line.hpp"
#include "store/open.hpp"

namespace overens::bench {

Filling::Filling(std::string const& where, event::Vocabulary const& vocabulary)
    : vocabulary_(vocabulary), reader_(vocabulary), store_(std::move(*store::open_store(where))) {}

void Filling::take(std::string const& line) {
  auto command = *app::import_event(line, vocabulary_);
  if (!command.changes.empty()) return;
  auto event = **reader_.read(command.event());
  auto& head = heads_[command.stream];
  event.stream = command.stream;
  event.seq = head.version + 1;
  journal::Entry entry;
  entry.stream = command.stream;
  entry.seq = event.seq;
  entry.id = event.id;
  entry.type = event.type->name;
  entry.owner = event.owner;
  entry.command = event.id;
  entry.recorded = event.recorded;
  entry.shared = app::is_shared(event);
  entry.subjects = command.subjects;
  entry.envelope = journal::envelope_of(event);
  entry.data = command.data;
  head = journal::seal(entry, head, journal::Salt{std::byte{1}});
  entries_.push_back(std::move(entry));
  if (entries_.size() >= 10'000) write();
}

void Filling::write() {
  auto const transaction = store_->begin();
  transaction->append(entries_);
  transaction->commit();
  entries_.clear();
}


}  // namespace overens::bench
