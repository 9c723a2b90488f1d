#include "web/review_view.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* case_word = "arende";
constexpr char const* person_word = "person";

}  // namespace

ReviewedLog const& reviewed_log(PageContext const& context) {
  static ReviewedLog const log = {
      access::ObjectClass::access_log,
      "/granskning",
      "/granskning/resultat",
      "/granskning/logg",
      "/granskning/utdrag",
      text("Review of access"),
      text(
          "What the rules point out in your authority's log. Your own acts are reviewed by somebody else, and that you "
          "read the log stands in it too.")};
  static ReviewedLog const sensitive_log = {
      access::ObjectClass::sensitive_log,
      "/granskning/narmast",
      "/granskning/narmast/resultat",
      "/granskning/narmast/logg",
      nullptr,
      text("Review of access to what is kept most closely"),
      text(
          "Only those who are named for it see this log, and the other one does not tell that there is anything in it. "
          "Your own acts are reviewed by somebody else, and that you read the log stands in it too.")};
  return context.request.path.starts_with(sensitive_log.review) ? sensitive_log : log;
}

Field id_of_subject(PageContext const& context) {
  return {.name = "id",
          .label = context.tr(text("The id of the case or person")),
          .hint = context.tr(text("As it stands in the log. Never a personal identity number"))};
}

Field kind_of_subject(PageContext const& context) {
  return {.name = "slag",
          .label = context.tr(text("Case or person")),
          .type = FieldType::code,
          .choices = {{{}, {{case_word, context.tr(text("Case"))}, {person_word, context.tr(text("Person"))}}}}};
}

// A person is known inside one authority only.
std::optional<journal::SubjectRef> subject_asked(PageContext const& context, Form const& form) {
  auto const& id = form.value("id");
  if (id.empty()) return std::nullopt;
  if (form.value("slag") != person_word) return journal::SubjectRef{"case", id};
  auto const actor = context.actor();
  auto const owner = actor.authorities.empty() ? std::string() : actor.authorities.front();
  return journal::SubjectRef{"person", id.find('/') == std::string::npos ? owner + "/" + id : id};
}

void show_ways(TemplateData body, PageContext const& context, ReviewedLog const& log, std::string_view here) {
  std::pair<char const*, base::Text> const ways[] = {{log.review, text("To review")},
                                                     {log.looks, text("The whole log")},
                                                     {log.extract, text("Extract for the individual")}};
  body.put("WAYS_NAME", context.tr(log.heading));
  for (auto const& [path, words] : ways) {
    if (path == nullptr) continue;
    auto way = body.add("WAY");
    way.put("URL", path);
    way.put("TEXT", context.tr(words));
    if (here == path) way.show("CURRENT");
  }
}

}  // namespace overens::web
