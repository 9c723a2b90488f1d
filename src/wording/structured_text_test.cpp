#include "wording/structured_text.hpp"

#include <gtest/gtest.h>

namespace overens::wording {
namespace {

StructuredText document() {
  StructuredText d;
  d.title = "Titel <1>";
  d.language = "sv";
  d.heading(2, "first", "Först & främst");
  d.paragraph({{"Se "}, {"stycket", "first"}, {" och ", {}, true}, {"[2] *inte*"}});
  d.table("Vad", {"Vad", "Vem"}, {{plain("SIP"), plain("en\nannan")}, {plain("Tom"), plain("")}});
  d.list({plain("ett"), plain("två")});
  d.facts({{plain("Gäller"), plain("ja")}});
  return d;
}

TEST(StructuredText, AColumnInWhichNothingStandsIsLeftOut) {
  StructuredText d;
  d.table("", {"A", "B", "C"}, {{plain(""), plain(""), plain("x")}, {plain(""), {}, {}}});
  auto const& table = d.blocks.front();
  EXPECT_EQ(table.columns, (std::vector<std::string>{"A", "C"}));
  EXPECT_EQ(table.rows[0].size(), 2U);
  EXPECT_EQ(table.rows[0][1].front().words, "x");
  EXPECT_EQ(table.rows[1].size(), 2U);
}

TEST(StructuredText, HtmlEscapesAndLinks) {
  Language const say(Tongue::swedish);
  auto const html = as_html(document(), say);
  EXPECT_NE(html.find("<title>Titel &lt;1&gt;</title>"), std::string::npos);
  EXPECT_NE(html.find("<h2 id=\"first\">Först &amp; främst</h2>"), std::string::npos);
  EXPECT_NE(html.find("<a href=\"#first\">stycket</a>"), std::string::npos);
  EXPECT_NE(html.find("en<br>annan"), std::string::npos);
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find("http"), std::string::npos) << "needs nothing from elsewhere";
}

TEST(StructuredText, MarkdownEscapes) {
  auto const markdown = as_markdown(document());
  EXPECT_NE(markdown.find("# Titel \\<1>"), std::string::npos);
  EXPECT_NE(markdown.find("[stycket](#first)"), std::string::npos);
  EXPECT_NE(markdown.find("\\*inte\\*"), std::string::npos);
  EXPECT_NE(markdown.find("| SIP | en<br>annan |"), std::string::npos);
}

TEST(StructuredText, TerminalPutsWhatFitsOnALine) {
  auto const text = as_terminal(document(), 100);
  EXPECT_NE(text.find("Först & främst\n-------------"), std::string::npos) << "as wide as it looks";
  EXPECT_NE(text.find("  • SIP\n      Vem: en; annan\n"), std::string::npos);
  EXPECT_NE(text.find("  • Tom\n  • ett\n"), std::string::npos) << "an empty cell says nothing";
}

TEST(StructuredText, TerminalPutsCellsOnOneLineWhenThereIsRoom) {
  StructuredText d;
  d.table("", {"A", "B", "C"}, {{plain("x"), plain("ett"), plain("två")}});
  std::string const line = "      B: ett · C: två";
  EXPECT_NE(as_terminal(d, 21).find(line + "\n"), std::string::npos);
  EXPECT_NE(as_terminal(d, 20).find("      B: ett\n      C: två\n"), std::string::npos);
}

}  // namespace
}  // namespace overens::wording
