#include "wording/event_doc.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace overens::wording {
namespace {

using base::text;
using event::DataField;
using event::Presence;

std::string presence(Presence p, Language const& say) {
  switch (p) {
    case Presence::none:
      return "–";
    case Presence::optional:
      return say.say(text("may have"));
    case Presence::required:
      return say.say(text("must have"));
  }
  return {};
}

std::string what_words_say(DataField const& field, Language const& say) {
  switch (field.says) {
    case DataField::Says::anything:
      break;
    case DataField::Says::event:
      return say.say(text("id of an event"));
    case DataField::Says::pack_item:
      return say.say(text("what the agreement calls so: {0}", field.of));
    case DataField::Says::period:
      return say.say(text("a period"));
    case DataField::Says::registration:
      return say.say(text("id of what is registered in the case, of the kinds: {0}", field.of));
  }
  return say.say(text("words"));
}

// What a field can hold; `codes` says which codes.
std::string what_it_holds(DataField const& field, std::string const& codes, Language const& say) {
  auto const one = [&]() -> std::string {
    switch (field.type) {
      case DataField::Type::code:
        return codes;
      case DataField::Type::day:
        return say.say(text("a day"));
      case DataField::Type::integer:
        return say.say(text("whole number"));
      case DataField::Type::money:
        return say.say(text("amount in öre"));
      case DataField::Type::boolean:
        return "true, false";
      case DataField::Type::words:
        return what_words_say(field, say);
      case DataField::Type::id:
        return say.say(text("id of: {0}", field.of));
      case DataField::Type::authority:
        return say.say(text("an authority"));
      case DataField::Type::unit:
        return say.say(text("a unit"));
      case DataField::Type::party:
        return say.say(text("official code of a party"));
      case DataField::Type::type:
        return say.say(text("an event type"));
      case DataField::Type::raw:
        return say.say(text("data of the corrected event"));
    }
    return {};
  }();
  return field.list ? say.say(text("list: {0}", one)) : one;
}

std::string group_of(event::EventType const& type, event::Vocabulary const& v, Language const& say) {
  for (auto const& group : v.act_groups) {
    if (group.id == type.group) return say.say(group.label);
  }
  return type.group;
}

std::vector<std::string> facts_of(event::EventType const& type, event::Vocabulary const& v, Language const& say) {
  std::vector<std::string> facts;
  if (!type.subject.empty()) facts.push_back(say.say(text("about: {0}", type.subject)));
  facts.push_back(say.say(text("case: {0}", presence(type.in_case, say))));
  if (type.of_person != Presence::none) facts.push_back(say.say(text("person: {0}", presence(type.of_person, say))));
  if (!type.classes.empty())
    facts.push_back(say.say(text("class: {0}", fmt::format("{}", fmt::join(type.classes, ", ")))));
  facts.push_back(say.say(text("secrecy: {0}", std::string(to_string(type.secrecy)))));
  if (!type.undoes.empty())
    facts.push_back(say.say(text("the need is gone of: {0}", fmt::format("{}", fmt::join(type.undoes, ", ")))));
  if (type.planned) facts.push_back(say.say(text("can be recorded before its day")));
  if (type.goes_to != event::EventType::GoesTo::nobody)
    facts.push_back(say.say(text("disclosed as it is recorded, to whom it is for")));
  if (type.starts) facts.push_back(say.say(text("its subject begins with it")));
  if (type.by_product) facts.push_back(say.say(text("comes about in an act of several events")));
  if (!type.group.empty()) facts.push_back(say.say(text("in the menu under: {0}", group_of(type, v, say))));
  if (!type.by.empty()) facts.push_back(say.say(text("recorded by: {0}", fmt::format("{}", fmt::join(type.by, ", ")))));
  if (!type.begun_on.empty())
    facts.push_back(say.say(text("begun on the page of: {0}", fmt::format("{}", fmt::join(type.begun_on, ", ")))));
  if (type.in_record_system) facts.push_back(say.say(text("kept in the record system")));
  return facts;
}

std::string codes_of(DataField const& field, event::Vocabulary const& vocabulary, Language const& say) {
  std::string codes;
  if (auto const* set = vocabulary.code_set(field.of)) {
    for (auto const& code : set->codes)
      codes += fmt::format("{}{} ({})", codes.empty() ? "" : ", ", code.id, say.say(code.label));
  }
  return codes;
}

std::string by_what(event::ActPart const& part, Language const& say) {
  if (part.is_always()) return say.say(text("always"));
  if (!part.also.empty()) return say.say(text("when chosen: {0}", say.say(part.also)));
  return say.say(text("when {0} is {1}", part.when.field, fmt::format("{}", fmt::join(part.when.is, ", "))));
}

std::string acts_doc(event::Vocabulary const& v, Language const& say) {
  auto out = fmt::format("\n## {}\n", say.say(text("Acts of several events")));
  for (auto const& act : v.acts) {
    out += fmt::format("\n### {}\n\n{}. {}.\n", act.id, say.say(act.label), say.say(text("about: {0}", act.subject)));
    if (!act.help.empty()) out += fmt::format("\n{}\n", say.say(act.help));
    for (auto const& question : act.asks) {
      out += fmt::format("\n`{}` {}\n", question.id, say.say(question.label));
      for (auto const& answer : question.answers) out += fmt::format("\n- `{}` {}", answer.id, say.say(answer.label));
      out += "\n";
    }
    out += fmt::format("\n| {} | {} |\n|---|---|\n", say.say(text("event")), say.say(text("happened")));
    for (auto const& part : act.parts) out += fmt::format("| `{}` | {} |\n", part.event, by_what(part, say));
  }
  return out;
}

}  // namespace

