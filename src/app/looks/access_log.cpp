#include "app/looks/access_log.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/cases/case_person.hpp"
#include "app/looks/look_facts.hpp"
#include "app/organisation/staff_names.hpp"
#include "app/subjects_of.hpp"
#include "journal/stream.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::ObjectClass;
using base::refuse;
using base::text;
using journal::LookEntry;

constexpr std::size_t scanned_at_a_time = 500;
constexpr std::size_t most_scanned = 2000;
constexpr char const* review_kind = "review";

std::string authority_of(access::Actor const& actor) {
  return actor.authorities.size() == 1 ? actor.authorities.front() : std::string();
}

base::Expected<void> decide(AccessCheck check, Action action, ObjectClass log, Shown& shown) {
  access::Object const object{log, authority_of(check.actor())};
  auto decision = check.decide(action, object);
  shown.by(object, decision);
  if (!decision.allowed) return tl::unexpected(std::move(decision.why));
  return {};
}

// "17-4": a look's chain and place.
std::string id_of(LookEntry const& entry) {
  return fmt::format("{}-{}", entry.chain, entry.seq);
}

std::optional<std::uint64_t> number_in(std::string_view digits) {
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<std::pair<std::uint64_t, std::uint64_t>> read_id(std::string_view id) {
  auto const dash = id.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  auto const chain = number_in(id.substr(0, dash));
  auto const seq = number_in(id.substr(dash + 1));
  return chain && seq && *seq > 0 ? std::optional(std::pair(*chain, *seq)) : std::nullopt;
}

// "1767225600000-17-4"
std::string to_word(LookEntry const& last) {
  return fmt::format("{}-{}", last.at.time_since_epoch().count(), id_of(last));
}

base::Expected<std::optional<LookKey>> read_look_key(std::string_view word) {
  if (word.empty()) return std::optional<LookKey>();
  auto const dash = word.find('-');
  auto const at = number_in(word.substr(0, dash));
  auto const id = dash == std::string_view::npos ? std::nullopt : read_id(word.substr(dash + 1));
  if (!at || !id) return refuse("bad_value", text("{0} must be what the page before gave as next", "after"), "after");
  return std::optional(
      LookKey{calendar::Instant(std::chrono::milliseconds(static_cast<std::int64_t>(*at))), id->first, id->second});
}

tl::unexpected<base::Refusal> nothing_there() {
  return refuse("not_found", text("there is nothing at this address"));
}

// What somebody has written of their own would stand in the log, or show that there is such a one.
bool is_asked_by_id(LookRequest const& request) {
  return (!request.shown || is_subject_id(request.shown->id)) && (request.who.empty() || is_subject_id(request.who));
}

// Whose chains they are in.
std::string chains_of(access::Actor const& actor, ObjectClass log) {
  return authority_of(actor) + (log == ObjectClass::sensitive_log ? journal::of_hidden_looks : "");
}

LookFilter filter_of(access::Actor const& actor, LookRequest const& request) {
  LookFilter filter{chains_of(actor, request.log), request.shown, request.who, actor.id, request.action};
  if (request.from) filter.from = calendar::start_of(*request.from);
  if (request.through) filter.before = calendar::end_of(*request.through);
  return filter;
}

LookRow row_of(LookEntry const& entry, Shown& shown) {
  LookRow row{id_of(entry), entry.at, entry.look, entry.look.shown.size()};
  row.look.shown.resize(std::min(row.shown, LookRow::most_shown));
  for (auto const& one : row.look.shown) shown.add(one);
  return row;
}

// The names of those among the staff who occur.
class Named {
 public:
  void add(std::string const& id) { ids_.insert(id); }
  void add(LookRow const& row) {
    ids_.insert(row.look.who);
    for (auto const& one : row.look.shown) {
      if (one.kind == "staff") ids_.insert(one.id);
    }
  }
  StaffNames names(Store& store, event::Vocabulary const& vocabulary, std::string const& authority) const {
    return {store, vocabulary, authority, ids_};
  }

 private:
  std::set<std::string> ids_;
};

void put_names(LookRow& row, StaffNames const& names) {
  row.name = names.of(row.look.who);
  for (auto const& one : row.look.shown)
    row.shown_names.push_back(one.kind == "staff" ? names.of(one.id) : std::string());
}

journal::SubjectRef reviewed_as(std::string const& id) {
  return {review_kind, id};
}

using PointedOut = std::vector<std::pair<access::ReviewRule const*, LookEntry>>;

// What the rules that ask of one look point out, until there is enough for a page. Gives where the next begins.
std::string add_pointed_out(PointedOut& found, LookStore& log, access::LookRules const& rules, LookFilter const& filter,
                            std::optional<LookKey> after, LookFacts& facts) {
  for (std::size_t scanned = 0;;) {
    auto const some = log.looks(filter, scanned_at_a_time, after);
    facts.know(some);
    for (auto const& entry : some) {
      for (auto const& rule : rules.review) {
        if (points_out(rule, entry, facts)) found.emplace_back(&rule, entry);
      }
    }
    scanned += some.size();
    if (some.size() < scanned_at_a_time) return {};
    after = LookKey{some.back().at, some.back().chain, some.back().seq};
    if (scanned >= most_scanned || found.size() >= LookRequest::most) return to_word(some.back());
  }
}

// What the rules that count a whole day point out.
void add_busy_days(PointedOut& found, LookStore& log, access::LookRules const& rules, LookFilter filter,
                   calendar::Day from, calendar::Day through) {
  for (auto const& rule : rules.review) {
    if (rule.more_than_in_a_day == 0) continue;
    for (auto day = through; day >= from; day -= std::chrono::days(1)) {
      filter.from = calendar::start_of(day);
      filter.before = calendar::end_of(day);
      for (auto& last : log.saw_many(filter, rule.more_than_in_a_day)) found.emplace_back(&rule, std::move(last));
    }
  }
}

// That day, whoever looked saw so many that the rule points them out.
bool is_of_busy_day(access::ReviewRule const& rule, LookEntry const& entry, LookStore& log) {
  if (rule.more_than_in_a_day == 0) return false;
  auto const day = calendar::day_in_sweden(entry.at);
  LookFilter filter{.authority = entry.authority, .who = entry.look.who};
  filter.from = calendar::start_of(day);
  filter.before = calendar::end_of(day);
  auto const busy = log.saw_many(filter, rule.more_than_in_a_day);
  return std::any_of(busy.begin(), busy.end(), [&](LookEntry const& one) { return one.look.who == entry.look.who; });
}

// What is told to the one whom it is about: not what was denied, and not that there is something sensitive.
bool is_for_extract(LookEntry const& entry) {
  return entry.look.refused.empty() && entry.look.object_class != event::to_string(ObjectClass::sensitive);
}

// The latest of them, one more than an extract holds where there are so many.
std::vector<LookEntry> looks_for_extract(LookStore& log, LookFilter const& filter) {
  std::vector<LookEntry> found;
  std::optional<LookKey> after;
  for (auto is_last = false; !is_last && found.size() <= LookExtract::most;) {
    auto some = log.looks(filter, scanned_at_a_time, after);
    is_last = some.size() < scanned_at_a_time;
    if (!some.empty()) after = LookKey{some.back().at, some.back().chain, some.back().seq};
    std::erase_if(some, [](LookEntry const& entry) { return !is_for_extract(entry); });
    std::move(some.begin(), some.end(), std::back_inserter(found));
  }
  return found;
}

}  // namespace

