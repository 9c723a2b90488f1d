#include <algorithm>

#include "web/pages.hpp"
#include "web/swedish_order.hpp"

namespace overens::web {

using base::text;

std::vector<OptionGroup> places(PageContext const& context, base::Text const& nowhere) {
  std::vector<OptionGroup> groups = {{{}, {{{}, context.tr(nowhere)}}}};
  for (auto const* life : context.in_order()) {
    auto const& latest = *life->versions().back();
    auto const name = is_invented(*life) ? context.tr(text("Invented example: {0}", region(*life))) : region(*life);
    OptionGroup group{name, {}};
    group.options.push_back(
        {latest.agreement, context.tr(text("{0}, the whole county", region(*life))), {latest.county}});
    for (auto const& party : latest.parties) {
      if (party.kind == agreement::Party::Kind::municipality) group.options.push_back({party.code, party.name});
    }
    std::sort(group.options.begin() + 1, group.options.end(),
              [](auto const& a, auto const& b) { return swedish_order(a.words) < swedish_order(b.words); });
    groups.push_back(std::move(group));
  }
  return groups;
}

Fields where_fields(PageContext const& context) {
  std::vector<std::string> needs;
  for (auto const& need : context.sources.vocabulary.needs) needs.push_back(context.language.say(need.label));
  sort_in_swedish(needs, [](std::string const& need) { return need; });
  return {
      {.name = "lan",
       .label = context.tr(text("Where?")),
       .hint = context.tr(text("The county or the municipality that it concerns")),
       .type = FieldType::pick,
       .required = true,
       .choices = places(context, text("Choose a county or municipality")),
       .otherwise = text("Choose a county or a municipality from the list")},
      {.name = "behov",
       .label = context.tr(text("What does it concern?")),
       .hint = context.tr(text("A word or a question, such as housing, LARO or SIP after placement. Leave it empty to "
                               "see all areas.")),
       .offers = std::move(needs)},
      {.name = "alder",
       .label = context.tr(text("The person's age (if it matters)")),
       .hint = context.tr(text("Full years")),
       .type = FieldType::integer,
       .most = 150,
       .otherwise = text("Write the age in full years, from 0 to 150")}};
}

Fields who_fields(PageContext const& context) {
  auto fields = where_fields(context);
  fields.push_back({.name = "dag",
                    .label = context.tr(text("Day (if not today)")),
                    .hint = context.tr(text("Year-month-day. The agreement that held that day answers.")),
                    .type = FieldType::day});
  return fields;
}

}  // namespace overens::web
