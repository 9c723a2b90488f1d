#include "app/refresh.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace overens::app {
namespace {

constexpr auto noted_done = "views";
constexpr auto noted_going = "views.going";
constexpr auto noted_by = "views.by";
constexpr auto noted_cleared = "views.cleared";
// Another number whenever the program makes other views of the same journal.
constexpr auto views_of_program = 1;

std::string by(SharedState const& known) {
  return fmt::format("{} {}", views_of_program, known.edition());
}

/// How far a round has come: all of the kinds before, and of this kind through this id.
struct Going {
  AsOf as_of;
  std::size_t kind = 0;
  std::string id;
};

std::string written(AsOf const& as_of) {
  return fmt::format("{} {}", calendar::to_string(as_of.day), as_of.shared);
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
  if (said.size() < 2) return std::nullopt;
  auto const day = calendar::parse_day(said[0]);
  auto const shared = number(said[1]);
  if (!day || !shared) return std::nullopt;
  return AsOf{*day, *shared};
}

std::optional<Going> read_going(std::string const& text) {
  auto const said = words(text);
  auto const as_of = read_as_of(said);
  auto const kind = said.size() < 3 ? std::nullopt : number(said[2]);
  if (!as_of || !kind) return std::nullopt;
  return Going{*as_of, *kind, said.size() < 4 ? std::string() : std::string(said[3])};
}

// The subjects that come next; none when the round is at its end.
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

std::vector<SubjectView> made(Transaction& transaction, SharedState const& known, std::vector<journal::SubjectRef> const& subjects,
                       calendar::Day day) {
  CaseWorkspace workspace(known);
  auto gathered = workspace.gather(transaction, subjects);
  // What is linked to them comes in its own turn.
  std::erase_if(gathered, [&](CaseWorkspace::Subject const* one) {
    return std::find(subjects.begin(), subjects.end(), one->of) == subjects.end();
  });
  return workspace.views(gathered, day);
}

// What has obligations though this edition makes no view of it: another edition did, with an agreement that is gone.
std::vector<journal::SubjectRef> left_over(Store& store, SharedState const& known, std::vector<SubjectView> const& shared) {
  std::vector<journal::SubjectRef> all;
  auto const& visited = known.kinds_with_views();
  for (auto const& kind : known.vocabulary().kinds) {
    if (std::find(visited.begin(), visited.end(), kind.id) != visited.end()) continue;
    for (auto& id : store.ids_with_obligations(kind.id)) {
      journal::SubjectRef about{kind.id, std::move(id)};
      auto const is_made = [&](SubjectView const& view) { return view.of == about; };
      if (std::none_of(shared.begin(), shared.end(), is_made)) all.push_back(std::move(about));
    }
  }
  return all;
}

bool are_equal(SubjectView const& a, SubjectView const& b) {
  return a.heads == b.heads && a.obligations == b.obligations;
}

}  // namespace

std::optional<AsOf> Refresh::done(Store& store) {
  return read_as_of(words(store.progress(noted_done)));
}

void Refresh::begin(calendar::Day today) {
  if (store_.progress(noted_by) != by(known_)) begin_again(today);
}

void Refresh::begin_again(calendar::Day today) {
  auto const transaction = store_.begin();
  known_.catch_up(store_);
  transaction->set_progress(noted_done, "");
  transaction->set_progress(noted_going, written(Going{{today, known_.count()}, 0, {}}));
  transaction->set_progress(noted_by, by(known_));
  transaction->set_progress(noted_cleared, "");
  transaction->commit();
}

