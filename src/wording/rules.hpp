#pragma once

#include <string>
#include <vector>

#include "agreement/pack.hpp"
#include "wording/language.hpp"

namespace overens::wording {

/// What a slot of a norm is called, as a heading.
base::Text slot_heading(agreement::Slot slot);

/// Says what an agreement's rules say, without any case: who, when, by when, how strong and by which section.
class RuleWords {
 public:
  /// `named`: the pack whose items are called by their titles where a condition asks for one.
  RuleWords(Language const& language, event::Vocabulary const& vocabulary, agreement::Pack const* named = nullptr)
      : say_(language), vocabulary_(vocabulary), named_(named) {}

  /// "avsnitt 2.3".
  std::string sections(agreement::Pack const& pack, std::vector<std::string> const& cite) const;
  /// "ska", "bör", "åtar sig att" …
  std::string verb(agreement::Norm const& norm) const;
  std::string verb(agreement::Verb verb) const;
  /// "kommunens socialtjänst och regionens hälso- och sjukvård tillsammans".
  std::string bearer(agreement::Pack const& pack, agreement::Norm const& norm) const;
  /// "vid: Placering påbörjad (form: HVB)", "varje år".
  std::string opens(agreement::Norm const& norm) const;
  /// "inom 10 arbetsdagar"; empty when nothing is said.
  std::string due(agreement::Norm const& norm) const;
  /// When it arises anew; empty: never.
  std::string again(agreement::Norm const& norm) const;
  /// What makes it true, with all that limits what counts. `named`: as above; nothing: the one given at the beginning.
  std::string condition(agreement::Condition const& condition, agreement::Pack const* named = nullptr) const;
  /// What stands in a slot of the norm; empty when nothing does.
  std::string conditions(agreement::Norm const& norm, agreement::Slot slot) const;
  /// "10 arbetsdagar".
  std::string span(calendar::Span span) const;
  /// "varje år", "var 3 månader".
  std::string every(calendar::Span span) const;
  std::string swedish(std::string const& words) const { return say_.swedish(words); }

 protected:
  std::string value(event::DataField const* field, std::string const& word, agreement::Pack const* named) const;
  std::string event_with(std::string const& event, std::vector<agreement::Where> const& tests,
                         agreement::Pack const* named) const;
  std::vector<std::string> limits(agreement::Condition const& c, agreement::Pack const* named) const;
  std::string bound(agreement::Pack const& pack, agreement::Norm const& norm) const;
  std::string field_of_day(agreement::Norm const& norm, std::string const& name) const;

  Language const& say_;
  event::Vocabulary const& vocabulary_;
  agreement::Pack const* named_;
};

}  // namespace overens::wording
