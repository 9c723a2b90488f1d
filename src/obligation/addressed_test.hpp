#pragma once

// Events that name who should have them, and what lets them across, as lines of a journal.

#include "event/known.hpp"
#include "obligation/told_test.hpp"

namespace overens::obligation {

using Journal = std::vector<std::string>;

inline std::string event_line(std::string const& id, std::string const& type, int day, std::string const& rest,
                              char const* owner = "soc") {
  auto const on = calendar::to_string(start + std::chrono::days(100 + day));
  return fmt::format(R"({{"id":"{}","type":"{}","happened":"{}","recorded":"{}T10:00:00Z","owner":"{}"{}{}}})", id,
                     type, on, on, owner, rest.empty() ? "" : ",", rest);
}

inline std::string value_for(event::Vocabulary const& words, event::DataField const& field) {
  using Type = event::DataField::Type;
  switch (field.type) {
    case Type::code:
      return fmt::format("\"{}\"", words.code_set(field.of)->codes.front().id);
    case Type::integer:
    case Type::money:
      return "7";
    case Type::boolean:
      return "true";
    case Type::day:
      return "\"2026-03-01\"";
    case Type::type:
      return "\"case.closed\"";
    case Type::raw:
      return "{}";
    case Type::authority:
      return "\"hsn\"";
    case Type::party:
      return "\"23\"";
    case Type::words:
    case Type::id:
    case Type::unit:
      return "\"x\"";
  }
  return {};
}

/// An event of the type that names the region as one that should have it, with what must be said besides.
struct Addressed {
  event::EventType const* type;
  std::string in_case;  ///< as a key of the event; empty: outside any case

  std::string line(event::Vocabulary const& words, int day) const {
    std::string data;
    for (auto const& field : type->data) {
      if (!field.required && !field.receives) continue;
      auto const value = value_for(words, field);
      data += fmt::format("{}\"{}\":{}", data.empty() ? "" : ",", field.name, field.list ? "[" + value + "]" : value);
    }
    auto rest = in_case + fmt::format(R"("data":{{{}}})", data);
    if (!type->subject.empty()) rest += fmt::format(R"(,"subject":{{"kind":"{}","id":"the-one"}})", type->subject);
    if (type->of_person == event::Presence::required) rest += R"(,"person":"x0")";
    return event_line("act", type->name, day, rest);
  }
  std::string disclosure(int day, std::string const& data, char const* to = "hsn") const {
    auto about = std::string();
    if (in_case.empty()) about = fmt::format(R"("{}":"the-one",)", type->subject);
    return event_line("let", event::known::disclosure_made, day,
                      in_case + fmt::format(R"("subject":{{"kind":"disclosure","id":"d"}},)"
                                            R"("data":{{{}"to":"{}","purpose":"x",{}}})",
                                            about, to, data));
  }
  std::string consent(std::string const& what, int day, std::string const& terms = {}, char const* id = "g",
                      char const* owner = "soc", char const* of_case = "c1") const {
    auto const data = terms.empty() ? std::string() : fmt::format(R"(,"data":{{{}}})", terms);
    return event_line(what + id + owner, "consent." + what, day,
                      fmt::format(R"("case":"{}","subject":{{"kind":"consent","id":"{}"}}{})", of_case, id, data),
                      owner);
  }
  std::string terms(char const* to = "hsn") const {
    return fmt::format(R"("to":["{}"],"types":["{}"])", to, type->name);
  }
};

}  // namespace overens::obligation
