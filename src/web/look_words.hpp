#pragma once

#include "app/looks/access_log.hpp"
#include "web/names.hpp"

namespace overens::web {

/// What the entries of the access journal say, in words.
class LookWords {
 public:
  explicit LookWords(PageContext const& context) : context_(context) {}

  /// "Saw a list": what was done; of another action that the policy has, its word.
  std::string action(std::string_view action) const;
  /// "coordination": what kind of data it was.
  std::string object_class(std::string_view object_class) const;
  std::string purpose(std::string const& code) const;
  /// What of the policy's row let it be shown: "A case worker who works in the case". Empty: none did.
  std::string allowed_by(std::string const& rule) const;
  /// Why it was not shown; empty: it was.
  std::string refused(std::string const& code) const;
  /// Whose it is to whoever saw it: "their own unit's". Empty: that was not asked.
  std::string relation(std::string const& word) const;
  std::string statute(std::string const& id) const;
  /// … with what it says. Empty: it needs none.
  std::string basis(std::string const& id) const;
  /// The unit's name; empty: the whole authority.
  std::string unit(std::string const& id) const;
  /// The name of the member of staff, or what they are known by.
  std::string who(app::LookRow const& row) const;
  /// Which unit's staff it was, or who else: without anybody's name.
  std::string from_where(app::LookExtract::Row const& row) const;
  /// The cases, persons … that it showed, and how many more; empty when it showed nobody.
  std::string shown(app::LookRow const& row) const;
  std::string subject(journal::SubjectRef const& subject) const;
  std::string when(calendar::Instant at) const { return calendar::local_time(at); }

 private:
  std::string said(base::Text const& words) const;
  std::string who_it_is_for(access::PolicyRow const& row) const;
  std::string label(char const* set, std::string const& code) const;

  PageContext const& context_;
};

}  // namespace overens::web
