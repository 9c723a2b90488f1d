#include "app/command_json.hpp"

#include <algorithm>

#include <simdjson.h>

#include "event/known.hpp"
#include "event/subject_link.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
namespace known = event::known;
namespace dom = simdjson::dom;

base::Expected<std::string> text_in(dom::element const& value, char const* key) {
  std::string_view word;
  if (value.get_string().get(word) == simdjson::SUCCESS) return std::string(word);
  return refuse("bad_value", text("{0} must be a text in quotes", key), key);
}

base::Expected<std::string> type_for(std::string const& word) {
  auto const& all = command_kinds();
  auto const found = std::find_if(all.begin(), all.end(), [&](CommandKind const& one) { return one.word == word; });
  if (found == all.end()) return refuse("unknown_command", text("there is no command {0}", word), "do");
  return std::string(found->type);
}

/// An object that asks for an event: its `do`, and the keys of the event.
class EventRequest {
 public:
  base::Expected<void> take(std::string_view key, dom::element const& value) {
    if (key != "do") return event::put(draft_, key, value);
    if (!do_.empty()) return refuse("double_key", text("the key {0} stands twice", key), std::string(key));
    auto word = text_in(value, "do");
    if (!word) return tl::unexpected(word.error());
    do_ = std::move(*word);
    return {};
  }

  base::Expected<event::Draft> draft(event::Vocabulary const& vocabulary) && {
    if (do_.empty() && draft_.type.empty()) return refuse("missing_key", text("the key {0} is missing", "do"), "do");
    if (do_.empty() || do_ == "record") {
      if (draft_.type.empty()) return refuse("missing_key", text("the key {0} is missing", "type"), "type");
      if (vocabulary.type(draft_.type) == nullptr)
        return refuse("unknown_type", text("there is no event type {0}", draft_.type), "type");
      return std::move(draft_);
    }
    if (!draft_.type.empty())
      return refuse("unknown_key", text("{0} has a type of its own: the key type goes with record only", do_), "type");
    auto type = type_for(do_);
    if (!type) return tl::unexpected(type.error());
    draft_.type = std::move(*type);
    return std::move(draft_);
  }

 private:
  std::string do_;
  event::Draft draft_;
};

base::Expected<LastSeen> read_last_seen(dom::element const& value, event::Vocabulary const& vocabulary) {
  constexpr auto key = "expected_last";
  LastSeen seen;
  dom::object object;
  std::string_view kind;
  std::string_view id;
  auto const named = value.get_object().get(object) == simdjson::SUCCESS &&
                     object["subject"]["kind"].get_string().get(kind) == simdjson::SUCCESS &&
                     object["subject"]["id"].get_string().get(id) == simdjson::SUCCESS;
  if (!named) return refuse("bad_value", text("{0} must name a subject with kind and id", key), key);
  if (vocabulary.kind(kind) == nullptr) return refuse("bad_value", text("{0}: there is no kind {1}", key, kind), key);
  seen.is_of_case = kind != "case" && kind != "person" && !obligation::outside_cases(vocabulary, kind);
  seen.subject = {std::string(event::same_kind(kind)), std::string(id)};
  dom::element last;
  if (object["event"].get(last) != simdjson::SUCCESS) return seen;
  auto word = text_in(last, key);
  if (!word) return tl::unexpected(word.error());
  seen.event = std::move(*word);
  return seen;
}

/// One command: keys of its own, and those of its only event or a list of events.
class CommandRequest {
 public:
  explicit CommandRequest(event::Vocabulary const& vocabulary) : vocabulary_(vocabulary) {}

  base::Expected<Command> read(dom::object const& object) {
    for (auto const& [key, value] : object) {
      if (auto const taken = take(key, value); !taken) return tl::unexpected(taken.error());
    }
    if (id_.empty()) return refuse("missing_key", text("the key {0} is missing", "command"), "command");
    if (auto const single = take_single(); !single) return tl::unexpected(single.error());
    auto command = make_command(id_, drafts_, vocabulary_);
    if (!command) return command;
    command->expected_version = expected_version_;
    command->expected_last = std::move(expected_last_);
    // Two authorities' ids are never the same person.
    if (command->expected_last && command->expected_last->subject.kind == "person")
      command->expected_last->subject.id.insert(0, std::string(command->events.front().event->owner) + "/");
    return command;
  }

