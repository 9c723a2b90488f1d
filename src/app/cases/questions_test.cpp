// What can't wait is asked of a unit of another authority, and answered.

#include "app/cases/questions.hpp"

#include "app/cases/received_cases_test.hpp"

namespace overens::app {
namespace {

Actor const on_duty = staff_of_hsn("m-jour", "duty_officer");

class Questions : public Receivers {
 protected:
  /// As the page asks it: one command, with its disclosure to the unit.
  static std::string asking(std::string const& id, std::string const& more = "", std::string const& unit = "u-hsn") {
    return fmt::format(R"([{{"command":"{0}","events":[
      {{"type":"question.asked","owner":"soc","happened":"2026-04-01T12:00:00Z","case":"a1","person":"p1",
        "subject":{{"kind":"question","id":"{0}"}},
        "data":{{"to":"hsn","unit":"u-hsn","what":"Vilka läkemedel?","why_now":"Personen är medvetslös","hours":2}}}},
      {{"type":"disclosure.made","owner":"soc","happened":"2026-04-01T12:00:00Z","case":"a1",
        "subject":{{"kind":"disclosure","id":"{0}-u"}},"data":{{"to":"hsn"{2},"purpose":"x","basis":"other_law",
        "necessity":"x","items":["{0}.1"]{1}}}}}]}}])",
                       id, more, unit.empty() ? "" : fmt::format(R"(,"unit":"{}")", unit));
  }
  static std::string answering(std::string const& of) {
    return fmt::format(R"([{{"command":"s-{0}","events":[
      {{"type":"question.answered","owner":"hsn","happened":"2026-04-01T12:00:00Z","case":"a1",
        "subject":{{"kind":"question","id":"{0}"}},"data":{{"to":"soc","answer":"in_part","words":"Inga kända"}}}},
      {{"type":"disclosure.made","owner":"hsn","happened":"2026-04-01T12:00:00Z","case":"a1",
        "subject":{{"kind":"disclosure","id":"s-{0}-u"}},"data":{{"to":"soc","purpose":"x","basis":"other_law",
        "necessity":"x","items":["s-{0}.1"]}}}}]}}])",
                       of);
  }
  std::string ask(Actor actor, std::string const& json) {
    actor.is_fresh = true;
    auto const read = read_commands(json, world().vocabulary);
    if (!read) return read.error().code;
    if (!read->front().command) return read->front().command.error().code;
    auto const result = commands.carry_out(actor, *read->front().command);
    return result.refused ? result.refused->code : "";
  }
  Names waiting(Actor const& actor) {
    Names all;
    auto const found = queries.waiting(actor);
    if (!found) return {found.error().code};
    for (auto const& one : found->questions)
      all.push_back(one.subject.id + " " + one.from + " " + calendar::to_string(*one.answer_by));
    return all;
  }
};

TEST_P(Questions, reach_those_of_the_unit_at_once_and_nobody_else_there) {
  ASSERT_EQ(ask(sender, asking("q1")), "");
  EXPECT_EQ(waiting(on_duty), Names{"q1 soc 2026-04-01T14:00:00Z"});
  EXPECT_EQ(waiting(alva), Names{"q1 soc 2026-04-01T14:00:00Z"}) << "works for the unit";
  for (auto const& actor : {staff_of_hsn("m-cia", "health_professional", "u-other"),
                            staff_of_hsn("m-cia", "duty_officer", ""), staff_of_hsn("m-cia", "statistician")})
    EXPECT_EQ(waiting(actor), Names{}) << actor.id << actor.role << actor.unit;
  EXPECT_EQ(shown(staff_of_hsn("m-cia", "duty_officer", "u-other")), Names{"not_involved"});
  auto const page = queries.case_page(on_duty, "a1");
  ASSERT_TRUE(page) << page.error().why.code;
  EXPECT_EQ(page->questions.size(), 1U);
  EXPECT_TRUE(page->may_take_on);
}

