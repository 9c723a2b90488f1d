#pragma once

// A site with what stands in the place of the journal, for the tests of the pages that record.

#include <cstring>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "disk/agreements.hpp"
#include "http/target.hpp"
#include "web/may_test.hpp"
#include "web/site.hpp"

namespace overens::web {

using app::SubjectPage;
using app::SubjectSummary;

inline disk::Agreements const& agreements() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

inline app::TimelineEvent meeting(std::string id) {
  auto const* type = agreements().vocabulary.type("forum.met");
  return {.id = std::move(id),
          .type = type,
          .happened = calendar::Moment::whole(*calendar::parse_day("2026-11-02")),
          .recorded = *calendar::parse_instant("2026-11-03T09:00:00Z"),
          .owner = "a-soc",
          .as_told_by = {},
          .unit = {},
          .actor = "dev",
          .subject = {"forum", "f1"},
          .fields = {{type->field("attended"), 0, "2380"}, {type->field("for_period"), 0, "2026"}},
          .may_correct = true,
          .may_withdraw = true};
}

/// What stands in the place of the journal: one forum with one meeting, and two authorities. Keeps what it was asked to
/// record, and answers as it is told.
struct World {
  World()
      : lifecycles(lifecycles_by_the_documents(agreements().packs)),
        sources{.vocabulary = agreements().vocabulary,
                .policy = agreements().policy,
                .packs = agreements().packs,
                .may = may_by(agreements().policy),
                .lifecycles = [this] { return lifecycles; },
                .lifecycles_at_hand = [this] { return lifecycles; },
                .today = [] { return *calendar::parse_day("2026-11-22"); },
                .shows_session = [](http::Request const& request) { return !request.cookie("session").empty(); },
                .session = [this](http::Request const& request) { return session(request); },
                .sign_out = [](auto const&) { return http::Reply{.status = 303}; },
                .subject = [this](auto const& actor, auto const& of) { return subject(actor, of); },
                .subjects = [this](auto const&, auto const& kind) { return subjects(kind); },
                .units = [this] { return units; },
                .organisation = [this](auto const& actor, auto const& of) { return organisation(actor, of); },
                .import_table = [this](auto const&, auto const& request, auto const& table,
                                       bool record) { return import_table(request, table, record); },
                .doubt = [this](auto const&, auto const& unit, auto const& what) { return doubt(unit, what); },
                .extract = [this](auto const&, auto const&) -> base::Expected<app::LookExtract> { return extract; },
                .record = [this](auto const&, auto const& asked_now) { return record(asked_now); },
                .foresee = [this](auto const&, auto const&, auto const&) { return foresee(); },
                .asset = [](std::string_view file) { return "/assets/" + std::string(file); }},
        site(sources) {
    route::add(routes, site.rows());
    page.subject = {"forum", "f1"};
    page.name = "Chefsgruppen";
    page.version = "m1";
    page.events.push_back(meeting("m1"));
  }

  std::optional<access::Session> session(http::Request const& request) const {
    if (request.cookie("session") != "mine") return std::nullopt;
    return access::Session{actor, "word"};
  }
  base::Expected<SubjectPage> subject(access::Actor const&, journal::SubjectRef const& of) {
    ++times_read;
    if (of != page.subject) return base::refuse("not_found", base::text("there is nothing at this address"));
    return page;
  }
  base::Expected<std::vector<SubjectSummary>> subjects(std::string const& kind) const {
    if (fails_underway) throw app::StoreFailed("gone");
    std::vector<SubjectSummary> all = {{{kind, "x"}, "X", {}}};
    if (kind == "authority") all = {{{"authority", "a-soc"}, "A", {}}, {{"authority", "b-soc"}, "B", {}}};
    if (kind == "forum") all = {{{"forum", "f1"}, "Chefsgruppen", {}}};
    return all;
  }

  base::Expected<account::Organisation> organisation(access::Actor const& actor, std::string const& of) const {
    auto const may =
        access::decide(agreements().policy, actor, access::Action::list, {access::ObjectClass::internal, of});
    if (!may.allowed) return tl::unexpected(may.why);
    return of == "a-soc" ? staff : account::Organisation();
  }
  base::Expected<app::ImportPlan> import_table(app::ImportRequest const& request, std::string const& table,
                                               bool record) {
    auto const rows = base::read_csv(table);
    if (!rows) return tl::unexpected(rows.error());
    if (record) imported.push_back(request);
    return app::plan_import(request, *rows, staff, units->on(request.on), agreements().vocabulary);
  }
  base::Expected<void> doubt(std::string const& unit, std::vector<std::string> const& what) {
    doubted.emplace_back(unit, what);
    return {};
  }
  base::Expected<void> record(Recording const& recording) {
    if (refusal) return tl::unexpected(*refusal);
    asked.push_back(recording);
    return {};
  }

  base::Expected<ForeseenWords> foresee() const {
    if (refused_foresight) return tl::unexpected(*refused_foresight);
    return ForeseenWords{foreseen, 0, changes_cases};
  }

  http::Reply ask(std::string method, std::string path, http::Pairs const& form = {},
                  std::string cookie = "session=mine") {
    http::Request request{.method = std::move(method), .path = std::move(path)};
    if (auto const mark = request.path.find('?'); mark != std::string::npos) {
      request.query = *http::decode_form(request.path.substr(mark + 1));
      request.path.resize(mark);
    }
    request.fields = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", std::move(cookie)}};
    for (auto const& [name, value] : form)
      request.body += (request.body.empty() ? "" : "&") + http::encode(name) + "=" + http::encode(value);
    auto found = routes.find(request.method, request.path);
    if (found.route == nullptr) return site.refuse(request, found.status);
    request.parts = std::move(found.parts);
    return found.route->handler(request);
  }

  access::Actor actor{access::Actor::Kind::developer, "dev"};
  bool fails_underway = false;  // the database
  std::shared_ptr<Lifecycles const> lifecycles;
  SubjectPage page;
  std::shared_ptr<app::Units const> units = app::Units::none();
  account::Organisation staff;
  app::LookExtract extract;
  std::vector<std::pair<std::string, std::vector<std::string>>> doubted;
  std::vector<app::ImportRequest> imported;
  std::vector<Recording> asked;
  std::optional<base::Refusal> refusal;
  std::vector<wording::ConsequenceWords> foreseen;
  bool changes_cases = false;
  std::optional<base::Refusal> refused_foresight;
  int times_read = 0;
  Sources sources;
  Site site;
  http::Routes routes;
};

inline bool holds(http::Reply const& reply, std::string_view words) {
  return reply.content().find(words) != std::string_view::npos;
}

inline std::string field_of(http::Reply const& reply, std::string_view name) {
  for (auto const& [key, value] : reply.fields) {
    if (key == name) return value;
  }
  return {};
}

inline std::string const path = "/dokumentera/forum.met/f1";

inline http::Pairs filled(std::string step) {
  return {{"csrf", "word"},
          {"kommando", "k1"},
          {"sett", "m1"},
          {"nar", "21 november 2026"},
          {"uppgift-attended", "2380"},
          {"uppgift-attended", "23"},
          {"vem", "a-soc"},
          {"steg", std::move(step)}};
}

}  // namespace overens::web
