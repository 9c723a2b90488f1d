// Every type of event of the vocabulary can be recorded, with all the fields that it has.

#include "app/world_test.hpp"
#include "event/known.hpp"
#include "event/subject_link.hpp"

namespace overens::app {
namespace {

namespace known = event::known;
auto const& words = world().vocabulary;

std::string value_for(event::DataField const& field) {
  using Type = event::DataField::Type;
  switch (field.type) {
    case Type::code:
      return fmt::format("\"{}\"", words.code_set(field.of)->codes.front().id);
    case Type::day:
      return "\"2026-03-01\"";
    case Type::integer:
    case Type::money:
      return "7";
    case Type::boolean:
      return "true";
    case Type::words:
      if (field.name == event::known::for_period) return "\"2026-Q1\"";
      if (field.name == "email") return "\"namn@exempel.se\"";
      if (field.name == "web") return "\"https://www.exempel.se/å\"";
      return "\"some words, å och ö, \\\"quoted\\\"\"";
    case Type::id:
      return field.of == "municipality" ? "\"9901\"" : "\"the-id\"";
    case Type::authority:
      return field.name == "authority" ? "\"soc\"" : "\"hsn\"";
    case Type::unit:
      return "\"a-unit\"";
    case Type::party:
      return "\"9901\"";
    case Type::type:
      return "\"case.closed\"";
    case Type::raw:
      return "{}";
  }
  return {};
}

std::string data_for(event::EventType const& type) {
  if (type.name == known::corrected) return R"({"event":"first","happened":"2026-03-02"})";
  if (type.name == known::withdrawn) return R"({"event":"first","reason":"duplicate"})";
  std::string data;
  for (auto const& field : type.data) {
    auto value = value_for(field);
    if ((type.name == known::disclosure_made || type.name == known::erased) && field.name == "items")
      value = "\"first\"";
    if ((type.name == known::record_hidden || type.name == known::record_shown) && field.name == "event")
      value = "\"made\"";
    // Of a case with what is kept most closely, it names its reader and no unit.
    if (type.name == known::disclosure_made && field.name == "unit") continue;
    // It is no unit's yet.
    if (type.name == known::case_unit_set && field.name == "from") continue;
    if (field.among != event::DataField::Among::all) value = "\"a-colleague\"";
    if (field.name == "asked_by") value = "\"individual\"";
    if (type.subject == "commission" && field.name == "role") value = "\"log_reviewer\"";
    if (type.subject == "agreement" && field.name == "version") value = "\"2026\"";
    data += fmt::format("{}\"{}\":{}", data.empty() ? "" : ",", field.name, field.list ? "[" + value + "]" : value);
  }
  return "{" + data + "}";
}

std::string command_for(event::EventType const& type) {
  std::string subject = type.subject;
  auto id = type.name;
  auto json = fmt::format(R"({{"command":"{}","do":"record","type":"{}","owner":"{}","happened":"2026-03-01")", id,
                          type.name, type.name == known::block_set ? "hsn" : "soc");
  if (type.name == known::protection_lowering_asked || type.name == known::commission_given)
    json += R"(,"actor":"one")";
  if (type.name == known::protection_lowered || type.name == known::commission_confirmed)
    json += R"(,"actor":"another")";
  if (type.in_case != event::Presence::none && type.name != known::corrected && type.name != known::withdrawn)
    json += R"(,"case":"a1")";
  if (type.of_person != event::Presence::none) json += R"(,"person":"x1")";
  if (!subject.empty() && subject != "case") {
    auto const of = type.answers_arrival                       ? "come-in"
                    : type.name == known::disclosure_ended     ? "made-before"
                    : type.name == known::authority_registered ? "other"
                    : subject == "authority"                   ? "soc"
                    : subject == "agreement"                   ? "sjoland"
                    : event::same_kind(subject) == "party"     ? "9901"
                                                               : "the-id";
    json += fmt::format(R"(,"subject":{{"kind":"{}","id":"{}"}})", subject, of);
  }
  return json + ",\"data\":" + data_for(type) + "}";
}

/// What the types of the vocabulary rest on, before they are recorded: a case, what came in, a unit, a colleague, a
/// consent.
void record_what_they_rest_on(Office& office) {
  office.register_authorities();
  EXPECT_FALSE(office
                   .ask(R"({"command":"first","do":"record","type":"case.closed","owner":"soc",
    "happened":"2026-02-01","case":"a1"})")
                   .refused);
  EXPECT_FALSE(office
                   .ask(R"({"command":"made","do":"disclose","owner":"soc","happened":"2026-02-01","case":"a1",
    "subject":{"kind":"disclosure","id":"made-before"},
    "data":{"items":["first"],"to":"hsn","basis":"other_law","necessity":"det behövs","purpose":"prov"}})")
                   .refused);
  EXPECT_FALSE(office
                   .ask(R"({"command":"theirs","do":"record","type":"help.wished","owner":"hsn",
    "happened":"2026-02-01","case":"a1"})")
                   .refused);
  EXPECT_FALSE(office
                   .ask(R"({"command":"come","do":"disclose","owner":"hsn","happened":"2026-02-01","case":"a1",
    "subject":{"kind":"disclosure","id":"come-in"},
    "data":{"items":["theirs"],"to":"soc","basis":"other_law","necessity":"det behövs","purpose":"prov"}})")
                   .refused);
  EXPECT_FALSE(office
                   .ask(R"({"command":"a-unit","do":"record","type":"unit.opened","owner":"soc",
    "happened":"2026-02-01","subject":{"kind":"unit","id":"a-unit"},"data":{"authority":"soc","kind":"clinic","name":"Mottagningen"}})")
                   .refused);
  EXPECT_FALSE(office
                   .ask(R"({"command":"a-colleague","do":"record","type":"staff.registered","owner":"soc",
    "happened":"2026-02-01","subject":{"kind":"staff","id":"a-colleague"},
    "data":{"name":"Prov","email":"prov@exempel.se"}})")
                   .refused);
  EXPECT_FALSE(
      office
          .ask(R"({"command":"a-colleagues","do":"record","type":"commission.given","owner":"soc","actor":"one",
    "happened":"2026-02-01","subject":{"kind":"commission","id":"a-colleagues"},
    "data":{"staff":"a-colleague","unit":"a-unit","role":"log_reviewer","purpose":"review","from":"2026-02-01"}})")
          .refused);
  EXPECT_FALSE(office
                   .ask(R"({"command":"consent","do":"record","type":"consent.given","owner":"soc",
    "happened":"2026-02-01","case":"a1","subject":{"kind":"consent","id":"the-id"},
    "data":{"to":["hsn"],"types":["case.closed"],"purpose":"prov","form":"oral","given_by":"individual"}})")
                   .refused);
}

