#include "web/address.hpp"
#include "web/pages.hpp"
#include "wording/status.hpp"

namespace overens::web {

using base::text;

namespace {

void card(Fields body, std::string const& url, std::string const& title, std::string const& words) {
  auto one = body.add("CARD");
  one.put("URL", url);
  one.put("TITLE", title);
  one.put("WORDS", words);
}

}  // namespace

http::Reply start_page(Visit const& visit) {
  Page page(visit, "start.html", {}, "/");
  auto body = page.body();
  body.say("HEADING", text("Who does what around people with harmful use or dependency?"));
  body.say("LEAD",
           text("The region and the municipalities have agreed on it. Choose where and what, and see who answers "
                "for it and by which section."));
  Form const form(visit);
  who_fields(visit, form, body, false);
  body.say("MORE_HEADING", text("More here"));
  card(body, "/overenskommelser", visit.s(text("Read the agreements")),
       visit.s(text("Rules, undertakings, forums and what the text leaves open, with their sections.")));
  card(body, "/jamfor", visit.s(text("Compare")), visit.s(text("Two counties or two versions beside each other.")));
  card(body, "/rakna-frist", visit.s(text("Count a deadline")),
       visit.s(text("Working days, weeks or months from a day, counted step by step.")));
  card(body, "/hjalp", visit.s(text("Help")), visit.s(text("How to read the answers, and what the words mean.")));
  body.say("NOW_HEADING", text("The agreements today"));
  body.say("COUNTY", text("County"));
  body.say("STANDS", text("How it stands"));
  for (auto const* life : visit.in_order()) {
    auto const& pack = shown(*life, visit.today);
    auto row = body.add("NOW");
    row.put("URL", version_path(pack));
    row.put("REGION", region(*life));
    if (is_invented(*life)) row.show("INVENTED", visit.s(text("Invented example")));
    row.put("TITLE", visit.say.say(pack.title));
    row.put("VERSION", visit.s(text("Version {0}", pack.version)));
    for (auto const& standing : wording::standing(*life, visit.today, visit.say)) {
      if (standing.version != &pack) continue;
      auto tag = row.add(standing.holds ? "HOLDS" : "HOLDS_NOT");
      tag.say("TEXT", standing.holds ? text("Holds") : text("Does not hold"));
      row.put("VERDICT", standing.when);
    }
  }
  return page.reply();
}

}  // namespace overens::web
