#include "event/reader.hpp"
#include "web/forms/bad_inputs_test.hpp"
#include "web/forms/event_draft.hpp"
#include "web/pages/act_world_test.hpp"

namespace overens::web {
namespace {

TEST(EventForm, EveryFieldRefusesTheBadInputsOfItsType) {
  World world;
  http::Request const request{.method = "GET", .path = path};
  static wording::Language const swedish(wording::Tongue::swedish);
  PageContext const context{request,
                            world.sources,
                            swedish,
                            world.sources.today(),
                            world.lifecycles,
                            world.units,
                            world.session({.fields = {{"Cookie", "session=mine"}}})};
  for (auto const& type : agreements().vocabulary.types) {
    if (type.subject != "forum") continue;
    for (auto const& one : event_form(context, type, SubjectNames(context))) {
      for (auto const& bad : bad_inputs(one)) {
        auto const reply = world.ask("POST", "/dokumentera/" + type.name + "/f1", {{"csrf", "word"}, {one.name, bad}});
        EXPECT_EQ(reply.status, 422) << type.name << " " << one.name;
        EXPECT_TRUE(holds(reply, "href=\"#" + one.name + "\""))
            << type.name << " " << one.name << " " << bad.substr(0, 40);
      }
    }
  }
}

TEST(EventForm, SaysThatWhoeverIsNamedIsNotToldByThat) {
  World world;
  http::Request const request{.method = "GET", .path = path};
  static wording::Language const english(wording::Tongue::english);
  PageContext const context{request, world.sources, english, world.sources.today(), world.lifecycles};
  auto const hint = [&](char const* type, char const* field) {
    for (auto const& one : event_form(context, *agreements().vocabulary.type(type), SubjectNames(context))) {
      if (one.name == field_name(field)) return one.hint;
    }
    return std::string("no such field");
  };
  EXPECT_EQ(hint("need.noted", "to"), "Whoever is named here is not told by that: it has to be disclosed.");
  EXPECT_EQ(hint("disclosure.made", "to"), "");
}

TEST(EventForm, OffersWhatTheAgreementHasByItsName) {
  World world;
  http::Request const request{.method = "GET", .path = path};
  static wording::Language const swedish(wording::Tongue::swedish);
  PageContext context{request, world.sources, swedish, world.sources.today(), world.lifecycles};
  context.session = world.session({.fields = {{"Cookie", "session=mine"}}});
  auto const offered = [&](char const* type, std::string const& field, std::string const& id) {
    for (auto const& one : event_form(context, *agreements().vocabulary.type(type), SubjectNames(context, "dalarna"))) {
      for (auto const& group : one.choices) {
        for (auto const& option : group.options) {
          if (one.name == field && option.value == id) return option.words;
        }
      }
    }
    return std::string();
  };
  auto const named = [&](std::string const& id) {
    for (auto const* pack : agreements().packs) {
      auto const* title = pack->agreement == "dalarna" ? pack->title_of(id) : nullptr;
      if (title != nullptr) return title->sv;
    }
    return std::string("?");
  };
  EXPECT_EQ(offered("agreement.signed", "uppgift-forum", "welfare-council"), named("welfare-council"));
  EXPECT_EQ(offered("deficiency.sent", "uppgift-to", "welfare-council"), named("welfare-council"));
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
    if (value.empty() && one.type == FieldType::period) value = "2026-Q1";
    if (value.empty()) value = "ord";
    sent.emplace_back(one.name, value);
  }
  return sent;
}

// The form of every type that there is gives an event that the vocabulary takes, with no line of C++ for it.
TEST(EventForm, EveryTypeOfTheVocabularyCanBeRecordedByItsForm) {
  World world;
  world.sources.stand_in_place = [](access::Actor const&, std::string const&) -> base::Expected<app::StandInPlace> {
    return app::StandInPlace{{}, {{.id = "colleague", .name = "Prov"}}, {{{"x", "colleague"}, "Prov"}}};
  };
  static wording::Language const swedish(wording::Tongue::swedish);
  event::Reader reader(agreements().vocabulary);
  for (auto const& type : agreements().vocabulary.types) {
    SCOPED_TRACE(type.name);
    http::Request request{.method = "GET", .fields = {{"Cookie", "session=mine"}}};
    PageContext const context{request,     world.sources,         swedish, world.sources.today(), world.lifecycles,
                              world.units, world.session(request)};
    SubjectNames const names(context);
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
