#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/organisation/units.hpp"
#include "app/ports/store.hpp"
#include "app/record.hpp"
#include "app/rule_set.hpp"
#include "event/reader.hpp"
#include "obligation/engine.hpp"

namespace overens::app {

/// As of when views were made: the day, and what the register of what everybody knows said. A new day, and an event
/// that makes the register say something else (an authority that joins, an agreement that is replaced), can change any
/// view; a meeting of a forum changes only that forum's.
struct AsOf {
  calendar::Day day = {};
  obligation::Registry::Fingerprint known;

  bool operator==(AsOf const&) const = default;
};

/// What everybody knows: the agreements as rules, and the entries known to all authorities, kept in memory once, for
/// any number of engines that stand on them. Any number of threads may ask while none catches up.
class SharedState {
 public:
  explicit SharedState(RuleSet basis);

  /// Takes in what has become known to all since the last time.
  void catch_up(Store& store);
  /// The journal's last when it caught up.
  std::uint64_t position() const { return position_; }
  /// How many entries everybody knows.
  std::size_t count() const { return record_.size(); }

  RuleSet const& basis() const { return basis_; }
  event::Vocabulary const& vocabulary() const { return basis_.vocabulary; }
  std::string const& edition() const { return basis_.edition; }
  std::shared_ptr<obligation::CompiledRules const> const& rules() const { return rules_; }
  Record const& record() const { return record_; }
  std::shared_ptr<Units const> const& units() const { return units_; }

  bool is_private(std::string_view kind) const { return private_.contains(kind); }
  /// A shared subject, which everybody is answered alike about.
  bool has_view(obligation::Group const& group) const {
    return group.form == obligation::Group::Form::of_subject && !is_private(group.kind);
  }
  /// Subjects of the kind are answered apart from cases.
  bool is_answered_apart(std::string_view kind) const;
  /// The private kinds that have views, cases first.
  std::vector<std::string> const& kinds_with_views() const { return with_views_; }

  /// Knows what everybody knows, and is settled.
  obligation::Engine const& engine() const { return engine_; }
  AsOf as_of(calendar::Day day) const { return as_of(engine_, day); }
  /// With what an engine that stands on this one knows beside.
  static AsOf as_of(obligation::Engine const& engine, calendar::Day day);
  /// True when the views of cases can be others after than before, by what their rules read of the register.
  bool can_change_cases(AsOf const& before, AsOf const& after) const;

 private:
  RuleSet basis_;
  std::shared_ptr<obligation::CompiledRules const> rules_;
  std::set<std::string, std::less<>> private_;
  std::vector<std::string> with_views_;
  bool cases_read_units_ = false;
  bool cases_read_forums_ = false;
  Record record_;
  std::shared_ptr<Units const> units_ = Units::none();
  obligation::Engine engine_;
  std::uint64_t position_ = 0;
};

/// Reads the lines of entries one after another. An entry that can't be read is no longer as it was written: throws
/// std::runtime_error, naming it.
class EntryReader {
 public:
  explicit EntryReader(event::Vocabulary const& vocabulary) : reader_(vocabulary) {}
  event::Event const& read(journal::Entry const& entry);

 private:
  event::Reader reader_;
  std::string line_;
};

}  // namespace overens::app
