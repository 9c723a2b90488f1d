#include "obligation/facts.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::obligation {
namespace {

namespace known = event::known;

enum RoleOfType : std::uint8_t { plain, correction, withdrawal, sameness, person, registered };

bool in_register(event::EventType const& type) {
  for (auto const* name : {known::authority_registered, known::authority_joined, known::authority_left,
                           known::source_complete, known::unit_opened, known::forum_founded, known::forum_dissolved}) {
    if (type.name == name) return true;
  }
  return type.subject == "agreement";
}

bool shared_kind(event::Vocabulary const& v, std::string_view kind) {
  auto const* found = v.kind(kind);
  return found != nullptr && !found->individual;
}

}  // namespace

Asked::Asked(event::Vocabulary const& vocabulary)
    : vocabulary_(vocabulary), types_(vocabulary.types.size(), false), groups_(vocabulary.types.size()) {
  for (auto const& t : vocabulary.types) fields_.emplace_back(t.data.size(), false);
}

void Asked::type(std::string_view name) {
  if (auto const* found = vocabulary_.type(name)) types_[found->number] = true;
}

void Asked::field(std::string_view type_name, std::string_view name) {
  type(type_name);
  field_if_kept(type_name, name);
}

void Asked::field_if_kept(std::string_view type_name, std::string_view name) {
  auto const* found = vocabulary_.type(type_name);
  if (found == nullptr) return;
  if (auto const* field = found->field(name))
    fields_[found->number][static_cast<std::size_t>(field - found->data.data())] = true;
}

void Asked::in_group(std::string_view type_name, std::string const& kind) {
  auto const* found = vocabulary_.type(type_name);
  if (found == nullptr) return;
  auto& all = groups_[found->number];
  if (std::find(all.begin(), all.end(), kind) == all.end()) all.push_back(kind);
}

Facts::Facts(event::Vocabulary const& vocabulary, Asked const& asked, base::Symbols& words)
    : vocabulary_(vocabulary), asked_(asked), words_(words) {
  register_ = group_for("register", "all", subject_hash("register", "all"));
  for (auto const& type : vocabulary.types) {
    role_of_type_.push_back(type.name == known::corrected           ? correction
                            : type.name == known::withdrawn         ? withdrawal
                            : type.name == known::same_as           ? sameness
                            : type.name == known::person_registered ? person
                            : in_register(type)                     ? registered
                                                                    : plain);
    subject_kind_.push_back(kind_hash(type.subject));
  }
}

void Facts::add(event::Event const& event, std::vector<std::uint32_t>* touched) {
  ++seen_;
  auto const role = role_of_type_[event.type->number];
  if (role == plain && !asked_.has(*event.type)) return;
  auto const fact = keep(event);
  if (!event.in_case.empty()) {
    auto const group = group_for("case", event.in_case, mixed(case_kind_, hash_of(event.in_case)));
    facts_[fact].home = group;
    put(group, fact, touched);
    if (!event.person.empty()) name_person(group, facts_[fact].owner, event.person);
    if (event.type->in_case == event::Presence::optional && !event.subject.kind.empty()) {
      case_of_subject_.emplace(facts_[fact].subject, group);
    }
  }
  auto const own_group = event.in_case.empty() && !event.subject.kind.empty();
  if (own_group) put(group_for(event.subject.kind, event.subject.id, facts_[fact].subject), fact, touched);
  for (auto const& kind : asked_.groups(*event.type)) {
    if (!own_group || event::same_kind(event.subject.kind) != kind) fan_out(event, kind, fact, touched);
  }
  if (event.type->shared && touched != nullptr) touched->push_back(everything);
  switch (role) {
    case correction:
    case withdrawal:
      amend(event, fact);
      if (touched != nullptr) touched->push_back(everything);
      break;
    case sameness:
      sames_.push_back({fact, std::string(event.value("kind")->text), std::string(event.value("one")->text),
                        std::string(event.value("other")->text)});
      if (touched != nullptr) touched->push_back(everything);
      break;
    case person:
      persons_[person_hash(facts_[fact].owner, event.person)].push_back(fact);
      if (touched != nullptr) touched->push_back(everything);
      break;
    case registered:
      put(register_, fact, nullptr);
      break;
    default:
      break;
  }
}

