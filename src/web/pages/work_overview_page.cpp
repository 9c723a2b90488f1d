#include <algorithm>
#include <array>
#include <set>

#include "web/page.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"
#include "web/swedish_order.hpp"
#include "web/unit_view.hpp"
#include "web/work_filters.hpp"
#include "web/work_view.hpp"

namespace overens::web {

using base::text;
using obligation::ListPart;

namespace {

enum class Per { unit, party, forum };

constexpr char const* per_field = "per";
std::array<Alternative<Per>, 3> const pers = {
    {{"enhet", text("Unit"), Per::unit}, {"part", text("Party"), Per::party}, {"forum", text("Forum"), Per::forum}}};
constexpr std::size_t rows_counted = 5000;

/// How much somebody has to do.
struct Load {
  std::string name;
  std::string url = {};
  std::array<long, obligation::list_parts> parts = {};  ///< by ListPart
  std::set<std::string> cases_of_nobody = {};
  bool is_too_small = false;

  void add(ListPart part) { ++parts[static_cast<std::size_t>(part)]; }
  long of(ListPart part) const { return parts[static_cast<std::size_t>(part)]; }
};
struct Loads {
  std::map<std::string, Load> of = {};  ///< by id
  bool is_cut = false;                  ///< there is more than has been counted
};

// Who may see its staff tells from how few people the figures of a unit are.
bool may_count_units(PageContext const& context) {
  auto const may = [&](access::ObjectClass of) {
    return access::decide_route(context.sources.policy, context.actor(), access::Action::list, of).allowed;
  };
  return may(access::ObjectClass::internal) && may(access::ObjectClass::coordination);
}

std::size_t staff_of(account::Organisation const& organisation, std::string const& unit, calendar::Day on) {
  std::set<std::string> staff;
  for (auto const& one : organisation.staff()) {
    for (auto const* commission : organisation.held_by(one.id, on)) {
      if (commission->unit == unit) staff.insert(one.id);
    }
  }
  return staff.size();
}

base::Expected<Loads> loads_of_units(PageContext const& context, std::string const& authority) {
  auto const organisation = context.sources.organisation(context.actor(), authority);
  if (!organisation) return tl::unexpected(organisation.error());
  app::WorkListRequest request{.authority = authority, .limit = app::WorkListRequest::most, .is_taken_out = true};
  request.filter.about = app::WorkFilter::About::cases;
  Loads loads;
  for (std::size_t read = 0; read < rows_counted;) {
    auto const list = context.sources.work_list(context.actor(), request);
    if (!list) return tl::unexpected(list.error());
    for (auto const& item : list->items) {
      // Of another unit only the actor's own cases stand in the list, which are not its load.
      if (!list->is_of_all && !item.row.unit.empty() && item.row.unit != context.actor().unit) continue;
      auto& load = loads.of[item.row.unit];
      load.add(item.part);
      if (item.row.taken == app::Taken::by_nobody) load.cases_of_nobody.insert(item.row.in_case);
    }
    read += list->items.size();
    request.after = list->next;
    loads.is_cut = !request.after.empty();
    if (request.after.empty()) break;
  }
  for (auto& [id, load] : loads.of) {
    auto const unit = context.units->find(id, context.today);
    load.name = unit ? name_of(*unit, context) : id.empty() ? context.tr(text("No unit")) : id;
    load.url = id.empty() ? std::string() : address("/bevakningar", {{work_owner_field, authority}, {"enhet", id}});
    load.is_too_small =
        !id.empty() && staff_of(*organisation, id, context.today) < context.sources.policy.fewest_staff();
  }
  return loads;
}

base::Expected<Loads> loads_of_all(PageContext const& context, Per per) {
  auto const work = context.sources.shared_work(context.actor());
  if (!work) return tl::unexpected(work.error());
  SubjectNames const names(context);
  Loads loads;
  loads.is_cut = work->is_cut;
  // What several owe, or several authorities of one party, is one duty: where it is most urgent.
  std::map<std::pair<std::string, std::string>, ListPart> counted;
  for (auto const& item : work->items) {
    auto const& row = item.work.row;
    if (per == Per::forum ? row.details.per != "forum" : item.party.empty()) continue;
    auto const& whose = per == Per::forum ? row.details.subject : item.party;
    auto const [at, is_new] = counted.try_emplace({whose, row.id}, item.work.part);
    at->second = std::min(at->second, item.work.part);
    auto& load = loads.of[whose];
    if (!is_new || !load.name.empty()) continue;
    load.name = per == Per::forum ? names.subject("forum", whose) : names.party(whose);
    if (per == Per::forum) load.url = subject_path({"forum", whose});
  }
  for (auto const& [duty, part] : counted) loads.of[duty.first].add(part);
  return loads;
}

void show_load(TemplateData table, Load const& load, bool with_nobody) {
  auto row = table.add("ROW");
  auto name = row.add(load.url.empty() ? "PLAIN" : "LINK");
  name.put("TEXT", load.name);
  if (!load.url.empty()) name.put("URL", load.url);
  if (load.is_too_small) {
    row.show("FEW", row.tr(text("too few staff for figures")));
    return;
  }
  auto figures = row.add("FIGURES");
  auto const put = [&](char const* place, long count) { figures.put(place, fmt::to_string(count)); };
  put("LATE", load.of(ListPart::late));
  put("LOOK", load.of(ListPart::look));
  put("SOON", load.of(ListPart::today) + load.of(ListPart::this_week));
  put("LATER", load.of(ListPart::later) + load.of(ListPart::no_day));
  put("WAITS", load.of(ListPart::waits));
  put("MISSED", load.of(ListPart::missed));
  if (with_nobody) figures.show("NOBODY", fmt::to_string(load.cases_of_nobody.size()));
}

// How much is late among the figures that are shown, and whose are not.
void show_status(TemplateData body, Loads const& loads, PageContext const& context) {
  long late = 0;
  long not_shown = 0;
  for (auto const& [id, load] : loads.of) {
    late += load.is_too_small ? 0 : load.of(ListPart::late);
    not_shown += load.is_too_small ? 1 : 0;
  }
  auto const shown = static_cast<long>(loads.of.size()) - not_shown;
  if (loads.of.empty()) body.show("STATUS", context.tr(text("There is nothing to do here now.")));
  if (shown != 0)
    body.show("STATUS", late != 0        ? context.tr(base::plural("One duty is late.", "{0} duties are late.", late))
                        : not_shown == 0 ? context.tr(text("None is late."))
                                         : context.tr(text("None of those that are shown is late.")));
  if (not_shown != 0)
    body.show("STATUS",
              context.tr(base::plural("The figures of one unit are not shown: it has too few staff.",
                                      "The figures of {0} units are not shown: they have too few staff.", not_shown)));
}

}  // namespace

Fields work_overview_fields(PageContext const& context) {
  auto choices = options(pers, context);
  if (!may_count_units(context)) choices.erase(choices.begin());
  return {{.name = per_field,
           .label = context.tr(text("Counted by")),
           .type = FieldType::pick,
           .required = true,
           .choices = {{{}, std::move(choices)}}}};
}

http::Reply work_overview_page(PageContext const& context, Form& form) {
  auto const by_unit = may_count_units(context) && context.actor().authorities.size() == 1;
  if (!form.is_sent()) {
    form.put(per_field, {by_unit ? "enhet" : "part"});
  }
  auto const per = form.chosen(per_field, pers).value_or(by_unit ? Per::unit : Per::party);
  Page out(context, "work_overview.html", context.tr(text("Overview")), "/bevakningar");
  out.above(context.tr(text("My duties")), "/bevakningar");
  auto body = out.body();
  body.say("HEADING", text("Overview"));
  body.say("LEAD", per == Per::unit ? text("What the units have to do in cases. Never by person.")
                                    : text("What the parties have to do about the agreement, apart from cases."));
  form.errors(body);
  form.show(body);
  body.say("SHOW", text("Show"));
  auto const& own = context.actor().authorities;
  auto const loads = per != Per::unit ? loads_of_all(context, per)
                     : by_unit        ? loads_of_units(context, own.front())
                                      : base::Expected<Loads>(Loads());
  if (!loads) return refused_page(context, loads.error());
  if (loads->is_cut)
    body.show("CUT", context.tr(text("There is more than can be counted here: the figures are of a part.")));
  show_status(body, *loads, context);
  auto const status = form.ok() ? 200 : 422;
  if (loads->of.empty()) return out.reply(status);
  std::vector<Load const*> sorted;
  for (auto const& [id, load] : loads->of) sorted.push_back(&load);
  sort_in_swedish(sorted, [](Load const* load) { return load->name; });
  auto table = body.add("SOME");
  table.put("WHO", context.tr(per == Per::unit ? text("Unit") : per == Per::party ? text("Party") : text("Forum")));
  table.say("LATE_NAME", text("Late"));
  table.say("LOOK_NAME", text("Time to look"));
  table.say("SOON_NAME", text("Today and this week"));
  table.say("LATER_NAME", text("Later"));
  table.say("WAITS_NAME", text("Waiting for others"));
  table.say("MISSED_NAME", text("Not done, or broken"));
  table.say("NOBODY_LABEL", text("Cases that nobody has taken on"));
  if (per == Per::unit) table.show("NOBODY_NAME", context.tr(text("Cases that nobody has taken on")));
  for (auto const* load : sorted) show_load(table, *load, per == Per::unit);
  return out.reply(status);
}

}  // namespace overens::web
