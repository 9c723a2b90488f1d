#include "app/own_page.hpp"

#include <algorithm>

#include "app/signing_in/individual_codes.hpp"
#include "base/words.hpp"
#include "route/status.hpp"
#include "web/forms/kept_form.hpp"
#include "web/look_words.hpp"
#include "web/names.hpp"
#include "web/own_parts.hpp"
#include "web/pages.hpp"
#include "web/sign_in_parts.hpp"
#include "web/timeline_view.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* own_code_path = "/min-sida/kod";
constexpr char const* code_on_paper = "kod";
constexpr std::size_t looks_shown = 50;

// From now on the browser shows this session, and no other that it may have shown.
http::Reply to_own_page(PageContext const& context, std::string const& session) {
  auto const before = context.sources.session_id(context.request);
  if (!before.empty() && before != session) context.sources.sign_in->sign_out(before);
  auto reply = http::see_other(own_path);
  reply.fields.emplace_back("Set-Cookie", context.sources.session_cookie(session));
  return reply;
}

void show_contact(TemplateData block, app::OwnBlock const& of, PageContext const& context) {
  auto part = block.add("CONTACT");
  part.say("HEADING", text("How to reach us"));
  for (auto const& id : of.units) {
    auto const unit = context.units->find(id, context.today);
    if (!unit) continue;
    auto row = part.add("UNIT");
    row.put("NAME", name_of(*unit, context));
    if (!unit->telephone.empty()) {
      auto phone = row.add("PHONE");
      std::string digits;
      for (auto const c : unit->telephone) {
        if ((c >= '0' && c <= '9') || c == '+') digits.push_back(c);
      }
      phone.put("URL", digits);
      phone.put("TEXT", unit->telephone);
    }
    for (auto const& words : {unit->hours, unit->visiting_address}) row.show("LINE", words);
  }
  if (of.is_masked)
    part.show("NONE",
              context.tr(text("Where and when are not shown here, since you have a protected identity. Ask whoever "
                              "you are in touch with.")));
  else if (of.units.empty())
    part.show("NONE", context.tr(text("Call the authority's switchboard and say what it is about.")));
}

// What they can do themselves there.
void show_acts_of_part(TemplateData part, app::OwnBlock const& of, event::Code const& of_part,
                       PageContext const& context) {
  for (auto const& offer : of.acts) {
    if (offer.act->part != of_part.id) continue;
    auto act = part.add("ACT");
    act.put("URL", fmt::format("{}/{}/{}", own_path, of.number, offer.act->id));
    act.put("TEXT", context.language.say(offer.act->label));
  }
}

void show_events_of_part(TemplateData block, app::OwnBlock const& of, event::Code const& part,
                         SubjectNames const& names, PageContext const& context) {
  auto const is_here = [&](auto const& own) { return own.part == part.id; };
  auto const is_done_here = [&](app::OwnOffer const& offer) { return offer.act->part == part.id; };
  if (std::none_of(of.events.begin(), of.events.end(), is_here) &&
      std::none_of(of.acts.begin(), of.acts.end(), is_done_here))
    return;
  auto shown = block.add("PART");
  shown.put("HEADING", context.language.say(part.label));
  show_acts_of_part(shown, of, part, context);
  for (auto const& own : of.events) {
    if (!is_here(own)) continue;
    auto row = shown.add("EVENT");
    row.put("WHAT", context.language.say(own.event.type->label));
    row.put("WHEN", web::shown(own.event.happened));
    for (auto const& value : own.event.fields) {
      auto fact = row.add("FACT");
      fact.put("NAME", base::capitalised(context.language.say(value.field->label)));
      fact.put("VALUE", words_of(value, names, context));
    }
  }
}

void show_own_looks(TemplateData block, std::vector<app::LookExtract::Row> const& looks, PageContext const& context) {
  LookWords const words(context);
  auto part = block.add("LOOKS");
  part.say("HEADING", text("Who has seen my data?"));
  auto const count = static_cast<long>(looks.size());
  part.put("STATUS", count == 0 ? context.tr(text("Nobody has seen what is recorded."))
                                : context.tr(base::plural("Seen once.", "Seen {0} times. The latest first.", count)));
  for (std::size_t i = 0; i < looks.size() && i < looks_shown; ++i) {
    auto row = part.add("LOOK");
    row.put("AT", words.when(looks[i].at));
    row.put("UNIT", words.from_where(looks[i]));
    row.put("WHAT", words.action(looks[i].action) + ": " + words.object_class(looks[i].object_class));
    row.show("WHY", words.allowed_by(looks[i].rule));
  }
}

