#include <algorithm>

#include "base/words.hpp"
#include "http/target.hpp"
#include "web/forms/kept_form.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/reminders_view.hpp"
#include "web/stand_in_view.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* commission_field = "uppdrag";
constexpr char const* session_field = "inloggningar";  // as their list is called on the page

// "Handläggare, Vuxenenheten": the role, and for which unit or authority.
std::string in_words(account::Commission const& commission, PageContext const& context) {
  std::string role = commission.role;
  if (auto const* const roles = context.sources.vocabulary.code_set("staff_roles")) {
    for (auto const& one : roles->codes) {
      if (one.id == commission.role) role = context.language.say(one.label);
    }
  }
  SubjectNames names(context);
  auto const where =
      commission.unit.empty() ? names.authority(commission.authority) : names.subject("unit", commission.unit);
  return base::capitalised(role) + ", " + where;
}

std::string day_and_time(calendar::Instant at) {
  return calendar::local_time(at);
}

void show_sessions(TemplateData body, PageContext const& context, app::OwnAccount const& own) {
  body.say("SESSIONS", text("Where you are signed in"));
  body.say("SESSIONS_LEAD", text("End what you do not know, and tell your administrator."));
  for (auto const& session : own.sessions) {
    auto row = body.add("SESSION");
    row.say("TEXT", text("Signed in {0}, used {1}", day_and_time(session.opened), day_and_time(session.used)));
    if (session.is_this) {
      row.show("HERE", context.tr(text("this browser")));
      continue;
    }
    auto end = row.add("END");
    end.put("CSRF_NAME", csrf_field);
    end.put("CSRF", context.form_word());
    end.put("ID", session.id);
    end.say("BUTTON", text("End"));
    end.say("LABEL", text("End the one that was signed in {0}", day_and_time(session.opened)));
  }
}

base::Expected<app::OwnAccount> account_shown(PageContext const& context) {
  auto* const accounts = context.sources.sign_in;
  auto const own =
      accounts == nullptr ? std::nullopt : accounts->own_account(context.sources.session_id(context.request));
  if (!own) return base::refuse("not_found", text("there is nothing at this address"));
  return *own;
}

}  // namespace

Fields account_fields(PageContext const& context) {
  auto const own = account_shown(context);
  if (!own || own->commissions.empty()) return {};
  Field field{.name = commission_field,
              .label = context.tr(text("Act as")),
              .type = FieldType::code,
              .required = true,
              .choices = {{}},
              .missing = text("Choose under which commission you work now")};
  for (auto const& one : own->commissions) field.choices.front().options.push_back({one.id, in_words(one, context)});
  return {field};
}

namespace {

void show_choice(TemplateData body, PageContext const& context, app::OwnAccount const& own, Form& form,
                 KeptForm const& kept) {
  body.say("COMMISSIONS", text("Your commissions"));
  if (own.commissions.empty())
    return body.show("NONE", context.tr(text("You have no commission that holds today, and so see what everybody "
                                             "sees. Ask your authority's administrator.")));
  auto choose = body.add("CHOOSE");
  choose.put("CSRF_NAME", csrf_field);
  choose.put("CSRF", context.form_word());
  kept.hide(choose);
  choose.say("BUTTON", text("Work under it"));
  if (!form.is_sent()) form.put(commission_field, {context.actor().commission});
  form.show(choose);
}

// `form`: of the commission that is chosen; `sent`: the one that was sent, of whatever is on the page.
http::Reply show_account(PageContext const& context, app::OwnAccount const& own, Form& form, Form const& sent,
                         KeptForm const& kept) {
  Page page(context, "account.html", context.tr(text("My account")), "");
  auto body = page.body();
  body.say("HEADING", text("My account"));
  body.say("LEAD", text("{0}, account {1}", context.actor().name, own.name));
  if (!context.request.asked("sparat").empty()) body.show("SAVED", context.tr(text("Saved.")));
  sent.errors(body);
  show_choice(body, context, own, form, kept);
  show_stand_ins(body, context);
  show_reminders(body, context, own);
  show_sessions(body, context, own);
  return page.reply(sent.ok() ? 200 : 422);
}

}  // namespace

http::Reply account_again(PageContext const& context, Form const& sent) {
  auto const own = account_shown(context);
  if (!own) return refused_page(context, own.error());
  Form choice(context, account_fields(context));
  choice.treat_as_unsent();
  if (!choice.fields().empty()) choice.put(commission_field, {context.actor().commission});
  return show_account(context, *own, choice, sent, {});
}

http::Reply account_page(PageContext const& context, Form& form) {
  auto const own = account_shown(context);
  if (!own) return refused_page(context, own.error());
  auto const kept = KeptForm::sent_on(context.request);
  auto& accounts = *context.sources.sign_in;
  auto const is_chosen = context.request.method == "POST" && !context.request.sent(commission_field).empty();
  if (!kept.written.empty() && !is_chosen) form.treat_as_unsent();
  if (is_chosen && form.ok() && !form.fields().empty()) {
    auto const id = context.sources.session_id(context.request);
    accounts.choose_commission(id, form.value(commission_field));
    auto chosen = context;
    chosen.session = accounts.session(id);
    if (chosen.session && kept.is_of(*chosen.session)) return show_kept_form(chosen, kept);
    return http::see_other(kept.to == "/" ? "/mitt-konto?sparat=1" : kept.to);
  }
  return show_account(context, *own, form, form, kept);
}

Fields end_session_fields(PageContext const& context) {
  Field field{.name = session_field,
              .label = context.tr(text("Which sign-in")),
              .type = FieldType::code,
              .required = true,
              .choices = {{}},
              .otherwise = text("Nothing has been ended: choose one of those that are listed")};
  auto const own = account_shown(context);
  if (!own) return {field};
  for (auto const& one : own->sessions) {
    if (!one.is_this) field.choices.front().options.push_back({one.id, {}});
  }
  return {field};
}

http::Reply end_session_page(PageContext const& context, Form& form) {
  if (!form.ok()) return account_again(context, form);
  context.sources.sign_in->end_own(context.sources.session_id(context.request), form.value(session_field));
  return http::see_other("/mitt-konto?sparat=1");
}

}  // namespace overens::web
