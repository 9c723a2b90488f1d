// Every look is kept, before anybody gets what it showed.

#include "app/commands.hpp"
#include "app/looks/access_log.hpp"
#include "app/queries.hpp"
#include "app/world_test.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::Actor;
using access::ObjectClass;

struct Kept : testing::TestWithParam<databases::Kind> {
  Kept() {
    office.register_authorities();
    soc.request = "r1";
  }

  void place(std::string const& id) {
    auto const result = office.ask(fmt::format(
        R"({{"command":"{0}","do":"record","type":"placement.started","owner":"soc","happened":"2026-03-09",
             "case":"case-{0}","subject":{{"kind":"placement","id":"p-{0}"}},"data":{{"form":"hvb","urgency":"acute"}}}})",
        id));
    ASSERT_FALSE(result.refused) << base::english(result.refused->why);
  }
  std::vector<journal::LookEntry> kept(std::string const& authority = "soc") const {
    return store->looks().looks({.authority = authority}, 1000, {});
  }
  void be_lost() { scratch.alter("alter table look rename to look_gone"); }

  static Actor staff(std::string id, std::string role, std::string purpose, std::string unit = {}) {
    return {Actor::Kind::staff, std::move(id), {"soc"}, std::move(role), "u3", std::move(unit), std::move(purpose)};
  }
  /// Somebody sees a case.
  void see(Actor const& actor, std::string const& in_case) {
    ASSERT_TRUE(looks.show(actor, Action::read, {ObjectClass::notes, "soc"}, [&](Store&, Shown& shown) {
      shown.add({"case", in_case});
      return base::Expected<int>(1);
    }));
  }

  Actor soc{Actor::Kind::system, "journal-system", {"soc"}, "importer"};
  Actor const reviewer = staff("granskaren", "log_reviewer", "review");
  Actor const other_reviewer = staff("kollegan", "log_reviewer", "review");
  Actor const caseworker = staff("vide", "caseworker", "care", "enheten");
  databases::Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
  AgreementStatus agreements{*store, {world().packs, world().vocabulary, {}}};
  std::atomic<calendar::Instant> now = noon;
  Looks looks{*store, world().policy, world().look_rules, [this] { return now.load(); }};
  Queries queries{looks, agreements, world().vocabulary, [] { return noon; }};
  Commands commands{office.processor, agreements, looks};
  AccessLog log{looks, world().vocabulary, [this] { return now.load(); }};
};

TEST_P(Kept, a_list_names_every_case) {
  for (int i = 0; i < 50; ++i) place(fmt::format("{:02}", i));
  office.settle();
  EXPECT_TRUE(kept().empty());
  ASSERT_EQ(queries.cases(soc, {.authority = "soc", .limit = 50})->cases.size(), 50U);
  auto const entries = kept();
  ASSERT_EQ(entries.size(), 1U);
  auto const& look = entries[0].look;
  EXPECT_EQ(look.who, "journal-system");
  EXPECT_EQ(look.action, "list");
  EXPECT_EQ(look.object_class, "notes");
  EXPECT_FALSE(look.rule.empty());
  EXPECT_EQ(look.refused, "");
  EXPECT_EQ(entries[0].at, noon);
  ASSERT_EQ(look.shown.size(), 50U);
  EXPECT_EQ(look.shown[0], (journal::SubjectRef{"case", "case-00"}));
  EXPECT_EQ(look.shown[49], (journal::SubjectRef{"case", "case-49"}));
  // Each of them is found by its case.
  for (int i = 0; i < 50; ++i) {
    journal::SubjectRef const one{"case", fmt::format("case-{:02}", i)};
    EXPECT_EQ(store->looks().looks({.authority = "soc", .shown = one}, 10, {}).size(), 1U);
  }
}

TEST_P(Kept, who_it_was_is_said_with_their_commission) {
  see(caseworker, "c1");
  ASSERT_EQ(kept().size(), 1U);
  auto const look = kept()[0].look;
  EXPECT_EQ(look.who, "vide");
  EXPECT_EQ(look.commission, "u3");
  EXPECT_EQ(look.unit, "enheten");
  EXPECT_EQ(look.purpose, "care");
}

