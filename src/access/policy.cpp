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
     {"search", Action::search},
     {"foresee", Action::foresee},
     {"record", Action::record},
     {"correct", Action::correct},
     {"withdraw", Action::withdraw},
     {"disclose", Action::disclose},
     {"receive", Action::receive},
     {"take_on", Action::take_on},
     {"assign", Action::assign},
     {"grant", Action::grant},
     {"confirm", Action::confirm},
     {"name_stand_in", Action::name_stand_in},
     {"import", Action::import_event},
     {"subscribe", Action::subscribe},
     {"doubt", Action::doubt},
     {"own_page", Action::own_page},
     {"own_act", Action::own_act},
     {"own_account", Action::own_account},
     {"manage_account", Action::manage_account},
     {"open_account", Action::open_account},
     {"sign_in", Action::sign_in},
     {"sign_out", Action::sign_out}}};

constexpr std::array<std::pair<std::string_view, Actor::Kind>, 7> kind_words = {
    {{"visitor", Actor::Kind::visitor},
     {"developer", Actor::Kind::developer},
     {"staff", Actor::Kind::staff},
     {"system", Actor::Kind::system},
     {"terminal", Actor::Kind::terminal},
     {"individual", Actor::Kind::individual},
     {"individual_by_code", Actor::Kind::individual_by_code}}};

constexpr std::array<std::pair<std::string_view, Relation>, 8> relation_words = {
    {{"own_unit", Relation::own_unit},
     {"own_authority", Relation::own_authority},
     {"party", Relation::party},
     {"live_disclosure", Relation::live_disclosure},
     {"ended_disclosure", Relation::ended_disclosure},
     {"withdrawn_consent", Relation::withdrawn_consent},
     {"invited", Relation::invited},
     {"individual", Relation::individual}}};

constexpr std::array<std::pair<std::string_view, Requirement>, 4> need_words = {{{"involved", Requirement::involved},
                                                                                 {"named", Requirement::named},
                                                                                 {"reason", Requirement::reason},
                                                                                 {"no_case", Requirement::no_case}}};

constexpr std::array<std::pair<std::string_view, Masked>, 5> mask_words = {{{"who_recorded", Masked::who_recorded},
                                                                            {"address", Masked::address},
                                                                            {"unit", Masked::unit},
                                                                            {"appointment", Masked::appointment},
                                                                            {"authority", Masked::authority}}};

constexpr std::string_view purposes = "commission_purposes";
constexpr std::string_view parts_of_own_page = "individual_parts";

// Whose roles a set of codes holds.
constexpr std::array<std::pair<std::string_view, Actor::Kind>, 2> role_sets = {
    {{"staff_roles", Actor::Kind::staff}, {"system_roles", Actor::Kind::system}}};

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

template <class Words, class Value>
void read_words(base::Node const& node, std::string_view key, Words const& words, std::vector<Value>& into) {
  auto const* const list = node.find(key);
  if (list == nullptr) return;
  into.clear();
  for (auto const& word : list->items) into.push_back(*find_word(words, word.text));
}

void read_texts(base::Node const& node, std::string_view key, std::vector<std::string>& into) {
  if (auto const* const list = node.find(key)) {
    for (auto const& word : list->items) into.push_back(word.text);
  }
}

bool is_true(base::Node const& node, std::string_view key) {
  auto const* const found = node.find(key);
  return found != nullptr && found->text == "true";
}

PolicyRow read_row(base::Node const& node) {
  PolicyRow row;
  row.rule = node.find("rule")->text;
  row.object = *event::find_object_class(node.find("class")->text);
  read_words(node, "may", action_words, row.may);
  read_words(node, "relation", relation_words, row.relations);
  read_words(node, "when", need_words, row.needs);
  read_words(node, "mask", mask_words, row.mask);
  read_texts(node, "purpose", row.purposes);
  read_texts(node, "part", row.parts);
  read_texts(node, "basis", row.bases);
  row.is_for_protected = is_true(node, "protected");
  row.needs_fresh = is_true(node, "fresh");
  row.is_emergency = is_true(node, "emergency");
  read_texts(node, "authority_kinds", row.authority_kinds);
  if (auto const* const hours = node.find("holds_hours")) row.holds = std::chrono::hours(std::stol(hours->text));
  return row;
}

std::optional<calendar::Day> day_at(base::Node const& node, std::string_view key) {
  auto const* const day = node.find(key);
  return day == nullptr ? std::nullopt : calendar::parse_day(day->text);
}

LegalBasis read_basis(base::Node const& node) {
  LegalBasis basis{node.find("id")->text,
                   node.find("statute")->text,
                   {node.find("sv")->text, node.find("en")->text},
                   *day_at(node, "from"),
                   day_at(node, "through")};
  read_texts(node, "authority_kinds", basis.authority_kinds);
  return basis;
}

/// Reads the files, and says what is wrong with each row where it stands.
class Loading {
 public:
  Loading(event::Vocabulary const& vocabulary, base::Findings& findings)
      : vocabulary_(vocabulary), findings_(findings) {}

