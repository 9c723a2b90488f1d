#include "event/draft.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>
#include <simdjson.h>

namespace overens::event {
namespace {

using base::refuse;
using base::text;
using Json = nlohmann::ordered_json;
namespace dom = simdjson::dom;

// In the order in which an event's line has them.
constexpr std::pair<char const*, std::string Draft::*> texts[] = {{"id", &Draft::id},
                                                                  {"type", &Draft::type},
                                                                  {"happened", &Draft::happened},
                                                                  {"owner", &Draft::owner},
                                                                  {"as_told_by", &Draft::as_told_by},
                                                                  {"unit", &Draft::unit},
                                                                  {"actor", &Draft::actor},
                                                                  {"case", &Draft::in_case},
                                                                  {"person", &Draft::person}};

base::Expected<void> put_text(std::string& into, std::string_view key, dom::element const& value) {
  if (!into.empty()) return refuse("double_key", text("the key {0} stands twice", key), std::string(key));
  std::string_view word;
  if (value.get_string().get(word) != simdjson::SUCCESS)
    return refuse("bad_value", text("{0} must be a text in quotes", key), std::string(key));
  if (word.empty()) return refuse("bad_value", text("{0} must not be empty", key), std::string(key));
  into = word;
  return {};
}

base::Expected<void> put_subject(Draft& draft, dom::element const& value) {
  dom::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS)
    return refuse("bad_value", text("subject must be an object with kind and id"), "subject");
  for (auto const& [key, word] : object) {
    if (key != "kind" && key != "id")
      return refuse("unknown_key", text("the key {0} is not known in subject", key), "subject");
    auto put = put_text(key == "kind" ? draft.subject_kind : draft.subject_id, key, word);
    if (!put) return refuse(put.error().code, put.error().why, "subject");
  }
  if (draft.subject_kind.empty() || draft.subject_id.empty())
    return refuse("missing_key", text("subject needs both kind and id"), "subject");
  return {};
}

base::Expected<std::vector<DraftField>> read_fields(dom::object const& object);

base::Expected<DraftValue> read_value(std::string const& name, dom::element const& value) {
  switch (value.type()) {
    case dom::element_type::STRING:
      return std::string(std::string_view(value));
    case dom::element_type::INT64:
      return std::int64_t(value);
    case dom::element_type::BOOL:
      return bool(value);
    case dom::element_type::OBJECT: {
      auto fields = read_fields(dom::object(value));
      if (!fields) return tl::unexpected(fields.error());
      return std::move(*fields);
    }
    case dom::element_type::ARRAY:
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE:
    case dom::element_type::NULL_VALUE:
      break;
  }
  return refuse("bad_value", text("{0} must be a text, a whole number, true or false, or a list of these", name), name);
}

base::Expected<DraftField> read_field(std::string_view name, dom::element const& value) {
  DraftField field{std::string(name), {}, value.is_array()};
  if (!field.is_list) {
    auto one = read_value(field.name, value);
    if (!one) return tl::unexpected(one.error());
    field.values.push_back(std::move(*one));
    return field;
  }
  for (auto const item : dom::array(value)) {
    auto one = read_value(field.name, item);
    if (!one) return tl::unexpected(one.error());
    field.values.push_back(std::move(*one));
  }
  return field;
}

base::Expected<std::vector<DraftField>> read_fields(dom::object const& object) {
  std::vector<DraftField> fields;
  for (auto const& [name, value] : object) {
    auto const stands = [&, &key = name](DraftField const& field) { return field.name == key; };
    if (std::any_of(fields.begin(), fields.end(), stands))
      return refuse("double_key", text("the key {0} stands twice", name), std::string(name));
    auto field = read_field(name, value);
    if (!field) return tl::unexpected(field.error());
    fields.push_back(std::move(*field));
  }
  return fields;
}

Json json_of(std::vector<DraftField> const& fields);

Json json_of(DraftValue const& value) {
  return std::visit(
      [](auto const& given) {
        if constexpr (std::is_same_v<std::decay_t<decltype(given)>, std::vector<DraftField>>) {
          return json_of(given);
        } else {
          return Json(given);
        }
      },
      value);
}

Json json_of(std::vector<DraftField> const& fields) {
  std::vector<DraftField const*> in_order;
  for (auto const& field : fields) in_order.push_back(&field);
  std::sort(in_order.begin(), in_order.end(), [](auto const* a, auto const* b) { return a->name < b->name; });
  auto json = Json::object();
  for (auto const* field : in_order) {
    if (!field->is_list && field->values.size() == 1) {
      json[field->name] = json_of(field->values.front());
      continue;
    }
    auto& list = json[field->name] = Json::array();
    for (auto const& value : field->values) list.push_back(json_of(value));
  }
  return json;
}

std::string written(Json const& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

base::Expected<void> put(Draft& draft, std::string_view key, dom::element const& value) {
  for (auto const& [word, member] : texts) {
    if (key == word) return put_text(draft.*member, key, value);
  }
  if (key != "subject" && key != "data")
    return refuse("unknown_key", text("the key {0} is not known", key), std::string(key));
  if (key == "subject") return put_subject(draft, value);
  dom::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS)
    return refuse("bad_value", text("data must be an object"), "data");
  if (!draft.data.empty()) return refuse("double_key", text("the key {0} stands twice", key), std::string(key));
  auto fields = read_fields(object);
  if (!fields) return tl::unexpected(fields.error());
  draft.data = std::move(*fields);
  return {};
}

std::string data_of(Draft const& draft) {
  return draft.data.empty() ? std::string() : written(json_of(draft.data));
}

std::string line_of(Draft const& draft, std::string_view command) {
  Json line = {{"command", command}};
  for (auto const& [key, member] : texts) {
    if (!(draft.*member).empty()) line[key] = draft.*member;
  }
  line["recorded"] = "2000-01-01T00:00:00Z";
  if (!draft.subject_kind.empty() || !draft.subject_id.empty())
    line["subject"] = {{"kind", draft.subject_kind}, {"id", draft.subject_id}};
  if (!draft.data.empty()) line["data"] = json_of(draft.data);
  return written(line);
}

}  // namespace overens::event
