#include <algorithm>

#include "route/status.hpp"
#include "web/address.hpp"
#include "web/forms/kept_form.hpp"
#include "web/pages.hpp"
#include "web/sign_in_parts.hpp"

namespace overens::web {

using base::text;

namespace {

std::optional<app::OwnAccount> account_in_session(PageContext const& context) {
  auto* const accounts = context.sources.sign_in;
  return accounts == nullptr ? std::nullopt : accounts->own_account(context.sources.session_id(context.request));
}

// Where the account's own service lets somebody show anew who they are. It opens in a new tab, since a link carries no
// form, and this page goes on when they come back.
void show_service(TemplateData body, PageContext const& context, std::string const& issuer, KeptForm const& kept) {
  for (auto const& provider : context.sources.sign_in_providers) {
    if (provider.issuer != issuer) continue;
    auto one = body.add("PROVIDER");
    one.put("URL", address("/logga-in/" + provider.id, {{fresh_parameter, "1"}, {"till", "/mitt-konto"}}));
    one.show("NEW_TAB");
    one.say("TEXT", text("Show who you are with {0}", context.language.say(provider.name)));
  }
  auto back = body.add("ELSEWHERE");
  back.put("URL", "/mitt-konto/bekrafta");
  back.say("WHAT", text("The service opens in a new tab. When you have shown there who you are, come back to this page "
                        "and go on here."));
  back.put("CSRF_NAME", csrf_field);
  back.put("CSRF", context.form_word());
  back.put("NAME", "redan");
  kept.hide(back);
  back.say("BUTTON", text("I have done it: go on"));
}

http::Reply show_confirm(PageContext const& context, Form const& form, KeptForm const& kept, int status) {
  auto const own = account_in_session(context);
  if (!own) return refusal_page(context, 403);
  auto const heading = text("Show once more who you are");
  Page page(context, "sign_in.html", context.tr(heading), "");
  auto body = page.body();
  body.say("HEADING", heading);
  body.show("LEAD", context.tr(text("What you are about to do asks that you have shown a moment ago who you are. What "
                                    "you have written is kept.")));
  form.errors(body);
  if (!own->issuer.empty()) {
    show_service(body, context, own->issuer, kept);
  } else if (own->has_password) {
    begin_form(body, context, "/mitt-konto/bekrafta", text("Go on"), form, &kept);
  } else {
    body.show("FORGOTTEN", context.tr(text("Your account has no password. Sign out, and sign in as you did before.")));
  }
  return page.reply(status);
}

}  // namespace

Fields confirm_fields(PageContext const& context) {
  auto const own = account_in_session(context);
  return own && own->has_password ? secret_fields(context) : Fields();
}

http::Reply confirm_first(PageContext const& context) {
  if (!context.session) return refusal_page(context, 403);
  auto const unsent = http::Request{.method = "GET", .path = context.request.path};
  PageContext fresh{unsent, context.sources, context.language, context.today, context.lifecycles};
  Form const form(fresh, confirm_fields(context));
  return show_confirm(context, form, KeptForm::of_unconfirmed(context.request), 403);
}

http::Reply confirm_page(PageContext const& context, Form& form) {
  auto const kept = KeptForm::sent_on(context.request);
  if (context.actor().is_fresh) return go_on_with_kept_form(context, kept);
  if (form.fields().empty()) {
    form.wrong({}, text("You have not shown yet who you are."));
    return show_confirm(context, form, kept, 422);
  }
  if (!form.ok()) return show_confirm(context, form, kept, 422);
  auto const session = context.sources.session_id(context.request);
  auto const shown = context.sources.sign_in->confirm(
      session, {{}, form.value(password_name), form.value(code_name), context.request.peer, known_browser_of(context)});
  if (shown) return go_on_with_kept_form(context, kept);
  if (route::status_of(shown.error().code) == 503) return refusal_page(context, 503);
  form.wrong({}, shown.error().why);
  return show_confirm(context, form, kept, route::status_of(shown.error().code));
}

}  // namespace overens::web
