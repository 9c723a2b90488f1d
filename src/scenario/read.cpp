#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/words.hpp"
#include "event/known.hpp"
#include "scenario/file_lines.hpp"
#include "scenario/line_key.hpp"
#include "scenario/passing.hpp"
#include "scenario/scenario.hpp"

namespace overens::scenario {
namespace {

using base::text;
using Json = nlohmann::ordered_json;

std::vector<std::string> split(std::string const& line, char by) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, by);) {
    if (!part.empty()) parts.push_back(part);
  }
  return parts;
}

class ScenarioReader {
 public:
  ScenarioReader(base::SourceFile const& file, agreement::Pack const& pack, event::Vocabulary const& vocabulary,
                 base::Findings& findings)
      : file_(file), pack_(pack), v_(vocabulary), findings_(findings), passing_(vocabulary) {
    scenario_.file = file.name;
  }

  Scenario read() {
    if (!base::is_utf8(file_.bytes)) {
      refuse(text("the file is not written in UTF-8"), text("save it again as UTF-8"), 1);
      return std::move(scenario_);
    }
    FileLines lines(file_);
    for (std::string line; lines.next(line);) {
      ++number_;
      if (line.starts_with("  ") && !scenario_.asks.empty()) {
        expect(line.substr(2));
      } else if (auto const words = split(line, ' '); !words.empty() && words[0][0] != '#') {
        take(words, line);
      }
    }
    for (auto const& [disclosure, line] : on_consent_) add(Passing::consent_for(disclosure, types_), line);
    for (auto const& [name, line] : named_) {
      if (!declared_.contains(name)) undeclared(name, line);
    }
    if (scenario_.title.empty())
      refuse(text("the scenario has no title"), text("begin with: scenario and what it shows"), 1);
    if (scenario_.asks.empty()) refuse(text("the scenario asks nothing"), text("end with: on and a day"), number_);
    return std::move(scenario_);
  }

 private:
  // Of several agreements' answers only the pack's own.
  void expect(std::string const& line) {
    auto& expected = scenario_.asks.back().expected;
    if (scenario_.under.empty()) {
      expected.push_back(line);
    } else if (!line.starts_with("  ")) {
      answers_of_ = line;
    } else if (answers_of_ == pack_.name()) {
      expected.push_back(line.substr(2));
    }
  }

  void refuse(base::Text what, base::Text instead, int line) {
    findings_.refuse({file_.name, line, 1}, std::move(what), std::move(instead));
  }

  void take(std::vector<std::string> const& words, std::string const& line) {
    if (words[0] == "scenario") {
      if (!scenario_.title.empty())
        return refuse(text("a file holds one scenario"), text("put this one in a file of its own"), number_);
      scenario_.title = line.substr(std::min(line.size(), std::size_t{9}));
    } else if (words[0] == "under") {
      scenario_.under.assign(words.begin() + 1, words.end());
    } else if (words[0] == "reading") {
      choice(words);
    } else if (words[0] == "show") {
      scenario_.shown.assign(words.begin() + 1, words.end());
      for (auto const& id : scenario_.shown) {
        auto const ladder =
            std::any_of(pack_.ladders.begin(), pack_.ladders.end(), [&](auto const& l) { return l.id == id; });
        if (pack_.norm(id) == nullptr && !ladder && scenario_.under.empty())
          refuse(text("there is no norm {0}", id), text("correct the word"), number_);
      }
    } else if (words[0] == "authority") {
      authority(words);
    } else if (words[0] == "on") {
      ask(words);
    } else {
      event(words);
    }
  }

  // reading <id> <choice>
  void choice(std::vector<std::string> const& words) {
    if (words.size() != 3)
      return refuse(text("a choice is written: reading, its id and the choice"),
                    text("write: reading last-day-on-holiday next-working-day"), number_);
    auto const* reading = pack_.reading(words[1]);
    if (reading == nullptr && scenario_.under.empty())
      return refuse(text("there is no reading {0}", words[1]), text("correct the word"), number_);
    if (reading == nullptr) return;  // another of the agreements has it
    auto const& all = reading->choices;
    if (std::none_of(all.begin(), all.end(), [&](auto const& choice) { return choice.id == words[2]; }))
      return refuse(text("the reading {0} has no choice {1}", words[1], words[2]), text("correct the word"), number_);
    scenario_.choices[words[1]] = words[2];
  }

  std::string party(std::string const& word) const {
    if (word == "region") return pack_.parties.front().code;
    if (word == "municipality") return pack_.parties[1].code;
    return word;
  }

  void undeclared(std::string const& name, int line) {
    auto const near = base::nearest(name, {declared_.begin(), declared_.end()});
    refuse(text("the scenario has no authority {0}", name),
           near.empty() ? text("declare it above: authority {0}, its kind and its party", name)
                        : text("did you mean {0}?", near),
           line);
  }

