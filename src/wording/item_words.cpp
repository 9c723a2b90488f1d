#include "wording/item_words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/words.hpp"
#include "wording/responsible.hpp"

namespace overens::wording {

using agreement::Item;
using base::text;

std::string section_name(agreement::Section const& section, Language const& say) {
  auto title = say.say(section.title);
  return section.label == section.title.sv ? title : fmt::format("{} {}", say.swedish(section.label), title);
}

Line ItemWords::cited(std::vector<std::string> const& cite) const {
  Line line;
  for (auto const& id : cite) {
    auto const* section = pack_.section(id);
    auto const label = section == nullptr ? std::string() : swedish(section->label);
    auto const is_said = [&](auto const& piece) { return piece.words == label; };
    if (section == nullptr || std::any_of(line.begin(), line.end(), is_said)) continue;
    if (!line.empty()) line.push_back({", "});
    line.push_back({label, section->id});
  }
  return line;
}

Line ItemWords::cited_item(Item const& item) const {
  auto line = cited(item.cite);
  for (auto const& law : item.law) line.push_back({(line.empty() ? "" : "; ") + swedish(law)});
  for (auto const& link : item.links) {
    if (auto const* document = pack_.document(link)) {
      if (!line.empty()) line.push_back({"; "});
      line.push_back({s(document->title), document->id});
    }
  }
  return line;
}

std::string ItemWords::words(std::vector<agreement::Words> const& some) const {
  std::vector<std::string> all;
  for (auto const& one : some) all.push_back(s(one));
  return fmt::format("{}", fmt::join(all, "; "));
}

std::string ItemWords::party(std::string const& code) const {
  if (code == "region") return s(text("The region"));
  if (code == "municipality") return s(text("The municipalities"));
  if (code == "police") return s(text("The police"));
  if (code == "all") return s(text("All parties"));
  return s(text("Others"));
}

std::string ItemWords::group(std::string const& id) const {
  auto const* found = pack_.group(id);
  return found == nullptr ? id : s(found->title);
}

std::string ItemWords::forum(std::string const& id) const {
  auto const* found = pack_.forum(id);
  return found == nullptr ? id : s(found->title);
}

std::string ItemWords::ages(std::optional<agreement::Ages> const& ages) const {
  return ages ? in_words(*ages, say_) : std::string();
}

std::string ItemWords::rung(agreement::Rung const& rung) const {
  auto line = s(rung.title);
  if (!rung.forum.empty() && forum(rung.forum) != line) line += ": " + forum(rung.forum);
  if (rung.limit) line += ", " + s(text("within {0}", span(*rung.limit)));
  if (rung.deidentified) line += ", " + s(text("without saying who the individual is"));
  return line;
}

std::string ItemWords::matters(agreement::Ladder const& ladder) const {
  std::vector<std::string> all;
  for (auto const& id : ladder.about) {
    if (auto const* matter = vocabulary_.code("dispute_matters", id)) all.push_back(say_.say(matter->label));
  }
  return say_.list(all);
}

Line ItemWords::with_cite(Line line, std::vector<std::string> const& cite) const {
  auto const sections = cited(cite);
  if (sections.empty()) return line;
  line.push_back({" ("});
  line.insert(line.end(), sections.begin(), sections.end());
  line.push_back({")"});
  return line;
}

Line ItemWords::where_to_read() const {
  if (pack_.source_url.empty()) return plain(s(text("no address is known where it can be read")));
  return {{pack_.source_url, pack_.source_url}};
}

std::string ItemWords::holders(std::vector<agreement::Holder> const& who) const {
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

namespace {

base::Text called(agreement::Right::Holder holder) {
  using Holder = agreement::Right::Holder;
  switch (holder) {
    case Holder::individual:
      return text("the individual");
    case Holder::close_person:
      return text("close persons");
    case Holder::child:
      return text("children");
    case Holder::association:
      return text("associations of users and close persons");
  }
  return {};
}

base::Text called(agreement::Norm::Toward toward) {
  using Toward = agreement::Norm::Toward;
  switch (toward) {
    case Toward::individual:
      return text("the individual");
    case Toward::close_person:
      return text("close persons");
    case Toward::child:
      return text("children");
    case Toward::reporter:
      return text("the one who reported");
    case Toward::staff:
      return text("staff");
    case Toward::other_party:
      return text("the other party");
    case Toward::forum:
      return text("the forum");
    case Toward::everybody:
      return text("the public");
  }
  return {};
}

}  // namespace

std::string ItemWords::holders(agreement::Right const& right) const {
  std::vector<std::string> all;
  for (auto const one : right.holders) all.push_back(s(called(one)));
  return say_.list(all);
}

std::string ItemWords::toward(agreement::Norm const& norm) const {
  std::vector<std::string> all;
  for (auto const one : norm.toward) all.push_back(s(called(one)));
  return say_.list(all);
}

std::string ItemWords::norms(std::vector<std::string> const& ids) const {
  std::vector<std::string> all;
  for (auto const& id : ids) {
    if (auto const* norm = pack_.norm(id)) all.push_back(s(norm->title));
  }
  return fmt::format("{}", fmt::join(all, "; "));
}

std::string ItemWords::holders(agreement::Responsibility const& row) const {
  if (row.nobody) return s(text("Named, but nobody is pointed out"));
  auto all = holders(row.who);
  if (row.ages) all = fmt::format("{}:\n{}", base::capitalised(ages(row.ages)), all);
  for (auto const& band : row.by_age)
    all += fmt::format("{}{}:\n{}", all.empty() ? "" : "\n", base::capitalised(ages(band.ages)), holders(band.who));
  return all;
}

}  // namespace overens::wording
