#include "app/import_cells.hpp"

#include "base/words.hpp"

namespace overens::app {
namespace {

using base::folded;
using event::DataField;
using Understood = std::optional<std::string>;

Understood truth(std::string const& word) {
  if (word == "ja" || word == "yes" || word == "true" || word == "1") return "true";
  if (word == "nej" || word == "no" || word == "false" || word == "0") return "false";
  return std::nullopt;
}

Understood whole_number(std::string const& cell) {
  auto const is_number = cell.size() <= 3 && cell.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? Understood(std::to_string(std::stoi(cell))) : std::nullopt;
}

Understood day(std::string const& cell) {
  auto const read = calendar::parse_day(cell);
  return read ? Understood(calendar::to_string(*read)) : std::nullopt;
}

Understood named(std::map<std::string, std::string> const& names, std::string const& word) {
  auto const found = names.find(word);
  return found == names.end() || found->second.empty() ? std::nullopt : Understood(found->second);
}

}  // namespace

ImportCells::ImportCells(std::string const& authority, account::Organisation const& organisation,
                         std::vector<UnitDetails> const& units, event::Vocabulary const& vocabulary)
    : vocabulary_(vocabulary) {
  for (auto const& unit : units) {
    if (unit.closed) continue;
    auto& names = unit.authority == authority ? own_units_ : other_units_;
    names.emplace(folded(unit.name), unit.id);
    names.emplace(folded(unit.id), unit.id);
  }
  for (auto const& one : organisation.staff()) {
    if (one.left_on) continue;
    staff_.emplace(folded(one.email), one.id);
    auto const [name, is_first] = staff_.emplace(folded(one.name), one.id);
    if (!is_first) name->second.clear();
  }
}

Understood ImportCells::understood(DataField const& field, std::string const& cell) const {
  switch (field.type) {
    case DataField::Type::code:
      return code(field, folded(cell));
    case DataField::Type::boolean:
      return truth(folded(cell));
    case DataField::Type::day:
      return day(cell);
    case DataField::Type::integer:
      return whole_number(cell);
    case DataField::Type::unit:
      return unit(folded(cell));
    case DataField::Type::id:
      return field.of == "staff" ? named(staff_, folded(cell)) : municipality(folded(cell));
    default:
      return cell;
  }
}

Understood ImportCells::code(DataField const& field, std::string const& word) const {
  auto const* set = vocabulary_.code_set(field.of);
  for (auto const& one : set == nullptr ? std::vector<event::Code>() : set->codes) {
    if (folded(one.id) == word || folded(one.label.sv) == word || folded(one.label.en) == word) return one.id;
  }
  return std::nullopt;
}

Understood ImportCells::unit(std::string const& word) const {
  auto own = named(own_units_, word);
  return own ? own : named(other_units_, word);
}

Understood ImportCells::municipality(std::string const& word) const {
  for (auto const& one : vocabulary_.municipalities) {
    if (one.code == word || folded(one.name) == word || folded(one.full_name) == word) return one.code;
  }
  return std::nullopt;
}

}  // namespace overens::app