  // authority <id> <kind> <party or -> [joined <day>]
  void authority(std::vector<std::string> const& words) {
    if (words.size() > 1) declared_.insert(words[1]);
    if (words.size() != 4 && !(words.size() == 6 && words[4] == "joined")) {
      return refuse(text("an authority is written: authority name kind party joined day"),
                    text("write - for no party; joined may be left out"), number_);
    }
    Json data = {{"kind", words[2]}};
    if (words[3] != "-") data["party"] = party(words[3]);
    add({{"id", "a-" + words[1]},
         {"type", "authority.registered"},
         {"happened", "1990-01-01"},
         {"recorded", "1990-01-01T00:00:00Z"},
         {"owner", words[1]},
         {"subject", {{"kind", "authority"}, {"id", words[1]}}},
         {"data", data}},
        number_);
    if (words.size() == 6) {
      add({{"id", "j-" + words[1]},
           {"type", "authority.joined"},
           {"happened", words[5]},
           {"recorded", "1990-01-01T00:00:00Z"},
           {"owner", words[1]},
           {"subject", {{"kind", "authority"}, {"id", words[1]}}}},
          number_);
    }
  }

  void ask(std::vector<std::string> const& words) {
    Ask ask;
    ask.line = number_;
    auto const day = words.size() > 1 ? calendar::parse_day(words[1]) : std::nullopt;
    if (!day) return refuse(text("a question begins with a day"), text("write: on 2026-03-10"), number_);
    ask.on = *day;
    for (std::size_t i = 2; i < words.size(); ++i) {
      if (words[i] == "why") {
        ask.why = true;
      } else if ((words[i] == "seen-by" || words[i] == "known") && i + 1 < words.size()) {
        (words[i] == "known" ? ask.known : ask.seen_by) = words[i + 1];
        ++i;
        if (!ask.known.empty() && !calendar::parse_moment(ask.known)) {
          refuse(text("{0} is neither a day nor a time with offset", ask.known), text("write known 2026-03-10"),
                 number_);
        }
      } else {
        refuse(text("{0} is not known in a question", words[i]),
               text("write seen-by and an authority, known and a day, or why"), number_);
      }
    }
    scenario_.asks.push_back(ask);
    answers_of_.clear();
  }

  /// A line of an event while it is read.
  struct EventLine {
    event::EventType const& type;
    Json& json;
    Json data;
    std::string person;
    std::string in_case;
    std::vector<std::string> sent_to;
  };

  void take_value(EventLine& line, std::string const& key, std::string const& value) {
    if (auto const known = line_key(key)) return take_value(line, *known, value);
    if (key == "to-case") {
      line.data["case"] = value;
    } else if (key == "unit" && line.type.field("unit") == nullptr) {
      line.json["unit"] = value;
    } else {
      set(line.type, line.data, key, value);
    }
  }

  void take_value(EventLine& line, LineKey key, std::string const& value) {
    switch (key) {
      case LineKey::by:
        named_.emplace_back(value, number_);
        line.json["owner"] = value;
        return;
      case LineKey::as:
        named_.emplace_back(value, number_);
        line.json["as_told_by"] = value;
        return;
      case LineKey::in_case:
        if (line.type.name == event::known::corrected) return set(line.type, line.data, "case", value);
        line.in_case = value;
        return;
      case LineKey::person:
        line.person = value;
        return;
      case LineKey::id:
        line.json["id"] = value;
        return;
      case LineKey::recorded:
        line.json["recorded"] = value.size() == 10 ? value + "T12:00:00Z" : value;
        return;
      case LineKey::sent_to:
        line.sent_to = split(value, ',');
        for (auto const& to : line.sent_to) named_.emplace_back(to, number_);
        return;
    }
  }

  // The case and the person, where the line leaves them out.
  static void place(EventLine& line) {
    auto const& data = line.data;
    // A disclosure is of the case, unless it says that it is of something outside one.
    auto const elsewhere = std::any_of(line.type.data.begin(), line.type.data.end(), [&](auto const& field) {
      return field.type == event::DataField::Type::id && field.of != "consent" && data.contains(field.name);
    });
    if (line.in_case.empty() && line.type.subject == "disclosure" && !elsewhere) line.in_case = "c1";
    auto const has_case = !line.in_case.empty() && line.in_case != "-";
    if (has_case) line.json["case"] = line.in_case;
    auto const needs = line.type.of_person == event::Presence::required ||
                       (has_case && line.type.of_person == event::Presence::optional);
    if (line.person.empty() && needs) line.person = "p-" + line.json["owner"].get<std::string>();
    if (!line.person.empty()) line.json["person"] = line.person;
  }

  // Of several agreements, each has what was recorded on itself.
  bool is_on_another(event::EventType const& type, std::string const& id) const {
    auto const is_it = [&](std::string const& name) { return name.substr(0, name.find('/')) == id; };
    return type.subject == "agreement" && id != pack_.agreement &&
           std::any_of(scenario_.under.begin(), scenario_.under.end(), is_it);
  }

