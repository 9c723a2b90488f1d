#include "app/queries.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "access/of_event.hpp"
#include "app/list_key.hpp"
#include "app/object_of.hpp"
#include "app/staff_rights.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::ObjectClass;
using base::refuse;
using base::text;

// Whose list it is: as asked, or the one authority that the actor speaks for.
std::string whose(access::Actor const& actor, ListRequest const& request) {
  auto const is_clear = actor.authorities.size() == 1 && !actor.speaks_for_all;
  return request.authority.empty() && is_clear ? actor.authorities.front() : request.authority;
}

base::Expected<void> is_complete(std::string const& authority, ListRequest const& request) {
  if (authority.empty()) return refuse("missing_key", text("the key {0} is missing", "authority"), "authority");
  if (request.limit == 0 || request.limit > ListRequest::most)
    return refuse("bad_value", text("{0} must be a whole number from 1 through {1}", "limit", ListRequest::most),
                  "limit");
  return {};
}

template <class Key>
base::Expected<std::optional<Key>> read_after(ListRequest const& request,
                                              std::optional<Key> (*read)(std::string_view)) {
  if (request.after.empty()) return std::optional<Key>();
  auto key = read(request.after);
  if (!key) return refuse("bad_value", text("{0} must be what the page before gave as next", "after"), "after");
  return key;
}

// One row more than asked tells whether there is a next page.
template <class Row, class KeyOf>
std::string cut(std::vector<Row>& rows, std::size_t limit, KeyOf const& key_of) {
  if (rows.size() <= limit) return {};
  rows.resize(limit);
  return to_word(key_of(rows.back()));
}

// A list that lacks rows must not be taken for all that there is.
base::Expected<void> complete(Store& store) {
  if (Refresh::are_complete(store)) return {};
  return refuse("views_being_made", text("what is owed is being worked out from the journal: ask again in a while"));
}

// The list of somebody that nobody has registered is no list, and not an empty one.
base::Expected<void> can_be_listed(Store& store, AgreementStatus& agreements, std::string const& authority,
                                   calendar::Day today) {
  agreements.on(today);
  auto is_registered = false;
  agreements.ask([&](SharedState const& known) {
    is_registered = known.record().standing(event::known::authority_registered, authority) != nullptr;
  });
  if (!is_registered)
    return refuse("owner_not_registered", text("the authority {0} is not registered", authority), "authority");
  return complete(store);
}

// What the subjects of a kind are to whoever would read of them; nothing when they have no page.
std::optional<ObjectClass> class_of_kind(event::Vocabulary const& vocabulary, std::string const& kind) {
  if (vocabulary.kind(kind) == nullptr) return std::nullopt;
  if (!is_private(vocabulary, kind)) return ObjectClass::governance;
  auto const is_internal = [&](event::EventType const& type) { return type.subject != kind || type.internal; };
  auto const all = std::all_of(vocabulary.types.begin(), vocabulary.types.end(), is_internal);
  return all && !vocabulary.kind(kind)->individual ? std::optional(ObjectClass::internal) : std::nullopt;
}

void show_case(Shown& shown, std::string const& in_case) {
  if (!in_case.empty()) shown.add({"case", in_case});
}

std::string name_in(std::vector<TimelineEvent> const& events, journal::SubjectRef const& subject) {
  std::string name;
  for (auto const& event : events) {
    if (event.subject != subject || event.withdrawn) continue;
    for (auto const& value : event.fields) {
      if (value.field->name == "name") name = value.text;
    }
  }
  return name;
}

}  // namespace

// What an authority owes and which cases it knows is the core of their coordination.
base::Expected<ObligationPage> Queries::obligations(access::Actor const& actor, ListRequest const& request) {
  auto const authority = whose(actor, request);
  access::Object const object{ObjectClass::coordination, authority};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) -> base::Expected<ObligationPage> {
    if (auto const whole = is_complete(authority, request); !whole) return tl::unexpected(whole.error());
    auto const after = read_after(request, read_obligation_key);
    if (!after) return tl::unexpected(after.error());
    auto const may = can_be_listed(store, agreements_, authority, calendar::day_in_sweden(clock_()));
    if (!may) return tl::unexpected(may.error());
    ObligationPage page{calendar::Moment::exact(clock_()), authority, {}};
    page.obligations = store.open_obligations(page.authority, request.limit + 1, *after);
    page.next = cut(page.obligations, request.limit, [](ObligationRow const& row) {
      return ObligationKey{row.due_on, row.in_case, row.id};
    });
    shown.nobody();
    for (auto const& row : page.obligations) show_case(shown, row.in_case);
    return page;
  });
}

base::Expected<CasePage> Queries::cases(access::Actor const& actor, ListRequest const& request) {
  auto const authority = whose(actor, request);
  access::Object const object{ObjectClass::coordination, authority};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) -> base::Expected<CasePage> {
    if (auto const whole = is_complete(authority, request); !whole) return tl::unexpected(whole.error());
    auto const after = read_after(request, read_case_key);
    if (!after) return tl::unexpected(after.error());
    auto const may = can_be_listed(store, agreements_, authority, calendar::day_in_sweden(clock_()));
    if (!may) return tl::unexpected(may.error());
    CasePage page{authority, {}};
    page.cases = store.cases(page.authority, request.limit + 1, *after);
    page.next = cut(page.cases, request.limit, [](CaseHead const& head) {
      return CaseKey{head.next_due_on, head.in_case};
    });
    shown.nobody();
    for (auto const& head : page.cases) show_case(shown, head.in_case);
    return page;
  });
}

std::shared_ptr<AgreementStatus::Known const> Queries::agreements(calendar::Day on) {
  try {
    return agreements_.on(on);
  } catch (StoreFailed const&) {
    return nullptr;
  }
}

