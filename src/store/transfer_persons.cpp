#include <fstream>

#include <nlohmann/json.hpp>

#include "base/bounded_line.hpp"
#include "journal/hex.hpp"
#include "store/files.hpp"
#include "store/transfer.hpp"

namespace overens::store {
namespace {

using app::KeptPerson;
using nlohmann::json;

std::string line_of_person(KeptPerson const& person) {
  auto versions = json::array();
  for (auto const& one : person.versions)
    versions.push_back({{"number", one.number},
                        {"command", one.command},
                        {"encrypted", journal::hex(one.encrypted)},
                        {"hash", journal::hex(one.hash)}});
  return json{{"person", person.name},
              {"authority", person.authority},
              {"key", journal::hex(person.key)},
              {"versions", std::move(versions)}}
      .dump();
}

std::optional<KeptPerson> person_in(std::string const& line) {
  try {
    auto const from = json::parse(line);
    KeptPerson person{from.at("person").get<std::string>(), from.at("authority").get<std::string>()};
    if (!journal::from_hex(from.at("key").get<std::string>(), person.key)) return std::nullopt;
    for (auto const& one : from.at("versions")) {
      KeptPerson::Version version{one.at("number").get<std::string>(), one.at("command").get<std::string>(), {}};
      if (!journal::from_hex(one.at("encrypted").get<std::string>(), version.encrypted) ||
          !journal::from_hex(one.at("hash").get<std::string>(), version.hash))
        return std::nullopt;
      person.versions.push_back(std::move(version));
    }
    if (person.versions.empty()) return std::nullopt;
    person.version = person.versions.size();
    person.number = person.versions.back().number;
    person.hash = person.versions.back().hash;
    return person;
  } catch (json::exception const&) {
    return std::nullopt;
  }
}

}  // namespace

std::uint64_t export_persons(app::Store& store, std::filesystem::path const& file) {
  std::uint64_t written = 0;
  Unfinished const made(persons_beside(file));
  OutFile out(made.path(), OutFile::Begin::empty);
  store.identities().all([&](KeptPerson const& person) {
    out.write(line_of_person(person));
    out.write("\n");
    ++written;
  });
  out.sync();
  made.finish();
  return written;
}

base::Expected<std::uint64_t> import_persons(app::Store& store, std::filesystem::path const& file) {
  std::ifstream in(persons_beside(file), std::ios::binary);
  std::uint64_t lines = 0;
  std::string line;
  bool too_long = false;
  while (in && base::read_line(in, line, too_long)) {
    if (line.empty()) continue;
    ++lines;
    auto const person = too_long ? std::nullopt : person_in(line);
    if (!person || !store.identities().take_over(*person))
      return base::refuse("other_person",
                          base::text("line {0} of {1} is no person that can be taken in: it has been altered, is "
                                     "encrypted by other keys, or does not follow what is there",
                                     lines, persons_beside(file).string()));
  }
  return lines;
}

}  // namespace overens::store
