// Lists: what an authority owes, and which cases it knows.

#include <algorithm>

#include "app/cases/case_person.hpp"
#include "app/hidden.hpp"
#include "app/list_key.hpp"
#include "app/list_reading.hpp"
#include "app/queries.hpp"
#include "base/add_once.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::ObjectClass;
using base::refuse;
using base::text;

// Whose list it is: as asked, or the one authority that the actor speaks for.
std::string whose(access::Actor const& actor, ListRequest const& request) {
  auto const is_clear = actor.authorities.size() == 1;
  return request.authority.empty() && is_clear ? actor.authorities.front() : request.authority;
}

base::Expected<void> is_complete(std::string const& authority, ListRequest const& request) {
  if (authority.empty()) return refuse("missing_key", text("the key {0} is missing", "authority"), "authority");
  if (request.limit == 0 || request.limit > ListRequest::most)
    return refuse("bad_value", text("{0} must be a whole number from 1 through {1}", "limit", ListRequest::most),
                  "limit");
  return {};
}

tl::unexpected<base::Refusal> not_given_as_next() {
  return refuse("bad_value", text("{0} must be what the page before gave as next", "after"), "after");
}

template <class Key>
base::Expected<std::optional<Key>> read_after(ListRequest const& request,
                                              std::optional<Key> (*read)(std::string_view)) {
  if (request.after.empty()) return std::optional<Key>();
  auto key = read(request.after);
  if (!key) return not_given_as_next();
  return key;
}

void show_listed(Shown& shown, std::string const& in_case) {
  if (!in_case.empty()) shown.add({"case", in_case});
}

// Of what has come in: what nobody here has seen to, and what has come to whoever asks.
bool is_asked_for(CaseHead const& head, ListRequest const& request) {
  auto const is_sent = head.sent != Sent::not_to_them && head.come_in != ComeIn::answered;
  return !request.is_come_in || head.come_in == ComeIn::waiting || is_sent;
}

// A row of the list of cases, as far as the actor may have it: without what it rests on that is kept more closely than
// that there is a case, its counts and days are left out.
bool may_list(AccessCheck const& check, CaseHead& head) {
  if (check.decide(Action::list, {head.secrecy, head.authority}, head).allowed) return true;
  if (!check.decide(Action::list, {ObjectClass::coordination, head.authority}, head).allowed) return false;
  CaseHead masked;
  masked.authority = std::move(head.authority);
  masked.in_case = std::move(head.in_case);
  masked.closed = head.closed;
  masked.team = std::move(head.team);
  masked.only_received = head.only_received;
  masked.come_in = head.come_in;
  masked.sent = head.sent;
  masked.is_masked = true;
  head = std::move(masked);
  return true;
}

/// The last row of the page before; without the day where that was left out.
struct CaseAfter {
  std::string in_case;
  std::optional<CaseKey> key;
};

std::optional<CaseAfter> read_case_after(std::string_view word) {
  if (auto key = read_case_key(word)) return CaseAfter{key->in_case, std::move(key)};
  if (auto in_case = read_word_of_case(word)) return CaseAfter{std::move(*in_case), {}};
  return std::nullopt;
}

// A day that was left out is looked up here: nobody finds it by trying days. A case that the actor has no row of has no
// place for them.
base::Expected<std::optional<CaseKey>> place_of(std::optional<CaseAfter> const& after, std::string const& authority,
                                                Store& store, AccessCheck& check) {
  if (!after) return std::optional<CaseKey>();
  auto head = store.case_head(authority, after->in_case);
  auto const is_sent = check.sent(after->in_case);
  CaseKey const now{head ? head->next_due_on : std::nullopt, after->in_case};
  if (head && head->only_received && is_open(is_sent)) head->sent = is_sent;
  if (!head || !may_list(check, *head)) {
    if (is_sent == Sent::not_to_them) return not_given_as_next();
    return after->key ? *after->key : CaseKey{{}, after->in_case};
  }
  return head->is_masked || !after->key ? now : *after->key;
}

