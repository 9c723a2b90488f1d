#include <algorithm>

#include "account/one_time_code.hpp"
#include "route/status.hpp"
#include "web/address.hpp"
#include "web/document_view.hpp"
#include "web/forms/kept_form.hpp"
#include "web/own_parts.hpp"
#include "web/page_row.hpp"
#include "web/pages.hpp"
#include "web/qr_code.hpp"
#include "web/sign_in_parts.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* to_field = "till";          // where somebody was going who had to sign in first
constexpr char const* elsewhere_field = "redan";  // they have signed in meanwhile, in another tab

Field code_field(PageContext const& context, base::Text const& hint) {
  return {.name = code_name,
          .label = context.tr(text("One-time code")),
          .hint = context.tr(hint),
          .required = true,
          .other_number = true,
          .autocomplete = "one-time-code"};
}

Field password_field(PageContext const& context, char const* name, base::Text const& label, char const* autocomplete) {
  return {.name = name,
          .label = context.tr(label),
          .type = FieldType::secret,
          .required = true,
          .autocomplete = autocomplete};
}

// The next page is already theirs.
PageContext in_session(PageContext const& context, std::string const& session) {
  auto signed_in = context;
  signed_in.session = context.sources.sign_in->session(session);
  return signed_in;
}

// From now on the browser shows this session, and no other that it may have shown; and is known for the account.
http::Reply with_session(PageContext const& context, http::Reply reply, std::string const& session) {
  auto& accounts = *context.sources.sign_in;
  auto const before = context.sources.session_id(context.request);
  if (!before.empty() && before != session) accounts.sign_out(before);
  reply.fields.emplace_back("Set-Cookie", context.sources.session_cookie(session));
  if (auto const word = accounts.known_browser(session); !word.empty())
    reply.fields.emplace_back("Set-Cookie", std::string(known_browser_cookie) + "=" + word +
                                                "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=15552000");
  return reply;
}

// Whoever was going nowhere in particular begins with what they have to do.
std::string first_page(PageContext const& signed_in, std::string const& to) {
  constexpr char const* list = "/bevakningar";
  return to == "/" && signed_in.session && leads(signed_in, list) ? list : to;
}

// Signed in: on to where they were going.
http::Reply onward(PageContext const& context, std::string const& session) {
  auto const kept = KeptForm::sent_on(context.request);
  auto const signed_in = in_session(context, session);
  auto const is_theirs = signed_in.session && kept.is_of(*signed_in.session);
  // With several commissions they choose first under which one they work.
  if (context.sources.sign_in->has_to_choose(session)) {
    if (is_theirs) return with_session(context, choose_before_kept_form(signed_in, kept), session);
    return with_session(context, http::see_other(choice_path(first_page(signed_in, kept.to))), session);
  }
  if (is_theirs) return with_session(context, show_kept_form(signed_in, kept), session);
  return with_session(context, http::see_other(first_page(signed_in, kept.to)), session);
}

http::Reply show_recovery_codes(PageContext const& before, app::ChosenPassword const& chosen) {
  auto const context = in_session(before, chosen.session);
  auto const s = [&](base::Text const& t) { return context.tr(t); };
  wording::StructuredText out;
  out.title = s(text("Your recovery codes"));
  out.paragraph(wording::plain(
      s(text("Print them or write them down, and keep them where only you can read them. Each can be used once in the "
             "place of the one-time code, when you do not have the telephone. They are not shown again."))));
  std::vector<wording::Line> codes;
  for (auto const& code : chosen.recovery_codes) codes.push_back(wording::plain(code));
  out.list(std::move(codes));
  auto const has_to_choose = context.sources.sign_in->has_to_choose(chosen.session);
  auto const first = first_page(context, "/");
  out.paragraph({{s(text("I have kept them: go on")), has_to_choose ? choice_path(first) : first}});
  return with_session(context, text_page(context, out, ""), chosen.session);
}

}  // namespace

std::string choice_path(std::string const& to) {
  return address("/mitt-konto", {{to_field, to}});
}

