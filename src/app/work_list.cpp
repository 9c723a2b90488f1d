#include "app/work_list.hpp"

#include <algorithm>
#include <set>

#include "app/list_key.hpp"
#include "app/list_reading.hpp"
#include "app/queries.hpp"
#include "app/rows.hpp"
#include "app/staff_names.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::ObjectClass;
using base::refuse;
using base::text;
using calendar::Day;
using obligation::ListPart;
using obligation::Pace;
using Of = WorkRange::Of;

base::Expected<void> is_whole(std::string const& authority, WorkListRequest const& request) {
  if (authority.empty()) return refuse("missing_key", text("the key {0} is missing", "authority"), "authority");
  if (request.limit == 0 || request.limit > WorkListRequest::most)
    return refuse("bad_value", text("{0} must be a whole number from 1 through {1}", "limit", WorkListRequest::most),
                  "limit");
  if (!request.after.empty() && !read_work_key(request.after))
    return refuse("bad_value", text("{0} must be what the page before gave as next", "after"), "after");
  return {};
}

/// A part of the list that the store has in order: what is so near, in one range.
struct Stream {
  Nearness nearness;
  WorkRange range;
};

/// What of an authority's work the actor may have in a list, apart from what is decided row by row.
struct Reach {
  bool cases = false;          ///< any at all
  bool all_cases = false;      ///< those of every unit
  bool only_received = false;  ///< what no unit has, and has come in from others
};

Reach reach_of(AccessCheck const& check, std::string const& authority) {
  access::Object const core{ObjectClass::coordination, authority};
  CaseHead of_another_unit;
  of_another_unit.authority = authority;
  auto received = of_another_unit;
  received.only_received = access::Relation::live_disclosure;
  return {check.may_ever(Action::list, ObjectClass::coordination),
          check.decide(Action::list, core, of_another_unit).allowed,
          check.decide(Action::list, core, received).allowed};
}

// Each in its order; a row stands in one of them.
std::vector<Stream> streams_of(access::Actor const& actor, Reach const& reach, WorkListRequest const& request) {
  std::vector<Stream> streams;
  auto const add = [&](Nearness nearness, Of of, std::string const& unit = {}, Taken taken = Taken::by_nobody) {
    for (auto const pace : {Pace::strict, Pace::lenient, Pace::watched, Pace::waits}) {
      auto const is_ours = pace != Pace::waits;
      if (request.move != WorkListRequest::Move::any && is_ours != (request.move == WorkListRequest::Move::ours))
        continue;
      WorkRange range{of, actor.id, unit, taken, pace};
      streams.push_back({nearness, std::move(range)});
    }
  };
  auto const about = request.filter.about;
  auto const cases = reach.cases && about != WorkFilter::About::no_case;
  auto const staff = actor.kind == access::Actor::Kind::staff;
  auto const add_held = [&](std::string const& holder) {
    auto const first = streams.size();
    add(Nearness::mine, Of::held);
    for (auto i = first; i < streams.size(); ++i) streams[i].range.staff = holder;
  };
  auto const& unit = actor.unit;
  if (cases && staff) add_held(actor.id);
  for (auto const& colleague : actor.stands_in_for) {
    if (cases && staff) add_held(colleague);
  }
  if (cases && !unit.empty()) add(Nearness::unassigned, Of::unit, unit);
  auto const& wanted = request.filter.unit;
  if (reach.all_cases && !wanted.empty() && wanted != unit) {  // by the units' own index
    add(Nearness::others, Of::unit, wanted, Taken::by_nobody);
    add(Nearness::others, Of::unit, wanted, Taken::by_somebody);
    return streams;
  }
  if (reach.all_cases && wanted.empty()) {
    add(Nearness::others, Of::elsewhere, unit);
    return streams;
  }
  if (cases && !unit.empty()) add(Nearness::others, Of::unit, unit, Taken::by_somebody);
  if (cases && reach.only_received) add(Nearness::others, Of::unit);
  if (about != WorkFilter::About::cases && request.filter.unit.empty()) add(Nearness::others, Of::no_case);
  return streams;
}

// The first day that stands in the part or a later one; nothing when none does.
std::optional<Day> first_day(Pace pace, ListPart part, Day today) {
  using std::chrono::days;
  for (auto const day : {Day::min(), today, today + days(1), calendar::end_of_week(today) + days(1)}) {
    if (list_part(pace, day, today) >= part) return day;
  }
  return list_part(pace, std::nullopt, today) >= part ? std::optional(Day::max()) : std::nullopt;
}

