#include "obligation/ways.hpp"

#include <algorithm>
#include <optional>

namespace overens::obligation {

using agreement::Condition;
using agreement::Where;
using event::DataField;
using event::EventType;
using event::Vocabulary;

namespace {

bool has_word(std::vector<std::string> const& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

template <class All>
std::vector<std::string> ids_other_than(All const& all, std::vector<std::string> const& words) {
  std::vector<std::string> others;
  for (auto const& one : all) {
    if (!has_word(words, one.id)) others.push_back(one.id);
  }
  return others;
}

std::vector<std::string> others_than(std::vector<std::string> const& words, std::string const& field,
                                     EventType const& type, Vocabulary const& v) {
  if (field == "unit_kind") return ids_other_than(v.unit_kinds, words);
  if (field == "by_kind") return ids_other_than(v.authority_kinds, words);
  auto const* found = type.field(field);
  if (found == nullptr) return {};
  if (found->type == DataField::Type::boolean) return {has_word(words, "true") ? "false" : "true"};
  auto const* set = v.code_set(found->of);
  return set == nullptr ? std::vector<std::string>() : ids_other_than(set->codes, words);
}

/// One event that says what two conditions ask for; nothing when one field would have to be two things.
std::optional<Condition> as_one(Condition const& a, Condition const& b) {
  if (a.form != Condition::Form::event || a.event != b.event || a.times != 1 || b.times != 1 || a.of != b.of)
    return std::nullopt;
  auto both = a;
  for (auto const& where : b.where) {
    auto const same =
        std::find_if(both.where.begin(), both.where.end(), [&](Where const& own) { return own.field == where.field; });
    if (same == both.where.end()) {
      both.where.push_back(where);
    } else if (same->is == Where::Is::has && where.is == Where::Is::has) {
      same->words.insert(same->words.end(), where.words.begin(), where.words.end());
    } else if (!(*same == where)) {
      return std::nullopt;
    }
  }
  return both;
}

FieldAsked field_asked(Where const& where, EventType const& type, Vocabulary const& v) {
  FieldAsked asked{where.field, FieldAsked::Is::fixed, values_that_do(where, type, v), where.least};
  switch (where.is) {
    case Where::Is::has:
      break;
    case Where::Is::any_of:
    case Where::Is::none_of:
      if (asked.values.size() != 1) asked.is = FieldAsked::Is::one_of;
      break;
    case Where::Is::at_least:
      asked.is = FieldAsked::Is::at_least;
      break;
    case Where::Is::forum:
      asked.is = FieldAsked::Is::forum;
      break;
  }
  return asked;
}

/// Goes through the conditions of one norm.
class Finding {
 public:
  Finding(WayAsker const& asker, Vocabulary const& vocabulary) : asker_(asker), v_(vocabulary) {}

  void add(Condition const& condition, Way::Does does, bool is_one_of = false) {
    switch (condition.form) {
      case Condition::Form::any:
        for (auto const& part : condition.parts) add(part, does, is_one_of);
        return;
      case Condition::Form::all: {
        auto const parts = in_few_acts(condition.parts);
        for (auto const& part : parts) add(part, does, is_one_of || parts.size() > 1);
        return;
      }
      case Condition::Form::event:
        break;
    }
    auto const* type = v_.type(condition.event);
    if (type == nullptr) return;
    Way way{does, type, {}, condition.times, is_one_of};
    for (auto const& where : condition.where) way.asked.push_back(field_asked(where, *type, v_));
    way.recorded_by = others_that_record(way);
    add(std::move(way));
  }

  std::vector<Way> ways;

 private:
  // By what the condition asks of who does it, and otherwise by what the vocabulary says of the type.
  std::vector<std::string> others_that_record(Way const& way) const {
    auto const& own = asker_.authority_kind;
    if (own.empty()) return {};
    auto const asked =
        std::find_if(way.asked.begin(), way.asked.end(), [](FieldAsked const& one) { return one.field == "by_kind"; });
    auto const& kinds = asked == way.asked.end() ? way.type->by : asked->values;
    return has_word(kinds, own) ? std::vector<std::string>() : kinds;
  }

  // The same act is offered once, for the first that it does.
  void add(Way way) {
    auto const is_same = [&](Way const& one) { return one.type == way.type && one.asked == way.asked; };
    if (std::none_of(ways.begin(), ways.end(), is_same)) ways.push_back(std::move(way));
  }

  WayAsker const& asker_;
  Vocabulary const& v_;
};

}  // namespace

std::vector<std::string> values_that_do(Where const& where, EventType const& type, Vocabulary const& vocabulary) {
  switch (where.is) {
    case Where::Is::any_of:
    case Where::Is::has:
    case Where::Is::forum:
      return where.words;
    case Where::Is::none_of:
      return others_than(where.words, where.field, type, vocabulary);
    case Where::Is::at_least:
      return {};
  }
  return {};
}

std::vector<Condition> in_few_acts(std::vector<Condition> const& parts) {
  std::vector<Condition> all;
  for (auto const& part : parts) {
    std::optional<Condition> joined;
    auto const other =
        std::find_if(all.begin(), all.end(), [&](Condition const& one) { return (joined = as_one(one, part)); });
    if (other == all.end()) {
      all.push_back(part);
    } else {
      *other = *joined;
    }
  }
  return all;
}

std::vector<std::pair<std::string, std::string>> Way::filled_in() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (auto const& one : asked) {
    if (one.is != FieldAsked::Is::fixed || type->field(one.field) == nullptr) continue;
    for (auto const& value : one.values) all.emplace_back(one.field, value);
  }
  return all;
}

std::vector<Way> ways(agreement::Norm const& norm, WayAsker const& asker, Vocabulary const& vocabulary) {
  if (norm.verb == agreement::Verb::must_not || norm.verb == agreement::Verb::may) return {};
  Finding finding(asker, vocabulary);
  for (auto const& step : norm.steps) {
    if (has_word(asker.roles, step.of)) finding.add(step, Way::Does::own_part);
  }
  if (norm.met) finding.add(*norm.met, Way::Does::meets);
  for (auto const& release : norm.release) finding.add(release, Way::Does::releases);
  if (norm.moved) finding.add(*norm.moved, Way::Does::moves);
  return std::move(finding.ways);
}

}  // namespace overens::obligation
