#include "wording/status.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "event/known.hpp"

namespace overens::wording {
namespace {

using agreement::Lifecycle;
using agreement::LifecycleEvent;
using agreement::Pack;
using base::plural;
using base::text;
using calendar::Day;
namespace known = event::known;
using Why = Lifecycle::End::Why;

class Status {
 public:
  Status(Lifecycle const& life, Pack const& version, Day on, Language const& say)
      : life_(life), pack_(version), on_(on), say_(say), end_(life.end(version)) {}

  VersionStanding standing() {
    auto const from = day(pack_.validity.from);
    auto const holds = life_.holds(pack_, on_);
    auto const more = beside();
    VersionStanding result{&pack_, life_.binds_anybody(pack_, on_), holds && life_.rests_on_document(pack_), {}, {},
                           {}};
    if (on_ < pack_.validity.from) {
      result.verdict = say_.say(text("Does not hold yet: it begins {0}.", from)) + more;
      result.when = say_.say(text("Begins {0}.", from)) + more;
    } else if (!holds) {
      result.verdict = say_.say(text("Does not hold: it ended {0}.", day(*end_.last))) + more;
      result.when = say_.say(text("Ended {0}.", day(*end_.last))) + more;
    } else if (end_.last) {
      result.verdict = say_.say(result.is_assumed ? text("Assumed to hold from {0} through {1}.", from, day(*end_.last))
                                                  : text("Holds from {0} through {1}.", from, day(*end_.last))) +
                       more;
      result.when = say_.say(text("From {0} through {1}.", from, day(*end_.last))) + more;
    } else {
      result.verdict = say_.say(result.is_assumed ? text("Assumed to hold from {0} until further notice.", from)
                                                  : text("Holds from {0} until further notice.", from)) +
                       more;
      result.when = say_.say(text("From {0} until further notice.", from)) + more;
    }
    auto const add = [&](base::Text const& heading, std::vector<std::string> lines) {
      if (!lines.empty()) result.paragraphs.push_back({say_.say(heading), std::move(lines)});
    };
    add(text("Parties"), parties());
    add(text("Approval and signatures"), approval());
    add(text("Days that do not agree"), contradictions());
    add(text("Revision"), revision());
    add(text("Addenda"), addenda());
    add(text("Also recorded"), others());
    add(text("Readings that the answer rests on"), readings());
    return result;
  }

 private:
  std::string day(Day d) const { return calendar::to_string(d); }

  std::string cited(std::vector<std::string> const& cite) const {
    std::vector<std::string> labels;
    for (auto const& id : cite) {
      if (auto const* section = pack_.section(id)) labels.push_back(say_.swedish(section->label));
    }
    if (labels.empty()) return {};
    return fmt::format(
        " ({})", say_.say(plural("section {1}", "sections {1}", static_cast<long>(labels.size()), say_.list(labels))));
  }

  std::string forum(std::string const& id) const {
    auto const* found = pack_.forum(id);
    return found == nullptr ? id : say_.say(found->title);
  }

  // What belongs to the answer whether it holds, each sentence after a blank.
  std::string beside() const {
    std::string line;
    if (auto const because = why_it_ends(); !because.empty()) line += " " + because;
    if (life_.rests_on_document(pack_))
      line += " " + say_.say(is_decided_by_any()
                                 ? text("According to the document: no party's signature is recorded.")
                                 : text("According to the document: no party's decision or signature is recorded."));
    auto const binds = [&](agreement::Party const& party) {
      auto const from = life_.adopted(pack_, party.code);
      return from && *from <= on_;
    };
    auto const bound = std::count_if(pack_.parties.begin(), pack_.parties.end(), binds);
    if (bound == 0)
      line += " " + say_.say(text("No party is bound on {0}: none is before its own decision or signature.", day(on_)));
    else if (bound < static_cast<long>(pack_.parties.size()) && life_.holds(pack_, on_))
      line += " " + say_.say(plural("It holds for one of its {1} parties.", "It holds for {0} of its {1} parties.",
                                    static_cast<long>(bound), pack_.parties.size()));
    if (pack_.text == agreement::TextStatus::not_available)
      line += " " + say_.say(text("The agreement's text is not at hand."));
    if (pack_.invented) line += " " + say_.say(text("The agreement is invented: no county has entered into it."));
    return line;
  }

