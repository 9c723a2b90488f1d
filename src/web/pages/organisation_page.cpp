#include <algorithm>
#include <map>

#include "access/of_event.hpp"
#include "base/words.hpp"
#include "event/known.hpp"
#include "web/address.hpp"
#include "web/names.hpp"
#include "web/organisation_view.hpp"
#include "web/page_row.hpp"
#include "web/pages.hpp"
#include "web/subject_head.hpp"
#include "web/subject_path.hpp"
#include "web/swedish_order.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using account::Commission;
using account::Organisation;
using account::Staff;
using base::text;

namespace {

// So many members of staff, and commissions, stand on a page.
constexpr std::size_t most_rows = 200;
constexpr char const* staff_after = "personal-efter";
constexpr char const* commissions_after = "uppdrag-efter";

// Sooner than this somebody has to see to who comes after.
constexpr auto soon = std::chrono::days(30);

std::string days_of(Commission const& commission, PageContext const& context) {
  auto const from = calendar::to_string(commission.from);
  if (!commission.through) return context.tr(text("from {0} until further notice", from));
  return context.tr(text("{0} through {1}", from, calendar::to_string(*commission.through)));
}

bool has_ended(Commission const& commission, PageContext const& context) {
  return commission.through && *commission.through < context.today;
}

bool ends_soon(Commission const& commission, PageContext const& context) {
  return commission.through && !has_ended(commission, context) && *commission.through - context.today <= soon;
}

bool waits(Commission const& commission, PageContext const& context) {
  return commission.waits && !has_ended(commission, context);
}

std::string status(Commission const& commission, PageContext const& context) {
  if (has_ended(commission, context)) return context.tr(text("has ended"));
  if (waits(commission, context)) return context.tr(text("waits to be confirmed"));
  if (commission.from > context.today) return context.tr(text("has not begun"));
  if (!ends_soon(commission, context)) return {};
  auto const days = (*commission.through - context.today).count();
  return days == 0 ? context.tr(text("ends today"))
                   : context.tr(base::plural("ends in one day", "ends in {0} days", days));
}

class OrganisationPage {
 public:
  OrganisationPage(PageContext const& context, std::string authority, Organisation const& organisation)
      : context_(context), authority_(std::move(authority)), organisation_(organisation) {
    for (auto& unit : context_.units->on(context_.today)) {
      if (unit.authority == authority_) units_.push_back(std::move(unit));
    }
    sort_in_swedish(units_, [&](app::UnitDetails const& unit) { return name_of(unit, context_); });
    std::stable_partition(units_.begin(), units_.end(), [](app::UnitDetails const& unit) { return !unit.closed; });
  }

  http::Reply reply() {
    auto const name = base::capitalised(SubjectNames(context_).authority(authority_));
    Page page(context_, "organisation.html", name, "/organisation");
    page.above(context_.tr(text("Organisation")), "/organisation");
    auto body = page.body();
    body.put("HEADING", name);
    body.say("LEAD", text("The authority's units, who works there and what each may do. Staff and commissions are "
                          "known inside the authority only."));
    add_link(body, "IMPORT", organisation_path(authority_) + "/las-in",
             text("Take in a table of units, staff or commissions"));
    if (!context_.request.asked("inlast").empty())
      body.show("SAVED", context_.tr(text("The table has been taken in.")));
    units(body);
    staff(body);
    commissions(body);
    auto const to_see_to = static_cast<long>(to_see_to_);
    body.put("STATUS", to_see_to == 0 ? context_.tr(text("Nothing needs to be seen to."))
                                      : context_.tr(base::plural("One thing needs to be seen to",
                                                                 "{0} things need to be seen to", to_see_to)));
    return page.reply();
  }

 private:
  void add_link(TemplateData part, char const* type, base::Text const& words) {
    add_link(part, "ADD", begin_path(authority_, type), words);
  }
  void add_link(TemplateData part, char const* place, std::string const& to, base::Text const& words) {
    if (!leads(context_, to)) return;
    auto link = part.add(place);
    link.put("URL", to);
    link.say("TEXT", words);
  }

  void warn(TemplateData row, std::string const& words) {
    if (words.empty()) return;
    row.add("WARNING").put("TEXT", words);
    ++to_see_to_;
  }

  void units(TemplateData body) {
    auto part = body.add("UNITS");
    part.say("HEADING", text("Units"));
    add_link(part, event::known::unit_opened, text("Add a unit"));
    if (units_.empty()) return part.show("NONE", context_.tr(text("No unit has been added yet.")));
    auto table = part.add("SOME");
    table.say("NAME", text("Unit"));
    table.say("KIND", text("Kind"));
    table.say("STANDS", text("How it stands"));
    for (auto const& unit : units_) {
      auto row = table.add("ROW");
      row.put("URL", subject_path({"unit", unit.id}));
      row.put("TEXT", name_of(unit, context_));
      row.put("KIND_OF", kind_of(unit, context_));
      if (unit.closed) {
        row.show("FINE", context_.tr(text("closed")));
        continue;
      }
      auto const lacking = lacks(unit, context_);
      for (auto const& one : lacking) warn(row, one);
      if (lacking.empty()) row.show("FINE", verified(unit, context_));
    }
  }

