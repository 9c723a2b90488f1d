#include "event/reader.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include <simdjson.h>

namespace overens::event {
namespace {

using base::refuse;
using base::text;
namespace od = simdjson::ondemand;

constexpr std::size_t longest_line = 1U << 20U;

enum Key : std::uint8_t {
  id, type, stream, seq, happened, recorded, command, owner, as_told_by, unit, actor, in_case, person, subject, data, unknown
};
constexpr std::array<std::string_view, unknown> keys = {"id",    "type", "stream",     "seq",  "happened",
                                                        "recorded", "command", "owner", "as_told_by", "unit",
                                                        "actor", "case", "person",     "subject", "data"};

Key key_of(std::string_view word) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == word) return static_cast<Key>(i);
  }
  return unknown;
}

constexpr std::uint32_t bit(std::size_t key) { return std::uint32_t{1} << key; }

/// Event types by name: open addressing on a cheap hash, since a type is looked up for every line.
class TypeTable {
 public:
  explicit TypeTable(std::vector<EventType> const& types) : slots_(std::bit_ceil(types.size() * 4 + 1), nullptr) {
    for (auto const& t : types) {
      auto at = hash(t.name);
      while (slots_[at & (slots_.size() - 1)] != nullptr) ++at;
      slots_[at & (slots_.size() - 1)] = &t;
    }
  }
  EventType const* find(std::string_view name) const {
    for (auto at = hash(name);; ++at) {
      auto const* slot = slots_[at & (slots_.size() - 1)];
      if (slot == nullptr || slot->name == name) return slot;
    }
  }

 private:
  static std::size_t hash(std::string_view s) {
    std::size_t h = s.size();
    for (char const c : s) h = h * 31 + static_cast<unsigned char>(c);
    return h ^ (h >> 7U);
  }
  std::vector<EventType const*> slots_;
};

bool id_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' || c == ':';
}

}  // namespace

bool is_record_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), id_char);
}

Value const* Event::value(std::string_view field) const {
  for (auto const& v : data) {
    if (v.field->name == field) return &v;
  }
  return nullptr;
}

struct Reader::State {
  explicit State(Vocabulary const& v) : vocabulary(v), types(v.types) {}

  Vocabulary const& vocabulary;
  TypeTable types;
  od::parser parser;
  Event event;
  std::vector<Value> values;
  std::string failed_key;   // the key being read, for the wording of a refusal
  std::string_view raw_data;

  base::Expected<Event const*> read(std::string_view line);
  base::Expected<void> envelope(od::object object);
  base::Expected<void> subject_of(od::value value);
  base::Expected<void> data_of(od::object object);
  base::Expected<void> value_of(DataField const& field, od::value value);
  base::Expected<void> complete(bool required_too);
  base::Expected<std::string_view> id_in(od::value value, std::string_view key);
  base::Expected<std::string_view> string_in(od::value value, std::string_view key);

  static tl::unexpected<base::Refusal> bad(std::string_view key, base::Text why) {
    return refuse("bad_value", std::move(why), std::string(key));
  }
};

Reader::Reader(Vocabulary const& vocabulary) : state_(std::make_unique<State>(vocabulary)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;

base::Expected<Event const*> Reader::read(std::string_view padded_line) { return state_->read(padded_line); }

base::Expected<std::string_view> Reader::State::string_in(od::value value, std::string_view key) {
  std::string_view result;
  if (value.get_string().get(result) != simdjson::SUCCESS) return bad(key, text("{0} must be a text in quotes", key));
  return result;
}

base::Expected<std::string_view> Reader::State::id_in(od::value value, std::string_view key) {
  auto const result = string_in(value, key);
  if (!result) return result;
  if (!is_record_id(*result)) return bad(key, text("{0} must be an id: 1–64 letters, digits and . _ : -", key));
  return result;
}

base::Expected<Event const*> Reader::State::read(std::string_view line) {
  if (line.size() > longest_line) return refuse("too_long", text("the line is longer than {0} bytes", longest_line));
  event = Event{};
  values.clear();
  raw_data = {};
  od::document document;
  od::object object;
  auto const padded = simdjson::padded_string_view(line.data(), line.size(), line.size() + line_padding);
  if (parser.iterate(padded).get(document) != simdjson::SUCCESS || document.get_object().get(object) != simdjson::SUCCESS) {
    return refuse("not_json", text("the line is not a JSON object"));
  }
  if (auto const ok = envelope(object); !ok) return tl::unexpected(ok.error());
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) return refuse("not_json", text("there is more on the line after the JSON object"));
  event.data = values;
  return &event;
}

