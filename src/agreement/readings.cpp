#include "agreement/readings.hpp"

#include <algorithm>

namespace overens::agreement {
namespace {

using base::Node;
using base::text;

std::string words(Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  return found == nullptr ? std::string() : found->text;
}

Node const* with_id(Node const& list, std::string_view id) {
  for (auto const& node : list.items) {
    if (words(node, "id") == id) return &node;
  }
  return nullptr;
}

Node const* find_reading(PackFiles const& files, std::string_view id) {
  for (auto const& [name, tree] : files.trees) {
    if (auto const* readings = tree.find("readings")) {
      if (auto const* found = with_id(*readings, id)) return found;
    }
  }
  return nullptr;
}

// What is filled in gets the place where it is used, so that a finding points there.
void place_at(Node& node, int line, int column) {
  node.line = line;
  node.column = column;
  for (auto& item : node.items) place_at(item, line, column);
  for (auto& entry : node.entries) {
    entry.line = line;
    entry.column = column;
    place_at(entry.value, line, column);
  }
}

class Filler {
 public:
  Filler(std::string const& file, PackFiles const& files, OtherChoices const& others, std::vector<std::string>& used,
         base::Findings& findings)
      : file_(file), files_(files), others_(others), used_(used), findings_(findings) {}

  void fill(Node& node) {
    if (++filled_ > most_filled) {
      if (filled_ == most_filled + 1) {
        findings_.refuse({file_, node.line, node.column},
                         text("the readings fill in more than {0} values", most_filled),
                         text("write it out more plainly"));
      }
      return;
    }
    auto const depth = within_.size();
    if (auto const* use = node.find("reading"); use != nullptr && use->kind == Node::Kind::scalar) set_keys(node, *use);
    for (auto& item : node.items) fill(item);
    for (auto& entry : node.entries) fill(entry.value);
    within_.resize(depth);
  }

 private:
  static constexpr std::size_t most_filled = 400'000;

  void set_keys(Node& node, Node const& use) {
    auto const slash = use.text.find('/');
    auto const id = use.text.substr(0, slash);
    auto const line = use.line;
    auto const column = use.column;
    auto const* reading = find_reading(files_, id);
    if (reading == nullptr) {
      findings_.refuse({file_, line, column}, text("there is no reading {0}", id),
                       text("write it in readings.yaml, or correct the word"));
      return;
    }
    if (std::find(within_.begin(), within_.end(), id) != within_.end()) {
      findings_.refuse({file_, line, column}, text("the reading {0} leads back to itself", id),
                       text("let its choices name no reading that names it"));
      return;
    }
    within_.push_back(id);
    if (std::find(used_.begin(), used_.end(), id) == used_.end()) used_.push_back(id);
    auto const choice_id = picked_choice(*reading, others_);
    auto const* choice = with_id(*reading->find("choices"), choice_id);
    if (choice == nullptr) return;  // said by load_pack at the reading itself
    auto const* sets = choice->find("sets");
    if (slash != std::string::npos && sets != nullptr) {
      auto const part = use.text.substr(slash + 1);
      sets = sets->find(part);
      if (sets == nullptr) {
        findings_.refuse({file_, line, column},
                         text("the choice {0} of the reading {1} sets nothing for {2}", choice_id, id, part),
                         text("write {0}: under sets: of every choice", part));
      }
    }
    if (sets == nullptr) return;
    for (auto const& entry : sets->entries) {
      if (node.find(entry.key) != nullptr) {
        findings_.refuse({file_, line, column},
                         text("the reading {0} sets {1}, which already stands here", id, entry.key),
                         text("remove {0} here, or from the reading", entry.key));
        continue;
      }
      auto filled = entry;
      filled.line = line;
      filled.column = column;
      place_at(filled.value, line, column);
      node.entries.push_back(std::move(filled));
    }
  }

  std::string const& file_;
  PackFiles const& files_;
  OtherChoices const& others_;
  std::vector<std::string>& used_;
  base::Findings& findings_;
  std::vector<std::string> within_;  // the readings that fill in what is being filled in
  std::size_t filled_ = 0;
};

}  // namespace

std::string picked_choice(Node const& reading, OtherChoices const& others) {
  if (auto const other = others.find(words(reading, "id")); other != others.end()) return other->second;
  auto const chosen = words(reading, "chosen");
  return chosen.empty() ? words(reading, "assume") : chosen;
}

void fill_in_readings(Node& tree, std::string const& file, PackFiles const& files, OtherChoices const& others,
                      std::vector<std::string>& used, base::Findings& findings) {
  Filler(file, files, others, used, findings).fill(tree);
}

}  // namespace overens::agreement
