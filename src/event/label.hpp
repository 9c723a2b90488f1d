#pragma once

#include <string>

#include "base/text.hpp"

namespace overens::event {

/// A word for people in the two languages of the pages.
struct Label {
  std::string sv;
  std::string en;

  bool empty() const { return sv.empty(); }
};
inline base::TextValue text_value(Label const& label) {
  return {label.sv, {}, label.en};
}

}  // namespace overens::event