// Of a case that is not for them to see but for what has come in to them by name.
CaseHead sent_head(CaseHead const& known, Sent how) {
  CaseHead head;
  head.authority = known.authority;
  head.in_case = known.in_case;
  head.team.unit = known.team.unit_told();
  head.team.is_protected = known.team.is_protected;
  head.only_received = access::Relation::live_disclosure;
  head.come_in = known.come_in;
  head.sent = how;
  head.is_masked = true;
  return head;
}

// What is kept most closely is not counted for others; it is all that there is for whom it was sent to.
void count_received(CaseHead& head, std::vector<ObligationRow> const& rows) {
  head.open = 0;
  head.next_due_on.reset();
  for (auto const& row : rows) {
    if (row.in_case != head.in_case || !row.details.received || !row.owed || row.life == obligation::Life::closed)
      continue;
    ++head.open;
    if (row.due_on && (!head.next_due_on || *row.due_on < *head.next_due_on)) head.next_due_on = row.due_on;
  }
}

}  // namespace

// The list of somebody that nobody has registered is no list, and not an empty one.
base::Expected<void> Queries::can_be_listed(Store& store, std::string const& authority, calendar::Day today) const {
  agreements_.on(today);
  auto is_registered = false;
  agreements_.ask([&](SharedState const& known) {
    is_registered = known.record().standing(event::known::authority_registered, authority) != nullptr;
  });
  if (!is_registered)
    return refuse("owner_not_registered", text("the authority {0} is not registered", authority), "authority");
  if (!Refresh::are_complete(store)) return tl::unexpected(views_being_made());
  return {};
}

HiddenViews Queries::hidden_in_lists(Store& store, AccessCheck& check, std::string const& authority,
                                     bool of_work) const {
  // Others that may see what is hidden, such as another system, find it case by case.
  if (check.actor().kind != access::Actor::Kind::staff) return {};
  auto cases = store.hidden_cases(authority, check.actor().id);
  struct SentCase {
    Sent how;
    std::optional<CaseHead> known;
  };
  std::map<std::string, SentCase> sent;
  check.know_sent();
  for (auto const& in_case : check.cases_sent()) {
    auto const how = check.sent(in_case);
    if (how == Sent::not_to_them || !check.actor().speaks_for(authority)) continue;
    auto const* const head = check.head(authority, in_case);
    auto known = head == nullptr ? std::nullopt : std::optional(*head);
    // That stands in the list of cases as it is.
    if (!of_work && known && known->only_received && is_open(how)) continue;
    base::add_once(cases, in_case);
    sent.emplace(in_case, SentCase{how, std::move(known)});
  }
  auto views = with_hidden(store, check, authority, cases);
  for (auto& head : views.heads) {
    auto const found = sent.find(head.in_case);
    if (found == sent.end()) continue;
    auto known = found->second.known;
    if (known && may_list(check, *known)) continue;
    if (known)
      head = sent_head(*known, found->second.how);
    else
      count_received(head, views.obligations);
    head.sent = found->second.how;
    if (found->second.how == Sent::hidden) views.shown_apart.insert(head.in_case);
  }
  return views;
}

