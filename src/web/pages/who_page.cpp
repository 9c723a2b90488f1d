#include <algorithm>

#include "base/words.hpp"
#include "web/address.hpp"
#include "web/agreement_parts.hpp"
#include "web/hits.hpp"
#include "web/pages.hpp"
#include "web/pages/who_answer.hpp"
#include "web/swedish_order.hpp"
#include "web/unit_view.hpp"
#include "wording/asked_age.hpp"
#include "wording/responsible.hpp"
#include "wording/search.hpp"
#include "wording/status.hpp"

namespace overens::web {

using base::text;

namespace {

// So many areas are answered at once; of more, one is chosen.
constexpr std::size_t most_at_once = 4;
// So much of the agreement stands below an answer.
constexpr std::size_t most_beside = 6;

class WhoPage {
 public:
  WhoPage(PageContext const& context, Form& form) : context_(context), say_(context.language), form_(form) {}

  http::Reply reply() {
    read();
    Page page(context_, "who.html", title(), "/vem-gor-vad");
    auto body = page.body();
    body.say("HEADING", text("Who does what?"));
    body.say("LEAD", text("Who answers for what around people with harmful use or dependency, by which section of the "
                          "county's agreement."));
    if (asked_.pack != nullptr && form_.ok()) answer(body.add("ANSWER"));
    form_.errors(body);
    body.say("SHOW", text("Show who"));
    form_.show(body);
    return page.reply(form_.ok() ? 200 : 422);
  }

 private:
  void read() {
    if (!form_.is_sent()) {
      if (auto place = context_.remembered_place(); !place.empty()) form_.put("lan", {std::move(place)});
      return;
    }
    place_ = context_.place(form_.value("lan"));
    word_ = form_.value("behov");
    take_age();
    on_ = form_.day("dag").value_or(context_.today);
    if (!place_ || !form_.ok()) return;
    asked_ = {&shown(*place_->life, on_), place_->municipality, {}, context_.open_units()};
    std::erase_if(asked_.units, [&](app::UnitDetails const& unit) { return !serves(unit, *place_); });
    if (auto const years = form_.number("alder")) asked_.age = static_cast<int>(*years);
    if (word_.empty()) return;
    found_ = wording::find_needs(context_.sources.vocabulary, asked_.pack, word_, say_.tongue());
    for (auto const* need : found_) {
      if (is_listed(*need)) listed_.push_back(need);
    }
  }

  // The age that the question says, unless the form says it. Of two that differ neither is picked.
  void take_age() {
    auto ages = wording::take_ages(word_, context_.sources.vocabulary);
    if (ages.empty() || form_.is_wrong("alder")) return;
    form_.put("behov", {word_});
    if (auto const years = form_.number("alder"); years && ages != std::vector{static_cast<int>(*years)})
      ages.insert(ages.begin(), static_cast<int>(*years));
    if (ages.size() > 1) return form_.wrong("alder", wording::several_ages(ages));
    form_.put("alder", {std::to_string(ages.front())});
  }

  bool is_listed(event::Need const& need) const {
    auto const& rows = asked_.pack->responsibilities;
    return std::any_of(rows.begin(), rows.end(), [&](auto const& row) { return row.need == need.id; });
  }

  std::string place_name() const {
    return place_->municipality == nullptr ? region(*place_->life) : place_->municipality->name;
  }

  // What is answered, so that two answers in two tabs can be told apart.
  std::string title() const {
    if (asked_.pack == nullptr || !form_.ok()) return context_.tr(text("Who does what?"));
    if (word_.empty()) return context_.tr(text("Who does what? {0}", place_name()));
    auto const what = listed_.size() == 1 ? say_.say(listed_.front()->label) : word_;
    return context_.tr(text("{0}: who does what? {1}", base::capitalised(what), place_name()));
  }

  std::string to_need(std::string const& need) const {
    Query const query = {
        {"lan", form_.value("lan")}, {"behov", need}, {"alder", form_.value("alder")}, {"dag", form_.value("dag")}};
    return address("/vem-gor-vad", query) + "#svar";
  }

