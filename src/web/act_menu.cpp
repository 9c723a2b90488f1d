#include "web/act_menu.hpp"

#include <algorithm>

#include "access/of_event.hpp"
#include "base/words.hpp"
#include "event/known.hpp"
#include "event/subject_link.hpp"
#include "web/address.hpp"
#include "web/forms/composed_form.hpp"
#include "web/subject_head.hpp"
#include "web/subject_path.hpp"
#include "web/swedish_order.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* search_field = "sok";
constexpr char const* all_field = "alla";

// With fewer, all are seen at once.
constexpr std::size_t looked_for_among = 10;

struct MenuItem {
  std::string group;
  std::string url;
  std::string text;
  std::string found_by;  // its words
  bool is_others = false;
};

bool is_named_by(event::DataField const& field, std::string_view kind) {
  return (field.type == event::DataField::Type::id && event::same_kind(field.of) == kind) ||
         (field.type == event::DataField::Type::party && kind == "party") ||
         (field.type == event::DataField::Type::unit && kind == "unit");
}

// Whether the form may be opened; the form asks more closely.
bool may_record(event::EventType const& type, std::string const& owner, PageContext const& context,
                journal::SubjectRef const& about = {}) {
  auto const& actor = context.actor();
  auto const is_ones_own = owner.empty() || actor.speaks_for(owner);
  if (!owner.empty() && type.shared && !type.starts) {
    access::Object object{type.secrecy, owner};
    if (about.kind == "unit") object.unit = about.id;
    return is_ones_own && access::decide(context.sources.policy, actor, access::action_of(type), object,
                                         {.relation = access::relation_of(actor, object), .on = context.today})
                              .is_offered();
  }
  // Others than those who record of a commission name who stands in for it.
  auto const is_of_stand_in = access::action_of(type) == access::Action::name_stand_in;
  auto const action = is_of_stand_in ? access::Action::name_stand_in : access::Action::record;
  return is_ones_own && access::decide_route(context.sources.policy, actor, action, type.secrecy).allowed;
}

class ActMenu {
 public:
  ActMenu(app::SubjectPage const& page, PageContext const& context,
          std::function<bool(event::EventType const&)> const& is_offered)
      : subject_(page.subject), authority_(authority_of(page)), context_(context) {
    SubjectNames const names(context);
    for (auto const& authority : context.actor().authorities) {
      auto const kind = names.kind_of_authority(authority);
      if (!kind.empty()) own_kinds_.push_back(kind);
    }
    for (auto const& type : context.sources.vocabulary.types) {
      if (!is_offered || is_offered(type)) add(type);
    }
    sort_in_swedish(items_, [](MenuItem const& item) { return item.text; });
    // What is several events at once stands before each of them.
    auto const types = std::move(items_);
    items_.clear();
    for (auto const& act : context.sources.vocabulary.acts) {
      if (subject_.kind != "case" || (is_offered && is_act_offered(act, context.sources.vocabulary, is_offered)))
        add(act);
    }
    items_.insert(items_.end(), types.begin(), types.end());
  }

  std::vector<MenuItem> const& items() const { return items_; }

 private:
  bool is_others(std::vector<std::string> const& by) const {
    auto const is_own = [&](std::string const& kind) {
      return std::find(own_kinds_.begin(), own_kinds_.end(), kind) != own_kinds_.end();
    };
    return !by.empty() && !own_kinds_.empty() && std::none_of(by.begin(), by.end(), is_own);
  }

  bool is_about(std::string const& kind) const {
    if (event::same_kind(kind) != subject_.kind) return false;
    return kind != "municipality" ||
           context_.sources.vocabulary.party_kind(subject_.id) == event::Vocabulary::PartyKind::municipality;
  }

  void add(event::EventType const& type, std::string url) {
    auto name = act_name(type, context_);
    auto found_by = base::folded(name + " " + context_.language.say(type.label));
    items_.push_back({type.group, std::move(url), std::move(name), std::move(found_by), is_others(type.by)});
  }

