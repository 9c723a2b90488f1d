#include "app/queries.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "access/of_event.hpp"
#include "app/access_check.hpp"
#include "app/hidden.hpp"
#include "app/organisation/authority_kind.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::ObjectClass;
using base::refuse;
using base::text;

base::Expected<void> complete(Store& store) {
  if (Refresh::are_complete(store)) return {};
  return tl::unexpected(views_being_made());
}

// What the subjects of a kind are to whoever would read of them; nothing when they have no page.
std::optional<ObjectClass> class_of_kind(event::Vocabulary const& vocabulary, std::string const& kind) {
  if (vocabulary.kind(kind) == nullptr) return std::nullopt;
  if (!is_private(vocabulary, kind)) return ObjectClass::governance;
  if (can_stand_alone(vocabulary, kind)) return ObjectClass::notes;
  auto const is_internal = [&](event::EventType const& type) { return type.subject != kind || type.internal; };
  auto const all = std::all_of(vocabulary.types.begin(), vocabulary.types.end(), is_internal);
  return all && !vocabulary.kind(kind)->individual ? std::optional(ObjectClass::internal) : std::nullopt;
}

void show_case(Shown& shown, std::string const& in_case) {
  if (!in_case.empty()) shown.add({"case", in_case});
}

// What lies in a case stands on the page of that.
void leave_out_cases(std::vector<journal::Entry>& entries) {
  std::erase_if(entries, [](journal::Entry const& entry) { return !case_of(entry).empty(); });
}

// Whoever sees to what has come in may do so, and answer, before it is theirs.
access::Decision foreseen_by(AccessCheck& check, event::EventType const& type, access::Object const& object,
                             std::string const& in_case) {
  auto decision = check.decide(Action::foresee, object, in_case);
  if (decision.allowed || is_of_the_case(type)) return decision;
  auto as_done = check.decide(access::action_of(type), object, in_case);
  return as_done.is_offered() ? as_done : decision;
}

void leave_out(std::vector<access::Masked> const& mask, TimelineEvent& event) {
  for (auto const what : mask) {
    if (what == access::Masked::who_recorded) {
      event.actor.clear();
      for (auto& correction : event.corrections) correction.actor.clear();
      if (event.withdrawn) event.withdrawn->actor.clear();
    }
    if (what == access::Masked::unit) {
      event.unit.clear();
      leave_out_fields(event,
                       [](FieldValue const& value) { return value.field->type == event::DataField::Type::unit; });
    }
  }
}

}  // namespace

base::Refusal views_being_made() {
  return {"views_being_made", text("what is owed is being worked out from the journal: ask again in a while")};
}

std::shared_ptr<AgreementStatus::Known const> Queries::agreements(calendar::Day on) {
  try {
    return agreements_.on(on);
  } catch (StoreFailed const&) {
    return nullptr;
  }
}

void Queries::show_part(Shown& shown, access::Object const& object, access::Decision const& decision,
                        std::string const& in_case) {
  if (object.object_class == ObjectClass::sensitive) {
    shown.hidden_part(object, decision, in_case);
  } else {
    shown.part(object, decision);
  }
}

AccessCheck Queries::check(Store& store, access::Actor const& actor, std::string reason) const {
  auto const now = clock_();
  AccessCheck check{looks_.policy(), actor, store, calendar::day_in_sweden(now), std::move(reason), &agreements_};
  check.at(now, [this, &store](std::string const& authority) { return authority_kind(store, vocabulary_, authority); });
  return check;
}

Queries::Seen Queries::seen(Store& store, AccessCheck& check, journal::SubjectRef const& subject,
                            std::string const& found_with) const {
  Seen seen{store.entries_about(std::span(&subject, 1)), {}};
  HiddenEntries const hidden(seen.entries, vocabulary_, calendar::day_in_sweden(clock_()));
  hidden.leave_out(seen.entries, [&](HiddenFacts const& facts) { return check.may_see(facts); });
  seen.has_hidden = std::any_of(seen.entries.begin(), seen.entries.end(),
                                [&](journal::Entry const& entry) { return hidden.holds(entry); });
  seen.has_disclosures = std::any_of(seen.entries.begin(), seen.entries.end(), [](journal::Entry const& entry) {
    return entry.type == event::known::disclosure_made;
  });
  EntryClasses const classes(seen.entries, vocabulary_);
  auto not_hidden = seen.has_hidden ? seen.entries : std::vector<journal::Entry>();
  std::erase_if(not_hidden, [&](journal::Entry const& entry) { return hidden.holds(entry); });
  auto const open_classes = seen.has_hidden ? EntryClasses(not_hidden, vocabulary_) : classes;
  std::erase_if(seen.entries, [&](journal::Entry const& entry) {
    if (vocabulary_.type(entry.type) == nullptr) return true;
    auto recorded = check.recorded(entry, classes, found_with);
    auto const is_hidden = hidden.holds(entry);
    if (is_hidden) recorded.object.object_class = ObjectClass::sensitive;
    recorded.is_reader = is_hidden && hidden.facts(entry).readers.contains(check.actor().id);
    auto const read = check.decide(Action::read, recorded);
    seen.more_with_reason = seen.more_with_reason || read.why.code == "reason_needed";
    if (!read.allowed) {
      if (read.why.code == "disclosure_ended" && check.could_read(recorded)) seen.no_longer.push_back(entry);
      return true;
    }
    seen.objects[entry.id] = {std::move(recorded), read.mask, is_hidden, open_classes.of(entry)};
    return false;
  });
  return seen;
}

