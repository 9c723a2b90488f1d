#include "event/event_type_reading.hpp"

#include <array>

#include "event/node_values.hpp"
#include "event/word_values.hpp"

namespace overens::event {

using base::Node;
namespace sh = base::shape;

namespace {

constexpr std::array<std::pair<std::string_view, DataField::Type>, 16> field_types = {
    {{"code", DataField::Type::code},
     {"day", DataField::Type::day},
     {"integer", DataField::Type::integer},
     {"money", DataField::Type::money},
     {"boolean", DataField::Type::boolean},
     {"words", DataField::Type::words},
     {"id", DataField::Type::id},
     {"authority", DataField::Type::authority},
     {"unit", DataField::Type::unit},
     {"party", DataField::Type::party},
     {"type", DataField::Type::type},
     {"event", DataField::Type::words},
     {"pack_item", DataField::Type::words},
     {"period", DataField::Type::words},
     {"registration", DataField::Type::words},
     {"raw", DataField::Type::raw}}};

constexpr std::array<std::pair<std::string_view, DataField::Says>, 4> said_by_words = {
    {{"event", DataField::Says::event},
     {"pack_item", DataField::Says::pack_item},
     {"period", DataField::Says::period},
     {"registration", DataField::Says::registration}}};

constexpr std::array<std::pair<std::string_view, DataField::Among>, 3> among_words = {
    {{"all", DataField::Among::all},
     {"colleagues", DataField::Among::colleagues},
     {"stand_ins", DataField::Among::stand_ins}}};

constexpr int usual_words = 10'000;  // no more than somebody writes by hand

Presence presence(Node const& node, std::string_view key) {
  auto const word = words(node, key);
  return word == "required" ? Presence::required : word == "optional" ? Presence::optional : Presence::none;
}

Needed depends(Node const& node, char const* key) {
  auto const* when = node.find(key);
  if (when == nullptr) return {};
  auto const is = list(*when, "is");
  return is.empty() ? Needed{Needed::When::without, words(*when, "field"), list(*when, "is_not")}
                    : Needed{Needed::When::with, words(*when, "field"), is};
}

Needed needed(Node const& node) {
  return truth(node, "needed") ? Needed{Needed::When::always} : depends(node, "needed_when");
}

DataField data_field(Node const& node) {
  DataField field;
  field.name = words(node, "id");
  field.type = value_of(field_types, words(node, "type"));
  for (auto const& [word, says] : said_by_words) {
    if (word == words(node, "type")) field.says = says;
  }
  field.of = words(node, "of");
  field.required = truth(node, "required");
  field.needed = needed(node);
  field.list = truth(node, "list");
  field.receives = truth(node, "receives");
  field.for_named = truth(node, "for_named");
  field.line = truth(node, "line");
  field.own_page = truth(node, "own_page");
  field.appointment = truth(node, "appointment");
  field.other_number = truth(node, "other_number");
  auto const longest = words(node, "longest");
  field.longest = !longest.empty() ? std::stoul(longest) : field.line ? 300U : usual_words;
  field.why = truth(node, "why");
  field.clock = truth(node, "clock");
  auto const number = [&](char const* key) {
    auto const written = words(node, key);
    return written.empty() ? std::nullopt : std::optional(std::stoi(written));
  };
  field.usual = number("usual");
  field.least = number("least");
  field.most = number("most");
  field.not_before = words(node, "not_before");
  field.most_days = number("most_days");
  if (node.find("among") != nullptr) field.among = value_of(among_words, words(node, "among"));
  field.label = label(node);
  field.help = label(node, "help");
  return field;
}

}  // namespace

EventType read_event_type(Node const& node) {
  EventType type;
  type.name = words(node, "id");
  type.label = label(node);
  type.title = label(node, "title");
  type.help = label(node, "help");
  type.group = words(node, "group");
  type.by = list(node, "by");
  type.begun_on = list(node, "begun_on");
  type.in_record_system = words(node, "home") == "record_system";
  type.sentences = labels(node, "sentences");
  type.planned = truth(node, "planned");
  type.starts = truth(node, "starts");
  type.by_product = truth(node, "by_product");
  type.answers_arrival = truth(node, "answers_arrival");
  type.replaces = truth(node, "replaces");
  if (auto const days = words(node, "lasts_days"); !days.empty()) type.lasts_days = std::stoi(days);
  type.subject = words(node, "subject");
  type.in_case = presence(node, "case");
  type.of_person = presence(node, "person");
  type.classes = list(node, "class");
  type.shared = type.has_class("shared");
  type.secrecy = *find_object_class(words(node, "secrecy"));
  type.internal = type.secrecy == ObjectClass::internal;
  type.goes_to = read_goes_to(words(node, "goes_to"));
  type.undoes = list(node, "undoes");
  type.own_page = list(node, "own_page");
  type.anothers = depends(node, "anothers_when");
  if (auto const* data = node.find("data")) {
    for (auto const& field : data->items) type.data.push_back(data_field(field));
  }
  return type;
}

base::ShapePtr event_type_shape() {
  auto const presence = sh::code({"required", "optional"});
  auto const secrecy = sh::code(object_class_words());
  auto const said = sh::map({sh::required("sv", sh::words()), sh::required("en", sh::words())});
  auto const by_field = sh::map({sh::required("field", sh::id()), sh::optional("is", sh::list(sh::id())),
                                 sh::optional("is_not", sh::list(sh::id()))});
  auto const field = labelled({sh::required("type", sh::code(words_of(field_types))),
                               sh::optional("of", sh::id()),
                               sh::optional("required", sh::boolean()),
                               sh::optional("needed", sh::boolean()),
                               sh::optional("needed_when", by_field),
                               sh::optional("list", sh::boolean()),
                               sh::optional("receives", sh::boolean()),
                               sh::optional("for_named", sh::boolean()),
                               sh::optional("other_number", sh::boolean()),
                               sh::optional("line", sh::boolean()),
                               sh::optional("longest", sh::integer(1, usual_words)),
                               sh::optional("own_page", sh::boolean()),
                               sh::optional("appointment", sh::boolean()),
                               sh::optional("why", sh::boolean()),
                               sh::optional("clock", sh::boolean()),
                               sh::optional("usual", sh::integer(0, 10000)),
                               sh::optional("least", sh::integer(0, 10000)),
                               sh::optional("most", sh::integer(0, 10000)),
                               sh::optional("not_before", sh::id()),
                               sh::optional("most_days", sh::integer(1, 3660)),
                               sh::optional("among", sh::code(words_of(among_words))),
                               sh::optional("help", said)});
  return labelled({sh::optional("title", said),
                   sh::optional("help", said),
                   sh::optional("group", sh::id()),
                   sh::optional("by", sh::list(sh::id())),
                   sh::optional("begun_on", sh::list(sh::id())),
                   sh::optional("home", sh::code({"overens", "record_system"})),
                   sh::optional("sentences", sh::list(said)),
                   sh::optional("planned", sh::boolean()),
                   sh::optional("starts", sh::boolean()),
                   sh::optional("by_product", sh::boolean()),
                   sh::optional("answers_arrival", sh::boolean()),
                   sh::optional("replaces", sh::boolean()),
                   sh::optional("lasts_days", sh::integer(1, 3660)),
                   sh::optional("subject", sh::id()),
                   sh::optional("case", presence),
                   sh::optional("person", presence),
                   sh::optional("class", sh::list(sh::id())),
                   sh::required("secrecy", secrecy),
                   sh::optional("goes_to", sh::code({"named", "giver", "receivers"})),
                   sh::optional("undoes", sh::list(sh::id())),
                   sh::optional("own_page", sh::list(sh::id())),
                   sh::optional("anothers_when", by_field),
                   sh::optional("data", sh::list(field))});
}

}  // namespace overens::event
