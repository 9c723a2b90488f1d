#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "access/look_rules.hpp"
#include "access/policy.hpp"
#include "app/look_keeper.hpp"
#include "app/store.hpp"
#include "base/refusal.hpp"

namespace overens::app {

/// What an answer shows, said by whoever makes it. An answer that does not say it is never given.
class Shown {
 public:
  /// Each case, person … that is shown, however often it is said.
  Shown& add(journal::SubjectRef const& subject);
  /// Nobody: an empty list, or what is about no person.
  Shown& nobody();
  /// The last event that it rests on.
  Shown& version(std::string const& event);
  /// What a review came to.
  Shown& result(std::string const& code);

  bool is_said() const { return said_; }
  /// Each once, in order.
  std::vector<journal::SubjectRef> subjects() const;
  std::string const& version() const { return version_; }
  std::string const& result() const { return result_; }

 private:
  bool said_ = false;
  std::vector<journal::SubjectRef> subjects_;
  std::string version_;
  std::string result_;
};

/// The one way from a question to what is recorded: access::decide(), then the answer, then the look at it kept, and
/// only then does anybody get it. A question reaches the store through this alone, so that none can forget it.
class Looks {
 public:
  using Clock = LookKeeper::Clock;
  using Report = LookKeeper::Report;

  /// What it is given must outlive it.
  Looks(Store& store, access::Policy const& policy, access::LookRules const& rules, Clock clock, Report report = {})
      : store_(store), policy_(policy), rules_(rules), keeper_(store.looks(), std::move(clock), std::move(report)) {}

  access::Policy const& policy() const { return policy_; }
  access::LookRules const& rules() const { return rules_; }

  /// Whether the actor may. A denial is kept; refused with `store_unavailable` when it can't be.
  base::Expected<void> may(access::Actor const& actor, access::Action action, access::Object const& object);

  /// Lets `answer(store, shown)` answer, which is a base::Expected, when the actor may do it with the object. What it
  /// shows is kept, and so is that there was nothing (`not_found`). Refused as access::decide() and as the answer, and
  /// with `store_unavailable` when the store does not answer or the look can't be kept: then nothing is shown.
  template <class Answer>
  auto show(access::Actor const& actor, access::Action action, access::Object const& object, Answer const& answer)
      -> decltype(answer(std::declval<Store&>(), std::declval<Shown&>())) {
    return guarded([&]() -> decltype(answer(store_, std::declval<Shown&>())) {
      auto const rule = decide(actor, action, object);
      if (!rule) return tl::unexpected(rule.error());
      Shown shown;
      auto result = answer(store_, shown);
      if (result || result.error().code == "not_found")
        keep(actor, action, object, *rule, shown, result ? "" : result.error().code);
      return result;
    });
  }
  /// The same about several objects that only the store can tell, each of which is decided on: `objects(store)`.
  template <class Objects, class Answer>
  auto show_all(access::Actor const& actor, access::Action action, Objects const& objects, Answer const& answer)
      -> decltype(answer(std::declval<Store&>(), std::declval<Shown&>())) {
    return guarded([&]() -> decltype(answer(store_, std::declval<Shown&>())) {
      std::vector<access::Object> const all = objects(store_);
      for (auto const& object : all) {
        auto const rule = decide(actor, action, object);
        if (!rule) return tl::unexpected(rule.error());
      }
      Shown shown;
      auto result = answer(store_, shown);
      for (auto const& object : all) {
        if (result) keep(actor, action, object, *decide(actor, action, object), shown, "");
      }
      return result;
    });
  }

  /// That somebody has signed in or out, or has tried to. Throws StoreFailed.
  void keep_sign_in(std::string const& authority, std::string const& who, access::Action action,
                    std::string const& refused);

 private:
  /// Throws StoreFailed.
  void keep(access::Actor const& actor, access::Action action, access::Object const& object, std::string const& rule,
            Shown const& shown, std::string const& refused);
  /// The row of the policy that allows it. A denial is kept.
  base::Expected<std::string> decide(access::Actor const& actor, access::Action action, access::Object const& object);

  template <class Do>
  static auto guarded(Do const& act) -> decltype(act()) {
    try {
      return act();
    } catch (StoreFailed const&) {
      return base::refuse("store_unavailable", base::text("what is recorded can't be read just now"));
    }
  }

  Store& store_;
  access::Policy const& policy_;
  access::LookRules const& rules_;
  LookKeeper keeper_;
};

}  // namespace overens::app
