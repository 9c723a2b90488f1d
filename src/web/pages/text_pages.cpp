#include <algorithm>
#include <array>

#include "event/person_number.hpp"
#include "route/status.hpp"
#include "web/address.hpp"
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

namespace {

struct Refusal {
  int status;
  base::Text title;
  base::Text why;
};

Refusal const& refusal(int status) {
  static auto const too_long =
      text("What was sent in the address is more than the site takes. Write less in the fields of the form.");
  static std::array<Refusal, 13> const known = {{
      {308, text("The page has another address"), text("Its address has no slash at the end.")},
      {401, text("You have to be signed in"),
       text("What stands here is for those who work with the agreement. If you were signed in, you have been signed "
            "out: "
            "sign in again in another window, and then go back to this page.")},
      {403, text("This is not for you to do"),
       text("You may not see or do this, or the form came from another window than the one that you are signed in to. "
            "Go back, load the page again and try once more.")},
      {404, text("There is no such page"), text("The address may be wrong, or the page may have moved.")},
      {405, text("This page can only be read"), text("What was sent to it has not been taken.")},
      {408, text("It took too long"), text("The connection is slow, or it broke on the way. Try again.")},
      {413, text("Too much was sent"), text("What was sent is more than the site takes, and has not been taken.")},
      {414, text("The address is too long"), too_long},
      {415, text("What was sent could not be read"),
       text("Forms are taken as browsers send them: in UTF-8, not compressed, and without files.")},
      {422, event::no_person_numbers(),
       text("What stands in the address looks like somebody's number. Addresses are kept by the browser and by what "
            "they "
            "pass on their way, and nothing about any person may stand in them.")},
      {431, text("The address is too long"), too_long},
      {500, text("Something is wrong with the site"),
       text("It is a fault in the program and not in what you did. Try again. If it comes back, tell whoever runs the "
            "site, with the number below.")},
      {503, text("The site can't answer just now"), text("Try again in a minute. Nothing that was kept is lost.")},
  }};
  static Refusal const other = {
      400, text("What was sent could not be read"),
      text("The browser, or something on the way, sent what the site does not understand. Go back and try again.")};
  auto const* const found = std::find_if(known.begin(), known.end(), [&](auto const& r) { return r.status == status; });
  return found == known.end() ? other : *found;
}

}  // namespace

http::Reply refusal_page(PageContext const& context, int status) {
  auto const s = [&](base::Text const& t) { return context.tr(t); };
  auto const& refused = refusal(status);
  StructuredText out;
  out.title = s(refused.title);
  out.paragraph(plain(s(refused.why)));
  if (status == 500) out.paragraph(plain(s(text("Number of the request: {0}", context.request.id))));
  auto const actor = context.actor();
  if (status == 403 && actor.kind == access::Actor::Kind::staff && actor.role.empty())
    out.paragraph({{s(text("Choose under which commission you work now")), "/mitt-konto"}});
  if (status == 401 && context.sources.sign_in != nullptr) {
    auto const to = context.request.method == "GET" ? context.request.path : std::string("/");
    out.paragraph({{s(text("Sign in")), address("/logga-in", {{"till", to}})}});
  }
  if (status != 503) {
    out.paragraph(plain(s(text("From here you can go to:"))));
    out.list({{{s(text("Who does what?")), "/vem-gor-vad"}},
              {{s(text("The agreements")), "/overenskommelser"}},
              {{s(text("Calculate a deadline")), "/rakna-frist"}},
              {{s(text("Help")), "/hjalp"}}});
  }
  auto reply = text_page(context, out, "", status);
  if (status == 503) reply.fields.emplace_back("Retry-After", "10");
  return reply;
}

http::Reply refused_page(PageContext const& context, base::Refusal const& refusal) {
  if (refusal.code == "sign_in_again") return confirm_first(context);
  return refusal_page(context, route::status_of(refusal.code));
}

}  // namespace overens::web