TEST_P(Kept, a_case_that_one_is_not_involved_in_is_a_denial) {
  place("1");
  office.settle();
  EXPECT_FALSE(queries.case_page(caseworker, "case-1"));
  EXPECT_TRUE(queries.case_page(soc, "case-1"));
  EXPECT_FALSE(queries.case_page(caseworker, "case-9"));
  ASSERT_EQ(kept().size(), 3U);
  EXPECT_EQ(kept()[2].look.refused, "not_involved");
  EXPECT_EQ(kept()[1].look.refused, "");
  EXPECT_EQ(kept()[0].look.refused, "not_found");
  for (auto const& one : kept()) EXPECT_EQ(one.look.shown.size(), 1U);
  EXPECT_EQ(kept()[1].look.shown[0], (journal::SubjectRef{"case", "case-1"}));
  EXPECT_FALSE(kept()[1].look.version.empty());
}

TEST_P(Kept, the_request_is_named) {
  place("1");
  office.settle();
  ASSERT_TRUE(queries.obligations(soc, {}));
  ASSERT_EQ(kept().size(), 1U);
  EXPECT_EQ(kept()[0].look.request, "r1");
  EXPECT_EQ(kept()[0].look.who, "journal-system");
}

TEST_P(Kept, a_denial_is_kept_by_whom_the_asker_works_for) {
  EXPECT_EQ(queries.cases(caseworker, {.authority = "hsn"}).error().code, "forbidden");
  EXPECT_TRUE(kept("hsn").empty());
  ASSERT_EQ(kept().size(), 1U);
  EXPECT_EQ(kept()[0].look.refused, "forbidden");
  EXPECT_TRUE(kept()[0].look.shown.empty());
}

TEST_P(Kept, a_chain_is_a_registered_authoritys) {
  Actor const directory{Actor::Kind::system, "katalogen", {"hsn", "soc"}, "staff_directory"};
  Actor const developer{Actor::Kind::developer, "utvecklare"};
  EXPECT_FALSE(queries.cases(directory, {.authority = "made-up"}));
  EXPECT_EQ(kept("hsn").size(), 1U);
  EXPECT_TRUE(queries.organisation(developer, "made-up"));
  ASSERT_FALSE(office
                   .ask(R"({"command":"s","do":"record","type":"staff.registered","owner":"soc","happened":"2026-03-09",
                            "subject":{"kind":"staff","id":"s1"},
                            "data":{"name":"Anna Exempel","email":"anna@soc.test"}})")
                   .refused);
  office.settle();
  EXPECT_TRUE(queries.subject(developer, {"staff", "s1"}));
  EXPECT_EQ(kept("soc").size(), 1U);
  EXPECT_TRUE(kept("made-up").empty());
}

TEST_P(Kept, what_is_no_id_does_not_stand_in_the_log) {
  auto const administrator = staff("admin", "administrator", "administration");
  journal::SubjectRef const named{"person", "soc/Anna Exempel"};
  EXPECT_EQ(queries.case_page(caseworker, "Anna Exempel").error().why.code, "not_found");
  EXPECT_EQ(queries.subject(administrator, {"staff", "Anna Exempel"}).error().code, "not_found");
  EXPECT_EQ(queries.subject(administrator, {"Anna Exempel", "1"}).error().code, "not_found");
  EXPECT_EQ(log.looks(reviewer, {.shown = named}).error().code, "not_found");
  EXPECT_EQ(log.to_review(reviewer, {.shown = named}).error().code, "not_found");
  EXPECT_EQ(log.extract(reviewer, named).error().code, "not_found");
  EXPECT_TRUE(log.extract(reviewer, {"person", "soc/p1"}));
  for (auto const& one : kept()) {
    for (auto const& shown : one.look.shown) EXPECT_EQ(shown.id, "soc/p1");
  }
}

TEST_P(Kept, a_command_that_is_denied_is_kept) {
  auto read = read_commands(
      R"({"command":"x","do":"record","type":"placement.started","owner":"hsn","happened":"2026-03-09","case":"c",
          "subject":{"kind":"placement","id":"p"},"data":{"form":"hvb","urgency":"acute"}})",
      world().vocabulary);
  EXPECT_EQ(commands.carry_out(caseworker, *read->front().command).refused->code, "forbidden");
  ASSERT_EQ(kept().size(), 1U);
  EXPECT_EQ(kept()[0].look.action, "record");
  EXPECT_EQ(kept()[0].look.refused, "forbidden");
}