// An event that a correction has moved here stands among those of where it was recorded.
std::vector<TimelineEvent> Queries::events(Store& store, AccessCheck& check, journal::SubjectRef const& subject,
                                           Seen& seen) const {
  std::set<journal::SubjectRef> elsewhere;
  for (auto const& entry : seen.entries) {
    if (access::action_of(*vocabulary_.type(entry.type)) == Action::correct)
      elsewhere.insert(entry.subjects.begin(), entry.subjects.end());
  }
  elsewhere.erase(subject);
  std::set<std::string> here;
  for (auto const& entry : seen.entries) here.insert(entry.id);
  for (auto const& other : elsewhere) {
    auto more = this->seen(store, check, other, subject.kind == "case" ? subject.id : std::string());
    for (auto& entry : more.entries) {
      if (here.insert(entry.id).second) seen.entries.push_back(std::move(entry));
    }
    seen.objects.merge(more.objects);
  }
  auto events = timeline(seen.entries, subject, vocabulary_);
  for (auto& event : events) {
    auto const& object = seen.objects[event.id];
    leave_out(object.mask, event);
    event.received = object.recorded.received;
  }
  return events;
}

// Who may see what is kept most closely tells that there may be such a thing.
void Queries::leave_out_for_named(AccessCheck& check, RecordedObject const& recorded, TimelineEvent& event) {
  auto const is_for_named = [](FieldValue const& value) { return value.field->for_named; };
  auto const& data = event.type->data;
  if (std::none_of(data.begin(), data.end(), [](event::DataField const& field) { return field.for_named; })) return;
  access::Object const sensitive{ObjectClass::sensitive, recorded.object.owner};
  auto const is_named = check.decide(Action::read, sensitive, recorded.in_case).allowed;
  if (!is_named && !check.decide(Action::assign, recorded).allowed) leave_out_fields(event, is_for_named);
}

std::vector<TimelineEvent> Queries::timeline_of(Store& store, AccessCheck& check, journal::SubjectRef const& subject,
                                                Seen seen, Shown& shown) const {
  auto all = events(store, check, subject, seen);
  for (auto& event : all) {
    auto const& [recorded, mask, is_hidden, open_class] = seen.objects[event.id];
    show_part(shown, recorded.object, check.decide(Action::read, recorded), recorded.in_case);
    if (!is_hidden && recorded.object.object_class == ObjectClass::sensitive) {
      auto open = recorded;
      open.object.object_class = open_class;
      shown.part(open.object, check.decide(Action::read, open));
    }
    leave_out_for_named(check, recorded, event);
    event.is_sensitive = recorded.object.object_class == ObjectClass::sensitive;
    if (event.withdrawn) continue;
    event.may_disclose = check.decide(Action::disclose, recorded).is_offered();
    if (event.actor == event::known::by_the_individual) continue;
    // Who says who has a case changes it as well.
    auto const is_assigned = access::action_of(*event.type) == Action::assign;
    event.may_correct = check.decide(is_assigned ? Action::assign : Action::correct, recorded).allowed;
    event.may_withdraw = check.decide(is_assigned ? Action::assign : Action::withdraw, recorded).allowed;
  }
  return all;
}

base::Expected<SubjectPage> Queries::subject(access::Actor const& actor, journal::SubjectRef const& subject) {
  auto const kind = class_of_kind(vocabulary_, subject.kind);
  access::Object const object{kind.value_or(ObjectClass::governance)};
  return looks_.show(actor, Action::read, object, [&](Store& store, Shown& shown) -> base::Expected<SubjectPage> {
    auto const nothing = refuse("not_found", text("there is nothing at this address"));
    if (!kind || !is_subject_id(subject.id)) return nothing;
    shown.add(subject);
    auto check = this->check(store, actor);
    auto seen = this->seen(store, check, subject);
    auto rows = store.view(subject).obligations;
    auto const stands_alone = can_stand_alone(vocabulary_, subject.kind);
    if (stands_alone) leave_out_cases(seen.entries);
    if (seen.entries.empty() && (rows.empty() || stands_alone)) return nothing;
    if (auto const ready = complete(store); !ready) return tl::unexpected(ready.error());
    SubjectPage page{subject, {}, {}, {}, seen.entries.empty() ? std::string() : seen.entries.back().id};
    shown.version(page.version);
    page.events = timeline_of(store, check, subject, std::move(seen), shown);
    page.name = name_in(page.events, subject);
    if (stands_alone || *kind == ObjectClass::governance || *kind == ObjectClass::internal)
      page.staff = staff_named(store, page, actor);
    std::reverse(page.events.begin(), page.events.end());
    std::map<std::string, ObligationRow> by_id;
    for (auto& row : rows) {
      if (!check.decide(Action::read, recorded_row(row)).allowed) continue;
      auto id = row.id;
      auto const is_own = actor.speaks_for(row.authority);
      if (auto const [place, is_new] = by_id.emplace(std::move(id), row); !is_new && is_own)
        place->second = std::move(row);
    }
    for (auto& [id, row] : by_id) page.obligations.push_back(std::move(row));
    return page;
  });
}

