#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "obligation/engine.hpp"
#include "obligation/urgency.hpp"
#include "wording/language.hpp"
#include "wording/rules.hpp"

namespace overens::wording {

/// A heading with its lines: how an explanation is handed to a terminal or a page.
struct Paragraph {
  std::string heading;
  std::vector<std::string> lines;
};

/// What a subject of a kind is called, for those who know none by its id; empty: by its kind alone.
using NameOf = std::function<std::string(std::string_view kind, std::string_view id)>;

/// Says what is owed to whom, by when and why, in words a case worker uses.
class ObligationWords : public RuleWords {
 public:
  /// `name_of`: without it subjects and events are told by their ids, as a terminal takes them.
  ObligationWords(Language const& language, obligation::Engine const& engine, obligation::Registry const& registry,
                  NameOf name_of = {})
      : RuleWords(language, engine.facts().vocabulary()),
        engine_(engine),
        registry_(registry),
        name_of_(std::move(name_of)) {}

  /// What an authority or party is called; its id when no name is known.
  std::string name(base::Symbol authority_or_party, bool is_party) const;
  std::string name(obligation::BearerOf const& bearer) const;
  /// "placering p1 i ärende c1".
  std::string subject(obligation::VisibleEvents const& view, obligation::Obligation const& o) const;
  /// "1 dag försenat", "senast 2026-03-09 (måndag)", "gjort i tid 2026-03-05".
  std::string status(obligation::Obligation const& o, calendar::Moment const& now) const;
  /// "Bollen ligger hos …".
  std::string whose_move(obligation::Obligation const& o) const;
  std::string outcome(obligation::Obligation const& o) const;
  /// Why it was released; empty when it was not, or when a later version did it.
  std::string reason(obligation::Obligation const& o) const;
  std::string urgency(obligation::Urgency urgency) const;
  /// What is not known about a bearer's part, a sentence each.
  std::vector<std::string> unknown(obligation::Obligation const& o, obligation::BearerOf const& bearer) const;

  /// Of each agreement that is used here but of which no version is in force on the day, a sentence that says so.
  std::vector<std::string> not_in_force(calendar::Day on) const;

  /// The whole reason: the rule, who, how it stands, what opened it, how the day was counted, what fulfils it, whose
  /// move it is, which readings it rests on and what is not known.
  std::vector<Paragraph> why(obligation::VisibleEvents const& view, obligation::Obligation const& o) const;

  std::string no_agreement(obligation::VisibleEvents const& view, obligation::NoAgreementInForce const& u) const;
  std::string ladder(obligation::OnLadder const& on) const;

 private:
  std::string called(std::string const& kind, std::string_view id) const;
  std::string act(obligation::VisibleEvents const& view, std::uint32_t number) const;
  std::string status_of_rule(obligation::Obligation const& o, calendar::Moment const& now) const;
  std::string status_unknown(obligation::Obligation const& o) const;
  std::string status_not_held_against(obligation::Obligation const& o) const;
  std::string moment(calendar::Moment const& moment) const;
  std::string due(calendar::Due const& due) const;
  std::vector<std::string> counting(obligation::VisibleEvents const& view, obligation::Obligation const& o) const;
  std::vector<std::string> counting_first(obligation::VisibleEvents const& view, obligation::Obligation const& o) const;
  std::vector<std::string> moves(obligation::VisibleEvents const& view, obligation::Obligation const& o) const;
  std::vector<std::string> readings(obligation::Obligation const& o) const;
  std::vector<std::string> bearers(obligation::Obligation const& o) const;
  std::vector<std::string> opening(obligation::VisibleEvents const& view, obligation::Obligation const& o) const;
  std::vector<std::string> fulfils(agreement::Pack const& pack, agreement::Norm const& norm) const;
  std::string leap_day(obligation::VisibleEvents const& view, obligation::Obligation const& o) const;
  Paragraph ending(obligation::VisibleEvents const& view, obligation::Obligation const& o) const;

  obligation::Engine const& engine_;
  obligation::Registry const& registry_;
  NameOf name_of_;
};

/// One day of a count: what it is.
struct CountedDay {
  calendar::Day day;
  std::string weekday;
  std::string what;
  bool counts = false;  ///< false: day 0, a day off, a pause
  bool last = false;
};

/// The steps of a count, one for each day.
/// `last`: what the last day is.
std::vector<CountedDay> counted_days(std::vector<calendar::Step> const& steps, calendar::Span span, Language const& say,
                                     base::Text const& last = base::text("the last day"));

/// The same as lines: day, weekday, what it was.
std::vector<std::string> counted(std::vector<calendar::Step> const& steps, calendar::Span span, Language const& say,
                                 base::Text const& last = base::text("the last day"));

}  // namespace overens::wording
