#include "event/composed_act.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "event/known.hpp"
#include "event/node_values.hpp"
#include "event/secrecy.hpp"
#include "event/subject_link.hpp"
#include "event/vocabulary.hpp"

namespace overens::event {

using base::text;
namespace sh = base::shape;

namespace {

template <class All, class Is>
auto const* one_of(All const& all, Is is) {
  auto const found = std::find_if(all.begin(), all.end(), is);
  return found == all.end() ? nullptr : &*found;
}

class ComposedActs {
 public:
  ComposedActs(Vocabulary const& vocabulary, base::Findings& findings) : v_(vocabulary), findings_(findings) {}

  void check(ComposedAct const& act) {
    if (v_.type(act.id) != nullptr) refuse(text("act {0}: there is an event type of that name", act.id));
    if (v_.kind(act.subject) == nullptr) refuse(text("act {0}: there is no kind {1}", act.id, act.subject));
    if (v_.act_group(act.group) == nullptr) refuse(text("act {0}: there is no group of acts {1}", act.id, act.group));
    for (auto const& kind : act.by) {
      if (v_.authority_kind(kind) == nullptr) refuse(text("act {0}: there is no kind of authority {1}", act.id, kind));
    }
    for (auto const& part : act.parts) by_part(act, part);
    for (auto const& name : act.shared) by_shared(act, name);
    for (auto const& question : act.asks) by_question(act, question);
    auto const always =
        std::count_if(act.parts.begin(), act.parts.end(), [](auto const& one) { return one.is_always(); });
    if (always > 0 && !act.parts.front().is_always())
      refuse(text("act {0}: what always happened stands before what may have", act.id));
  }

  // What nobody records by itself has to be a part of something.
  void by_product(EventType const& type) {
    auto const is_part = [&](ComposedAct const& act) {
      return one_of(act.parts, [&](ActPart const& part) { return part.event == type.name; }) != nullptr;
    };
    if (type.by_product && std::none_of(v_.acts.begin(), v_.acts.end(), is_part))
      findings_.refuse({"vocabulary"}, text("event type {0}: it is a by-product of no act", type.name),
                       text("make it a part of an act, or remove by_product"));
  }

 private:
  void by_part(ComposedAct const& act, ActPart const& part) {
    auto const* type = v_.type(part.event);
    if (type == nullptr) return refuse(text("act {0}: there is no event type {1}", act.id, part.event));
    if (act.is_in_case())
      by_case(act, *type);
    else
      by_subject(act, part, *type);
    if (!part.also.empty() && !part.when.field.empty())
      refuse(text("act {0}: {1} happened by a choice or by an answer, not by both", act.id, part.event));
    auto const times = std::count_if(act.parts.begin(), act.parts.end(),
                                     [&](ActPart const& other) { return other.event == part.event; });
    if (times > 1) refuse(text("act {0}: {1} stands twice", act.id, part.event));
    if (!part.when.field.empty()) by_condition(act, part);
    for (auto const& [name, value] : part.says) {
      auto const* field = type->field(name);
      if (field == nullptr || !field->can_say(value))
        refuse(text("act {0}: {1} can't say {2}: {3}", act.id, part.event, name, value));
    }
    by_disclosure(act, part);
    for (auto const& name : part.folds) {
      auto const* field = type->field(name);
      if (field == nullptr || field->required)
        refuse(text("act {0}: {1} has no optional field {2} to fold", act.id, part.event, name));
    }
  }

  // What is disclosed is chosen in a case, and is what the act itself records.
  void by_disclosure(ComposedAct const& act, ActPart const& part) {
    auto const discloses = part.event == known::disclosure_made;
    if (discloses && !act.is_in_case())
      refuse(text("act {0}: {1} is a part of acts in cases alone", act.id, part.event));
    if (!discloses && !part.with.empty()) refuse(text("act {0}: nothing goes with {1}", act.id, part.event));
    for (auto const& name : part.with) {
      if (one_of(v_.classes, [&](Code const& one) { return one.id == name; }) == nullptr)
        refuse(text("act {0}: there is no class {1}", act.id, name));
    }
  }

  void by_case(ComposedAct const& act, EventType const& type) {
    auto const begins_case = type.starts && type.subject == "case";
    if (type.in_case == Presence::none || type.of_person == Presence::required || begins_case)
      refuse(text("act {0}: {1} is not recorded in a case that there is", act.id, type.name));
  }

  void by_subject(ComposedAct const& act, ActPart const& part, EventType const& type) {
    if (same_kind(type.subject) != same_kind(act.subject))
      refuse(text("act {0}: {1} is not about a {2}", act.id, part.event, act.subject));
    if (type.starts || part.begins)
      refuse(text("act {0}: a subject begins with {1}, which is recorded by itself", act.id, part.event));
  }

  // By what is always answered: a question of the act, or a field of what always happened.
  void by_condition(ComposedAct const& act, ActPart const& part) {
    auto const& name = part.when.field;
    auto const* question = act.question(name);
    auto const is_answer = [&](std::string const& answer) {
      if (question != nullptr)
        return one_of(question->answers, [&](ActAnswer const& one) { return one.id == answer; }) != nullptr;
      return std::any_of(act.parts.begin(), act.parts.end(), [&](ActPart const& other) {
        auto const* type = other.is_always() ? v_.type(other.event) : nullptr;
        auto const* field = type == nullptr || other.said(name) != nullptr ? nullptr : type->field(name);
        return field != nullptr && field->can_say(answer);
      });
    };
    for (auto const& answer : part.when.is) {
      if (!is_answer(answer))
        refuse(text("act {0}: nothing always asked can be answered by {1}: {2}", act.id, name, answer));
    }
  }

