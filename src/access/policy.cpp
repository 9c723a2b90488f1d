#include "access/policy.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace overens::access {
namespace {

using base::text;
namespace sh = base::shape;

constexpr std::array<std::pair<std::string_view, ObjectClass>, std::size(all_object_classes)> class_words = {
    {{"open", ObjectClass::open},
     {"identity", ObjectClass::identity},
     {"coordination", ObjectClass::coordination},
     {"notes", ObjectClass::notes},
     {"received", ObjectClass::received},
     {"sensitive", ObjectClass::sensitive},
     {"statistics", ObjectClass::statistics},
     {"governance", ObjectClass::governance},
     {"internal", ObjectClass::internal},
     {"access_log", ObjectClass::access_log}}};

constexpr std::array<std::pair<std::string_view, Action>, std::size(all_actions)> action_words = {
    {{"read", Action::read},
     {"list", Action::list},
     {"foresee", Action::foresee},
     {"record", Action::record},
     {"correct", Action::correct},
     {"withdraw", Action::withdraw},
     {"disclose", Action::disclose},
     {"import", Action::import_event},
     {"doubt", Action::doubt},
     {"own_account", Action::own_account},
     {"sign_in", Action::sign_in},
     {"sign_out", Action::sign_out}}};

constexpr std::array<std::pair<std::string_view, Actor::Kind>, 4> kind_words = {{{"visitor", Actor::Kind::visitor},
                                                                                 {"developer", Actor::Kind::developer},
                                                                                 {"staff", Actor::Kind::staff},
                                                                                 {"system", Actor::Kind::system}}};

constexpr std::string_view roles = "staff_roles";

template <class Words>
std::vector<std::string> words_of(Words const& table) {
  std::vector<std::string> all;
  for (auto const& [word, value] : table) all.emplace_back(word);
  return all;
}

template <class Words, class Value>
std::string_view word_for(Words const& table, Value value) {
  return std::find_if(table.begin(), table.end(), [&](auto const& one) { return one.second == value; })->first;
}

template <class Words>
auto const* find_word(Words const& table, std::string_view word) {
  auto const* const found =
      std::find_if(table.begin(), table.end(), [&](auto const& one) { return one.first == word; });
  return found == table.end() ? nullptr : &found->second;
}

bool is_of(PolicyRow const& row, Actor const& actor) {
  auto const* const kind = find_word(kind_words, row.who);
  if (kind != nullptr) return *kind == actor.kind;
  return actor.kind == Actor::Kind::staff && row.who == actor.role;
}

PolicyRow read_row(base::Node const& node) {
  PolicyRow row{node.find("rule")->text, node.find("who")->text, *find_word(class_words, node.find("class")->text), {}};
  for (auto const& word : node.find("may")->items) row.may.push_back(*find_word(action_words, word.text));
  return row;
}

bool is_role(event::Vocabulary const& vocabulary, std::string const& word) {
  auto const* const known = vocabulary.code_set(roles);
  return known != nullptr && std::any_of(known->codes.begin(), known->codes.end(),
                                         [&](event::Code const& code) { return code.id == word; });
}

}  // namespace

PolicyRow const* Policy::row(Actor const& actor, Action action, ObjectClass object) const {
  auto const found = std::find_if(rows_.begin(), rows_.end(), [&](PolicyRow const& row) {
    return row.object == object && is_of(row, actor) &&
           std::find(row.may.begin(), row.may.end(), action) != row.may.end();
  });
  return found == rows_.end() ? nullptr : &*found;
}

std::string_view word_of(Action action) {
  return word_for(action_words, action);
}
std::string_view word_of(ObjectClass object) {
  return word_for(class_words, object);
}
std::optional<Action> read_action(std::string_view word) {
  auto const* const found = find_word(action_words, word);
  return found == nullptr ? std::nullopt : std::optional(*found);
}
std::optional<ObjectClass> read_object_class(std::string_view word) {
  auto const* const found = find_word(class_words, word);
  return found == nullptr ? std::nullopt : std::optional(*found);
}
std::vector<std::string> words_of_actions() {
  return words_of(action_words);
}
std::vector<std::string> words_of_object_classes() {
  return words_of(class_words);
}

base::ShapePtr policy_shape() {
  return sh::map({sh::required(
      "rows", sh::list(sh::map({sh::required("rule", sh::words(), text("its name in the access journal")),
                                sh::required("who", sh::words(), text("visitor, developer, system, staff or a role")),
                                sh::required("class", sh::code(words_of(class_words)), text("of what it is about")),
                                sh::required("may", sh::list(sh::code(words_of(action_words))),
                                             text("what is allowed; all else is denied"))})))});
}

Policy load_policy(std::vector<base::SourceFile> const& files, event::Vocabulary const& vocabulary,
                   base::Findings& findings) {
  std::vector<PolicyRow> rows;
  base::Findings own;
  for (auto const& file : files) {
    auto const root = base::read_yaml(file, own);
    if (own.usable()) base::check_shape(root, *policy_shape(), {}, file.name, own);
    if (!own.usable()) break;
    for (auto const& node : root.find("rows")->items) {
      auto row = read_row(node);
      if (find_word(kind_words, row.who) == nullptr && !is_role(vocabulary, row.who)) {
        own.refuse({file.name, node.line}, text("{0} is nobody that the policy knows", row.who),
                   text("write visitor, developer, system, staff, or a role of {0}", std::string(roles)));
      }
      auto const is_same = [&](PolicyRow const& other) { return other.rule == row.rule; };
      if (std::any_of(rows.begin(), rows.end(), is_same))
        own.refuse({file.name, node.line}, text("the rule {0} stands twice", row.rule), text("give it another name"));
      rows.push_back(std::move(row));
    }
  }
  auto const usable = own.usable();
  findings.add(own);
  return usable ? Policy(std::move(rows)) : Policy();
}

}  // namespace overens::access
