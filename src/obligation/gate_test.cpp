// Nothing crosses from one authority to another but through the gate. On random journals: what a receiver knows, and
// since when, is what was let through as time went. And of every type of event that names who should have it: without a
// disclosure on a basis that carries it, the receiver's answers are those of a world in which it never happened.

#include <map>

#include <nlohmann/json.hpp>

#include "event/known.hpp"
#include "obligation/addressed_test.hpp"
#include "obligation/told_test.hpp"

namespace overens::obligation {
namespace {

using Letters = std::map<std::string, calendar::Instant>;

/// A clerk who opens the journal's entries in the order recorded, and each time carries over to the receiver what then
/// may go: another way of telling it than by looking at everything from the day asked.
class Clerk {
 public:
  Clerk(std::string receiver, Day on) : receiver_(std::move(receiver)), on_(on) {}

  void open(nlohmann::json const& e, calendar::Instant at) {
    auto const type = e.at("type").get<std::string>();
    auto const has_happened = calendar::parse_moment(e.at("happened").get<std::string>())->day <= on_;
    if (has_happened && type == "consent.given") standing_[key(e)] = e.at("data");
    if (has_happened && (type == "consent.withdrawn" || type == "consent.declined")) {
      standing_.erase(key(e));
      end(at, [&](Live const& one) { return one.consent == key(e); });
    }
    if (has_happened && type == "disclosure.ended") end(at, [&](Live const& one) { return one.key == key(e); });
    if (has_happened && type == "disclosure.made" && e.at("data").at("to") == receiver_) disclose(e, at);
    for (auto const& one : live_) {
      if (!one.key.starts_with(place(e)) || at >= one.end || !one.goes(e)) continue;
      carry(one.letter, at);
      carry(e, at);
    }
    past_.push_back(e);
  }

  Letters const& carried() const { return carried_; }
  /// Of what was carried: what would still be, on the day asked.
  std::set<std::string> live() const {
    std::set<std::string> all;
    for (auto const& one : live_) {
      if (one.end < calendar::end_of(on_)) continue;
      auto const add = [&](nlohmann::json const& e) {
        if (auto id = e.at("id").get<std::string>(); carried_.contains(id)) all.insert(std::move(id));
      };
      add(one.letter);
      for (auto const& e : past_) {
        if (one.key.starts_with(place(e)) && one.goes(e)) add(e);
      }
    }
    return all;
  }

 private:
  struct Live {
    std::string key, consent;
    std::set<std::string> types, items, kinds;
    calendar::Instant end;
    nlohmann::json letter;

    bool goes(nlohmann::json const& e) const {
      auto const type = e.at("type").get<std::string>();
      auto const named = items.contains(e.at("id").get<std::string>()) && (consent.empty() || kinds.contains(type));
      return named || types.contains(type);
    }
  };
  // From when it was recorded: until then it went on.
  template <class Is>
  void end(calendar::Instant at, Is const& is) {
    for (auto& one : live_) {
      if (is(one)) one.end = std::min(one.end, at);
    }
  }
  static std::string place(nlohmann::json const& e) {
    return e.at("owner").get<std::string>() + " " + e.value("case", "-") + " ";
  }
  static std::string key(nlohmann::json const& e) { return place(e) + e.at("subject").at("id").get<std::string>(); }

  void disclose(nlohmann::json const& e, calendar::Instant at) {
    auto const& data = e.at("data");
    Live live{key(e), {}, {}, data.value("items", std::set<std::string>()), {}, calendar::Instant::max(), e};
    if (data.at("basis") == "consent") {
      live.consent = place(e) + data.at("consent").get<std::string>();
      auto const consent = standing_.find(live.consent);
      if (consent == standing_.end() || consent->second.at("to").front() != receiver_) return;
      if (auto const through = consent->second.find("through"); through != consent->second.end())
        live.end = calendar::end_of(*calendar::parse_day(through->get<std::string>()));
      if (at >= live.end) return;
      live.kinds = consent->second.at("types").get<std::set<std::string>>();
      for (auto const& type : data.at("types")) {
        if (live.kinds.contains(type)) live.types.insert(type);
      }
    }
    if (!live.types.empty()) carry(e, at);
    for (auto const& earlier : past_) {
      if (place(earlier) != place(e) || !live.goes(earlier)) continue;
      carry(e, at);
      carry(earlier, at);
    }
    live_.push_back(std::move(live));
  }

