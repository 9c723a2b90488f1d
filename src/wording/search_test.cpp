#include "wording/search.hpp"

#include <gtest/gtest.h>

#include "base/words.hpp"
#include "wording/asked_age.hpp"

namespace overens::wording {
namespace {

std::vector<std::string> stems_of(std::string_view words) {
  std::vector<std::string> all;
  for (auto const& form : word_forms(words, Tongue::swedish)) all.push_back(form.stem);
  return all;
}

TEST(WordForms, SwedishFormsOfAWordHaveOneStem) {
  std::vector<std::vector<std::string>> const alike = {
      {"betalar", "betalas", "betala", "betalning"},
      {"placering", "placeras", "placerad", "placeringen", "placeringar"},
      {"utredning", "utreda", "utreder", "utredningen"},
      {"revideras", "revidering", "revidera"},
      {"samordning", "samordnad", "samordna"},
      {"anhörig", "anhöriga", "anhörigas", "ANHÖRIG"},
      {"ansökan", "ansöker", "ansökningar"},
      {"uppföljning", "uppföljningen"},
  };
  for (auto const& words : alike) {
    for (auto const& word : words) EXPECT_EQ(stems_of(word), stems_of(words.front())) << word;
  }
}

TEST(WordForms, KnowsWhereEachStands) {
  std::string const text = "§ 2: SIP – utan dröjsmål”.";
  std::vector<std::string> words;
  for (auto const& form : word_forms(text, Tongue::swedish)) words.push_back(text.substr(form.at, form.size));
  EXPECT_EQ(words, (std::vector<std::string>{"2", "SIP", "utan", "dröjsmål"}));
}

Findable thing(std::string title, std::string says) {
  Findable one;
  one.kind_of_item = "norm";
  for (auto& [what, words] : {std::pair<std::string, std::string>("", title), {"Vem", says}})
    one.texts.push_back({what, words, word_forms(words, Tongue::swedish)});
  return one;
}

event::Vocabulary const& vocabulary() {
  static auto const one = [] {
    event::Vocabulary v;
    v.synonyms = {{"pay", {"betala", "kostnad"}},
                  {"plan", {"SIP", "samordnad individuell plan"}},
                  {"misuse", {"missbruk", "skadligt bruk"}},
                  {"gambling", {"spelmissbruk", "spel om pengar"}}};
    v.passed_over = {"vem", "hur", "i",   "om",  "under", "till", "efter", "när",
                     "man", "är",  "som", "för", "någon", "en",   "på"};
    v.not_an_age = {"under", "över", "minst", "efter", "i", "om", "minus"};
    v.not_an_age_now = {"efter", "i taget"};
    v.after_an_age = {"år", "åring", "årig", "years", "year old"};
    v.before_an_age = {"aged"};
    v.between_ages = {"och"};
    return v;
  }();
  return one;
}

bool finds(std::string_view asked, Findable const& one) {
  return look_for(one, Wanted(asked, vocabulary(), Tongue::swedish)).has_value();
}

TEST(Search, AllWordsInAnyOrderAndForm) {
  auto const rule = thing("Håll SIP inom en vecka efter placeringen", "kommunen och regionen tillsammans");
  EXPECT_TRUE(finds("SIP placering", rule));
  EXPECT_TRUE(finds("placerad sip", rule));
  EXPECT_TRUE(finds("vem regionens SIP", rule)) << "words of both texts, and one passed over";
  EXPECT_FALSE(finds("SIP kvarhållning", rule)) << "a word is missing";
  EXPECT_FALSE(finds("", rule));
  EXPECT_FALSE(finds("  ?! ", rule));
}

TEST(Search, SynonymsAndPartsOfLongWords) {
  EXPECT_TRUE(finds("vem betalar", thing("Kostnader", "")));
  EXPECT_TRUE(finds("vem betalar", thing("Kostnadsfördelning", "")));
  EXPECT_TRUE(finds("SIP", thing("En samordnad individuell plan", "")));
  EXPECT_FALSE(finds("SIP", thing("En individuell plan", ""))) << "all words of the synonym";
  EXPECT_TRUE(finds("intyg", thing("Läkarintyg", "")));
  EXPECT_FALSE(finds("mi", thing("Medicin och miljö", ""))) << "two letters are a word of their own";
}

TEST(Search, SynonymsOfSeveralWordsAreFoundBothWays) {
  std::vector<std::pair<std::string, std::string>> const alike = {
      {"missbruk", "skadligt bruk"}, {"SIP", "samordnad individuell plan"}, {"spelmissbruk", "spel om pengar"}};
  for (auto const& [one, other] : alike) {
    EXPECT_TRUE(finds(one, thing(other, ""))) << one;
    EXPECT_TRUE(finds(other, thing(one, ""))) << other;
    EXPECT_TRUE(finds(other, thing(other, ""))) << other;
    EXPECT_TRUE(finds("vem betalar " + other + " i kommunen", thing(one, "kommunens kostnad"))) << other;
  }
  EXPECT_FALSE(finds("skadligt", thing("Missbruk", ""))) << "a part of the synonym is another word";
  EXPECT_FALSE(finds("skadligt bruk", thing("Bruk", "")));
  EXPECT_TRUE(finds("bruk skadligt", thing("Skadligt bruk", ""))) << "in any order";
}

TEST(Search, OnlyWordsThatArePassedOverAreLookedForAllTheSame) {
  EXPECT_TRUE(finds("vem", thing("Vem", "")));
}

TEST(Search, SaysWhyWithTheWordsMarked) {
  auto const rule = thing("Kostnad", "den som betalar");
  auto const found = look_for(rule, Wanted("betala", vocabulary(), Tongue::swedish));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->because.size(), 2U);
  EXPECT_EQ(found->because[1].first, "Vem");
  std::string strong;
  for (auto const& piece : found->because[1].second) strong += piece.strong ? piece.words : "";
  EXPECT_EQ(strong, "betalar");
}

TEST(Search, WhatIsInTheTitleWeighsMore) {
  Wanted const wanted("placering", vocabulary(), Tongue::swedish);
  EXPECT_GT(look_for(thing("Placering", ""), wanted)->weight, look_for(thing("Annat", "placering"), wanted)->weight);
}

TEST(Age, IsTakenOutOfAQuestion) {
  for (auto const& [asked, age, left] : std::vector<std::tuple<std::string, int, std::string>>{
           {"urinprov 16 år", 16, "urinprov"},
           {"urinprov, 16 år?", 16, "urinprov"},
           {"ungdom, 20 år", 20, "ungdom"},
           {"urine sample 16 years", 16, "urine sample"},
           {"Urinprov 16 ÅR", 16, "Urinprov"},
           {"urinprov när man är 16 år", 16, "urinprov"},
           {"urinprov för någon som Är 16 år", 16, "urinprov"},
           {"när man är 16 år", 16, ""},
           {"16 år", 16, ""},
           {"en 17-åring som dricker", 17, "dricker"},
           {"en 17-a\xCC\x8Aring som dricker", 17, "dricker"},
           {"17 år LARO", 17, "LARO"},
           {"17-årig pojke", 17, "pojke"},
           {"17åring", 17, ""},
           {"urinprov 16 åring", 16, "urinprov"},
           {"a boy aged 17", 17, "a boy"},
           {"a 17-year-old boy", 17, "a boy"},
           {"en pojke på 16 år som dricker", 16, "en pojke som dricker"},
           {"16 år urinprov, 16 år", 16, "16 år urinprov, 16 år"}}) {
    auto words = asked;
    EXPECT_EQ(take_ages(words, vocabulary()), std::vector{age}) << asked;
    EXPECT_EQ(words, left);
  }
}

TEST(Age, OfTwoNeitherIsPicked) {
  for (std::string const asked : {"urinprov 16 år och 50 år", "16 och 50 år urinprov", "en 16-åring och en 50-åring"}) {
    auto words = asked;
    EXPECT_EQ(take_ages(words, vocabulary()), (std::vector{16, 50})) << asked;
    EXPECT_EQ(words, asked);
  }
}

TEST(Age, IsNotTakenFromOtherAgesOrHowLong) {
  for (std::string const asked : {"barn under 18 år",
                                  "barn Under 18 år",
                                  "urinprov över 16 år",
                                  "minst 16 år",
                                  "2 år efter placering",
                                  "efter 2 år",
                                  "SIP i 2 år",
                                  "om 2 år",
                                  "år",
                                  "några år",
                                  "200 år",
                                  "-3 år",
                                  "barn 16 yearsold",
                                  "revidering 2 år i taget",
                                  "ung minus 5 år",
                                  "13-17 år",
                                  "13–17 år",
                                  "F10 år",
                                  "17",
                                  ""}) {
    auto words = asked;
    EXPECT_EQ(take_ages(words, vocabulary()), std::vector<int>()) << asked;
    EXPECT_EQ(words, asked);
  }
}

TEST(Search, WhatIsWrittenWithoutMarksIsFoundWhenNothingElseIs) {
  auto const one = thing("Uppföljning", "");
  Wanted const plain("uppfoljning", vocabulary(), Tongue::swedish);
  EXPECT_FALSE(look_for(one, plain));
  ASSERT_TRUE(plain.with_any_marks());
  EXPECT_TRUE(look_for(one, *plain.with_any_marks()));
  EXPECT_FALSE(Wanted("åäö", vocabulary(), Tongue::swedish).with_any_marks());
  EXPECT_TRUE(finds("uppfo\xCC\x88ljning", one)) << "a letter in two parts";
}

TEST(Search, LettersInPartsAreFoundOnceTheyAreComposed) {
  std::string const in_parts = "Sa\xCC\x88kerhet a\xCC\x8A o\xCC\x88";
  EXPECT_EQ(base::composed(in_parts), "Säkerhet å ö");
  EXPECT_FALSE(base::is_composed(in_parts));
  EXPECT_TRUE(base::is_composed("Säkerhet å ö é"));
}

}  // namespace
}  // namespace overens::wording
