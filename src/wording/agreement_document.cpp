#include "wording/agreement_document.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/words.hpp"
#include "wording/rules.hpp"
#include "wording/status.hpp"

namespace overens::wording {
namespace {

using agreement::Item;
using agreement::Norm;
using agreement::Pack;
using agreement::Verb;
using base::plural;
using base::text;

class Writer {
 public:
  Writer(Pack const& pack, agreement::Lifecycle const& life, calendar::Day on, event::Vocabulary const& vocabulary,
         Language const& say)
      : pack_(pack), life_(life), on_(on), v_(vocabulary), say_(say), rules_(say, vocabulary) {}

  Document write() {
    out_.title = fmt::format("{}, {}", say_.say(pack_.title), pack_.version);
    out_.language = say_.tongue() == Tongue::swedish ? "sv" : "en";
    summary();
    life();
    goals();
    groups();
    responsibilities();
    dated();
    norms();
    commitments();
    phases();
    forums();
    ladders();
    local();
    follow_up();
    practices();
    definitions();
    readings();
    remarks();
    documents();
    sections();
    return std::move(out_);
  }

 private:
  std::string s(base::Text const& t) const { return say_.say(t); }
  std::string s(agreement::Words const& w) const { return say_.say(w); }

  /// The sections that an item cites, each leading to what is said of it at the end.
  Line cited(std::vector<std::string> const& cite) const {
    Line line;
    for (auto const& id : cite) {
      auto const* section = pack_.section(id);
      if (section == nullptr) continue;
      if (!line.empty()) line.push_back({", "});
      line.push_back({section->label, section->id});
    }
    return line;
  }

  Line cited_item(Item const& item) const {
    auto line = cited(item.cite);
    for (auto const& law : item.law) line.push_back({(line.empty() ? "" : "; ") + law});
    for (auto const& link : item.links) {
      if (auto const* document = pack_.document(link)) {
        if (!line.empty()) line.push_back({"; "});
        line.push_back({s(document->title), document->id});
      }
    }
    return line;
  }

  std::string words(std::vector<agreement::Words> const& some) const {
    std::vector<std::string> all;
    for (auto const& one : some) all.push_back(s(one));
    return fmt::format("{}", fmt::join(all, "; "));
  }

  std::string party(std::string const& code) const {
    if (code == "region") return s(text("The region"));
    if (code == "municipality") return s(text("The municipalities"));
    if (code == "police") return s(text("The police"));
    if (code == "all") return s(text("All parties"));
    return s(text("Others"));
  }

  std::string group(std::string const& id) const {
    auto const* found = pack_.group(id);
    return found == nullptr ? id : s(found->title);
  }

  std::string forum(std::string const& id) const {
    auto const* found = pack_.forum(id);
    return found == nullptr ? id : s(found->title);
  }

  std::string ages(std::optional<agreement::Ages> const& ages) const {
    if (!ages) return {};
    if (ages->from && ages->until) return s(text("{0}–{1} years", *ages->from, *ages->until - 1));
    if (ages->from) return s(text("from {0} years", *ages->from));
    return s(text("until {0} years", *ages->until));
  }

  long count(Verb verb) const {
    return std::count_if(pack_.norms.begin(), pack_.norms.end(),
                         [&](Norm const& n) { return n.verb == verb && !n.practice; });
  }

  /// "42 ska, 5 får inte, 12 bör".
  std::string strengths() const {
    std::vector<std::string> some;
    for (auto const verb : {Verb::must, Verb::must_not, Verb::should, Verb::may, Verb::promise}) {
      Norm sample;
      sample.verb = verb;
      if (auto const n = count(verb); n > 0) some.push_back(fmt::format("{} {}", n, rules_.verb(sample)));
    }
    return fmt::format("{}", fmt::join(some, ", "));
  }

