#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "event/id.hpp"
#include "event/known.hpp"
#include "event/reader.hpp"
#include "event/words.hpp"

namespace overens::event {
namespace {

std::vector<base::SourceFile> vocabulary_files() {
  std::vector<base::SourceFile> files;
  for (auto const& entry : std::filesystem::directory_iterator(OVERENS_ROOT "/agreements/vocabulary")) {
    std::ifstream in(entry.path());
    std::stringstream bytes;
    bytes << in.rdbuf();
    files.push_back({entry.path().filename(), bytes.str()});
  }
  return files;
}

Vocabulary const& vocabulary() {
  static Vocabulary const loaded = [] {
    base::Findings findings;
    auto v = load_vocabulary(vocabulary_files(), findings);
    for (auto const& f : findings.sorted())
      ADD_FAILURE() << f.place.file << ":" << f.place.line << " " << base::english(f.what);
    return v;
  }();
  return loaded;
}

struct Line {
  std::string padded;
  std::size_t size;
  explicit Line(std::string s) : padded(std::move(s)), size(padded.size()) { padded.append(line_padding, ' '); }
  std::string_view view() const { return std::string_view(padded).substr(0, size); }
};

std::string const good =
    R"({"id":"e1","type":"placement.decided","stream":"a:c1","seq":3,"happened":"2026-03-02","recorded":"2026-03-02T10:00:00Z",)"
    R"("owner":"2380-soc","unit":"u1","case":"c1","person":"p1","subject":{"kind":"placement","id":"pl1"},)"
    R"("data":{"form":"hvb","urgency":"acute","joint":true}})";

std::string replaced(std::string from, std::string const& what, std::string const& with) {
  auto const at = from.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return from.replace(at, what.size(), with);
}

TEST(Vocabulary, loads_without_findings_and_has_what_the_program_acts_on) {
  EXPECT_GT(vocabulary().types.size(), 100U);
  for (auto const* name : known::all) EXPECT_NE(vocabulary().type(name), nullptr) << name;
}

TEST(Vocabulary, keeps_what_is_internal_inside) {
  base::Findings findings;
  load_vocabulary({{"v.yaml",
                    "classes:\n  - {id: shared, sv: x, en: x}\nevents:\n"
                    "  - {id: a.b, sv: x, en: x, class: [shared], secrecy: internal}\n"
                    "  - {id: a.d, sv: x, en: x, secrecy: governance}\n"
                    "  - {id: a.e, sv: x, en: x, class: [shared], secrecy: governance}\n"
                    "  - {id: a.c, sv: x, en: x, secrecy: internal, data: [{id: to, type: authority, sv: x, en: x, "
                    "receives: true}]}\n"}},
                  findings);
  std::string all;
  for (auto const& f : findings.sorted()) all += base::english(f.what) + "\n";
  EXPECT_NE(all.find("event type a.b: what all parties know"), std::string::npos) << all;
  EXPECT_NE(all.find("event type a.d: what all parties know"), std::string::npos) << all;
  EXPECT_EQ(all.find("event type a.e:"), std::string::npos) << all;
  EXPECT_NE(all.find("event type a.c, field to"), std::string::npos) << all;
}

// What is refused of one type `a.b` of forums, written as `keys` say, and of what stands beside it.
std::string refused(std::string const& keys, std::string const& beside = "") {
  base::Findings findings;
  load_vocabulary(
      {{"v.yaml",
        "act_groups: [{id: g, sv: x, en: x}]\nkinds: [{id: forum, sv: x, en: x}, {id: seat, sv: x, en: x}]\n"
        "authority_kinds: [{id: school, sv: x, en: x, party: municipality}]\nclasses: [{id: shared, sv: x, en: x}]\n" +
            beside +
            "events:\n  - {id: a.c, sv: x, en: x, subject: forum, class: [shared], secrecy: governance, "
            "data: [{id: name, type: words, sv: x, en: x}]}\n"
            "  - {id: a.b, sv: x, en: x, subject: forum, class: [shared], secrecy: governance, "
            "data: [{id: name, type: words, sv: x, en: x}], " +
            keys + "}\n"}},
      findings);
  std::string all;
  for (auto const& f : findings.sorted()) {
    auto const what = base::english(f.what);
    if (what.find("the program acts on it") == std::string::npos) all += what + "\n";
  }
  return all;
}

TEST(Vocabulary, says_what_a_form_can_not_be_made_of) {
  EXPECT_EQ(refused("group: g, by: [school], sentences: [{sv: \"{name} och\", en: \"and {name}\"}]"), "");
  auto const said = [](std::string const& all, char const* what) {
    EXPECT_NE(all.find(what), std::string::npos) << all;
  };
  said(refused("group: h"), "a.b: there is no group of acts h");
  said(refused("by: [hospital]"), "a.b: there is no kind of authority hospital");
  said(refused("begun_on: [seat]"), "a.b can't begin on the page of a seat");
  said(refused("sentences: [{sv: \"{namn}\", en: \"{namn}\"}]"), "has a place for namn, which is no field");
  said(refused("sentences: [{sv: \"{name}\", en: \"x\"}]"), "do not have the same places");
  auto const act = [](std::string const& keys) {
    return "acts: [{id: act, sv: x, en: x, subject: forum, group: g, " + keys + "}]\n";
  };
  auto const both = std::string("parts: [{event: a.b}, {event: a.c, also: {sv: x, en: x}}]");
  EXPECT_EQ(refused("group: g", act("shared: [name], " + both)), "");
  said(refused("group: g", act("shared: [day], " + both)), "act act: no two of its events share a field day");
  said(refused("group: g", act("parts: [{event: a.b}, {event: a.d}]")), "act act: there is no event type a.d");
  said(refused("group: g", act("parts: [{event: a.b}, {event: a.b}]")), "act act: a.b stands twice");
  said(refused("group: g", act("parts: [{event: a.b, also: {sv: x, en: x}}, {event: a.c}]")),
       "act act: what always happened stands before what may have");
  said(refused("starts: true", act(both)), "act act: a subject begins with a.b");
}

TEST(Vocabulary, says_what_a_field_can_not_depend_on) {
  auto const all_of = [](std::string const& when) {
    base::Findings findings;
    load_vocabulary({{"v.yaml",
                      "codes: [{id: list, codes: [{id: one, sv: x, en: x}, {id: two, sv: x, en: x}]}]\n"
                      "events: [{id: a.b, sv: x, en: x, secrecy: notes, data: [{id: of, type: code, of: list, sv: x, "
                      "en: x}, {id: day, type: day, sv: x, en: x}, {id: why, type: words, sv: x, en: x, needed_when: " +
                          when + "}]}]\n"}},
                    findings);
    std::string all;
    for (auto const& f : findings.sorted()) {
      if (auto const what = base::english(f.what); what.starts_with("event type a.b, field why")) all += what;
    }
    return all;
  };
  EXPECT_EQ(all_of("{field: of, is: [one]}"), "");
  EXPECT_EQ(all_of("{field: of, is_not: [one, two]}"), "");
  EXPECT_EQ(all_of("{field: day, is: [one]}"), "event type a.b, field why: it can't depend on day");
  EXPECT_EQ(all_of("{field: gone, is: [one]}"), "event type a.b, field why: it can't depend on gone");
  EXPECT_EQ(all_of("{field: of, is: [three]}"), "event type a.b, field why: of never holds what it depends on");
  EXPECT_EQ(all_of("{field: of}"), "event type a.b, field why: of never holds what it depends on");
}

TEST(Vocabulary, a_field_is_needed_by_what_another_holds) {
  auto const& disclosure = *vocabulary().type("disclosure.made");
  auto const& consent = disclosure.field("consent")->needed;
  auto const& necessity = disclosure.field("necessity")->needed;
  EXPECT_TRUE(consent.by("consent"));
  EXPECT_FALSE(consent.by("other_law") || consent.by(""));
  EXPECT_TRUE(necessity.by("other_law") && necessity.by("only-a-county-has-it"));
  EXPECT_FALSE(necessity.by("consent") || necessity.by(""));
  EXPECT_TRUE(vocabulary().type("consent.given")->field("types")->needed.by(""));
}

TEST(ComposedAct, discloses_what_it_records_but_for_what_is_kept_most_closely) {
  auto const today = *calendar::parse_day("2026-03-09");
  auto const event = [](char const* type) {
    Draft draft;
    draft.type = type;
    draft.happened = "2026-03-02";
    return draft;
  };
  auto const placed = [&](char const* form) {
    auto draft = event("placement.decided");
    draft.data.push_back({"form", {std::string(form)}, false});
    return draft;
  };
  auto disclosure = event(known::disclosure_made);
  disclosure.as_told_by = "hsn";
  disclosure.data.push_back({"items", {std::string("whom")}, true});
  std::vector<Draft> told = {placed("hvb"), placed("lvm_home"), event("health_need.noted"), disclosure};
  disclose_those_before(told, vocabulary(), "c7", today);
  std::string named;
  for (auto const& value : told[3].data.front().values) named += std::get<std::string>(value) + " ";
  EXPECT_EQ(named, "whom c7.1 c7.3 ");
  EXPECT_EQ(told[3].happened, "2026-03-09");
  EXPECT_EQ(told[3].as_told_by, "");
  EXPECT_EQ(told[0].id, "c7.1");
  EXPECT_EQ(told[0].happened, "2026-03-02");
  std::vector<Draft> alone = {event(known::disclosure_made)};
  disclose_those_before(alone, vocabulary(), "c8", today);
  EXPECT_EQ(alone.front().id, "c8");
  EXPECT_TRUE(alone.front().data.empty()) << "the gate says that nothing has been chosen";
  std::vector<Draft> without = {event("health_need.noted")};
  disclose_those_before(without, vocabulary(), "c9", today);
  EXPECT_EQ(without.front().id, "");
}

// What is refused of an act in a case, of what is recorded there and what is not.
std::string refused_in_case(std::string const& keys, std::string const& of_type = "") {
  base::Findings findings;
  load_vocabulary({{"v.yaml",
                    "act_groups: [{id: g, sv: x, en: x}]\n"
                    "kinds: [{id: case, sv: x, en: x}, {id: home, sv: x, en: x}, {id: forum, sv: x, en: x}]\n"
                    "codes: [{id: sizes, codes: [{id: small, sv: x, en: x}, {id: large, sv: x, en: x}]}]\n"
                    "classes: [{id: shared, sv: x, en: x}]\nevents:\n"
                    "  - {id: home.found, sv: x, en: x, subject: home, starts: true, case: required, secrecy: notes, "
                    "data: [{id: size, "
                    "type: code, of: sizes, sv: x, en: x}, {id: far, type: boolean, required: true, sv: x, en: x}]}\n"
                    "  - {id: home.seen, sv: x, en: x, subject: home, case: required, secrecy: notes}\n"
                    "  - {id: case.opened, sv: x, en: x, subject: case, starts: true, case: required, secrecy: notes}\n"
                    "  - {id: forum.met, sv: x, en: x, subject: forum, class: [shared], secrecy: governance}\n"
                    "  - {id: heard.of, sv: x, en: x, case: required, secrecy: notes" +
                        of_type + "}\nacts: [{id: act, sv: x, en: x, subject: case, group: g, " + keys + "}]\n"}},
                  findings);
  std::string all;
  for (auto const& f : findings.sorted()) {
    auto const what = base::english(f.what);
    if (what.find("the program acts on it") == std::string::npos) all += what + "\n";
  }
  return all;
}

TEST(Vocabulary, says_what_no_act_in_a_case_is) {
  auto const said = [](std::string const& all, char const* what) {
    EXPECT_NE(all.find(what), std::string::npos) << all;
  };
  std::string const found = "parts: [{event: home.found, says: {size: small}, folds: [size]}, ";
  std::string const asks = "asks: [{id: how, sv: x, en: x, answers: [{id: a, sv: x, en: x}, {id: b, sv: x, en: x}]}], ";
  EXPECT_EQ(refused_in_case(found + "{event: home.seen, when: {field: far, is: [true]}}]"), "");
  EXPECT_EQ(refused_in_case(asks + found + "{event: home.seen, begins: true, when: {field: how, is: [b]}}]"), "");
  said(refused_in_case(found + "{event: case.opened}]"), "case.opened is not recorded in a case that there is");
  said(refused_in_case(found + "{event: forum.met}]"), "forum.met is not recorded in a case that there is");
  said(refused_in_case(found + "{event: home.seen, when: {field: size, is: [small]}}]"),
       "nothing always asked can be answered by size: small");
  said(refused_in_case(found + "{event: home.seen, when: {field: far, is: [near]}}]"),
       "nothing always asked can be answered by far: near");
  said(refused_in_case(asks + found + "{event: home.seen, when: {field: how, is: [c]}}]"),
       "nothing always asked can be answered by how: c");
  said(refused_in_case(asks + found + "{event: home.seen}]"), "no event hangs on the question how");
  said(refused_in_case(found + "{event: home.seen, also: {sv: x, en: x}, when: {field: far, is: [true]}}]"),
       "home.seen happened by a choice or by an answer, not by both");
  said(refused_in_case(found + "{event: home.seen, with: [shared]}]"), "nothing goes with home.seen");
  said(refused_in_case("parts: [{event: home.found, says: {size: huge}}, {event: home.seen}]"),
       "home.found can't say size: huge");
  said(refused_in_case("parts: [{event: home.found, folds: [far]}, {event: home.seen}]"),
       "home.found has no optional field far to fold");
  said(refused_in_case(found + "{event: home.seen}]", ", by_product: true"), "heard.of: it is a by-product of no act");
}

TEST(Vocabulary, every_shared_type_has_a_place_in_the_menu_and_says_what_it_says) {
  for (auto const& type : vocabulary().types) {
    if (!type.shared) continue;
    EXPECT_FALSE(type.group.empty()) << type.name;
    EXPECT_FALSE(type.sentences.empty()) << type.name;
  }
}

TEST(Vocabulary, says_what_is_missing) {
  base::Findings findings;
  load_vocabulary({{"v.yaml",
                    "events:\n  - {id: a.b, sv: x, en: x, subject: thing, secrecy: notes}\n"
                    "  - {id: a.b, sv: x, en: x, secrecy: notes}\n"}},
                  findings);
  std::string all;
  for (auto const& f : findings.sorted()) all += base::english(f.what) + "\n";
  EXPECT_NE(all.find("event type a.b: there is no kind thing"), std::string::npos);
  EXPECT_NE(all.find("a.b stands twice"), std::string::npos);
  EXPECT_NE(all.find("the event type event.corrected is missing"), std::string::npos);
}

TEST(Reader, reads_an_event) {
  Reader reader(vocabulary());
  Line const line(good);
  auto const event = reader.read(line.view());
  ASSERT_TRUE(event) << base::english(event.error().why);
  EXPECT_EQ((*event)->type->name, "placement.decided");
  EXPECT_EQ(calendar::to_string((*event)->happened), "2026-03-02");
  EXPECT_EQ((*event)->subject.id, "pl1");
  EXPECT_EQ((*event)->value("urgency")->text, "acute");
  EXPECT_EQ((*event)->value("joint")->number, 1);
  EXPECT_EQ((*event)->acting(), "2380-soc");
}

// So that a journal can be read whatever could be recorded once.
TEST(Reader, reads_words_that_can_no_longer_be_recorded) {
  Reader reader(vocabulary());
  for (auto const* const words : {"", " \\n ", "\\u001b[2J", "\\u202etxet", "\\u0000"}) {
    Line const line(
        std::string(R"({"id":"e1","type":"agreement.revision_begun","happened":"2026-03-02",)") +
        R"("recorded":"2026-03-02T10:00:00Z","owner":"a","subject":{"kind":"agreement","id":"b"},"data":{"commissioned_by":")" +
        words + "\"}}");
    auto const event = reader.read(line.view());
    ASSERT_TRUE(event) << words;
    auto const* said = (*event)->value("commissioned_by");
    EXPECT_TRUE(fault_of_words(*said->field, said->text)) << words;
  }
  DataField field;
  field.longest = 3;
  EXPECT_FALSE(fault_of_words(field, "åäö")) << "characters, not bytes";
  EXPECT_TRUE(fault_of_words(field, "åäöx"));
}

TEST(Reader, puts_letters_together_that_are_written_in_parts) {
  Reader reader(vocabulary());
  Line const line(
      R"({"id":"e1","type":"agreement.revision_begun","happened":"2026-03-02","recorded":"2026-03-02T10:00:00Z",)"
      R"("owner":"a","subject":{"kind":"agreement","id":"b"},"data":{"commissioned_by":"ra)"
      "\xCC\x8A"
      R"(d"}})");
  auto const event = reader.read(line.view());
  ASSERT_TRUE(event) << base::english(event.error().why);
  EXPECT_EQ((*event)->value("commissioned_by")->text,
            "r\xC3\xA5"
            "d");
}

