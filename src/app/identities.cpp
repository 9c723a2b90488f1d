#include "app/identities.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>

#include "base/words.hpp"
#include "event/known.hpp"
#include "journal/chain.hpp"
#include "journal/hex.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::Actor;
using access::Object;
using access::ObjectClass;
using base::text;

// By chance as the command is, and the same each time it comes: nobody can say which it is to be.
std::string id_for(std::string const& command, std::string_view what) {
  return journal::hex(journal::hash_of_data({}, std::string(what) + "\n" + command)).substr(0, 16);
}

// As they are compared: "Åsa Öberg" is found by "asa ob".
std::vector<std::string> words_of_name(std::string const& name) {
  std::istringstream in(base::without_marks(base::folded(name)));
  return {std::istream_iterator<std::string>(in), {}};
}

// Each word that was asked for begins one of the name's.
bool holds_all(std::vector<std::string> const& name, std::vector<std::string> const& asked) {
  return std::all_of(asked.begin(), asked.end(), [&](std::string const& word) {
    return std::any_of(name.begin(), name.end(), [&](std::string const& one) { return one.starts_with(word); });
  });
}

base::Refusal known_meanwhile() {
  return {"person_known", text("The person has become known here meanwhile")};
}

event::Draft draft_of(char const* type, PersonRef const& person, std::string const& in_case, calendar::Day today) {
  event::Draft draft;
  draft.type = type;
  draft.happened = calendar::to_string(today);
  draft.owner = person.authority;
  draft.in_case = in_case;
  return draft;
}

}  // namespace

AccessCheck Identities::check(Store& store, Actor const& actor) const {
  return {looks_.policy(), actor, store, calendar::day_in_sweden(clock_())};
}

base::Expected<std::vector<IdentityVersion>> Identities::versions(Actor const& actor, std::string const& in_case) {
  using Result = base::Expected<std::vector<IdentityVersion>>;
  return looks_.show(actor, Action::read, {ObjectClass::identity}, [&](Store& store, Shown& shown) -> Result {
    auto check = this->check(store, actor);
    auto const of = place_of_person(store, check, vocabulary_, Action::read, in_case, shown);
    if (!of) return tl::unexpected(of.error());
    return store.identities().versions(of->who);
  });
}

base::Expected<void> Identities::change(Actor const& actor, IdentityChange const& change) {
  using Result = base::Expected<void>;
  return looks_.show(actor, Action::record, {ObjectClass::identity}, [&](Store& store, Shown& shown) -> Result {
    auto check = this->check(store, actor);
    auto const of = place_of_person(store, check, vocabulary_, Action::record, change.in_case, shown);
    if (!of) return tl::unexpected(of.error());
    if (auto const whole = identity::check(change.record); !whole) return whole;
    IdentityVersion const said{change.seen + 1, clock_(), actor.id, change.record};
    if (store.identities().put(of->who, said, change.command)) return {};
    return base::refuse("version_conflict", text("Somebody else has changed this since you opened it"));
  });
}

base::Expected<NumberFound> Identities::find(Actor const& actor, std::string const& authority,
                                             identity::Number const& number) {
  Object const object{ObjectClass::identity, authority};
  return looks_.show(actor, Action::search, object, [&](Store& store, Shown& shown) -> base::Expected<NumberFound> {
    auto check = this->check(store, actor);
    auto may = check.decide(Action::search, object);
    shown.by(object, may).nobody();
    if (!may.allowed) return tl::unexpected(std::move(may.why));
    NumberFound found;
    for (auto const& person : store.identities().with_number(authority, number)) {
      found.is_known = true;
      shown.add(person.subject());
      for (auto& one : known_cases(store, check, authority, cases_of(store, vocabulary_, person), shown))
        found.cases.push_back(std::move(one));
    }
    auto const known = found.is_known ? std::optional(found.cases) : std::nullopt;
    found.may_begin = decide_to_begin(check, authority, {}, known).allowed;
    return found;
  });
}

base::Expected<std::vector<NameFound>> Identities::named(Actor const& actor, std::string const& words) {
  using Result = base::Expected<std::vector<NameFound>>;
  auto const authority = actor.authorities.empty() ? std::string() : actor.authorities.front();
  Object const object{ObjectClass::identity, authority};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) -> Result {
    shown.nobody();
    auto check = this->check(store, actor);
    auto const asked = words_of_name(words);
    std::vector<NameFound> found;
    if (authority.empty() || asked.empty()) return found;
    constexpr std::size_t piece = 500;
    std::optional<CaseKey> after;
    for (auto is_last = false; !is_last;) {
      auto const heads = store.cases(authority, piece, after);
      is_last = heads.size() < piece;
      if (!heads.empty()) after = CaseKey{heads.back().next_due_on, heads.back().in_case};
      auto const persons = named_persons(store, check, vocabulary_, heads);
      for (auto const& head : heads) {
        auto const person = persons.find(head.in_case);
        if (person == persons.end() || !holds_all(words_of_name(person->second.name), asked)) continue;
        found.push_back({head.in_case, person->second.name, head.team.unit_told(), head.closed});
        shown.add({"case", head.in_case}).add(person->second.who.subject());
        shown.part(object, person->second.decision);
      }
    }
    return found;
  });
}