/// Last what forbids others: a withdrawal, of a consent too, or its refusal, that somebody has left, and what hides.
std::vector<event::EventType const*> in_an_order_that_allows_all() {
  std::vector<event::EventType const*> types;
  for (auto const& type : words.types) types.push_back(&type);
  std::stable_partition(types.begin(), types.end(), [](auto const* type) {
    return type->name != known::withdrawn && type->name != known::consent_withdrawn &&
           type->name != known::consent_declined && type->name != known::staff_left &&
           type->name != known::record_hidden && type->name != known::record_shown;
  });
  return types;
}

TEST(vocabulary, every_type_of_event_can_be_recorded) {
  Scratch const scratch(databases::Kind::sqlite);
  auto const store = scratch.open();
  Office office(*store);
  record_what_they_rest_on(office);
  std::uint64_t recorded = 0;
  office.sight = {.owner = "soc", .named_in = {"a1"}};
  for (auto const* type : in_an_order_that_allows_all()) {
    auto const outcome = office.ask(command_for(*type));
    EXPECT_FALSE(outcome.refused) << type->name << ": " << base::english(outcome.refused->why);
    recorded += outcome.refused ? 0 : 1;
  }
  EXPECT_EQ(recorded, words.types.size());
  // As the journal's own reader reads them again.
  EntryReader reader(words);
  std::uint64_t read = 0;
  store->all(0, [&](std::uint64_t, journal::Entry const& entry) {
    EXPECT_EQ(reader.read(entry).type->name, entry.type);
    return ++read > 0;
  });
  EXPECT_EQ(read, recorded + 10);
  EXPECT_TRUE(office.reports.empty());
}

TEST(views, a_case_is_known_to_those_it_was_told_to) {
  Scratch const scratch(databases::Kind::sqlite);
  auto const store = scratch.open();
  Office office(*store);
  office.register_authorities();
  for (auto const* id : {"e1", "e2"})
    office.ask(fmt::format(R"({{"command":"{0}","do":"record","type":"need.noted","owner":"soc","case":"a1",
      "happened":"2026-03-0{1}","data":{{"intervention":"{2}"}}}})",
                           id, id[1], words.code_set("interventions")->codes.front().id));
  auto const head = [&](char const* authority) { return store->case_head(authority, "a1"); };
  ASSERT_TRUE(head("soc"));
  EXPECT_EQ(head("soc")->events, 2U);
  EXPECT_EQ(calendar::to_string(head("soc")->first_on), "2026-03-01");
  EXPECT_EQ(calendar::to_string(head("soc")->last_on), "2026-03-02");
  EXPECT_FALSE(head("hsn"));
  office.ask(R"({"command":"d1","do":"disclose","owner":"soc","happened":"2026-03-03","case":"a1",
    "subject":{"kind":"disclosure","id":"d1"},"data":{"items":["e2"],"to":"hsn","basis":"other_law",
    "necessity":"det behövs","purpose":"prov"}})");
  ASSERT_TRUE(head("hsn"));
  EXPECT_EQ(head("hsn")->events, 2U) << "the disclosure and what it disclosed";
  EXPECT_EQ(head("soc")->events, 3U);
  office.ask(
      R"({"command":"c1","do":"record","type":"case.closed","owner":"soc","case":"a1","happened":"2026-03-04"})");
  EXPECT_TRUE(head("soc")->closed);
  EXPECT_FALSE(head("hsn")->closed);
  EXPECT_EQ(store->cases("hsn", 10, {}).size(), 1U);
}

}  // namespace
}  // namespace overens::app
