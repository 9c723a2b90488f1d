#include "demonstration/cases.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "demonstration/diary.hpp"
#include "demonstration/places.hpp"
#include "identity/number.hpp"

namespace overens::demonstration {

namespace {

using base::Node;
using calendar::Day;
using calendar::Moment;
using std::chrono::days;
using Json = nlohmann::ordered_json;

bool holds(Node const& node, std::string_view key, std::string_view word) {
  auto const* found = node.find(key);
  return found != nullptr &&
         std::any_of(found->items.begin(), found->items.end(), [&](Node const& one) { return one.text == word; });
}

std::vector<std::string> words_at(Node const& node) {
  std::vector<std::string> all;
  for (auto const& one : node.items) all.push_back(one.text);
  if (node.items.empty()) all.push_back(node.text);
  return all;
}

std::string replaced(std::string words, std::string_view what, std::string_view by) {
  auto const at = words.find(what);
  return at == std::string::npos ? words : words.replace(at, what.size(), by);
}

// The one with the right check digit of the series from 238, which Skatteverket gives out for tests.
std::string test_number(Day born) {
  auto twelve = calendar::to_string(born);
  std::erase(twelve, '-');
  twelve += "2380";
  while (!identity::read_number(twelve, born)) ++twelve.back();
  return twelve;
}

// "14:30" of the day, in Sweden.
Moment moment_of(Day day, std::string const& time) {
  auto const colon = time.find(':');
  if (colon == std::string::npos) return Moment::whole(day);
  auto const part = [](std::string_view words) { return whole_number(words).value_or(0); };
  auto const minutes = 60 * part(time.substr(0, colon)) + part(time.substr(colon + 1));
  return Moment::exact(calendar::start_of(day) + std::chrono::minutes(minutes));
}

/// One time that a story is told.
class Telling {
 public:
  Telling(Node const& story, int number, Day begins, Year const& year, Stories const& stories, Places const& places,
          event::Vocabulary const& vocabulary, Diary& diary, std::vector<Invented>& persons)
      : story_(story),
        number_(number),
        begins_(begins),
        key_(fmt::format("{}", number)),
        year_(year),
        stories_(stories),
        places_(places),
        vocabulary_(vocabulary),
        chance_(year.seed),
        diary_(diary),
        persons_(persons),
        times_(chance_.share("slow", key_) < stories.slow.share ? stories.slow.number : 1) {
    for (auto const& side : stories.sides) at_.emplace(side.id, &places.one(side.id, key_));
  }

  void tell() {
    auto last = begins_;
    auto const& steps = story_.find("steps")->items;
    auto const is_stopping = steps.size() > 1 && chance_.share("stopping", key_) < stories_.share_stopping;
    auto const most = static_cast<int>(steps.size());
    auto left = is_stopping ? chance_.between(1, most - 1, "stops", key_) : most;
    for (auto const& step : steps) {
      if (left-- == 0) break;
      if (step.find("only_in") != nullptr && !holds(step, "only_in", year_.pack->agreement)) continue;
      last = day_of(number_at(step, "after"));
      take(step, last);
    }
    for (auto const& [side, in_case] : came_in_) {
      if (chance_.share("taken on", in_case + side) >= stories_.taken_on.share) continue;
      auto const after = chance_.between(0, stories_.taken_on.number, "taken on after", in_case + side);
      take_on(side, disclosed_.at(side) + days(after));
    }
    for (auto const& [side, in_case] : begun_) close(side, in_case, last);
    for (auto const& side : taken_) close(side, came_in_.at(side), last);
  }

 private:
  /// A day of the story: so many days after the first, and later where it goes slowly.
  Day day_of(int after) const { return begins_ + days(after * times_); }

  std::string other(std::string const& side) const {
    auto const found = std::find_if(at_.begin(), at_.end(), [&](auto const& one) { return one.first != side; });
    return found->first;
  }

  void take(Node const& step, Day on) {
    auto by = text_at(step, "by");
    if (by.empty()) by = stories_.sides.front().id;
    auto const is_received = step.find("received") != nullptr;
    if (is_received && !came_in_.contains(by)) return;  // nothing has been disclosed, so far as it is told
    if (is_received) take_on(by, on);
    if (!is_received && !begun_.contains(by)) begin(by);
    auto const& in_case = is_received ? came_in_.at(by) : begun_.at(by);
    if (step.find("discloses") != nullptr) {
      disclose(step, on, by, in_case);
    } else {
      happen(step, on, by, in_case);
    }
  }