AccessCheck AccessLog::check(Store& store, access::Actor const& actor) const {
  return {looks_.policy(), actor, store, calendar::day_in_sweden(clock_())};
}

base::Expected<LookPage> AccessLog::looks(access::Actor const& actor, LookRequest const& request) {
  return looks_.show_decided(actor, Action::list, [&](Store& store, Shown& shown) -> base::Expected<LookPage> {
    if (auto may = decide(check(store, actor), Action::list, request.log, shown); !may)
      return tl::unexpected(may.error());
    if (!is_asked_by_id(request)) return nothing_there();
    auto const after = read_look_key(request.after);
    if (!after) return tl::unexpected(after.error());
    auto const limit = std::clamp<std::size_t>(request.limit, 1, LookRequest::most);
    LookPage page{authority_of(actor), {}};
    shown.nobody();
    if (request.shown) shown.add(*request.shown);
    auto const found = store.looks().looks(filter_of(actor, request), limit + 1, *after);
    Named named;
    for (auto const& entry : found) {
      if (page.looks.size() == limit) break;
      named.add(page.looks.emplace_back(row_of(entry, shown)));
    }
    auto const names = named.names(store, vocabulary_, page.authority);
    for (auto& row : page.looks) put_names(row, names);
    if (found.size() > limit) page.next = to_word(found[limit - 1]);
    return page;
  });
}

