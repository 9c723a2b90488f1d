#include <algorithm>
#include <set>

#include "account/failures.hpp"
#include "app/hidden.hpp"
#include "app/organisation/named_reader.hpp"
#include "app/organisation/staff_rights.hpp"
#include "app/queries.hpp"
#include "app/signing_in/sign_in_tries.hpp"
#include "app/subjects_of.hpp"
#include "base/add_once.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::Object;
using access::ObjectClass;
namespace known = event::known;

tl::unexpected<CaseRefusal> refused(base::Refusal why) {
  return tl::unexpected(CaseRefusal{std::move(why)});
}

// To whom a case is closed it is so in the same words, whatever it is closed by.
base::Refusal as_any_other(base::Refusal why) {
  if (why.code != "protected_identity") return why;
  return {"not_involved", base::text("this is for those who work in the case")};
}

// Who else should have what an event of the authority's own says: whom it names for that, and who has to do what it
// opened.
std::vector<std::string> should_have(TimelineEvent const& event, SubjectPage const& page) {
  std::vector<std::string> all;
  auto const add = [&](std::string const& one) {
    if (!one.empty() && one != page.authority) base::add_once(all, one);
  };
  for (auto const& value : event.fields) {
    if (value.field->receives) add(value.text);
  }
  for (auto const& row : page.obligations) {
    if (row.details.opened_by != event.id) continue;
    for (auto const& bearer : row.bearers) {
      if (!bearer.own && !bearer.left_out) add(bearer.id);
    }
  }
  return all;
}

// What of the authority's own has been disclosed, and to whom, and what should be.
void say_what_was_sent(SubjectPage& page, DisclosedEvents const& disclosed) {
  for (auto& event : page.events) {
    if (event.owner != page.authority || event.type->name == known::disclosure_made) {
      event.may_disclose = false;
      continue;
    }
    event.should_have = should_have(event, page);
    auto const [first, last] = disclosed.equal_range(event.id);
    for (auto one = first; one != last; ++one) {
      if (one->second.from == page.authority) event.sent.push_back(one->second);
    }
  }
}

}  // namespace

// A case that the authority does not know is looked for as one that there is not: by the same questions to the store.
tl::expected<SubjectPage, CaseRefusal> Queries::case_page(access::Actor const& actor, std::string const& id,
                                                          std::string reason) {
  using Result = tl::expected<SubjectPage, CaseRefusal>;
  Object const any{ObjectClass::coordination};
  return looks_.show(actor, Action::read, any, [&](Store& store, Shown& shown) -> Result {
    auto const nothing = refused({"not_found", base::text("there is nothing at this address")});
    if (!is_subject_id(id)) return nothing;
    shown.add({"case", id});
    auto view = store.view({"case", id});
    auto check = this->check(store, actor, reason);
    auto const sent = check.sent(id);
    auto const* const known_here = head_for(actor, view.heads);
    if (known_here == nullptr) {
      auto page = sent == Sent::not_to_them ? std::nullopt : page_sent(store, check, id, nullptr, shown);
      return page ? Result(std::move(*page)) : nothing;
    }
    auto head = *known_here;
    if (head.only_received && is_open(sent)) head.sent = sent;
    Object const object{ObjectClass::coordination, head.authority};
    auto may = check.decide(Action::read, object, head);
    shown.reason(reason).by(object, may);
    if (!may.allowed && sent != Sent::not_to_them) {
      if (auto page = page_sent(store, check, id, &head, shown)) return std::move(*page);
    }
    if (!may.allowed) {
      auto const take_on = check.decide(Action::take_on, object, head);
      return tl::unexpected(CaseRefusal{as_any_other(std::move(may.why)), take_on.allowed, may.is_emergency});
    }
    if (!Refresh::are_complete(store)) return refused(views_being_made());
    auto page = case_seen(store, check, head, std::move(view.obligations), shown);
    page.is_emergency = may.is_emergency;
    return page;
  });
}