  void begin(std::string const& by) {
    auto const& place = *at_.at(by);
    auto const in_case = fmt::format("demo-{}-{}", place.authority, 1000 + number_);
    begun_[by] = in_case;
    std::pair<std::string, std::string> const of_case{"case", in_case};
    write("case.opened", Moment::whole(begins_), by, in_case, of_case, {}, person_of(by, in_case));
    know_person(by, in_case, begins_);
    give(by, in_case, begins_);
    if (chance_.share("disclosed", in_case) < stories_.share_disclosed) disclose_to_plan(by, in_case, begins_);
  }

  // As old as in the story, wherever in the year this one begins.
  std::optional<Day> born_on() const {
    auto const born = calendar::parse_day(text_at(story_, "born"));
    auto const begins = calendar::parse_day(text_at(story_, "begins"));
    return born && begins ? std::optional(*born + (begins_ - *begins)) : born;
  }

  /// To the unit of a side, and to one of those who work there.
  void give(std::string const& side, std::string const& in_case, Day on) {
    auto const& place = *at_.at(side);
    Json taken = {{"staff", worker(side)}};
    if (story_.find("only_named") != nullptr) taken["named"] = true;
    write("case.unit_set", Moment::whole(on), side, in_case, {"case", in_case}, {{"unit", place.unit}});
    write("case.taken_on", Moment::whole(on), side, in_case, {"case", in_case}, taken);
  }

  std::string worker(std::string const& side) const {
    auto const& staff = at_.at(side)->staff;
    return staff[chance_.number("worker", key_ + side) % staff.size()];
  }

  void take_on(std::string const& side, Day on) {
    if (!taken_.insert(side).second) return;
    auto const& in_case = came_in_.at(side);
    give(side, in_case, on);
    if (!planned_together_.contains(in_case)) return;
    know_person(side, in_case, on);
    disclose_to_plan(side, in_case, on);
  }

  void close(std::string const& side, std::string const& in_case, Day last) {
    if (chance_.share("closed", in_case) >= stories_.closed.share) return;
    write("case.closed", Moment::whole(last + days(stories_.closed.number)), side, in_case, {"case", in_case},
          {{"reason", "completed"}});
  }

  std::string person_of(std::string const& side, std::string const& in_case) const {
    return fmt::format("p-{}-{}", at_.at(side)->authority, in_case);
  }

  // Each authority has its own record of whom a case is about.
  void know_person(std::string const& side, std::string const& in_case, Day on) {
    auto const& authority = at_.at(side)->authority;
    auto const born = born_on();
    Json registered = Json::object();
    if (born) registered["birth_date"] = calendar::to_string(*born);
    auto const id = person_of(side, in_case);
    if (write("person.registered", Moment::whole(on), side, in_case, {}, registered, id).empty()) return;
    persons_.push_back({authority, id, places_.name_of(in_case), born ? test_number(*born) : std::string()});
  }

  void come_in(std::string const& to, std::string const& in_case, Day on) {
    // Whoever has begun a case of its own about the same person works there.
    if (begun_.contains(to) || !came_in_.emplace(to, in_case).second) return;
    disclosed_[to] = on;
  }

  // What both need to plan together, by consent: to the other side of the story.
  void disclose_to_plan(std::string const& by, std::string const& in_case, Day day) {
    planned_together_.insert(in_case);
    auto const to = other(by);
    Json const types = stories_.disclosed_types;
    auto const consent = fmt::format("{}-{}-consent", in_case, by);  // a story may have a consent of its own
    auto const on = Moment::whole(day);
    auto const& there = *at_.at(to);
    write("consent.given", on, by, in_case, {"consent", consent},
          {{"to", {there.authority}},
           {"types", types},
           {"purpose", "samordning"},
           {"form", "oral"},
           {"given_by", "individual"}});
    auto const made = write("disclosure.made", on, by, in_case, {"disclosure", fmt::format("{}-{}", in_case, by)},
                            {{"types", types},
                             {"to", there.authority},
                             {"unit", there.unit},
                             {"basis", "consent"},
                             {"consent", consent},
                             {"purpose", "samordning"}});
    if (!made.empty()) come_in(to, in_case, day);
  }

  void disclose(Node const& step, Day on, std::string const& by, std::string const& in_case) {
    auto items = Json::array();
    for (auto const& label : words_at(*step.find("discloses"))) {
      for (auto const& type : vocabulary_.types) {
        auto const found = written_.find(in_case + " " + type.name);
        if (type.label.sv == label && found != written_.end()) items.push_back(found->second);
      }
    }
    if (items.empty()) return;
    Json data = {{"items", items}};
    for (auto const& one : step.find("writes")->entries) data[one.key] = filled(one.value.text);
    if (data.value("basis", "") == "consent") data["consent"] = in_case + "-consent";
    auto const id = fmt::format("{}-disclosure-{}", in_case, ++disclosures_);
    auto const made = write("disclosure.made", Moment::whole(on), by, in_case, {"disclosure", id}, data);
    if (!made.empty()) come_in(other(by), in_case, on);
  }