  std::string why_it_ends() const {
    auto const& validity = pack_.validity;
    switch (end_.why) {
      case Why::replaced:
        return say_.say(text("It was replaced by {0}.", end_.because.front()->by));
      case Why::prolonged:
        return say_.say(text("It was prolonged by a decision of {0}.", day(end_.because.front()->on)));
      case Why::prolonged_by_itself: {
        std::vector<std::string> facts;
        for (auto const* one : end_.because) facts.push_back(fmt::format("{} {}", label(one->type), day(one->on)));
        return say_.say(text("It goes on by itself past {0}{1}: {2}.", day(*validity.through),
                             cited(validity.prolonged->cite), say_.list(facts)));
      }
      default:
        break;
    }
    if (!validity.prolonged) return {};
    std::vector<std::string> missing;
    for (auto const& type : validity.prolonged->when) {
      if (life_.of(pack_, type, std::min(on_, *validity.through)).empty()) missing.push_back(label(type));
    }
    if (missing.empty()) return {};
    if (on_ > *validity.through)
      return say_.say(text("It was not prolonged{0}, since this was not recorded by then: {1}.",
                           cited(validity.prolonged->cite), say_.list(missing)));
    return say_.say(text("It goes on by itself{0} only if this has been recorded by then: {1}.",
                         cited(validity.prolonged->cite), say_.list(missing)));
  }

  // What the program's own types are called in the middle of a sentence.
  std::string label(std::string const& type) const {
    static std::vector<std::pair<char const*, base::Text>> const labels = {
        {known::agreement_revision_begun, text("revision begun")},
        {known::agreement_evaluation_begun, text("evaluation begun")},
        {known::agreement_evaluation_done, text("evaluation done")},
        {known::agreement_approved, text("approved by a party")},
        {known::agreement_renegotiation_asked, text("renegotiation asked for")}};
    for (auto const& [name, said] : labels) {
      if (type == name) return say_.say(said);
    }
    return type;
  }

  LifecycleEvent const* decision(char const* type, std::string const& party, Day through) const {
    auto const some = life_.of(pack_, type, through);
    auto const found = std::find_if(some.begin(), some.end(), [&](auto const* one) { return one->party == party; });
    return found == some.end() ? nullptr : *found;
  }

  bool is_decided_by_any() const {
    return std::any_of(pack_.parties.begin(), pack_.parties.end(), [&](agreement::Party const& party) {
      return decision(known::agreement_approved, party.code, on_) != nullptr ||
             decision(known::agreement_signed, party.code, on_) != nullptr;
    });
  }

  bool holds_by_signature() const {
    return pack_.approval && pack_.approval->form == agreement::Approval::Form::signature;
  }

  std::string party_stands(agreement::Party const& party) const {
    auto const from = life_.adopted(pack_, party.code);
    if (!from)
      return say_.say(holds_by_signature() ? text("does not hold: no signature is recorded")
                                           : text("does not hold: no approval is recorded"));
    if (life_.rests_on_document(pack_)) return say_.say(text("assumed to hold from {0}", day(*from)));
    if (*from > on_) return say_.say(text("does not hold yet: from {0}", day(*from)));
    return say_.say(life_.holds(pack_, on_) ? text("holds from {0}", day(*from)) : text("held from {0}", day(*from)));
  }

  // For whom it holds, from when, and what each of them has decided.
  std::vector<std::string> parties() const {
    std::vector<std::string> lines;
    // The same for all of them, and said in the verdict.
    if (life_.rests_on_document(pack_) && !is_decided_by_any()) return lines;
    for (auto const& party : pack_.parties) {
      auto line = fmt::format("{}: {}", party.name, party_stands(party));
      if (auto const* approved = decision(known::agreement_approved, party.code, on_))
        line += "; " + say_.say(text("approved {0}", day(approved->on)));
      if (auto const* is_signed = decision(known::agreement_signed, party.code, on_))
        line += "; " + say_.say(text("signed {0}", day(is_signed->on)));
      lines.push_back(std::move(line));
    }
    return lines;
  }