base::Expected<std::string> Queries::reader_with_email(access::Actor const& actor, std::string const& in_case,
                                                       std::string const& authority, std::string const& email) {
  using Result = base::Expected<std::string>;
  auto const nobody = base::Refusal{"not_found", base::text("there is nothing at this address")};
  auto found = looks_.show(actor, Action::disclose, {ObjectClass::notes}, [&](Store& store, Shown& shown) -> Result {
    shown.add({"case", in_case});
    auto const own = actor.authorities.empty() ? std::string() : actor.authorities.front();
    auto const head = store.case_head(own, in_case);
    if (!head) return tl::unexpected(nobody);
    Object const object{ObjectClass::notes, head->authority};
    auto may = this->check(store, actor).decide(Action::disclose, object, *head);
    if (may.allowed || !may.is_offered()) shown.by(object, may);
    if (!may.is_offered()) return tl::unexpected(std::move(may.why));
    auto const tries = account::failure_keys("named reader " + actor.id, actor.id);
    if (auto const go_on = note_failure(store.accounts(), tries, clock_()); !go_on)
      return tl::unexpected(go_on.error());
    NamedReaders const readers(store, vocabulary_, looks_.policy(), calendar::day_in_sweden(clock_()));
    auto reader = readers.with_email(authority, email);
    if (!reader) return tl::unexpected(nobody);
    take_back(store.accounts(), tries);
    shown.add({"staff", authority + "/" + *reader});
    return std::move(*reader);
  });
  if (found || found.error().code != "not_found") return found;
  return base::refuse("unknown_reader",
                      base::text("nobody there with that address may receive it: ask them who it is to be"), "readers");
}

std::optional<SubjectPage> Queries::page_sent(Store& store, AccessCheck& check, std::string const& id,
                                              CaseHead const* known, Shown& shown) const {
  CaseHead head;
  std::vector<ObligationRow> rows;
  if (known != nullptr) {
    head.authority = known->authority;
    head.in_case = id;
    head.team.unit = known->team.unit_told();
    head.team.is_protected = known->team.is_protected;
  } else {
    auto views = with_hidden(store, check, check.actor().authorities.front(), {id});
    if (views.heads.empty()) return std::nullopt;
    head = std::move(views.heads.front());
    rows = std::move(views.obligations);
  }
  auto const may_take_on = known == nullptr || known->only_received;
  head.only_received = access::Relation::live_disclosure;
  head.sent = check.sent(id);
  Object const core{ObjectClass::coordination, head.authority};
  auto const may = check.decide(Action::read, core, head);
  if (!may.allowed) return std::nullopt;
  // In the log that everybody reviews they were answered as others are.
  Shown apart;
  auto const is_openly = is_open(head.sent);
  if (is_openly) shown.by(core, may);
  if (!is_openly && known == nullptr) shown.as_not_found();
  auto page = case_seen(store, check, head, std::move(rows), is_openly ? shown : apart);
  if (!is_openly) shown.hidden_parts_of(apart);
  page.may_take_on = page.may_take_on && may_take_on;
  return page;
}

// What stands in the case but what has been recorded for somebody else: that makes nobody the one whom the case is
// about.
std::vector<journal::Entry> Queries::own_record(Store& store, std::string const& in_case) const {
  journal::SubjectRef const subject{"case", in_case};
  auto entries = not_hidden(store.entries_about(std::span(&subject, 1)), vocabulary_);
  std::erase_if(entries, [&](journal::Entry const& entry) {
    auto const* const type = vocabulary_.type(entry.type);
    return type == nullptr || type->goes_to != event::EventType::GoesTo::nobody;
  });
  return entries;
}

// Whom something is about that another has recorded for the authority, or has said by disclosing who it is: their name
// and number, as that has them; no other than the sender's own case is about.
std::optional<CasePerson> Queries::person_received(Store& store, AccessCheck& check, Seen const& seen,
                                                   Shown& shown) const {
  for (auto const& entry : seen.entries) {
    auto const& recorded = seen.objects.at(entry.id).recorded;
    auto const is_live = recorded.received && recorded.received->stands == access::Relation::live_disclosure;
    auto const goes_to_nobody = vocabulary_.type(entry.type)->goes_to == event::EventType::GoesTo::nobody;
    if (!is_live || (goes_to_nobody && entry.type != known::person_registered)) continue;
    auto const who = person_of(entry, entry.owner);
    if (who != person_in(own_record(store, recorded.in_case), vocabulary_, entry.owner)) continue;
    auto const said = who ? store.identities().identities(std::span(&*who, 1)).front() : std::nullopt;
    if (!said) continue;
    CasePerson person{
        *who, IdentityVersion{
                  said->version,
                  said->at,
                  {},
                  {.name = said->record.name, .number = said->record.number, .no_number = said->record.no_number}}};
    auto const decision = check.decide(Action::read, recorded);
    shown.add(who->subject());
    show_part(shown, recorded.object, decision, recorded.in_case);
    return person;
  }
  return std::nullopt;
}

