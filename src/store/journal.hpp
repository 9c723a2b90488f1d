#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "store/entries.hpp"

namespace overens::store {

/// The tables stream, event, subject and event_subject. Callers hold the transaction where it matters.

/// Heads in the order asked; version 0 for streams that do not exist.
std::vector<journal::Head> read_heads(Connection& connection, std::span<std::string const> streams);
std::vector<journal::Entry> read_entries(Connection& connection, std::span<std::string const> ids);
/// All that is about one of these, each once, in the order written.
std::vector<journal::Entry> read_subjects(Connection& connection, std::span<journal::SubjectRef const> what);
/// What has come of those that have been carried out, in the order asked, each as often as it is asked.
std::vector<app::CommandReceipt> read_receipts(Connection& connection, std::span<std::string const> commands);
/// Throws app::Conflict when a seq does not follow its stream's head, or an id is there.
void append(Connection& connection, std::span<journal::Entry const> entries);

/// In the order of their names.
std::vector<journal::Head> all_heads(Connection& connection);
std::uint64_t last_position(Connection& connection);
/// The last `most` entries follow what stands before them, up to where their streams end.
bool ends_well(Connection& connection, std::size_t most);
/// At most `most` entries after a position.
std::vector<journal::Entry> entries_after(Connection& connection, std::uint64_t after, std::size_t most);
std::vector<journal::Entry> shared_after(Connection& connection, std::uint64_t after, std::size_t most);

}  // namespace overens::store
