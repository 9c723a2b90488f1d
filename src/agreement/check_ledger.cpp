#include "agreement/check_ledger.hpp"

#include <algorithm>

#include "base/shape.hpp"

namespace overens::agreement {
namespace {

using base::text;

class LedgerCheck {
 public:
  LedgerCheck(Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings)
      : pack_(pack), v_(vocabulary), findings_(findings), items_(pack.items()) {}

  void check() {
    for (auto const& source : pack_.sources) hash(source);
    auto const placed = std::count_if(pack_.ledger.begin(), pack_.ledger.end(),
                                      [&](auto const& passage) { return stands_in_a_source(passage); });
    // Lines that a passage holds which can't be read would be said to be held by none.
    if (pack_.ledger_readable && placed == std::ssize(pack_.ledger)) all_lines();
    for (auto const& passage : pack_.ledger) content(passage);
  }

 private:
  static constexpr long longest = 15;

  void refuse(base::Place place, base::Text what, base::Text instead) {
    findings_.refuse(std::move(place), std::move(what), std::move(instead));
  }

  void hash(SourceText const& source) {
    auto const digits =
        source.sha256.size() == 64 && source.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!digits)
      refuse(source.place, text("{0} is no SHA-256", source.sha256), text("write the 64 digits that sha256sum prints"));
  }

  bool stands_in_a_source(Passage const& passage) {
    if (passage.source >= pack_.sources.size()) {
      refuse(passage.place, text("there is no source {0}", passage.source + 1),
             text("write it under sources:, or correct file:"));
      return false;
    }
    if (passage.first != 0) return true;
    refuse(passage.place, text("these lines can't be read"), text("write them as 12-15, or 16"));
    return false;
  }

  void all_lines() {
    std::size_t source = 0;
    long before = 0;  // the last line that a passage of this source holds
    for (auto const& passage : pack_.ledger) {
      for (; source < passage.source; ++source, before = 0) ends_at(source, before);
      lines(passage, source, before);
      if (passage.source == source) before = std::max(before, passage.last);
    }
    for (; source < pack_.sources.size(); ++source, before = 0) ends_at(source, before);
  }

  void lines(Passage const& passage, std::size_t source, long before) {
    auto const& of = pack_.sources[passage.source];
    auto const held = passage.last - passage.first + 1;
    if (passage.source < source || passage.first <= before) {
      refuse(passage.place,
             text("the lines {0}–{1} stand out of order, or in two passages", passage.first, passage.last),
             text("begin after the line where the passage before ends"));
    } else if (passage.first > before + 1) {
      refuse(passage.place, unheld(before + 1, passage.first - 1, of),
             text("begin after the line where the passage before ends; blank lines count"));
    }
    if (passage.last > of.lines)
      refuse(passage.place, text("{0} has only {1} lines", of.title, of.lines), text("correct lines:"));
    if (held > longest)
      refuse(passage.place, text("a passage of {0} lines is too long to be compared", held),
             text("divide it: at most {0} lines", longest));
  }

  static base::Text unheld(long first, long last, SourceText const& of) {
    if (first == last) return text("no passage holds the line {0} of {1}", first, of.title);
    return text("no passage holds the lines {0}–{1} of {2}", first, last, of.title);
  }

  void ends_at(std::size_t source, long before) {
    auto const& of = pack_.sources[source];
    if (before < of.lines) refuse(of.place, unheld(before + 1, of.lines, of), text("write them under ledger:"));
  }

  void content(Passage const& passage) {
    if (!passage.section.empty() && pack_.section(passage.section) == nullptr && !pack_.is_unreadable(passage.section))
      return refuse(passage.place, text("there is no section {0}", passage.section),
                    text("write it under sections:, or correct the word"));
    if (passage.items.empty()) return;
    if (passage.says.sv.empty())
      refuse(passage.place, text("what does the passage say?"), text("write says: in your own words"));
    if (passage.section.empty())
      return refuse(passage.place, text("in which section does the passage stand?"),
                    text("write section: here, or at a passage before it"));
    for (auto const& [id, carries] : passage.items) item(passage, id);
  }

  void item(Passage const& passage, std::string const& id) {
    if (pack_.is_unreadable(id) || v_.type(id) != nullptr) return;
    if (id == pack_.agreement) return cited(passage, id, pack_.cites());
    auto const found = std::find_if(items_.begin(), items_.end(), [&](auto const& one) { return one.item->id == id; });
    if (found == items_.end()) {
      std::vector<std::string> known;
      for (auto const& one : items_) known.push_back(one.item->id);
      auto const near = base::nearest(id, known);
      return refuse(passage.place, text("the passage is carried by {0}, which does not exist", id),
                    near.empty() ? text("name an item of the pack, its own id for its head, or an event type")
                                 : text("did you mean {0}?", near));
    }
    if (std::string_view(found->kind) != "section") return cited(passage, id, found->item->cite);
    if (id != passage.section)
      refuse(passage.place, text("the passage stands in {0}, not in {1}", passage.section, id),
             text("name its own section, or an item that cites it"));
  }

  void cited(Passage const& passage, std::string const& id, std::vector<std::string> const& cites) {
    if (std::find(cites.begin(), cites.end(), passage.section) == cites.end())
      refuse(passage.place, text("{0} does not cite {1}, where the passage stands", id, passage.section),
             text("add the section to its cite:, or name another item"));
  }

  Pack const& pack_;
  event::Vocabulary const& v_;
  base::Findings& findings_;
  std::vector<KindOfItem> items_;
};

}  // namespace

void check_ledger(Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings) {
  LedgerCheck(pack, vocabulary, findings).check();
}

}  // namespace overens::agreement
