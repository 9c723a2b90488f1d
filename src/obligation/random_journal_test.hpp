#pragma once

// Random journals for tests: events of every kind that the real Jämtland pack, or the three versions of the trial pack,
// can ask for; with corrections, withdrawals, disclosures, late registrations and registrations said to be the same
// among them. The same seed gives the same journal.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "agreement/check.hpp"
#include "event/reader.hpp"

namespace overens::obligation {

inline std::vector<base::SourceFile> files(std::string const& folder) {
  std::vector<base::SourceFile> all;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream in(entry.path());
    std::stringstream bytes;
    bytes << in.rdbuf();
    all.push_back({entry.path().filename(), bytes.str()});
  }
  return all;
}

struct World {
  event::Vocabulary vocabulary;
  std::vector<std::unique_ptr<agreement::Pack>> packs;
  std::string municipality, other, region;

  std::vector<agreement::Pack const*> all() const {
    std::vector<agreement::Pack const*> pointers;
    for (auto const& pack : packs) pointers.push_back(pack.get());
    return pointers;
  }
};

inline World load(std::vector<std::string> const& folders) {
  World w;
  base::Findings findings;
  w.vocabulary = event::load_vocabulary(files(OVERENS_ROOT "/agreements/vocabulary"), findings);
  for (auto const& folder : folders) {
    auto const trees = agreement::parse_pack("pack", files(OVERENS_ROOT "/" + folder), findings);
    w.packs.push_back(std::make_unique<agreement::Pack>(agreement::load_and_check(trees, w.vocabulary, findings)));
  }
  EXPECT_TRUE(findings.usable());
  w.region = w.packs.front()->parties.front().code;
  w.municipality = w.packs.front()->parties[1].code;
  w.other = w.packs.front()->parties[2].code;
  return w;
}

// Every other journal is under the real pack.
inline World const& world(unsigned seed) {
  static World const real = load({"agreements/jamtland-harjedalen/2025"});
  static World const trial = load({"test/packs/prov/1", "test/packs/prov/2", "test/packs/prov/3"});
  return seed % 2 == 0 ? real : trial;
}

/// How many journals to try: so many, unless JOURNALS in the environment says more.
inline unsigned how_many(unsigned usual) {
  auto const* const asked = std::getenv("JOURNALS");
  return asked == nullptr ? usual : static_cast<unsigned>(std::strtoul(asked, nullptr, 10));
}

using Day = calendar::Day;
Day const start = *calendar::parse_day("2025-08-01");

struct Written {
  std::string line;
  calendar::Instant recorded;
  std::string owner;
  std::string type;
  std::string id;
  std::vector<std::string> to;  // of a disclosure
  std::string target;           // of a correction: the event
};

/// The types that the journals' disclosures on consent, and some of the consents, are of.
inline std::vector<std::string> const disclosed_types = {"placement.started", "sip.held"};

class RandomJournal {
 public:
  explicit RandomJournal(unsigned seed) : random_(seed), world_(world(seed)) {}

