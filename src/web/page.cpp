#include "web/page.hpp"

#include <array>

#include "http/target.hpp"
#include "web/address.hpp"
#include "web/page_row.hpp"

namespace overens::web {

using base::text;

namespace {

struct Entry {
  char const* path;
  base::Text words;
  bool is_for_all = false;  ///< also for those who have not signed in
};

void menu(PageContext const& context, TemplateData const& frame, std::string_view here) {
  static std::array<Entry, 14> const entries = {{{"/min-sida", text("My page")},
                                                 {"/bevakningar", text("My duties")},
                                                 {"/arenden", text("Cases")},
                                                 {"/samverkan", text("Cooperation")},
                                                 {"/organisation", text("Organisation")},
                                                 {"/granskning", text("Review")},
                                                 {"/granskning/narmast", text("Review")},
                                                 {"/vem-gor-vad", text("Who does what?"), true},
                                                 {"/enheter", text("Units"), true},
                                                 {"/sok", text("Search"), true},
                                                 {"/overenskommelser", text("The agreements"), true},
                                                 {"/jamfor", text("Compare"), true},
                                                 {"/rakna-frist", text("Calculate a deadline"), true},
                                                 {"/hjalp", text("Help"), true}}};
  for (auto const& entry : entries) {
    if (!entry.is_for_all && (!context.session || !leads(context, entry.path))) continue;
    auto one = TemplateData(frame).add("MENU");
    one.put("URL", entry.path);
    one.say("TEXT", entry.words);
    if (here == entry.path) one.show(context.request.path == entry.path ? "CURRENT" : "WITHIN");
  }
}

// The same page in the other language.
std::string in_language(PageContext const& context, std::string const& language) {
  auto query = context.request.query;
  std::erase_if(query, [](auto const& one) { return one.first == "sprak"; });
  query.emplace_back("sprak", language);
  return address(context.request.path, query);
}

// Two links that write to whoever runs the site, with the page's own address filled in.
void feedback(PageContext const& context, TemplateData frame, std::string const& to) {
  auto const page =
      context.request.query.empty() ? context.request.path : address(context.request.path, context.request.query);
  auto asked = frame.add("FEEDBACK");
  for (auto const& words : {text("The page helped me"), text("Something is wrong here")}) {
    auto one = asked.add("LINK");
    one.put("TO", to);
    one.put("SUBJECT", http::encode(context.tr(text("Överens")) + ": " + context.tr(words)));
    one.put("BODY", http::encode(context.tr(text("Page: {0}", page))));
    one.say("TEXT", words);
  }
}

std::string signed_in_as(PageContext const& context) {
  auto const& actor = context.session->actor;
  auto const name = context.tr(text("Signed in: {0}", actor.name.empty() ? actor.id : actor.name));
  auto const* const roles = context.sources.vocabulary.code_set("staff_roles");
  if (roles == nullptr || actor.role.empty()) return name;
  for (auto const& role : roles->codes) {
    if (role.id == actor.role) return name + ", " + context.language.say(role.label);
  }
  return name;
}

}  // namespace

Page::Page(PageContext const& context, std::string_view body, std::string const& title, std::string_view here)
    : context_(&context),
      frame_("frame.html", context.language),
      body_(frame_.fields().include("BODY", body)),
      english_(context.language.tongue() == wording::Tongue::english),
      private_(context.session) {
  auto frame = frame_.fields();
  frame.put("LANG", english_ ? "en" : "sv");
  auto const name = context.tr(text("Överens"));
  title_ = title.empty() ? context.tr(text("Överens: who does what and by when")) : title + " – " + name;
  name_ = name;
  frame.put("NAME", name);
  frame.put("ICON", context.sources.asset("icon.svg"));
  for (auto const* style : {"designsystem.css", "frame.css", "parts.css", "document.css"})
    frame.add("STYLE").put("URL", context.sources.asset(style));
  frame.put("PRINT_STYLE", context.sources.asset("print.css"));
  frame.add("SCRIPT").put("URL", context.sources.asset("page.js"));
  frame.say("SKIP", text("Go to the content"));
  frame.say("MENU_NAME", text("Main menu"));
  if (context.sources.is_practice()) {
    auto practice = frame.add("PRACTICE");
    practice.say("WORD", text("PRACTICE"));
    practice.say("TEXT", text("Everything here is invented. Write nothing about real persons."));
  }
  menu(context, frame, here);
  if (context.lifecycles != nullptr && context.lifecycles == context.sources.lifecycles_unread)
    frame.show("UNREAD",
               context.tr(text("What the parties have decided can't be read just now. The pages show what the "
                               "agreements' documents say.")));
  if (context.session) {
    auto account = frame.add("SIGNED_IN");
    auto const own = access::decide_route(context.sources.policy, context.actor(), access::Action::own_account,
                                          access::ObjectClass::open);
    if (own.allowed) account.show("OWN", signed_in_as(context));
    account.put("CSRF_NAME", csrf_field);
    account.put("CSRF", context.session->csrf);
    account.say("SIGN_OUT", text("Sign out"));
  } else if (context.sources.sign_in != nullptr) {
    frame.show("VISITOR", context.tr(text("Sign in")));
  }
  frame.put("OTHER_LANG", english_ ? "sv" : "en");
  frame.put("OTHER_URL", in_language(context, english_ ? "sv" : "en"));
  frame.put("OTHER_TEXT", english_ ? "Svenska" : "English");
  frame.say("ABOUT", text("What a county's agreement says, told in other words with its sections. The agreement itself "
                          "is what holds."));
  frame.say("FOOT_NAME", text("About the site"));
  frame.say("HELP", text("Help"));
  auto const& by = context.sources.site_operator;
  if (!by.name.empty()) frame.show("RUN_BY", context.tr(text("Run by {0}", by.name)));
  if (by.has_statement()) frame.show("ACCESSIBILITY", context.tr(text("Accessibility statement")));
  if (!by.feedback.empty()) feedback(context, frame, by.feedback);
  frame.put("DAY", context.tr(text("Shown on {0}", calendar::to_string(context.today))));
}

void Page::set_title(std::string const& title) {
  title_ = title + " – " + name_;
}

void Page::above(std::string const& words, std::string const& to) {
  if (!leads(*context_, to)) return;
  if (!crumbs_) {
    crumbs_ = frame_.fields().add("CRUMBS");
    crumbs_->say("CRUMBS_NAME", text("You are in"));
  }
  auto crumb = crumbs_->add("CRUMB");
  crumb.put("URL", to);
  crumb.put("TEXT", words);
}

void Page::script(std::string const& url) {
  frame_.fields().add("SCRIPT").put("URL", url);
}

http::Reply Page::reply(int status) {
  http::Reply reply;
  reply.status = status;
  // So that whoever hears the title first knows that something is to be changed.
  auto frame = frame_.fields();
  frame.put("TITLE", status == 422 ? frame.tr(text("Error: {0}", title_)) : title_);
  reply.body = frame_.html();
  // The address gives another page in another language, and another day.
  reply.fields = {{"Cache-Control", private_ ? "no-store" : "no-cache"},
                  {"Vary", "Cookie"},
                  {"Content-Language", english_ ? "en" : "sv"}};
  return reply;
}

}  // namespace overens::web
