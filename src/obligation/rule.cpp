#include "obligation/rule.hpp"

#include <algorithm>
#include <charconv>

#include "event/known.hpp"

namespace overens::obligation {
namespace {

using agreement::Condition;
using agreement::Norm;
using event::DataField;
using event::EventType;
namespace known = event::known;

std::uint64_t place_in(std::vector<event::AuthorityKind> const& kinds, std::string_view id) {
  auto const found = std::find_if(kinds.begin(), kinds.end(), [&](auto const& k) { return k.id == id; });
  return static_cast<std::uint64_t>(found - kinds.begin());
}

std::uint64_t place_in(std::vector<event::Code> const& kinds, std::string_view id) {
  auto const found = std::find_if(kinds.begin(), kinds.end(), [&](auto const& k) { return k.id == id; });
  return static_cast<std::uint64_t>(found - kinds.begin());
}

bool names_units(std::vector<Test> const& tests) {
  return std::any_of(tests.begin(), tests.end(), [](Test const& test) { return test.of == Test::Of::unit_kind; });
}
bool names_units(CompiledCondition const& when) {
  return names_units(when.tests) || names_units(when.ended_tests) ||
         std::any_of(when.parts.begin(), when.parts.end(), [](auto const& part) { return names_units(part); });
}
bool names_units(Rule const& rule) {
  bool found = false;
  agreement::each_condition(
      rule, [&](agreement::Slot, CompiledCondition const& when) { found = found || names_units(when); });
  return found;
}
bool names_forums(CompiledCondition const& when) {
  auto const asks_for_one = [](Test const& test) { return test.forum != nullptr; };
  return std::any_of(when.tests.begin(), when.tests.end(), asks_for_one) ||
         std::any_of(when.ended_tests.begin(), when.ended_tests.end(), asks_for_one) ||
         std::any_of(when.parts.begin(), when.parts.end(), [](auto const& part) { return names_forums(part); });
}
bool names_forums(Rule const& rule) {
  bool found = rule.norm->per == "forum" || rule.norm->bearer.form == agreement::Bearer::Form::forum;
  agreement::each_condition(
      rule, [&](agreement::Slot, CompiledCondition const& when) { found = found || names_forums(when); });
  return found;
}

}  // namespace

class Rulebook::Maker {
 public:
  Maker(Rulebook& book, base::Symbols& words) : book_(book), v_(book.vocabulary_), words_(words) {}

  void ask_for_the_programs_own() {
    auto& asked = book_.asked_;
    // A disclosure goes to what it is about, also outside a case.
    for (auto const* name : {known::disclosure_made, known::disclosure_ended}) {
      for (auto const& field : v_.type(name)->data) {
        auto const about =
            field.type == event::DataField::Type::id && v_.kind(field.of)->individual && field.of != "consent";
        if (!about) continue;
        asked.field(name, field.name);
        asked.in_group(name, std::string(event::same_kind(field.of)));
      }
    }
    for (auto const& role : v_.roles) {
      for (auto const& source : role.found) {
        if (source.in == event::RoleSource::In::participant) asked.field(source.event, source.field);
      }
    }
    // A dispute is on its ladder whatever case its events stand in.
    for (auto const* name : {known::dispute_raised, known::dispute_referred}) asked.in_group(name, "dispute");
    for (auto const& ended_by : v_.kind("dispute")->ended_by) asked.in_group(ended_by, "dispute");
    for (auto const& type : v_.types) {
      for (auto const& field : type.data) {
        if (field.receives) asked.field(type.name, field.name);
        if (type.subject == "agreement") asked.field(type.name, field.name);  // the agreements' own lives
      }
    }
    for (auto const& [type, field] : std::initializer_list<std::pair<char const*, char const*>>{
             {known::disclosure_made, "to"},           {known::disclosure_made, "items"},
             {known::disclosure_made, "types"},        {known::disclosure_made, "consent"},
             {known::disclosure_made, "basis"},        {known::consent_given, "to"},
             {known::consent_given, "types"},          {known::consent_given, "through"},
             {known::source_complete, "types"},        {known::source_complete, "from"},
             {known::source_complete, "through"},      {known::authority_registered, "party"},
             {known::authority_registered, "kind"},    {known::authority_registered, "name"},
             {known::unit_opened, "authority"},        {known::unit_opened, "kind"},
             {known::forum_founded, "role"},           {known::forum_founded, "agreement"},
             {known::forum_founded, "convened_by"},    {known::forum_founded, "municipality"},
             {known::person_registered, "birth_date"}, {known::person_registered, "municipality"},
             {known::dispute_raised, "about"},         {known::dispute_raised, "individual"},
             {known::dispute_referred, "rung"},        {known::dispute_referred, "deidentified"}}) {
      asked.field(type, field);
    }
  }

