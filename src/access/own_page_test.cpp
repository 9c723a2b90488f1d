#include <gtest/gtest.h>

#include "access/policy.hpp"
#include "disk/agreements.hpp"

namespace overens::access {
namespace {

disk::Agreements const& loaded_agreements() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

calendar::Day const one_day = *calendar::parse_day("2026-11-30");
Actor const who_has_shown{.kind = Actor::Kind::individual, .id = "i1", .persons = {"soc/p1"}};
Actor const who_has_a_code{.kind = Actor::Kind::individual_by_code, .id = "i2", .persons = {"soc/p1"}};
Actor const works_in_a_case{.kind = Actor::Kind::staff, .id = "s1", .authorities = {"soc"}, .role = "caseworker"};
Actor const on_trial{.kind = Actor::Kind::developer, .id = "developer"};

TEST(OwnPage, shows_an_individual_its_parts_alone) {
  using Shown = std::vector<std::string>;
  auto const shown = [](Actor const& actor, ObjectClass object, Relation relation) {
    Shown parts;
    for (auto const& part : loaded_agreements().vocabulary.code_set("individual_parts")->codes) {
      Object const asked{object, "soc", {}, true, false, {part.id}};
      if (access::decide(loaded_agreements().policy, actor, Action::own_page, asked,
                         {.relation = relation, .on = one_day})
              .allowed)
        parts.push_back(part.id);
    }
    return parts;
  };
  auto const own = Relation::individual;
  EXPECT_EQ(shown(who_has_shown, ObjectClass::coordination, own),
            (Shown{"contact", "appointment", "plan", "invitation", "consent"}));
  EXPECT_EQ(shown(who_has_shown, ObjectClass::notes, own), (Shown{"disclosure", "answer"}));
  EXPECT_EQ(shown(who_has_shown, ObjectClass::access_log, own), Shown{"access"});
  EXPECT_EQ(shown(who_has_a_code, ObjectClass::coordination, own), (Shown{"contact", "appointment"}));
  EXPECT_EQ(shown(who_has_a_code, ObjectClass::notes, own), Shown{"answer"});
  EXPECT_EQ(shown(who_has_a_code, ObjectClass::access_log, own), Shown{});
  for (auto const object : all_object_classes) {
    for (auto const* actor : {&who_has_shown, &who_has_a_code, &works_in_a_case, &on_trial}) {
      for (auto n = 0; n <= static_cast<int>(Relation::nobody); ++n) {
        auto const relation = static_cast<Relation>(n);
        auto const is_open =
            object == ObjectClass::open && actor->kind != Actor::Kind::staff && actor->kind != Actor::Kind::developer;
        auto const is_theirs = relation == own && !actor->persons.empty() &&
                               (object == ObjectClass::coordination || object == ObjectClass::notes ||
                                (object == ObjectClass::access_log && actor == &who_has_shown));
        if (!is_theirs && !is_open) {
          EXPECT_EQ(shown(*actor, object, relation), Shown{}) << to_string(object);
        }
      }
    }
  }
}

}  // namespace
}  // namespace overens::access