// Whoever has asked sees that they wait, and so does whoever works in the case with them.
TEST_P(Questions, are_seen_by_the_asker_until_they_end) {
  auto colleague = sender;
  colleague.id = "m-kollega";
  auto stand_in = colleague;
  stand_in.stands_in_for = {"m-vide"};
  EXPECT_EQ(waiting(sender), Names{});
  ASSERT_EQ(ask(sender, asking("q1")), "");
  ASSERT_EQ(ask(sender, asking("q2")), "");
  Names const both = {"q1 soc 2026-04-01T14:00:00Z", "q2 soc 2026-04-01T14:00:00Z"};
  EXPECT_EQ(waiting(sender), both);
  EXPECT_EQ(waiting(stand_in), both);
  EXPECT_EQ(waiting(colleague), Names{}) << "who does not work in the case";
  ASSERT_EQ(
      ask(sender, R"([{"command":"n1","do":"record","type":"question.dropped","owner":"soc","happened":"2026-04-01",
    "case":"a1","subject":{"kind":"question","id":"q2"},"data":{"reason":"Personen kom hit"}}])"),
      "");
  EXPECT_EQ(waiting(sender), Names{"q1 soc 2026-04-01T14:00:00Z"});
  ASSERT_TRUE(commands.take_on(on_duty, "a1"));
  office.now = office.now.load() + std::chrono::minutes(1);
  ASSERT_EQ(ask(on_duty, answering("q1")), "");
  EXPECT_EQ(waiting(sender), Names{});
  EXPECT_FALSE(store->case_head("soc", "a1")->waits_for_answer);
}

TEST_P(Questions, say_who_withdrew_them_and_when) {
  ASSERT_EQ(ask(sender, asking("q1")), "");
  ASSERT_TRUE(commands.take_on(on_duty, "a1"));
  auto const at = office.now.load() + std::chrono::minutes(3);
  office.now = at;
  ASSERT_EQ(ask(sender, R"([{"command":"w9","do":"withdraw","owner":"soc","happened":"2026-04-01","case":"a1",
    "data":{"event":"q1.1","reason":"duplicate"}}])"),
            "");
  EXPECT_EQ(waiting(on_duty), Names{});
  auto const page = queries.case_page(on_duty, "a1");
  ASSERT_TRUE(page);
  ASSERT_EQ(page->questions.size(), 1U);
  auto const& ended = page->questions.front().ended;
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->by, nullptr);
  EXPECT_EQ(ended->owner, "soc");
  EXPECT_EQ(ended->at, at);
  EXPECT_EQ(ended->reason, "duplicate");
}

// Once it is withdrawn nothing of what it told is shown where it went.
TEST_P(Questions, that_are_withdrawn_end_what_they_disclosed) {
  ok(in_case("r1", "soc", "person.registered", R"("person":"p1")"));
  ASSERT_TRUE(
      store->identities().put({"soc", "p1"}, {1, noon, "m-vide", {.name = "Alma Exempel", .telephone = "070-1"}}, "k"));
  ASSERT_EQ(ask(sender, asking("q1")), "");
  ASSERT_EQ(ask(sender, asking("q2")), "");
  ASSERT_TRUE(commands.take_on(on_duty, "a1"));
  ASSERT_EQ(shown(alva),
            (Names{"q1.1 live_disclosure", "q1.2 live_disclosure", "q2.1 live_disclosure", "q2.2 live_disclosure"}));
  auto unfresh = sender;
  auto const withdrawing = [](char const* id, char const* events) {
    return *read_commands(fmt::format(R"([{{"command":"{}","events":[{}]}}])", id, events), world().vocabulary)
                ->front()
                .command;
  };
  auto const one_of = [](char const* event) {
    return fmt::format(R"({{"type":"event.withdrawn","owner":"soc","happened":"2026-04-01","case":"a1",
      "data":{{"event":"{}","reason":"wrong_person"}}}})",
                       event);
  };
  auto const first = withdrawing("w1", one_of("q1.1").c_str());
  auto const done = commands.carry_out(unfresh, first);
  ASSERT_FALSE(done.refused) << base::english(done.refused->why);
  EXPECT_EQ(done.receipt.events.size(), 2U) << "by an event of its own, that asks for no fresh sign-in";
  EXPECT_EQ(store->entries(std::vector<std::string>{"w1.2"}).at(0).type, "disclosure.ended");
  EXPECT_TRUE(commands.carry_out(unfresh, first).repeated);
  EXPECT_EQ(shown(alva), (Names{"q2.1 live_disclosure", "q2.2 live_disclosure"})) << "the other stands";
  EXPECT_TRUE(queries.case_page(on_duty, "a1")->person);
  auto const both = withdrawing("w2", (one_of("q2.1") + "," + one_of("q2.2")).c_str());
  ASSERT_FALSE(commands.carry_out(unfresh, both).refused) << "what is withdrawn itself has no end";
  EXPECT_FALSE(queries.case_page(on_duty, "a1")->person) << "nor whom it was about";
  EXPECT_EQ(shown(alva), Names{"reason_needed"}) << "as any case that somebody else there works in";
}

