#include "web/consequences_view.hpp"

#include <algorithm>
#include <span>

namespace overens::web {

using base::text;

namespace {

// So many consequences are seen at once; the others unfold.
constexpr std::size_t seen_at_once = 8;

using Told = std::span<wording::ConsequenceWords const>;

// Of several that are called alike it is said what each is about.
void show_consequences(TemplateData list, Told some, Told all) {
  for (auto const& one : some) {
    auto row = list.add("CONSEQUENCE");
    row.put("KIND", one.kind);
    auto const is_alike = [&](auto const& other) { return other.title == one.title && other.subject != one.subject; };
    auto const needs_subject = std::any_of(all.begin(), all.end(), is_alike);
    row.put("TITLE", needs_subject && !one.subject.empty() ? one.title + ", " + one.subject : one.title);
    row.show("STATUS", one.status);
  }
}

}  // namespace

void show_consequences(TemplateData part, ForeseenWords const& foreseen) {
  std::span const all(foreseen.told);
  if (foreseen.on)
    part.show("AS_OF", part.tr(text("As it will be on {0}, if nothing else happens before that.",
                                    calendar::to_string(*foreseen.on))));
  if (all.empty() && !foreseen.changes_cases) part.show("SAID", part.tr(text("Nothing that is owed changes.")));
  auto const folds = all.size() > seen_at_once + 1;
  auto const first = all.first(folds ? seen_at_once : all.size());
  if (!first.empty()) show_consequences(part.add("CONSEQUENCES"), first, all);
  if (folds) {
    auto more = part.add("FOLDED");
    auto const left = static_cast<long>(all.size() - first.size()) + foreseen.untold;
    more.put("SUMMARY", part.tr(wording::and_more(left)));
    show_consequences(more, all.subspan(first.size()), all);
    if (foreseen.untold > 0)
      more.show("UNTOLD", part.tr(base::plural("One more is not listed here.", "{0} more are not listed here.",
                                               foreseen.untold)));
  }
  if (foreseen.changes_cases) part.show("CASES", part.tr(wording::cases_change()));
}

}  // namespace overens::web
