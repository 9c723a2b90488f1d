#include "account/web_address.hpp"
#include "http/target.hpp"
#include "route/status.hpp"
#include "web/forms/button_field.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/staff_account_view.hpp"
#include "web/subject_head.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* give_account = "ge";
constexpr char const* new_link = "lank";
constexpr char const* close_account = "stang";
constexpr char const* account_id_field = "id";
constexpr char const* name_field = "konto";
constexpr char const* by_field = "loggar-in-med";
constexpr char const* by_password = "losenord";

std::string how_it_is_opened(app::StaffAccount const& one, PageContext const& context) {
  if (one.issuer.empty())
    return context.tr(one.has_password ? text("{0}: a password has been chosen", one.name)
                                       : text("{0}: no password has been chosen yet", one.name));
  for (auto const& service : context.sources.sign_in_providers) {
    if (service.issuer == one.issuer)
      return context.tr(text("{0}: signs in with {1}", one.name, context.language.say(service.name)));
  }
  return context.tr(text("{0}: signs in with {1}", one.name, one.issuer));
}

void button(TemplateData part, PageContext const& context, char const* act, std::string const& id,
            base::Text const& words, base::Text const& label) {
  auto to = part.add("ACT");
  to.put("URL", context.request.path);
  to.put("CSRF_NAME", csrf_field);
  to.put("CSRF", context.form_word());
  to.put("DO", act);
  to.put("ID", id);
  to.say("BUTTON", words);
  to.say("LABEL", label);
}

/// A member of staff's account, and what their administrator does with it.
class StaffAccountPage {
 public:
  StaffAccountPage(PageContext const& context, app::SubjectPage const& staff)
      : context_(context),
        accounts_(*context.sources.staff_accounts),
        name_(name_of(staff, context)),
        who_{authority_of(staff), staff.subject.id} {}

  http::Reply reply(Form& form) {
    std::optional<base::Refusal> refused;
    auto const act = context_.request.method == "POST"
                         ? pressed(form, context_, {give_account, new_link, close_account})
                         : std::string();
    if (act == give_account) {
      refused = give(form);
    } else {
      form.treat_as_unsent();
      if (act == new_link) refused = invite(context_.request.sent(account_id_field));
      if (act == close_account) refused = close(context_.request.sent(account_id_field));
    }
    if (refused && refused->code == "unknown_account") {
      form.wrong({}, text("The account is not there any more"));
    } else if (refused) {
      if (route::status_of(refused->code) != 409 && route::status_of(refused->code) != 422)
        return refused_page(context_, *refused);
      form.wrong(refused->field == "name" ? name_field : "", refused->why);
    }
    auto const open = accounts_.of(context_.actor(), who_);
    if (!open) return refused_page(context_, open.error());
    return show(*open, form, act == give_account);
  }

 private:
  std::optional<base::Refusal> give(Form& form) {
    if (!form.ok()) return std::nullopt;
    std::string issuer;
    for (auto const& service : context_.sources.sign_in_providers) {  // the field is there when one of them is
      if (service.id == form.value(by_field)) issuer = service.issuer;
    }
    auto const given = accounts_.give(context_.actor(), who_, issuer, form.value(name_field));
    if (!given) return given.error();
    if (issuer.empty()) return invite(*given);
    done_ = text("The account has been given.");
    return std::nullopt;
  }

  std::optional<base::Refusal> invite(std::string const& account) {
    auto const secret = accounts_.invite(context_.actor(), who_, account);
    if (!secret) return secret.error();
    link_ = context_.site_address() + "/konto/" + *secret;
    return std::nullopt;
  }

  std::optional<base::Refusal> close(std::string const& account) {
    if (auto const closed = accounts_.close(context_.actor(), who_, account); !closed) return closed.error();
    done_ = text("The account has been closed. Whoever was signed in by it no longer is.");
    return std::nullopt;
  }

