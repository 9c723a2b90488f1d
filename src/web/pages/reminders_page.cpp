#include "account/secret.hpp"
#include "http/reply_head.hpp"
#include "web/calendar_file.hpp"
#include "web/forms/button_field.hpp"
#include "web/pages.hpp"
#include "web/reminders_view.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* new_calendar = "ny-kalender";
constexpr char const* end_calendar = "avsluta-kalender";
constexpr char const* want_mail = "vill-ha-mejl";
constexpr char const* stop_mail = "inga-mejl";
constexpr char const* list_address = "/bevakningar";

/// An act that a button is for.
using ActWords = std::pair<char const*, base::Text>;

// `state`: how it stands now.
void show_way(TemplateData section, PageContext const& context, base::Text const& name, base::Text const& words,
              std::optional<base::Text> const& state, std::vector<ActWords> const& acts) {
  auto part = section.add("WAY");
  part.say("NAME", name);
  part.say("TEXT", words);
  if (state) part.show("STATE", context.tr(*state));
  if (acts.empty()) return;
  auto form = part.add("FORM");
  form.put("CSRF_NAME", csrf_field);
  form.put("CSRF", context.form_word());
  for (auto const& [act, button] : acts) {
    auto to = form.add("DO");
    to.put("ACT", act);
    to.say("BUTTON", button);
  }
}

void show_calendar(TemplateData section, PageContext const& context, app::OwnReminders const& reminders) {
  auto const name = text("Calendar");
  auto const words = text("An entry on each day when something is due, for your own calendar program to follow.");
  if (reminders.has_calendar)
    return show_way(section, context, name, words, text("There is an address."),
                    {{new_calendar, text("Make a new address")}, {end_calendar, text("End the calendar")}});
  show_way(section, context, name, words, std::nullopt, {{new_calendar, text("Make an address")}});
}

void show_mail(TemplateData section, PageContext const& context, app::OwnReminders const& reminders) {
  auto const can_be_sent = context.sources.sends_mail && !reminders.email.empty();
  std::optional<base::Text> state;
  if (!context.sources.sends_mail) {
    state = text("Mail is not set up here.");
  } else if (reminders.email.empty()) {
    state = text("Your authority has registered no work e-mail address for you.");
  } else if (reminders.wants_mail) {
    state = text("Sent to {0}.", reminders.email);
  }
  std::vector<ActWords> acts;
  if (reminders.wants_mail)
    acts.emplace_back(stop_mail, text("Send no more"));
  else if (can_be_sent)
    acts.emplace_back(want_mail, text("Send mail to {0}", reminders.email));
  show_way(section, context, text("Mail in the morning"),
           text("Sent the morning of a day when something is due or late. It says only that you should sign in."),
           state, acts);
}

http::Reply show_address(PageContext const& context, std::string const& secret) {
  Page page(context, "calendar_address.html", context.tr(text("Your calendar")), "");
  page.above(context.tr(text("My account")), "/mitt-konto");
  auto body = page.body();
  body.say("HEADING", text("Your calendar"));
  body.say("LEAD", text("This address is shown only now. Copy it before you go on."));
  body.say("LABEL", text("The calendar's address"));
  body.put("ADDRESS", context.site_address() + "/kalender/" + secret);
  body.say("HOW",
           text("In your calendar program, choose to add or subscribe to a calendar from the internet, and paste "
                "the address there."));
  body.say("KEEP", text("Whoever has the address sees on which days you have something to do. If it has gone astray, "
                        "make a new one: the old one then ends."));
  body.say("BACK", text("Back to my account"));
  return page.reply();
}

}  // namespace

void show_reminders(TemplateData body, PageContext const& context, app::OwnAccount const& own) {
  auto const commission = context.actor().commission;
  if (context.sources.reminders == nullptr || commission.empty()) return;
  auto const reminders = context.sources.reminders->of(own.id, commission);
  auto section = body.add("REMINDERS");
  section.say("HEADING", text("Reminders"));
  section.say("LEAD", text("They tell of nobody, and not how much there is: what is due stands in the list when you "
                           "have signed in. They end with your commission."));
  show_calendar(section, context, reminders);
  show_mail(section, context, reminders);
}

http::Reply reminders_page(PageContext const& context, Form& form) {
  auto const own = context.sources.sign_in == nullptr
                       ? std::nullopt
                       : context.sources.sign_in->own_account(context.sources.session_id(context.request));
  auto const commission = context.actor().commission;
  if (!own || context.sources.reminders == nullptr || commission.empty()) return refusal_page(context, 404);
  auto& reminders = *context.sources.reminders;
  auto const act = pressed(form, context, {new_calendar, end_calendar, want_mail, stop_mail});
  if (!form.ok()) return account_again(context, form);
  if (act == new_calendar) return show_address(context, reminders.make_calendar(own->id, commission));
  if (act == end_calendar) reminders.end_calendar(own->id, commission);
  if (act == want_mail || act == stop_mail) reminders.want_mail(own->id, act == want_mail);
  return http::see_other("/mitt-konto?sparat=1");
}

http::Reply calendar_page(PageContext const& context, Form&) {
  if (context.sources.reminders == nullptr) return refusal_page(context, 404);
  auto const& request = context.request;
  auto const days = context.sources.reminders->calendar(request.part("secret"), request.peer);
  if (!days) return refused_page(context, days.error());
  auto const& site = context.sources.site_address;
  auto file = calendar_file(*days, context.tr(text("Överens: sign in")), site.empty() ? site : site + list_address);
  auto const tag = "\"" + account::hash_of(file, "calendar file").substr(0, 32) + "\"";
  auto const changed = http::http_date(days->changed);
  http::Reply reply{.type = "text/calendar; charset=utf-8",
                    .body = std::move(file),
                    .fields = {{"Cache-Control", "private, no-cache"},
                               {"ETag", tag},
                               {"Last-Modified", changed},
                               {"Content-Disposition", "inline; filename=\"overens.ics\""}}};
  auto const is_as_known = request.field("If-None-Match")
                               ? http::has_already(request, tag)
                               : request.field("If-Modified-Since") == std::string_view(changed);
  if (is_as_known) {
    reply.status = 304;
    reply.body.clear();
  }
  return reply;
}

}  // namespace overens::web
