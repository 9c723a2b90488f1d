#include <algorithm>

#include "web/address.hpp"
#include "web/agreement_parts.hpp"
#include "web/pages.hpp"
#include "web/swedish_order.hpp"
#include "wording/obligations.hpp"

namespace overens::web {

using base::text;
using calendar::Unit;

namespace {

std::array<Alternative<Unit>, 6> const units = {{{"arbetsdagar", text("working days"), Unit::working_day},
                                                 {"dagar", text("days"), Unit::day},
                                                 {"veckor", text("weeks"), Unit::week},
                                                 {"manader", text("months"), Unit::month},
                                                 {"ar", text("years"), Unit::year},
                                                 {"timmar", text("hours"), Unit::hour}}};
std::array<Alternative<calendar::Eves>, 2> const eves = {
    {{"lediga", text("are off"), calendar::Eves::off},
     {"arbetsdagar", text("are working days"), calendar::Eves::working}}};
std::array<Alternative<calendar::MonthEnd>, 2> const month_ends = {
    {{"sista", text("the last day of the month"), calendar::MonthEnd::last_day_of_month},
     {"forsta", text("the first day of the next month"), calendar::MonthEnd::first_of_next_month}}};
std::array<Alternative<calendar::Roll>, 3> const rolls = {
    {{"stannar", text("it stays the last day"), calendar::Roll::none},
     {"fram", text("it moves to the next working day"), calendar::Roll::next_working_day},
     {"tillbaka", text("it moves to the working day before"), calendar::Roll::previous_working_day}}};

constexpr char const* by_the_act = "lag-1930-173";

Field pick(char const* name, std::string label, std::vector<Option> options) {
  return {.name = name, .label = std::move(label), .type = FieldType::pick, .choices = {{{}, std::move(options)}}};
}

std::vector<Option> with_default(std::string words, std::vector<Option> options) {
  options.insert(options.begin(), {"", std::move(words)});
  return options;
}

std::vector<Option> counties(PageContext const& context) {
  std::vector<Option> all;
  for (auto const& life : *context.lifecycles)
    all.push_back({life.versions().front()->agreement, region(life), {life.versions().front()->county}});
  sort_in_swedish(all, [](Option const& one) { return one.words; });
  all.insert(all.begin(),
             {by_the_act, context.tr(text("A statute sets the time: the act (1930:173) on counting it, 1 and 2 §§"))});
  return with_default(context.tr(text("None of them: only count the days")), std::move(all));
}

class DeadlinePage {
 public:
  DeadlinePage(PageContext const& context, Form& form)
      : context_(context),
        form_(form),
        page_(context, "deadline.html", context.tr(text("Calculate a deadline")), "/rakna-frist") {}

  http::Reply reply() {
    auto body = page_.body();
    body.say("HEADING", text("Calculate a deadline"));
    body.say("LEAD",
             text("From a day and a number to the last day, with Swedish working days, and how it was counted."));
    // A rule of an agreement leads here with everything but the day.
    auto const is_begun = form_.is_sent() && !context_.request.asked("antal").empty() && !has_day();
    if (is_begun) form_.treat_as_unsent();
    if (form_.is_sent() && !is_begun && form_.ok()) {
      read();
      count(body);
    }
    form_.errors(body);
    fields(body);
    return page_.reply(form_.ok() ? 200 : 422);
  }

 private:
  bool has_day() const {
    auto const& query = context_.request.query;
    return std::any_of(query.begin(), query.end(), [](auto const& one) { return one.first == "fran"; });
  }

  void read() {
    from_ = form_.moment("fran").value_or(calendar::Moment());
    recipe_.span.count = form_.number("antal").value_or(0);
    recipe_.span.unit = form_.chosen("enhet", units).value_or(Unit::working_day);
    if (form_.value("lan") == by_the_act) {
      rules_ = calendar::rules_of_the_act;
      recipe_.roll = calendar::roll_of_the_act;
    }
    recipe_.roll = form_.chosen("flytta", rolls).value_or(recipe_.roll);
    // As the agreement counts, where one is chosen, unless a field says otherwise.
    if (auto const place = context_.place(form_.value("lan"))) {
      pack_ = &shown(*place->life, from_.day);
      rules_ = pack_->rules;
    }
    rules_.eves = form_.chosen("aftnar", eves).value_or(rules_.eves);
    rules_.month_end = form_.chosen("manadsslut", month_ends).value_or(rules_.month_end);
  }