  bool read(base::SourceFile const& file) {
    auto const root = base::read_yaml(file, findings_);
    if (findings_.usable()) base::check_shape(root, *policy_shape(), {}, file.name, findings_);
    if (!findings_.usable()) return false;
    if (auto const* const minutes = root.find("fresh_minutes"))
      fresh_for_ = std::chrono::minutes(std::stol(minutes->text));
    if (auto const* const staff = root.find("fewest_staff")) fewest_staff_ = std::stoul(staff->text);
    read_words(root, "protected_mask", mask_words, protected_mask_);
    if (auto const* const all = root.find("bases")) {
      for (auto const& node : all->items) add_basis({file.name, node.line}, node);
    }
    if (auto const* const all = root.find("rows")) {
      for (auto const& node : all->items) add_row({file.name, node.line}, node.find("who")->text, read_row(node));
    }
    if (auto const* const code = root.find("individual_code")) {
      code_.days = std::stoi(code->find("days")->text);
      code_.tries = std::stoi(code->find("tries")->text);
    }
    return true;
  }

  // A row may name what stands in a file that is read after it.
  void check_bases() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      for (auto const& id : rows_[i].bases) {
        if (std::any_of(bases_.begin(), bases_.end(), [&](LegalBasis const& basis) { return basis.id == id; }))
          continue;
        findings_.refuse(places_[i], text("there is no legal basis {0}", id), text("add it, or correct the word"));
      }
    }
  }

  Policy made() {
    return Policy(std::move(rows_), std::move(bases_), code_, fresh_for_, fewest_staff_, std::move(protected_mask_));
  }

 private:
  void check_kinds(base::Place const& place, std::vector<std::string> const& kinds) {
    for (auto const& kind : kinds) {
      if (vocabulary_.authority_kind(kind) == nullptr)
        findings_.refuse(place, text("there is no kind of authority {0}", kind),
                         text("write one of {0}", "authority_kinds"));
    }
  }

  void add_basis(base::Place const& place, base::Node const& node) {
    auto basis = read_basis(node);
    if (std::any_of(bases_.begin(), bases_.end(), [&](LegalBasis const& other) { return other.id == basis.id; }))
      findings_.refuse(place, text("the legal basis {0} stands twice", basis.id), text("give it another name"));
    check_kinds(place, basis.authority_kinds);
    bases_.push_back(std::move(basis));
  }

  void add_row(base::Place const& place, std::string const& who, PolicyRow row) {
    if (auto const whose = read_who(vocabulary_, who)) {
      std::tie(row.kind, row.role) = *whose;
    } else {
      findings_.refuse(
          place, text("{0} is nobody that the policy knows", who),
          text("write visitor, developer, system, staff, terminal, individual, individual_by_code, or a role of "
               "staff_roles or system_roles"));
    }
    check_kinds(place, row.authority_kinds);
    if (row.is_emergency && std::find(row.needs.begin(), row.needs.end(), Requirement::reason) == row.needs.end())
      findings_.refuse(place, text("the rule {0} breaks the glass without a reason", row.rule),
                       text("write when: [reason]"));
    for (auto const& purpose : row.purposes) {
      if (vocabulary_.code(purposes, purpose) == nullptr)
        findings_.refuse(place, text("there is no purpose {0}", purpose),
                         text("write one of {0}", std::string(purposes)));
    }
    for (auto const& part : row.parts) {
      if (vocabulary_.code(parts_of_own_page, part) == nullptr)
        findings_.refuse(place, text("there is no part {0} of the individual's page", part),
                         text("write one of {0}", std::string(parts_of_own_page)));
    }
    if (std::any_of(rows_.begin(), rows_.end(), [&](PolicyRow const& other) { return other.rule == row.rule; }))
      findings_.refuse(place, text("the rule {0} stands twice", row.rule), text("give it another name"));
    rows_.push_back(std::move(row));
    places_.push_back(place);
  }

  event::Vocabulary const& vocabulary_;
  base::Findings& findings_;
  std::vector<PolicyRow> rows_;
  std::vector<base::Place> places_;
  std::vector<LegalBasis> bases_;
  IndividualCodeRule code_;
  std::chrono::minutes fresh_for_ = {};
  std::size_t fewest_staff_ = 0;
  std::vector<Masked> protected_mask_;
};

}  // namespace

std::vector<PolicyRow const*> Policy::rows_for(Actor const& actor, Action action, ObjectClass object) const {
  std::vector<PolicyRow const*> rows;
  for (auto const& row : rows_) {
    if (row.object != object || !is_of(row, actor)) continue;
    auto const has = [](auto const& all, auto const& one) {
      return std::find(all.begin(), all.end(), one) != all.end();
    };
    if (has(row.may, action) && (row.purposes.empty() || has(row.purposes, actor.purpose))) rows.push_back(&row);
  }
  return rows;
}

std::string_view to_string(Action action) {
  auto const* const found =
      std::find_if(action_words.begin(), action_words.end(), [&](auto const& one) { return one.second == action; });
  return found == action_words.end() ? std::string_view() : found->first;
}