base::Expected<ReviewPage> AccessLog::to_review(access::Actor const& actor, LookRequest const& request) {
  return looks_.show_decided(actor, Action::list, [&](Store& store, Shown& shown) -> base::Expected<ReviewPage> {
    if (auto may = decide(check(store, actor), Action::list, request.log, shown); !may)
      return tl::unexpected(may.error());
    if (!is_asked_by_id(request)) return nothing_there();
    auto const after = read_look_key(request.after);
    if (!after) return tl::unexpected(after.error());
    auto within = request;
    within.through = request.through.value_or(calendar::day_in_sweden(clock_()));
    within.from = std::max(request.from.value_or(*within.through - std::chrono::days(6)),
                           *within.through - std::chrono::days(LookRequest::most_days - 1));
    ReviewPage page{authority_of(actor), *within.from, *within.through, {}};
    auto const filter = filter_of(actor, within);
    LookFacts facts(store, vocabulary_, page.authority);
    PointedOut found;
    if (!*after && !request.shown && request.who.empty())
      add_busy_days(found, store.looks(), looks_.rules(), filter, *within.from, *within.through);
    page.next = add_pointed_out(found, store.looks(), looks_.rules(), filter, *after, facts);
    std::vector<journal::SubjectRef> reviews;
    for (auto const& [rule, entry] : found) reviews.push_back(reviewed_as(rule->rule + "/" + id_of(entry)));
    auto const last = store.looks().last_of(filter.authority, std::string(access::word_of(Action::record)), reviews);
    shown.nobody();
    Named named;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (last[i] && !request.is_reviewed_too) continue;
      auto const& [rule, entry] = found[i];
      ToReview one{reviews[i].id, rule, row_of(entry, shown)};
      if (last[i]) one.reviewed = {last[i]->look.who, {}, last[i]->at, last[i]->look.result};
      named.add(one.look);
      if (one.reviewed) named.add(one.reviewed->who);
      page.looks.push_back(std::move(one));
    }
    auto const names = named.names(store, vocabulary_, page.authority);
    for (auto& one : page.looks) {
      put_names(one.look, names);
      if (one.reviewed) one.reviewed->name = names.of(one.reviewed->who);
    }
    return page;
  });
}

