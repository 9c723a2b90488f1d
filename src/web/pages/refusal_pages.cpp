// Why something was not answered, and what whoever asked can do.

#include <algorithm>
#include <array>

#include "base/words.hpp"
#include "event/person_number.hpp"
#include "route/status.hpp"
#include "web/address.hpp"
#include "web/document_view.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;
using wording::plain;
using wording::StructuredText;

namespace {

struct StatusWords {
  int status;
  base::Text title;
  base::Text why;
};

StatusWords const& words_of(int status) {
  static auto const too_long =
      text("What was sent in the address is more than the site takes. Write less in the fields of the form.");
  static std::array<StatusWords, 13> const known = {{
      {308, text("The page has another address"), text("Its address has no slash at the end.")},
      {401, text("You have to be signed in"),
       text("What stands here is for those who work with the agreement. If you were signed in, you have been signed "
            "out: "
            "sign in again in another window, and then go back to this page.")},
      {403, text("This is not for you to do"),
       text(
           "The form came from another window than the one that you are signed in to. Go back, load the page again and "
           "try once more.")},
      {404, text("There is no such page"), text("The address may be wrong, or the page may have moved.")},
      {405, text("This page can only be read"), text("What was sent to it has not been taken.")},
      {408, text("It took too long"), text("The connection is slow, or it broke on the way. Try again.")},
      {413, text("Too much was sent"), text("What was sent is more than the site takes, and has not been taken.")},
      {414, text("The address is too long"), too_long},
      {415, text("What was sent could not be read"),
       text("Forms are taken as browsers send them: in UTF-8, not compressed, and without files.")},
      {422, event::no_person_numbers(),
       text("What stands in the address looks like somebody's number. Addresses are kept by the browser and by what "
            "they "
            "pass on their way, and nothing about any person may stand in them.")},
      {431, text("The address is too long"), too_long},
      {500, text("Something is wrong with the site"),
       text("It is a fault in the program and not in what you did. Try again. If it comes back, tell whoever runs the "
            "site, with the number below.")},
      {503, text("The site can't answer just now"), text("Try again in a minute. Nothing that was kept is lost.")},
  }};
  static StatusWords const other = {
      400, text("What was sent could not be read"),
      text("The browser, or something on the way, sent what the site does not understand. Go back and try again.")};
  auto const* const found = std::find_if(known.begin(), known.end(), [&](auto const& r) { return r.status == status; });
  return found == known.end() ? other : *found;
}

constexpr std::string_view cases_path = "/arenden/";

void add_ways_out(StructuredText& out, PageContext const& context) {
  auto const s = [&](base::Text const& t) { return context.tr(t); };
  out.paragraph(plain(s(text("From here you can go to:"))));
  std::vector<wording::Line> ways = {{{s(text("Who does what?")), "/vem-gor-vad"}},
                                     {{s(text("The agreements")), "/overenskommelser"}},
                                     {{s(text("Calculate a deadline")), "/rakna-frist"}},
                                     {{s(text("Help")), "/hjalp"}}};
  auto const kind = context.actor().kind;
  if (kind == access::Actor::Kind::individual || kind == access::Actor::Kind::individual_by_code)
    ways.insert(ways.begin(), {{s(text("My page")), "/min-sida"}});
  out.list(std::move(ways));
}

// The case that the address is of; empty: of none.
std::string case_in(PageContext const& context) {
  std::string_view const path = context.request.path;
  return path.starts_with(cases_path) ? std::string(context.request.part("id")) : std::string();
}

// What of the case keeps them from it would tell of it: they are all answered alike.
bool keeps_from_case(std::string_view code) {
  constexpr std::array<std::string_view, 4> codes = {"not_involved", "other_unit", "protected_identity",
                                                     "reason_needed"};
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// Somebody's commission gives no right to it, or whom it is about, the law or another authority keeps it from them.
void add_why_not(StructuredText& out, PageContext const& context, base::Refusal const& refusal) {
  auto const s = [&](base::Text const& t) { return context.tr(t); };
  auto const in_case = case_in(context);
  if (!in_case.empty() && keeps_from_case(refusal.code)) {
    out.title = s(text("The case is there, but not for you to see"));
    out.paragraph(plain(s(text("Only those who work in it see it. Ask your manager who has it."))));
    out.paragraph({{s(text("What you can do if you need it")), subject_path({"case", in_case})}});
    return;
  }
  out.title = s(text("This is not for you to do"));
  auto const& actor = context.actor();
  if (refusal.code != "forbidden" || actor.kind != access::Actor::Kind::staff) {
    auto const is_protected = refusal.code == "protected_identity";
    auto const why = is_protected ? text("this is for those who work in the case") : refusal.why;
    out.paragraph(plain(base::capitalised(s(why)) + "."));
    return;
  }
  out.paragraph(
      plain(s(text("It follows from the commission under which you work what you may see and do. If you need "
                   "it for your work, ask your manager or whoever gives commissions at your authority."))));
  out.paragraph({{s(text("Choose under which commission you work now")), "/mitt-konto"}});
}

}  // namespace

http::Reply refusal_page(PageContext const& context, int status) {
  auto const s = [&](base::Text const& t) { return context.tr(t); };
  auto const& refused = words_of(status);
  StructuredText out;
  out.title = s(refused.title);
  out.paragraph(plain(s(refused.why)));
  if (status == 500) out.paragraph(plain(s(text("Number of the request: {0}", context.request.id))));
  if (status == 401 && context.sources.sign_in != nullptr) {
    auto const to = context.request.method == "GET" ? context.request.path : std::string("/");
    out.paragraph({{s(text("Sign in")), address("/logga-in", {{"till", to}})}});
  }
  if (status != 503) add_ways_out(out, context);
  auto reply = text_page(context, out, "", status);
  if (status == 503) reply.fields.emplace_back("Retry-After", "10");
  return reply;
}

http::Reply refused_page(PageContext const& context, base::Refusal const& refusal) {
  if (refusal.code == "sign_in_again") return confirm_first(context);
  auto const status = route::status_of(refusal.code);
  if (status != 403) return refusal_page(context, status);
  StructuredText out;
  add_why_not(out, context, refusal);
  add_ways_out(out, context);
  return text_page(context, out, case_in(context).empty() ? "" : "/arenden", status);
}

}  // namespace overens::web
