#include "agreement/load.hpp"

#include <algorithm>

#include "agreement/load_items.hpp"
#include "agreement/readings.hpp"
#include "agreement/shapes.hpp"
#include "agreement/values.hpp"

namespace overens::agreement {

using base::text;
using namespace values;

namespace {

void head(Pack& pack, Node const& node, std::string const& file) {
  pack.place = base::place_of(file, node);
  pack.agreement = words(node, "id");
  pack.version = words(node, "version");
  pack.county = words(node, "county");
  pack.title = both(node, "title");
  auto const status = words(node, "text");
  pack.text = status == "full"      ? TextStatus::full
              : status == "summary" ? TextStatus::summary
                                    : TextStatus::not_available;
  pack.source = words(node, "source");
  pack.law = list(node, "law");
  auto const* region = node.find("region");
  pack.parties.push_back({words(*region, "code"), words(*region, "name"), Party::Kind::region});
  for (auto const& one : node.find("municipalities")->items) {
    pack.parties.push_back({words(one, "code"), words(one, "name"), Party::Kind::municipality});
  }
  auto const& validity = *node.find("validity");
  pack.validity.form =
      words(validity, "form") == "fixed" ? Validity::Form::fixed : Validity::Form::until_further_notice;
  pack.validity.from = day(readable(validity, "from")).value_or(calendar::first_day);
  pack.validity.through = day(readable(validity, "through"));
  pack.validity.readings = readings_of(validity);
  auto const& counting = *node.find("calendar");
  pack.rules.eves = readable(counting, "eves")->text == "working" ? calendar::Eves::working : calendar::Eves::off;
  auto const month_end = readable(counting, "month_end")->text;
  pack.rules.month_end = month_end == "last_day_of_month"     ? calendar::MonthEnd::last_day_of_month
                         : month_end == "first_of_next_month" ? calendar::MonthEnd::first_of_next_month
                                                              : calendar::MonthEnd::unclear;
  pack.rules_readings = readings_of(counting);
  if (auto const* pending = node.find("pending")) {
    for (auto const& one : pending->items)
      pack.pending.push_back({both(one, "title"), both(one, "what"), list(one, "cite")});
  }
}

class Builder {
 public:
  Builder(Pack& pack, event::Vocabulary& vocabulary, OtherChoices const& others, base::Findings& findings)
      : pack_(pack), vocabulary_(vocabulary), others_(others), findings_(findings) {}

