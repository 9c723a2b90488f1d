#include "app/organisation/import_cells.hpp"

#include "base/words.hpp"

namespace overens::app {
namespace {

using base::folded;
using event::DataField;
using Understood = ImportCells::Values;

Understood truth(std::string const& word) {
  if (word == "ja" || word == "yes" || word == "true" || word == "1") return {"true"};
  if (word == "nej" || word == "no" || word == "false" || word == "0") return {"false"};
  return {};
}

Understood whole_number(std::string const& cell) {
  auto const is_number = cell.size() <= 3 && cell.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? Understood{std::to_string(std::stoi(cell))} : Understood();
}

Understood day(std::string const& cell) {
  auto const read = calendar::parse_day(cell);
  return read ? Understood{calendar::to_string(*read)} : Understood();
}

Understood named(ImportCells::Names const& names, std::string const& word) {
  auto const found = names.find(word);
  return found == names.end() ? Understood() : Understood(found->second.begin(), found->second.end());
}

}  // namespace

ImportCells::ImportCells(ImportRequest const& request, account::Organisation const& organisation,
                         std::vector<UnitDetails> const& units, event::Vocabulary const& vocabulary)
    : vocabulary_(vocabulary) {
  for (auto const& unit : units) {
    if (unit.closed) continue;
    auto const is_own = unit.authority == request.authority;
    // Another authority's unit may step in for one's own; a commission is for one's own alone.
    if (!is_own && request.kind == ImportKind::commissions) continue;
    for (auto const& word : {unit.name, unit.id}) (is_own ? own_units_ : other_units_)[folded(word)].insert(unit.id);
  }
  for (auto const& one : organisation.staff()) {
    if (one.left_on) continue;
    for (auto const& word : {one.email, one.name, one.id}) staff_[folded(word)].insert(one.id);
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
      return {cell};
  }
}

Understood ImportCells::code(DataField const& field, std::string const& word) const {
  auto const* set = vocabulary_.code_set(field.of);
  for (auto const& one : set == nullptr ? std::vector<event::Code>() : set->codes) {
    if (folded(one.id) == word || folded(one.label.sv) == word || folded(one.label.en) == word) return {one.id};
  }
  return {};
}

event::Label ImportCells::choices(DataField const& field) const {
  event::Label all;
  auto const* set = field.type == DataField::Type::code ? vocabulary_.code_set(field.of) : nullptr;
  for (auto const& one : set == nullptr ? std::vector<event::Code>() : set->codes) {
    all.sv.append(all.sv.empty() ? "" : ", ").append(one.label.sv);
    all.en.append(all.en.empty() ? "" : ", ").append(one.label.en);
  }
  return all;
}

Understood ImportCells::unit(std::string const& word) const {
  auto own = named(own_units_, word);
  return own.empty() ? named(other_units_, word) : own;
}

Understood ImportCells::municipality(std::string const& word) const {
  for (auto const& one : vocabulary_.municipalities) {
    if (one.code == word || folded(one.name) == word || folded(one.full_name) == word) return {one.code};
  }
  return {};
}

}  // namespace overens::app