TEST_P(Kept, what_is_open_or_shared_is_looked_at_unseen) {
  ASSERT_TRUE(queries.subjects(caseworker, "authority"));
  ASSERT_TRUE(queries.subject(caseworker, {"authority", "soc"}));
  EXPECT_EQ(queries.cases(Actor(), {"soc"}).error().code, "unauthorized");
  EXPECT_TRUE(kept().empty());
  EXPECT_TRUE(kept("").empty());
}

TEST_P(Kept, a_search_without_a_hit_is_kept) {
  auto const administrator = staff("admin", "administrator", "administration");
  EXPECT_EQ(queries.subject(administrator, {"staff", "nobody"}).error().code, "not_found");
  ASSERT_EQ(kept().size(), 1U);
  EXPECT_EQ(kept()[0].look.refused, "not_found");
  EXPECT_EQ(kept()[0].look.shown, (std::vector<journal::SubjectRef>{{"staff", "nobody"}}));
}

TEST_P(Kept, what_can_not_be_kept_is_not_shown) {
  place("1");
  office.settle();
  be_lost();
  EXPECT_EQ(queries.cases(soc, {}).error().code, "store_unavailable");
  EXPECT_EQ(queries.obligations(soc, {}).error().code, "store_unavailable");
  EXPECT_EQ(queries.cases(soc, {"hsn"}).error().code, "store_unavailable");
  scratch.alter("alter table look_gone rename to look");
  EXPECT_TRUE(queries.cases(soc, {}));
  EXPECT_EQ(kept().size(), 1U);
}

TEST_P(Kept, an_answer_that_does_not_say_what_it_shows_is_not_given) {
  EXPECT_THROW(looks.show(caseworker, Action::read, {ObjectClass::notes, "soc"},
                          [](Store&, Shown&) { return base::Expected<int>(1); }),
               std::logic_error);
}

TEST_P(Kept, several_processes_have_chains_of_their_own) {
  auto const other = scratch.open();
  Looks others(*other, world().policy, world().look_rules, [] { return noon; });
  auto const ask = [&](Looks& by) {
    for (int i = 0; i < 20; ++i) {
      EXPECT_TRUE(by.show(soc, Action::read, {ObjectClass::notes, "soc"}, [](Store&, Shown& shown) {
        shown.add({"case", "c"});
        return base::Expected<int>(1);
      }));
    }
  };
  std::thread thread([&] { ask(others); });
  ask(looks);
  thread.join();
  EXPECT_EQ(kept().size(), 40U);
  auto const chains = store->looks().chains();
  ASSERT_EQ(chains.size(), 4U) << "each with one beside it for what is hidden";
  for (auto const& chain : chains) EXPECT_EQ(chain.length, chain.authority == "soc" ? 20U : 0U);
}

TEST_P(Kept, the_reviewer_sees_their_own_authority_and_nobody_their_own_acts) {
  see(caseworker, "case-1");
  EXPECT_EQ(log.looks(caseworker, {}).error().code, "forbidden");
  auto const page = log.looks(reviewer, {});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->authority, "soc");
  ASSERT_EQ(page->looks.size(), 2U);  // the caseworker's look, and their denial
  EXPECT_EQ(page->looks[1].look.who, "vide");
  // The other reviewer sees that this one has read it, with the case that it showed.
  auto const others = log.looks(other_reviewer, {});
  ASSERT_EQ(others->looks.size(), 3U);
  EXPECT_EQ(others->looks[0].look.who, "granskaren");
  EXPECT_EQ(others->looks[0].look.object_class, "access_log");
  EXPECT_EQ(others->looks[0].look.shown, (std::vector<journal::SubjectRef>{{"case", "case-1"}}));
  EXPECT_EQ(log.looks(reviewer, {})->looks.size(), 3U);
}