// Where the stream goes on after a key of the whole list; false: it has nothing more.
bool go_on(Stream& stream, WorkKey const& after, Day today) {
  auto const is_over = stream.nearness < after.nearness;
  if (is_over && after.part == ListPart::waits) return false;
  auto const part = is_over ? static_cast<ListPart>(static_cast<int>(after.part) + 1) : after.part;
  auto const first = first_day(stream.range.pace, part, today);
  if (!first) return false;
  stream.range.from = *first;
  // In a stream of another pace the day stands in another part, which begins with its own first day.
  auto const day = after.day.value_or(Day::max());
  if (stream.nearness == after.nearness && list_part(stream.range.pace, after.day, today) == after.part) {
    stream.range.from = day;
    stream.range.after_case = after.in_case;
    stream.range.after_id = after.id;
  }
  return true;
}

WorkKey key_of(WorkItem const& item, Day today) {
  return {list_part(item.row.pace, item.row.day(), today), item.nearness, item.row.day(), item.row.in_case,
          item.row.id};
}

// The first of the list after a key, of all streams together.
std::vector<WorkItem> read(Store& store, std::string const& authority, std::string const& own,
                           std::vector<Stream> streams, WorkFilter const& filter, std::size_t most,
                           std::optional<WorkKey> const& after, Day today) {
  if (after) std::erase_if(streams, [&](Stream& stream) { return !go_on(stream, *after, today); });
  std::vector<WorkRange> ranges;
  for (auto const& stream : streams) ranges.push_back(stream.range);
  auto found = store.work(authority, ranges, filter, most);
  std::vector<WorkItem> items;
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto const& [nearness, range] = streams[i];
    auto const colleague = range.of == Of::held && range.staff != own ? range.staff : std::string();
    for (auto& one : found[i])
      items.push_back(
          {.row = std::move(one.row), .of = std::move(one.of), .nearness = nearness, .stands_in_for = colleague});
  }
  std::sort(items.begin(), items.end(),
            [&](WorkItem const& a, WorkItem const& b) { return is_before(key_of(a, today), key_of(b, today)); });
  if (items.size() > most) items.resize(most);
  return items;
}

bool is_wanted(ObligationRow const& row, WorkListRequest const& request) {
  auto const& filter = request.filter;
  auto const is_ours = row.pace != Pace::waits;
  return row.owed && row.life != obligation::Life::closed &&
         (request.move == WorkListRequest::Move::any || is_ours == (request.move == WorkListRequest::Move::ours)) &&
         (filter.about == WorkFilter::About::all ||
          row.in_case.empty() == (filter.about == WorkFilter::About::no_case)) &&
         (filter.agreement.empty() || row.agreement.starts_with(filter.agreement + "/")) &&
         (!filter.verb || *filter.verb == row.verb) && (filter.unit.empty() || filter.unit == row.unit) &&
         (!filter.opened_from || (row.opened_on && *filter.opened_from <= *row.opened_on));
}

// Rows with what is hidden in them, which are the actor's own: whoever sees it works in the case.
std::vector<WorkItem> items_of(std::vector<ObligationRow> rows, WorkListRequest const& request) {
  std::vector<WorkItem> items;
  for (auto& row : rows) {
    if (!is_wanted(row, request)) continue;
    journal::SubjectRef const of{"case", row.in_case};
    items.push_back({.row = std::move(row), .of = of, .nearness = Nearness::mine});
  }
  return items;
}

// Of a day some hours may be past.
ListPart part_of(ObligationRow const& row, calendar::Moment const& now) {
  auto const is_late = row.pace == Pace::strict && urgency_of(row, now) == obligation::Urgency::late;
  return is_late ? ListPart::late : list_part(row.pace, row.day(), now.day);
}

// A case in which several work stands in the list once: as their own, or else for the first of those they stand in for.
bool stands_elsewhere(AccessCheck& check, access::Actor const& actor, WorkItem const& item) {
  if (actor.stands_in_for.empty() || item.row.in_case.empty()) return false;
  auto const* const head = check.head(item.row.authority, item.row.in_case);
  auto const works_there = [&](std::string const& who) {
    auto const& all = head->team.holders;
    return std::any_of(all.begin(), all.end(), [&](CaseHolder const& one) { return one.staff == who; });
  };
  if (head == nullptr) return false;
  if (works_there(actor.id)) return !item.stands_in_for.empty();
  auto const& away = actor.stands_in_for;
  auto const first = std::find_if(away.begin(), away.end(), works_there);
  return first != away.end() && item.stands_in_for != *first;
}

