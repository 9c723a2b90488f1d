#include "app/cases/sent_to.hpp"

#include <nlohmann/json.hpp>

#include "app/entry_classes.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"
#include "journal/line.hpp"

namespace overens::app {
namespace {

using journal::Entry;
using Readers = std::set<std::string>;

Readers readers_of(Entry const& disclosure) {
  Readers readers;
  for (auto const& subject : disclosure.subjects) {
    if (subject.kind == reader_kind) readers.insert(subject.id);
  }
  return readers;
}

// The disclosure that is made or ended: its owner and its id.
std::string disclosure_in(Entry const& entry) {
  auto const envelope = nlohmann::json::parse(entry.envelope, nullptr, false);
  auto const subject = envelope.is_object() ? envelope.find("subject") : envelope.end();
  if (subject == envelope.end() || !subject->is_object()) return {};
  return entry.owner + "/" + subject->value("id", std::string());
}

std::set<std::string> ended_disclosures(std::span<Entry const> entries) {
  std::set<std::string> ended;
  for (auto const& entry : entries) {
    if (entry.type == event::known::disclosure_ended) ended.insert(disclosure_in(entry));
  }
  return ended;
}

}  // namespace

std::string name_of_reader(std::string_view authority, std::string_view staff) {
  return std::string(authority).append("/").append(staff);
}

std::string name_of_reading_unit(std::string_view authority, std::string_view unit) {
  return std::string(authority).append("/unit/").append(unit);
}

bool is_person(std::string_view reader) {
  return reader.find('/') == reader.rfind('/');
}

SentTo sent_to_of(std::span<Entry const> entries) {
  SentTo sent;
  std::map<std::pair<std::string, std::string>, Readers> by_type;  // owner, type
  std::map<std::string, Readers> by_owner;
  auto const add = [](Readers& to, Readers const& readers) { to.insert(readers.begin(), readers.end()); };
  std::set<std::string> ended;
  for (auto const& entry : entries) {
    if (entry.type != event::known::disclosure_made) continue;
    auto const readers = readers_of(entry);
    if (readers.empty()) continue;
    if (by_owner.empty()) ended = ended_disclosures(entries);
    if (ended.contains(disclosure_in(entry))) continue;
    add(sent[entry.id], readers);
    add(by_owner[entry.owner], readers);
    for (auto const& item : journal::words_of(entry.data, "items")) add(sent[item], readers);
    for (auto const& type : journal::words_of(entry.data, "types")) add(by_type[{entry.owner, type}], readers);
  }
  if (sent.empty()) return sent;
  for (auto const& entry : entries) {
    if (auto const found = by_type.find({entry.owner, entry.type}); found != by_type.end())
      add(sent[entry.id], found->second);
    if (auto const found = by_owner.find(entry.owner);
        found != by_owner.end() && entry.type == event::known::disclosure_ended)
      add(sent[entry.id], found->second);
    if (auto const found = sent.find(changed_by(entry)); is_change(entry) && found != sent.end()) {
      auto const readers = found->second;
      add(sent[entry.id], readers);
    }
  }
  return sent;
}

}  // namespace overens::app