  void add(agreement::Pack const& pack, std::uint16_t number) {
    for (auto const& norm : pack.norms) {
      Rule rule;
      rule.norm = &norm;
      rule.pack = &pack;
      rule.pack_number = number;
      rule.agreement_index = book_.agreement_index_of_pack_[number];
      rule.per = v_.kind(norm.per);
      auto const own = !rule.per->individual || (norm.per != "person" && outside_cases(v_, norm.per));
      rule.group_kind = norm.per == "person" || norm.match == Norm::Match::person ? "person"
                        : own ? std::string(event::same_kind(norm.per))
                              : "case";
      rule.own_group = rule.group_kind == event::same_kind(norm.per) && rule.group_kind != "case";
      auto const norm_key = std::find_if(book_.rules_.begin(), book_.rules_.end(), [&](Rule const& other) {
        return other.agreement_index == rule.agreement_index && other.norm->id == norm.id;
      });
      rule.norm_key = static_cast<std::uint32_t>(norm_key - book_.rules_.begin());
      per_ = norm.per;
      agreement_ = subject_hash("agreement", pack.agreement);
      group_kind_ = rule.group_kind;
      tied_ = norm.match == Norm::Match::id;
      fill(rule);
      book_.rules_.push_back(std::move(rule));
    }
  }

  static void collect_earlier(CompiledCondition const& when, bool met_before, std::vector<Rule::Earlier>& all) {
    for (auto const& part : when.parts) collect_earlier(part, met_before, all);
    if (when.form != CompiledCondition::Form::event) return;
    all.push_back({when.type, when.source->within, met_before});
  }

  static void collect_endings(CompiledCondition const& when, std::vector<std::uint16_t>& types) {
    for (auto const& part : when.parts) collect_endings(part, types);
    if (when.ended_by && std::find(types.begin(), types.end(), *when.ended_by) == types.end())
      types.push_back(*when.ended_by);
  }

  static void collect_types(CompiledCondition const& when, std::vector<std::uint16_t>& types) {
    for (auto const& part : when.parts) collect_types(part, types);
    if (when.form == CompiledCondition::Form::event && std::find(types.begin(), types.end(), when.type) == types.end())
      types.push_back(when.type);
  }

 private:
  void fill(Rule& rule) {
    auto const& norm = *rule.norm;
    agreement::each_slot([&](agreement::Slot, auto const& from, auto& to) { make(from, to); },
                         static_cast<agreement::Slots<Condition> const&>(norm),
                         static_cast<agreement::Slots<CompiledCondition>&>(rule));
    for (auto const& role : norm.bearer.roles) rule.roles.push_back(v_.role(role));
    for (auto const* role : rule.roles) {
      for (auto const& source : role->found) {
        if (!source.event.empty()) ask(source.event, source.field);
        if (!source.ended_by.empty()) ask(source.ended_by, source.field);
        if (source.in == event::RoleSource::In::field && rule.opens) ask_in(*rule.opens, source.field);
      }
    }
    for (auto const& ended_by : rule.per->ended_by) {
      ask(ended_by, {});
      if (ended_by == known::case_closed) continue;  // nothing that is owed ends with that
      rule.ends.push_back(v_.type(ended_by)->number);
    }
    rule.ends_with_case = rule.per->ends_with_case || rule.per->id == "case";
    for (auto const& id : norm.groups) {
      for (auto const& code : rule.pack->group(id)->noted) {
        static_cast<void>(code);
        ask(known::group_noted, "group");
      }
    }
    if (norm.every && rule.met) ask_in(*rule.met, known::for_period);
    if (rule.met) collect_types(*rule.met, rule.met_types);
    if (norm.again == agreement::Norm::Again::when_ended) {
      for (auto const* slot : {&rule.met, &rule.met_before}) {
        if (slot->has_value()) collect_endings(**slot, rule.ending_types);
      }
    }
    for (auto const& one : rule.release) collect_types(one, rule.release_types);
    if (rule.met_before) collect_earlier(*rule.met_before, true, rule.earlier);
    if (rule.unless) collect_earlier(*rule.unless, false, rule.earlier);
    if (norm.due) {
      rule.due_field = written(rule, norm.due->field);
      rule.watch_field = written(rule, norm.due->watch_field);
    }
    if (norm.movable) ask_for_moves(rule, *norm.movable);
    rule.closing_types = rule.met_types;
    for (auto const& one : rule.release) collect_types(one, rule.closing_types);
  }