PolicyRow const* Policy::row(std::string_view rule) const {
  auto const found = std::find_if(rows_.begin(), rows_.end(), [&](PolicyRow const& one) { return one.rule == rule; });
  return found == rows_.end() ? nullptr : &*found;
}

std::chrono::minutes Policy::longest_held() const {
  std::chrono::minutes longest{0};
  for (auto const& row : rows_) longest = std::max(longest, row.holds);
  return longest;
}

LegalBasis const* Policy::basis(std::string_view id) const {
  auto const found = std::find_if(bases_.begin(), bases_.end(), [&](LegalBasis const& one) { return one.id == id; });
  return found == bases_.end() ? nullptr : &*found;
}

std::string_view word_of(Action action) {
  return word_for(action_words, action);
}
std::string_view word_of(Masked masked) {
  return word_for(mask_words, masked);
}
std::string_view word_of(Relation relation) {
  return word_for(relation_words, relation);
}
std::string_view word_of(Actor::Kind kind) {
  return word_for(kind_words, kind);
}
std::optional<Actor::Kind> read_kind(std::string_view word) {
  auto const* const found = find_word(kind_words, word);
  return found == nullptr ? std::nullopt : std::optional(*found);
}
std::optional<Relation> read_relation(std::string_view word) {
  auto const* const found = find_word(relation_words, word);
  return found == nullptr ? std::nullopt : std::optional(*found);
}
std::optional<Action> read_action(std::string_view word) {
  auto const* const found = find_word(action_words, word);
  return found == nullptr ? std::nullopt : std::optional(*found);
}
std::vector<std::string> words_of_actions() {
  return words_of(action_words);
}

base::ShapePtr policy_shape() {
  auto const row = sh::map(
      {sh::required("rule", sh::words(), text("its name in the access journal")),
       sh::required("who", sh::words(),
                    text("visitor, developer, system, staff, terminal, individual, individual_by_code or a role")),
       sh::required("class", sh::code(event::object_class_words()), text("of what it is about")),
       sh::required("may", sh::list(sh::code(words_of(action_words))), text("what is allowed; all else is denied")),
       sh::optional("relation", sh::list(sh::code(words_of(relation_words))),
                    text("how they must stand to whose it is; left out: own_unit and own_authority")),
       sh::optional("when", sh::list(sh::code(words_of(need_words))), text("what must be so besides, all of it")),
       sh::optional("purpose", sh::list(sh::value()), text("of the commission, one of them; left out: whichever")),
       sh::optional("protected", sh::boolean(), text("true: also where somebody's identity is protected")),
       sh::optional("part", sh::list(sh::value()),
                    text("of the individual's own page, one of these; left out: whatever it is")),
       sh::optional("holds_hours", sh::integer(1, 48), text("so long after it was said a reason is still one")),
       sh::optional("emergency", sh::boolean(),
                    text("true: it breaks the glass, is shown as such and always reviewed")),
       sh::optional("authority_kinds", sh::list(sh::value()), text("of whose record it is, one of them")),
       sh::optional("fresh", sh::boolean(), text("true: only for who has shown a moment ago who they are")),
       sh::optional("mask", sh::list(sh::code(words_of(mask_words))), text("what is left out of the answer")),
       sh::optional("basis", sh::list(sh::value()), text("one of these must hold on the day"))});
  auto const basis = sh::map(
      {sh::required("id", sh::value(), text("its name in the rows")),
       sh::required("statute", sh::words(), text("as it is cited")),
       sh::required("sv", sh::words(), text("what it says, in Swedish")),
       sh::required("en", sh::words(), text("what it says, in English")),
       sh::required("from", sh::day(), text("the first day on which it holds")),
       sh::optional("through", sh::day(), text("the last day on which it holds")),
       sh::optional("authority_kinds", sh::list(sh::value()), text("that it is for, and rest on it before others"))});
  auto const code =
      sh::map({sh::required("days", sh::integer(1, 366), text("so long it opens")),
               sh::required("tries", sh::integer(1, 100), text("so many wrong ones, and it opens nothing"))});
  return sh::map({sh::optional("fresh_minutes", sh::integer(1, 600), text("so long is a moment ago")),
                  sh::optional("fewest_staff", sh::integer(1, 100),
                               text("of a unit with fewer no figures are shown: they would be a person's")),
                  sh::optional("protected_mask", sh::list(sh::code(words_of(mask_words))),
                               text("what is left out as well of what shows somebody with a protected identity")),
                  sh::optional("individual_code", code, text("the code on paper that an individual is given")),
                  sh::optional("rows", sh::list(row), text("who may do what")),
                  sh::optional("bases", sh::list(basis), text("the statutes on which it rests"))});
}

Policy load_policy(std::vector<base::SourceFile> const& files, event::Vocabulary const& vocabulary,
                   base::Findings& findings) {
  base::Findings own;
  Loading loading(vocabulary, own);
  auto const all_read = std::all_of(files.begin(), files.end(), [&](auto const& file) { return loading.read(file); });
  if (all_read) loading.check_bases();
  auto const usable = own.usable();
  findings.add(own);
  return usable ? loading.made() : Policy();
}

}  // namespace overens::access
