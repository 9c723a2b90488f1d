// What an event says must be so, also when a correction says it.

#include "app/world_test.hpp"

namespace overens::app {
namespace {

struct Fitted : testing::Test {
  Fitted() { office.register_authorities(); }
  std::string code(std::string const& json) {
    auto const outcome = office.ask(json);
    return outcome.refused ? outcome.refused->code : "recorded";
  }
  std::string registered(std::string const& id, std::string const& kind, std::string const& party) {
    return code(fmt::format(
        R"({{"command":"{0}","do":"record","type":"authority.registered","owner":"{0}","happened":"2026-01-01",
             "subject":{{"kind":"authority","id":"{0}"}},"data":{{"kind":"{1}","party":"{2}"}}}})",
        id, kind, party));
  }
  /// Of the registration of the social services in Norrvik.
  std::string corrected(std::string const& data) {
    return code(fmt::format(R"({{"command":"k{}","do":"correct","owner":"soc","happened":"2026-02-01",
                                 "data":{{"event":"reg-soc","data":{}}}}})",
                            ++corrections, data));
  }

  Scratch scratch{databases::Kind::sqlite};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
  int corrections = 0;
};

TEST_F(Fitted, a_party_is_one_of_the_official_list) {
  EXPECT_EQ(registered("a1", "social_services", "9999"), "unknown_party");
  EXPECT_EQ(registered("a2", "social_services", "238"), "unknown_party");
  EXPECT_EQ(registered("a3", "social_services", "99"), "wrong_party");
  EXPECT_EQ(registered("a4", "social_services", "9902"), "recorded");
}

TEST_F(Fitted, a_party_put_in_by_a_correction_is_one_of_the_official_list) {
  EXPECT_EQ(corrected(R"({"party":"9999"})"), "unknown_party");
  EXPECT_EQ(corrected(R"({"kind":"social_services","party":"99"})"), "wrong_party");
  EXPECT_EQ(corrected(R"({"party":"9902"})"), "recorded");
}

TEST_F(Fitted, a_correction_of_the_kind_or_the_party_alone_is_judged_as_the_registration_would_be) {
  EXPECT_EQ(corrected(R"({"party":"99"})"), "wrong_party");
  EXPECT_EQ(corrected(R"({"kind":"region_health_care"})"), "wrong_party");
  EXPECT_EQ(corrected(R"({"kind":"region_health_care","party":"99"})"), "recorded");
  EXPECT_EQ(corrected(R"({"party":"9901"})"), "wrong_party") << "as it is corrected";
  EXPECT_EQ(corrected(R"({"kind":"municipal_health_care","party":"9901"})"), "recorded");
}

TEST_F(Fitted, an_authority_is_its_own_once_something_stands_about_it) {
  auto const of = [&](char const* id, char const* type, char const* owner, char const* authority,
                      char const* data = "{}", char const* more = "") {
    return code(fmt::format(R"({{"command":"{}","do":"record","type":"{}","owner":"{}","happened":"2026-03-02",
                                 "subject":{{"kind":"authority","id":"{}"}},"data":{}{}}})",
                            id, type, owner, authority, data, more));
  };
  auto const change = [&](char const* id, char const* what, char const* event, char const* more) {
    return code(
        fmt::format(R"({{"command":"{}","do":"{}","owner":"soc","happened":"2026-03-03","data":{{"event":"{}",{}}}}})",
                    id, what, event, more));
  };
  auto const* registered = "authority.registered";
  auto const* data = R"({"kind":"region_health_care","party":"99","name":"Annat namn"})";
  for (auto const* type : {registered, "authority.joined", "authority.left"})
    EXPECT_EQ(of("f1", type, "soc", "hsn", type == registered ? data : "{}"), "other_authority") << type;
  EXPECT_EQ(of("f2", "source.complete", "soc", "hsn", R"({"from":"2026-01-01"})"), "other_authority");
  EXPECT_EQ(of("f3", registered, "soc", "hsn", data, R"(,"as_told_by":"hsn")"), "other_authority");
  EXPECT_EQ(of("f4", registered, "hsn", "hsn", data), "recorded");
  // One that nobody knows yet is put down by another, who puts it right until it says something of itself.
  EXPECT_EQ(of("n1", registered, "soc", "new", R"({"kind":"social_services","party":"9902"})"), "recorded");
  EXPECT_EQ(of("n2", registered, "soc", "new", R"({"kind":"social_services","party":"9901"})"), "other_authority");
  EXPECT_EQ(change("n3", "correct", "n1", R"("data":{"name":"Bj\u00f6rkvik"})"), "recorded");
  EXPECT_EQ(change("n4", "correct", "n1", R"("subject":"hsn")"), "other_authority");
  EXPECT_EQ(of("n5", "authority.joined", "new", "new"), "recorded");
  EXPECT_EQ(change("n6", "correct", "n1", R"("data":{"name":"Annat"})"), "other_authority");
  EXPECT_EQ(change("n7", "withdraw", "n1", R"("reason":"did_not_happen")"), "other_authority");
}

