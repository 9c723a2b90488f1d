#include "obligation/facts.hpp"

#include <algorithm>

#include "event/known.hpp"
#include "event/reader.hpp"

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

}  // namespace

Facts::Facts(event::Vocabulary const& vocabulary, FieldSelection const& asked, base::Symbols& words)
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
  auto const role = role_of_type_[event.type->number];
  auto const fact = keep(event);
  auto const person_key = facts_[fact].person;
  if (!event.in_case.empty()) {
    auto const group = group_for("case", event.in_case, mixed(case_kind_, hash_of(event.in_case)));
    facts_[fact].in_case = group;
    put(group, fact, touched);
    if (person_key != 0) name_person(group, person_key);
    if (event.type->in_case == event::Presence::optional && !event.subject.kind.empty())
      link_to_case(facts_[fact].subject, group);
  }
  auto const own_group = event.in_case.empty() && !event.subject.kind.empty();
  if (own_group) {
    put(group_for(event.subject.kind, event.subject.id, facts_[fact].subject), fact, touched);
    if (touched != nullptr) {
      for (auto const in_case : cases_of(facts_[fact].subject)) touch(in_case, *touched);
    }
  }
  for (auto const& kind : asked_.groups(*event.type)) {
    if (!own_group || event::same_kind(event.subject.kind) != kind) fan_out(event, kind, fact, touched);
  }
  // Its correction, which may move it anywhere, can have come before it.
  auto const corrected = touched != nullptr && moving_ && amendments_.contains(facts_[fact].id_hash);
  if ((event.type->shared && touched != nullptr) || corrected) touched->push_back(everything);
  switch (role) {
    case correction:
    case withdrawal:
      amend(event, fact);
      if (touched != nullptr) touched->push_back(everything);
      break;
    case sameness:
      merges_.push_back({fact, std::string(event.value("kind")->text), std::string(event.value("one")->text),
                        std::string(event.value("other")->text)});
      same_keys_.insert(key_of(merges_.back(), merges_.back().one));
      same_keys_.insert(key_of(merges_.back(), merges_.back().other));
      if (touched != nullptr) touched->push_back(everything);
      break;
    case person:
      persons_[person_key].push_back(fact);
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
  if (!event.person.empty()) fact.person = person_hash(fact.owner, event.person);
  fact.type = event.type->number;
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
  return facts_.add(std::move(fact));
}

// The same few words stand in line after line: what was looked up lately need not be looked up again.
base::Symbol Facts::lately(Recent& recent, std::string_view word) {
  auto& place = recent[(tail_of(word) * 0x9E3779B97F4A7C15ULL >> 32U) % recent.size()];
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

std::uint64_t Facts::key_of(Merge const& same, std::string const& id) const {
  return same.kind == "person" ? person_hash(facts_[same.fact].owner, id) : subject_hash(same.kind, id);
}

void Facts::amend(event::Event const& event, std::uint32_t fact) {
  Amendment amendment;
  amendment.fact = fact;
  amendment.withdrawn = event.type->name == known::withdrawn;
  auto const words = [&](char const* field) {
    auto const* value = event.value(field);
    return value == nullptr ? std::string() : std::string(value->text);
  };
  if (auto const when = words("happened"); !when.empty()) {
    amendment.happened = calendar::parse_moment(when);
    auto const& right = amendment.happened;
    amendment.unreadable = !right || right->day < calendar::first_day || right->day > calendar::last_day;
    if (amendment.unreadable) amendment.happened.reset();
  }
  amendment.unit = words("unit");
  amendment.subject = words("subject");
  amendment.in_case = words("case");
  amendment.data = words("data");
  moving_ = moving_ || amendment.moves();
  marked_ = 0;
  amendments_[hash_of(words("event"))].push_back(std::move(amendment));
}

base::Expected<std::span<event::Value const>> corrected_data(event::Vocabulary const& vocabulary,
                                                             event::EventType const& type, std::string_view json) {
  static thread_local std::unique_ptr<event::Reader> reader;
  static thread_local event::Vocabulary const* reader_for = nullptr;
  if (reader_for != &vocabulary) {
    reader = std::make_unique<event::Reader>(vocabulary);
    reader_for = &vocabulary;
  }
  return reader->read_data(type, json);
}

Group const* Facts::group(std::uint64_t key) const {
  auto const found = group_of_.find(key);
  return found == group_of_.end() ? nullptr : &groups_[found->second.group];
}

std::vector<std::uint32_t> const& Facts::of_person(std::uint64_t person_key) const {
  static std::vector<std::uint32_t> const none;
  auto const found = persons_.find(person_key);
  return found == persons_.end() ? none : found->second;
}

std::vector<Amendment> const* Facts::amendments(Fact const& fact) const {
  if (!fact.amended) return nullptr;
  auto const found = amendments_.find(fact.id_hash);
  return found == amendments_.end() ? nullptr : &found->second;
}

std::size_t Facts::bytes() const {
  auto const total = facts_.bytes() + data_blocks_.size() * data_block * sizeof(Datum) + names_.bytes() +
                     groups_.bytes() + members_.bytes();
  return total;
}

}  // namespace overens::obligation
