#include "received.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "app/access_check.hpp"
#include "app/command_json.hpp"
#include "app/command_processor.hpp"
#include "measure.hpp"
#include "store/open.hpp"

namespace overens::bench {
namespace {

constexpr int disclosures = 1000;
constexpr int turns = 5;

calendar::Instant clock_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string const one_case = "all-in-one", own_in_one = "own-in-one";

/// Soc has disclosed a thousand events to hsn, each in a case of its own and as many in one; hsn has as many of its
/// own.
class World {
 public:
  World(disk::Agreements const& agreements, Folder const& folder)
      : store_(*store::open_store(folder.file("received.db"), {})),
        processor_(*store_, {agreements.packs, agreements.vocabulary, agreements.edition}, clock_now,
                   [](std::string const& what) { fmt::print("{}\n", what); }),
        vocabulary_(agreements.vocabulary) {
    for (auto const& [id, kind, party] :
         {std::tuple("soc", "social_services", "9901"), std::tuple("hsn", "region_health_care", "99")})
      add(id, "authority.registered", {}, id,
          fmt::format(R"(,"subject":{{"kind":"authority","id":"{}"}},"data":{{"kind":"{}","party":"{}"}})", id, kind,
                      party));
    record();
    for (int i = 0; i < disclosures; ++i) {
      auto const n = std::to_string(i);
      disclosed("case-" + n, n);
      own("own-" + n, n);
      if (i % 10 == 9) record();
    }
    take_on(one_case);
    take_on(own_in_one);
    for (int i = 0; i < disclosures; ++i) {
      auto const n = std::to_string(i);
      item("soc", one_case, "in-one-" + n);
      disclosure(one_case, "in-one-" + n);
      item("hsn", own_in_one, "own-in-one-" + n);
      if (i % 10 == 9) record();
    }
  }

  app::Store& store() { return *store_; }

 private:
  void add(std::string const& id, std::string const& type, std::string const& in_case, std::string const& owner,
           std::string const& rest) {
    auto const where = in_case.empty() ? std::string() : fmt::format(R"(,"case":"{}")", in_case);
    waiting_ +=
        fmt::format(R"({}{{"command":"{}-{}","do":"record","type":"{}","owner":"{}","happened":"2026-03-09"{}{}}})",
                    waiting_.empty() ? "" : ",", id, ++number_, type, owner, where, rest);
  }
  void item(std::string const& owner, std::string const& in_case, std::string const& id) {
    waiting_ += fmt::format(
        R"({}{{"command":"{}","do":"record","type":"placement.started","owner":"{}","happened":"2026-03-09","case":"{}",)"
        R"("subject":{{"kind":"placement","id":"p-{}"}},"data":{{"form":"hvb","urgency":"acute"}}}})",
        waiting_.empty() ? "" : ",", id, owner, in_case, id);
  }
  void disclosure(std::string const& in_case, std::string const& item) {
    add("d", "disclosure.made", in_case, "soc",
        fmt::format(R"(,"subject":{{"kind":"disclosure","id":"d-{0}"}},"data":{{"to":"hsn","basis":"other_law",
          "necessity":"x","items":["{0}"],"purpose":"x"}})",
                    item));
  }
  void take_on(std::string const& in_case) {
    add("t", "case.taken_on", in_case, "hsn",
        fmt::format(R"(,"subject":{{"kind":"case","id":"{}"}},"data":{{"staff":"m-alva"}})", in_case));
  }
  void disclosed(std::string const& in_case, std::string const& n) {
    item("soc", in_case, "sent-" + n);
    disclosure(in_case, "sent-" + n);
    take_on(in_case);
  }
  void own(std::string const& in_case, std::string const& n) {
    item("hsn", in_case, "own-" + n);
    take_on(in_case);
  }
  void record() {
    auto read = app::read_commands("[" + waiting_ + "]", vocabulary_);
    if (!read) throw std::runtime_error(base::english(read.error().why));
    waiting_.clear();
    std::vector<app::Command> commands;
    for (auto& one : *read) commands.push_back(std::move(*one.command));
    for (auto const& result : processor_.carry_out(commands)) {
      if (result.refused) throw std::runtime_error(base::english(result.refused->why));
    }
  }

  std::unique_ptr<app::Store> store_;
  app::CommandProcessor processor_;
  event::Vocabulary const& vocabulary_;
  std::string waiting_;
  int number_ = 0;
};

