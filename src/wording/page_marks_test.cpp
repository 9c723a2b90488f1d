#include "wording/page_marks.hpp"

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
  return with_marks(marked);
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

TEST(Days, AreTimesWhereAnElementMayStand) {
  EXPECT_EQ(page("<p>Från 2025-07-01 till och med 2027-12-31.</p>"),
            "<p>Från <time>2025-07-01</time> till och med <time>2027-12-31</time>.</p>");
  EXPECT_EQ(page("2026-11-28 14:30, [2026-11-28]"),
            "<time>2026-11-28 14:30</time>, <span lang=\"sv\"><time>2026-11-28</time></span>");
  EXPECT_EQ(page("2026-11-28"), "<time>2026-11-28</time>");
  EXPECT_EQ(page("2026-11-28 14:300 och 2026-11-28 14 dagar"),
            "<time>2026-11-28</time> 14:300 och <time>2026-11-28</time> 14 dagar");
  EXPECT_EQ(page("<title>2026-11-28</title><a href=\"?dag=2026-11-28\">2026-11-28</a>"),
            "<title>2026-11-28</title><a href=\"?dag=2026-11-28\"><time>2026-11-28</time></a>");
  for (auto const* other : {"12026-11-28", "2026-11-281", "2026-11-28-1", "1-2026-11-28", "2026-11-2", "2026", "20-26",
                            "copy-2026-03-20", "a2026-03-20"})
    EXPECT_EQ(page(other), other);
}

TEST(ForeignWords, ComeFromWhatHasNoEnglish) {
  Language const bare(Tongue::english);
  Language const marked(Tongue::english, Foreign::marked);
  Language const swedish(Tongue::swedish, Foreign::marked);
  agreement::Words const only_swedish{"Samråd", ""};
  agreement::Words const both{"Samråd", "Consultation"};
  EXPECT_EQ(bare.say(only_swedish), "Samråd");
  EXPECT_EQ(with_marks(marked.say(only_swedish)), "<span lang=\"sv\">Samråd</span>");
  EXPECT_EQ(marked.say(both), "Consultation");
  EXPECT_EQ(swedish.say(only_swedish), "Samråd");
  EXPECT_EQ(with_marks(marked.swedish("utan dröjsmål.")), "<span lang=\"sv\">utan dröjsmål</span>.");
  EXPECT_EQ(marked.swedish("2.3"), "2.3") << "no words";
  EXPECT_EQ(marked.swedish(""), "");
}

}  // namespace
}  // namespace overens::wording
