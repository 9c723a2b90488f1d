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
    : basis_(std::move(basis)),
      rules_(std::make_shared<obligation::CompiledRules const>(basis_.packs, basis_.vocabulary)),
      engine_(rules_) {
  engine_.index_ids();
  engine_.settle();
  for (auto const& kind : basis_.vocabulary.kinds) {
    if (!app::is_private(basis_.vocabulary, kind.id)) continue;
    private_.insert(std::string(event::same_kind(kind.id)));
    if (kind.id == "case" || is_answered_apart(kind.id)) with_views_.push_back(kind.id);
    auto const* rules = rules_->book.group_kind(kind.id);
    cases_read_units_ = cases_read_units_ || (rules != nullptr && rules->reads_units);
    cases_read_forums_ = cases_read_forums_ || (rules != nullptr && rules->reads_forums);
  }
}

bool SharedState::is_answered_apart(std::string_view kind) const {
  return kind != "case" && (rules_->book.group_kind(kind) != nullptr || kind == "dispute");
}

void SharedState::catch_up(Store& store) {
  EntryReader reader(basis_.vocabulary);
  std::vector<journal::Entry> of_units;
  position_ = store.shared(position_, [&](journal::Entry const& entry) {
    if (journal::is_erased(entry)) return;
    auto const& event = reader.read(entry);
    if (record_.add(entry, event) == nullptr) return;
    engine_.add(event);
    if (is_of_units(entry)) of_units.push_back(entry);
  });
  if (!of_units.empty()) units_ = Units::with(units_, of_units, basis_.vocabulary);
  engine_.settle();
}

AsOf SharedState::as_of(obligation::Engine const& engine, calendar::Day day) {
  auto const registry = engine.registry({calendar::Moment::whole(day), calendar::Instant::max(), 0});
  return {day, registry->fingerprint()};
}

bool SharedState::can_change_cases(AsOf const& before, AsOf const& after) const {
  return before.day != after.day || before.known.rest != after.known.rest ||
         (cases_read_units_ && before.known.units != after.known.units) ||
         (cases_read_forums_ && before.known.forums != after.known.forums);
}

}  // namespace overens::app
