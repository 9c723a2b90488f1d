#include "web/look_words.hpp"

#include <algorithm>
#include <array>

#include "access/policy.hpp"
#include "base/words.hpp"
#include "web/names.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using access::Action;
using access::ObjectClass;
using base::text;
using Kind = access::Actor::Kind;

namespace {

base::Text words_of_action(Action action) {
  switch (action) {
    case Action::read:
      return text("Read");
    case Action::list:
      return text("Saw in a list");
    case Action::search:
      return text("Searched for a number");
    case Action::foresee:
      return text("Saw what an act would lead to");
    case Action::record:
      return text("Documented");
    case Action::correct:
      return text("Corrected");
    case Action::withdraw:
      return text("Withdrew");
    case Action::disclose:
      return text("Disclosed");
    case Action::receive:
      return text("Saw to what had come in");
    case Action::take_on:
      return text("Took on a case");
    case Action::assign:
      return text("Said who has a case");
    case Action::grant:
      return text("Gave a commission");
    case Action::confirm:
      return text("Confirmed a commission");
    case Action::name_stand_in:
      return text("Named a stand-in");
    case Action::import_event:
      return text("Took in from another system");
    case Action::subscribe:
      return text("Fetched by a secret address");
    case Action::doubt:
      return text("Said that something is wrong");
    case Action::own_page:
      return text("Saw their own page");
    case Action::own_act:
      return text("Did something on their own page");
    case Action::own_account:
      return text("Saw their own account");
    case Action::manage_account:
      return text("Saw or changed somebody's account");
    case Action::open_account:
      return text("Gave somebody an account, or opened it anew");
    case Action::sign_in:
      return text("Signed in");
    case Action::sign_out:
      return text("Signed out");
  }
  return {};
}

base::Text words_of_class(ObjectClass object) {
  switch (object) {
    case ObjectClass::open:
      return text("Open to everybody");
    case ObjectClass::identity:
      return text("Identity and contact");
    case ObjectClass::coordination:
      return text("Coordination");
    case ObjectClass::notes:
      return text("Notes");
    case ObjectClass::received:
      return text("Received from others");
    case ObjectClass::sensitive:
      return text("Extra sensitive");
    case ObjectClass::statistics:
      return text("Statistics");
    case ObjectClass::governance:
      return text("The agreement");
    case ObjectClass::internal:
      return text("Staff and commissions");
    case ObjectClass::access_log:
      return text("The access log");
    case ObjectClass::sensitive_log:
      return text("The access log of what is kept most closely");
  }
  return {};
}

base::Text words_of_kind(Kind kind) {
  switch (kind) {
    case Kind::visitor:
      return text("somebody who was not signed in");
    case Kind::developer:
      return text("whoever tries the program");
    case Kind::staff:
      return text("a member of staff");
    case Kind::system:
      return text("another system of the authority's");
    case Kind::terminal:
      return text("whoever runs the program");
    case Kind::individual:
      return text("the one whom it is about");
    case Kind::individual_by_code:
      return text("whoever has the code on paper");
  }
  return {};
}

base::Text words_of_relation(access::Relation relation) {
  switch (relation) {
    case access::Relation::own_unit:
      return text("Their own unit's");
    case access::Relation::own_authority:
      return text("Their own authority's");
    case access::Relation::party:
      return text("Another party's, recorded for all");
    case access::Relation::live_disclosure:
      return text("Disclosed by another authority");
    case access::Relation::ended_disclosure:
      return text("Disclosed by another authority, which has ended that");
    case access::Relation::withdrawn_consent:
      return text("Disclosed by another authority on a consent that holds no longer");
    case access::Relation::invited:
      return text("Of a case that they were invited to");
    case access::Relation::individual:
      return text("About themselves");
    case access::Relation::nobody:
      return {};
  }
  return {};
}

}  // namespace

std::string LookWords::action(std::string_view word) const {
  auto const action = access::read_action(word);
  return action ? context_.tr(words_of_action(*action)) : std::string(word);
}

std::string LookWords::object_class(std::string_view word) const {
  auto const object = event::find_object_class(word);
  return object ? context_.tr(words_of_class(*object)) : std::string(word);
}

std::string LookWords::label(char const* set, std::string const& code) const {
  auto const* const found = context_.sources.vocabulary.code(set, code);
  return found == nullptr ? code : context_.language.say(found->label);
}

std::string LookWords::purpose(std::string const& code) const {
  return label("commission_purposes", code);
}

// A sentence that begins with somebody's role.
std::string LookWords::said(base::Text const& words) const {
  return base::capitalised(context_.tr(words));
}

std::string LookWords::who_it_is_for(access::PolicyRow const& row) const {
  if (row.role.empty()) return context_.tr(words_of_kind(row.kind));
  return label(row.kind == Kind::system ? "system_roles" : "staff_roles", row.role);
}