 private:
  base::Expected<void> take(std::string_view key, dom::element const& value) {
    if (key == "command") {
      if (!id_.empty()) return double_key(key);
      auto id = text_in(value, "command");
      if (!id) return tl::unexpected(id.error());
      id_ = std::move(*id);
    } else if (key == "expected_version") {
      std::uint64_t version = 0;
      if (expected_version_) return double_key(key);
      if (value.get_uint64().get(version) != simdjson::SUCCESS)
        return refuse("bad_value", text("{0} must be a whole number", key), std::string(key));
      expected_version_ = version;
    } else if (key == "expected_last") {
      if (expected_last_) return double_key(key);
      auto seen = read_last_seen(value, vocabulary_);
      if (!seen) return tl::unexpected(seen.error());
      expected_last_ = std::move(*seen);
    } else if (key == "events") {
      if (has_list_) return double_key(key);
      has_list_ = true;
      return take_events(value);
    } else {
      if (first_key_.empty()) first_key_ = key;
      return single_.take(key, value);
    }
    return {};
  }

  base::Expected<void> take_events(dom::element const& value) {
    dom::array list;
    if (value.get_array().get(list) != simdjson::SUCCESS)
      return refuse("bad_value", text("{0} must be a list", "events"), "events");
    auto const count = list.size();
    for (auto const element : list) {
      auto draft = read_event(element);
      if (!draft) return tl::unexpected(in_event(draft.error(), drafts_.size() + 1, count));
      drafts_.push_back(std::move(*draft));
    }
    return {};
  }

  base::Expected<event::Draft> read_event(dom::element const& element) const {
    dom::object object;
    if (element.get_object().get(object) != simdjson::SUCCESS)
      return refuse("bad_value", text("an event is a JSON object"), "events");
    EventRequest request;
    for (auto const& [key, value] : object) {
      if (auto const taken = request.take(key, value); !taken) return tl::unexpected(taken.error());
    }
    return std::move(request).draft(vocabulary_);
  }

  base::Expected<void> take_single() {
    if (has_list_ && first_key_.empty()) return {};
    if (has_list_) return refuse("unknown_key", text("{0} goes with each of the events", first_key_), first_key_);
    auto draft = std::move(single_).draft(vocabulary_);
    if (!draft) return tl::unexpected(draft.error());
    drafts_.push_back(std::move(*draft));
    return {};
  }

  static tl::unexpected<base::Refusal> double_key(std::string_view key) {
    return refuse("double_key", text("the key {0} stands twice", key), std::string(key));
  }

  event::Vocabulary const& vocabulary_;
  std::string id_;
  std::optional<std::uint64_t> expected_version_;
  std::optional<LastSeen> expected_last_;
  EventRequest single_;
  std::string first_key_;  ///< of a single event
  bool has_list_ = false;
  std::vector<event::Draft> drafts_;
};

ReadCommand read_element(dom::element const& element, event::Vocabulary const& vocabulary) {
  dom::object object;
  if (element.get_object().get(object) != simdjson::SUCCESS)
    return {{}, refuse("not_json", text("a command is a JSON object"))};
  std::string_view id;
  if (object["command"].get_string().get(id) != simdjson::SUCCESS) id = {};
  return {std::string(id), CommandRequest(vocabulary).read(object)};
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
                                               {"adopt_addendum", known::agreement_addendum_adopted},
                                               {"replace", known::agreement_replaced}};
  return all;
}

base::Expected<std::vector<ReadCommand>> read_commands(std::string_view json, event::Vocabulary const& vocabulary) {
  thread_local dom::parser parser;
  dom::element root;
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS)
    return refuse("not_json", text("the commands are not JSON"));
  std::vector<ReadCommand> all;
  dom::array list;
  if (root.get_array().get(list) != simdjson::SUCCESS) {
    all.push_back(read_element(root, vocabulary));
    return all;
  }
  if (list.size() > most_at_once) return refuse("too_many", text("at most {0} commands at a time", most_at_once));
  for (auto const element : list) all.push_back(read_element(element, vocabulary));
  return all;
}

}  // namespace overens::app
