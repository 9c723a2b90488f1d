#pragma once

#include <map>
#include <set>
#include <span>
#include <string>

#include "journal/entry.hpp"

namespace overens::app {

/// Whom a member of staff is to those who disclose something to them: "authority/id".
std::string name_of_reader(std::string_view authority, std::string_view staff);

/// The same of one of an authority's units, whose people receive what is disclosed to it.
std::string name_of_reading_unit(std::string_view authority, std::string_view unit);
/// Whether it names a member of staff, and not a unit.
bool is_person(std::string_view reader);

/// Whom disclosures name to receive what goes by them, staff or a unit, each as name_of_reader() or
/// name_of_reading_unit(): by the ids of the disclosures, of what
/// they hold, and of what changes or ends any of it. It says for whom it is, not that it has passed: that is for the
/// gate (obligation::Disclosures) to say. A disclosure that has ended names nobody.
using SentTo = std::map<std::string, std::set<std::string>, std::less<>>;

/// `entries`: all that there is about a case, each once, in the order recorded.
SentTo sent_to_of(std::span<journal::Entry const> entries);

}  // namespace overens::app
