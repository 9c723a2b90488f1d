#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "app/refresh.hpp"
#include "cli/commands.hpp"
#include "cli/opened.hpp"

namespace overens::cli {

using base::plural;
using base::text;

namespace {

/// What both need: the agreements, what everybody knows, the day, and how far they have come.
struct Work {
  std::unique_ptr<disk::Agreements> agreements;
  app::SharedState known;
  calendar::Day today;

  explicit Work(std::unique_ptr<disk::Agreements> loaded)
      : agreements(std::move(loaded)),
        known({agreements->packs, agreements->vocabulary, agreements->edition}),
        today(
            calendar::day_in_sweden(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()))) {}
};

int with_views(JournalOptions const& options, wording::Language const& say,
               std::function<int(app::Store&, Work&, std::function<void(std::uint64_t)> const&)> const& act) {
  auto agreements = disk::load_agreements(options.agreements);
  if (!agreements->findings.usable()) {
    complain(text("the agreements in {0} can't be used: overens agreement check says why", options.agreements), say);
    return could_not_look;
  }
  Work work(std::move(agreements));
  return with_store(options.database, {.open = store::Open::existing}, say, [&](app::Store& store) {
    std::uint64_t total = 0;
    for (auto const& kind : work.known.kinds_with_views()) {
      constexpr std::size_t piece = 10'000;
      std::string last;
      for (auto ids = store.ids_of(kind, last, piece); !ids.empty(); ids = store.ids_of(kind, last, piece)) {
        total += ids.size();
        last = ids.back();
      }
    }
    Progress progress(say.say(text("views")), options.quiet);
    return act(store, work, [&](std::uint64_t done) {
      progress.at(total == 0 ? 1 : std::min(1.0, static_cast<double>(done) / static_cast<double>(total)));
    });
  });
}

}  // namespace

int rebuild_views(JournalOptions const& options, wording::Language const& say) {
  return with_views(options, say, [&](app::Store& store, Work& work, auto const& progress) {
    app::rebuild(store, work.known, work.today, progress);
    fmt::print("{}\n", say.say(text("the views have been made anew, as of {0}", calendar::to_string(work.today))));
    return 0;
  });
}

int check_views(JournalOptions const& options, wording::Language const& say) {
  return with_views(options, say, [&](app::Store& store, Work& work, auto const& progress) {
    auto const wrong = app::check(store, work.known, work.today, progress);
    if (wrong.empty()) {
      fmt::print("{}\n", say.say(text("the views are what the journal says")));
      return 0;
    }
    // Which, for those who may see the database; the ids of cases are no names.
    for (std::size_t i = 0; i < std::min<std::size_t>(wrong.size(), 100); ++i)
      fmt::print("{} {}\n", wrong[i].kind, wrong[i].id);
    fmt::print("{}\n", say.say(plural("one view is not what the journal says: overens views rebuild makes it anew",
                                      "{0} views are not what the journal says: overens views rebuild makes them anew",
                                      static_cast<long>(wrong.size()))));
    return 1;
  });
}

}  // namespace overens::cli
