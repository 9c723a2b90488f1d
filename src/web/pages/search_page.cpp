#include "web/address.hpp"
#include "web/hits.hpp"
#include "web/pages.hpp"

namespace overens::web {

using base::text;

namespace {

// So many hits of each agreement stand on the page of all; the rest on a page of its own.
constexpr std::size_t most_of_each = 8;

class SearchPage {
 public:
  SearchPage(PageContext const& context, Form& form)
      : context_(context),
        form_(form),
        words_(form.value("ord")),
        place_(context.place(form.value("lan"))),
        wanted_(words_, context.sources.vocabulary, context.language.tongue()) {}

  http::Reply reply() {
    auto const title = words_.empty() ? context_.tr(text("Search")) : context_.tr(text("Search for “{0}”", words_));
    Page page(context_, "search.html", title, "/sok");
    auto body = page.body();
    body.say("HEADING", text("Search"));
    body.say("LEAD", text("In our account of the agreements. All the words are looked for, in any order and form."));
    body.say("SHOW", text("Search"));
    form_.errors(body);
    form_.show(body);
    if (!words_.empty() && form_.ok()) answer(body.add("ANSWER"));
    return page.reply(form_.ok() ? 200 : 422);
  }

 private:
  void answer(TemplateData answer) {
    long all = 0;
    long counties = 0;
    for (auto const* life : context_.in_order()) {
      if (place_ && place_->life != life) continue;
      auto const hits = of_county(answer, *life);
      all += hits;
      counties += hits > 0 ? 1 : 0;
    }
    answer.say("HEADING", text("What was found"));
    if (all == 0)
      answer.say("STATUS",
                 text("Nothing in our account of the agreements holds “{0}”. Try fewer or other words.", words_));
    else
      answer.put("STATUS", context_.tr(text("{0} for “{1}” in {2}", base::plural("One hit", "{0} hits", all), words_,
                                            base::plural("one agreement", "{0} agreements", counties))));
  }

  long of_county(TemplateData answer, agreement::Lifecycle const& life) {
    auto const& pack = shown(life, context_.today);
    auto hits = search_version(context_, life, pack, context_.today, wanted_);
    auto const count = static_cast<long>(hits.size());
    if (hits.empty()) return 0;
    auto county = answer.add("COUNTY");
    county.put("NAME", context_.tr(text("{0}, version {1}", region(life), pack.version)));
    if (is_invented(life)) county.show("INVENTED", context_.tr(text("Invented example")));
    if (!place_ && hits.size() > most_of_each) {
      hits.resize(most_of_each);
      auto more = county.add("MORE");
      more.put("URL", address(version_path(pack), {{"sok", words_}}));
      more.say("TEXT", text("All {0} hits in {1}", count, region(life)));
    }
    show_hits(county, hits);
    return count;
  }

  PageContext const& context_;
  Form& form_;
  std::string words_;
  std::optional<PlacePicked> place_;
  wording::Wanted wanted_;
};

}  // namespace

Fields search_fields(PageContext const& context) {
  return {{.name = "ord", .label = context.tr(text("What do you look for?"))},
          {.name = "lan",
           .label = context.tr(text("Where? (if not everywhere)")),
           .type = FieldType::pick,
           .choices = places(context, text("In all agreements")),
           .otherwise = text("Choose a county or a municipality from the list")}};
}

http::Reply search_page(PageContext const& context, Form& form) {
  return SearchPage(context, form).reply();
}

}  // namespace overens::web
