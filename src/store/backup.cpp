#include "store/backup.hpp"

#include <fstream>
#include <sstream>

#include "journal/heads.hpp"
#include "store/files.hpp"
#include "store/look_verify.hpp"
#include "store/open.hpp"
#include "store/sqlite.hpp"
#include "store/transfer.hpp"
#include "store/verify.hpp"

namespace overens::store {
namespace {

using base::text;
namespace fs = std::filesystem;

constexpr std::size_t batch_size = 1000;

/// The journal of one database, who its individuals are and who has looked at it, into another, which is empty: as the
/// first stood when this began. In one transaction, so that nothing is left behind when it is interrupted.
void copy_journal(app::Store& from, app::Store& to, Share const& progress) {
  std::vector<journal::Entry> entries;
  auto const transaction = to.begin();
  auto const last = from.last_position();
  if (last > 0) {
    from.all(0, [&](std::uint64_t position, journal::Entry const& entry) {
      entries.push_back(entry);
      if (entries.size() == batch_size || position == last) {
        transaction->append(entries);
        entries.clear();
        progress(static_cast<double>(position) / static_cast<double>(last));
      }
      return position < last;
    });
  }
  transaction->append(entries);
  transaction->copy_looks(from.looks());
  transaction->copy_persons(from.identities());
  if (auto const mark = from.progress(app::for_practice); !mark.empty())
    transaction->set_progress(app::for_practice, mark);
  transaction->commit();
}

// The journal and the access journal. How long looks are kept is not known here.
journal::Verifier verify_all(app::Store& store, std::optional<journal::Heads> const& earlier, Share const& progress) {
  auto verifier = verify(store, earlier, progress);
  auto const looks = verify_looks(store, calendar::Instant::max(),
                                  earlier ? earlier->looks : std::vector<journal::Head>(), [](double) {});
  for (auto const& damage : looks.first()) verifier.found(damage);
  return verifier;
}

base::Expected<std::optional<journal::Heads>> heads_of(fs::path const& file) {
  std::ifstream in(heads_beside(file), std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream bytes;
  bytes << in.rdbuf();
  auto kept = journal::read_heads(bytes.str());
  if (!kept) return base::refuse(kept.error().code, text("{0}: {1}", heads_beside(file).string(), kept.error().why));
  return std::move(kept->heads);
}

base::Expected<void> copy_from_postgres(std::string const& where, fs::path const& file, Share const& progress) {
  auto const from = open_store(where, {.open = Open::existing, .may_be_closed = true});
  if (!from) return tl::unexpected(from.error());
  auto const to = open_store(file.string(), {.may_be_closed = true});
  if (!to) return tl::unexpected(to.error());
  copy_journal(**from, **to, progress);
  return {};
}

Share part(Share const& progress, double from, double to) {
  return [=](double share) { progress(from + share * (to - from)); };
}

tl::unexpected<base::Refusal> is_there(std::string const& what) {
  return base::refuse("is_there", text("{0} is there already: nothing is written over", what));
}

tl::unexpected<base::Refusal> damaged() {
  return base::refuse("damaged", text("the backup is damaged: use an earlier one"));
}

}  // namespace

base::Expected<journal::Verifier> back_up(std::string const& where, fs::path const& file, Share const& progress) {
  if (fs::exists(file)) return is_there(file.string());
  Unfinished const made(file);
  if (is_postgres(where)) {
    if (auto copied = copy_from_postgres(where, made.path(), part(progress, 0, 0.7)); !copied)
      return tl::unexpected(copied.error());
  } else {
    if (auto const from = open_store(where, {.open = Open::existing, .may_be_closed = true}); !from)
      return tl::unexpected(from.error());
    copy_sqlite(where, made.path(), part(progress, 0, 0.7));
  }
  journal::KeptHeads heads;
  auto verifier = [&]() -> base::Expected<journal::Verifier> {
    auto const copy = open_store(made.path().string(), {.open = Open::existing, .may_be_closed = true});
    if (!copy) return tl::unexpected(copy.error());
    heads = {all_heads(**copy), is_for_practice(**copy)};
    return verify_all(**copy, {}, part(progress, 0.7, 1));
  }();
  if (!verifier) return verifier;
  write_whole(heads_beside(file), journal::heads_text(heads));
  made.finish();
  return verifier;
}

base::Expected<journal::Verifier> restore(fs::path const& file, std::string const& where, Share const& progress) {
  auto const heads = heads_of(file);
  if (!heads) return tl::unexpected(heads.error());
  auto const check = [&](app::Store& store) -> base::Expected<journal::Verifier> {
    auto verifier = verify_all(store, *heads, part(progress, 0.7, 1));
    if (verifier.damages() > 0) return damaged();
    return verifier;
  };
  auto const backup = open_store(file.string(), {.open = Open::existing, .may_be_closed = true});
  if (!backup) return tl::unexpected(backup.error());
  if (is_postgres(where)) {
    // Nothing of a damaged backup comes into a database that others may already be looking at.
    if (auto verified = check(**backup); !verified) return verified;
    auto const to = open_store(where, {.may_be_closed = true});
    if (!to) return tl::unexpected(to.error());
    if ((*to)->last_position() > 0)
      return base::refuse("is_there", text("there is a journal in the database already: nothing is written over"));
    if (is_for_practice(**to) && !is_for_practice(**backup))
      return base::refuse("practice", text("the database is for practice: what is real is taken into another"));
    copy_journal(**backup, **to, part(progress, 0, 0.7));
    return check(**to);
  }
  if (fs::exists(where)) return is_there(where);
  Unfinished const made(where);
  copy_sqlite(file, made.path(), part(progress, 0, 0.7));
  auto verifier = [&]() -> base::Expected<journal::Verifier> {
    auto const copy = open_store(made.path().string(), {.may_be_closed = true});
    if (!copy) return tl::unexpected(copy.error());
    auto const transaction = (*copy)->begin();
    transaction->clear_views();  // what can be made anew is made anew
    transaction->commit();
    return check(**copy);
  }();
  if (verifier) made.finish();
  return verifier;
}

}  // namespace overens::store