base::Expected<std::vector<SubjectSummary>> Queries::subjects_alone(access::Actor const& actor,
                                                                    std::string const& kind) {
  using Result = base::Expected<std::vector<SubjectSummary>>;
  access::Object const object{ObjectClass::notes};
  return looks_.show_decided(actor, Action::list, [&](Store& store, Shown& shown) -> Result {
    auto decision = access::decide_route(looks_.policy(), actor, Action::list, object.object_class);
    shown.by(object, decision).nobody();
    if (!decision.allowed) return tl::unexpected(std::move(decision.why));
    auto check = this->check(store, actor);
    std::vector<SubjectSummary> all;
    auto owners = actor.authorities;
    if (owners.empty()) owners.emplace_back();  // whoever speaks for any
    constexpr std::size_t piece = 1000;
    for (auto const& owner : owners) {
      for (std::vector<std::string> ids(1); !ids.empty();) {
        ids = store.ids_in_no_case(kind, owner, ids.back(), piece);
        for (auto const& id : ids) {
          journal::SubjectRef const subject{kind, id};
          auto seen = this->seen(store, check, subject);
          leave_out_cases(seen.entries);
          auto one = summary_of(events(store, check, subject, seen), subject);
          if (!one) continue;
          shown.add(subject);
          for (auto const& [event, of] : seen.objects)
            shown.part(of.recorded.object, check.decide(Action::read, of.recorded));
          all.push_back(std::move(*one));
        }
      }
    }
    return all;
  });
}

base::Expected<std::vector<SubjectSummary>> Queries::subjects(access::Actor const& actor, std::string const& kind) {
  if (can_stand_alone(vocabulary_, kind)) return subjects_alone(actor, kind);
  using Result = base::Expected<std::vector<SubjectSummary>>;
  access::Object const object{ObjectClass::governance};
  return looks_.show_decided(actor, Action::list, [&](Store& store, Shown& shown) -> Result {
    auto decision = access::decide(looks_.policy(), actor, Action::list, object);
    shown.by(object, decision).nobody();
    if (!decision.allowed) return tl::unexpected(std::move(decision.why));
    auto check = this->check(store, actor);
    std::vector<SubjectSummary> all;
    if (vocabulary_.kind(kind) == nullptr || is_private(vocabulary_, kind)) return all;
    if (kind == "authority") {  // named on many pages: kept by what everybody knows
      auto authorities = agreements_.on(calendar::day_in_sweden(clock_()))->units()->authorities();
      for (auto& one : authorities) {
        access::Object registered{ObjectClass::governance, one.subject.id};
        registered.is_shared = true;
        if (check.decide(Action::read, registered).allowed) all.push_back(std::move(one));
      }
      return all;
    }
    constexpr std::size_t piece = 1000;
    for (std::vector<std::string> ids(1); !ids.empty();) {
      ids = store.ids_of(kind, ids.back(), piece);
      for (auto const& id : ids) {
        journal::SubjectRef const subject{kind, id};
        auto seen = this->seen(store, check, subject);
        auto const recorded = events(store, check, subject, seen);
        if (auto one = summary_of(recorded, subject)) all.push_back(std::move(*one));
      }
    }
    std::sort(all.begin(), all.end(), [](SubjectSummary const& a, SubjectSummary const& b) {
      return std::tie(a.name, a.subject) < std::tie(b.name, b.subject);
    });
    return all;
  });
}

base::Expected<Foreseen> Queries::foresee(access::Actor const& actor, Command const& command,
                                          TakeConsequence const& take) {
  return looks_.show_decided(actor, Action::foresee, [&](Store& store, Shown& shown) -> base::Expected<Foreseen> {
    shown.nobody();
    auto check = this->check(store, actor);
    auto const now = clock_();
    auto const today = calendar::day_in_sweden(now);
    SeenEntries seen(store, vocabulary_, today, [&](HiddenFacts const& facts) { return check.may_see(facts); });
    auto tentative = command;
    for (std::size_t i = 0; i < command.events.size(); ++i) {
      auto const [object, in_case, changes] = object_of(command, i, seen, vocabulary_);
      auto decision = foreseen_by(check, *command.events[i].event->type, object, in_case);
      shown.by(object, decision);
      show_case(shown, in_case);
      if (!decision.allowed) return tl::unexpected(std::move(decision.why));
      check.add_sight(tentative.sight, object.owner, in_case, Action::read);
    }
    agreements_.on(today);
    base::Expected<Foreseen> told;
    agreements_.ask([&](SharedState const& known) { told = app::foresee(known, store, tentative, now, take); });
    return told;
  });
}

}  // namespace overens::app
