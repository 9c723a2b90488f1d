#include "agreement/pack.hpp"

#include <algorithm>

namespace overens::agreement {

namespace {
template <class T>
T const* by_id(std::vector<T> const& all, std::string_view id) {
  auto const found = std::find_if(all.begin(), all.end(), [&](T const& t) { return t.id == id; });
  return found == all.end() ? nullptr : &*found;
}
}  // namespace

Section const* Pack::section(std::string_view id) const {
  return by_id(sections, id);
}
Reading const* Pack::reading(std::string_view id) const {
  return by_id(readings, id);
}
TargetGroup const* Pack::group(std::string_view id) const {
  return by_id(groups, id);
}
Forum const* Pack::forum(std::string_view id) const {
  return by_id(forums, id);
}
UnitRoute const* Pack::unit(std::string_view id) const {
  return by_id(units, id);
}
Norm const* Pack::norm(std::string_view id) const {
  return by_id(norms, id);
}
Document const* Pack::document(std::string_view id) const {
  return by_id(documents, id);
}
bool Pack::is_unreadable(std::string_view id) const {
  return std::find(unreadable.begin(), unreadable.end(), id) != unreadable.end();
}

Item const* Pack::item(std::string_view id) const {
  auto const all = items();
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.item->id == id; });
  return found == all.end() ? nullptr : found->item;
}

Words const* Pack::title_of(std::string_view id) const {
  if (auto const* found = item(id)) return &found->title;
  for (auto const& one : local_templates) {
    for (auto const& heading : one.headings) {
      if (heading.id == id) return &heading.title;
    }
  }
  for (auto const& ladder : ladders) {
    for (auto const& rung : ladder.rungs) {
      if (rung.id == id) return &rung.title;
    }
  }
  return nullptr;
}

std::vector<KindOfItem> Pack::items() const {
  std::vector<KindOfItem> all;
  auto const add = [&](char const* kind, auto const& some) {
    for (auto const& item : some) all.push_back({kind, &item});
  };
  add("section", sections);
  add("addendum", addenda);
  add("related", related);
  add("document", documents);
  add("reading", readings);
  add("goal", goals);
  add("definition", definitions);
  add("group", groups);
  add("phase", phases);
  add("participants", participants);
  add("practice", practices);
  add("right", rights);
  add("forum", forums);
  add("unit", units);
  add("responsibility", responsibilities);
  add("commitment", commitments);
  add("norm", norms);
  add("ladder", ladders);
  add("local_agreement", local_templates);
  add("indicator", indicators);
  add("report", reports);
  add("remark", remarks);
  return all;
}

std::vector<std::string> types_with_the_day(Norm const& norm) {
  if (norm.after) return events_of(*norm.after);
  auto all = norm.opens ? events_of(*norm.opens) : std::vector<std::string>();
  if (norm.again == Norm::Again::when_met && norm.met) {
    auto const met = events_of(*norm.met);
    all.insert(all.end(), met.begin(), met.end());
  }
  return all;
}

}  // namespace overens::agreement
