#include "web/document_view.hpp"
#include "web/pages.hpp"

namespace overens::web {

using base::text;
using wording::plain;
using wording::StructuredText;

http::Reply text_page(PageContext const& context, StructuredText const& document, std::string_view here, int status) {
  Page page(context, "text.html", document.title, here);
  page.body().put("HEADING", document.title);
  show_blocks(page.body(), document.blocks);
  return page.reply(status);
}

http::Reply help_page(PageContext const& context, Form&) {
  auto const s = [&](base::Text const& t) { return context.tr(t); };
  StructuredText out;
  out.title = s(text("Help"));
  out.paragraph(
      plain(s(text("These pages tell what the counties' agreements say. They are open to everybody and hold "
                   "nothing about any person: do not write names or personal numbers here."))));
  out.heading(2, "svaren", s(text("How to read the answers")));
  out.list({plain(s(text("Every answer names the section of the agreement that it comes from. Follow the link to read "
                         "what it says."))),
            plain(s(text("It is told in other words than the agreement's own. The agreement itself is what holds."))),
            plain(s(text("“Not listed” never means that nobody is responsible. The law applies whatever the agreement "
                         "lists, and the region and the municipality have to find out together."))),
            plain(s(text("Where the text leaves something open, the answer says which reading it rests on, and whether "
                         "anybody has decided it."))),
            plain(s(text("Choose another day to see what held then.")))});
  out.heading(2, "ord", s(text("Words")));
  out.facts({{plain(s(text("shall"))), plain(s(text("a duty: not doing it is a breach of the agreement")))},
             {plain(s(text("should"))), plain(s(text("what is wanted: not doing it is noted, but no breach")))},
             {plain(s(text("commitment"))), plain(s(text("what a party has promised in the agreement")))},
             {plain(s(text("reading"))), plain(s(text("what has been chosen where the text leaves something open")))},
             {plain(s(text("forum"))), plain(s(text("where the region and the municipalities meet about it")))},
             {plain(s(text("working day"))),
              plain(s(text("Monday to Friday, but not public holidays, and not Midsummer Eve, Christmas Eve or New "
                           "Year's Eve unless the agreement says so")))}});
  out.heading(2, "sidorna", s(text("The pages")));
  out.list({{{s(text("Who does what?")), "/vem-gor-vad"}, {s(text(": where and what, and who answers for it"))}},
            {{s(text("Search")), "/sok"}, {s(text(": words in all agreements at once"))}},
            {{s(text("The agreements")), "/overenskommelser"},
             {s(text(": read them, search in them, see how they stood on a day"))}},
            {{s(text("Compare")), "/jamfor"}, {s(text(": two counties or two versions beside each other"))}},
            {{s(text("Calculate a deadline")), "/rakna-frist"}, {s(text(": the last day and how it was counted"))}},
            {{s(text("May I say this?")), "/far-jag-saga"},
             {s(text(": what may be told of a person, to whom, and by which statute"))}}});
  out.heading(2, "lan", s(text("How a county is added")));
  out.list({plain(s(text("An agreement is read from the first page to the last and told as data: who does what, rules, "
                         "forums, and what the text leaves open, each with its section. No programmer is needed."))),
            plain(s(text("How it is done step by step stands in the document doc/nytt-lan.md of the program, with an "
                         "example. It takes about two days."))),
            plain(s(text("What is needed is the agreement itself, and somebody who knows the county and reads through "
                         "what has been written. Whoever runs this site takes it in.")))});
  out.heading(2, "kakor", s(text("Cookies")));
  out.paragraph(plain(
      s(text("If you change the language, the choice is kept in a cookie called sprak for a year, and the county or "
             "municipality that you last asked about in one called plats. Whoever signs in gets one called "
             "__Host-overens, which ends with the session. There are no others, and no measuring of visitors."))));
  return text_page(context, out, "/hjalp");
}

http::Reply accessibility_page(PageContext const& context, Form&) {
  auto const& by = context.sources.site_operator;
  if (!by.has_statement()) return refusal_page(context, 404);
  auto const s = [&](base::Text const& t) { return context.tr(t); };
  StructuredText out;
  out.title = s(text("Accessibility statement"));
  out.paragraph(plain(
      s(text("{0} runs these pages. Everybody shall be able to use them. They are made to meet the Swedish law on "
             "accessibility to digital public service (2018:1937), which asks for WCAG 2.1 level AA by "
             "the standard EN 301 549.",
             by.name))));
  out.heading(2, "hur", s(text("How accessible the pages are")));
  out.paragraph(
      plain(s(text("Nothing is known that does not meet the requirements. The pages have been tested by a program "
                   "(axe) in a browser: light and dark, with forced colours, on a narrow phone, with the keyboard "
                   "alone and without JavaScript. No assessment by people who use assistive technology has been "
                   "made yet."))));
  out.heading(2, "om", s(text("If something does not work for you")));
  out.paragraph(
      plain(s(text("Tell {0}: what you wanted to do, on which page and with what. What you need can also be given in "
                   "another way, such as on paper. {1}",
                   by.name, context.language.swedish(by.accessibility)))));
  out.heading(2, "tillsyn", s(text("Supervision")));
  out.paragraph(
      plain(s(text("If you are not content with the answer you can notify the authority that supervises the law. {0}",
                   context.language.swedish(by.supervision)))));
  return text_page(context, out, "/tillganglighet");
}

http::Reply sign_out_page(PageContext const& context, Form&) {
  return context.sources.sign_out(context.request);
}

}  // namespace overens::web