  void count(TemplateData body) {
    auto const due = calendar::due(from_, recipe_, rules_);
    auto const steps = calendar::explain(from_, recipe_, rules_);
    if (!due || !steps) {
      auto const& why = !due ? due.error() : steps.error();
      if (why.code == "unclear_month_end") {
        form_.wrong("manadsslut",
                    text("That month has no such day, and nothing says which day it is then. Choose one."));
      } else {
        form_.wrong("fran", why.why);
      }
      return;
    }
    auto answer = body.add("ANSWER");
    answer.say("COPY", text("Copy the answer"));
    answer.say("COPIED", text("The answer is copied"));
    answer.say("HEADING", text("The last day"));
    answer.put("STATUS", context_.tr(text("The last day is {0}, a {1}.", calendar::to_string(due->day),
                                          context_.language.weekday(due->day))));
    page_.set_title(context_.tr(text("The last day is {0}", calendar::to_string(due->day))));
    answer.put("FROM", context_.tr(text("Counted from {0}, a {1}. That day is day 0.", calendar::to_string(from_.day),
                                        context_.language.weekday(from_.day))));
    if (form_.value("lan") == by_the_act)
      answer.show("ACT",
                  context_.tr(text("Counted by the act (1930:173) on counting time that a statute orders: 1 § on "
                                   "weeks, months and years, 2 § on a last day that is a day off.")));
    if (due->at)
      answer.show("MOMENT", context_.tr(text("The last moment is {0}, Swedish time.", calendar::local_time(*due->at))));
    auto const days = wording::counted_days(*steps, recipe_.span, context_.language);
    answer.put("COUNTED", context_.tr(text("How it was counted, day by day")));
    constexpr std::size_t short_count = 25;
    if (days.size() <= short_count) answer.show("SHORT");
    answer.say("DAY", text("Day"));
    answer.say("WEEKDAY", text("Weekday"));
    answer.say("WHAT", text("What it is"));
    for (auto const& day : days) {
      auto row = answer.add("ROW");
      row.put("KIND", day.last ? "last" : day.counts ? "counts" : "off");
      row.put("THE_DAY", calendar::to_string(day.day));
      row.put("THE_WEEKDAY", day.weekday);
      row.put("IS", day.what);
    }
    answer.put("EVES",
               context_.tr(rules_.eves == calendar::Eves::off
                               ? text("Midsummer Eve, Christmas Eve and New Year's Eve are off here.")
                               : text("Midsummer Eve, Christmas Eve and New Year's Eve are working days here.")));
    if (pack_ != nullptr) by_the_agreement(answer);
  }

  void by_the_agreement(TemplateData answer) const {
    auto as = answer.add("AS");
    as.put("URL", version_path(*pack_));
    as.say("TEXT",
           text("Counted as in the agreement of {0}, version {1}", pack_->parties.front().name, pack_->version));
    auto readings = pack_->eves_readings;
    readings.insert(readings.end(), pack_->month_end_readings.begin(), pack_->month_end_readings.end());
    for (auto const& id : readings) {
      auto const* reading = pack_->reading(id);
      if (reading == nullptr) continue;
      auto one = as.add("READING");
      one.say("RESTS_ON", text("The text leaves this open:"));
      one.put("URL", agreement_part(*pack_, "oppet") + "#" + id);
      one.put("TEXT", context_.language.say(reading->question));
    }
  }

  void fields(TemplateData body) const {
    for (auto const* name : {"fran", "antal", "enhet", "lan"}) form_.show(body, name);
    auto more = body.add("MORE");
    more.say("TEXT", text("More choices"));
    auto is_open = form_.is_wrong("manadsslut");
    for (auto const* name : {"aftnar", "manadsslut", "flytta"}) {
      is_open = is_open || !form_.value(name).empty();
      form_.show(more, name);
    }
    if (is_open) more.show("OPEN");
    body.say("SHOW", text("Calculate"));
  }

  PageContext const& context_;
  Form& form_;
  Page page_;
  calendar::Moment from_ = {};
  calendar::Recipe recipe_;
  calendar::Rules rules_;
  agreement::Pack const* pack_ = nullptr;
};

}  // namespace

Fields deadline_fields(PageContext const& context) {
  auto const tr = [&](base::Text const& words) { return context.tr(words); };
  Fields fields = {{.name = "fran",
                    .label = tr(text("Count from")),
                    .hint = tr(text("The day it happened: year-month-day. For hours also a time, such as {0} 14:30.",
                                    calendar::to_string(context.today))),
                    .type = FieldType::moment,
                    .required = true,
                    .missing = text("Write the day to count from")},
                   {.name = "antal",
                    .label = tr(text("How many")),
                    .type = FieldType::integer,
                    .required = true,
                    .least = 1,
                    .most = 10'000,
                    .otherwise = text("Write the number as a whole number from 1 to 10000")},
                   pick("enhet", tr(text("Unit")), options(units, context)),
                   pick("lan", tr(text("Who says how it is counted?")), counties(context)),
                   pick("aftnar", tr(text("Midsummer Eve, Christmas Eve and New Year's Eve")),
                        with_default(tr(text("as the agreement or the act has it")), options(eves, context))),
                   pick("manadsslut", tr(text("When the month has no such day")),
                        with_default(tr(text("as the agreement or the act has it")), options(month_ends, context))),
                   pick("flytta", tr(text("When the last day is a day off")),
                        with_default(tr(text("as the agreement or the act has it")), options(rolls, context)))};
  fields[3].otherwise = text("Choose a county from the list");
  fields[4].hint = tr(text("The act (1930:173, 2 §) treats them as Sundays; an agreement says for itself."));
  fields[5].hint =
      tr(text("One month after 31 January: the last of February by the act (1930:173, 1 §); an agreement has "
              "to say."));
  return fields;
}

std::string counting_address(agreement::Pack const& pack, calendar::Recipe const& recipe) {
  Query query = {{"antal", std::to_string(recipe.span.count)}};
  for (auto const& unit : units) {
    if (unit.value == recipe.span.unit) query.emplace_back("enhet", unit.word);
  }
  query.emplace_back("lan", pack.agreement);
  for (auto const& roll : rolls) {
    if (roll.value == recipe.roll && roll.value != calendar::Roll::none) query.emplace_back("flytta", roll.word);
  }
  return address("/rakna-frist", query);
}

http::Reply deadline_page(PageContext const& context, Form& form) {
  return DeadlinePage(context, form).reply();
}

}  // namespace overens::web
