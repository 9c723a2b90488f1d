#include "wording/consequences.hpp"

namespace overens::wording {
namespace {

using base::text;
using Kind = obligation::Consequence::Kind;

base::Text kind_words(Kind kind, agreement::Verb verb) {
  switch (kind) {
    case Kind::opens:
      // What must not be done, or may be, is nothing to do.
      return verb == agreement::Verb::must_not || verb == agreement::Verb::may ? text("Begins to hold") : text("Opens");
    case Kind::meets:
      return text("Is done by this");
    case Kind::meets_late:
      return text("Is done by this, but late");
    case Kind::releases:
      return text("No longer applies");
    case Kind::breaks:
      return text("Goes against the agreement");
    case Kind::uses:
      return text("Is used");
    case Kind::ends:
      return text("Ends");
    case Kind::undoes:
      return text("No longer counts as done");
    case Kind::voids:
      return text("Becomes void");
    case Kind::reopens:
      return text("Is to be done again");
    case Kind::moves:
      return text("Gets another last day");
  }
  return {};
}

}  // namespace

ConsequenceWords consequence_words(ObligationWords const& words, obligation::VisibleEvents const& view,
                                   obligation::Consequence const& consequence, calendar::Moment const& now,
                                   Language const& say) {
  auto const& o = *consequence.obligation;
  return {say.say(kind_words(consequence.kind, o.norm->verb)), say.say(o.norm->title), words.subject(view, o),
          consequence.is_gone ? std::string() : words.status(o, now)};
}

base::Text and_more(long untold) {
  return base::plural("and one more", "and {0} more", untold);
}

base::Text cases_change() {
  return text("What is to be done in cases is worked out anew as well, and may change.");
}

}  // namespace overens::wording