TEST_P(Kept, looks_are_filtered_and_paged) {
  for (int i = 0; i < 5; ++i) {
    now = noon + std::chrono::hours(24 * i);
    see(caseworker, fmt::format("c{}", i % 2));
    see(soc, "c0");
  }
  EXPECT_EQ(log.looks(reviewer, {.limit = 100})->looks.size(), 10U);
  EXPECT_EQ(log.looks(reviewer, {.who = "vide"})->looks.size(), 5U);
  EXPECT_EQ(log.looks(reviewer, {.shown = journal::SubjectRef{"case", "c1"}})->looks.size(), 2U);
  EXPECT_EQ(log.looks(reviewer, {.shown = journal::SubjectRef{"case", "c0"}, .who = "vide"})->looks.size(), 3U);
  EXPECT_EQ(log.looks(reviewer, {.action = "list"})->looks.size(), 0U);
  auto const second = calendar::day_in_sweden(noon) + std::chrono::days(1);
  EXPECT_EQ(log.looks(reviewer, {.from = second, .through = second})->looks.size(), 2U);
  std::vector<std::string> seen;
  LookRequest request{.limit = 3};
  do {
    auto const page = log.looks(reviewer, request);
    for (auto const& row : page->looks) seen.push_back(row.id);
    request.after = page->next;
  } while (!request.after.empty());
  EXPECT_EQ(seen.size(), 10U);
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 10U);
  EXPECT_EQ(log.looks(reviewer, {.after = "x"}).error().code, "bad_value");
}

TEST_P(Kept, the_rules_point_out_and_a_review_is_kept) {
  now = *calendar::parse_instant("2026-04-01T22:30:00Z");  // half past midnight in Sweden
  see(caseworker, "c1");
  auto const of = [&](Actor const& who, LookRequest const& request = {}) {
    std::vector<ToReview> found;
    auto page = log.to_review(who, request);
    for (auto& one : page->looks) {
      if (one.rule->rule == "natt" && one.look.look.object_class == "notes") found.push_back(std::move(one));
    }
    return found;
  };
  ASSERT_EQ(of(reviewer).size(), 1U);
  auto const id = of(reviewer)[0].id;
  EXPECT_EQ(log.review(reviewer, {id, "whatever"}).error().code, "bad_value");
  EXPECT_EQ(log.review(reviewer, {"natt/99-1", "in_order"}).error().code, "not_found");
  auto const place = id.substr(id.find('/') + 1);
  for (auto const& other : {"dag/" + place, "okand/" + place, "manga/" + place, "natt/0" + place})
    EXPECT_EQ(log.review(reviewer, {other, "in_order"}).error().code, "not_found") << other;
  ASSERT_TRUE(log.review(reviewer, {id, "in_order"}));
  EXPECT_TRUE(of(reviewer).empty());
  ASSERT_TRUE(log.looks(other_reviewer, {}));  // which shows that it has been reviewed, and is no review
  auto const reviewed = of(other_reviewer, {.is_reviewed_too = true});
  ASSERT_EQ(reviewed.size(), 1U);
  EXPECT_EQ(reviewed[0].reviewed->who, "granskaren");
  EXPECT_EQ(reviewed[0].reviewed->result, "in_order");
}

TEST_P(Kept, nobody_reviews_their_own_acts) {
  now = *calendar::parse_instant("2026-04-01T22:30:00Z");
  ASSERT_FALSE(queries.cases(reviewer, {"soc"}));  // denied: a reviewer reads no cases
  auto const denied = [&](Actor const& who) {
    std::vector<std::string> ids;
    auto const page = log.to_review(who, {});
    for (auto const& one : page->looks) {
      if (one.rule->rule == "nekad") ids.push_back(one.id);
    }
    return ids;
  };
  EXPECT_TRUE(denied(reviewer).empty());
  ASSERT_EQ(denied(other_reviewer).size(), 1U);
  EXPECT_EQ(log.review(reviewer, {denied(other_reviewer)[0], "in_order"}).error().code, "not_found");
  EXPECT_TRUE(log.review(other_reviewer, {denied(other_reviewer)[0], "in_order"}));
}

