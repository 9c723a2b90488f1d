#include "web/document_view.hpp"
#include "web/pages.hpp"

namespace overens::web {

using base::text;
using wording::plain;
using wording::StructuredText;

Fields component_fields(PageContext const& context) {
  auto const s = [&](base::Text const& t) { return context.tr(t); };
  std::vector<OptionGroup> const two = {{{}, {{"1", s(text("First"))}, {"2", s(text("Second"))}}}};
  auto grouped = two;
  grouped.push_back({s(text("Group")), {{"3", s(text("Third"))}}});
  return {
      {.name = "text-falt",
       .label = s(text("A field to write in")),
       .hint = s(text("With a hint")),
       .offers = {s(text("Offered"))}},
      {.name = "fel-falt", .label = s(text("A field with something wrong")), .type = FieldType::day},
      {.name = "stycke", .label = s(text("A field for several lines")), .type = FieldType::words},
      {.name = "val-falt", .label = s(text("A field to choose in")), .type = FieldType::pick, .choices = grouped},
      {.name = "ett-av", .label = s(text("One of a few")), .type = FieldType::code, .choices = two},
      {.name = "flera-av", .label = s(text("Several of them")), .type = FieldType::code, .list = true, .choices = two},
      {.name = "ja-nej",
       .label = s(text("Yes or no")),
       .type = FieldType::boolean,
       .choices = yes_or_no(context.language)},
      {.name = "belopp", .label = s(text("A sum")), .type = FieldType::money}};
}

// Every component once, so that a change of the theme or of a component can be looked at in one place.
http::Reply components_page(PageContext const& context, Form& form) {
  auto const s = [&](base::Text const& t) { return context.tr(t); };
  Page page(context, "components.html", s(text("Components")), "");
  auto body = page.body();
  body.say("HEADING", text("Components"));
  body.say("LEAD", text("For those who develop the site: each component that the pages use, once."));
  form.wrong("fel-falt", text("Write the day to count from"));
  form.errors(body);
  form.show(body);
  body.say("BUTTON", text("Primary"));
  body.say("SECOND_BUTTON", text("Secondary"));
  body.say("HOLDS", text("In force"));
  body.say("HOLDS_NOT", text("Not in force"));
  body.say("WARNING", text("A warning"));
  body.say("DETAILS", text("More choices"));
  body.say("INSIDE", text("What is inside"));
  StructuredText out;
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
