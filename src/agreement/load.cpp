#include "agreement/load.hpp"

#include <algorithm>

#include "agreement/load_head.hpp"
#include "agreement/load_items.hpp"
#include "agreement/load_ledger.hpp"
#include "agreement/readings.hpp"
#include "agreement/shapes.hpp"
#include "agreement/values.hpp"

namespace overens::agreement {

using base::text;
using namespace values;

namespace {

class Builder {
 public:
  Builder(Pack& pack, event::Vocabulary& vocabulary, OtherChoices const& others, base::Findings& findings)
      : pack_(pack), vocabulary_(vocabulary), others_(others), findings_(findings) {}

  void add(std::string const& key, Node const& node, std::string const& file) {
    auto const put = [&](auto& all, auto const& make) { all.push_back(make(node, file)); };
    if (key == "sections") {
      put(pack_.sections, section);
    } else if (key == "documents") {
      put(pack_.documents, document);
    } else if (key == "readings") {
      pack_.readings.push_back(reading(node, file, others_));
    } else if (key == "goals") {
      put(pack_.goals, goal);
    } else if (key == "definitions") {
      put(pack_.definitions, definition);
    } else if (key == "groups") {
      put(pack_.groups, group);
    } else if (key == "phases") {
      put(pack_.phases, phase);
    } else if (key == "participants") {
      put(pack_.participants, participants);
    } else if (key == "practices") {
      put(pack_.practices, practice);
    } else if (key == "rights") {
      put(pack_.rights, right);
    } else if (key == "forums") {
      put(pack_.forums, forum);
    } else if (key == "units") {
      put(pack_.units, unit_route);
    } else if (key == "responsibilities") {
      put(pack_.responsibilities, responsibility);
    } else if (key == "commitments") {
      put(pack_.commitments, commitment);
    } else if (key == "norms") {
      put(pack_.norms, norm);
    } else if (key == "ladders") {
      put(pack_.ladders, ladder);
    } else if (key == "local_agreements") {
      put(pack_.local_templates, local_template);
    } else if (key == "indicators") {
      put(pack_.indicators, indicator);
    } else if (key == "reports") {
      put(pack_.reports, report);
    } else if (key == "remarks") {
      put(pack_.remarks, remark);
    } else if (key == "sources") {
      put(pack_.sources, source_text);
    } else if (key == "ledger") {
      put(pack_.ledger, passage);
    } else if (key == "codes") {
      auto const code = words(node, "id");
      if (!vocabulary_.add_code(words(node, "for"), pack_.agreement, {code, {words(node, "sv"), words(node, "en")}})) {
        findings_.refuse(base::place_of(file, node), text("{0} can't be added to {1}", code, words(node, "for")),
                         text("name a list of codes of the vocabulary, and begin the code with {0}.", pack_.agreement));
      }
    }
  }

