#pragma once

#include <string>

#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

// A form that was sent when its session was over: it is kept by the pages on the way back in, never by the server, and
// then shown again to whoever wrote it, never saved by itself.

/// The field that says which step of a form is asked for.
inline constexpr char const* step_field = "steg";
inline constexpr char const* step_check = "kontrollera";  ///< show once more what it will do
inline constexpr char const* step_change = "andra";       ///< back to the form
inline constexpr char const* step_save = "spara";
inline constexpr char const* step_kept = "kvar";  ///< it was to be saved, and has been kept: it is shown again

/// What a page on the way holds of it, as the values of hidden fields.
struct KeptForm {
  std::string to = {};       ///< where the form was going: a path of our own
  std::string written = {};  ///< encoded as a form; empty: there is none
  std::string writer = {};   ///< whose session it was, as the form's word says

  /// Of a form that has just been refused.
  static KeptForm of_refused(http::Request const& request);
  /// Of a form whose sender has to show anew who they are: with its step, since the session is the same.
  static KeptForm of_unconfirmed(http::Request const& request);
  /// Of a page on the way that was sent, or of the address that led to it, which keeps nothing but where to.
  static KeptForm sent_on(http::Request const& request);

  /// The writer of it is in the session.
  bool is_of(access::Session const& session) const;
  void hide(TemplateData form) const;
};

/// The form again, to go on with or to leave. The context's session is the writer's.
http::Reply show_kept_form(PageContext const& context, KeptForm const& kept);

/// The same, when the writer has to choose first under which commission they work.
http::Reply choose_before_kept_form(PageContext const& context, KeptForm const& kept);

/// What a form whose sender has shown anew who they are was going to do, a click away. The context's session is theirs.
http::Reply go_on_with_kept_form(PageContext const& context, KeptForm const& kept);

/// Puts a hidden field in the include place HIDDEN.
void hide(TemplateData to, std::string_view name, std::string const& value);

}  // namespace overens::web