  http::Reply show(std::vector<app::StaffAccount> const& open, Form& form, bool is_given) {
    auto const heading = context_.tr(text("Account of {0}", name_));
    Page page(context_, "staff_account.html", heading, "/organisation");
    put_above(page, "staff", who_.authority, context_);
    page.above(name_, subject_path({"staff", who_.staff}));
    auto body = page.body();
    body.put("HEADING", heading);
    if (!done_.empty()) body.show("DONE", context_.tr(done_));
    if (!link_.empty()) show_link(body.add("LINK"));
    if (is_given || !form.ok()) form.errors(body);
    auto const is_own = context_.actor().id == who_.staff;
    for (auto const& one : open) {
      auto row = body.add("OPEN");
      row.put("TEXT", how_it_is_opened(one, context_));
      if (is_own) continue;
      if (one.issuer.empty())
        button(row, context_, new_link, one.id, text("A new link for a password"),
               text("A new link for a password for {0}", one.name));
      button(row, context_, close_account, one.id, text("Close the account"), text("Close the account {0}", one.name));
    }
    if (open.empty()) body.show("NONE", context_.tr(text("There is no account yet.")));
    if (is_own)
      body.show("OWN", context_.tr(text("Your own account is kept by another administrator.")));
    else if (open.empty() || !context_.sources.sign_in_providers.empty())
      show_giving(body.add("GIVE"), form);
    return page.reply(form.ok() ? 200 : 422);
  }

  void show_link(TemplateData part) {
    part.say("HEADING", text("Hand over this link"));
    part.put("ADDRESS", link_);
    part.say("TEXT",
             text("It is shown this once. Whoever has it can choose the password, once and within a day: hand it "
                  "over in person, or by another way than the account's name."));
  }

  void show_giving(TemplateData part, Form const& form) {
    part.say("HEADING", text("Give an account"));
    part.put("URL", context_.request.path);
    part.put("CSRF_NAME", csrf_field);
    part.put("CSRF", context_.form_word());
    part.say("BUTTON", text("Give the account"));
    form.show(part);
  }

  PageContext const& context_;
  app::StaffAccounts& accounts_;
  std::string name_;
  app::StaffRef who_;
  std::string link_ = {};
  base::Text done_ = {};
};

bool keeps_accounts(PageContext const& context, std::string const& authority) {
  auto const* const accounts = context.sources.staff_accounts;
  return accounts != nullptr && !authority.empty() && accounts->may(context.actor(), authority);
}

}  // namespace

Fields staff_account_fields(PageContext const& context) {
  Fields fields = {{.name = name_field,
                    .label = context.tr(text("Name of the account")),
                    .hint = context.tr(text("The work e-mail address, or what the sign-in service calls the person")),
                    .required = true,
                    .other_number = true}};
  auto services = context.sources.sign_in_providers;
  std::erase_if(services, [](SignInService const& one) { return one.is_for_individuals; });
  if (services.empty()) return fields;
  Field by{.name = by_field,
           .label = context.tr(text("Signs in with")),
           .type = FieldType::code,
           .required = true,
           .choices = {{}}};
  by.choices.front().options.push_back({by_password, context.tr(text("Password and one-time code"))});
  for (auto const& service : services)
    by.choices.front().options.push_back({service.id, context.language.say(service.name)});
  fields.push_back(std::move(by));
  return fields;
}

http::Reply staff_account_page(PageContext const& context, Form& form) {
  auto const& staff = context.subject({"staff", std::string(context.request.part("id"))});
  if (!staff) return refused_page(context, staff.error());
  if (!keeps_accounts(context, authority_of(*staff)))
    return refused_page(context, {"forbidden", text("this is more than you may do here")});
  if (context.request.method == "GET") form.put(name_field, {email_of(*staff)});
  return StaffAccountPage(context, *staff).reply(form);
}

void show_account_link(TemplateData body, app::SubjectPage const& staff, PageContext const& context) {
  if (staff.subject.kind != "staff" || !keeps_accounts(context, authority_of(staff))) return;
  auto const open = context.sources.staff_accounts->of(context.actor(), {authority_of(staff), staff.subject.id});
  if (!open) return;
  auto part = body.add("ACCOUNT");
  part.say("HEADING", text("Account"));
  for (auto const& one : *open) part.show("HOW", how_it_is_opened(one, context));
  if (open->empty()) part.show("HOW", context.tr(text("There is no account yet.")));
  part.put("URL", subject_path(staff.subject) + "/konto");
  part.say("TEXT", open->empty() ? text("Give an account") : text("A new link, or close the account"));
}

}  // namespace overens::web