  void summary() {
    auto const standing = wording::standing(life_, on_, say_);
    auto const mine =
        std::find_if(standing.begin(), standing.end(), [&](auto const& one) { return one.version == &pack_; });
    if (pack_.text == agreement::TextStatus::summary)
      out_.note(plain(s(text("Only a summary of the agreement has been read. What the whole text says may differ."))));
    if (pack_.text == agreement::TextStatus::not_available)
      out_.note(
          plain(s(text("The agreement's own text has not been at hand. This page holds what others have told of it, "
                       "and no rules."))));
    std::vector<std::vector<Line>> rows;
    auto const row = [&](base::Text const& what, std::string is) {
      if (!is.empty()) rows.push_back({plain(s(what)), plain(std::move(is))});
    };
    row(text("Between"), s(text("{0} and {1} municipalities", pack_.parties.front().name, pack_.parties.size() - 1)));
    if (mine != standing.end()) row(text("On {0}", calendar::to_string(on_)), mine->verdict);
    row(text("By law"), fmt::format("{}", fmt::join(pack_.law, ", ")));
    row(text("Rules"), strengths());
    row(text("Undertakings"), pack_.commitments.empty() ? std::string() : std::to_string(pack_.commitments.size()));
    auto const undecided =
        std::count_if(pack_.readings.begin(), pack_.readings.end(), [](auto const& r) { return !r.decided; });
    if (!pack_.readings.empty())
      rows.push_back({plain(s(text("Left open"))),
                      {{s(text("{0} places where the text leaves something open, of which {1} nobody has decided",
                               pack_.readings.size(), undecided)),
                        "readings"}}});
    row(text("Read from"), pack_.source);
    auto const& head = pack_.document_head;
    row(text("Type of document"), head.type);
    row(text("Number"), head.number);
    row(text("Edition"), head.edition);
    row(text("Adopted"),
        head.adopted ? fmt::format("{} {}", calendar::to_string(*head.adopted), head.adopted_by) : head.adopted_by);
    row(text("Approved by"), head.approved_by);
    row(text("Answers for its revision"), head.responsible_for_revision);
    out_.facts(std::move(rows));
    out_.paragraph(
        plain(s(text("Told in other words than the agreement's own, with its sections. The agreement itself holds."))));
  }

  void life() {
    out_.heading(2, "validity", s(text("Parties, validity and revision")));
    if (life_.rests_on_document(pack_)) {
      std::vector<std::string> names;
      for (auto const& one : pack_.parties) names.push_back(one.name);
      out_.paragraph(plain(say_.list(names) + "."));
    }
    for (auto const& standing : wording::standing(life_, on_, say_)) {
      if (standing.version != &pack_) continue;
      for (auto const& paragraph : standing.paragraphs) {
        out_.heading(3, {}, paragraph.heading);
        std::vector<Line> lines;
        for (auto const& line : paragraph.lines) lines.push_back(plain(line));
        out_.list(std::move(lines));
      }
    }
    std::vector<Line> lines;
    if (auto const& amendments = pack_.amendments) {
      auto line = plain(s(text("Small changes may be decided by {0}", forum(amendments->minor_by))));
      if (!amendments->minor.sv.empty()) line.push_back({": " + s(amendments->minor)});
      if (!amendments->major_by.empty()) line.push_back({". " + s(text("Others need every party."))});
      lines.push_back(with_cite(line, amendments->cite));
    }
    if (pack_.validity.renegotiated_on_demand)
      lines.push_back(with_cite(plain(s(text("It is renegotiated when a party asks."))), pack_.validity.cite));
    for (auto const& replaced : pack_.replaces) {
      auto const name = replaced.title.sv.empty() ? s(text("the version of {0}", replaced.version)) : s(replaced.title);
      auto line = plain(replaced.whole ? s(text("Replaces {0}.", name)) : s(text("Replaces parts of {0}.", name)));
      for (auto const& part : replaced.parts) line.push_back({" " + part});
      lines.push_back(with_cite(line, replaced.cite));
    }
    for (auto const& pending : pack_.pending)
      lines.push_back(with_cite({{s(pending.title), {}, true}, {": " + s(pending.what)}}, pending.cite));
    out_.list(std::move(lines));
    items(
        pack_.related, "related", text("The county's other agreements"), {text("Agreement"), text("Status")},
        [&](auto const& one) {
          return std::vector<Line>{plain(s(one.title)), plain(one.status == "planned" ? s(text("planned"))
                                                              : one.status == "ended" ? s(text("ended"))
                                                                                      : s(text("in force")))};
        },
        3);
  }

  Line with_cite(Line line, std::vector<std::string> const& cite) const {
    auto const sections = cited(cite);
    if (sections.empty()) return line;
    line.push_back({" ("});
    line.insert(line.end(), sections.begin(), sections.end());
    line.push_back({")"});
    return line;
  }