// Not in what leaves the program.
bool stays_inside(AccessCheck& check, ObligationRow const& row) {
  if (row.details.secrecy == ObjectClass::sensitive) return true;
  auto const* head = row.in_case.empty() ? nullptr : check.head(row.authority, row.in_case);
  return head != nullptr && head->team.is_protected;
}

bool is_left_out(AccessCheck& check, access::Actor const& actor, WorkListRequest const& request, WorkItem const& item) {
  return stands_elsewhere(check, actor, item) || (request.is_taken_out && stays_inside(check, item.row));
}

// What has come in by name is theirs as the gate says now, of others the row says it. What nobody else there knows of
// is to the look as what is hidden.
RecordedObject recorded_now(AccessCheck& check, ObligationRow const& row, HiddenViews const& with_hidden) {
  auto const is_sent = row.details.received && check.sent(row.in_case) != Sent::not_to_them;
  auto recorded = is_sent ? recorded_row(row, check.disclosed_events(row.authority, row.in_case)) : recorded_row(row);
  if (with_hidden.shown_apart.contains(row.in_case)) recorded.object.object_class = ObjectClass::sensitive;
  return recorded;
}

std::string whose_list(access::Actor const& actor, WorkListRequest const& request) {
  auto const is_clear = request.authority.empty() && actor.authorities.size() == 1;
  return is_clear ? actor.authorities.front() : request.authority;
}

void name_colleagues(Store& store, event::Vocabulary const& vocabulary, WorkList& list) {
  std::set<std::string> ids;
  for (auto const& item : list.items) {
    if (!item.stands_in_for.empty()) ids.insert(item.stands_in_for);
  }
  if (ids.empty()) return;
  StaffNames const names(store, vocabulary, list.authority, ids);
  for (auto& item : list.items) {
    if (!item.stands_in_for.empty()) item.colleague = names.of(item.stands_in_for);
  }
}

std::vector<std::string> cases_in(std::vector<WorkItem> const& items) {
  std::set<std::string> cases;
  for (auto const& item : items) {
    if (!item.row.in_case.empty()) cases.insert(item.row.in_case);
  }
  return {cases.begin(), cases.end()};
}

}  // namespace

base::Expected<WorkList> Queries::work_list(access::Actor const& actor, WorkListRequest const& request) {
  auto const authority = whose_list(actor, request);
  access::Object const object{ObjectClass::governance, authority};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) -> base::Expected<WorkList> {
    if (auto const whole = is_whole(authority, request); !whole) return tl::unexpected(whole.error());
    auto const after = read_work_key(request.after);
    auto const now = calendar::Moment::exact(clock_());
    if (auto const may = can_be_listed(store, authority, now.day); !may) return tl::unexpected(may.error());
    if (!request.reason.empty()) shown.needed_for(request.reason);
    WorkList list{now, authority};
    auto check = this->check(store, actor);
    auto const reach = reach_of(check, authority);
    list.is_of_all = reach.all_cases;
    auto const streams = streams_of(actor, reach, request);
    auto with_hidden = request.is_taken_out ? HiddenViews() : hidden_in_lists(store, check, authority, true);
    auto const recorded = [&](ObligationRow const& row) { return recorded_now(check, row, with_hidden); };
    auto const may_see = [&](WorkItem const& item) {
      auto const of_row = recorded(item.row);
      auto const decision = check.decide(Action::list, of_row);
      list.more_with_reason = list.more_with_reason || (of_row.received && decision.why.code == "reason_needed");
      return decision.allowed;
    };
    std::set<std::string> openly;  // cases that the look names, whoever sees what is hidden in them
    auto const note = [&](WorkItem const& item) {
      auto const of_row = recorded(item.row);
      auto const& in_case = item.row.in_case;
      if (!in_case.empty() && of_row.object.object_class != ObjectClass::sensitive) {
        shown.add({"case", in_case});
        openly.insert(in_case);
      }
      show_part(shown, of_row.object, check.decide(Action::list, of_row), in_case);
    };
    auto const key = [&](WorkItem const& item) { return key_of(item, now.day); };
    list.items = allowed_rows<WorkItem>(
        request.limit + 1, after,
        [&](auto most, auto const& from) {
          auto piece = read(store, authority, actor.id, streams, request.filter, most, from, now.day);
          check.know(store.case_heads(authority, cases_in(piece)));
          return piece;
        },
        key,
        [&](WorkItem const& item) {
          if (!may_see(item) || is_left_out(check, actor, request, item)) return false;
          if (!with_hidden.replaces(item.row)) return true;
          note(item);  // as for somebody who sees nothing hidden
          return false;
        });
    auto hidden = items_of(std::move(with_hidden.obligations), request);
    std::erase_if(hidden, [&](WorkItem const& item) { return !may_see(item); });
    put_in_place(list.items, std::move(hidden), after, key);
    list.next = cut(list.items, request.limit, [&](auto const& item) { return to_word(key(item)); });
    shown.nobody();
    for (auto& item : list.items) {
      note(item);
      item.part = part_of(item.row, now);
    }
    if (!request.is_taken_out) name_persons(store, check, openly, list, shown);
    return list;
  });
}

