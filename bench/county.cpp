#include "county.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "calendar/swedish_time.hpp"

namespace overens::bench {
namespace {

using calendar::Day;
using std::chrono::days;

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::uint64_t next() {  // splitmix64
    state_ += 0x9E3779B97F4A7C15ULL;
    auto z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::uint64_t below(std::uint64_t n) { return next() % n; }
  bool chance(int percent) { return below(100) < static_cast<std::uint64_t>(percent); }

 private:
  std::uint64_t state_;
};

constexpr std::array municipalities = {"2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380"};
constexpr auto first = Day(std::chrono::year{2025} / 7 / 1);

/// One event before it is written: small, since a whole county is held and put in order.
struct Draft {
  std::int64_t recorded;  // seconds
  std::int32_t happened;  // days since `first`
  std::uint32_t in_case;
  std::uint16_t text;     // which template
  std::uint16_t subject;  // which subject of the case
  std::uint8_t by_region;
  std::uint8_t extra;
  std::uint16_t seq;
};

struct Template {
  char const* type;
  char const* kind;  // of the subject; empty: none
  char const* data;
};

enum Text : std::uint16_t {
  opened,
  person,
  group,
  signal,
  screening,
  intervention_social,
  intervention_health,
  followed_up,
  ended,
  consent,
  core_disclosed,
  item_disclosed,
  needed,
  offered,
  consented,
  declined,
  started,
  invited,
  accepted,
  held,
  drawn_up,
  approved,
  sip_followed_up,
  decided_planned,
  decided_acute,
  delayed,
  placed,
  health_need,
  care_way,
  natures,
  split,
  no_split,
  undertaking,
  contract,
  placement_followed_up,
  placement_ended,
  child,
  considered,
  informed,
  complaint,
  answered,
  long_term,
  prescription_followed_up,
  lob,
  lob_followed_up,
  corrected,
  withdrawn,
  closed,
  assessment,
  traffic_stop,
  contact_offered,
  deviation,
  investigated,
  consent_withdrawn
};

constexpr std::array<Template, 54> templates = {{
    {"case.opened", "", ""},
    {"person.registered", "", R"("birth_date":"19{2:02}-0{3}-1{3}","sex":"woman","municipality":"{4}")"},
    {"group.noted", "", R"("group":"alcohol")"},
    {"signal.noted", "", R"("signal":"depression")"},
    {"screening.done", "", R"("instrument":"audit","score":{2})"},
    {"intervention.started", "intervention", R"("intervention":"open_care","assessment":"none")"},
    {"intervention.started", "intervention", R"("intervention":"psychiatric_care","assessment":"individual")"},
    {"intervention.followed_up", "intervention", ""},
    {"intervention.ended", "intervention", R"("reason":"completed")"},
    {"consent.given", "consent",
     R"("to":["{5}"],"types":["case.opened","placement.decided","placement.started","placement.ended","sip.needed","sip.offered","sip.started","sip.invited","sip.accepted","sip.held","sip.drawn_up","intervention.started"],"purpose":"samordning","form":"oral","given_by":"individual")"},
    {"disclosure.made", "disclosure",
     R"("types":["case.opened","placement.decided","placement.started","placement.ended","sip.needed","sip.offered","sip.started","sip.invited","sip.accepted","sip.held","sip.drawn_up","intervention.started"],"to":"{5}","basis":"consent","consent":"{7}","purpose":"samordning")"},
    {"disclosure.made", "disclosure",
     R"("items":["{6}"],"to":"{5}","basis":"secrecy_assessment","necessity":"vård","purpose":"placering")"},
    {"sip.needed", "plan", R"("wished_by_individual":true)"},
    {"sip.offered", "", ""},
    {"sip.consented", "", ""},
    {"sip.declined", "", R"("reason":"no_consent")"},
    {"sip.started", "plan", ""},
    {"sip.invited", "plan", R"("to":["{5}"],"close_persons":true)"},
    {"sip.accepted", "plan", ""},
    {"sip.held", "plan", R"("present":["individual","municipality","region"],"assessments":"both")"},
    {"sip.drawn_up", "plan",
     R"("contents":["interventions_needed","interventions_by_party","measures_by_others","overall_responsibility"],"with_individual":true)"},
    {"sip.approved", "plan", ""},
    {"sip.followed_up", "plan", ""},
    {"placement.decided", "placement", R"("form":"hvb","urgency":"planned","ground":"sol","joint":false)"},
    {"placement.decided", "placement", R"("form":"hvb","urgency":"acute","ground":"sol","joint":true)"},
    {"placement.delayed", "placement", R"("reason":"no_place")"},
    {"placement.started", "placement", R"("form":"hvb","urgency":"planned")"},
    {"health_need.noted", "placement", ""},
    {"care_way.decided", "placement", R"("way":"at_home")"},
    {"natures.specified", "placement", R"("nature":"both")"},
    {"cost_split.agreed", "placement", R"("municipality_share":4200000,"region_share":2100000,"manager_level":true)"},
    {"cost_split.not_applicable", "placement", ""},
    {"cost_undertaking.documented", "placement", R"("cost":6300000)"},
    {"provider_contract.signed", "placement", ""},
    {"placement.followed_up", "placement", R"("jointly":true)"},
    {"placement.ended", "placement", R"("reason":"completed")"},
    {"child.noted", "child", ""},
    {"child.situation_considered", "child", ""},
    {"child.informed", "child", ""},
    {"complaint.received", "complaint", R"("reachable":true,"channel":"official")"},
    {"complaint.answered", "complaint", ""},
    {"prescription.long_term_noted", "prescription", ""},
    {"prescription.followed_up", "prescription", ""},
    {"lob.taken", "custody", R"("medically_assessed":true)"},
    {"lob.followed_up", "custody", ""},
    {"event.corrected", "", R"("event":"{6}","data":{{"score":{2}}})"},
    {"event.withdrawn", "", R"("event":"{6}","reason":"registered_by_mistake")"},
    {"case.closed", "case", R"("reason":"completed")"},
    {"assessment.made", "intervention", R"("intervention":"open_care")"},
    {"smadit.stopped", "traffic_stop", ""},
    {"smadit.contact_offered", "traffic_stop", ""},
    {"deviation.reported", "deviation", R"("concerns":"{5}")"},
    {"deviation.investigated", "deviation", ""},
    {"consent.withdrawn", "consent", ""},
}};

constexpr std::uint16_t the_consent = 3;  // of the case, as a subject

class County {
 public:
  County(CountySize const& size, std::FILE* out) : size_(size), out_(out), random_(size.seed) {}

