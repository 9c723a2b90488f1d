#include "wording/agreement_document.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/words.hpp"
#include "wording/status.hpp"

namespace overens::wording {
namespace {

using agreement::Norm;
using agreement::Pack;
using agreement::Verb;
using base::text;

class Writer {
 public:
  Writer(Pack const& pack, agreement::Lifecycle const& life, calendar::Day on, event::Vocabulary const& vocabulary,
         Language const& say)
      : pack_(pack), life_(life), on_(on), say_(say), w_(pack, vocabulary, say) {}

  StructuredText write() {
    out_.title = fmt::format("{}, {}", say_.say(pack_.title), pack_.version);
    out_.language = say_.tongue() == Tongue::swedish ? "sv" : "en";
    summary();
    life();
    goals();
    groups();
    write_rules(w_, out_);
    phases();
    rights();
    forums();
    ladders();
    write_local_templates(w_, out_);
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
  std::string s(agreement::Words const& words) const { return say_.say(words); }

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
      if (auto const n = count(verb); n > 0) some.push_back(fmt::format("{} {}", n, w_.verb(sample)));
    }
    auto const practices =
        std::count_if(pack_.norms.begin(), pack_.norms.end(), [](Norm const& norm) { return norm.practice; });
    if (practices > 0) some.push_back(s(base::plural("one practice or goal", "{0} practices or goals", practices)));
    if (some.size() < 2) return fmt::format("{}", fmt::join(some, ", "));
    return s(text("{0} in all: {1}", pack_.norms.size(), fmt::format("{}", fmt::join(some, ", "))));
  }

