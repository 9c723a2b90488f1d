#include "app/signing_in/individual_codes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "account/secret.hpp"
#include "app/own_page.hpp"
#include "app/signing_in/sign_in_tries.hpp"
#include "event/known.hpp"
#include "journal/chain.hpp"

namespace overens::app {

using access::Action;
using access::Actor;
using access::ObjectClass;
using base::text;

namespace {

constexpr int codes_of_a_command = 8;

tl::unexpected<base::Refusal> wrong_code() {
  return base::refuse("wrong_code", text("The code does not open anything. Look that every letter is right; ask those "
                                         "who gave it to you for a new one if it does not help."));
}

base::Refusal code_is_anothers() {
  return {"id_unusable", text("The code that was given by this form is the person's no longer")};
}

// What a person has opens nothing any more.
template <class StoreOrTransaction>
void take_away(StoreOrTransaction& from, PersonRef const& person) {
  auto const code = from.individual_codes().code_of(person);
  if (!code) return;
  from.individual_codes().remove(person);
  from.accounts().close(code->account);
}

bool opens(KeptIndividualCode const& code, access::IndividualCodeRule const& rule, calendar::Day on) {
  return code.through >= on && code.tries < rule.tries;
}

}  // namespace

AccessCheck IndividualCodes::check(Store& store, Actor const& actor) const {
  return {looks_.policy(), actor, store, calendar::day_in_sweden(clock_())};
}

bool IndividualCodes::would_open(Store& store, PersonRef const& person) const {
  auto const heads = store.case_heads(person.authority, cases_of(store, vocabulary_, person));
  auto const is_protected =
      std::any_of(heads.begin(), heads.end(), [](CaseHead const& head) { return head.team.is_protected; });
  Actor const holder{.kind = Actor::Kind::individual_by_code, .persons = {person.name()}};
  return may_see_contact(looks_.policy(), holder, person, is_protected, calendar::day_in_sweden(clock_())).allowed;
}

std::string IndividualCodes::kept_hash(PersonRef const& person, std::string const& words) const {
  return store_.recognised_by("individual code\n" + person.name() + "\n" + words);
}

base::Expected<CodesOfPerson> IndividualCodes::state(Actor const& actor, std::string const& in_case) {
  using Result = base::Expected<CodesOfPerson>;
  return looks_.show(actor, Action::read, {ObjectClass::identity}, [&](Store& store, Shown& shown) -> Result {
    auto check = this->check(store, actor);
    auto const of = place_of_person(store, check, vocabulary_, Action::read, in_case, shown);
    if (!of) return tl::unexpected(of.error());
    CodesOfPerson all{{}, would_open(store, of->who)};
    if (auto const code = store.individual_codes().code_of(of->who))
      all.code = IndividualCodeState{code->given, code->through, code->through < calendar::day_in_sweden(clock_()),
                                     code->tries >= looks_.policy().individual_code().tries};
    return all;
  });
}

base::Expected<bool> IndividualCodes::record(Actor const& actor, CasePlace const& of, event::Draft draft,
                                             std::string const& command, Beside const& beside) {
  draft.happened = calendar::to_string(calendar::day_in_sweden(clock_()));
  draft.owner = of.who.authority;
  draft.in_case = of.head.in_case;
  draft.person = of.who.id;
  auto const recorded = commands_.record(actor, command, std::span(&draft, 1), beside);
  if (!recorded) return tl::unexpected(recorded.error());
  return recorded->repeated;
}

account::IndividualCode IndividualCodes::code_of(PersonRef const& person, std::string const& command, int which) const {
  auto const words = fmt::format("individual code of a command\n{}\n{}\n{}", person.name(), command, which);
  return account::individual_code_of(journal::hash_of_data({}, store_.recognised_by(words)));
}

std::optional<GivenCode> IndividualCodes::keep(Transaction& transaction, PersonRef const& person,
                                               std::string const& command, calendar::Day through) const {
  auto& codes = transaction.individual_codes();
  for (int which = 0; which < codes_of_a_command; ++which) {
    auto const code = code_of(person, command, which);
    auto const found = codes.code_with(code.selector);
    if (found && found->person != person) continue;
    take_away(transaction, person);
    account::Account const account{.id = account::make_secret(),
                                   .issuer = issuer,
                                   .name = account::make_secret(),
                                   .authority = person.authority,
                                   .made = clock_()};
    transaction.accounts().add(account);
    codes.put({person, code.selector, kept_hash(person, code.selector + code.secret), account.id, clock_(), through});
    return GivenCode{account::printed(code), through};
  }
  return std::nullopt;
}

base::Expected<GivenCode> IndividualCodes::give(Actor const& actor, std::string const& in_case,
                                                std::string const& command) {
  using Result = base::Expected<GivenCode>;
  return looks_.show(actor, Action::record, {ObjectClass::identity}, [&](Store& store, Shown& shown) -> Result {
    auto check = this->check(store, actor);
    auto const of = place_of_person(store, check, vocabulary_, Action::record, in_case, shown);
    if (!of) return tl::unexpected(of.error());
    if (!would_open(store, of->who))
      return base::refuse("protected_identity",
                          text("the person has a protected identity: a code on paper would open nothing"));
    auto const days = std::chrono::days(looks_.policy().individual_code().days);
    auto const through = calendar::day_in_sweden(clock_()) + days;
    event::Draft draft;
    draft.type = event::known::individual_code_given;
    draft.data.push_back({"through", {calendar::to_string(through)}, false});
    std::optional<GivenCode> given;
    auto const is_repeated =
        record(actor, *of, std::move(draft), command, [&](Transaction& transaction) -> std::optional<base::Refusal> {
          given = keep(transaction, of->who, command, through);
          return given ? std::nullopt : std::optional(code_is_anothers());
        });
    if (!is_repeated) return tl::unexpected(is_repeated.error());
    if (!*is_repeated && given) return *given;
    auto const now = store.individual_codes().code_of(of->who);
    for (int which = 0; now && which < codes_of_a_command; ++which) {
      auto const code = code_of(of->who, command, which);
      if (code.selector == now->selector) return GivenCode{account::printed(code), now->through};
    }
    return tl::unexpected(code_is_anothers());
  });
}

base::Expected<void> IndividualCodes::close(Actor const& actor, std::string const& in_case,
                                            std::string const& command) {
  using Result = base::Expected<void>;
  return looks_.show(actor, Action::record, {ObjectClass::identity}, [&](Store& store, Shown& shown) -> Result {
    auto check = this->check(store, actor);
    auto const of = place_of_person(store, check, vocabulary_, Action::record, in_case, shown);
    if (!of) return tl::unexpected(of.error());
    if (!store.individual_codes().code_of(of->who)) return {};
    event::Draft draft;
    draft.type = event::known::individual_code_closed;
    auto const recorded = record(actor, *of, std::move(draft), command, [&](Transaction& transaction) {
      take_away(transaction, of->who);
      return std::nullopt;
    });
    if (recorded) return {};
    take_away(store, of->who);  // what is to open nothing more does not, also when that can't be recorded
    return tl::unexpected(recorded.error());
  });
}

base::Expected<std::string> IndividualCodes::open(std::string const& words, std::string const& address) {
  return or_unavailable([&]() -> base::Expected<std::string> {
    auto const written = account::read_individual_code(words).value_or(account::IndividualCode());
    auto const keys = account::failure_keys("individual code " + written.selector, address);
    if (auto const may = note_failure(store_.accounts(), keys, clock_()); !may) return tl::unexpected(may.error());
    auto& codes = store_.individual_codes();
    auto const code = codes.code_with(written.selector);
    auto const hash = kept_hash(code ? code->person : PersonRef(), written.selector + written.secret);
    auto const today = calendar::day_in_sweden(clock_());
    auto const is_it =
        code && account::same(hash, code->hash) && opens(*code, looks_.policy().individual_code(), today);
    if (!is_it) {
      codes.failed(written.selector);  // also of no code, so that it takes the same time
      looks_.keep_sign_in(code ? code->person.authority : std::string(), access::Actor::Kind::individual_by_code,
                          code ? code->account : std::string(), Action::sign_in, "wrong_code");
      return wrong_code();
    }
    take_back(store_.accounts(), keys);
    codes.succeeded(written.selector);
    return sign_in_.open(code->account);
  });
}

std::optional<Actor> actor_by_code(IndividualCodeStore& codes, access::Policy const& policy,
                                   account::Account const& account, calendar::Day on) {
  auto const code = codes.code_by_account(account.id);
  if (!code || code->through < on || code->tries >= policy.individual_code().tries) return std::nullopt;
  return Actor{.kind = Actor::Kind::individual_by_code, .id = account.id, .persons = {code->person.name()}};
}

}  // namespace overens::app