  void add(event::EventType const& type) {
    if (subject_.kind == "case") {
      if (!type.group.empty() && !type.by_product && has_form_in_case(type))
        add(type, record_path(type.name, subject_));
      return;
    }
    auto const action = access::action_of(type);
    auto const is_recorded = action == access::Action::record || action == access::Action::confirm ||
                             action == access::Action::name_stand_in;
    auto const is_in_case = type.in_case != event::Presence::none && !has_own_place(type.subject);
    if (is_in_case || !may_record(type, authority_, context_, subject_)) return;
    if (!type.starts) {
      if (is_recorded && is_about(type.subject)) add(type, record_path(type.name, subject_));
      return;
    }
    for (auto const& field : type.data) {
      if (!is_named_by(field, subject_.kind)) continue;
      // What begins with an authority's own subject in it, such as a commission of its staff.
      if (type.internal && !authority_.empty())
        return add(type, begin_path(authority_, type.name, {{field.name, subject_.id}}));
      auto const& on = type.begun_on;
      auto const begins_here =
          std::any_of(on.begin(), on.end(), [&](std::string const& kind) { return is_about(kind); });
      if (begins_here) return add(type, begin_path(type, {{field.name, subject_.id}}));
    }
  }

  void add(event::ComposedAct const& act) {
    auto const* first = context_.sources.vocabulary.type(act.parts.front().event);
    if (!is_about(act.subject) || (!act.is_in_case() && !may_record(*first, authority_, context_, subject_))) return;
    auto const name = context_.language.say(act.label);
    items_.push_back({act.group, record_path(act.id, subject_), name, base::folded(name), is_others(act.by)});
  }

  journal::SubjectRef const& subject_;
  std::string authority_;
  PageContext const& context_;
  std::vector<std::string> own_kinds_;
  std::vector<MenuItem> items_;
};

bool is_found(MenuItem const& item, std::string const& words) {
  for (std::size_t from = 0; from < words.size();) {
    auto const end = std::min(words.find(' ', from), words.size());
    if (item.found_by.find(words.substr(from, end - from)) == std::string::npos) return false;
    from = end + 1;
  }
  return true;
}

void show_group(TemplateData part, std::string const& name, std::vector<MenuItem const*> const& items) {
  if (items.empty()) return;
  auto group = part.add("GROUP");
  if (!name.empty()) group.show("HEADING", name);
  for (auto const* item : items) {
    auto row = group.add("ACT");
    row.put("URL", item->url);
    row.put("TEXT", item->text);
  }
}

void show_groups(TemplateData part, std::vector<MenuItem const*> const& items, PageContext const& context) {
  auto const of = [&](std::string const& group) {
    std::vector<MenuItem const*> some;
    std::copy_if(items.begin(), items.end(), std::back_inserter(some),
                 [&](auto const* item) { return item->group == group; });
    return some;
  };
  show_group(part, {}, of({}));
  for (auto const& group : context.sources.vocabulary.act_groups)
    show_group(part, context.language.say(group.label), of(group.id));
}

}  // namespace

std::string recording_path(event::EventType const& type, journal::SubjectRef const& subject, Filled filled) {
  auto const kind = event::same_kind(subject.kind);
  if (kind == "case") return has_form_in_case(type) ? record_path(type.name, subject, filled) : std::string();
  if (!type.starts)
    return event::same_kind(type.subject) == kind ? record_path(type.name, subject, filled) : std::string();
  auto const is_it = [&](std::string const& on) { return event::same_kind(on) == kind; };
  if (std::none_of(type.begun_on.begin(), type.begun_on.end(), is_it)) return {};
  for (auto const& field : type.data) {
    if (!is_named_by(field, kind)) continue;
    std::erase_if(filled, [&](auto const& one) { return one.first == field.name; });
    filled.emplace_back(field.name, subject.id);
    return begin_path(type, filled);
  }
  return {};
}

std::string act_title(event::EventType const& type, PageContext const& context) {
  if (!type.title.empty()) return context.language.say(type.title);
  return context.tr(text("Record: {0}", context.language.say(type.label)));
}

std::string act_help(event::EventType const& type, PageContext const& context) {
  return type.help.empty() ? std::string() : context.language.say(type.help);
}

void leave_to_own_pages(app::SubjectPage& in_case) {
  for (auto& event : in_case.events) {
    if (event.type->of_person == event::Presence::required) event.may_correct = event.may_withdraw = false;
  }
}