  // What is recorded of a party's decisions is counted as it stands, and where its days can't all be right, that is
  // said.
  std::vector<std::string> contradictions() const {
    std::vector<std::string> lines;
    for (auto const& party : pack_.parties) {
      auto const* approved = decision(known::agreement_approved, party.code, on_);
      auto const* is_signed = decision(known::agreement_signed, party.code, on_);
      auto const add = [&](base::Text const& what) {
        lines.push_back(fmt::format("{}: {}", party.name, say_.say(what)));
      };
      if (approved != nullptr && is_signed != nullptr && is_signed->on < approved->on)
        add(text("signed {0}, before it was approved {1}", day(is_signed->on), day(approved->on)));
      if (approved != nullptr && is_signed != nullptr && approved->from && is_signed->from &&
          *approved->from != *is_signed->from)
        add(text("the approval names {0} as its first day, the signature {1}", day(*approved->from),
                 day(*is_signed->from)));
      for (auto const* one : {approved, is_signed}) {
        if (one == nullptr) continue;
        auto const& first = pack_.validity.from;
        if (one->from && *one->from < first)
          add(text("the decision of {0} names {1} as its first day; the version begins {2}, and holds from then",
                   day(one->on), day(*one->from), day(first)));
        else if (one->from && *one->from < one->on)
          add(text("the decision of {0} names an earlier day, {1}: it holds from that", day(one->on), day(*one->from)));
        if (end_.last && one->on > *end_.last)
          add(text("decided {0}, when the version had ended {1}", day(one->on), day(*end_.last)));
      }
    }
    return lines;
  }

  std::vector<std::string> approval() const {
    std::vector<std::string> lines;
    if (!pack_.approval) return lines;
    auto const& approval = *pack_.approval;
    if (!approval.recommended_by.empty()) {
      auto const some = life_.of(pack_, known::agreement_recommended, on_);
      lines.push_back(
          some.empty()
              ? say_.say(text("recommendation by {0}: none recorded", forum(approval.recommended_by)))
              : say_.say(text("recommended by {0} {1}", forum(approval.recommended_by), day(some.front()->on))));
    }
    if (!life_.rests_on_document(pack_)) {
      long missing = 0;
      for (auto const& party : pack_.parties) missing += life_.adopted(pack_, party.code) ? 0 : 1;
      if (missing > 0)
        lines.push_back(
            say_.say(plural("one party's decision is missing", "{0} parties' decisions are missing", missing)));
    }
    auto const signed_by = life_.of(pack_, known::agreement_signed, on_);
    for (auto const& wanted : approval.signatures) {
      auto const found = std::find_if(signed_by.begin(), signed_by.end(), [&](LifecycleEvent const* one) {
        return one->forum == wanted.forum && one->office == wanted.office;
      });
      auto const who = wanted.office == "chair" ? say_.say(text("chair of {0}", forum(wanted.forum)))
                                                : say_.say(text("vice chair of {0}", forum(wanted.forum)));
      lines.push_back(found == signed_by.end() ? say_.say(text("{0}: no signature is recorded", who))
                                               : say_.say(text("{0}: signed {1}", who, day((*found)->on))));
    }
    return lines;
  }

  std::vector<std::string> revision() const {
    std::vector<std::string> lines;
    if (auto const due = Lifecycle::revision_due(pack_)) {
      auto const where = cited(pack_.revision->cite);
      lines.push_back(*due < on_ ? say_.say(text("was to be revised by {0}{1}", day(*due), where))
                                 : say_.say(text("to be revised by {0}{1}", day(*due), where)));
    }
    if (pack_.revision && !pack_.revision->commissioned_by.empty())
      lines.push_back(say_.say(text("commissioned by {0}", forum(pack_.revision->commissioned_by))));
    auto const begun = life_.of(pack_, known::agreement_revision_begun, on_);
    if (!begun.empty()) lines.push_back(say_.say(text("revision begun {0}", day(begun.front()->on))));
    auto const evaluated = life_.of(pack_, known::agreement_evaluation_done, on_);
    if (!evaluated.empty()) lines.push_back(say_.say(text("evaluation done {0}", day(evaluated.front()->on))));
    if (pack_.revision && begun.empty()) lines.push_back(say_.say(text("no revision is recorded as begun")));
    if (pack_.revision && pack_.revision->with_evaluation && evaluated.empty())
      lines.push_back(say_.say(text("the evaluation that belongs to it is not recorded as done")));
    return lines;
  }

