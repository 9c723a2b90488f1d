#include "cli/opened.hpp"

#include <cstdio>

#include <fmt/format.h>

namespace overens::cli {

using base::text;

int complain(base::Text const& what, wording::Language const& say) {
  fmt::print(stderr, "overens: {}\n", say.say(what));
  return 1;
}

int refused(base::Refusal const& refusal, wording::Language const& say) {
  return complain(refusal.why, say);
}

int refused_look(base::Refusal const& refusal, wording::Language const& say) {
  complain(refusal.why, say);
  return refusal.code == "damaged" ? damaged : could_not_look;
}

int guarded(wording::Language const& say, std::function<int()> const& act, int failed) {
  try {
    return act();
  } catch (app::StoreFailed const& failure) {
    complain(text("the database failed: {0}", failure.what()), say);
    return failed;
  }
}

int with_store(std::string const& where, store::OpenOptions const& options, wording::Language const& say,
               std::function<int(app::Store&)> const& act) {
  return guarded(say, [&] {
    auto const store = store::open_store(where, options);
    if (!store) return refused(store.error(), say);
    return act(**store);
  });
}

int with_store_inspected(std::string const& where, wording::Language const& say,
                         std::function<int(app::Store&)> const& act) {
  auto const look = [&] {
    auto const store = store::open_store(where, {.open = store::Open::inspect});
    return store ? act(**store) : refused_look(store.error(), say);
  };
  return guarded(say, look, could_not_look);
}

}  // namespace overens::cli