  std::vector<Written> write(int events) {
    for (auto const& [id, kind, party] : std::initializer_list<std::tuple<char const*, char const*, std::string>>{
             {"soc", "social_services", world_.municipality},
             {"soc2", "social_services", world_.other},
             {"hsn", "region_health_care", world_.region}}) {
      add(fmt::format("a-{}", id), "authority.registered", -300, 0, id,
          fmt::format(R"("subject":{{"kind":"authority","id":"{}"}},"data":{{"kind":"{}","party":"{}"}})", id, kind,
                      party));
      if (below(3) > 0)
        add(fmt::format("j-{}", id), "authority.joined", -30 + below(60), 0, id,
            fmt::format(R"("subject":{{"kind":"authority","id":"{}"}})", id));
    }
    for (int i = 0; i < events; ++i) one();
    return all_;
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  template <class T>
  T const& pick(std::vector<T> const& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }

  void add(std::string id, std::string const& type, int day, int late, std::string const& owner,
           std::string const& rest, std::vector<std::string> to = {}, std::string target = {}) {
    auto const happened = start + std::chrono::days(day);
    auto const recorded = calendar::Instant(happened + std::chrono::days(late)) + std::chrono::hours(8) +
                          std::chrono::minutes(below(600));
    auto const timed = below(4) == 0 && day >= 0;
    auto const when = timed ? calendar::to_string(calendar::Instant(happened) + std::chrono::hours(6 + below(12)))
                            : calendar::to_string(happened);
    auto const line =
        fmt::format(R"({{"id":"{}","type":"{}","seq":{},"happened":"{}","recorded":"{}","owner":"{}"{}{}}})", id, type,
                    all_.size(), when, calendar::to_string(recorded), owner, rest.empty() ? "" : ",", rest);
    all_.push_back({line, recorded, owner, type, std::move(id), std::move(to), std::move(target)});
  }

  // Some of them before the day is over, and agreed to by the other.
  void moved(std::string const& id, int day, int late, std::string const& owner, std::string const& in_case,
             std::string const& other) {
    auto const agreed = below(2) == 0 ? fmt::format(R"(,"agreed_by":["{}"])", other) : std::string();
    auto const about = below(2) == 0 ? fmt::format(R"(,"placement":"placement{}")", below(3)) : std::string();
    auto const to = calendar::to_string(start + std::chrono::days(day + below(30)));
    add(id, "last_day.moved", day, late, owner,
        fmt::format(R"({},"data":{{"norm":"due-movable","last_day":"{}","reason":"x"{}{}}})", in_case, to, agreed,
                    about));
  }

  void one() {
    static std::vector<std::string> const placement = {
        "placement.decided",  "placement.started", "placement.ended",
        "placement.delayed",  "cost_split.agreed", "cost_split.not_applicable",
        "cost_split.refused", "health_need.noted", "care_way.decided"};
    static std::vector<std::string> const plan = {"sip.needed",   "sip.started",     "sip.invited",
                                                  "sip.accepted", "sip.held",        "sip.drawn_up",
                                                  "sip.refused",  "sip.handed_over", "sip.ended"};
    static std::vector<std::string> const plain = {"sip.offered", "sip.consented", "sip.declined",  "case.closed",
                                                   "group.noted", "signal.noted",  "screening.done"};
    static std::vector<std::string> const care = {"intervention.started", "intervention.ended",
                                                  "intervention.followed_up", "assessment.made"};
    static std::vector<std::string> const owners = {"soc", "soc2", "hsn"};
    auto const id = fmt::format("e{}", all_.size());
    auto const owner = pick(owners);
    auto in_case = fmt::format(R"("case":"c{}")", below(2));
    auto const person = fmt::format(R"("person":"x{}")", below(2));
    if (below(3) == 0) in_case += "," + person;
    auto const day = below(200);
    auto const late = below(5) == 0 ? below(40) : 0;
    auto const other = owner == "hsn" ? std::string("soc") : std::string("hsn");
    auto const subject = [&](char const* kind, int n) {
      return fmt::format(R"("subject":{{"kind":"{}","id":"{}{}"}})", kind, kind, n);
    };
    switch (below(18)) {
      case 0:
      case 1:
      case 2: {
        auto const type = pick(placement);
        std::string data;
        if (type == "placement.decided")
          data = fmt::format(R"(,"data":{{"form":"hvb","urgency":"{}"}})", below(2) == 0 ? "acute" : "planned");
        if (type == "placement.started") data = R"(,"data":{"form":"hvb"})";
        if (type == "placement.delayed") data = R"(,"data":{"reason":"cost_unclear"})";
        if (type == "cost_split.refused") data = R"(,"data":{"reason":"placement_already_made"})";
        if (type == "care_way.decided") data = R"(,"data":{"way":"at_home"})";
        return add(id, type, day, late, owner, fmt::format("{},{}{}", in_case, subject("placement", below(3)), data));
      }
      case 3:
      case 4:
      case 5: {
        auto const type = pick(plan);
        std::string data;
        if (type == "sip.refused") data = R"(,"data":{"reason":"placement_already_made"})";
        if (type == "sip.handed_over") data = fmt::format(R"(,"data":{{"to":"{}"}})", other);
        if (type == "sip.invited") data = fmt::format(R"(,"data":{{"to":["{}"]}})", other);
        if (type == "sip.held") data = R"(,"data":{"assessments":"both"})";
        return add(id, type, day, late, owner, fmt::format("{},{}{}", in_case, subject("plan", below(2)), data));
      }
      case 6:
      case 7: {
        auto const type = pick(plain);
        std::string data;
        if (type == "sip.declined") data = R"(,"data":{"reason":"no_consent"})";
        if (type == "group.noted") data = R"(,"data":{"group":"comorbidity"})";
        if (type == "signal.noted") data = R"(,"data":{"signal":"depression"})";
        if (type == "screening.done") data = R"(,"data":{"instrument":"audit"})";
        return add(id, type, day, late, owner, in_case + data);
      }
      case 17:
        return moved(id, day, late, owner, in_case, other);
      case 8: {
        auto const type = pick(care);
        auto const data = type == "intervention.started" ? R"(,"data":{"intervention":"family_care"})" : "";
        return add(id, type, day, late, owner,
                   fmt::format("{},{}{}", in_case, subject("intervention", below(3)), data));
      }
      case 9:
        return disclose(id, day, late, owner, other, in_case);
      case 10:
        if (below(2) == 0)
          return add(id, "disclosure.ended", day, late, owner,
                     fmt::format("{},{}", in_case, subject("disclosure", below(4))));
        if (below(3) == 0) return consent(id, day, late, owner, pick(owners), in_case, below(3));
        return add(id, below(2) == 0 ? "consent.withdrawn" : "consent.declined", day, late, owner,
                   fmt::format("{},{}", in_case, subject("consent", below(3))));
      case 11:
      case 12:
        return outside_a_case(id, day, late, owner, other, below(2) == 0 ? in_case + "," : std::string());
      case 13:
        return shared(id, day, late, owner);
      case 14:
        if (below(2) == 0)
          return add(id, "person.registered", day - 100, late, owner,
                     fmt::format(R"({},{},"data":{{"birth_date":"{}-03-01","municipality":"{}"}})",
                                 in_case.substr(0, 11), person, pick(std::vector<std::string>{"1960", "2005", "2013"}),
                                 pick(std::vector<std::string>{world_.municipality, world_.other})));
        return add(id, "record.same_as", day, late, owner, sameness());
      default:
        return correct(id, day);
    }
  }

  void consent(std::string const& id, int day, int late, std::string const& owner, std::string const& to,
               std::string const& in_case, int number) {
    auto const through = below(3) == 0 ? fmt::format(R"(,"through":"{}")",
                                                     calendar::to_string(start + std::chrono::days(day + below(60))))
                                       : std::string();
    add(id, "consent.given", day, late, owner,
        fmt::format(R"({},"subject":{{"kind":"consent","id":"consent{}"}},"data":{{"to":["{}"],"types":["{}"{}],)"
                    R"("purpose":"x","form":"oral","given_by":"individual"{}}})",
                    in_case, number, to, disclosed_types[0],
                    below(3) > 0 ? fmt::format(R"(,"{}","sip.started")", disclosed_types[1]) : "", through));
  }

  // On a consent that is there, or is not; or of what has happened in the case, on another basis.
  void disclose(std::string const& id, int day, int late, std::string const& owner, std::string const& other,
                std::string const& in_case) {
    std::vector<std::string> items;
    auto const here = in_case.substr(0, in_case.find(','));
    for (auto const& e : all_) {
      if (e.owner == owner && e.target.empty() && e.line.find("," + here) != std::string::npos && below(3) == 0)
        items.push_back('"' + e.id + '"');
    }
    auto const named = items.empty() ? "" : fmt::format(R"("items":[{}],)", fmt::join(items, ","));
    auto const number = below(3);
    auto const made = [&](std::string const& rest) {
      add(id, "disclosure.made", day, late, owner,
          fmt::format(
              R"({},"subject":{{"kind":"disclosure","id":"disclosure{}"}},"data":{{{}"to":"{}","purpose":"x",{}}})",
              in_case, below(4), named, other, rest),
          {other});
    };
    if (below(3) == 0) return made(R"("basis":"other_law","necessity":"x")");
    if (below(4) > 0) consent("g" + id, day - below(3), 0, owner, below(5) > 0 ? other : "soc2", in_case, number);
    made(fmt::format(R"("types":["{}"],"basis":"consent","consent":"consent{}")", fmt::join(disclosed_types, R"(",")"),
                     number));
  }

  // What may stand in a case, or in none.
  void outside_a_case(std::string const& id, int day, int late, std::string const& owner, std::string const& other,
                      std::string const& in_case) {
    static std::vector<std::string> const types = {"complaint.received", "complaint.received", "complaint.forwarded",
                                                   "complaint.answered", "deviation.reported", "deviation.investigated",
                                                   "dispute.raised",     "dispute.documented", "dispute.settled",
                                                   "concern.learned",    "concern.reported",   "complaint.closed"};
    auto const type = pick(types);
    auto const kind = type.substr(0, type.find('.'));
    std::string data;
    if (type == "complaint.received") data = R"(,"data":{"reachable":true})";
    if (type == "dispute.raised") data = R"(,"data":{"about":"cost"})";
    if (type == "complaint.forwarded") data = fmt::format(R"(,"data":{{"to":"{}"}})", other);
    auto const number = below(2);
    add(id, type, day, late, owner,
        fmt::format(R"({}"subject":{{"kind":"{}","id":"{}{}"}}{})", in_case, kind, kind, number, data));
  }

  void shared(std::string const& id, int day, int late, std::string const& owner) {
    auto const subject = [](std::string const& kind, std::string const& of) {
      return fmt::format(R"("subject":{{"kind":"{}","id":"{}"}})", kind, of);
    };
    auto const& agreement = world_.packs.front()->agreement;
    auto const number = std::to_string(below(2));
    switch (below(7)) {
      case 0:
        return add(id, "forum.founded", day, late, owner,
                   fmt::format(R"({},"data":{{"role":"{}","agreement":"{}"}})", subject("forum", "f" + number),
                               world_.packs.front()->forums[static_cast<std::size_t>(below(2))].id, agreement));
      case 1:
        return add(id, "forum.met", day, late, owner, subject("forum", "f" + number));
      case 2:
        return add(
            id, "unit.opened", day, late, owner,
            fmt::format(R"({},"data":{{"authority":"{}","kind":"clinic"}})", subject("unit", "u" + number), owner));
      case 3:
        return add(id, "sip_supporter.appointed", day, late, owner, subject("unit", "u" + number));
      case 4:
        return add(id, "activity.held", day, late, owner,
                   fmt::format(R"({},"data":{{"activity":"joint_training","municipality":"{}"}})",
                               subject("agreement", agreement), below(2) == 0 ? world_.municipality : world_.other));
      case 5:
        return add(id, "routine.adopted", day, late, owner,
                   fmt::format(R"({},"data":{{"topic":"sip"}})", subject("party", world_.municipality)));
      default:
        return add(id, "agreement.revision_begun", day, late, owner, subject("agreement", agreement));
    }
  }

  // What is said to be the same, as the data of an event.
  std::string sameness() {
    auto const [kind, one, other] =
        pick(std::vector<std::tuple<std::string, std::string, std::string>>{{"case", "c0", "c1"},
                                                                            {"case", "c0", "nowhere"},
                                                                            {"case", "nowhere", "c1"},
                                                                            {"complaint", "complaint0", "complaint1"},
                                                                            {"placement", "placement0", "placement1"},
                                                                            {"plan", "plan0", "planned"},
                                                                            {"plan", "planned", "plan1"},
                                                                            {"person", "x0", "x1"}});
    return fmt::format(R"("data":{{"kind":"{}","one":"{}","other":"{}"}})", kind, one, other);
  }

  // Withdraws an event, or corrects its day, case, subject or data.
  void correct(std::string const& id, int day) {
    auto const& target = pick(all_);
    if (target.type.starts_with("authority") || target.type.starts_with("event")) return;
    auto const change = [&](std::string const& type, std::string const& what) {
      add(id, type, day + 20, 0, target.owner, fmt::format(R"("data":{{"event":"{}",{}}})", target.id, what), {},
          target.id);
    };
    auto const& type = *world_.vocabulary.type(target.type);
    switch (below(6)) {
      case 0:
      case 1:
        return change("event.withdrawn", R"("reason":"duplicate")");
      case 2:
        if (type.in_case == event::Presence::none) return;
        return change("event.corrected", fmt::format(R"("case":"c{}")", below(3)));
      case 3:
        if (type.subject.empty() || type.subject == "agreement" || type.subject == "party") return;
        return change("event.corrected", fmt::format(R"("subject":"{}{}")",
                                                     type.subject == "forum"  ? "f"
                                                     : type.subject == "unit" ? "u"
                                                                              : type.subject,
                                                     below(3)));
      case 4:
        if (target.type == "record.same_as") return change("event.corrected", sameness());
        if (target.type != "activity.held") return;
        return change("event.corrected", fmt::format(R"("data":{{"municipality":"{}"}})", world_.other));
      default:
        return change("event.corrected",
                      fmt::format(R"("happened":"{}")", calendar::to_string(start + std::chrono::days(below(200)))));
    }
  }

  std::mt19937 random_;
  World const& world_;
  std::vector<Written> all_;
};

}  // namespace overens::obligation
