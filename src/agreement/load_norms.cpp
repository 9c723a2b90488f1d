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
  } else if (auto const* has = node.find("has")) {
    result.is = Where::Is::has;
    result.words = {has->text};
  } else {
    result.is = Where::Is::at_least;
    result.least = number_of(*node.find("min"));
  }
  return result;
}

Condition condition(Node const& node, std::string const& file) {
  Condition result;
  result.place = base::place_of(file, node);
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
  if (auto const* ended = node.find("not_ended_by"); ended != nullptr && ended->kind == Node::Kind::map) {
    result.not_ended_by = words(*ended, "event");
    for (auto const& entry : ended->find("where")->entries) result.ended_where.push_back(where(entry.key, entry.value));
  } else {
    result.not_ended_by = words(node, "not_ended_by");
  }
  return result;
}

std::optional<Condition> condition(Node const& node, std::string_view key, std::string const& file) {
  auto const* found = node.find(key);
  return found == nullptr ? std::nullopt : std::optional(condition(*found, file));
}

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

std::optional<DueRule> due(Node const& node) {
  auto const* found = node.find("due");
  if (found == nullptr) return std::nullopt;
  DueRule rule;
  if (auto const after = words(*found, "after"); !after.empty()) rule.after = after;
  rule.recipe = recipe(*found);
  rule.two_days = found->find("day") != nullptr && (found->find("count") != nullptr || found->find("after") != nullptr);
  rule.unstated = words(*found, "unstated");
  if (auto const* watch = found->find("watch")) rule.watch = recipe(*watch);
  return rule;
}

void opens(Norm& norm, Node const& node, std::string const& file) {
  norm.opens_from_in_force = words(node, "from") == "in_force";
  auto const* every = node.find("every");
  norm.once = node.find("once") != nullptr;
  if (norm.once) return;
  if (every == nullptr) {
    norm.opens = condition(node, file);
    return;
  }
  static constexpr std::array<std::pair<std::string_view, Every::Period>, 3> periods = {
      {{"calendar", Every::Period::calendar},
       {"fixed", Every::Period::fixed},
       {"since_last", Every::Period::since_last}}};
  norm.every = Every{span(*every), word(periods, words(node, "period"), Every::Period::calendar),
                     words(node, "from") != "opening"};
}

}  // namespace

Norm norm(Node const& node, std::string const& file) {
  auto result = item<Norm>(node, file);
  result.verb = word(verbs, words(node, "verb"), Verb::must);
  result.says = words(node, "says");
  result.per = words(node, "per");
  result.bearer = bearer(*node.find("bearer"));
  result.toward = list(node, "toward");
  result.groups = list(node, "group");
  opens(result, *node.find("opens"), file);
  result.unless = condition(node, "unless", file);
  result.due = due(node);
  result.met = condition(node, "met", file);
  result.met_before = condition(node, "met_before", file);
  for (auto const* key : {"steps", "release"}) {
    auto& into = std::string_view(key) == "steps" ? result.steps : result.release;
    if (auto const* found = node.find(key)) {
      for (auto const& one : found->items) into.push_back(condition(one, file));
    }
  }
  result.broken_by = condition(node, "broken_by", file);
  result.used_by = condition(node, "used_by", file);
  result.until = condition(node, "until", file);
  if (auto const* paused = node.find("paused")) {
    result.paused = Pause{*condition(*paused, "by", file), *condition(*paused, "until", file)};
  }
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
  result.commitment = words(node, "commitment");
  result.practice = truth(node, "practice");
  return result;
}

}  // namespace overens::agreement