TEST(Reader, any_order_of_keys_with_type_before_data) {
  Reader reader(vocabulary());
  Line const line(
      R"({"subject":{"id":"pl1","kind":"placement"},"type":"placement.ended","data":{"reason":"moved"},"case":"c","owner":"o",)"
      R"( "recorded":"2026-03-02T10:00:00+01:00","happened":"2026-03-02T09:30:00+01:00","id":"e"})");
  auto const event = reader.read(line.view());
  ASSERT_TRUE(event) << base::english(event.error().why);
  EXPECT_EQ(calendar::to_string(*(*event)->happened.at), "2026-03-02T08:30:00Z");
}

struct Bad {
  std::string line;
  char const* code;
  char const* says;
};

TEST(Reader, refuses_each_kind_of_bad_line) {
  std::vector<Bad> const table = {
      {"", "not_json", "the line is not a JSON object"},
      {"[1]", "not_json", "the line is not a JSON object"},
      {"{\"id\":", "not_json", ""},
      {good + "x", "not_json", ""},
      {good + good, "not_json", "there is more on the line after the JSON object"},
      {good.substr(0, good.size() - 1), "not_json", ""},
      {replaced(good, "\"seq\"", "\"sek\""), "unknown_key", "the key sek is not known"},
      {replaced(good, "\"unit\":\"u1\"", "\"id\":\"e2\""), "double_key", "the key id stands twice"},
      {replaced(good, "placement.decided", "placement.decidet"), "unknown_type",
       "there is no event type placement.decidet"},
      {replaced(good, "\"happened\":\"2026-03-02\"", "\"happened\":\"2026-02-30\""), "bad_value", ""},
      {replaced(good, "\"happened\":\"2026-03-02\"", "\"happened\":\"1889-02-20\""), "bad_value", ""},
      {replaced(good, "T10:00:00Z", "T10:00:00"), "bad_value",
       "recorded must be a time with offset such as 2026-01-31T08:00:00Z"},
      {replaced(good, "\"seq\":3", "\"seq\":-3"), "bad_value", "seq must be a whole number"},
      {replaced(good, "\"case\":\"c1\",", ""), "missing_key", "placement.decided needs a case"},
      {replaced(good, "\"case\":\"c1\"", "\"case\":\"c 1\""), "bad_value",
       "case must be an id: 1–64 letters, digits and . _ : -"},
      {replaced(good, "\"kind\":\"placement\"", "\"kind\":\"plan\""), "bad_value",
       "placement.decided needs a subject of kind placement"},
      {replaced(good, ",\"subject\":{\"kind\":\"placement\",\"id\":\"pl1\"}", ""), "bad_value", ""},
      {replaced(good, ",\"id\":\"pl1\"", ""), "missing_key", "subject needs both kind and id"},
      {replaced(good, "\"urgency\":\"acute\",", ""), "missing_key", "placement.decided needs the field urgency"},
      {replaced(good, "\"acute\"", "\"akut\""), "bad_value", "urgency: there is no code akut in urgencies"},
      {replaced(good, "\"hvb\"", "7"), "bad_value", "form must be a text in quotes"},
      {replaced(good, "true", "\"ja\""), "bad_value", "joint must be true or false"},
      {replaced(good, "\"joint\":true", "\"form\":\"hvb\""), "double_key", "the key form stands twice"},
      {replaced(good, "\"joint\":true", "\"joined\":true"), "unknown_key", "placement.decided has no field joined"},
      {replaced(good, "\"e1\"", "\"\\ud800\""), "bad_value", ""},
      {std::string(2U << 20U, ' '), "too_long", "the line is longer than 1048576 bytes"},
  };
  Reader reader(vocabulary());
  for (auto const& bad : table) {
    Line const line(bad.line);
    auto const event = reader.read(line.view());
    ASSERT_FALSE(event) << bad.line.substr(0, 300);
    EXPECT_EQ(event.error().code, bad.code) << bad.line.substr(0, 300);
    if (*bad.says != '\0') {
      EXPECT_EQ(base::english(event.error().why), bad.says);
    }
  }
  Line const line(good);
  EXPECT_TRUE(reader.read(line.view())) << "a bad line must not spoil the next";
}

