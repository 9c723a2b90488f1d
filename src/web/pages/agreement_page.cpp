#include <algorithm>

#include "base/words.hpp"
#include "web/address.hpp"
#include "web/agreement_parts.hpp"
#include "web/document_view.hpp"
#include "web/hits.hpp"
#include "web/pages.hpp"
#include "wording/agreement_document.hpp"
#include "wording/status.hpp"

namespace overens::web {

using agreement::Lifecycle;
using agreement::Pack;
using base::text;

namespace {

// A page's own contents are worth their place from so many headings on.
constexpr std::size_t contents_from = 4;

class AgreementPage {
 public:
  AgreementPage(PageContext const& context, Form const& form, Lifecycle const& life, Pack const& pack)
      : context_(context),
        life_(life),
        pack_(pack),
        slug_(context.request.part("part")),
        form_(form),
        on_(form.day("dag")) {
    parts_ = cut(wording::agreement_document(pack_, life_, on_.value_or(context.today), context.sources.vocabulary,
                                             context.language),
                 context.language);
    for (auto& part : parts_.parts) lead_to_counting(part.blocks, pack_);
  }

  http::Reply reply() {
    auto const* part = parts_.part(slug_);
    if (part == nullptr) return refusal_page(context_, 404);
    auto const asked = form_.value("sok");
    auto const title = !asked.empty()  ? context_.tr(text("Search in {0}", region(life_)))
                       : slug_.empty() ? parts_.title
                                       : part->title + ", " + region(life_);
    Page page(context_, "agreement.html", title, "/overenskommelser");
    page.above(context_.tr(text("The agreements")), "/overenskommelser");
    if (!slug_.empty() || !asked.empty())
      page.above(context_.tr(text("{0}, version {1}", region(life_), pack_.version)), to(""));
    auto body = page.body();
    body.put("TITLE", parts_.title);
    standing(body);
    side(body, asked);
    form_.errors(body);
    if (asked.empty() || form_.is_wrong("dag")) {
      show(body, *part);
    } else {
      results(body, asked);
    }
    return page.reply(form_.ok() ? 200 : 422);
  }

 private:
  // The day asked for follows along from page to page.
  std::string to(std::string_view slug) const {
    auto const path = slug.empty() ? version_path(pack_) : agreement_part(pack_, slug);
    return address(path, {{"dag", on_ ? calendar::to_string(*on_) : std::string()}});
  }

  void standing(TemplateData body) const {
    auto const holds = life_.binds_anybody(pack_, on_.value_or(context_.today));
    show_standing(body, holds, life_.rests_on_document(pack_));
    body.put("ON", context_.tr(text("on {0}", calendar::to_string(on_.value_or(context_.today)))));
  }

  void side(TemplateData body, std::string const& asked) const {
    body.say("SIDE_NAME", text("The agreement's pages"));
    for (auto const& part : parts_.parts) {
      auto one = body.add("PART");
      one.put("URL", to(part.slug));
      one.put("TEXT", part.title);
      if (part.slug == slug_ && asked.empty()) one.show("CURRENT");
    }
    body.put("SEARCH_ACTION", version_path(pack_));
    body.say("SEARCH_LABEL", text("Search in the agreement"));
    body.say("SEARCH", text("Search"));
    body.put("SEARCH_VALUE", asked);
    if (on_) body.add("SEARCH_DAY").put("DAY", calendar::to_string(*on_));
  }

  void show(TemplateData body, AgreementPart const& part) const {
    std::vector<wording::Block const*> headings;
    for (auto const& block : part.blocks) {
      if (block.kind == wording::Block::Kind::heading && block.level <= 3) headings.push_back(&block);
    }
    if (headings.size() >= contents_from) {
      auto contents = body.add("CONTENTS");
      contents.put("TEXT", context_.tr(text("On this page ({0} headings)", static_cast<long>(headings.size()))));
      for (auto const* heading : headings) {
        auto one = contents.add("HEADING");
        one.put("URL", "#" + heading->id);
        one.put("TEXT", heading->text.front().words);
      }
    }
    show_blocks(body, part.blocks, [&](std::string const& id) { return place(id); });
    // Where the day is wrong, the summary of what is wrong leads to its field.
    if (slug_.empty() || form_.is_wrong("dag")) day_form(body);
  }

  std::string place(std::string const& id) const {
    if (id.starts_with('/')) return id;
    if (pack_.section(id) != nullptr) return agreement_link(pack_, id);
    auto const at = parts_.held.find(id);
    if (at == parts_.held.end() || at->second == slug_) return "#" + id;
    return to(at->second) + "#" + id;
  }

  void day_form(TemplateData body) const {
    auto day = body.add("DAY_FORM");
    day.put("ACTION", version_path(pack_));
    day.say("HEADING", text("How it stood another day"));
    day.say("SHOW", text("Show that day"));
    form_.show(day, "dag");
    if (life_.versions().size() < 2) return;
    auto older = day.add("OLDER");
    older.say("VERSIONS", text("Other versions"));
    for (auto const* one : life_.versions()) {
      if (one == &pack_) continue;
      auto row = older.add("VERSION");
      row.put("URL", version_path(*one));
      row.put("TEXT", one->version);
      row.put("BESIDE", address("/jamfor", {{"a", one->name()}, {"b", pack_.name()}}));
      row.say("BESIDE_TEXT", text("beside this one"));
    }
  }

