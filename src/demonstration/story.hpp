#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "demonstration/chance.hpp"
#include "demonstration/year.hpp"
#include "event/reader.hpp"
#include "obligation/engine.hpp"

namespace overens::demonstration {

/// Something that happens in the story.
struct Happens {
  std::string id;  ///< the same each time that the story is told
  std::string type;
  calendar::Day on = {};
  std::string owner;
  std::string subject = {};  ///< its id
  nlohmann::ordered_json data = nlohmann::ordered_json::object();
  int recorded_after = 0;  ///< days
};

/// What has been told so far: the events, and the engine that knows them.
class Story {
 public:
  Story(std::vector<agreement::Pack const*> const& packs, event::Vocabulary const& vocabulary,
        std::vector<std::string> const& before, std::uint64_t seed);

  /// Tells it, unless it would be recorded after the last day.
  void tell(Happens const& what, calendar::Day last);

  obligation::Engine& engine() { return engine_; }
  event::Vocabulary const& vocabulary() const { return vocabulary_; }
  /// The authority that acts for a party, by its official code; empty when there is none.
  std::string authority_of(std::string const& party) const;
  bool is_municipality(std::string const& party) const {
    return vocabulary_.party_kind(party) == event::Vocabulary::PartyKind::municipality;
  }
  /// The kind of an authority.
  std::string kind_of(std::string const& authority) const;
  /// The forums with a role in an agreement, in the order founded.
  std::vector<std::string> forums(std::string const& agreement, std::string const& role) const;
  /// A unit of an authority; empty when it has none.
  std::string unit_of(std::string const& authority) const;
  bool has(std::string const& subject_kind, std::string const& id) const;
  /// In the order they were recorded; refused as an event that does not fit the vocabulary would be.
  base::Expected<std::vector<std::string>> lines() const;

 private:
  void know(nlohmann::ordered_json const& event);

  event::Vocabulary const& vocabulary_;
  std::optional<base::Refusal> refused_;  // the first
  event::Reader reader_;
  obligation::Engine engine_;
  std::vector<nlohmann::ordered_json> told_;
  Chance chance_;
  std::map<calendar::Day, calendar::Instant> clock_;  // when the latest of a day was written down
  struct Authority {
    std::string id, party, kind;
  };
  std::vector<Authority> authorities_;
  struct Forum {
    std::string id, role, agreement;
  };
  std::vector<Forum> forums_;
  std::map<std::string, std::string> units_;  // the first of each authority
  std::map<std::pair<std::string, std::string>, bool> subjects_;
};

/// Tells what there is from the beginning: authorities, units, forums and their seats, and that the parties approve.
void found(Story& story, Year const& year);

/// Tells of what the agreement asks for, week by week, and of what the parties have shown of their promises.
class Work {
 public:
  Work(Story& story, Year const& year) : story_(story), year_(year), chance_(year.seed) {}

  void run();

 private:
  struct Planned {
    Happens what;
    std::string obligation;
  };

  void plan(obligation::Obligation const& o, obligation::Registry const& registry, calendar::Day today);
  void plan_for(obligation::Obligation const& o, obligation::BearerOf const& bearer, calendar::Day today);
  std::optional<calendar::Day> when(obligation::Obligation const& o, std::string const& by, calendar::Day today) const;
  bool fill(Happens& what, obligation::Obligation const& o, std::string const& party) const;
  std::optional<nlohmann::ordered_json> value(event::DataField const& field, Happens const& what,
                                              std::string const& party) const;
  std::string subject_for(event::EventType const& type, obligation::Obligation const& o, Happens const& what,
                          std::string const& party) const;
  void show_commitments();

  Story& story_;
  Year const& year_;
  Chance chance_;
  std::multimap<calendar::Day, Happens> planned_;
  std::map<std::string, bool> considered_;  // obligations, for each who owes them
};

}  // namespace overens::demonstration
