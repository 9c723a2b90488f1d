#include "web/address.hpp"
#include "web/document_view.hpp"
#include "web/pages.hpp"
#include "wording/comparison.hpp"

namespace overens::web {

using agreement::Pack;
using base::text;

namespace {

Pack const* version(PageContext const& context, std::string_view name) {
  for (auto const* pack : context.sources.packs) {
    if (pack->name() == name) return pack;
  }
  return nullptr;
}

void contents(TemplateData answer, wording::StructuredText const& document) {
  auto list = answer.add("CONTENTS");
  list.put("TEXT", answer.tr(text("On this page")));
  for (auto const& block : document.blocks) {
    if (block.kind != wording::Block::Kind::heading || block.level != 2) continue;
    auto one = list.add("HEADING");
    one.put("URL", "#" + block.id);
    one.put("TEXT", block.text.front().words);
  }
}

}  // namespace

Fields compare_fields(PageContext const& context) {
  std::vector<OptionGroup> versions = {{{}, {{{}, context.tr(text("Choose an agreement"))}}}};
  for (auto const* life : context.in_order()) {
    OptionGroup group{region(*life), {}};
    for (auto const* pack : life->versions())
      group.options.push_back({pack->name(), context.tr(text("{0}, version {1}", region(*life), pack->version))});
    versions.push_back(std::move(group));
  }
  Field const one{.type = FieldType::pick,
                  .required = true,
                  .choices = std::move(versions),
                  .otherwise = text("Choose an agreement from the list")};
  Fields fields = {one, one};
  fields[0].name = "a";
  fields[0].label = context.tr(text("Seen from"));
  fields[1].name = "b";
  fields[1].label = context.tr(text("Beside it"));
  fields.push_back(
      {.name = "allt",
       .label = context.tr(text("Show")),
       .type = FieldType::pick,
       .choices = {
           {{}, {{{}, context.tr(text("only what differs"))}, {"1", context.tr(text("also what is alike"))}}}}});
  return fields;
}

http::Reply compare_page(PageContext const& context, Form& form) {
  auto const* before = version(context, form.value("a"));
  auto const* after = version(context, form.value("b"));
  if (before != nullptr && before == after) form.wrong("b", text("Choose another agreement than the first one"));
  std::optional<wording::StructuredText> document;
  if (form.ok() && before != nullptr && after != nullptr)
    document =
        wording::comparison(*before, *after, form.value("allt") == "1", context.sources.vocabulary, context.language);
  Page page(context, "compare.html", document ? document->title : context.tr(text("Compare")), "/jamfor");
  auto body = page.body();
  body.say("HEADING", text("Two agreements beside each other"));
  body.say("LEAD", text("Two counties, or two versions: what is stronger, weaker, different, added or missing."));
  form.errors(body);
  form.show(body);
  body.say("SHOW", text("Compare"));
  if (document) {
    auto answer = body.add("ANSWER");
    answer.put("TITLE", document->title);
    auto turned = answer.add("TURNED");
    turned.put("URL", address("/jamfor", {{"a", after->name()}, {"b", before->name()}, {"allt", form.value("allt")}}));
    turned.say("TEXT", text("Seen from the other"));
    contents(answer, *document);
    show_blocks(answer, document->blocks);
  }
  return page.reply(form.ok() ? 200 : 422);
}

}  // namespace overens::web
