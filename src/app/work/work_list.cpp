#include "app/work/work_list.hpp"

#include <algorithm>
#include <set>

#include "app/list_key.hpp"
#include "app/list_reading.hpp"
#include "app/organisation/staff_names.hpp"
#include "app/queries.hpp"
#include "app/rows.hpp"
#include "app/work/work_streams.hpp"

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
std::vector<WorkStream> streams_of(access::Actor const& actor, Reach const& reach, WorkListRequest const& request) {
  std::vector<WorkStream> streams;
  auto const add = [&](Nearness nearness, Of of, std::string const& unit = {}, Taken taken = Taken::by_nobody) {
    for (auto const pace : listed_paces) {
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
    for (auto i = first; i < streams.size(); ++i) {
      streams[i].range.staff = holder;
      if (holder != actor.id) streams[i].stands_in_for = holder;
    }
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

bool is_wanted(ObligationRow const& row, WorkListRequest const& request, WorkFilter const& filter) {
  auto const is_ours = row.pace != Pace::waits;
  return row.owed && row.pace != Pace::settled &&
         (request.move == WorkListRequest::Move::any || is_ours == (request.move == WorkListRequest::Move::ours)) &&
         (filter.about == WorkFilter::About::all ||
          row.in_case.empty() == (filter.about == WorkFilter::About::no_case)) &&
         (filter.agreement.empty() || row.agreement.starts_with(filter.agreement + "/")) &&
         (!filter.verb || *filter.verb == row.verb) && (filter.unit.empty() || filter.unit == row.unit) &&
         (!filter.new_from || (row.new_on && *filter.new_from <= *row.new_on));
}

// A case in which several work stands in the list once: as their own, or else for the first of those they stand in for.
bool stands_elsewhere(AccessCheck& check, access::Actor const& actor, WorkItem const& item) {
  if (actor.stands_in_for.empty() || item.row.in_case.empty()) return false;
  auto const* const head = check.head(item.row.authority, item.row.in_case);
  auto const works_there = [&](std::string const& who) { return head->team.holder(who) != nullptr; };
  if (head == nullptr) return false;
  if (works_there(actor.id)) return !item.stands_in_for.empty();
  auto const& away = actor.stands_in_for;
  auto const first = std::find_if(away.begin(), away.end(), works_there);
  return first != away.end() && item.stands_in_for != *first;
}

bool is_new(ObligationRow const& row, Day since) {
  return row.new_on && *row.new_on >= since;
}

WorkCounts counts_of(std::vector<WorkItem> const& items, calendar::Moment const& now, Day new_since) {
  WorkCounts counts;
  counts.all = std::min(items.size(), WorkListRequest::most_counted);
  counts.is_cut = items.size() > counts.all;
  for (std::size_t i = 0; i < counts.all; ++i) {
    ++counts.parts[static_cast<std::size_t>(part_of(items[i].row, now))];
    if (is_new(items[i].row, new_since)) ++counts.fresh;
  }
  return counts;
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

/// Reads the rows of one page, and counts those of all pages.
class PageReading {
 public:
  using MaySee = std::function<bool(WorkItem const&)>;

  PageReading(Store& store, AccessCheck& check, WorkListRequest const& request, std::vector<WorkStream> streams,
              WorkList& list)
      : store_(store), check_(check), request_(request), streams_(std::move(streams)), list_(list) {
    filter_ = request.filter;
    if (request.only_new) filter_.new_from = list.new_since;
  }

  /// Rows with what is hidden in them, and those of which they take the place.
  void put_hidden(HiddenViews views) {
    for (auto& row : views.obligations) {
      if (!is_wanted(row, request_, filter_)) continue;
      journal::SubjectRef const of{"case", row.in_case};
      // Whoever sees it works in the case.
      hidden_.push_back({.row = row, .of = of, .nearness = Nearness::mine});
    }
    views_ = std::move(views);
  }

  void read(std::optional<WorkKey> const& after, MaySee const& may_see) {
    std::erase_if(hidden_, [&](WorkItem const& item) { return !may_see(item); });
    if (!request_.with_counts || !read_counted(after, may_see)) {
      replaced_.clear();
      list_.items = rows_after(after, request_.limit + 1, may_see);
    }
    list_.next = cut(list_.items, request_.limit, [&](auto const& item) { return to_word(key(item)); });
    auto const is_elsewhere = [&](WorkItem const& item) {
      auto const is_later = !list_.next.empty() && is_before(key(list_.items.back()), key(item));
      return is_later || (after && !is_before(*after, key(item)));
    };
    std::erase_if(replaced_, is_elsewhere);
  }

  HiddenViews const& with_hidden() const { return views_; }
  /// What somebody would see on the page who sees nothing hidden.
  std::vector<WorkItem>& replaced() { return replaced_; }

 private:
  WorkKey key(WorkItem const& item) const { return key_of(item, list_.now.day); }

  std::vector<WorkItem> rows_after(std::optional<WorkKey> const& from, std::size_t most, MaySee const& may_see) {
    auto const by_key = [&](WorkItem const& item) { return key(item); };
    auto items = allowed_rows<WorkItem>(
        most, from,
        [&](auto piece_of, auto const& place) {
          auto piece = read_streams(store_, list_.authority, streams_, filter_, piece_of, place, list_.now.day);
          check_.know(store_.case_heads(list_.authority, cases_in(piece)));
          return piece;
        },
        by_key,
        [&](WorkItem const& item) {
          if (!may_see(item) || is_left_out(check_, check_.actor(), request_, item)) return false;
          if (!views_.replaces(item.row)) return true;
          replaced_.push_back(item);
          return false;
        });
    put_in_place(items, hidden_, from, by_key);
    return items;
  }

  // The first of the list are counted. False: the page comes after them.
  bool read_counted(std::optional<WorkKey> const& after, MaySee const& may_see) {
    constexpr auto most = WorkListRequest::most_counted;
    auto counted = rows_after({}, most + 1, may_see);
    list_.counts = counts_of(counted, list_.now, list_.new_since);
    auto const first = std::find_if(counted.begin(), counted.end(),
                                    [&](WorkItem const& item) { return !after || is_before(*after, key(item)); });
    auto const before = static_cast<std::size_t>(first - counted.begin());
    if (list_.counts->is_cut && before + request_.limit > most) return false;
    list_.before = before;
    if (before > request_.limit) list_.previous = to_word(key(counted[before - request_.limit - 1]));
    if (before > 0 && before <= request_.limit) list_.previous = std::string();
    list_.items.assign(std::make_move_iterator(first), std::make_move_iterator(counted.end()));
    return true;
  }

  Store& store_;
  AccessCheck& check_;
  WorkListRequest const& request_;
  std::vector<WorkStream> streams_;
  WorkList& list_;
  WorkFilter filter_ = {};
  HiddenViews views_ = {};
  std::vector<WorkItem> hidden_ = {};
  std::vector<WorkItem> replaced_ = {};
};

}  // namespace

Day new_since(Day today) {
  return calendar::add_working_days(today, -1, calendar::Eves::off);
}

bool stays_inside(AccessCheck& check, ObligationRow const& row) {
  if (row.details.secrecy == ObjectClass::sensitive) return true;
  auto const* head = row.in_case.empty() ? nullptr : check.head(row.authority, row.in_case);
  return head != nullptr && head->team.is_protected;
}

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
    list.new_since = new_since(now.day);
    auto check = this->check(store, actor);
    auto const reach = reach_of(check, authority);
    list.is_of_all = reach.all_cases;
    PageReading page(store, check, request, streams_of(actor, reach, request), list);
    auto const recorded = [&](ObligationRow const& row) { return recorded_now(check, row, page.with_hidden()); };
    auto const may_see = [&](WorkItem const& item) {
      auto const of_row = recorded(item.row);
      auto const decision = check.decide(Action::list, of_row);
      list.more_with_reason = list.more_with_reason || (of_row.received && decision.why.code == "reason_needed");
      return decision.allowed;
    };
    if (!request.is_taken_out) page.put_hidden(hidden_in_lists(store, check, authority, true));
    page.read(after, may_see);
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
    shown.nobody();
    for (auto const& item : page.replaced()) note(item);
    for (auto& item : list.items) {
      note(item);
      item.part = part_of(item.row, now);
      item.is_new = is_new(item.row, list.new_since);
      item.closed_by = check.decide(Action::read, recorded(item.row)).why.code;
      auto const* const head = item.row.in_case.empty() ? nullptr : check.head(authority, item.row.in_case);
      if (head != nullptr) item.may_record = check.may_record(*head, vocabulary_);
    }
    if (!request.is_taken_out) name_persons(store, check, openly, list, shown);
    return list;
  });
}

// Each case once, as the list of cases does it.
void Queries::name_persons(Store& store, AccessCheck& check, std::set<std::string> const& openly, WorkList& list,
                           Shown& shown) const {
  name_colleagues(store, vocabulary_, list);
  auto cases = openly;
  for (auto const& item : list.items) {
    if (!item.row.in_case.empty()) cases.insert(item.row.in_case);
  }
  std::vector<CaseHead> heads;
  for (auto const& in_case : cases) {
    if (auto const* head = check.head(list.authority, in_case)) heads.push_back(*head);
  }
  auto const named = named_persons(store, check, vocabulary_, heads);
  for (auto const& [in_case, person] : named) {
    access::Object const identity{ObjectClass::identity, list.authority};
    if (openly.contains(in_case)) {
      shown.add(person.who.subject());
      shown.part(identity, person.decision);
    } else {
      shown.hidden_part(identity, person.decision, in_case);
    }
  }
  for (auto& item : list.items) {
    if (auto const found = named.find(item.row.in_case); found != named.end()) item.person = found->second.name;
  }
}

}  // namespace overens::app