 private:
  Pack& pack_;
  event::Vocabulary& vocabulary_;
  OtherChoices const& others_;
  base::Findings& findings_;
};

base::MapKey const* top_key(std::string_view key) {
  auto const& fields = pack_shape()->fields;
  auto const found = std::find_if(fields.begin(), fields.end(), [&](auto const& f) { return f.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace

namespace {

// "[Kommunens namn]": left from the skeleton of a new agreement. Within a quotation brackets are the writer's own.
void unfilled(Node const& node, std::string const& file, base::Findings& findings, std::string_view key = {}) {
  auto const open = node.text.find('[');
  auto const close = node.text.find(']');
  auto const in_quotation = key == "says" && open != 0;
  if (open != std::string::npos && close != std::string::npos && open < close && !in_quotation)
    findings.warn(base::place_of(file, node), text("this is still to be filled in: {0}", node.text),
                  text("write what the agreement says, without the brackets"));
  for (auto const& item : node.items) unfilled(item, file, findings, key);
  for (auto const& entry : node.entries) unfilled(entry.value, file, findings, entry.key);
}

}  // namespace

namespace {

// What an item is called; nothing when that is no id, which is said.
std::string name_of(Node const& item) {
  auto id = words(item, "id");
  return !id.empty() && id.front() >= 'a' && id.front() <= 'z' ? id : std::string();
}

}  // namespace

PackFiles parse_pack(std::string folder, std::vector<base::SourceFile> const& files, base::Findings& findings) {
  PackFiles result{std::move(folder), {}};
  std::vector<std::string> known;
  for (auto const& field : pack_shape()->fields) known.push_back(field.key);
  for (auto const& file : files) {
    auto const before = findings.all().size();
    auto tree = base::read_yaml(file, findings);
    result.whole = result.whole && tree.kind == Node::Kind::map;
    if (findings.all().size() == before && tree.kind != Node::Kind::map) {
      findings.refuse({file.name, 1, 1}, text("a file of a pack holds keys such as norms: or sections:"),
                      text("begin with one of them"));
    }
    unfilled(tree, file.name, findings);
    std::erase_if(tree.entries, [&](Node::Entry const& entry) {
      auto const* field = top_key(entry.key);
      if (field == nullptr) {
        auto const near = base::nearest(entry.key, known);
        findings.refuse({file.name, entry.line, entry.column}, text("the key {0} is not known here", entry.key),
                        near.empty() ? text("see the format of a pack for the keys") : text("did you mean {0}?", near));
        return true;
      }
      if (entry.value.kind == Node::Kind::list || entry.key == "agreement" || entry.key == "draft") return false;
      findings.refuse({file.name, entry.line, entry.column}, text("{0} is not a list", entry.key),
                      text("begin every item with - on a line of its own"));
      return true;
    });
    // A reading is used while the others are put together, so only whole ones are kept.
    if (auto* readings = tree.find("readings")) {
      std::erase_if(readings->items, [&](Node const& one) {
        base::Findings own;
        base::check_shape(one, *top_key("readings")->shape->item, pack_shapes(), file.name, own);
        own.name([&](base::Place const&) { return name_of(one); });
        findings.add(own);
        return !own.usable();
      });
    }
    result.trees.emplace_back(file.name, std::move(tree));
  }
  return result;
}

void name_items(PackFiles const& files, base::Findings& findings) {
  findings.name([&](base::Place const& place) {
    std::string item;
    int begins = 0;  // the last line at which an item, or a key that holds items, begins before the place
    auto const take = [&](int line, std::string const& id) {
      if (line > place.line || line < begins) return;
      begins = line;
      item = id;
    };
    for (auto const& [name, tree] : files.trees) {
      if (name != place.file) continue;
      for (auto const& entry : tree.entries) {
        take(entry.line, {});
        for (auto const& node : entry.value.items) take(node.line, name_of(node));
      }
    }
    return item;
  });
}

Pack load_pack(PackFiles const& files, event::Vocabulary& vocabulary, base::Findings& findings,
               OtherChoices const& others) {
  Pack pack;
  pack.folder = files.folder;
  pack.place = {files.folder.empty() ? "agreement.yaml" : files.folder + "/agreement.yaml", 0, 0};
  auto trees = files.trees;
  std::vector<std::string> used;
  for (auto& [name, tree] : trees) fill_in_readings(tree, name, files, others, used, findings);

  bool has_head = false;
  for (auto const& [name, tree] : trees) {
    auto const* node = tree.find("agreement");
    if (node == nullptr) continue;
    if (has_head)
      findings.refuse(base::place_of(name, *node), text("agreement: stands twice"), text("remove one of them"));
    base::Findings own;
    base::check_shape(*node, *top_key("agreement")->shape, pack_shapes(), name, own);
    if (own.usable() && !has_head) static_cast<PackHead&>(pack) = head(*node, name);
    findings.add(own);
    has_head = true;
  }
  if (pack.invented) {
    for (auto const& party : pack.parties) vocabulary.add_party(party.code);
  }
  if (!has_head)
    findings.refuse(pack.place, text("the head of the agreement is missing"),
                    text("write agreement: with id, version, county …"));

  Builder builder(pack, vocabulary, others, findings);
  for (auto const& [name, tree] : trees) {
    for (auto const& entry : tree.entries) {
      if (entry.key == "agreement" || entry.key == "draft") continue;
      for (auto const& node : entry.value.items) {
        base::Findings own;
        base::check_shape(node, *top_key(entry.key)->shape->item, pack_shapes(), name, own);
        if (own.usable()) {
          builder.add(entry.key, node, name);
        } else {
          pack.unreadable.push_back(words(node, "id"));
          if (entry.key == "ledger" || entry.key == "sources") pack.ledger_readable = false;
        }
        findings.add(own);
      }
    }
  }
  spread_sections(pack.ledger);
  for (auto const& reading : pack.readings) {
    if (std::find(used.begin(), used.end(), reading.id) == used.end()) {
      findings.warn(reading.place, text("nothing rests on the reading {0}", reading.id),
                    text("write reading: {0} where it applies, or remove it", reading.id));
    }
  }
  return pack;
}

}  // namespace overens::agreement
