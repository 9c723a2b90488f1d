#include "hand_written.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>
#include <simdjson.h>

#include "calendar/recipe.hpp"
#include "measure.hpp"

namespace overens::bench {
namespace {

namespace od = simdjson::ondemand;
using calendar::Day;
using std::chrono::days;

struct Happened {
  Day day;
  std::uint64_t subject;
  std::uint64_t owner;
};

struct Case {
  std::vector<Happened> placed, held, acute, split, drawn_up, followed_up, stopped, offered, deviations, investigated;
  std::optional<Day> withdrawn;
  std::uint64_t withdrawn_by = 0;
  std::vector<Happened> disclosed;
};

std::optional<Day> first_after(std::vector<Happened> const& all, std::uint64_t subject, Day from) {
  std::optional<Day> found;
  for (auto const& h : all) {
    if ((subject == 0 || h.subject == subject) && h.day >= from && (!found || h.day < *found)) found = h.day;
  }
  return found;
}

void count(std::array<std::uint64_t, 4>& into, std::optional<Day> met, Day due, Day on) {
  ++into[met ? (*met <= due ? 1U : 2U) : (on > due ? 3U : 0U)];
}

class Rules {
 public:
  void take(od::object object) {
    std::string_view type, happened, owner, in_case, subject, urgency, form;
    for (auto field : object) {
      std::string_view key;
      key = field.unescaped_key();
      if (key == "type") {
        type = field.value().get_string();
      } else if (key == "happened") {
        happened = field.value().get_string();
      } else if (key == "owner") {
        owner = field.value().get_string();
      } else if (key == "case") {
        in_case = field.value().get_string();
      } else if (key == "subject") {
        subject = field.value()["id"].get_string();
      } else if (key == "data" && type.starts_with("placement.")) {
        for (auto inner : field.value().get_object()) {
          std::string_view name;
          name = inner.unescaped_key();
          if (name == "urgency") urgency = inner.value().get_string();
          if (name == "form") form = inner.value().get_string();
        }
      }
    }
    if (in_case.empty()) return;
    auto const day = calendar::parse_day(happened);
    if (!day) return;
    auto const hash = std::hash<std::string_view>{};
    Happened const h{*day, hash(subject), hash(owner)};
    auto& c = cases_[hash(in_case)];
    if (type == "placement.started") {
      if (form == "hvb") c.placed.push_back(h);
    } else if (type == "placement.decided") {
      if (urgency == "acute") c.acute.push_back(h);
    } else if (type == "sip.held") {
      c.held.push_back(h);
    } else if (type == "cost_split.agreed" || type == "cost_split.not_applicable") {
      c.split.push_back(h);
    } else if (type == "sip.drawn_up") {
      c.drawn_up.push_back(h);
    } else if (type == "sip.followed_up") {
      c.followed_up.push_back(h);
    } else if (type == "smadit.stopped") {
      c.stopped.push_back(h);
    } else if (type == "smadit.contact_offered") {
      c.offered.push_back(h);
    } else if (type == "deviation.reported") {
      c.deviations.push_back(h);
    } else if (type == "deviation.investigated") {
      c.investigated.push_back(h);
    } else if (type == "consent.withdrawn") {
      if (!c.withdrawn || *day < *c.withdrawn) {
        c.withdrawn = *day;
        c.withdrawn_by = h.owner;
      }
    } else if (type == "disclosure.made") {
      c.disclosed.push_back(h);
    }
  }

  Counts answer(Day on) {
    Counts counts;
    auto const until = [on](std::vector<Happened>& all) {
      std::erase_if(all, [on](auto const& h) { return h.day > on; });
    };
    for (auto& [key, c] : cases_) {
      for (auto* all : {&c.placed, &c.held, &c.acute, &c.split, &c.drawn_up, &c.followed_up, &c.stopped, &c.offered,
                        &c.deviations, &c.investigated, &c.disclosed})
        until(*all);
      for (auto const& p : c.placed) {
        auto const earliest = calendar::add(p.day, {-6, calendar::Unit::month},
                                            {calendar::Eves::off, calendar::MonthEnd::last_day_of_month});
        auto const before = std::any_of(c.held.begin(), c.held.end(),
                                        [&](auto const& h) { return h.day <= p.day && h.day >= *earliest; });
        count(counts.by_rule[0], before ? p.day : first_after(c.held, 0, p.day), p.day + days(7), on);
      }
      for (auto const& a : c.acute)
        count(counts.by_rule[1], first_after(c.split, a.subject, a.day),
              calendar::add_working_days(a.day, 10, calendar::Eves::off), on);
      for (auto const& d : c.drawn_up) {
        count(counts.by_rule[2], first_after(c.followed_up, d.subject, d.day),
              *calendar::add(d.day, {6, calendar::Unit::month},
                             {calendar::Eves::off, calendar::MonthEnd::last_day_of_month}),
              on);
      }
      for (auto const& s : c.stopped) {
        auto const met = first_after(c.offered, s.subject, s.day);
        auto const due = *calendar::due(calendar::Moment::whole(s.day), {{24, calendar::Unit::hour}}, {});
        auto const late = [&](Day day) { return calendar::is_past(due, calendar::Moment::whole(day)); };
        ++counts.by_rule[3][met ? (late(*met) ? 2U : 1U) : (late(on) ? 3U : 0U)];
      }
      for (auto const& d : c.deviations)
        count(counts.by_rule[4], first_after(c.investigated, d.subject, d.day), d.day + days(30), on);
      if (c.withdrawn && *c.withdrawn <= on) {
        auto const broken = std::any_of(c.disclosed.begin(), c.disclosed.end(), [&](auto const& h) {
          return h.day >= *c.withdrawn && h.owner == c.withdrawn_by;
        });
        ++counts.by_rule[5][broken ? 3U : 0U];
      }
    }
    return counts;
  }

 private:
  boost::unordered_flat_map<std::uint64_t, Case> cases_;
};

}  // namespace

Counts six_rules_by_hand(std::filesystem::path const& file, Day on) {
  Rules rules;
  od::parser parser;
  in_pieces(file, [&](char const* bytes, std::size_t size) {
    for (std::size_t at = 0; at < size;) {
      auto const* const end = static_cast<char const*>(std::memchr(bytes + at, '\n', size - at));
      auto const length = end == nullptr ? size - at : static_cast<std::size_t>(end - (bytes + at));
      od::document document =
          parser.iterate(simdjson::padded_string_view(bytes + at, length, length + simdjson::SIMDJSON_PADDING));
      rules.take(document.get_object());
      at += length + 1;
    }
  });
  return rules.answer(on);
}

}  // namespace overens::bench