  void by_question(ComposedAct const& act, ActQuestion const& question) {
    auto const times = std::count_if(act.asks.begin(), act.asks.end(),
                                     [&](ActQuestion const& other) { return other.id == question.id; });
    if (times > 1) refuse(text("act {0}: {1} stands twice", act.id, question.id));
    if (one_of(act.parts, [&](ActPart const& part) { return part.when.field == question.id; }) == nullptr)
      refuse(text("act {0}: no event hangs on the question {1}", act.id, question.id));
  }

  void by_shared(ComposedAct const& act, std::string const& name) {
    DataField const* first = nullptr;
    int times = 0;
    for (auto const& part : act.parts) {
      auto const* type = v_.type(part.event);
      auto const* field = type == nullptr ? nullptr : type->field(name);
      if (field == nullptr) continue;
      ++times;
      if (first == nullptr) first = field;
      if (first->type != field->type || first->of != field->of || first->list != field->list)
        refuse(text("act {0}: the field {1} is not the same in all its events", act.id, name));
    }
    if (times < 2) refuse(text("act {0}: no two of its events share a field {1}", act.id, name));
  }

  void refuse(base::Text what) {
    findings_.refuse({"vocabulary"}, std::move(what), text("add it, or correct the act"));
  }

  Vocabulary const& v_;
  base::Findings& findings_;
};

ActPart read_part(base::Node const& node) {
  ActPart part{.event = words(node, "event"),
               .also = label(node, "also"),
               .begins = truth(node, "begins"),
               .says = pairs(node, "says"),
               .folds = list(node, "folds"),
               .with = list(node, "with")};
  if (auto const* when = node.find("when")) part.when = {words(*when, "field"), list(*when, "is")};
  return part;
}

ActQuestion read_question(base::Node const& node) {
  ActQuestion question{words(node, "id"), label(node), label(node, "help"), truth(node, "required"), {}};
  for (auto const& answer : node.find("answers")->items)
    question.answers.push_back({words(answer, "id"), label(answer)});
  return question;
}

}  // namespace

std::string const* ActPart::said(std::string_view field) const {
  auto const* one = one_of(says, [&](auto const& some) { return some.first == field; });
  return one == nullptr ? nullptr : &one->second;
}

ActQuestion const* ComposedAct::question(std::string_view wanted) const {
  return one_of(asks, [&](ActQuestion const& one) { return one.id == wanted; });
}

void disclose_those_before(std::vector<Draft>& drafts, Vocabulary const& vocabulary, std::string const& command,
                           calendar::Day today) {
  auto const discloses = [](Draft const& draft) { return draft.type == known::disclosure_made; };
  if (std::none_of(drafts.begin(), drafts.end(), discloses)) return;
  std::vector<DraftValue> before;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    auto& draft = drafts[i];
    if (draft.id.empty()) draft.id = drafts.size() == 1 ? command : fmt::format("{}.{}", command, i + 1);
    if (!discloses(draft)) {
      auto const& type = *vocabulary.type(draft.type);
      auto const can_be_told = !type.internal && !type.shared && secrecy_of(type, draft.data) != ObjectClass::sensitive;
      if (can_be_told) before.emplace_back(draft.id);
      continue;
    }
    draft.happened = calendar::to_string(today);
    draft.as_told_by.clear();
    auto items =
        std::find_if(draft.data.begin(), draft.data.end(), [](auto const& one) { return one.name == "items"; });
    if (items == draft.data.end()) items = draft.data.insert(draft.data.end(), {"items", {}, true});
    items->values.insert(items->values.end(), before.begin(), before.end());
    if (items->values.empty()) draft.data.erase(items);
  }
}

base::ShapePtr composed_act_shape() {
  auto const said = sh::map({sh::required("sv", sh::words()), sh::required("en", sh::words())});
  auto const when = sh::map({sh::required("field", sh::id()), sh::required("is", sh::list(sh::value()))});
  auto const part = sh::map({sh::required("event", sh::id()), sh::optional("also", said), sh::optional("when", when),
                             sh::optional("begins", sh::boolean()), sh::optional("says", sh::open_map(sh::value())),
                             sh::optional("folds", sh::list(sh::id())), sh::optional("with", sh::list(sh::id()))});
  auto const question = labelled({sh::optional("help", said), sh::optional("required", sh::boolean()),
                                  sh::required("answers", sh::list(labelled(), 2))});
  return sh::map({sh::required("id", sh::id()), sh::required("sv", sh::words()), sh::required("en", sh::words()),
                  sh::optional("help", said), sh::required("subject", sh::id()), sh::required("group", sh::id()),
                  sh::optional("by", sh::list(sh::id())), sh::optional("shared", sh::list(sh::id())),
                  sh::optional("asks", sh::list(question)), sh::required("parts", sh::list(part, 2))});
}

ComposedAct read_composed_act(base::Node const& node) {
  ComposedAct act{.id = words(node, "id"),
                  .label = label(node),
                  .help = label(node, "help"),
                  .subject = words(node, "subject"),
                  .group = words(node, "group"),
                  .by = list(node, "by"),
                  .shared = list(node, "shared")};
  if (auto const* asks = node.find("asks")) {
    for (auto const& question : asks->items) act.asks.push_back(read_question(question));
  }
  for (auto const& part : node.find("parts")->items) act.parts.push_back(read_part(part));
  return act;
}

void check_composed_acts(Vocabulary const& vocabulary, base::Findings& findings) {
  ComposedActs acts(vocabulary, findings);
  for (auto const& act : vocabulary.acts) acts.check(act);
  for (auto const& type : vocabulary.types) acts.by_product(type);
}

}  // namespace overens::event
