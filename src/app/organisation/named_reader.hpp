#pragma once

#include <optional>
#include <string>

#include "access/policy.hpp"
#include "app/ports/store.hpp"

namespace overens::app {

/// Who at an authority can be named to receive what another discloses: those who hold, on the day, a commission by
/// whose role they would see what is kept most closely. Throws StoreFailed.
class NamedReaders {
 public:
  /// What it is given must outlive it.
  NamedReaders(Store& store, event::Vocabulary const& vocabulary, access::Policy const& policy, calendar::Day on)
      : store_(store), vocabulary_(vocabulary), policy_(policy), on_(on) {}

  bool may_be(std::string const& authority, std::string const& staff) const;
  /// The one with that work e-mail address, which is how somebody elsewhere knows them; nothing: there is none such.
  std::optional<std::string> with_email(std::string const& authority, std::string const& email) const;

 private:
  Store& store_;
  event::Vocabulary const& vocabulary_;
  access::Policy const& policy_;
  calendar::Day on_;
};

}  // namespace overens::app
