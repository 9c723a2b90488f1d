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

}  // namespace

http::Reply compare_page(PageContext const& context) {
  Form form(context);
  Page page(context, "compare.html", context.tr(text("Compare")), "/jamfor");
  auto body = page.body();
  body.say("HEADING", text("Two agreements beside each other"));
  body.say("LEAD", text("Two counties, or two versions: what is stronger, weaker, different, added or missing."));
  auto const pick = [&](char const* name) -> Pack const* {
    auto const value = form.value(name);
    if (value.empty()) return nullptr;
    auto const* pack = version(context, value);
    if (pack == nullptr) form.wrong(name, text("Choose an agreement from the list"));
    return pack;
  };
  auto const* before = pick("a");
  auto const* after = pick("b");
  if (before != nullptr && form.value("b").empty()) form.wrong("b", text("Choose an agreement from the list"));
  if (after != nullptr && form.value("a").empty()) form.wrong("a", text("Choose an agreement from the list"));
  if (before != nullptr && before == after) form.wrong("b", text("Choose another agreement than the first one"));
  form.errors(body);
  std::vector<OptionGroup> versions = {{{}, {{{}, context.tr(text("Choose an agreement"))}}}};
  for (auto const* life : context.in_order()) {
    OptionGroup group{region(*life), {}};
    for (auto const* pack : life->versions())
      group.options.push_back({pack->name(), context.tr(text("{0}, version {1}", region(*life), pack->version))});
    versions.push_back(std::move(group));
  }
  form.field(body, {"a", text("Seen from"), {}, false, versions});
  form.field(body, {"b", text("Beside it"), {}, false, versions});
  form.field(body, {"allt",
                    text("Show"),
                    {},
                    false,
                    {{{}, {{{}, context.tr(text("only what differs"))}, {"1", context.tr(text("also what is alike"))}}}}});
  body.say("SHOW", text("Compare"));
  if (form.ok() && before != nullptr && after != nullptr) {
    auto const document =
        wording::comparison(*before, *after, form.value("allt") == "1", context.sources.vocabulary, context.language);
    auto answer = body.add("ANSWER");
    answer.put("TITLE", document.title);
    auto turned = answer.add("TURNED");
    turned.put("URL", address("/jamfor", {{"a", after->name()}, {"b", before->name()}, {"allt", form.value("allt")}}));
    turned.say("TEXT", text("Seen from the other"));
    show_blocks(answer, document.blocks);
  }
  return page.reply(form.ok() ? 200 : 422);
}

}  // namespace overens::web
