#include "web/work_filters.hpp"

#include <algorithm>
#include <array>

#include "web/names.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using app::WorkFilter;
using base::text;
using obligation::ListPart;
using Move = app::WorkListRequest::Move;

namespace {

constexpr char const* about_field = "vad";
constexpr char const* agreement_field = "overenskommelse";
constexpr char const* binding_field = "slag";
constexpr char const* move_field = "drag";
constexpr char const* unit_field = "enhet";
constexpr char const* only_new_field = "nytt";
constexpr std::array filter_names = {work_owner_field, about_field, agreement_field, binding_field,
                                     move_field,       unit_field,  only_new_field};

std::array<Alternative<WorkFilter::About>, 2> const abouts = {
    {{"arenden", text("Cases"), WorkFilter::About::cases},
     {"overenskommelsen", text("Forums, agreements and the like"), WorkFilter::About::no_case}}};
std::array<Alternative<agreement::Verb>, 4> const verbs = {{{"ska", text("Must"), agreement::Verb::must},
                                                            {"bor", text("Should"), agreement::Verb::should},
                                                            {"atagande", text("Undertaking"), agreement::Verb::promise},
                                                            {"far-inte", text("Must not"), agreement::Verb::must_not}}};
std::array<Alternative<Move>, 2> const moves = {
    {{"vi", text("We have the next move"), Move::ours}, {"andra", text("We wait for others"), Move::others}}};

std::vector<OptionGroup> authorities_spoken_for(PageContext const& context) {
  std::vector<Option> own;
  for (auto const& group : SubjectNames(context).subjects("authority")) {
    for (auto const& option : group.options) {
      if (context.actor().speaks_for(option.value)) own.push_back(option);
    }
  }
  return {{{}, std::move(own)}};
}

std::vector<OptionGroup> counties_to_choose(PageContext const& context) {
  std::vector<Option> all;
  for (auto const* life : context.in_order()) all.push_back({life->versions().front()->agreement, region(*life)});
  return {{{}, std::move(all)}};
}

std::vector<OptionGroup> units_spoken_for(PageContext const& context) {
  std::vector<Option> all;
  for (auto const& unit : context.units->on(context.today)) {
    if (context.actor().speaks_for(unit.authority)) all.push_back({unit.id, name_of(unit, context)});
  }
  return {{{}, std::move(all)}};
}

}  // namespace

Fields work_filters(PageContext const& context) {
  auto const pick = [&](char const* name, base::Text const& label, std::vector<OptionGroup> choices) {
    auto& all = choices.front().options;
    if (name != std::string_view(work_owner_field)) all.insert(all.begin(), {{}, context.tr(text("All"))});
    auto words = context.tr(label);
    auto const unknown = text("“{0}”: there is no such choice. Choose one from the list", words);
    return Field{.name = name,
                 .label = std::move(words),
                 .type = FieldType::pick,
                 .choices = std::move(choices),
                 .otherwise = unknown};
  };
  auto const since = calendar::to_string(app::new_since(context.today));
  Fields fields = {pick(about_field, text("About"), {{{}, options(abouts, context)}}),
                   pick(move_field, text("Whose move"), {{{}, options(moves, context)}}),
                   pick(binding_field, text("How binding"), {{{}, options(verbs, context)}}),
                   pick(agreement_field, text("Agreement"), counties_to_choose(context)),
                   pick(unit_field, text("Unit"), units_spoken_for(context)),
                   {.name = only_new_field,
                    .type = FieldType::code,
                    .list = true,
                    .choices = {{{}, {{"ja", context.tr(text("Only what is new since {0}", since))}}}}}};
  auto const is_one = context.actor().authorities.size() == 1;
  if (!is_one) fields.insert(fields.begin(), pick(work_owner_field, text("Whose?"), authorities_spoken_for(context)));
  return fields;
}

app::WorkListRequest work_request(Form const& form) {
  app::WorkListRequest request;
  if (form.has(work_owner_field)) request.authority = form.value(work_owner_field);
  request.filter.about = form.chosen(about_field, abouts).value_or(WorkFilter::About::all);
  request.filter.agreement = form.value(agreement_field);
  request.filter.verb = form.chosen(binding_field, verbs);
  request.filter.unit = form.value(unit_field);
  request.only_new = !form.values(only_new_field).empty();
  request.move = form.chosen(move_field, moves).value_or(Move::any);
  return request;
}

// The filters as they stand in an address.
Query kept_filters(Form const& form) {
  Query query;
  for (auto const* name : filter_names) {
    if (form.has(name)) query.emplace_back(name, form.value(name));
  }
  return query;
}

bool is_filtered(Form const& form) {
  auto const query = kept_filters(form);
  return std::any_of(query.begin(), query.end(),
                     [](auto const& one) { return one.first != work_owner_field && !one.second.empty(); });
}

std::string heading_of(ListPart part, PageContext const& context) {
  switch (part) {
    case ListPart::late:
      return context.tr(text("Late"));
    case ListPart::look:
      return context.tr(text("Time to look"));
    case ListPart::today:
      return context.tr(text("Today"));
    case ListPart::this_week:
      return context.tr(text("This week"));
    case ListPart::later:
      return context.tr(text("Later"));
    case ListPart::no_day:
      return context.tr(text("No day named"));
    case ListPart::waits:
      return context.tr(text("Waiting for others"));
    case ListPart::missed:
      return context.tr(text("Not done, or broken"));
  }
  return {};
}

}  // namespace overens::web
