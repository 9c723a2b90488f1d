#include "app/command.hpp"

#include <algorithm>
#include <array>

#include <simdjson.h>

#include "app/subjects_of.hpp"
#include "event/known.hpp"
#include "journal/chain.hpp"
#include "journal/line.hpp"
#include "journal/stream.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
namespace known = event::known;
namespace dom = simdjson::dom;

// Of the keys of an event, those that a command may have as they are.
constexpr std::array<std::string_view, 8> envelope = {"happened", "owner", "as_told_by", "unit",
                                                      "actor",    "case",  "person",     "subject"};

bool is_one_of(std::string_view key, std::span<std::string_view const> keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::string digits(journal::Hash const& hash) {
  std::string hex;
  for (auto const byte : hash) hex += fmt::format("{:02x}", static_cast<unsigned>(byte));
  return hex;
}

// Checks the line and takes from it what the writer will ask for.
base::Expected<Command> checked(Command command, std::string line, event::Vocabulary const& vocabulary,
                                event::Reader& reader) {
  command.length = line.size();
  command.line = std::move(line);
  command.line.append(event::line_padding, ' ');
  auto const read = reader.read(command.event());
  if (!read) return tl::unexpected(read.error());
  auto const& event = **read;
  command.id = event.id;
  command.type = event.type;
  command.owner = event.owner;
  command.stream = journal::stream_of(event);
  command.changes = changed_by(event);
  if (!command.changes.empty()) command.refers_to.push_back(command.changes);
  for (auto const& value : event.data) {
    if (value.field->name == "items" && event.type->name == known::disclosure_made)
      command.refers_to.emplace_back(value.text);
  }
  command.subjects = subjects_of(event, vocabulary);
  command.request = digits(journal::hash_of_data({}, command.event()));
  return command;
}

// The keys of one command, each once, as they stand.
class Keys {
 public:
  base::Expected<void> read(dom::object const& object) {
    for (auto const& [key, value] : object) {
      auto const fits = is_one_of(key, envelope) || is_one_of(key, own_);
      if (!fits) return refuse("unknown_key", text("the key {0} is not known", key), std::string(key));
      if (find(key) != nullptr) return refuse("double_key", text("the key {0} stands twice", key), std::string(key));
      all_.emplace_back(key, value);
    }
    return {};
  }
  dom::element const* find(std::string_view key) const {
    auto const found = std::find_if(all_.begin(), all_.end(), [&](auto const& one) { return one.first == key; });
    return found == all_.end() ? nullptr : &found->second;
  }
  /// A text that must stand.
  base::Expected<std::string_view> word(std::string_view key) const {
    auto const* value = find(key);
    if (value == nullptr) return refuse("missing_key", text("the key {0} is missing", key), std::string(key));
    std::string_view word;
    if (value->get_string().get(word) != simdjson::SUCCESS)
      return refuse("bad_value", text("{0} must be a text in quotes", key), std::string(key));
    return word;
  }

 private:
  static constexpr std::array<std::string_view, 5> own_ = {"command", "do", "type", "data", "expected_version"};
  std::vector<std::pair<std::string_view, dom::element>> all_;
};

base::Expected<std::string_view> type_of(Keys const& keys, event::Vocabulary const& vocabulary) {
  auto const deed = keys.word("do");
  if (!deed) return deed;
  if (*deed == "record") {
    auto const type = keys.word("type");
    if (type && vocabulary.type(*type) == nullptr)
      return refuse("unknown_type", text("there is no event type {0}", *type), "type");
    return type;
  }
  if (keys.find("type") != nullptr)
    return refuse("unknown_key", text("{0} has a type of its own: the key type goes with record only", *deed), "type");
  auto const& all = command_kinds();
  auto const found = std::find_if(all.begin(), all.end(), [&](CommandKind const& one) { return one.word == *deed; });
  if (found == all.end()) return refuse("unknown_command", text("there is no command {0}", *deed), "do");
  return found->type;
}

// The value as JSON on one line. What is no JSON of an event the event's reader says.
std::string written(dom::element const& value) {
  return simdjson::minify(value);
}

base::Expected<Command> read_one(Keys const& keys, event::Vocabulary const& vocabulary, event::Reader& reader) {
  auto const id = keys.find("command");
  if (id == nullptr) return refuse("missing_key", text("the key {0} is missing", "command"), "command");
  auto const type = type_of(keys, vocabulary);
  if (!type) return tl::unexpected(type.error());
  Command command;
  if (auto const* expected = keys.find("expected_version")) {
    std::uint64_t version = 0;
    if (expected->get_uint64().get(version) != simdjson::SUCCESS)
      return refuse("bad_value", text("{0} must be a whole number", "expected_version"), "expected_version");
    command.expected_version = version;
  }
  // When it is recorded the writer says; until then any time will do.
  auto const quoted = written(*id);
  auto line = fmt::format(R"({{"id":{0},"type":"{1}","recorded":"2000-01-01T00:00:00Z","command":{0})", quoted, *type);
  for (auto const key : envelope) {
    if (auto const* value = keys.find(key)) line += fmt::format(",\"{}\":{}", key, written(*value));
  }
  if (auto const* data = keys.find("data")) {
    command.data = written(*data);
    line += ",\"data\":" + command.data;
  }
  return checked(std::move(command), line + "}", vocabulary, reader);
}

ReadCommand read_element(dom::element const& element, event::Vocabulary const& vocabulary, event::Reader& reader) {
  dom::object object;
  if (element.get_object().get(object) != simdjson::SUCCESS)
    return {{}, refuse("not_json", text("a command is a JSON object"))};
  std::string_view id;
  if (object["command"].get_string().get(id) != simdjson::SUCCESS) id = {};
  Keys keys;
  if (auto const read = keys.read(object); !read) return {std::string(id), tl::unexpected(read.error())};
  return {std::string(id), read_one(keys, vocabulary, reader)};
}

}  // namespace

std::vector<CommandKind> const& command_kinds() {
  static std::vector<CommandKind> const all = {{"correct", known::corrected},
                                        {"withdraw", known::withdrawn},
                                        {"disclose", known::disclosure_made},
                                        {"end_disclosure", known::disclosure_ended},
                                        {"mark_complete", known::source_complete},
                                        {"approve", known::agreement_approved},
                                        {"sign", known::agreement_signed},
                                        {"prolong", known::agreement_prolonged},
                                        {"begin_revision", known::agreement_revision_begun},
                                        {"add", known::agreement_addendum_adopted},
                                        {"replace", known::agreement_replaced}};
  return all;
}

base::Expected<std::vector<ReadCommand>> read_commands(std::string_view json, event::Vocabulary const& vocabulary) {
  thread_local dom::parser parser;
  dom::element root;
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS)
    return refuse("not_json", text("the commands are not JSON"));
  event::Reader reader(vocabulary);
  std::vector<ReadCommand> all;
  dom::array list;
  if (root.get_array().get(list) != simdjson::SUCCESS) {
    all.push_back(read_element(root, vocabulary, reader));
    return all;
  }
  if (list.size() > most_at_once) return refuse("too_many", text("at most {0} commands at a time", most_at_once));
  for (auto const element : list) all.push_back(read_element(element, vocabulary, reader));
  return all;
}

base::Expected<Command> import_event(std::string_view line, event::Vocabulary const& vocabulary) {
  auto parts = journal::divide(line);
  if (!parts) return tl::unexpected(parts.error());
  Command command;
  command.data = std::move(parts->data);
  command.recorded_elsewhere = true;
  event::Reader reader(vocabulary);
  return checked(std::move(command), std::string(line), vocabulary, reader);
}

}  // namespace overens::app
