#include "base/yaml.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <unordered_map>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "base/words.hpp"

namespace overens::base {
namespace {

struct Stop {};  // thrown through yaml-cpp when a limit is passed; caught in read_yaml, never seen outside

bool is_key(std::string_view key) {
  auto const word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  };
  return !key.empty() && key.front() >= 'a' && key.front() <= 'z' && std::all_of(key.begin(), key.end(), word);
}

// Words that YAML 1.1 reads as true, false or nothing, and YAML 1.2 as text.
bool reads_differently(std::string_view word) {
  static constexpr std::array words = {"y",  "Y",    "yes",  "Yes",  "YES",  "n",    "N",     "no",
                                       "No", "NO",   "on",   "On",   "ON",   "off",  "Off",   "OFF",
                                       "~",  "null", "Null", "NULL", "True", "TRUE", "False", "FALSE"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What yaml-cpp says in English, for somebody who writes an agreement.
Text parser_says(std::string const& message) {
  if (message.find("tab") != std::string::npos) return text("a tab stands where spaces indent");
  if (message.find("flow not found") != std::string::npos) return text("a bracket is never closed");
  if (message.find("end of map") != std::string::npos || message.find("end of sequence") != std::string::npos)
    return text("a line is indented otherwise than those it belongs with");
  if (message.find("illegal map value") != std::string::npos) return text("a colon stands where there is none to be");
  return text("not YAML: {0}", message);
}

// The parser does not always say so.
bool indents_by_tab(std::string_view text, int line) {
  for (; line > 0 && text.find('\n') != std::string_view::npos; --line) text.remove_prefix(text.find('\n') + 1);
  auto const begins = text.find_first_not_of(" \t");
  return text.substr(0, begins).find('\t') != std::string_view::npos;
}

class Builder : public YAML::EventHandler {
 public:
  Builder(std::string const& file, Findings& findings, YamlLimits const& limits)
      : file_(file), findings_(findings), limits_(limits) {}

  Node root;

  void OnDocumentStart(YAML::Mark const& mark) override {
    if (++documents_ > 1)
      fail(mark, text("several documents in one file"), text("write one document; remove the line ---"));
  }
  void OnDocumentEnd() override {}
  void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override {
    no_anchor(mark, anchor);
    if (takes_key()) fail(mark, text("a key is missing"), text("write a word before the colon"));
    // yaml-cpp notices a missing value only on the next line: the key tells where it is missing.
    auto at = place(mark);
    if (!open_.empty() && open_.back().has_key) {
      auto const& entry = open_.back().node->entries.back();
      at = {file_, entry.line, entry.column};
      if (open_.back().odd_key) return take_back_rest_of_text();
    }
    findings_.refuse(at, text("a value is missing"), text("write a value, or remove the key"));
    put(Node{Node::Kind::scalar, "", false, mark.line + 1, mark.column + 1, {}, {}});
  }
  void OnAlias(YAML::Mark const& mark, YAML::anchor_t) override {
    fail(mark, text("an alias (*name) is not allowed"), text("write the text out where it belongs"));
  }
  void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                std::string const& value) override {
    no_anchor(mark, anchor);
    bool const quoted = tag == "!";
    if (!quoted) no_tag(mark, tag);
    if (takes_key()) return open_key(mark, value, quoted);
    for (auto const* curly : {"”", "“", "„", "’", "‘"}) {
      if (!quoted && value.starts_with(curly))
        findings_.refuse(place(mark), text("{0} begins with a curly quotation mark", value),
                         text("write straight ones: \"…\""));
    }
    if (!quoted && reads_differently(value)) {
      findings_.refuse(place(mark), text("the word {0} means different things to different readers of YAML", value),
                       text("write true or false, or put the word in quotes"));
    }
    put(Node{Node::Kind::scalar, value, quoted, mark.line + 1, mark.column + 1, {}, {}});
  }
  void OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    start(mark, tag, anchor, Node::Kind::list);
  }
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    start(mark, tag, anchor, Node::Kind::map, style == YAML::EmitterStyle::Flow);
  }
  void OnMapEnd() override { open_.pop_back(); }

 private:
  struct Open {
    Node* node;
    bool in_braces;                             // {a: 1, b: 2}
    bool has_key = false;                       // a map that has read a key and waits for its value
    bool odd_key = false;                       // that key is no plain word: what it is shows when its value comes
    std::unordered_map<std::string, int> keys;  // of a map: where each key stood first
  };

