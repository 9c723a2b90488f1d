#include "agreement/load_items.hpp"
#include "agreement/values.hpp"

namespace overens::agreement {

using namespace values;

namespace {

std::optional<calendar::Recipe> recipe(Node const& node) {
  static constexpr std::array<std::pair<std::string_view, calendar::Roll>, 3> rolls = {
      {{"none", calendar::Roll::none},
       {"next_working_day", calendar::Roll::next_working_day},
       {"previous_working_day", calendar::Roll::previous_working_day}}};
  auto const roll = word(rolls, words(node, "roll"), calendar::Roll::none);
  if (auto const* last = node.find("day")) return calendar::Recipe{{}, roll, day(last)};
  if (node.find("count") == nullptr || node.find("unit") == nullptr) return std::nullopt;
  return calendar::Recipe{span(node), roll};
}

Where where(std::string const& field, Node const& node) {
  Where result;
  result.field = field;
  if (node.kind == Node::Kind::scalar) {
    result.words = {node.text};
  } else if (node.kind == Node::Kind::list) {
    for (auto const& one : node.items) result.words.push_back(one.text);
  } else if (auto const* other = node.find("not")) {
    result = where(field, *other);
    result.is = Where::Is::none_of;
  } else if (auto const* forum = node.find("forum")) {
    result.is = Where::Is::forum;
    result.words = {forum->text};
  } else if (auto const* has = node.find("has")) {
    result.is = Where::Is::has;
    if (has->kind == Node::Kind::scalar) result.words = {has->text};
    for (auto const& one : has->items) result.words.push_back(one.text);
  } else {
    result.is = Where::Is::at_least;
    result.least = number_of(*node.find("min"));
  }
  return result;
}

// A type of event, or one with what its fields must be.
void event_with_fields(Node const& node, std::string& event, std::vector<Where>& fields) {
  if (node.kind != Node::Kind::map) {
    event = node.text;
    return;
  }
  event = words(node, "event");
  for (auto const& entry : node.find("where")->entries) fields.push_back(where(entry.key, entry.value));
}

}  // namespace

Condition condition(Node const& node, std::string const& file) {
  Condition result;
  result.place = base::place_of(file, node);
  if (node.kind == Node::Kind::scalar) {  // only a type of event, as in `due: {after: placement.started}`
    result.event = node.text;
    return result;
  }
  result.reason = words(node, "reason");
  result.of = words(node, "of");
  for (auto const* form : {"any", "all"}) {
    auto const* parts = node.find(form);
    if (parts == nullptr) continue;
    result.form = std::string_view(form) == "any" ? Condition::Form::any : Condition::Form::all;
    for (auto const& part : parts->items) result.parts.push_back(condition(part, file));
  }
  result.event = words(node, "event");
  if (auto const* fields = node.find("where")) {
    for (auto const& entry : fields->entries) result.where.push_back(where(entry.key, entry.value));
  }
  result.since = words(node, "since");
  result.before = words(node, "before");
  result.within = optional_span(node, "within");
  result.times = integer(node, "times").value_or(1);
  result.distinct = words(node, "distinct");
  if (auto const* ended = node.find("not_ended_by")) event_with_fields(*ended, result.not_ended_by, result.ended_where);
  return result;
}

namespace {

Bearer bearer(Node const& node) {
  Bearer result;
  if (node.kind == Node::Kind::scalar) {
    result.roles = {node.text};
    return result;
  }
  static constexpr std::array<std::pair<std::string_view, Bearer::Parties>, 5> parties = {
      {{"subject", Bearer::Parties::subject},
       {"subject_and_region", Bearer::Parties::subject_and_region},
       {"region", Bearer::Parties::region},
       {"municipalities", Bearer::Parties::municipalities},
       {"all", Bearer::Parties::all}}};
  result.roles = list(node, "all_of");
  result.each = words(node, "share") == "each";
  if (node.find("forum") != nullptr) {
    result.form = Bearer::Form::forum;
    result.forum = words(node, "forum");
  } else if (node.find("parties") != nullptr) {
    result.form = Bearer::Form::parties;
    result.parties = word(parties, words(node, "parties"), Bearer::Parties::subject);
  }
  return result;
}

long uses(Node const& node, std::string const& reading) {
  auto const* use = node.find("reading");
  long count = use != nullptr && use->text.substr(0, use->text.find('/')) == reading ? 1 : 0;
  for (auto const& item : node.items) count += uses(item, reading);
  for (auto const& entry : node.entries) count += uses(entry.value, reading);
  return count;
}

std::optional<DueRule> due(Node const& node) {
  auto const* found = node.find("due");
  if (found == nullptr) return std::nullopt;
  DueRule rule;
  rule.recipe = recipe(*found);
  rule.two_days = found->find("day") != nullptr && (found->find("count") != nullptr || found->find("after") != nullptr);
  rule.field = words(*found, "field");
  rule.unstated = words(*found, "unstated");
  rule.says_when = truth(*found, "says_when");
  if (auto const* watch = found->find("watch")) {
    rule.watch = recipe(*watch);
    rule.watch_field = words(*watch, "field");
    for (auto const& reading : readings_of(*watch)) {
      if (uses(node, reading) == uses(*watch, reading)) rule.watch_readings.push_back(reading);
    }
  }
  return rule;
}

void opens(Norm& norm, Node const& node) {
  norm.opens_from_in_force = words(node, "from") == "in_force";
  auto const* every = node.find("every");
  norm.once = node.find("once") != nullptr;
  if (every == nullptr) return;
  static constexpr std::array<std::pair<std::string_view, Every::Period>, 3> periods = {
      {{"calendar", Every::Period::calendar},
       {"fixed", Every::Period::fixed},
       {"since_last", Every::Period::since_last}}};
  norm.every = Every{span(*every), word(periods, words(node, "period"), Every::Period::calendar),
                     words(node, "from") != "opening"};
}

// Where a slot's condition, or conditions, stand in a norm; nullptr: nowhere.
Node const* place_of(Slot slot, Node const& norm) {
  auto const in = [&](char const* key, char const* within) {
    auto const* found = norm.find(key);
    return found == nullptr ? nullptr : found->find(within);
  };
  switch (slot) {
    case Slot::opens: {
      auto const* opens = norm.find("opens");
      return opens->find("every") != nullptr || opens->find("once") != nullptr ? nullptr : opens;
    }
    case Slot::unless:
      return norm.find("unless");
    case Slot::after: {
      auto const* after = in("due", "after");
      return after != nullptr && after->text == "opening" ? nullptr : after;
    }
    case Slot::met:
      return norm.find("met");
    case Slot::met_before:
      return norm.find("met_before");
    case Slot::steps:
      return norm.find("steps");
    case Slot::release:
      return norm.find("release");
    case Slot::broken_by:
      return norm.find("broken_by");
    case Slot::used_by:
      return norm.find("used_by");
    case Slot::until:
      return norm.find("until");
    case Slot::pause:
      return in("paused", "by");
    case Slot::resume:
      return in("paused", "until");
    case Slot::moved:
      return norm.find("movable");
  }
  return nullptr;
}

void read_slot(Node const& node, std::string const& file, std::optional<Condition>& into) {
  into = condition(node, file);
}
void read_slot(Node const& node, std::string const& file, std::vector<Condition>& into) {
  for (auto const& one : node.items) into.push_back(condition(one, file));
}

}  // namespace

Norm norm(Node const& node, std::string const& file) {
  auto result = item<Norm>(node, file);
  result.verb = word(verbs, words(node, "verb"), Verb::must);
  result.says = words(node, "says");
  result.per = words(node, "per");
  result.bearer = bearer(*node.find("bearer"));
  result.carried_out_by = both(node, "carried_out_by");
  static constexpr std::array<std::pair<std::string_view, Norm::Toward>, 8> toward = {
      {{"individual", Norm::Toward::individual},
       {"close_person", Norm::Toward::close_person},
       {"child", Norm::Toward::child},
       {"reporter", Norm::Toward::reporter},
       {"staff", Norm::Toward::staff},
       {"other_party", Norm::Toward::other_party},
       {"forum", Norm::Toward::forum},
       {"public", Norm::Toward::everybody}}};
  for (auto const& one : list(node, "toward")) result.toward.push_back(word(toward, one, Norm::Toward::individual));
  result.groups = list(node, "group");
  opens(result, *node.find("opens"));
  result.due = due(node);
  if (auto const* movable = node.find("movable"))
    result.movable =
        Movable{words(*movable, "to"), words(*movable, "agreed"),
                words(*movable, "by") == "any" ? Movable::By::any : Movable::By::all, list(*movable, "cite")};
  each_slot(
      [&](Slot slot, auto& into) {
        if (auto const* found = place_of(slot, node)) read_slot(*found, file, into);
      },
      static_cast<Slots<Condition>&>(result));
  auto const by = words(node, "by");
  result.by = by == "all" ? Norm::By::all : by == "anyone" ? Norm::By::anyone : Norm::By::bearer;
  auto const match = words(node, "match");
  result.match = match == "case" ? Norm::Match::in_case : match == "person" ? Norm::Match::person : Norm::Match::id;
  auto const late = words(node, "late");
  result.late = late == "lapses" || (late.empty() && result.every) ? Norm::Late::lapses : Norm::Late::still_owed;
  auto const replaced = words(node, "on_replacement");
  result.on_replacement = replaced == "move"    ? Norm::Replaced::move
                          : replaced == "close" ? Norm::Replaced::close
                                                : Norm::Replaced::keep;
  result.per_opening = truth(node, "per_opening");
  auto const* again_as = readable(node, "again");
  auto const again = again_as == nullptr ? std::string() : again_as->text;
  result.again = again == "when_met"     ? Norm::Again::when_met
                 : again == "when_ended" ? Norm::Again::when_ended
                                         : Norm::Again::never;
  result.commitment = words(node, "commitment");
  result.practice = truth(node, "practice");
  return result;
}

}  // namespace overens::agreement
