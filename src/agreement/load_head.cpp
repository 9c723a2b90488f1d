#include "agreement/load_head.hpp"

#include "agreement/values.hpp"

namespace overens::agreement {

using namespace values;

namespace {

std::vector<Party> parties(Node const& node) {
  auto const& region = *node.find("region");
  std::vector<Party> all = {{words(region, "code"), words(region, "name"), Party::Kind::region}};
  for (auto const& one : node.find("municipalities")->items)
    all.push_back({words(one, "code"), words(one, "name"), Party::Kind::municipality});
  return all;
}

DocumentHead document_head(Node const& node) {
  return {words(node, "type"),
          words(node, "number"),
          words(node, "edition"),
          day(node.find("adopted")),
          words(node, "adopted_by"),
          words(node, "approved_by"),
          words(node, "responsible_for_revision"),
          list(node, "history"),
          list(node, "cite")};
}

Validity validity(Node const& node) {
  Validity result;
  result.form = words(node, "form") == "fixed" ? Validity::Form::fixed : Validity::Form::until_further_notice;
  result.from = day(readable(node, "from")).value_or(calendar::first_day);
  result.through = day(readable(node, "through"));
  if (auto const* prolonged = node.find("prolonged"))
    result.prolonged = Prolongation{span(*prolonged->find("by")), list(*prolonged, "when"), list(*prolonged, "cite")};
  result.not_terminable = words(node, "termination") == "not_possible";
  result.renegotiated_on_demand = node.find("renegotiation") != nullptr;
  result.cite = list(node, "cite");
  result.readings = readings_of(node);
  return result;
}

Revision revision(Node const& node) {
  return {optional_span(node, "every"),
          day(readable(node, "latest")),
          truth(node, "with_evaluation"),
          words(node, "commissioned_by"),
          list(node, "cite"),
          readings_of(node)};
}

Approval approval(Node const& node) {
  Approval result;
  result.form = words(node, "each_party") == "signature" ? Approval::Form::signature : Approval::Form::decision;
  auto const* unrecorded = readable(node, "unrecorded");
  result.binds_unrecorded = unrecorded == nullptr || unrecorded->text != "nobody";
  result.recommended_by = words(node, "recommended_by");
  if (auto const* signatures = node.find("signatures")) {
    for (auto const& one : signatures->items) result.signatures.push_back({words(one, "forum"), words(one, "office")});
  }
  result.cite = list(node, "cite");
  return result;
}

Addendum addendum(Node const& node, std::string const& file) {
  auto result = item<Addendum>(node, file);
  result.decided = day(node.find("decided"));
  result.decided_by = words(node, "decided_by");
  result.from = day(node.find("from"));
  result.through = day(node.find("through"));
  result.adds = list(node, "adds");
  return result;
}

Related related(Node const& node, std::string const& file) {
  auto result = item<Related>(node, file);
  result.kind = words(node, "kind");
  result.status = words(node, "status");
  result.becomes_part_of = words(node, "becomes_part_of");
  return result;
}

/// The items of a list that may be missing.
template <class Do>
void each(Node const& node, std::string_view key, Do const& act) {
  if (auto const* found = node.find(key)) {
    for (auto const& one : found->items) act(one);
  }
}

}  // namespace

PackHead head(Node const& node, std::string const& file) {
  PackHead result;
  result.place = base::place_of(file, node);
  result.agreement = words(node, "id");
  result.version = words(node, "version");
  result.county = words(node, "county");
  result.title = both(node, "title");
  static constexpr std::array<std::pair<std::string_view, TextStatus>, 3> statuses = {
      {{"full", TextStatus::full}, {"summary", TextStatus::summary}, {"not_available", TextStatus::not_available}}};
  result.text = word(statuses, words(node, "text"), TextStatus::full);
  result.invented = truth(node, "invented");
  result.source = words(node, "source");
  result.source_url = words(node, "source_url");
  result.checked = day(node.find("checked"));
  result.law = list(node, "law");
  result.parties = parties(node);
  result.validity = validity(*node.find("validity"));
  if (auto const* document = node.find("document")) result.document_head = document_head(*document);
  if (auto const* found = node.find("revision")) result.revision = revision(*found);
  if (auto const* found = node.find("approval")) {
    result.approval = approval(*found);
    auto const rests_on = readings_of(*found);
    result.validity.readings.insert(result.validity.readings.end(), rests_on.begin(), rests_on.end());
  }
  if (auto const* found = node.find("amendments"))
    result.amendments = Amendments{words(*found, "minor_by"), both(*found, "minor"), readable_word(*found, "major_by"),
                                   list(*found, "cite")};
  each(node, "addenda", [&](Node const& one) { result.addenda.push_back(addendum(one, file)); });
  each(node, "replaces", [&](Node const& one) {
    result.replaces.push_back({words(one, "agreement"), words(one, "version"), both(one, "title"),
                               words(one, "whole") != "false", list(one, "parts"), list(one, "cite")});
  });
  each(node, "related", [&](Node const& one) { result.related.push_back(related(one, file)); });
  each(node, "pending", [&](Node const& one) {
    result.pending.push_back({both(one, "title"), both(one, "what"), list(one, "cite")});
  });
  result.compiled_in = words(node, "compiled_in");
  auto const& counting = *node.find("calendar");
  result.rules.eves = readable(counting, "eves")->text == "working" ? calendar::Eves::working : calendar::Eves::off;
  static constexpr std::array<std::pair<std::string_view, calendar::MonthEnd>, 2> month_ends = {
      {{"last_day_of_month", calendar::MonthEnd::last_day_of_month},
       {"first_of_next_month", calendar::MonthEnd::first_of_next_month}}};
  result.rules.month_end = word(month_ends, readable(counting, "month_end")->text, calendar::MonthEnd::unclear);
  result.eves_readings = readings_of(*counting.find("eves"));
  result.month_end_readings = readings_of(*counting.find("month_end"));
  return result;
}

std::vector<std::string> PackHead::cites() const {
  std::vector<std::string> all = validity.cite;
  auto const add = [&](std::vector<std::string> const& some) { all.insert(all.end(), some.begin(), some.end()); };
  add(document_head.cite);
  if (validity.prolonged) add(validity.prolonged->cite);
  if (revision) add(revision->cite);
  if (approval) add(approval->cite);
  if (amendments) add(amendments->cite);
  for (auto const& replaced : replaces) add(replaced.cite);
  for (auto const& one : pending) add(one.cite);
  if (!compiled_in.empty()) all.push_back(compiled_in);
  return all;
}

Party const* PackHead::party(std::string_view code) const {
  auto const found = std::find_if(parties.begin(), parties.end(), [&](Party const& p) { return p.code == code; });
  return found == parties.end() ? nullptr : &*found;
}

}  // namespace overens::agreement
