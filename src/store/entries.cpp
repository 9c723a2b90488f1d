#include "store/entries.hpp"

#include "journal/stream.hpp"

namespace overens::store {
namespace {

std::vector<journal::SubjectRef> read_subjects(std::string_view lines) {
  std::vector<journal::SubjectRef> subjects;
  while (!lines.empty()) {
    auto const end = lines.find('\n');
    auto const line = lines.substr(0, end);
    auto const blank = line.find(' ');
    subjects.push_back({std::string(line.substr(0, blank)),
                        std::string(blank == std::string_view::npos ? std::string_view() : line.substr(blank + 1))});
    if (end == std::string_view::npos) break;
    lines.remove_prefix(end + 1);
  }
  return subjects;
}

}  // namespace

std::string subject_lines(std::vector<journal::SubjectRef> const& subjects) {
  std::string lines;
  for (auto const& a : subjects) {
    if (!lines.empty()) lines.append("\n");
    lines.append(a.kind).append(" ").append(a.id);
  }
  return lines;
}

journal::Entry read_entry(SqlRow row) {
  journal::Entry e;
  e.position = static_cast<std::uint64_t>(row[0].number());
  e.stream = row[1].bytes();
  e.owner = row[2].bytes();
  e.seq = static_cast<std::uint64_t>(row[3].number());
  e.id = row[4].bytes();
  e.type = row[5].bytes();
  e.recorded = calendar::Instant(std::chrono::milliseconds(row[6].number()));
  e.command = row[7].bytes();
  e.request = row[8].bytes();
  e.shared = row[9].number() == 1;
  e.subjects = read_subjects(row[10].bytes());
  e.envelope = row[11].bytes();
  e.data = row[12].bytes();
  e.salt = bytes_of<std::tuple_size_v<journal::Salt>>(row[13]);
  e.data_hash = bytes_of<std::tuple_size_v<journal::Hash>>(row[14]);
  e.hash = bytes_of<std::tuple_size_v<journal::Hash>>(row[15]);
  e.marks = bytes_of<std::tuple_size_v<journal::Hash>>(row[16]);
  e.encrypted = row[17].bytes();
  if (!e.encrypted.empty()) e.key = row[18].bytes();
  auto const scope = journal::is_hidden_stream(e.stream) ? row[20].number() : 0;
  // No such flag or scope was written: to be found as altered.
  if ((row[9].number() != 0 && row[9].number() != 1) || row[19].number() != scope) e.marks = {};
  return e;
}

}  // namespace overens::store
