#include "cli/damage.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "cli/terminal.hpp"

namespace overens::cli {

using base::plural;
using base::text;
using journal::Fault;

base::Text text_of(journal::Damage const& damage) {
  switch (damage.fault) {
    case Fault::order:
      return text("stands after one that was written later, or stands twice");
    case Fault::gap:
      return text("entries before it are missing");
    case Fault::link:
      return text("its envelope, its hash or the entry before it has been altered");
    case Fault::data:
      return text("its data has been altered");
    case Fault::envelope:
      return text("is kept as another event, or in another stream, than its envelope says");
    case Fault::marks:
      return text("what it is found by has been altered");
    case Fault::position:
      return text("entries are missing before this place in the journal, or after its end");
    case Fault::head:
      return text("the stream does not end where the database says that it ends");
    case Fault::cut:
      return text("the stream ends before it did when the heads were written");
    case Fault::missing:
      return text("the stream was there when the heads were written, and is gone");
    case Fault::rewritten:
      return text("is another than when the heads were written");
    case Fault::key:
      return text("the key of the stream {0} has been altered: it can only be opened with one from a backup",
                  damage.what);
    case Fault::index:
      return text("what entries are found by does not say what they are about");
    case Fault::erased:
      return text("its data is gone, and no decision to erase it is recorded");
    case Fault::file:
      return text("the database's own check: {0}", damage.what);
    case Fault::identity:
      return text("who the person {0} is has been altered, or part of it is missing: take it back from a backup",
                  damage.what);
    case Fault::schema:
      return text("missing, altered, or made by somebody else: {0}", damage.what);
    case Fault::views:
      return text("a view can't be read, and can be made anew by overens views rebuild: {0}", damage.what);
  }
  return {};
}

base::Text text_of_look(journal::Damage const& damage) {
  switch (damage.fault) {
    case Fault::link:
      return text("its time, its authority, its hash or the look before it has been altered");
    case Fault::data:
      return text("its content has been altered");
    case Fault::envelope:
      return text("is of another authority than its chain");
    case Fault::head:
      return text("does not end where the database says that it ends");
    case Fault::missing:
      return text("is gone");
    case Fault::cut:
      return text("ends before it did when the heads were written");
    case Fault::erased:
      return text("its content is gone before its time");
    case Fault::index:
      return text("what looks are found by does not say what they showed");
    case Fault::order:
    case Fault::gap:
    case Fault::marks:
    case Fault::position:
    case Fault::rewritten:
    case Fault::file:
    case Fault::schema:
    case Fault::views:
    case Fault::identity:
    case Fault::key:
      return text_of(damage);
  }
  return {};
}

base::Text extent(journal::Verifier const& verifier) {
  return text("{0} in {1}", plural("one entry", "{0} entries", static_cast<long>(verifier.entries())),
              plural("one stream", "{0} streams", static_cast<long>(verifier.streams())));
}

bool print_verified(journal::Verifier const& verifier, bool with_heads, wording::Language const& say) {
  for (auto const& damage : verifier.first()) {
    auto const where = damage.stream.empty() ? say.say(text("journal"))
                       : damage.event.empty()
                           ? say.say(text("stream {0}, version {1}", damage.stream, damage.seq))
                           : say.say(text("stream {0}, entry {1} ({2})", damage.stream, damage.seq, damage.event));
    print_fitted("{}: {}\n", where, say.say(text_of(damage)));
  }
  if (verifier.damages() > verifier.first().size())
    print_fitted("{}\n", say.say(text("and {0} more", verifier.damages() - verifier.first().size())));
  print_fitted("{}\n", say.say(text("read: {0}", extent(verifier))));
  if (verifier.erased() > 0) {
    print_fitted("{}\n",
                 say.say(plural("the data of one entry has been erased", "the data of {0} entries has been erased",
                                static_cast<long>(verifier.erased()))));
  }
  auto const whole = verifier.damages() == 0;
  print_fitted(
      "{}\n",
      say.say(!whole       ? text("The journal is damaged.")
              : with_heads ? text("The journal is whole, and holds all that it held when the heads were written.")
                           : text("The journal is whole. That no stream was cut off or taken out whole shows "
                                  "only with --heads, from a backup or an export.")));
  return whole;
}

}  // namespace overens::cli
