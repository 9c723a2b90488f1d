#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include "base/refusal.hpp"
#include "base/symbols.hpp"
#include "event/subject_link.hpp"
#include "event/event.hpp"
#include "obligation/storage.hpp"

namespace overens::obligation {

/// Which fields of which event types somebody asks for, and in which groups. What nobody asks for is not kept.
class FieldSelection {
 public:
  explicit FieldSelection(event::Vocabulary const& vocabulary);
  void field(std::string_view type, std::string_view name);
  /// Events of this type also belong to the group of the `kind` (person, or a shared kind) whose id they carry.
  void in_group(std::string_view type, std::string const& kind);

  bool has(event::EventType const& type, event::DataField const& field) const {
    return fields_[type.number][static_cast<std::size_t>(&field - type.data.data())];
  }
  std::vector<std::string> const& groups(event::EventType const& type) const { return groups_[type.number]; }

 private:
  event::Vocabulary const& vocabulary_;
  std::vector<std::vector<bool>> fields_;
  std::vector<std::vector<std::string>> groups_;
};

inline std::uint64_t kind_hash(std::string_view kind) {
  return hash_of(event::same_kind(kind));
}
/// What an id of a kind is known by. Two ids with one hash are as good as impossible (2⁻⁶⁴); for cases, where it would
/// mix two persons' records, the end of the id is compared as well.
inline std::uint64_t subject_hash(std::string_view kind, std::string_view id) {
  return mixed(kind_hash(kind), hash_of(id));
}
/// A person is known by one authority: two authorities' ids are not the same person.
inline std::uint64_t person_hash(base::Symbol owner, std::string_view person) {
  return mixed(owner, ~hash_of(person));
}

/// One value of a kept event: code → the vocabulary's symbol; boolean, integer, day → the number; id → hash of kind and
/// id; authority, unit, party, words → the symbol in Facts::words; type → its number.
struct Datum {
  base::Symbol field = 0;
  std::uint64_t value = 0;
};

inline constexpr std::int64_t no_time = INT64_MIN;
inline constexpr std::uint32_t no_case = UINT32_MAX;

/// An event as it was recorded, without those of its values that nobody asks for.
struct Fact {
  std::uint64_t id_hash = 0;
  std::uint64_t subject = 0;  ///< hash of kind and id; 0: none
  std::uint64_t person = 0;   ///< the person that it names; 0: names none
  std::int64_t at = no_time;  ///< milliseconds UTC; no_time: only the day is known
  std::int64_t recorded = 0;  ///< milliseconds UTC
  std::uint64_t seq = 0;
  Name id;               ///< in Facts::names
  Name subject_name;     ///< in Facts::names
  std::int32_t day = 0;  ///< days since 1970-01-01, in Sweden
  base::Symbol owner = 0;
  base::Symbol acting = 0;
  base::Symbol unit = 0;
  std::uint32_t data = 0;  ///< first Datum
  std::uint16_t data_count = 0;
  std::uint16_t type = 0;
  std::uint32_t in_case = no_case;  ///< the case it was recorded in, as a group; no_case without
  bool amended = false;          ///< something corrects or withdraws it; told once settled
};

/// A correction or withdrawal of an event.
struct Amendment {
  static constexpr std::int64_t never = INT64_MAX;

  std::uint32_t fact = 0;  ///< the correcting event itself
  bool withdrawn = false;
  std::optional<calendar::Moment> happened;
  std::string unit;
  std::string subject;
  std::string in_case;
  std::string data;                  ///< JSON, checked when the corrected event's type is known
  bool unreadable = false;           ///< it says when the event happened, but not in a way that can be read
  std::int64_t from_own = never;     ///< since when the owner's event is there (milliseconds UTC); told once settled
  std::int64_t from_others = never;  ///< since when another's event with that id is

  /// True when the corrected event may belong elsewhere than where it was recorded.
  bool moves() const { return !unit.empty() || !subject.empty() || !in_case.empty() || !data.empty(); }
};

/// The values of a correction, as the corrected event's type reads them. Valid until the next call on this thread.
base::Expected<std::span<event::Value const>> corrected_data(event::Vocabulary const& vocabulary,
                                                             event::EventType const& type, std::string_view json);

/// What belongs together: a case; a subject, a person or a shared subject (a forum, a unit …) of its own.
struct Group {
  enum class Form { in_case, of_subject, of_all };

