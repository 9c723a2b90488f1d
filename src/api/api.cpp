#include "api/api.hpp"

#include <charconv>

#include <sodium.h>

#include "api/refusal.hpp"
#include "app/command_json.hpp"
#include "app/rows.hpp"
#include "app/stored_json.hpp"

namespace overens::api {
namespace {

using base::text;
using calendar::Day;

// In the time that the sent word takes, whatever the right one is.
bool is_same(std::string_view sent, std::string const& right) {
  std::array<unsigned char, crypto_generichash_BYTES> a;
  std::array<unsigned char, crypto_generichash_BYTES> b;
  auto const hash = [](std::string_view word, auto& into) {
    crypto_generichash(into.data(), into.size(), reinterpret_cast<unsigned char const*>(word.data()), word.size(),
                       nullptr, 0);
  };
  hash(sent, a);
  hash(right, b);
  return sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// Which part of a list.
struct PageRequest {
  std::string authority;
  std::size_t most = 100;
  std::size_t from = 0;
};

base::Expected<PageRequest> part_asked(http::Request const& request) {
  PageRequest part{std::string(request.asked("authority"))};
  if (part.authority.empty())
    return base::refuse("missing_key", text("the key {0} is missing", "authority"), "authority");
  auto const read = [&](char const* name, std::size_t& into, std::size_t most) -> base::Expected<void> {
    auto const asked = request.asked(name);
    if (asked.empty()) return {};
    auto const [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), into);
    if (error == std::errc() && end == asked.data() + asked.size() && into <= most) return {};
    return base::refuse("bad_value", text("{0} must be a whole number of at most {1}", name, most), name);
  };
  if (auto const most = read("most", part.most, 1000); !most) return tl::unexpected(most.error());
  if (auto const from = read("from", part.from, 1'000'000'000); !from) return tl::unexpected(from.error());
  return part;
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
               {"urgency", urgency ? Json(obligation::to_string(*urgency)) : Json(nullptr)}};
  json["details"] = app::as_json(row.details);
  return json;
}

// An answer, or what was refused, as it stands in the reply.
Json answer_as_json(app::Command const& command, app::CommandResult const& outcome, wording::Language const& say) {
  if (!outcome.refused) return app::as_json(outcome.receipt);
  Json error = as_json(*outcome.refused, say);
  if (outcome.refused->version) {
    error["version"] = *outcome.refused->version;
    error["expected_version"] = *command.expected_version;
  }
  if (outcome.refused->last) error["last"] = *outcome.refused->last;
  return {{"command", command.id}, {"error", error}};
}

}  // namespace

Api::Api(app::CommandProcessor& processor, app::Store& store, app::AgreementStatus& agreements, std::string token,
         Clock clock)
    : processor_(processor),
      store_(store),
      agreements_(agreements),
      token_(std::move(token)),
      clock_(std::move(clock)) {}

bool Api::is_let_in(http::Request const& request) const {
  constexpr std::string_view bearer = "Bearer ";
  auto const sent = request.field("Authorization").value_or("");
  return !token_.empty() && sent.starts_with(bearer) && is_same(sent.substr(bearer.size()), token_);
}

wording::Language const& Api::language(http::Request const& request) const {
  auto const wished = request.field("Accept-Language").value_or("");
  auto const english = wished.find("en");
  return english < wished.find("sv") && english != std::string_view::npos ? english_ : swedish_;
}

void Api::add_to(http::Routes& routes) {
  auto const on = [&](char const* method, char const* path, auto answer) {
    routes.on(method, path, [this, answer](http::Request const& request) { return let_in(request, answer); });
  };
  on("POST", "/commands", &Api::commands);
  on("GET", "/api/obligations", &Api::obligations);
  on("GET", "/api/cases", &Api::cases);
  on("GET", "/api/status", &Api::status);
}

bool Api::is_asked(http::Request const& request) {
  return request.path == "/commands" || request.path == "/api" || request.path.starts_with("/api/");
}

http::Reply Api::refuse(http::Request const& request, int status) const {
  return refused(refusal_before(status), language(request), status);
}

http::Reply Api::let_in(http::Request const& request, Answer answer) {
  auto const& say = language(request);
  // The one place where a program is let in: whoever gets on from here may do everything. The decision of who may do
  // what with which item is made here, of `request` and each command, once there are users.
  if (!is_let_in(request)) return refused({"unauthorized", text("this needs the token of the server")}, say);
  try {
    return (this->*answer)(request, say);
  } catch (app::StoreFailed const&) {
    return refused({"store_unavailable", text("what is recorded can't be read just now")}, say);
  }
}

http::Reply Api::commands(http::Request const& request, wording::Language const& say) {
  auto read = app::read_commands(request.body, processor_.vocabulary());
  if (!read) return refused(read.error(), say);
  std::vector<app::Command> readable;
  for (auto& one : *read) {
    if (one.command) readable.push_back(std::move(*one.command));
  }
  auto const outcomes = readable.empty() ? std::vector<app::CommandResult>() : processor_.carry_out(readable);
  agreements_.look_again();
  auto all = Json::array();
  std::size_t next = 0;
  for (auto const& one : *read) {
    auto json = one.command ? answer_as_json(readable[next], outcomes[next], say)
                            : Json{{"command", one.id}, {"error", as_json(one.command.error(), say)}};
    auto const* const outcome = one.command ? &outcomes[next++] : nullptr;
    json["status"] = outcome == nullptr  ? status_of(one.command.error().code)
                     : outcome->refused  ? status_of(outcome->refused->code)
                     : outcome->repeated ? 200
                                         : 201;
    all.push_back(std::move(json));
  }
  auto const is_list = request.body.find_first_not_of(" \t\r\n") == request.body.find('[');
  if (is_list) return reply(200, all);
  auto answer = reply(all[0]["status"], all[0]);
  if (answer.status == 503) answer.fields.emplace_back("Retry-After", "1");
  return answer;
}

http::Reply Api::obligations(http::Request const& request, wording::Language const& say) {
  auto const part = part_asked(request);
  if (!part) return refused(part.error(), say);
  auto const now = calendar::Moment::exact(clock_());
  auto rows = Json::array();
  for (auto const& row : store_.open_obligations(part->authority, part->most, part->from))
    rows.push_back(row_as_json(row, now));
  return reply(200, {{"on", calendar::to_string(now.day)}, {"authority", part->authority}, {"obligations", rows}});
}

http::Reply Api::cases(http::Request const& request, wording::Language const& say) {
  auto const part = part_asked(request);
  if (!part) return refused(part.error(), say);
  auto heads = Json::array();
  for (auto const& head : store_.cases(part->authority, part->most, part->from)) {
    heads.push_back({{"case", head.in_case},
                     {"events", head.events},
                     {"first_on", calendar::to_string(head.first_on)},
                     {"last_on", calendar::to_string(head.last_on)},
                     {"closed", head.closed},
                     {"open", head.open},
                     {"next_due_on", day(head.next_due_on)}});
  }
  return reply(200, {{"authority", part->authority}, {"cases", heads}});
}

http::Reply Api::status(http::Request const&, wording::Language const&) {
  auto const today = calendar::day_in_sweden(clock_());
  auto const known = agreements_.on(today);
  auto all = Json::array();
  for (auto const& life : known->lifecycles()) {
    for (auto const* version : life.versions()) {
      Json json = {{"agreement", version->agreement},
                   {"version", version->version},
                   {"holds", life.holds(*version, today)},
                   {"from", calendar::to_string(version->validity.from)},
                   {"through", day(life.end(*version).last)},
                   {"rests_on_document", life.rests_on_document(*version)},
                   {"parties", Json::array()}};
      for (auto const& party : version->parties)
        json["parties"].push_back({{"code", party.code}, {"from", day(life.adopted(*version, party.code))}});
      all.push_back(std::move(json));
    }
  }
  return reply(200, {{"on", calendar::to_string(today)}, {"agreements", all}});
}

}  // namespace overens::api
