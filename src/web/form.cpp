#include "web/form.hpp"

#include <algorithm>
#include <charconv>

namespace overens::web {

using base::text;

std::string Form::value(std::string_view name) const {
  std::string_view words = context_->request.asked(name);
  auto const first = words.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(words.substr(first, words.find_last_not_of(" \t\r\n") - first + 1));
}

void Form::put(std::string name, std::string value) {
  put_.push_back({std::move(name), std::move(value)});
}

void Form::wrong(std::string field, base::Text const& why) {
  wrong_.push_back({std::move(field), context_->tr(why)});
}

bool Form::is_wrong(std::string_view field) const {
  return std::any_of(wrong_.begin(), wrong_.end(), [&](auto const& one) { return one.field == field; });
}

std::optional<calendar::Day> Form::day(std::string_view name) {
  auto const written = value(name);
  if (written.empty()) return std::nullopt;
  auto const day = calendar::parse_day(written);
  if (!day || *day < calendar::first_day || *day > calendar::last_day) {
    wrong(std::string(name),
          text("Write the day as year-month-day, for example {0}", calendar::to_string(context_->today)));
    return std::nullopt;
  }
  return day;
}

std::optional<long> Form::number(std::string_view name, long least, long most, base::Text const& otherwise) {
  auto const written = value(name);
  if (written.empty()) return std::nullopt;
  long number = 0;
  auto const* end = written.data() + written.size();
  auto const read = std::from_chars(written.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < least || number > most) {
    wrong(std::string(name), otherwise);
    return std::nullopt;
  }
  return number;
}

base::Text Form::no_choice() {
  return text("Choose one from the list");
}

void Form::errors(TemplateData page) const {
  if (ok()) return;
  auto summary = page.include("ERRORS", "errors.html");
  summary.put("HEADING", context_->tr(base::plural("One thing has to be changed", "{0} things have to be changed",
                                                static_cast<long>(wrong_.size()))));
  for (auto const& one : wrong_) {
    auto row = summary.add("ERROR");
    row.put("FIELD", one.field);
    row.put("TEXT", one.why);
  }
}

void Form::field(TemplateData to, Field const& field) const {
  auto place = to.include("FIELD", "field.html");
  place.put("ID", field.name);
  place.say("LABEL", field.label);
  auto sent = value(field.name);
  for (auto const& one : put_) {
    if (one.value == field.name) sent = one.words;
  }
  std::string described;
  if (!field.hint.empty()) {
    place.show("HINT", context_->tr(field.hint));
    described = field.name + "-hint";
  }
  for (auto const& one : wrong_) {
    if (one.field != field.name) continue;
    place.show("ERROR", one.why);
    described += (described.empty() ? "" : " ") + field.name + "-error";
    place.show("INVALID");
    break;
  }
  if (!described.empty()) place.add("DESCRIBED").put("BY", described);
  if (field.choices.empty()) {
    auto input = place.add("WRITTEN");
    input.put("VALUE", sent);
    if (field.numbers) input.show("NUMBERS");
    if (!field.offers.empty()) {
      input.show("LIST");
      auto list = place.add("OFFERS");
      for (auto const& offer : field.offers) list.add("OFFER").put("TEXT", offer);
    }
    return;
  }
  auto select = place.add("CHOICE");
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
      if (option.value == sent) row.show("SELECTED");
    }
  }
}

}  // namespace overens::web
