#include "web/document_view.hpp"
#include "web/pages.hpp"

namespace overens::web {

using base::text;
using wording::Document;
using wording::plain;

// Every component once, so that a change of the theme or of a component can be looked at in one place.
http::Reply components_page(PageContext const& context) {
  auto const s = [&](base::Text const& t) { return context.tr(t); };
  Page page(context, "components.html", s(text("Components")), "");
  auto body = page.body();
  body.say("HEADING", text("Components"));
  body.say("LEAD", text("For those who develop the site: each component that the pages use, once."));
  Form form(context);
  form.wrong("fel-falt", text("Write the day to count from"));
  form.errors(body);
  form.field(body, {"text-falt", text("A field to write in"), text("With a hint"), false, {}, {s(text("Offered"))}});
  form.field(body, {"fel-falt", text("A field with something wrong")});
  form.field(body, {"val-falt",
                    text("A field to choose in"),
                    {},
                    false,
                    {{{}, {{"1", s(text("First"))}, {"2", s(text("Second"))}}},
                     {s(text("Group")), {{"3", s(text("Third"))}}}}});
  body.say("BUTTON", text("Primary"));
  body.say("SECOND_BUTTON", text("Secondary"));
  body.say("HOLDS", text("Holds"));
  body.say("HOLDS_NOT", text("Does not hold"));
  body.say("WARNING", text("A warning"));
  body.say("DETAILS", text("More choices"));
  body.say("INSIDE", text("What is inside"));
  Document out;
  out.heading(2, "rubrik", s(text("A document")));
  out.paragraph(
      {{s(text("A paragraph with ")), {}}, {s(text("a link")), "rubrik"}, {s(text(" and strong words")), {}, true}});
  out.note(plain(s(text("A note"))));
  out.heading(3, "lista", s(text("A list")));
  out.list({plain(s(text("First"))), plain(s(text("Second")))});
  out.facts({{plain(s(text("What"))), plain(s(text("What it is")))}});
  out.table(s(text("A table")), {s(text("What")), s(text("Who")), s(text("When"))},
            {{plain(s(text("First"))), plain(s(text("The region"))), plain(s(text("Second")))}});
  show_blocks(body, out.blocks);
  return page.reply();
}

}  // namespace overens::web
