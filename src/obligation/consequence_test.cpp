// What an act would lead to: one journal under the Jämtland pack, and one more event.

#include "obligation/consequence.hpp"

#include "obligation/engine.hpp"
#include "obligation/random_journal_test.hpp"

namespace overens::obligation {
namespace {

struct Consequences : testing::Test {
  void add(std::string const& id, std::string const& type, std::string const& happened, std::string const& rest) {
    auto const line =
        fmt::format(R"({{"id":"{}","type":"{}","happened":"{}","recorded":"2026-03-{:02}T12:00:00Z","owner":{}}})", id,
                    type, happened, ++recorded_, rest);
    auto const padded = line + std::string(event::line_padding, ' ');
    auto const event = reader_.read(std::string_view(padded).substr(0, line.size()));
    ASSERT_TRUE(event) << line << base::english(event.error().why);
    engine_.add(**event);
  }
  void placement(std::string const& type, std::string const& happened, std::string const& data = R"({"form":"hvb"})") {
    add(fmt::format("{}-{}", type, recorded_), type, happened,
        R"("soc","case":"c1","subject":{"kind":"placement","id":"p1"},"data":)" + data);
  }
  /// What the event that was added last leads to, as "kind norm".
  std::set<std::string> last(std::string const& on) {
    Question without{calendar::Moment::whole(*calendar::parse_day(on)), {}, 0};
    without.as_known = *calendar::parse_instant(fmt::format("2026-03-{:02}T11:59:59Z", recorded_));
    auto with = without;
    with.as_known = calendar::Instant::max();
    Engine::Session before(engine_, without);
    Engine::Session after(engine_, with);
    std::set<std::string> found;
    auto const group = engine_.facts().group("case", "c1")->number;
    for (auto const& c : consequences(before.ask(group), after.ask(group)))
      found.insert(fmt::format("{} {}", to_string(c.kind), c.obligation->norm->id));
    return found;
  }

 private:
  void SetUp() override {
    for (auto const& [id, kind, party] : {std::tuple("soc", "social_services", world(0).municipality),
                                          std::tuple("reg", "region_health_care", world(0).region)}) {
      add(fmt::format("r-{}", id), "authority.registered", "2026-01-01",
          fmt::format(R"("{0}","subject":{{"kind":"authority","id":"{0}"}},"data":{{"kind":"{1}","party":"{2}"}})", id,
                      kind, party));
    }
  }

  int recorded_ = 0;
  event::Reader reader_{world(0).vocabulary};
  Engine engine_{world(0).all(), world(0).vocabulary};
};

TEST_F(Consequences, an_act_opens_what_its_agreement_says) {
  placement("placement.started", "2026-03-02");
  EXPECT_TRUE(last("2026-03-10").contains("opens sip-after-placement"));
}

TEST_F(Consequences, an_act_in_time_meets_and_one_after_the_last_day_meets_late) {
  placement("placement.started", "2026-03-02");
  add("h", "sip.held", "2026-03-06", R"("soc","case":"c1","subject":{"kind":"plan","id":"s1"})");
  EXPECT_TRUE(last("2026-03-20").contains("meets sip-after-placement"));
}

TEST_F(Consequences, an_act_after_the_last_day_meets_late) {
  placement("placement.started", "2026-03-02");
  add("h", "sip.held", "2026-03-16", R"("soc","case":"c1","subject":{"kind":"plan","id":"s1"})");
  EXPECT_TRUE(last("2026-03-20").contains("meets_late sip-after-placement"));
}

TEST_F(Consequences, a_prohibition_is_broken_each_time) {
  placement("placement.decided", "2026-03-02", R"({"form":"hvb","urgency":"planned"})");
  placement("placement.delayed", "2026-03-03", R"({"reason":"cost_unclear"})");
  EXPECT_TRUE(last("2026-03-20").contains("breaks placement-must-not-wait"));
  placement("placement.delayed", "2026-03-04", R"({"reason":"cost_unclear"})");
  EXPECT_EQ(last("2026-03-20"), std::set<std::string>{"breaks placement-must-not-wait"});
}

TEST_F(Consequences, what_ends_a_broken_prohibition_breaks_it_no_more) {
  placement("placement.decided", "2026-03-02", R"({"form":"hvb","urgency":"planned"})");
  placement("placement.delayed", "2026-03-03", R"({"reason":"cost_unclear"})");
  placement("placement.started", "2026-03-04");
  auto const found = last("2026-03-20");
  EXPECT_TRUE(found.contains("ends placement-must-not-wait"));
  EXPECT_FALSE(found.contains("breaks placement-must-not-wait"));
}

TEST_F(Consequences, a_withdrawal_voids_what_the_event_opened) {
  placement("placement.started", "2026-03-02");
  add("w", "event.withdrawn", "2026-03-05",
      R"("soc","case":"c1","data":{"event":"placement.started-2","reason":"duplicate"})");
  EXPECT_TRUE(last("2026-03-20").contains("voids sip-after-placement"));
}

TEST_F(Consequences, a_correction_moves_the_last_day) {
  placement("placement.started", "2026-03-02");
  add("k", "event.corrected", "2026-03-05",
      R"("soc","case":"c1","data":{"event":"placement.started-2","happened":"2026-03-04"})");
  EXPECT_TRUE(last("2026-03-05").contains("moves sip-after-placement"));
}

TEST_F(Consequences, what_changes_nothing_is_told_as_nothing) {
  placement("placement.started", "2026-03-02");
  add("n", "need.noted", "2026-03-05", R"("soc","case":"c1","data":{"intervention":"open_care"})");
  auto const found = last("2026-03-20");
  EXPECT_FALSE(found.contains("opens sip-after-placement"));
  EXPECT_FALSE(found.contains("moves sip-after-placement"));
}

/// A duty of a county that lapses: done after that, it is told that it was done late, and that it was when that is
/// taken back.
TEST_F(Consequences, what_was_left_undone_is_done_late_and_left_undone_again) {
  placement("placement.started", "2026-03-02");
  auto const late = [&](std::string const& id, std::string const& type, std::string const& on,
                        std::string const& rest) {
    add(id, type, on, rest);
    return last("2026-03-31");
  };
  add("e", "placement.ended", "2026-03-20", R"("soc","case":"c1","subject":{"kind":"placement","id":"p1"},"data":{})");
  EXPECT_TRUE(last("2026-03-31").contains("ends sip-after-placement"));
  EXPECT_TRUE(late("h", "sip.held", "2026-03-25", R"("soc","case":"c1","subject":{"kind":"plan","id":"s1"})")
                  .contains("meets_late sip-after-placement"));
  EXPECT_TRUE(
      late("w", "event.withdrawn", "2026-03-26", R"("soc","case":"c1","data":{"event":"h","reason":"duplicate"})")
          .contains("undoes sip-after-placement"));
}

}  // namespace
}  // namespace overens::obligation
