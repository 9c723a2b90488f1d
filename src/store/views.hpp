#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ports/views.hpp"
#include "store/connection.hpp"

namespace overens::store {

/// The tables obligation and case_head. Callers hold the transaction.

/// The rows of each subject, in the order asked; within it by authority and id.
std::vector<app::SubjectView> read_views(Connection& connection, std::span<journal::SubjectRef const> subjects);
/// Makes the rows of each subject what the view says; rows that are so already are not written. `known`: what they are,
/// as app::Transaction::put() has it.
void write_views(Connection& connection, std::span<app::SubjectView const> views,
                 std::span<app::SubjectView const* const> known);

/// Removes all rows, and how far they had come; subjects that no entry is about go with them.
void clear_views(Connection& connection);
/// The rows that can't be read, in words: at most a hundred.
std::vector<std::string> unreadable_views(Connection& connection);

std::vector<std::string> ids_with_obligations(Connection& connection, std::string const& kind);
std::vector<app::ObligationRow> open_obligations(Connection& connection, std::string const& authority,
                                                 std::size_t limit, std::optional<app::ObligationKey> const& after);
std::vector<app::CaseHead> cases(Connection& connection, std::string const& authority, std::size_t limit,
                                 std::optional<app::CaseKey> const& after);
std::vector<std::vector<app::WorkRow>> work(Connection& connection, std::string const& authority,
                                            std::span<app::WorkRange const> ranges, app::WorkFilter const& filter,
                                            std::size_t limit);
std::vector<app::CaseHead> case_heads(Connection& connection, std::string const& authority,
                                      std::span<std::string const> cases);
std::vector<std::string> held_cases(Connection& connection, std::string const& authority, std::string const& staff);
std::vector<std::string> cases_of_unit(Connection& connection, std::string const& authority, std::string const& unit);
std::vector<std::string> hidden_cases(Connection& connection, std::string const& authority, std::string const& staff);
std::optional<app::CaseHead> case_head(Connection& connection, std::string const& authority,
                                       std::string const& in_case);

}  // namespace overens::store
