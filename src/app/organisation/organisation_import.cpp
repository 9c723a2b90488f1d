#include "app/organisation/organisation_import.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/command.hpp"
#include "app/fits/fitting.hpp"
#include "app/organisation/import_cells.hpp"
#include "base/words.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using account::Organisation;
using base::folded;
using base::text;
using event::DataField;
using event::Draft;
using event::PlainValues;
using event::said;
namespace known = event::known;
using RowChange = ImportedRow::Change;
using Progress = std::function<void(double share)>;

/// Something that stands in the record: how it is known again, what it is called, and what is said of it.
struct Standing {
  std::string id;
  std::string key;
  std::string name;
  PlainValues values;
  bool is_over = false;  ///< a commission that has ended: a row may still say so
  bool has_end = false;  ///< a commission that has been ended, or ends today
};

/// The types of events of each kind of file.
struct Types {
  char const* begins;
  char const* changes;  ///< nullptr: nothing of it can be said otherwise
  char const* ends;
};

Types types_of(ImportKind kind) {
  switch (kind) {
    case ImportKind::units:
      return {known::unit_opened, known::unit_described, known::unit_closed};
    case ImportKind::staff:
      return {known::staff_registered, known::staff_described, known::staff_left};
    case ImportKind::commissions:
      return {known::commission_given, nullptr, known::commission_ended};
  }
  return {};
}

bool is_called(DataField const& field, std::string const& word) {
  auto const shortly = [](std::string const& label) { return label.substr(0, label.find_first_of(",(")); };
  for (auto const& name : {field.name, field.label.sv, field.label.en}) {
    if (folded(name) == word || folded(shortly(name)) == word) return true;
  }
  return false;
}

std::string key_of(ImportKind kind, PlainValues const& values) {
  switch (kind) {
    case ImportKind::units:
      return folded(said(values, "name"));
    case ImportKind::staff:
      return folded(said(values, "email"));
    case ImportKind::commissions:
      return fmt::format("{}\n{}\n{}\n{}", said(values, "staff"), said(values, "unit"), said(values, "role"),
                         said(values, "from"));
  }
  return {};
}

PlainValues values_of(UnitDetails const& unit) {
  PlainValues values = {{"kind", unit.kind},
                        {"name", unit.name},
                        {"municipality", unit.municipality},
                        {"telephone", unit.telephone},
                        {"web", unit.web},
                        {"email", unit.email},
                        {"visiting_address", unit.visiting_address},
                        {"hours", unit.hours},
                        {"stand_in", unit.stand_in},
                        {"listed", unit.listed ? "true" : "false"}};
  if (unit.from_age) values["from_age"] = std::to_string(*unit.from_age);
  if (unit.through_age) values["through_age"] = std::to_string(*unit.through_age);
  return values;
}

PlainValues values_of(account::Staff const& one) {
  return {{"name", one.name}, {"email", one.email}};
}

PlainValues values_of(account::Commission const& one) {
  PlainValues values = {{"staff", one.staff},
                        {"unit", one.unit},
                        {"role", one.role},
                        {"purpose", one.purpose},
                        {"from", calendar::to_string(one.from)}};
  if (one.through) values["through"] = calendar::to_string(*one.through);
  return values;
}

event::DraftValue draft_value(DataField const& field, std::string const& value) {
  if (field.type == DataField::Type::integer) return std::int64_t{std::stol(value)};
  if (field.type == DataField::Type::boolean) return value == "true";
  return value;
}

class Planner {
 public:
  Planner(ImportRequest const& request, Organisation const& organisation, std::vector<UnitDetails> const& units,
          event::Vocabulary const& vocabulary)
      : request_(request),
        organisation_(organisation),
        units_(units),
        vocabulary_(vocabulary),
        cells_(request, organisation, units, vocabulary),
        types_(types_of(request.kind)) {
    stand();
    index();
  }

  ImportPlan plan(std::vector<base::CsvRow> const& rows, Progress const& progress) {
    if (rows.empty()) {
      fault(1, text("the file is empty: its first row names the columns"));
    } else if (read_columns(rows.front())) {
      for (std::size_t i = 1; i < rows.size(); ++i) {
        take(rows[i]);
        if (progress && i % 256 == 0) progress(static_cast<double>(i) / static_cast<double>(rows.size()));
      }
      find_missing();
    }
    if (!plan_.faults.empty()) plan_.drafts.clear();
    return std::move(plan_);
  }

 private:
  void fault(std::uint64_t line, base::Text why) { plan_.faults.emplace_back(line, std::move(why)); }