  std::vector<std::string> addenda() const {
    std::vector<std::string> lines;
    auto const adopted = life_.of(pack_, known::agreement_addendum_adopted, on_);
    for (auto const& addendum : pack_.addenda) {
      auto from = addendum.from ? addendum.from : addendum.decided;
      auto through = addendum.through;
      for (auto const* one : adopted) {
        if (one->addendum != addendum.id) continue;
        from = one->on;
        if (one->through) through = one->through;
      }
      if (end_.last && (!through || *end_.last < *through)) through = end_.last;
      auto const stands = from && on_ < *from
                              ? text("{0}: does not hold yet, begins {1}", say_.say(addendum.title), day(*from))
                          : through && on_ > *through ? text("{0}: ended {1}", say_.say(addendum.title), day(*through))
                          : through ? text("{0}: holds through {1}", say_.say(addendum.title), day(*through))
                                    : text("{0}: holds", say_.say(addendum.title));
      lines.push_back(say_.say(stands) + cited(addendum.cite));
    }
    return lines;
  }

  std::vector<std::string> others() const {
    std::vector<std::string> lines;
    for (auto const* one : life_.of(pack_, known::agreement_renegotiation_asked, on_))
      lines.push_back(say_.say(text("{0} asked for renegotiation {1}", party(one->party), day(one->on))));
    for (auto const* one : life_.of(pack_, known::agreement_amended, on_))
      lines.push_back(one->weight == "minor" ? say_.say(text("minor amendment {0}", day(one->on)))
                                             : say_.say(text("amendment of the main content {0}", day(one->on))));
    for (auto const* one : life_.of(pack_, known::agreement_deficiency_noted, on_))
      lines.push_back(say_.say(text("{0} noted a deficiency {1}", party(one->party), day(one->on))));
    for (auto const* one : life_.of(pack_, known::agreement_replaced, on_)) {
      if (one->in_part) lines.push_back(say_.say(text("replaced in part by {0} {1}", one->by, day(one->on))));
    }
    if (pack_.validity.not_terminable) lines.push_back(say_.say(text("no party may give notice")));
    return lines;
  }

  std::vector<std::string> readings() const {
    std::vector<std::string> lines;
    for (auto const& id : pack_.validity.readings) {
      auto const* reading = pack_.reading(id);
      if (reading == nullptr) continue;
      for (auto const& choice : reading->choices) {
        if (choice.id == reading->picked)
          lines.push_back(fmt::format("{} → {}", say_.say(reading->question), say_.say(choice.says)));
      }
    }
    return lines;
  }

  std::string party(std::string const& code) const {
    auto const* found = pack_.party(code);
    return found == nullptr ? code : found->name;
  }

  Lifecycle const& life_;
  Pack const& pack_;
  Day on_;
  Language const& say_;
  Lifecycle::End const& end_;
};

}  // namespace

std::vector<VersionStanding> standing(Lifecycle const& life, Day on, Language const& say) {
  std::vector<Pack const*> some;
  Pack const* last = nullptr;
  Pack const* next = nullptr;
  for (auto const* version : life.versions()) {
    auto const from = version->validity.from;
    if (life.holds(*version, on)) some.push_back(version);
    if (from <= on && (last == nullptr || from > last->validity.from)) last = version;
    if (from > on && (next == nullptr || from < next->validity.from)) next = version;
  }
  if (some.empty()) {
    if (last != nullptr) some.push_back(last);
    if (next != nullptr) some.push_back(next);
  }
  std::vector<VersionStanding> all;
  for (auto const* version : some) all.push_back(Status(life, *version, on, say).standing());
  return all;
}

}  // namespace overens::wording
