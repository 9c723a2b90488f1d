#pragma once

#include <string>
#include <vector>

#include "agreement/load.hpp"
#include "base/findings.hpp"
#include "base/yaml.hpp"
#include "calendar/swedish_time.hpp"

namespace overens::scenario {

// A scenario is a text beside a pack, one in each file: what happened, and what is owed on some days. Anybody can write
// one.
//
//   scenario SIP hålls inom en vecka
//   reading sip-assumption starting-point          with this choice of the reading, instead of the one in use
//   show sip-after-placement                       only these norms are listed; all when left out
//   authority kommun social_services municipality joined 2025-07-01
//   2026-03-02 placement.started p1 form=hvb by=kommun
//   2026-03-05T10:00+01:00 sip.held s1 by=kommun recorded=2026-03-06 id=e2
//   on 2026-03-04                                  then what is expected, indented
//     sip-after-placement/p1: open, due 2026-03-09; kommun to_act; region to_act
//   on 2026-03-10 seen-by region known 2026-03-05 why
//
// A scenario of several agreements stands beside them all, in a folder scenarios, and names them: under <agreement>/
// <version> … Its events name parties by region and municipality, which each agreement binds to its own; the answers
// stand under each agreement's name, indented twice. A norm that is shown need only be in one of them.
//
// A line of an event: when, type, the subject's id where the type has one, then field=value. Besides the fields of the
// type: by (owner), as (the authority that acted), case (c1 where the type needs one), person (default p-<by>), unit,
// recorded (default: the day it happened), id (default e1, e2 … by line). A list is written a,b,c. A correction's new
// data, and fields of the type that are called as one of these: data.field=value. Parties are official codes, or region
// and municipality: the pack's region and its first municipality.

/// One question and the lines that answer it.
struct Ask {
  calendar::Day on = {};
  std::string seen_by;
  std::string known;  ///< a day (its end) or an instant; empty: all
  bool why = false;
  std::vector<std::string> expected;
  int line = 0;
};

struct Scenario {
  std::string file;
  std::string title;
  std::vector<std::string> under;   ///< the agreements, when it is of several
  agreement::OtherChoices choices;  ///< of readings, instead of those in use: run it under the pack that they make
  std::vector<std::string> shown;
  std::vector<std::string> events;  ///< JSON lines
  std::vector<int> event_lines;     ///< where each stood
  std::vector<Ask> asks;
};

/// The agreements that a scenario of several names, as agreement/version; none for one beside its pack.
std::vector<std::string> agreements_of(base::SourceFile const& file);

/// Reads a scenario. `pack` gives the codes for region and municipality; of several agreements' answers, its own are
/// read.
Scenario read_scenario(base::SourceFile const& file, agreement::Pack const& pack, event::Vocabulary const& vocabulary,
                       base::Findings& findings);

/// What came out: for each question the lines, in a fixed form and order; and what was not as it must be: a bad event,
/// or an answer that depended on the order of arrival.
struct Result {
  std::vector<std::vector<std::string>> answers;
  base::Findings findings;
  /// Norm → outcome, "late" or "no_agreement_in_force"; ladder → "stands" or "ended": what the scenario shows at work.
  std::vector<std::pair<std::string, std::string>> outcomes;
};

/// In which orders the events arrive: as they stand in the file only, when it is known that the others agree.
enum class Orders { several, as_written };

/// Runs it under packs. Every question is answered with the events in the order of the file, backwards and shuffled,
/// all at once and group by group as they arrive, and once more after others were asked; the answers must agree.
Result run(Scenario const& scenario, std::vector<agreement::Pack const*> const& packs,
           event::Vocabulary const& vocabulary, Orders orders = Orders::several);

/// The file with the expectations replaced by what came out, for review.
std::string with_answers(base::SourceFile const& file, Scenario const& scenario, Result const& result);

/// The same for a scenario of several agreements, with what came out under each, by agreement/version.
std::string with_answers(base::SourceFile const& file, Scenario const& scenario,
                         std::vector<std::pair<std::string, Result>> const& results);

}  // namespace overens::scenario
