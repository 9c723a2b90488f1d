#include "agreement/check.hpp"

#include <algorithm>

#include <fmt/ranges.h>

#include "agreement/check_conditions.hpp"
#include "agreement/check_head.hpp"
#include "agreement/check_ledger.hpp"
#include "agreement/check_norms.hpp"
#include "agreement/meant.hpp"

namespace overens::agreement {
namespace {

using base::text;

bool contains(std::vector<std::string> const& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

class PackCheck {
 public:
  PackCheck(Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings)
      : pack_(pack), v_(vocabulary), findings_(findings) {}

  void check() {
    check_head(pack_, v_, findings_);
    for (auto const& [kind, item] : pack_.items()) id(item->id, item->place);
    for (auto const& [kind, item] : pack_.items()) references(*item);
    if (pack_.text == TextStatus::not_available && !pack_.norms.empty()) {
      findings_.refuse(pack_.norms.front().place, text("norms without the agreement's text would be invented"),
                       text("remove them until the text is at hand"));
    }
    readings();
    groups();
    responsibilities();
    forums();
    ladders();
    for (auto const& norm : pack_.norms) check_norm(norm, pack_, v_, findings_);
    indicators();
    rights();
    check_ledger(pack_, v_, findings_);
    commitments();
    documents();
    needs();
  }

 private:
  void refuse(base::Place place, base::Text what, base::Text instead) {
    findings_.refuse(std::move(place), std::move(what), std::move(instead));
  }

  void id(std::string const& id, base::Place const& place) {
    auto const first = std::find_if(ids_.begin(), ids_.end(), [&](auto const& i) { return i.first == id; });
    if (first != ids_.end())
      return refuse(place,
                    text("the id {0} stands twice; first at {1}:{2}", id, first->second.file, first->second.line),
                    text("ids are unique in the pack: rename one"));
    ids_.emplace_back(id, place);
  }

  void references(Item const& item) {
    for (auto const& cite : item.cite) {
      if (pack_.section(cite) == nullptr && !pack_.is_unreadable(cite)) {
        std::vector<std::string> known;
        for (auto const& s : pack_.sections) known.push_back(s.id);
        auto const near = base::nearest(cite, known);
        refuse(item.place, text("there is no section {0}", cite),
               near.empty() ? text("write it under sections:") : text("did you mean {0}?", near));
      }
    }
    for (auto const& link : item.links) {
      if (pack_.document(link) == nullptr && !pack_.is_unreadable(link))
        refuse(item.place, text("there is no document {0}", link), text("write it under documents:"));
    }
  }

  void readings() {
    for (auto const& reading : pack_.readings) {
      auto const known = std::any_of(reading.choices.begin(), reading.choices.end(),
                                     [&](auto const& c) { return c.id == reading.picked; });
      if (reading.picked.empty()) {
        refuse(reading.place, text("the reading {0} has neither chosen: nor assume:", reading.id),
               text("write assume: and a choice until somebody has decided"));
      } else if (!known) {
        refuse(reading.place, text("{0} is no choice of the reading {1}", reading.picked, reading.id),
               text("name one of its choices"));
      }
      if (reading.decided && (reading.by.empty() || !reading.decided_on))
        refuse(reading.place, text("who chose, and when?"), text("write by: and decided_on: beside chosen:"));
    }
  }

  void groups() {
    for (auto const& group : pack_.groups) {
      if (group.ages) ages(*group.ages, group.place);
      for (auto const& noted : group.noted) {
        if (v_.code("target_groups", noted) == nullptr)
          refuse(group.place, text("there is no code {0} in {1}", noted, "target_groups"),
                 instead_of(noted, known_codes(v_, "target_groups"), text("see agreements/vocabulary for the words")));
      }
    }
    for (auto const& unit : pack_.units) {
      if (unit.ages) ages(*unit.ages, unit.place);
      auto const known =
          std::any_of(v_.unit_kinds.begin(), v_.unit_kinds.end(), [&](auto const& k) { return k.id == unit.kind; });
      if (!known)
        refuse(unit.place, text("there is no kind of unit {0}", unit.kind),
               instead_of(unit.kind, known_words(v_.unit_kinds), text("see agreements/vocabulary for the words")));
    }
  }

  void ages(Ages const& ages, base::Place const& place) {
    if (ages.from && ages.until && *ages.from >= *ages.until)
      refuse(place, text("no age is from {0} and until {1}", *ages.from, *ages.until),
             text("until: is the first age that is not included"));
  }

  void holders(std::vector<Holder> const& who, base::Place const& place) {
    for (auto const& holder : who) {
      if (holder.unit.empty()) continue;
      auto const* unit = pack_.unit(holder.unit);
      if (unit == nullptr) {
        if (!pack_.is_unreadable(holder.unit))
          refuse(place, text("there is no unit {0}", holder.unit), text("write it under units:, or correct the word"));
      } else if (unit->party != holder.party) {
        refuse(place, text("the unit {0} belongs to the {1}", holder.unit, unit->party),
               text("write party: {0}", unit->party));
      }
    }
  }

  void responsibilities() {
    for (auto const& r : pack_.responsibilities) {
      if (v_.need(r.need) == nullptr)
        refuse(r.place, text("there is no need {0}", r.need),
               instead_of(r.need, known_needs(v_), text("see agreements/vocabulary/needs.yaml")));
      holders(r.who, r.place);
      if (r.ages) ages(*r.ages, r.place);
      age_table(r);
      for (auto const& item : r.items) {
        if (pack_.item(item) == nullptr && !pack_.is_unreadable(item))
          refuse(r.place, text("there is no item {0}", item), text("correct the word"));
      }
    }
  }

  // Bands of one table follow on each other: no age in two, none in between. A reading may decide where the border
  // goes, but whatever is chosen the table must hold.
  void age_table(Responsibility const& r) {
    for (auto const& band : r.by_age) {
      ages(band.ages, r.place);
      holders(band.who, r.place);
    }
    auto bands = r.by_age;
    std::sort(bands.begin(), bands.end(),
              [](auto const& a, auto const& b) { return a.ages.from.value_or(-1) < b.ages.from.value_or(-1); });
    for (std::size_t i = 1; i < bands.size(); ++i) {
      auto const until = bands[i - 1].ages.until;
      auto const from = bands[i].ages.from;
      if (!until || !from || *until > *from) {
        refuse(r.place, text("two age bands of {0} overlap", r.id),
               text("let one band end with until: where the next begins with from:"));
      } else if (*until < *from) {
        refuse(r.place, text("the ages from {0} until {1} are in no band of {2}", *until, *from, r.id),
               text("let the bands meet, or let a reading decide"));
      }
    }
  }

  void ladders() {
    for (auto const& ladder : pack_.ladders) {
      for (auto const& about : ladder.about) {
        if (v_.code("dispute_matters", about) == nullptr)
          refuse(
              ladder.place, text("there is no code {0} in {1}", about, "dispute_matters"),
              instead_of(about, known_codes(v_, "dispute_matters"), text("see agreements/vocabulary for the words")));
      }
      for (std::size_t i = 0; i < ladder.rungs.size(); ++i) {
        auto const& rung = ladder.rungs[i];
        auto const is_last = i + 1 == ladder.rungs.size();
        if (rung.last != is_last)
          refuse(ladder.place, text("the ladder {0} has no end", ladder.id),
                 text("write last: true at the last rung and nowhere else"));
        forum(rung.forum, ladder.place);
        if (!rung.limit && rung.unstated.empty() && !is_last)
          refuse(ladder.place, text("the rung {0} has no time limit", rung.id),
                 text("write limit:, or unstated: when the text names none"));
      }
    }
  }

  void norms_named(base::Place const& place, std::vector<std::string> const& norms) {
    for (auto const& norm : norms) {
      if (pack_.norm(norm) == nullptr && !pack_.is_unreadable(norm))
        refuse(place, text("there is no norm {0}", norm), text("correct the word"));
    }
  }

  void rights() {
    for (auto const& right : pack_.rights) {
      norms_named(right.place, right.norms);
      for (auto const& event : right.events) {
        if (v_.type(event) == nullptr)
          refuse(right.place, text("there is no event type {0}", event),
                 text("look for it by words: overens vocabulary find"));
      }
    }
  }

  void indicators() {
    for (auto const& indicator : pack_.indicators) {
      norms_named(indicator.place, indicator.norms);
      for (auto const& event : indicator.events) check_event(event, pack_, v_, findings_);
      if (indicator.norms.empty() && indicator.events.empty())
        refuse(indicator.place, text("the indicator {0} counts nothing", indicator.id),
               text("write norms: or events:"));
    }
  }

  void commitments() {
    for (auto const& c : pack_.commitments) {
      auto const by_norm =
          std::any_of(pack_.norms.begin(), pack_.norms.end(), [&](auto const& n) { return n.commitment == c.id; });
      if (!by_norm && !c.review)
        findings_.warn(c.place, text("nobody follows up the commitment {0}", c.id),
                       text("add review:, or a norm with commitment: {0}", c.id));
      target_group(c.group, c.place);
      forum(c.forum, c.place);
    }
    for (auto const& goal : pack_.goals) target_group(goal.group, goal.place);
    for (auto const& some : pack_.participants) target_group(some.group, some.place);
    compilation();
  }

  // A chapter that says that it holds all commitments either does, or it is said which it lacks.
  void compilation() {
    if (pack_.compiled_in.empty()) return;
    std::vector<std::string> missing;
    std::size_t compiled_ones = 0;
    std::size_t elsewhere = 0;
    for (auto const& c : pack_.commitments) {
      if (c.verb != Verb::promise) continue;  // what the text orders elsewhere is no commitment that it compiles
      auto const compiled = contains(c.cite, pack_.compiled_in);
      if (compiled) ++compiled_ones;
      if (!compiled) missing.push_back(c.id);
      if (!compiled || c.cite.size() > 1) ++elsewhere;
    }
    if (!missing.empty()) {
      findings_.warn(pack_.place,
                     text("the compilation in {0} holds {1} of {2} commitments; these are missing: {3}",
                          pack_.compiled_in, compiled_ones, elsewhere, fmt::format("{}", fmt::join(missing, ", "))),
                     text("correct cite: where they do stand in it; otherwise the source itself differs"));
    }
    for (auto const& c : pack_.commitments) {
      if (!c.drift.sv.empty())
        findings_.warn(c.place, text("the wording of {0} differs between its places: {1}", c.id, c.drift),
                       text("it stands as the chapter has it"));
    }
  }

  void target_group(std::string const& group, base::Place const& place) {
    if (!group.empty() && pack_.group(group) == nullptr && !pack_.is_unreadable(group))
      refuse(place, text("there is no target group {0}", group), text("write it under groups:, or correct the word"));
  }

  void forum(std::string const& forum, base::Place const& place) {
    if (!forum.empty() && pack_.forum(forum) == nullptr && !pack_.is_unreadable(forum))
      refuse(place, text("there is no forum {0}", forum), text("write it under forums:, or correct the word"));
  }

  void forums() {
    for (auto const& one : pack_.forums) forum(one.reports_to, one.place);
    for (auto const& report : pack_.reports) {
      forum(report.by, report.place);
      forum(report.to, report.place);
    }
  }

  void documents() {
    for (auto const& document : pack_.documents) {
      auto const past = document.through && *document.through < pack_.validity.from;
      if (past) {
        findings_.warn(
            document.place,
            text("the agreement leans on {0}, which ended {1}", document.title, calendar::to_string(*document.through)),
            text("look for what came after it"));
      } else if (document.status == "superseded") {
        findings_.warn(document.place, text("the agreement leans on {0}, which has been replaced", document.title),
                       text("look for what came after it"));
      }
    }
  }

  void needs() {
    if (pack_.text == TextStatus::not_available || pack_.responsibilities.empty()) return;
    std::vector<std::string> missing;
    std::vector<std::string> missing_in_english;
    for (auto const& need : v_.needs) {
      if (std::none_of(pack_.responsibilities.begin(), pack_.responsibilities.end(),
                       [&](auto const& r) { return r.need == need.id; })) {
        missing.push_back(fmt::format("{} ({})", need.label.sv, need.id));
        missing_in_english.push_back(fmt::format("{} ({})", need.label.en, need.id));
      }
    }
    if (!missing.empty()) {
      findings_.warn(pack_.place,
                     text("nobody is named for these needs: {0}",
                          event::Label{fmt::format("{}", fmt::join(missing, "; ")),
                                       fmt::format("{}", fmt::join(missing_in_english, "; "))}),
                     text("add them where the agreement names them; write nobody: true when it names nobody for them"));
    }
  }

  Pack const& pack_;
  event::Vocabulary const& v_;
  base::Findings& findings_;
  std::vector<std::pair<std::string, base::Place>> ids_;
};

}  // namespace

void check_pack(Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings) {
  PackCheck(pack, vocabulary, findings).check();
}

namespace {

// What only another choice of a reading brings.
void check_other_choices(Pack const& pack, PackFiles const& files, event::Vocabulary& vocabulary,
                         base::Findings& findings) {
  for (auto const& reading : pack.readings) {
    for (auto const& choice : reading.choices) {
      if (choice.id == reading.picked) continue;
      base::Findings other;
      auto const alternative = load_pack(files, vocabulary, other, {{reading.id, choice.id}});
      check_pack(alternative, vocabulary, other);
      for (auto const& finding : other.all()) {
        auto const known = std::find(findings.all().begin(), findings.all().end(), finding) != findings.all().end();
        if (known || finding.weight == base::Weight::warning) continue;
        findings.refuse(finding.place,
                        text("with the choice {0} of the reading {1}: {2}", choice.id, reading.id, finding.what),
                        finding.instead);
      }
    }
  }
}

}  // namespace

Pack load_and_check(PackFiles const& files, event::Vocabulary& vocabulary, base::Findings& findings) {
  auto pack = load_pack(files, vocabulary, findings);
  // What refers to a file or a head that could not be read would be said to refer to nothing.
  if (files.whole && !pack.agreement.empty()) {
    check_pack(pack, vocabulary, findings);
    check_other_choices(pack, files, vocabulary, findings);
  }
  name_items(files, findings);
  return pack;
}

}  // namespace overens::agreement
