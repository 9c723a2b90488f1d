#include "agreement/check_head.hpp"

#include <algorithm>

namespace overens::agreement {
namespace {

using base::text;

bool contains(std::vector<std::string> const& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

class HeadCheck {
 public:
  HeadCheck(Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings)
      : pack_(pack), v_(vocabulary), findings_(findings) {}

  void check() {
    parties();
    if (!pack_.source_url.empty() && !pack_.source_url.starts_with("https://"))
      refuse(text("{0} is no address", pack_.source_url), text("write the whole address, from https://"));
    validity();
    references();
    addenda();
    for (auto const& one : pack_.related) {
      auto const known = std::any_of(pack_.related.begin(), pack_.related.end(),
                                     [&](auto const& other) { return other.id == one.becomes_part_of; });
      if (!one.becomes_part_of.empty() && !known)
        refuse(text("there is no agreement {0} under related:", one.becomes_part_of), text("correct the word"));
    }
  }

 private:
  void refuse(base::Text what, base::Text instead) {
    findings_.refuse(pack_.place, std::move(what), std::move(instead));
  }

  void parties() {
    auto const& region = pack_.parties.empty() ? Party{} : pack_.parties.front();
    if (region.code != pack_.county)
      refuse(text("the region's code {0} is not the county code {1}", region.code, pack_.county),
             text("a region has its county's two digits"));
    std::vector<std::string> seen;
    for (auto const& party : pack_.parties) {
      if (contains(seen, party.code))
        refuse(text("two parties have the code {0}", party.code), text("correct one of them"));
      seen.push_back(party.code);
      if (party.kind == Party::Kind::municipality &&
          (party.code.size() != 4 || !party.code.starts_with(pack_.county))) {
        refuse(text("{0} is no municipality code of county {1}", party.code, pack_.county),
               text("four digits that begin with the county code"));
      }
    }
    official();
  }

  // By the official list, which an invented county must not stand in.
  void official() {
    auto const has = [&](auto const& all, std::string_view code) {
      return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.code == code; });
    };
    if (pack_.invented) {
      if (has(v_.counties, pack_.county))
        refuse(text("{0} is the code of a county that there is", pack_.county),
               text("remove invented:, or write another code, such as 99"));
      return;
    }
    if (!has(v_.counties, pack_.county))
      return refuse(text("no county has the code {0}", pack_.county),
                    text("see agreements/vocabulary/counties.yaml; an example has invented: true"));
    for (auto const& party : pack_.parties) {
      if (party.kind == Party::Kind::municipality && !has(v_.municipalities, party.code))
        refuse(text("no municipality has the code {0}", party.code), text("see agreements/vocabulary/counties.yaml"));
    }
    for (auto const& one : v_.municipalities) {
      if (one.code.starts_with(pack_.county) && !has(pack_.parties, one.code))
        findings_.warn(pack_.place, text("{0} is not among the parties", one.full_name),
                       text("add it, or be sure that it is no party"));
    }
  }

  void validity() {
    auto const& validity = pack_.validity;
    if (validity.form == Validity::Form::fixed && !validity.through)
      refuse(text("a fixed validity has a last day"), text("write through:, or form: until_further_notice"));
    if (validity.through && *validity.through < validity.from)
      refuse(text("the last day is before the first"), text("correct from: or through:"));
    if (!validity.prolonged) return;
    if (!validity.through)
      refuse(text("what has no last day can't be prolonged"), text("write through:, or remove prolonged:"));
    if (validity.through && !calendar::add(*validity.through, validity.prolonged->by, pack_.rules))
      refuse(text("the prolongation can't be counted from {0}", calendar::to_string(*validity.through)),
             text("let calendar: month_end: say what a month from then is"));
    for (auto const& event : validity.prolonged->when) {
      auto const* type = v_.type(event);
      if (type == nullptr) {
        refuse(text("there is no event type {0}", event), text("see agreements/vocabulary for the words"));
      } else if (type->subject != "agreement") {
        refuse(text("{0} is not about an agreement", event),
               text("name a type of event such as agreement.revision_begun"));
      }
    }
  }

  void references() {
    for (auto const& section : pack_.cites()) {
      if (pack_.section(section) == nullptr && !pack_.is_unreadable(section))
        refuse(text("there is no section {0}", section), text("write it under sections:"));
    }
    if (pack_.revision) forum(pack_.revision->commissioned_by);
    if (auto const& approval = pack_.approval) {
      forum(approval->recommended_by);
      for (auto const& signature : approval->signatures) forum(signature.forum);
    }
    if (auto const& amendments = pack_.amendments) {
      forum(amendments->minor_by);
      if (amendments->major_by != "all_parties") forum(amendments->major_by);
    }
  }

  void addenda() {
    auto const items = pack_.items();
    for (auto const& addendum : pack_.addenda) {
      forum(addendum.decided_by);
      for (auto const& id : addendum.adds) {
        auto const known = std::any_of(items.begin(), items.end(), [&](auto const& i) { return i.item->id == id; });
        if (!known && !pack_.is_unreadable(id))
          refuse(text("the addendum {0} brings {1}, which does not exist", addendum.id, id), text("correct the word"));
      }
    }
  }

  void forum(std::string const& forum) {
    if (!forum.empty() && pack_.forum(forum) == nullptr && !pack_.is_unreadable(forum))
      refuse(text("there is no forum {0}", forum), text("write it under forums:, or correct the word"));
  }

  Pack const& pack_;
  event::Vocabulary const& v_;
  base::Findings& findings_;
};

}  // namespace

void check_head(Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings) {
  HeadCheck(pack, vocabulary, findings).check();
}

}  // namespace overens::agreement
