#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <set>

#include <fmt/format.h>
#include <unistd.h>

#include "app/queries.hpp"
#include "base/words.hpp"
#include "cli/commands.hpp"
#include "cli/opened.hpp"
#include "cli/terminal.hpp"
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

// What is no number or truth stays a text, which the event's reader refuses with what to write.
event::DraftValue value_of(DataField const& field, std::string const& written) {
  switch (field.type) {
    case DataField::Type::boolean:
      if (written == "true" || written == "ja" || written == "yes") return true;
      if (written == "false" || written == "nej" || written == "no") return false;
      break;
    case DataField::Type::integer:
      if (auto const number = whole(written)) return *number;
      break;
    case DataField::Type::money:  // in kronor
      if (auto const number = whole(written); number && std::abs(*number) <= most_kronor) return *number * 100;
      break;
    default:
      break;
  }
  return written;
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
        if (part.also.empty() || is_also(part.event)) all.push_back(draft(*vocabulary_.type(part.event)));
      }
    } else if (auto const* type = vocabulary_.type(options_.type)) {
      all.push_back(draft(*type));
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
  bool is_also(std::string const& event) const {
    return std::find(options_.also.begin(), options_.also.end(), event) != options_.also.end();
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

  std::vector<std::string> ask(DataField const& field) const {
    auto label = base::capitalised(say_.say(field.label));
    if (!field.required) label = say_.say(text("{0} (optional)", label));
    if (auto const* set = vocabulary_.code_set(field.of); field.type == DataField::Type::code && set != nullptr) {
      for (auto const& code : set->codes) fmt::print("  {}: {}\n", code.id, say_.say(code.label));
    }
    std::vector<std::string> values;
    for (std::string line; fmt::print("{}: ", label), std::fflush(stdout), std::getline(std::cin, line);) {
      if (line.empty()) break;
      values.push_back(line);
      if (!field.list) break;
    }
    return values;
  }

  Draft draft(event::EventType const& type) {
    Draft made;
    made.type = type.name;
    made.happened = options_.on.empty() ? calendar::to_string(calendar::day_in_sweden(this_moment())) : options_.on;
    made.owner = options_.authority;
    made.as_told_by = options_.told_by;
    made.in_case = options_.in_case;
    made.person = options_.person;
    made.subject_kind = type.subject;
    made.subject_id = type.subject.empty() ? std::string() : options_.subject;
    for (auto const& field : type.data) {
      if (field.type == DataField::Type::raw) continue;
      auto values = given(type, field);
      if (values.empty() && may_ask_) values = ask(field);
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
};

int say_refused(base::Refusal const& refusal, wording::Language const& say) {
  fmt::print(stderr, "overens: {}{}\n", refusal.field.empty() ? "" : refusal.field + ": ", say.say(refusal.why));
  return 1;
}

int foresee(app::Queries& queries, access::Actor const& actor, app::Command const& command,
            wording::Language const& say) {
  auto const all = server::foresee(queries, actor, command, calendar::day_in_sweden(this_moment()), say);
  if (!all) return say_refused(all.error(), say);
  if (all->empty()) print_fitted("{}\n", say.say(text("Nothing that is owed changes.")));
  for (auto const& one : *all) print_fitted("{}: {} ({})\n", one.kind, one.title, one.status);
  return 0;
}

int record_in(app::Store& store, disk::Agreements const& agreements, RecordOptions const& options,
              std::vector<Draft> const& drafts, wording::Language const& say) {
  auto const command =
      app::make_command(options.command.empty() ? app::id_by_chance() : options.command, drafts, agreements.vocabulary);
  if (!command) return say_refused(command.error(), say);
  Office office(store, agreements);
  access::Actor const actor{access::Actor::Kind::terminal, "terminal"};
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
  auto const may_begin = type != nullptr && type->starts;
  auto const has_subject = type == nullptr || !type->subject.empty();
  if (options.subject.empty() && has_subject) {
    if (!may_begin) {
      complain(text("write what {0} is about: the id of its subject", options.type), say);
      return could_not_look;
    }
    options.subject = app::id_by_chance();  // no id but one by chance, which no other has
  }
  auto const drafts = Asked(options, agreements->vocabulary, say).drafts();
  if (!drafts) return could_not_look;
  return with_store(options.database, {.open = store::Open::existing}, say,
                    [&](app::Store& store) { return record_in(store, *agreements, options, *drafts, say); });
}

}  // namespace overens::cli