base::Expected<void> Reader::State::envelope(od::object object) {
  std::uint32_t seen = 0;
  std::size_t expected = 0;  // writers keep one order, so the next key is usually known
  od::object held_data;
  for (auto field : object) {
    std::string_view word;
    if (field.unescaped_key().get(word) != simdjson::SUCCESS) return refuse("not_json", text("the line is not JSON"));
    while (expected < keys.size() && keys[expected] != word && expected < data) ++expected;
    auto const key = expected < keys.size() && keys[expected] == word ? static_cast<Key>(expected) : key_of(word);
    if (key == unknown) return refuse("unknown_key", text("the key {0} is not known", word), std::string(word));
    if ((seen & bit(key)) != 0) return refuse("double_key", text("the key {0} stands twice", word), std::string(word));
    seen |= bit(key);
    expected = key + std::size_t{1};
    od::value value;
    if (field.value().get(value) != simdjson::SUCCESS) return refuse("not_json", text("the line is not JSON"));
    switch (key) {
      case id:
      case owner:
      case as_told_by:
      case unit:
      case in_case:
      case person:
      case stream:
      case command:
      case actor: {
        auto const read = id_in(value, word);
        if (!read) return tl::unexpected(read.error());
        (key == id           ? event.id
         : key == owner      ? event.owner
         : key == as_told_by ? event.as_told_by
         : key == unit       ? event.unit
         : key == in_case    ? event.in_case
         : key == person     ? event.person
         : key == stream     ? event.stream
         : key == command    ? event.command
                             : event.actor) = *read;
        break;
      }
      case type: {
        auto const name = string_in(value, word);
        if (!name) return tl::unexpected(name.error());
        event.type = types.find(*name);
        if (event.type == nullptr) {
          return refuse("unknown_type", text("there is no event type {0}", *name), "type");
        }
        break;
      }
      case seq: {
        std::uint64_t number = 0;
        if (value.get_uint64().get(number) != simdjson::SUCCESS) return bad(word, text("{0} must be a whole number", word));
        event.seq = number;
        break;
      }
      case happened: {
        auto const written = string_in(value, word);
        if (!written) return tl::unexpected(written.error());
        auto const moment = calendar::parse_moment(*written);
        if (!moment || moment->day < calendar::first_day || moment->day > calendar::last_day) {
          return bad(word, text("{0} must be a day such as 2026-01-31, or a time with offset such as 2026-01-31T09:00:00+01:00, "
                                "from 1990 through 2100", word));
        }
        event.happened = *moment;
        break;
      }
      case recorded: {
        auto const written = string_in(value, word);
        if (!written) return tl::unexpected(written.error());
        auto const instant = calendar::parse_instant(*written);
        if (!instant) return bad(word, text("{0} must be a time with offset such as 2026-01-31T08:00:00Z", word));
        event.recorded = *instant;
        break;
      }
      case subject:
        if (auto const ok = subject_of(value); !ok) return ok;
        break;
      case data: {
        if (event.type == nullptr) return refuse("missing_key", text("type must stand before data"), "type");
        od::object inner;
        if (value.get_object().get(inner) != simdjson::SUCCESS) return bad(word, text("data must be an object"));
        if (auto const ok = data_of(inner); !ok) return ok;
        break;
      }
      case unknown:
        break;
    }
  }
  for (auto const key : {id, type, happened, recorded, owner}) {
    if ((seen & bit(key)) == 0) return refuse("missing_key", text("the key {0} is missing", keys[key]), std::string(keys[key]));
  }
  return complete(true);
}

base::Expected<void> Reader::State::subject_of(od::value value) {
  od::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) return bad("subject", text("subject must be an object with kind and id"));
  for (auto field : object) {
    std::string_view word;
    od::value inner;
    if (field.unescaped_key().get(word) != simdjson::SUCCESS || field.value().get(inner) != simdjson::SUCCESS) {
      return refuse("not_json", text("the line is not JSON"));
    }
    if (word != "kind" && word != "id") return refuse("unknown_key", text("the key {0} is not known in subject", word), "subject");
    auto& place = word == "kind" ? event.subject.kind : event.subject.id;
    if (!place.empty()) return refuse("double_key", text("the key {0} stands twice", word), "subject");
    auto const read = id_in(inner, "subject");
    if (!read) return tl::unexpected(read.error());
    place = *read;
  }
  if (event.subject.kind.empty() || event.subject.id.empty()) {
    return refuse("missing_key", text("subject needs both kind and id"), "subject");
  }
  return {};
}

base::Expected<void> Reader::State::data_of(od::object object) {
  std::uint32_t seen = 0;
  auto const& fields = event.type->data;
  for (auto field : object) {
    std::string_view word;
    od::value value;
    if (field.unescaped_key().get(word) != simdjson::SUCCESS || field.value().get(value) != simdjson::SUCCESS) {
      return refuse("not_json", text("the line is not JSON"));
    }
    std::size_t i = 0;
    while (i < fields.size() && fields[i].name != word) ++i;
    if (i == fields.size()) {
      return refuse("unknown_key", text("{0} has no field {1}", event.type->name, word), std::string(word));
    }
    if ((seen & bit(i)) != 0) return refuse("double_key", text("the key {0} stands twice", word), std::string(word));
    seen |= bit(i);
    if (!fields[i].list) {
      if (auto const ok = value_of(fields[i], value); !ok) return ok;
      continue;
    }
    od::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return bad(word, text("{0} must be a list", word));
    for (auto item : array) {
      od::value inner;
      if (item.get(inner) != simdjson::SUCCESS) return refuse("not_json", text("the line is not JSON"));
      if (auto const ok = value_of(fields[i], inner); !ok) return ok;
    }
  }
  return {};
}

