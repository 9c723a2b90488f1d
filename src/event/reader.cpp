#include "event/reader.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include <simdjson.h>

#include "base/words.hpp"
#include "event/id.hpp"
#include "event/key_word.hpp"

namespace overens::event {
namespace {

using base::text;
namespace od = simdjson::ondemand;

constexpr std::size_t longest_line = 1U << 20U;

enum Key : std::uint8_t {
  id,
  type,
  stream,
  seq,
  happened,
  recorded,
  command,
  owner,
  as_told_by,
  unit,
  actor,
  in_case,
  person,
  subject,
  data,
  unknown
};

constexpr std::array<KeyWord, unknown> keys = {
    KeyWord("id"),       KeyWord("type"),    KeyWord("stream"), KeyWord("seq"),        KeyWord("happened"),
    KeyWord("recorded"), KeyWord("command"), KeyWord("owner"),  KeyWord("as_told_by"), KeyWord("unit"),
    KeyWord("actor"),    KeyWord("case"),    KeyWord("person"), KeyWord("subject"),    KeyWord("data")};

constexpr std::uint32_t bit(std::size_t key) {
  return std::uint32_t{1} << key;
}

/// The text between the quotes as it stands in the line: what has no escapes needs no copy.
std::string_view as_it_stands(char const* raw) {
  auto const* end = raw;
  while (*end != '"') end += *end == '\\' ? 2 : 1;
  return {raw, static_cast<std::size_t>(end - raw)};
}

}  // namespace

Value const* Event::value(std::string_view field) const {
  for (auto const& v : data) {
    if (v.field->name == field) return &v;
  }
  return nullptr;
}

// Every function gives false when the line is refused, and has then said why in `refusal`: the way of a good line is
// short.
struct Reader::State {
  explicit State(Vocabulary const& v) : vocabulary(v) {}

  Vocabulary const& vocabulary;
  od::parser parser;
  Event event;
  std::vector<Value> values;
  base::Refusal refusal;

  bool read(std::string_view line);
  bool envelope(od::object object);
  bool one(Key key, od::value& value);
  bool subject_of(od::value& value);
  bool data_of(od::object object);
  bool value_of(DataField const& field, od::value& json);
  bool code_of(DataField const& field, Value& value, od::value& json);
  bool fits_its_type(std::uint32_t fields_seen);
  bool id_in(od::value& value, std::string_view key, std::string_view& into);
  bool plain_in(od::value& value, std::string_view key, std::string_view& into);

  bool refuse(char const* code, base::Text why, std::string_view key = {}) {
    refusal = {code, std::move(why), std::string(key)};
    return false;
  }
  bool not_json() { return refuse("not_json", text("the line is not a JSON object")); }
  std::uint32_t seen_fields = 0;
  simdjson::padded_string kept;
  std::string composed;
};

Reader::Reader(Vocabulary const& vocabulary) : state_(std::make_unique<State>(vocabulary)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;

base::Expected<Event const*> Reader::read(std::string_view padded_line) {
  if (!state_->read(base::composed(padded_line, state_->composed, line_padding)))
    return tl::unexpected(state_->refusal);
  return &state_->event;
}

bool Reader::State::plain_in(od::value& value, std::string_view key, std::string_view& into) {
  od::raw_json_string raw;
  if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS)
    return refuse("bad_value", text("{0} must be a text in quotes", key), key);
  into = as_it_stands(raw.raw());
  return true;
}

bool Reader::State::id_in(od::value& value, std::string_view key, std::string_view& into) {
  od::raw_json_string raw;
  if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS)
    return refuse("bad_value", text("{0} must be a text in quotes", key), key);
  auto const* const from = raw.raw();
  into = {from, id_length(from)};
  if (!into.empty() && from[into.size()] == '"') return true;
  return refuse("bad_value", text("{0} must be an id: 1–64 letters, digits and . _ : -", key), key);
}

bool Reader::State::read(std::string_view line) {
  if (line.size() > longest_line) return refuse("too_long", text("the line is longer than {0} bytes", longest_line));
  event = Event{};
  values.clear();
  seen_fields = 0;
  od::document document;
  od::object object;
  auto const padded = simdjson::padded_string_view(line.data(), line.size(), line.size() + line_padding);
  if (parser.iterate(padded).get(document) != simdjson::SUCCESS ||
      document.get_object().get(object) != simdjson::SUCCESS)
    return not_json();
  if (!envelope(object)) return false;
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) {
    return refuse("not_json", text("there is more on the line after the JSON object"));
  }
  event.data = values;
  return true;
}

