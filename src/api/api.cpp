#include "api/api.hpp"

#include <algorithm>
#include <charconv>

#include "api/refusal.hpp"
#include "app/command_json.hpp"
#include "app/rows.hpp"
#include "app/stored_json.hpp"
#include "event/person_number.hpp"
#include "http/target.hpp"
#include "route/status.hpp"

namespace overens::api {
namespace {

using base::text;
using calendar::Day;

// Of "Bearer <key>". The name of the scheme is the same in small and capital letters (RFC 9110 §11.1).
std::optional<std::string_view> key_in(std::string_view credentials) {
  constexpr std::string_view scheme = "Bearer";
  if (!http::same_name(credentials.substr(0, scheme.size()), scheme)) return std::nullopt;
  auto const key = credentials.substr(scheme.size());
  auto const blanks = std::min(key.find_first_not_of(' '), key.size());
  return blanks == 0 ? std::nullopt : std::optional(key.substr(blanks));
}

base::Refusal no_key() {
  return {"unauthorized", text("this needs a key, shown in the field “{0}”", "Authorization: Bearer …")};
}

// What stands in an address and is not taken would be answered as if it were not there: other rows than were meant.
std::optional<base::Refusal> fault_of_query(http::Pairs const& query, std::vector<char const*> const& taken) {
  for (auto one = query.begin(); one != query.end(); ++one) {
    auto const& name = one->first;
    if (std::find(taken.begin(), taken.end(), name) == taken.end())
      return base::Refusal{"unknown_parameter", text("this address takes no {0}", name), name};
    if (std::any_of(query.begin(), one, [&](auto const& before) { return before.first == name; }))
      return base::Refusal{"double_parameter", text("{0} stands twice in the address", name), name};
  }
  return std::nullopt;
}

base::Expected<app::ListRequest> list_asked(http::Request const& request) {
  app::ListRequest list;
  list.authority = request.asked("authority");
  list.after = request.asked("after");
  auto const limit = request.asked("limit");
  if (limit.empty()) return list;
  auto const [end, error] = std::from_chars(limit.data(), limit.data() + limit.size(), list.limit);
  if (error == std::errc() && end == limit.data() + limit.size()) return list;
  return base::refuse("bad_value",
                      text("{0} must be a whole number from 1 through {1}", "limit", app::ListRequest::most), "limit");
}

Json word(std::string const& next) {
  return next.empty() ? Json(nullptr) : Json(next);
}

Json day(std::optional<Day> const& on) {
  return on ? Json(calendar::to_string(*on)) : Json(nullptr);
}

Json row_as_json(app::ObligationRow const& row, calendar::Moment const& now) {
  auto const urgency = app::urgency_of(row, now);
  Json json = {{"id", row.id},
               {"norm", row.norm},
               {"agreement", row.agreement},
               {"case", row.in_case.empty() ? Json(nullptr) : Json(row.in_case)},
               {"bearers", app::as_json(row.bearers)},
               {"life", obligation::to_string(row.life)},
               {"outcome", obligation::to_string(row.outcome)},
               {"opened_on", day(row.opened_on)},
               {"due_on", day(row.due_on)},
               {"may_have_been_done", app::may_have_been_done(row, now)},
               {"urgency", urgency ? Json(obligation::to_string(*urgency)) : Json(nullptr)}};
  json["details"] = app::as_json(row.details);
  return json;
}

Json head_as_json(app::CaseHead const& head) {
  if (head.is_masked)
    return {{"case", head.in_case},  {"events", nullptr}, {"first_on", nullptr},   {"last_on", nullptr},
            {"closed", head.closed}, {"open", nullptr},   {"next_due_on", nullptr}};
  return {{"case", head.in_case},
          {"events", head.events},
          {"first_on", head.events == 0 ? Json(nullptr) : Json(calendar::to_string(head.first_on))},
          {"last_on", head.events == 0 ? Json(nullptr) : Json(calendar::to_string(head.last_on))},
          {"closed", head.closed},
          {"open", head.open},
          {"next_due_on", day(head.next_due_on)}};
}

Json version_as_json(agreement::Lifecycle const& life, agreement::Pack const& version, Day today) {
  Json json = {{"agreement", version.agreement},
               {"version", version.version},
               {"holds", life.binds_anybody(version, today)},
               {"from", calendar::to_string(version.validity.from)},
               {"through", day(life.end(version).last)},
               {"rests_on_document", life.rests_on_document(version)},
               {"parties", Json::array()}};
  for (auto const& party : version.parties)
    json["parties"].push_back({{"code", party.code}, {"from", day(life.adopted(version, party.code))}});
  return json;
}

Json receipt_as_json(app::CommandReceipt const& receipt) {
  Json json = {
      {"command", receipt.command}, {"recorded", calendar::to_string(receipt.recorded)}, {"events", Json::array()}};
  for (auto const& event : receipt.events)
    json["events"].push_back({{"id", event.id}, {"stream", event.stream}, {"version", event.version}});
  return json;
}

// An answer, or what was refused, as it stands in the reply.
Json result_as_json(app::Command const& command, app::CommandResult const& result, wording::Language const& say) {
  if (!result.refused) return receipt_as_json(result.receipt);
  Json error = as_json(*result.refused, say);
  if (result.refused->version) {
    error["version"] = *result.refused->version;
    error["expected_version"] = *command.expected_version;
  }
  if (result.refused->last) error["last"] = *result.refused->last;
  return {{"command", command.id}, {"error", error}};
}

}  // namespace

Api::Api(app::Commands& commands, app::Queries& queries, app::SystemClients& clients, Clock clock)
    : commands_(commands), queries_(queries), clients_(clients), clock_(std::move(clock)) {}

base::Expected<access::Actor> Api::actor_of(http::Request const& request) const {
  auto const sent = request.field("Authorization");
  if (!sent) return access::Actor();
  auto const key = key_in(*sent);
  if (!key) return tl::unexpected(no_key());
  try {
    if (auto known = clients_.actor(*key)) {
      known->request = request.id;
      return std::move(*known);
    }
  } catch (app::StoreFailed const&) {
    return tl::unexpected(app::unavailable());
  }
  return base::refuse("unauthorized", text("this key is not known here, or not any more"));
}

wording::Language const& Api::language(http::Request const& request) const {
  auto const wished = request.field("Accept-Language").value_or("");
  auto const english = wished.find("en");
  return english < wished.find("sv") && english != std::string_view::npos ? english_ : swedish_;
}

std::vector<Api::Resource> Api::resources() {
  using enum access::ObjectClass;
  using enum access::Action;
  std::vector<char const*> const of_list = {"authority", "limit", "after"};
  // What every system that records anything may record. What one really may is decided of each command.
  return {{{"POST", "/commands", governance, record}, {}, &Api::commands},
          {{"GET", "/api/obligations", coordination, list}, of_list, &Api::obligations},
          {{"GET", "/api/cases", coordination, list}, of_list, &Api::cases},
          {{"GET", "/api/status", open, read}, {}, &Api::status}};
}

route::Addresses Api::addresses() {
  route::Addresses all;
  for (auto const& one : resources()) all.push_back(one.address);
  return all;
}

route::Rows Api::rows() {
  route::Rows rows;
  for (auto const& one : resources())
    rows.push_back({one.address, [this, one](http::Request const& request) { return answer(request, one); }});
  return rows;
}

bool Api::is_asked(http::Request const& request) {
  auto const lies_under = [&](std::string_view path) {
    return request.path.starts_with(path) && (request.path.size() == path.size() || request.path[path.size()] == '/');
  };
  return lies_under("/commands") || lies_under("/api");
}

http::Reply Api::refuse(http::Request const& request, int status) const {
  return refused(refusal_before(status), language(request), status);
}

http::Reply Api::answer(http::Request const& request, Resource const& resource) const {
  auto const& say = language(request);
  auto const actor = actor_of(request);
  if (!actor) return refused(actor.error(), say);
  auto const may = queries_.may(*actor, resource.address.action, resource.address.object_class);
  if (!may) return refused(may.error().code == "unauthorized" ? no_key() : may.error(), say);
  // An address is kept by whatever it passes on its way.
  for (auto const& [name, value] : request.parts) {
    if (event::holds_person_number(value)) return refused({"person_number", event::no_person_numbers(), name}, say);
  }
  for (auto const& [name, value] : request.query) {
    if (event::holds_person_number(value)) return refused({"person_number", event::no_person_numbers(), name}, say);
  }
  if (auto const fault = fault_of_query(request.query, resource.parameters)) return refused(*fault, say);
  return (this->*resource.answer)({request, *actor, say});
}

http::Reply Api::commands(Call const& call) const {
  auto const& [request, actor, say] = call;
  if (auto const type = request.media_type(); !type.empty() && !http::same_name(type, "application/json"))
    return refused({"other_media_type", text("commands are written as application/json, and this is {0}", type)}, say);
  auto read = commands_.read(actor, request.text());
  if (!read) return refused(read.error(), say);
  std::vector<app::Command> readable;
  for (auto& one : *read) {
    if (one.command) readable.push_back(std::move(*one.command));
  }
  auto const results = commands_.carry_out(actor, readable);
  auto all = Json::array();
  std::size_t next = 0;
  for (auto const& one : *read) {
    auto json = one.command ? result_as_json(readable[next], results[next], say)
                            : Json{{"command", one.id}, {"error", as_json(one.command.error(), say)}};
    auto const* const result = one.command ? &results[next++] : nullptr;
    json["status"] = result == nullptr  ? route::status_of(one.command.error().code)
                     : result->refused  ? route::status_of(result->refused->code)
                     : result->repeated ? 200
                                        : 201;
    all.push_back(std::move(json));
  }
  auto const is_list = request.text().find_first_not_of(" \t\r\n") == request.text().find('[');
  if (is_list) return reply(200, all);
  auto answer = reply(all[0]["status"], all[0]);
  if (answer.status == 503) answer.fields.emplace_back("Retry-After", "1");
  return answer;
}

http::Reply Api::obligations(Call const& call) const {
  auto const list = list_asked(call.request);
  if (!list) return refused(list.error(), call.say);
  auto const page = queries_.obligations(call.actor, *list);
  if (!page) return refused(page.error(), call.say);
  auto rows = Json::array();
  for (auto const& row : page->obligations) rows.push_back(row_as_json(row, page->now));
  return reply(200, {{"on", calendar::to_string(page->now.day)},
                     {"authority", page->authority},
                     {"obligations", rows},
                     {"next", word(page->next)}});
}

http::Reply Api::cases(Call const& call) const {
  auto const list = list_asked(call.request);
  if (!list) return refused(list.error(), call.say);
  auto const page = queries_.cases(call.actor, *list);
  if (!page) return refused(page.error(), call.say);
  auto heads = Json::array();
  for (auto const& head : page->cases) heads.push_back(head_as_json(head));
  return reply(200, {{"authority", page->authority}, {"cases", heads}, {"next", word(page->next)}});
}

http::Reply Api::status(Call const& call) const {
  auto const today = calendar::day_in_sweden(clock_());
  auto const known = queries_.agreements(today);
  if (known == nullptr) return refused(app::unavailable(), call.say);
  auto all = Json::array();
  for (auto const& life : known->lifecycles()) {
    for (auto const* version : life.versions()) all.push_back(version_as_json(life, *version, today));
  }
  return reply(200, {{"on", calendar::to_string(today)}, {"agreements", all}});
}

}  // namespace overens::api
