#include "app/own_page.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "app/entry_classes.hpp"
#include "app/hidden.hpp"
#include "app/object_of.hpp"
#include "app/organisation/authority_kind.hpp"
#include "base/add_once.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using access::Actor;
using access::Object;
using access::ObjectClass;

Object own_object(PersonRef const& person, ObjectClass object_class, std::string const& part) {
  return {object_class, person.authority, {}, true, false, {part}};
}

access::AccessFacts own_facts(bool is_protected, calendar::Day on) {
  return {.relation = access::Relation::individual, .is_protected = is_protected, .on = on};
}

access::Decision decide_own(access::Policy const& policy, Actor const& actor, Object const& object, bool is_protected,
                            calendar::Day on) {
  return access::decide(policy, actor, access::Action::own_page, object, own_facts(is_protected, on));
}

Object contact_of(PersonRef const& person) {
  return own_object(person, ObjectClass::coordination, event::known::contact_part);
}

// What another person has begun in the case, such as a close person's complaint.
std::set<journal::SubjectRef> begun_by_others(std::span<TimelineEvent const> events) {
  std::set<journal::SubjectRef> all;
  for (auto const& event : events) {
    auto const said = event::said(plain_values(event), event.type->anothers.field);
    if (event.type->anothers.by(said)) all.insert(event.subject);
  }
  return all;
}

/// One authority's block being gathered.
class OwnBlockMaker {
 public:
  OwnBlockMaker(access::Policy const& policy, Actor const& actor, PersonRef const& person, Store& store, Shown& shown,
                calendar::Day today, event::Vocabulary const& vocabulary)
      : policy_(policy),
        actor_(actor),
        person_(person),
        store_(store),
        shown_(shown),
        today_(today),
        vocabulary_(vocabulary),
        cases_(cases_of(store, vocabulary, person)) {
    for (auto& head : store.case_heads(person.authority, cases_)) {
      is_protected_ = is_protected_ || head.team.is_protected;
      heads_.emplace(head.in_case, std::move(head));
    }
  }

  /// Whether they are told whose block it is: with a protected identity in one of its cases not everybody is.
  access::Decision may_be_named() {
    shown_.add(person_.subject());
    auto const contact = contact_of(person_);
    auto decision = may_see_contact(policy_, actor_, person_, is_protected_, today_);
    shown_.by(contact, decision);
    if (decision.leaves_out(access::Masked::authority))
      block_.only_kind = authority_kind(store_, vocabulary_, person_.authority);
    return decision;
  }

  OwnBlock made() {
    block_.authority = person_.authority;
    for (auto const& in_case : cases_) add_case(in_case);
    std::reverse(block_.events.begin(), block_.events.end());
    std::stable_sort(block_.events.begin(), block_.events.end(), [](OwnEvent const& one, OwnEvent const& other) {
      return one.event.recorded > other.event.recorded;
    });
    if (!cases_.empty())
      block_.acts =
          own_offers(policy_, actor_, vocabulary_, person_.authority, own_facts(is_protected_, today_), shown_events());
    if (may(ObjectClass::access_log, event::known::access_part).allowed)
      block_.looks = extract_of(store_, vocabulary_, policy_, person_.authority, person_.subject(), shown_).looks;
    return std::move(block_);
  }

 private:
  /// Allowed, and what of it is left out.
  access::Decision may(ObjectClass object_class, std::string const& part) {
    auto const object = own_object(person_, object_class, part);
    auto const decision = decide_own(policy_, actor_, object, is_protected_, today_);
    if (decision.allowed) shown_.part(object, decision);
    return decision;
  }
  std::vector<TimelineEvent> shown_events() const {
    std::vector<TimelineEvent> all;
    for (auto const& own : block_.events) all.push_back(own.event);
    return all;
  }