  std::uint64_t write() {
    shared();
    auto const left = size_.events - std::min(size_.events, lines_);
    drafts_.reserve(left + 200);
    for (std::uint32_t c = 0; c < size_.cases; ++c) {
      auto const unused = left - std::min<std::size_t>(left, drafts_.size());  // the cases before may have taken more
      story(c, unused / (size_.cases - c));
    }
    drafts_.resize(std::min<std::size_t>(drafts_.size(), left));
    std::sort(drafts_.begin(), drafts_.end(), [](Draft const& a, Draft const& b) {
      return std::tie(a.recorded, a.in_case, a.seq) < std::tie(b.recorded, b.in_case, b.seq);
    });
    for (auto const& draft : drafts_) put(draft);
    flush();
    return lines_;
  }

 private:
  void shared() {
    auto const authority = [&](std::string const& id, char const* party, char const* kind) {
      line(
          R"({{"id":"a-{0}","type":"authority.registered","happened":"2025-01-01","recorded":"2025-01-01T08:00:00Z","owner":"{0}","subject":{{"kind":"authority","id":"{0}"}},"data":{{"party":"{1}","kind":"{2}"}}}})",
          id, party, kind);
      line(
          R"({{"id":"j-{0}","type":"authority.joined","happened":"2025-07-01","recorded":"2025-06-01T08:00:00Z","owner":"{0}","subject":{{"kind":"authority","id":"{0}"}}}})",
          id);
    };
    authority("23-hsn", "23", "region_health_care");
    for (auto const* code : municipalities) authority(fmt::format("{}-soc", code), code, "social_services");
    for (int i = 0; i < 60; ++i) {
      auto const* const kind = i % 3 == 0 ? "health_centre" : i % 3 == 1 ? "clinic" : "social_services_office";
      auto const owner =
          i % 3 == 2 ? fmt::format("{}-soc", municipalities[static_cast<std::size_t>(i) % 8]) : std::string("23-hsn");
      line(
          R"({{"id":"u-{0}","type":"unit.opened","happened":"2020-01-01","recorded":"2025-01-02T08:00:00Z","owner":"{1}","subject":{{"kind":"unit","id":"unit-{0}"}},"data":{{"authority":"{1}","kind":"{2}","name":"Enhet {0}"}}}})",
          i, owner, kind);
      if (i % 4 != 0)
        line(
            R"({{"id":"us-{0}","type":"sip_supporter.appointed","happened":"2025-02-01","recorded":"2025-02-02T08:00:00Z","owner":"{1}","subject":{{"kind":"unit","id":"unit-{0}"}}}})",
            i, owner);
    }
    for (auto const* role : {"managers", "county-arena"}) {
      line(
          R"({{"id":"f-{0}","type":"forum.founded","happened":"2025-07-01","recorded":"2025-07-01T08:00:00Z","owner":"23-hsn","subject":{{"kind":"forum","id":"forum-{0}"}},"data":{{"role":"{0}","agreement":"jamtland-harjedalen","convened_by":"23"}}}})",
          role);
    }
    for (int i = 0; i < 5; ++i) {
      line(
          R"({{"id":"fm-{0}","type":"forum.met","happened":"2025-{1:02}-10","recorded":"2025-{1:02}-11T08:00:00Z","owner":"23-hsn","subject":{{"kind":"forum","id":"forum-managers"}}}})",
          i, 8 + i);
    }
  }

