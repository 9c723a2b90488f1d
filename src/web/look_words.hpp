#pragma once

#include "app/access_log.hpp"
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
  /// The unit's name; empty: the whole authority.
  std::string unit(std::string const& id) const;
  /// The name of the member of staff, or what they are known by.
  std::string who(app::LookRow const& row) const;
  /// The cases, persons … that it showed, and how many more; empty when it showed nobody.
  std::string shown(app::LookRow const& row) const;
  std::string subject(journal::SubjectRef const& subject) const;
  std::string when(calendar::Instant at) const { return calendar::local_time(at); }

 private:
  PageContext const& context_;
};

}  // namespace overens::web
