#pragma once

#include <string>
#include <vector>

#include "web/forms/field.hpp"
#include "web/page_row.hpp"
#include "web/pages.hpp"

namespace overens::web {

/// What each type of field must refuse; tried on every field of every page and of every form of an event.
inline std::vector<std::string> bad_inputs(Field const& field) {
  switch (field.type) {
    case FieldType::line:
    case FieldType::words:
    case FieldType::secret:
      return {std::string(field.longest + 1, 'a')};
    case FieldType::code:
    case FieldType::pick:
      return {"no such choice", "\"><script>", "'"};
    case FieldType::boolean:
      return {"true", "1", "Ja"};
    case FieldType::day:
      return {"i förrgår", "2026-02-30", "2026-13-01", "26-01-02",         "1/2",
              "2026",      "1889-12-31", "2101-01-01", "2026-11-21 14:30", "12345678901"};
    case FieldType::moment: {
      std::vector<std::string> bad = {"i förrgår",        "2026-02-30",       "2026-03-29 02:30",
                                      "2026-11-21 25:00", "2026-11-21 14,30", "14:30"};
      if (field.past) bad.insert(bad.end(), {"2026-11-23", "2026-11-23 00:00", "2100-01-01"});
      return bad;
    }
    case FieldType::integer:
      return {
          "x", "1e3", "1.5", "99999999999999999999", std::to_string(field.least - 1), std::to_string(field.most + 1)};
    case FieldType::period:
      return {"i år", "2026-13", "2026-Q5", "26", "Q1"};
    case FieldType::money:
      return {"x", "-1", "1,5", "1,234", "1,2,3", "99999999999999999999", "kr"};
  }
  return {};
}

/// A form that anybody can fill in by an address, but for the page of all components.
inline bool is_open_form(PageRow const& row) {
  auto const is_for_an_account = row.action == access::Action::sign_in || row.action == access::Action::own_account;
  return row.method == "GET" && row.fields != nullptr && row.object_class == access::ObjectClass::open &&
         row.page != components_page && !is_for_an_account;
}

}  // namespace overens::web
