#include "agreement/load.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "agreement/readings.hpp"
#include "agreement/shapes.hpp"

namespace overens::agreement {
namespace {

using base::Node;
using base::text;

// ---- Single values. The shapes have been checked: what is read here is there and of the right form. ----

std::string words(Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  return found == nullptr ? std::string() : found->text;
}

/// A value that may stand under a reading: {reading: x, value: v}.
Node const* readable(Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  return found != nullptr && found->kind == Node::Kind::map ? found->find("value") : found;
}

bool truth(Node const& node, std::string_view key) { return words(node, key) == "true"; }

long number_of(Node const& node) {
  long value = 0;
  std::from_chars(node.text.data(), node.text.data() + node.text.size(), value);
  return value;
}

std::optional<int> integer(Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  if (found == nullptr) return std::nullopt;
  return static_cast<int>(number_of(*found));
}

std::optional<calendar::Day> day(Node const* node) { return node == nullptr ? std::nullopt : calendar::parse_day(node->text); }

std::vector<std::string> list(Node const& node, std::string_view key) {
  std::vector<std::string> all;
  auto const* found = node.find(key);
  if (found == nullptr) return all;
  if (found->kind == Node::Kind::scalar) return {found->text};
  for (auto const& item : found->items) all.push_back(item.text);
  return all;
}

Words both(Node const& node, std::string const& key) { return {words(node, key), words(node, key + "_en")}; }

std::vector<Words> both_list(Node const& node, std::string_view key) {
  std::vector<Words> all;
  if (auto const* found = node.find(key)) {
    for (auto const& item : found->items) {
      all.push_back(item.kind == Node::Kind::scalar ? Words{item.text, {}} : Words{words(item, "sv"), words(item, "en")});
    }
  }
  return all;
}

template <class T, std::size_t N>
T word(std::array<std::pair<std::string_view, T>, N> const& table, std::string const& given, T otherwise) {
  for (auto const& [name, value] : table) {
    if (name == given) return value;
  }
  return otherwise;
}

void collect_readings(Node const& node, std::vector<std::string>& into) {
  if (auto const* use = node.find("reading")) {
    auto const id = use->text.substr(0, use->text.find('/'));
    if (std::find(into.begin(), into.end(), id) == into.end()) into.push_back(id);
  }
  for (auto const& item : node.items) collect_readings(item, into);
  for (auto const& entry : node.entries) collect_readings(entry.value, into);
}

std::vector<std::string> readings_of(Node const& node) {
  std::vector<std::string> all;
  collect_readings(node, all);
  return all;
}

template <class T>
T item(Node const& node, std::string const& file) {
  T result;
  result.id = words(node, "id");
  result.title = both(node, "title");
  result.cite = list(node, "cite");
  result.law = list(node, "law");
  result.links = list(node, "links");
  result.readings = readings_of(node);
  result.place = base::place_of(file, node);
  return result;
}

// ---- Parts ----

calendar::Span span(Node const& node) {
  return {number_of(*node.find("count")), *calendar::parse_unit(words(node, "unit"))};
}

std::optional<calendar::Span> optional_span(Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  return found == nullptr ? std::nullopt : std::optional(span(*found));
}

std::optional<calendar::Recipe> recipe(Node const& node) {
  if (node.find("count") == nullptr || node.find("unit") == nullptr) return std::nullopt;
  static constexpr std::array<std::pair<std::string_view, calendar::Roll>, 3> rolls = {
      {{"none", calendar::Roll::none},
       {"next_working_day", calendar::Roll::next_working_day},
       {"previous_working_day", calendar::Roll::previous_working_day}}};
  return calendar::Recipe{span(node), word(rolls, words(node, "roll"), calendar::Roll::none)};
}

Where where(std::string const& field, Node const& node) {
  Where result;
  result.field = field;
  if (node.kind == Node::Kind::scalar) {
    result.words = {node.text};
  } else if (node.kind == Node::Kind::list) {
    for (auto const& one : node.items) result.words.push_back(one.text);
  } else if (auto const* has = node.find("has")) {
    result.is = Where::Is::has;
    result.words = {has->text};
  } else {
    result.is = Where::Is::at_least;
    result.least = number_of(*node.find("min"));
  }
  return result;
}

Condition condition(Node const& node, std::string const& file) {
  Condition result;
  result.place = base::place_of(file, node);
  result.reason = words(node, "reason");
  result.of = words(node, "of");
  for (auto const* form : {"any", "all"}) {
    auto const* parts = node.find(form);
    if (parts == nullptr) continue;
    result.form = std::string_view(form) == "any" ? Condition::Form::any : Condition::Form::all;
    for (auto const& part : parts->items) result.parts.push_back(condition(part, file));
  }
  result.event = words(node, "event");
  if (auto const* fields = node.find("where")) {
    for (auto const& entry : fields->entries) result.where.push_back(where(entry.key, entry.value));
  }
  result.since = words(node, "since");
  result.before = words(node, "before");
  result.within = optional_span(node, "within");
  result.times = integer(node, "times").value_or(1);
  result.distinct = words(node, "distinct");
  if (auto const* ended = node.find("not_ended_by"); ended != nullptr && ended->kind == Node::Kind::map) {
    result.not_ended_by = words(*ended, "event");
    for (auto const& entry : ended->find("where")->entries) result.ended_where.push_back(where(entry.key, entry.value));
  } else {
    result.not_ended_by = words(node, "not_ended_by");
  }
  return result;
}

std::optional<Condition> condition(Node const& node, std::string_view key, std::string const& file) {
  auto const* found = node.find(key);
  return found == nullptr ? std::nullopt : std::optional(condition(*found, file));
}

Bearer bearer(Node const& node) {
  Bearer result;
  if (node.kind == Node::Kind::scalar) {
    result.roles = {node.text};
    return result;
  }
  static constexpr std::array<std::pair<std::string_view, Bearer::Parties>, 4> parties = {
      {{"subject", Bearer::Parties::subject},
       {"region", Bearer::Parties::region},
       {"municipalities", Bearer::Parties::municipalities},
       {"all", Bearer::Parties::all}}};
  result.roles = list(node, "all_of");
  result.each = words(node, "share") == "each";
  if (node.find("forum") != nullptr) {
    result.form = Bearer::Form::forum;
    result.forum = words(node, "forum");
  } else if (node.find("parties") != nullptr) {
    result.form = Bearer::Form::parties;
    result.parties = word(parties, words(node, "parties"), Bearer::Parties::subject);
  }
  return result;
}

std::optional<DueRule> due(Node const& node) {
  auto const* found = node.find("due");
  if (found == nullptr) return std::nullopt;
  DueRule rule;
  if (auto const after = words(*found, "after"); !after.empty()) rule.after = after;
  rule.recipe = recipe(*found);
  rule.unstated = words(*found, "unstated");
  if (auto const* watch = found->find("watch")) rule.watch = recipe(*watch);
  return rule;
}

void opens(Norm& norm, Node const& node, std::string const& file) {
  norm.opens_from_in_force = words(node, "from") == "in_force";
  auto const* every = node.find("every");
  norm.once = node.find("once") != nullptr;
  if (norm.once) return;
  if (every == nullptr) {
    norm.opens = condition(node, file);
    return;
  }
  static constexpr std::array<std::pair<std::string_view, Every::Period>, 3> periods = {
      {{"calendar", Every::Period::calendar}, {"fixed", Every::Period::fixed}, {"since_last", Every::Period::since_last}}};
  norm.every = Every{span(*every), word(periods, words(node, "period"), Every::Period::calendar), words(node, "from") != "opening"};
}

constexpr std::array<std::pair<std::string_view, Verb>, 5> verbs = {{{"must", Verb::must},
                                                                             {"should", Verb::should},
                                                                             {"may", Verb::may},
                                                                             {"must_not", Verb::must_not},
                                                                             {"promise", Verb::promise}}};

Norm norm(Node const& node, std::string const& file) {
  auto result = item<Norm>(node, file);
  result.verb = word(verbs, words(node, "verb"), Verb::must);
  result.says = words(node, "says");
  result.per = words(node, "per");
  result.bearer = bearer(*node.find("bearer"));
  result.toward = list(node, "toward");
  result.groups = list(node, "group");
  opens(result, *node.find("opens"), file);
  result.unless = condition(node, "unless", file);
  result.due = due(node);
  result.met = condition(node, "met", file);
  result.met_before = condition(node, "met_before", file);
  for (auto const* key : {"steps", "release"}) {
    auto& into = std::string_view(key) == "steps" ? result.steps : result.release;
    if (auto const* found = node.find(key)) {
      for (auto const& one : found->items) into.push_back(condition(one, file));
    }
  }
  result.broken_by = condition(node, "broken_by", file);
  result.used_by = condition(node, "used_by", file);
  result.until = condition(node, "until", file);
  if (auto const* paused = node.find("paused")) {
    result.paused = Pause{*condition(*paused, "by", file), *condition(*paused, "until", file)};
  }
  auto const by = words(node, "by");
  result.by = by == "all" ? Norm::By::all : by == "anyone" ? Norm::By::anyone : Norm::By::bearer;
  auto const match = words(node, "match");
  result.match = match == "case" ? Norm::Match::in_case : match == "person" ? Norm::Match::person : Norm::Match::id;
  auto const late = words(node, "late");
  result.late = late == "lapses" || (late.empty() && result.every) ? Norm::Late::lapses : Norm::Late::still_owed;
  auto const replaced = words(node, "on_replacement");
  result.on_replacement = replaced == "move" ? Norm::Replaced::move : replaced == "close" ? Norm::Replaced::close : Norm::Replaced::keep;
  result.per_opening = truth(node, "per_opening");
  result.commitment = words(node, "commitment");
  result.practice = truth(node, "practice");
  return result;
}

std::optional<Ages> ages(Node const* node) {
  if (node == nullptr) return std::nullopt;
  return Ages{integer(*node, "from"), integer(*node, "until")};
}

std::vector<Holder> holders(Node const& node) {
  std::vector<Holder> all;
  auto const* who = node.find("who");
  if (who == nullptr) return all;
  for (auto const& one : who->items) {
    all.push_back({words(one, "party"), words(one, "unit"), words(one, "part"), both(one, "when"), readings_of(one)});
  }
  return all;
}

Responsibility responsibility(Node const& node, std::string const& file) {
  auto result = item<Responsibility>(node, file);
  result.need = words(node, "need");
  result.example = truth(node, "example");
  result.who = holders(node);
  if (auto const* bands = node.find("by_age")) {
    for (auto const& band : bands->items) result.by_age.push_back({*ages(&band), holders(band), readings_of(band)});
  }
  result.asking = both(node, "asking");
  result.note = both(node, "note");
  return result;
}

Reading reading(Node const& node, std::string const& file, OtherChoices const& others) {
  auto result = item<Reading>(node, file);
  result.question = both(node, "question");
  for (auto const& choice : node.find("choices")->items) result.choices.push_back({words(choice, "id"), both(choice, "says")});
  result.picked = picked_choice(node, others);
  result.decided = !words(node, "chosen").empty();
  result.by = words(node, "by");
  result.on = day(node.find("on"));
  return result;
}

Forum forum(Node const& node, std::string const& file) {
  auto result = item<Forum>(node, file);
  result.level = words(node, "level");
  result.per_municipality = truth(node, "per_municipality");
  if (auto const* convenor = readable(node, "convened_by")) result.convened_by = convenor->text;
  if (auto const* now = node.find("now")) {
    for (auto const& name : now->items) result.now.push_back({words(name, "name"), day(name.find("from"))});
  }
  result.tasks = both_list(node, "tasks");
  result.members = both_list(node, "members");
  return result;
}

Ladder ladder(Node const& node, std::string const& file) {
  auto result = item<Ladder>(node, file);
  result.about = list(node, "about");
  for (auto const& rung : node.find("rungs")->items) {
    result.rungs.push_back({words(rung, "id"), both(rung, "title"), words(rung, "forum"), optional_span(rung, "limit"),
                            words(rung, "unstated"), truth(rung, "deidentified"), truth(rung, "last")});
  }
  return result;
}

LocalTemplate local_template(Node const& node, std::string const& file) {
  auto result = item<LocalTemplate>(node, file);
  result.required = truth(node, "required");
  for (auto const& heading : node.find("headings")->items) {
    result.headings.push_back({words(heading, "id"), both(heading, "title"), both_list(heading, "questions")});
  }
  if (auto const* grid = node.find("grid")) {
    result.rows = both_list(*grid, "rows");
    result.columns = both_list(*grid, "columns");
    for (auto const& cell : grid->find("cells")->items) {
      result.cells.push_back({words(cell, "row"), words(cell, "column"), both(cell, "text")});
    }
  }
  return result;
}

void head(Pack& pack, Node const& node, std::string const& file) {
  pack.place = base::place_of(file, node);
  pack.agreement = words(node, "id");
  pack.version = words(node, "version");
  pack.county = words(node, "county");
  pack.title = both(node, "title");
  auto const status = words(node, "text");
  pack.text = status == "full" ? TextStatus::full : status == "summary" ? TextStatus::summary : TextStatus::not_available;
  pack.source = words(node, "source");
  pack.law = list(node, "law");
  auto const* region = node.find("region");
  pack.parties.push_back({words(*region, "code"), words(*region, "name"), Party::Kind::region});
  for (auto const& one : node.find("municipalities")->items) {
    pack.parties.push_back({words(one, "code"), words(one, "name"), Party::Kind::municipality});
  }
  auto const& validity = *node.find("validity");
  pack.validity.form = words(validity, "form") == "fixed" ? Validity::Form::fixed : Validity::Form::until_further_notice;
  pack.validity.from = day(readable(validity, "from")).value_or(calendar::first_day);
  pack.validity.through = day(readable(validity, "through"));
  pack.validity.readings = readings_of(validity);
  auto const& counting = *node.find("calendar");
  pack.rules.eves = readable(counting, "eves")->text == "working" ? calendar::Eves::working : calendar::Eves::off;
  auto const month_end = readable(counting, "month_end")->text;
  pack.rules.month_end = month_end == "last_day_of_month"       ? calendar::MonthEnd::last_day_of_month
                         : month_end == "first_of_next_month" ? calendar::MonthEnd::first_of_next_month
                                                              : calendar::MonthEnd::unclear;
  pack.rules_readings = readings_of(counting);
  if (auto const* pending = node.find("pending")) {
    for (auto const& one : pending->items) pack.pending.push_back({both(one, "title"), both(one, "what"), list(one, "cite")});
  }
}

class Builder {
 public:
  Builder(Pack& pack, event::Vocabulary& vocabulary, OtherChoices const& others, base::Findings& findings)
      : pack_(pack), vocabulary_(vocabulary), others_(others), findings_(findings) {}