  void stand() {
    switch (request_.kind) {
      case ImportKind::units:
        for (auto const& unit : units_) {
          if (unit.authority == request_.authority && !unit.closed) stand(unit.id, unit.name, values_of(unit));
        }
        break;
      case ImportKind::staff:
        for (auto const& one : organisation_.staff()) {
          if (!one.left_on) stand(one.id, one.name, values_of(one));
        }
        break;
      case ImportKind::commissions:
        for (auto const& one : organisation_.commissions()) {
          stand(one.id, name_of(values_of(one)), values_of(one));
          standing_.back().is_over = one.through && *one.through < request_.on;
          standing_.back().has_end = !one.end_reason.empty() || (one.through && *one.through <= request_.on);
        }
    }
  }
  void stand(std::string id, std::string name, PlainValues values) {
    auto key = key_of(request_.kind, values);
    standing_.push_back({std::move(id), std::move(key), std::move(name), std::move(values), false, false});
  }

  void index() {
    for (std::size_t i = 0; i < standing_.size(); ++i) by_key_[standing_[i].key].push_back(i);
  }

  // A commission has no name of its own.
  std::string name_of(PlainValues const& values) const {
    if (request_.kind != ImportKind::commissions) return said(values, "name");
    auto const* who = organisation_.staff(said(values, "staff"));
    auto const* role = vocabulary_.code("staff_roles", said(values, "role"));
    return fmt::format("{}, {}", who == nullptr ? said(values, "staff") : who->name,
                       role == nullptr ? said(values, "role") : role->label.sv);
  }

  bool read_columns(base::CsvRow const& first) {
    auto const fields = import_fields(request_.kind, vocabulary_);
    std::set<std::string> there;
    for (auto const& cell : first.cells) {
      auto const word = folded(cell);
      auto const found = std::find_if(fields.begin(), fields.end(), [&](auto const* f) { return is_called(*f, word); });
      columns_.push_back(found == fields.end() || word.empty() ? nullptr : *found);
      if (columns_.back() == nullptr && !word.empty()) fault(first.line, text("there is no column {0}", cell));
      if (columns_.back() != nullptr && !there.insert(columns_.back()->name).second)
        fault(first.line, text("the column {0} stands twice", cell));
    }
    auto const needed = request_.kind == ImportKind::units ? std::vector<char const*>{"name"}
                        : request_.kind == ImportKind::staff
                            ? std::vector<char const*>{"name", "email"}
                            : std::vector<char const*>{"staff", "role", "purpose", "from"};
    for (auto const* name : needed) {
      auto const* field = vocabulary_.type(types_.begins)->field(name);
      if (!there.contains(name)) fault(first.line, text("the column {0} is missing", field->label));
    }
    return plan_.faults.empty();
  }

