#pragma once

#include <optional>
#include <string>

#include "web/forms/event_draft.hpp"

namespace overens::web {

/// The case of the address, when whoever asks may disclose what stands in it.
tl::expected<app::SubjectPage, base::Refusal> case_to_disclose_of(PageContext const& context);
/// The form of a disclosure of what stands in a case: what, to whom, on which basis.
Fields disclosure_fields(app::SubjectPage const& page, PageContext const& context);
/// The same for what is recorded and disclosed at once: of what stands in the case only whom it is about, and what is
/// of these classes of the vocabulary, can go with it.
Fields disclosure_fields_with(std::vector<std::string> const& classes, app::SubjectPage const& page,
                              PageContext const& context);

/// The names of the fields of a form that say to whom something is disclosed, and who receives it there.
struct ReceiverFields {
  std::string to, reader;
};
ReceiverFields receiver_fields();
/// The member of staff of that authority whom the field names to receive it by their address; empty: nobody is named,
/// or that is wrong, which the form then says.
std::string reader_of_disclosure(Form& form, PageContext const& context, std::string const& in_case,
                                 std::string const& to, std::string const& field = receiver_fields().reader);
/// The disclosure with that one in the place of the address, also where there is none; empty: to nobody by name.
event::Draft with_reader(event::Draft draft, std::string const& reader);
/// What the gate refuses with, to somebody who knows neither ids nor the names of fields.
std::optional<RefusalWords> words_of_disclosure_refusal(std::string const& code);

}  // namespace overens::web