TEST_F(Fitted, what_belongs_to_an_agreement_is_recorded_by_its_parties) {
  EXPECT_EQ(registered("upp", "region_health_care", "03"), "recorded");
  auto const on = [&](std::string const& id, char const* type, char const* owner, char const* subject,
                      char const* data = "{}") {
    std::string const name = type;
    return code(fmt::format(R"({{"command":"{}","do":"record","type":"{}","owner":"{}","happened":"2026-03-02",
                                 "subject":{{"kind":"{}","id":"{}"}},"data":{}}})",
                            id, type, owner, name.substr(0, name.find('.')), subject, data));
  };
  auto const* founded = R"({"role":"managers","agreement":"sjoland"})";
  EXPECT_EQ(on("f1", "forum.founded", "upp", "f", founded), "wrong_party");
  EXPECT_EQ(on("f2", "forum.founded", "soc", "f", founded), "recorded");
  EXPECT_EQ(on("f3", "forum.met", "upp", "f"), "wrong_party");
  EXPECT_EQ(on("f4", "forum.dissolved", "upp", "f"), "wrong_party");
  EXPECT_EQ(on("f5", "forum.met", "hsn", "f"), "recorded");
  auto const* shown = R"({"party":"9901"})";
  EXPECT_EQ(on("c1", "commitment.evidenced", "upp", "sjoland.c", shown), "wrong_party");
  EXPECT_EQ(on("c2", "commitment.evidenced", "hsn", "sjoland.c", shown), "wrong_party") << "another party's promise";
  EXPECT_EQ(on("c3", "commitment.evidenced", "soc", "sjoland.c", shown), "recorded");
  EXPECT_EQ(on("c4", "commitment.evidenced", "soc", "sjoland.c-bryggan", shown), "wrong_party") << "the region's alone";
  EXPECT_EQ(on("c5", "commitment.evidenced", "hsn", "sjoland.c-bryggan", R"({"party":"99"})"), "recorded");
  EXPECT_EQ(on("c6", "commitment.evidenced", "soc", "sjoland.c-joint-training", shown), "recorded");
}

TEST_F(Fitted, what_is_a_partys_own_is_recorded_by_it_or_as_told_by_it) {
  EXPECT_EQ(registered("upp", "region_health_care", "03"), "recorded");
  EXPECT_EQ(registered("granne", "social_services", "9902"), "recorded");
  auto const on = [&](char const* id, char const* type, char const* owner, char const* kind, char const* subject,
                      char const* data = "{}", char const* more = "") {
    return code(fmt::format(R"({{"command":"{}","do":"record","type":"{}","owner":"{}","happened":"2026-03-02",
                                 "subject":{{"kind":"{}","id":"{}"}},"data":{}{}}})",
                            id, type, owner, kind, subject, data, more));
  };
  auto const* norrby = R"({"municipality":"9901"})";
  EXPECT_EQ(on("l1", "local_agreement.adopted", "granne", "local_agreement", "l", norrby), "wrong_party");
  EXPECT_EQ(on("l2", "local_agreement.adopted", "upp", "local_agreement", "l", norrby), "wrong_party");
  EXPECT_EQ(on("l3", "local_agreement.adopted", "hsn", "local_agreement", "l", norrby), "recorded") << "its region";
  EXPECT_EQ(on("l4", "local_agreement.followed_up", "granne", "local_agreement", "l"), "wrong_party");
  EXPECT_EQ(on("l5", "local_agreement.followed_up", "soc", "local_agreement", "l"), "recorded");
  EXPECT_EQ(code(R"({"command":"l6","do":"correct","owner":"hsn","happened":"2026-03-03",
                     "data":{"event":"l3","data":{"municipality":"0305"}}})"),
            "wrong_party");
  auto const* topic = R"({"topic":"sip"})";
  EXPECT_EQ(on("r1", "routine.adopted", "hsn", "party", "9901", topic), "wrong_party");
  EXPECT_EQ(on("r2", "routine.adopted", "hsn", "party", "9901", topic, R"(,"as_told_by":"soc")"), "recorded");
  EXPECT_EQ(on("r3", "routine.adopted", "soc", "party", "9901", topic), "recorded");
  EXPECT_EQ(on("k1", "contract.signed", "hsn", "contract", "k", R"({"party":"9901"})"), "wrong_party");
  EXPECT_EQ(on("k2", "contract.signed", "soc", "contract", "k", R"({"party":"9901"})"), "recorded");
  EXPECT_EQ(on("k3", "contract.ended", "hsn", "contract", "k"), "wrong_party");
  EXPECT_EQ(on("p1", "pilot.started", "upp", "pilot", "p", R"({"agreement":"sjoland"})"), "wrong_party");
  EXPECT_EQ(on("p2", "pilot.started", "hsn", "pilot", "p", R"({"agreement":"sjoland"})"), "recorded");
  EXPECT_EQ(on("p3", "pilot.ended", "upp", "pilot", "p"), "wrong_party");
}

