#include "app/handle.hpp"

#include <algorithm>

#include "app/subjects_of.hpp"
#include "event/known.hpp"
#include "journal/line.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
using Checked = base::Expected<void>;
namespace known = event::known;

std::string_view said(event::Event const& event, char const* field) {
  auto const* value = event.value(field);
  return value == nullptr ? std::string_view() : value->text;
}

bool is_id(std::string_view word) {
  return !word.empty() && word.size() <= 64 && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '_' || c == ':' || c == '-';
  });
}

// An event of the owner's own that still stands.
base::Expected<Recorded const*> own(Record const& record, std::string_view owner, std::string_view id,
                                    char const* field) {
  auto const* entry = record.entry(id);
  // Another authority's event is answered as one that is not there.
  if (entry == nullptr || entry->owner != owner)
    return refuse("unknown_event", text("{0} has no event {1}", owner, id), field);
  if (record.is_withdrawn(*entry))
    return refuse("already_withdrawn", text("the event {0} has been withdrawn", id), field);
  return entry;
}

Checked correction_fits(event::Event const& event, Recorded const& of, event::Vocabulary const& vocabulary) {
  auto const& type = *of.type;
  if (event.data.size() == 1)
    return refuse("nothing_corrected", text("the correction says nothing that was wrong"), "data");
  auto const happened = said(event, "happened");
  if (!happened.empty() && !calendar::parse_moment(happened))
    return refuse("bad_value", text("{0} must be a day such as 2026-01-31, or a time with offset", "happened"),
                  "happened");
  for (auto const* field : {"case", "subject"}) {
    auto const word = said(event, field);
    if (!word.empty() && !is_id(word))
      return refuse("bad_value", text("{0} must be an id: 1–64 letters, digits and . _ : -", field), field);
  }
  if (!said(event, "case").empty() && type.in_case == event::Presence::none)
    return refuse("unknown_key", text("{0} has no case", type.name), "case");
  if (!said(event, "subject").empty() && type.subject.empty())
    return refuse("unknown_key", text("{0} has no subject", type.name), "subject");
  auto const data = said(event, "data");
  if (data.empty()) return {};
  auto const values = obligation::corrected_data(vocabulary, type, data);
  if (!values) return tl::unexpected(values.error());
  return {};
}

Checked change_fits(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
  auto const changed = own(record, event.owner, changed_by(event), "event");
  if (!changed) return tl::unexpected(changed.error());
  auto const& about = (*changed)->subjects;
  auto const here = [&](journal::SubjectRef const& one) { return one.kind == "case" && one.id == event.in_case; };
  if (!event.in_case.empty() && std::none_of(about.begin(), about.end(), here))
    return refuse("other_case", text("the event {0} does not belong to the case {1}", (*changed)->id, event.in_case),
                  "case");
  if (event.type->name == known::corrected) return correction_fits(event, **changed, vocabulary);
  return {};
}

Checked disclosure_fits(Record const& record, event::Event const& event) {
  if (record.disclosure(event.subject.id) != nullptr)
    return refuse("disclosure_known", text("there is a disclosure {0}", event.subject.id), "subject");
  for (auto const& value : event.data) {
    if (value.field->name != "items") continue;
    if (auto const item = own(record, event.owner, value.text, "items"); !item) return tl::unexpected(item.error());
  }
  auto const consent = said(event, "consent");
  if (said(event, "basis") == "consent" && !consent.empty() && record.consent_withdrawn(consent) != nullptr)
    return refuse("consent_withdrawn", text("the consent {0} has been withdrawn", consent), "consent");
  return {};
}

Checked ending_fits(Record const& record, event::Event const& event) {
  auto const* made = record.disclosure(event.subject.id);
  if (made == nullptr || made->owner != event.owner)
    return refuse("unknown_disclosure", text("{0} has no disclosure {1}", event.owner, event.subject.id), "subject");
  if (record.disclosure_ended(event.subject.id) != nullptr)
    return refuse("already_ended", text("the disclosure {0} has ended", event.subject.id), "subject");
  return {};
}

// A placement that two cases know is found through them only.
Checked sameness_fits(event::Event const& event, event::Vocabulary const& vocabulary) {
  auto const kind = said(event, "kind");
  if (!event.in_case.empty() || kind == "case" || kind == "person" || obligation::outside_cases(vocabulary, kind))
    return {};
  return refuse("missing_key", text("{0} needs a case", event.type->name), "case");
}

Checked fits(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
  auto const& type = event.type->name;
  if (type == known::corrected || type == known::withdrawn) return change_fits(record, event, vocabulary);
  if (type == known::disclosure_made) return disclosure_fits(record, event);
  if (type == known::disclosure_ended) return ending_fits(record, event);
  if (type == known::same_as) return sameness_fits(event, vocabulary);
  return {};
}

}  // namespace

std::string const& stream_for(Record const& record, Command const& command) {
  auto const* entry = command.changes.empty() ? nullptr : record.entry(command.changes);
  return entry != nullptr && entry->owner == command.owner ? entry->stream : command.stream;
}

base::Expected<journal::Entry> handle(Record const& record, journal::Head const& head, Command const& command,
                                      event::Event const& event, event::Vocabulary const& vocabulary) {
  if (record.entry(event.id) != nullptr) return refuse("id_taken", text("there is an event {0} already", event.id));
  auto const registers_itself = event.type->name == known::authority_registered && event.subject.id == event.owner;
  if (!registers_itself && !record.is_registered(event.owner))
    return refuse("owner_not_registered", text("the authority {0} is not registered", event.owner), "owner");
  if (command.expected_version && *command.expected_version != head.version)
    return refuse("version_conflict",
                  text("{0} is at version {1}, not {2}: somebody has written since", head.stream, head.version,
                       *command.expected_version),
                  "expected_version");
  if (auto const checked = fits(record, event, vocabulary); !checked) return tl::unexpected(checked.error());
  auto const* changes = command.changes.empty() ? nullptr : record.entry(command.changes);
  journal::Entry entry;
  entry.stream = event.stream;
  entry.seq = event.seq;
  entry.id = event.id;
  entry.type = event.type->name;
  entry.owner = event.owner;
  entry.command = event.command;
  entry.recorded = event.recorded;
  entry.shared = is_shared(event, changes);
  entry.subjects = changes == nullptr ? command.subjects : subjects_of(event, vocabulary, changes);
  entry.envelope = journal::envelope_of(event);
  entry.data = command.data;
  return entry;
}

}  // namespace overens::app