// "Socialtjänst", and not whose.
std::string authority_kind_words(std::string const& id, PageContext const& context) {
  auto const* const kind = context.sources.vocabulary.authority_kind(id);
  return kind == nullptr ? id : context.language.say(kind->label);
}

void show_block(TemplateData body, app::OwnBlock const& of, std::size_t number, PageContext const& context) {
  SubjectNames const names(context);
  auto block = body.add("BLOCK");
  block.put("ID", fmt::format("myndighet-{}", number));
  block.put("AUTHORITY", base::capitalised(of.only_kind.empty() ? names.authority(of.authority)
                                                                : authority_kind_words(of.only_kind, context)));
  if (of.next_on) {
    auto next = block.add("NEXT");
    next.say("HEADING", text("Next meeting or follow-up"));
    next.put("DAY", context.language.weekday(*of.next_on) + " " + calendar::to_string(*of.next_on));
  }
  show_contact(block, of, context);
  if (auto const* const parts = context.sources.vocabulary.code_set("individual_parts")) {
    for (auto const& part : parts->codes) show_events_of_part(block, of, part, names, context);
  }
  if (of.looks) show_own_looks(block, *of.looks, context);
}

}  // namespace

Fields own_code_fields(PageContext const& context) {
  return {{.name = code_on_paper,
           .label = context.tr(text("The code on your paper")),
           .hint = context.tr(text("Twelve letters and digits. Large or small letters do not matter.")),
           .required = true,
           .other_number = true,
           .longest = 100}};
}

http::Reply own_code_page(PageContext const& context, Form& form) {
  auto* const codes = context.sources.individual_codes;
  if (codes == nullptr) return refusal_page(context, 404);
  auto status = form.ok() ? 200 : 422;
  if (context.request.method == "POST" && form.ok()) {
    auto const session = codes->open(form.value(code_on_paper), context.request.peer);
    if (session) return to_own_page(context, *session);
    status = route::status_of(session.error().code);
    if (status == 503) return refusal_page(context, status);
    form.wrong(code_on_paper, session.error().why);
  } else if (context.request.method == "GET") {
    form.treat_as_unsent();
    status = 200;
  }
  Page page(context, "sign_in.html", context.tr(text("My page")), own_path);
  auto body = page.body();
  body.say("HEADING", text("My page"));
  body.show("LEAD", context.tr(text("Here you see whom you can contact and when you meet next.")));
  for (auto const& provider : context.sources.sign_in_providers) {
    if (!provider.is_for_individuals) continue;
    auto one = body.add("PROVIDER");
    one.put("URL", "/logga-in/" + provider.id + "?till=" + own_path);
    one.say("TEXT", text("Sign in with {0}", context.language.say(provider.name)));
  }
  form.errors(body);
  begin_form(body, context, own_code_path, text("Open my page"), form);
  body.show("FORGOTTEN", context.tr(text("Have you no code, or does it not work? Ask those you have contact with.")));
  return page.reply(status);
}

http::Reply my_page(PageContext const& context, Form&) {
  if (context.sources.own_page == nullptr) return refusal_page(context, 404);
  if (!context.session) return http::see_other(own_code_path);
  auto const blocks = context.sources.own_page->blocks(context.actor());
  if (!blocks) return refused_page(context, blocks.error());
  Page page(context, "own_page.html", context.tr(text("My page")), own_path);
  auto body = page.body();
  show_hide_page(body, context);
  auto const saved = context.sources.vocabulary.own_act(context.request.asked("sparat"));
  if (saved != nullptr)
    body.show("SAVED", context.tr(text("It has been saved: {0}", context.language.say(saved->label))));
  body.say("HEADING", text("My page"));
  auto const is_by_code = context.actor().kind == access::Actor::Kind::individual_by_code;
  body.say("LEAD", is_by_code ? text("Sign out when you are done, above all on somebody else's telephone or computer.")
                              : text("What each authority has recorded about you, and may show you at once. You can "
                                     "always ask for the rest."));
  // Whoever has the paper is not told that somebody's identity is protected.
  if (blocks->empty())
    body.show("NOTHING", context.tr(is_by_code ? text("There is nothing to show here with the code.")
                                               : text("No authority here has a case that is about you.")));
  for (std::size_t i = 0; i < blocks->size(); ++i) show_block(body, (*blocks)[i], i + 1, context);
  if (is_by_code)
    body.show("ASK", context.tr(text("Is something wrong, or do you not recognise it? Ask those you have contact "
                                     "with.")));
  return page.reply();
}

}  // namespace overens::web
