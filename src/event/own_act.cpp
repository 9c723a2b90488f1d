#include "event/own_act.hpp"

#include <algorithm>

#include "event/node_values.hpp"
#include "event/vocabulary.hpp"

namespace overens::event {

using base::text;
namespace sh = base::shape;

namespace {

class OwnActs {
 public:
  OwnActs(Vocabulary const& vocabulary, base::Findings& findings) : v_(vocabulary), findings_(findings) {}

  void check(OwnAct const& act) {
    if (v_.code("individual_parts", act.part) == nullptr)
      refuse(text("act {0}: the individual's own page has no part {1}", act.id, act.part));
    auto const* const type = v_.type(act.event);
    if (type == nullptr) return refuse(text("act {0}: there is no event type {1}", act.id, act.event));
    if (type->in_case == Presence::none || type->of_person == Presence::required || type->subject == "case")
      refuse(text("act {0}: {1} is not recorded in a case that there is", act.id, act.event));
    by_subject(act, *type);
    for (auto const& [name, value] : act.says) {
      if (auto const* field = type->field(name); field == nullptr || !field->can_say(value))
        refuse(text("act {0}: {1} can't say {2}: {3}", act.id, act.event, name, value));
    }
    for (auto const& asked : act.asks) {
      if (type->field(asked.id) == nullptr)
        refuse(text("act {0}: {1} has no field {2} to ask for", act.id, act.event, asked.id));
    }
    for (auto const& field : type->data) {
      if (field.required && !is_said(act, field.name))
        refuse(text("act {0}: it neither asks for nor says what {1} needs: {2}", act.id, act.event, field.name));
    }
  }

 private:
  static bool is_said(OwnAct const& act, std::string const& field) {
    return std::any_of(act.says.begin(), act.says.end(), [&](auto const& one) { return one.first == field; }) ||
           std::any_of(act.asks.begin(), act.asks.end(),
                       [&](OwnField const& one) { return one.id == field && one.required; });
  }

  void by_subject(OwnAct const& act, EventType const& type) {
    if (act.after.empty()) {
      if (!type.starts) refuse(text("act {0}: nothing begins with {1}: say what it comes after", act.id, act.event));
      return;
    }
    auto const* const before = v_.type(act.after);
    if (before == nullptr) return refuse(text("act {0}: there is no event type {1}", act.id, act.after));
    if (before->subject != type.subject || type.starts)
      refuse(text("act {0}: {1} is not about what {2} is about", act.id, act.event, act.after));
    auto const& shown = before->own_page;
    if (std::find(shown.begin(), shown.end(), act.part) == shown.end())
      refuse(text("act {0}: {1} does not stand on that part of the page", act.id, act.after));
  }

  void refuse(base::Text what) {
    findings_.refuse({"vocabulary"}, std::move(what), text("add it, or correct the act"));
  }

  Vocabulary const& v_;
  base::Findings& findings_;
};

}  // namespace

base::ShapePtr own_act_shape() {
  auto const said = sh::map({sh::required("sv", sh::words()), sh::required("en", sh::words())});
  auto const asked = labelled({sh::optional("help", said), sh::optional("required", sh::boolean())});
  return labelled({sh::optional("help", said), sh::required("part", sh::id()), sh::required("event", sh::id()),
                   sh::optional("after", sh::id()), sh::optional("says", sh::open_map(sh::value())),
                   sh::optional("asks", sh::list(asked))});
}

OwnAct read_own_act(base::Node const& node) {
  OwnAct act{.id = words(node, "id"),
             .label = label(node),
             .help = label(node, "help"),
             .part = words(node, "part"),
             .event = words(node, "event"),
             .after = words(node, "after"),
             .says = pairs(node, "says")};
  if (auto const* asks = node.find("asks")) {
    for (auto const& one : asks->items)
      act.asks.push_back({words(one, "id"), label(one), label(one, "help"), truth(one, "required")});
  }
  return act;
}

void check_own_acts(Vocabulary const& vocabulary, base::Findings& findings) {
  OwnActs acts(vocabulary, findings);
  for (auto const& act : vocabulary.own_acts) acts.check(act);
}

}  // namespace overens::event