  std::uint64_t key = 0;
  boost::container::small_vector<std::uint64_t, 2> persons;  ///< the persons that its events name
  std::uint32_t number = 0;
  Form form = Form::of_subject;
  std::string kind;
  std::string id;
};

/// True when events about the kind may stand outside any case: such a subject is asked for itself, with the cases that
/// its events stand in.
bool outside_cases(event::Vocabulary const& vocabulary, std::string_view kind);

/// Two registrations said to be the same.
struct Merge {
  std::uint32_t fact = 0;
  std::string kind;
  std::string one;
  std::string other;
};

/// Everything that was recorded, kept by what belongs together, in any order of arrival. All events are kept, whether
/// or not a norm asks for them, since who takes part in a case must not depend on which agreements there are; of their
/// data only the fields that somebody asks for.
class Facts {
 public:
  Facts(event::Vocabulary const& vocabulary, FieldSelection const& asked, base::Symbols& words);

  /// Takes an event. The groups that changed are added to `touched`, when given; a shared event (known to all) touches
  /// group numbers `everything`.
  void add(event::Event const& event, std::vector<std::uint32_t>* touched = nullptr);
  static constexpr std::uint32_t everything = UINT32_MAX;

  /// Marks what is corrected, and puts events that a correction moves to another case, and subjects whose case became
  /// known, where they belong.
  /// Call before evaluating.
  void settle();

  std::uint32_t count() const { return facts_.size(); }
  Fact const& fact(std::uint32_t i) const { return facts_[i]; }
  std::span<Datum const> data(Fact const& f) const {
    return {f.data_count == 0 ? nullptr : data_blocks_[f.data / data_block].get() + f.data % data_block, f.data_count};
  }
  Blocks<Group> const& groups() const { return groups_; }
  /// Hands out the facts of a group, in the order of arrival.
  template <class Do>
  void each_member(Group const& group, Do const& act) const {
    members_.each(number(group), act);
  }
  /// Makes sure that the group is there, though no event is about it.
  void ensure(std::string_view kind, std::string_view id) { group_for(kind, id, subject_hash(kind, id)); }
  /// Every authority that owns or did something.
  std::vector<base::Symbol> const& authorities() const { return authorities_; }
  /// Asks the processor to fetch what a group that is soon asked needs: first its facts, a little later their values
  /// and names. A large county does not fit in its caches, and the facts of a case lie where they arrived.
  void fetch_facts(std::uint32_t group) const {
    members_.each(group, [&](std::uint32_t fact) {
      auto const* const at = reinterpret_cast<char const*>(&facts_[fact]);
      __builtin_prefetch(at);
      __builtin_prefetch(at + 64);
    });
  }
  void fetch_values(std::uint32_t group) const {
    members_.each(group, [&](std::uint32_t number) {
      auto const& fact = facts_[number];
      __builtin_prefetch(data(fact).data());
      names_.fetch(fact.subject_name);
    });
  }
  std::uint32_t number(Group const& group) const { return group.number; }
  using Groups = boost::container::small_vector<std::uint32_t, 2>;
  /// The subjects and persons with a group of their own that events in the case are about.
  Groups const& beside(Group const& in_case) const;
  Group const* group(std::string_view kind, std::string_view id) const { return group(subject_hash(kind, id)); }
  Group const* group(std::uint64_t key) const;
  /// Registrations of a person.
  std::vector<std::uint32_t> const& of_person(std::uint64_t person) const;
  /// True when events of the type belong also to the group of the kind whose id they carry.
  bool joins(event::EventType const& type, std::string_view kind) const {
    auto const& kinds = asked_.groups(type);
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  }
  /// Events about authorities, units, forums and approvals, as a group of their own.
  Group const& register_of_all() const { return groups_[register_]; }
  /// Nothing when there are none.
  std::vector<Amendment> const* amendments(Fact const& fact) const;
  /// Hands out every correction and withdrawal, in no order.
  template <class Do>
  void each_amendment(Do const& act) const {
    for (auto const& [id, all] : amendments_) {
      for (auto const& amendment : all) act(amendment);
    }
  }
  std::vector<Merge> const& merges() const { return merges_; }
  /// What one of its two ids is known by. A person is one authority's own.
  std::uint64_t key_of(Merge const& same, std::string const& id) const;
  std::string_view name(Name name) const { return names_[name]; }
  event::Vocabulary const& vocabulary() const { return vocabulary_; }
  base::Symbols& words() const { return words_; }
  std::size_t bytes() const;

