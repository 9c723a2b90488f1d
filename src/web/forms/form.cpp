#include "web/forms/form.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/words.hpp"
#include "web/forms/written_day.hpp"

namespace overens::web {

using base::text;

std::vector<Option> code_options(std::string_view set, PageContext const& context) {
  std::vector<Option> options;
  if (auto const* const found = context.sources.vocabulary.code_set(set)) {
    for (auto const& code : found->codes)
      options.push_back({code.id, base::capitalised(context.language.say(code.label))});
  }
  return options;
}

Form::Form(PageContext const& context, Fields fields)
    : context_(&context), fields_(std::move(fields)), written_(fields_.size()) {
  auto const& request = context.request;
  // What is secret is never read from an address, where it would stay.
  auto const is_secret =
      std::any_of(fields_.begin(), fields_.end(), [](auto const& field) { return field.type == FieldType::secret; });
  auto const all = request.method == "POST" ? request.form() : is_secret ? http::Pairs() : request.query;
  std::vector<std::vector<std::string>> sent(fields_.size());
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    for (auto const& [name, value] : all) {
      if (name == fields_[i].name) sent[i].push_back(value);
    }
    sent_ = sent_ || !sent[i].empty();
  }
  if (!sent_ && request.method != "POST") return;
  sent_ = true;
  auto const is_answered = [&](auto const& answer) { return std::find(all.begin(), all.end(), answer) != all.end(); };
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    auto const& when = fields_[i].only_when;
    if (!when.empty() && std::none_of(when.begin(), when.end(), is_answered)) {
      written_[i].values = std::move(sent[i]);  // kept for when it is asked after all
      continue;
    }
    auto read = read_field(fields_[i], sent[i], context.today);
    if (read) {
      written_[i].values = std::move(*read);
    } else {
      auto const& code = read.error().code;
      written_[i] = {std::move(sent[i]), context.tr(read.error().why), code == "not_yet" || code == "no_such_day"};
    }
  }
}

std::size_t Form::at(std::string_view field) const {
  auto const found = std::find_if(fields_.begin(), fields_.end(), [&](auto const& one) { return one.name == field; });
  if (found == fields_.end()) throw std::logic_error("the form has no field " + std::string(field));
  return static_cast<std::size_t>(found - fields_.begin());
}

bool Form::ok() const {
  return besides_.empty() &&
         std::all_of(written_.begin(), written_.end(), [](auto const& one) { return one.wrong.empty(); });
}

bool Form::has(std::string_view field) const {
  return std::any_of(fields_.begin(), fields_.end(), [&](auto const& one) { return one.name == field; });
}

bool Form::is_wrong(std::string_view field) const {
  return !written_[at(field)].wrong.empty();
}

std::string const& Form::fault(std::string_view field) const {
  static std::string const none;
  auto const& written = written_[at(field)];
  return written.is_written_out ? written.wrong : none;
}

std::string Form::what_is_wrong(std::string_view field) const {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (fields_[i].name == field) return written_[i].wrong;
  }
  return {};
}

std::vector<std::string> const& Form::values(std::string_view field) const {
  static std::vector<std::string> const none;
  auto const& written = written_[at(field)];
  return written.wrong.empty() ? written.values : none;
}

std::string const& Form::value(std::string_view field) const {
  static std::string const none;
  auto const& all = values(field);
  return all.empty() ? none : all.front();
}

std::optional<calendar::Day> Form::day(std::string_view field) const {
  return calendar::parse_day(value(field));
}

std::optional<calendar::Moment> Form::moment(std::string_view field) const {
  return written_moment(value(field));
}

std::optional<long> Form::number(std::string_view field) const {
  auto const& digits = value(field);
  return digits.empty() ? std::nullopt : std::optional(std::stol(digits));
}

bool Form::is_asked(Field const& field) const {
  auto const is_answered = [&](auto const& answer) {
    auto const& all = values(answer.first);
    return std::find(all.begin(), all.end(), answer.second) != all.end();
  };
  auto const& when = field.only_when;
  return when.empty() || std::any_of(when.begin(), when.end(), is_answered);
}

void Form::put(std::string_view field, std::vector<std::string> values) {
  written_[at(field)].values = std::move(values);
}

void Form::treat_as_unsent() {
  for (auto& one : written_) {
    if (one.values.empty()) one.wrong.clear();
  }
}

void Form::wrong(std::string_view field, base::Text const& why) {
  if (field.empty()) {
    besides_.push_back(base::capitalised(context_->tr(why)));
  } else if (auto& one = written_[at(field)]; one.wrong.empty()) {
    one.wrong = base::capitalised(context_->tr(why));
  }
}

void Form::errors(TemplateData page) const {
  if (ok()) return;
  auto summary = page.include("ERRORS", "errors.html");
  long count = static_cast<long>(besides_.size());
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (written_[i].wrong.empty()) continue;
    ++count;
    auto row = summary.add("ERROR");
    row.put("FIELD", fields_[i].name);
    auto const& label = fields_[i].label;
    auto const& wrong = written_[i].wrong;
    row.put("TEXT", wrong.find(label) != std::string::npos ? wrong : context_->tr(text("{0}: {1}", label, wrong)));
  }
  for (auto const& why : besides_) summary.add("BESIDES").put("TEXT", why);
  summary.put("HEADING",
              context_->tr(base::plural("One thing has to be changed", "{0} things have to be changed", count)));
}

void Form::show(TemplateData to, std::string_view field) const {
  auto const i = at(field);
  show_field(to, fields_[i], written_[i].values, written_[i].wrong);
}

void Form::show(TemplateData to) const {
  for (auto const& field : fields_) show(to, field.name);
}

}  // namespace overens::web
