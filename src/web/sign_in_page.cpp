#include "account/one_time_code.hpp"
#include "account/web_address.hpp"
#include "http/target.hpp"
#include "route/status.hpp"
#include "web/document_view.hpp"
#include "web/pages.hpp"
#include "web/qr_code.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* to_field = "till";  // where somebody was going who had to sign in first

Field code_field(PageContext const& context, base::Text const& hint) {
  return {.name = "kod",
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

std::string wanted_path(PageContext const& context) {
  for (auto const& [name, value] : context.request.form()) {
    if (name == to_field) return account::own_path(value);
  }
  return account::own_path(context.request.asked(to_field));
}

// The page with its form: what all of these pages have.
TemplateData begin(Page const& page, PageContext const& context, base::Text const& heading, base::Text const& button) {
  auto body = page.body();
  body.say("HEADING", heading);
  body.put("ACTION", context.request.path);
  body.put("CSRF_NAME", csrf_field);
  body.put("CSRF", context.form_word());
  body.say("BUTTON", button);
  return body;
}

http::Reply with_session(PageContext const& context, http::Reply reply, std::string const& session) {
  reply.fields.emplace_back("Set-Cookie", context.sources.session_cookie(session));
  return reply;
}

// Signed in: on to where they were going.
http::Reply onward(PageContext const& context, std::string const& session, std::string const& to) {
  return with_session(
      context,
      {.status = 303,
       .type = {},
       .fields = {{"Location", to}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}}},
      session);
}

http::Reply show_recovery_codes(PageContext const& context, app::ChosenPassword const& chosen) {
  auto const s = [&](base::Text const& t) { return context.tr(t); };
  wording::StructuredText out;
  out.title = s(text("Your recovery codes"));
  out.paragraph(wording::plain(
      s(text("Print them or write them down, and keep them where only you can read them. Each can be used once in the "
             "place of the one-time code, when you do not have the telephone. They are not shown again."))));
  std::vector<wording::Line> codes;
  for (auto const& code : chosen.recovery_codes) codes.push_back(wording::plain(code));
  out.list(std::move(codes));
  out.paragraph({{s(text("I have kept them: go on")), "/"}});
  return with_session(context, text_page(context, out, ""), chosen.session);
}

}  // namespace

Fields sign_in_fields(PageContext const& context) {
  return {{.name = "konto",
           .label = context.tr(text("E-mail address or name of the account")),
           .required = true,
           .autocomplete = "username"},
          password_field(context, "losenord", text("Password"), "current-password"),
          code_field(context, text("Six digits from the app on your telephone, or one of your recovery codes"))};
}

http::Reply sign_in_page(PageContext const& context, Form& form) {
  auto* const accounts = context.sources.sign_in;
  if (accounts == nullptr) return refusal_page(context, 404);
  auto status = 200;
  if (context.request.method == "POST" && form.ok()) {
    auto const session = accounts->sign_in(
        {form.value("konto"), form.value("losenord"), form.value("kod"), context.request.peer});
    if (session) return onward(context, *session, wanted_path(context));
    form.wrong({}, session.error().why);
    status = route::status_of(session.error().code);
    if (status == 503) return refusal_page(context, status);
  } else if (!form.ok()) {
    status = 422;
  }
  Page page(context, "sign_in.html", context.tr(text("Sign in")), "/logga-in");
  auto body = begin(page, context, text("Sign in"), text("Sign in"));
  form.errors(body);
  auto hidden = body.add("HIDDEN");
  hidden.put("NAME", to_field);
  hidden.put("VALUE", wanted_path(context));
  form.show(body);
  body.show("FORGOTTEN", context.tr(text("Have you forgotten your password or lost your telephone? Ask your "
                                         "authority's administrator for a new link.")));
  return page.reply(status);
}

Fields password_fields(PageContext const& context) {
  auto chosen = password_field(context, "losenord", text("New password"), "new-password");
  chosen.hint = context.tr(text("At least 12 characters. A few words that have nothing to do with each other are easy "
                                "to remember and hard to guess."));
  return {chosen, password_field(context, "igen", text("The same password again"), "new-password"),
          code_field(context, text("The six digits that the app shows now"))};
}

http::Reply password_page(PageContext const& context, Form& form) {
  auto* const accounts = context.sources.sign_in;
  auto const secret = context.request.part("secret");
  auto const invited = accounts == nullptr ? base::Expected<app::Invited>(base::refuse("not_found", {}))
                                           : accounts->invited(secret);
  if (!invited) return refused_page(context, invited.error());
  if (form.is_sent() && form.ok() && form.value("losenord") != form.value("igen"))
    form.wrong("igen", text("The two passwords are not the same"));
  if (context.request.method == "POST" && form.ok()) {
    auto const chosen = accounts->choose(secret, form.value("losenord"), form.value("kod"));
    if (chosen) return show_recovery_codes(context, *chosen);
    auto const& why = chosen.error();
    if (why.code == "not_found" || why.code == "store_unavailable") return refused_page(context, why);
    form.wrong(why.code == "wrong_code" ? "kod" : "losenord", why.why);
  }
  Page page(context, "sign_in.html", context.tr(text("Choose a password")), "");
  auto body = begin(page, context, text("Choose a password"), text("Save and sign in"));
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
  form.show(body);
  return page.reply(form.ok() ? 200 : 422);
}

}  // namespace overens::web