// Whoever else of one's own has answered meanwhile is told by name, with the unit and when; others' staff are not.
TEST_P(Questions, say_who_of_ones_own_answered) {
  ok(R"({"command":"r-jour","do":"record","type":"staff.registered","owner":"hsn","happened":"2026-01-02",
    "subject":{"kind":"staff","id":"m-jour"},"data":{"name":"Prov Jour","email":"jour@hsn.example"}})");
  ok(R"({"command":"g-jour","do":"record","type":"commission.given","owner":"hsn","happened":"2026-01-02",
    "subject":{"kind":"commission","id":"k-jour"},"data":{"staff":"m-jour","unit":"u-hsn","role":"duty_officer",
    "purpose":"care","from":"2026-01-02"}})");
  ASSERT_EQ(ask(sender, asking("q1")), "");
  ASSERT_TRUE(commands.take_on(on_duty, "a1"));
  ASSERT_TRUE(commands.take_on(alva, "a1"));
  office.now = office.now.load() + std::chrono::minutes(1);
  ASSERT_EQ(ask(on_duty, answering("q1")), "");
  auto const own = queries.case_page(alva, "a1")->questions.front().ended;
  ASSERT_TRUE(own);
  EXPECT_EQ(own->who, "Prov Jour");
  EXPECT_EQ(own->unit, "u-hsn");
  auto const others = queries.case_page(sender, "a1")->questions.front().ended;
  ASSERT_TRUE(others);
  EXPECT_EQ(others->who + others->unit + others->actor, "");
}

// A marking that is set when the unit has been told whom it is about holds there as well.
TEST_P(Questions, of_an_identity_that_is_protected_since_are_masked_where_they_came) {
  ASSERT_EQ(ask(sender, asking("q1")), "");
  EXPECT_FALSE(queries.case_page(on_duty, "a1")->team.is_protected);
  ok(in_case("v1", "soc", "protection.set",
             R"("subject":{"kind":"case","id":"a1"},"data":{"marking":"protected_registration"})"));
  auto const page = queries.case_page(on_duty, "a1");
  ASSERT_TRUE(page) << "who is to answer sees it still";
  EXPECT_TRUE(page->team.is_protected);
  EXPECT_TRUE(page->is_unit_masked);
  EXPECT_EQ(shown(their_manager, "why"), Names{"not_involved"}) << "as any other case that is closed";
  EXPECT_FALSE(listed(their_manager));
  ASSERT_TRUE(commands.take_on(on_duty, "a1"));
  EXPECT_EQ(ask(on_duty, answering("q1")), "reader_needed") << "and answers somebody by name";
}

TEST_P(Questions, tell_whom_they_are_about_as_the_asker_has_them) {
  ASSERT_TRUE(
      store->identities().put({"soc", "p1"}, {1, noon, "m-vide", {.name = "Alma Exempel", .telephone = "070-1"}}, "k"));
  ASSERT_EQ(ask(sender, asking("q0")), "");
  EXPECT_FALSE(queries.case_page(on_duty, "a1")->person) << "of whom the asker's own case is not about";
  ok(in_case("r1", "soc", "person.registered", R"("person":"p1")"));
  auto const page = queries.case_page(on_duty, "a1");
  ASSERT_TRUE(page->person);
  EXPECT_EQ(page->person->said->record.name, "Alma Exempel");
  EXPECT_EQ(page->person->said->record.telephone, "") << "name and number are what is needed to find them";
  auto const look = store->looks().looks({.authority = "hsn"}, 1, {}).at(0).look;
  EXPECT_EQ(std::count(look.shown.begin(), look.shown.end(), journal::SubjectRef("person", "soc/p1")), 1);
}

