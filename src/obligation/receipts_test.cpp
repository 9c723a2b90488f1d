// How what an authority has received stands to it.

#include "obligation/addressed_test.hpp"

namespace overens::obligation {
namespace {

// How what the region received on the sixth day stands on the twentieth, and by what.
TEST(Receipts, tell_how_what_was_received_stands) {
  using enum Receipt::Stands;
  auto const& under = world(0);
  Addressed const one{under.vocabulary.type("placement.started"), R"("case":"c1",)"};
  auto const act = event_line("act", "placement.started", 5,
                              R"("case":"c1","subject":{"kind":"placement","id":"p"},"data":{"form":"hvb"})");
  auto const given = one.consent("given", 2, one.terms());
  auto const on_consent = one.disclosure(6, R"("items":["act"],"basis":"consent","consent":"g")");
  auto const on_law = one.disclosure(6, R"("items":["act"],"basis":"other_law")");
  auto const ending = [](int day) {
    return event_line("end", event::known::disclosure_ended, day,
                      R"("case":"c1","subject":{"kind":"disclosure","id":"d"})");
  };
  auto const corrected =
      event_line("less", event::known::corrected, 8, R"("data":{"event":"givengsoc","data":{"to":["soc2"]}})");
  auto const through = [&](int day) {
    return one.consent(
        "given", 2,
        one.terms() + fmt::format(R"(,"through":"{}")", calendar::to_string(start + std::chrono::days(100 + day))));
  };
  auto const again = [&](std::string line) {  // another disclosure of the same
    line.replace(line.find(R"("id":"let")"), 10, R"("id":"le2")");
    return line.replace(line.find(R"("id":"d")"), 8, R"("id":"e")");
  };
  auto const stands = [&](Journal const& more) -> std::optional<Receipt::Stands> {
    Engine engine(under.all(), under.vocabulary);
    Reading reading(under);
    engine.add(reading.read(event_line("own", "case.opened", 0, R"("case":"c1")", "hsn")));
    engine.add(reading.read(act));
    for (auto const& line : more) engine.add(reading.read(line));
    engine.settle();
    auto const hsn = engine.authority("hsn");
    Engine::Session session(std::as_const(engine),
                            {calendar::Moment::whole(start + std::chrono::days(120)), calendar::Instant::max(), hsn});
    auto const& view = session.know(engine.facts().group("case", "c1")->number);
    for (auto const* fact : view.members()) {
      if (engine.facts().name(fact->id) != "act") continue;
      auto const receipt = view.receipt(hsn, *fact);
      return receipt ? std::optional(receipt->stands) : std::nullopt;
    }
    return std::nullopt;
  };
  EXPECT_EQ(stands({}), std::nullopt);
  EXPECT_EQ(stands({on_law}), live);
  EXPECT_EQ(stands({given, on_consent}), live);
  EXPECT_EQ(stands({through(20), on_consent}), live) << "through the day asked";
  EXPECT_EQ(stands({through(19), on_consent}), without_consent);
  EXPECT_EQ(stands({given, on_consent, one.consent("withdrawn", 7)}), without_consent);
  EXPECT_EQ(stands({given, on_consent, one.consent("declined", 7)}), without_consent);
  EXPECT_EQ(stands({given, on_consent, corrected}), without_consent);
  EXPECT_EQ(stands({on_law, ending(7)}), ended);
  EXPECT_EQ(stands({given, on_consent, ending(7)}), ended);
  EXPECT_EQ(stands({given, on_consent, ending(7), one.consent("withdrawn", 9)}), without_consent);
  EXPECT_EQ(stands({given, on_consent, one.consent("withdrawn", 7), again(on_law)}), live) << "the best counts";
  EXPECT_EQ(stands({given, on_consent, one.consent("withdrawn", 4)}), std::nullopt) << "it never came";
}

}  // namespace
}  // namespace overens::obligation
