#include "web/hits.hpp"

#include <algorithm>

#include "web/agreement_parts.hpp"
#include "web/document_view.hpp"
#include "wording/rules.hpp"

namespace overens::web {

namespace {

std::vector<Hit> hits_for(PageContext const& context, agreement::Lifecycle const& life, agreement::Pack const& pack,
                          calendar::Day on, wording::Wanted const& wanted) {
  std::vector<Hit> hits;
  wording::RuleWords const words(context.language, context.sources.vocabulary);
  auto const look = [&](wording::Findable const& one) {
    auto found = wording::look_for(one, wanted);
    if (!found) return;
    Hit hit{one.item,      one.kind,        one.title, version_path(pack), {}, std::move(found->because),
            found->weight, one.kind_of_item};
    if (one.item != nullptr) {
      hit.url = item_link(pack, *one.item);
      if (!one.item->cite.empty()) hit.where = words.sections(pack, one.item->cite);
    }
    hits.push_back(std::move(hit));
  };
  look(wording::how_it_stands(pack, life, on, context.sources.vocabulary, context.language));
  for (auto const& one : context.sources.index->of(pack, context.sources.vocabulary, context.language)) look(one);
  std::stable_sort(hits.begin(), hits.end(), [](auto const& a, auto const& b) { return a.weight > b.weight; });
  return hits;
}

}  // namespace

std::vector<Hit> search_version(PageContext const& context, agreement::Lifecycle const& life,
                                agreement::Pack const& pack, calendar::Day on, wording::Wanted const& wanted) {
  auto hits = hits_for(context, life, pack, on, wanted);
  auto const otherwise = hits.empty() ? wanted.with_any_marks() : std::nullopt;
  return otherwise ? hits_for(context, life, pack, on, *otherwise) : hits;
}

void show_hits(TemplateData to, std::vector<Hit> const& hits) {
  auto list = to.include("HITS", "hits.html");
  auto const nowhere = [](std::string const& id) { return id; };
  for (auto const& hit : hits) {
    auto one = list.add("HIT");
    one.put("URL", hit.url);
    one.put("TITLE", hit.title);
    one.put("KIND", hit.kind);
    one.show("WHERE", hit.where);
    for (auto const& [what, words] : hit.because) {
      // The title stands above.
      if (what.empty()) continue;
      auto reason = one.add("BECAUSE");
      reason.put("WHAT", what);
      show_line(reason, words, nowhere);
    }
  }
}

}  // namespace overens::web
