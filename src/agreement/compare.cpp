#include "agreement/compare.hpp"

#include <algorithm>
#include <set>

#include <fmt/ranges.h>

#include "base/words.hpp"

namespace overens::agreement {
namespace {

using Aspect = Difference::Aspect;
using Way = Difference::Way;

std::string in_order(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  return fmt::format("{}", fmt::join(words, " "));
}

std::string asked_of(std::vector<Where> const& fields) {
  std::vector<std::string> all;
  for (auto const& where : fields)
    all.push_back(
        fmt::format("{}:{}:{}:{}", where.field, static_cast<int>(where.is), where.least, in_order(where.words)));
  return in_order(std::move(all));
}

// The event with the values that are asked for: a rule about every placement is not one about those in a home.
std::string event_asked(Condition const& one) {
  return one.event + " " + asked_of(one.where);
}

// All that decides whether the condition holds. The order of its parts does not.
std::string in_full(Condition const& one) {
  std::vector<std::string> parts;
  for (auto const& part : one.parts) parts.push_back(in_full(part));
  auto const within = one.within ? fmt::format("{} {}", one.within->count, static_cast<int>(one.within->unit)) : "";
  return fmt::format("{} ({}) {} since {} before {} within {} times {} distinct {} not ended by {} {} of {}",
                     static_cast<int>(one.form), in_order(std::move(parts)), event_asked(one), one.since, one.before,
                     within, one.times, one.distinct, one.not_ended_by, asked_of(one.ended_where), one.of);
}

template <class InSlot>
std::set<std::string> in_full(InSlot const& slot) {
  std::set<std::string> all;
  each_in(slot, [&](Condition const& one) { all.insert(in_full(one)); });
  return all;
}

// A promise binds less than a must, and more than a should. What is only an example binds nobody.
int strength(Norm const& norm) {
  switch (norm.verb) {
    case Verb::must:
    case Verb::must_not:
      return 3;
    case Verb::promise:
      return 2;
    case Verb::should:
      return 1;
    case Verb::may:
      return 0;
  }
  return 0;
}

// Roughly, to tell which of two times is the longer; days are counted by the calendar, never here.
double length(calendar::Span span) {
  switch (span.unit) {
    case calendar::Unit::hour:
      return static_cast<double>(span.count) / 24;
    case calendar::Unit::day:
      return static_cast<double>(span.count);
    case calendar::Unit::working_day:
      return static_cast<double>(span.count) * 7 / 5;
    case calendar::Unit::week:
      return static_cast<double>(span.count) * 7;
    case calendar::Unit::month:
      return static_cast<double>(span.count) * 30.4;
    case calendar::Unit::year:
      return static_cast<double>(span.count) * 365.25;
  }
  return 0;
}

auto who(Bearer const& bearer) {
  return std::tuple(bearer.form, bearer.roles, bearer.forum, bearer.parties, bearer.each);
}

/// How the norms of one pair differ.
class NormDifferences {
 public:
  NormDifferences(Norm const& before, Norm const& after) : a_(before), b_(after) {}

  std::vector<Difference> all() {
    by(Aspect::strength, strength(a_), strength(b_));
    by(Aspect::practice, a_.practice ? 0 : 1, b_.practice ? 0 : 1);
    time();
    interval();
    if (who(a_.bearer) != who(b_.bearer) || a_.carried_out_by.sv != b_.carried_out_by.sv) add(Aspect::who, Way::other);
    conditions();
    releases();
    if (a_.groups != b_.groups) add(Aspect::group, Way::other);
    by(Aspect::lapses, a_.late == Norm::Late::lapses ? 0 : 1, b_.late == Norm::Late::lapses ? 0 : 1);
    if (a_.again != b_.again) {
      auto const one = [](Norm const& norm) { return norm.again == Norm::Again::never ? 0 : 1; };
      one(a_) == one(b_) ? add(Aspect::again, Way::other) : by(Aspect::again, one(a_), one(b_));
    }
    by(Aspect::all_must, a_.by == Norm::By::all ? 1 : 0, b_.by == Norm::By::all ? 1 : 0);
    return std::move(all_);
  }