access::Decision Identities::decide_to_begin(AccessCheck& check, std::string const& authority,
                                             std::string const& in_case,
                                             std::optional<std::vector<CaseOfPerson>> const& known) {
  constexpr char const* of_any = "?";  // no case has that id
  auto may = check.decide(Action::record, {ObjectClass::identity, authority}, in_case.empty() ? of_any : in_case);
  auto const is_theirs = [](CaseOfPerson const& one) { return !one.in_case.empty(); };
  if (may.allowed && known && std::none_of(known->begin(), known->end(), is_theirs))
    return {false, "involvement", {"not_involved", text("The person is known here: ask those who have the case")}};
  return may;
}

base::Expected<std::string> Identities::begin_case(Actor const& actor, NewCase const& asked) {
  using Result = base::Expected<std::string>;
  Object const object{ObjectClass::identity, asked.authority};
  return looks_.show(actor, Action::record, object, [&](Store& store, Shown& shown) -> Result {
    auto const in_case = id_for(asked.command, "case");
    PersonRef person{asked.authority, id_for(asked.command, "person")};
    auto const known = asked.record.number ? store.identities().with_number(asked.authority, *asked.record.number)
                                           : std::vector<PersonRef>();
    auto const is_new = known.empty() || std::find(known.begin(), known.end(), person) != known.end();
    if (!is_new) person = known.front();
    shown.add({"case", in_case}).add(person.subject());
    auto check = this->check(store, actor);
    std::optional<std::vector<CaseOfPerson>> cases;
    if (!is_new) cases = known_cases(store, check, person.authority, cases_of(store, vocabulary_, person), shown);
    auto may = decide_to_begin(check, asked.authority, in_case, cases);
    shown.by(object, may);
    if (!may.allowed) return tl::unexpected(std::move(may.why));
    if (!is_new && !asked.is_told_if_known) return tl::unexpected(known_meanwhile());
    // Of somebody who is known nothing but the number is taken.
    if (auto const whole = identity::check(asked.record); is_new && !whole) return tl::unexpected(whole.error());
    auto const is_repeated = record_case(actor, asked, person, in_case, is_new);
    if (!is_repeated) return tl::unexpected(is_repeated.error());
    // Sent again with other words, as after going back to the form, it is another.
    IdentityVersion const said{1, clock_(), actor.id, asked.record};
    if (is_new && *is_repeated && !store.identities().put(person, said, asked.command))
      return base::refuse("version_conflict", text("Somebody else has changed this since you opened it"));
    return in_case;
  });
}

// In the transaction of the case: two who begin one of a new number at once come one after the other there, in whatever
// process, and there is never a person without a case, nor one of whom nobody has said who it is.
Beside Identities::make_known(Actor const& actor, NewCase const& asked, PersonRef const& person) const {
  return [&asked, person, said = IdentityVersion{1, clock_(), actor.id, asked.record}](
             Transaction& transaction) -> std::optional<base::Refusal> {
    auto& identities = transaction.identities();
    if (said.record.number && !identities.with_number(person.authority, *said.record.number).empty())
      return known_meanwhile();
    if (identities.put(person, said, asked.command)) return std::nullopt;
    return base::Refusal{"version_conflict", text("Somebody else has changed this since you opened it")};
  };
}

base::Expected<bool> Identities::record_case(Actor const& actor, NewCase const& asked, PersonRef const& person,
                                             std::string const& in_case, bool is_new) {
  auto const today = calendar::day_in_sweden(clock_());
  std::vector<event::Draft> drafts;
  auto opened = draft_of(event::known::case_opened, person, in_case, today);
  opened.person = person.id;
  opened.unit = actor.unit;
  opened.subject_kind = "case";
  opened.subject_id = in_case;
  drafts.push_back(opened);
  if (is_new) {
    auto registered = draft_of(event::known::person_registered, person, in_case, today);
    registered.person = person.id;
    auto const born = asked.record.number ? identity::born_on(*asked.record.number) : std::nullopt;
    if (born) registered.data.push_back({"birth_date", {calendar::to_string(*born)}, false});
    drafts.push_back(std::move(registered));
  }
  if (actor.kind == Actor::Kind::staff) {
    auto taken = draft_of(event::known::case_taken_on, person, in_case, today);
    taken.subject_kind = "case";
    taken.subject_id = in_case;
    taken.data.push_back({"staff", {actor.id}, false});
    drafts.push_back(std::move(taken));
  }
  auto const recorded =
      commands_.record(actor, asked.command, drafts, is_new ? make_known(actor, asked, person) : Beside());
  if (!recorded) return tl::unexpected(recorded.error());
  return recorded->repeated;
}

}  // namespace overens::app