  void add(std::string const& key, Node const& node, std::string const& file) {
    if (key == "sections") {
      Section section;
      section.id = words(node, "id");
      section.title = both(node, "title");
      section.label = words(node, "label");
      section.at = words(node, "at");
      section.summary = words(node, "summary");
      section.summary_en = words(node, "summary_en");
      section.place = base::place_of(file, node);
      pack_.sections.push_back(std::move(section));
    } else if (key == "documents") {
      auto document = item<Document>(node, file);
      document.edition = words(node, "edition");
      document.through = day(node.find("through"));
      document.status = words(node, "status");
      document.note = words(node, "note");
      pack_.documents.push_back(std::move(document));
    } else if (key == "readings") {
      pack_.readings.push_back(reading(node, file, others_));
    } else if (key == "groups") {
      auto group = item<Group>(node, file);
      group.ages = ages(node.find("ages"));
      group.noted = list(node, "noted");
      group.description = both(node, "description");
      pack_.groups.push_back(std::move(group));
    } else if (key == "forums") {
      pack_.forums.push_back(forum(node, file));
    } else if (key == "units") {
      auto unit = item<UnitRoute>(node, file);
      unit.kind = words(node, "kind");
      unit.party = words(node, "party");
      unit.ages = ages(node.find("ages"));
      unit.note = both(node, "note");
      pack_.units.push_back(std::move(unit));
    } else if (key == "responsibilities") {
      pack_.responsibilities.push_back(responsibility(node, file));
    } else if (key == "commitments") {
      auto commitment = item<Commitment>(node, file);
      commitment.verb = word(verbs, words(node, "verb"), Verb::promise);
      commitment.party = words(node, "party");
      commitment.group = words(node, "group");
      commitment.says = both(node, "says");
      commitment.evidence = both_list(node, "evidence");
      commitment.review = optional_span(node, "review");
      pack_.commitments.push_back(std::move(commitment));
    } else if (key == "norms") {
      pack_.norms.push_back(norm(node, file));
    } else if (key == "ladders") {
      pack_.ladders.push_back(ladder(node, file));
    } else if (key == "local_agreements") {
      pack_.local_templates.push_back(local_template(node, file));
    } else if (key == "indicators") {
      auto indicator = item<Indicator>(node, file);
      indicator.kind = words(node, "kind");
      indicator.topic = words(node, "topic");
      indicator.norms = list(node, "norms");
      indicator.events = list(node, "events");
      pack_.indicators.push_back(std::move(indicator));
    } else if (key == "remarks") {
      auto remark = item<Remark>(node, file);
      remark.kind = words(node, "kind");
      remark.says = both(node, "says");
      pack_.remarks.push_back(std::move(remark));
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
      findings.refuse({file.name, 1, 1}, text("a file of a pack holds keys such as norms: or sections:"), text("begin with one of them"));
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
      findings.refuse({file.name, entry.line, entry.column}, text("{0} is not a list", entry.key), text("begin every item with - on a line of its own"));
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

Pack load_pack(PackFiles const& files, event::Vocabulary& vocabulary, base::Findings& findings, OtherChoices const& others) {
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
    if (has_head) findings.refuse(base::place_of(name, *node), text("agreement: stands twice"), text("remove one of them"));
    base::Findings own;
    base::check_shape(*node, *top_key("agreement")->shape, pack_shapes(), name, own);
    if (own.usable() && !has_head) head(pack, *node, name);
    findings.add(own);
    has_head = true;
  }
  if (!has_head) findings.refuse(pack.place, text("the head of the agreement is missing"), text("write agreement: with id, version, county …"));

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
      findings.warn(reading.place, text("nothing rests on the reading {0}", reading.id), text("write reading: {0} where it applies, or remove it", reading.id));
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
Section const* Pack::section(std::string_view id) const { return by_id(sections, id); }
Reading const* Pack::reading(std::string_view id) const { return by_id(readings, id); }
Group const* Pack::group(std::string_view id) const { return by_id(groups, id); }
Forum const* Pack::forum(std::string_view id) const { return by_id(forums, id); }
UnitRoute const* Pack::unit(std::string_view id) const { return by_id(units, id); }
Norm const* Pack::norm(std::string_view id) const { return by_id(norms, id); }
Document const* Pack::document(std::string_view id) const { return by_id(documents, id); }

}  // namespace overens::agreement