std::string LookWords::allowed_by(std::string const& rule) const {
  if (rule.empty()) return {};
  auto const* const row = context_.sources.policy.row(rule);
  if (row == nullptr) return context_.tr(text("The rule {0}, which the policy does not have any more", rule));
  auto const needs = [&](access::Requirement one) {
    return std::find(row->needs.begin(), row->needs.end(), one) != row->needs.end();
  };
  auto const comes_from_others = std::all_of(row->relations.begin(), row->relations.end(), [](access::Relation one) {
    return one == access::Relation::live_disclosure || one == access::Relation::ended_disclosure ||
           one == access::Relation::withdrawn_consent;
  });
  auto const who = who_it_is_for(*row);
  if (row->is_emergency) return said(text("{0}, in an emergency", who));
  // Whoever was sent it by name need not work in the case.
  if (needs(access::Requirement::named) && comes_from_others)
    return said(text("{0} who was named to receive it, or is named for what is kept most closely in the case", who));
  if (needs(access::Requirement::named))
    return said(text("{0} who works in the case and is named for what is kept most closely", who));
  if (needs(access::Requirement::involved)) return said(text("{0} who works in the case", who));
  if (needs(access::Requirement::reason)) return said(text("{0} who has said why", who));
  if (needs(access::Requirement::no_case)) return said(text("{0}, of what belongs to no case", who));
  return base::capitalised(who);
}

std::string LookWords::refused(std::string const& code) const {
  static std::array<std::pair<std::string_view, base::Text>, 11> const words = {
      {{"not_found", text("It was not there, or was another authority's")},
       {"forbidden", text("The commission does not give a right to it")},
       {"unauthorized", text("Nobody was signed in")},
       {"other_unit", text("It is another unit's")},
       {"not_involved", text("Does not work in the case")},
       {"reason_needed", text("Had not said why")},
       {"protected_identity", text("Whom it is about has a protected identity")},
       {"disclosure_ended", text("What had been disclosed was so no longer")},
       {"blocked", text("Whom it is about has blocked it")},
       {"no_basis", text("No statute that is in force gives a right to it")},
       {"sign_in_again", text("Had to show once more who they are")}}};
  if (code.empty()) return {};
  auto const* const found =
      std::find_if(words.begin(), words.end(), [&](auto const& one) { return one.first == code; });
  return context_.tr(found == words.end() ? text("Was not shown") : found->second);
}

std::string LookWords::relation(std::string const& word) const {
  auto const relation = access::read_relation(word);
  return relation ? context_.tr(words_of_relation(*relation)) : std::string();
}

std::string LookWords::statute(std::string const& id) const {
  auto const* const basis = context_.sources.policy.basis(id);
  return basis == nullptr ? id : basis->statute;
}

std::string LookWords::basis(std::string const& id) const {
  if (id.empty()) return {};
  auto const* const basis = context_.sources.policy.basis(id);
  return basis == nullptr ? id : context_.tr(text("{0}: {1}", basis->statute, context_.language.say(basis->says)));
}

std::string LookWords::from_where(app::LookExtract::Row const& row) const {
  auto const read = row.kind.empty() ? Kind::staff : access::read_kind(row.kind).value_or(Kind::staff);
  return read == Kind::staff && !row.is_unit_masked ? unit(row.unit) : said(words_of_kind(read));
}

std::string LookWords::unit(std::string const& id) const {
  if (id.empty()) return context_.tr(text("The whole authority"));
  auto const unit = context_.units->find(id, context_.today);
  return unit ? name_of(*unit, context_) : id;
}

std::string LookWords::who(app::LookRow const& row) const {
  if (!row.name.empty()) return row.name;
  auto const kind = access::read_kind(row.look.kind);
  // An individual's account is called by what recognises them.
  if (kind == Kind::individual || kind == Kind::individual_by_code) return said(words_of_kind(*kind));
  return row.look.who.empty() ? context_.tr(text("Unknown")) : row.look.who;
}

std::string LookWords::subject(journal::SubjectRef const& subject) const {
  if (subject.kind == "case") return case_name(subject.id, context_);
  if (subject.kind == "person") return context_.tr(text("Person {0}", subject.id));
  if (subject.kind == "staff") return context_.tr(text("Staff {0}", subject.id));
  if (subject.kind == "review") return context_.tr(text("Review {0}", subject.id));
  return subject.kind + " " + subject.id;
}

std::string LookWords::shown(app::LookRow const& row) const {
  std::string all;
  for (std::size_t i = 0; i < row.look.shown.size(); ++i) {
    auto const& name = row.shown_names[i];
    all += (all.empty() ? "" : ", ") + (name.empty() ? subject(row.look.shown[i]) : name);
  }
  auto const more = row.shown - row.look.shown.size();
  return more == 0 ? all : context_.tr(text("{0} and {1} more", all, more));
}

}  // namespace overens::web