  void answer(TemplateData answer) {
    if (word_.empty()) {
      answer.say("ANSWER_HEADING", text("All areas that the agreement lists"));
      under_heading(answer);
      return all_needs(answer);
    }
    if (asked_.pack->text == agreement::TextStatus::not_available) return without_text(answer);
    if (listed_.size() > most_at_once) return choose(answer);
    if (!listed_.empty()) return needs(answer);
    nothing_listed(answer);
  }

  // Where the answer comes from, and whether that holds on the day.
  void under_heading(TemplateData answer) {
    answer.put("UNDER", say_.say(text("{0}, version {1}, on {2}", asked_.pack->parties.front().name,
                                      asked_.pack->version, calendar::to_string(on_))));
    if (place_->life->in_force(on_) == nullptr) {
      auto warning = answer.add("WARNING");
      warning.say("TEXT", wording::none_in_force(on_));
      if (asked_.pack->validity.from <= on_)
        warning.say("MORE", text("Below is what the agreement that ended last says. It no longer holds."));
      else
        warning.say("MORE", text("Below is what the coming agreement says. It does not hold yet."));
    }
    if (asked_.pack->invented)
      answer.show("PART_ONLY", context_.tr(text("The agreement is invented: no county has entered into it.")));
    if (asked_.pack->text == agreement::TextStatus::summary)
      answer.show("PART_ONLY", context_.tr(text("Only a summary of the agreement has been read.")));
    auto link = answer.add("AGREEMENT");
    link.put("URL", version_path(*asked_.pack));
    link.put("TEXT", say_.say(asked_.pack->title));
  }

  // Of an agreement whose text is missing nothing else can be said.
  void without_text(TemplateData answer) {
    answer.put("ANSWER_HEADING", base::capitalised(word_));
    under_heading(answer);
    answer.show("STATUS", wording::not_listed(*asked_.pack, say_));
    show_reaching(answer, asked_, false, {});
  }

  void needs(TemplateData answer) {
    auto const several = listed_.size() > 1;
    answer.put("ANSWER_HEADING", several ? base::capitalised(word_) : say_.say(listed_.front()->label));
    auto copy = answer.add("COPY");
    copy.say("COPY_TEXT", text("Copy the answer"));
    copy.say("COPIED", text("The answer is copied"));
    under_heading(answer);
    if (!several) form_.put("behov", {say_.say(listed_.front()->label)});
    if (several)
      answer.show("STATUS", context_.tr(text("“{0}” can mean {1} areas. All of them are answered below.", word_,
                                             listed_.size())));
    Reached reached;
    bool named = false;
    for (auto const* need : listed_) {
      reached.add(show_need(answer, asked_, *need, several));
      for (auto const& line : agreement::who(*asked_.pack, need->id, asked_.age)) named = named || !line.who.empty();
    }
    beside(answer);
    show_reaching(answer, asked_, named, reached);
    others(answer);
  }

  std::vector<Hit> search(wording::Wanted const& wanted) const {
    return search_version(context_, *place_->life, *asked_.pack, on_, wanted);
  }

  // Where the agreement has the word as it was written or, when it has not, what the needs are called.
  std::vector<Hit> search_word_or(std::vector<event::Need const*> const& needs, bool is_written) const {
    auto hits = is_written ? search({word_, context_.sources.vocabulary, say_.tongue()}) : std::vector<Hit>();
    if (!hits.empty()) return hits;
    std::vector<std::string> words;
    for (auto const* need : needs) {
      words.push_back(say_.say(need->label));
      words.insert(words.end(), need->words.begin(), need->words.end());
    }
    return words.empty() ? std::vector<Hit>() : search({words, say_.tongue()});
  }

  // What else the agreement says of it: of the words as they were written, or of the need that was chosen.
  void beside(TemplateData answer) {
    auto const& first = *listed_.front();
    auto const is_chosen = word_ == first.id || word_ == say_.say(first.label);
    auto hits = search_word_or(listed_, !is_chosen);
    std::erase_if(hits,
                  [](Hit const& hit) { return hit.kind_of_item == "responsibility" || hit.kind_of_item == "section"; });
    if (hits.size() > most_beside) hits.resize(most_beside);
    if (hits.empty()) return;
    auto part = answer.add("BESIDE");
    part.show("HEADING", context_.tr(text("What else the agreement says of it")));
    show_hits(part, hits);
  }

