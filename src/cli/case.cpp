#include <cstdio>

#include <fmt/format.h>

#include "cli/acting.hpp"
#include "cli/opened.hpp"

namespace overens::cli {
namespace {

using base::plural;
using base::text;

/// What stands in cases, in words.
class CaseWords {
 public:
  CaseWords(Acting const& by, wording::Language const& say) : by_(by), say_(say) {}

  void head(app::CaseHead const& head, std::string const& name) const {
    auto line = head.in_case;
    if (!name.empty()) line += "  " + name;
    if (!head.is_masked)
      line += "  " + say_.say(plural("one thing to do", "{0} things to do", static_cast<long>(head.open)));
    if (head.next_due_on) line += "  " + say_.say(text("next by {0}", calendar::to_string(*head.next_due_on)));
    fmt::print("{}\n", line);
  }

  void page(app::SubjectPage const& page) const {
    fmt::print("{}\n", say_.say(text("The case {0}", page.subject.id)));
    if (page.person && page.person->said) person(*page.person->said);
    if (!page.obligations.empty()) fmt::print("\n{}\n", say_.say(text("What is to be done")));
    for (auto const& row : page.obligations) {
      auto const due = row.due_on ? say_.say(text("by {0}", calendar::to_string(*row.due_on))) : std::string();
      fmt::print("  {}  {}\n", title_of(row), due);
    }
    fmt::print("\n{}\n", say_.say(text("What has been recorded")));
    for (auto const& event : page.events) line(event);
  }

 private:
  void person(app::IdentityVersion const& said) const { fmt::print("{}\n", said.record.name); }

  std::string title_of(app::ObligationRow const& row) const {
    for (auto const& pack : by_.agreements.packs) {
      if (pack->agreement + "/" + pack->version != row.agreement) continue;
      if (auto const* const norm = pack->norm(row.norm)) return say_.say(norm->title);
    }
    return row.id;
  }

  void line(app::TimelineEvent const& event) const {
    auto const day =
        event.happened.at ? calendar::local_time(*event.happened.at) : calendar::to_string(event.happened.day);
    auto const what = say_.say(event.type->label);
    fmt::print("  {}  {}  {}\n", day, event.withdrawn ? say_.say(text("{0} (withdrawn)", what)) : what, event.owner);
    for (auto const& value : event.fields) fmt::print("      {}: {}\n", say_.say(value.field->label), words_of(value));
  }

  std::string words_of(app::FieldValue const& value) const {
    auto const& field = *value.field;
    if (field.type == event::DataField::Type::boolean) return say_.say(value.number != 0 ? text("yes") : text("no"));
    if (field.type == event::DataField::Type::code) {
      auto const* const code = by_.agreements.vocabulary.code(field.of, value.text);
      return code == nullptr ? value.text : say_.say(code->label);
    }
    return event::plain(field, value.number, value.text);
  }

  Acting const& by_;
  wording::Language const& say_;
};

}  // namespace

int list_cases(CaseOptions const& options, wording::Language const& say) {
  return as_commission(options, say, [&](Acting const& by) {
    CaseWords const words(by, say);
    app::ListRequest request{.limit = app::ListRequest::most, .with_names = true};
    std::size_t shown = 0;
    do {
      auto const page = by.queries.cases(by.actor, request);
      if (!page) return refuse_with(page.error(), say);
      for (auto const& head : page->cases) {
        auto const name = page->names.find(head.in_case);
        words.head(head, name == page->names.end() ? std::string() : name->second);
      }
      shown += page->cases.size();
      request.after = page->next;
    } while (!request.after.empty());
    if (shown == 0) fmt::print("{}\n", say.say(text("There are no cases to show")));
    return 0;
  });
}

int show_case(CaseOptions const& options, wording::Language const& say) {
  return as_commission(options, say, [&](Acting const& by) {
    auto const page = by.queries.case_page(by.actor, options.in_case, options.reason);
    if (!page) return refuse_with(page.error().why, say);
    CaseWords(by, say).page(*page);
    return 0;
  });
}

}  // namespace overens::cli
