#include <algorithm>

#include "app/queries.hpp"
#include "app/subjects_of.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::Object;
using access::ObjectClass;

tl::unexpected<CaseRefusal> refused(base::Refusal why) {
  return tl::unexpected(CaseRefusal{std::move(why)});
}

// Where somebody with a protected identity is known is told to nobody.
std::string unit_told(CaseTeam const& team) {
  return team.is_protected ? std::string() : team.unit;
}

}  // namespace

// A case that the authority does not know is looked for as one that there is not: by one question to the store.
tl::expected<SubjectPage, CaseRefusal> Queries::case_page(access::Actor const& actor, std::string const& id,
                                                          std::string reason) {
  using Result = tl::expected<SubjectPage, CaseRefusal>;
  Object const any{ObjectClass::coordination};
  return looks_.show(actor, Action::read, any, [&](Store& store, Shown& shown) -> Result {
    auto const nothing = refused({"not_found", base::text("there is nothing at this address")});
    if (!is_subject_id(id)) return nothing;
    shown.add({"case", id});
    auto view = store.view({"case", id});
    auto const head = std::find_if(view.heads.begin(), view.heads.end(),
                                   [&](CaseHead const& one) { return actor.speaks_for(one.authority); });
    if (head == view.heads.end()) return nothing;
    auto check = this->check(store, actor, std::move(reason));
    Object const object{ObjectClass::coordination, head->authority};
    auto may = check.decide(Action::read, object, head->team);
    shown.by(object, may);
    if (!may.allowed) {
      auto const take_on = check.decide(Action::take_on, object, head->team);
      return tl::unexpected(CaseRefusal{std::move(may.why), unit_told(head->team), take_on.allowed});
    }
    if (!Refresh::are_complete(store)) return refused(views_being_made());
    return case_seen(store, check, *head, std::move(view.obligations), shown);
  });
}

std::string Queries::last_not_hidden(Seen const& seen) {
  auto const found = std::find_if(seen.entries.rbegin(), seen.entries.rend(),
                                  [&](journal::Entry const& entry) { return !seen.objects.at(entry.id).is_hidden; });
  return found == seen.entries.rend() ? std::string() : found->id;
}

HiddenViews Queries::with_hidden(Store& store, AccessCheck& check, std::string const& authority,
                                 std::vector<std::string> const& cases) const {
  HiddenViews views;
  auto const today = calendar::day_in_sweden(clock_());
  if (cases.empty()) return views;
  agreements_.on(today);
  agreements_.ask([&](SharedState const& known) {
    views = views_with_hidden(known, store, authority, cases, today,
                              [&](HiddenFacts const& facts) { return check.may_see(facts); });
  });
  return views;
}

SubjectPage Queries::case_seen(Store& store, AccessCheck& check, CaseHead const& head, std::vector<ObligationRow> rows,
                               Shown& shown) const {
  journal::SubjectRef const subject{"case", head.in_case};
  auto seen = this->seen(store, check, subject);
  SubjectPage page{subject, {}, {}, {}, seen.entries.empty() ? std::string() : seen.entries.back().id};
  if (seen.has_hidden) rows = with_hidden(store, check, head.authority, {head.in_case}).obligations;
  shown.version(last_not_hidden(seen));
  page.authority = head.authority;
  page.team = head.team;
  page.may_take_on = check.decide(Action::take_on, {ObjectClass::coordination, head.authority}, head.team).allowed;
  page.person = case_person(store, check, vocabulary_, head, shown);
  page.events = timeline_of(store, check, subject, std::move(seen), shown);
  std::reverse(page.events.begin(), page.events.end());
  shown.hidden_version(page.version);
  for (auto& row : rows) {
    Object const object{row.details.secrecy, row.authority};
    if (row.authority != head.authority) continue;
    auto const decision = check.decide(Action::read, object, head.team);
    if (!decision.allowed) continue;
    show_part(shown, object, decision, head.in_case);
    page.obligations.push_back(std::move(row));
  }
  return page;
}

}  // namespace overens::app