  void add(std::string const& key, Node const& node, std::string const& file) {
    if (key == "sections") {
      pack_.sections.push_back(section(node, file));
    } else if (key == "documents") {
      pack_.documents.push_back(document(node, file));
    } else if (key == "readings") {
      pack_.readings.push_back(reading(node, file, others_));
    } else if (key == "groups") {
      pack_.groups.push_back(group(node, file));
    } else if (key == "forums") {
      pack_.forums.push_back(forum(node, file));
    } else if (key == "units") {
      pack_.units.push_back(unit_route(node, file));
    } else if (key == "responsibilities") {
      pack_.responsibilities.push_back(responsibility(node, file));
    } else if (key == "commitments") {
      pack_.commitments.push_back(commitment(node, file));
    } else if (key == "norms") {
      pack_.norms.push_back(norm(node, file));
    } else if (key == "ladders") {
      pack_.ladders.push_back(ladder(node, file));
    } else if (key == "local_agreements") {
      pack_.local_templates.push_back(local_template(node, file));
    } else if (key == "indicators") {
      pack_.indicators.push_back(indicator(node, file));
    } else if (key == "remarks") {
      pack_.remarks.push_back(remark(node, file));
    } else if (key == "coverage") {
      pack_.coverage.push_back({words(node, "row"), list(node, "items"), words(node, "note")});
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

base::Field const* top_key(std::string_view key) {
  auto const& fields = pack_shape()->fields;
  auto const found = std::find_if(fields.begin(), fields.end(), [&](auto const& f) { return f.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace

PackFiles parse_pack(std::string folder, std::vector<base::SourceFile> const& files, base::Findings& findings) {
  PackFiles result{std::move(folder), {}};
  std::vector<std::string> known;
  for (auto const& field : pack_shape()->fields) known.push_back(field.key);
  for (auto const& file : files) {
    auto const before = findings.all().size();
    auto tree = base::read_yaml(file, findings);
    if (findings.all().size() == before && tree.kind != Node::Kind::map) {
      findings.refuse({file.name, 1, 1}, text("a file of a pack holds keys such as norms: or sections:"),
                      text("begin with one of them"));
    }
    std::erase_if(tree.entries, [&](Node::Entry const& entry) {
      auto const* field = top_key(entry.key);
      if (field == nullptr) {
        auto const near = base::nearest(entry.key, known);
        findings.refuse({file.name, entry.line, entry.column}, text("the key {0} is not known here", entry.key),
                        near.empty() ? text("see the format of a pack for the keys") : text("did you mean {0}?", near));
        return true;
      }
      if (entry.value.kind == Node::Kind::list || entry.key == "agreement") return false;
      findings.refuse({file.name, entry.line, entry.column}, text("{0} is not a list", entry.key),
                      text("begin every item with - on a line of its own"));
      return true;
    });
    // A reading is used while the others are put together, so only whole ones are kept.
    if (auto* readings = tree.find("readings")) {
      std::erase_if(readings->items, [&](Node const& one) {
        base::Findings own;
        base::check_shape(one, *top_key("readings")->shape->item, pack_shapes(), file.name, own);
        findings.add(own);
        return !own.usable();
      });
    }
    result.trees.emplace_back(file.name, std::move(tree));
  }
  return result;
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
    if (own.usable() && !has_head) head(pack, *node, name);
    findings.add(own);
    has_head = true;
  }
  if (!has_head)
    findings.refuse(pack.place, text("the head of the agreement is missing"),
                    text("write agreement: with id, version, county …"));

  Builder builder(pack, vocabulary, others, findings);
  for (auto const& [name, tree] : trees) {
    for (auto const& entry : tree.entries) {
      if (entry.key == "agreement") continue;
      for (auto const& node : entry.value.items) {
        base::Findings own;
        base::check_shape(node, *top_key(entry.key)->shape->item, pack_shapes(), name, own);
        if (own.usable()) {
          builder.add(entry.key, node, name);
        } else {
          pack.unreadable.push_back(words(node, "id"));
        }
        findings.add(own);
      }
    }
  }
  for (auto const& reading : pack.readings) {
    if (std::find(used.begin(), used.end(), reading.id) == used.end()) {
      findings.warn(reading.place, text("nothing rests on the reading {0}", reading.id),
                    text("write reading: {0} where it applies, or remove it", reading.id));
    }
  }
  return pack;
}

namespace {
template <class T>
T const* by_id(std::vector<T> const& all, std::string_view id) {
  auto const found = std::find_if(all.begin(), all.end(), [&](T const& t) { return t.id == id; });
  return found == all.end() ? nullptr : &*found;
}
}  // namespace

Party const* Pack::party(std::string_view code) const {
  auto const found = std::find_if(parties.begin(), parties.end(), [&](Party const& p) { return p.code == code; });
  return found == parties.end() ? nullptr : &*found;
}
Section const* Pack::section(std::string_view id) const {
  return by_id(sections, id);
}
Reading const* Pack::reading(std::string_view id) const {
  return by_id(readings, id);
}
Group const* Pack::group(std::string_view id) const {
  return by_id(groups, id);
}
Forum const* Pack::forum(std::string_view id) const {
  return by_id(forums, id);
}
UnitRoute const* Pack::unit(std::string_view id) const {
  return by_id(units, id);
}
Norm const* Pack::norm(std::string_view id) const {
  return by_id(norms, id);
}
Document const* Pack::document(std::string_view id) const {
  return by_id(documents, id);
}

}  // namespace overens::agreement
