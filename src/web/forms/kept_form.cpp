#include "web/forms/kept_form.hpp"

#include <algorithm>

#include "account/web_address.hpp"
#include "http/target.hpp"
#include "web/forms/button_field.hpp"
#include "web/page.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* kept_to_field = "till";
constexpr char const* written_field = "kvar";
constexpr char const* writer_field = "kvar-av";

void leave_out_word(http::Pairs& form) {
  std::erase_if(form, [](auto const& one) { return one.first == csrf_field; });
}

// Without the word of a session that is over, and at the step where it was: a form that is kept is shown again, never
// saved.
void make_unsaved(http::Pairs& form) {
  std::erase_if(form, [](auto const& one) { return one.first == csrf_field || one.first == button_field; });
  for (auto& [name, value] : form) {
    if (name == step_field && value == step_save) value = step_kept;
  }
}

// The part of a form's word that says whose session it is.
std::string writer_in(std::string_view form_word) {
  auto const dot = form_word.rfind('.');
  return dot == std::string_view::npos ? std::string() : std::string(form_word.substr(dot + 1));
}

std::string value_of(http::Pairs const& form, std::string_view field) {
  auto const found = std::find_if(form.begin(), form.end(), [&](auto const& one) { return one.first == field; });
  return found == form.end() ? std::string() : found->second;
}

}  // namespace

KeptForm KeptForm::of_refused(http::Request const& request) {
  auto form = request.form();
  KeptForm kept{.to = request.path, .writer = writer_in(value_of(form, csrf_field))};
  make_unsaved(form);
  kept.written = account::encode_parameters(form);
  return kept;
}

KeptForm KeptForm::of_unconfirmed(http::Request const& request) {
  auto form = request.form();
  KeptForm kept{.to = request.path, .writer = writer_in(value_of(form, csrf_field))};
  leave_out_word(form);
  kept.written = account::encode_parameters(form);
  return kept;
}

KeptForm KeptForm::sent_on(http::Request const& request) {
  auto const form = request.form();
  auto const to = value_of(form, kept_to_field);
  return {.to = account::own_path(to.empty() ? request.asked(kept_to_field) : to),
          .written = value_of(form, written_field),
          .writer = value_of(form, writer_field)};
}

bool KeptForm::is_of(access::Session const& session) const {
  return !written.empty() && !writer.empty() && writer == writer_in(session.csrf);
}

void KeptForm::hide(TemplateData form) const {
  web::hide(form, kept_to_field, to);
  if (written.empty()) return;
  web::hide(form, written_field, written);
  web::hide(form, writer_field, writer);
}

http::Reply show_kept_form(PageContext const& context, KeptForm const& kept) {
  Page page(context, "resume.html", context.tr(text("You are signed in again")), "");
  auto body = page.body();
  body.say("HEADING", text("You are signed in again"));
  body.say("LEAD", text("What you had written is still there, and has not been saved yet."));
  body.put("ACTION", kept.to);
  hide(body, csrf_field, context.form_word());
  auto form = http::decode_form(kept.written).value_or(http::Pairs());
  make_unsaved(form);  // whatever came back
  for (auto const& [name, value] : form) hide(body, name, value);
  body.say("BUTTON", text("Go on with what you had written"));
  body.say("CANCEL", text("Leave it"));
  return page.reply();
}

http::Reply choose_before_kept_form(PageContext const& context, KeptForm const& kept) {
  Page page(context, "resume.html", context.tr(text("You are signed in again")), "");
  auto body = page.body();
  body.say("HEADING", text("You are signed in again"));
  body.say("LEAD", text("What you had written is still there. Choose first under which commission you work."));
  body.put("ACTION", "/mitt-konto");
  hide(body, csrf_field, context.form_word());
  kept.hide(body);
  body.say("BUTTON", text("Choose a commission"));
  body.say("CANCEL", text("Leave it"));
  return page.reply();
}

http::Reply go_on_with_kept_form(PageContext const& context, KeptForm const& kept) {
  if (!context.session || !kept.is_of(*context.session)) return http::see_other(kept.to);
  Page page(context, "resume.html", context.tr(text("You have shown who you are")), "");
  auto body = page.body();
  body.say("HEADING", text("You have shown who you are"));
  body.say("LEAD", text("What you were about to do has not been done yet."));
  body.put("ACTION", kept.to);
  hide(body, csrf_field, context.form_word());
  auto form = http::decode_form(kept.written).value_or(http::Pairs());
  leave_out_word(form);
  for (auto const& [name, value] : form) hide(body, name, value);
  body.say("BUTTON", text("Go on"));
  body.say("CANCEL", text("Leave it"));
  return page.reply();
}

void hide(TemplateData to, std::string_view name, std::string const& value) {
  auto hidden = to.add("HIDDEN");
  hidden.put("NAME", name);
  hidden.put("VALUE", value);
}

}  // namespace overens::web
