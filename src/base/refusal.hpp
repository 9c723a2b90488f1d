#pragma once

#include <string>

#include <tl/expected.hpp>

#include "base/text.hpp"

namespace overens::base {

/// "No" from a rule or from input. `code` is stable and for programs, `why` is for people and says what to do.
struct Refusal {
  std::string code;
  Text why;
  std::string field = {};

  bool operator==(Refusal const&) const = default;
};

template <class T>
using Expected = tl::expected<T, Refusal>;

inline tl::unexpected<Refusal> refuse(std::string code, Text why, std::string field = {}) {
  return tl::unexpected<Refusal>(Refusal{std::move(code), std::move(why), std::move(field)});
}

}  // namespace overens::base
