#include "app/refresh.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "app/shared_views.hpp"

namespace overens::app {
namespace {

constexpr auto noted_done = "views";
constexpr auto noted_going = "views.going";
constexpr auto noted_by = "views.by";
constexpr auto noted_cleared = "views.cleared";
constexpr auto noted_complete = "views.complete";
// Another number whenever the program makes other views of the same journal.
constexpr auto views_of_program = 4;

std::string by(SharedState const& known) {
  return fmt::format("{} {}", views_of_program, known.edition());
}

/// How far a round has come: all of the kinds before, and of this kind through this id. After the last kind come the
/// shared subjects, by their number.
struct Going {
  AsOf as_of;
  std::size_t kind = 0;
  std::string id;
};

std::string written(AsOf const& as_of) {
  auto const& [rest, units, forums] = as_of.known;
  return fmt::format("{} {} {} {}", calendar::to_string(as_of.day), rest, units, forums);
}

std::string written(Going const& going) {
  return fmt::format("{} {} {}", written(going.as_of), going.kind, going.id);
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    auto const space = text.find(' ');
    all.push_back(text.substr(0, space));
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return all;
}

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

std::optional<AsOf> read_as_of(std::vector<std::string_view> const& said) {
  if (said.size() < 4) return std::nullopt;
  auto const day = calendar::parse_day(said[0]);
  auto const rest = number(said[1]);
  auto const units = number(said[2]);
  auto const forums = number(said[3]);
  if (!day || !rest || !units || !forums) return std::nullopt;
  return AsOf{*day, {*rest, *units, *forums}};
}

std::optional<Going> read_going(std::string const& text) {
  auto const said = words(text);
  auto const as_of = read_as_of(said);
  auto const kind = said.size() < 5 ? std::nullopt : number(said[4]);
  if (!as_of || !kind) return std::nullopt;
  return Going{*as_of, *kind, said.size() < 6 ? std::string() : std::string(said[5])};
}

// The cases and the like that come next; none when all have been.
std::vector<journal::SubjectRef> next(Store& store, SharedState const& known, Going& going, std::size_t most) {
  std::vector<journal::SubjectRef> subjects;
  for (auto const& kinds = known.kinds_with_views(); going.kind < kinds.size(); ++going.kind, going.id.clear()) {
    for (auto& id : store.ids_of(kinds[going.kind], going.id, most))
      subjects.push_back({kinds[going.kind], std::move(id)});
    if (subjects.empty()) continue;
    going.id = subjects.back().id;
    break;
  }
  return subjects;
}

std::vector<SubjectView> made(Transaction& transaction, SharedState const& known,
                              std::vector<journal::SubjectRef> const& subjects, calendar::Day day) {
  CaseWorkspace workspace(known, day);
  auto gathered = workspace.gather(transaction, subjects);
  // What is linked to them comes in its own turn.
  std::erase_if(gathered, [&](CaseWorkspace::Subject const* one) {
    return std::find(subjects.begin(), subjects.end(), one->of) == subjects.end();
  });
  return workspace.views(gathered, day);
}

// The views that come next; none when the round is at its end.
std::vector<SubjectView> next_views(Store& store, Transaction& transaction, SharedState const& known, Going& going,
                                    calendar::Day day, std::size_t most) {
  auto const subjects = next(store, known, going, most);
  if (!subjects.empty()) return made(transaction, known, subjects, day);
  auto from = static_cast<std::uint32_t>(number(going.id).value_or(0));
  auto views = shared_views(known, from, most, day);
  going.id = std::to_string(from);
  return views;
}

// What has obligations though this edition makes no view of it: another edition did, with an agreement that is gone.
std::vector<journal::SubjectRef> left_over(Store& store, SharedState const& known) {
  std::vector<journal::SubjectRef> all;
  auto const& visited = known.kinds_with_views();
  auto shared = shared_subjects(known);
  std::sort(shared.begin(), shared.end());
  for (auto const& kind : known.vocabulary().kinds) {
    if (std::find(visited.begin(), visited.end(), kind.id) != visited.end()) continue;
    for (auto& id : store.ids_with_obligations(kind.id)) {
      journal::SubjectRef about{kind.id, std::move(id)};
      if (!std::binary_search(shared.begin(), shared.end(), about)) all.push_back(std::move(about));
    }
  }
  return all;
}

bool are_equal(SubjectView const& a, SubjectView const& b) {
  return a.heads == b.heads && a.obligations == b.obligations;
}

}  // namespace

bool Refresh::are_complete(Store& store) {
  return done(store) || !store.progress(noted_complete).empty() || store.last_position() == 0;
}

std::optional<AsOf> Refresh::done(Store& store) {
  return read_as_of(words(store.progress(noted_done)));
}

void Refresh::begin(calendar::Day today) {
  if (store_.progress(noted_by) != by(known_)) begin_again(today);
}

void Refresh::begin_again(calendar::Day today, Views before) {
  auto const transaction = store_.begin();
  known_.catch_up(store_);
  if (before == Views::forgotten) transaction->clear_views();
  transaction->set_progress(noted_done, "");
  transaction->set_progress(noted_going, written(Going{known_.as_of(today), 0, {}}));
  transaction->set_progress(noted_by, by(known_));
  transaction->set_progress(noted_cleared, "");
  transaction->commit();
}

bool Refresh::step(calendar::Day today, std::size_t most) {
  auto transaction = store_.begin();
  known_.catch_up(store_);
  auto const now = known_.as_of(today);
  auto const before = done(store_);
  if (before == now) return false;
  auto const begun = read_going(store_.progress(noted_going));
  auto const is_ours = store_.progress(noted_by) == by(known_);
  if (begun && !is_ours && begun->as_of.day == today) return false;
  Going going{now, 0, {}};
  if (begun && is_ours) {
    going = *begun;
  } else if (is_ours && before && !known_.can_change_cases(*before, now)) {
    going.kind = known_.kinds_with_views().size();
  }
  if (!is_ours) transaction->set_progress(noted_by, by(known_));
  auto const views = next_views(store_, *transaction, known_, going, today, most);
  if (views.empty()) {
    clear(*transaction);
    transaction->set_progress(noted_done, written(going.as_of));
    transaction->set_progress(noted_going, "");
    note_views_complete(*transaction);
  } else {
    transaction->put(views);
    transaction->set_progress(noted_going, written(going));
  }
  transaction->commit();
  return true;
}

// Once for each edition.
void Refresh::clear(Transaction& transaction) {
  if (store_.progress(noted_cleared) == by(known_)) return;
  std::vector<SubjectView> empty;
  for (auto& about : left_over(store_, known_)) empty.push_back({std::move(about), {}, {}});
  transaction.put(empty);
  transaction.set_progress(noted_cleared, by(known_));
}

bool Refresh::put_shared(Transaction& transaction, std::vector<journal::Entry const*> const& more,
                         calendar::Day today) {
  auto const touched = touched_views(known_, more, today);
  transaction.put(touched.views);
  return touched.as_of != known_.as_of(today);
}

void put_off_views(Transaction& transaction) {
  transaction.set_progress(noted_complete, "");
  transaction.set_progress(noted_done, "");
  transaction.set_progress(noted_going, "");
}

void note_views_complete(Transaction& transaction) {
  transaction.set_progress(noted_complete, "yes");
}

void rebuild(Store& store, SharedState& known, calendar::Day today,
             std::function<void(std::uint64_t)> const& progress) {
  Refresh refresh(store, known);
  refresh.begin_again(today, Refresh::Views::forgotten);
  constexpr std::size_t at_a_time = 200;
  for (std::uint64_t n = at_a_time; refresh.step(today, at_a_time); n += at_a_time) progress(n);
}

std::vector<journal::SubjectRef> check(Store& store, SharedState& known, calendar::Day today,
                                       std::function<void(std::uint64_t)> const& progress) {
  std::vector<journal::SubjectRef> wrong;
  constexpr std::size_t at_a_time = 200;
  Going going;
  std::uint64_t n = 0;
  for (;;) {
    auto const transaction = store.begin();  // so that nothing is written meanwhile
    known.catch_up(store);
    auto const done = Refresh::done(store);
    auto const day = done ? done->day : today;
    auto again = going;
    auto const views = next_views(store, *transaction, known, going, day, at_a_time);
    if (views.empty()) break;
    // Those that have changed since the last round are as of today.
    auto const now = day == today ? views : next_views(store, *transaction, known, again, today, at_a_time);
    for (std::size_t i = 0; i < views.size(); ++i) {
      auto const stands = store.view(views[i].of);
      if (!are_equal(views[i], stands) && !are_equal(now[i], stands)) wrong.push_back(views[i].of);
    }
    progress(n += views.size());
  }
  auto const gone = left_over(store, known);
  wrong.insert(wrong.end(), gone.begin(), gone.end());
  return wrong;
}

}  // namespace overens::app
