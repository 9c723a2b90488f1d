#include <fmt/format.h>
#include <gtest/gtest.h>

#include "disk/agreements.hpp"
#include "event/reader.hpp"
#include "http/target.hpp"
#include "web/bad_inputs_test.hpp"
#include "web/event_form.hpp"
#include "web/site.hpp"

namespace overens::web {
namespace {

using app::SubjectPage;
using app::SubjectSummary;

disk::Agreements const& agreements() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

app::TimelineEvent meeting(std::string id) {
  auto const* type = agreements().vocabulary.type("forum.met");
  return {.id = std::move(id),
          .type = type,
          .happened = calendar::Moment::whole(*calendar::parse_day("2026-11-02")),
          .recorded = *calendar::parse_instant("2026-11-03T09:00:00Z"),
          .owner = "a-soc",
          .as_told_by = {},
          .unit = {},
          .actor = "dev",
          .subject = {"forum", "f1"},
          .fields = {{type->field("attended"), 0, "2380"}, {type->field("for_period"), 0, "2026"}}};
}

/// What stands in the place of the journal: one forum with one meeting, and two authorities. Keeps what it was asked to
/// record, and answers as it is told.
struct World {
  World()
      : lifecycles(lifecycles_by_the_documents(agreements().packs)),
        sources{.vocabulary = agreements().vocabulary,
                .packs = agreements().packs,
                .lifecycles = [this] { return lifecycles; },
                .lifecycles_at_hand = [this] { return lifecycles; },
                .today = [] { return *calendar::parse_day("2026-11-22"); },
                .session = [](http::Request const& request) { return session(request); },
                .subject = [this](auto const& actor, auto const& of) { return subject(actor, of); },
                .subjects = [](auto const&, auto const& kind) { return subjects(kind); },
                .record = [this](auto const&, auto const& asked_now) { return record(asked_now); },
                .foresee = [this](auto const&, auto const&, auto const&) { return foreseen; },
                .asset = [](std::string_view file) { return "/assets/" + std::string(file); }},
        site(sources) {
    route::add(routes, site.rows());
    page.subject = {"forum", "f1"};
    page.name = "Chefsgruppen";
    page.version = "m1";
    page.events.push_back(meeting("m1"));
  }

  static std::optional<access::Session> session(http::Request const& request) {
    if (request.cookie("session") != "mine") return std::nullopt;
    return access::Session{{access::Actor::Kind::developer, "dev", {}, false}, "word"};
  }
  base::Expected<SubjectPage> subject(access::Actor const&, journal::SubjectRef const& of) const {
    if (of != page.subject) return base::refuse("not_found", base::text("there is nothing at this address"));
    return page;
  }
  static base::Expected<std::vector<SubjectSummary>> subjects(std::string const& kind) {
    std::vector<SubjectSummary> all = {{{kind, "x"}, "X", {}}};
    if (kind == "authority") all = {{{"authority", "a-soc"}, "A", {}}, {{"authority", "b-soc"}, "B", {}}};
    if (kind == "forum") all = {{{"forum", "f1"}, "Chefsgruppen", {}}};
    return all;
  }

  base::Expected<void> record(Recording const& recording) {
    if (refusal) return tl::unexpected(*refusal);
    asked.push_back(recording);
    return {};
  }

  http::Reply ask(std::string method, std::string path, http::Pairs const& form = {},
                  std::string cookie = "session=mine") {
    http::Request request{.method = std::move(method), .path = std::move(path)};
    if (auto const mark = request.path.find('?'); mark != std::string::npos) {
      request.query = *http::decode_form(request.path.substr(mark + 1));
      request.path.resize(mark);
    }
    request.fields = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", std::move(cookie)}};
    for (auto const& [name, value] : form)
      request.body += (request.body.empty() ? "" : "&") + http::encode(name) + "=" + http::encode(value);
    auto found = routes.find(request.method, request.path);
    if (found.route == nullptr) return site.refuse(request, found.status);
    request.parts = std::move(found.parts);
    return found.route->handler(request);
  }

