#pragma once

// The county of Sjöland, which is invented, and a processor: what the tests of this module are tried on.

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/command_json.hpp"
#include "app/command_processor.hpp"
#include "disk/agreements.hpp"
#include "test/databases/scratch.hpp"

namespace overens::app {

using databases::Scratch;

inline disk::Agreements const& world() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

inline calendar::Instant const noon = *calendar::parse_instant("2026-04-01T12:00:00Z");

/// A processor on a store, at noon of 1 April 2026 unless told otherwise.
struct Office {
  explicit Office(Store& on, RuleSet by = {world().packs, world().vocabulary, world().edition})
      : store(on),
        basis(std::move(by)),
        processor(
            on, basis, [this] { return now.load(); },
            [this](std::string const& what) {
              reports.push_back(what);
              if (at_report) at_report();
            }) {}

  CommandResult ask(std::string const& json) { return ask_all("[" + json + "]").front(); }
  std::vector<CommandResult> ask_all(std::string const& json) {
    auto read = read_commands(json, world().vocabulary);
    if (!read) throw std::runtime_error(base::english(read.error().why));
    std::vector<Command> commands;
    for (auto& one : *read) {
      if (!one.command) throw std::runtime_error(one.id + ": " + base::english(one.command.error().why));
      one.command->sight = sight;
      commands.push_back(std::move(*one.command));
    }
    return processor.carry_out(std::move(commands));
  }
  /// Takes in events as they stand in a file, all at once.
  std::vector<CommandResult> take(std::vector<std::string> const& lines) {
    std::vector<Command> commands;
    for (auto const& line : lines) {
      auto command = import_event(line, processor.vocabulary());
      if (!command) throw std::runtime_error(line + base::english(command.error().why));
      commands.push_back(std::move(*command));
    }
    return processor.carry_out(std::move(commands));
  }
  /// Waits until all views are as of today and of what everybody knows.
  void settle() const {
    SharedState known(basis);
    known.catch_up(store);
    auto const wanted = known.as_of(calendar::day_in_sweden(now.load()));
    for (int i = 0; i < 2000 && Refresh::done(store) != wanted; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_EQ(Refresh::done(store), wanted);
  }
  void register_authorities() {
    for (auto const& [id, kind, party] :
         {std::tuple("soc", "social_services", "9901"), std::tuple("hsn", "region_health_care", "99")}) {
      auto const outcome = ask(fmt::format(
          R"({{"command":"reg-{0}","do":"record","type":"authority.registered","owner":"{0}","happened":"2026-01-01",
               "subject":{{"kind":"authority","id":"{0}"}},"data":{{"kind":"{1}","party":"{2}"}}}})",
          id, kind, party));
      EXPECT_FALSE(outcome.refused) << base::english(outcome.refused->why);
    }
  }

  Store& store;
  RuleSet basis;
  Sight sight = {};  ///< of whoever asks
  std::atomic<calendar::Instant> now = noon;
  std::vector<std::string> reports;
  std::function<void()> at_report;
  CommandProcessor processor;
};

}  // namespace overens::app