TEST_P(Kept, whoever_saw_many_in_a_day_is_pointed_out) {
  auto const many = [&](Actor const& who, int count) {
    ASSERT_TRUE(looks.show(who, Action::list, {ObjectClass::coordination, "soc"}, [&](Store&, Shown& shown) {
      for (int i = 0; i < count; ++i) shown.add({"case", fmt::format("c{}", i)});
      return base::Expected<int>(1);
    }));
  };
  many(soc, 60);
  many(caseworker, 61);
  std::vector<std::string> who;
  auto const page = log.to_review(reviewer, {});
  for (auto const& one : page->looks) {
    if (one.rule->rule == "manga") who.push_back(one.look.look.who);
  }
  EXPECT_EQ(who, std::vector<std::string>{"vide"});
  for (auto const& one : page->looks) EXPECT_TRUE(log.review(reviewer, {one.id, "in_order"})) << one.id;
}

TEST_P(Kept, the_individuals_extract_says_what_when_which_unit_and_why) {
  see(caseworker, "case-1");
  see(caseworker, "case-2");
  ASSERT_FALSE(queries.cases(caseworker, {"hsn"}));
  auto const extract = log.extract(reviewer, {"case", "case-1"});
  ASSERT_TRUE(extract);
  ASSERT_EQ(extract->looks.size(), 1U);
  EXPECT_EQ(extract->looks[0].unit, "enheten");
  EXPECT_EQ(extract->looks[0].purpose, "care");
  EXPECT_EQ(extract->looks[0].action, "read");
  // That it was read is in the next one.
  auto const again = log.extract(reviewer, {"case", "case-1"});
  ASSERT_EQ(again->looks.size(), 2U);
  EXPECT_EQ(again->looks[0].object_class, "access_log");
  EXPECT_EQ(log.extract(caseworker, {"case", "case-1"}).error().code, "forbidden");
}

TEST_P(Kept, the_individuals_extract_does_not_tell_what_is_sensitive) {
  auto const named = looks.show(caseworker, Action::read, {ObjectClass::sensitive, "soc"}, [](Store&, Shown& shown) {
    shown.add({"case", "case-1"});
    return base::Expected<int>(1);
  });
  ASSERT_TRUE(named);
  EXPECT_TRUE(log.extract(reviewer, {"case", "case-1"})->looks.empty());
}

TEST_P(Kept, a_clock_that_is_put_back_begins_new_chains) {
  auto const look = [&] {
    auto const shown = looks.show(caseworker, Action::read, {ObjectClass::notes, "soc"}, [](Store&, Shown& one) {
      one.add({"case", "case-1"});
      return base::Expected<int>(1);
    });
    ASSERT_TRUE(shown);
  };
  auto const kept = [&] { return store->looks().looks({.authority = "soc"}, 1, {}).front(); };
  now = noon + std::chrono::hours(1);
  look();
  auto const chains = store->looks().chains().size();
  now = now.load() - std::chrono::seconds(30);
  look();
  EXPECT_EQ(kept().at, noon + std::chrono::hours(1)) << "adjusted";
  EXPECT_EQ(store->looks().chains().size(), chains);
  now = noon;
  look();
  EXPECT_EQ(store->looks().chains().size(), chains + 2) << "and one for what is hidden";
  auto const at_noon = store->looks().looks({.authority = "soc", .before = noon + std::chrono::minutes(1)}, 1, {});
  EXPECT_EQ(at_noon.front().at, noon) << "not when the clock had been wrong";
}

TEST_P(Kept, the_individuals_extract_reaches_past_what_is_left_out) {
  auto chain = store->looks().open_chain("soc");
  std::vector<journal::LookEntry> many;
  for (std::size_t i = 0; i < LookExtract::most + 500; ++i) {
    journal::LookEntry entry{.authority = "soc", .at = noon};
    entry.look = {.who = "vide", .action = "read", .object_class = "notes", .shown = {{"case", "c1"}}};
    if (i >= 1000) entry.look.refused = "forbidden";
    entry.content = journal::to_json(entry.look);
    journal::seal(entry, chain, {});
    many.push_back(std::move(entry));
  }
  store->looks().append(many);
  auto const extract = log.extract(reviewer, {"case", "c1"});
  EXPECT_EQ(extract->looks.size(), 1000U);
  EXPECT_FALSE(extract->is_cut);
}

INSTANTIATE_TEST_SUITE_P(OnEach, Kept, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