  void summary() {
    auto const standing = wording::standing(life_, on_, say_);
    auto const mine =
        std::find_if(standing.begin(), standing.end(), [&](auto const& one) { return one.version == &pack_; });
    if (pack_.invented) out_.note(plain(s(text("The agreement is invented: no county has entered into it."))));
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
    row(text("By law"), w_.swedish(fmt::format("{}", fmt::join(pack_.law, ", "))));
    row(text("Rules"), strengths());
    row(text("Commitments"), pack_.commitments.empty() ? std::string() : std::to_string(pack_.commitments.size()));
    auto const undecided =
        std::count_if(pack_.readings.begin(), pack_.readings.end(), [](auto const& r) { return !r.decided; });
    if (!pack_.readings.empty())
      rows.push_back(
          {plain(s(text("Left open"))),
           {{s(base::plural("one place where the text leaves something open; nobody has decided: {1}",
                            "{0} places where the text leaves something open, of which {1} nobody has decided",
                            static_cast<long>(pack_.readings.size()), undecided)),
             "readings"}}});
    row(text("Read from"), w_.swedish(pack_.source));
    if (!pack_.invented) rows.push_back({plain(s(text("The document"))), w_.where_to_read()});
    if (pack_.checked) row(text("Last checked against the source"), calendar::to_string(*pack_.checked));
    auto const& head = pack_.document_head;
    row(text("Type of document"), w_.swedish(head.type));
    row(text("Number"), head.number);
    row(text("Edition"), w_.swedish(head.edition));
    row(text("Adopted"), head.adopted
                             ? fmt::format("{} {}", calendar::to_string(*head.adopted), w_.swedish(head.adopted_by))
                             : w_.swedish(head.adopted_by));
    row(text("Approved by"), w_.swedish(head.approved_by));
    row(text("Answers for its revision"), w_.swedish(head.responsible_for_revision));
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
      auto line = plain(s(text("Small changes may be decided by {0}", w_.forum(amendments->minor_by))));
      if (!amendments->minor.sv.empty()) line.push_back({": " + s(amendments->minor)});
      if (!amendments->major_by.empty())
        line.push_back({". " + s(amendments->major_by == "all_parties"
                                     ? text("Others need every party.")
                                     : text("Others are decided by {0}.", w_.forum(amendments->major_by)))});
      lines.push_back(w_.with_cite(line, amendments->cite));
    }
    if (pack_.validity.renegotiated_on_demand)
      lines.push_back(w_.with_cite(plain(s(text("It is renegotiated when a party asks."))), pack_.validity.cite));
    for (auto const& replaced : pack_.replaces) {
      auto const name = replaced.title.sv.empty() ? s(text("the version of {0}", replaced.version)) : s(replaced.title);
      auto line = plain(replaced.whole ? s(text("Replaces {0}.", name)) : s(text("Replaces parts of {0}.", name)));
      for (auto const& part : replaced.parts) line.push_back({" " + w_.swedish(part)});
      lines.push_back(w_.with_cite(line, replaced.cite));
    }
    if (!lines.empty()) out_.heading(3, {}, s(text("Changes and what it replaces")));
    out_.list(std::move(lines));
    lines.clear();
    for (auto const& pending : pack_.pending)
      lines.push_back(w_.with_cite({{s(pending.title), {}, true}, {": " + s(pending.what)}}, pending.cite));
    if (!lines.empty()) out_.heading(3, {}, s(text("What is coming")));
    out_.list(std::move(lines));
    w_.items(
        out_, pack_.related, "related", text("The county's other agreements"), {text("Agreement"), text("Status")},
        [&](auto const& one) {
          return std::vector<Line>{plain(s(one.title)), plain(one.status == "planned" ? s(text("planned"))
                                                              : one.status == "ended" ? s(text("ended"))
                                                                                      : s(text("in force")))};
        },
        3);
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
        if (!goal.group.empty()) line.push_back({w_.group(goal.group) + ": ", {}, true});
        line.push_back({s(goal.says)});
        lines.push_back(w_.with_cite(line, goal.cite));
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
        // A title that says the ages itself says enough.
        auto const said = s(one.title).find_first_of("0123456789") != std::string::npos;
        if (auto const range = w_.ages(one.ages); !range.empty() && !said) line.push_back({", " + range});
        if (!one.description.sv.empty()) line.push_back({": " + s(one.description)});
        lines.push_back(w_.with_cite(line, one.cite));
      }
      out_.list(std::move(lines));
    }
    w_.items(out_, pack_.participants, "participants", text("Who should take part in the cooperation"),
             {text("Target group"), text("The region"), text("The municipality"), text("Others")},
             [&](auto const& one) {
               return std::vector<Line>{plain(w_.group(one.group)), plain(w_.words(one.region)),
                                        plain(w_.words(one.municipality)), plain(w_.words(one.others))};
             });
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
      out_.paragraph(w_.with_cite(plain(s(text("Section"))), phase.cite));
    }
  }

  void forums() {
    w_.items(out_, pack_.forums, "forums", text("Forums"),
             {text("Forum"), text("Level"), text("Tasks"), text("Members and convenor")}, [&](auto const& one) {
               auto name = s(one.title);
               std::vector<std::string> now;
               for (auto const& called : one.now) now.push_back(w_.swedish(called.name));
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
               auto members = w_.words(one.members);
               auto const add = [&](std::string const& more) {
                 members += (members.empty() ? "" : members.ends_with('.') ? " " : ". ") + more;
               };
               if (!one.convened_by.empty()) add(s(text("Convened by: {0}", w_.party(one.convened_by))));
               if (!one.reports_to.empty()) add(s(text("Reports to: {0}", w_.forum(one.reports_to))));
               auto tasks = w_.words(one.tasks);
               if (!one.mandate.sv.empty()) {
                 auto const mandate = s(one.mandate);
                 tasks = mandate + (tasks.empty() ? "" : (mandate.ends_with('.') ? " " : ". ") + tasks);
               }
               return std::vector<Line>{plain(name), plain(base::capitalised(level)), plain(tasks), plain(members)};
             });
  }

  void ladders() {
    out_.heading(2, "disputes", s(text("When the parties disagree")));
    if (pack_.ladders.empty()) {
      auto const missing = pack_.text == agreement::TextStatus::not_available;
      out_.paragraph(plain(missing ? s(text("The text of the agreement is missing here, so it can't be told."))
                                   : s(text("We find no steps for disagreements in our account of the agreement."))));
    }
    for (auto const& ladder : pack_.ladders) {
      out_.heading(3, {}, s(ladder.title));
      std::vector<Line> lines;
      for (auto const& rung : ladder.rungs) {
        lines.push_back(plain(w_.rung(rung)));
      }
      out_.steps(std::move(lines));
      out_.paragraph(w_.with_cite(plain(s(text("Section"))), ladder.cite));
    }
  }

  void follow_up() {
    w_.items(out_, pack_.reports, "reports", text("Reports"),
             {text("Report"), text("How often"), text("From and to"), text("What it answers")}, [&](auto const& one) {
               auto way = one.by.empty() ? std::string() : s(text("from {0}", w_.forum(one.by)));
               if (!one.to.empty()) way += (way.empty() ? "" : " ") + s(text("to {0}", w_.forum(one.to)));
               return std::vector<Line>{plain(s(one.title)), plain(one.every ? w_.every(*one.every) : ""), plain(way),
                                        plain(w_.words(one.parts))};
             });
    w_.items(out_, pack_.indicators, "indicators", text("What is counted"), {text("Indicator"), text("Kind")},
             [&](auto const& one) {
               return std::vector<Line>{plain(s(one.title)), plain(one.kind == "structure" ? s(text("structure"))
                                                                   : one.kind == "process" ? s(text("process"))
                                                                                           : s(text("outcome")))};
             });
  }

  void practices() {
    w_.items(out_, pack_.practices, "practices", text("Examples of practice"),
             {text("Practice"), text("What it is"), text("With"), text("Way in")}, [&](auto const& one) {
               return std::vector<Line>{plain(s(one.title)), plain(s(one.says)), plain(w_.words(one.with)),
                                        plain(s(one.entry))};
             });
  }

  void rights() {
    w_.items(out_, pack_.rights, "rights", text("Rights of the individual and others"),
             {text("Right"), text("Whose"), text("What it is"), text("When"), text("Answered by")},
             [&](auto const& one) {
               return std::vector<Line>{plain(s(one.title)), plain(w_.holders(one)), plain(s(one.says)),
                                        plain(s(one.when)), plain(w_.norms(one.norms))};
             });
  }

  void definitions() {
    w_.items(out_, pack_.definitions, "words", text("Words"), {text("Word"), text("Meaning here")},
             [&](auto const& one) {
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
      out_.paragraph(w_.with_cite(plain(s(text("Section"))), reading.cite));
    }
  }

  void remarks() {
    static std::vector<std::pair<char const*, base::Text>> const kinds = {{"error", text("error")},
                                                                          {"contradiction", text("contradiction")},
                                                                          {"weak_reference", text("weak reference")},
                                                                          {"expired", text("expired")},
                                                                          {"gap", text("gap")}};
    w_.items(out_, pack_.remarks, "remarks", text("What is odd in the source"),
             {text("What"), text("Kind"), text("How")}, [&](auto const& one) {
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
      std::string line;
      if (!one.edition.empty()) line += ", " + w_.swedish(one.edition);
      if (one.through && *one.through < on_) {
        line += " – " + s(text("expired {0}", calendar::to_string(*one.through)));
      } else if (one.status == "superseded") {
        line += " – " + s(text("replaced by a later one"));
      } else if (one.status == "under_revision") {
        line += " – " + s(text("being revised"));
      }
      lines.push_back(w_.with_cite({{s(one.title), {}, false, one.id}, {line}}, one.cite));
    }
    out_.list(std::move(lines));
  }

  void sections() {
    if (pack_.sections.empty()) return;
    out_.heading(2, "sections", s(text("The agreement's sections")));
    for (auto const& section : pack_.sections) {
      out_.blocks.push_back({Block::Kind::heading, 3, section.id, plain(section_name(section, say_))});
      auto const summary = s(agreement::Words{section.summary, section.summary_en});
      out_.paragraph(plain(section.at.empty() ? summary : fmt::format("{} ({})", summary, w_.swedish(section.at))));
    }
  }

  Pack const& pack_;
  agreement::Lifecycle const& life_;
  calendar::Day on_;
  Language const& say_;
  ItemWords w_;
  StructuredText out_;
};

}  // namespace

StructuredText agreement_document(Pack const& pack, agreement::Lifecycle const& life, calendar::Day on,
                                  event::Vocabulary const& vocabulary, Language const& say) {
  return Writer(pack, life, on, vocabulary, say).write();
}

}  // namespace overens::wording
