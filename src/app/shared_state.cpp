#include "app/shared_state.hpp"

#include "app/subjects_of.hpp"
#include "journal/chain.hpp"
#include "journal/line.hpp"

namespace overens::app {
event::Event const& EntryReader::read(journal::Entry const& entry) {
  line_ = journal::event_line(entry);
  auto const length = line_.size();
  line_.append(event::line_padding, ' ');
  auto const read = reader_.read(std::string_view(line_).substr(0, length));
  if (!read) throw std::runtime_error("the entry " + entry.id + " of the journal can't be read: " + read.error().code);
  return **read;
}

SharedState::SharedState(RuleSet basis)
    : vocabulary_(basis.vocabulary),
      edition_(std::move(basis.edition)),
      rules_(std::make_shared<obligation::Rules const>(std::move(basis.packs), basis.vocabulary)) {
  for (auto const& kind : vocabulary_.kinds) {
    if (!app::is_private(vocabulary_, kind.id)) continue;
    private_.insert(std::string(event::same_kind(kind.id)));
    if (kind.id == "case" || is_answered_apart(kind.id)) with_views_.push_back(kind.id);
  }
}

bool SharedState::is_answered_apart(std::string_view kind) const {
  return kind != "case" && (rules_->book.group_kind(kind) != nullptr || kind == "dispute");
}

void SharedState::catch_up(Store& store) {
  EntryReader reader(vocabulary_);
  position_ = store.shared(position_, [&](journal::Entry const& entry) {
    if (!journal::is_erased(entry) && record_.add(entry, reader.read(entry)) != nullptr) entries_.push_back(entry);
  });
}

std::unique_ptr<obligation::Engine> SharedState::engine() const {
  auto engine = std::make_unique<obligation::Engine>(rules_);
  EntryReader reader(vocabulary_);
  for (auto const& entry : entries_) engine->add(reader.read(entry));
  return engine;
}

}  // namespace overens::app