// What an authority owes and which cases it knows is the core of their coordination.
base::Expected<ObligationPage> Queries::obligations(access::Actor const& actor, ListRequest const& request) {
  auto const authority = whose(actor, request);
  access::Object const object{ObjectClass::coordination, authority};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) -> base::Expected<ObligationPage> {
    if (auto const whole = is_complete(authority, request); !whole) return tl::unexpected(whole.error());
    auto const after = read_after(request, read_obligation_key);
    if (!after) return tl::unexpected(after.error());
    auto const may = can_be_listed(store, authority, calendar::day_in_sweden(clock_()));
    if (!may) return tl::unexpected(may.error());
    ObligationPage page{calendar::Moment::exact(clock_()), authority, {}};
    auto check = this->check(store, actor);
    auto const key_of = [](ObligationRow const& row) { return ObligationKey{row.due_on, row.in_case, row.id}; };
    auto const decided = [&](ObligationRow const& row) { return check.decide(Action::list, recorded_row(row)); };
    auto const may_see = [&](ObligationRow const& row) { return decided(row).allowed; };
    auto with_hidden = hidden_in_lists(store, check, authority);
    auto const note = [&](ObligationRow const& row) {
      auto const object_of_it = object_of_row(row);
      if (object_of_it.object_class != ObjectClass::sensitive) show_listed(shown, row.in_case);
      show_part(shown, object_of_it, decided(row), row.in_case);
    };
    page.obligations = allowed_rows<ObligationRow>(
        request.limit + 1, *after,
        [&](auto most, auto const& from) { return store.open_obligations(page.authority, most, from); }, key_of,
        [&](ObligationRow& row) {
          if (!may_see(row)) return false;
          if (!with_hidden.replaces(row)) return true;
          note(row);  // as for somebody who sees nothing hidden
          return false;
        });
    std::erase_if(with_hidden.obligations, [&](ObligationRow const& row) {
      return !row.owed || row.life == obligation::Life::closed || !may_see(row);
    });
    put_in_place(page.obligations, std::move(with_hidden.obligations), *after, key_of);
    page.next = cut(page.obligations, request.limit, [&](auto const& row) { return to_word(key_of(row)); });
    shown.nobody();
    for (auto const& row : page.obligations) note(row);
    return page;
  });
}

base::Expected<CasePage> Queries::cases(access::Actor const& actor, ListRequest const& request) {
  auto const authority = whose(actor, request);
  access::Object const object{ObjectClass::coordination, authority};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) -> base::Expected<CasePage> {
    if (auto const whole = is_complete(authority, request); !whole) return tl::unexpected(whole.error());
    auto const after = read_after(request, read_case_after);
    if (!after) return tl::unexpected(after.error());
    auto const may = can_be_listed(store, authority, calendar::day_in_sweden(clock_()));
    if (!may) return tl::unexpected(may.error());
    CasePage page{authority, {}};
    auto check = this->check(store, actor);
    auto const key_of = [](CaseHead const& head) { return CaseKey{head.next_due_on, head.in_case}; };
    auto const from_here = place_of(*after, authority, store, check);
    if (!from_here) return tl::unexpected(from_here.error());
    auto with_hidden = hidden_in_lists(store, check, authority);
    auto const note = [&](CaseHead const& head) {
      auto const is_apart = with_hidden.shown_apart.contains(head.in_case);
      access::Object const object_of_it{is_apart ? ObjectClass::sensitive : head.secrecy, head.authority};
      if (!is_apart) show_listed(shown, head.in_case);
      show_part(shown, object_of_it, check.decide(Action::list, object_of_it, head), head.in_case);
    };
    page.cases = allowed_rows<CaseHead>(
        request.limit + 1, *from_here,
        [&](auto most, auto const& from) { return store.cases(page.authority, most, from); }, key_of,
        [&](CaseHead& head) {
          if (auto const how = check.sent(head.in_case); head.only_received && is_open(how)) head.sent = how;
          if (!is_asked_for(head, request) || !may_list(check, head)) return false;
          if (!with_hidden.replaces(head)) return true;
          note(head);  // as for somebody who sees nothing hidden
          return false;
        });
    std::erase_if(with_hidden.heads,
                  [&](CaseHead& head) { return !is_asked_for(head, request) || !may_list(check, head); });
    put_in_place(page.cases, std::move(with_hidden.heads), *from_here, key_of);
    page.next = cut(page.cases, request.limit, [&](CaseHead const& head) {
      return head.is_masked ? word_of_case(head.in_case) : to_word(key_of(head));
    });
    shown.nobody();
    for (auto const& head : page.cases) note(head);
    if (request.is_come_in) add_arrivals(store, check, with_hidden.shown_apart, page, shown);
    if (request.with_names) {
      for (auto const& [in_case, person] : named_persons(store, check, vocabulary_, page.cases)) {
        page.names[in_case] = person.name;
        shown.add(person.who.subject());
        shown.part({ObjectClass::identity, person.who.authority}, person.decision);
      }
    }
    for (auto& head : page.cases) head.team.unit = head.team.unit_told();
    return page;
  });
}

}  // namespace overens::app