  void staff(TemplateData body) {
    auto part = body.add("STAFF");
    part.say("HEADING", text("Staff"));
    add_link(part, event::known::staff_registered, text("Add a member of staff"));
    if (organisation_.staff().empty())
      return part.show("NONE", context_.tr(text("No member of staff has been added yet.")));
    auto table = part.add("SOME");
    table.say("NAME", text("Name"));
    table.say("EMAIL", text("E-mail"));
    table.say("STANDS", text("Commissions now"));
    auto all = organisation_.staff();
    sort_in_swedish(all, [](auto const& one) { return one.name; });
    std::stable_partition(all.begin(), all.end(), [](auto const& one) { return !one.left_on; });
    std::map<std::string_view, long> held;
    for (auto const& one : organisation_.commissions()) held[one.staff] += one.holds_on(context_.today) ? 1 : 0;
    for (auto const& one : all) to_see_to_ += !one.left_on && held[one.id] == 0 ? 1 : 0;
    auto const from = first_after(all, staff_after, [](Staff const& one) { return std::string_view(one.id); });
    for (auto i = from; i < all.size() && i < from + most_rows; ++i)
      show_staff(table.add("ROW"), all[i], held[all[i].id]);
    if (from + most_rows < all.size())
      more(table, staff_after, all[from + most_rows - 1].id, all.size() - from - most_rows);
  }

  void show_staff(TemplateData row, Staff const& one, long held) {
    row.put("URL", subject_path({"staff", one.id}));
    row.put("TEXT", one.name);
    row.put("ADDRESS", one.email);
    if (one.left_on)
      row.show("FINE", context_.tr(text("left {0}", calendar::to_string(*one.left_on))));
    else if (held == 0)
      row.add("WARNING").put("TEXT", context_.tr(text("no commission")));
    else
      row.show("FINE", context_.tr(base::plural("one commission", "{0} commissions", held)));
  }

  // The place of the first row of this page: after the one with the id that the address names.
  template <class Rows, class IdOf>
  std::size_t first_after(Rows const& rows, char const* parameter, IdOf const& id_of) const {
    auto const after = context_.request.asked(parameter);
    if (after.empty()) return 0;
    auto const found = std::find_if(rows.begin(), rows.end(), [&](auto const& one) { return id_of(one) == after; });
    return found == rows.end() ? 0 : static_cast<std::size_t>(found - rows.begin()) + 1;
  }

  void more(TemplateData table, char const* parameter, std::string const& last, std::size_t left) {
    auto link = table.add("MORE");
    auto const section = parameter == staff_after ? "#medarbetare" : "#uppdrag";
    link.put("URL", address(organisation_path(authority_), {{parameter, last}}) + section);
    link.say("TEXT", base::plural("One more", "{0} more", static_cast<long>(left)));
  }

  void commissions(TemplateData body) {
    auto part = body.add("COMMISSIONS");
    part.say("HEADING", text("Commissions"));
    add_link(part, event::known::commission_given, text("Give a commission"));
    if (organisation_.commissions().empty())
      return part.show("NONE", context_.tr(text("No commission has been given yet.")));
    auto table = part.add("SOME");
    table.say("WHO", text("Who and as what"));
    table.say("UNIT", text("For which unit"));
    table.say("DAYS", text("When"));
    std::vector<Commission const*> all;
    for (auto const& one : organisation_.commissions()) all.push_back(&one);
    std::stable_sort(all.begin(), all.end(), [&](auto const* a, auto const* b) {
      auto const key = [&](Commission const& one) {
        return std::tuple(has_ended(one, context_), !one.waits, one.through.value_or(calendar::last_day));
      };
      return key(*a) < key(*b);
    });
    for (auto const* one : all) to_see_to_ += ends_soon(*one, context_) || waits(*one, context_) ? 1 : 0;
    auto const from = first_after(all, commissions_after, [](auto const* one) { return std::string_view(one->id); });
    for (auto i = from; i < all.size() && i < from + most_rows; ++i)
      show_commission(table.add("ROW"), *all[i], organisation_, context_);
    if (from + most_rows < all.size())
      more(table, commissions_after, all[from + most_rows - 1]->id, all.size() - from - most_rows);
  }

  PageContext const& context_;
  std::string authority_;
  Organisation const& organisation_;
  std::vector<app::UnitDetails> units_;
  std::size_t to_see_to_ = 0;
};

}  // namespace

