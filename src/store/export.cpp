#include <algorithm>
#include <fstream>

#include "base/bounded_line.hpp"
#include "journal/heads.hpp"
#include "journal/line.hpp"
#include "store/files.hpp"
#include "store/transfer.hpp"
#include "store/verify.hpp"

namespace overens::store {
namespace {

using base::text;

/// What a file of lines holds already.
struct Held {
  std::uint64_t lines = 0;  ///< whole ones
  std::uint64_t bytes = 0;  ///< theirs
  std::string last;
  std::string rest;  ///< after them: the beginning of a line that was being written, or something else
};

Held held_in(std::filesystem::path const& file) {
  Held held;
  std::ifstream in(file, std::ios::binary);
  std::string line;
  bool too_long = false;
  while (base::read_line(in, line, too_long)) {
    if (in.eof() || too_long) {
      held.rest.swap(line);
      break;
    }
    ++held.lines;
    held.bytes += line.size() + 1;
    held.last.swap(line);
  }
  return held;
}

// The last line says whether all of them are of this journal: its hash follows from those before it in its stream. What
// stands after it must be the beginning of our next line, or it is somebody else's and would be written over.
bool is_in(app::Store& store, Held const& held) {
  auto is_same = held.lines == 0;
  auto goes_on = held.rest.empty();
  store.all(held.lines - std::min<std::uint64_t>(held.lines, 1),
            [&](std::uint64_t position, journal::Entry const& entry) {
              auto const line = journal::entry_line(entry);
              if (position == held.lines) {
                is_same = line == held.last;
                return true;
              }
              if (position == held.lines + 1 && line.starts_with(held.rest)) goes_on = true;
              return false;
            });
  return is_same && goes_on;
}

}  // namespace

base::Expected<std::uint64_t> export_journal(app::Store& store, std::filesystem::path const& file,
                                             Share const& progress) {
  auto const held = held_in(file);
  if (!is_in(store, held)) {
    return base::refuse(
        "other_journal",
        text("{0} holds something else than the beginning of this journal: choose another name", file.string()));
  }
  if (!held.rest.empty()) std::filesystem::resize_file(file, held.bytes);
  OutFile out(file, OutFile::Begin::at_end);
  auto written = held.lines;
  auto const total = static_cast<double>(store.last_position());
  auto const heads = through_heads(store, held.lines, [&](std::uint64_t position, journal::Entry const& entry) {
    out.write(journal::entry_line(entry));
    out.write("\n");
    if (++written != position) throw app::StoreFailed("an entry is missing in the journal: verify it");
    if (position % 1000 == 0) progress(static_cast<double>(position) / total);
  });
  out.sync();
  write_whole(heads_beside(file), journal::heads_text({heads, is_for_practice(store)}));
  return written;
}

}  // namespace overens::store