bool Reader::State::envelope(od::object object) {
  std::uint32_t seen = 0;
  std::size_t expected = 0;  // writers keep one order, so the next key is usually known
  for (auto result : object) {
    if (result.error() != simdjson::SUCCESS) return not_json();
    auto&& field = std::move(result).value_unsafe();  // a reference: copying its value costs more than reading it
    auto const raw = field.key();
    auto key = expected;
    while (key < keys.size() && !keys[key].is(raw.raw())) ++key;
    if (key == keys.size()) {
      key = 0;
      while (key < keys.size() && !keys[key].is(raw.raw())) ++key;
    }
    if (key == unknown) {
      auto const word = as_it_stands(raw.raw());
      return refuse("unknown_key", text("the key {0} is not known", word), word);
    }
    if ((seen & bit(key)) != 0)
      return refuse("double_key", text("the key {0} stands twice", keys[key].word), keys[key].word);
    seen |= bit(key);
    expected = key + 1;
    if (!one(static_cast<Key>(key), field.value())) return false;
  }
  constexpr auto needed = bit(id) | bit(type) | bit(happened) | bit(recorded) | bit(owner);
  if ((seen & needed) != needed) {
    auto const missing = keys[static_cast<std::size_t>(std::countr_zero(needed & ~seen))].word;
    return refuse("missing_key", text("the key {0} is missing", missing), missing);
  }
  return fits_its_type(seen_fields);
}

bool Reader::State::one(Key key, od::value& value) {
  auto const word = keys[key].word;
  std::string_view written;
  switch (key) {
    case id:
      return id_in(value, word, event.id);
    case owner:
      return id_in(value, word, event.owner);
    case as_told_by:
      return id_in(value, word, event.as_told_by);
    case unit:
      return id_in(value, word, event.unit);
    case in_case:
      return id_in(value, word, event.in_case);
    case person:
      return id_in(value, word, event.person);
    case stream:
      return id_in(value, word, event.stream);
    case command:
      return id_in(value, word, event.command);
    case actor:
      return id_in(value, word, event.actor);
    case type:
      if (!plain_in(value, word, written)) return false;
      event.type = vocabulary.type(written);
      return event.type != nullptr || refuse("unknown_type", text("there is no event type {0}", written), word);
    case seq:
      return value.get_uint64().get(event.seq) == simdjson::SUCCESS ||
             refuse("bad_value", text("{0} must be a whole number", word), word);
    case happened: {
      if (!plain_in(value, word, written)) return false;
      auto const moment = calendar::parse_moment(written);
      if (!moment || moment->day < calendar::first_day || moment->day > calendar::last_day) {
        return refuse("bad_value",
                      text("{0} must be a day such as 2026-01-31, or a time with offset such as "
                           "2026-01-31T09:00:00+01:00, from 1990 through 2100",
                           word),
                      word);
      }
      event.happened = *moment;
      return true;
    }
    case recorded: {
      if (!plain_in(value, word, written)) return false;
      auto const instant = calendar::parse_instant(written);
      if (!instant)
        return refuse("bad_value", text("{0} must be a time with offset such as 2026-01-31T08:00:00Z", word), word);
      event.recorded = *instant;
      return true;
    }
    case subject:
      return subject_of(value);
    case data: {
      if (event.type == nullptr) return refuse("missing_key", text("type must stand before data"), "type");
      od::object inner;
      if (value.get_object().get(inner) != simdjson::SUCCESS)
        return refuse("bad_value", text("data must be an object"), word);
      return data_of(inner);
    }
    case unknown:
      break;
  }
  return false;
}

bool Reader::State::subject_of(od::value& value) {
  static constexpr KeyWord kind_key("kind");
  static constexpr KeyWord id_key("id");
  od::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS)
    return refuse("bad_value", text("subject must be an object with kind and id"), "subject");
  for (auto result : object) {
    if (result.error() != simdjson::SUCCESS) return not_json();
    auto&& field = std::move(result).value_unsafe();
    auto const raw = field.key();
    auto const is_kind = kind_key.is(raw.raw());
    if (!is_kind && !id_key.is(raw.raw()))
      return refuse("unknown_key", text("the key {0} is not known in subject", as_it_stands(raw.raw())), "subject");
    auto& place = is_kind ? event.subject.kind : event.subject.id;
    if (!place.empty())
      return refuse("double_key", text("the key {0} stands twice", is_kind ? "kind" : "id"), "subject");
    if (!id_in(field.value(), "subject", place)) return false;
  }
  if (event.subject.kind.empty() || event.subject.id.empty())
    return refuse("missing_key", text("subject needs both kind and id"), "subject");
  return true;
}

bool Reader::State::data_of(od::object object) {
  auto const& fields = event.type->data;
  for (auto result : object) {
    if (result.error() != simdjson::SUCCESS) return not_json();
    auto&& field = std::move(result).value_unsafe();
    auto& value = field.value();
    auto const word = as_it_stands(field.key().raw());
    std::size_t i = 0;
    while (i < fields.size() && fields[i].name != word) ++i;
    if (i == fields.size()) return refuse("unknown_key", text("{0} has no field {1}", event.type->name, word), word);
    if ((seen_fields & bit(i)) != 0) return refuse("double_key", text("the key {0} stands twice", word), word);
    seen_fields |= bit(i);
    if (!fields[i].list) {
      if (!value_of(fields[i], value)) return false;
      continue;
    }
    od::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
      return refuse("bad_value", text("{0} must be a list", word), word);
    for (auto item : array) {
      if (item.error() != simdjson::SUCCESS) return not_json();
      auto&& inner = std::move(item).value_unsafe();
      if (!value_of(fields[i], inner)) return false;
    }
  }
  return true;
}

