#include "event/person_number.hpp"

#include <gtest/gtest.h>

namespace overens::event {
namespace {

// Numbers that the authorities give out for tests, and the examples of Inera's list of identities.
TEST(PersonNumber, IsFoundInEveryFormAndPlace) {
  for (auto const* words :
       {"191212121212",        "19121212-1212",      "121212-1212",          "121212+1212",      "1212121212",
        "121212 1212",         "om 19121212-1212.",  "p-191212121212",       "p:121212-1212:a",  "(121212-1212)",
        "701063-2391",         "197010632391",       "991981000010",         "991945000023",     "19810829M071",
        "19450829K088",        "19930829X802",       "19810829SU3A",         "198108320014",     "19121212\u20131212",
        "121212\u20111212",    "121212\u22121212",   "121212\u00A01212",     "121212\u20091212", "19121212\u200B1212",
        "1912\u20601212-1212", "\uFEFF191212121212", "år 191212\u00AD121212"})
    EXPECT_TRUE(holds_person_number(words)) << words;
}

TEST(PersonNumber, WhatIsNoneIsLeftAlone) {
  for (auto const* words :
       {"", "2026-11-29", "191212121213", "121312-1212", "191302311212", "19121212121", "1912121212123",
        "a191212121212", "191212121212a", "0123-45 67 89", "20260302", "e20260302-1", "RS 2026-00123", "12.5",
        "2026-03-02T10:00:00Z", "19810829M072", "991981000011", "701093-2391", "1210000-1212"})
    EXPECT_FALSE(holds_person_number(words)) << words;
}

}  // namespace
}  // namespace overens::event
