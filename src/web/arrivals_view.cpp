#include "web/arrivals_view.hpp"

#include "base/words.hpp"
#include "web/act_menu.hpp"
#include "web/names.hpp"
#include "web/subject_path.hpp"
#include "web/timeline_view.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using base::text;

namespace {

void show_arrival_fact(TemplateData to, base::Text const& name, std::string const& value) {
  if (value.empty()) return;
  auto fact = to.add("FACT");
  fact.say("NAME", name);
  fact.put("VALUE", value);
}

std::string kinds_of(app::Arrival const& one, PageContext const& context) {
  std::vector<std::string> kinds;
  for (auto const* type : one.kinds) kinds.push_back(context.language.say(type->label));
  return kinds.empty() ? std::string() : base::capitalised(context.language.list(kinds));
}

std::string basis_of(app::Arrival const& one, PageContext const& context) {
  app::DisclosedEvent disclosed;
  disclosed.basis = one.basis;
  return basis_words(disclosed, context);
}

void show_ways(TemplateData to, app::Arrival const& one, std::string const& in_case, std::string const& from,
               PageContext const& context) {
  if (!one.may_receive || one.is_not_ours) return;
  auto acts = to.add("ACTS");
  for (auto const& type : context.sources.vocabulary.types) {
    if (!type.answers_arrival) continue;
    auto act = acts.add("ACT");
    act.put("URL", arrival_path(in_case, type, one.disclosure.id));
    act.put("TEXT", act_name(type, context));
    act.put("OF", from);
  }
}

}  // namespace

void show_arrivals(TemplateData to, std::span<app::Arrival const> arrivals, std::string const& in_case,
                   PageContext const& context) {
  if (arrivals.empty()) return;
  SubjectNames const names(context);
  auto list = to.include("ARRIVALS", "arrivals.html");
  for (auto const& arrival : arrivals) {
    auto one = list.add("CAME");
    auto const from = base::capitalised(names.authority(arrival.from));
    one.put("FROM", from);
    show_arrival_fact(one, text("Came in"), shown(calendar::Moment::exact(arrival.since)));
    show_arrival_fact(one, text("For what"), arrival.purpose);
    show_arrival_fact(one, text("What it is"), kinds_of(arrival, context));
    show_arrival_fact(one, text("To which unit"),
                      arrival.unit.empty() ? std::string() : unit_name(arrival.unit, context));
    show_arrival_fact(one, text("Basis"), basis_of(arrival, context));
    show_arrival_fact(one, text("Receipt number"), arrival.event);
    if (arrival.is_registered) one.show("DONE", context.tr(text("It has been registered.")));
    if (arrival.is_not_ours)
      one.show("DONE", context.tr(text("It has been answered: it is not yours. It can be read here until whoever sent "
                                       "it ends the disclosure.")));
    show_ways(one, arrival, in_case, from, context);
  }
}

std::string arrival_path(std::string const& in_case, event::EventType const& type, std::string const& disclosure) {
  return subject_path({"case", in_case}) + "/inkommet/" + type.name + "/" + disclosure;
}

}  // namespace overens::web
