#include "wording/comparison.hpp"

#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/words.hpp"
#include "wording/item_words.hpp"

namespace overens::wording {
namespace {

using agreement::Difference;
using agreement::Norm;
using agreement::Pack;
using agreement::Pair;
using agreement::Slot;
using base::text;
using Aspect = Difference::Aspect;
using Verdict = Pair::Verdict;

class Comparison {
 public:
  Comparison(Pack const& before, Pack const& after, bool same_too, event::Vocabulary const& vocabulary,
             Language const& say)
      : a_(before, vocabulary, say), b_(after, vocabulary, say), same_too_(same_too), say_(say) {}

  StructuredText write() {
    out_.title = s(text("{0} beside {1}", name(a_.pack()), name(b_.pack())));
    out_.language = say_.tongue() == Tongue::swedish ? "sv" : "en";
    auto const pairs = agreement::compare(a_.pack(), b_.pack());
    summary(pairs);
    validity();
    static std::vector<std::pair<Pair::Kind, base::Text>> const kinds = {
        {Pair::Kind::group, text("Whom it is for")},
        {Pair::Kind::responsibility, text("Who does what?")},
        {Pair::Kind::norm, text("Rules")},
        {Pair::Kind::commitment, text("Commitments")},
        {Pair::Kind::forum, text("Forums")},
        {Pair::Kind::ladder, text("When the parties disagree")},
        {Pair::Kind::local_agreement, text("Local agreements")}};
    for (auto const& [kind, heading] : kinds) table(pairs, kind, heading);
    return std::move(out_);
  }

 private:
  std::string s(base::Text const& t) const { return say_.say(t); }

  std::string name(Pack const& pack) const { return fmt::format("{} {}", pack.parties.front().name, pack.version); }

  bool is_one_agreement() const { return a_.pack().agreement == b_.pack().agreement; }

  // Between two agreements nothing is added or missing: a counterpart has been found or not, as far as both are read.
  std::string verdict(Verdict v) const {
    auto const is_alone = v == Verdict::added || v == Verdict::missing;
    if (is_alone && !is_one_agreement()) {
      auto const is_read =
          a_.pack().text == agreement::TextStatus::full && b_.pack().text == agreement::TextStatus::full;
      return is_read ? s(text("no counterpart found in our account")) : s(text("can't be told"));
    }
    switch (v) {
      case Verdict::same:
        return s(text("alike"));
      case Verdict::stronger:
        return s(text("stronger"));
      case Verdict::weaker:
        return s(text("weaker"));
      case Verdict::changed:
        return s(text("different"));
      case Verdict::added:
        return s(text("added"));
      case Verdict::missing:
        return s(text("missing"));
    }
    return {};
  }

  void summary(std::vector<Pair> const& pairs) {
    std::map<Verdict, long> counts;
    for (auto const& pair : pairs) {
      auto const v = pair.verdict();
      ++counts[v == Verdict::missing && !is_one_agreement() ? Verdict::added : v];
    }
    std::vector<std::string> some;
    for (auto const& [v, n] : counts) some.push_back(fmt::format("{} {}", n, verdict(v)));
    out_.paragraph(plain(s(text("{0}, seen from {1}: {2}.", name(b_.pack()), name(a_.pack()), say_.list(some)))));
    if (!is_one_agreement())
      out_.paragraph(
          plain(s(text("The two are different agreements. Rules stand beside each other when what opens them and what "
                       "is owed are alike; for others no counterpart has been found in our account."))));
    for (auto const* one : {&a_, &b_}) {
      if (one->pack().text != agreement::TextStatus::full)
        out_.note(plain(s(text("Only a part of what {0} says has been read, so what is missing may stand in its text.",
                               name(one->pack())))));
    }
  }