  void others(TemplateData answer) {
    auto back = answer.add("OTHERS");
    back.put("URL", address("/vem-gor-vad", {{"lan", form_.value("lan")}, {"behov", ""}, {"dag", form_.value("dag")}}));
    back.say("TEXT", text("All areas that the agreement lists"));
  }

  void choose(TemplateData answer) {
    answer.say("ANSWER_HEADING", text("What do you mean by “{0}”?", word_));
    under_heading(answer);
    answer.show("STATUS", context_.tr(text("“{0}” can mean several areas. Choose one:", word_)));
    auto all = listed_;
    sort_in_swedish(all, [&](auto const* need) { return say_.say(need->label); });
    auto list = answer.add("CHOICES");
    for (auto const* need : all) {
      auto one = list.add("NEED");
      one.put("URL", to_need(need->id));
      one.put("TEXT", say_.say(need->label));
    }
    others(answer);
  }

  // The agreement's own words answer what is no area of it.
  void nothing_listed(TemplateData answer) {
    answer.put("ANSWER_HEADING", found_.size() == 1 ? say_.say(found_.front()->label) : base::capitalised(word_));
    under_heading(answer);
    auto const hits = search_word_or(found_, true);
    if (hits.empty()) {
      answer.show("STATUS", context_.tr(text("Nothing found about this")));
      answer.show("UNLISTED", wording::not_listed(*asked_.pack, say_));
    } else {
      answer.show("STATUS", context_.tr(base::plural("One place in our account of the agreement is about “{1}”",
                                                     "{0} places in our account of the agreement are about “{1}”",
                                                     static_cast<long>(hits.size()), word_)));
      show_hits(answer.add("BESIDE"), hits);
    }
    show_reaching(answer, asked_, false, {});
    others(answer);
  }

  void all_needs(TemplateData answer) {
    std::vector<agreement::Responsibility const*> rows;
    for (auto const& row : asked_.pack->responsibilities) rows.push_back(&row);
    if (rows.empty()) {
      answer.show("STATUS", wording::not_listed(*asked_.pack, say_));
      return;
    }
    answer.show("STATUS", context_.tr(base::plural("One area", "{0} areas", static_cast<long>(rows.size()))));
    sort_in_swedish(rows, [&](auto const* row) { return label(*row); });
    auto table = answer.add("ALL");
    table.say("CAPTION", text("Choose an area to see the sections and what is said about asking."));
    table.say("AREA", text("Area"));
    table.say("WHO", text("Who"));
    for (auto const* row : rows) {
      auto one = table.add("ROW");
      one.put("URL", to_need(row->need));
      one.put("TEXT", label(*row));
      for (auto const& line : agreement::who(*asked_.pack, row->need, asked_.age)) {
        if (line.row != row) continue;
        auto const municipality = asked_.municipality == nullptr ? std::string() : asked_.municipality->name;
        auto const words = wording::responsible(*asked_.pack, line, municipality, say_);
        if (!words.ages.empty()) one.add("HOLDER").show("AGES", words.ages);
        for (auto const& holder : words.who) {
          auto name = one.add("HOLDER");
          name.put("NAME", base::capitalised(holder.who));
          name.show("PART", holder.part);
        }
      }
    }
    table.say("NOT_LISTED",
              text("What is not listed here is not therefore nobody's: ask the region or the municipality."));
  }

  std::string label(agreement::Responsibility const& row) const {
    auto const* need = context_.sources.vocabulary.need(row.need);
    return need == nullptr ? say_.say(row.title) : say_.say(need->label);
  }

  PageContext const& context_;
  wording::Language const& say_;
  Form& form_;
  std::optional<PlacePicked> place_;
  std::string word_;
  calendar::Day on_ = {};
  WhoAsked asked_;
  std::vector<event::Need const*> found_;   // that the word could mean
  std::vector<event::Need const*> listed_;  // those of them that the agreement has
};

}  // namespace

http::Reply who_page(PageContext const& context, Form& form) {
  return WhoPage(context, form).reply();
}

}  // namespace overens::web
