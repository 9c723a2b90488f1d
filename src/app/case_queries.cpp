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

// The actor's authority's; of several first one that has more of the case than what others have disclosed to it.
CaseHead const* head_for(access::Actor const& actor, std::vector<CaseHead> const& heads) {
  CaseHead const* found = nullptr;
  for (auto const& one : heads) {
    if (actor.speaks_for(one.authority) && (found == nullptr || (found->only_received && !one.only_received)))
      found = &one;
  }
  return found;
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
    auto const* const head = head_for(actor, view.heads);
    if (head == nullptr) return nothing;
    auto check = this->check(store, actor, std::move(reason));
    Object const object{ObjectClass::coordination, head->authority};
    auto may = check.decide(Action::read, object, *head);
    shown.by(object, may);
    if (!may.allowed) {
      auto const take_on = check.decide(Action::take_on, object, *head);
      return tl::unexpected(CaseRefusal{std::move(may.why), head->team.unit, take_on.allowed});
    }
    if (!Refresh::are_complete(store)) return refused(views_being_made());
    auto page = case_seen(store, check, *head, std::move(view.obligations), shown);
    shown.version(page.version);
    return page;
  });
}

SubjectPage Queries::case_seen(Store& store, AccessCheck& check, CaseHead const& head, std::vector<ObligationRow> rows,
                               Shown& shown) const {
  journal::SubjectRef const subject{"case", head.in_case};
  auto seen = this->seen(store, check, subject, head.in_case);
  SubjectPage page{subject, {}, {}, {}, seen.entries.empty() ? std::string() : seen.entries.back().id};
  page.authority = head.authority;
  page.team = head.team;
  Object const core{ObjectClass::coordination, head.authority};
  page.may_take_on = check.decide(Action::take_on, core, head).allowed;
  page.may_assign = check.decide(Action::assign, core, head).allowed;
  page.events = timeline_of(store, check, subject, std::move(seen), shown);
  std::reverse(page.events.begin(), page.events.end());
  for (auto& row : rows) {
    Object const object{row.details.secrecy, row.authority};
    if (row.authority != head.authority) continue;
    auto const decision = check.decide(Action::read, object, head);
    if (!decision.allowed) continue;
    shown.part(object, decision);
    page.obligations.push_back(std::move(row));
  }
  return page;
}

}  // namespace overens::app
