#pragma once

#include <map>
#include <string>
#include <vector>

#include "web/forms/field.hpp"
#include "web/page_context.hpp"

namespace overens::web {

/// What the parties, authorities and shared subjects that events name are called, as far as whoever asks may know it.
/// For one request.
class SubjectNames {
 public:
  /// `agreement`: the parties of it only can be chosen; empty: of all. `authority`: its staff are known, and its own
  /// units only can be chosen; empty: nobody's staff, and all units.
  explicit SubjectNames(PageContext const& context, std::string agreement = {}, std::string authority = {})
      : context_(context), agreement_(std::move(agreement)), authority_(std::move(authority)) {}

  /// The name of what has this id, or the id when there is none.
  std::string party(std::string const& code) const;
  std::string authority(std::string const& id) const { return subject("authority", id); }
  std::string subject(std::string const& kind, std::string const& id) const;
  /// These are the members of staff that can be named; others are another authority's.
  void know_staff(std::map<std::string, std::string> const& names);
  /// What these events of a case are about can be named: a placement, a child …, by its kind and the day it began.
  void know_case(std::vector<app::TimelineEvent> const& events);
  /// These cases of one person can be named.
  void know_cases(std::vector<std::string> cases) { cases_ = std::move(cases); }
  /// What is recorded is about this subject, by which some fields say who can be named.
  void about(journal::SubjectRef subject) { about_ = std::move(subject); }
  /// What a member of staff is called, where that is known already; the id otherwise.
  std::string staff_name(std::string const& id) const;
  /// What is called by the id in the agreement: an item, a heading, a step.
  std::string item(std::string const& id) const;
  /// The kind of the authority, a code of authority_kinds; empty: it is not known.
  std::string kind_of_authority(std::string const& id) const;
  /// The agreement that its party is of, likewise.
  std::string agreement_of_authority(std::string const& id) const;

  /// What can be chosen, by name.
  std::vector<OptionGroup> parties() const;
  /// What an agreement has of a kind that events name by its id: version, section, forum, heading, rung …
  std::vector<OptionGroup> items(std::string const& kind) const;
  std::vector<OptionGroup> subjects(std::string const& kind) const;
  /// The authorities that something of a case can be meant for: those of the county first, of them those of the
  /// municipality and the region; the others fold.
  std::vector<OptionGroup> authorities_about() const;
  /// The units of other authorities that there are, each authority's together, in that order.
  std::vector<OptionGroup> units_of_others() const;
  /// The staff that such a field can name; see about().
  std::vector<OptionGroup> staff_among(event::DataField::Among which) const;
  /// What know_case() and know_cases() were told of, of the kinds that the code set names.
  std::vector<OptionGroup> registrations(std::string const& kinds) const;
  /// What is called by the id, of whichever of these kinds it is.
  std::string registration(std::string const& kinds, std::string const& id) const;
  /// The events that knows() was told of, newest first, by day and words.
  std::vector<OptionGroup> events() const;

  /// The periods that can be chosen; empty: they are not known.
  std::vector<Option> const& periods() const { return periods_; }
  void knows_periods(std::vector<Option> periods) { periods_ = std::move(periods); }

  /// Of these events one can be chosen. They must outlive this.
  void knows(std::vector<app::TimelineEvent> const& events) { events_ = &events; }

 private:
  /// Where the authority stands seen from the case; the nearer first, `others` last.
  enum class Near { here, region, county, others };
  Near nearness(std::string const& party) const;
  std::map<Near, std::vector<app::SubjectSummary const*>> authorities_by_nearness() const;
  std::vector<Option> items_of(agreement::Lifecycle const& life, std::string const& kind) const;
  std::vector<app::SubjectSummary> const& known(std::string const& kind) const;
  std::vector<app::SubjectSummary> read(std::string const& kind) const;
  std::vector<app::SubjectSummary> staff() const;

  PageContext const& context_;
  std::string agreement_;
  std::string authority_;
  journal::SubjectRef about_ = {};
  std::string municipality_ = {};  ///< of whom the case is about; empty: not known
  bool knows_staff_ = false;
  std::vector<std::string> cases_;
  std::vector<Option> periods_;
  std::vector<app::TimelineEvent> const* events_ = nullptr;
  mutable std::map<std::string, std::vector<app::SubjectSummary>, std::less<>> known_;  // by kind, once asked for
};

/// What a case is called by its number alone.
std::string case_name(std::string const& in_case, PageContext const& context);
/// "Alva Alm from 2026-07-01 through 2026-07-14".
std::string with_days(app::NamedStandIn const& one, PageContext const& context);

/// A value in words, as the time line shows it.
std::string words_of(app::FieldValue const& value, SubjectNames const& names, PageContext const& context);

}  // namespace overens::web