  void add(std::uint16_t text, int day, bool region, std::uint16_t subject = 0, std::uint8_t extra = 0) {
    // One in ten is registered some days late.
    auto const late = random_.chance(10) ? static_cast<int>(1 + random_.below(9)) : 0;
    auto const at =
        std::chrono::duration_cast<std::chrono::seconds>((first + days(day + late)).time_since_epoch()).count() +
        28'800 + static_cast<std::int64_t>(random_.below(30'000));
    drafts_.push_back({at, day, case_, text, subject, region ? std::uint8_t{1} : std::uint8_t{0},
                       extra == 0 ? static_cast<std::uint8_t>(random_.below(100)) : extra, seq_++});
  }

  // What happens in one case, until it has its share of events.
  void story(std::uint32_t number, std::uint64_t events) {
    case_ = number;
    seq_ = 0;
    auto const from = drafts_.size();
    auto const begins = static_cast<int>(random_.below(300));
    add(opened, begins, false);
    add(person, begins, false);
    add(person, begins + 1, true);
    add(group, begins, false);
    add(screening, begins + 2, true);  // always the fifth: what corrections are about
    if (random_.chance(40)) add(signal, begins + 1, true);
    if (random_.chance(60)) add(core_disclosed, begins + 1, false, 1);
    if (random_.chance(60)) {
      add(consent, begins, true, the_consent);
      add(core_disclosed, begins + 1, true, 2);
    }
    add(consent, begins, false, the_consent);
    std::uint16_t subject = 10;
    while (drafts_.size() - from < events) {
      auto const at = begins + static_cast<int>(random_.below(200));
      auto const own = subject++;
      switch (random_.below(10)) {
        case 0:
        case 1:
          plan(at, own);
          break;
        case 2:
          placement(at, own);
          break;
        case 3:
          child_noted(at, own);
          break;
        case 4:
          if (random_.chance(50)) add(complaint, at, false, own);
          if (random_.chance(80)) add(answered, at + static_cast<int>(random_.below(30)), false, own);
          if (random_.chance(30)) add(lob, at, false, static_cast<std::uint16_t>(own + 1000));
          if (random_.chance(30)) add(traffic_stop, at, false, own);
          if (random_.chance(25)) add(contact_offered, at + static_cast<int>(random_.below(4)), false, own);
          if (random_.chance(30)) add(deviation, at, true, own);
          if (random_.chance(25)) add(investigated, at + static_cast<int>(random_.below(50)), true, own);
          break;
        case 5:
          add(long_term, at, true, own);
          for (int i = 0; i < 3; ++i) add(prescription_followed_up, at + 30 * i, true, own);
          break;
        default:
          intervention(at, own);
      }
      add(screening, at + 5, random_.chance(50));
      if (random_.chance(3)) add(corrected, at + 20, true);
      if (random_.chance(1)) add(withdrawn, at + 20, true);
    }
    if (random_.chance(4)) add(consent_withdrawn, begins + 150, false, the_consent);
    if (random_.chance(30)) add(closed, begins + 400, false);
  }

  void intervention(int at, std::uint16_t own) {
    auto const region = random_.chance(50);
    if (!region) add(assessment, at, region, own);
    add(region ? intervention_health : intervention_social, at, region, own);
    for (auto i = random_.below(5); i > 0; --i) add(followed_up, at + static_cast<int>(30 * i), region, own);
    if (random_.chance(60)) add(ended, at + 180, region, own);
  }

  void plan(int at, std::uint16_t own) {
    add(needed, at, false, own);
    add(offered, at, false);
    if (random_.chance(12)) return add(declined, at + 1, false);
    add(consented, at + 1, false);
    add(started, at + static_cast<int>(random_.below(9)), false, own);
    add(invited, at + 3, false, own);
    if (random_.chance(85)) add(accepted, at + 5, true, own);
    if (random_.chance(85)) add(held, at + static_cast<int>(5 + random_.below(10)), false, own);
    if (random_.chance(80)) add(drawn_up, at + 14, false, own);
    if (random_.chance(70)) add(approved, at + 20, true, own);
    for (auto i = random_.below(3); i > 0; --i) add(sip_followed_up, at + static_cast<int>(60 * i), false, own);
  }