Fields sign_in_fields(PageContext const& context) {
  auto const secret = secret_fields(context);
  return {{.name = "konto",
           .label = context.tr(text("E-mail address or name of the account")),
           .required = true,
           .autocomplete = "username"},
          secret.front(),
          secret.back()};
}

Fields secret_fields(PageContext const& context) {
  return {password_field(context, password_name, text("Password"), "current-password"),
          code_field(context, text("Six digits from the app on your telephone, or one of your recovery codes"))};
}

std::string known_browser_of(PageContext const& context) {
  return std::string(context.request.cookie(known_browser_cookie));
}

void begin_form(TemplateData body, PageContext const& context, std::string const& action, base::Text const& button,
                Form const& form, KeptForm const* kept) {
  auto part = body.add("FORM");
  part.put("ACTION", action);
  part.put("CSRF_NAME", csrf_field);
  part.put("CSRF", context.form_word());
  part.say("BUTTON", button);
  if (kept != nullptr) kept->hide(part);
  form.show(part);
}

namespace {

void show_services(TemplateData body, PageContext const& context, KeptForm const& kept) {
  auto services = context.sources.sign_in_providers;
  std::erase_if(services, [](SignInService const& one) { return one.is_for_individuals; });
  for (auto const& provider : services) {
    auto one = body.add("PROVIDER");
    auto const swedish = context.language.tongue() == wording::Tongue::swedish;
    // A link carries no form: with one to keep, this page stays where it is.
    auto const is_kept = !kept.written.empty();
    one.put("URL", address("/logga-in/" + provider.id, {{to_field, is_kept ? "/mitt-konto" : kept.to}}));
    if (is_kept) one.show("NEW_TAB");
    one.say("TEXT", text("Sign in with {0}", swedish ? provider.name.sv : provider.name.en));
  }
  if (services.empty() || kept.written.empty()) return;
  auto back = body.add("ELSEWHERE");
  back.say("WHAT", text("The service opens in a new tab. When you have signed in there, come back to this page and go "
                        "on here."));
  back.put("URL", "/logga-in");
  back.put("CSRF_NAME", csrf_field);
  back.put("CSRF", context.form_word());
  back.put("NAME", elsewhere_field);
  kept.hide(back);
  back.say("BUTTON", text("I have signed in: go on"));
}

http::Reply show_sign_in(PageContext const& context, Form const& form, base::Text const& lead, KeptForm const& kept,
                         int status) {
  Page page(context, "sign_in.html", context.tr(text("Sign in")), "/logga-in");
  auto body = page.body();
  body.say("HEADING", text("Sign in"));
  if (!lead.empty()) body.show("LEAD", context.tr(lead));
  show_services(body, context, kept);
  form.errors(body);
  begin_form(body, context, "/logga-in", text("Sign in"), form, &kept);
  body.show("FORGOTTEN", context.tr(text("Have you forgotten your password or lost your telephone? Ask your "
                                         "authority's administrator for a new link.")));
  if (context.sources.own_page != nullptr) {
    auto own = body.add("OWN");
    own.put("URL", own_path);
    own.say("TEXT", text("Is it about you? Open your own page"));
  }
  return page.reply(status);
}

bool says_signed_in_elsewhere(http::Request const& request) {
  auto const form = request.form();
  return std::any_of(form.begin(), form.end(), [](auto const& one) { return one.first == elsewhere_field; });
}

}  // namespace

http::Reply sign_in_again(PageContext const& context) {
  if (context.sources.sign_in == nullptr || context.comes_from() != http::From::own_page)
    return refusal_page(context, 401);
  auto const unsent = http::Request{.method = "GET", .path = "/logga-in"};
  PageContext fresh{unsent, context.sources, context.language, context.today, context.lifecycles};
  fresh.visitor = context.visitor;
  Form const form(fresh, sign_in_fields(context));
  return show_sign_in(context, form,
                      text("You have been signed out, since nothing was done for a while. What you wrote "
                           "is kept while you sign in again."),
                      KeptForm::of_refused(context.request), 401);
}

