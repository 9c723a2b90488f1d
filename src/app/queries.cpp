#include "app/queries.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "access/of_event.hpp"
#include "app/access_check.hpp"
#include "app/list_key.hpp"
#include "app/subjects_of.hpp"
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

// What the actor may have of a list, in its order and at most so many: pieces are read until there are enough.
template <class Row, class Key, class Read, class KeyOf, class May>
std::vector<Row> allowed_rows(std::size_t most, std::optional<Key> after, Read const& read, KeyOf const& key_of,
                              May const& may) {
  std::vector<Row> rows;
  for (auto is_last = false; !is_last && rows.size() < most;) {
    auto piece = read(most, after);
    is_last = piece.size() < most;
    if (!piece.empty()) after = key_of(piece.back());
    for (auto& row : piece) {
      if (may(row) && rows.size() < most) rows.push_back(std::move(row));
    }
  }
  return rows;
}

// One row more than asked tells whether there is a next page.
template <class Row, class WordOf>
std::string cut(std::vector<Row>& rows, std::size_t limit, WordOf const& word_of) {
  if (rows.size() <= limit) return {};
  rows.resize(limit);
  return word_of(rows.back());
}

base::Expected<void> complete(Store& store) {
  if (Refresh::are_complete(store)) return {};
  return tl::unexpected(views_being_made());
}

// The list of somebody that nobody has registered is no list, and not an empty one.
base::Expected<void> can_be_listed(Store& store, AgreementStatus& agreements, std::string const& authority,
                                   calendar::Day today) {
  agreements.on(today);
  auto is_registered = false;
  agreements.ask([&](SharedState const& known) {
    is_registered = known.record().standing(event::known::authority_registered, authority) != nullptr;
  });
  if (!is_registered)
    return refuse("owner_not_registered", text("the authority {0} is not registered", authority), "authority");
  return complete(store);
}

// What the subjects of a kind are to whoever would read of them; nothing when they have no page.
std::optional<ObjectClass> class_of_kind(event::Vocabulary const& vocabulary, std::string const& kind) {
  if (vocabulary.kind(kind) == nullptr) return std::nullopt;
  if (!is_private(vocabulary, kind)) return ObjectClass::governance;
  auto const is_internal = [&](event::EventType const& type) { return type.subject != kind || type.internal; };
  auto const all = std::all_of(vocabulary.types.begin(), vocabulary.types.end(), is_internal);
  return all && !vocabulary.kind(kind)->individual ? std::optional(ObjectClass::internal) : std::nullopt;
}

void show_case(Shown& shown, std::string const& in_case) {
  if (!in_case.empty()) shown.add({"case", in_case});
}

std::string name_in(std::vector<TimelineEvent> const& events, journal::SubjectRef const& subject) {
  std::string name;
  for (auto const& event : events) {
    if (event.subject != subject || event.withdrawn) continue;
    for (auto const& value : event.fields) {
      if (value.field->name == "name") name = value.text;
    }
  }
  return name;
}

// What is owed in a case is its authority's own; what the parties share is nobody's alone.
access::Object object_of_row(ObligationRow const& row) {
  if (row.details.secrecy == ObjectClass::governance) return {ObjectClass::governance};
  return {row.details.secrecy, row.authority, {}, !row.in_case.empty()};
}

// A row of the list of cases, as far as the actor may have it: without what it rests on that is kept more closely than
// that there is a case, its counts and days are left out. A case of which only something sensitive is known is in
// nobody's list.
bool may_list(AccessCheck const& check, CaseHead& head) {
  if (head.events == 0) return false;
  if (check.decide(Action::list, {head.secrecy, head.authority}, head.team).allowed) return true;
  if (!check.decide(Action::list, {ObjectClass::coordination, head.authority}, head.team).allowed) return false;
  CaseHead masked;
  masked.authority = std::move(head.authority);
  masked.in_case = std::move(head.in_case);
  masked.closed = head.closed;
  masked.team = std::move(head.team);
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
                                                Store& store, AccessCheck const& check) {
  if (!after) return std::optional<CaseKey>();
  auto head = store.case_head(authority, after->in_case);
  if (!head) return not_given_as_next();
  CaseKey const now{head->next_due_on, head->in_case};
  if (!may_list(check, *head)) return not_given_as_next();
  return head->is_masked || !after->key ? now : *after->key;
}

void leave_out_who(TimelineEvent& event) {
  event.actor.clear();
  for (auto& correction : event.corrections) correction.actor.clear();
  if (event.withdrawn) event.withdrawn->actor.clear();
}

}  // namespace

base::Refusal views_being_made() {
  return {"views_being_made", text("what is owed is being worked out from the journal: ask again in a while")};
}