namespace {

constexpr std::size_t most_shared_work = 5000;

/// An authority, and the party that it is of.
using PartyOf = std::pair<std::string, std::string>;

// And nobody, who has what a party without authorities owes.
std::vector<PartyOf> everybody(AgreementStatus const& agreements, Day today) {
  std::vector<PartyOf> all;
  agreements.ask([&](SharedState const& known) {
    auto const& words = known.engine().facts().words();
    auto const registry = known.engine().registry({calendar::Moment::whole(today), calendar::Instant::max(), 0});
    for (auto const& one : registry->authorities())
      all.emplace_back(words.word(one.name), words.word(registry->party_of(one.name, today)));
  });
  all.emplace_back();
  return all;
}

std::string party_of(ObligationRow const& row, std::string const& of_authority) {
  auto const own = std::find_if(row.bearers.begin(), row.bearers.end(), [](auto const& one) { return one.own; });
  return !of_authority.empty() || own == row.bearers.end() ? of_authority : own->id;
}

}  // namespace

base::Expected<SharedWork> Queries::shared_work(access::Actor const& actor) {
  access::Object const object{ObjectClass::governance};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) -> base::Expected<SharedWork> {
    SharedWork all{calendar::Moment::exact(clock_())};
    if (!Refresh::are_complete(store)) return tl::unexpected(views_being_made());
    agreements_.on(all.now.day);
    auto check = this->check(store, actor);
    std::vector<WorkRange> ranges;
    for (auto const pace : {Pace::strict, Pace::lenient, Pace::watched, Pace::waits})
      ranges.push_back({.of = Of::no_case, .pace = pace});
    for (auto const& [authority, party] : everybody(agreements_, all.now.day)) {
      for (auto& range : store.work(authority, ranges, {}, most_shared_work)) {
        for (auto& one : range) {
          if (!check.decide(Action::list, object_of_row(one.row)).allowed) continue;
          if (all.items.size() == most_shared_work) {
            all.is_cut = true;
            continue;
          }
          auto const part = part_of(one.row, all.now);
          auto owed_by = party_of(one.row, party);
          WorkItem item{.row = std::move(one.row), .of = std::move(one.of), .part = part};
          all.items.push_back({std::move(item), std::move(owed_by)});
        }
      }
    }
    shown.nobody();
    return all;
  });
}

// Each case once, as the list of cases does it.
void Queries::name_persons(Store& store, AccessCheck& check, std::set<std::string> const& openly, WorkList& list,
                           Shown& shown) const {
  name_colleagues(store, vocabulary_, list);
  std::map<std::string, std::string> names;
  for (auto const& in_case : openly) names[in_case];
  for (auto const& item : list.items) {
    if (!item.row.in_case.empty()) names[item.row.in_case];
  }
  for (auto& [in_case, name] : names) {
    auto const* head = check.head(list.authority, in_case);
    auto const person = head == nullptr ? std::nullopt : named_person(store, check, vocabulary_, *head);
    if (!person) continue;
    name = person->name;
    access::Object const identity{ObjectClass::identity, list.authority};
    if (openly.contains(in_case)) {
      shown.add(person->who.subject());
      shown.part(identity, person->decision);
    } else {
      shown.hidden_part(identity, person->decision, in_case);
    }
  }
  for (auto& item : list.items) {
    if (!item.row.in_case.empty()) item.person = names[item.row.in_case];
  }
}

}  // namespace overens::app
