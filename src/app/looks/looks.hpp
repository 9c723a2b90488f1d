#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "access/look_rules.hpp"
#include "access/policy.hpp"
#include "app/looks/look_keeper.hpp"
#include "app/ports/store.hpp"
#include "base/refusal.hpp"

namespace overens::app {

/// What an answer shows and what decided that it may, said by whoever makes it. An answer that does not say what it
/// shows is never given.
class Shown {
 public:
  /// Each case, person … that is shown, however often it is said.
  Shown& add(journal::SubjectRef const& subject);
  /// Nobody: an empty list, or what is about no person.
  Shown& nobody();
  /// The last event that it rests on.
  Shown& version(std::string const& event);
  /// Why they say that they need it: kept where that is what lets something be shown. Said before what decides.
  Shown& reason(std::string const& words);
  /// What it is needed for, when that has been asked of everybody: kept whatever decided.
  Shown& needed_for(std::string const& words);
  /// What a review came to.
  Shown& result(std::string const& code);
  /// What it is about, when only the answer can tell, and what decided on that.
  Shown& by(access::Object const& object, access::Decision const& decision);
  /// The same of one of several parts of what is shown: the look is kept by the one that is kept most closely.
  Shown& part(access::Object const& object, access::Decision const& decision);
  /// A part that is hidden from others, in a case: kept as a look of its own, so that the other tells nothing of it.
  Shown& hidden_part(access::Object const& object, access::Decision const& decision, std::string const& in_case);
  /// What another answer, which nobody is told of but by this, shows of what is hidden.
  Shown& hidden_parts_of(Shown const& other);
  /// To everybody who does not see what is hidden it is as if nothing had been found.
  Shown& as_not_found();
  /// The last event that it rests on, with what is hidden.
  Shown& hidden_version(std::string const& event);

 private:
  friend class Looks;
  bool said_ = false;
  bool has_part_ = false;
  access::Object object_;
  std::vector<journal::SubjectRef> subjects_;
  std::string reason_;
  journal::Look look_;
  std::shared_ptr<Shown> hidden_;
};

/// The one way from a question to what is recorded: it is decided, answered, and the look kept, and only then does
/// anybody get the answer. A question reaches the store through this alone, so that none can forget it.
class Looks {
 public:
  using Clock = LookKeeper::Clock;
  using Report = LookKeeper::Report;

  /// What it is given must outlive it.
  Looks(Store& store, access::Policy const& policy, access::LookRules const& rules, Clock clock, Report report = {})
      : store_(store), policy_(policy), rules_(rules), keeper_(store.looks(), std::move(clock), std::move(report)) {}

  access::Policy const& policy() const { return policy_; }
  access::LookRules const& rules() const { return rules_; }

  /// Whether the actor may ever: access::decide_route(). A denial is kept; refused with `store_unavailable` when it
  /// can't be.
  base::Expected<void> may(access::Actor const& actor, access::Action action, access::ObjectClass object);
  /// Keeps that it was denied. Throws StoreFailed.
  void keep_denial(access::Actor const& actor, access::Action action, access::Object const& object,
                   access::Decision const& decision);
  /// That somebody has signed in or out, or has tried to. `kind`: of staff when nobody knows who it is. Throws
  /// StoreFailed.
  void keep_sign_in(std::string const& authority, access::Actor::Kind kind, std::string const& who,
                    access::Action action, std::string const& refused);

  /// Lets `answer(store, shown)` answer when the actor may ever do that with the class, and with what is the object's
  /// owner's. What it shows is kept, and so is a denial that it says (Shown::by), and that there was nothing
  /// (`not_found`). Refused as access::decide() and as the answer, and with `store_unavailable` when the store does not
  /// answer or the look can't be kept: then nothing is shown.
  template <class Answer>
  auto show(access::Actor const& actor, access::Action action, access::Object const& object, Answer const& answer)
      -> decltype(answer(std::declval<Store&>(), std::declval<Shown&>())) {
    using Result = decltype(answer(std::declval<Store&>(), std::declval<Shown&>()));
    return guarded<Result>([&]() -> Result {
      auto decision = decide(actor, action, object);
      Shown shown;
      shown.by(object, decision);
      if (!decision.allowed) {
        keep(actor, action, shown.nobody());
        return refused<Result>(std::move(decision.why));
      }
      return answered<Result>(actor, action, shown, answer);
    });
  }
  /// The same where only the answer can decide: by each Shown::by().
  template <class Answer>
  auto show_decided(access::Actor const& actor, access::Action action, Answer const& answer)
      -> decltype(answer(std::declval<Store&>(), std::declval<Shown&>())) {
    using Result = decltype(answer(std::declval<Store&>(), std::declval<Shown&>()));
    return guarded<Result>([&]() -> Result {
      Shown shown;
      return answered<Result>(actor, action, shown, answer);
    });
  }

 private:
  access::Decision decide(access::Actor const& actor, access::Action action, access::Object const& object) const;
  /// Throws StoreFailed.
  void keep(access::Actor const& actor, access::Action action, Shown const& shown);
  void keep_one(access::Actor const& actor, access::Action action, Shown const& shown);

  template <class Result, class Answer>
  Result answered(access::Actor const& actor, access::Action action, Shown& shown, Answer const& answer) {
    Result result = answer(store_, shown);
    if (!result && code_of(result.error()) == "not_found") shown.look_.refused = "not_found";
    if (result || !shown.look_.refused.empty()) keep(actor, action, shown);
    return result;
  }
  template <class Error>
  static std::string code_of(Error const& error) {
    if constexpr (requires { error.why.code; })
      return error.why.code;
    else
      return error.code;
  }
  template <class Result>
  static Result refused(base::Refusal why) {
    return tl::unexpected(typename Result::error_type{std::move(why)});
  }
  template <class Result, class Do>
  static Result guarded(Do const& act) {
    try {
      return act();
    } catch (StoreFailed const&) {
      return refused<Result>(unavailable());
    }
  }

  Store& store_;
  access::Policy const& policy_;
  access::LookRules const& rules_;
  LookKeeper keeper_;
};

}  // namespace overens::app