  void take(base::CsvRow const& row) {
    auto const faults = plan_.faults.size();
    if (row.cells.size() > columns_.size())
      return fault(row.line, text("the row has more cells than there are columns"));
    PlainValues values;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] == nullptr) continue;
      auto const& cell = i < row.cells.size() ? row.cells[i] : empty_;
      values[columns_[i]->name] = cell.empty() ? std::string() : read(*columns_[i], cell, row.line);
    }
    if (plan_.faults.size() > faults) return;
    auto const key = key_of(request_.kind, values);
    if (!keys_.insert(key).second) return fault(row.line, text("the same stands in an earlier row"));
    auto const found = by_key_.find(key);
    if (found == by_key_.end()) return begin(row.line, values);
    if (found->second.size() == 1) return change(row.line, standing_[found->second.front()], values);
    std::vector<std::string> ids;
    for (auto const i : found->second) ids.push_back(standing_[i].id);
    fault(row.line, text("several of yours are called {0}, and nobody knows which is meant: {1}",
                         standing_[found->second.front()].name, fmt::format("{}", fmt::join(ids, ", "))));
  }

  // --- cells ---

  std::string read(DataField const& field, std::string const& cell, std::uint64_t line) {
    if (cell.front() == '=') {
      fault(line, text("{0}: a formula can't be read in", field.label));
      return {};
    }
    auto const values = cells_.understood(field, cell);
    if (values.size() == 1) return values.front();
    auto const choices = cells_.choices(field);
    fault(line, !values.empty()       ? text("{0}: {1} can mean several, write which by its id: {2}", field.label, cell,
                                             fmt::format("{}", fmt::join(values, ", ")))
                : !choices.sv.empty() ? text("{0}: {1} is none of {2}", field.label, cell, choices)
                                      : text("{0}: {1} is not understood", field.label, cell));
    return {};
  }

  // --- what a row does ---

  std::string next_id() const { return fmt::format("{}-{}", request_.command, plan_.drafts.size() + 1); }

  Draft draft(char const* type, std::string subject, PlainValues const& values) const {
    Draft made;
    made.type = type;
    made.happened = calendar::to_string(request_.on);
    made.owner = request_.authority;
    made.subject_kind = vocabulary_.type(type)->subject;
    made.subject_id = std::move(subject);
    for (auto const& field : vocabulary_.type(type)->data) {
      auto const& value = field.type == DataField::Type::authority ? request_.authority : said(values, field.name);
      if (!value.empty()) made.data.push_back({field.name, {draft_value(field, value)}, false});
    }
    return made;
  }

  // Everything that is wrong is said at once, with its line: also what would be refused later.
  void record(std::uint64_t line, Draft made, PlainValues const& values) {
    auto const& type = *vocabulary_.type(made.type);
    auto const say = [&](base::Refusal const& why) {
      auto const* field = type.field(why.field);
      fault(line, field == nullptr ? why.why : text("{0}: {1}", field->label, why.why));
    };
    if (auto const sound = are_sound(made.type, values); !sound) say(sound.error());
    if (auto const days = days_fit(type, values); !days) say(days.error());
    if (auto const read = make_command("import", std::span(&made, 1), vocabulary_); !read) say(read.error());
    plan_.drafts.push_back(std::move(made));
  }

  bool has_all(char const* type, PlainValues const& values, std::uint64_t line) {
    for (auto const& field : vocabulary_.type(type)->data) {
      if (!field.required || field.type == DataField::Type::authority || !said(values, field.name).empty()) continue;
      fault(line, text("{0} is empty", field.label));
      return false;
    }
    return true;
  }

  void begin(std::uint64_t line, PlainValues const& values) {
    if (key_of(request_.kind, values).empty()) return fault(line, text("the name is empty"));
    if (!has_all(types_.begins, values, line)) return;
    auto const id = next_id();
    record(line, draft(types_.begins, id, values), values);
    if (request_.kind == ImportKind::units) record(line, draft(types_.changes, id, values), values);
    plan_.rows.push_back({line, RowChange::added, name_of(values)});
  }

  void change(std::uint64_t line, Standing& standing, PlainValues const& values) {
    ImportedRow row{line, RowChange::unchanged, standing.name};
    if (standing.is_over) return plan_.rows.push_back(std::move(row));
    auto now = standing.values;
    for (auto const* field : columns_) {
      if (field == nullptr || said(now, field->name) == said(values, field->name)) continue;
      // That nothing is said is no.
      if (field->type == DataField::Type::boolean && said(values, field->name).empty()) continue;
      now.insert_or_assign(field->name, said(values, field->name));
      row.fields.push_back(field);
      row.change = RowChange::changed;
    }
    if (row.change == RowChange::changed) {
      if (!may_change(line, row) || !has_all(types_.changes, now, line)) return;
      record(line, draft(types_.changes, standing.id, now), now);
    }
    plan_.rows.push_back(std::move(row));
  }

  bool may_change(std::uint64_t line, ImportedRow const& row) {
    if (types_.changes == nullptr) {
      fault(line, text("the commission stands already, with another purpose or last day: end it, and give another"));
      return false;
    }
    auto const* type = vocabulary_.type(types_.changes);
    for (auto const* field : row.fields) {
      if (type->field(field->name) != nullptr) continue;
      fault(line, text("{0} can't be changed: close the unit, and add another", field->label));
      return false;
    }
    return true;
  }

  void find_missing() {
    for (auto const& one : standing_) {
      if (one.is_over || one.has_end || keys_.contains(one.key)) continue;
      plan_.missing.push_back(one.name);
      if (!request_.ends_missing) continue;
      PlainValues const why = {{"reason", "not_needed"}};
      plan_.drafts.push_back(draft(types_.ends, one.id, why));
    }
  }

  ImportRequest const& request_;
  Organisation const& organisation_;
  std::vector<UnitDetails> const& units_;
  event::Vocabulary const& vocabulary_;
  ImportCells cells_;
  Types types_;
  std::vector<Standing> standing_;
  std::vector<DataField const*> columns_;  // nullptr: an empty heading
  std::set<std::string> keys_;             // of the rows
  std::map<std::string, std::vector<std::size_t>> by_key_;
  std::string const empty_;
  ImportPlan plan_;
};

}  // namespace

std::size_t ImportPlan::count(ImportedRow::Change change) const {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](ImportedRow const& row) { return row.change == change; }));
}

std::vector<DataField const*> import_fields(ImportKind kind, event::Vocabulary const& vocabulary) {
  auto const types = types_of(kind);
  std::vector<DataField const*> fields;
  for (auto const* name : {types.begins, types.changes}) {
    if (name == nullptr) continue;
    for (auto const& field : vocabulary.type(name)->data) {
      auto const is_there =
          std::any_of(fields.begin(), fields.end(), [&](auto const* f) { return f->name == field.name; });
      if (!is_there && field.type != DataField::Type::authority) fields.push_back(&field);
    }
  }
  return fields;
}

ImportPlan plan_import(ImportRequest const& request, std::vector<base::CsvRow> const& rows,
                       account::Organisation const& organisation, std::vector<UnitDetails> const& units,
                       event::Vocabulary const& vocabulary, Progress const& progress) {
  return Planner(request, organisation, units, vocabulary).plan(rows, progress);
}

}  // namespace overens::app