  std::string holds(Pack const& pack) const {
    auto const& validity = pack.validity;
    auto line = validity.through ? s(text("from {0} through {1}", calendar::to_string(validity.from),
                                          calendar::to_string(*validity.through)))
                                 : s(text("from {0} until further notice", calendar::to_string(validity.from)));
    if (validity.prolonged) line += ", " + s(text("prolonged by {0} on conditions", a_.span(validity.prolonged->by)));
    if (validity.not_terminable) line += ", " + s(text("no party may give notice"));
    if (validity.renegotiated_on_demand) line += ", " + s(text("renegotiated when a party asks"));
    return line;
  }

  std::string revised(Pack const& pack) const {
    if (!pack.revision) return s(text("not said"));
    std::string line;
    if (pack.revision->every) line = a_.every(*pack.revision->every);
    if (pack.revision->latest)
      line += (line.empty() ? "" : ", ") + s(text("by {0}", calendar::to_string(*pack.revision->latest)));
    return line.empty() ? s(text("not said")) : line;
  }

  void validity() {
    out_.heading(2, "validity", s(text("Parties, validity and revision")));
    std::vector<std::vector<Line>> rows;
    rows.push_back({plain(s(text("Municipalities"))), plain(std::to_string(a_.pack().parties.size() - 1)),
                    plain(std::to_string(b_.pack().parties.size() - 1))});
    rows.push_back({plain(s(text("In force"))), plain(holds(a_.pack())), plain(holds(b_.pack()))});
    rows.push_back({plain(s(text("Is to be revised"))), plain(revised(a_.pack())), plain(revised(b_.pack()))});
    out_.table({}, {s(text("What")), name(a_.pack()), name(b_.pack())}, std::move(rows));
  }

  void table(std::vector<Pair> const& pairs, Pair::Kind kind, base::Text const& heading) {
    std::vector<std::vector<Line>> rows;
    Line only_a;
    Line only_b;
    for (auto const& pair : pairs) {
      if (pair.kind != kind || (!same_too_ && pair.verdict() == Verdict::same)) continue;
      if (pair.after == nullptr) {
        add_alone(only_a, a_, *pair.before);
      } else if (pair.before == nullptr) {
        add_alone(only_b, b_, *pair.after);
      } else {
        auto title = say_.say(pair.before->title);
        if (auto const other = say_.say(pair.after->title); other != title) title += " / " + other;
        rows.push_back({plain(title),
                        {{base::capitalised(verdict(pair.verdict())), {}, true}},
                        wording(a_, kind, *pair.before),
                        wording(b_, kind, *pair.after),
                        plain(what(pair))});
      }
    }
    if (rows.empty() && only_a.empty() && only_b.empty()) return;
    out_.heading(2, fmt::format("kind-{}", static_cast<int>(kind)), s(heading));
    out_.table({}, {s(text("What")), s(text("Verdict")), name(a_.pack()), name(b_.pack()), s(text("How"))},
               std::move(rows));
    alone(only_a, only_b);
  }

  // What only one of the two has: by its titles, since there is nothing to set it beside.
  void alone(Line const& only_a, Line const& only_b) {
    if (only_a.empty() && only_b.empty()) return;
    std::vector<std::vector<Line>> facts;
    auto const add = [&](Verdict v, Pack const& pack, Line const& line) {
      if (!line.empty())
        facts.push_back({plain(is_one_agreement() ? base::capitalised(verdict(v)) : name(pack)), line});
    };
    add(Verdict::missing, a_.pack(), only_a);
    add(Verdict::added, b_.pack(), only_b);
    if (!is_one_agreement()) out_.heading(3, {}, base::capitalised(verdict(Verdict::missing)));
    out_.facts(std::move(facts));
  }

  static void add_alone(Line& line, ItemWords const& words, agreement::Item const& item) {
    if (!line.empty()) line.push_back({"; "});
    line.push_back({words.s(item.title)});
    auto sections = words.cited(item.cite);
    for (auto& piece : sections) piece.section_of = piece.to.empty() ? nullptr : &words.pack();
    if (sections.empty()) return;
    line.push_back({" ("});
    line.insert(line.end(), sections.begin(), sections.end());
    line.push_back({")"});
  }