 private:
  void add(Aspect aspect, Way way) { all_.push_back({aspect, way}); }

  static std::optional<Aspect> aspect_of(Slot slot) {
    switch (slot) {
      case Slot::opens:
        return Aspect::opens;
      case Slot::unless:
        return Aspect::exceptions;
      case Slot::after:
        return std::nullopt;  // see time()
      case Slot::met:
      case Slot::broken_by:
      case Slot::used_by:
        return Aspect::fulfils;
      case Slot::met_before:
        return Aspect::beforehand;
      case Slot::steps:
        return Aspect::steps;
      case Slot::release:
        return std::nullopt;  // see releases()
      case Slot::until:
        return Aspect::ends;
      case Slot::pause:
      case Slot::resume:
        return Aspect::pauses;
      case Slot::moved:
        return Aspect::moves;
    }
    return std::nullopt;
  }

  // Each aspect once, whichever of its slots differ.
  void conditions() {
    std::set<Aspect> differ;
    if (a_.once != b_.once) differ.insert(Aspect::opens);
    each_slot(
        [&](Slot slot, auto const& a, auto const& b) {
          auto const aspect = aspect_of(slot);
          if (aspect && in_full(a) != in_full(b)) differ.insert(*aspect);
        },
        static_cast<Slots<Condition> const&>(a_), static_cast<Slots<Condition> const&>(b_));
    for (auto const aspect : differ) add(aspect, Way::other);
  }

  template <class T>
  void by(Aspect aspect, T before, T after) {
    if (before != after) add(aspect, before < after ? Way::stronger : Way::weaker);
  }

  // A day is stronger than a word for one, and that than nothing.
  static int exactness(Norm const& norm) {
    if (norm.every) return 2;
    return !norm.due ? 0 : norm.due->recipe ? 2 : 1;
  }

  void time() {
    if (exactness(a_) != exactness(b_)) return by(Aspect::time, exactness(a_), exactness(b_));
    if (a_.due && b_.due && (a_.due->field != b_.due->field || a_.due->watch_field != b_.due->watch_field))
      return add(Aspect::time, Way::other);
    if (!a_.due || !b_.due || !a_.due->recipe || !b_.due->recipe) return;
    auto const& one = *a_.due->recipe;
    auto const& other = *b_.due->recipe;
    if (one.day != other.day) {
      if (one.day && other.day)
        by(Aspect::time, -one.day->time_since_epoch().count(), -other.day->time_since_epoch().count());
      else
        add(Aspect::time, Way::other);
    } else if (!(one.span == other.span))
      by(Aspect::time, -length(one.span), -length(other.span));
    else if (one.roll != other.roll || in_full(a_.after) != in_full(b_.after))
      add(Aspect::time, Way::other);
  }

  void interval() {
    if (!a_.every || !b_.every || a_.every->span == b_.every->span) return;
    by(Aspect::interval, -length(a_.every->span), -length(b_.every->span));
  }

  void releases() {
    auto const before = in_full(a_.release);
    auto const after = in_full(b_.release);
    if (before == after) return;
    auto const fewer = std::includes(before.begin(), before.end(), after.begin(), after.end());
    auto const more = std::includes(after.begin(), after.end(), before.begin(), before.end());
    add(Aspect::releases, fewer ? Way::stronger : more ? Way::weaker : Way::other);
  }