  void placement(int at, std::uint16_t own) {
    auto const acute = random_.chance(40);
    add(acute ? decided_acute : decided_planned, at, false, own);
    if (random_.chance(20)) add(delayed, at + 1, false, own);
    auto const start = at + static_cast<int>(random_.below(6));
    add(placed, start, false, own);
    add(natures, at + 1, random_.chance(50), own);
    if (random_.chance(50)) add(health_need, start + 3, false, own);
    if (random_.chance(40)) add(care_way, start + 6, true, own);
    if (random_.chance(50)) {
      add(split, at + static_cast<int>(random_.below(25)), false, own);
      add(undertaking, at + 25, false, own);
      add(contract, at + 26, false, own);
      if (random_.chance(80)) add(contract, at + 27, true, own);
    } else if (random_.chance(50)) {
      add(no_split, at + static_cast<int>(random_.below(25)), false, own);
    }
    add(held, start + static_cast<int>(random_.below(12)), false, static_cast<std::uint16_t>(own + 2000));
    if (random_.chance(70)) add(placement_followed_up, start + 60, false, own);
    if (random_.chance(60)) add(placement_ended, start + 90, false, own);
  }

  void child_noted(int at, std::uint16_t own) {
    auto const region = random_.chance(50);
    add(child, at, region, own);
    if (random_.chance(80)) add(considered, at + 4, region, own);
    if (region && random_.chance(70)) add(informed, at + 8, true, own);
  }

  template <class... Values>
  void line(fmt::format_string<Values...> pattern, Values&&... values) {
    fmt::format_to(std::back_inserter(buffer_), pattern, std::forward<Values>(values)...);
    buffer_.push_back('\n');
    ++lines_;
    if (buffer_.size() > (1U << 20U)) flush();
  }

  static std::string subject_of(std::uint32_t in_case, std::uint16_t subject) {
    return fmt::format("s{:08x}{:06x}", in_case * 2246822519U, subject);
  }

  void put(Draft const& d) {
    auto const& t = templates[d.text];
    auto const* const municipality = municipalities[d.in_case % municipalities.size()];
    auto const owner = d.by_region == 1 ? std::string("23-hsn") : fmt::format("{}-soc", municipality);
    auto const other = d.by_region == 1 ? fmt::format("{}-soc", municipality) : std::string("23-hsn");
    auto const in_case = fmt::format("c{:08x}{:08x}", d.in_case * 2654435761U, d.in_case);
    auto const id = fmt::format("{:08x}-{:04x}-{:08x}", d.in_case, d.seq, d.in_case * 40503U + d.seq);
    std::string subject;
    if (*t.kind != '\0') {
      auto const subject_id = std::string_view(t.kind) == "case" ? in_case : subject_of(d.in_case, d.subject);
      subject = fmt::format(R"(,"subject":{{"kind":"{}","id":"{}"}})", t.kind, subject_id);
    }
    std::string data;
    if (*t.data != '\0') {
      auto const target = fmt::format("{:08x}-{:04x}-{:08x}", d.in_case, 4, d.in_case * 40503U + 4U);
      data = fmt::format(R"(,"data":{{{}}})",
                         fmt::format(fmt::runtime(t.data), 0, 0, static_cast<int>(d.extra % 60) + 40, d.in_case % 9 + 1,
                                     municipality, other, target, subject_of(d.in_case, the_consent)));
    }
    auto const happened = first + days(d.happened);
    auto const recorded = calendar::Instant(std::chrono::seconds(d.recorded));
    line(
        R"({{"id":"{}","type":"{}","stream":"{}:{}","seq":{},"happened":"{}","recorded":"{}","command":"{:x}","owner":"{}","unit":"unit-{}","actor":"{:x}","case":"{}","person":"p{:08x}{}"{}{}}})",
        id, t.type, owner, in_case, d.seq, calendar::to_string(happened), calendar::to_string(recorded),
        static_cast<std::uint64_t>(d.in_case) << 16U | d.seq, owner, d.extra % 60, d.in_case * 31 + d.extra, in_case,
        d.in_case, d.by_region, subject, data);
  }

  void flush() {
    static_cast<void>(std::fwrite(buffer_.data(), 1, buffer_.size(), out_));
    buffer_.clear();
  }

  CountySize const& size_;
  std::FILE* out_;
  Random random_;
  std::vector<Draft> drafts_;
  std::string buffer_;
  std::uint64_t lines_ = 0;
  std::uint32_t case_ = 0;
  std::uint16_t seq_ = 0;
};

}  // namespace

std::uint64_t write_county(std::filesystem::path const& file, CountySize const& size) {
  auto* const out = std::fopen(file.c_str(), "wb");
  if (out == nullptr) return 0;
  auto const lines = County(size, out).write();
  static_cast<void>(std::fclose(out));
  return lines;
}

}  // namespace overens::bench
