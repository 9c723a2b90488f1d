#pragma once

#include <string>
#include <vector>

#include "journal/entry.hpp"
#include "store/connection.hpp"

namespace overens::store {

/// An entry as a row of the table event, and back.

/// Statements that give entries begin with this; read_entry() takes what they give.
#define OVERENS_SELECT_ENTRY                                                                                           \
  "select e.position, s.name, s.owner, e.seq, e.id, e.type, e.recorded, e.command, e.request, e.shared, e.subjects, "  \
  "e.envelope, e.data, e.salt, e.data_hash, e.hash, e.marks, e.encrypted, s.key, e.scope, e.stream from event e join " \
  "stream s on s.id = "                                                                                                \
  "e.stream "

journal::Entry read_entry(SqlRow row);

/// What an entry is about, a line each.
std::string subject_lines(std::vector<journal::SubjectRef> const& subjects);

/// Of a row: a hash or salt; zeroes when it has another length, which then is found as altered.
template <std::size_t N>
std::array<std::byte, N> bytes_of(SqlValue const& value) {
  std::array<std::byte, N> bytes = {};
  if (value.bytes().size() == N)
    std::copy_n(reinterpret_cast<std::byte const*>(value.bytes().data()), N, bytes.begin());
  return bytes;
}

}  // namespace overens::store
