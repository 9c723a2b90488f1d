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
    auto check = this->check(store, actor, reason);
    Object const object{ObjectClass::coordination, head->authority};
    auto may = check.decide(Action::read, object, head->team, id);
    shown.reason(reason).by(object, may);
    if (!may.allowed) {
      auto const take_on = check.decide(Action::take_on, object, head->team);
      return tl::unexpected(CaseRefusal{std::move(may.why), head->team.unit, take_on.allowed, may.is_emergency});
    }
    if (!Refresh::are_complete(store)) return refused(views_being_made());
    auto page = case_seen(store, check, *head, std::move(view.obligations), shown);
    shown.version(page.version);
    page.is_emergency = may.is_emergency;
    return page;
  });
}

SubjectPage Queries::case_seen(Store& store, AccessCheck& check, CaseHead const& head, std::vector<ObligationRow> rows,
                               Shown& shown) const {
  journal::SubjectRef const subject{"case", head.in_case};
  auto seen = this->seen(store, check, subject);
  SubjectPage page{subject, {}, {}, {}, seen.entries.empty() ? std::string() : seen.entries.back().id};
  page.authority = head.authority;
  page.team = head.team;
  page.may_take_on = check.decide(Action::take_on, {ObjectClass::coordination, head.authority}, head.team).allowed;
  page.more_with_reason = seen.more_with_reason;
  page.person = case_person(store, check, vocabulary_, head, shown);
  page.events = timeline_of(store, check, subject, std::move(seen), shown);
  std::reverse(page.events.begin(), page.events.end());
  for (auto& row : rows) {
    Object const object{row.details.secrecy, row.authority};
    if (row.authority != head.authority) continue;
    auto const decision = check.decide(Action::read, object, head.team, head.in_case);
    page.more_with_reason = page.more_with_reason || decision.why.code == "reason_needed";
    if (!decision.allowed) continue;
    shown.part(object, decision);
    page.obligations.push_back(std::move(row));
  }
  return page;
}

}  // namespace overens::app
