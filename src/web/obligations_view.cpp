#include "web/obligations_view.hpp"

#include <algorithm>

#include "web/agreement_parts.hpp"

namespace overens::web {

using base::text;

namespace {

agreement::Pack const* pack_of(app::ObligationRow const& row, PageContext const& context) {
  auto const& packs = context.sources.packs;
  auto const found =
      std::find_if(packs.begin(), packs.end(), [&](auto const* pack) { return pack->name() == row.agreement; });
  return found == packs.end() ? nullptr : *found;
}

bool is_closed(app::ObligationRow const& row) {
  return row.life == "closed";
}

bool is_late(app::ObligationRow const& row, calendar::Day today) {
  return row.life == "open" && row.due_on && *row.due_on < today;
}

std::string status(app::ObligationRow const& row, PageContext const& context) {
  if (is_closed(row)) return context.tr(text("not done"));
  if (row.life == "waiting")
    return row.opened_on ? context.tr(text("begins {0}", calendar::to_string(*row.opened_on)))
                         : context.tr(text("Begins later"));
  if (row.life == "paused") return context.tr(text("paused"));
  if (!row.due_on) return context.tr(text("no day is named"));
  auto const days = (*row.due_on - context.today).count();
  if (days < 0) return context.tr(base::plural("one day late", "{0} days late", -days));
  return days == 0 ? context.tr(text("today")) : context.tr(base::plural("in one day", "in {0} days", days));
}

}  // namespace

void show_obligations(TemplateData to, std::span<app::ObligationRow const> rows, Names const& names,
                      PageContext const& context) {
  auto list = to.include("OBLIGATIONS", "obligations.html");
  if (rows.empty()) {
    list.show("NONE", context.tr(text("Nothing is owed here now.")));
    return;
  }
  auto table = list.add("SOME");
  table.say("WHAT", text("What"));
  table.say("WHO", text("Who"));
  table.say("LAST_DAY", text("Last day"));
  table.say("STATUS", text("How it stands"));
  for (auto const& row : rows) {
    auto const* pack = pack_of(row, context);
    auto const* norm = pack == nullptr ? nullptr : pack->norm(row.norm);
    auto one = table.add("ROW");
    auto const is_cited = norm != nullptr && !norm->cite.empty();
    auto title = one.add(is_cited ? "LINK" : "NO_LINK");
    title.put("TITLE", norm == nullptr ? row.norm : context.language.say(norm->title));
    if (is_cited) title.put("URL", agreement_link(*pack, norm->cite.front()));
    one.put("BEARER", names.authority(row.authority));
    one.put("DAY", row.due_on ? calendar::to_string(*row.due_on) : std::string());
    auto tag = one.add(is_closed(row) || is_late(row, context.today) ? "LATE" : "ON_TIME");
    tag.put("TEXT", status(row, context));
  }
}

}  // namespace overens::web
