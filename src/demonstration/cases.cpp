#include "demonstration/cases.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "demonstration/chance.hpp"
#include "event/known.hpp"
#include "identity/number.hpp"

namespace overens::demonstration {

namespace {

using base::Node;
using calendar::Day;
using std::chrono::days;
using Json = nlohmann::ordered_json;

bool holds(Node const& node, std::string_view key, std::string_view word) {
  auto const* found = node.find(key);
  return found != nullptr &&
         std::any_of(found->items.begin(), found->items.end(), [&](Node const& one) { return one.text == word; });
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

/// The authority of a side, and those who work there.
struct Side {
  std::string authority, unit;
  std::vector<std::string> staff;
};

class Teller {
 public:
  Teller(Year const& year, event::Vocabulary const& vocabulary, Stories const& stories)
      : year_(year), vocabulary_(vocabulary), chance_(year.seed), stories_(stories) {}

  InventedCases all(std::vector<std::string> const& before) {
    find_sides(before);
    if (sides_.size() < stories_.sides.size()) return {};
    for (auto const& side : stories_.sides) employ(side);
    int number = 0;
    for (auto day = year_.from; day <= year_.through; day += days(stories_.days_between)) tell(++number, day);
    return finished();
  }

 private:
  void find_sides(std::vector<std::string> const& before) {
    for (auto const& line : before) {
      auto const event = Json::parse(line);
      if (event.value("type", "") != event::known::authority_registered) continue;
      auto const data = event.value("data", Json::object());
      auto const& parties = year_.pack->parties;
      auto const is_party = std::any_of(parties.begin(), parties.end(),
                                        [&](auto const& one) { return one.code == data.value("party", ""); });
      for (auto const& side : stories_.sides) {
        if (is_party && side.authority_kind == data.value("kind", ""))
          sides_.try_emplace(side.id, Side{event.value("owner", ""), {}, {}});
      }
    }
  }

  void employ(StorySide const& as) {
    auto& side = sides_.at(as.id);
    side.unit = "demo-" + side.authority + "-unit";
    add("unit.opened", year_.from, side, {}, {"unit", side.unit},
        {{"authority", side.authority}, {"kind", as.unit_kind}, {"name", as.unit}});
    add("unit.described", year_.from, side, {}, {"unit", side.unit},
        {{"name", as.unit}, {"telephone", as.telephone}, {"hours", "Måndag–fredag 8–16"}});
    auto const hire = [&](std::string const& id, std::string const& role, std::string const& purpose) {
      add("staff.registered", year_.from, side, {}, {"staff", id},
          {{"name", name_of(id)}, {"email", id + "@prov.example"}});
      add("commission.given", year_.from, side, {}, {"commission", "u-" + id},
          {{"staff", id},
           {"role", role},
           {"purpose", purpose},
           {"from", calendar::to_string(year_.from)},
           {"unit", side.unit}});
    };
    for (int i = 1; i <= as.staff; ++i) {
      auto const id = fmt::format("demo-{}-{}", side.authority, i);
      hire(id, as.role, "care");
      side.staff.push_back(id);
    }
    // Who sees to what has come in, and what nobody has taken on.
    hire(fmt::format("demo-{}-chef", side.authority), "unit_manager", "administration");
  }

  std::string name_of(std::string const& id) const {
    auto const pick = [&](char const* which, std::vector<std::string> const& all) {
      return all[chance_.number(which, id) % all.size()];
    };
    return pick("given", stories_.given) + " " + pick("family", stories_.family);
  }

  void tell(int number, Day begins) {
    auto const& story = stories_.all[static_cast<std::size_t>(number) % stories_.all.size()];
    std::map<std::string, std::string> begun;  // the case of each side
    auto last = begins;
    for (auto const& step : story.find("steps")->items) {
      if (step.find("only_in") != nullptr && !holds(step, "only_in", year_.pack->agreement)) continue;
      auto const by = text_at(step, "by").empty() ? std::string("municipality") : text_at(step, "by");
      if (!begun.contains(by)) begun[by] = begin(story, number, begins, by);
      last = begins + days(number_at(step, "after"));
      happen(step, begins, last, sides_.at(by), begun.at(by));
    }
    auto const key = fmt::format("{}", number);
    for (auto const& [by, in_case] : begun) {
      if (chance_.share("closed", key + by) < stories_.share_closed)
        add("case.closed", last + days(stories_.closed_after), sides_.at(by), in_case, {"case", in_case},
            {{"reason", "completed"}});
    }
  }

  std::string begin(Node const& story, int number, Day on, std::string const& by) {
    auto const& side = sides_.at(by);
    auto const in_case = fmt::format("demo-{}-{}", side.authority, 1000 + number);
    auto const person = "p-" + in_case;
    auto const born = calendar::parse_day(text_at(story, "born"));
    Json registered = Json::object();
    if (born) {
      auto const day = *born + days(number);  // no two of one age
      registered["birth_date"] = calendar::to_string(day);
      if (on <= year_.through) persons_.push_back({side.authority, person, name_of(person), test_number(day)});
    } else if (on <= year_.through) {
      persons_.push_back({side.authority, person, name_of(person), {}});
    }
    add("case.opened", on, side, in_case, {"case", in_case}, {}, person);
    add("person.registered", on, side, in_case, {}, registered, person);
    add("case.unit_set", on, side, in_case, {"case", in_case}, {{"unit", side.unit}});
    Json taken = {{"staff", side.staff[static_cast<std::size_t>(number) % side.staff.size()]}};
    if (story.find("only_named") != nullptr) taken["named"] = true;
    add("case.taken_on", on, side, in_case, {"case", in_case}, taken);
    if (chance_.share("disclosed", in_case) < stories_.share_disclosed) disclose(side, by, in_case, on);
    return in_case;
  }

  // What both need to plan together, by consent; the other authority is the other side of the story.
  void disclose(Side const& from, std::string const& by, std::string const& in_case, Day on) {
    auto const& to = sides_.at(by == "region" ? "municipality" : "region").authority;
    Json const types = stories_.disclosed_types;
    auto const consent = in_case + "-core-consent";  // a story may have a consent of its own
    add("consent.given", on, from, in_case, {"consent", consent},
        {{"to", {to}}, {"types", types}, {"purpose", "samordning"}, {"form", "oral"}, {"given_by", "individual"}});
    add("disclosure.made", on, from, in_case, {"disclosure", in_case + "-disclosure"},
        {{"types", types}, {"to", to}, {"basis", "consent"}, {"consent", consent}, {"purpose", "samordning"}});
  }

  void happen(Node const& step, Day begins, Day on, Side const& side, std::string const& in_case) {
    auto const* act = vocabulary_.act(text_at(step, "act"));
    if (act == nullptr) {
      happen(text_at(step, "type"), nullptr, step, begins, on, side, in_case);
      return;
    }
    for (auto const& part : act->parts) {
      auto const* answers = step.find("answers");
      auto const answer = answers == nullptr ? std::string() : text_at(*answers, part.when.field);
      auto const& asked = part.when.is;
      auto const is_answered = !part.when.field.empty() && std::find(asked.begin(), asked.end(), answer) != asked.end();
      if (part.is_always() || is_answered || holds(step, "also", part.event))
        happen(part.event, &part, step, begins, on, side, in_case);
    }
  }

  void happen(std::string const& name, event::ActPart const* part, Node const& step, Day begins, Day on,
              Side const& side, std::string const& in_case) {
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
      for (auto const& one : written->items) all.push_back(value(field, one.text, begins));
      if (written->items.empty()) all.push_back(value(field, written->text, begins));
      data[field.name] = field.list ? all : all.front();
    }
    auto const subject = type->subject == "case" ? in_case : in_case + "-" + type->subject;
    add(name, on, side, in_case, {type->subject, subject}, data, {}, filled(text_at(step, "told_by"), begins));
  }

  std::string filled(std::string words, Day begins) const {
    words = replaced(replaced(std::move(words), "{region}", sides_.at("region").authority), "{municipality}",
                     sides_.at("municipality").authority);
    if (!words.starts_with("{day ")) return words;
    auto const number = std::string_view(words).substr(5, words.find('}') - 5);
    return calendar::to_string(begins + days(whole_number(number).value_or(0)));
  }

  Json value(event::DataField const& field, std::string const& written, Day begins) const {
    if (field.type == event::DataField::Type::boolean) return written == "ja";
    auto const number = whole_number(written);
    if (field.type == event::DataField::Type::integer && number) return *number;
    if (field.type == event::DataField::Type::money && number) return *number * 100;  // in öre; written in kronor
    return filled(written, begins);
  }

  void add(std::string const& type, Day on, Side const& side, std::string const& in_case,
           std::pair<std::string, std::string> const& subject, Json const& data, std::string const& person = {},
           std::string const& told_by = {}) {
    auto const about = in_case.empty() ? subject.second : in_case;
    auto const id = fmt::format("{}-e{}", about, ++counted_[about]);
    if (on > year_.through) return;
    Json event = {{"id", id},
                  {"type", type},
                  {"happened", calendar::to_string(on)},
                  {"recorded", calendar::to_string(on) + "T14:00:00Z"},
                  {"owner", side.authority}};
    if (!told_by.empty()) event["as_told_by"] = told_by;
    if (!in_case.empty()) event["case"] = in_case;
    if (!person.empty()) event["person"] = person;
    if (!subject.first.empty()) event["subject"] = {{"kind", subject.first}, {"id", subject.second}};
    if (!data.empty()) event["data"] = data;
    told_.push_back(std::move(event));
  }

  InventedCases finished() {
    std::stable_sort(told_.begin(), told_.end(), [](Json const& a, Json const& b) {
      return a["recorded"].get_ref<std::string const&>() < b["recorded"].get_ref<std::string const&>();
    });
    InventedCases all;
    for (auto const& event : told_) all.lines.push_back(event.dump());
    all.persons = persons_;
    return all;
  }

  Year const& year_;
  event::Vocabulary const& vocabulary_;
  Chance chance_;
  Stories const& stories_;
  std::map<std::string, Side> sides_;
  std::map<std::string, int> counted_;  // the events of a case, or of what stands beside them
  std::vector<Json> told_;
  std::vector<Invented> persons_;
};

}  // namespace

InventedCases cases(Year const& year, event::Vocabulary const& vocabulary, Stories const& stories,
                    std::vector<std::string> const& before) {
  return Teller(year, vocabulary, stories).all(before);
}

}  // namespace overens::demonstration
