#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "app/ports/store.hpp"
#include "base/refusal.hpp"
#include "event/vocabulary.hpp"

namespace overens::store {

using Share = std::function<void(double)>;  ///< is told how much is done, from 0 to 1

/// Nothing in it is real.
bool is_for_practice(app::Store& store);

/// Writes the journal as lines (journal::entry_line) in the order written, and where its streams end beside it. A file
/// that is there already is gone on with after its last whole line. Gives how many entries it now holds. Refused with
/// `other_journal`, and the file left alone, when what stands in it is not the beginning of this journal, which may end
/// within a line. Throws app::StoreFailed.
base::Expected<std::uint64_t> export_journal(app::Store& store, std::filesystem::path const& file,
                                             Share const& progress);

struct Imported {
  std::uint64_t lines = 0;
  std::uint64_t taken = 0;
  std::uint64_t known = 0;               ///< had been taken earlier
  std::optional<base::Refusal> stopped;  ///< why it did not go on after `lines`; what came before is kept
};

/// Takes the lines of an exported journal into a store, with their hashes: a journal that moves keeps its chain. Each
/// must follow what is there, and be of the vocabulary; what is there already is passed over, so that it can be done
/// again after it was interrupted. What entries are found by is worked out anew. Stops with what event::Reader and
/// journal::read_entry refuse, `other_event` (another event has its id), `does_not_follow`, and `keys_wrong` (it is
/// encrypted by other keys). What is for practice, as the file of heads beside it says, makes an empty store one for
/// practice, and goes with nothing else: refused with `practice` (one of both is for practice) and as
/// journal::read_heads(), before anything is taken in. Throws app::StoreFailed, and std::runtime_error with the file's
/// name when it can't be read.
base::Expected<Imported> import_journal(app::Store& store, event::Vocabulary const& vocabulary,
                                        std::filesystem::path const& file, Share const& progress);

/// Writes who individuals are beside an exported journal, encrypted as they are kept, in the place of what stood there.
/// Gives how many they are. Throws app::StoreFailed.
std::uint64_t export_persons(app::Store& store, std::filesystem::path const& file);
/// Takes them in where they are missing; nothing when there is no such file. Gives how many stand in it. Refused with
/// `other_person` at the first that has been altered, is encrypted by other keys, or does not follow what is there.
base::Expected<std::uint64_t> import_persons(app::Store& store, std::filesystem::path const& file);

/// The file holds the lines of an exported journal, and not events alone.
bool is_exported(std::filesystem::path const& file);

}  // namespace overens::store
