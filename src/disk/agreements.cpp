#include "disk/agreements.hpp"

#include <fmt/format.h>

#include "agreement/draft.hpp"
#include "disk/files.hpp"

namespace overens::disk {

namespace fs = std::filesystem;
using base::text;

namespace {

// FNV-1a, 64 bits: tells editions apart, and need not resist anybody.
void add(std::uint64_t& digest, std::string_view bytes) {
  for (auto const byte : bytes) digest = (digest ^ static_cast<unsigned char>(byte)) * 0x100000001B3;
  digest = (digest ^ bytes.size()) * 0x100000001B3;
}
std::vector<base::SourceFile> read_counted(fs::path const& folder, std::uint64_t& digest) {
  auto files = read_files(folder, ".yaml");
  for (auto const& file : files) {
    add(digest, fs::path(file.name).filename().string());
    add(digest, file.bytes);
  }
  return files;
}

}  // namespace

void load_access(fs::path const& folder, Agreements& all) {
  if (!fs::is_directory(folder)) return;
  auto files = read_files(folder, ".yaml");
  auto const take = [&](char const* name) {
    std::optional<base::SourceFile> found;
    std::erase_if(files, [&](base::SourceFile& file) {
      auto const is_it = fs::path(file.name).filename() == name;
      if (is_it) found = std::move(file);
      return is_it;
    });
    return found;
  };
  auto const looks = take("looks.yaml");
  auto const guidance = take("guidance.yaml");
  if (looks) all.look_rules = access::load_look_rules(*looks, all.findings);
  all.policy = access::load_policy(files, all.vocabulary, all.findings);
  if (guidance) all.guidance = access::load_guidance(*guidance, all.vocabulary, all.policy, all.findings);
  access::check_reviews(all.policy, all.look_rules, all.findings);
}

fs::path vocabulary_for(fs::path folder) {
  folder = fs::weakly_canonical(folder);
  for (;; folder = folder.parent_path()) {
    if (fs::is_directory(folder / "vocabulary")) return folder / "vocabulary";
    if (folder == folder.parent_path()) return {};
  }
}

fs::path vocabulary_for(fs::path const& folder, base::Findings& findings) {
  auto found = vocabulary_for(folder);
  auto const name_it = text("name the folder with the agreements");
  if (!fs::is_directory(folder)) {
    findings.refuse({folder.string()}, text("there is no such folder"), name_it);
    return {};
  }
  if (found.empty()) findings.refuse({folder.string()}, text("there is no folder vocabulary here or above"), name_it);
  return found;
}

std::unique_ptr<Agreements> load_agreements(fs::path const& root) {
  base::Findings findings;
  auto const vocabulary = vocabulary_for(root, findings);
  auto all = vocabulary.empty() ? std::make_unique<Agreements>() : load_agreements(root, vocabulary);
  all->findings.add(findings);
  return all;
}

std::unique_ptr<Agreements> load_agreements(fs::path const& root, fs::path const& vocabulary) {
  auto all = std::make_unique<Agreements>();
  std::uint64_t digest = 0xCBF29CE484222325;
  all->vocabulary = event::load_vocabulary(read_counted(vocabulary, digest), all->findings);
  if (!all->findings.usable()) return all;
  load_access(vocabulary.parent_path() / "access", *all);
  for (auto const& folder : pack_folders(root)) {
    auto const files = agreement::parse_pack(folder.string(), read_counted(folder, digest), all->findings);
    all->owned.push_back(
        std::make_unique<agreement::Pack>(agreement::load_pack(files, all->vocabulary, all->findings)));
    auto const readable = files.whole && !all->owned.back()->agreement.empty();
    if (readable) agreement::check_pack(*all->owned.back(), all->vocabulary, all->findings);
    agreement::name_items(files, all->findings);
    all->packs.push_back(all->owned.back().get());
  }
  all->edition = fmt::format("{:016x}", digest);
  if (all->packs.empty())
    all->findings.refuse({root.string()}, text("there is no agreement here"),
                         text("name a folder that holds agreement.yaml"));
  return all;
}

std::unique_ptr<agreement::Pack> load_with_choices(Agreements& all, agreement::Pack const& pack,
                                                   agreement::OtherChoices const& choices) {
  base::Findings findings;  // said when it was loaded with the choices in use
  auto const files = agreement::parse_pack(pack.folder, read_files(pack.folder, ".yaml"), findings);
  return std::make_unique<agreement::Pack>(agreement::load_pack(files, all.vocabulary, findings, choices));
}

std::optional<LoadedDraft> load_draft(fs::path const& folder, event::Vocabulary& vocabulary, fs::path const& agreements,
                                      base::Findings& findings) {
  auto files = agreement::parse_pack(folder.string(), read_files(folder, ".yaml"), findings);
  auto const draft = agreement::draft_of(files, findings);
  if (draft) {
    auto base_folder = agreements / draft->of;
    if (!fs::exists(base_folder)) base_folder = vocabulary_for(folder).parent_path() / draft->of;
    if (!fs::exists(base_folder / "agreement.yaml")) {
      findings.refuse({folder.string()}, text("there is no agreement {0} for the draft to change", draft->of),
                      text("write of: agreement/version"));
      return std::nullopt;
    }
    files = agreement::with_draft(
        agreement::parse_pack(base_folder.string(), read_files(base_folder, ".yaml"), findings), files, *draft);
  }
  if (!findings.usable()) return std::nullopt;
  LoadedDraft loaded;
  loaded.pack = std::make_unique<agreement::Pack>(agreement::load_and_check(files, vocabulary, findings));
  if (draft) {
    loaded.pack->title = draft->title;
    loaded.says = draft->says;
  }
  if (!findings.usable()) return std::nullopt;
  return loaded;
}

}  // namespace overens::disk