bool has_form_in_case(event::EventType const& type) {
  auto const action = access::action_of(type);
  // What is disclosed is chosen on a page of its own; that it ends is an act like others.
  auto const is_recorded = action == access::Action::record || action == access::Action::assign ||
                           type.name == event::known::disclosure_ended;
  auto const begins_case = type.starts && type.subject == "case";
  return type.in_case != event::Presence::none && type.of_person != event::Presence::required && is_recorded &&
         !begins_case;
}

bool may_record_in(app::SubjectPage const& in_case, event::EventType const& type) {
  if (!has_form_in_case(type)) return false;
  auto const action = access::action_of(type);
  if (action == access::Action::assign) return in_case.may_assign;
  if (action == access::Action::disclose) return in_case.may_disclose;
  return in_case.may_record.contains(type.secrecy);
}

bool may_be_part_in(app::SubjectPage const& in_case, event::EventType const& type) {
  return type.name == event::known::disclosure_made ? in_case.may_disclose : may_record_in(in_case, type);
}

bool has_acts_in(app::SubjectPage const& in_case, PageContext const& context) {
  auto const& types = context.sources.vocabulary.types;
  return std::any_of(types.begin(), types.end(),
                     [&](event::EventType const& type) { return !type.group.empty() && may_record_in(in_case, type); });
}

std::string act_name(event::EventType const& type, PageContext const& context) {
  return context.language.say(type.title.empty() ? type.label : type.title);
}

Fields act_search_fields(PageContext const& context) {
  return {{.name = search_field, .label = context.tr(text("Look for what has happened")), .longest = 200}};
}

void show_acts(TemplateData body, app::SubjectPage const& page, Form const& form, PageContext const& context,
               std::function<bool(event::EventType const&)> const& is_offered) {
  ActMenu const menu(page, context, is_offered);
  if (menu.items().empty()) return;
  auto const words = base::folded(form.value(search_field));
  auto const shows_all = !words.empty() || context.request.asked(all_field) == "1";
  std::vector<MenuItem const*> shown;
  long others = 0;
  for (auto const& item : menu.items()) {
    if (item.is_others && !shows_all) {
      ++others;
    } else if (is_found(item, words)) {
      shown.push_back(&item);
    }
  }
  auto part = body.include("MENU_OF_ACTS", "act_menu.html");
  part.say("HEADING", text("Record"));
  if (menu.items().size() >= looked_for_among) {
    auto search = part.add("SEARCH");
    search.put("ACTION", context.request.path + "#dokumentera");
    form.show(search, search_field);
    search.say("SHOW", text("Show"));
    search.put("STATUS", context.tr(base::plural("One is shown", "{0} are shown", static_cast<long>(shown.size()))));
  }
  show_groups(part, shown, context);
  if (others == 0) return;
  auto more = part.add("OTHERS");
  more.put("URL", address(context.request.path, {{all_field, "1"}}) + "#dokumentera");
  more.put("TEXT", context.tr(base::plural("Show one more, which others usually record",
                                           "Show {0} more, which others usually record", others)));
}

void show_acts_of_case(TemplateData body, app::SubjectPage const& page, PageContext const& context) {
  auto const may = [&](event::EventType const& type) { return may_be_part_in(page, type); };
  auto const own = SubjectNames(context).kind_of_authority(page.authority);
  for (auto const& act : context.sources.vocabulary.acts) {
    auto const is_others = !act.by.empty() && std::find(act.by.begin(), act.by.end(), own) == act.by.end();
    if (!act.is_in_case() || is_others || !is_act_offered(act, context.sources.vocabulary, may)) continue;
    auto row = body.add("ACT");
    row.put("URL", record_path(act.id, page.subject));
    row.put("TEXT", context.language.say(act.label));
  }
}

void show_beginnings(TemplateData body, std::string_view kind, PageContext const& context) {
  for (auto const& type : context.sources.vocabulary.types) {
    auto const has_page = type.shared || has_own_place(type.subject);
    if (type.subject != kind || !type.starts || !has_page || !may_record(type, {}, context)) continue;
    auto row = body.add("BEGIN");
    row.put("URL", begin_path(type));
    row.put("TEXT", act_name(type, context));
  }
}

}  // namespace overens::web