  /// The value of one field as it is kept, or nothing when nobody asks for it.
  std::optional<Datum> datum(event::EventType const& type, event::Value const& value) const;

 private:
  static constexpr std::uint32_t data_block = 1U << 15U;

  std::uint32_t keep(event::Event const& event);
  std::uint32_t group_for(std::string_view kind, std::string_view id, std::uint64_t key);
  base::Symbol symbol_of(std::string_view authority);
  void touch(std::uint32_t group, std::vector<std::uint32_t>& touched) const;
  void put(std::uint32_t group, std::uint32_t fact, std::vector<std::uint32_t>* touched);
  void put_once(std::uint32_t group, std::uint32_t fact);
  void name_person(std::uint32_t group, std::uint64_t key);
  void amend(event::Event const& event, std::uint32_t fact);
  void find_amended();
  void move(std::uint32_t fact, Amendment const& amendment);
  /// The groups of the kind that an event with this subject, unit and data belongs to.
  template <class Do>
  void each_carried(event::EventType const& type, std::string const& kind, std::string_view subject,
                    std::string_view unit, std::span<event::Value const> data, Do const& act) const;
  void fan_out(event::Event const& event, std::string const& kind, std::uint32_t fact,
               std::vector<std::uint32_t>* touched);
  void link_to_case(std::uint64_t subject, std::uint32_t in_case);
  Groups cases_of(std::uint64_t subject) const;

  event::Vocabulary const& vocabulary_;
  FieldSelection const& asked_;
  base::Symbols& words_;
  Blocks<Fact> facts_;
  std::vector<std::unique_ptr<Datum[]>> data_blocks_;
  std::uint32_t data_used_ = data_block;
  Names names_;
  struct Known {
    std::uint32_t group;
    std::uint32_t tail;  // of its id: tells two ids apart, should they ever have one hash
  };
  Blocks<Group> groups_;
  using LatelyNamed = std::array<std::uint32_t, 2>;  // which persons the last events named, to look them up seldom
  Lists<LatelyNamed> members_;                       // by group
  boost::unordered_flat_map<std::uint64_t, Known> group_of_;
  boost::unordered_flat_map<std::uint64_t, std::vector<std::uint32_t>> persons_;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> case_of_subject_;  // of kinds that may be without a case
  boost::unordered_flat_map<std::uint64_t, Groups> more_cases_;              // of the few that are in several
  boost::unordered_flat_map<std::uint32_t, Groups> beside_;    // by case: subjects of their own that are in it
  boost::unordered_flat_map<std::uint32_t, Groups> cases_of_;  // by such a subject: the cases
  std::uint32_t register_;
  boost::unordered_flat_map<std::uint64_t, std::vector<Amendment>> amendments_;
  bool moving_ = false;        // a correction may move an event to another group
  std::uint32_t settled_ = 0;  // how many facts there were when things last were put where they belong
  std::uint32_t marked_ = 0;   // how many facts have been looked at for whether something corrects them
  std::vector<Merge> merges_;
  boost::unordered_flat_set<std::uint64_t> same_keys_;
  std::vector<base::Symbol> authorities_;
  std::vector<bool> is_authority_;           ///< by symbol
  std::vector<std::uint8_t> role_of_type_;   // what the program itself does with the type
  std::vector<std::uint64_t> subject_kind_;  // by type: the hash of its subject's kind
  std::uint64_t case_kind_ = kind_hash("case");
  using Recent = std::array<std::pair<std::string, base::Symbol>, 64>;
  base::Symbol lately(Recent& recent, std::string_view word);
  Recent recent_;  // authorities
  Recent units_;
};

}  // namespace overens::obligation