  // What one of the two says, with its sections.
  Line wording(ItemWords const& words, Pair::Kind kind, agreement::Item const& item) const {
    Line line;
    if (auto const says = in_short(words, kind, item); !says.empty()) line.push_back({says + "\n"});
    auto sections = words.cited(item.cite);
    for (auto& piece : sections) piece.section_of = piece.to.empty() ? nullptr : &words.pack();
    if (!sections.empty()) line.push_back({s(text("Section")) + " "});
    line.insert(line.end(), sections.begin(), sections.end());
    return line;
  }

  std::string in_short(ItemWords const& words, Pair::Kind kind, agreement::Item const& item) const {
    switch (kind) {
      case Pair::Kind::norm: {
        auto const& norm = static_cast<Norm const&>(item);
        auto line = norm.says.empty() ? words.verb(norm) : s(text("“{0}”", words.swedish(norm.says)));
        auto const time = of_norm(words, norm, Aspect::time);
        return fmt::format("{}: {}, {}", words.bearer(words.pack(), norm), line, time);
      }
      case Pair::Kind::commitment:
        return say_.say(static_cast<agreement::Commitment const&>(item).says);
      case Pair::Kind::responsibility:
        return words.holders(static_cast<agreement::Responsibility const&>(item));
      case Pair::Kind::forum:
        return say_.say(static_cast<agreement::Forum const&>(item).mandate);
      case Pair::Kind::ladder:
        return side(words, kind, item, Aspect::steps);
      case Pair::Kind::local_agreement:
        return side(words, kind, item, Aspect::content);
      case Pair::Kind::group:
        return words.ages(static_cast<agreement::TargetGroup const&>(item).ages);
    }
    return {};
  }

  std::string what(Pair const& pair) const {
    std::vector<std::string> lines;
    for (auto const& difference : pair.differences) {
      auto const one = a_side(pair, difference.aspect);
      auto const other = b_side(pair, difference.aspect);
      lines.push_back(one.empty() && other.empty() ? aspect(difference.aspect)
                                                   : fmt::format("{}: {} → {}", aspect(difference.aspect),
                                                                 one.empty() ? "–" : one, other.empty() ? "–" : other));
    }
    return fmt::format("{}", fmt::join(lines, "\n"));
  }

  std::string a_side(Pair const& pair, Aspect aspect) const { return side(a_, pair.kind, *pair.before, aspect); }
  std::string b_side(Pair const& pair, Aspect aspect) const { return side(b_, pair.kind, *pair.after, aspect); }

  std::string side(ItemWords const& words, Pair::Kind kind, agreement::Item const& item, Aspect aspect) const {
    switch (kind) {
      case Pair::Kind::norm:
        return of_norm(words, static_cast<Norm const&>(item), aspect);
      case Pair::Kind::responsibility: {
        auto const& one = static_cast<agreement::Responsibility const&>(item);
        std::string in_a_row;
        for (auto const c : words.holders(one)) in_a_row += c == '\n' ? std::string(", ") : std::string(1, c);
        return in_a_row;
      }
      case Pair::Kind::commitment: {
        auto const& one = static_cast<agreement::Commitment const&>(item);
        if (aspect == Aspect::who) return one.forum.empty() ? words.party(one.party) : words.forum(one.forum);
        if (aspect == Aspect::group) return one.group.empty() ? std::string() : words.group(one.group);
        Norm sample;
        sample.verb = one.verb;
        return words.verb(sample);
      }
      case Pair::Kind::forum: {
        auto const& one = static_cast<agreement::Forum const&>(item);
        return one.convened_by.empty() ? s(text("not said")) : words.party(one.convened_by);
      }
      case Pair::Kind::ladder: {
        std::vector<std::string> steps;
        for (auto const& rung : static_cast<agreement::Ladder const&>(item).rungs)
          steps.push_back(say_.say(rung.title));
        return fmt::format("{}", fmt::join(steps, ", "));
      }
      case Pair::Kind::local_agreement: {
        auto const& one = static_cast<agreement::LocalTemplate const&>(item);
        if (aspect == Aspect::required) return one.required ? s(text("expected")) : s(text("where it is needed"));
        return s(base::plural("one heading", "{0} headings", static_cast<long>(one.headings.size())));
      }
      case Pair::Kind::group:
        return words.ages(static_cast<agreement::TargetGroup const&>(item).ages);
    }
    return {};
  }

