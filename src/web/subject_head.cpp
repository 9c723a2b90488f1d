#include "web/subject_head.hpp"

#include <algorithm>

#include "base/words.hpp"
#include "event/plain_values.hpp"
#include "event/subject_link.hpp"
#include "http/target.hpp"
#include "web/address.hpp"
#include "web/forms/event_form.hpp"
#include "web/known_subjects.hpp"
#include "web/names.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;

bool is_of_organisation(std::string_view kind) {
  return kind == "unit" || kind == "staff" || kind == "commission";
}

std::string authority_of(app::SubjectPage const& page) {
  if (page.events.empty()) return {};
  if (page.subject.kind == "authority") return page.subject.id;
  auto const& first = page.events.back();
  if (has_own_place(page.subject.kind)) return first.owner;
  if (!is_of_organisation(page.subject.kind)) return {};
  auto const values = app::plain_values(first);
  auto const& named = event::said(values, "authority");
  return named.empty() ? first.owner : named;
}

std::string name_of(account::Commission const& commission, account::Organisation const& of,
                    PageContext const& context) {
  auto const* role = context.sources.vocabulary.code("staff_roles", commission.role);
  auto const* who = of.staff(commission.staff);
  return context.tr(text("{0}: {1}", who == nullptr ? commission.staff : who->name,
                         role == nullptr ? commission.role : context.language.say(role->label)));
}

std::string name_of(app::SubjectPage const& page, PageContext const& context) {
  if (!page.name.empty()) return page.name;
  if (page.subject.kind == "commission") {
    auto const organisation = context.sources.organisation(context.actor(), authority_of(page));
    if (organisation) {
      for (auto const& one : organisation->commissions()) {
        if (one.id == page.subject.id) return name_of(one, *organisation, context);
      }
    }
    return context.tr(text("Commission"));
  }
  app::SubjectSummary one{page.subject, {}, {}};
  if (!page.events.empty()) {
    one.fields = page.events.back().fields;
    one.begun = page.events.back().happened;
  }
  return called(one, SubjectNames(context), context);
}

std::string email_of(app::SubjectPage const& staff) {
  for (auto const& event : staff.events) {  // the latest first
    if (event.withdrawn) continue;
    auto const values = app::plain_values(event);
    if (auto const& email = event::said(values, "email"); !email.empty()) return email;
  }
  return {};
}

std::string menu_place(std::string_view kind) {
  return is_of_organisation(kind) ? "/organisation" : "/samverkan";
}

void put_above(Page& page, std::string_view kind, std::string const& authority, PageContext const& context) {
  if (!is_of_organisation(kind)) {
    page.above(context.tr(text("Cooperation")), "/samverkan");
    auto const* known = context.sources.vocabulary.kind(event::same_kind(kind));
    return page.above(context.language.say(known->many), list_path(kind));
  }
  page.above(context.tr(text("Organisation")), "/organisation");
  page.above(base::capitalised(SubjectNames(context).authority(authority)), organisation_path(authority));
}

std::string organisation_path(std::string const& authority) {
  return "/organisation/" + http::encode(authority);
}

std::string begin_path(std::string const& authority, std::string const& type,
                       std::vector<std::pair<std::string, std::string>> const& filled) {
  Query query;
  for (auto const& [field, value] : filled) query.emplace_back(field_name(field), value);
  return address(organisation_path(authority) + "/ny/" + http::encode(type), query);
}

}  // namespace overens::web
