#include "work.hpp"

#include <algorithm>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>

#include "app/command_json.hpp"
#include "app/counting_store_test.hpp"
#include "app/queries.hpp"
#include "measure.hpp"
#include "store/open.hpp"

namespace overens::bench {
namespace {

constexpr int few_cases = 1000;
constexpr int of_unit = 200;  // one duty in each
constexpr int held = 50;
constexpr int turns = 21;

calendar::Instant clock_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// An authority whose cases stand in the views alone: what is measured is how lists are read, not how they are made.
class World {
 public:
  World(disk::Agreements const& agreements, Folder const& folder, int cases)
      : agreements_(agreements),
        store_(*store::open_store(folder.file(fmt::format("work-{}.db", cases)), {.readers = 8})),
        processor_(*store_, {agreements.packs, agreements.vocabulary, agreements.edition}, clock_now,
                   [](std::string const& what) { fmt::print("{}\n", what); }) {
    record(R"({"command":"reg","do":"record","type":"authority.registered","owner":"soc","happened":"2026-01-01",
        "subject":{"kind":"authority","id":"soc"},"data":{"kind":"social_services","party":"9901"}})");
    while (app::Refresh::done(*store_) == std::nullopt) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    today_ = calendar::day_in_sweden(clock_now());
    for (int first = 0; first < cases; first += 1000) put(first, std::min(first + 1000, cases));
  }

  app::Store& store() { return *store_; }

 private:
  void record(std::string const& json) {
    auto read = app::read_commands(json, agreements_.vocabulary);
    auto const result = processor_.carry_out({*read->front().command}).front();
    if (result.refused) throw std::runtime_error(base::english(result.refused->why));
  }

  app::SubjectView view(int i) const {
    auto const id = fmt::format("case-{:06}", i);
    auto const is_of_unit = i < of_unit;
    app::SubjectView view{{"case", id}, {}, {}};
    app::CaseHead head{"soc", id, 4, today_, today_, false, 1, today_};
    head.team.unit = is_of_unit ? "u1" : fmt::format("u{}", 2 + i % 300);
    if (i < held) head.team.holders.push_back({"m-bench", false});
    app::ObligationRow row;
    row.authority = "soc";
    row.in_case = id;
    row.id = "norm/p" + id;
    row.norm = "norm";
    row.agreement = "county/2025";
    row.bearers = {{"soc", {}, {}, true, false}};
    row.owed = true;
    row.opened_on = today_;
    row.due_on = today_ + std::chrono::days(i % 40 - 10);
    row.details.per = "placement";
    row.details.subject = "p" + id;
    row.details.secrecy = event::ObjectClass::coordination;
    if (i % 5 == 4) {
      row.life = obligation::Life::closed;
      row.outcome = obligation::Outcome::missed;
      row.pace = obligation::Pace::missed;
    }
    row.unit = head.team.unit;
    row.taken = head.team.holders.empty() ? app::Taken::by_nobody : app::Taken::by_somebody;
    view.heads.push_back(std::move(head));
    view.obligations.push_back(std::move(row));
    return view;
  }

  void put(int from, int to) {
    std::vector<app::SubjectView> views;
    for (auto i = from; i < to; ++i) views.push_back(view(i));
    auto transaction = store_->begin();
    transaction->put(views);
    transaction->commit();
  }

  disk::Agreements const& agreements_;
  std::unique_ptr<app::Store> store_;
  app::CommandProcessor processor_;
  calendar::Day today_;
};

struct Read {
  double milliseconds = 0;  ///< the middle of the turns
  int questions = 0;
  std::size_t rows = 0;
};

Read read(World& world, disk::Agreements const& agreements, access::Actor const& actor, std::size_t limit) {
  app::CountingStore counting(world.store());
  app::AgreementStatus status(world.store(), {agreements.packs, agreements.vocabulary, agreements.edition});
  app::Looks looks(counting, agreements.policy, agreements.look_rules, clock_now);
  app::Queries queries(looks, status, agreements.vocabulary, clock_now);
  std::vector<double> took;
  Read result;
  for (int turn = 0; turn < turns; ++turn) {
    counting.asked = 0;
    took.push_back(wall_seconds([&] {
                     auto const list =
                         queries.work_list(actor, {.authority = "soc", .limit = limit, .with_counts = true});
                     if (!list) throw std::runtime_error(list.error().code);
                     result.rows = list->items.size();
                   }) *
                   1000);
    result.questions = counting.asked;
  }
  std::sort(took.begin(), took.end());
  result.milliseconds = took[turns / 2];
  return result;
}

}  // namespace

void measure_work(disk::Agreements const& agreements, int many_cases) {
  Folder const folder;
  access::Actor const caseworker{.kind = access::Actor::Kind::staff,
                                 .id = "m-bench",
                                 .authorities = {"soc"},
                                 .role = "caseworker",
                                 .unit = "u1",
                                 .purpose = "care"};
  auto coordinator = caseworker;
  coordinator.role = "sip_coordinator";
  fmt::print("What a unit with {} duties has to do, a fifth of them not done\n", of_unit);
  for (auto const cases : {few_cases, many_cases}) {
    World world(agreements, folder, cases);
    using Who = std::pair<char const*, access::Actor const*>;
    for (auto const& [who, actor] : {Who("caseworker", &caseworker), Who("coordinator", &coordinator)}) {
      for (std::size_t const limit : {50U, 200U}) {
        auto const one = read(world, agreements, *actor, limit);
        fmt::print("  {:>7} cases, {:<11} {:>3} rows: {:6.2f} ms, {} questions to the store\n", cases, who, one.rows,
                   one.milliseconds, one.questions);
      }
    }
  }
}

}  // namespace overens::bench
