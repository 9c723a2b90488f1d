#include "access/look_rules.hpp"

#include <algorithm>
#include <set>

#include "access/policy.hpp"

namespace overens::access {
namespace {

using base::text;
namespace sh = base::shape;

base::ShapePtr label_keys(std::vector<base::MapKey> more) {
  more.push_back(sh::required("sv", sh::words(), text("in Swedish")));
  more.push_back(sh::required("en", sh::words(), text("in English")));
  return sh::map(std::move(more));
}

constexpr std::pair<std::string_view, SameName> same_name_words[] = {{"whole", SameName::whole},
                                                                     {"surname", SameName::surname}};

std::vector<std::string> words_of_same_name() {
  std::vector<std::string> all;
  for (auto const& [word, same] : same_name_words) all.emplace_back(word);
  return all;
}

base::ShapePtr review_shape() {
  auto const hour = [] { return sh::integer(0, 24); };
  return label_keys(
      {sh::required("rule", sh::words(), text("its name in the access journal")),
       sh::optional("actions", sh::list(sh::code(words_of_actions())), text("what was done")),
       sh::optional("classes", sh::list(sh::code(event::object_class_words())), text("with what")),
       sh::optional("by_rules", sh::list(sh::words()), text("rules of the policy that allowed it")),
       sh::optional("denied", sh::boolean(), text("it was denied")),
       sh::optional("hours",
                    sh::map({sh::required("from", hour(), text("the hour in Sweden")),
                             sh::required("before", hour(), text("the hour in Sweden"))}),
                    text("when it was done")),
       sh::optional("never_worked_in", sh::boolean(), text("of a case that they had not worked in until then")),
       sh::optional("same_name", sh::code(words_of_same_name()), text("of somebody who is called as they are")),
       sh::optional("protected", sh::boolean(), text("of somebody who had a protected identity")),
       sh::optional("more_than_in_a_day", sh::integer(1, 1'000'000), text("so many cases and persons of one staff")),
       sh::optional("one_in", sh::integer(1, 1'000'000), text("a sample"))});
}

event::Label label_of(base::Node const& node) {
  return {node.find("sv")->text, node.find("en")->text};
}

long number_of(base::Node const& node, std::string_view key) {
  auto const* const found = node.find(key);
  return found == nullptr ? 0 : std::stol(found->text);
}

bool says_true(base::Node const& node, std::string_view key) {
  auto const* const found = node.find(key);
  return found != nullptr && found->text == "true";
}

template <class Value, class Read>
std::vector<Value> values_of(base::Node const& node, std::string_view key, Read const& read) {
  std::vector<Value> all;
  if (auto const* const found = node.find(key)) {
    for (auto const& item : found->items) all.push_back(read(item.text));
  }
  return all;
}

ReviewRule read_review(base::Node const& node) {
  ReviewRule rule{node.find("rule")->text, label_of(node)};
  rule.actions = values_of<Action>(node, "actions", [](auto const& word) { return *read_action(word); });
  rule.classes =
      values_of<ObjectClass>(node, "classes", [](auto const& word) { return *event::find_object_class(word); });
  rule.by_rules = values_of<std::string>(node, "by_rules", [](auto const& word) { return word; });
  rule.is_denied = says_true(node, "denied");
  rule.never_worked_in = says_true(node, "never_worked_in");
  rule.is_of_protected = says_true(node, "protected");
  if (auto const* const same = node.find("same_name")) {
    for (auto const& [word, value] : same_name_words) {
      if (word == same->text) rule.same_name = value;
    }
  }
  if (auto const* const hours = node.find("hours")) {
    auto const hour = [&](char const* key) { return static_cast<int>(number_of(*hours, key)); };
    rule.hours = std::pair(hour("from"), hour("before"));
  }
  rule.more_than_in_a_day = number_of(node, "more_than_in_a_day");
  rule.one_in = number_of(node, "one_in");
  return rule;
}

// Each class once: what is left out would be taken for forgotten.
std::vector<ObjectClass> read_kept(base::Node const& list, std::string const& file, base::Findings& findings) {
  std::set<ObjectClass> said;
  std::vector<ObjectClass> kept;
  for (auto const& node : list.items) {
    auto const object = *event::find_object_class(node.find("class")->text);
    if (!said.insert(object).second)
      findings.refuse({file, node.line}, text("the class {0} stands twice", node.find("class")->text),
                      text("say it once"));
    if (node.find("looks_kept")->text == "true") kept.push_back(object);
  }
  for (auto const object : all_object_classes) {
    if (!said.contains(object))
      findings.refuse({file, list.line},
                      text("nothing is said of the class {0}", std::string(event::to_string(object))),
                      text("say whether looks at it are kept"));
  }
  return kept;
}

}  // namespace

bool LookRules::keeps(ObjectClass object) const {
  return std::find(kept.begin(), kept.end(), object) != kept.end();
}

calendar::Instant LookRules::kept_from(calendar::Day today) const {
  auto day = std::chrono::year_month_day(today) - std::chrono::years(years);
  if (!day.ok()) day = day.year() / day.month() / std::chrono::last;  // the last of February
  return calendar::start_of(std::chrono::sys_days(day));
}

void check_reviews(Policy const& policy, LookRules const& rules, base::Findings& findings) {
  std::set<std::string> whole;
  for (auto const& review : rules.review) {
    for (auto const& rule : review.by_rules) {
      if (policy.row(rule) == nullptr && !policy.rows().empty())
        findings.refuse({"looks.yaml", 0}, text("the policy has no rule {0}", rule), text("correct the word"));
    }
    if (review.is_of_rules_alone()) whole.insert(review.by_rules.begin(), review.by_rules.end());
  }
  for (auto const& row : policy.rows()) {
    if (row.is_emergency && !whole.contains(row.rule))
      findings.refuse({"looks.yaml", 0}, text("nobody goes through what the rule {0} opens in an emergency", row.rule),
                      text("add a review with by_rules and nothing else"));
  }
}

base::ShapePtr look_rules_shape() {
  auto const of_class = sh::map({sh::required("class", sh::code(event::object_class_words())),
                                 sh::required("looks_kept", sh::boolean(), text("every look at it is kept"))});
  return sh::map({sh::required("keep_years", sh::integer(1, 100), text("then their content is erased")),
                  sh::required("classes", sh::list(of_class), text("each once")),
                  sh::required("review", sh::list(review_shape()), text("what a reviewer has to go through")),
                  sh::required("results", sh::list(label_keys({sh::required("id", sh::id())})),
                               text("what a review can come to"))});
}

LookRules load_look_rules(base::SourceFile const& file, base::Findings& findings) {
  LookRules rules;
  base::Findings own;
  auto const root = base::read_yaml(file, own);
  if (own.usable()) base::check_shape(root, *look_rules_shape(), {}, file.name, own);
  if (own.usable()) {
    auto kept = read_kept(*root.find("classes"), file.name, own);
    std::set<std::string> names;
    std::vector<ReviewRule> review;
    for (auto const& node : root.find("review")->items) {
      review.push_back(read_review(node));
      if (!names.insert(review.back().rule).second)
        own.refuse({file.name, node.line}, text("the rule {0} stands twice", review.back().rule),
                   text("give it another name"));
    }
    std::vector<event::Code> results;
    for (auto const& node : root.find("results")->items) results.push_back({node.find("id")->text, label_of(node)});
    if (own.usable())
      rules = {std::move(kept), static_cast<int>(number_of(root, "keep_years")), std::move(review), std::move(results)};
  }
  findings.add(own);
  return rules;
}

}  // namespace overens::access
