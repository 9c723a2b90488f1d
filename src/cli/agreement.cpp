#include <cstdio>

#include <fmt/format.h>

#include "agreement/key_meanings.hpp"
#include "agreement/shapes.hpp"
#include "base/schema.hpp"
#include "base/words.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "disk/files.hpp"
#include "event/key_meanings.hpp"
#include "scenario/example_line.hpp"
#include "wording/event_doc.hpp"
#include "wording/event_search.hpp"

namespace overens::cli {

using base::plural;
using base::text;

namespace {

int check_draft(std::string const& folder, wording::Language const& say) {
  base::Findings findings;
  auto const vocabulary_folder = disk::vocabulary_for(folder);
  auto vocabulary = event::load_vocabulary(disk::read_files(vocabulary_folder, ".yaml"), findings);
  auto const draft = disk::load_draft(folder, vocabulary, vocabulary_folder.parent_path(), findings);
  print_findings(findings, say, true);
  print_fitted("{}: {}\n", folder, draft ? say.say(text("can be used")) : say.say(text("can't be used")));
  return draft ? 0 : 1;
}

}  // namespace

int check_agreement(std::string const& folder, bool all, wording::Language const& say) {
  base::Findings findings;
  auto const vocabulary_folder = disk::vocabulary_for(folder, findings);
  if (std::filesystem::exists(std::filesystem::path(folder) / "draft.yaml")) return check_draft(folder, say);
  auto const folders = disk::pack_folders(folder);
  if (findings.usable() && folders.empty())
    findings.refuse({folder}, text("there is no agreement here"), text("name a folder that holds agreement.yaml"));
  if (!findings.usable()) {
    print_findings(findings, say, true);
    return 1;
  }
  disk::Agreements beside;
  auto& vocabulary = beside.vocabulary;
  vocabulary = event::load_vocabulary(disk::read_files(vocabulary_folder, ".yaml"), findings);
  disk::load_access(vocabulary_folder.parent_path() / "access", beside);
  print_findings(beside.findings, say, true);
  findings.add(beside.findings);
  for (auto const& one : folders) {
    base::Findings own;
    auto const files = agreement::parse_pack(one.string(), disk::read_files(one, ".yaml"), own);
    auto const pack = agreement::load_and_check(files, vocabulary, own);
    long undecided = 0;
    for (auto const& reading : pack.readings) undecided += reading.decided ? 0 : 1;
    long warnings = 0;
    for (auto const& finding : own.sorted()) warnings += finding.weight == base::Weight::warning ? 1 : 0;
    if (all) {
      print_findings(own, say, true);
    } else {
      print_findings_folded(own, say);
    }
    auto const refusals = static_cast<long>(own.sorted().size()) - warnings;
    print_fitted("{}: {}\n", pack.agreement.empty() ? one.string() : pack.name(),
                 own.usable() ? say.say(text("can be used")) : say.say(text("can't be used")));
    print_fitted("  {}\n",
                 say.say(text("{0} sections, {1} norms, {2} commitments, {3} responsibilities, {4} forums, {5} ladders",
                              pack.sections.size(), pack.norms.size(), pack.commitments.size(),
                              pack.responsibilities.size(), pack.forums.size(), pack.ladders.size())));
    print_fitted("  {}\n", say.say(plural("one reading, of which {1} nobody has decided",
                                          "{0} readings, of which {1} nobody has decided",
                                          static_cast<long>(pack.readings.size()), undecided)));
    print_fitted("  {}, {}\n", say.say(plural("one error", "{0} errors", refusals)),
                 say.say(plural("one warning", "{0} warnings", warnings)));
    findings.add(own);
  }
  return findings.usable() ? 0 : 1;
}

int print_schema(std::string const& what, wording::Language const& say) {
  auto const said = [&](base::Text const& t) { return say.say(t); };
  if (what == "pack") {
    fmt::print("{}", base::json_schema(*agreement::pack_shape(), agreement::pack_shapes(), "pack.schema.json",
                                       say.say(text("A file of an agreement pack")), said, agreement::key_meaning));
    return 0;
  }
  if (what == "vocabulary") {
    fmt::print("{}", base::json_schema(*event::vocabulary_shape(), {}, "vocabulary.schema.json",
                                       say.say(text("A file of the vocabulary")), said, event::key_meaning));
    return 0;
  }
  if (what == "access") {
    fmt::print("{}", base::json_schema(*access::policy_shape(), {}, "access.schema.json",
                                       say.say(text("A file of the policy")), said));
    return 0;
  }
  if (what == "looks") {
    fmt::print("{}", base::json_schema(*access::look_rules_shape(), {}, "looks.schema.json",
                                       say.say(text("The file of the access journal's rules")), said));
    return 0;
  }
  if (what == "guidance") {
    fmt::print("{}", base::json_schema(*access::guidance_shape(), {}, "guidance.schema.json",
                                       say.say(text("The file of what may be said to whom")), said));
    return 0;
  }
  fmt::print(stderr, "overens: {}\n",
             say.say(text("there are schemas for pack, vocabulary, access, looks and guidance")));
  return 2;
}

namespace {

std::optional<event::Vocabulary> load_vocabulary(std::string const& agreements, wording::Language const& say) {
  base::Findings findings;
  auto const folder = disk::vocabulary_for(agreements, findings);
  auto vocabulary = event::load_vocabulary(
      folder.empty() ? std::vector<base::SourceFile>() : disk::read_files(folder, ".yaml"), findings);
  if (!print_findings(findings, say, true)) return std::nullopt;
  return vocabulary;
}

}  // namespace

int print_vocabulary(std::string const& agreements, wording::Language const& say) {
  auto const vocabulary = load_vocabulary(agreements, say);
  if (!vocabulary) return 1;
  fmt::print("{}", wording::event_doc(*vocabulary, say));
  return 0;
}

int find_in_vocabulary(std::string const& agreements, std::string const& words, wording::Language const& say) {
  auto const vocabulary = load_vocabulary(agreements, say);
  if (!vocabulary) return 1;
  auto const found = wording::find_events(*vocabulary, words, say);
  auto const shown = base::shown(words);
  if (found.empty()) {
    fmt::print(stderr, "overens: {}\n    → {}\n",
               say.say(words.empty() ? text("no word was written") : text("no event type fits {0}", shown)),
               say.say(text("try another word, or a part of it; doc/events.md lists them all")));
    return 1;
  }
  wording::StructuredText out{
      say.say(plural("one event type fits {1}", "{0} event types fit {1}", static_cast<long>(found.size()), shown)),
      {},
      {}};
  for (auto const* type : found)
    wording::write_event(out, *type, *vocabulary, scenario::example_line(*type, *vocabulary, {}), say);
  print_lines(wording::as_terminal(out, terminal_width()));
  return 0;
}

}  // namespace overens::cli
