// A commit whose answer was lost: the processor looks the command up before it says anything, and does it again only
// when it had not been done.

#include "app/world_test.hpp"
#include "test/databases/postgres_server.hpp"

namespace overens::app {
namespace {

using namespace std::chrono_literals;

struct LostCommits : testing::Test {
  void SetUp() override { office.register_authorities(); }

  CommandResult start_placement(std::string const& id) {
    return office.ask(fmt::format(
        R"({{"command":"{0}","do":"record","type":"placement.started","owner":"soc","happened":"2026-03-09",)"
        R"("case":"a1","subject":{{"kind":"placement","id":"p1"}},"data":{{"form":"hvb","urgency":"acute"}}}})",
        id));
  }
  /// The server ends the connection while it commits a command, so many times. A sequence counts even what is rolled
  /// back.
  void lose_commits(int times) const {
    scratch.alter(fmt::format(
        "create sequence lost; create function lose() returns trigger as 'begin if nextval(''lost'') <= {} then "
        "perform pg_terminate_backend(pg_backend_pid()); end if; return null; end' language plpgsql; "
        "create constraint trigger lose after insert on event deferrable initially deferred for each row "
        "execute function lose(); alter table event enable always trigger lose",
        times));
  }
  int recorded(std::string const& id) const {
    return std::stoi(scratch.alter("select count(*) from event where id = '" + id + "'"));
  }

  databases::Scratch scratch{databases::Kind::postgres};
  std::unique_ptr<Store> store = scratch.open({.patience = 2s});
  Office office{*store};
};

TEST_F(LostCommits, what_had_not_happened_is_done_again) {
  lose_commits(2);
  auto const outcome = start_placement("c1");
  ASSERT_FALSE(outcome.refused) << base::english(outcome.refused->why);
  EXPECT_FALSE(outcome.repeated);
  EXPECT_EQ(recorded("c1"), 1);
  EXPECT_EQ(office.reports.size(), 2U);
  EXPECT_EQ(store->view({"case", "a1"}).heads.front().events, 1U);
}

// A commit that waits for a standby which is not there has happened: only its answer does not come.
TEST_F(LostCommits, what_had_happened_is_found_and_not_done_again) {
  auto& server = databases::PostgresServer::one();
  server.set("synchronous_standby_names", "nobody");
  office.at_report = [&] { server.set("synchronous_standby_names", ""); };
  auto const outcome = start_placement("c1");
  ASSERT_FALSE(outcome.refused) << base::english(outcome.refused->why);
  EXPECT_FALSE(outcome.repeated) << "nobody has been answered before";
  EXPECT_EQ(recorded("c1"), 1);
  EXPECT_FALSE(office.reports.empty());
  EXPECT_TRUE(start_placement("c1").repeated);
}

TEST_F(LostCommits, what_can_not_be_known_is_not_called_done_or_undone) {
  lose_commits(1000);
  auto const outcome = start_placement("c1");
  ASSERT_TRUE(outcome.refused);
  EXPECT_EQ(outcome.refused->code, "outcome_unknown");
  EXPECT_EQ(recorded("c1"), 0);
  scratch.alter("drop trigger lose on event");
  EXPECT_FALSE(start_placement("c1").refused);
  EXPECT_EQ(recorded("c1"), 1);
}

// Cases handed over: nobody has half of them, whatever becomes of the connection.
TEST_F(LostCommits, what_is_handed_over_goes_whole_or_not_at_all) {
  auto const events = [](std::vector<std::pair<char const*, char const*>> const& said) {
    std::string all;
    for (auto const& [type, staff] : said) {
      for (auto const* in_case : {"a1", "a2"})
        all +=
            fmt::format(R"({}{{"type":"{}","owner":"soc","happened":"2026-03-09","case":"{}","subject":{{"kind":"case",
          "id":"{}"}},"data":{{"staff":"{}"}}}})",
                        all.empty() ? "" : ",", type, in_case, in_case, staff);
    }
    return all;
  };
  auto const command = [](std::string const& id, std::string const& all) {
    return fmt::format(R"({{"command":"{}","events":[{}]}})", id, all);
  };
  auto const who = [&] {
    std::string all;
    for (auto const* in_case : {"a1", "a2"}) {
      auto const head = store->case_head("soc", in_case);
      for (auto const& one : head->team.holders) all += one.staff + " ";
    }
    return all;
  };
  ASSERT_FALSE(office.ask(command("t1", events({{"case.taken_on", "m-old"}}))).refused);
  auto const over = command("o1", events({{"case.taken_on", "m-new"}, {"case.let_go", "m-old"}}));
  lose_commits(1000);
  auto const lost = office.ask(over);
  ASSERT_TRUE(lost.refused);
  EXPECT_EQ(lost.refused->code, "outcome_unknown");
  EXPECT_EQ(who(), "m-old m-old ");
  scratch.alter("drop trigger lose on event");
  EXPECT_FALSE(office.ask(over).refused);
  EXPECT_EQ(who(), "m-new m-new ");
}

TEST_F(LostCommits, a_database_that_does_not_answer_has_recorded_nothing) {
  auto& server = databases::PostgresServer::one();
  server.set("default_transaction_read_only", "on");  // as a primary that has become a standby
  auto const outcome = start_placement("c1");
  server.set("default_transaction_read_only", "off");
  ASSERT_TRUE(outcome.refused);
  EXPECT_EQ(outcome.refused->code, "store_unavailable");
  EXPECT_FALSE(start_placement("c1").refused);
  EXPECT_EQ(recorded("c1"), 1);
}

}  // namespace
}  // namespace overens::app
