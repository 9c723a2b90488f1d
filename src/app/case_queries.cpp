#include <algorithm>

#include "app/queries.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::Object;
using access::ObjectClass;

tl::unexpected<CaseRefusal> refused(base::Refusal why) {
  return tl::unexpected(CaseRefusal{std::move(why)});
}

tl::unexpected<CaseRefusal> unreadable() {
  return refused({"store_unavailable", base::text("what is recorded can't be read just now")});
}

}  // namespace

// A case that the authority does not know is looked for as one that there is not: by one question to the store.
tl::expected<SubjectPage, CaseRefusal> Queries::case_page(access::Actor const& actor, std::string const& id,
                                                          std::string reason) {
  auto route = access::decide_route(policy_, actor, Action::read, ObjectClass::coordination);
  if (!route.allowed) return refused(std::move(route.why));
  try {
    auto view = store_.view({"case", id});
    auto const head = std::find_if(view.heads.begin(), view.heads.end(),
                                   [&](CaseHead const& one) { return actor.speaks_for(one.authority); });
    if (head == view.heads.end()) return refused({"not_found", base::text("there is nothing at this address")});
    auto check = this->check(actor, std::move(reason));
    Object const object{ObjectClass::coordination, head->authority};
    if (auto may = check.decide(Action::read, object, head->team); !may.allowed) {
      auto const take_on = check.decide(Action::take_on, object, head->team);
      return tl::unexpected(CaseRefusal{std::move(may.why), head->team.unit, take_on.allowed});
    }
    if (!Refresh::are_complete(store_)) return refused(views_being_made());
    return case_seen(check, *head, std::move(view.obligations));
  } catch (StoreFailed const&) {
    return unreadable();
  }
}

SubjectPage Queries::case_seen(AccessCheck& check, CaseHead const& head, std::vector<ObligationRow> rows) const {
  journal::SubjectRef const subject{"case", head.in_case};
  auto seen = this->seen(check, subject);
  SubjectPage page{subject, {}, {}, {}, seen.entries.empty() ? std::string() : seen.entries.back().id};
  page.authority = head.authority;
  page.team = head.team;
  page.may_take_on = check.decide(Action::take_on, {ObjectClass::coordination, head.authority}, head.team).allowed;
  page.events = events(check, subject, std::move(seen));
  std::reverse(page.events.begin(), page.events.end());
  for (auto& row : rows) {
    Object const object{row.details.secrecy, row.authority};
    if (row.authority == head.authority && check.decide(Action::read, object, head.team).allowed)
      page.obligations.push_back(std::move(row));
  }
  return page;
}

}  // namespace overens::app