bool Reader::State::code_of(DataField const& field, Value& value, od::value& json) {
  if (!plain_in(json, field.name, value.text)) return false;
  auto const symbol = field.symbols.find(value.text);
  if (symbol != base::WordTable::none) {
    value.symbol = symbol;
    return true;
  }
  auto const near = base::nearest(value.text, field.symbols.words());
  return refuse("bad_value",
                near.empty() ? text("{0}: there is no code {1} in {2}", field.name, value.text, field.of)
                             : text("{0}: there is no code {1}; did you mean {2}?", field.name, value.text, near),
                field.name);
}

bool Reader::State::value_of(DataField const& field, od::value& json) {
  auto& value = values.emplace_back();
  value.field = &field;
  using Type = DataField::Type;
  switch (field.type) {
    case Type::code:
      return code_of(field, value, json);
    case Type::day: {
      std::string_view written;
      if (!plain_in(json, field.name, written)) return false;
      auto const day = calendar::parse_day(written);
      if (!day || *day < calendar::first_birth_day || *day > calendar::last_day)
        return refuse("bad_value", text("{0} must be a day such as 2026-01-31", field.name), field.name);
      value.number = day->time_since_epoch().count();
      return true;
    }
    case Type::integer:
    case Type::money:
      if (json.get_int64().get(value.number) == simdjson::SUCCESS) return true;
      return refuse("bad_value",
                    field.type == Type::money ? text("{0} must be a whole number of öre", field.name)
                                              : text("{0} must be a whole number", field.name),
                    field.name);
    case Type::boolean: {
      bool truth = false;
      if (json.get_bool().get(truth) != simdjson::SUCCESS)
        return refuse("bad_value", text("{0} must be true or false", field.name), field.name);
      value.number = truth ? 1 : 0;
      return true;
    }
    case Type::words:
      if (json.get_string().get(value.text) == simdjson::SUCCESS) return true;
      return refuse("bad_value", text("{0} must be a text in quotes", field.name), field.name);
    case Type::id:
    case Type::authority:
    case Type::unit:
    case Type::party:
      return id_in(json, field.name, value.text);
    case Type::type:
      if (!plain_in(json, field.name, value.text)) return false;
      return vocabulary.type(value.text) != nullptr ||
             refuse("bad_value", text("there is no event type {0}", value.text), field.name);
    case Type::raw: {
      // The text of the object itself: it can be checked only when the event that it corrects is known.
      od::object object;
      if (json.get_object().get(object) == simdjson::SUCCESS && object.raw_json().get(value.text) == simdjson::SUCCESS)
        return true;
      return refuse("bad_value", text("{0} must be an object", field.name), field.name);
    }
  }
  return false;
}

// What the type says of case, person, subject and the fields that must stand.
bool Reader::State::fits_its_type(std::uint32_t fields_seen) {
  auto const& t = *event.type;
  if (t.in_case == Presence::required && event.in_case.empty())
    return refuse("missing_key", text("{0} needs a case", t.name), "case");
  if (t.in_case == Presence::none && !event.in_case.empty())
    return refuse("unknown_key", text("{0} has no case", t.name), "case");
  if (t.of_person == Presence::required && event.person.empty())
    return refuse("missing_key", text("{0} needs a person", t.name), "person");
  if (event.subject.kind.empty() && t.subject == "case" && !event.in_case.empty())
    event.subject = {t.subject, event.in_case};
  if (t.subject.empty() && !event.subject.kind.empty())
    return refuse("unknown_key", text("{0} has no subject", t.name), "subject");
  if (event.subject.kind != t.subject)
    return refuse("bad_value", text("{0} needs a subject of kind {1}", t.name, t.subject), "subject");
  auto const missing = t.required_fields & ~fields_seen;
  if (missing == 0) return true;
  auto const& field = t.data[static_cast<std::size_t>(std::countr_zero(missing))];
  return refuse("missing_key", text("{0} needs the field {1}", t.name, field.name), field.name);
}

base::Expected<std::span<Value const>> Reader::read_data(EventType const& type, std::string_view json) {
  auto& s = *state_;
  s.event = Event{};
  s.event.type = &type;
  s.values.clear();
  s.seen_fields = 0;
  // The values point into the text, which must therefore outlive this call: it is kept until the next.
  s.kept = simdjson::padded_string(json);
  od::document document;
  od::object object;
  if (s.parser.iterate(s.kept).get(document) != simdjson::SUCCESS ||
      document.get_object().get(object) != simdjson::SUCCESS) {
    return base::refuse("not_json", text("the data of the correction is not a JSON object"), "data");
  }
  if (!s.data_of(object)) return tl::unexpected(s.refusal);
  return std::span<Value const>(s.values);
}

}  // namespace overens::event