  void carry(nlohmann::json const& e, calendar::Instant at) {
    if (calendar::parse_moment(e.at("happened").get<std::string>())->day <= on_) carried_.emplace(e.at("id"), at);
  }

  std::string receiver_;
  Day on_;
  std::map<std::string, nlohmann::json> standing_;
  std::vector<Live> live_;
  std::vector<nlohmann::json> past_;
  Letters carried_;
};

struct GateJournals : testing::TestWithParam<unsigned> {
  World const& under = world(GetParam());
  std::vector<Written> journal = RandomJournal(GetParam()).write(60);
  Day on = start + std::chrono::days(40 + GetParam() % 200);
};

TEST_P(GateJournals, what_comes_through_the_gate_is_known_from_then_on_and_nothing_else) {
  std::erase_if(journal, [](Written const& e) { return !e.target.empty() || e.type == "record.same_as"; });
  std::stable_sort(journal.begin(), journal.end(),
                   [](auto const& a, auto const& b) { return a.recorded < b.recorded; });
  auto const at_once = [](auto const& a, auto const& b) { return a.recorded == b.recorded && a.owner == b.owner; };
  if (std::adjacent_find(journal.begin(), journal.end(), at_once) != journal.end()) return;  // which came first is open
  Engine engine(under.all(), under.vocabulary);
  Reading reading(under);
  for (auto const& e : journal) engine.add(reading.read(e.line));
  engine.settle();
  for (auto const* viewer : {"soc", "hsn"}) {
    Clerk clerk(viewer, on);
    for (auto const& e : journal) {
      if (e.line.find(R"("case":)") != std::string::npos) clerk.open(nlohmann::json::parse(e.line), e.recorded);
    }
    Letters known;
    std::set<std::string> live;
    Engine::Session session(engine, {calendar::Moment::whole(on), calendar::Instant::max(), engine.authority(viewer)});
    for (std::uint32_t group = 0; group < session.groups(); ++group) {
      if (engine.facts().group_at(group).form != Group::Form::in_case) continue;
      session.ask(group);
      for (auto const& act : session.known().acts()) {
        auto const is_own = engine.facts().words().word(act.fact->owner) == viewer;
        if (is_own || under.vocabulary.types[act.type].shared) continue;
        known.emplace(session.known().id(act), act.learnt);
        auto const receipt = session.known().receipt(session.known().question().viewer, *act.fact);
        ASSERT_TRUE(receipt);
        EXPECT_EQ(instant_of(receipt->since), act.learnt);
        if (receipt->stands == Receipt::Stands::live) live.emplace(session.known().id(act));
      }
    }
    EXPECT_EQ(known, clerk.carried()) << viewer;
    EXPECT_EQ(live, clerk.live()) << viewer;
  }
}

INSTANTIATE_TEST_SUITE_P(random, GateJournals, testing::Range(1U, 1 + how_many(200)));

/// What the receiver can know of a journal: every answer, every act that it sees and since when, every problem.
Lines all_known(Engine const& beneath, World const& under, Journal const& journal, char const* receiver, Day on) {
  Engine engine(beneath);
  Reading reading(under);
  for (auto const& line : journal) engine.add(reading.read(line));
  engine.settle();
  Lines lines;
  std::set<std::string> acts;  // each once, in whichever groups it is seen
  Engine::Session session(engine, {calendar::Moment::whole(on), calendar::Instant::max(), engine.authority(receiver)});
  for (std::uint32_t group = 0; group < session.groups(); ++group) {
    lines.merge(answer(session.ask(group)));
    for (auto const& act : session.known().acts())
      acts.insert(fmt::format("knows {} since {}", session.known().id(act), calendar::to_string(act.learnt)));
  }
  lines.insert(acts.begin(), acts.end());
  for (auto const& problem : session.problems()) lines.insert("problem " + problem.event);
  return lines;
}

std::vector<Addressed> all_addressed(event::Vocabulary const& words) {
  std::vector<Addressed> all;
  for (auto const& type : words.types) {
    auto const is_addressed =
        std::any_of(type.data.begin(), type.data.end(), [](auto const& field) { return field.receives; });
    if (!is_addressed || type.shared || type.name == event::known::disclosure_made) continue;
    if (type.in_case != event::Presence::none) all.push_back({&type, R"("case":"c1",)"});
    if (type.in_case != event::Presence::required) all.push_back({&type, ""});
  }
  return all;
}

/// Each way in which an act, which comes first, may lie in the sender's record without being let through.
std::map<std::string, Journal> not_let_through(Addressed const& one, event::Vocabulary const& words) {
  auto const act = one.line(words, 5);
  auto const by_item = one.disclosure(6, R"("items":["act"],"basis":"consent","consent":"g")");
  auto const coming =
      one.disclosure(3, fmt::format(R"("types":["{}"],"basis":"consent","consent":"g")", one.type->name));
  auto const given = one.consent("given", 2, one.terms());
  std::map<std::string, Journal> all = {
      {"not disclosed", {act}},
      {"consent only", {act, given}},
      {"no consent", {act, by_item}},
      {"no consent, by type", {act, coming}},
      {"consent not named", {act, given, one.disclosure(6, R"("items":["act"],"basis":"consent")")}},
      {"declined", {act, by_item, one.consent("declined", 2)}},
      {"given, then declined", {act, by_item, given, one.consent("declined", 4)}},
      {"withdrawn", {act, by_item, given, one.consent("withdrawn", 4)}},
      {"withdrawn before it came", {act, coming, given, one.consent("withdrawn", 4)}},
      {"declined before it came", {act, coming, given, one.consent("declined", 4)}},
      {"another receiver's", {act, by_item, one.consent("given", 2, one.terms("soc2"))}},
      {"another receiver's, by type", {act, coming, one.consent("given", 2, one.terms("soc2"))}},
      {"of other kinds", {act, by_item, one.consent("given", 2, R"("to":["hsn"],"types":["sip.held"])")}},
      {"in another case", {act, by_item, one.consent("given", 2, one.terms(), "g", "soc", "c2")}},
      {"another authority's", {act, by_item, one.consent("given", 2, one.terms(), "g", "soc2")}},
      {"given afterwards", {act, by_item, one.consent("given", 7, one.terms())}},
      {"to another", {act, one.disclosure(6, R"("items":["act"],"basis":"other_law")", "soc2")}},
      {"by type on another basis",
       {act, one.disclosure(3, fmt::format(R"("types":["{}"],"basis":"other_law")", one.type->name))}},
      {"disclosed by another", {act, one.disclosure(6, R"("items":["act"],"basis":"other_law")")}}};
  auto& by_another = all["disclosed by another"].back();
  by_another.replace(by_another.find(R"("owner":"soc")"), 13, R"("owner":"soc2")");
  for (auto const& [name, disclosure] : {std::pair("lapsed", by_item), std::pair("lapsed before it came", coming)}) {
    auto const through = calendar::to_string(start + std::chrono::days(104));
    all[name] = {act, disclosure, one.consent("given", 2, one.terms() + fmt::format(R"(,"through":"{}")", through))};
  }
  return all;
}

struct GateOfPack : testing::TestWithParam<char const*> {
  GateOfPack() {
    Reading reading(under);
    for (auto const& [id, kind, party] :
         {std::tuple("soc", "social_services", under.municipality), std::tuple("soc2", "social_services", under.other),
          std::tuple("hsn", "region_health_care", under.region)}) {
      auto const subject = fmt::format(R"("subject":{{"kind":"authority","id":"{}"}})", id);
      beneath.add(
          reading.read(event_line(std::string("r-") + id, event::known::authority_registered, -900,
                                  fmt::format(R"({},"data":{{"kind":"{}","party":"{}"}})", subject, kind, party), id)));
      beneath.add(reading.read(event_line(std::string("j-") + id, event::known::authority_joined, -900, subject, id)));
    }
    beneath.settle();
  }
  Lines known(Journal const& more, int day) const {
    Journal journal{event_line("own", "case.opened", 0, R"("case":"c1")", "hsn"),
                    event_line("opened", "case.opened", 0, R"("case":"c1")")};
    journal.insert(journal.end(), more.begin(), more.end());
    return all_known(beneath, under, journal, "hsn", start + std::chrono::days(100 + day));
  }