std::uint32_t Facts::keep(event::Event const& event) {
  Fact fact;
  fact.id_hash = hash_of(event.id);
  fact.id = names_.add(event.id);
  if (!event.subject.kind.empty()) {
    fact.subject = mixed(subject_kind_[event.type->number], hash_of(event.subject.id));
    fact.subject_name = names_.add(event.subject.id);
  }
  fact.day = static_cast<std::int32_t>(event.happened.day.time_since_epoch().count());
  if (event.happened.at) fact.at = event.happened.at->time_since_epoch().count();
  fact.recorded = event.recorded.time_since_epoch().count();
  fact.seq = event.seq;
  fact.owner = symbol_of(event.owner);
  fact.acting = event.as_told_by.empty() ? fact.owner : symbol_of(event.as_told_by);
  if (!event.unit.empty()) fact.unit = lately(units_, event.unit);
  fact.type = event.type->number;
  fact.home = no_home;
  for (auto const& value : event.data) {
    auto const kept = datum(*event.type, value);
    if (!kept) continue;
    if (fact.data_count == 0 || data_used_ == data_block) {
      // The values of one event stand together: begin a new block when they might not fit.
      if (data_used_ + event.data.size() > data_block) {
        data_blocks_.push_back(std::make_unique<Datum[]>(std::max<std::size_t>(data_block, event.data.size())));
        data_used_ = 0;
      }
      fact.data = static_cast<std::uint32_t>((data_blocks_.size() - 1) * data_block + data_used_);
    }
    data_blocks_.back()[data_used_++] = *kept;
    ++fact.data_count;
  }
  return facts_.add(fact);
}

// The same few words stand in line after line: what was looked up lately need not be looked up again.
base::Symbol Facts::lately(Recent& recent, std::string_view word) {
  auto const first = static_cast<unsigned char>(word[word.size() / 4]);
  auto const last = static_cast<unsigned char>(word.back());
  auto& place = recent[(word.size() + first * 3U + last) % recent.size()];
  if (place.first != word) place = {std::string(word), words_.of(word)};
  return place.second;
}

base::Symbol Facts::symbol_of(std::string_view authority) {
  auto const symbol = lately(recent_, authority);
  if (symbol < is_authority_.size() && is_authority_[symbol]) return symbol;
  if (symbol >= is_authority_.size()) is_authority_.resize(symbol + 1, false);
  authorities_.push_back(symbol);
  is_authority_[symbol] = true;
  return symbol;
}

std::optional<Datum> Facts::datum(event::EventType const& type, event::Value const& value) const {
  auto const& field = *value.field;
  if (!asked_.has(type, field)) return std::nullopt;
  using Type = event::DataField::Type;
  switch (field.type) {
    case Type::code:
      return Datum{field.symbol, value.symbol};
    case Type::day:
    case Type::integer:
    case Type::money:
    case Type::boolean:
      return Datum{field.symbol, static_cast<std::uint64_t>(value.number)};
    case Type::id:
      return Datum{field.symbol, subject_hash(field.of, value.text)};
    case Type::type:
      return Datum{field.symbol, vocabulary_.type(value.text)->number};
    case Type::words:
      // Ids of events stand as words: by hash, since there are many.
      return Datum{field.symbol, field.list ? hash_of(value.text) : words_.of(value.text)};
    case Type::authority:
    case Type::unit:
    case Type::party:
      return Datum{field.symbol, words_.of(value.text)};
    case Type::raw:
      return std::nullopt;
  }
  return std::nullopt;
}

std::uint32_t Facts::group_for(std::string_view kind, std::string_view id, std::uint64_t key) {
  auto const tail = static_cast<std::uint32_t>(tail_of(id) >> 24U);
  for (;; key = key * 3) {  // two ids with the same hash, should it ever happen, get two groups
    auto const [found, fresh] = group_of_.emplace(key, Known{groups_.size(), tail});
    if (fresh) {
      groups_.add({key, {}, groups_.size(), false, std::string(event::same_kind(kind)), std::string(id)});
      members_.make();
    }
    if (found->second.tail == tail) return found->second.group;
  }
}

void Facts::put(std::uint32_t group, std::uint32_t fact, std::vector<std::uint32_t>* touched) {
  members_.add(group, fact);
  if (touched != nullptr) touched->push_back(group);
}

