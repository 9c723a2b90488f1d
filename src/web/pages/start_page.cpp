#include <algorithm>

#include "web/address.hpp"
#include "web/agreement_parts.hpp"
#include "web/pages.hpp"
#include "web/swedish_order.hpp"
#include "wording/status.hpp"

namespace overens::web {

using base::text;

namespace {

void card(TemplateData body, std::string const& url, std::string const& title, std::string const& words) {
  auto one = body.add("CARD");
  one.put("URL", url);
  one.put("TITLE", title);
  one.put("WORDS", words);
}

// What our account of the agreement lacks; that its whole text does is said with how it stands.
void show_missing(TemplateData row, agreement::Pack const& pack) {
  if (pack.text == agreement::TextStatus::summary)
    row.show("MISSING", row.tr(text("Only a summary of the agreement has been read.")));
}

// The counties that there are and whose agreement nobody has read yet.
void show_missing_counties(TemplateData body, PageContext const& context) {
  auto const& lifecycles = *context.lifecycles;
  std::vector<event::County const*> missing;
  for (auto const& county : context.sources.vocabulary.counties) {
    if (std::none_of(lifecycles.begin(), lifecycles.end(),
                     [&](auto const& life) { return life.versions().front()->county == county.code; }))
      missing.push_back(&county);
  }
  if (missing.empty()) return;
  sort_in_swedish(missing, [](event::County const* county) { return county->name; });
  auto part = body.add("ABSENT");
  part.say("HEADING", text("Counties that are missing"));
  part.say("TEXT",
           base::plural("The agreement of one county has not been read yet:",
                        "The agreements of {0} counties have not been read yet:", static_cast<long>(missing.size())));
  for (auto const* county : missing) part.add("COUNTY").put("NAME", context.language.swedish(county->name));
  part.say("HOW", text("How a county is added"));
}

}  // namespace

http::Reply start_page(PageContext const& context, Form&) {
  Page page(context, "start.html", {}, "/");
  auto body = page.body();
  body.say("HEADING", text("Who does what around people with harmful use or dependency?"));
  body.say("LEAD",
           text("The region and the municipalities have agreed on it. Choose where and what, and see who answers "
                "for it and by which section."));
  body.say("SHOW", text("Show who"));
  Form form(context, where_fields(context));
  if (auto place = context.remembered_place(); !place.empty()) form.put("lan", {std::move(place)});
  form.show(body);
  body.say("MORE_HEADING", text("More here"));
  card(body, "/overenskommelser", context.tr(text("Read the agreements")),
       context.tr(text("Rules, undertakings, forums and what the text leaves open, with their sections.")));
  card(body, "/sok", context.tr(text("Search")), context.tr(text("Words in all agreements at once.")));
  card(body, "/jamfor", context.tr(text("Compare")),
       context.tr(text("Two counties or two versions beside each other.")));
  card(body, "/rakna-frist", context.tr(text("Calculate a deadline")),
       context.tr(text("Working days, weeks or months from a day, counted step by step.")));
  card(body, "/far-jag-saga", context.tr(text("May I say this?")),
       context.tr(text("To whom something about a person may be told, and by which statute.")));
  card(body, "/hjalp", context.tr(text("Help")), context.tr(text("How to read the answers, and what the words mean.")));
  body.say("NOW_HEADING", text("The agreements today"));
  body.say("COUNTY", text("County"));
  body.say("STANDS", text("How it stands"));
  for (auto const* life : context.in_order()) {
    auto const& pack = shown(*life, context.today);
    auto row = body.add("NOW");
    row.put("URL", version_path(pack));
    row.put("REGION", region(*life));
    if (is_invented(*life)) row.show("INVENTED", context.tr(text("Invented example")));
    row.put("TITLE", context.language.say(pack.title));
    row.put("VERSION", context.tr(text("Version {0}", pack.version)));
    for (auto const& standing : wording::standing(*life, context.today, context.language)) {
      if (standing.version != &pack) continue;
      show_standing(row, standing.holds, standing.is_assumed);
      row.put("VERDICT", standing.when);
    }
    show_missing(row, pack);
  }
  show_missing_counties(body, context);
  return page.reply();
}

}  // namespace overens::web
