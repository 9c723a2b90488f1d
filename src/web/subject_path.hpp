#pragma once

#include <string>

#include "journal/entry.hpp"

namespace overens::web {

/// The address of the subject's page; empty when subjects of its kind have none.
std::string subject_path(journal::SubjectRef const& subject);

/// Of the pages on which somebody records an event about it, or corrects or withdraws one.
std::string record_path(std::string const& type, journal::SubjectRef const& subject);
std::string correct_path(journal::SubjectRef const& subject, std::string const& event);
std::string withdraw_path(journal::SubjectRef const& subject, std::string const& event);

}  // namespace overens::web