  /// A heading and a table of items, with their sections in the last column.
  template <class T, class Row>
  void items(std::vector<T> const& some, std::string id, base::Text const& heading, std::vector<base::Text> columns,
             Row const& row, int level = 2) {
    if (some.empty()) return;
    out_.heading(level, std::move(id), s(heading));
    std::vector<std::string> names;
    for (auto const& column : columns) names.push_back(s(column));
    names.push_back(s(text("Section")));
    std::vector<std::vector<Line>> rows;
    for (auto const& one : some) {
      rows.push_back(row(one));
      rows.back().push_back(cited_item(one));
    }
    out_.table({}, std::move(names), std::move(rows));
  }

  void goals() {
    if (pack_.goals.empty()) return;
    out_.heading(2, "goals", s(text("What it is for")));
    static std::vector<std::pair<char const*, base::Text>> const kinds = {
        {"purpose", text("Purpose")},
        {"goal", text("Goals")},
        {"sub_goal", text("Sub-goals")},
        {"development_need", text("What needs to be developed")},
        {"value", text("What it rests on")}};
    for (auto const& [kind, heading] : kinds) {
      std::vector<Line> lines;
      for (auto const& goal : pack_.goals) {
        if (goal.kind != kind) continue;
        Line line;
        if (!goal.group.empty()) line.push_back({group(goal.group) + ": ", {}, true});
        line.push_back({s(goal.says)});
        lines.push_back(with_cite(line, goal.cite));
      }
      if (lines.empty()) continue;
      out_.heading(3, {}, s(heading));
      out_.list(std::move(lines));
    }
  }

  void groups() {
    if (!pack_.groups.empty()) {
      out_.heading(2, "groups", s(text("Whom it is for")));
      std::vector<Line> lines;
      for (auto const& one : pack_.groups) {
        Line line = {{s(one.title), {}, true}};
        if (auto const range = ages(one.ages); !range.empty()) line.push_back({", " + range});
        if (!one.description.sv.empty()) line.push_back({": " + s(one.description)});
        lines.push_back(with_cite(line, one.cite));
      }
      out_.list(std::move(lines));
    }
    items(pack_.participants, "participants", text("Who should take part in the cooperation"),
          {text("Target group"), text("The region"), text("The municipality"), text("Others")}, [&](auto const& one) {
            return std::vector<Line>{plain(group(one.group)), plain(words(one.region)), plain(words(one.municipality)),
                                     plain(words(one.others))};
          });
  }

  std::string holders(std::vector<agreement::Holder> const& who) const {
    std::vector<std::string> all;
    for (auto const& holder : who) {
      auto name = party(holder.party);
      if (auto const* unit = pack_.unit(holder.unit)) {
        name += ": " + s(unit->title);
        if (auto const range = ages(unit->ages); !range.empty()) name += fmt::format(" ({})", range);
      }
      if (holder.part == "leads") name += " " + s(text("(leads)"));
      if (holder.part == "first_line") name += " " + s(text("(first line)"));
      if (holder.part == "may") name += " " + s(text("(may)"));
      if (!holder.when.sv.empty()) name += " – " + s(holder.when);
      all.push_back(std::move(name));
    }
    return fmt::format("{}", fmt::join(all, "\n"));
  }

  void responsibilities() {
    if (pack_.responsibilities.empty()) return;
    out_.heading(2, "who", s(text("Who does what?")));
    out_.paragraph(
        plain(s(text("What is not listed here is not therefore nobody's: ask the region or the municipality."))));
    std::vector<std::vector<Line>> rows;
    for (auto const& one : pack_.responsibilities) {
      auto who = holders(one.who);
      for (auto const& band : one.by_age)
        who += fmt::format("{}{}:\n{}", who.empty() ? "" : "\n", base::capitalised(ages(band.ages)), holders(band.who));
      auto note = s(one.note);
      if (!one.asking.sv.empty()) note += (note.empty() ? "" : " ") + s(one.asking);
      rows.push_back({plain(s(one.title)), plain(who), plain(note), cited_item(one)});
    }
    out_.table({}, {s(text("Need")), s(text("Who")), s(text("Note")), s(text("Section"))}, std::move(rows));
  }