  std::string of_norm(ItemWords const& words, Norm const& norm, Aspect aspect) const {
    switch (aspect) {
      case Aspect::strength:
      case Aspect::practice:
        return words.verb(norm);
      case Aspect::time: {
        auto const due = norm.every ? words.every(norm.every->span) : words.due(norm);
        return due.empty() ? s(text("no day is named")) : due;
      }
      case Aspect::interval:
        return norm.every ? words.every(norm.every->span) : std::string();
      case Aspect::who:
        return words.bearer(words.pack(), norm);
      case Aspect::opens:
        return words.opens(norm);
      case Aspect::fulfils:
        return words.conditions(norm, norm.met ? Slot::met : norm.broken_by ? Slot::broken_by : Slot::used_by);
      case Aspect::exceptions:
        return words.conditions(norm, Slot::unless);
      case Aspect::beforehand:
        return words.conditions(norm, Slot::met_before);
      case Aspect::steps:
        return words.conditions(norm, Slot::steps);
      case Aspect::ends:
        return words.conditions(norm, Slot::until);
      case Aspect::pauses:
        return words.conditions(norm, Slot::pause);
      case Aspect::moves:
        return words.conditions(norm, Slot::moved);
      case Aspect::group: {
        std::vector<std::string> all;
        for (auto const& id : norm.groups) all.push_back(words.group(id));
        return fmt::format("{}", fmt::join(all, ", "));
      }
      case Aspect::releases:
        return words.conditions(norm, Slot::release);
      case Aspect::lapses:
        return norm.late == Norm::Late::lapses ? s(text("lapses after the day")) : s(text("still owed after the day"));
      case Aspect::again:
        return norm.again == Norm::Again::never ? s(text("once only")) : words.again(norm);
      case Aspect::all_must:
        return norm.by == Norm::By::all ? s(text("every one of them")) : s(text("one is enough"));
      default:
        return {};
    }
  }

  std::string aspect(Aspect aspect) const {
    switch (aspect) {
      case Aspect::strength:
      case Aspect::practice:
        return s(text("Strength"));
      case Aspect::time:
        return s(text("By when"));
      case Aspect::interval:
        return s(text("How often"));
      case Aspect::who:
        return s(text("Who"));
      case Aspect::opens:
        return s(text("When it arises"));
      case Aspect::fulfils:
        return s(text("What fulfils it"));
      case Aspect::group:
        return s(text("Target group"));
      case Aspect::releases:
        return s(text("Falls away by"));
      case Aspect::lapses:
        return s(text("After the day"));
      case Aspect::again:
        return s(text("Arises anew"));
      case Aspect::all_must:
        return s(text("Whose act"));
      case Aspect::steps:
        return s(text("Steps"));
      case Aspect::exceptions:
        return s(slot_heading(Slot::unless));
      case Aspect::beforehand:
        return s(slot_heading(Slot::met_before));
      case Aspect::ends:
        return s(slot_heading(Slot::until));
      case Aspect::pauses:
        return s(slot_heading(Slot::pause));
      case Aspect::moves:
        return s(slot_heading(Slot::moved));
      case Aspect::required:
        return s(text("Requirement"));
      case Aspect::content:
        return s(text("Content"));
      case Aspect::ages:
        return s(text("Age"));
    }
    return {};
  }

  ItemWords a_;
  ItemWords b_;
  bool same_too_;
  Language const& say_;
  StructuredText out_;
};

}  // namespace

StructuredText comparison(Pack const& before, Pack const& after, bool same_too, event::Vocabulary const& vocabulary,
                          Language const& say) {
  return Comparison(before, after, same_too, vocabulary, say).write();
}

}  // namespace overens::wording
