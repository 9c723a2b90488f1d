#include "app/signing_in/system_clients.hpp"

#include "app/world_test.hpp"

namespace overens::app {
namespace {

using namespace std::chrono_literals;

struct Clients : testing::TestWithParam<databases::Kind> {
  NewClient journal() const { return {"journal", "record_system", {"soc", "hsn"}, {}}; }
  base::Expected<std::string> add(NewClient const& asked) { return clients.add(asked, world().vocabulary); }
  std::string refusal(NewClient const& asked) {
    auto const added = add(asked);
    return added ? "" : added.error().code == "bad_value" ? added.error().field : added.error().code;
  }

  calendar::Instant now = noon;
  databases::Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  SystemClients clients{store->clients(), [this] { return now; }};
};

TEST_P(Clients, act_by_their_key_as_what_they_were_given) {
  auto const key = add(journal());
  ASSERT_TRUE(key);
  EXPECT_GE(key->size(), 43U);
  auto const actor = clients.actor(*key);
  ASSERT_TRUE(actor);
  EXPECT_EQ(actor->kind, access::Actor::Kind::system);
  EXPECT_EQ(actor->id, "journal");
  EXPECT_EQ(actor->role, "record_system");
  EXPECT_TRUE(actor->speaks_for("soc") && actor->speaks_for("hsn") && !actor->speaks_for("other"));
  EXPECT_FALSE(clients.actor(*key + "x"));
  EXPECT_FALSE(clients.actor(""));
}

TEST_P(Clients, have_a_key_that_stands_nowhere) {
  auto const key = add(journal());
  auto const kept = store->clients().clients().at(0);
  EXPECT_EQ(kept.key_hash.find(*key), std::string::npos);
  EXPECT_FALSE(clients.actor(kept.key_hash));
}

TEST_P(Clients, may_nothing_after_the_last_day_nor_when_closed) {
  auto with_end = journal();
  with_end.through = calendar::day_in_sweden(now);
  auto const key = add(with_end);
  EXPECT_TRUE(clients.actor(*key));
  now += 24h;
  EXPECT_FALSE(clients.actor(*key));

  auto other = journal();
  other.name = "other";
  auto const second = add(other);
  EXPECT_TRUE(clients.actor(*second));
  EXPECT_TRUE(clients.close("other"));
  EXPECT_FALSE(clients.actor(*second));
  EXPECT_EQ(clients.close("nobody").error().code, "unknown_client");
}

TEST_P(Clients, last_a_year_when_nothing_else_is_said) {
  auto const key = add(journal());
  now += 24h * 365;
  EXPECT_TRUE(clients.actor(*key));
  now += 24h;
  EXPECT_FALSE(clients.actor(*key));
}

TEST_P(Clients, tell_on_which_day_they_were_used_last) {
  auto const key = add(journal());
  auto const used_on = [&] { return store->clients().clients().at(0).used_on; };
  EXPECT_FALSE(used_on());
  auto const first = calendar::day_in_sweden(now);
  clients.actor(*key);
  EXPECT_EQ(used_on(), first);
  now += 48h;
  clients.actor(*key);
  EXPECT_EQ(used_on(), first + std::chrono::days(2));
}

TEST_P(Clients, keep_their_name_for_ever) {
  ASSERT_TRUE(add(journal()));
  EXPECT_EQ(refusal(journal()), "client_known");
  ASSERT_TRUE(clients.close("journal"));
  EXPECT_EQ(refusal(journal()), "client_known") << "it stands in the journal";
}

TEST_P(Clients, are_refused_when_something_is_wrong) {
  auto const with = [&](auto const& change) {
    auto one = journal();
    change(one);
    return refusal(one);
  };
  EXPECT_EQ(with([](NewClient& one) { one.name = "a journal"; }), "name");
  EXPECT_EQ(with([](NewClient& one) { one.name = ""; }), "name");
  EXPECT_EQ(with([](NewClient& one) { one.role = "administrator"; }), "role") << "a role of staff";
  EXPECT_EQ(with([](NewClient& one) { one.authorities.clear(); }), "authority");
  EXPECT_EQ(with([](NewClient& one) { one.authorities = {"soc hsn"}; }), "authority");
  EXPECT_EQ(with([&](NewClient& one) { one.through = calendar::day_in_sweden(now) - std::chrono::days(1); }),
            "through");
  EXPECT_TRUE(store->clients().clients().empty());
}

INSTANTIATE_TEST_SUITE_P(all, Clients, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
