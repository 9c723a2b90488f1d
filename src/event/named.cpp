#include "event/named.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::event {
namespace {

using base::text;

constexpr char const* individual_parts = "individual_parts";

class Named {
 public:
  Named(Vocabulary const& vocabulary, base::Findings& findings) : v_(vocabulary), findings_(findings) {}

  void by(EventType const& type) {
    if (!type.subject.empty() && v_.kind(type.subject) == nullptr)
      refuse(text("event type {0}: there is no kind {1}", type.name, type.subject),
             text("add the kind, or correct the word"));
    for (auto const& name : type.classes) {
      auto const is_it = [&](Code const& one) { return one.id == name; };
      if (std::none_of(v_.classes.begin(), v_.classes.end(), is_it))
        refuse(text("event type {0}: there is no class {1}", type.name, name),
               text("add the class, or correct the word"));
    }
    for (auto const& name : type.undoes) {
      if (v_.type(name) == nullptr)
        refuse(text("event type {0}: there is no event type {1}", type.name, name),
               text("add the event type, or correct the word"));
    }
  }

  void by_own_page(EventType const& type) {
    for (auto const& part : type.own_page) {
      if (v_.code(individual_parts, part) == nullptr)
        refuse(text("event type {0}: the individual's page has no part {1}", type.name, part),
               text("add the part, or correct the word"));
    }
  }

  void by_form(EventType const& type) {
    if (!type.group.empty() && v_.act_group(type.group) == nullptr)
      refuse(text("event type {0}: there is no group of acts {1}", type.name, type.group),
             text("add it under act_groups, or correct the word"));
    for (auto const& kind : type.by) {
      if (v_.authority_kind(kind) == nullptr)
        refuse(text("event type {0}: there is no kind of authority {1}", type.name, kind),
               text("add it, or correct the word"));
    }
    for (auto const& kind : type.begun_on) {
      if (type.starts && names(type, kind)) continue;
      refuse(text("event type {0} can't begin on the page of a {1}", type.name, kind),
             text("write starts: true, and a field that names the {0}", kind));
    }
    for (auto const& sentence : type.sentences) by_places(type.name, sentence, type.data);
    by_field(type, "anothers_when", type.anothers);
    for (auto const& field : type.data) {
      by_item(type, field);
      by_field(type, field.name, field.needed);
      by_days(type, field);
      by_staff(type, field);
    }
  }

  void by(Kind const& kind) {
    std::vector<DataField> fields;  // of all that begin one
    for (auto const& type : v_.types) {
      if (type.subject == kind.id) fields.insert(fields.end(), type.data.begin(), type.data.end());
    }
    for (auto const& name : kind.called) by_places(kind.id, name, fields);
    for (auto const& name : kind.ended_by) {
      if (v_.type(name) == nullptr)
        refuse(text("kind {0}: there is no event type {1}", kind.id, name),
               text("add the event type, or correct the word"));
    }
  }

  void by(Role const& role) {
    for (auto const& source : role.found) {
      for (auto const& name : {source.event, source.ended_by}) {
        if (!name.empty() && v_.type(name) == nullptr)
          refuse(text("role {0}: there is no event type {1}", role.id, name),
                 text("add the event type, or correct the word"));
      }
    }
    for (auto const& kind : role.kinds) {
      if (v_.authority_kind(kind) == nullptr)
        refuse(text("role {0}: there is no kind of authority {1}", role.id, kind), text("add it, or correct the word"));
    }
  }

  void by_program() {
    for (auto const* name : known::all) {
      if (v_.type(name) == nullptr)
        refuse(text("the event type {0} is missing: the program acts on it", name), text("add it"));
    }
  }

 private:
  static bool names(EventType const& type, std::string const& kind) {
    return std::any_of(type.data.begin(), type.data.end(), [&](DataField const& field) {
      return (field.type == DataField::Type::id && field.of == kind) ||
             (field.type == DataField::Type::party && kind == "party") ||
             (field.type == DataField::Type::unit && kind == "unit");
    });
  }

