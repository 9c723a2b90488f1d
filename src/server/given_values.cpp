#include "server/given_values.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "disk/files.hpp"

namespace overens::server {
namespace {

using base::text;

constexpr std::string_view prefix = "OVERENS_";

// Nested maps that hold the one setting, as a file that holds only it would be read.
base::Node tree_of(std::string_view setting, base::Node const& value) {
  base::Node node;
  auto const dot = setting.find('.');
  base::Node::Entry entry;
  entry.key = std::string(setting.substr(0, dot));
  if (dot == std::string_view::npos) {
    entry.value = value;
  } else {
    entry.value = tree_of(setting.substr(dot + 1), value);
  }
  node.kind = base::Node::Kind::map;
  node.entries.push_back(std::move(entry));
  return node;
}

// Those of a list with a space between them, as in a variable.
std::string words_of(base::Node const& node) {
  if (node.kind != base::Node::Kind::list) return node.text;
  std::string words;
  for (auto const& item : node.items) words.append(words.empty() ? "" : " ").append(item.text);
  return words;
}

void add_names(base::Shape const& shape, std::string const& within, std::vector<std::string>& names) {
  for (auto const& field : shape.fields) {
    if (field.shape->kind == base::Shape::Kind::map) {
      add_names(*field.shape, within + field.key + ".", names);
    } else {
      names.push_back(within + field.key);
    }
  }
}

// Nothing but comments, which is no map but as good as an empty one.
bool says_nothing(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const end = std::min(bytes.find('\n'), bytes.size());
    auto const line = bytes.substr(0, end);
    auto const first = line.find_first_not_of(" \r");
    if (first != std::string_view::npos && line[first] != '#') return false;
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return true;
}

}  // namespace

std::vector<std::string> setting_names() {
  std::vector<std::string> names;
  add_names(*settings_shape(), {}, names);
  return names;
}

std::string variable_of(std::string_view setting) {
  std::string variable(prefix);
  for (auto const c : setting) variable += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return variable;
}

GivenValues::GivenValues(GivenSettings const& given, base::Findings& findings) {
  auto const names = setting_names();
  if (!given.file.empty()) read_file(given.file, names, findings);
  std::vector<std::string> variables;
  std::transform(names.begin(), names.end(), std::back_inserter(variables), variable_of);
  for (auto const& [variable, words] : given.environment) {
    if (variable.compare(0, prefix.size(), prefix) != 0) continue;
    auto const known = std::find(variables.begin(), variables.end(), variable);
    if (known != variables.end()) {
      take_one(names[static_cast<std::size_t>(known - variables.begin())], words, variable, findings);
      continue;
    }
    auto const near = base::nearest(variable, variables);
    findings.warn({variable}, text("no setting has this variable"),
                  near.empty() ? base::Text() : text("write {0}", near));
  }
  for (auto const& [setting, words] : given.flags) take_one(setting, words, "--" + setting, findings);
}

void GivenValues::read_file(std::string const& path, std::vector<std::string> const& names, base::Findings& findings) {
  base::SourceFile file;
  try {
    file = disk::read_file(path);
  } catch (std::runtime_error const&) {
    findings.refuse({path}, text("the file can't be read"));
    return;
  }
  if (says_nothing(file.bytes)) return;
  auto const tree = base::read_yaml(file, findings);
  base::check_shape(tree, *shape_, {}, path, findings);
  take(tree, path, {}, names);
}

void GivenValues::take_one(std::string const& setting, std::string const& words, std::string const& source,
                           base::Findings& findings) {
  base::Node value;
  value.text = words;
  base::Findings own;
  base::check_shape(tree_of(setting, value), *shape_, {}, source, own);
  if (own.usable()) values_[setting] = {words, {source}};
  findings.add(own);
}

// Those that are wrong in themselves are left out, so that the others can be looked at further.
void GivenValues::take(base::Node const& node, std::string const& source, std::string const& within,
                       std::vector<std::string> const& names) {
  for (auto const& entry : node.entries) {
    auto const name = within + entry.key;
    if (entry.value.kind == base::Node::Kind::map) {
      take(entry.value, source, name + ".", names);
      continue;
    }
    base::Findings own;
    base::check_shape(tree_of(name, entry.value), *shape_, {}, source, own);
    auto const is_known = std::find(names.begin(), names.end(), name) != names.end();
    if (is_known && own.usable())
      values_[name] = {words_of(entry.value), base::place_of(source, entry.value), entry.value.items};
  }
}

std::optional<std::string> GivenValues::words(std::string_view setting) const {
  auto const found = values_.find(setting);
  if (found == values_.end()) return std::nullopt;
  return found->second.words;
}

std::optional<long> GivenValues::number(std::string_view setting) const {
  auto const found = values_.find(setting);
  if (found == values_.end()) return std::nullopt;
  auto const& words = found->second.words;
  long number = 0;
  auto const [end, error] = std::from_chars(words.data(), words.data() + words.size(), number);
  if (error != std::errc() || end != words.data() + words.size()) return std::nullopt;
  return number;
}

base::Place GivenValues::place(std::string_view setting) const {
  auto const found = values_.find(setting);
  return found == values_.end() ? base::Place{std::string(setting)} : found->second.place;
}

std::vector<base::Node> const& GivenValues::items(std::string_view setting) const {
  static std::vector<base::Node> const none;
  auto const found = values_.find(setting);
  return found == values_.end() ? none : found->second.items;
}

base::Place GivenValues::place_in(std::string_view setting, base::Node const& node) const {
  return base::place_of(place(setting).file, node);
}

}  // namespace overens::server
