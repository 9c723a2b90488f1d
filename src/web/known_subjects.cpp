#include "web/known_subjects.hpp"

#include <algorithm>
#include <array>

#include "base/words.hpp"
#include "event/subject_link.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using event::DataField;

namespace {

std::string id_of(agreement::Lifecycle const& life) {
  return life.versions().front()->agreement;
}

void add_agreement(std::vector<GivenSubject>& all, agreement::Lifecycle const& life, PageContext const&) {
  all.push_back({id_of(life), {"agreement", id_of(life)}, region(life)});
}

void add_parties(std::vector<GivenSubject>& all, agreement::Lifecycle const& life, PageContext const&) {
  for (auto const& party : life.versions().back()->parties)
    all.push_back({id_of(life), {"party", party.code}, party.name});
}

void add_commitments(std::vector<GivenSubject>& all, agreement::Lifecycle const& life, PageContext const& context) {
  for (auto const& one : shown(life, context.today).commitments)
    all.push_back({id_of(life), {"commitment", id_of(life) + "." + one.id}, context.language.say(one.title)});
}

struct Giving {
  std::string_view kind;
  void (*add)(std::vector<GivenSubject>&, agreement::Lifecycle const&, PageContext const&);
};
constexpr std::array<Giving, 3> giving = {
    {{"agreement", add_agreement}, {"party", add_parties}, {"commitment", add_commitments}}};

}  // namespace

std::vector<GivenSubject> given_subjects(std::string const& kind, PageContext const& context) {
  std::vector<GivenSubject> all;
  for (auto const& [given, add] : giving) {
    if (given != event::same_kind(kind)) continue;
    for (auto const* life : context.in_order()) add(all, *life, context);
  }
  return all;
}

std::optional<GivenSubject> given_subject(journal::SubjectRef const& subject, PageContext const& context) {
  for (auto const& [given, add] : giving) {
    if (given != event::same_kind(subject.kind)) continue;
    for (auto const& life : *context.lifecycles) {
      std::vector<GivenSubject> all;
      add(all, life, context);
      auto const found =
          std::find_if(all.begin(), all.end(), [&](GivenSubject const& one) { return one.subject.id == subject.id; });
      if (found != all.end()) return std::move(*found);
    }
  }
  return std::nullopt;
}

std::string agreement_of(journal::SubjectRef const& subject, std::vector<app::FieldValue> const& fields,
                         PageContext const& context) {
  if (auto given = given_subject(subject, context)) return given->agreement;
  std::string of_party;
  for (auto const& value : fields) {
    if (value.field->type == DataField::Type::id && value.field->of == "agreement") return value.text;
    if (value.field->type == DataField::Type::id && value.field->of == "forum" && subject.kind != "forum") {
      auto const& forum = context.subject({"forum", value.text});
      if (auto of_forum = forum ? agreement_of(*forum, context) : std::string(); !of_forum.empty()) return of_forum;
    }
    auto const names_party = value.field->type == DataField::Type::party || value.field->of == "municipality";
    auto const party = names_party && of_party.empty() ? given_subject({"party", value.text}, context) : std::nullopt;
    if (party) of_party = party->agreement;
  }
  return of_party;
}

std::string agreement_of(app::SubjectPage const& page, PageContext const& context) {
  std::vector<app::FieldValue> fields;
  for (auto event = page.events.rbegin(); event != page.events.rend(); ++event) {
    if (event->subject == page.subject) fields.insert(fields.end(), event->fields.begin(), event->fields.end());
  }
  return agreement_of(page.subject, fields, context);
}

std::string agreement_of_case(app::SubjectPage const& page) {
  if (page.obligations.empty()) return {};
  auto const& name = page.obligations.front().agreement;
  return name.substr(0, name.find('/'));
}

std::vector<std::string> cases_of_person(app::SubjectPage const& in_case) {
  std::vector<std::string> cases = {in_case.subject.id};
  if (!in_case.person) return cases;
  for (auto const& other : in_case.person->other_cases) {
    if (!other.in_case.empty()) cases.push_back(other.in_case);
  }
  return cases;
}

std::string called(app::SubjectSummary const& subject, SubjectNames const& names, PageContext const& context) {
  if (!subject.name.empty()) return subject.name;
  if (auto given = given_subject(subject.subject, context)) return given->name;
  auto const* kind = context.sources.vocabulary.kind(subject.subject.kind);
  if (kind == nullptr) return subject.subject.id;
  for (auto const& one : kind->called) {
    auto name = sentence(one, subject.fields, names, context);
    if (!name) continue;
    if (!has_own_place(kind->id) || !subject.begun) return *name;
    return context.tr(base::text("{0} from {1}", *name, calendar::to_string(subject.begun->day)));
  }
  return subject.subject.id;
}

std::optional<std::string> sentence(event::Label const& with_places, std::vector<app::FieldValue> const& fields,
                                    SubjectNames const& names, PageContext const& context) {
  auto const words = context.language.say(with_places);
  std::string said;
  std::size_t from = 0;
  for (auto const& place : event::places_in(words)) {
    std::vector<std::string> values;
    for (auto const& value : fields) {
      if (value.field->name == place) values.push_back(words_of(value, names, context));
    }
    if (values.empty()) return std::nullopt;
    auto const at = words.find("{" + place + "}", from);
    said += words.substr(from, at - from) + context.language.list(values);
    from = at + place.size() + 2;
  }
  return base::capitalised(said + words.substr(from));
}

}  // namespace overens::web