// What an authority owes and which cases it knows is the core of their coordination.
base::Expected<ObligationPage> Queries::obligations(access::Actor const& actor, ListRequest const& request) {
  auto const authority = whose(actor, request);
  access::Object const object{ObjectClass::coordination, authority};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) -> base::Expected<ObligationPage> {
    if (auto const whole = is_complete(authority, request); !whole) return tl::unexpected(whole.error());
    auto const after = read_after(request, read_obligation_key);
    if (!after) return tl::unexpected(after.error());
    auto const may = can_be_listed(store, agreements_, authority, calendar::day_in_sweden(clock_()));
    if (!may) return tl::unexpected(may.error());
    ObligationPage page{calendar::Moment::exact(clock_()), authority, {}};
    auto check = this->check(store, actor);
    auto const key_of = [](ObligationRow const& row) { return ObligationKey{row.due_on, row.in_case, row.id}; };
    page.obligations = allowed_rows<ObligationRow>(
        request.limit + 1, *after,
        [&](auto most, auto const& from) { return store.open_obligations(page.authority, most, from); }, key_of,
        [&](ObligationRow const& row) { return check.decide(Action::list, object_of_row(row), row.in_case).allowed; });
    page.next = cut(page.obligations, request.limit, [&](auto const& row) { return to_word(key_of(row)); });
    shown.nobody();
    for (auto const& row : page.obligations) {
      show_case(shown, row.in_case);
      auto const object_of_it = object_of_row(row);
      shown.part(object_of_it, check.decide(Action::list, object_of_it, row.in_case));
    }
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
    auto const may = can_be_listed(store, agreements_, authority, calendar::day_in_sweden(clock_()));
    if (!may) return tl::unexpected(may.error());
    CasePage page{authority, {}};
    auto const check = this->check(store, actor);
    auto const key_of = [](CaseHead const& head) { return CaseKey{head.next_due_on, head.in_case}; };
    auto const from_here = place_of(*after, authority, store, check);
    if (!from_here) return tl::unexpected(from_here.error());
    page.cases = allowed_rows<CaseHead>(
        request.limit + 1, *from_here,
        [&](auto most, auto const& from) { return store.cases(page.authority, most, from); }, key_of,
        [&](CaseHead& head) { return may_list(check, head); });
    page.next = cut(page.cases, request.limit, [&](CaseHead const& head) {
      return head.is_masked ? word_of_case(head.in_case) : to_word(key_of(head));
    });
    shown.nobody();
    for (auto const& head : page.cases) {
      show_case(shown, head.in_case);
      access::Object const object_of_it{head.secrecy, head.authority};
      shown.part(object_of_it, check.decide(Action::list, object_of_it, head.team));
      if (!request.with_names) continue;
      auto const person = named_person(store, check, vocabulary_, head);
      if (!person) continue;
      page.names[head.in_case] = person->name;
      shown.add(person->who.subject());
      shown.part({ObjectClass::identity, head.authority}, person->decision);
    }
    return page;
  });
}

std::shared_ptr<AgreementStatus::Known const> Queries::agreements(calendar::Day on) {
  try {
    return agreements_.on(on);
  } catch (StoreFailed const&) {
    return nullptr;
  }
}

AccessCheck Queries::check(Store& store, access::Actor const& actor, std::string reason) const {
  auto const now = clock_();
  AccessCheck check{looks_.policy(), actor, store, calendar::day_in_sweden(now), std::move(reason)};
  check.at(now, [this, &store](std::string const& authority) {
    journal::SubjectRef const of{"authority", authority};
    std::string kind;
    for (auto const& event : standing_events(store.entries_about(std::span(&of, 1)), vocabulary_)) {
      if (event.type->name == event::known::authority_registered && !event.withdrawn)
        kind = event::said(plain_values(event), "kind");
    }
    return kind;
  });
  return check;
}

Queries::Seen Queries::seen(Store& store, AccessCheck& check, journal::SubjectRef const& subject) const {
  Seen seen{store.entries_about(std::span(&subject, 1)), {}};
  EntryClasses const classes(seen.entries, vocabulary_);
  std::erase_if(seen.entries, [&](journal::Entry const& entry) {
    if (vocabulary_.type(entry.type) == nullptr) return true;
    auto const object = object_of(entry, classes);
    auto const in_case = case_of(entry);
    auto const read = check.decide(Action::read, object, in_case);
    seen.more_with_reason = seen.more_with_reason || read.why.code == "reason_needed";
    if (!read.allowed) return true;
    seen.objects[entry.id] = {object, in_case, read.leaves_out(access::Masked::who_recorded)};
    return false;
  });
  return seen;
}

// An event that a correction has moved here stands among those of where it was recorded.
std::vector<TimelineEvent> Queries::events(Store& store, AccessCheck& check, journal::SubjectRef const& subject,
                                           Seen& seen) const {
  std::set<journal::SubjectRef> elsewhere;
  for (auto const& entry : seen.entries) {
    if (access::action_of(*vocabulary_.type(entry.type)) == Action::correct)
      elsewhere.insert(entry.subjects.begin(), entry.subjects.end());
  }
  elsewhere.erase(subject);
  std::set<std::string> here;
  for (auto const& entry : seen.entries) here.insert(entry.id);
  for (auto const& other : elsewhere) {
    auto more = this->seen(store, check, other);
    for (auto& entry : more.entries) {
      if (here.insert(entry.id).second) seen.entries.push_back(std::move(entry));
    }
    seen.objects.merge(more.objects);
  }
  auto events = timeline(seen.entries, subject, vocabulary_);
  for (auto& event : events) {
    if (seen.objects[event.id].is_masked) leave_out_who(event);
  }
  return events;
}