base::Expected<void> Reader::State::value_of(DataField const& field, od::value json) {
  Value value;
  value.field = &field;
  using Type = DataField::Type;
  switch (field.type) {
    case Type::code: {
      auto const word = string_in(json, field.name);
      if (!word) return tl::unexpected(word.error());
      auto const known = field.symbols.find(*word);
      if (known == field.symbols.end()) {
        std::vector<std::string> words;
        for (auto const& [w, s] : field.symbols) words.emplace_back(w);
        std::sort(words.begin(), words.end());
        auto const near = base::nearest(*word, words);
        return bad(field.name, near.empty() ? text("{0}: there is no code {1} in {2}", field.name, *word, field.of)
                                            : text("{0}: there is no code {1}; did you mean {2}?", field.name, *word, near));
      }
      value.symbol = known->second;
      value.text = known->first;
      break;
    }
    case Type::day: {
      auto const written = string_in(json, field.name);
      if (!written) return tl::unexpected(written.error());
      auto const day = calendar::parse_day(*written);
      if (!day || *day < calendar::first_birth_day || *day > calendar::last_day) {
        return bad(field.name, text("{0} must be a day such as 2026-01-31", field.name));
      }
      value.number = day->time_since_epoch().count();
      break;
    }
    case Type::integer:
    case Type::money: {
      std::int64_t number = 0;
      if (json.get_int64().get(number) != simdjson::SUCCESS) {
        return bad(field.name, field.type == Type::money ? text("{0} must be a whole number of öre", field.name)
                                                         : text("{0} must be a whole number", field.name));
      }
      value.number = number;
      break;
    }
    case Type::boolean: {
      bool truth = false;
      if (json.get_bool().get(truth) != simdjson::SUCCESS) return bad(field.name, text("{0} must be true or false", field.name));
      value.number = truth ? 1 : 0;
      break;
    }
    case Type::words: {
      auto const written = string_in(json, field.name);
      if (!written) return tl::unexpected(written.error());
      value.text = *written;
      break;
    }
    case Type::id:
    case Type::authority:
    case Type::unit:
    case Type::party: {
      auto const written = id_in(json, field.name);
      if (!written) return tl::unexpected(written.error());
      value.text = *written;
      break;
    }
    case Type::type: {
      auto const written = string_in(json, field.name);
      if (!written) return tl::unexpected(written.error());
      if (types.find(*written) == nullptr) return bad(field.name, text("there is no event type {0}", *written));
      value.text = *written;
      break;
    }
    case Type::raw: {
      // The text of the object itself: it can be checked only when the event that it corrects is known.
      std::string_view raw;
      od::object object;
      if (json.get_object().get(object) != simdjson::SUCCESS || object.raw_json().get(raw) != simdjson::SUCCESS) {
        return bad(field.name, text("{0} must be an object", field.name));
      }
      value.text = raw;
      break;
    }
  }
  values.push_back(value);
  return {};
}

base::Expected<void> Reader::State::complete(bool required_too) {
  auto const& t = *event.type;
  if (t.in_case == Presence::required && event.in_case.empty()) {
    return refuse("missing_key", text("{0} needs a case", t.name), "case");
  }
  if (t.in_case == Presence::none && !event.in_case.empty()) {
    return refuse("unknown_key", text("{0} has no case", t.name), "case");
  }
  if (t.of_person == Presence::required && event.person.empty()) {
    return refuse("missing_key", text("{0} needs a person", t.name), "person");
  }
  if (event.subject.kind.empty() && t.subject == "case" && !event.in_case.empty()) event.subject = {t.subject, event.in_case};
  if (t.subject.empty() && !event.subject.kind.empty()) {
    return refuse("unknown_key", text("{0} has no subject", t.name), "subject");
  }
  if (!t.subject.empty() && event.subject.kind != t.subject) {
    return refuse("bad_value", text("{0} needs a subject of kind {1}", t.name, t.subject), "subject");
  }
  if (!required_too) return {};
  for (auto const& field : t.data) {
    if (!field.required) continue;
    auto const given = std::any_of(values.begin(), values.end(), [&](Value const& v) { return v.field == &field; });
    if (!given) return refuse("missing_key", text("{0} needs the field {1}", t.name, field.name), field.name);
  }
  return {};
}

base::Expected<std::span<Value const>> Reader::read_data(EventType const& type, std::string_view json) {
  auto& s = *state_;
  s.event = Event{};
  s.event.type = &type;
  s.values.clear();
  simdjson::padded_string const padded(json);
  od::document document;
  od::object object;
  if (s.parser.iterate(padded).get(document) != simdjson::SUCCESS || document.get_object().get(object) != simdjson::SUCCESS) {
    return refuse("not_json", text("the data of the correction is not a JSON object"), "data");
  }
  if (auto const ok = s.data_of(object); !ok) return tl::unexpected(ok.error());
  return std::span<Value const>(s.values);
}

}  // namespace overens::event
