#include <cstdio>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/damage.hpp"
#include "cli/opened.hpp"
#include "journal/heads.hpp"
#include "store/files.hpp"
#include "store/look_file.hpp"
#include "store/transfer.hpp"
#include "store/verify.hpp"

namespace overens::cli {

using base::plural;
using base::text;

/// Heads that were kept from an earlier day. After having said what is wrong with the file, nothing.
std::optional<journal::Heads> read_heads(std::string const& file, wording::Language const& say) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) {
    complain(text("can't read the file {0}", file), say);
    return std::nullopt;
  }
  auto heads = journal::read_heads(bytes.str());
  if (!heads) {
    fmt::print(stderr, "overens: {}: {}\n", file, say.say(heads.error().why));
    return std::nullopt;
  }
  return std::move(heads->heads);
}

int write_heads(JournalOptions const& options, wording::Language const& say) {
  return with_store(options.database, {.open = store::Open::inspect}, say, [&](app::Store& store) {
    auto const heads = store::all_heads(store);
    store::write_whole(options.file, journal::heads_text({heads, store::is_for_practice(store)}));
    fmt::print(
        "{}\n",
        say.say(text("{0}: {1}, {2}. Keep it apart from the database", options.file,
                     plural("one stream", "{0} streams", static_cast<long>(heads.heads.size())),
                     plural("one chain of looks", "{0} chains of looks", static_cast<long>(heads.looks.size())))));
    return 0;
  });
}

int verify_journal(JournalOptions const& options, wording::Language const& say) {
  std::optional<journal::Heads> earlier;
  if (!options.heads.empty()) {
    earlier = read_heads(options.heads, say);
    if (!earlier) return could_not_look;
  }
  return with_store(options.database, {.open = store::Open::inspect}, say, [&](app::Store& store) {
    auto const verifier = [&] {
      Progress progress(say.say(text("verifying the journal")), options.quiet);
      return store::verify(store, earlier, [&](double share) { progress.at(share); });
    }();
    return print_verified(verifier, earlier.has_value(), say) ? 0 : damaged;
  });
}

int export_journal(JournalOptions const& options, wording::Language const& say) {
  return with_store(
      options.database, {.open = store::Open::existing, .may_be_closed = true}, say, [&](app::Store& store) {
        remove_leftovers(options.file, say);
        auto const written = [&] {
          Progress progress(say.say(text("writing the journal")), options.quiet);
          return store::export_journal(store, options.file, [&](double share) { progress.at(share); });
        }();
        if (!written) return refused_store(written.error(), say);
        if (auto const persons = store::export_persons(store, options.file); persons > 0)
          fmt::print("{}\n", say.say(plural("{1}.persons: one person", "{1}.persons: {0} persons",
                                            static_cast<long>(persons), options.file)));
        auto const looks = store::looks_beside(options.file);
        fmt::print("{}\n", say.say(plural("{1}: one look", "{1}: {0} looks",
                                          static_cast<long>(store::export_looks(store, looks)), looks.string())));
        fmt::print("{}\n", say.say(plural("{1}: one entry. Where the streams end stands in {1}.heads: keep it apart",
                                          "{1}: {0} entries. Where the streams end stands in {1}.heads: keep it apart",
                                          static_cast<long>(*written), options.file)));
        return 0;
      });
}

int import_journal(JournalOptions const& options, wording::Language const& say) {
  auto const agreements = disk::load_agreements(options.agreements);
  if (!print_findings(agreements->findings, say, false)) return could_not_look;
  return with_store(options.database, {}, say, [&](app::Store& store) {
    try {
      if (!store::is_exported(options.file)) return import_events(store, *agreements, options, say);
      auto const imported = [&] {
        Progress progress(say.say(text("taking in the journal")), options.quiet);
        return store::import_journal(store, agreements->vocabulary, options.file,
                                     [&](double share) { progress.at(share); });
      }();
      if (!imported) return refused_store(imported.error(), say);
      if (imported->stopped) {
        fmt::print(stderr, "{}:{}: {}\n", options.file, imported->lines + 1, say.say(imported->stopped->why));
        complain(text("what stands before that line has been taken in; the rest has not"), say);
      }
      fmt::print("{}\n", say.say(text("taken in: {0}, there already: {1}",
                                      plural("one entry", "{0} entries", static_cast<long>(imported->taken)),
                                      imported->known)));
      if (imported->stopped) return 1;
      auto const persons = store::import_persons(store, options.file);
      if (!persons) return refused_store(persons.error(), say);
      if (*persons > 0)
        fmt::print("{}\n", say.say(plural("{1}.persons: one person", "{1}.persons: {0} persons",
                                          static_cast<long>(*persons), options.file)));
      auto const log = store::looks_beside(options.file);
      auto const looks = store::import_looks(store, log);
      if (!looks) return refused_store(looks.error(), say);
      if (*looks > 0)
        fmt::print("{}\n", say.say(plural("{1}: one look", "{1}: {0} looks", static_cast<long>(*looks), log.string())));
      return 0;
    } catch (app::StoreFailed const&) {
      throw;
    } catch (std::runtime_error const&) {
      complain(text("can't read the file {0}", options.file), say);
      return could_not_look;
    }
  });
}

}  // namespace overens::cli