base::Expected<void> AccessLog::review(access::Actor const& actor, Review const& review) {
  auto const& rules = looks_.rules();
  return looks_.show_decided(actor, Action::record, [&](Store& store, Shown& shown) -> base::Expected<void> {
    if (auto may = decide(check(store, actor), Action::record, review.log, shown); !may)
      return tl::unexpected(may.error());
    auto const is_result = [&](event::Code const& code) { return code.id == review.result; };
    if (std::none_of(rules.results.begin(), rules.results.end(), is_result))
      return refuse("bad_value", text("choose what the review came to"), "result");
    auto const slash = review.id.find('/');
    auto const id = slash == std::string::npos ? std::nullopt : read_id(std::string_view(review.id).substr(slash + 1));
    auto const rule = std::find_if(rules.review.begin(), rules.review.end(), [&](access::ReviewRule const& one) {
      return one.rule == review.id.substr(0, slash);
    });
    if (!id || rule == rules.review.end()) return nothing_there();
    auto const entries = store.looks().of_chain(id->first, id->second - 1, 1);
    auto const is_it = !entries.empty() && entries.front().seq == id->second &&
                       entries.front().authority == chains_of(actor, review.log) && !entries.front().is_erased();
    if (!is_it || entries.front().look.who == actor.id) return nothing_there();
    // A look is reviewed by its one id, or it would be pointed out again.
    auto const& entry = entries.front();
    if (review.id != rule->rule + "/" + id_of(entry)) return nothing_there();
    LookFacts facts(store, vocabulary_, authority_of(actor));
    if (!points_out(*rule, entry, facts) && !is_of_busy_day(*rule, entry, store.looks())) return nothing_there();
    shown.add(reviewed_as(review.id)).result(review.result);
    return {};
  });
}

// Whoever hands the paper out, or finds it, is not told where somebody with a protected identity goes.
static bool is_unit_masked(Store& store, access::Policy const& policy, std::string const& authority,
                           std::set<journal::SubjectRef> const& all) {
  auto const& mask = policy.protected_mask();
  if (std::find(mask.begin(), mask.end(), access::Masked::unit) == mask.end()) return false;
  std::vector<std::string> cases;
  for (auto const& one : all) {
    if (one.kind == "case") cases.push_back(one.id);
  }
  auto const heads = store.case_heads(authority, cases);
  return std::any_of(heads.begin(), heads.end(), [](CaseHead const& head) { return head.team.is_protected; });
}

LookExtract extract_of(Store& store, event::Vocabulary const& vocabulary, access::Policy const& policy,
                       std::string const& authority, journal::SubjectRef const& of, Shown& shown) {
  LookExtract extract{authority, of, {}};
  std::set<journal::SubjectRef> all = {of};
  auto const whose = authority + "/";
  if (of.kind == "person" && of.id.starts_with(whose)) {
    for (auto const& in_case : cases_of(store, vocabulary, {authority, of.id.substr(whose.size())}))
      all.insert({"case", in_case});
  }
  std::map<std::tuple<calendar::Instant, std::uint64_t, std::uint64_t>, LookEntry, std::greater<>> found;
  for (auto const& one : all) {
    shown.add(one);
    for (auto& entry : looks_for_extract(store.looks(), {extract.authority, one})) {
      auto const key = std::tuple(entry.at, entry.chain, entry.seq);
      found.emplace(key, std::move(entry));
    }
  }
  auto const is_masked = is_unit_masked(store, policy, authority, all);
  for (auto const& [key, entry] : found) {
    extract.is_cut = extract.looks.size() == LookExtract::most;
    if (extract.is_cut) break;
    auto const& look = entry.look;
    extract.looks.push_back({entry.at, look.kind, is_masked ? std::string() : look.unit, look.action, look.object_class,
                             look.purpose, look.rule, look.relation, look.basis, is_masked});
  }
  return extract;
}

base::Expected<LookExtract> AccessLog::extract(access::Actor const& actor, journal::SubjectRef const& of) {
  return looks_.show_decided(actor, Action::read, [&](Store& store, Shown& shown) -> base::Expected<LookExtract> {
    if (auto may = decide(check(store, actor), Action::read, ObjectClass::access_log, shown); !may)
      return tl::unexpected(may.error());
    if (!is_subject_id(of.id)) return nothing_there();
    return extract_of(store, vocabulary_, looks_.policy(), authority_of(actor), of, shown);
  });
}

}  // namespace overens::app