std::vector<TimelineEvent> Queries::timeline_of(Store& store, AccessCheck& check, journal::SubjectRef const& subject,
                                                Seen seen, Shown& shown) const {
  auto all = events(store, check, subject, seen);
  for (auto& event : all) {
    auto const& [object, in_case, is_masked] = seen.objects[event.id];
    shown.part(object, check.decide(Action::read, object, in_case));
    if (event.withdrawn) continue;
    event.may_correct = check.decide(Action::correct, object, in_case).allowed;
    event.may_withdraw = check.decide(Action::withdraw, object, in_case).allowed;
  }
  return all;
}

base::Expected<SubjectPage> Queries::subject(access::Actor const& actor, journal::SubjectRef const& subject) {
  auto const kind = class_of_kind(vocabulary_, subject.kind);
  access::Object const object{kind.value_or(ObjectClass::governance)};
  return looks_.show(actor, Action::read, object, [&](Store& store, Shown& shown) -> base::Expected<SubjectPage> {
    auto const nothing = refuse("not_found", text("there is nothing at this address"));
    if (!kind || !is_subject_id(subject.id)) return nothing;
    shown.add(subject);
    auto check = this->check(store, actor);
    auto seen = this->seen(store, check, subject);
    if (seen.entries.empty()) return nothing;
    if (auto const ready = complete(store); !ready) return tl::unexpected(ready.error());
    SubjectPage page{subject, {}, {}, {}, seen.entries.back().id};
    shown.version(page.version);
    page.events = timeline_of(store, check, subject, std::move(seen), shown);
    page.name = name_in(page.events, subject);
    std::reverse(page.events.begin(), page.events.end());
    std::map<std::string, ObligationRow> by_id;
    for (auto& row : store.view(subject).obligations) {
      if (!check.decide(Action::read, object_of_row(row), row.in_case).allowed) continue;
      auto id = row.id;
      auto const is_own = actor.speaks_for(row.authority);
      if (auto const [place, is_new] = by_id.emplace(std::move(id), row); !is_new && is_own)
        place->second = std::move(row);
    }
    for (auto& [id, row] : by_id) page.obligations.push_back(std::move(row));
    return page;
  });
}

base::Expected<std::vector<SubjectSummary>> Queries::subjects(access::Actor const& actor, std::string const& kind) {
  using Result = base::Expected<std::vector<SubjectSummary>>;
  access::Object const object{ObjectClass::governance};
  return looks_.show_decided(actor, Action::list, [&](Store& store, Shown& shown) -> Result {
    auto decision = access::decide(looks_.policy(), actor, Action::list, object);
    shown.by(object, decision).nobody();
    if (!decision.allowed) return tl::unexpected(std::move(decision.why));
    auto check = this->check(store, actor);
    std::vector<SubjectSummary> all;
    if (vocabulary_.kind(kind) == nullptr || is_private(vocabulary_, kind)) return all;
    constexpr std::size_t piece = 1000;
    for (std::vector<std::string> ids(1); !ids.empty();) {
      ids = store.ids_of(kind, ids.back(), piece);
      for (auto const& id : ids) {
        journal::SubjectRef const subject{kind, id};
        auto seen = this->seen(store, check, subject);
        auto const recorded = events(store, check, subject, seen);
        auto const first = std::find_if(recorded.begin(), recorded.end(), [&](TimelineEvent const& event) {
          return event.subject == subject && !event.withdrawn;
        });
        if (first != recorded.end()) all.push_back({subject, name_in(recorded, subject), first->fields});
      }
    }
    std::sort(all.begin(), all.end(), [](SubjectSummary const& a, SubjectSummary const& b) {
      return std::pair(a.name, a.subject) < std::pair(b.name, b.subject);
    });
    return all;
  });
}

base::Expected<void> Queries::foresee(access::Actor const& actor, Command const& command, TakeConsequence const& take) {
  return looks_.show_decided(actor, Action::foresee, [&](Store& store, Shown& shown) -> base::Expected<void> {
    shown.nobody();
    auto check = this->check(store, actor);
    for (std::size_t i = 0; i < command.events.size(); ++i) {
      auto const [object, in_case, changes] = object_of(command, i, store, vocabulary_);
      auto decision = check.decide(Action::foresee, object, in_case);
      shown.by(object, decision);
      show_case(shown, in_case);
      if (!decision.allowed) return tl::unexpected(std::move(decision.why));
    }
    auto const now = clock_();
    agreements_.on(calendar::day_in_sweden(now));
    base::Expected<void> told;
    agreements_.ask([&](SharedState const& known) { told = app::foresee(known, store, command, now, take); });
    return told;
  });
}

}  // namespace overens::app
