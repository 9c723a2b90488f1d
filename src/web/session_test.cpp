#include "web/pages/act_world_test.hpp"

namespace overens::web {
namespace {

TEST(Session, NothingButWhatIsOpenIsAnsweredWithoutOne) {
  World world;
  for (auto const& row : page_rows()) {
    std::string at(row.pattern);
    if (at.starts_with("/{place}")) at.replace(0, std::strlen("/{place}"), "/forum");
    if (at.starts_with("/{own_place}")) at.replace(0, std::strlen("/{own_place}"), "/avvikelser");
    for (auto const* place : {"{county}", "{version}", "{part}", "{id}", "{type}", "{subject}", "{kind}", "{event}"}) {
      if (auto const found = at.find(place); found != std::string::npos) at.replace(found, std::strlen(place), "x");
    }
    SCOPED_TRACE(std::string(row.method) + " " + at);
    auto const status = world.ask(std::string(row.method), at, {{"csrf", "word"}}, {}).status;
    auto const needs_session = row.object_class != access::ObjectClass::open ||
                               row.action == access::Action::sign_out || row.action == access::Action::own_account;
    EXPECT_EQ(status == 401, needs_session) << status;
  }
  EXPECT_TRUE(world.asked.empty());
}

TEST(Session, AFormMustHoldItsWord) {
  World world;
  for (auto const* word : {"", "wor", "Word", "words"}) {
    auto form = filled("spara");
    form[0].second = word;
    EXPECT_EQ(world.ask("POST", path, form).status, 403) << word;
  }
  auto form = filled("spara");
  form.erase(form.begin());
  EXPECT_EQ(world.ask("POST", path, form).status, 403);
  EXPECT_EQ(world.ask("POST", "/logga-ut", {}).status, 403);
  EXPECT_EQ(world.ask("POST", "/logga-ut", {{"csrf", "word"}}).status, 303);
  EXPECT_TRUE(world.asked.empty());
}

TEST(Session, ADatabaseThatFailsUnderwayIsSaid) {
  World world;
  world.fails_underway = true;
  for (auto const* at : {"/forum", "/organisation"}) EXPECT_EQ(world.ask("GET", at).status, 503) << at;
}

TEST(Session, NobodyKeepsWhatIsSaidInOne) {
  World world;
  EXPECT_EQ(field_of(world.ask("GET", "/", {}, {}), "Cache-Control"), "no-cache");
  for (auto const* at : {"/", "/hjalp", "/forum", "/forum/f1"}) {
    auto const reply = world.ask("GET", at);
    EXPECT_EQ(reply.status, 200) << at;
    EXPECT_EQ(field_of(reply, "Cache-Control"), "no-store") << at;
    EXPECT_TRUE(holds(reply, "Inloggad: dev")) << at;
  }
  EXPECT_FALSE(holds(world.ask("GET", "/", {}, {}), "Inloggad"));
}

}  // namespace
}  // namespace overens::web