http::Reply not_signed_in_page(PageContext const& context, int status, base::Text const& why) {
  if (why.empty()) return refusal_page(context, status);
  wording::StructuredText out;
  out.title = context.tr(text("You are not signed in"));
  out.paragraph(wording::plain(context.tr(why)));
  out.paragraph({{context.tr(text("Try again")), "/logga-in"}});
  return text_page(context, out, "/logga-in", status);
}

http::Reply sign_in_page(PageContext const& context, Form& form) {
  auto* const accounts = context.sources.sign_in;
  if (accounts == nullptr) return refusal_page(context, 404);
  auto const kept = KeptForm::sent_on(context.request);
  auto status = 200;
  if (context.request.method == "POST" && says_signed_in_elsewhere(context.request)) {
    if (context.session) return onward(context, context.sources.session_id(context.request));
    form.treat_as_unsent();
    return show_sign_in(context, form, text("You have not signed in yet in this browser."), kept, 422);
  }
  if (context.request.method == "POST" && form.ok()) {
    auto const session = accounts->sign_in({form.value("konto"), form.value(password_name), form.value(code_name),
                                            context.request.peer, known_browser_of(context)});
    if (session) return onward(context, *session);
    form.wrong({}, session.error().why);
    status = route::status_of(session.error().code);
    if (status == 503) return refusal_page(context, status);
  } else if (!form.ok()) {
    status = 422;
  }
  return show_sign_in(context, form, {}, kept, status);
}

Fields password_fields(PageContext const& context) {
  auto chosen = password_field(context, password_name, text("New password"), "new-password");
  chosen.hint =
      context.tr(text("At least 12 characters. A few words that have nothing to do with each other are easy "
                      "to remember and hard to guess."));
  return {chosen, password_field(context, "igen", text("The same password again"), "new-password"),
          code_field(context, text("The six digits that the app shows now"))};
}

http::Reply password_page(PageContext const& context, Form& form) {
  auto* const accounts = context.sources.sign_in;
  auto const secret = context.request.part("secret");
  auto const invited =
      accounts == nullptr ? base::Expected<app::Invited>(base::refuse("not_found", {})) : accounts->invited(secret);
  if (!invited) return refused_page(context, invited.error());
  if (form.is_sent() && form.ok() && form.value(password_name) != form.value("igen"))
    form.wrong("igen", text("The two passwords are not the same"));
  if (context.request.method == "POST" && form.ok()) {
    auto const chosen = accounts->choose(secret, form.value(password_name), form.value(code_name));
    if (chosen) return show_recovery_codes(context, *chosen);
    auto const& why = chosen.error();
    if (why.code == "not_found" || why.code == "store_unavailable") return refused_page(context, why);
    form.wrong(why.code == "wrong_code" ? code_name : password_name, why.why);
  }
  Page page(context, "sign_in.html", context.tr(text("Choose a password")), "");
  auto body = page.body();
  body.say("HEADING", text("Choose a password"));
  body.show("LEAD", context.tr(text("For the account {0}", invited->account_name)));
  form.errors(body);
  auto app = body.add("APP");
  auto const square =
      qr_code(account::code_address(invited->code_secret, invited->account_name, context.tr(text("Överens"))));
  app.put("SQUARE", square.view_box);
  app.put("MODULES", square.path);
  app.say("PICTURE", text("A square for the camera of the app. What it says stands beside it in letters."));
  app.say("WHAT", text("First open an app that shows one-time codes on your telephone (such as FreeOTP, Google "
                       "Authenticator or Microsoft Authenticator), and point it at the square."));
  app.say("BY_HAND", text("Without a camera: add an account in the app, based on time, with this key:"));
  app.put("SECRET", invited->code_secret);
  begin_form(body, context, context.request.path, text("Save and sign in"), form);
  return page.reply(form.ok() ? 200 : 422);
}

}  // namespace overens::web
