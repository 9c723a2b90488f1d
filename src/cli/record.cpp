#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include <fmt/format.h>
#include <unistd.h>

#include "app/queries.hpp"
#include "base/words.hpp"
#include "cli/acting.hpp"
#include "cli/commands.hpp"
#include "cli/opened.hpp"
#include "cli/terminal.hpp"
#include "event/known.hpp"
#include "event/words.hpp"
#include "server/recording.hpp"

namespace overens::cli {

using base::text;
using event::DataField;
using event::Draft;

namespace {

// More is refused by the event's reader as the text that it is.
constexpr std::int64_t most_kronor = 1'000'000'000'000;

std::optional<std::int64_t> whole(std::string_view digits) {
  std::int64_t number = 0;
  auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<bool> truth(std::string_view written) {
  if (written == "true" || written == "ja" || written == "yes") return true;
  if (written == "false" || written == "nej" || written == "no") return false;
  return std::nullopt;
}

// Kronor, with öre behind a comma or a point if need be: 1250 or 1250,50.
std::optional<std::int64_t> ore(std::string_view written) {
  auto const mark = std::min(written.find_first_of(",."), written.size());
  auto const kronor = whole(written.substr(0, mark));
  if (!kronor || *kronor > most_kronor || *kronor < -most_kronor) return std::nullopt;
  if (mark == written.size()) return *kronor * 100;
  auto const part = written.substr(mark + 1);
  auto const rest = whole(part);
  if (part.size() != 2 || !rest || *rest < 0 || *kronor < 0) return std::nullopt;
  return *kronor * 100 + *rest;
}

// What is no number or truth stays a text, which the event's reader refuses with what to write.
event::DraftValue value_of(DataField const& field, std::string const& written) {
  auto const is = field.type;
  if (auto const said = is == DataField::Type::boolean ? truth(written) : std::nullopt) return *said;
  if (auto const number = is == DataField::Type::integer ? whole(written) : std::nullopt) return *number;
  if (auto const sum = is == DataField::Type::money ? ore(written) : std::nullopt) return *sum;
  return written;
}

// Why what somebody has typed can't stand in the field; nothing: it can.
std::optional<base::Text> fault_of(DataField const& field, std::string const& written) {
  switch (field.type) {
    case DataField::Type::boolean:
      return truth(written) ? std::nullopt : std::optional(text("Answer yes or no"));
    case DataField::Type::integer: {
      auto const number = whole(written);
      return number ? event::fault_of_number(field, *number) : std::optional(text("Write a whole number"));
    }
    case DataField::Type::money:
      return ore(written) ? std::nullopt : std::optional(text("Write the sum in kronor, such as 1250 or 1250,50"));
    case DataField::Type::day:
      return calendar::parse_day(written) ? std::nullopt : std::optional(text("Write a day such as 2026-01-31"));
    case DataField::Type::code:
      return field.symbols.find(written) != base::WordTable::none
                 ? std::nullopt
                 : std::optional(text("Write one of the words that stand before a colon"));
    default:
      return event::fault_of_words(field, written);
  }
}

/// Puts together the events that are asked for.
class Asked {
 public:
  Asked(RecordOptions const& options, event::Vocabulary const& vocabulary, wording::Language const& say)
      : options_(options), vocabulary_(vocabulary), say_(say), may_ask_(isatty(STDIN_FILENO) != 0) {}

  /// Nothing, after having said what is wrong.
  std::optional<std::vector<Draft>> drafts() {
    std::vector<Draft> all;
    if (auto const* act = vocabulary_.act(options_.type)) {
      for (auto const& part : act->parts) {
        if (happened(*act, part, all)) all.push_back(draft(*vocabulary_.type(part.event), &part));
      }
      std::stable_partition(all.begin(), all.end(),
                            [](Draft const& one) { return one.type != event::known::disclosure_made; });
      event::disclose_those_before(all, vocabulary_, options_.command, calendar::day_in_sweden(this_moment()));
      if (all.empty()) {
        complain(text("write what happened: --also and an event, or --field and the answer to a question"), say_);
        return std::nullopt;
      }
    } else if (auto const* type = vocabulary_.type(options_.type)) {
      all.push_back(draft(*type, nullptr));
    } else {
      complain(text("there is no event type, and no act, {0}", options_.type), say_);
      return std::nullopt;
    }
    for (auto const& given : options_.fields) {
      auto const name = given.substr(0, given.find('='));
      if (used_.contains(name) && given.find('=') != std::string::npos) continue;
      complain(text("there is no field {0}: write name=value", name), say_);
      return std::nullopt;
    }
    return all;
  }

 private:
  bool happened(event::ComposedAct const& act, event::ActPart const& part, std::vector<Draft> const& so_far) {
    if (part.is_always()) return true;
    if (!part.also.empty()) return is_also(part);
    auto const& name = part.when.field;
    auto const& answers = part.when.is;
    auto const said = act.question(name) != nullptr ? std::vector{answered(*act.question(name))} : kept(so_far, name);
    return std::any_of(said.begin(), said.end(), [&](std::string const& one) {
      return std::find(answers.begin(), answers.end(), one) != answers.end();
    });
  }

  static std::vector<std::string> kept(std::vector<Draft> const& drafts, std::string const& name) {
    std::vector<std::string> all;
    for (auto const& one : drafts) {
      for (auto const& field : one.data) {
        if (field.name != name) continue;
        for (auto const& value : field.values) {
          if (auto const* word = std::get_if<std::string>(&value)) all.push_back(*word);
          if (auto const* truth = std::get_if<bool>(&value)) all.emplace_back(*truth ? "true" : "false");
        }
      }
    }
    return all;
  }

  // The id of an answer; empty: none was given.
  std::string answered(event::ActQuestion const& question) {
    auto const is_answer = [&](std::string const& id) {
      return std::any_of(question.answers.begin(), question.answers.end(),
                         [&](auto const& one) { return one.id == id; });
    };
    used_.insert(question.id);
    for (auto const& one : options_.fields) {
      if (one.starts_with(question.id + "=")) answers_[question.id] = {one.substr(question.id.size() + 1)};
    }
    if (!answers_.contains(question.id) && may_ask_) {
      for (auto const& one : question.answers) fmt::print("  {}: {}\n", one.id, say_.say(one.label));
      for (std::string line; prompt(base::capitalised(say_.say(question.label))), std::getline(std::cin, line);) {
        if (is_answer(line) || (line.empty() && !question.required)) {
          answers_[question.id] = {line};
          break;
        }
        complain(text("Write one of the words that stand before a colon"), say_);
      }
    }
    auto const& given = answers_[question.id];
    return given.empty() ? std::string() : given.front();
  }

  bool is_also(event::ActPart const& part) const {
    if (std::find(options_.also.begin(), options_.also.end(), part.event) != options_.also.end()) return true;
    if (!may_ask_) return false;
    for (std::string line; prompt(say_.say(text("{0}? Yes or no", base::capitalised(say_.say(part.also))))),
                           std::getline(std::cin, line);) {
      if (auto const said = line.empty() ? std::optional(false) : truth(line)) return *said;
      complain(text("Answer yes or no"), say_);
    }
    return false;
  }

  static void prompt(std::string const& words) {
    fmt::print("{}: ", words);
    std::fflush(stdout);
  }

  // Of one of several events also with its type before the name.
  std::vector<std::string> given(event::EventType const& type, DataField const& field) {
    std::vector<std::string> values;
    for (auto const& name : {field.name, type.name + "." + field.name}) {
      used_.insert(name);
      for (auto const& one : options_.fields) {
        if (one.starts_with(name + "=")) values.push_back(one.substr(name.size() + 1));
      }
    }
    return values;
  }

  std::vector<std::string> ask(DataField const& field, bool is_needed) const {
    auto label = base::capitalised(say_.say(field.label));
    if (!is_needed) label = say_.say(text("{0} (optional)", label));
    if (auto const* set = vocabulary_.code_set(field.of); field.type == DataField::Type::code && set != nullptr) {
      for (auto const& code : set->codes) fmt::print("  {}: {}\n", code.id, say_.say(code.label));
    }
    if (!field.help.empty()) fmt::print("  {}\n", say_.say(field.help));
    std::vector<std::string> values;
    for (std::string line; prompt(label), std::getline(std::cin, line);) {
      auto const is_lacking = line.empty() && is_needed && values.empty();
      auto const fault = line.empty() ? std::nullopt : fault_of(field, line);
      if (is_lacking) complain(text("“{0}” has to be filled in", label), say_);
      if (fault) complain(*fault, say_);
      if (is_lacking || fault) continue;  // asked once more
      if (line.empty()) break;
      values.push_back(line);
      if (!field.list) break;
    }
    return values;
  }

  // What the events of an act share is asked once.
  std::vector<std::string> answer(DataField const& field, bool is_needed) {
    auto const* act = vocabulary_.act(options_.type);
    auto const is_shared =
        act != nullptr && std::find(act->shared.begin(), act->shared.end(), field.name) != act->shared.end();
    if (!is_shared) return ask(field, is_needed);
    auto const known_answer = answers_.find(field.name);
    return known_answer != answers_.end() ? known_answer->second : answers_[field.name] = ask(field, is_needed);
  }

  // What the field that another depends on has been given.
  static std::string said(Draft const& draft, DataField const& field) {
    for (auto const& one : draft.data) {
      if (one.name != field.needed.field || one.values.empty()) continue;
      if (auto const* word = std::get_if<std::string>(&one.values.front())) return *word;
    }
    return {};
  }

  // In a case each kind has its own; what is not named begins.
  std::string subject_of(event::EventType const& type, event::ActPart const* part) const {
    auto const* act = part == nullptr ? nullptr : vocabulary_.act(options_.type);
    if (act == nullptr || !act->is_in_case()) return type.subject.empty() ? std::string() : options_.subject;
    if (type.subject == "case") return options_.in_case;
    for (auto const& one : options_.about) {
      if (one.starts_with(type.subject + "=")) return one.substr(type.subject.size() + 1);
    }
    return type.subject.empty() ? std::string() : options_.subject;
  }

  Draft draft(event::EventType const& type, event::ActPart const* part) {
    Draft made;
    made.type = type.name;
    made.happened = options_.on.empty() ? calendar::to_string(calendar::day_in_sweden(this_moment())) : options_.on;
    made.owner = options_.authority;
    made.as_told_by = options_.told_by;
    made.in_case = options_.in_case;
    made.person = options_.person;
    made.subject_kind = type.subject;
    made.subject_id = subject_of(type, part);
    for (auto const& field : type.data) {
      if (field.type == DataField::Type::raw) continue;
      auto const* by_act = part == nullptr ? nullptr : part->said(field.name);
      auto values = by_act == nullptr ? given(type, field) : std::vector{*by_act};
      if (values.empty() && may_ask_) values = answer(field, field.required || field.needed.by(said(made, field)));
      if (values.empty()) continue;
      event::DraftField put{field.name, {}, field.list};
      for (auto const& value : values) put.values.push_back(value_of(field, value));
      made.data.push_back(std::move(put));
    }
    return made;
  }

  RecordOptions const& options_;
  event::Vocabulary const& vocabulary_;
  wording::Language const& say_;
  bool may_ask_;
  std::set<std::string> used_;
  std::map<std::string, std::vector<std::string>> answers_;  ///< to what events share, by field
};

int say_refused(base::Refusal const& refusal, wording::Language const& say) {
  fmt::print(stderr, "overens: {}{}\n", refusal.field.empty() ? "" : refusal.field + ": ", say.say(refusal.why));
  return 1;
}

int foresee(app::Queries& queries, access::Actor const& actor, app::Command const& command,
            wording::Language const& say) {
  auto const all = server::foresee(queries, actor, command, calendar::day_in_sweden(this_moment()), say);
  if (!all) return say_refused(all.error(), say);
  if (all->on)
    print_fitted("{}\n", say.say(text("As it will be on {0}, if nothing else happens before that.",
                                      calendar::to_string(*all->on))));
  auto const is_nothing = all->told.empty() && !all->changes_cases;
  if (is_nothing) print_fitted("{}\n", say.say(text("Nothing that is owed changes.")));
  for (auto const& one : all->told) print_fitted("{}: {} ({})\n", one.kind, one.title, one.status);
  if (all->untold > 0) print_fitted("{}\n", say.say(wording::and_more(all->untold)));
  if (all->changes_cases) print_fitted("{}\n", say.say(wording::cases_change()));
  return 0;
}

int record_in(app::Store& store, disk::Agreements const& agreements, RecordOptions const& options,
              std::vector<Draft> const& drafts, access::Actor const& actor, wording::Language const& say) {
  auto const command = app::make_command(options.command, drafts, agreements.vocabulary);
  if (!command) return say_refused(command.error(), say);
  Office office(store, agreements);
  if (options.foresee) return foresee(office.queries, actor, *command, say);
  auto const result = office.commands.carry_out(actor, *command);
  if (result.refused) return say_refused(*result.refused, say);
  for (auto const& one : command->events)
    print_fitted("{}\n", say.say(text("Saved: {0}, {1}: {2}", say.say(one.event->type->label), one.event->subject.id,
                                      std::string(one.event->id))));
  return 0;
}

}  // namespace

int record(RecordOptions options, wording::Language const& say) {
  auto const agreements = disk::load_agreements(options.agreements);
  if (!print_findings(agreements->findings, say, false)) return could_not_look;
  auto const* type = agreements->vocabulary.type(options.type);
  auto const* act = agreements->vocabulary.act(options.type);
  if (act != nullptr && act->is_in_case()) {
    if (options.in_case.empty()) std::swap(options.in_case, options.subject);
    if (options.in_case.empty()) {
      complain(text("write in which case {0} happened: its id", options.type), say);
      return could_not_look;
    }
    options.subject = app::id_by_chance();  // of what begins
  }
  // What is about the case itself happened in it.
  if (type != nullptr && type->subject == "case" && options.in_case.empty()) options.in_case = options.subject;
  auto const may_begin = type != nullptr && type->starts;
  auto const has_subject = type == nullptr ? act != nullptr : !type->subject.empty();
  if (options.subject.empty() && has_subject) {
    if (!may_begin) {
      complain(text("write what {0} is about: the id of its subject", options.type), say);
      return could_not_look;
    }
    options.subject = app::id_by_chance();  // no id but one by chance, which no other has
  }
  if (options.command.empty()) options.command = app::id_by_chance();
  auto const drafts = Asked(options, agreements->vocabulary, say).drafts();
  if (!drafts) return could_not_look;
  if (!options.commission.empty())
    return as_commission(
        {options.database, options.agreements, options.commission, options.in_case, {}}, say,
        [&](Acting const& by) { return record_in(by.store, *agreements, options, *drafts, by.actor, say); });
  access::Actor const terminal{access::Actor::Kind::terminal, "terminal"};
  return with_store(options.database, {.open = store::Open::existing}, say,
                    [&](app::Store& store) { return record_in(store, *agreements, options, *drafts, terminal, say); });
}

}  // namespace overens::cli
