#include "journal/line.hpp"

#include <optional>
#include <utility>

#include <simdjson.h>

#include "calendar/day.hpp"
#include "journal/chain.hpp"
#include "journal/hex.hpp"

namespace overens::journal {
namespace {

using base::text;
namespace od = simdjson::ondemand;

/// A parser keeps its memory from one line to the next.
class Json {
 public:
  explicit Json(std::string_view bytes) : bytes_(bytes) {}
  /// Nothing when it is not one JSON object. Strings are views into this Json.
  std::optional<od::object> object() {
    od::object object;
    if (parser().iterate(bytes_).get(document_) != simdjson::SUCCESS ||
        document_.get_object().get(object) != simdjson::SUCCESS)
      return std::nullopt;
    return object;
  }
  bool at_end() { return document_.current_location().error() == simdjson::OUT_OF_BOUNDS; }

 private:
  static od::parser& parser() {
    thread_local od::parser kept;
    return kept;
  }
  simdjson::padded_string bytes_;
  od::document document_;
};

tl::unexpected<base::Refusal> not_json() {
  return base::refuse("not_json", text("the line is not a JSON object"));
}
tl::unexpected<base::Refusal> missing(std::string_view key) {
  return base::refuse("missing_key", text("the key {0} is missing", key), std::string(key));
}
tl::unexpected<base::Refusal> bad(std::string_view key) {
  return base::refuse("bad_value", text("{0} is not as an entry of the journal has it", key), std::string(key));
}

void put(std::string& json, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  json.append(json.size() > 1 ? ",\"" : "\"").append(key).append("\":\"").append(value).append("\"");
}

std::string_view trimmed(std::string_view text) {
  auto const last = text.find_last_not_of(" \t\r\n");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

bool read_subjects(od::value value, std::vector<SubjectRef>& into) {
  od::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return false;
  for (auto item : array) {
    od::array pair;
    if (item.get_array().get(pair) != simdjson::SUCCESS) return false;
    std::vector<std::string> words;
    for (auto word : pair) {
      std::string_view text;
      if (word.get_string().get(text) != simdjson::SUCCESS) return false;
      words.emplace_back(text);
    }
    if (words.size() != 2) return false;
    into.push_back({std::move(words[0]), std::move(words[1])});
  }
  return true;
}

}  // namespace

std::string envelope_of(event::Event const& event) {
  std::string json = "{";
  json.reserve(320);
  put(json, "id", event.id);
  put(json, "type", event.type->name);
  put(json, "stream", event.stream);
  json.append(",\"seq\":").append(std::to_string(event.seq));
  put(json, "happened", calendar::to_string(event.happened));
  put(json, "recorded", calendar::to_string(event.recorded));
  put(json, "command", event.command);
  put(json, "owner", event.owner);
  put(json, "as_told_by", event.as_told_by);
  put(json, "unit", event.unit);
  put(json, "actor", event.actor);
  put(json, "case", event.in_case);
  put(json, "person", event.person);
  if (!event.subject.kind.empty()) {
    json.append(",\"subject\":{\"kind\":\"").append(event.subject.kind);
    json.append("\",\"id\":\"").append(event.subject.id).append("\"}");
  }
  return json.append("}");
}

std::string event_line(Entry const& entry) {
  if (entry.data.empty()) return entry.envelope;
  std::string line;
  line.reserve(entry.envelope.size() + entry.data.size() + 8);
  return line.append(entry.envelope, 0, entry.envelope.size() - 1).append(",\"data\":").append(entry.data).append("}");
}

base::Expected<Divided> divide(std::string_view line) {
  Json json(line);
  auto object = json.object();
  if (!object) return not_json();
  Divided parts{"{", {}};
  for (auto result : *object) {
    od::field field;
    std::string_view value;
    if (std::move(result).get(field) != simdjson::SUCCESS) return not_json();
    auto const* const key = field.key().raw();
    auto const* key_end = key;
    while (*key_end != '"') key_end += *key_end == '\\' ? 2 : 1;
    if (simdjson::to_json_string(field.value()).get(value) != simdjson::SUCCESS) return not_json();
    std::string_view const word(key, static_cast<std::size_t>(key_end - key));
    if (word == "data") {
      parts.data = trimmed(value);
    } else {
      parts.envelope.append(parts.envelope.size() > 1 ? ",\"" : "\"").append(word).append("\":").append(trimmed(value));
    }
  }
  if (!json.at_end()) return not_json();
  parts.envelope.append("}");
  return parts;
}

std::string entry_line(Entry const& entry) {
  auto line = "{\"event\":" + (entry.encrypted.empty() ? event_line(entry) : entry.envelope);
  if (!entry.encrypted.empty()) {
    line.append(",\"encrypted\":\"").append(hex(entry.encrypted));
    line.append("\",\"key\":\"").append(hex(entry.key)).append("\"");
  }
  line.append(",\"salt\":\"").append(hex(entry.salt));
  line.append("\",\"data_hash\":\"").append(hex(entry.data_hash));
  line.append("\",\"hash\":\"").append(hex(entry.hash));
  line.append("\",\"command\":\"").append(entry.command);
  line.append("\",\"request\":\"").append(entry.request);
  line.append(entry.shared ? "\",\"shared\":true,\"subjects\":[" : "\",\"shared\":false,\"subjects\":[");
  for (auto const& subject : entry.subjects) {
    line.append(&subject == entry.subjects.data() ? "[\"" : ",[\"").append(subject.kind);
    line.append("\",\"").append(subject.id).append("\"]");
  }
  return line.append("]}");
}

base::Expected<Entry> read_entry(std::string_view line) {
  Json json(line);
  auto object = json.object();
  if (!object) return not_json();
  std::string event;
  Entry read;
  for (auto result : *object) {
    od::field field;
    std::string_view word;
    std::string_view said;
    if (std::move(result).get(field) != simdjson::SUCCESS || field.unescaped_key().get(word) != simdjson::SUCCESS)
      return not_json();
    auto value = field.value();
    if (word == "event") {
      if (simdjson::to_json_string(value).get(said) != simdjson::SUCCESS) return not_json();
      event = trimmed(said);
    } else if (word == "subjects") {
      if (!read_subjects(value, read.subjects)) return bad(word);
    } else if (word == "shared") {
      if (value.get_bool().get(read.shared) != simdjson::SUCCESS) return bad(word);
    } else if (word == "command" || word == "request") {
      if (value.get_string().get(said) != simdjson::SUCCESS) return bad(word);
      (word == "command" ? read.command : read.request) = said;
    } else {
      auto const read_digits = [&](auto& bytes) {
        return value.get_string().get(said) == simdjson::SUCCESS && from_hex(said, bytes);
      };
      if (word == "encrypted" || word == "key") {
        if (!read_digits(word == "key" ? read.key : read.encrypted)) return bad(word);
        continue;
      }
      if (word != "salt" && word != "data_hash" && word != "hash")
        return base::refuse("unknown_key", text("the key {0} is not known", word), std::string(word));
      if (!(word == "salt"        ? read_digits(read.salt)
            : word == "data_hash" ? read_digits(read.data_hash)
                                  : read_digits(read.hash)))
        return bad(word);
    }
  }
  if (!json.at_end()) return not_json();
  auto parts = divide(event);
  if (!parts) return tl::unexpected(parts.error());
  auto entry = from_envelope(std::move(parts->envelope));
  if (!entry) return entry;
  entry->data = std::move(parts->data);
  entry->encrypted = std::move(read.encrypted);
  entry->key = std::move(read.key);
  if (!read.command.empty()) entry->command = std::move(read.command);
  entry->request = std::move(read.request);
  entry->shared = read.shared;
  entry->subjects = std::move(read.subjects);
  entry->salt = read.salt;
  entry->data_hash = read.data_hash;
  entry->hash = read.hash;
  entry->marks = hash_of_marks(*entry);
  return entry;
}

base::Expected<Entry> from_envelope(std::string envelope) {
  Json json(envelope);
  auto object = json.object();
  if (!object) return not_json();
  Entry entry;
  std::string_view recorded;
  for (auto result : *object) {
    od::field field;
    std::string_view word;
    std::string_view said;
    if (std::move(result).get(field) != simdjson::SUCCESS || field.unescaped_key().get(word) != simdjson::SUCCESS)
      return not_json();
    auto value = field.value();
    if (word == "seq") {
      if (value.get_uint64().get(entry.seq) != simdjson::SUCCESS) return bad(word);
      continue;
    }
    std::string* const place = word == "id"        ? &entry.id
                               : word == "type"    ? &entry.type
                               : word == "stream"  ? &entry.stream
                               : word == "owner"   ? &entry.owner
                               : word == "command" ? &entry.command
                                                   : nullptr;
    if (place == nullptr && word != "recorded") continue;
    if (value.get_string().get(said) != simdjson::SUCCESS) return bad(word);
    if (place != nullptr) {
      *place = said;
    } else {
      recorded = said;
    }
  }
  if (!json.at_end()) return not_json();
  for (auto const& [word, place] : {std::pair("id", &entry.id), std::pair("type", &entry.type),
                                    std::pair("stream", &entry.stream), std::pair("owner", &entry.owner)}) {
    if (place->empty()) return missing(word);
  }
  if (entry.seq == 0) return missing("seq");
  auto const instant = calendar::parse_instant(recorded);
  if (!instant) return bad("recorded");
  entry.recorded = *instant;
  entry.envelope = std::move(envelope);
  return entry;
}

std::vector<std::string> words_of(std::string_view data, std::string_view key) {
  Json json(data);
  auto object = json.object();
  od::array list;
  if (!object || object->find_field_unordered(key).get_array().get(list) != simdjson::SUCCESS) return {};
  std::vector<std::string> words;
  for (auto value : list) {
    std::string_view word;
    if (value.get_string().get(word) != simdjson::SUCCESS) return {};
    words.emplace_back(word);
  }
  return words;
}

bool is_as_its_envelope(Entry const& entry) {
  auto const said = from_envelope(entry.envelope);
  return said && said->stream == entry.stream && said->seq == entry.seq && said->id == entry.id &&
         said->type == entry.type && said->owner == entry.owner && said->recorded == entry.recorded;
}

}  // namespace overens::journal
