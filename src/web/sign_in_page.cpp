#include "account/one_time_code.hpp"
#include "account/web_address.hpp"
#include "http/target.hpp"
#include "route/status.hpp"
#include "web/address.hpp"
#include "web/document_view.hpp"
#include "web/pages.hpp"
#include "web/qr_code.hpp"

namespace overens::web {

using base::text;

namespace {

// Of somebody who had to sign in first: where they were going, and what they had written there.
constexpr char const* to_field = "till";
constexpr char const* kept_field = "kvar";
constexpr char const* last_step_field = "steg";  // a form's last step, which is not taken for anybody

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

std::string sent(PageContext const& context, std::string_view field) {
  for (auto const& [name, value] : context.request.form()) {
    if (name == field) return value;
  }
  return {};
}

std::string wanted_path(PageContext const& context) {
  auto const in_form = sent(context, to_field);
  return account::own_path(in_form.empty() ? context.request.asked(to_field) : in_form);
}

// Without the word of a session that is over and without its step: a form that is kept is shown again, never saved.
void make_unsaved(account::Parameters& form) {
  std::erase_if(form, [](auto const& one) { return one.first == csrf_field || one.first == last_step_field; });
}

void hide(TemplateData to, std::string_view name, std::string const& value) {
  auto hidden = to.add("HIDDEN");
  hidden.put("NAME", name);
  hidden.put("VALUE", value);
}

std::string written(PageContext const& context) {
  account::Parameters kept = context.request.form();
  make_unsaved(kept);
  return account::encode_parameters(kept);
}

// Sent by a page of this site, as the browser says (Fetch Metadata; RFC 6454).
bool is_from_this_site(http::Request const& request) {
  if (auto const site = request.field("Sec-Fetch-Site")) return *site == "same-origin";
  auto const origin = request.field("Origin");
  auto const host = std::string(request.field("Host").value_or(""));
  return origin && !host.empty() && (*origin == "https://" + host || *origin == "http://" + host);
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

// The next page is already theirs.
PageContext in_session(PageContext const& context, std::string const& session) {
  auto signed_in = context;
  signed_in.session = context.sources.sign_in->session(session);
  return signed_in;
}

http::Reply with_session(PageContext const& context, http::Reply reply, std::string const& session) {
  reply.fields.emplace_back("Set-Cookie", context.sources.session_cookie(session));
  return reply;
}

// What they had written before they had to sign in again.
http::Reply show_kept(PageContext const& context, std::string const& session, http::Pairs kept) {
  make_unsaved(kept);  // whatever came back
  auto const signed_in = in_session(context, session);
  Page page(signed_in, "resume.html", context.tr(text("You are signed in again")), "");
  auto body = page.body();
  body.say("HEADING", text("You are signed in again"));
  body.say("LEAD", text("What you had written is still there, and has not been saved yet."));
  body.put("ACTION", wanted_path(context));
  hide(body, csrf_field, signed_in.form_word());
  for (auto const& [name, value] : kept) hide(body, name, value);
  body.say("BUTTON", text("Go on with what you had written"));
  body.say("CANCEL", text("Leave it"));
  return with_session(context, page.reply(), session);
}

// Signed in: on to where they were going.
http::Reply onward(PageContext const& context, std::string const& session) {
  auto const kept = http::decode_form(sent(context, kept_field));
  if (kept && !kept->empty()) return show_kept(context, session, *kept);
  auto to = wanted_path(context);
  // With several commissions they choose first under which one they work.
  if (context.sources.sign_in->has_to_choose(session)) to = choice_path(to);
  return with_session(context,
                      {.status = 303,
                       .type = {},
                       .fields = {{"Location", to}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}}},
                      session);
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
  out.paragraph({{s(text("I have kept them: go on")), "/"}});
  return with_session(context, text_page(context, out, ""), chosen.session);
}

}  // namespace

std::string choice_path(std::string const& to) {
  return address("/mitt-konto", {{to_field, to}});
}

Fields sign_in_fields(PageContext const& context) {
  return {{.name = "konto",
           .label = context.tr(text("E-mail address or name of the account")),
           .required = true,
           .autocomplete = "username"},
          password_field(context, "losenord", text("Password"), "current-password"),
          code_field(context, text("Six digits from the app on your telephone, or one of your recovery codes"))};
}

namespace {

http::Reply show_sign_in(PageContext const& context, Form const& form, base::Text const& lead, std::string const& to,
                         std::string const& kept, int status) {
  Page page(context, "sign_in.html", context.tr(text("Sign in")), "/logga-in");
  auto body = begin(page, context, text("Sign in"), text("Sign in"));
  body.put("ACTION", "/logga-in");
  if (!lead.empty()) body.show("LEAD", context.tr(lead));
  for (auto const& provider : context.sources.sign_in_providers) {
    auto one = body.add("PROVIDER");
    auto const swedish = context.language.tongue() == wording::Tongue::swedish;
    one.put("URL", address("/logga-in/" + provider.id, {{to_field, to}}));
    one.say("TEXT", text("Sign in with {0}", swedish ? provider.name.sv : provider.name.en));
  }
  form.errors(body);
  hide(body, to_field, to);
  if (!kept.empty()) hide(body, kept_field, kept);
  form.show(body);
  body.show("FORGOTTEN", context.tr(text("Have you forgotten your password or lost your telephone? Ask your "
                                         "authority's administrator for a new link.")));
  return page.reply(status);
}

}  // namespace

http::Reply sign_in_again(PageContext const& context) {
  if (context.sources.sign_in == nullptr || !is_from_this_site(context.request)) return refusal_page(context, 401);
  auto const unsent = http::Request{.method = "GET", .path = "/logga-in"};
  PageContext const fresh{unsent, context.sources, context.language, context.today, context.lifecycles};
  Form const form(fresh, sign_in_fields(context));
  return show_sign_in(context, form,
                      text("You have been signed out, since nothing was done for a while. What you wrote "
                           "is kept while you sign in again."),
                      context.request.path, written(context), 401);
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
  auto status = 200;
  if (context.request.method == "POST" && form.ok()) {
    auto const session =
        accounts->sign_in({form.value("konto"), form.value("losenord"), form.value("kod"), context.request.peer});
    if (session) return onward(context, *session);
    form.wrong({}, session.error().why);
    status = route::status_of(session.error().code);
    if (status == 503) return refusal_page(context, status);
  } else if (!form.ok()) {
    status = 422;
  }
  return show_sign_in(context, form, {}, wanted_path(context), sent(context, kept_field), status);
}

Fields password_fields(PageContext const& context) {
  auto chosen = password_field(context, "losenord", text("New password"), "new-password");
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