  void event(std::vector<std::string> const& words) {
    auto const moment = calendar::parse_moment(words[0]);
    if (!moment) {
      return refuse(text("{0} begins no line of a scenario", words[0]),
                    text("begin with scenario, show, authority, on, a day or a time"), number_);
    }
    auto const* type = words.size() > 1 ? v_.type(words[1]) : nullptr;
    if (type == nullptr) {
      std::vector<std::string> names;
      for (auto const& t : v_.types) names.push_back(t.name);
      auto const near = base::nearest(words.size() > 1 ? words[1] : "", names);
      return refuse(text("there is no event type {0}", words.size() > 1 ? words[1] : ""),
                    near.empty() ? text("see doc/events.md") : text("did you mean {0}?", near), number_);
    }
    Json json = {{"id", fmt::format("e{}", ++events_)},
                 {"type", type->name},
                 {"happened", words[0]},
                 {"seq", number_},
                 {"recorded", calendar::to_string(moment->day) + "T12:00:00Z"},
                 {"owner", ""}};
    if (moment->at) json["recorded"] = calendar::to_string(*moment->at);
    EventLine line{*type, json, Json::object(), {}, type->in_case == event::Presence::required ? "c1" : "", {}};
    for (std::size_t i = 2; i < words.size(); ++i) {
      auto const equals = words[i].find('=');
      if (equals == std::string::npos) {
        if (i != 2 || type->subject.empty())
          refuse(text("{0} is not written as field=value", words[i]), text("write field=value without blanks"),
                 number_);
        json["subject"] = {
            {"kind", type->subject},
            {"id", type->subject == "party" || type->subject == "municipality" ? party(words[i]) : words[i]}};
        continue;
      }
      take_value(line, words[i].substr(0, equals), words[i].substr(equals + 1));
    }
    if (json.contains("subject") && is_on_another(*type, json["subject"]["id"])) return;
    place(line);
    if (!line.data.empty()) json["data"] = line.data;
    types_[json["id"].get<std::string>()] = type;
    if (type->name == event::known::authority_registered && json.contains("subject"))
      declared_.insert(json["subject"]["id"].get<std::string>());
    if (passing_.name_consent(json)) on_consent_.emplace_back(json, number_);
    add(json, number_);
    for (auto const& to : line.sent_to) add(passing_.sent(json, to), number_);
  }

  void set(event::EventType const& type, Json& data, std::string key, std::string const& value) {
    // data.by: a field whose name means something else in a line of a scenario.
    if (key.starts_with("data.") && type.field(key.substr(5)) != nullptr) key = key.substr(5);
    if (key.starts_with("data.")) {
      // The corrected event's own fields, read as its type reads them.
      auto const of = data.find("event");
      auto const corrected = of == data.end() ? types_.end() : types_.find(of->get<std::string>());
      if (corrected == types_.end())
        return refuse(text("{0} corrects an event that stands above it in the scenario", key),
                      text("write event= first, with the id of such an event"), number_);
      return set(*corrected->second, data["data"], key.substr(5), value);
    }
    auto const* field = type.field(key);
    if (field == nullptr)
      return refuse(text("{0} has no field {1}", type.name, key), text("see doc/events.md"), number_);
    auto const single = [&](std::string const& one) -> Json {
      using Type = event::DataField::Type;
      if (field->type == Type::authority) named_.emplace_back(one, number_);
      // What is no yes or no, or no number, stays as it is written, so that the reader of events refuses it.
      auto const digits = !one.empty() && one.size() < 18 && one.find_first_not_of("0123456789") == std::string::npos;
      if (field->type == Type::boolean && (one == "true" || one == "false")) return one == "true";
      if ((field->type == Type::integer || field->type == Type::money) && digits) return std::stol(one);
      if (field->type == Type::party) return party(one);
      if (field->type == Type::id && (field->of == "municipality" || field->of == "party")) return party(one);
      return one;
    };
    if (!field->list) {
      data[key] = single(value);
      return;
    }
    for (auto const& one : split(value, ',')) data[key].push_back(single(one));
  }

  void add(Json const& json, int line) {
    scenario_.events.push_back(json.dump());
    scenario_.event_lines.push_back(line);
  }

  base::SourceFile const& file_;
  agreement::Pack const& pack_;
  event::Vocabulary const& v_;
  base::Findings& findings_;
  Scenario scenario_;
  int number_ = 0;
  int events_ = 0;
  std::string answers_of_;
  std::set<std::string> declared_;                  ///< the authorities that there are
  std::vector<std::pair<std::string, int>> named_;  ///< those that its lines name, each with the line
  Passing passing_;
  Passing::Types types_;                          ///< of the events above, by id
  std::vector<std::pair<Json, int>> on_consent_;  ///< disclosures whose consent is not written, each with its line
};

}  // namespace

Scenario read_scenario(base::SourceFile const& file, agreement::Pack const& pack, event::Vocabulary const& vocabulary,
                       base::Findings& findings) {
  return ScenarioReader(file, pack, vocabulary, findings).read();
}

std::vector<std::string> agreements_of(base::SourceFile const& file) {
  FileLines lines(file);
  for (std::string line; lines.next(line);) {
    auto words = split(line, ' ');
    if (words.empty() || words.front() != "under") continue;
    words.erase(words.begin());
    return words;
  }
  return {};
}

}  // namespace overens::scenario
