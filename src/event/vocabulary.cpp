#include "event/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "event/check_secrecy.hpp"
#include "event/event_type_reading.hpp"
#include "event/named.hpp"
#include "event/node_values.hpp"
#include "event/word_values.hpp"

namespace overens::event {
namespace {

using base::Findings;
using base::Node;
using base::text;
namespace sh = base::shape;

constexpr std::array<std::pair<std::string_view, Role::Filled>, 3> role_fillings = {
    {{"party", Role::Filled::party}, {"named", Role::Filled::named}, {"holder", Role::Filled::holder}}};

constexpr std::array<std::pair<std::string_view, RoleSource::In>, 6> role_places = {
    {{"acting", RoleSource::In::acting},
     {"field", RoleSource::In::field},
     {"event", RoleSource::In::event},
     {"participant", RoleSource::In::participant},
     {"municipality_of_person", RoleSource::In::municipality_of_person},
     {"only_of_party", RoleSource::In::only_of_party}}};

Role role(Node const& node) {
  Role result{words(node, "id"),    label(node),         value_of(role_fillings, words(node, "filled")),
              truth(node, "party"), list(node, "kinds"), {}};
  for (auto const& source : node.find("found")->items) {
    result.found.push_back({value_of(role_places, words(source, "in")), words(source, "event"), words(source, "field"),
                            words(source, "ended_by")});
  }
  return result;
}

constexpr std::pair<std::string_view, std::vector<std::string> Vocabulary::*> word_lists[] = {
    {"passed_over", &Vocabulary::passed_over},   {"before_an_age", &Vocabulary::before_an_age},
    {"after_an_age", &Vocabulary::after_an_age}, {"between_ages", &Vocabulary::between_ages},
    {"not_an_age", &Vocabulary::not_an_age},     {"not_an_age_now", &Vocabulary::not_an_age_now}};

void read_file(Vocabulary& v, Node const& root) {
  for (auto const& entry : root.entries) {
    for (auto const& node : entry.value.items) {
      auto const id = words(node, "id");
      if (entry.key == "kinds") {
        v.kinds.push_back({id, label(node), list(node, "ended_by"), truth(node, "ends_with_case"),
                           truth(node, "individual"), label(node, "many"), labels(node, "called"), list(node, "whose"),
                           truth(node, "also_regions")});
      } else if (entry.key == "codes") {
        CodeSet set{id, {}};
        for (auto const& code : node.find("codes")->items)
          set.codes.push_back({words(code, "id"), label(code), find_object_class(words(code, "secrecy")),
                               truth(code, "two_persons"), truth(code, "always_held")});
        v.code_sets.push_back(std::move(set));
      } else if (entry.key == "events") {
        v.types.push_back(read_event_type(node));
      } else if (entry.key == "roles") {
        v.roles.push_back(role(node));
      } else if (entry.key == "authority_kinds") {
        v.authority_kinds.push_back({id, label(node), words(node, "party"), truth(node, "health")});
      } else if (entry.key == "unit_kinds") {
        v.unit_kinds.push_back({id, label(node)});
      } else if (entry.key == "disclosure_bases") {
        v.disclosure_bases.push_back({id, label(node), truth(node, "consent"), truth(node, "coming")});
      } else if (entry.key == "classes") {
        v.classes.push_back({id, label(node)});
      } else if (entry.key == "acts") {
        v.acts.push_back(read_composed_act(node));
      } else if (entry.key == "own_acts") {
        v.own_acts.push_back(read_own_act(node));
      } else if (entry.key == "act_groups") {
        v.act_groups.push_back({id, label(node), words(node, "part")});
      } else if (entry.key == "case_parts") {
        v.case_parts.push_back({id, label(node), truth(node, "crossing"), truth(node, "team")});
      } else if (entry.key == "counties") {
        v.counties.push_back({words(node, "code"), words(node, "letter"), words(node, "name"), words(node, "region")});
      } else if (entry.key == "municipalities") {
        v.municipalities.push_back({words(node, "code"), words(node, "name"), words(node, "full")});
      } else if (entry.key == "needs") {
        v.needs.push_back({id, label(node), list(node, "words")});
      } else if (entry.key == "synonyms") {
        v.synonyms.push_back({id, list(node, "words")});
      } else {
        for (auto const& [key, member] : word_lists) {
          if (entry.key != key) continue;
          auto const words = list(node, "words");
          (v.*member).insert((v.*member).end(), words.begin(), words.end());
        }
      }
    }
  }
}

// Ids that stand twice in one list, across the files.
void find_doubles(std::vector<std::pair<std::string, Node>> const& files, Findings& findings) {
  std::unordered_map<std::string, std::string> seen;
  for (auto const& [file, root] : files) {
    for (auto const& entry : root.entries) {
      for (auto const& node : entry.value.items) {
        auto const id = words(node, node.find("code") == nullptr ? "id" : "code");
        auto const [first, fresh] = seen.emplace(entry.key + " " + id, file + ":" + std::to_string(node.line));
        if (!fresh) {
          findings.refuse(base::place_of(file, node), text("{0} stands twice; first at {1}", id, first->second),
                          text("remove or rename one of them"));
        }
      }
    }
  }
}

void add_codes(DataField& field, CodeSet const& set, base::Symbols& symbols) {
  for (auto const& code : set.codes) {
    auto const symbol = symbols.of(code.id);
    field.symbols.add(code.id, symbol);
    if (code.secrecy) field.telling.emplace_back(symbol, *code.secrecy);
  }
}

template <class T>
T const* by_id(std::vector<T> const& all, std::string_view id) {
  auto const found = std::find_if(all.begin(), all.end(), [&](T const& t) { return t.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

base::ShapePtr vocabulary_shape() {
  auto const secrecy = sh::code(object_class_words());
  auto const said = sh::map({sh::required("sv", sh::words()), sh::required("en", sh::words())});
  auto const source = sh::map({sh::required("in", sh::code(words_of(role_places))), sh::optional("event", sh::id()),
                               sh::optional("field", sh::id()), sh::optional("ended_by", sh::id())});
  auto const words = sh::map({sh::required("id", sh::id()), sh::required("words", sh::list(sh::words()))});
  return sh::map(
      {sh::optional("synonyms", sh::list(words)),
       sh::optional("passed_over", sh::list(words)),
       sh::optional("before_an_age", sh::list(words)),
       sh::optional("after_an_age", sh::list(words)),
       sh::optional("between_ages", sh::list(words)),
       sh::optional("not_an_age", sh::list(words)),
       sh::optional("not_an_age_now", sh::list(words)),
       sh::optional("kinds",
                    sh::list(labelled(
                        {sh::optional("ended_by", sh::list(sh::id())), sh::optional("ends_with_case", sh::boolean()),
                         sh::optional("individual", sh::boolean()), sh::optional("many", said),
                         sh::optional("called", sh::list(said)), sh::optional("whose", sh::list(sh::id())),
                         sh::optional("also_regions", sh::boolean())}))),
       sh::optional("codes",
                    sh::list(sh::map(
                        {sh::required("id", sh::id()),
                         sh::required("codes", sh::list(labelled({sh::optional("secrecy", secrecy),
                                                                  sh::optional("two_persons", sh::boolean()),
                                                                  sh::optional("always_held", sh::boolean())})))}))),
       sh::optional("events", sh::list(event_type_shape())),
       sh::optional("roles",
                    sh::list(labelled({sh::required("filled", sh::code(words_of(role_fillings))),
                                       sh::optional("party", sh::boolean()), sh::optional("kinds", sh::list(sh::id())),
                                       sh::required("found", sh::list(source))}))),
       sh::optional("authority_kinds",
                    sh::list(labelled({sh::required("party", sh::code({"region", "municipality", "private"})),
                                       sh::optional("health", sh::boolean())}))),
       sh::optional("unit_kinds", sh::list(labelled())),
       sh::optional("disclosure_bases", sh::list(labelled({sh::optional("consent", sh::boolean()),
                                                           sh::optional("coming", sh::boolean())}))),
       sh::optional("classes", sh::list(labelled())),
       sh::optional("act_groups", sh::list(labelled({sh::optional("part", sh::id())}))),
       sh::optional("case_parts",
                    sh::list(labelled({sh::optional("crossing", sh::boolean()), sh::optional("team", sh::boolean())}))),
       sh::optional("acts", sh::list(composed_act_shape())),
       sh::optional("own_acts", sh::list(own_act_shape())),
       sh::optional("counties",
                    sh::list(sh::map({sh::required("code", sh::words()), sh::required("letter", sh::words()),
                                      sh::required("name", sh::words()), sh::required("region", sh::words())}))),
       sh::optional("municipalities",
                    sh::list(sh::map({sh::required("code", sh::words()), sh::required("name", sh::words()),
                                      sh::required("full", sh::words())}))),
       sh::optional("needs", sh::list(labelled({sh::optional("words", sh::list(sh::words()))})))});
}

Vocabulary load_vocabulary(std::vector<base::SourceFile> const& files, Findings& findings) {
  Vocabulary vocabulary;
  std::vector<std::pair<std::string, Node>> read;
  for (auto const& file : files) {
    Findings own;
    auto root = base::read_yaml(file, own);
    if (own.usable()) base::check_shape(root, *vocabulary_shape(), {}, file.name, own);
    if (own.usable()) {
      read_file(vocabulary, root);
      read.emplace_back(file.name, std::move(root));
    }
    findings.add(own);
  }
  find_doubles(read, findings);
  vocabulary.index(findings);
  check_named(vocabulary, findings);
  check_composed_acts(vocabulary, findings);
  check_own_acts(vocabulary, findings);
  check_secrecy(vocabulary.types, findings);
  return vocabulary;
}

void Vocabulary::index(Findings& findings) {
  // Kinds of authority and of unit, and bases of disclosure, are codes too, where a field asks for them.
  CodeSet authorities{"authority_kinds", {}};
  for (auto const& kind_of : authority_kinds) authorities.codes.push_back({kind_of.id, kind_of.label});
  code_sets.push_back(std::move(authorities));
  code_sets.push_back({"unit_kinds", unit_kinds});
  CodeSet bases{"disclosure_bases", {}};
  for (auto const& basis : disclosure_bases) bases.codes.push_back({basis.id, basis.label});
  code_sets.push_back(std::move(bases));
  auto const refuse = [&](base::Text what, base::Text instead) {
    findings.refuse({"vocabulary"}, std::move(what), std::move(instead));
  };
  for (std::size_t i = 0; i < types.size(); ++i) {
    auto& type = types[i];
    type.number = static_cast<std::uint16_t>(i);
    if (this->type(type.name) == nullptr) type_of_.add(type.name, static_cast<std::uint32_t>(i));
    if (type.data.size() > 32) refuse(text("event type {0} has more than 32 fields", type.name), text("split it"));
    for (std::size_t f = 0; f < type.data.size() && f < 32; ++f) {
      if (type.data[f].required) type.required_fields |= std::uint32_t{1} << f;
    }
    for (auto& field : type.data) {
      field.symbol = symbols_.of(field.name);
      if (field.type == DataField::Type::id && kind(field.of) == nullptr) {
        refuse(text("event type {0}, field {1}: there is no kind {2}", type.name, field.name, field.of),
               text("write of: and a kind"));
      }
      if (field.type != DataField::Type::code) continue;
      auto const* set = code_set(field.of);
      if (set == nullptr) {
        refuse(text("event type {0}, field {1}: there is no list of codes {2}", type.name, field.name, field.of),
               text("write of: and a list of codes"));
        continue;
      }
      add_codes(field, *set, symbols_);
    }
  }
}

Kind const* Vocabulary::kind(std::string_view id) const {
  return by_id(kinds, id);
}
CodeSet const* Vocabulary::code_set(std::string_view id) const {
  return by_id(code_sets, id);
}
bool DataField::can_say(std::string_view value) const {
  if (list) return false;
  if (type == Type::boolean) return value == "true" || value == "false";
  return type == Type::code && symbols.find(value) != base::WordTable::none;
}

Role const* Vocabulary::role(std::string_view id) const {
  return by_id(roles, id);
}
ComposedAct const* Vocabulary::act(std::string_view id) const {
  return by_id(acts, id);
}
OwnAct const* Vocabulary::own_act(std::string_view id) const {
  return by_id(own_acts, id);
}
ActGroup const* Vocabulary::act_group(std::string_view id) const {
  return by_id(act_groups, id);
}
CasePart const* Vocabulary::case_part(std::string_view id) const {
  return by_id(case_parts, id);
}
Code const* Vocabulary::code(std::string_view set, std::string_view id) const {
  auto const* found = code_set(set);
  return found == nullptr ? nullptr : by_id(found->codes, id);
}
AuthorityKind const* Vocabulary::authority_kind(std::string_view id) const {
  return by_id(authority_kinds, id);
}
DisclosureBasis Vocabulary::disclosure_basis(std::string_view id) const {
  auto const* known_basis = by_id(disclosure_bases, id);
  return known_basis == nullptr ? DisclosureBasis{std::string(id), {}} : *known_basis;
}
Need const* Vocabulary::need(std::string_view id) const {
  return by_id(needs, id);
}

bool Vocabulary::add_code(std::string_view set, std::string_view prefix, Code code) {
  auto const found = std::find_if(code_sets.begin(), code_sets.end(), [&](auto const& s) { return s.id == set; });
  if (found == code_sets.end() || !code.id.starts_with(std::string(prefix) + ".")) return false;
  if (by_id(found->codes, code.id) != nullptr) return true;
  auto const symbol = symbols_.of(code.id);
  found->codes.push_back(std::move(code));
  for (auto& type : types) {
    for (auto& field : type.data) {
      if (field.type == DataField::Type::code && field.of == set) field.symbols.add(found->codes.back().id, symbol);
    }
  }
  return true;
}

}  // namespace overens::event
