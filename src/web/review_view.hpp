#pragma once

#include <optional>

#include "web/forms/field.hpp"
#include "web/forms/form.hpp"
#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// One of an authority's logs of who has looked at what, and where it is gone through.
struct ReviewedLog {
  access::ObjectClass of;
  char const* review;   ///< what the rules point out
  char const* result;   ///< where what a review came to is sent
  char const* looks;    ///< the whole of it
  char const* extract;  ///< for the individual; nullptr: none is made of it
  base::Text heading;
  base::Text lead;
};
/// The one whose page is asked for: that of what is kept most closely has pages of its own, so that whoever goes
/// through the other does not notice that there is anything in it.
ReviewedLog const& reviewed_log(PageContext const& context);

/// Of a case or person to be asked for; a person is known inside one authority only.
Field kind_of_subject(PageContext const& context);
Field id_of_subject(PageContext const& context);
std::optional<journal::SubjectRef> subject_asked(PageContext const& context, Form const& form);

/// The links between the log's pages.
void show_ways(TemplateData body, PageContext const& context, ReviewedLog const& log, std::string_view here);

}  // namespace overens::web
