#include "web/site.hpp"

#include <set>

#include "account/secret.hpp"
#include "event/person_number.hpp"
#include "http/compression.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"

namespace overens::web {
namespace {

// A few hundred pages: every one of a county or two in both languages.
constexpr std::size_t room_for_pages = std::size_t{16} << 20;
constexpr std::string_view any_place = "/{place}";
constexpr std::string_view any_own_place = "/{own_place}";

// What stands in front of the words of places, and which those are.
std::span<KindPlace const> places_of(PageRow const& page) {
  if (page.pattern.starts_with(any_place)) return kind_places();
  if (page.pattern.starts_with(any_own_place)) return own_places();
  return {};
}

std::string_view language_chosen(http::Request const& request) {
  auto const asked = request.asked("sprak");
  return asked == "sv" || asked == "en" ? asked : std::string_view();
}

bool is_english(http::Request const& request) {
  auto const chosen = language_chosen(request);
  return (chosen.empty() ? request.cookie("sprak") : chosen) == "en";
}

void remember_language(http::Request const& request, http::Reply& reply) {
  if (auto const chosen = language_chosen(request); !chosen.empty())
    reply.fields.emplace_back("Set-Cookie",
                              "sprak=" + std::string(chosen) + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
}

// Where somebody has asked about: not asked for again.
void remember_place(PageContext const& context, http::Reply& reply) {
  auto const place = context.request.asked("lan");
  if (reply.status != 200 || place == context.request.cookie(place_cookie) || !context.place(place)) return;
  reply.fields.emplace_back("Set-Cookie", std::string(place_cookie) + "=" + std::string(place) +
                                              "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
}

void remember(PageContext const& context, http::Reply& reply) {
  remember_language(context.request, reply);
  remember_place(context, reply);
}

http::Reply sent(KeptPage const& kept, PageContext const& context) {
  auto const small = http::accepts(context.request.field("Accept-Encoding").value_or(""), "gzip");
  auto reply = small ? kept.gzipped : kept.plain;
  remember(context, reply);
  return reply;
}

std::string placed(PageRow const& page, KindPlace const& place) {
  return "/" + std::string(place.word) + std::string(page.pattern.substr(page.pattern.find('}') + 1));
}

// The rows refer to them.
std::set<std::string> const& placed_patterns() {
  static auto const patterns = [] {
    std::set<std::string> all;
    for (auto const& page : page_rows()) {
      for (auto const& place : places_of(page)) all.insert(placed(page, place));
    }
    return all;
  }();
  return patterns;
}

// A page with a form that somebody sends before they have signed in: it is made for this browser alone.
bool is_for_signing_in(PageRow const& row) {
  return row.action == access::Action::sign_in;
}

// What nobody is asked for: the same for everybody who is not signed in.
bool is_same_for_all(PageRow const& row) {
  return row.method == "GET" && row.object_class == access::ObjectClass::open && !is_for_signing_in(row) &&
         row.action != access::Action::subscribe;
}

// The form holds the session's word, or the browser's, which no other site can know. One that was made before somebody
// signed in, in another tab, still holds the browser's.
bool is_from_our_page(PageRow const& row, PageContext const& context) {
  for (auto const& [name, value] : context.request.form()) {
    if (name != csrf_field) continue;
    auto const is = [&sent = value](std::string const& right) { return !right.empty() && account::same(sent, right); };
    return is(context.form_word()) || (is_for_signing_in(row) && is(context.visitor_word()));
  }
  return false;
}

// What a visitor sends has no session to tell by: the browser has to say where it comes from.
bool may_send(PageRow const& row, PageContext const& context) {
  return row.action == access::Action::doubt ? context.comes_from() == http::From::own_page
                                             : is_from_our_page(row, context);
}

}  // namespace

Site::Site(Sources sources)
    : sources_(std::move(sources)),
      swedish_(wording::Tongue::swedish),
      english_(wording::Tongue::english, wording::Foreign::marked),
      made_(room_for_pages) {
  load_templates();
}

route::Rows Site::rows() const {
  route::Rows rows;
  for (auto const& page : page_rows()) {
    auto const places = places_of(page);
    for (auto const& place : places) rows.push_back(row_of(page, place));
    if (!places.empty()) continue;
    route::Row row{{page.method, page.pattern, page.object_class, page.action},
                   [this, &page](http::Request const& request) { return answer(page, request); }};
    if (is_same_for_all(page)) row.quick = [this](http::Request const& request) { return answer_at_once(request); };
    rows.push_back(std::move(row));
  }
  return rows;
}

route::Row Site::row_of(PageRow const& page, KindPlace const& place) const {
  return {{page.method, *placed_patterns().find(placed(page, place)), page.object_class, page.action},
          [this, &page, place](http::Request const& request) {
            auto named = request;
            named.parts.emplace_back("place", place.word);
            return answer(page, named);
          }};
}

PageContext Site::context(http::Request const& request, std::shared_ptr<Lifecycles const> lifecycles) const {
  PageContext context{
      request,         sources_, is_english(request) ? english_ : swedish_, sources_.today(), std::move(lifecycles),
      sources_.units()};
  context.visitor = request.cookie(visitor_cookie);
  return context;
}

void Site::find_session(PageContext& context) const {
  try {
    context.session = sources_.session(context.request);
  } catch (app::StoreFailed const&) {
    context.session_unknown = true;
  }
}

http::Reply Site::refuse(http::Request const& request, int status) const {
  return refusal_page(context(request, nullptr), status);
}

http::Reply Site::refuse_sign_in(http::Request const& request, int status, base::Text const& why) const {
  return not_signed_in_page(context(request, nullptr), status, why);
}

http::Reply Site::answer(PageRow const& row, http::Request const& request) const {
  auto context = this->context(request, sources_.lifecycles());
  find_session(context);
  auto const is_kept = is_same_for_all(row) && !context.session && !context.session_unknown;
  if (is_kept) return make_or_find(row, context);
  auto const may_sign_in = is_for_signing_in(row) || row.method == "POST";
  auto const is_new = may_sign_in && !context.session && context.visitor.empty();
  if (is_new) context.visitor = account::make_secret();
  auto reply = make_or_say_unavailable(row, context);
  if (is_for_signing_in(row)) {
    for (auto& [name, value] : reply.fields) {
      if (name == "Cache-Control") value = "no-store";
    }
  }
  if (is_new)
    reply.fields.emplace_back("Set-Cookie", std::string(visitor_cookie) + "=" + context.visitor +
                                                "; Path=/; Secure; HttpOnly; SameSite=Strict");
  remember(context, reply);
  return reply;
}

http::Reply Site::make(PageRow const& row, PageContext const& context) const {
  // The fields of a form say it themselves; the rest of an address is kept by whatever it passes on its way.
  for (auto const& [name, value] : context.request.parts) {
    if (event::holds_person_number(value)) return refusal_page(context, 422);
  }
  if (context.request.method == "POST" && !context.request.media_type().empty() && !context.request.has_form())
    return refusal_page(context, 415);
  // Beside the form's word: a browser says of another site's page that it is one, whatever that page has come to know.
  if (context.request.method == "POST" && context.comes_from() == http::From::elsewhere)
    return refusal_page(context, 403);
  auto const may = sources_.may(context.actor(), row.action, row.object_class);
  if (!may && context.session_unknown) return refusal_page(context, 503);
  if (!may && may.error().code == "unauthorized" && row.method == "POST" && row.action != access::Action::sign_out)
    return sign_in_again(context);
  if (!may) return refused_page(context, may.error());
  if (row.method == "POST" && !may_send(row, context)) return refusal_page(context, 403);
  Form form(context, row.fields == nullptr ? Fields() : row.fields(context));
  return row.page(context, form);
}

http::Reply Site::make_or_say_unavailable(PageRow const& row, PageContext const& context) const {
  try {
    return make(row, context);
  } catch (app::StoreFailed const&) {
    return refusal_page(context, 503);
  }
}

http::Reply Site::make_or_find(PageRow const& row, PageContext const& context) const {
  auto key = page_key(context);
  auto kept = made_.find(key, context);
  if (kept) return sent(*kept, context);
  auto reply = make_or_say_unavailable(row, context);
  kept = made_.put(std::move(key), reply, context);
  if (kept) return sent(*kept, context);
  remember(context, reply);
  return reply;
}

std::optional<http::Reply> Site::answer_at_once(http::Request const& request) const {
  auto lifecycles = sources_.lifecycles_at_hand();
  if (lifecycles == nullptr || sources_.shows_session(request)) return std::nullopt;
  auto const context = this->context(request, std::move(lifecycles));
  auto const kept = made_.find(page_key(context), context);
  return kept ? std::optional(sent(*kept, context)) : std::nullopt;
}

}  // namespace overens::web