  // What has a day, first: it is what most people ask for.
  void dated() {
    std::vector<std::vector<Line>> rows;
    for (auto const& norm : pack_.norms) {
      auto const has_day = norm.every || (norm.due && norm.due->recipe);
      if (!has_day) continue;
      rows.push_back({{{s(norm.title), "norm-" + norm.id}},
                      plain(norm.every ? rules_.every(norm.every->span) : rules_.due(norm)),
                      plain(rules_.bearer(pack_, norm)),
                      plain(rules_.verb(norm)),
                      cited(norm.cite)});
    }
    if (rows.empty()) return;
    out_.heading(2, "dated", s(text("What has a time")));
    out_.table({}, {s(text("What")), s(text("When")), s(text("Who")), s(text("Strength")), s(text("Section"))},
               std::move(rows));
  }

  void norms() {
    if (pack_.norms.empty()) return;
    out_.heading(2, "rules", s(text("All rules, in the agreement's order")));
    // Under the section that each cites first.
    std::vector<Norm const*> told;
    for (auto const& section : pack_.sections) {
      std::vector<Norm const*> here;
      for (auto const& norm : pack_.norms) {
        if (!norm.cite.empty() && norm.cite.front() == section.id) here.push_back(&norm);
      }
      if (here.empty()) continue;
      out_.heading(3, {}, fmt::format("{} {}", section.label, s(section.title)));
      for (auto const* norm : here) tell(*norm);
    }
  }

  void tell(Norm const& norm) {
    out_.blocks.push_back({Block::Kind::heading, 4, "norm-" + norm.id, plain(s(norm.title))});
    std::vector<std::vector<Line>> rows;
    auto const row = [&](base::Text const& what, Line is) {
      if (!is.empty() && !(is.size() == 1 && is.front().words.empty())) rows.push_back({plain(s(what)), std::move(is)});
    };
    auto strength = rules_.verb(norm);
    if (!norm.says.empty()) strength += ": " + s(text("the text's own words: “{0}”", norm.says));
    row(text("Strength"), plain(strength));
    row(text("Who"), plain(rules_.bearer(pack_, norm)));
    row(text("When it arises"), plain(rules_.opens(norm)));
    row(text("By when"), plain(rules_.due(norm)));
    if (norm.met) row(text("What fulfils it"), plain(rules_.condition(*norm.met)));
    if (norm.broken_by) row(text("What breaks it"), plain(rules_.condition(*norm.broken_by)));
    if (norm.used_by) row(text("What uses it"), plain(rules_.condition(*norm.used_by)));
    std::vector<std::string> release;
    for (auto const& one : norm.release) release.push_back(rules_.condition(one));
    row(text("Falls away by"), plain(fmt::format("{}", fmt::join(release, "; "))));
    Line readings;
    for (auto const& id : norm.readings) {
      auto const* reading = pack_.reading(id);
      if (reading == nullptr) continue;
      if (!readings.empty()) readings.push_back({"; "});
      readings.push_back({s(reading->question), id});
    }
    row(text("Rests on"), std::move(readings));
    row(text("Section"), cited_item(norm));
    out_.facts(std::move(rows));
  }

  void commitments() {
    if (pack_.commitments.empty()) return;
    out_.heading(2, "commitments", s(text("What the parties undertake")));
    std::vector<std::string> order = {""};
    for (auto const& one : pack_.groups) order.push_back(one.id);
    for (auto const& id : order) {
      std::vector<std::vector<Line>> rows;
      for (auto const& one : pack_.commitments) {
        if (one.group != id) continue;
        auto who = one.forum.empty() ? party(one.party) : forum(one.forum);
        auto follow = one.review ? rules_.every(*one.review) : std::string();
        for (auto const& norm : pack_.norms) {
          if (norm.commitment == one.id) follow += (follow.empty() ? "" : "; ") + s(norm.title);
        }
        Line says = plain(s(one.says));
        if (!one.drift.sv.empty())
          says.push_back({" " + s(text("(The wording differs between its places: {0})", s(one.drift)))});
        rows.push_back({plain(s(one.title)), says, plain(who), plain(follow), cited_item(one)});
      }
      if (rows.empty()) continue;
      out_.heading(3, {}, id.empty() ? s(text("For all groups")) : group(id));
      out_.table({}, {s(text("What")), s(text("In short")), s(text("Who")), s(text("Followed up")), s(text("Section"))},
                 std::move(rows));
    }
  }

