#include "web/work_view.hpp"

#include <algorithm>

#include "web/act_menu.hpp"
#include "web/agreement_parts.hpp"
#include "web/forms/event_form.hpp"
#include "web/obligations_view.hpp"
#include "web/subject_path.hpp"
#include "wording/item_words.hpp"
#include "wording/period.hpp"

namespace overens::web {

using base::text;
using obligation::FieldAsked;
using obligation::Part;
using obligation::Way;

namespace {

agreement::Norm const* norm_of(app::ObligationRow const& row, PageContext const& context) {
  auto const* pack = pack_of(row, context);
  return pack == nullptr ? nullptr : pack->norm(row.norm);
}

agreement::Section const* cited(app::ObligationRow const& row, PageContext const& context) {
  auto const* norm = norm_of(row, context);
  return norm == nullptr || norm->cite.empty() ? nullptr : pack_of(row, context)->section(norm->cite.front());
}

std::string bearer_name(std::string const& id, SubjectNames const& names, PageContext const& context) {
  if (id.empty()) return context.tr(text("somebody not known"));
  return context.sources.vocabulary.party_kind(id) ? names.party(id) : names.authority(id);
}

bool is_undone(app::ObligationRow const& row) {
  return row.pace == obligation::Pace::missed;
}

// A field's value as people read it.
std::string value_words(event::EventType const& type, std::string const& field, std::string const& value,
                        PageContext const& context) {
  auto const& v = context.sources.vocabulary;
  auto const* found = type.field(field);
  if (found != nullptr && found->type == event::DataField::Type::boolean)
    return context.tr(value == "true" ? text("Yes") : text("No"));
  auto const label = [&](auto const& all) {
    auto const one = std::find_if(all.begin(), all.end(), [&](auto const& some) { return some.id == value; });
    return one == all.end() ? value : context.language.say(one->label);
  };
  if (field == "unit_kind") return label(v.unit_kinds);
  if (field == "by_kind") return label(v.authority_kinds);
  auto const* set = found == nullptr ? nullptr : v.code_set(found->of);
  return set == nullptr ? value : label(set->codes);
}

}  // namespace

std::string title_of(app::ObligationRow const& row, PageContext const& context) {
  auto const* norm = norm_of(row, context);
  return norm == nullptr ? row.norm : context.language.say(norm->title);
}

std::string binding_of(app::ObligationRow const& row, PageContext const& context) {
  switch (row.verb) {
    case agreement::Verb::must:
      return context.tr(text("Must"));
    case agreement::Verb::should:
      return context.tr(text("Should"));
    case agreement::Verb::promise:
      return context.tr(text("Undertaking"));
    case agreement::Verb::must_not:
      return context.tr(text("Must not"));
    case agreement::Verb::may:
      break;
  }
  return {};
}

std::string concerned(app::ObligationRow const& row, SubjectNames const& names, PageContext const& context) {
  if (!row.in_case.empty()) return case_name(row.in_case, context);
  return wording::with_period(names.subject(row.details.per, row.details.subject), row.details.period,
                              context.language);
}

std::string concerned_path(app::ObligationRow const& row) {
  if (!row.in_case.empty()) return subject_path({"case", row.in_case});
  return subject_path({row.details.per, row.details.subject});
}

std::string whose_move(app::ObligationRow const& row, SubjectNames const& names, PageContext const& context) {
  if (row.life == obligation::Life::closed) return {};
  auto is_ours = false;
  std::vector<std::string> others;
  for (auto const& bearer : row.bearers) {
    if (bearer.left_out || bearer.part != Part::to_act) continue;
    if (bearer.own) {
      is_ours = true;
    } else {
      others.push_back(bearer_name(bearer.id, names, context));
    }
  }
  if (others.empty()) return context.tr(is_ours ? text("Your move") : text("Nobody's move"));
  constexpr std::size_t most_named = 3;
  auto const list =
      others.size() > most_named ? context.tr(text("{0} others", others.size())) : context.language.list(others);
  return context.tr(is_ours ? text("Your move, and that of {0}", list) : text("Waits for {0}", list));
}

std::string agreement_of_row(app::ObligationRow const& row, PageContext const& context) {
  auto const* pack = pack_of(row, context);
  return pack == nullptr ? row.agreement
                         : context.tr(text("{0}, {1}", context.language.say(pack->title), pack->version));
}

std::string section_of_row(app::ObligationRow const& row, PageContext const& context) {
  auto const* section = cited(row, context);
  return section == nullptr ? std::string() : wording::section_name(*section, context.language);
}

std::string section_path(app::ObligationRow const& row, PageContext const& context) {
  auto const* section = cited(row, context);
  return section == nullptr ? std::string() : agreement_link(*pack_of(row, context), section->id);
}

std::vector<Way> ways_of(app::ObligationRow const& row, SubjectNames const& names, PageContext const& context) {
  auto const* norm = norm_of(row, context);
  if (norm == nullptr || row.pace == obligation::Pace::settled) return {};
  obligation::WayAsker asker;
  if (!row.authority.empty()) asker.authority_kind = names.kind_of_authority(row.authority);
  for (auto const& bearer : row.bearers) {
    if (bearer.own && (bearer.part == Part::to_act || is_undone(row)) && !bearer.role.empty())
      asker.roles.push_back(bearer.role);
  }
  auto all = obligation::ways(*norm, asker, context.sources.vocabulary);
  if (is_undone(row)) std::erase_if(all, [](Way const& way) { return way.does == Way::Does::releases; });
  return all;
}

std::string others_that_record(Way const& way, PageContext const& context) {
  std::vector<std::string> kinds;
  for (auto const& kind : way.recorded_by) kinds.push_back(value_words(*way.type, "by_kind", kind, context));
  return kinds.empty() ? std::string() : context.language.either(kinds);
}

std::string way_words(Way const& way, PageContext const& context) {
  return act_name(*way.type, context);
}

Way const* first_way(std::vector<Way> const& ways) {
  auto const found = std::find_if(ways.begin(), ways.end(), [](Way const& way) {
    return way.does != Way::Does::releases && way.does != Way::Does::moves && way.recorded_by.empty();
  });
  return found == ways.end() ? nullptr : &*found;
}

// What only others record is told where the asker can record nothing that goes on with it.
void show_first_way(TemplateData to, std::vector<Way> const& ways, app::ObligationRow const& row,
                    std::set<access::ObjectClass> const& may_record, PageContext const& context) {
  Way const* of_others = nullptr;
  for (auto const& way : ways) {
    if (way.does == Way::Does::releases || way.does == Way::Does::moves) break;
    if (!way.recorded_by.empty() && of_others == nullptr) of_others = &way;
    auto const path = way_path(way, row, may_record, context);
    if (path.empty()) continue;
    auto act = to.add("ACT");
    act.put("URL", path);
    act.put("TEXT", way_words(way, context));
    return;
  }
  if (of_others != nullptr)
    to.show("NEAR", context.tr(text("{0}: done by {1}", way_words(*of_others, context),
                                    others_that_record(*of_others, context))));
}

std::string why_path(app::ObligationRow const& row, journal::SubjectRef const& of) {
  return address("/bevakningar/varfor",
                 {{work_owner_field, row.authority}, {"slag", of.kind}, {"om", of.id}, {"bevakning", row.id}});
}

namespace {

// The form of the act, filled in with what can be one thing only.
std::string form_of(Way const& way, app::ObligationRow const& row, std::string const& told_by,
                    std::set<access::ObjectClass> const& may_record, PageContext const& context) {
  journal::SubjectRef const of{row.details.per, row.details.subject};
  auto const& type = *way.type;
  auto const is_in_case = type.in_case != event::Presence::none && !row.in_case.empty();
  if (!is_in_case && (type.in_case == event::Presence::required || subject_path(of).empty())) return {};
  auto const may = access::decide_route(context.sources.policy, context.actor(), access::Action::record, type.secrecy);
  if (is_in_case ? !may_record.contains(type.secrecy) : !may.allowed) return {};
  Filled filled;
  for (auto const& [field, value] : way.filled_in()) {
    auto const is_boolean = type.field(field)->type == event::DataField::Type::boolean;
    filled.emplace_back(field, is_boolean ? value == "true" ? "ja" : "nej" : value);
  }
  if (is_undone(row)) {
    for (auto const& field : type.data) {
      if (field.says == event::DataField::Says::period && !row.details.period.empty())
        filled.emplace_back(field.name, row.details.period);
    }
  }
  if (is_in_case && of.kind == type.subject && of.kind != "case") filled.emplace_back("subject", of.id);
  if (!told_by.empty()) filled.emplace_back("as_told_by", told_by);
  auto const path = recording_path(type, is_in_case ? journal::SubjectRef{"case", row.in_case} : of, filled);
  return path.empty() || !is_undone(row) ? path : with_day_open(path);
}

// The only one of those who owe it whose kind of authority does the act; empty: several can have done it.
std::string doer(Way const& way, app::ObligationRow const& row, SubjectNames const& names) {
  std::string only;
  for (auto const& bearer : row.bearers) {
    auto const kind = bearer.own || bearer.left_out ? std::string() : names.kind_of_authority(bearer.id);
    auto const does = std::find(way.recorded_by.begin(), way.recorded_by.end(), kind) != way.recorded_by.end();
    if (!does || bearer.id == only) continue;
    if (!only.empty()) return {};
    only = bearer.id;
  }
  return only;
}

}  // namespace

std::string way_path(Way const& way, app::ObligationRow const& row, std::set<access::ObjectClass> const& may_record,
                     PageContext const& context) {
  return way.recorded_by.empty() ? form_of(way, row, {}, may_record, context) : std::string();
}

std::string told_path(Way const& way, app::ObligationRow const& row, std::set<access::ObjectClass> const& may_record,
                      SubjectNames const& names, PageContext const& context) {
  return way.recorded_by.empty() ? std::string() : form_of(way, row, doer(way, row, names), may_record, context);
}

std::vector<std::string> way_hints(Way const& way, app::ObligationRow const& row, PageContext const& context) {
  std::vector<std::string> hints;
  if (auto const others = others_that_record(way, context); !others.empty())
    hints.push_back(context.tr(text("done by {0}", others)));
  for (auto const& asked : way.asked) {
    if (asked.field == "by_kind" && !hints.empty()) continue;
    auto const* field = way.type->field(asked.field);
    auto const name = field == nullptr ? std::string() : context.language.say(field->label);
    if (asked.is == FieldAsked::Is::at_least && !name.empty()) {
      hints.push_back(context.tr(text("{0}: at least {1}", name, asked.least)));
      continue;
    }
    if (asked.values.empty() || asked.is == FieldAsked::Is::forum || asked.values.size() > 8) continue;
    std::vector<std::string> words;
    for (auto const& value : asked.values) {
      auto const is_item = field != nullptr && field->says == event::DataField::Says::pack_item;
      auto const* title =
          is_item && pack_of(row, context) != nullptr ? pack_of(row, context)->title_of(value) : nullptr;
      words.push_back(title == nullptr ? value_words(*way.type, asked.field, value, context)
                                       : context.language.say(*title));
    }
    auto const is_any = asked.is == FieldAsked::Is::one_of;
    auto const list = is_any ? context.language.either(words) : context.language.list(words);
    hints.push_back(asked.field == "by_kind"     ? context.tr(text("done by {0}", list))
                    : asked.field == "unit_kind" ? context.tr(text("in {0}", list))
                    : name.empty()               ? list
                                                 : context.tr(text("{0}: {1}", name, list)));
  }
  if (way.times > 1) hints.push_back(context.tr(base::plural("once", "{0} times", static_cast<long>(way.times))));
  if (way.is_one_of) hints.push_back(context.tr(text("together with what else is asked for")));
  return hints;
}

}  // namespace overens::web