  void results(TemplateData body, std::string const& asked) const {
    wording::Wanted const wanted(asked, context_.sources.vocabulary, context_.language.tongue());
    auto const hits = search_version(context_, life_, pack_, on_.value_or(context_.today), wanted);
    auto part = body.add("RESULTS");
    part.say("HEADING", text("Search"));
    part.put("STATUS", hits.empty()
                           ? context_.tr(text("Nothing in our account of the agreement holds “{0}”. Try fewer or "
                                              "other words.",
                                              asked))
                           : context_.tr(base::plural("One hit for “{1}”", "{0} hits for “{1}”",
                                                      static_cast<long>(hits.size()), asked)));
    if (!hits.empty()) show_hits(part, hits);
    auto everywhere = part.add("EVERYWHERE");
    everywhere.put("URL", address("/sok", {{"ord", asked}}));
    everywhere.say("TEXT", text("Search in all agreements"));
  }

  PageContext const& context_;
  Lifecycle const& life_;
  Pack const& pack_;
  std::string slug_;
  Form const& form_;
  std::optional<calendar::Day> on_;
  AgreementParts parts_;
};

}  // namespace

Fields agreement_fields(PageContext const& context) {
  return {{.name = "dag",
           .label = context.tr(text("Day")),
           .hint = context.tr(text("Year-month-day")),
           .type = FieldType::day},
          {.name = "sok", .label = context.tr(text("Search in the agreement"))}};
}

http::Reply county_page(PageContext const& context, Form&) {
  auto const* life = context.life(context.request.part("county"));
  if (life == nullptr) return refusal_page(context, 404);
  http::Reply reply;
  reply.status = 302;
  reply.fields = {{"Location", version_path(shown(*life, context.today))}};
  return reply;
}

http::Reply agreement_page(PageContext const& context, Form& form) {
  auto const* life = context.life(context.request.part("county"));
  auto const* pack = life == nullptr ? nullptr : version_of(*life, context.request.part("version"));
  if (pack == nullptr) return refusal_page(context, 404);
  return AgreementPage(context, form, *life, *pack).reply();
}

Fields day_field(PageContext const& context) {
  return {{.name = "dag",
           .label = context.tr(text("Day (if not today)")),
           .hint = context.tr(text("Year-month-day")),
           .type = FieldType::day}};
}

http::Reply agreements_page(PageContext const& context, Form& form) {
  auto const on = form.day("dag").value_or(context.today);
  auto const title = form.day("dag") ? context.tr(text("The agreements on {0}", calendar::to_string(on)))
                                     : context.tr(text("The agreements"));
  Page page(context, "agreements.html", title, "/overenskommelser");
  auto body = page.body();
  body.say("HEADING", text("The agreements"));
  body.say("LEAD", text("Each region and its municipalities have an agreement on how they cooperate around people with "
                        "harmful use or dependency. Here it can be read rule by rule."));
  form.errors(body);
  body.say("SHOW", text("Show that day"));
  form.show(body);
  auto const lifecycles = context.in_order();
  auto const real =
      std::count_if(lifecycles.begin(), lifecycles.end(), [](auto const* life) { return !is_invented(*life); });
  body.put("STATUS", context.tr(base::plural("One county, on {1}", "{0} counties, on {1}", static_cast<long>(real),
                                             calendar::to_string(on))));
  for (auto const* life : lifecycles) {
    auto county = body.add("COUNTY");
    county.put("REGION", region(*life));
    if (is_invented(*life)) county.show("INVENTED", context.tr(text("Invented example")));
    auto const day = on == context.today ? std::string() : calendar::to_string(on);
    for (auto const& standing : wording::standing(*life, on, context.language)) {
      auto one = county.add("STANDING");
      one.put("URL", address(version_path(*standing.version), {{"dag", day}}));
      one.put("TEXT", context.language.say(standing.version->title));
      one.put("VERSION", context.tr(text("Version {0}", standing.version->version)));
      one.put("VERDICT", standing.when);
      show_standing(one, standing.holds, standing.is_assumed);
      auto const& version = *standing.version;
      if (version.checked)
        one.show("CHECKED",
                 context.tr(text("Last checked against the source: {0}", calendar::to_string(*version.checked))));
      if (version.norms.empty() && version.commitments.empty()) continue;
      auto const rules = base::plural("One rule", "{0} rules", static_cast<long>(version.norms.size()));
      auto const undertakings =
          base::plural("one commitment", "{0} commitments", static_cast<long>(version.commitments.size()));
      one.show("COUNTS", context.tr(text("{0} and {1}", rules, undertakings)));
    }
    auto who = county.add("WHO");
    who.put("URL", address("/vem-gor-vad", {{"lan", life->versions().front()->agreement}, {"dag", day}}));
    who.put("TEXT", context.tr(text("Who does what in {0}?", region(*life))));
    if (life->versions().size() < 2) continue;
    auto others = county.add("OTHERS");
    others.say("TEXT", text("All versions"));
    for (auto const* version : life->versions()) {
      auto one = others.add("VERSION_LINK");
      one.put("URL", version_path(*version));
      one.put("TEXT", version->version);
    }
  }
  return page.reply(form.ok() ? 200 : 422);
}

}  // namespace overens::web