  void phases() {
    if (pack_.phases.empty()) return;
    out_.heading(2, "phases", s(text("The individual's way")));
    for (auto const& phase : pack_.phases) {
      out_.heading(3, {}, s(phase.title));
      if (!phase.who.sv.empty()) out_.paragraph(plain(s(phase.who)));
      std::vector<Line> lines;
      for (auto const& question : phase.questions) lines.push_back(plain(s(question)));
      out_.list(std::move(lines));
      out_.paragraph(with_cite(plain(s(text("Section"))), phase.cite));
    }
  }

  void forums() {
    items(pack_.forums, "forums", text("Forums"),
          {text("Forum"), text("Level"), text("Tasks"), text("Members and convenor")}, [&](auto const& one) {
            auto name = s(one.title);
            std::vector<std::string> now;
            for (auto const& called : one.now) now.push_back(called.name);
            if (!now.empty()) name += fmt::format(" ({})", s(text("now {0}", say_.list(now))));
            static std::vector<std::pair<char const*, base::Text>> const levels = {{"political", text("political")},
                                                                                   {"official", text("officials")},
                                                                                   {"local", text("local")},
                                                                                   {"user", text("users")}};
            std::string level;
            for (auto const& [id, said] : levels) {
              if (one.level == id) level = s(said);
            }
            if (one.per_municipality) level += ", " + s(text("one in each municipality"));
            auto members = words(one.members);
            auto const add = [&](std::string more) { members += (members.empty() ? "" : ". ") + more; };
            if (!one.convened_by.empty()) add(s(text("Convened by: {0}", party(one.convened_by))));
            if (!one.reports_to.empty()) add(s(text("Reports to: {0}", forum(one.reports_to))));
            auto tasks = words(one.tasks);
            if (!one.mandate.sv.empty()) tasks = s(one.mandate) + (tasks.empty() ? "" : ". " + tasks);
            return std::vector<Line>{plain(name), plain(base::capitalised(level)), plain(tasks), plain(members)};
          });
  }

  void ladders() {
    if (pack_.ladders.empty()) return;
    out_.heading(2, "disputes", s(text("When the parties disagree")));
    for (auto const& ladder : pack_.ladders) {
      out_.heading(3, {}, s(ladder.title));
      std::vector<Line> lines;
      for (auto const& rung : ladder.rungs) {
        auto line = s(rung.title);
        if (!rung.forum.empty() && forum(rung.forum) != line) line += ": " + forum(rung.forum);
        if (rung.limit) line += ", " + s(text("within {0}", rules_.span(*rung.limit)));
        if (rung.deidentified) line += ", " + s(text("without saying who the individual is"));
        lines.push_back({{fmt::format("{}. {}", lines.size() + 1, line)}});
      }
      out_.list(std::move(lines));
      out_.paragraph(with_cite(plain(s(text("Section"))), ladder.cite));
    }
  }

  void local() {
    if (pack_.local_templates.empty()) return;
    out_.heading(2, "local", s(text("Local agreements")));
    for (auto const& one : pack_.local_templates) {
      out_.heading(3, {}, s(one.title));
      out_.paragraph(with_cite(
          plain(one.required ? s(text("The agreement requires one.")) : s(text("Where it is needed."))), one.cite));
      std::vector<Line> lines;
      for (auto const& heading : one.headings) {
        Line line = {{s(heading.title), {}, true}};
        if (!heading.questions.empty()) line.push_back({": " + words(heading.questions)});
        lines.push_back(std::move(line));
      }
      out_.list(std::move(lines));
      if (one.cells.empty()) continue;
      std::vector<std::vector<Line>> rows;
      for (auto const& cell : one.cells) rows.push_back({plain(cell.row), plain(cell.column), plain(s(cell.text))});
      out_.table(s(text("Who does what in the municipality")), {s(text("Role")), s(text("Where")), s(text("What"))},
                 std::move(rows));
    }
  }

  void follow_up() {
    items(pack_.reports, "reports", text("Reports"),
          {text("Report"), text("How often"), text("From and to"), text("What it answers")}, [&](auto const& one) {
            auto way = one.by.empty() ? std::string() : s(text("from {0}", forum(one.by)));
            if (!one.to.empty()) way += (way.empty() ? "" : " ") + s(text("to {0}", forum(one.to)));
            return std::vector<Line>{plain(s(one.title)), plain(one.every ? rules_.every(*one.every) : ""), plain(way),
                                     plain(words(one.parts))};
          });
    items(pack_.indicators, "indicators", text("What is counted"), {text("Indicator"), text("Kind")},
          [&](auto const& one) {
            return std::vector<Line>{plain(s(one.title)), plain(one.kind == "structure" ? s(text("structure"))
                                                                : one.kind == "process" ? s(text("process"))
                                                                                        : s(text("outcome")))};
          });
  }