TEST_P(Questions, are_answered_by_who_takes_it_on_and_wait_no_longer) {
  ASSERT_EQ(ask(sender, asking("q1")), "");
  EXPECT_EQ(queries.case_page(sender, "a1")->questions.front().ended.has_value(), false);
  EXPECT_NE(ask(on_duty, answering("q1")), "") << "before anybody has taken it on";
  ASSERT_TRUE(commands.take_on(on_duty, "a1"));
  EXPECT_EQ(store->case_head("hsn", "a1")->team.unit, "u-hsn");
  office.now = office.now.load() + std::chrono::minutes(1);
  ASSERT_EQ(ask(on_duty, answering("q1")), "");
  EXPECT_EQ(waiting(on_duty), Names{});
  auto const asked = queries.case_page(sender, "a1")->questions.front();
  ASSERT_TRUE(asked.ended);
  EXPECT_EQ(asked.ended->by->name, "question.answered");
  EXPECT_EQ(received(sender), (Names{"s-q1.1 live_disclosure", "s-q1.2 live_disclosure"}));
}

TEST_P(Questions, go_to_a_unit_that_the_receiver_has) {
  EXPECT_EQ(ask(sender, asking("q1", "", "u-soc")), "unknown_reader");
  EXPECT_EQ(ask(sender, asking("q2", "", "nowhere")), "unknown_reader");
}

// Of a protected identity, and of what is kept most closely, no unit is told.
TEST_P(Questions, of_a_protected_identity_go_to_somebody_by_name) {
  ok(in_case("v1", "soc", "protection.set",
             R"("subject":{"kind":"case","id":"a1"},"data":{"marking":"protected_registration"})"));
  EXPECT_EQ(ask(sender, asking("q1")), "reader_needed");
  auto const* named = R"(,"readers":["m-bo"])";
  EXPECT_EQ(ask(sender, asking("q2", named)), "reader_needed") << "the unit would find it too";
  ASSERT_EQ(ask(sender, asking("q3", named, "")), "");
  EXPECT_EQ(waiting(bo), Names{"q3 soc 2026-04-01T14:00:00Z"});
  EXPECT_EQ(queries.waiting(bo)->questions.front().unit, "") << "to bo, whatever unit the question was for";
  EXPECT_EQ(queries.case_page(bo, "a1")->questions.front().unit, "");
  for (auto const& actor : {on_duty, alva}) EXPECT_EQ(waiting(actor), Names{}) << actor.id;
}

// Whoever is on duty is one who can be named.
TEST_P(Questions, of_a_protected_identity_go_to_whoever_is_on_duty_by_name) {
  ok(R"({"command":"r-jour","do":"record","type":"staff.registered","owner":"hsn","happened":"2026-01-02",
    "subject":{"kind":"staff","id":"m-jour"},"data":{"name":"Prov","email":"jour@hsn.example"}})");
  ok(R"({"command":"g-jour","do":"record","type":"commission.given","owner":"hsn","happened":"2026-01-02",
    "subject":{"kind":"commission","id":"k-jour"},"data":{"staff":"m-jour","unit":"u-hsn","role":"duty_officer",
    "purpose":"care","from":"2026-01-02"}})");
  ok(in_case("v1", "soc", "protection.set",
             R"("subject":{"kind":"case","id":"a1"},"data":{"marking":"protected_registration"})"));
  auto const reader = queries.reader_with_email(sender, "a1", "hsn", "Jour@hsn.example");
  ASSERT_TRUE(reader) << reader.error().code;
  ASSERT_EQ(ask(sender, asking("q1", R"(,"readers":["m-jour"])", "")), "");
  EXPECT_EQ(waiting(on_duty), Names{"q1 soc 2026-04-01T14:00:00Z"});
  EXPECT_EQ(queries.case_page(on_duty, "a1")->sent, Sent::by_name);
  EXPECT_EQ(waiting(alva), Names{});
  ASSERT_TRUE(commands.take_on(on_duty, "a1"));
}