TEST_F(Fitted, what_has_happened_is_not_to_come_but_what_is_planned_can_be) {
  auto const on = [&](char const* id, char const* type, char const* day) {
    return code(fmt::format(R"({{"command":"{}","do":"record","type":"authority.{}","owner":"soc","happened":"{}",
                                 "subject":{{"kind":"authority","id":"soc"}}{}}})",
                            id, type, day,
                            std::string_view(type) == "registered" ? R"(,"data":{"kind":"social_services"})" : ""));
  };
  EXPECT_EQ(on("n1", "registered", "2026-04-02"), "not_yet");
  EXPECT_EQ(on("n2", "registered", "2026-04-01"), "recorded");
  EXPECT_EQ(on("n3", "joined", "2026-05-01"), "recorded");
  auto const moved = [&](char const* id, char const* of, char const* to) {
    return code(fmt::format(R"({{"command":"{}","do":"correct","owner":"soc","happened":"2026-04-01",
                                 "data":{{"event":"{}","happened":"{}"}}}})",
                            id, of, to));
  };
  EXPECT_EQ(moved("n4", "n2", "2026-04-02"), "not_yet");
  EXPECT_EQ(moved("n4b", "n2", "2026-04-01T23:00:00+02:00"), "not_yet") << "later today";
  EXPECT_EQ(moved("n5", "n2", "2026-03-31"), "recorded");
  EXPECT_EQ(moved("n6", "n3", "2026-06-01"), "recorded");
}

TEST_F(Fitted, words_are_no_longer_than_their_field_takes) {
  auto const named = [&](char const* id, std::size_t length) {
    return code(fmt::format(R"({{"command":"{}","do":"record","type":"authority.registered","owner":"soc",
                                 "happened":"2026-03-02","subject":{{"kind":"authority","id":"soc"}},
                                 "data":{{"kind":"social_services","name":"{}"}}}})",
                            id, std::string(length, 'a')));
  };
  auto const longest = world().vocabulary.type("authority.registered")->field("name")->longest;
  EXPECT_EQ(named("w1", longest + 1), "bad_value");
  EXPECT_EQ(named("w2", longest), "recorded");
}

TEST_F(Fitted, an_agreement_is_decided_on_by_its_own_parties_each_for_itself) {
  EXPECT_EQ(registered("upp", "region_health_care", "03"), "recorded");
  auto const on = [&](std::string const& id, char const* type, char const* owner, char const* agreement,
                      char const* data, char const* more = "") {
    return code(
        fmt::format(R"({{"command":"{}","do":"record","type":"agreement.{}","owner":"{}","happened":"2026-03-02",
                                 "subject":{{"kind":"agreement","id":"{}"}},"data":{}{}}})",
                    id, type, owner, agreement, data, more));
  };
  EXPECT_EQ(on("g1", "signed", "soc", "ingen", R"({"version":"2026","party":"9901"})"), "unknown_agreement");
  EXPECT_EQ(on("g2", "signed", "soc", "sjoland", R"({"version":"1999","party":"9901"})"), "unknown_version");
  EXPECT_EQ(on("g3", "signed", "soc", "sjoland", R"({"version":"2026"})"), "missing_key");
  EXPECT_EQ(on("g4", "prolonged", "upp", "sjoland", R"({"version":"2026","through":"2031-12-31"})"), "wrong_party");
  EXPECT_EQ(on("g5", "replaced", "upp", "sjoland", R"({"version":"2026","by":"2027"})"), "wrong_party");
  EXPECT_EQ(on("g6", "signed", "upp", "sjoland", R"({"version":"2026","party":"03"})"), "wrong_party");
  EXPECT_EQ(on("g7", "approved", "hsn", "sjoland", R"({"version":"2026","party":"9901"})"), "wrong_party");
  EXPECT_EQ(on("g8", "approved", "hsn", "sjoland", R"({"version":"2026","party":"9901"})", R"(,"as_told_by":"soc")"),
            "recorded");
  EXPECT_EQ(on("g9", "signed", "soc", "sjoland", R"({"version":"2026","party":"9901"})"), "recorded");
  EXPECT_EQ(on("g10", "prolonged", "hsn", "sjoland", R"({"version":"2026","through":"2031-12-31"})"), "recorded");
  auto const corrects = [&](char const* data) {
    return code(fmt::format(R"({{"command":"g11","do":"correct","owner":"soc","happened":"2026-03-03",
                                 "data":{{"event":"g9","data":{}}}}})",
                            data));
  };
  EXPECT_EQ(corrects(R"({"party":"9902"})"), "wrong_party");
  EXPECT_EQ(corrects(R"({"version":"1999"})"), "unknown_version");
  EXPECT_EQ(corrected(R"({"party":"9902"})"), "recorded");  // it belongs to the other municipality
  EXPECT_EQ(on("g12", "signed", "soc", "sjoland", R"({"version":"2026","party":"9902"})"), "recorded");
}

