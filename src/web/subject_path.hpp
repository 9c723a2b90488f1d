#pragma once

#include <string>
#include <utility>
#include <vector>

#include "journal/entry.hpp"

namespace overens::web {

/// The address of the subject's page; empty when subjects of its kind have none.
std::string subject_path(journal::SubjectRef const& subject);

/// What a link fills in of an event's form: the name of a field of its data, or `happened`, `owner`, `as_told_by`, and
/// its value as the form takes it (a code, an id, "ja" or "nej", a day …). Of a list: each value by itself.
using Filled = std::vector<std::pair<std::string, std::string>>;

/// Of the pages on which somebody records an event about it, or corrects or withdraws one.
std::string record_path(std::string const& type, journal::SubjectRef const& subject, Filled const& filled = {});
std::string correct_path(journal::SubjectRef const& subject, std::string const& event);
std::string withdraw_path(journal::SubjectRef const& subject, std::string const& event);

}  // namespace overens::web
