#include "web/page_row.hpp"

#include <algorithm>
#include <array>

#include "http/routes.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using enum access::ObjectClass;
using enum access::Action;

namespace {

constexpr std::array rows_of_pages = {
    PageRow{"GET", "/", open, read, start_page},
    PageRow{"GET", "/vem-gor-vad", open, read, who_page, who_fields},
    PageRow{"GET", "/overenskommelser", open, list, agreements_page, day_field},
    PageRow{"GET", "/overenskommelser/{county}", open, read, county_page},
    PageRow{"GET", "/overenskommelser/{county}/{version}", open, read, agreement_page, agreement_fields},
    PageRow{"GET", "/overenskommelser/{county}/{version}/{part}", open, read, agreement_page, agreement_fields},
    PageRow{"GET", "/overenskommelser/{county}/{version}/avsnitt/{section}", open, read, section_page},
    PageRow{"GET", "/sok", open, read, search_page, search_fields},
    PageRow{"GET", "/jamfor", open, read, compare_page, compare_fields},
    PageRow{"GET", "/rakna-frist", open, read, deadline_page, deadline_fields},
    PageRow{"GET", "/far-jag-saga", open, read, guidance_page, guidance_fields},
    PageRow{"GET", "/hjalp", open, read, help_page},
    PageRow{"GET", "/tillganglighet", open, read, accessibility_page},
    PageRow{"GET", "/logga-in", open, sign_in, sign_in_page, sign_in_fields},
    PageRow{"POST", "/logga-in", open, sign_in, sign_in_page, sign_in_fields},
    PageRow{"GET", "/konto/{secret}", open, sign_in, password_page, password_fields},
    PageRow{"POST", "/konto/{secret}", open, sign_in, password_page, password_fields},
    PageRow{"GET", "/min-sida", open, own_page, my_page},
    PageRow{"POST", "/min-sida/dolj", open, sign_out, hide_own_page},
    PageRow{"GET", "/min-sida/{number}/{act}", open, own_page, own_act_page, own_act_fields},
    PageRow{"POST", "/min-sida/{number}/{act}", open, own_page, own_act_page, own_act_fields},
    PageRow{"GET", "/min-sida/kod", open, sign_in, own_code_page, own_code_fields},
    PageRow{"POST", "/min-sida/kod", open, sign_in, own_code_page, own_code_fields},
    PageRow{"GET", "/enheter", open, list, units_page, units_fields},
    PageRow{"GET", "/enheter/{id}", open, read, unit_page},
    PageRow{"POST", "/enheter/{id}/stammer-inte", open, doubt, doubt_page, doubt_fields},
    PageRow{"GET", "/mitt-konto", open, own_account, account_page, account_fields},
    PageRow{"POST", "/mitt-konto", open, own_account, account_page, account_fields},
    PageRow{"POST", "/mitt-konto/bekrafta", open, own_account, confirm_page, confirm_fields},
    PageRow{"POST", "/mitt-konto/avsluta", open, own_account, end_session_page, end_session_fields},
    PageRow{"POST", "/mitt-konto/paminnelser", open, own_account, reminders_page},
    PageRow{"GET", "/kalender/{secret}", open, subscribe, calendar_page},
    PageRow{"GET", "/mitt-konto/vikarie/{id}", internal, name_stand_in, stand_in_page, stand_in_fields},
    PageRow{"POST", "/mitt-konto/vikarie/{id}", internal, name_stand_in, stand_in_page, stand_in_fields},
    PageRow{"POST", "/mitt-konto/vikarie/{id}/avsluta", internal, name_stand_in, end_stand_in_page},
    PageRow{"POST", "/logga-ut", open, sign_out, sign_out_page},
    PageRow{"GET", "/samverkan", governance, list, cooperation_page},
    PageRow{"GET", "/{place}", governance, list, subjects_page},
    PageRow{"GET", "/{place}/{id}", governance, read, shared_subject_page, menu_fields},
    PageRow{"GET", "/{place}/ny/{type}", governance, record, begin_page, begin_fields},
    PageRow{"POST", "/{place}/ny/{type}", governance, record, begin_page, begin_fields},
    PageRow{"GET", "/{own_place}", notes, list, subjects_page},
    PageRow{"GET", "/{own_place}/{id}", notes, read, shared_subject_page, menu_fields},
    PageRow{"GET", "/{own_place}/ny/{type}", notes, record, begin_page, begin_fields},
    PageRow{"POST", "/{own_place}/ny/{type}", notes, record, begin_page, begin_fields},
    PageRow{"GET", "/{own_place}/{id}/dokumentera/{type}", notes, record, record_page, record_fields},
    PageRow{"POST", "/{own_place}/{id}/dokumentera/{type}", notes, record, record_page, record_fields},
    PageRow{"GET", "/{own_place}/{id}/ratta/{event}", notes, correct, correct_page, correct_fields},
    PageRow{"POST", "/{own_place}/{id}/ratta/{event}", notes, correct, correct_page, correct_fields},
    PageRow{"GET", "/{own_place}/{id}/makulera/{event}", notes, withdraw, withdraw_page, withdraw_fields},
    PageRow{"POST", "/{own_place}/{id}/makulera/{event}", notes, withdraw, withdraw_page, withdraw_fields},
    PageRow{"GET", "/bevakningar", governance, list, work_list_page, work_list_fields},
    PageRow{"GET", "/bevakningar/varfor", governance, read, why_page},
    PageRow{"GET", "/bevakningar/oversikt", governance, list, work_overview_page, work_overview_fields},
    PageRow{"GET", "/bevakningar/fil", governance, list, work_file_page, work_file_fields},
    PageRow{"POST", "/bevakningar/fil", governance, list, work_file_page, work_file_fields},
    PageRow{"GET", "/arenden", coordination, list, cases_page, cases_fields},
    PageRow{"GET", "/inkommet", coordination, list, come_in_page, cases_fields},
    PageRow{"GET", "/arenden/{id}", coordination, read, case_page, reason_fields},
    PageRow{"POST", "/arenden/{id}", coordination, read, case_page, reason_fields},
    PageRow{"GET", "/arenden/sok", identity, search, find_person_page, find_person_fields},
    PageRow{"POST", "/arenden/sok", identity, search, find_person_page, find_person_fields},
    PageRow{"GET", "/arenden/nytt", identity, record, new_case_page, new_case_fields},
    PageRow{"POST", "/arenden/nytt", identity, record, new_case_page, new_case_fields},
    PageRow{"GET", "/arenden/lamna-over", coordination, assign, hand_over_page, hand_over_fields},
    PageRow{"POST", "/arenden/lamna-over", coordination, assign, hand_over_page, hand_over_fields},
    PageRow{"GET", "/arenden/{id}/del/{part}", coordination, read, case_part_page},
    PageRow{"GET", "/arenden/{id}/person", identity, record, person_page, person_fields},
    PageRow{"POST", "/arenden/{id}/person", identity, record, person_page, person_fields},
    PageRow{"GET", "/arenden/{id}/kod", identity, record, individual_code_page},
    PageRow{"POST", "/arenden/{id}/kod", identity, record, individual_code_page},
    PageRow{"GET", "/arenden/{id}/dokumentera", coordination, record, case_acts_page, case_acts_fields},
    PageRow{"GET", "/arenden/{id}/dokumentera/{type}", coordination, record, case_act_page, case_act_fields},
    PageRow{"POST", "/arenden/{id}/dokumentera/{type}", coordination, record, case_act_page, case_act_fields},
    PageRow{"GET", "/arenden/{id}/ratta/{event}", coordination, read, correct_page, correct_fields},
    PageRow{"POST", "/arenden/{id}/ratta/{event}", coordination, read, correct_page, correct_fields},
    PageRow{"GET", "/arenden/{id}/makulera/{event}", coordination, read, withdraw_page, withdraw_fields},
    PageRow{"POST", "/arenden/{id}/makulera/{event}", coordination, read, withdraw_page, withdraw_fields},
    PageRow{"POST", "/arenden/{id}/ta", coordination, take_on, take_on_page},
    PageRow{"POST", "/arenden/{id}/enhet", coordination, assign, take_to_unit_page},
    PageRow{"GET", "/arenden/{id}/lamna-ut", notes, disclose, disclose_page, disclose_fields},
    PageRow{"POST", "/arenden/{id}/lamna-ut", notes, disclose, disclose_page, disclose_fields},
    PageRow{"GET", "/arenden/{id}/skicka/{type}", notes, disclose, send_page, send_fields},
    PageRow{"POST", "/arenden/{id}/skicka/{type}", notes, disclose, send_page, send_fields},
    PageRow{"GET", "/arenden/{id}/skicka/{type}/{subject}", notes, disclose, send_page, send_fields},
    PageRow{"POST", "/arenden/{id}/skicka/{type}/{subject}", notes, disclose, send_page, send_fields},
    PageRow{"GET", "/arenden/{id}/inkommet/{type}/{subject}", coordination, receive, send_page, send_fields},
    PageRow{"POST", "/arenden/{id}/inkommet/{type}/{subject}", coordination, receive, send_page, send_fields},
    PageRow{"GET", "/organisation", internal, list, organisations_page},
    PageRow{"GET", "/organisation/{authority}", internal, list, organisation_page},
    PageRow{"GET", "/organisation/enheter/{id}", governance, read, own_unit_page, menu_fields},
    PageRow{"GET", "/organisation/personal/{id}", internal, read, staff_page, menu_fields},
    PageRow{"GET", "/organisation/personal/{id}/konto", internal, manage_account, staff_account_page,
            staff_account_fields},
    PageRow{"POST", "/organisation/personal/{id}/konto", internal, manage_account, staff_account_page,
            staff_account_fields},
    PageRow{"GET", "/organisation/uppdrag/{id}", internal, read, commission_page, menu_fields},
    PageRow{"GET", "/organisation/{authority}/las-in", internal, record, import_page, import_table_fields},
    PageRow{"POST", "/organisation/{authority}/las-in", internal, record, import_page, import_table_fields},
    PageRow{"GET", "/organisation/{authority}/ny/{type}", internal, record, begin_page, begin_fields},
    PageRow{"POST", "/organisation/{authority}/ny/{type}", internal, record, begin_page, begin_fields},
    PageRow{"GET", "/granskning", access_log, list, review_page, review_fields},
    PageRow{"POST", "/granskning/resultat", access_log, record, review_result_page, review_result_fields},
    PageRow{"GET", "/granskning/logg", access_log, list, look_log_page, look_log_fields},
    PageRow{"GET", "/granskning/narmast", sensitive_log, list, review_page, review_fields},
    PageRow{"POST", "/granskning/narmast/resultat", sensitive_log, record, review_result_page, review_result_fields},
    PageRow{"GET", "/granskning/narmast/logg", sensitive_log, list, look_log_page, look_log_fields},
    PageRow{"GET", "/granskning/utdrag", access_log, read, look_extract_page, look_extract_fields},
    PageRow{"GET", "/granskning/utdrag/fil", access_log, read, look_extract_file, look_extract_fields},
    PageRow{"GET", "/dokumentera/{type}/{subject}", governance, record, record_page, record_fields},
    PageRow{"POST", "/dokumentera/{type}/{subject}", governance, record, record_page, record_fields},
    PageRow{"GET", "/ratta/{kind}/{subject}/{event}", governance, correct, correct_page, correct_fields},
    PageRow{"POST", "/ratta/{kind}/{subject}/{event}", governance, correct, correct_page, correct_fields},
    PageRow{"GET", "/makulera/{kind}/{subject}/{event}", governance, withdraw, withdraw_page, withdraw_fields},
    PageRow{"POST", "/makulera/{kind}/{subject}/{event}", governance, withdraw, withdraw_page, withdraw_fields},
    PageRow{"GET", "/komponenter", open, read, components_page, component_fields},
};

// To be looked up, and not to be answered by.
http::Routes const& pages_by_path() {
  static auto const all = [] {
    route::Rows rows;
    for (auto const& row : rows_of_pages) {
      if (row.method == "GET") rows.push_back({{row.method, row.pattern, row.object_class, row.action}, nullptr});
    }
    http::Routes routes;
    route::add(routes, rows);
    return routes;
  }();
  return all;
}

// The words of both kinds of places stand first in a path: which it is, the word says.
std::string pattern_of(std::string_view path, std::string_view found) {
  constexpr std::string_view place = "/{place}";
  constexpr std::string_view own_place = "/{own_place}";
  auto const is_own = found.starts_with(own_place);
  if (!is_own && !found.starts_with(place)) return std::string(found);
  auto const word = path.substr(1, path.find_first_of("/?#", 1) - 1);
  auto const& first = has_own_place(kind_at(word)) ? own_place : place;
  return std::string(first) + std::string(found.substr(is_own ? own_place.size() : place.size()));
}

}  // namespace

bool leads(PageContext const& context, std::string_view path) {
  auto const found = pages_by_path().find("GET", path.substr(0, path.find_first_of("?#")));
  if (found.route == nullptr) return true;  // no page of ours
  auto const pattern = pattern_of(path, found.route->pattern);
  auto const is_it = [&](PageRow const& row) { return row.method == "GET" && row.pattern == pattern; };
  auto const& row = *std::find_if(rows_of_pages.begin(), rows_of_pages.end(), is_it);
  auto const authority =
      std::find_if(found.parts.begin(), found.parts.end(), [](auto const& part) { return part.first == "authority"; });
  auto const& policy = context.sources.policy;
  if (authority == found.parts.end())
    return access::decide_route(policy, context.actor(), row.action, row.object_class).allowed;
  return access::decide(policy, context.actor(), row.action, {row.object_class, authority->second}).is_offered();
}

std::span<PageRow const> page_rows() {
  return rows_of_pages;
}

route::Addresses page_addresses() {
  route::Addresses all;
  for (auto const& row : page_rows()) all.push_back({row.method, row.pattern, row.object_class, row.action});
  return all;
}

}  // namespace overens::web
