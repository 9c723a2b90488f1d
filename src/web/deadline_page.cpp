#include <algorithm>

#include "web/agreement_parts.hpp"
#include "web/pages.hpp"
#include "web/swedish_order.hpp"
#include "wording/obligations.hpp"

namespace overens::web {

using base::text;
using calendar::Unit;

namespace {

// "2026-11-21 14:30" on Swedish clocks. Nothing for times that the clock skips in spring; of the two in autumn the
// first.
std::optional<calendar::Moment> swedish_moment(std::string const& written) {
  if (auto const day = calendar::parse_day(written)) return calendar::Moment::whole(*day);
  if (written.size() != 16 || (written[10] != ' ' && written[10] != 'T')) return std::nullopt;
  auto const as_utc = calendar::parse_instant(written.substr(0, 10) + "T" + written.substr(11) + ":00Z");
  if (!as_utc) return std::nullopt;
  for (auto const ahead : {std::chrono::hours(2), std::chrono::hours(1)}) {
    auto const at = *as_utc - ahead;
    if (calendar::ahead_of_utc(at) == ahead) return calendar::Moment::exact(at);
  }
  return std::nullopt;
}

class DeadlinePage {
 public:
  explicit DeadlinePage(PageContext const& context)
      : context_(context), form_(context), page_(context, "deadline.html", context.tr(text("Count a deadline")), "/rakna-frist") {}

  http::Reply reply() {
    auto body = page_.body();
    body.say("HEADING", text("Count a deadline"));
    body.say("LEAD",
             text("From a day and a number to the last day, with Swedish working days, and how it was counted."));
    if (!context_.request.query.empty() && !only_language()) {
      read();
      if (form_.ok()) count(body);
    }
    form_.errors(body);
    fields(body);
    return page_.reply(form_.ok() ? 200 : 422);
  }

 private:
  bool only_language() const {
    return context_.request.query.size() == 1 && context_.request.query.front().first == "sprak";
  }

  void read() {
    auto const written = form_.value("fran");
    if (written.empty()) {
      form_.wrong("fran", text("Write the day to count from"));
    } else if (auto const from = swedish_moment(written)) {
      from_ = *from;
    } else {
      form_.wrong("fran", text("Write the day as year-month-day, for example {0}", calendar::to_string(context_.today)));
    }
    auto const number = text("Write the number as a whole number from 1 to 10000");
    if (auto const count = form_.number("antal", 1, 10000, number)) {
      recipe_.span.count = *count;
    } else if (form_.value("antal").empty()) {
      form_.wrong("antal", number);
    }
    recipe_.span.unit = form_
                            .choice<Unit>("enhet", {{"arbetsdagar", Unit::working_day},
                                                    {"dagar", Unit::day},
                                                    {"veckor", Unit::week},
                                                    {"manader", Unit::month},
                                                    {"ar", Unit::year},
                                                    {"timmar", Unit::hour}})
                            .value_or(Unit::working_day);
    read_rules();
    recipe_.roll = form_
                       .choice<calendar::Roll>("flytta", {{"fram", calendar::Roll::next_working_day},
                                                          {"tillbaka", calendar::Roll::previous_working_day}})
                       .value_or(calendar::Roll::none);
  }

  // As the agreement counts, where one is chosen, unless a field says otherwise.
  void read_rules() {
    if (auto const where = form_.value("lan"); !where.empty()) {
      if (auto const place = context_.place(where)) {
        pack_ = &shown(*place->life, from_.day);
        rules_ = pack_->rules;
      } else {
        form_.wrong("lan", text("Choose a county from the list"));
      }
    }
    rules_.eves = form_
                      .choice<calendar::Eves>(
                          "aftnar", {{"arbetsdagar", calendar::Eves::working}, {"lediga", calendar::Eves::off}})
                      .value_or(rules_.eves);
    rules_.month_end =
        form_
            .choice<calendar::MonthEnd>("manadsslut", {{"sista", calendar::MonthEnd::last_day_of_month},
                                                       {"forsta", calendar::MonthEnd::first_of_next_month}})
            .value_or(rules_.month_end);
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
    answer.put("EVES", context_.tr(rules_.eves == calendar::Eves::off
                                    ? text("Midsummer Eve, Christmas Eve and New Year's Eve are off here.")
                                    : text("Midsummer Eve, Christmas Eve and New Year's Eve are working days here.")));
    if (pack_ == nullptr) return;
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
    auto const choice = [&](char const* value, base::Text const& words) { return Option{value, context_.tr(words)}; };
    form_.field(body, {"fran", text("Count from"),
                       text("The day it happened: year-month-day. For hours also a time, such as {0} 14:30.",
                            calendar::to_string(context_.today))});
    form_.field(body, {"antal", text("How many"), {}, true});
    form_.field(
        body,
        {"enhet",
         text("Unit"),
         {},
         false,
         {{{},
           {choice("arbetsdagar", text("working days")), choice("dagar", text("days")), choice("veckor", text("weeks")),
            choice("manader", text("months")), choice("ar", text("years")), choice("timmar", text("hours"))}}}});
    std::vector<Option> counties = {choice("", text("None: as the law counts"))};
    for (auto const& life : *context_.lifecycles) counties.push_back({life.versions().front()->agreement, region(life)});
    std::sort(counties.begin() + 1, counties.end(),
              [](auto const& a, auto const& b) { return swedish_order(a.words) < swedish_order(b.words); });
    form_.field(body, {"lan", text("Count as in the agreement of"), {}, false, {{{}, counties}}});
    auto more = body.add("MORE");
    more.say("TEXT", text("More choices"));
    for (auto const* name : {"aftnar", "manadsslut", "flytta"}) {
      if (form_.value(name).empty()) continue;
      more.show("OPEN");
      break;
    }
    if (form_.is_wrong("manadsslut") && form_.value("manadsslut").empty()) more.show("OPEN");
    form_.field(more, {"aftnar",
                       text("Midsummer Eve, Christmas Eve and New Year's Eve"),
                       text("The law on statutory time treats them as Sundays; an agreement says for itself."),
                       false,
                       {{{},
                         {choice("", text("as the agreement or the law has it")), choice("lediga", text("are off")),
                          choice("arbetsdagar", text("are working days"))}}}});
    form_.field(more,
                {"manadsslut",
                 text("When the month has no such day"),
                 text("One month after 31 January: an agreement has to say."),
                 false,
                 {{{},
                   {choice("", text("as the agreement has it")), choice("sista", text("the last day of the month")),
                    choice("forsta", text("the first day of the next month"))}}}});
    form_.field(more, {"flytta",
                       text("When the last day is a day off"),
                       {},
                       false,
                       {{{},
                         {choice("", text("it stays")), choice("fram", text("the next working day")),
                          choice("tillbaka", text("the working day before"))}}}});
    body.say("SHOW", text("Count"));
  }

  PageContext const& context_;
  Form form_;
  Page page_;
  calendar::Moment from_ = {};
  calendar::Recipe recipe_;
  calendar::Rules rules_;
  agreement::Pack const* pack_ = nullptr;
};

}  // namespace

http::Reply deadline_page(PageContext const& context) {
  return DeadlinePage(context).reply();
}

}  // namespace overens::web
