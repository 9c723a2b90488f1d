#pragma once

#include <map>
#include <memory>
#include <set>

#include "app/known_to_all.hpp"

namespace overens::app {

/// The entries about some cases and subjects with all that is linked to them: a person's registrations, cases said to
/// be the same, a dispute that stands in several. Read once for a batch of commands, then asked what is recorded and
/// what each authority owes.
class Dossier {
 public:
  explicit Dossier(KnownToAll const& known);

  /// Reads what is about these, and these events wherever they stand, with all that is linked.
  void gather(Transaction& transaction, std::vector<journal::About> const& about,
              std::vector<std::string> const& events = {});
  /// Takes in an entry that is not in the store yet.
  void add(journal::Entry entry);

  Record const& record() const { return record_; }

  /// The views of everything gathered, as it stands on the day, each authority's by what it knows.
  std::vector<View> views(calendar::Day on);

 private:
  void seek(std::vector<journal::About> const& about);
  void spread_from_cases();
  bool leads_further(journal::Entry const& entry) const;
  void ask(std::string const& authority, std::vector<View*> const& subjects, calendar::Day on);
  void add_head(View& view, std::string const& authority, obligation::Group const& group,
                obligation::View& known) const;
  std::uint32_t group_of(journal::About const& about) const;

  KnownToAll const& known_;
  Record record_;
  EntryReader reader_;
  std::unique_ptr<obligation::Engine> engine_;
  obligation::Facts all_;  ///< every event, whether or not a norm asks for it
  std::set<journal::About> wanted_;
  std::vector<journal::About> sought_;  ///< wanted, and not read yet
  std::map<journal::About, std::set<std::string>> known_to_;
};

/// The views of what is shared between the parties (forums, agreements, units …), for every authority that owes
/// something. `more`: entries of the same kind that are not in the store yet.
std::vector<View> shared_views(KnownToAll const& known, std::vector<journal::Entry const*> const& more,
                               calendar::Day on);

}  // namespace overens::app