  void ask_for_moves(Rule& rule, agreement::Movable const& movable) {
    ask_in(*rule.moved, movable.to);
    ask_in(*rule.moved, movable.agreed);
    std::vector<std::uint16_t> types;
    collect_types(*rule.moved, types);
    for (auto const type : types) {
      rule.moved_to = v_.types[type].field(movable.to)->symbol;
      rule.moved_agreed = v_.types[type].field(movable.agreed)->symbol;
    }
  }

  base::Symbol written(Rule& rule, std::string const& field) {
    base::Symbol symbol = 0;
    for (auto const& name : agreement::types_with_the_day(*rule.norm)) {
      auto const* found = field.empty() ? nullptr : v_.type(name)->field(field);
      if (found == nullptr) continue;
      ask(name, field);
      symbol = found->symbol;
      rule.day_types.push_back(v_.type(name)->number);
    }
    return symbol;
  }

  void ask(std::string_view type, std::string_view field) {
    if (!field.empty()) book_.asked_.field(type, field);
    if (group_kind_ == "case") return;
    book_.asked_.in_group(type, group_kind_);
    for (auto const& data : v_.type(type)->data) {
      if (event::carries(data, group_kind_)) book_.asked_.field(type, data.name);
    }
  }
  void ask_in(CompiledCondition const& when, std::string const& field) {
    for (auto const& part : when.parts) ask_in(part, field);
    if (when.form == CompiledCondition::Form::event) ask(v_.types[when.type].name, field);
  }

  void make(std::optional<Condition> const& from, std::optional<CompiledCondition>& to) {
    if (from) to = when(*from);
  }
  void make(std::vector<Condition> const& from, std::vector<CompiledCondition>& to) {
    for (auto const& one : from) to.push_back(when(one));
  }

  CompiledCondition when(Condition const& from) {
    CompiledCondition to;
    to.form = from.form;
    if (!from.of.empty()) to.of = v_.role(from.of);
    to.source = &from;
    for (auto const& part : from.parts) to.parts.push_back(when(part));
    if (from.form != Condition::Form::event) return to;
    auto const& type = *v_.type(from.event);
    ask(type.name, {});
    to.type = type.number;
    to.names = subject_link(type, per_);
    to.link = tied_ ? to.names : SubjectLink{};
    for (auto const& field : type.data) {
      if (to.names.field != 0 && field.symbol == to.names.field) ask(type.name, field.name);
    }
    for (auto const& where : from.where) to.tests.push_back(test(type, where));
    if (from.since == "opening") {
      to.since = CompiledCondition::Since::opening;
    } else if (from.since == "ever") {
      to.since = CompiledCondition::Since::ever;
    } else if (!from.since.empty()) {
      to.since = CompiledCondition::Since::event;
      to.since_type = number(from.since);
      to.since_carrier = subject_link(*v_.type(from.since), per_);
    }
    to.before_opening = from.before == "opening";
    if (!from.before.empty() && !to.before_opening) {
      to.before_type = number(from.before);
      to.before_carrier = subject_link(*v_.type(from.before), per_);
    }
    to.times = from.times;
    if (from.distinct == "authority") {
      to.count = CompiledCondition::Count::authorities;
    } else if (from.distinct == "party") {
      to.count = CompiledCondition::Count::parties;
    } else if (!from.distinct.empty()) {
      to.count = CompiledCondition::Count::field;
      ask(type.name, from.distinct);
      to.count_field = type.field(from.distinct)->symbol;
    }
    if (!from.not_ended_by.empty()) to.ended_by = number(from.not_ended_by);
    for (auto const& where : from.ended_where) to.ended_tests.push_back(test(*v_.type(from.not_ended_by), where));
    return to;
  }

  std::uint16_t number(std::string const& type) {
    ask(type, {});
    return v_.type(type)->number;
  }

