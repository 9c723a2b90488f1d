#include <algorithm>

#include <fmt/format.h>

#include "web/forms/field.hpp"

namespace overens::web {

using base::text;

namespace {

// With more the eye no longer takes them in at once.
constexpr std::size_t most_radio_buttons = 7;

using Values = std::vector<std::string>;

bool holds(Values const& values, std::string const& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

std::string first(Values const& values) {
  return values.empty() ? std::string() : values.front();
}

// Each choice stands by itself on the page.
bool stand_apart(Field const& field) {
  if (field.type == FieldType::boolean || field.list) return field.type != FieldType::line;
  std::size_t count = 0;
  for (auto const& group : field.choices) count += group.options.size();
  return field.type == FieldType::code && count <= most_radio_buttons;
}

// The label, the hint and what is wrong, which all kinds of fields have.
void put_around(TemplateData place, Field const& field, std::string const& wrong) {
  place.put("ID", field.name);
  if (!field.only_when.empty()) place.add("ONLY_WHEN").put("ANSWERS", in_markup(field.only_when));
  place.put("LABEL", field.optional ? place.tr(text("{0} (optional)", field.label)) : field.label);
  std::string described;
  if (!field.hint.empty()) {
    place.show("HINT", field.hint);
    described = field.name + "-hint";
  }
  if (!wrong.empty()) {
    place.show("ERROR", wrong);
    described += (described.empty() ? "" : " ") + field.name + "-error";
    place.show("INVALID");
  }
  if (!described.empty()) place.add("DESCRIBED").put("BY", described);
}

void apart(TemplateData place, Field const& field, Values const& values) {
  long number = 0;
  for (auto const& group : field.choices) {
    auto part = place.add("PART");
    if (group.is_folded) {
      auto fold = part.add("FOLD");
      fold.put("NAME", group.name);
      auto const is_used = [&](Option const& option) { return holds(values, option.value); };
      if (std::any_of(group.options.begin(), group.options.end(), is_used)) fold.show("OPEN");
      part.show("FOLD_END");
    }
    for (auto const& option : group.options) {
      auto row = part.add("OPTION");
      // A link to the field leads to its first choice.
      row.put("OPTION_ID", ++number == 1 ? field.name : fmt::format("{}-{}", field.name, number));
      row.put("KIND", field.list ? "checkbox" : "radio");
      row.put("VALUE", option.value);
      row.put("TEXT", option.words);
      if (holds(values, option.value)) row.show("CHOSEN");
    }
  }
}

void folded(TemplateData place, Field const& field, Values const& values) {
  auto select = place.add("CHOICE");
  // It begins with nothing chosen: what nobody chose is not recorded.
  auto const begins_empty = !field.choices.empty() && !field.choices.front().options.empty() &&
                            field.choices.front().options.front().value.empty();
  auto const is_required = field.required || !field.only_when.empty();  // or will be, when it is asked
  auto const nothing = is_required ? text("Choose") : text("Not stated");
  auto const asks = is_required || field.type == FieldType::code;
  if (!begins_empty && asks) select.add("PART").add("OPTION").put("TEXT", place.tr(nothing));
  for (auto const& group : field.choices) {
    auto part = select.add("PART");
    if (!group.name.empty()) {
      part.add("GROUP").put("NAME", group.name);
      part.show("GROUP_END");
    }
    for (auto const& option : group.options) {
      auto row = part.add("OPTION");
      row.put("VALUE", option.value);
      row.put("TEXT", option.words);
      if (option.value == first(values)) row.show("SELECTED");
    }
  }
}

void lines(TemplateData place, Values const& values) {
  auto box = place.add("WORDS");
  std::string all;
  for (auto const& value : values) all += (all.empty() ? "" : "\n") + value;
  box.put("VALUE", all);
}

void line(TemplateData place, Field const& field, Values const& values) {
  auto input = place.add("WRITTEN");
  auto const is_secret = field.type == FieldType::secret;
  input.put("KIND", is_secret ? "password" : "text");
  input.put("VALUE", is_secret ? std::string() : first(values));
  input.put("FILLED_IN", field.autocomplete);
  if (field.type == FieldType::integer) input.show("NUMBERS");
  if (field.type == FieldType::money) input.show("DECIMALS");
  if (field.offers.empty()) return;
  input.show("LIST");
  auto list = place.add("OFFERS");
  for (auto const& offer : field.offers) list.add("OFFER").put("TEXT", offer);
}

}  // namespace

std::string in_markup(FieldConditions const& answers) {
  std::string all;
  for (auto const& [name, choice] : answers) {
    if (!all.empty()) all += " ";
    all.append(name).append("=").append(choice);
  }
  return all;
}

std::vector<OptionGroup> yes_or_no(wording::Language const& language) {
  return {{{}, {{"ja", language.say(text("Yes"))}, {"nej", language.say(text("No"))}}}};
}

void show_field(TemplateData to, Field const& field, std::vector<std::string> const& values, std::string const& wrong) {
  auto const is_apart = stand_apart(field);
  auto place = to.include("FIELD", is_apart ? "choices.html" : "field.html");
  put_around(place, field, wrong);
  if (is_apart)
    apart(place, field, values);
  else if (field.type == FieldType::code || field.type == FieldType::pick)
    folded(place, field, values);
  else if (field.type == FieldType::words || field.list)
    lines(place, values);
  else
    line(place, field, values);
}

}  // namespace overens::web
