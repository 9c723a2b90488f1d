#include "agreement/check_conditions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "agreement/meant.hpp"
#include "event/subject_link.hpp"

namespace overens::agreement {
namespace {

using base::text;
using event::DataField;

base::Text did_you_mean(std::string_view word, std::vector<std::string> const& known) {
  std::vector<KnownWord> words;
  for (auto const& one : known) words.push_back({one, {}});
  return instead_of(word, words, text("look for it by words: overens vocabulary find"));
}

std::vector<std::string> names_of(event::Vocabulary const& v) {
  std::vector<std::string> all;
  for (auto const& type : v.types) all.push_back(type.name);
  return all;
}

/// What an event is and what its fields must be, wherever it is named.
class EventCheck {
 public:
  EventCheck(Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings)
      : pack_(pack), v_(vocabulary), findings_(findings) {}

  void check(Condition const& c) {
    auto const* type = known(c, c.event);
    if (type == nullptr) return;
    for (auto const& where : c.where) check_where(c, *type, where);
  }

 protected:
  event::EventType const* known(Condition const& c, std::string const& name) {
    auto const* type = v_.type(name);
    if (type == nullptr)
      findings_.refuse(c.place, text("there is no event type {0}", name), did_you_mean(name, names_of(v_)));
    return type;
  }

  void check_forum(Condition const& c, event::DataField const& field, std::string const& forum) {
    if (field.type != DataField::Type::id || field.of != "forum")
      return findings_.refuse(c.place, text("forum: asks for a forum, and {0} names none", field.name),
                              text("write {0}: and the value", field.name));
    if (pack_.forum(forum) == nullptr && !pack_.is_unreadable(forum))
      findings_.refuse(c.place, text("there is no forum {0}", forum),
                       text("write it under forums:, or correct the word"));
  }

  void check_where(Condition const& c, event::EventType const& type, Where const& where) {
    if (where.field == "by_kind" || where.field == "unit_kind") {
      for (auto const& word : where.words) {
        auto const fits = where.field == "by_kind" ? v_.authority_kind(word) != nullptr
                                                   : std::any_of(v_.unit_kinds.begin(), v_.unit_kinds.end(),
                                                                 [&](auto const& k) { return k.id == word; });
        if (!fits)
          findings_.refuse(
              c.place, text("{0}: there is no kind {1}", where.field, word),
              instead_of(word, where.field == "by_kind" ? known_words(v_.authority_kinds) : known_words(v_.unit_kinds),
                         text("see agreements/vocabulary for the words")));
      }
      return;
    }
    auto const* field = type.field(where.field);
    if (field == nullptr) {
      std::vector<std::string> fields = {"by_kind", "unit_kind"};
      for (auto const& f : type.data) fields.push_back(f.name);
      findings_.refuse(c.place, text("{0} has no field {1}", type.name, where.field),
                       did_you_mean(where.field, fields));
      return;
    }
    auto const is_number = field->type == DataField::Type::integer || field->type == DataField::Type::money;
    if (where.is == Where::Is::at_least && !is_number) {
      findings_.refuse(c.place, text("min: asks for a number, and {0} is none", field->name),
                       text("write the value itself"));
    }
    if (where.is == Where::Is::forum) return check_forum(c, *field, where.words.front());
    if (where.is == Where::Is::has && !field->list) {
      findings_.refuse(c.place, text("has: asks for a list, and {0} is none", field->name),
                       text("write {0}: and the value", field->name));
    }
    for (auto const& word : where.words) {
      if (field->type == DataField::Type::id && field->of == "forum" && pack_.forum(word) != nullptr)
        findings_.refuse(c.place,
                         text("{0} holds the id of what has been founded, never {1} itself", field->name, word),
                         text("write {0}", fmt::format("{}: {{forum: {}}}", field->name, word)));
      if (field->type == DataField::Type::code && field->symbols.find(word) == base::WordTable::none) {
        findings_.refuse(c.place, text("{0}: there is no code {1} in {2}", field->name, word, field->of),
                         instead_of(word, known_codes(v_, field->of), text("see agreements/vocabulary for the words")));
      }
      if (field->type == DataField::Type::boolean && word != "true" && word != "false") {
        findings_.refuse(c.place, text("{0} is true or false, not {1}", field->name, word),
                         text("write true or false"));
      }
      if (is_number && (where.is == Where::Is::any_of || where.is == Where::Is::none_of) &&
          word.find_first_not_of("-0123456789") != std::string::npos) {
        findings_.refuse(c.place, text("{0} is a whole number, not {1}", field->name, word),
                         text("write a whole number"));
      }
    }
  }

  Pack const& pack_;
  event::Vocabulary const& v_;
  base::Findings& findings_;
};

class ConditionCheck : EventCheck {
 public:
  ConditionCheck(Norm const& norm, Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings)
      : EventCheck(pack, vocabulary, findings), norm_(norm) {}

