#include "cli/opened.hpp"

#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "store/files.hpp"
#include "store/key_file.hpp"

namespace overens::cli {

using base::text;

calendar::Instant this_moment() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

void complain(base::Text const& what, wording::Language const& say) {
  fmt::print(stderr, "overens: {}\n", say.say(what));
}

void remove_leftovers(std::string const& beside, wording::Language const& say) {
  for (auto const& file : store::remove_unfinished(store::folder_of(beside)))
    complain(text("{0} was left by a run that was broken off, and has been removed", file.string()), say);
}

int refuse_with(base::Refusal const& refusal, wording::Language const& say) {
  complain(refusal.why, say);
  return refusal.code == "store_unavailable" ? could_not_look : refused;
}

int refused_store(base::Refusal const& refusal, wording::Language const& say) {
  complain(refusal.why, say);
  return refusal.code == "damaged" ? damaged : could_not_look;
}

int guarded(wording::Language const& say, std::function<int()> const& act) {
  try {
    return act();
  } catch (app::StoreDamaged const& failure) {
    complain(text("the database is damaged: {0}", failure.what()), say);
    return damaged;
  } catch (app::StoreFailed const& failure) {
    complain(text("the database failed: {0}", failure.what()), say);
    return could_not_look;
  }
}

int with_store(DatabaseOptions const& database, store::OpenOptions const& options, wording::Language const& say,
               std::function<int(app::Store&)> const& act) {
  return guarded(say, [&] {
    auto const store = store::open_with_keys(database.store, database.keys, options);
    return store ? act(**store) : refused_store(store.error(), say);
  });
}

Office::Office(app::Store& store, disk::Agreements const& agreements)
    : rules{agreements.packs, agreements.vocabulary, agreements.edition},
      processor(store, rules, this_moment, [](std::string const& what) { fmt::print(stderr, "overens: {}\n", what); }),
      status(store, rules),
      looks(store, agreements.policy, agreements.look_rules, this_moment),
      commands(processor, status, looks),
      queries(looks, status, agreements.vocabulary, this_moment) {}

}  // namespace overens::cli
