#include "agreement/requirements.hpp"

#include <algorithm>

#include "agreement/values.hpp"
#include "base/shape.hpp"

namespace overens::agreement {
namespace {

using base::text;
using namespace values;
namespace shape = base::shape;

base::ShapePtr file_shape() {
  static auto const whole = shape::map(
      {shape::required("groups", shape::list(shape::map({shape::required("id", shape::words()),
                                                         shape::required("title", shape::words()),
                                                         shape::optional("title_en", shape::words())}))),
       shape::required("rows",
                       shape::list(shape::map(
                           {shape::required("id", shape::words()), shape::required("group", shape::words()),
                            shape::required("sources", shape::list(shape::words())),
                            shape::required("title", shape::words()), shape::optional("title_en", shape::words()),
                            shape::required("home", shape::code({"pack", "engine", "server", "background"}))})))});
  return whole;
}

}  // namespace

Requirements::Row const* Requirements::row(std::string_view id) const {
  auto const found = std::find_if(rows.begin(), rows.end(), [&](Row const& one) { return one.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

Requirements load_requirements(base::SourceFile const& file, base::Findings& findings) {
  Requirements all;
  base::Findings own;
  auto const tree = base::read_yaml(file, own);
  if (own.usable()) base::check_shape(tree, *file_shape(), {}, file.name, own);
  findings.add(own);
  if (!own.usable()) return all;
  for (auto const& one : tree.find("groups")->items) all.groups.push_back({words(one, "id"), both(one, "title")});
  for (auto const& one : tree.find("rows")->items) {
    Requirements::Row row{words(one, "id"), words(one, "group"), list(one, "sources"), both(one, "title"),
                          words(one, "home")};
    auto const place = base::place_of(file.name, one);
    if (all.row(row.id) != nullptr)
      findings.refuse(place, text("the row {0} stands twice", row.id), text("remove one of them"));
    if (std::none_of(all.groups.begin(), all.groups.end(), [&](auto const& group) { return group.id == row.group; }))
      findings.refuse(place, text("there is no group {0}", row.group),
                      text("write it under groups:, or correct the word"));
    all.rows.push_back(std::move(row));
  }
  return all;
}

void check_coverage(Requirements const& requirements, std::vector<Pack const*> const& packs, base::Findings& findings) {
  for (auto const* pack : packs) {
    for (auto const& one : pack->coverage) {
      if (requirements.row(one.row) == nullptr)
        findings.refuse(one.place, text("there is no row {0}", one.row), text("see agreements/coverage/rows.yaml"));
    }
  }
}

}  // namespace overens::agreement
