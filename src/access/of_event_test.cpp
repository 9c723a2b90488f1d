#include "access/of_event.hpp"

#include <gtest/gtest.h>

namespace overens::access {
namespace {

event::EventType type(std::string name, ObjectClass secrecy = ObjectClass::notes) {
  event::EventType made;
  made.name = std::move(name);
  made.secrecy = secrecy;
  return made;
}

TEST(of_event, nobody_names_themselves) {
  Actor const visitor, caseworker{.kind = Actor::Kind::staff, .id = "s1"};
  event::EventType taken = type("case.taken_on", ObjectClass::coordination);
  event::DataField staff_field, named_field;
  staff_field.name = "staff";
  named_field.name = "named";
  std::vector<event::Value> values = {{&staff_field, 0, 0, "s1"}};
  event::Event event;
  event.type = &taken;
  event.data = values;
  EXPECT_EQ(action_of(event, caseworker), Action::take_on);
  EXPECT_EQ(action_of(event, visitor), Action::assign);
  values.push_back({&named_field, 0, 1, {}});
  event.data = values;
  EXPECT_EQ(action_of(event, caseworker), Action::assign);
  values = {{&staff_field, 0, 0, "s2"}};
  event.data = values;
  EXPECT_EQ(action_of(event, caseworker), Action::assign);
}

TEST(of_event, changing_and_disclosing_are_more_than_recording) {
  EXPECT_EQ(action_of(type("event.corrected")), Action::correct);
  EXPECT_EQ(action_of(type("event.withdrawn")), Action::withdraw);
  EXPECT_EQ(action_of(type("disclosure.made")), Action::disclose);
  EXPECT_EQ(action_of(type("disclosure.ended")), Action::disclose);
  EXPECT_EQ(action_of(type("commission.given")), Action::grant);
  EXPECT_EQ(action_of(type("commission.confirmed")), Action::confirm);
  EXPECT_EQ(action_of(type("forum.met", ObjectClass::governance)), Action::record);
  EXPECT_EQ(action_of(type("unit.doubted", ObjectClass::open)), Action::doubt);
}

}  // namespace
}  // namespace overens::access
