#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/skeleton.hpp"

namespace overens::cli {

namespace fs = std::filesystem;
using base::text;

namespace {

bool all_of(std::string const& word, std::string_view allowed) {
  return !word.empty() && word.find_first_not_of(allowed) == std::string::npos;
}

std::string filled(std::string_view from, std::map<std::string, std::string, std::less<>> const& words) {
  std::string out;
  for (std::size_t i = 0; i < from.size();) {
    auto const end = from[i] == '{' ? from.find('}', i) : std::string_view::npos;
    auto const found = end == std::string_view::npos ? words.end() : words.find(from.substr(i + 1, end - i - 1));
    if (found == words.end()) {
      out += from[i++];
    } else {
      out += found->second;
      i = end + 1;
    }
  }
  return out;
}

/// What the official list knows of the county. One that is not in it is taken for an invented example.
std::map<std::string, std::string, std::less<>> words_of_county(std::string const& code,
                                                                event::Vocabulary const& vocabulary) {
  std::string municipalities;
  auto const add = [&](std::string_view municipality, std::string_view name) {
    municipalities += fmt::format("    - {{code: \"{}\", name: \"{}\"}}\n", municipality, name);
  };
  for (auto const& one : vocabulary.municipalities) {
    if (one.code.starts_with(code)) add(one.code, one.full_name);
  }
  auto const invented = municipalities.empty();
  if (invented) add(code + "01", "[Kommunens namn]");
  return {{"municipalities", municipalities}, {"invented", invented ? "\n  invented: true" : ""}};
}

/// What somebody who typed the code or the region wrong has to see: the list knows another name, or nothing.
base::Text differs_from_list(NewOptions const& options, event::Vocabulary const& vocabulary) {
  for (auto const& county : vocabulary.counties) {
    if (county.code != options.county) continue;
    if (county.region == options.region) return {};
    return text("the official list calls the region of county {0} {1}, not {2}", county.code, county.region,
                options.region);
  }
  return text("the official list has no county {0}: this one is taken for an invented example", options.county);
}

}  // namespace

int new_agreement(NewOptions const& options, wording::Language const& say) {
  auto const refuse = [&](base::Text const& why) {
    fmt::print(stderr, "overens: {}\n", say.say(why));
    return 2;
  };
  static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  if (!all_of(options.id, letters) || options.id.front() < 'a')
    return refuse(text("--id: write small letters a–z, digits and -, and begin with a letter"));
  if (!all_of(options.county, "0123456789") || options.county.size() != 2)
    return refuse(text("--county-code: write the two digits of the county"));
  if (!all_of(options.version, "0123456789") || options.version.size() != 4)
    return refuse(text("--version: write the year, such as 2026"));
  auto const folder = fs::path(options.agreements) / options.id / options.version;
  if (fs::exists(folder)) {
    refuse(text("{0} is there already; nothing was written", folder.string()));
    fmt::print(stderr, "    → {}\n", say.say(text("remove the folder first, or choose another --version")));
    return 2;
  }
  auto const all = disk::load_agreements(options.agreements);
  if (disk::vocabulary_for(options.agreements).empty())
    return refuse(text("there is no folder vocabulary in {0}", options.agreements));
  std::error_code failed;
  fs::create_directories(folder / "scenarios", failed);
  auto words = words_of_county(options.county, all->vocabulary);
  words.insert({{"id", options.id},
                {"version", options.version},
                {"county", options.county},
                {"region", options.region},
                {"year", options.version},
                {"folder", folder.string()}});
  for (auto const& [name, content] : skeleton_files()) {
    auto const path = name.ends_with(".txt") ? folder / "scenarios" / fs::path(name) : folder / fs::path(name);
    std::ofstream out(path, std::ios::binary);
    out << filled(content, words);
    out.flush();
    if (!out) return refuse(text("can't write the file {0}", path.string()));
    fmt::print("{}\n", path.string());
  }
  if (auto const note = differs_from_list(options, all->vocabulary); !note.empty())
    fmt::print(stderr, "\n{}\n", say.say(note));
  fmt::print("\n{}\n",
             say.say(text("Fill in what stands in brackets, then: overens agreement check {0}", folder.string())));
  return 0;
}

}  // namespace overens::cli
