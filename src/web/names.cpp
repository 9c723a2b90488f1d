#include "web/names.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/words.hpp"
#include "event/known.hpp"
#include "web/known_subjects.hpp"
#include "web/swedish_order.hpp"
#include "wording/period.hpp"

namespace overens::web {

using base::text;
using event::DataField;

namespace {

void sort_by_name(std::vector<Option>& options) {
  sort_in_swedish(options, [](Option const& one) { return one.words; });
}

bool is_municipality(agreement::Party const& party) {
  return party.kind == agreement::Party::Kind::municipality;
}

std::string code_words(DataField const& field, std::string const& code, PageContext const& context) {
  auto const* known = context.sources.vocabulary.code(field.of, code);
  return known == nullptr ? code : context.language.say(known->label);
}

// The party that the fields name first; empty: none.
std::string party_in(std::vector<app::FieldValue> const& fields) {
  for (auto const& value : fields) {
    if (value.field->type == DataField::Type::party) return value.text;
  }
  return {};
}

}  // namespace

std::string SubjectNames::party(std::string const& code) const {
  for (auto const& life : *context_.lifecycles) {
    for (auto const* version : life.versions()) {
      if (auto const* party = version->party(code)) return party->name;
    }
  }
  return code;
}

std::vector<app::SubjectSummary> const& SubjectNames::known(std::string const& kind) const {
  if (auto const at = known_.find(kind); at != known_.end()) return at->second;
  return known_.emplace(kind, read(kind)).first->second;
}

std::vector<app::SubjectSummary> SubjectNames::read(std::string const& kind) const {
  if (kind == "staff" && !authority_.empty()) return staff();
  if (kind == "unit") {
    std::vector<app::SubjectSummary> all;
    for (auto& unit : context_.units->on(context_.today)) all.push_back({{kind, unit.id}, std::move(unit.name), {}});
    if (!all.empty()) return all;
  }
  auto subjects = context_.sources.subjects(context_.actor(), kind);
  return subjects ? std::move(*subjects) : std::vector<app::SubjectSummary>();
}

std::vector<app::SubjectSummary> SubjectNames::staff() const {
  std::vector<app::SubjectSummary> all;
  // Whoever may not list them has not tried to by looking at a page that names one.
  if (!access::decide_route(context_.sources.policy, context_.actor(), access::Action::list,
                            access::ObjectClass::internal)
           .allowed)
    return all;
  auto const organisation = context_.sources.organisation(context_.actor(), authority_);
  if (!organisation) return all;
  for (auto const& one : organisation->staff()) {
    auto name = one.left_on ? context_.tr(text("{0} (has left)", one.name))
                            : context_.tr(text("{0}, {1}", one.name, one.email));
    all.push_back({{"staff", one.id}, std::move(name), {}});
  }
  return all;
}

void SubjectNames::know_staff(std::map<std::string, std::string> const& names) {
  knows_staff_ = true;
  auto& all = known_["staff"];
  for (auto const& [id, name] : names) all.push_back({{"staff", id}, name, {}});
}

void SubjectNames::know_case(std::vector<app::TimelineEvent> const& events) {
  for (auto event = events.rbegin(); event != events.rend(); ++event) {  // newest first
    if (event->type->name == event::known::person_registered && municipality_.empty())
      municipality_ = party_in(event->fields);
    auto const* kind = context_.sources.vocabulary.kind(event->subject.kind);
    if (kind == nullptr || !kind->individual || event->withdrawn) continue;
    auto& all = known_[kind->id];
    auto const is_it = [&](app::SubjectSummary const& one) { return one.subject == event->subject; };
    if (std::any_of(all.begin(), all.end(), is_it)) continue;
    all.push_back({event->subject,
                   context_.tr(text("{0} from {1}", base::capitalised(context_.language.say(kind->label)),
                                    calendar::to_string(event->happened.day))),
                   event->fields});
  }
  knows(events);
}

std::string SubjectNames::staff_name(std::string const& id) const {
  if (id == event::known::by_the_individual) return context_.tr(text("the individual, on their own page"));
  return known_.contains("staff") ? subject("staff", id) : id;
}

std::string SubjectNames::subject(std::string const& kind, std::string const& id) const {
  if (kind == "municipality" || kind == "party") return party(id);
  if (auto const* life = kind == "agreement" ? context_.life(id) : nullptr) return region(*life);
  for (auto const& one : known(kind)) {
    if (one.subject.id == id) return called(one, *this, context_);
  }
  if (auto const given = given_subject({kind, id}, context_)) return given->name;
  if (kind == "staff" && knows_staff_) return context_.tr(text("somebody named at the receiver"));
  // Those who may not list them know the authorities by their units.
  if (kind == "authority") {
    for (auto const& unit : context_.units->on(context_.today)) {
      if (unit.authority == id && !unit.authority_name.empty()) return unit.authority_name;
    }
  }
  return id;
}

std::string SubjectNames::item(std::string const& id) const {
  auto const* life = context_.life(agreement_);
  if (life == nullptr) return id;
  if (auto const* now = shown(*life, context_.today).title_of(id)) return context_.language.say(*now);
  for (auto const* version : life->versions()) {
    if (auto const* then = version->title_of(id)) return context_.language.say(*then);
  }
  return id;
}

std::string SubjectNames::kind_of_authority(std::string const& id) const {
  for (auto const& one : known("authority")) {
    if (one.subject.id != id) continue;
    for (auto const& value : one.fields) {
      if (value.field->name == "kind") return value.text;
    }
  }
  return {};
}

std::string SubjectNames::agreement_of_authority(std::string const& id) const {
  for (auto const& one : known("authority")) {
    if (one.subject.id == id) return agreement_of(one.subject, one.fields, context_);
  }
  return {};
}

std::vector<Option> SubjectNames::items_of(agreement::Lifecycle const& life, std::string const& kind) const {
  std::vector<Option> options;
  auto const add = [&](std::string const& id, agreement::Words const& title) {
    options.push_back({id, context_.language.say(title)});
  };
  if (kind == "version") {
    for (auto const* version : life.versions()) options.push_back({version->version, version->version});
    return options;
  }
  auto const& version = shown(life, context_.today);
  for (auto const& one : version.items()) {
    if (one.kind == kind) add(one.item->id, one.item->title);
  }
  for (auto const& one : version.local_templates) {
    for (auto const& heading : one.headings) {
      if (kind == "heading") add(heading.id, heading.title);
    }
  }
  for (auto const& ladder : version.ladders) {
    for (auto const& rung : ladder.rungs) {
      if (kind == "rung") add(rung.id, rung.title);
    }
  }
  return options;
}

std::vector<OptionGroup> SubjectNames::items(std::string const& kind) const {
  std::vector<OptionGroup> groups;
  for (auto const* life : context_.in_order()) {
    if (!agreement_.empty() && life->versions().front()->agreement != agreement_) continue;
    OptionGroup group{agreement_.empty() ? region(*life) : std::string(), items_of(*life, kind)};
    if (!group.options.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<OptionGroup> SubjectNames::parties() const {
  std::vector<OptionGroup> groups;
  for (auto const* life : context_.in_order()) {
    auto const& latest = *life->versions().back();
    if (!agreement_.empty() && latest.agreement != agreement_) continue;
    OptionGroup group{agreement_.empty() ? region(*life) : std::string(), {}};
    for (auto const& party : latest.parties) group.options.push_back({party.code, party.name});
    groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<OptionGroup> SubjectNames::subjects(std::string const& kind) const {
  std::vector<Option> options;
  if (kind == "agreement") {
    for (auto const* life : context_.in_order())
      options.push_back({life->versions().front()->agreement, region(*life)});
    return {{{}, std::move(options)}};
  }
  if (kind == "municipality") {
    for (auto const& group : parties()) {
      for (auto const& option : group.options) {
        auto const place = context_.place(option.value);
        if (place && place->municipality != nullptr && is_municipality(*place->municipality)) options.push_back(option);
      }
    }
  } else {
    for (auto const& one : known(kind)) {
      auto const unit = kind == "unit" ? context_.units->find(one.subject.id, context_.today) : std::nullopt;
      auto const is_out = unit && (unit->closed || (!authority_.empty() && unit->authority != authority_));
      if (!is_out) options.push_back({one.subject.id, called(one, *this, context_)});
    }
  }
  sort_by_name(options);
  return {{{}, std::move(options)}};
}

SubjectNames::Near SubjectNames::nearness(std::string const& party) const {
  auto const& vocabulary = context_.sources.vocabulary;
  auto const region = [&](std::string const& of) {
    return vocabulary.party_kind(of) == event::Vocabulary::PartyKind::region ? of : vocabulary.region_of(of);
  };
  std::string own;
  for (auto const& one : known("authority")) {
    if (one.subject.id == authority_) own = party_in(one.fields);
  }
  auto const county = region(own);
  if (party.empty() || county.empty() || region(party) != county) return Near::others;
  if (party == county) return Near::region;
  return party == own || party == municipality_ ? Near::here : Near::county;
}

std::map<SubjectNames::Near, std::vector<app::SubjectSummary const*>> SubjectNames::authorities_by_nearness() const {
  std::map<Near, std::vector<app::SubjectSummary const*>> all;
  for (auto const& one : known("authority")) all[nearness(party_in(one.fields))].push_back(&one);
  for (auto& [near, some] : all)
    sort_in_swedish(some, [&](app::SubjectSummary const* one) { return called(*one, *this, context_); });
  return all;
}

std::vector<OptionGroup> SubjectNames::authorities_about() const {
  OptionGroup near;
  OptionGroup others{context_.tr(text("In other counties")), {}, true};
  for (auto const& [how, some] : authorities_by_nearness()) {
    auto& to = how == Near::others ? others : near;
    for (auto const* one : some) to.options.push_back({one->subject.id, called(*one, *this, context_)});
  }
  if (near.options.empty()) return subjects("authority");
  if (others.options.empty()) return {std::move(near)};
  return {std::move(near), std::move(others)};
}

std::vector<OptionGroup> SubjectNames::units_of_others() const {
  std::map<std::string, std::vector<Option>> units;
  for (auto const& unit : context_.units->on(context_.today)) {
    if (!unit.closed && unit.authority != authority_) units[unit.authority].push_back({unit.id, unit.name});
  }
  std::vector<OptionGroup> groups;
  for (auto const& [how, some] : authorities_by_nearness()) {
    for (auto const* one : some) {
      auto found = units.find(one->subject.id);
      if (found == units.end()) continue;
      sort_by_name(found->second);
      groups.push_back({base::capitalised(called(*one, *this, context_)), std::move(found->second)});
    }
  }
  return groups;
}

std::vector<OptionGroup> SubjectNames::staff_among(DataField::Among which) const {
  auto const place = context_.sources.stand_in_place(context_.actor(), about_.id);
  std::vector<Option> options;
  if (place && which == DataField::Among::colleagues) {
    for (auto const& one : place->colleagues) options.push_back({one.id, one.name});
  }
  if (place && which == DataField::Among::stand_ins) {
    for (auto const& one : place->named) options.push_back({one.by.staff, with_days(one, context_)});
  }
  sort_by_name(options);
  return {{{}, std::move(options)}};
}

std::vector<OptionGroup> SubjectNames::registrations(std::string const& kinds) const {
  std::vector<OptionGroup> groups;
  auto const* const set = context_.sources.vocabulary.code_set(kinds);
  if (set == nullptr) return groups;
  for (auto const& kind : set->codes) {
    OptionGroup group{base::capitalised(context_.language.say(kind.label)), {}};
    if (kind.id == "case") {
      for (auto const& one : cases_) group.options.push_back({one, case_name(one, context_)});
    } else if (auto const* known_kind = context_.sources.vocabulary.kind(kind.id);
               known_kind != nullptr && known_kind->individual) {
      for (auto& some : subjects(kind.id))
        group.options.insert(group.options.end(), some.options.begin(), some.options.end());
    }
    if (!group.options.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

std::string SubjectNames::registration(std::string const& kinds, std::string const& id) const {
  for (auto const& group : registrations(kinds)) {
    for (auto const& option : group.options) {
      if (option.value == id) return option.words;
    }
  }
  return id;
}

std::vector<OptionGroup> SubjectNames::events() const {
  OptionGroup group;
  for (std::size_t i = 0; events_ != nullptr && i < events_->size(); ++i) {
    auto const& event = (*events_)[i];
    auto const day = calendar::to_string(event.happened.day);
    if (!event.withdrawn)
      group.options.push_back({event.id, context_.tr(text("{0}, {1}", day, context_.language.say(event.type->label)))});
  }
  if (group.options.empty()) return {};
  return {std::move(group)};
}

std::string case_name(std::string const& in_case, PageContext const& context) {
  return context.tr(text("Case {0}", in_case));
}

std::string with_days(app::NamedStandIn const& one, PageContext const& context) {
  return context.tr(text("{0} from {1} through {2}", one.name, calendar::to_string(one.by.from),
                         calendar::to_string(one.by.through)));
}

std::string words_of(app::FieldValue const& value, SubjectNames const& names, PageContext const& context) {
  switch (value.field->type) {
    case DataField::Type::code:
      return code_words(*value.field, value.text, context);
    case DataField::Type::day:
      return calendar::to_string(calendar::Day(std::chrono::days(value.number)));
    case DataField::Type::integer:
      return fmt::to_string(value.number);
    case DataField::Type::money:
      return context.tr(text("{0} kronor", kronor(value.number)));
    case DataField::Type::boolean:
      return context.tr(value.number != 0 ? text("Yes") : text("No"));
    case DataField::Type::party:
      return names.party(value.text);
    case DataField::Type::authority:
      return names.authority(value.text);
    case DataField::Type::unit:
      return names.subject("unit", value.text);
    case DataField::Type::id:
      return names.subject(value.field->of, value.text);
    case DataField::Type::type: {
      auto const* type = context.sources.vocabulary.type(value.text);
      return type == nullptr ? value.text : context.language.say(type->label);
    }
    case DataField::Type::words:
      if (value.field->says == DataField::Says::period) return wording::period_words(value.text, context.language);
      if (value.field->says == DataField::Says::registration) return names.registration(value.field->of, value.text);
      return value.field->says == DataField::Says::pack_item ? names.item(value.text) : value.text;
    case DataField::Type::raw:
      return value.text;
  }
  return {};
}

}  // namespace overens::web
