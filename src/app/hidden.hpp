#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "app/cases/sent_to.hpp"
#include "app/ports/store.hpp"
#include "app/record.hpp"
#include "app/sight.hpp"
#include "journal/entry.hpp"

namespace overens::app {

/// What of some entries is hidden: what stands in a hidden stream, what a record.hidden names that stands on the day,
/// and what corrects, withdraws or discloses such an event. `entries`: all that there is about a case, a person ….
class HiddenEntries {
 public:
  HiddenEntries(std::span<journal::Entry const> entries, event::Vocabulary const& vocabulary, calendar::Day on);

  bool holds(journal::Entry const& entry) const;
  HiddenFacts facts(journal::Entry const& entry) const;
  /// Takes those away that are hidden from whoever asks, also out of the others' lists of events, and gives them.
  std::vector<journal::Entry> leave_out(std::vector<journal::Entry>& entries, MaySeeHidden const& may_see) const;

 private:
  void follow_references(std::span<journal::Entry const> entries);

  std::map<std::string, std::set<std::string>, std::less<>> raised_;  ///< readers by id
  SentTo sent_;
};

/// Without what is hidden. `on` left out: also without what was hidden through a day that may have passed.
std::vector<journal::Entry> not_hidden(std::vector<journal::Entry> entries, event::Vocabulary const& vocabulary,
                                       calendar::Day on = {});

/// The entries of a source as somebody finds them: what is hidden from them is not there. By an id it asks as often
/// whether there is such an event or not.
class SeenEntries : public EntrySource {
 public:
  /// What it is given must outlive it.
  SeenEntries(EntrySource& source, event::Vocabulary const& vocabulary, calendar::Day on, MaySeeHidden may_see)
      : source_(source), vocabulary_(vocabulary), on_(on), may_see_(std::move(may_see)) {}

  std::vector<journal::Entry> entries(std::span<std::string const> ids) override;
  std::vector<journal::Entry> entries_about(std::span<journal::SubjectRef const> what) override;
  std::string recognised_by(std::string const& words) const override { return source_.recognised_by(words); }

 private:
  EntrySource& source_;
  event::Vocabulary const& vocabulary_;
  calendar::Day on_;
  MaySeeHidden may_see_;
};

/// Whether an event is to be hidden when it is recorded: what it says is kept most closely, or it corrects, withdraws
/// or discloses something hidden, or names a subject of which only something hidden is known. As far as whoever asks
/// knows: `record` holds what they see.
bool is_hidden(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary);

/// The case that an entry is about; empty: none.
std::string case_of(journal::Entry const& entry);

}  // namespace overens::app
