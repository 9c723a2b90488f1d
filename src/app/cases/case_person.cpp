#include "app/cases/case_person.hpp"

#include <algorithm>
#include <set>

#include "access/of_event.hpp"
#include "app/hidden.hpp"
#include "app/subjects_of.hpp"
#include "app/timeline.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::Object;
using access::ObjectClass;

// The entries of an authority that stand: what has been withdrawn, and what only changes another, says nothing itself.
std::vector<journal::Entry> standing_entries(std::vector<journal::Entry> entries, event::Vocabulary const& vocabulary,
                                             std::string const& authority) {
  std::set<std::string> stand;
  for (auto const& event : standing_events(entries, vocabulary)) {
    if (!event.withdrawn && event.owner == authority) stand.insert(event.id);
  }
  std::erase_if(entries, [&](journal::Entry const& entry) { return !stand.contains(entry.id); });
  return entries;
}

}  // namespace

std::optional<PersonRef> person_of(journal::Entry const& entry, std::string const& authority) {
  for (auto const& subject : entry.subjects) {
    if (subject.kind == "person" && subject.id.starts_with(authority + "/"))
      return PersonRef{authority, subject.id.substr(authority.size() + 1)};
  }
  return std::nullopt;
}

std::map<std::string, std::vector<journal::Entry>> entries_of_cases(EntrySource& source,
                                                                    std::span<std::string const> cases) {
  std::map<std::string, std::vector<journal::Entry>> found;
  std::vector<journal::SubjectRef> about;
  for (auto const& one : cases) {
    if (found.try_emplace(one).second) about.push_back({"case", one});
  }
  if (about.empty()) return found;
  for (auto const& entry : source.entries_about(about)) {
    for (auto const& subject : entry.subjects) {
      auto const in_case = subject.kind == "case" ? found.find(subject.id) : found.end();
      if (in_case != found.end()) in_case->second.push_back(entry);
    }
  }
  return found;
}

std::optional<PersonRef> person_in(Store& store, event::Vocabulary const& vocabulary, std::string const& authority,
                                   std::string const& in_case) {
  auto found = persons_in(store, vocabulary, authority, std::span(&in_case, 1));
  return found.empty() ? std::nullopt : std::optional(std::move(found.begin()->second));
}

std::map<std::string, PersonRef> persons_in(Store& store, event::Vocabulary const& vocabulary,
                                            std::string const& authority, std::span<std::string const> cases) {
  std::map<std::string, PersonRef> persons;
  for (auto& [in_case, entries] : entries_of_cases(store, cases)) {
    if (auto person = person_in(not_hidden(std::move(entries), vocabulary), vocabulary, authority))
      persons.emplace(in_case, std::move(*person));
  }
  return persons;
}

std::optional<PersonRef> person_in(std::vector<journal::Entry> entries, event::Vocabulary const& vocabulary,
                                   std::string const& authority) {
  std::optional<PersonRef> last;
  for (auto const& entry : standing_entries(std::move(entries), vocabulary, authority)) {
    if (auto person = person_of(entry, authority)) last = std::move(person);
  }
  return last;
}

std::vector<std::string> cases_of(Store& store, event::Vocabulary const& vocabulary, PersonRef const& person) {
  auto const subject = person.subject();
  std::set<std::string> named;
  for (auto const& entry : not_hidden(store.entries_about(std::span(&subject, 1)), vocabulary)) {
    for (auto const& one : entry.subjects) {
      if (one.kind == "case") named.insert(one.id);
    }
  }
  std::vector<std::string> cases;
  auto const all = std::vector(named.begin(), named.end());
  for (auto const& [in_case, who] : persons_in(store, vocabulary, person.authority, all)) {
    if (who == person) cases.push_back(in_case);
  }
  return cases;
}

base::Expected<CasePlace> place_of_person(Store& store, AccessCheck& check, event::Vocabulary const& vocabulary,
                                          Action action, std::string const& in_case, Shown& shown) {
  auto const nothing = base::refuse("not_found", base::text("there is nothing at this address"));
  if (!is_subject_id(in_case)) return nothing;
  shown.add({"case", in_case});
  auto view = store.view({"case", in_case});
  auto const* const head = head_for(check.actor(), view.heads);
  if (head == nullptr) return nothing;
  Object const object{ObjectClass::identity, head->authority};
  auto may = check.decide(action, object, *head);
  may.mask.clear();  // who asks for the details alone gets them whole
  shown.by(object, may);
  if (!may.allowed) return tl::unexpected(std::move(may.why));
  auto who = person_in(store, vocabulary, head->authority, in_case);
  if (!who) return nothing;
  shown.add(who->subject());
  return CasePlace{*head, std::move(*who)};
}

std::vector<CaseOfPerson> known_cases(Store& store, AccessCheck& check, std::string const& authority,
                                      std::vector<std::string> const& cases, Shown& shown) {
  std::vector<CaseOfPerson> known;
  for (auto const& one : cases) {
    auto const head = store.case_head(authority, one);
    if (!head) continue;
    auto& row = known.emplace_back();
    row.is_closed = head->closed;
    if (!check.decide(Action::read, {ObjectClass::coordination, authority}, *head).allowed) continue;
    row.unit = head->team.unit_told();
    row.in_case = one;
    shown.add({"case", one});
  }
  return known;
}

NamedPersons named_persons(Store& store, AccessCheck const& check, event::Vocabulary const& vocabulary,
                           std::span<CaseHead const> heads) {
  NamedPersons named;
  std::map<std::string, std::vector<std::string>> cases;  // by authority
  for (auto const& head : heads) {
    auto decision = check.decide(Action::list, {ObjectClass::identity, head.authority}, head);
    if (!decision.allowed) continue;
    cases[head.authority].push_back(head.in_case);
    named[head.in_case].decision = std::move(decision);
  }
  std::vector<PersonRef> who;
  std::vector<std::string> of;
  for (auto const& [authority, some] : cases) {
    for (auto& [in_case, person] : persons_in(store, vocabulary, authority, some)) {
      of.push_back(in_case);
      who.push_back(std::move(person));
    }
  }
  auto const said = store.identities().identities(who);
  for (std::size_t i = 0; i < who.size(); ++i) {
    if (!said[i]) continue;
    named[of[i]].who = who[i];
    named[of[i]].name = said[i]->record.name;
  }
  std::erase_if(named, [](auto const& one) { return one.second.who.id.empty(); });
  return named;
}

std::optional<CasePerson> case_person(Store& store, AccessCheck& check, event::Vocabulary const& vocabulary,
                                      CaseHead const& head, Shown& shown) {
  Object const object{ObjectClass::identity, head.authority};
  auto const decision = check.decide(Action::read, object, head);
  if (!decision.allowed) return std::nullopt;
  auto const who = person_in(store, vocabulary, head.authority, head.in_case);
  if (!who) return std::nullopt;
  CasePerson person{*who};
  person.said = std::move(store.identities().identities(std::span(&*who, 1)).front());
  if (person.said && decision.leaves_out(access::Masked::address)) {
    person.is_address_masked = true;
    person.said->record.address.clear();
  }
  auto others = cases_of(store, vocabulary, *who);
  std::erase(others, head.in_case);
  person.other_cases = known_cases(store, check, head.authority, others, shown);
  person.may_change = check.decide(Action::record, object, head).allowed;
  shown.add(who->subject());
  shown.part(object, decision);
  return person;
}

}  // namespace overens::app
