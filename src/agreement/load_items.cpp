#include "agreement/load_items.hpp"

#include "agreement/readings.hpp"
#include "agreement/values.hpp"

namespace overens::agreement {

using namespace values;

namespace {

std::optional<Ages> ages(Node const* node) {
  if (node == nullptr) return std::nullopt;
  return Ages{integer(*node, "from"), integer(*node, "until")};
}

std::vector<Holder> holders(Node const& node) {
  std::vector<Holder> all;
  auto const* who = node.find("who");
  if (who == nullptr) return all;
  for (auto const& one : who->items) {
    all.push_back({words(one, "party"), words(one, "unit"), words(one, "part"), both(one, "when"), readings_of(one)});
  }
  return all;
}

}  // namespace

Section section(Node const& node, std::string const& file) {
  Section result;
  result.id = words(node, "id");
  result.title = both(node, "title");
  result.label = words(node, "label");
  result.at = words(node, "at");
  result.summary = words(node, "summary");
  result.summary_en = words(node, "summary_en");
  result.place = base::place_of(file, node);
  return result;
}

Document document(Node const& node, std::string const& file) {
  auto result = item<Document>(node, file);
  result.edition = words(node, "edition");
  result.through = day(node.find("through"));
  result.status = words(node, "status");
  result.note = words(node, "note");
  return result;
}

TargetGroup group(Node const& node, std::string const& file) {
  auto result = item<TargetGroup>(node, file);
  result.ages = ages(node.find("ages"));
  result.noted = list(node, "noted");
  result.description = both(node, "description");
  return result;
}

UnitRoute unit_route(Node const& node, std::string const& file) {
  auto result = item<UnitRoute>(node, file);
  result.kind = words(node, "kind");
  result.party = words(node, "party");
  result.ages = ages(node.find("ages"));
  result.note = both(node, "note");
  return result;
}

Commitment commitment(Node const& node, std::string const& file) {
  auto result = item<Commitment>(node, file);
  result.verb = word(verbs, words(node, "verb"), Verb::promise);
  result.party = words(node, "party");
  result.forum = words(node, "forum");
  result.group = words(node, "group");
  result.says = both(node, "says");
  result.drift = both(node, "drift");
  result.evidence = both_list(node, "evidence");
  result.review = optional_span(node, "review");
  return result;
}

Indicator indicator(Node const& node, std::string const& file) {
  auto result = item<Indicator>(node, file);
  result.kind = words(node, "kind");
  result.topic = words(node, "topic");
  result.norms = list(node, "norms");
  if (auto const* events = node.find("events")) {
    for (auto const& one : events->items) result.events.push_back(condition(one, file));
  }
  return result;
}

Remark remark(Node const& node, std::string const& file) {
  auto result = item<Remark>(node, file);
  result.kind = words(node, "kind");
  result.says = both(node, "says");
  return result;
}

Goal goal(Node const& node, std::string const& file) {
  auto result = item<Goal>(node, file);
  result.kind = words(node, "kind");
  result.group = words(node, "group");
  result.says = both(node, "says");
  return result;
}

Phase phase(Node const& node, std::string const& file) {
  auto result = item<Phase>(node, file);
  result.questions = both_list(node, "questions");
  result.who = both(node, "who");
  return result;
}

Definition definition(Node const& node, std::string const& file) {
  auto result = item<Definition>(node, file);
  result.says = both(node, "says");
  return result;
}

Participants participants(Node const& node, std::string const& file) {
  auto result = item<Participants>(node, file);
  result.group = words(node, "group");
  result.region = both_list(node, "region");
  result.municipality = both_list(node, "municipality");
  result.others = both_list(node, "others");
  return result;
}

Practice practice(Node const& node, std::string const& file) {
  auto result = item<Practice>(node, file);
  result.says = both(node, "says");
  result.with = both_list(node, "with");
  result.entry = both(node, "entry");
  return result;
}

Right right(Node const& node, std::string const& file) {
  auto result = item<Right>(node, file);
  static constexpr std::array<std::pair<std::string_view, Right::Holder>, 4> holders = {
      {{"individual", Right::Holder::individual},
       {"close_person", Right::Holder::close_person},
       {"child", Right::Holder::child},
       {"association", Right::Holder::association}}};
  for (auto const& one : list(node, "holders")) result.holders.push_back(word(holders, one, Right::Holder::individual));
  result.says = both(node, "says");
  result.when = both(node, "when");
  result.norms = list(node, "norms");
  result.events = list(node, "events");
  return result;
}

Report report(Node const& node, std::string const& file) {
  auto result = item<Report>(node, file);
  result.by = words(node, "by");
  result.to = words(node, "to");
  result.every = optional_span(node, "every");
  result.parts = both_list(node, "parts");
  return result;
}

Responsibility responsibility(Node const& node, std::string const& file) {
  auto result = item<Responsibility>(node, file);
  result.need = words(node, "need");
  result.words = list(node, "words");
  result.nobody = truth(node, "nobody");
  result.items = list(node, "items");
  result.example = truth(node, "example");
  result.ages = ages(node.find("ages"));
  result.who = holders(node);
  if (auto const* bands = node.find("by_age")) {
    for (auto const& band : bands->items) result.by_age.push_back({*ages(&band), holders(band), readings_of(band)});
  }
  result.asking = both(node, "asking");
  result.note = both(node, "note");
  return result;
}

Reading reading(Node const& node, std::string const& file, OtherChoices const& others) {
  auto result = item<Reading>(node, file);
  result.question = both(node, "question");
  for (auto const& choice : node.find("choices")->items)
    result.choices.push_back({words(choice, "id"), both(choice, "says")});
  result.picked = picked_choice(node, others);
  result.decided = !words(node, "chosen").empty();
  result.by = words(node, "by");
  result.decided_on = day(node.find("decided_on"));
  return result;
}

Forum forum(Node const& node, std::string const& file) {
  auto result = item<Forum>(node, file);
  result.level = words(node, "level");
  result.per_municipality = truth(node, "per_municipality");
  if (auto const* convenor = readable(node, "convened_by")) result.convened_by = convenor->text;
  if (auto const* now = node.find("now")) {
    for (auto const& name : now->items) result.now.push_back({words(name, "name"), day(name.find("from"))});
  }
  result.tasks = both_list(node, "tasks");
  result.members = both_list(node, "members");
  result.offices = list(node, "offices");
  result.reports_to = words(node, "reports_to");
  result.mandate = both(node, "mandate");
  return result;
}

Ladder ladder(Node const& node, std::string const& file) {
  auto result = item<Ladder>(node, file);
  result.about = list(node, "about");
  for (auto const& rung : node.find("rungs")->items) {
    result.rungs.push_back({words(rung, "id"), both(rung, "title"), words(rung, "forum"), optional_span(rung, "limit"),
                            words(rung, "unstated"), truth(rung, "deidentified"), truth(rung, "last")});
  }
  return result;
}

LocalTemplate local_template(Node const& node, std::string const& file) {
  auto result = item<LocalTemplate>(node, file);
  result.required = truth(node, "required");
  result.kind = words(node, "kind");
  for (auto const& heading : node.find("headings")->items) {
    result.headings.push_back({words(heading, "id"), both(heading, "title"), both_list(heading, "questions")});
  }
  if (auto const* grid = node.find("grid")) {
    result.rows = both_list(*grid, "rows");
    result.columns = both_list(*grid, "columns");
    for (auto const& cell : grid->find("cells")->items) {
      result.cells.push_back({words(cell, "row"), words(cell, "column"), both(cell, "text")});
    }
  }
  return result;
}

}  // namespace overens::agreement