void Facts::put_once(std::uint32_t group, std::uint32_t fact) {
  bool there = false;
  members_.each(group, [&](std::uint32_t member) { there = there || member == fact; });
  if (!there) members_.add(group, fact);
}

void Facts::name_person(std::uint32_t group, base::Symbol owner, std::string_view person) {
  auto const key = person_hash(owner, person);
  auto& lately = members_.beside(group);
  auto const tag = static_cast<std::uint32_t>(key >> 32U);
  if (lately[0] == tag || lately[1] == tag) return;
  lately[1] = lately[0];
  lately[0] = tag;
  auto& persons = groups_[group].persons;
  if (std::find(persons.begin(), persons.end(), key) == persons.end()) persons.push_back(key);
}

void Facts::fan_out(event::Event const& event, std::string const& kind, std::uint32_t fact,
                    std::vector<std::uint32_t>* touched) {
  auto const put_in = [&](std::string_view id) { put(group_for(kind, id, subject_hash(kind, id)), fact, touched); };
  if (kind == "person") {
    if (!event.person.empty())
      put(group_for(kind, event.person, person_hash(facts_[fact].owner, event.person)), fact, touched);
    return;
  }
  if (event::same_kind(event.subject.kind) == kind) put_in(event.subject.id);
  if (kind == "unit" && !event.unit.empty()) put_in(event.unit);
  for (auto const& value : event.data) {
    auto const& field = *value.field;
    auto const is_party = field.type == event::DataField::Type::party && kind == "party";
    if (is_party || (field.type == event::DataField::Type::id && event::same_kind(field.of) == kind))
      put_in(value.text);
  }
}

void Facts::amend(event::Event const& event, std::uint32_t fact) {
  Amendment amendment;
  amendment.fact = fact;
  amendment.withdrawn = event.type->name == known::withdrawn;
  auto const words = [&](char const* field) {
    auto const* value = event.value(field);
    return value == nullptr ? std::string() : std::string(value->text);
  };
  if (auto const when = words("happened"); !when.empty()) amendment.happened = calendar::parse_moment(when);
  amendment.unit = words("unit");
  amendment.subject = words("subject");
  amendment.in_case = words("case");
  amendment.data = words("data");
  auto const target = hash_of(words("event"));
  if (!amendment.in_case.empty()) moves_.emplace_back(target, amendment.in_case);
  amendments_[target].push_back(std::move(amendment));
}

void Facts::settle() {
  // Both are rare; one pass over all facts answers every move.
  if (!moves_.empty()) {
    boost::unordered_flat_map<std::uint64_t, std::vector<std::string>> wanted;
    for (auto const& [target, to] : moves_) wanted[target].push_back(to);
    for (std::uint32_t i = 0; i < facts_.size(); ++i) {
      auto const found = wanted.find(facts_[i].id_hash);
      if (found == wanted.end()) continue;
      for (auto const& to : found->second) {
        put_once(group_for("case", to, subject_hash("case", to)), i);
      }
    }
  }
  if (case_of_subject_.empty()) return;
  for (std::uint32_t i = 0; i < groups_.size(); ++i) {
    auto& group = groups_[i];
    auto const found = case_of_subject_.find(group.key);
    if (found == case_of_subject_.end()) continue;
    members_.each(i, [&](std::uint32_t fact) { put_once(found->second, fact); });
    group.absorbed = !shared_kind(vocabulary_, group.kind);
  }
}

Group const* Facts::group(std::string_view kind, std::string_view id) const {
  auto const found = group_of_.find(subject_hash(kind, id));
  return found == group_of_.end() ? nullptr : &groups_[found->second.group];
}

std::vector<std::uint32_t> const& Facts::of_person(std::uint64_t person_key) const {
  static std::vector<std::uint32_t> const none;
  auto const found = persons_.find(person_key);
  return found == persons_.end() ? none : found->second;
}

std::vector<Amendment> const* Facts::amendments(std::uint64_t id_hash) const {
  auto const found = amendments_.find(id_hash);
  return found == amendments_.end() ? nullptr : &found->second;
}

std::size_t Facts::bytes() const {
  auto const total = facts_.bytes() + data_blocks_.size() * data_block * sizeof(Datum) + names_.bytes() +
                     groups_.bytes() + members_.bytes();
  return total;
}

}  // namespace overens::obligation