access::Actor const asker{.kind = access::Actor::Kind::staff,
                          .id = "m-alva",
                          .authorities = {"hsn"},
                          .role = "health_professional",
                          .unit = "u1",
                          .purpose = "care"};

/// Whether each event of a case may be read, as a page asks; gives how many.
std::size_t readable(World& world, disk::Agreements const& agreements, app::AgreementStatus const& status,
                     std::string const& in_case) {
  app::AccessCheck check(agreements.policy, asker, world.store(), calendar::day_in_sweden(clock_now()), {}, &status);
  journal::SubjectRef const subject{"case", in_case};
  auto const entries = world.store().entries_about(std::span(&subject, 1));
  app::EntryClasses const classes(entries, agreements.vocabulary);
  return static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), [&](journal::Entry const& entry) {
    return check.decide(access::Action::read, check.recorded(entry, classes, in_case)).allowed;
  }));
}

void tell(char const* what, std::function<std::size_t()> const& received, std::function<std::size_t()> const& own) {
  std::vector<double> ratios, times;
  std::size_t events = 0;
  for (int turn = 0; turn <= turns; ++turn) {
    auto const with = wall_seconds([&] { events = received(); });
    std::size_t of_own = 0;
    auto const without = wall_seconds([&] { of_own = own(); });
    if (turn == 0) continue;  // to begin with
    times.push_back(with / static_cast<double>(events));
    ratios.push_back(times.back() / (without / static_cast<double>(of_own)));
  }
  auto const [low, high] = std::minmax_element(ratios.begin(), ratios.end());
  fmt::print("  {:44} {:7.1f} µs an event; against one's own {:.2f} ({:.2f}–{:.2f})\n", what, median(times) * 1e6,
             median(ratios), *low, *high);
}

// Of each class and action in turn, so that no row is always the first.
double one_call(disk::Agreements const& agreements) {
  access::AccessFacts const facts{
      .relation = access::Relation::live_disclosure, .is_involved = true, .on = calendar::day_in_sweden(clock_now())};
  constexpr int calls = 200'000;
  std::size_t allowed = 0;
  auto const took = seconds([&] {
    for (int i = 0; i < calls; ++i) {
      auto const object =
          access::all_object_classes[static_cast<std::size_t>(i) % std::size(access::all_object_classes)];
      auto const action = access::all_actions[static_cast<std::size_t>(i / 16) % std::size(access::all_actions)];
      allowed += access::decide(agreements.policy, asker, action, {object, "hsn"}, facts).allowed ? 1 : 0;
    }
  });
  if (allowed == 0) throw std::runtime_error("nothing is allowed");
  return took / calls;
}

}  // namespace

void measure_received(disk::Agreements const& agreements) {
  Folder const folder;
  World world(agreements, folder);
  app::AgreementStatus status(world.store(), {agreements.packs, agreements.vocabulary, agreements.edition});
  status.on(calendar::day_in_sweden(clock_now()));
  auto const each = [&](char const* first) {
    std::size_t events = 0;
    for (int i = 0; i < disclosures; ++i) events += readable(world, agreements, status, first + std::to_string(i));
    return events;
  };
  fmt::print("Deciding on what has been disclosed, its facts and the events read\n");
  tell(
      "1 000 disclosures, each in a case of its own", [&] { return each("case-"); }, [&] { return each("own-"); });
  tell(
      "1 000 disclosures in one case", [&] { return readable(world, agreements, status, one_case); },
      [&] { return readable(world, agreements, status, own_in_one); });
  fmt::print("  {:44} {:7.2f} µs\n", "one call of decide()", one_call(agreements) * 1e6);
}

}  // namespace overens::bench