// Whoever answers need not know who asked.
TEST_P(Questions, of_a_protected_identity_are_answered_to_whoever_asked) {
  ok(in_case("v1", "soc", "protection.set",
             R"("subject":{"kind":"case","id":"a1"},"data":{"marking":"protected_registration"})"));
  ASSERT_EQ(ask(sender, asking("q1", R"(,"readers":["m-bo"])", "")), "");
  EXPECT_EQ(queries.reader_who_asked(bo, "a1", "q1").error().code, "not_found") << "before the case is taken on";
  ASSERT_TRUE(commands.take_on(bo, "a1"));
  auto const asked_by = queries.reader_who_asked(bo, "a1", "q1");
  ASSERT_TRUE(asked_by) << asked_by.error().code;
  EXPECT_EQ(*asked_by, "m-vide");
  EXPECT_EQ(queries.reader_who_asked(bo, "a1", "q2").error().code, "not_found");
  EXPECT_EQ(queries.reader_who_asked(alva, "a1", "q1").error().code, "not_found");
}

// Something else than a question, disclosed to a unit, is the unit's and nobody's by name.
TEST_P(Questions, are_not_all_that_a_unit_is_sent) {
  ASSERT_EQ(sent("d1", R"("basis":"other_law","necessity":"x","items":["c1"],"unit":"u-hsn")"), "");
  ASSERT_TRUE(listed(on_duty));
  EXPECT_EQ(listed(on_duty)->sent, Sent::to_unit);
  EXPECT_EQ(queries.case_page(on_duty, "a1")->sent, Sent::to_unit);
}

TEST_P(Questions, that_have_been_hidden_since_are_no_units) {
  ASSERT_EQ(ask(sender, asking("q1")), "");
  ok(in_case("t0", "soc", "case.taken_on",
             R"("subject":{"kind":"case","id":"a1"},"data":{"staff":"m-vide","named":true})"));
  ASSERT_EQ(ask(sender, R"([{"command":"h1","do":"record","type":"record.hidden","owner":"soc","happened":"2026-04-01",
    "case":"a1","data":{"event":"q1.1","reason":"fara"}}])"),
            "");
  for (auto const& actor : {on_duty, alva}) {
    EXPECT_EQ(waiting(actor), Names{}) << actor.id;
    EXPECT_EQ(shown(actor), Names{"not_found"}) << actor.id;
  }
}

// Two worlds, of which in one the asked authority knows the person well, and in the other has hidden what it knows.
TEST_P(Questions, look_the_same_to_whoever_asks_until_they_are_answered) {
  auto const told = [&] {
    std::string all;
    auto const page = queries.case_page(sender, "a1");
    for (auto const& one : page->questions) all += one.to + one.unit + (one.ended ? " ended" : " waits");
    for (auto const& event : page->events) all += " " + event.id;
    auto const list = queries.work_list(sender, {});
    for (auto const& item : list->items) all += " " + item.row.id;
    auto look = store->looks().looks({.authority = "soc"}, 1, {}).at(0).look;
    return all + journal::to_json(look);
  };
  ASSERT_EQ(ask(sender, asking("q1")), "");
  auto const to_nobody = told();
  // What the asked authority has of the person, in a case of its own and in this.
  ok(R"({"command":"x1","do":"record","type":"case.opened","owner":"hsn","happened":"2026-03-20","case":"h1","person":"y",
    "subject":{"kind":"case","id":"h1"}})");
  ok(in_case("x2", "hsn", "case.taken_on",
             R"("subject":{"kind":"case","id":"a1"},"data":{"staff":"m-bo","named":true})"));
  ok(in_case("x3", "hsn", "signal.noted", R"("data":{"signal":"family_violence"})"));
  EXPECT_EQ(told(), to_nobody);
}

INSTANTIATE_TEST_SUITE_P(Databases, Questions, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