  Test test(EventType const& type, agreement::Where const& where) {
    Test result;
    result.at_least = where.is == agreement::Where::Is::at_least;
    result.all = where.is == agreement::Where::Is::has;
    result.none = where.is == agreement::Where::Is::none_of;
    result.least = where.least;
    if (where.field == "by_kind" || where.field == "unit_kind") {
      result.of = where.field == "by_kind" ? Test::Of::by_kind : Test::Of::unit_kind;
      for (auto const& word : where.words) {
        result.values.push_back(where.field == "by_kind" ? place_in(v_.authority_kinds, word)
                                                         : place_in(v_.unit_kinds, word));
      }
      return result;
    }
    ask(type.name, where.field);
    auto const& field = *type.field(where.field);
    result.field = field.symbol;
    if (where.is == agreement::Where::Is::forum) {
      result.forum = &where.words.front();
      result.agreement = agreement_;
      return result;
    }
    for (auto const& word : where.words) result.values.push_back(value(field, word));
    return result;
  }

  std::uint64_t value(DataField const& field, std::string const& word) {
    using Type = DataField::Type;
    switch (field.type) {
      case Type::code:
        return v_.symbols().find(word);
      case Type::boolean:
        return word == "true" ? 1 : 0;
      case Type::integer:
      case Type::money: {
        std::int64_t n = 0;
        std::from_chars(word.data(), word.data() + word.size(), n);
        return static_cast<std::uint64_t>(n);
      }
      case Type::day: {
        auto const day = calendar::parse_day(word);
        return day ? static_cast<std::uint64_t>(day->time_since_epoch().count()) : 0;
      }
      case Type::id:
        return subject_hash(field.of, word);
      case Type::type:
        return v_.type(word) == nullptr ? UINT64_MAX : v_.type(word)->number;
      case Type::words:
        return field.list ? hash_of(word) : words_.of(word);
      case Type::authority:
      case Type::unit:
      case Type::party:
        return words_.of(word);
      case Type::raw:
        return 0;
    }
    return 0;
  }

  Rulebook& book_;
  event::Vocabulary const& v_;
  base::Symbols& words_;
  std::string per_;
  std::uint64_t agreement_ = 0;  ///< whose rules are being made ready
  std::string group_kind_;
  bool tied_ = true;
};

Rulebook::Rulebook(std::vector<agreement::Pack const*> packs, event::Vocabulary const& vocabulary, base::Symbols& words)
    : packs_(std::move(packs)), vocabulary_(vocabulary), asked_(vocabulary) {
  for (auto const* pack : packs_) {
    auto const same = std::find_if(packs_.begin(), packs_.end(),
                                   [&](auto const* other) { return other->agreement == pack->agreement; });
    agreement_index_of_pack_.push_back(static_cast<std::uint16_t>(same - packs_.begin()));
    for (auto const& party : pack->parties) words.of(party.code);
  }
  Maker maker(*this, words);
  maker.ask_for_the_programs_own();
  for (std::size_t i = 0; i < packs_.size(); ++i) maker.add(*packs_[i], static_cast<std::uint16_t>(i));
  std::vector<std::uint16_t> types;
  for (std::uint32_t i = 0; i < rules_.size(); ++i) {
    auto const& rule = rules_[i];
    auto own = std::find_if(group_kinds_.begin(), group_kinds_.end(),
                            [&](GroupKind const& home) { return home.kind == rule.group_kind; });
    if (own == group_kinds_.end()) {
      group_kinds_.push_back({rule.group_kind, std::vector<std::vector<GroupKind::Part>>(vocabulary.types.size()), {}});
      own = group_kinds_.end() - 1;
    }
    own->reads_units = own->reads_units || names_units(rule);
    own->reads_forums = own->reads_forums || names_forums(rule);
    if (rule.norm->every || rule.norm->once) {
      own->recurring.push_back({i, rule.agreement_index});
      continue;
    }
    types.clear();
    Maker::collect_types(*rule.opens, types);
    for (auto const type : types) own->openings[type].push_back({i, rule.agreement_index});
  }
}

Rulebook::GroupKind const* Rulebook::group_kind(std::string_view kind) const {
  auto const found =
      std::find_if(group_kinds_.begin(), group_kinds_.end(), [&](GroupKind const& home) { return home.kind == kind; });
  return found == group_kinds_.end() ? nullptr : &*found;
}

std::uint16_t Rulebook::agreement_index(std::string_view agreement) const {
  auto const found =
      std::find_if(packs_.begin(), packs_.end(), [&](auto const* pack) { return pack->agreement == agreement; });
  return static_cast<std::uint16_t>(found - packs_.begin());
}

}  // namespace overens::obligation