  void practices() {
    items(pack_.practices, "practices", text("Examples of practice"),
          {text("Practice"), text("What it is"), text("With"), text("Way in")}, [&](auto const& one) {
            return std::vector<Line>{plain(s(one.title)), plain(s(one.says)), plain(words(one.with)),
                                     plain(s(one.entry))};
          });
  }

  void definitions() {
    items(pack_.definitions, "words", text("Words"), {text("Word"), text("Meaning here")}, [&](auto const& one) {
      return std::vector<Line>{plain(s(one.title)), plain(s(one.says))};
    });
  }

  void readings() {
    if (pack_.readings.empty()) return;
    out_.heading(2, "readings", s(text("What the text leaves open")));
    out_.paragraph(
        plain(s(text("Each is a question to the parties. Until they have answered, the program goes by the choice "
                     "that is assumed, and says so in every answer that rests on it."))));
    for (auto const& reading : pack_.readings) {
      out_.blocks.push_back({Block::Kind::heading, 3, reading.id, plain(s(reading.question))});
      std::vector<Line> lines;
      for (auto const& choice : reading.choices) {
        auto const picked = choice.id == reading.picked;
        Line line = {{s(choice.says), {}, picked}};
        if (picked && reading.decided)
          line.push_back({" – " + s(text("decided by {0} {1}", reading.by, calendar::to_string(*reading.decided_on)))});
        if (picked && !reading.decided) line.push_back({" – " + s(text("assumed; nobody has decided yet"))});
        lines.push_back(std::move(line));
      }
      out_.list(std::move(lines));
      out_.paragraph(with_cite(plain(s(text("Section"))), reading.cite));
    }
  }

  void remarks() {
    static std::vector<std::pair<char const*, base::Text>> const kinds = {{"error", text("error")},
                                                                          {"contradiction", text("contradiction")},
                                                                          {"weak_reference", text("weak reference")},
                                                                          {"expired", text("expired")},
                                                                          {"gap", text("gap")}};
    items(pack_.remarks, "remarks", text("What is odd in the source"), {text("What"), text("Kind"), text("How")},
          [&](auto const& one) {
            std::string kind;
            for (auto const& [id, said] : kinds) {
              if (one.kind == id) kind = s(said);
            }
            return std::vector<Line>{plain(s(one.title)), plain(kind), plain(s(one.says))};
          });
  }

  void documents() {
    if (pack_.documents.empty()) return;
    out_.heading(2, "documents", s(text("What it leans on")));
    std::vector<Line> lines;
    for (auto const& one : pack_.documents) {
      auto line = s(one.title);
      if (!one.edition.empty()) line += ", " + one.edition;
      if (one.through && *one.through < on_) {
        line += " – " + s(text("expired {0}", calendar::to_string(*one.through)));
      } else if (one.status == "superseded") {
        line += " – " + s(text("replaced by a later one"));
      } else if (one.status == "under_revision") {
        line += " – " + s(text("being revised"));
      }
      lines.push_back(with_cite(plain(line), one.cite));
    }
    out_.list(std::move(lines));
  }

  void sections() {
    if (pack_.sections.empty()) return;
    out_.heading(2, "sections", s(text("The agreement's sections")));
    for (auto const& section : pack_.sections) {
      auto title = fmt::format("{} {}", section.label, s(section.title));
      if (section.label == section.title.sv) title = section.label;
      out_.blocks.push_back({Block::Kind::heading, 3, section.id, plain(title)});
      auto const& summary =
          say_.tongue() == Tongue::english && !section.summary_en.empty() ? section.summary_en : section.summary;
      out_.paragraph(plain(section.at.empty() ? summary : fmt::format("{} ({})", summary, section.at)));
    }
  }

  Pack const& pack_;
  agreement::Lifecycle const& life_;
  calendar::Day on_;
  event::Vocabulary const& v_;
  Language const& say_;
  RuleWords rules_;
  Document out_;
};

}  // namespace

Document agreement_document(Pack const& pack, agreement::Lifecycle const& life, calendar::Day on,
                            event::Vocabulary const& vocabulary, Language const& say) {
  return Writer(pack, life, on, vocabulary, say).write();
}

}  // namespace overens::wording