bool Refresh::step(calendar::Day today, std::size_t most) {
  auto transaction = store_.begin();
  known_.catch_up(store_);
  AsOf const now{today, known_.count()};
  if (done(store_) == now) return false;
  auto const begun = read_going(store_.progress(noted_going));
  auto const is_ours = store_.progress(noted_by) == by(known_);
  if (begun && !is_ours && begun->as_of.day == today) return false;
  auto going = begun && is_ours ? *begun : Going{now, 0, {}};
  if (!is_ours) {
    forget_shared();
    transaction->set_progress(noted_by, by(known_));
  }
  auto const subjects = next(store_, known_, going, most);
  if (subjects.empty()) {
    put_shared(*transaction, {}, today);
    clear(*transaction, today);
    transaction->set_progress(noted_done, written(going.as_of));
    transaction->set_progress(noted_going, "");
  } else {
    transaction->put(made(*transaction, known_, subjects, today));
    transaction->set_progress(noted_going, written(going));
  }
  try {
    transaction->commit();
  } catch (StoreFailed const&) {
    forget_shared();
    throw;
  }
  return true;
}

// Once for each edition.
void Refresh::clear(Transaction& transaction, calendar::Day today) {
  if (store_.progress(noted_cleared) == by(known_)) return;
  std::vector<SubjectView> empty;
  for (auto& about : left_over(store_, known_, shared_views(known_, {}, today)))
    empty.push_back({std::move(about), {}, {}});
  transaction.put(empty);
  transaction.set_progress(noted_cleared, by(known_));
}

void Refresh::put_shared(Transaction& transaction, std::vector<journal::Entry const*> const& more,
                         calendar::Day today) {
  if (known_.count() != shared_count_) shared_.clear();
  shared_count_ = known_.count() + more.size();
  auto views = shared_views(known_, more, today);
  std::erase_if(views, [&](SubjectView const& view) {
    auto const before = shared_.find(view.of);
    return before != shared_.end() && before->second == view.obligations;
  });
  transaction.put(views);
  for (auto& view : views) shared_[view.of] = std::move(view.obligations);
}

void put_off_views(Transaction& transaction) {
  transaction.set_progress(noted_done, "");
  transaction.set_progress(noted_going, "");
}

void rebuild(Store& store, SharedState& known, calendar::Day today, std::function<void(std::uint64_t)> const& progress) {
  Refresh refresh(store, known);
  refresh.begin_again(today);
  constexpr std::size_t at_a_time = 200;
  for (std::uint64_t n = at_a_time; refresh.step(today, at_a_time); n += at_a_time) progress(n);
}

std::vector<journal::SubjectRef> check(Store& store, SharedState& known, calendar::Day today,
                                  std::function<void(std::uint64_t)> const& progress) {
  std::vector<journal::SubjectRef> wrong;
  constexpr std::size_t at_a_time = 200;
  Going going{{today, 0}, 0, {}};
  std::uint64_t n = 0;
  for (;;) {
    auto const transaction = store.begin();  // so that nothing is written meanwhile
    known.catch_up(store);
    auto const day = Refresh::done(store).value_or(AsOf{today, 0}).day;
    auto const subjects = next(store, known, going, at_a_time);
    if (subjects.empty()) break;
    auto const views = made(*transaction, known, subjects, day);
    std::vector<journal::SubjectRef> differ;
    for (auto const& view : views) {
      if (!are_equal(view, store.view(view.of))) differ.push_back(view.of);
    }
    // Those that have changed since the last round are as of today.
    if (day != today && !differ.empty()) {
      auto const now = made(*transaction, known, differ, today);
      std::erase_if(differ, [&](journal::SubjectRef const& one) {
        return std::any_of(now.begin(), now.end(),
                           [&](SubjectView const& view) { return view.of == one && are_equal(view, store.view(one)); });
      });
    }
    wrong.insert(wrong.end(), differ.begin(), differ.end());
    progress(n += subjects.size());
  }
  auto const day = Refresh::done(store).value_or(AsOf{today, 0}).day;
  auto const shared = shared_views(known, {}, day);
  for (auto const& view : shared) {
    if (!are_equal(view, store.view(view.of))) wrong.push_back(view.of);
  }
  auto const gone = left_over(store, known, shared);
  wrong.insert(wrong.end(), gone.begin(), gone.end());
  return wrong;
}

}  // namespace overens::app
