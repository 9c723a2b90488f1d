#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>

#include "event/event.hpp"

namespace overens::event {

/// An event's values by the names of their fields, each as people write it in a file: a day as 2026-01-31, a truth as
/// true or false. The items of a list stand on a line each.
using PlainValues = std::map<std::string, std::string, std::less<>>;

/// A value of the type as text.
std::string plain(DataField const& field, std::int64_t number, std::string_view text);

/// Adds it to what stands.
void add(PlainValues& to, DataField const& field, std::string value);

PlainValues plain_values(std::span<Value const> values);

/// What stands under the name; empty: nothing.
std::string const& said(PlainValues const& values, std::string_view name);

}  // namespace overens::event