namespace {

std::string when_required(DataField const& field, Language const& say) {
  using When = event::Needed::When;
  if (field.required) return say.say(text("yes"));
  auto const codes = [&] { return fmt::format("`{}`", fmt::join(field.needed.codes, "`, `")); };
  switch (field.needed.when) {
    case When::never:
      return {};
    case When::always:
      return say.say(text("yes, when recorded now"));
    case When::with:
      return say.say(text("when `{0}` is {1}", field.needed.field, codes()));
    case When::without:
      return say.say(text("when `{0}` is another than {1}", field.needed.field, codes()));
  }
  return {};
}

}  // namespace

std::string event_doc(event::Vocabulary const& v, Language const& say) {
  std::string out = fmt::format("# {}\n\n{}\n\n", say.say(text("Events")),
                                say.say(text("Made from agreements/vocabulary by `overens vocabulary doc`; do not "
                                             "edit. The envelope of an event stands in doc/events-envelope.md.")));
  out += fmt::format("## {}\n", say.say(text("Event types")));
  for (auto const& type : v.types) {
    out += fmt::format("\n### {}\n\n{}", type.name, say.say(type.label));
    auto const facts = facts_of(type, v, say);
    out += fmt::format(". {}.\n", fmt::join(facts, "; "));
    if (!type.title.empty()) out += fmt::format("\n{}\n", say.say(text("Its form: {0}", say.say(type.title))));
    if (!type.help.empty()) out += fmt::format("\n{}\n", say.say(type.help));
    for (auto const& sentence : type.sentences) out += fmt::format("\n> {}\n", say.say(sentence));
    if (type.data.empty()) continue;
    out += fmt::format("\n| {} | {} | {} | {} |\n|---|---|---|---|\n", say.say(text("field")), say.say(text("is")),
                       say.say(text("required")), say.say(text("meaning")));
    for (auto const& field : type.data) {
      out += fmt::format("| `{}` | {} | {} | {} |\n", field.name,
                         what_it_holds(field, say.say(text("code of [{0}](#{0})", field.of)), say),
                         when_required(field, say),
                         say.say(field.label) + (field.help.empty() ? std::string() : ". " + say.say(field.help)) +
                             (field.receives ? say.say(text(" (should have it)")) : std::string()));
    }
  }
  out += acts_doc(v, say);
  out += fmt::format("\n## {}\n", say.say(text("Kinds")));
  for (auto const& kind : v.kinds) {
    out += fmt::format("\n- `{}` {}{}", kind.id, say.say(kind.label),
                       kind.ended_by.empty()
                           ? ""
                           : say.say(text("; ended by {0}", fmt::format("{}", fmt::join(kind.ended_by, ", ")))));
  }
  out += fmt::format("\n\n## {}\n", say.say(text("Roles")));
  for (auto const& role : v.roles) out += fmt::format("\n- `{}` {}", role.id, say.say(role.label));
  out += fmt::format("\n\n## {}\n", say.say(text("Kinds of authority")));
  for (auto const& kind : v.authority_kinds) out += fmt::format("\n- `{}` {}", kind.id, say.say(kind.label));
  out += fmt::format("\n\n## {}\n", say.say(text("Kinds of unit")));
  for (auto const& kind : v.unit_kinds) out += fmt::format("\n- `{}` {}", kind.id, say.say(kind.label));
  out += fmt::format("\n\n## {}\n", say.say(text("Codes")));
  for (auto const& set : v.code_sets) {
    if (set.id == "authority_kinds" || set.id == "unit_kinds") continue;  // above
    out += fmt::format("\n### {}\n", set.id);
    for (auto const& code : set.codes) {
      out += fmt::format("\n- `{}` {}", code.id, say.say(code.label));
      if (code.secrecy) out += say.say(text("; secrecy: {0}", std::string(to_string(*code.secrecy))));
    }
    out += "\n";
  }
  return out;
}

void write_event(StructuredText& out, event::EventType const& type, event::Vocabulary const& vocabulary,
                 std::string const& line, Language const& say) {
  out.heading(3, type.name, fmt::format("{}: {}", type.name, say.say(type.label)));
  if (!type.help.empty()) out.paragraph(plain(say.say(type.help)));
  std::vector<std::vector<Line>> rows;
  for (auto const& field : type.data) {
    auto name = fmt::format("{} ({}{})", field.name, say.say(field.label),
                            field.required ? say.say(text(", must be there")) : std::string());
    rows.push_back({plain(std::move(name)), plain(what_it_holds(field, codes_of(field, vocabulary, say), say))});
  }
  if (!rows.empty()) out.facts(std::move(rows));
  out.facts({{plain(say.say(text("In a scenario"))), plain(line)},
             {plain(say.say(text("In a rule"))), plain(fmt::format("{{event: {}}}", type.name))}});
}

}  // namespace overens::wording