  Norm const& a_;
  Norm const& b_;
  std::vector<Difference> all_;
};

std::vector<Difference> differences(Norm const& before, Norm const& after) {
  return NormDifferences(before, after).all();
}

std::vector<Difference> differences(Responsibility const& before, Responsibility const& after) {
  auto const who = [](Responsibility const& one) {
    std::set<std::tuple<std::string, std::string, std::string>> all;
    auto const add = [&](std::vector<Holder> const& holders, Ages const& of) {
      auto const ages = std::to_string(of.from.value_or(-1)) + "-" + std::to_string(of.until.value_or(-1));
      for (auto const& holder : holders) all.insert({holder.party, holder.part, ages});
    };
    add(one.who, one.ages.value_or(Ages{}));
    for (auto const& band : one.by_age) add(band.who, band.ages);
    return all;
  };
  if (who(before) == who(after)) return {};
  return {{Aspect::who, Way::other}};
}

std::vector<Difference> differences(Commitment const& before, Commitment const& after) {
  std::vector<Difference> all;
  if (before.party != after.party || before.forum != after.forum) all.push_back({Aspect::who, Way::other});
  if (before.group != after.group) all.push_back({Aspect::group, Way::other});
  if (before.verb != after.verb) {
    Norm a;
    Norm b;
    a.verb = before.verb;
    b.verb = after.verb;
    all.push_back({Aspect::strength, strength(a) < strength(b) ? Way::stronger : Way::weaker});
  }
  return all;
}

std::vector<Difference> differences(Ladder const& before, Ladder const& after) {
  auto const steps = [](Ladder const& one) {
    std::vector<std::string> all;
    for (auto const& rung : one.rungs) all.push_back(rung.forum.empty() ? base::folded(rung.title.sv) : rung.forum);
    return all;
  };
  if (steps(before) == steps(after)) return {};
  return {{Aspect::steps, Way::other}};
}

std::vector<Difference> differences(LocalTemplate const& before, LocalTemplate const& after) {
  std::vector<Difference> all;
  if (before.required != after.required)
    all.push_back({Aspect::required, after.required ? Way::stronger : Way::weaker});
  auto const headings = [](LocalTemplate const& one) {
    std::set<std::string> some;
    for (auto const& heading : one.headings) some.insert(base::folded(heading.title.sv));
    return some;
  };
  auto const a = headings(before);
  auto const b = headings(after);
  if (a != b) {
    auto const more = std::includes(b.begin(), b.end(), a.begin(), a.end());
    auto const fewer = std::includes(a.begin(), a.end(), b.begin(), b.end());
    all.push_back({Aspect::content, more ? Way::stronger : fewer ? Way::weaker : Way::other});
  }
  return all;
}

std::vector<Difference> differences(TargetGroup const& before, TargetGroup const& after) {
  auto const ages = [](TargetGroup const& one) {
    return std::tuple(one.ages ? one.ages->from : std::nullopt, one.ages ? one.ages->until : std::nullopt);
  };
  if (ages(before) == ages(after)) return {};
  return {{Aspect::ages, Way::other}};
}

std::vector<Difference> differences(Forum const& before, Forum const& after) {
  std::vector<Difference> all;
  if (before.convened_by != after.convened_by) all.push_back({Aspect::who, Way::other});
  return all;
}

bool shares(std::vector<std::string> const& a, std::vector<std::string> const& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](auto const& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

// The events that a condition waits for, whatever more it says of them.
void add_events(Condition const& condition, std::set<std::string>& all) {
  if (condition.form == Condition::Form::event) all.insert(event_asked(condition));
  for (auto const& part : condition.parts) add_events(part, all);
}

std::set<std::string> openings(Norm const& norm) {
  std::set<std::string> all;
  if (norm.every) all.insert("every");
  if (norm.once) all.insert("once");
  if (norm.opens) add_events(*norm.opens, all);
  return all;
}

// What decides that it is done, broken or used, with its values.
std::set<std::string> owed(Norm const& norm) {
  std::set<std::string> all;
  for (auto const* one : {&norm.met, &norm.broken_by, &norm.used_by}) {
    if (*one) add_events(**one, all);
  }
  return all;
}

// How surely two items of different agreements are about the same; 0: not.
int likeness(Norm const& a, Norm const& b) {
  if (owed(a).empty() || owed(a) != owed(b) || a.per != b.per || openings(a) != openings(b)) return 0;
  if ((a.verb == Verb::must_not) != (b.verb == Verb::must_not) || (a.verb == Verb::may) != (b.verb == Verb::may))
    return 0;
  return 1 + (a.bearer.roles == b.bearer.roles ? 1 : 0);
}
int likeness(Responsibility const& a, Responsibility const& b) {
  return a.need == b.need ? 1 : 0;
}
int likeness(Ladder const& a, Ladder const& b) {
  return shares(a.about, b.about) ? 1 : 0;
}
int likeness(TargetGroup const& a, TargetGroup const& b) {
  if (base::folded(a.title.sv) == base::folded(b.title.sv)) return 3;
  if (!a.noted.empty() || !b.noted.empty()) return a.noted == b.noted ? 2 : shares(a.noted, b.noted) ? 1 : 0;
  return differences(a, b).empty() ? 1 : 0;
}
int likeness(LocalTemplate const& a, LocalTemplate const& b) {
  return a.kind == b.kind ? 1 : 0;
}
int likeness(Item const& a, Item const& b) {
  return base::folded(a.title.sv) == base::folded(b.title.sv) ? 1 : 0;
}

template <class T>
void compare(Pair::Kind kind, std::vector<T> const& before, std::vector<T> const& after, bool same_agreement,
             std::vector<Pair>& all) {
  std::set<T const*> taken;
  for (auto const& one : before) {
    T const* match = nullptr;
    int best = 0;
    for (auto const& other : after) {
      if (taken.contains(&other)) continue;
      auto const like = same_agreement ? (one.id == other.id ? 1 : 0) : likeness(one, other);
      if (like > best) {
        best = like;
        match = &other;
      }
    }
    if (match != nullptr) taken.insert(match);
    all.push_back({kind, &one, match, match == nullptr ? std::vector<Difference>() : differences(one, *match)});
  }
  for (auto const& other : after) {
    if (!taken.contains(&other)) all.push_back({kind, nullptr, &other});
  }
}

}  // namespace

Pair::Verdict Pair::verdict() const {
  if (before == nullptr) return Verdict::added;
  if (after == nullptr) return Verdict::missing;
  if (differences.empty()) return Verdict::same;
  auto const all = [&](Way way) {
    return std::all_of(differences.begin(), differences.end(), [&](auto const& d) { return d.way == way; });
  };
  return all(Way::stronger) ? Verdict::stronger : all(Way::weaker) ? Verdict::weaker : Verdict::changed;
}

std::vector<Pair> compare(Pack const& before, Pack const& after) {
  std::vector<Pair> all;
  auto const sections = [](Pack const& pack, Item const* item) {
    auto const found = std::find_if(pack.sections.begin(), pack.sections.end(),
                                    [&](auto const& s) { return !item->cite.empty() && s.id == item->cite.front(); });
    return found - pack.sections.begin();
  };
  auto const same = before.agreement == after.agreement;
  compare(Pair::Kind::group, before.groups, after.groups, same, all);
  compare(Pair::Kind::responsibility, before.responsibilities, after.responsibilities, same, all);
  compare(Pair::Kind::norm, before.norms, after.norms, same, all);
  compare(Pair::Kind::commitment, before.commitments, after.commitments, same, all);
  compare(Pair::Kind::forum, before.forums, after.forums, same, all);
  compare(Pair::Kind::ladder, before.ladders, after.ladders, same, all);
  compare(Pair::Kind::local_agreement, before.local_templates, after.local_templates, same, all);
  // By kind; within it by the sections of the first, then what only the other has by its own.
  auto const place = [&](Pair const& pair) {
    auto const added = pair.before == nullptr;
    return std::tuple(pair.kind, added, added ? sections(after, pair.after) : sections(before, pair.before));
  };
  std::stable_sort(all.begin(), all.end(), [&](auto const& a, auto const& b) { return place(a) < place(b); });
  return all;
}

}  // namespace overens::agreement