  // `of`: the field that depends on it, or the key.
  void by_field(EventType const& type, std::string const& of, Needed const& on) {
    auto const& [when, name, codes] = on;
    if (when != Needed::When::with && when != Needed::When::without) return;
    auto const* other = type.field(name);
    auto const has = [&](std::string const& code) { return v_.code(other->of, code) != nullptr; };
    if (other == nullptr || other->type != DataField::Type::code || other->list)
      return refuse(text("event type {0}, field {1}: it can't depend on {2}", type.name, of, name),
                    text("name a field of the same event that holds one code"));
    if (codes.empty() || !std::all_of(codes.begin(), codes.end(), has))
      refuse(text("event type {0}, field {1}: {2} never holds what it depends on", type.name, of, name),
             text("write codes of {0}", other->of));
  }

  // The same places in both languages, each of a field that there is.
  void by_places(std::string const& of, Label const& sentence, std::vector<DataField> const& fields) {
    auto swedish = places_in(sentence.sv);
    auto english = places_in(sentence.en);
    for (auto const& place : swedish) {
      auto const is_it = [&](DataField const& field) { return field.name == place; };
      if (std::none_of(fields.begin(), fields.end(), is_it))
        refuse(text("{0}: “{1}” has a place for {2}, which is no field", of, sentence.sv, place),
               text("add the field, or correct the word"));
    }
    std::sort(swedish.begin(), swedish.end());
    std::sort(english.begin(), english.end());
    if (swedish != english)
      refuse(text("{0}: “{1}” and “{2}” do not have the same places", of, sentence.sv, sentence.en),
             text("write the same names in braces in both"));
  }

  void by_item(EventType const& type, DataField const& field) {
    if (field.says != DataField::Says::pack_item) return;
    if (std::none_of(std::begin(pack_items), std::end(pack_items), [&](auto const* one) { return one == field.of; }))
      refuse(
          text("event type {0}, field {1}: an agreement has no items of the kind {2}", type.name, field.name, field.of),
          text("write of: and one of version, section, forum, heading, rung, norm, commitment, indicator, addendum"));
  }

  void by_days(EventType const& type, DataField const& field) {
    auto const* const first = field.not_before.empty() ? nullptr : type.field(field.not_before);
    auto const are_days = field.type == DataField::Type::day && first != nullptr && first->type == DataField::Type::day;
    if ((field.not_before.empty() && !field.most_days) || are_days) return;
    refuse(text("event type {0}, field {1}: there is no day {2} that it could come after", type.name, field.name,
                field.not_before),
           text("write not_before: and a field that is a day"));
  }

  void by_staff(EventType const& type, DataField const& field) {
    auto const is_of_commission = field.of == "staff" && type.subject == "commission";
    if (field.among == DataField::Among::all || is_of_commission) return;
    refuse(text("event type {0}, field {1}: only staff are named among others of a commission", type.name, field.name),
           text("leave among: out, or write it of staff in an event about a commission"));
  }

  void refuse(base::Text what, base::Text instead) {
    findings_.refuse({"vocabulary"}, std::move(what), std::move(instead));
  }

  Vocabulary const& v_;
  base::Findings& findings_;
};

}  // namespace

void check_named(Vocabulary const& vocabulary, base::Findings& findings) {
  for (auto const& group : vocabulary.act_groups) {
    if (!group.part.empty() && vocabulary.case_part(group.part) == nullptr)
      findings.refuse({"vocabulary"}, text("group of acts {0}: a case's page has no part {1}", group.id, group.part),
                      text("add it under case_parts, or correct the word"));
  }
  Named named(vocabulary, findings);
  for (auto const& type : vocabulary.types) {
    named.by(type);
    named.by_own_page(type);
    named.by_form(type);
  }
  for (auto const& kind : vocabulary.kinds) named.by(kind);
  for (auto const& role : vocabulary.roles) named.by(role);
  named.by_program();
}

}  // namespace overens::event
