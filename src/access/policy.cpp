#include "access/policy.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

namespace overens::access {
namespace {

using base::text;
namespace sh = base::shape;

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

constexpr std::array<std::pair<std::string_view, Actor::Kind>, 5> kind_words = {{{"visitor", Actor::Kind::visitor},
                                                                                 {"developer", Actor::Kind::developer},
                                                                                 {"staff", Actor::Kind::staff},
                                                                                 {"system", Actor::Kind::system},
                                                                                 {"terminal", Actor::Kind::terminal}}};

// Whose roles a set of codes holds.
constexpr std::array<std::pair<std::string_view, Actor::Kind>, 2> role_sets = {
    {{"staff_roles", Actor::Kind::staff}, {"system_roles", Actor::Kind::system}}};

template <class Words>
std::vector<std::string> words_of(Words const& table) {
  std::vector<std::string> all;
  for (auto const& [word, value] : table) all.emplace_back(word);
  return all;
}

template <class Words>
auto const* find_word(Words const& table, std::string_view word) {
  auto const* const found =
      std::find_if(table.begin(), table.end(), [&](auto const& one) { return one.first == word; });
  return found == table.end() ? nullptr : &found->second;
}

bool is_of(PolicyRow const& row, Actor const& actor) {
  return row.kind == actor.kind && (row.role.empty() || row.role == actor.role);
}

// Whose row it is; nothing: nobody that the policy knows.
std::optional<std::pair<Actor::Kind, std::string>> read_who(event::Vocabulary const& vocabulary,
                                                            std::string const& word) {
  if (auto const* const kind = find_word(kind_words, word)) return std::pair(*kind, std::string());
  for (auto const& [set, kind] : role_sets) {
    if (vocabulary.code(set, word) != nullptr) return std::pair(kind, word);
  }
  return std::nullopt;
}

PolicyRow read_row(base::Node const& node) {
  PolicyRow row{.rule = node.find("rule")->text, .object = *event::find_object_class(node.find("class")->text)};
  for (auto const& word : node.find("may")->items) row.may.push_back(*find_word(action_words, word.text));
  return row;
}

}  // namespace

PolicyRow const* Policy::row(Actor const& actor, Action action, ObjectClass object) const {
  auto const found = std::find_if(rows_.begin(), rows_.end(), [&](PolicyRow const& row) {
    return row.object == object && is_of(row, actor) &&
           std::find(row.may.begin(), row.may.end(), action) != row.may.end();
  });
  return found == rows_.end() ? nullptr : &*found;
}

base::ShapePtr policy_shape() {
  return sh::map({sh::required(
      "rows",
      sh::list(sh::map({sh::required("rule", sh::words(), text("its name in the access journal")),
                        sh::required("who", sh::words(), text("visitor, developer, system, staff, terminal or a role")),
                        sh::required("class", sh::code(event::object_class_words()), text("of what it is about")),
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
      auto const& who = node.find("who")->text;
      if (auto const whose = read_who(vocabulary, who)) {
        std::tie(row.kind, row.role) = *whose;
      } else {
        own.refuse({file.name, node.line}, text("{0} is nobody that the policy knows", who),
                   text("write visitor, developer, system, staff, terminal, or a role of staff_roles or system_roles"));
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
