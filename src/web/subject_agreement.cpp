#include "web/subject_agreement.hpp"

#include <algorithm>

#include "web/agreement_parts.hpp"
#include "web/known_subjects.hpp"
#include "wording/item_words.hpp"
#include "wording/status.hpp"

namespace overens::web {

using base::text;

namespace {

// A county has up to 49 municipalities.
constexpr std::size_t lines_at_once = 10;

void show_link(TemplateData part, std::string const& url, std::string const& words) {
  auto row = part.add("ROW");
  row.put("URL", url);
  row.put("TEXT", words);
}

void show_standing_of(TemplateData body, agreement::Lifecycle const& life, PageContext const& context) {
  auto part = body.add("FROM_AGREEMENT");
  part.say("HEADING", text("Does it hold?"));
  for (auto const& one : wording::standing(life, context.today, context.language)) {
    part.show("PARAGRAPH", context.tr(text("Version {0}: {1}", one.version->version, one.verdict)));
    for (auto const& paragraph : one.paragraphs) {
      auto stands = part.add("STANDS");
      stands.put("NAME", paragraph.heading);
      stands.show(paragraph.lines.size() > lines_at_once ? "FOLDED" : "PLAIN");
      for (auto const& line : paragraph.lines) stands.show("LINE", line);
    }
  }
  auto const& version = shown(life, context.today);
  show_link(part, version_path(version), context.tr(text("Read the agreement, version {0}", version.version)));
}

void show_commitment(TemplateData body, agreement::Pack const& version, agreement::Commitment const& commitment,
                     PageContext const& context) {
  auto part = body.add("FROM_AGREEMENT");
  part.say("HEADING", text("What the agreement says"));
  part.show("PARAGRAPH", context.language.say(commitment.says));
  for (auto const& cited : commitment.cite) {
    auto const* section = version.section(cited);
    if (section != nullptr)
      show_link(part, agreement_link(version, section->id), wording::section_name(*section, context.language));
  }
}

}  // namespace

void show_agreement(TemplateData body, journal::SubjectRef const& subject, PageContext const& context) {
  auto const given = given_subject(subject, context);
  auto const* life = given ? context.life(given->agreement) : nullptr;
  if (life == nullptr) return;
  if (subject.kind == "agreement") return show_standing_of(body, *life, context);
  auto const& version = shown(*life, context.today);
  for (auto const& one : version.commitments) {
    if (subject.kind == "commitment" && subject.id == given->agreement + "." + one.id)
      show_commitment(body, version, one, context);
  }
}

}  // namespace overens::web
