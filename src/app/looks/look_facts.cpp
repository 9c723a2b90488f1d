#include "app/looks/look_facts.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "app/cases/case_person.hpp"
#include "app/hidden.hpp"
#include "app/organisation/staff_names.hpp"
#include "app/timeline.hpp"
#include "base/words.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

namespace known = event::known;

std::vector<std::string> folded_words(std::string const& name) {
  std::istringstream in(base::folded(name));
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(std::move(word));
  return words;
}

bool is_by_staff(journal::LookEntry const& entry) {
  return entry.look.kind.empty() && !entry.look.who.empty();
}

// The markings that stand at other authorities.
using Markings = std::set<std::pair<std::string, std::string>>;

// With what an event says of them; whether its owner's case is marked then.
bool take_marking(Markings& markings, TimelineEvent const& event) {
  auto const& type = event.type->name;
  if (type == known::protection_set) markings.emplace(event.owner, event::said(plain_values(event), "marking"));
  if (type == known::protection_lowered) markings.erase({event.owner, event::said(plain_values(event), "marking")});
  auto const first = markings.lower_bound({event.owner, {}});
  return first != markings.end() && first->first == event.owner;
}

bool is_sent_by_name_to(TimelineEvent const& event, std::string const& authority) {
  if (event.type->name != known::disclosure_made) return false;
  auto const values = plain_values(event);
  return event::said(values, "to") == authority && !event::said(values, "readers").empty();
}

}  // namespace

void LookFacts::know(std::span<journal::LookEntry const> looks) {
  std::vector<std::string> cases;
  std::set<std::string> staff;
  for (auto const& entry : looks) {
    if (is_by_staff(entry) && !staff_.contains(entry.look.who)) staff.insert(entry.look.who);
    for (auto const& one : entry.look.shown) {
      if (one.kind == "case" && !cases_.contains(one.id)) cases.push_back(one.id);
    }
  }
  for (auto& [id, entries] : entries_of_cases(store_, cases)) cases_.emplace(id, read(std::move(entries)));
  if (!staff.empty()) {
    StaffNames const names(store_, vocabulary_, authority_, staff);
    for (auto const& id : staff) staff_.emplace(id, folded_words(names.of(id)));
  }
  std::vector<PersonRef> persons;
  for (auto const& entry : looks) {
    for (auto const& person : persons_in(entry)) {
      if (persons_.try_emplace(person.id).second) persons.push_back(person);
    }
  }
  auto const said = store_.identities().identities(persons);
  for (std::size_t i = 0; i < persons.size(); ++i) {
    if (said[i]) persons_[persons[i].id] = folded_words(said[i]->record.name);
  }
}

LookFacts::OfCase const& LookFacts::of_case(std::string const& id) {
  auto found = cases_.find(id);
  if (found == cases_.end()) {
    auto entries = entries_of_cases(store_, std::span(&id, 1));
    found = cases_.emplace(id, read(std::move(entries.begin()->second))).first;
  }
  return found->second;
}

LookFacts::OfCase LookFacts::read(std::vector<journal::Entry> entries) const {
  OfCase found;
  entries = not_hidden(std::move(entries), vocabulary_);
  Markings elsewhere;
  for (auto const& event : standing_events(entries, vocabulary_)) {
    if (event.withdrawn) continue;
    auto const& type = event.type->name;
    auto const said = [&](char const* field) { return Said{event::said(plain_values(event), field), event.recorded}; };
    if (event.owner != authority_) {
      Said const of_disclosure{event.owner + "/" + event.subject.id, event.recorded};
      if (type == known::disclosure_ended) found.lowered.push_back(of_disclosure);
      if (take_marking(elsewhere, event) && is_sent_by_name_to(event, authority_))
        found.protected_.push_back(of_disclosure);
      continue;
    }
    if (type == known::case_opened) found.workers.push_back({event.actor, event.recorded});
    if (type == known::case_taken_on) found.workers.push_back(said("staff"));
    if (type == known::protection_set) found.protected_.push_back(said("marking"));
    if (type == known::protection_lowered) found.lowered.push_back(said("marking"));
  }
  found.person = person_in(std::move(entries), vocabulary_, authority_);
  return found;
}

std::vector<LookFacts::OfCase const*> LookFacts::cases_in(journal::LookEntry const& look) {
  std::vector<OfCase const*> cases;
  for (auto const& one : look.look.shown) {
    if (one.kind == "case") cases.push_back(&of_case(one.id));
  }
  return cases;
}

std::vector<PersonRef> LookFacts::persons_in(journal::LookEntry const& look) {
  std::vector<PersonRef> persons;
  auto const whose = authority_ + "/";
  for (auto const& one : look.look.shown) {
    if (one.kind == "person" && one.id.starts_with(whose)) persons.push_back({authority_, one.id.substr(whose.size())});
  }
  for (auto const* one : cases_in(look)) {
    if (one->person) persons.push_back(*one->person);
  }
  return persons;
}

std::vector<std::string> const& LookFacts::name_of_staff(std::string const& id) {
  auto const [place, is_new] = staff_.try_emplace(id);
  if (is_new) place->second = folded_words(StaffNames(store_, vocabulary_, authority_, {id}).of(id));
  return place->second;
}

std::vector<std::string> const& LookFacts::name_of(PersonRef const& person) {
  auto const [place, is_new] = persons_.try_emplace(person.id);
  if (is_new) {
    auto const said = store_.identities().identities(std::span(&person, 1));
    if (said.front()) place->second = folded_words(said.front()->record.name);
  }
  return place->second;
}

bool LookFacts::had_never_worked_in(journal::LookEntry const& look) {
  if (!is_by_staff(look) || !look.look.stands_in_for.empty()) return false;
  auto const cases = cases_in(look);
  return std::any_of(cases.begin(), cases.end(), [&](OfCase const* one) {
    return std::none_of(one->workers.begin(), one->workers.end(),
                        [&](Said const& said) { return said.what == look.look.who && said.at <= look.at; });
  });
}

bool LookFacts::is_of_same_name(journal::LookEntry const& look, access::SameName same) {
  if (!is_by_staff(look)) return false;
  auto const& own = name_of_staff(look.look.who);
  if (own.empty()) return false;
  auto const persons = persons_in(look);
  return std::any_of(persons.begin(), persons.end(), [&](PersonRef const& person) {
    auto const& theirs = name_of(person);
    if (theirs.empty()) return false;
    return same == access::SameName::whole ? theirs == own : theirs.back() == own.back();
  });
}

bool LookFacts::is_of_protected(journal::LookEntry const& look) {
  auto const cases = cases_in(look);
  return std::any_of(cases.begin(), cases.end(), [&](OfCase const* one) {
    return std::any_of(one->protected_.begin(), one->protected_.end(), [&](Said const& set) {
      auto const is_lowered = [&](Said const& said) {
        return said.what == set.what && set.at <= said.at && said.at <= look.at;
      };
      return set.at <= look.at && std::none_of(one->lowered.begin(), one->lowered.end(), is_lowered);
    });
  });
}

}  // namespace overens::app