// By their ids alone: who else works there is nothing that a page shows. Of a shared subject, those of the authorities
// that whoever asks speaks for.
std::map<std::string, std::string> Queries::staff_named(Store& store, SubjectPage const& page,
                                                        access::Actor const& actor) const {
  std::map<std::string, std::string> names;
  std::map<std::string, std::vector<journal::SubjectRef>> by_authority;
  auto const add = [&](std::string const& authority, std::string const& id) {
    if (!id.empty() && names.emplace(id, id).second) by_authority[authority].push_back({"staff", id});
  };
  for (auto const& one : page.team.holders) add(page.authority, one.staff);
  for (auto const& event : page.events) {
    if (page.authority.empty() ? !actor.speaks_for(event.owner) : event.owner != page.authority) continue;
    add(event.owner, event.actor);
    for (auto const& value : event.fields) {
      auto const is_elsewhere = event.type->name == known::disclosure_made;
      if (value.field->of == "staff" && !is_elsewhere) add(event.owner, value.text);
    }
  }
  for (auto const& [authority, about] : by_authority) {
    auto const known_here = organisation_of(store.entries_about(about), authority, vocabulary_);
    for (auto const& one : known_here.staff()) {
      if (auto const found = names.find(one.id); found != names.end() && !one.name.empty()) found->second = one.name;
    }
  }
  return names;
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
  auto seen = this->seen(store, check, subject, head.in_case);
  auto const has_disclosures = seen.has_disclosures;
  SubjectPage page{subject, {}, {}, {}, seen.entries.empty() ? std::string() : seen.entries.back().id};
  if (seen.has_hidden && head.sent == Sent::not_to_them)
    rows = with_hidden(store, check, head.authority, {head.in_case}).obligations;
  shown.version(last_not_hidden(seen));
  page.authority = head.authority;
  page.team = head.team;
  page.sent = head.sent;
  Object const core{ObjectClass::coordination, head.authority};
  page.is_unit_masked = check.decide(Action::read, core, head).leaves_out(access::Masked::unit);
  if (page.is_unit_masked) page.team.unit.clear();
  page.may_take_on = check.decide(Action::take_on, core, head).allowed;
  page.may_disclose =
      !head.only_received && check.decide(Action::disclose, {ObjectClass::notes, head.authority}, head).is_offered();
  page.may_record = check.may_record(head, vocabulary_);
  page.may_assign = check.decide(Action::assign, core, head).allowed;
  page.person = case_person(store, check, vocabulary_, head, shown);
  page.more_with_reason = seen.more_with_reason;
  if (!page.person) page.person = person_received(store, check, seen, shown);
  auto const objects = seen.objects;
  auto const no_longer = withdrawn_questions_in(timeline(seen.no_longer, subject, vocabulary_), vocabulary_);
  page.events = timeline_of(store, check, subject, std::move(seen), shown);
  page.questions = questions_in(page.events, vocabulary_, clock_());
  for (auto& question : page.questions) {
    auto const found = objects.find(question.event);
    if (found == objects.end() || !found->second.recorded.received) continue;
    leave_out_unit(question, found->second.recorded.received->sent_to);
  }
  page.questions.insert(page.questions.end(), no_longer.begin(), no_longer.end());
  name_who_ended(store, page);
  std::reverse(page.events.begin(), page.events.end());
  shown.hidden_version(page.version);
  page.may_receive = check.decide(Action::receive, core, head).allowed;
  if (has_disclosures) page.arrivals = arrivals(store, check, head, shown);
  auto const disclosed = has_disclosures ? check.disclosed_events(head.authority, head.in_case) : DisclosedEvents();
  for (auto& row : rows) {
    if (row.authority != head.authority) continue;
    auto const of_row = recorded_row(row, disclosed);
    auto const& object = of_row.object;
    if (head.sent != Sent::not_to_them && !of_row.received) continue;
    auto const decision =
        of_row.received ? check.decide(Action::read, of_row) : check.decide(Action::read, object, head);
    page.more_with_reason = page.more_with_reason || decision.why.code == "reason_needed";
    if (!decision.allowed) continue;
    show_part(shown, object, decision, head.in_case);
    page.obligations.push_back(std::move(row));
  }
  page.staff = staff_named(store, page, check.actor());
  // To whom something has gone stands in the disclosures: it is told to those who may read them.
  if (check.decide(Action::read, {ObjectClass::notes, head.authority}, head).allowed)
    say_what_was_sent(page, disclosed);
  return page;
}

}  // namespace overens::app
