#include "app/command.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sodium.h>

#include "app/subjects_of.hpp"
#include "event/known.hpp"
#include "event/person_number.hpp"
#include "event/reader.hpp"
#include "journal/chain.hpp"
#include "journal/hex.hpp"
#include "journal/line.hpp"
#include "journal/stream.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
namespace known = event::known;

// What the writer will ask of it.
NewEvent new_event(event::Event const& event, std::string data, event::Vocabulary const& vocabulary) {
  NewEvent made{event::OwnedEvent(event), std::move(data), journal::stream_of(event), {}, {}, {}};
  made.changes = changed_by(event);
  if (auto const meant = event_meant_by(event); !meant.empty()) made.refers_to.emplace_back(meant);
  for (auto const& value : event.data) {
    auto const names_events = event.type->name == known::disclosure_made || event.type->name == known::erased;
    if (names_events && value.field->name == "items") made.refers_to.emplace_back(value.text);
  }
  made.subjects = subjects_of(event, vocabulary);
  return made;
}

}  // namespace

std::string id_by_chance() {
  journal::Hash bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return journal::hex(bytes).substr(0, 32);
}

base::Expected<Command> make_command(std::string id, std::span<event::Draft const> drafts,
                                     event::Vocabulary const& vocabulary, std::size_t most) {
  if (drafts.empty()) return refuse("missing_key", text("the command has no event"), "events");
  if (drafts.size() > most) return refuse("too_many", text("at most {0} events in a command", most), "events");
  Command command;
  command.id = std::move(id);
  event::Reader reader(vocabulary);
  std::string lines;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    auto draft = drafts[i];
    if (draft.id.empty()) draft.id = drafts.size() == 1 ? command.id : fmt::format("{}.{}", command.id, i + 1);
    auto line = line_of(draft, command.id);
    lines.append(line).append("\n");
    line.append(event::line_padding, ' ');
    auto const event = reader.read(std::string_view(line).substr(0, line.size() - event::line_padding));
    if (!event) return tl::unexpected(in_event(event.error(), i + 1, drafts.size()));
    auto const allowed = event::without_person_numbers(**event);
    if (!allowed) return tl::unexpected(in_event(allowed.error(), i + 1, drafts.size()));
    command.events.push_back(new_event(**event, data_of(draft), vocabulary));
  }
  command.request = journal::hex(journal::hash_of_data({}, lines));
  return command;
}

base::Expected<Command> import_event(std::string_view line, event::Vocabulary const& vocabulary) {
  auto parts = journal::divide(line);
  if (!parts) return tl::unexpected(parts.error());
  std::string padded(line);
  padded.append(event::line_padding, ' ');
  event::Reader reader(vocabulary);
  auto const event = reader.read(std::string_view(padded).substr(0, line.size()));
  if (!event) return tl::unexpected(event.error());
  if (auto const allowed = event::without_person_numbers(**event); !allowed) return tl::unexpected(allowed.error());
  Command command;
  command.id = (*event)->id;
  command.recorded_elsewhere = true;
  // In the order of the keys' bytes: the same line is the same command however it is written.
  auto const ordered = nlohmann::json::parse(line, nullptr, false);
  // The reader of events takes what a correction holds as it stands: a number beyond all bounds, half a character.
  if (ordered.is_discarded())
    return refuse("bad_value", text("{0} holds a number or a text that can't be read", "data"), "data");
  command.request = journal::hex(journal::hash_of_data({}, ordered.dump()));
  command.events.push_back(new_event(**event, std::move(parts->data), vocabulary));
  return command;
}

base::Refusal in_event(base::Refusal refusal, std::size_t place, std::size_t of_how_many) {
  if (of_how_many > 1) refusal.field = fmt::format("{}.{}", place, refusal.field);
  return refusal;
}

}  // namespace overens::app
