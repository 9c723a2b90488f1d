#include "app/individual_codes.hpp"

#include "account/individual_code.hpp"
#include "account/secret.hpp"
#include "app/sign_in_tries.hpp"
#include "event/known.hpp"

namespace overens::app {

using access::Action;
using access::Actor;
using access::ObjectClass;
using base::text;

namespace {

tl::unexpected<base::Refusal> wrong_code() {
  return base::refuse("wrong_code", text("The code does not open anything. Look that every letter is right; ask those "
                                         "who gave it to you for a new one if it does not help."));
}

bool opens(KeptIndividualCode const& code, access::IndividualCodeRule const& rule, calendar::Day on) {
  return code.through >= on && code.tries < rule.tries;
}

}  // namespace

AccessCheck IndividualCodes::check(Store& store, Actor const& actor) const {
  return {looks_.policy(), actor, store, calendar::day_in_sweden(clock_())};
}

std::string IndividualCodes::kept_hash(PersonRef const& person, std::string const& words) const {
  return store_.recognised_by("individual code\n" + person.name() + "\n" + words);
}

base::Expected<std::optional<IndividualCodeState>> IndividualCodes::state(Actor const& actor,
                                                                          std::string const& in_case) {
  using Result = base::Expected<std::optional<IndividualCodeState>>;
  return looks_.show(actor, Action::read, {ObjectClass::identity}, [&](Store& store, Shown& shown) -> Result {
    auto check = this->check(store, actor);
    auto const of = place_of_person(store, check, vocabulary_, Action::read, in_case, shown);
    if (!of) return tl::unexpected(of.error());
    auto const code = store.individual_codes().code_of(of->who);
    if (!code) return std::nullopt;
    return IndividualCodeState{code->given, code->through, code->through < calendar::day_in_sweden(clock_()),
                               code->tries >= looks_.policy().individual_code().tries};
  });
}

base::Expected<void> IndividualCodes::record(Actor const& actor, CasePlace const& of, event::Draft draft,
                                             std::string const& command) {
  draft.happened = calendar::to_string(calendar::day_in_sweden(clock_()));
  draft.owner = of.who.authority;
  draft.in_case = of.head.in_case;
  draft.person = of.who.id;
  auto const made = make_command(command, std::span(&draft, 1), vocabulary_);
  if (!made) return tl::unexpected(made.error());
  auto const result = commands_.carry_out(actor, *made);
  if (result.refused) return tl::unexpected<base::Refusal>(*result.refused);
  return {};
}

base::Expected<GivenCode> IndividualCodes::give(Actor const& actor, std::string const& in_case,
                                                std::string const& command) {
  using Result = base::Expected<GivenCode>;
  return looks_.show(actor, Action::record, {ObjectClass::identity}, [&](Store& store, Shown& shown) -> Result {
    auto check = this->check(store, actor);
    auto const of = place_of_person(store, check, vocabulary_, Action::record, in_case, shown);
    if (!of) return tl::unexpected(of.error());
    auto const code = account::make_individual_code();
    auto const days = std::chrono::days(looks_.policy().individual_code().days);
    GivenCode given{account::printed(code), calendar::day_in_sweden(clock_()) + days};
    event::Draft draft;
    draft.type = event::known::individual_code_given;
    draft.data.push_back({"through", {calendar::to_string(given.through)}, false});
    if (auto const recorded = record(actor, *of, std::move(draft), command); !recorded)
      return tl::unexpected(recorded.error());
    auto const before = store.individual_codes().code_of(of->who);
    account::Account const account{.id = account::make_secret(),
                                   .issuer = issuer,
                                   .name = account::make_secret(),
                                   .authority = of->who.authority,
                                   .made = clock_()};
    store.accounts().add(account);
    store.individual_codes().put(
        {of->who, code.selector, kept_hash(of->who, code.selector + code.secret), account.id, clock_(), given.through});
    if (before) store.accounts().close(before->account);
    return given;
  });
}

base::Expected<void> IndividualCodes::close(Actor const& actor, std::string const& in_case,
                                            std::string const& command) {
  using Result = base::Expected<void>;
  return looks_.show(actor, Action::record, {ObjectClass::identity}, [&](Store& store, Shown& shown) -> Result {
    auto check = this->check(store, actor);
    auto const of = place_of_person(store, check, vocabulary_, Action::record, in_case, shown);
    if (!of) return tl::unexpected(of.error());
    auto const code = store.individual_codes().code_of(of->who);
    if (!code) return {};
    // What is to open nothing more opens nothing from now on, whatever becomes of the rest.
    store.individual_codes().remove(of->who);
    store.accounts().close(code->account);
    event::Draft draft;
    draft.type = event::known::individual_code_closed;
    return record(actor, *of, std::move(draft), command);
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