TEST_F(Fitted, a_period_is_one_that_a_duty_can_have) {
  auto const met = [&](std::string const& id, std::string const& period) {
    return code(fmt::format(R"({{"command":"{}","do":"record","type":"forum.met","owner":"hsn","happened":"2026-03-02",
                                 "subject":{{"kind":"forum","id":"f1"}},"data":{{"for_period":"{}"}}}})",
                            id, period));
  };
  EXPECT_EQ(met("m1", "förra året"), "bad_value");
  EXPECT_EQ(met("m2", "2026-Q5"), "bad_value");
  EXPECT_EQ(met("m3", "2025"), "recorded");
  EXPECT_EQ(met("m4", "2026-Q1"), "recorded");
  EXPECT_EQ(code(R"({"command":"km","do":"correct","owner":"hsn","happened":"2026-03-03",
                     "data":{"event":"m3","data":{"for_period":"2025-13"}}})"),
            "bad_value");
}

TEST_F(Fitted, a_period_is_one_that_the_agreement_counts) {
  EXPECT_EQ(code(R"({"command":"f0","do":"record","type":"forum.founded","owner":"hsn","happened":"2026-03-01",
                     "subject":{"kind":"forum","id":"f9"},"data":{"role":"county-group","agreement":"sjoland","convened_by":"99"}})"),
            "recorded");
  auto const met = [&](std::string const& id, std::string const& period) {
    return code(fmt::format(R"({{"command":"{}","do":"record","type":"forum.met","owner":"hsn","happened":"2026-03-02",
                                 "subject":{{"kind":"forum","id":"f9"}},"data":{{"for_period":"{}"}}}})",
                            id, period));
  };
  EXPECT_EQ(met("w1", "2026-H1"), "bad_value");
  EXPECT_EQ(met("w2", "2026-Q1"), "recorded");
  EXPECT_EQ(code(R"({"command":"wc","do":"correct","owner":"hsn","happened":"2026-03-03",
                     "data":{"event":"w2","data":{"for_period":"2026-01"}}})"),
            "bad_value");
}

TEST_F(Fitted, words_say_something_that_can_be_seen) {
  auto const begun = [&](std::string const& id, std::string const& words) {
    return code(fmt::format(
        R"({{"command":"{}","do":"begin_revision","owner":"hsn","happened":"2026-03-01",
             "subject":{{"kind":"agreement","id":"sjoland"}},"data":{{"version":"2026","commissioned_by":"{}"}}}})",
        id, words));
  };
  EXPECT_EQ(begun("b1", ""), "bad_value");
  EXPECT_EQ(begun("b2", " \\n "), "bad_value");
  EXPECT_EQ(begun("b3", "\\u202etxet"), "bad_value");
  EXPECT_EQ(begun("b3b", "\\u200b\\u00a0"), "bad_value");
  EXPECT_EQ(begun("b4", "styrgruppen"), "recorded");
  EXPECT_EQ(code(R"({"command":"kb","do":"correct","owner":"hsn","happened":"2026-03-03",
                     "data":{"event":"b4","data":{"commissioned_by":""}}})"),
            "bad_value");
}

}  // namespace
}  // namespace overens::app
