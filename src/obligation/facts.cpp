#include "obligation/facts.hpp"

#include <algorithm>

#include "event/known.hpp"
#include "event/reader.hpp"

namespace overens::obligation {
namespace {

namespace known = event::known;

bool in_register(event::EventType const& type) {
  for (auto const* name : {known::authority_registered, known::authority_joined, known::authority_left,
                           known::source_complete, known::unit_opened, known::forum_founded, known::forum_dissolved}) {
    if (type.name == name) return true;
  }
  return type.subject == "agreement";
}

// Kept as the symbol of a word.
bool is_word(event::DataField const& field) {
  using Type = event::DataField::Type;
  return field.type == Type::authority || field.type == Type::unit || field.type == Type::party ||
         (field.type == Type::words && !field.list);
}

}  // namespace

Facts::Types::Types(event::Vocabulary const& vocabulary) {
  for (auto const& type : vocabulary.types) {
    role.push_back(type.name == known::corrected           ? correction
                   : type.name == known::withdrawn         ? withdrawal
                   : type.name == known::same_as           ? sameness
                   : type.name == known::person_registered ? person
                   : in_register(type)                     ? registered
                                                           : plain);
    subject_kind.push_back(kind_hash(type.subject));
  }
}

Facts::Facts(event::Vocabulary const& vocabulary, FieldSelection const& asked, base::Symbols& words)
    : vocabulary_(vocabulary),
      asked_(asked),
      words_(words),
      types_(std::make_shared<Types>(vocabulary)),
      data_block_(1U << 15U),
      data_used_(data_block_) {
  register_ = group_for("register", "all", subject_hash("register", "all"));
}

Facts::Facts(Facts const& beneath, base::Symbols& words)
    : vocabulary_(beneath.vocabulary_),
      asked_(beneath.asked_),
      words_(words),
      beneath_(&beneath),
      from_(beneath.count()),
      groups_from_(beneath.group_count()),
      words_from_(beneath.words_.size()),
      data_from_(beneath.data_from_ + beneath.data_blocks_.size() * beneath.data_block_),
      types_(beneath.types_),
      facts_(BlockSize::small),
      data_block_(1U << 7U),
      data_used_(data_block_),
      names_(&beneath.names_),
      groups_(BlockSize::small),
      members_(BlockSize::small),
      members_beneath_(BlockSize::small),
      register_(beneath.register_),
      registered_until_(beneath.registered_until_),
      settled_(from_),
      marked_(from_) {}

void Facts::add(event::Event const& event, std::vector<std::uint32_t>* touched) {
  auto const role = types_->role[event.type->number];
  auto const number = keep(event);
  auto& own = facts_[number - from_];
  if (!event.in_case.empty()) {
    own.in_case = group_for("case", event.in_case, mixed(case_kind_, hash_of(event.in_case)));
    put(own.in_case, number, touched);
    if (own.person != 0) name_person(own.in_case, own.person);
    if (event.type->in_case == event::Presence::optional && !event.subject.kind.empty())
      link_to_case(own.subject, own.in_case);
  }
  auto const own_group = event.in_case.empty() && !event.subject.kind.empty();
  if (own_group) {
    put(group_for(event.subject.kind, event.subject.id, own.subject), number, touched);
    if (touched != nullptr) {
      for (auto const in_case : cases_of(own.subject)) touch(in_case, *touched);
    }
  }
  for (auto const& kind : asked_.groups(*event.type)) {
    if (!own_group || event::same_kind(event.subject.kind) != kind) fan_out(event, kind, number, touched);
  }
  // Its correction, which may move it anywhere, can have come before it.
  auto const reaches_further = role != Types::plain || amendments_.contains(own.id_hash) || names_joined(own);
  if (touched != nullptr && reaches_further) touched->push_back(everything);
  switch (role) {
    case Types::correction:
    case Types::withdrawal:
      amend(event, number);
      break;
    case Types::sameness:
      merges_.push_back({number, std::string(event.value("kind")->text), std::string(event.value("one")->text),
                         std::string(event.value("other")->text)});
      note_same(merges_.back());
      break;
    case Types::person:
      persons_[own.person].push_back(number);
      break;
    case Types::registered:
      words_.of(event.subject.id);
      add_member(register_, number);
      ++register_changes_;
      registered_until_ = std::max(registered_until_, own.recorded);
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
    fact.subject = mixed(types_->subject_kind[event.type->number], hash_of(event.subject.id));
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
  keep_data(fact, event);
  auto const number = from_ + facts_.add(std::move(fact));
  if (indexed_) by_id_[hash_of(event.id)].push_back(number);
  return number;
}

void Facts::keep_data(Fact& fact, event::Event const& event) {
  for (auto const& value : event.data) {
    if (!asked_.has(*event.type, *value.field) || value.field->type == event::DataField::Type::raw) continue;
    if (fact.data_count == 0 || data_used_ == data_block_) {
      // The values of one event stand together: begin a new block when they might not fit.
      if (data_used_ + event.data.size() > data_block_) {
        data_blocks_.push_back(std::make_unique_for_overwrite<Datum[]>(std::max(data_block_, event.data.size())));
        data_used_ = 0;
      }
      fact.data = static_cast<std::uint32_t>(data_from_ + (data_blocks_.size() - 1) * data_block_ + data_used_);
    }
    data_blocks_.back()[data_used_++] = kept(value, word_of(value));
    ++fact.data_count;
  }
}

// The same few words stand in line after line: what was looked up lately need not be looked up again.
base::Symbol Facts::lately(Recent& recent, std::string_view word) {
  auto& place = recent[(tail_of(word) * 0x9E3779B97F4A7C15ULL >> 32U) % recent.size()];
  if (place.first != word) place = {std::string(word), words_.of(word)};
  return place.second;
}

base::Symbol Facts::symbol_of(std::string_view authority) {
  auto const symbol = lately(recent_, authority);
  if (is_authority(symbol)) return symbol;
  if (symbol >= is_authority_.size()) is_authority_.resize(symbol + 1, false);
  is_authority_[symbol] = true;
  return symbol;
}

base::Symbol Facts::word_of(event::Value const& value) {
  return is_word(*value.field) ? words_.of(value.text) : 0;
}

// `word`: the symbol of its text, for what is kept as a word.
Datum Facts::kept(event::Value const& value, base::Symbol word) const {
  auto const& field = *value.field;
  using Type = event::DataField::Type;
  switch (field.type) {
    case Type::code:
      return {field.symbol, value.symbol};
    case Type::day:
    case Type::integer:
    case Type::money:
    case Type::boolean:
      return {field.symbol, static_cast<std::uint64_t>(value.number)};
    case Type::id:
      return {field.symbol, subject_hash(field.of, value.text)};
    case Type::type:
      return {field.symbol, vocabulary_.type(value.text)->number};
    case Type::words:
      if (field.list) return {field.symbol, hash_of(value.text)};  // ids of events: by hash, since there are many
      break;
    case Type::authority:
    case Type::unit:
    case Type::party:
    case Type::raw:
      break;
  }
  return {field.symbol, word};
}

std::optional<Datum> Facts::datum(event::EventType const& type, event::Value const& value) const {
  auto const& field = *value.field;
  if (!asked_.has(type, field) || field.type == event::DataField::Type::raw) return std::nullopt;
  return kept(value, is_word(field) ? words_.find(value.text) : 0);
}

Merge Facts::corrected(Merge merge, Amendment const& amendment) const {
  auto const& type = vocabulary_.types[fact(merge.fact).type];
  if (amendment.data.empty()) return merge;
  auto const values = corrected_data(vocabulary_, type, amendment.data);
  if (!values) return merge;
  for (auto const& value : *values) {
    auto& into = value.field->name == "kind" ? merge.kind : value.field->name == "one" ? merge.one : merge.other;
    into = value.text;
  }
  return merge;
}

std::uint64_t Facts::key_of(Merge const& same, std::string const& id) const {
  return same.kind == "person" ? person_hash(fact(same.fact).owner, id) : subject_hash(same.kind, id);
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
  if (!amendment.unit.empty()) words_.of(amendment.unit);
  auto const id = hash_of(words("event"));
  amendments_[id].push_back(std::move(amendment));
  fresh_amendments_.insert(id);
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

Facts::Known const* Facts::known(std::uint64_t key) const {
  if (auto const own = group_of_.find(key); own != group_of_.end()) return &own->second;
  auto const* other = beneath_ == nullptr ? nullptr : beneath_->known(key);
  return other == nullptr || other->group >= groups_from_ ? nullptr : other;
}

Group const* Facts::group(std::uint64_t key) const {
  auto const* found = known(key);
  return found == nullptr ? nullptr : &group_at(found->group);
}

std::vector<std::uint32_t> const& Facts::of_person(std::uint64_t person_key) const {
  static std::vector<std::uint32_t> const none;
  auto const found = persons_.find(person_key);
  return found == persons_.end() ? none : found->second;
}

std::size_t Facts::bytes() const {
  auto const total = facts_.bytes() + data_blocks_.size() * data_block_ * sizeof(Datum) + names_.bytes() +
                     groups_.bytes() + members_.bytes();
  return total;
}

}  // namespace overens::obligation