  std::shared_ptr<Lifecycles const> lifecycles;
  SubjectPage page;
  std::vector<Recording> asked;
  std::optional<base::Refusal> refusal;
  std::vector<wording::ConsequenceWords> foreseen;
  Sources sources;
  Site site;
  http::Routes routes;
};

bool holds(http::Reply const& reply, std::string_view words) {
  return reply.content().find(words) != std::string_view::npos;
}

std::string field(http::Reply const& reply, std::string_view name) {
  for (auto const& [key, value] : reply.fields) {
    if (key == name) return value;
  }
  return {};
}

std::string const path = "/dokumentera/forum.met/f1";

http::Pairs filled(std::string step) {
  return {{"csrf", "word"},
          {"kommando", "k1"},
          {"sett", "m1"},
          {"nar", "21 november 2026"},
          {"uppgift-attended", "2380"},
          {"uppgift-attended", "23"},
          {"vem", "a-soc"},
          {"steg", std::move(step)}};
}

TEST(Session, NothingButWhatIsOpenIsAnsweredWithoutOne) {
  World world;
  for (auto const& row : page_rows()) {
    std::string at(row.pattern);
    for (auto const* place : {"{county}", "{version}", "{part}", "{id}", "{type}", "{subject}", "{kind}", "{event}"}) {
      if (auto const found = at.find(place); found != std::string::npos) at.replace(found, std::strlen(place), "x");
    }
    SCOPED_TRACE(std::string(row.method) + " " + at);
    auto const status = world.ask(std::string(row.method), at, {{"csrf", "word"}}, {}).status;
    EXPECT_EQ(status == 401, row.object_class != access::ObjectClass::open) << status;
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
  EXPECT_TRUE(world.asked.empty());
}

TEST(Session, NobodyKeepsWhatIsSaidInOne) {
  World world;
  EXPECT_EQ(field(world.ask("GET", "/", {}, {}), "Cache-Control"), "no-cache");
  for (auto const* at : {"/", "/hjalp", "/forum", "/forum/f1"}) {
    auto const reply = world.ask("GET", at);
    EXPECT_EQ(reply.status, 200) << at;
    EXPECT_EQ(field(reply, "Cache-Control"), "no-store") << at;
    EXPECT_TRUE(holds(reply, "Inloggad: dev")) << at;
  }
  EXPECT_FALSE(holds(world.ask("GET", "/", {}, {}), "Inloggad"));
}

TEST(Act, HasAFormForWhatCanBeSaidOfIt) {
  World world;
  auto const reply = world.ask("GET", path);
  EXPECT_EQ(reply.status, 200);
  for (auto const* words : {"Dokumentera att ett forum har mötts", "name=\"nar\" value=\"2026-11-22\"",
                            "name=\"uppgift-attended\" value=\"2380\"", "name=\"uppgift-for_period\"",
                            "name=\"csrf\" value=\"word\"", "name=\"sett\" value=\"m1\"", "Chefsgruppen"})
    EXPECT_TRUE(holds(reply, words)) << words;
  EXPECT_EQ(world.ask("GET", "/dokumentera/forum.met/f2").status, 404);
  EXPECT_EQ(world.ask("GET", "/dokumentera/no.such/f1").status, 404);
}

TEST(Act, IsShownOnceMoreAndThenSaved) {
  World world;
  auto const check = world.ask("POST", path, filled("kontrollera"));
  EXPECT_EQ(check.status, 200);
  EXPECT_TRUE(holds(check, "<time>2026-11-21</time>"));
  EXPECT_TRUE(holds(check, "<textarea hidden name=\"uppgift-attended\">2380</textarea>"));
  EXPECT_TRUE(world.asked.empty());
  EXPECT_TRUE(holds(check, "Inget som ska göras ändras."));
  world.foreseen = {{"Blir gjort", "Håll mötet", "forum", "gjort i tid"}};
  EXPECT_TRUE(holds(world.ask("POST", path, filled("kontrollera")), "<strong>Blir gjort:</strong> Håll mötet"));
  auto const change = world.ask("POST", path, filled("andra"));
  EXPECT_TRUE(holds(change, "name=\"nar\" value=\"2026-11-21\""));
  EXPECT_TRUE(holds(change, "name=\"kommando\" value=\"k1\""));

  auto const saved = world.ask("POST", path, filled("spara"));
  EXPECT_EQ(saved.status, 303);
  EXPECT_EQ(field(saved, "Location"), "/forum/f1?sparat=k1#sparat");
  ASSERT_EQ(world.asked.size(), 1U);
  auto const& asked = world.asked.front();
  EXPECT_EQ(asked.command, "k1");
  EXPECT_EQ(asked.seen, "m1");
  EXPECT_EQ(event::data_of(asked.draft), R"({"attended":["2380","23"]})");
  EXPECT_EQ(asked.draft.owner, "a-soc");
  EXPECT_EQ(asked.draft.happened, "2026-11-21");
  EXPECT_EQ(asked.draft.subject_id, "f1");
}

TEST(Act, KeepsWhatWasWrittenWhenSomethingIsWrong) {
  World world;
  auto form = filled("kontrollera");
  form[3].second = "igår";
  form.push_back({"uppgift-for_period", "rad ett\r\nrad två"});
  auto const reply = world.ask("POST", path, form);
  EXPECT_EQ(reply.status, 422);
  EXPECT_TRUE(holds(reply, "id=\"nar-error\""));
  EXPECT_TRUE(holds(reply, "value=\"igår\""));
  EXPECT_TRUE(holds(reply, "rad ett\nrad två</textarea>"));
  EXPECT_TRUE(holds(reply, "value=\"2380\" checked"));
}

TEST(Act, EveryFieldRefusesTheBadInputsOfItsType) {
  World world;
  http::Request const request{.method = "GET", .path = path};
  static wording::Language const swedish(wording::Tongue::swedish);
  PageContext const context{request,          world.sources,
                            swedish,          world.sources.today(),
                            world.lifecycles, world.session({.fields = {{"Cookie", "session=mine"}}})};
  for (auto const& type : agreements().vocabulary.types) {
    if (type.subject != "forum") continue;
    for (auto const& one : event_form(context, type, Names(context))) {
      for (auto const& bad : bad_inputs(one)) {
        auto const reply = world.ask("POST", "/dokumentera/" + type.name + "/f1", {{"csrf", "word"}, {one.name, bad}});
        EXPECT_EQ(reply.status, 422) << type.name << " " << one.name;
        EXPECT_TRUE(holds(reply, "href=\"#" + one.name + "\""))
            << type.name << " " << one.name << " " << bad.substr(0, 40);
      }
    }
  }
}

TEST(Act, SaysWhatTheRecordRefusesAtItsField) {
  World world;
  world.refusal = base::Refusal{"bad_value", base::text("Choose one from the list"), "attended"};
  auto reply = world.ask("POST", path, filled("spara"));
  EXPECT_EQ(reply.status, 422);
  EXPECT_TRUE(holds(reply, "id=\"uppgift-attended-error\""));
  world.refusal = base::Refusal{"forbidden", base::text("this is more than you may do here")};
  EXPECT_EQ(world.ask("POST", path, filled("spara")).status, 403);
  world.refusal = base::Refusal{"store_unavailable", base::text("what is recorded can't be read just now")};
  reply = world.ask("POST", path, filled("spara"));
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(holds(reply, "name=\"kommando\" value=\"k1\"")) << "the same command again does nothing twice";
}

TEST(Act, ShowsWhatHasBeenRecordedSinceTheFormWasOpened) {
  World world;
  auto later = meeting("m2");
  later.recorded += std::chrono::hours(1);
  later.fields.front().text = "2321";
  world.page.events.insert(world.page.events.begin(), later);
  world.page.version = "m2";
  world.refusal = base::Refusal{"version_conflict", base::text("{0}", "x")};
  auto const reply = world.ask("POST", path, filled("spara"));
  EXPECT_EQ(reply.status, 409);
  EXPECT_TRUE(holds(reply, "id=\"m2\""));
  EXPECT_FALSE(holds(reply, "id=\"m1\""));
  EXPECT_TRUE(holds(reply, "value=\"2380\" checked")) << "what was written stands beside it";
  EXPECT_TRUE(holds(reply, "name=\"sett\" value=\"m2\""));
}

TEST(Correction, SaysOnlyWhatIsOtherwise) {
  World world;
  std::string const at = "/ratta/forum/f1/m1";
  auto const form = world.ask("GET", at);
  EXPECT_EQ(form.status, 200);
  EXPECT_TRUE(holds(form, "value=\"2380\" checked"));
  EXPECT_TRUE(holds(form, ">2026</textarea>"));
  http::Pairs sent = {{"csrf", "word"},
                      {"kommando", "k2"},
                      {"sett", "m1"},
                      {"steg", "spara"},
                      {"nar", "2026-11-02"},
                      {"uppgift-attended", "2321"},
                      {"uppgift-for_period", "2026"}};
  EXPECT_EQ(world.ask("POST", at, sent).status, 303);
  ASSERT_EQ(world.asked.size(), 1U);
  EXPECT_EQ(event::data_of(world.asked.front().draft), R"({"data":{"attended":["2321"]},"event":"m1"})");
  EXPECT_EQ(world.asked.front().draft.owner, "a-soc");
  sent.back().second = "";
  EXPECT_EQ(world.ask("POST", at, sent).status, 422);
  EXPECT_EQ(world.ask("GET", "/ratta/forum/f1/m9").status, 404);
}

TEST(Withdrawal, AsksForItsReason) {
  World world;
  std::string const at = "/makulera/forum/f1/m1";
  http::Pairs sent = {{"csrf", "word"}, {"kommando", "k3"}, {"sett", "m1"}, {"steg", "spara"}};
  EXPECT_EQ(world.ask("POST", at, sent).status, 422);
  sent.emplace_back("uppgift-reason", "duplicate");
  EXPECT_EQ(world.ask("POST", at, sent).status, 303);
  EXPECT_EQ(event::data_of(world.asked.front().draft), R"({"event":"m1","reason":"duplicate"})");
}

TEST(Forum, ShowsWhatHasBeenSavedAndAWayBack) {
  World world;
  auto const reply = world.ask("GET", "/forum/f1?sparat=m1");
  EXPECT_TRUE(holds(reply, "Sparat: Forum har träffats, <time>2026-11-02</time>"));
  EXPECT_TRUE(holds(reply, "/makulera/forum/f1/m1"));
  world.page.events.front().withdrawn =
      app::Change{"w1", *calendar::parse_instant("2026-11-04T09:00:00Z"), "dev", "duplicate"};
  auto const withdrawn = world.ask("GET", "/forum/f1?sparat=w1");
  EXPECT_TRUE(holds(withdrawn, "dubblett"));
  EXPECT_FALSE(holds(withdrawn, "/makulera/forum/f1/m1"));
}

// What fits a field of a form of each type.
http::Pairs good(Fields const& fields) {
  http::Pairs sent;
  for (auto const& one : fields) {
    std::string value;
    for (auto const& group : one.choices) {
      for (auto const& option : group.options) {
        if (value.empty()) value = option.value;
      }
    }
    if (value.empty() && one.type == FieldType::day) value = "2026-11-02";
    if (value.empty() && one.type == FieldType::moment) value = "2026-11-02 14:30";
    if (value.empty() && (one.type == FieldType::integer || one.type == FieldType::money)) value = "12";
    if (value.empty()) value = "ord";
    sent.emplace_back(one.name, value);
  }
  return sent;
}

// The form of every type that there is gives an event that the vocabulary takes, with no line of C++ for it.
TEST(EventForm, EveryTypeOfTheVocabularyCanBeRecordedByItsForm) {
  World world;
  static wording::Language const swedish(wording::Tongue::swedish);
  event::Reader reader(agreements().vocabulary);
  for (auto const& type : agreements().vocabulary.types) {
    SCOPED_TRACE(type.name);
    http::Request request{.method = "GET", .fields = {{"Cookie", "session=mine"}}};
    PageContext const context{request,          world.sources,         swedish, world.sources.today(),
                              world.lifecycles, world.session(request)};
    Names const names(context);
    auto const fields = event_form(context, type, names);
    request.query = good(fields);
    Form const form(context, fields);
    EXPECT_TRUE(form.ok());
    auto draft = draft_of(form, type);
    draft.id = "k";
    draft.subject_kind = type.subject;
    draft.subject_id = type.subject.empty() ? "" : "x";
    draft.in_case = type.in_case == event::Presence::none ? "" : "c";
    draft.person = type.of_person == event::Presence::none ? "" : "p";
    auto line = event::line_of(draft, "k");
    auto const length = line.size();
    line.append(event::line_padding, ' ');
    auto const read = reader.read(std::string_view(line).substr(0, length));
    EXPECT_TRUE(read) << line << (read ? "" : read.error().code + " " + read.error().field);
  }
}

}  // namespace
}  // namespace overens::web
