#include "wording/foreign_words.hpp"

#include <gtest/gtest.h>

#include "wording/language.hpp"

namespace overens::wording {
namespace {

// With [ and ] for the marks.
std::string page(std::string const& html) {
  std::string marked;
  for (auto const c : html) {
    if (c == '[')
      marked += foreign_begins;
    else if (c == ']')
      marked += foreign_ends;
    else
      marked += c;
  }
  return with_languages(marked);
}

TEST(ForeignWords, AreSpansWhereAnElementMayStand) {
  EXPECT_EQ(page("<p>The [kommun] and the [region]</p>"),
            "<p>The <span lang=\"sv\">kommun</span> and the <span lang=\"sv\">region</span></p>");
  EXPECT_EQ(page("<p>plain</p>"), "<p>plain</p>");
  EXPECT_EQ(page("<title>[Namn]</title><option value=\"[x]\" selected>[Namn]</option>[ut]"),
            "<title>Namn</title><option value=\"x\" selected>Namn</option><span lang=\"sv\">ut</span>");
  EXPECT_EQ(page("<td data-label=\"[Vem]\">[a<br>b]</td>"),
            "<td data-label=\"Vem\"><span lang=\"sv\">a<br>b</span></td>");
}

TEST(ForeignWords, AlwaysEndWithinTheirElement) {
  EXPECT_EQ(page("<p>[a</p><p>b]</p>"), "<p><span lang=\"sv\">a</span></p><p>b</p>");
  EXPECT_EQ(page("<p>[a<mark>b]</mark>c]d</p>"), "<p><span lang=\"sv\">a<mark>b</mark>c</span>d</p>");
  EXPECT_EQ(page("<p>[[a] b]]</p>"), "<p><span lang=\"sv\">a</span> b</p>");
  EXPECT_EQ(page("]<p>]a[</p>"), "<p>a<span lang=\"sv\"></span></p>");
  EXPECT_EQ(page("[<"), "<span lang=\"sv\"><");
}

TEST(ForeignWords, ComeFromWhatHasNoEnglish) {
  Language const bare(Tongue::english);
  Language const marked(Tongue::english, Foreign::marked);
  Language const swedish(Tongue::swedish, Foreign::marked);
  agreement::Words const only_swedish{"Samråd", ""};
  agreement::Words const both{"Samråd", "Consultation"};
  EXPECT_EQ(bare.say(only_swedish), "Samråd");
  EXPECT_EQ(with_languages(marked.say(only_swedish)), "<span lang=\"sv\">Samråd</span>");
  EXPECT_EQ(marked.say(both), "Consultation");
  EXPECT_EQ(swedish.say(only_swedish), "Samråd");
  EXPECT_EQ(with_languages(marked.swedish("utan dröjsmål.")), "<span lang=\"sv\">utan dröjsmål</span>.");
  EXPECT_EQ(marked.swedish("2.3"), "2.3") << "no words";
  EXPECT_EQ(marked.swedish(""), "");
}

}  // namespace
}  // namespace overens::wording