  void happen(Node const& step, Day on, std::string const& by, std::string const& in_case) {
    auto const* act = vocabulary_.act(text_at(step, "act"));
    if (act == nullptr) {
      happen(text_at(step, "type"), nullptr, step, on, by, in_case);
      return;
    }
    for (auto const& part : act->parts) {
      auto const* answers = step.find("answers");
      auto const answer = answers == nullptr ? std::string() : text_at(*answers, part.when.field);
      auto const& asked = part.when.is;
      auto const is_answered = !part.when.field.empty() && std::find(asked.begin(), asked.end(), answer) != asked.end();
      if (part.is_always() || is_answered || holds(step, "also", part.event))
        happen(part.event, &part, step, on, by, in_case);
    }
  }

  void happen(std::string const& name, event::ActPart const* part, Node const& step, Day on, std::string const& by,
              std::string const& in_case) {
    auto const* type = vocabulary_.type(name);
    if (type == nullptr) return;
    Json data = Json::object();
    auto const* writes = step.find("writes");
    for (auto const& field : type->data) {
      auto const* said = part == nullptr ? nullptr : part->said(field.name);
      auto const* written = writes == nullptr ? nullptr : writes->find(name + "-" + field.name);
      if (written == nullptr && writes != nullptr) written = writes->find(field.name);
      if (said != nullptr) data[field.name] = *said;
      if (said != nullptr || written == nullptr) continue;
      auto all = Json::array();
      for (auto const& one : words_at(*written)) all.push_back(value(field, one));
      data[field.name] = field.list ? all : all.front();
    }
    auto const subject = type->subject == "case" ? in_case : in_case + "-" + type->subject;
    write(name, moment_of(on, text_at(step, "at")), by, in_case, {type->subject, subject}, data, {},
          filled(text_at(step, "told_by")));
  }

  std::string filled(std::string words) const {
    for (auto const& [side, place] : at_)
      words = replaced(std::move(words), fmt::format("{{{}}}", side), place->authority);
    words = replaced(std::move(words), "{worker}", worker(stories_.sides.front().id));
    if (!words.starts_with("{day ")) return words;
    auto const number = std::string_view(words).substr(5, words.find('}') - 5);
    return calendar::to_string(day_of(whole_number(number).value_or(0)));
  }

  Json value(event::DataField const& field, std::string const& written) const {
    if (field.type == event::DataField::Type::boolean) return written == "ja";
    auto const number = whole_number(written);
    if (field.type == event::DataField::Type::integer && number) return *number;
    if (field.type == event::DataField::Type::money && number) return *number * 100;  // in öre; written in kronor
    return filled(written);
  }

  std::string write(std::string const& type, Moment const& happened, std::string const& side,
                    std::string const& in_case, std::pair<std::string, std::string> const& subject, Json const& data,
                    std::string const& person = {}, std::string const& told_by = {}) {
    auto const id = diary_.write({type, happened, at_.at(side)->authority, subject, data, in_case, person, told_by});
    if (!id.empty()) written_[in_case + " " + type] = id;
    return id;
  }

  Node const& story_;
  int number_;
  Day begins_;
  std::string key_;
  Year const& year_;
  Stories const& stories_;
  Places const& places_;
  event::Vocabulary const& vocabulary_;
  Chance chance_;
  Diary& diary_;
  std::vector<Invented>& persons_;
  int times_;
  std::map<std::string, Workplace const*> at_;  // of each side
  std::map<std::string, std::string> begun_;    // the case that each side began
  std::map<std::string, std::string> came_in_;  // the case of the other side that has been disclosed to each
  std::map<std::string, Day> disclosed_;        // and when
  std::set<std::string> planned_together_;      // the cases that both have consents for
  std::set<std::string> taken_;                 // the sides that work in it
  std::map<std::string, std::string> written_;  // the latest event of a case and type
  int disclosures_ = 0;
};

}  // namespace

InventedCases cases(Year const& year, event::Vocabulary const& vocabulary, Stories const& stories,
                    std::vector<std::string> const& before) {
  Places places(year, stories);
  if (!places.find(before)) return {};
  InventedCases all;
  Diary diary(year);
  places.employ(diary);
  auto number = 0;
  for (auto day = year.from; day <= year.through; day += days(stories.days_between)) {
    auto const& story = stories.all[static_cast<std::size_t>(++number) % stories.all.size()];
    Telling(story, number, working_day(day), year, stories, places, vocabulary, diary, all.persons).tell();
  }
  all.lines = diary.lines();
  return all;
}

}  // namespace overens::demonstration
