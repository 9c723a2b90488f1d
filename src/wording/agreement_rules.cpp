#include "base/words.hpp"
#include "wording/agreement_document.hpp"
#include "wording/told.hpp"

namespace overens::wording {
namespace {

using agreement::Norm;
using agreement::Pack;
using base::text;

class RuleWriter {
 public:
  RuleWriter(ItemWords const& words, StructuredText& out) : w_(words), pack_(words.pack()), out_(out) {}

  void responsibilities() {
    if (pack_.responsibilities.empty()) return;
    out_.heading(2, "who", s(text("Who does what?")));
    out_.paragraph(
        plain(s(text("What is not listed here is not therefore nobody's: ask the region or the municipality."))));
    std::vector<std::vector<Line>> rows;
    for (auto const& one : pack_.responsibilities) {
      auto const who = w_.holders(one);
      auto note = s(one.note);
      if (!one.asking.sv.empty()) note += (note.empty() ? "" : " ") + s(one.asking);
      rows.push_back({plain(s(one.title)), plain(who), plain(note), w_.cited_item(one)});
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
                      norm.every ? plain(w_.every(norm.every->span)) : due_line(norm, w_),
                      plain(w_.bearer(pack_, norm)),
                      plain(w_.verb(norm)),
                      w_.cited(norm.cite)});
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
      out_.heading(3, {}, w_.section(section));
      for (auto const* norm : here) tell(*norm);
    }
  }

  void tell(Norm const& norm) {
    out_.blocks.push_back({Block::Kind::heading, 4, "norm-" + norm.id, plain(s(norm.title))});
    std::vector<std::vector<Line>> rows;
    for (auto& said : told(norm, w_)) rows.push_back({plain(std::move(said.what)), std::move(said.is)});
    rows.push_back({plain(s(text("Section"))), w_.cited_item(norm)});
    out_.facts(std::move(rows));
  }

  void commitments() {
    if (pack_.commitments.empty()) return;
    out_.heading(2, "commitments", s(text("What the parties have committed to")));
    std::vector<std::string> order = {""};
    for (auto const& one : pack_.groups) order.push_back(one.id);
    for (auto const& id : order) {
      std::vector<std::vector<Line>> rows;
      for (auto const& one : pack_.commitments) {
        if (one.group != id) continue;
        auto who = one.forum.empty() ? w_.party(one.party) : w_.forum(one.forum);
        auto follow = one.review ? w_.every(*one.review) : std::string();
        for (auto const& norm : pack_.norms) {
          if (norm.commitment == one.id) follow += (follow.empty() ? "" : "; ") + s(norm.title);
        }
        Line says = plain(s(one.says));
        if (!one.drift.sv.empty())
          says.push_back({" " + s(text("(The wording differs between its places: {0})", s(one.drift)))});
        Line followed = plain(follow);
        for (auto const& reading : one.readings) followed.push_back({" " + s(text("(a reading)")), reading});
        rows.push_back({plain(s(one.title)), says, plain(w_.verb(one.verb)), plain(who), followed, w_.cited_item(one)});
      }
      if (rows.empty()) continue;
      out_.heading(3, {}, id.empty() ? s(text("For all groups")) : w_.group(id));
      out_.table({},
                 {s(text("What")), s(text("In short")), s(text("Strength")), s(text("Who")), s(text("Followed up")),
                  s(text("Section"))},
                 std::move(rows));
    }
  }

 private:
  std::string s(base::Text const& t) const { return w_.s(t); }
  std::string s(agreement::Words const& words) const { return w_.s(words); }

  ItemWords const& w_;
  Pack const& pack_;
  StructuredText& out_;
};

}  // namespace

void write_rules(ItemWords const& words, StructuredText& out) {
  RuleWriter writer(words, out);
  writer.responsibilities();
  writer.dated();
  writer.norms();
  writer.commitments();
}

}  // namespace overens::wording
