#pragma once

#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "app/command.hpp"
#include "app/hidden.hpp"
#include "app/shared_state.hpp"

namespace overens::app {

/// The entries about some cases and subjects, read from the store once and kept, with what is linked to them: a
/// person's registrations, cases said to be the same, a dispute that stands in several. It is asked what is recorded,
/// and what each authority owes. Right as long as whatever is written is also added here.
class CaseWorkspace {
 public:
  /// `may_see`: whose answers it gives; left out: those of everybody for whom nothing hidden is there, as the views
  /// are.
  CaseWorkspace(SharedState const& known, calendar::Day day, MaySeeHidden may_see = {});

  /// Some of the subjects that it holds.
  struct Subject {
    journal::SubjectRef of;
    bool read = false;             ///< all entries about it are here
    std::vector<Subject*> linked;  ///< what its entries are about as well
    std::vector<std::string> known_to;
    std::optional<SubjectView> kept;  ///< as it stands in the store
  };
  using Subjects = std::vector<Subject*>;

  /// Reads what is not here yet: what is about these, and these events wherever they stand, with all that is linked to
  /// either. Gives those subjects and all that is linked.
  Subjects gather(EntrySource& source, std::vector<journal::SubjectRef> const& about,
                  std::vector<std::string> const& events = {});
  /// The same for all that the commands are about and refer to.
  Subjects gather(EntrySource& source, std::span<Command const* const> commands);
  /// Takes in an entry that is not in the store yet, with the event that it holds. Notes the groups whose answers may
  /// have changed, when asked to.
  void append(journal::Entry const& entry, event::Event const& event, std::vector<std::uint32_t>* touched = nullptr);

  /// Without what is hidden.
  Record const& record() const { return record_; }
  /// The same with what is hidden here and yet seen; nothing: there is none. Stands on the other.
  std::optional<Record> record_with_hidden(Sight const& sight) const;
  calendar::Day day() const { return day_; }
  /// The head of each stream that is not here yet is read.
  void read_heads(Transaction& transaction, std::vector<std::string> const& streams);
  /// As it is with what has been added; read when it is not here.
  journal::Head const& head(Transaction& transaction, std::string const& stream);

  /// The group of the engine that answers for the subject; Facts::everything when there is none.
  std::uint32_t group_of(journal::SubjectRef const& about) const;
  /// What it holds, for other questions than views() asks.
  obligation::Engine const& settled(std::vector<std::uint32_t>* touched = nullptr);
  /// The views of the subjects as they stand on the day, each authority's by what it knows.
  std::vector<SubjectView> views(Subjects const& subjects, calendar::Day on);
  /// What stands in the store in the place of these, for Transaction::put(): what was kept on the same day.
  std::vector<SubjectView const*> before(std::vector<SubjectView> const& views, calendar::Day on);
  /// These are in the store now. `for_all`: and something that everybody knows, which can change any view.
  void keep(std::vector<SubjectView> views, calendar::Day on, bool for_all);

 private:
  struct Hash {
    std::size_t operator()(journal::SubjectRef const& about) const {
      return std::hash<std::string>{}(about.id) * 31 + std::hash<std::string>{}(about.kind);
    }
  };
  struct Viewed {
    SubjectView* view;
    std::uint32_t group;
  };

  struct Hidden {
    journal::Entry entry;
    event::OwnedEvent event;
    HiddenFacts facts;
  };

  void add(std::vector<journal::Entry> entries);
  void add(journal::Entry const& entry, event::Event const& event, bool is_hidden,
           std::vector<std::uint32_t>* touched = nullptr);
  void hide(journal::Entry const& entry, event::Event const& event, HiddenFacts facts);
  Subject* subject(journal::SubjectRef const& about);
  void link(Recorded const& entry, event::Event const& event);
  void ask(std::string const& authority, std::vector<Viewed> const& subjects, calendar::Day on);
  /// How closely an event is kept in the authority's view: what another has told it is at least received.
  event::ObjectClass secrecy(std::string_view event, std::string const& authority) const;
  void say_who_has(std::span<ObligationRow> rows) const;
  void add_head(SubjectView& view, std::string const& authority, obligation::VisibleEvents const& known) const;

  SharedState const& known_;
  calendar::Day day_;
  MaySeeHidden may_see_;
  Record record_;
  std::unordered_map<std::string, std::vector<Hidden>> hidden_;  ///< by case
  std::unordered_set<std::string> hidden_ids_;
  EntryReader reader_;
  obligation::Engine engine_;  ///< of what it holds, on what everybody knew when it was made
  bool persons_lead_further_;
  calendar::Day kept_on_ = {};
  std::unordered_map<std::string, journal::Head> heads_;
  std::unordered_map<journal::SubjectRef, Subject, Hash> subjects_;
};

}  // namespace overens::app