  World under = load({GetParam()});
  Engine beneath{under.all(), under.vocabulary};
};

TEST_P(GateOfPack, what_is_not_let_through_leaves_no_trace_with_the_receiver) {
  auto const all = all_addressed(under.vocabulary);
  ASSERT_FALSE(all.empty());
  constexpr int day = 40;
  auto const nothing = known({}, day);
  for (auto const& one : all) {
    for (auto const& [how, journal] : not_let_through(one, under.vocabulary)) {
      // What stood when the disclosure was made had let the disclosure itself through.
      auto const had_stood = how.ends_with("before it came");
      auto const without = had_stood ? known({journal.begin() + 1, journal.end()}, day) : nothing;
      EXPECT_EQ(difference(without, known(journal, day)), "")
          << one.type->name << (one.in_case.empty() ? " outside a case" : "") << ": " << how;
    }
  }
}

// The same acts do come through when they may: otherwise the test above would tell nothing.
TEST_P(GateOfPack, what_is_let_through_is_known_from_then_on) {
  auto const since = [&](Journal const& journal) {
    auto const lines = known(journal, 8);
    auto const found =
        std::find_if(lines.begin(), lines.end(), [](auto const& line) { return line.starts_with("knows act since "); });
    return found == lines.end() ? std::string("unknown") : found->substr(16, 10);
  };
  auto const on = [](int day) { return calendar::to_string(start + std::chrono::days(100 + day)); };
  for (auto const& one : all_addressed(under.vocabulary)) {
    auto const act = one.line(under.vocabulary, 5);
    EXPECT_EQ(since({act, one.disclosure(6, R"("items":["act"],"basis":"other_law")")}), on(6)) << one.type->name;
    if (one.in_case.empty()) continue;
    auto const given = one.consent("given", 2, one.terms());
    EXPECT_EQ(since({act, given, one.disclosure(6, R"("items":["act"],"basis":"consent","consent":"g")")}), on(6));
    auto const coming =
        one.disclosure(3, fmt::format(R"("types":["{}"],"basis":"consent","consent":"g")", one.type->name));
    EXPECT_EQ(since({act, given, coming}), on(5)) << one.type->name;
    EXPECT_EQ(since({act, given, coming, one.consent("withdrawn", 7)}), on(5)) << "what was received stays";
  }
}

INSTANTIATE_TEST_SUITE_P(Packs, GateOfPack,
                         testing::Values("agreements/jamtland-harjedalen/2025", "agreements/stockholm/2016",
                                         "agreements/dalarna/2021"));

// Moved to a case by a correction, it comes there when that is recorded, and not when it was.
TEST(GateTimes, what_is_moved_to_a_case_comes_there_when_it_is_moved) {
  auto const& under = world(0);
  auto const journal = [&](int withdrawn) {
    Addressed const one{under.vocabulary.type("placement.started"), R"("case":"c1",)"};
    auto const moved = R"("case":"c2","subject":{"kind":"placement","id":"p"},"data":{"form":"hvb"})";
    return Journal{event_line("own", "case.opened", 0, R"("case":"c1")", "hsn"),
                   one.consent("given", 1, one.terms()),
                   one.disclosure(1, R"("types":["placement.started"],"basis":"consent","consent":"g")"),
                   event_line("act", "placement.started", 2, moved),
                   one.consent("withdrawn", withdrawn),
                   event_line("moves", event::known::corrected, 6, R"("data":{"event":"act","case":"c1"})")};
  };
  auto const lines = [&](int withdrawn) {
    Engine beneath(under.all(), under.vocabulary);
    beneath.settle();
    return all_known(beneath, under, journal(withdrawn), "hsn", start + std::chrono::days(120));
  };
  auto const at = calendar::to_string(start + std::chrono::days(106));
  EXPECT_TRUE(lines(8).contains(fmt::format("knows act since {}T10:00:00Z", at)));
  auto const after = lines(4);
  EXPECT_TRUE(
      std::none_of(after.begin(), after.end(), [](auto const& line) { return line.starts_with("knows act "); }));
}

}  // namespace
}  // namespace overens::obligation