  Place place(YAML::Mark const& mark) const { return {file_, mark.line + 1, mark.column + 1}; }
  [[noreturn]] void fail(YAML::Mark const& mark, Text what, Text instead) {
    findings_.refuse(place(mark), std::move(what), std::move(instead));
    throw Stop{};
  }
  void no_anchor(YAML::Mark const& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      fail(mark, text("an anchor (&name) is not allowed"), text("write the text out where it belongs"));
    }
  }
  void no_tag(YAML::Mark const& mark, std::string const& tag) {
    if (!tag.empty() && tag != "?" && tag != "!") {
      fail(mark, text("a tag ({0}) is not allowed", tag), text("remove the tag"));
    }
  }
  bool takes_key() const {
    return !open_.empty() && open_.back().node->kind == Node::Kind::map && !open_.back().has_key;
  }

  void start(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor, Node::Kind kind,
             bool in_braces = false) {
    no_anchor(mark, anchor);
    no_tag(mark, tag);
    if (takes_key()) fail(mark, text("a key must be a word"), text("write the key as one word before the colon"));
    if (static_cast<int>(open_.size()) >= limits_.depth) {
      fail(mark, text("nested more than {0} levels deep", limits_.depth), text("split the text into flatter parts"));
    }
    auto* const node = put(Node{kind, "", false, mark.line + 1, mark.column + 1, {}, {}});
    open_.push_back({node, in_braces, false, false, {}});
  }

  void open_key(YAML::Mark const& mark, std::string const& key, bool quoted) {
    auto& map = *open_.back().node;
    if (key == "<<") fail(mark, text("a merge key (<<) is not allowed"), text("write the keys out where they belong"));
    auto const is_odd = quoted || !is_key(key) || reads_differently(key);
    open_.back().odd_key = is_odd && !quoted && open_.back().in_braces && !map.entries.empty();
    if (is_odd && !open_.back().odd_key) refuse_key(place(mark), key);
    auto const [first, fresh] = open_.back().keys.emplace(key, mark.line + 1);
    if (!fresh) {
      findings_.refuse(place(mark), text("the key {0} stands twice; first on line {1}", key, first->second),
                       text("remove or rename one of them"));
    }
    map.entries.push_back({key, mark.line + 1, mark.column + 1, {}});
    open_.back().has_key = true;
  }

  void refuse_key(Place at, std::string const& key) {
    findings_.refuse(
        std::move(at), text("the key {0} is not a plain word", key),
        text("a key is written in small letters a–z, digits, - and _, begins with a letter, and is not a word "
             "such as on or no"));
  }

  // {title: Parts, whole and all}: what follows the comma is no key but the rest of the text.
  void take_back_rest_of_text() {
    auto& map = open_.back();
    auto const& rest = map.node->entries.back();
    findings_.refuse({file_, rest.line, rest.column}, text("{0} stands after a comma, and is read as a key", rest.key),
                     text("put the text with the comma in quotes"));
    map.node->entries.pop_back();
    map.has_key = map.odd_key = false;
  }

  Node* put(Node node) {
    if (++nodes_ > limits_.nodes) {
      findings_.refuse({file_, node.line, node.column}, text("more than {0} values in one file", limits_.nodes),
                       text("split the file"));
      throw Stop{};
    }
    if (findings_.all().size() > limits_.findings) throw Stop{};
    if (open_.empty()) {
      root = std::move(node);
      return &root;
    }
    auto& parent = open_.back();
    if (parent.node->kind == Node::Kind::list) return &parent.node->items.emplace_back(std::move(node));
    if (parent.odd_key) {
      auto const& entry = parent.node->entries.back();
      refuse_key({file_, entry.line, entry.column}, entry.key);
    }
    parent.has_key = parent.odd_key = false;
    parent.node->entries.back().value = std::move(node);
    return &parent.node->entries.back().value;
  }

  std::string const& file_;
  Findings& findings_;
  YamlLimits const& limits_;
  std::vector<Open> open_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

}  // namespace

Node const* Node::find(std::string_view key) const {
  for (auto const& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

Node* Node::find(std::string_view key) {
  return const_cast<Node*>(static_cast<Node const*>(this)->find(key));
}

Node read_yaml(SourceFile const& file, Findings& findings, YamlLimits const& limits) {
  if (file.bytes.size() > limits.bytes) {
    findings.refuse({file.name}, text("the file is larger than {0} bytes", limits.bytes), text("split the file"));
    return {};
  }
  if (!is_utf8(file.bytes)) {
    findings.refuse({file.name}, text("the file is not written in UTF-8"), text("save it again as UTF-8"));
    return {};
  }
  Builder builder(file.name, findings, limits);
  try {
    std::istringstream stream{std::string(without_byte_order_mark(file.bytes))};
    YAML::Parser parser(stream);
    bool found = false;
    while (parser.HandleNextDocument(builder)) found = true;
    if (!found) findings.refuse({file.name}, text("the file is empty"), text("fill it in, or remove it"));
    return std::move(builder.root);
  } catch (Stop const&) {
    // said already
  } catch (YAML::ParserException const& e) {
    findings.refuse({file.name, e.mark.line + 1, e.mark.column + 1},
                    parser_says(indents_by_tab(file.bytes, e.mark.line) ? "tab" : e.msg),
                    text("check indentation, colons and quotes on this line and the one before"));
  } catch (YAML::Exception const& e) {
    findings.refuse({file.name}, parser_says(e.msg), text("check indentation, colons and quotes"));
  }
  return {};
}

}  // namespace overens::base