std::vector<journal::Entry> Queries::seen(EntrySource& source, access::Actor const& actor,
                                          journal::SubjectRef const& subject) {
  auto entries = source.entries_about(std::span(&subject, 1));
  std::erase_if(entries, [&](journal::Entry const& entry) {
    if (vocabulary_.type(entry.type) == nullptr) return true;
    return !access::decide(looks_.policy(), actor, Action::read, object_of(entry, vocabulary_)).allowed;
  });
  return entries;
}

// An event that a correction has moved here stands among those of where it was recorded.
std::vector<TimelineEvent> Queries::events(EntrySource& source, access::Actor const& actor,
                                           journal::SubjectRef const& subject, std::vector<journal::Entry> entries) {
  std::set<journal::SubjectRef> elsewhere;
  for (auto const& entry : entries) {
    if (access::action_of(*vocabulary_.type(entry.type)) == Action::correct)
      elsewhere.insert(entry.subjects.begin(), entry.subjects.end());
  }
  elsewhere.erase(subject);
  std::set<std::string> here;
  for (auto const& entry : entries) here.insert(entry.id);
  for (auto const& other : elsewhere) {
    for (auto& entry : seen(source, actor, other)) {
      if (here.insert(entry.id).second) entries.push_back(std::move(entry));
    }
  }
  return timeline(entries, subject, vocabulary_);
}

base::Expected<SubjectPage> Queries::subject(access::Actor const& actor, journal::SubjectRef const& subject) {
  auto const kind = class_of_kind(vocabulary_, subject.kind);
  access::Object const object{kind.value_or(ObjectClass::governance)};
  return looks_.show(actor, Action::read, object, [&](Store& store, Shown& shown) -> base::Expected<SubjectPage> {
    auto const nothing = refuse("not_found", text("there is nothing at this address"));
    shown.add(subject);
    if (!kind) return nothing;
    auto const entries = seen(store, actor, subject);
    if (entries.empty()) return nothing;
    if (auto const ready = complete(store); !ready) return tl::unexpected(ready.error());
    SubjectPage page{subject, {}, events(store, actor, subject, entries), {}, entries.back().id};
    shown.version(page.version);
    page.name = name_in(page.events, subject);
    std::reverse(page.events.begin(), page.events.end());
    std::map<std::string, ObligationRow> by_id;
    for (auto& row : store.view(subject).obligations) {
      auto id = row.id;
      auto const is_own = actor.speaks_for(row.authority);
      if (auto const [place, is_new] = by_id.emplace(std::move(id), row); !is_new && is_own)
        place->second = std::move(row);
    }
    for (auto& [id, row] : by_id) page.obligations.push_back(std::move(row));
    return page;
  });
}

base::Expected<account::Organisation> Queries::organisation(access::Actor const& actor, std::string const& authority) {
  access::Object const object{ObjectClass::internal, authority};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) {
    auto organisation = organisation_of(seen(store, actor, {organisation_kind, authority}), authority, vocabulary_);
    shown.nobody();
    for (auto const& one : organisation.staff()) shown.add({"staff", one.id});
    return base::Expected<account::Organisation>(std::move(organisation));
  });
}

base::Expected<ImportPlan> Queries::plan_import(access::Actor const& actor, ImportRequest const& request,
                                                std::string_view table,
                                                std::function<void(double share)> const& progress) {
  auto const now = organisation(actor, request.authority);
  if (!now) return tl::unexpected(now.error());
  auto const rows = base::read_csv(table);
  if (!rows) return tl::unexpected(rows.error());
  agreements(request.on);  // so that the units are those of now
  return app::plan_import(request, *rows, *now, units()->on(request.on), vocabulary_, progress);
}

base::Expected<std::vector<SubjectSummary>> Queries::subjects(access::Actor const& actor, std::string const& kind) {
  using All = std::vector<SubjectSummary>;
  return looks_.show(actor, Action::list, {ObjectClass::governance}, [&](Store& store, Shown& shown) {
    All all;
    shown.nobody();
    if (vocabulary_.kind(kind) == nullptr || is_private(vocabulary_, kind)) return base::Expected<All>(all);
    constexpr std::size_t piece = 1000;
    for (std::vector<std::string> ids(1); !ids.empty();) {
      ids = store.ids_of(kind, ids.back(), piece);
      for (auto const& id : ids) {
        journal::SubjectRef const subject{kind, id};
        auto const recorded = events(store, actor, subject, seen(store, actor, subject));
        auto const first = std::find_if(recorded.begin(), recorded.end(), [&](TimelineEvent const& event) {
          return event.subject == subject && !event.withdrawn;
        });
        if (first != recorded.end()) all.push_back({subject, name_in(recorded, subject), first->fields});
      }
    }
    std::sort(all.begin(), all.end(), [](SubjectSummary const& a, SubjectSummary const& b) {
      return std::pair(a.name, a.subject) < std::pair(b.name, b.subject);
    });
    return base::Expected<All>(std::move(all));
  });
}

base::Expected<void> Queries::foresee(access::Actor const& actor, Command const& command, TakeConsequence const& take) {
  auto const objects = [&](Store& store) {
    std::vector<access::Object> all;
    for (std::size_t i = 0; i < command.events.size(); ++i) all.push_back(object_of(command, i, store, vocabulary_));
    return all;
  };
  return looks_.show_all(actor, Action::foresee, objects, [&](Store& store, Shown& shown) {
    shown.nobody();
    for (auto const& one : command.events) show_case(shown, std::string(one.event->in_case));
    auto const now = clock_();
    agreements_.on(calendar::day_in_sweden(now));
    base::Expected<void> told;
    agreements_.ask([&](SharedState const& known) { told = app::foresee(known, store, command, now, take); });
    return told;
  });
}

}  // namespace overens::app