  void add_case(std::string const& in_case) {
    journal::SubjectRef const subject{"case", in_case};
    shown_.add(subject);
    auto const head = heads_.find(in_case);
    if (head != heads_.end() && !head->second.closed && !head->second.team.unit.empty())
      add_unit(head->second.team.unit);
    auto entries = not_hidden(store_.entries_about(std::span(&subject, 1)), vocabulary_, today_);
    EntryClasses const classes(entries, vocabulary_);
    std::map<std::string, ObjectClass> class_of;
    for (auto const& entry : entries) {
      if (entry.owner == person_.authority && vocabulary_.type(entry.type) != nullptr)
        class_of[entry.id] = object_of(entry, classes).object_class;
    }
    auto const standing = standing_events(std::move(entries), vocabulary_);
    auto const of_others = begun_by_others(standing);
    for (auto const& event : standing) {
      auto const found = class_of.find(event.id);
      if (found == class_of.end() || event.withdrawn || of_others.contains(event.subject)) continue;
      add_event(event, found->second);
    }
  }

  void add_unit(std::string const& unit) {
    auto const decision = may(ObjectClass::coordination, event::known::contact_part);
    if (!decision.allowed) return;
    block_.is_masked = block_.is_masked || decision.leaves_out(access::Masked::unit);
    if (!decision.leaves_out(access::Masked::unit)) base::add_once(block_.units, unit);
  }

  static bool is_masked(access::Decision const& decision, event::DataField const& field) {
    using Type = event::DataField::Type;
    auto const is_authority = field.type == Type::authority || field.type == Type::party;
    return (field.appointment && decision.leaves_out(access::Masked::appointment)) ||
           (field.type == Type::unit && decision.leaves_out(access::Masked::unit)) ||
           (is_authority && decision.leaves_out(access::Masked::authority));
  }

  void add_event(TimelineEvent const& event, ObjectClass object_class) {
    for (auto const& value : event.fields) {
      if (!value.field->appointment || value.field->type != event::DataField::Type::day) continue;
      calendar::Day const day{std::chrono::days(value.number)};
      if (day < today_ || (block_.next_on && *block_.next_on <= day)) continue;
      auto const decision = may(object_class, event::known::appointment_part);
      if (decision.allowed && !decision.leaves_out(access::Masked::appointment)) block_.next_on = day;
    }
    for (auto const& part : event.type->own_page) {
      auto const decision = may(object_class, part);
      if (!decision.allowed) continue;
      auto& one = block_.events.emplace_back(OwnEvent{part, event}).event;
      std::erase_if(one.fields, [&](FieldValue const& value) {
        return !value.field->own_page || is_masked(decision, *value.field);
      });
      // Who, inside the authority, is not told here.
      one.actor.clear();
      one.corrections.clear();
    }
  }

  access::Policy const& policy_;
  Actor const& actor_;
  PersonRef const& person_;
  Store& store_;
  Shown& shown_;
  calendar::Day today_;
  event::Vocabulary const& vocabulary_;
  std::vector<std::string> cases_;
  std::map<std::string, CaseHead> heads_;
  bool is_protected_ = false;  ///< in one of the authority's cases they have a protected identity
  OwnBlock block_;
};

}  // namespace

access::Decision may_see_contact(access::Policy const& policy, Actor const& actor, PersonRef const& person,
                                 bool is_protected, calendar::Day on) {
  return decide_own(policy, actor, contact_of(person), is_protected, on);
}

base::Expected<OwnBlock> OwnPage::block(Actor const& actor, PersonRef const& person) {
  auto const action = access::Action::own_page;
  return looks_.show_decided(actor, action, [&](Store& store, Shown& shown) -> base::Expected<OwnBlock> {
    auto const today = calendar::day_in_sweden(clock_());
    OwnBlockMaker block(looks_.policy(), actor, person, store, shown, today, vocabulary_);
    if (auto may = block.may_be_named(); !may.allowed) return tl::unexpected(std::move(may.why));
    return block.made();
  });
}

base::Expected<std::vector<OwnBlock>> OwnPage::blocks(Actor const& actor) {
  if (auto may = looks_.may(actor, access::Action::own_page, ObjectClass::open); !may)
    return tl::unexpected(may.error());
  std::vector<OwnBlock> all;
  for (auto const& name : actor.persons) {
    auto one = block(actor, PersonRef::named(name));
    if (!one && one.error().code == "protected_identity") continue;
    if (!one) return tl::unexpected(one.error());
    one->number = static_cast<std::size_t>(&name - actor.persons.data());
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace overens::app
