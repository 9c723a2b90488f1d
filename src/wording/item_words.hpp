#pragma once

#include "wording/rules.hpp"
#include "wording/structured_text.hpp"

namespace overens::wording {

/// "2.3 Kostnadsfördelning": its number, or what else it is called by, and its title, which may be the same.
std::string section_name(agreement::Section const& section, Language const& say);

/// Says what the items of one pack say: their words, sections, parties, groups and ages.
class ItemWords : public RuleWords {
 public:
  ItemWords(agreement::Pack const& pack, event::Vocabulary const& vocabulary, Language const& say)
      : RuleWords(say, vocabulary, &pack), pack_(pack) {}

  agreement::Pack const& pack() const { return pack_; }

  std::string s(base::Text const& t) const { return say_.say(t); }
  std::string s(agreement::Words const& w) const { return say_.say(w); }

  std::string section(agreement::Section const& section) const { return section_name(section, say_); }

  /// The sections that an item cites, each leading to what is said of it at the end.
  Line cited(std::vector<std::string> const& cite) const;
  /// The same with the statutes and documents that it leans on.
  Line cited_item(agreement::Item const& item) const;
  /// "det ena; det andra".
  std::string words(std::vector<agreement::Words> const& some) const;
  /// region, municipality, all, police, other: as a heading has it.
  std::string party(std::string const& code) const;
  /// The titles, or the ids when there is none.
  std::string group(std::string const& id) const;
  std::string forum(std::string const& id) const;
  /// "13–22 år"; empty without a limit.
  std::string ages(std::optional<agreement::Ages> const& ages) const;
  /// A step of a ladder.
  std::string rung(agreement::Rung const& rung) const;
  /// The matters that a ladder is for; empty when it names none.
  std::string matters(agreement::Ladder const& ladder) const;
  /// The line with its sections in brackets.
  Line with_cite(Line line, std::vector<std::string> const& cite) const;
  /// The address of the agreement's own document, or that none is known.
  Line where_to_read() const;
  /// One line for each.
  std::string holders(std::vector<agreement::Holder> const& who) const;
  /// Who answers for the need, with the ages that they do it for.
  std::string holders(agreement::Responsibility const& row) const;
  /// "den enskilde och närstående".
  std::string holders(agreement::Right const& right) const;
  /// Whom a norm is owed to; empty when it does not say.
  std::string toward(agreement::Norm const& norm) const;
  /// The titles of norms.
  std::string norms(std::vector<std::string> const& ids) const;

  /// A heading and a table of items, with their sections in the last column.
  template <class T, class Row>
  void items(StructuredText& out, std::vector<T> const& some, std::string id, base::Text const& heading,
             std::vector<base::Text> const& columns, Row const& row, int level = 2) const {
    if (some.empty()) return;
    out.heading(level, std::move(id), s(heading));
    std::vector<std::string> names;
    for (auto const& column : columns) names.push_back(s(column));
    names.push_back(s(base::text("Section")));
    std::vector<std::vector<Line>> rows;
    for (auto const& one : some) {
      rows.push_back(row(one));
      rows.back().push_back(cited_item(one));
    }
    out.table({}, std::move(names), std::move(rows));
  }

 private:
  agreement::Pack const& pack_;
};

}  // namespace overens::wording
