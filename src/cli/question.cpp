#include "cli/question.hpp"

#include <chrono>
#include <cstdio>
#include <stdexcept>

#include <fmt/format.h>
#include <unistd.h>

namespace overens::cli {

using base::text;

namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

bool read_question(QuestionOptions const& options, Prepared& prepared, wording::Language const& say) {
  auto const today =
      calendar::day_in_sweden(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
  auto const on =
      options.on.empty() ? std::optional(calendar::Moment::whole(today)) : calendar::parse_moment(options.on);
  if (!on) {
    fmt::print(stderr, "overens: {}\n", say.say(text("--on: {0} is not a day such as 2026-01-31", options.on)));
    return false;
  }
  prepared.question.on = *on;
  if (options.as_known.empty()) return true;
  auto const known = calendar::parse_moment(options.as_known);
  if (!known) {
    fmt::print(stderr, "overens: {}\n",
               say.say(text("--as-known: {0} is neither a day nor a time with offset such as 2026-01-31T08:00:00Z",
                            options.as_known)));
    return false;
  }
  // A day means what was known when it ended.
  prepared.question.as_known = known->at ? *known->at : calendar::end_of(known->day) - std::chrono::milliseconds(1);
  return true;
}

}  // namespace

tl::expected<Prepared, int> prepare(QuestionOptions const& options, wording::Language const& say) {
  Prepared prepared;
  if (!read_question(options, prepared, say)) return tl::unexpected(2);
  prepared.agreements = disk::load_agreements(options.agreements);
  if (!print_findings(prepared.agreements->findings, say, false)) return tl::unexpected(1);
  prepared.engine = std::make_unique<obligation::Engine>(prepared.agreements->packs, prepared.agreements->vocabulary);
  if (options.events.empty()) return prepared;
  try {
    Progress progress(say.say(text("reading events")), options.quiet);
    auto& engine = *prepared.engine;
    prepared.read = disk::read_events(
        options.events, prepared.agreements->vocabulary, options.strict,
        [&](event::Event const& event) {
          engine.add(event);
          if (event.recorded <= prepared.question.as_known) ++prepared.known;
          find_odd(event, prepared.problems);
        },
        [&](double share) { progress.at(share); });
  } catch (std::runtime_error const&) {
    fmt::print(stderr, "overens: {}\n", say.say(text("can't read the file {0}", options.events)));
    return tl::unexpected(1);
  }
  for (auto const& bad : prepared.read.first_bad)
    fmt::print(stderr, "{}:{}: {}\n", options.events, bad.line, say.say(bad.why.why));
  if (prepared.read.bad > prepared.read.first_bad.size()) {
    fmt::print(stderr, "overens: {}\n",
               say.say(text("{0} more lines could not be read", prepared.read.bad - prepared.read.first_bad.size())));
  }
  if (options.strict && prepared.read.bad > 0) return tl::unexpected(1);
  find_shared_ids(prepared.engine->facts(), prepared.problems);
  if (!options.seen_by.empty()) {
    prepared.question.viewer = prepared.engine->authority(options.seen_by);
    if (prepared.question.viewer == 0) {
      fmt::print(stderr, "overens: {}\n",
                 say.say(text("--seen-by: no event names the authority {0}", options.seen_by)));
      return tl::unexpected(1);
    }
  }
  for (auto const& name : prepared.engine->unregistered()) {
    fmt::print(
        stderr, "overens: {}\n",
        say.say(text("the authority {0} is not registered (authority.registered), so its duties can't be told", name)));
  }
  return prepared;
}

Progress::Progress(std::string what, bool quiet)
    : what_(std::move(what)), on_(!quiet && isatty(STDERR_FILENO) == 1), started_(now()) {}

Progress::~Progress() {
  if (shown_) fmt::print(stderr, "\r\033[K");
}

void Progress::at(double share) {
  auto const time = now();
  if (!on_ || time - started_ < 1.0 || time - last_ < 0.2) return;
  last_ = time;
  shown_ = true;
  fmt::print(stderr, "\r\033[K{} {:.0f} %", what_, share * 100);
  static_cast<void>(std::fflush(stderr));
}

}  // namespace overens::cli