std::vector<std::string> lacks(app::UnitDetails const& unit, PageContext const& context) {
  std::vector<std::string> all;
  if (unit.closed) return all;
  if (auto doubt = doubted(unit, context); !doubt.empty()) all.push_back(std::move(doubt));
  if (!is_verified_lately(unit, context)) all.push_back(verified(unit, context));
  if (unit.stand_in.empty()) all.push_back(context.tr(text("No unit steps in when it is closed.")));
  auto const stand_in = context.units->find(unit.stand_in, context.today);
  if (stand_in && stand_in->closed)
    all.push_back(context.tr(text("The unit that steps in has closed: {0}.", name_of(*stand_in, context))));
  return all;
}

void show_commission(TemplateData row, Commission const& commission, Organisation const& of,
                     PageContext const& context) {
  row.put("URL", subject_path({"commission", commission.id}));
  row.put("NAME", name_of(commission, of, context));
  row.put("DAYS", days_of(commission, context));
  auto const unit = context.units->find(commission.unit, context.today);
  row.put("UNIT", unit ? name_of(*unit, context) : context.tr(text("The whole authority")));
  row.show("STATUS", status(commission, context));
}

void show_commission_state(TemplateData body, Commission const& commission, PageContext const& context) {
  if (!waits(commission, context)) return;
  auto part = body.add("STATE");
  part.show("BAD", context.tr(text("The commission waits for another administrator to confirm it, and gives no rights "
                                   "until then.")));
  if (commission.may_be_confirmed_by(context.actor().id)) return;
  part.show("GOOD", context.tr(text("You can't confirm it: it is yours, or it was you who gave it or corrected it.")));
}

namespace {

bool may_name_stand_in(Commission const& commission, PageContext const& context) {
  access::Object object{access::ObjectClass::internal, commission.authority};
  object.unit = commission.unit;
  object.holder = commission.staff;
  access::AccessFacts const facts{.relation = access::relation_of(context.actor(), object),
                                  .is_involved = commission.staff == context.actor().id,
                                  .on = context.today};
  return access::decide(context.sources.policy, context.actor(), access::Action::name_stand_in, object, facts).allowed;
}

bool has_stand_in(Commission const& commission, Organisation const& of, PageContext const& context) {
  auto const& all = of.stand_ins();
  return std::any_of(all.begin(), all.end(), [&](account::StandIn const& one) {
    return one.commission == commission.id && context.today <= one.through;
  });
}

}  // namespace

bool is_offered(event::EventType const& type, Commission const& commission, Organisation const& of,
                PageContext const& context) {
  if (access::action_of(type) == access::Action::name_stand_in)
    return may_name_stand_in(commission, context) &&
           (type.name != event::known::commission_stand_in_ended || has_stand_in(commission, of, context));
  if (type.name == event::known::commission_confirmed)
    return waits(commission, context) && commission.may_be_confirmed_by(context.actor().id);
  return type.name != event::known::commission_ended || commission.may_be_ended_by(context.actor().id);
}

bool is_correctable(Commission const& commission, PageContext const& context) {
  return !commission.confirmed_on && commission.staff != context.actor().id;
}

void show_unit_state(TemplateData body, std::string const& id, PageContext const& context) {
  auto const unit = context.units->find(id, context.today);
  if (!unit) return;
  auto part = body.add("STATE");
  if (unit->closed) part.show("GOOD", context.tr(text("The unit has closed.")));
  for (auto const& one : lacks(*unit, context)) part.show("BAD", one);
  if (is_verified_lately(*unit, context)) part.show("GOOD", verified(*unit, context));
  if (!unit->is_open_to_everybody())
    return part.show("GOOD", context.tr(text("Only those who are signed in see the unit.")));
  auto link = part.add("LINK");
  link.put("URL", unit_path(*unit));
  link.say("TEXT", text("As everybody sees the unit"));
}

http::Reply organisations_page(PageContext const& context, Form&) {
  auto const authorities = context.sources.subjects(context.actor(), "authority");
  if (!authorities) return refused_page(context, authorities.error());
  Page page(context, "subjects.html", context.tr(text("Organisation")), "/organisation");
  auto body = page.body();
  body.say("HEADING", text("Organisation"));
  body.say("LEAD", text("The authorities whose units, staff and commissions you may manage."));
  auto group = body.add("GROUP");
  group.say("NAME", text("Authorities"));
  long count = 0;
  for (auto const& one : *authorities) {
    access::Object const own{access::ObjectClass::internal, one.subject.id};
    if (!access::decide(context.sources.policy, context.actor(), access::Action::list, own).allowed) continue;
    ++count;
    auto row = group.add("ROW");
    row.put("URL", organisation_path(one.subject.id));
    row.put("TEXT", one.name.empty() ? one.subject.id : base::capitalised(one.name));
  }
  body.put("STATUS", context.tr(base::plural("One authority", "{0} authorities", count)));
  return page.reply();
}

http::Reply organisation_page(PageContext const& context, Form&) {
  std::string const authority(context.request.part("authority"));
  auto const organisation = context.sources.organisation(context.actor(), authority);
  if (!organisation) return refused_page(context, organisation.error());
  return OrganisationPage(context, authority, *organisation).reply();
}

}  // namespace overens::web