  /// An opening must say which subject it is for: its event does; of several that all must be so, one does.
  bool names_subject(Condition const& c) const {
    auto const names = [this](Condition const& part) { return names_subject(part); };
    if (c.form == Condition::Form::any) return std::all_of(c.parts.begin(), c.parts.end(), names);
    if (c.form == Condition::Form::all) return std::any_of(c.parts.begin(), c.parts.end(), names);
    auto const* type = v_.type(c.event);
    return type == nullptr || event::subject_link(*type, norm_.per).by != event::SubjectLink::By::none;
  }

  /// What is left out of an event is no value of its own: then nothing opens, and nobody sees that.
  void warn_of_left_out(Condition const& c) {
    for (auto const& part : c.parts) warn_of_left_out(part);
    auto const* type = c.form == Condition::Form::event ? v_.type(c.event) : nullptr;
    for (auto const& where : c.where) {
      auto const* field = type == nullptr ? nullptr : type->field(where.field);
      if (field == nullptr || field->required || where.is == Where::Is::none_of) continue;
      findings_.warn(c.place, text("it opens by {0} of {1}, which may be left out", field->name, type->name),
                     text("write not: and the values by which it does not open, or be sure that it has to be said"));
    }
  }

  /// What only stands in the same case may have been done for something else, however long ago.
  void warn_of_long_ago(Condition const& c) {
    for (auto const& part : c.parts) warn_of_long_ago(part);
    auto const* type = c.form == Condition::Form::event ? v_.type(c.event) : nullptr;
    auto const counts_from = !c.since.empty() && c.since != "ever";
    if (type == nullptr || !is_tied_by_case(*type) || c.within || counts_from || !c.not_ended_by.empty()) return;
    findings_.warn(c.place, text("{0} counts however long ago it was recorded in the case", type->name),
                   text("write not_ended_by:, within: or since: opening, or be sure that it stands for good"));
  }

  void check(Condition const& c) {
    for (auto const& part : c.parts) check(part);
    if (c.form != Condition::Form::event) return;
    auto const* type = known(c, c.event);
    if (type == nullptr) return;
    tied(c, *type);
    for (auto const& where : c.where) check_where(c, *type, where);
    for (auto const* word : {&c.since, &c.before}) {
      if (!word->empty() && *word != "opening" && *word != "ever") known(c, *word);
    }
    if (c.before == "ever")
      findings_.refuse(c.place, text("before: ever says nothing"), text("write opening or a type of event"));
    if (auto const* end = c.not_ended_by.empty() ? nullptr : known(c, c.not_ended_by)) {
      tied(c, *end);
      for (auto const& where : c.ended_where) check_where(c, *end, where);
    }
    if (!c.distinct.empty() && c.distinct != "authority" && c.distinct != "party" &&
        type->field(c.distinct) == nullptr) {
      findings_.refuse(c.place, text("{0} has no field {1}", type->name, c.distinct),
                       text("write a field of it, authority or party"));
    }
    if (!c.distinct.empty() && c.times < 2) {
      findings_.refuse(c.place, text("distinct: counts nothing without times: of at least 2"),
                       text("add times:, or remove distinct:"));
    }
  }

 private:
  bool is_tied_by_case(event::EventType const& type) const {
    auto const* kind = v_.kind(norm_.per);
    auto const by = event::subject_link(type, norm_.per).by;
    return kind != nullptr && kind->individual &&
           (by == event::SubjectLink::By::none || by == event::SubjectLink::By::in_case);
  }

  // By the subject's own id, or, for what belongs to somebody's case, by the case.
  void tied(Condition const& c, event::EventType const& type) {
    if (event::subject_link(type, norm_.per).by != event::SubjectLink::By::none) return;
    auto const* kind = v_.kind(norm_.per);
    if (kind == nullptr || !kind->individual || type.in_case == event::Presence::none) {
      findings_.refuse(c.place,
                       text("{0} can't be tied to a {1}: it has neither its id nor a case", type.name, norm_.per),
                       text("choose another event, or another per:"));
    }
  }

  Norm const& norm_;
};

}  // namespace

void check_event(Condition const& event, Pack const& pack, event::Vocabulary const& vocabulary,
                 base::Findings& findings) {
  EventCheck(pack, vocabulary, findings).check(event);
}

void check_condition(Condition const& condition, Norm const& norm, Pack const& pack, Slot slot,
                     event::Vocabulary const& vocabulary, base::Findings& findings) {
  ConditionCheck check(norm, pack, vocabulary, findings);
  check.check(condition);
  auto const opens = slot == Slot::opens;
  if (opens) check.warn_of_left_out(condition);
  if (slot == Slot::met_before || slot == Slot::release) check.warn_of_long_ago(condition);
  if (opens && !check.names_subject(condition)) {
    findings.refuse(condition.place, text("the opening does not say which {0} it is for", norm.per),
                    text("open by an event about a {0}, or write per: case", norm.per));
  }
}

}  // namespace overens::agreement
