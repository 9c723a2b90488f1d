#include "app/signing_in/individual_codes.hpp"
#include "base/words.hpp"
#include "web/forms/button_field.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/kept_form.hpp"
#include "web/forms/person_form.hpp"
#include "web/pages.hpp"
#include "web/qr_code.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* give_code = "ge";
constexpr char const* close_code = "stang";

base::Text words_of_state(app::IndividualCodeState const& state, bool opens) {
  auto const given = calendar::to_string(calendar::day_in_sweden(state.given));
  if (state.is_locked)
    return text("The code that was given {0} is locked: too many wrong ones have been tried.", given);
  if (state.is_over) return text("The code that was given {0} has run out.", given);
  if (!opens) return text("There is a code, given {0}.", given);
  return text("There is a code, given {0}. It opens through {1}.", given, calendar::to_string(state.through));
}

void show_given(TemplateData part, app::GivenCode const& given, PageContext const& context) {
  part.say("HEADING", text("Your code"));
  part.say("GO_TO", text("Go to this address in your telephone or computer:"));
  auto const address = context.site_address() + "/min-sida/kod";
  part.put("ADDRESS", address);
  auto const square = qr_code(address);
  auto picture = part.add("SQUARE");
  picture.put("SIZE", square.view_box);
  picture.put("MODULES", square.path);
  picture.say("PICTURE", text("The address as a square for the telephone's camera. The code is not in it."));
  part.say("WRITE", text("Write this code:"));
  part.put("CODE", given.words);
  part.say("LASTS", text("The code works through {0}.", calendar::to_string(given.through)));
  part.say("OPENS",
           text("You see whom you can contact, your next meeting, and answers to complaints. Keep the paper as "
                "you keep a key. Have you lost it? Say so, and the code is closed."));
  part.say("HAND_OVER", text("Print this page and hand it over in person. The code is shown this once."));
}

}  // namespace

http::Reply individual_code_page(PageContext const& context, Form& form) {
  auto* const codes = context.sources.individual_codes;
  if (codes == nullptr) return refusal_page(context, 404);
  std::string const in_case(context.request.part("id"));
  auto const act = context.request.method == "POST" ? pressed(form, context, {give_code, close_code}) : std::string();
  auto const command = command_in(context);
  std::optional<app::GivenCode> given;
  std::optional<base::Text> not_given;
  if (act == give_code) {
    auto made = codes->give(context.actor(), in_case, command);
    auto const code = made ? std::string() : made.error().code;
    auto const is_said_here = code == "id_unusable" || code == "protected_identity";
    if (!made && !is_said_here) return refused_page(context, made.error());
    if (made) given = std::move(*made);
    if (code == "id_unusable") not_given = made.error().why;
  } else if (act == close_code) {
    auto const closed = codes->close(context.actor(), in_case, command);
    if (!closed) return refused_page(context, closed.error());
  }
  auto const state = codes->state(context.actor(), in_case);
  if (!state) return refused_page(context, state.error());
  auto const path = subject_path({"case", in_case});
  Page page(context, "individual_code.html", context.tr(text("Code on paper")), "/arenden");
  page.above(context.tr(text("Cases")), "/arenden");
  page.above(context.tr(text("Case")), path);
  auto body = page.body();
  body.say("HEADING", text("Code on paper"));
  form.errors(body);
  if (given) show_given(body.add("GIVEN"), *given, context);
  if (not_given) body.show("STATE", base::capitalised(context.tr(*not_given)));
  auto const& code = state->code;
  if (!given)
    body.show("STATE", context.tr(code ? words_of_state(*code, state->opens) : text("The person has no code.")));
  body.say("LEAD", state->opens
                       ? text("For somebody without e-identification. The code opens contact, the next meeting and "
                              "answers to complaints, and nothing else. A new one closes the one before.")
                       : text("The person has a protected identity. A code opens nothing then, since somebody else may "
                              "hold the paper. Say in person whom they can contact and when you meet. With "
                              "e-identification they can still open My page."));
  body.put("ACTION", path + "/kod");
  hide(body, csrf_field, context.form_word());
  hide(body, command_field, app::id_by_chance());
  if (state->opens) body.show("GIVE", context.tr(code ? text("Give a new code") : text("Give a code")));
  if (code) body.show("CLOSE", context.tr(text("Close the code")));
  body.say("CANCEL", text("Back to the case"));
  body.put("BACK", path);
  return page.reply(form.ok() ? 200 : 422);
}

}  // namespace overens::web
