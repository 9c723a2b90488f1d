#include "event/composed_act.hpp"

#include <algorithm>

#include "event/node_values.hpp"
#include "event/subject_link.hpp"
#include "event/vocabulary.hpp"

namespace overens::event {

using base::text;
namespace sh = base::shape;

namespace {

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
    if (!act.parts.empty() && !act.parts.front().also.empty())
      refuse(text("act {0}: its first event always happens, and is no choice", act.id));
    for (auto const& name : act.shared) by_shared(act, name);
  }

 private:
  void by_part(ComposedAct const& act, ActPart const& part) {
    auto const* type = v_.type(part.event);
    if (type == nullptr) return refuse(text("act {0}: there is no event type {1}", act.id, part.event));
    if (same_kind(type->subject) != same_kind(act.subject))
      refuse(text("act {0}: {1} is not about a {2}", act.id, part.event, act.subject));
    if (type->starts)
      refuse(text("act {0}: a subject begins with {1}, which is recorded by itself", act.id, part.event));
    auto const times = std::count_if(act.parts.begin(), act.parts.end(),
                                     [&](ActPart const& other) { return other.event == part.event; });
    if (times > 1) refuse(text("act {0}: {1} stands twice", act.id, part.event));
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

}  // namespace

base::ShapePtr composed_act_shape() {
  auto const said = sh::map({sh::required("sv", sh::words()), sh::required("en", sh::words())});
  auto const part = sh::map({sh::required("event", sh::id()), sh::optional("also", said)});
  return sh::map({sh::required("id", sh::id()), sh::required("sv", sh::words()), sh::required("en", sh::words()),
                  sh::optional("help", said), sh::required("subject", sh::id()), sh::required("group", sh::id()),
                  sh::optional("by", sh::list(sh::id())), sh::optional("shared", sh::list(sh::id())),
                  sh::required("parts", sh::list(part, 2))});
}

ComposedAct read_composed_act(base::Node const& node) {
  ComposedAct act{.id = words(node, "id"),
                  .label = label(node),
                  .help = label(node, "help"),
                  .subject = words(node, "subject"),
                  .group = words(node, "group"),
                  .by = list(node, "by"),
                  .shared = list(node, "shared")};
  for (auto const& part : node.find("parts")->items) act.parts.push_back({words(part, "event"), label(part, "also")});
  return act;
}

void check_composed_acts(Vocabulary const& vocabulary, base::Findings& findings) {
  ComposedActs acts(vocabulary, findings);
  for (auto const& act : vocabulary.acts) acts.check(act);
}

}  // namespace overens::event