TEST(Id, letters_are_counted_one_by_one) {
  for (unsigned c = 0; c < 256; ++c) {
    auto const letter = std::isalnum(static_cast<int>(c)) != 0 || c == '.' || c == '_' || c == ':' || c == '-';
    for (std::size_t before : {0U, 7U, 15U, 16U, 63U}) {
      auto const text = std::string(before, 'a') + static_cast<char>(c) + std::string(100, '"');
      EXPECT_EQ(id_length(text.data()), before + (letter ? 1 : 0)) << c << " after " << before;
    }
  }
  EXPECT_EQ(id_length(std::string(200, 'x').data()), 64U);
}

TEST(Reader, a_corrections_data_is_kept_as_it_stood) {
  Reader reader(vocabulary());
  Line const line(
      R"({"id":"k","type":"event.corrected","happened":"2026-03-04","recorded":"2026-03-04T10:00:00Z","owner":"o","case":"c1",)"
      R"("data":{"event":"e1","data":{"urgency":"planned"},"happened":"2026-03-01"}})");
  auto const event = reader.read(line.view());
  ASSERT_TRUE(event) << base::english(event.error().why);
  EXPECT_EQ((*event)->value("data")->text, R"({"urgency":"planned"})");
  auto const data = reader.read_data(*vocabulary().type("placement.decided"), R"({"urgency":"planned"})");
  ASSERT_TRUE(data);
  EXPECT_EQ(data->front().text, "planned");
  EXPECT_FALSE(reader.read_data(*vocabulary().type("placement.decided"), R"({"urgency":"x"})"));
}

}  // namespace
}  // namespace overens::event
