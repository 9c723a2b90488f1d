#include "web/look_words.hpp"

#include <algorithm>
#include <array>

#include "access/policy.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using access::Action;
using access::ObjectClass;
using base::text;

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
    case Action::take_on:
      return text("Took on a case");
    case Action::assign:
      return text("Said who has a case");
    case Action::import_event:
      return text("Took in from another system");
    case Action::doubt:
      return text("Said that something is wrong");
    case Action::own_page:
      return text("Saw their own page");
    case Action::own_account:
      return text("Saw their own account");
    case Action::manage_account:
      return text("Saw or changed somebody's account");
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

std::string LookWords::purpose(std::string const& code) const {
  auto const* const set = context_.sources.vocabulary.code_set("commission_purposes");
  for (auto const& one : set == nullptr ? std::vector<event::Code>() : set->codes) {
    if (one.id == code) return context_.language.say(one.label);
  }
  return code;
}

std::string LookWords::unit(std::string const& id) const {
  if (id.empty()) return context_.tr(text("The whole authority"));
  auto const unit = context_.units->find(id, context_.today);
  return unit ? name_of(*unit, context_) : id;
}

std::string LookWords::who(app::LookRow const& row) const {
  if (!row.name.empty()) return row.name;
  return row.look.who.empty() ? context_.tr(text("Unknown")) : row.look.who;
}

std::string LookWords::subject(journal::SubjectRef const& subject) const {
  if (subject.kind == "case") return context_.tr(text("Case {0}", subject.id));
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
