#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include "base/refusal.hpp"
#include "base/symbols.hpp"
#include "event/event.hpp"
#include "event/subject_link.hpp"
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
inline calendar::Instant instant_of(std::int64_t milliseconds) {
  return calendar::Instant(std::chrono::milliseconds(milliseconds));
}
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
  bool amended = false;             ///< something corrects or withdraws it; told once settled
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
///
/// Facts can stand on others, which many may stand on and which are kept once: numbers, names and words go on from
/// those beneath, as far as they had come then. Beneath lies only what everybody knows: nothing in a case, nobody's
/// person.
class Facts {
 public:
  Facts(event::Vocabulary const& vocabulary, FieldSelection const& asked, base::Symbols& words);
  /// `words` stand on those of `beneath`, which must be settled, stand on nothing itself, and outlive it. What is added
  /// beneath from now on is not seen.
  Facts(Facts const& beneath, base::Symbols& words);

  /// Takes an event. The groups whose answer may have changed are added to `touched`, when given; `everything` among
  /// them: that of any group may have.
  void add(event::Event const& event, std::vector<std::uint32_t>* touched = nullptr);
  static constexpr std::uint32_t everything = UINT32_MAX;
  /// Finds events by their ids from now on, so that a correction need not look through all. To be called while empty.
  void index_ids() { indexed_ = true; }

  /// Marks what is corrected, and puts events that a correction moves to another case, and subjects whose case became
  /// known, where they belong. The groups that corrections have changed since the last time are added to `touched`.
  /// Call before evaluating; from then on until the next event is added any number of threads may ask.
  void settle(std::vector<std::uint32_t>* touched = nullptr);
  bool is_settled() const { return settled_ == count(); }

  std::uint32_t count() const { return from_ + facts_.size(); }
  Fact const& fact(std::uint32_t i) const { return i < from_ ? beneath_->fact(i) : facts_[i - from_]; }
  std::span<Datum const> data(Fact const& f) const {
    if (f.data_count == 0) return {};
    if (f.data < data_from_) return beneath_->data(f);
    auto const at = f.data - data_from_;
    return {data_blocks_[at / data_block_].get() + at % data_block_, f.data_count};
  }
  std::uint32_t group_count() const { return groups_from_ + groups_.size(); }
  Group const& group_at(std::uint32_t i) const {
    return i < groups_from_ ? beneath_->group_at(i) : groups_[i - groups_from_];
  }
  /// Hands out the facts of a group, in the order of arrival; those beneath first.
  template <class Do>
  void each_member(std::uint32_t group, Do const& act) const {
    if (group >= groups_from_) return members_.each(group - groups_from_, act);
    beneath_->members_.each(group, [&](std::uint32_t fact) {
      if (fact < from_) act(fact);
    });
    if (auto const own = list_beneath_.find(group); own != list_beneath_.end()) members_beneath_.each(own->second, act);
  }
  /// Makes sure that the group is there, though no event is about it.
  void ensure(std::string_view kind, std::string_view id) { group_for(kind, id, subject_hash(kind, id)); }
  /// Hands out every authority that owns or did something.
  template <class Do>
  void each_authority(Do const& act) const {
    for (std::uint32_t symbol = 0; symbol <= words_.size(); ++symbol) {
      if (is_authority(symbol)) act(symbol);
    }
  }
  /// Asks the processor to fetch what a group that is soon asked needs: first its facts, a little later their values
  /// and names. A large county does not fit in its caches, and the facts of a case lie where they arrived.
  void fetch_facts(std::uint32_t group) const {
    each_member(group, [&](std::uint32_t number) {
      auto const* const at = reinterpret_cast<char const*>(&fact(number));
      __builtin_prefetch(at);
      __builtin_prefetch(at + 64);
    });
  }
  void fetch_values(std::uint32_t group) const {
    each_member(group, [&](std::uint32_t number) {
      auto const& one = fact(number);
      __builtin_prefetch(data(one).data());
      names_.fetch(one.subject_name);
    });
  }
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
  Group const& register_of_all() const { return group_at(register_); }
  /// Another number whenever something has been added to that group, or is corrected in it, once settled. 0: nothing
  /// that does not lie beneath.
  std::uint64_t register_changes() const { return register_changes_; }
  /// When the last of it, corrections included, was recorded.
  calendar::Instant registered_until() const { return calendar::Instant(std::chrono::milliseconds(registered_until_)); }
  bool is_amended(Fact const& fact) const {
    return fact.amended || (beneath_ != nullptr && amendments_.contains(fact.id_hash));
  }
  /// The corrections and withdrawals of a fact.
  using Amendments = boost::container::small_vector<Amendment const*, 4>;
  Amendments amendments(Fact const& fact) const {
    Amendments all;
    if (is_amended(fact)) each_amendment_of(fact.id_hash, [&](Amendment const& one) { all.push_back(&one); });
    return all;
  }
  /// Hands out every correction and withdrawal, in no order.
  template <class Do>
  void each_amendment(Do const& act) const {
    each_layer([&](Facts const& layer, std::uint32_t end) {
      for (auto const& [id, all] : layer.amendments_) each_before(all, end, act);
    });
  }
  template <class Do>
  void each_merge(Do const& act) const {
    each_layer([&](Facts const& layer, std::uint32_t end) { each_before(layer.merges_, end, act); });
  }
  /// The merge as a correction of it says; unchanged where that says nothing, or nothing that fits.
  Merge corrected(Merge merge, Amendment const& amendment) const;
  /// What one of its two ids is known by. A person is one authority's own.
  std::uint64_t key_of(Merge const& same, std::string const& id) const;
  std::string_view name(Name name) const { return names_[name]; }
  event::Vocabulary const& vocabulary() const { return vocabulary_; }
  base::Symbols const& words() const { return words_; }
  std::size_t bytes() const;

  /// The value of one field as it is kept, or nothing when nobody asks for it. Words that no event has said are 0.
  std::optional<Datum> datum(event::EventType const& type, event::Value const& value) const;

 private:
  /// What the program itself does with each type, and the hash of its subject's kind.
  struct Types {
    enum Role : std::uint8_t { plain, correction, withdrawal, sameness, person, registered };
    explicit Types(event::Vocabulary const& vocabulary);
    std::vector<Role> role;
    std::vector<std::uint64_t> subject_kind;
  };
  struct Known {
    std::uint32_t group;
    std::uint32_t tail;  // of its id: tells two ids apart, should they ever have one hash
  };

  std::uint32_t keep(event::Event const& event);
  void keep_data(Fact& fact, event::Event const& event);
  base::Symbol word_of(event::Value const& value);
  Datum kept(event::Value const& value, base::Symbol word) const;
  Known const* known(std::uint64_t key) const;
  std::uint32_t group_for(std::string_view kind, std::string_view id, std::uint64_t key);
  base::Symbol symbol_of(std::string_view authority);
  bool is_authority(base::Symbol symbol) const {
    return (symbol < is_authority_.size() && is_authority_[symbol]) ||
           (beneath_ != nullptr && symbol <= words_from_ && beneath_->is_authority(symbol));
  }
  bool is_same_key(std::uint64_t key) const {
    return same_keys_.contains(key) || (beneath_ != nullptr && beneath_->is_same_key(key));
  }
  bool names_joined(Fact const& fact) const;
  void note_same(Merge const& merge);
  void touch(std::uint32_t group, std::vector<std::uint32_t>& touched) const;
  void add_member(std::uint32_t group, std::uint32_t fact);
  void put(std::uint32_t group, std::uint32_t fact, std::vector<std::uint32_t>* touched);
  void put_once(std::uint32_t group, std::uint32_t fact);
  void name_person(std::uint32_t group, std::uint64_t key);
  void amend(event::Event const& event, std::uint32_t fact);
  /// What lies beneath, with the number of facts that are seen of it, and its own.
  template <class Do>
  void each_layer(Do const& act) const {
    if (beneath_ != nullptr) act(*beneath_, from_);
    act(*this, UINT32_MAX);
  }
  template <class All, class Do>
  static void each_before(All const& all, std::uint32_t end, Do const& act) {
    for (auto const& one : all) {
      if (one.fact < end) act(one);
    }
  }
  template <class Do>
  void each_amendment_of(std::uint64_t id, Do const& act) const {
    each_layer([&](Facts const& layer, std::uint32_t end) {
      if (auto const found = layer.amendments_.find(id); found != layer.amendments_.end())
        each_before(found->second, end, act);
    });
  }
  template <class Do>
  void each_with_id(std::uint64_t id, std::uint32_t end, Do const& act) const;
  void find_amended(std::vector<std::uint32_t>* touched);
  void change(std::uint32_t fact, std::vector<std::uint32_t>* touched);
  void mark_amended(std::uint32_t fact, std::vector<std::uint32_t>* touched);
  std::optional<std::uint64_t> target_of(std::uint32_t fact) const;
  void move(std::uint32_t fact, Amendment const& amendment, std::vector<std::uint32_t>* touched);
  void touch_groups_of(Fact const& fact, std::vector<std::uint32_t>& touched) const;
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
  Facts const* beneath_ = nullptr;
  std::uint32_t from_ = 0;         // how many facts lie beneath
  std::uint32_t groups_from_ = 0;  // and groups
  base::Symbol words_from_ = 0;    // and words
  std::size_t data_from_ = 0;      // and values, with what is left of their last block
  std::shared_ptr<Types const> types_;
  Blocks<Fact> facts_;
  std::size_t data_block_;
  std::vector<std::unique_ptr<Datum[]>> data_blocks_;
  std::size_t data_used_;
  Names names_;
  Blocks<Group> groups_;
  using LatelyNamed = std::array<std::uint32_t, 2>;  // which persons the last events named, to look them up seldom
  Lists<LatelyNamed> members_;                       // by own group
  Lists<LatelyNamed> members_beneath_;               // of groups beneath: the own facts in them
  boost::unordered_flat_map<std::uint32_t, std::uint32_t> list_beneath_;
  boost::unordered_flat_map<std::uint64_t, Known> group_of_;
  boost::unordered_flat_map<std::uint64_t, std::vector<std::uint32_t>> persons_;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> case_of_subject_;  // of kinds that may be without a case
  boost::unordered_flat_map<std::uint64_t, Groups> more_cases_;              // of the few that are in several
  boost::unordered_flat_map<std::uint32_t, Groups> beside_;    // by case: subjects of their own that are in it
  boost::unordered_flat_map<std::uint32_t, Groups> cases_of_;  // by such a subject: the cases
  std::uint32_t register_;
  std::uint64_t register_changes_ = 0;
  std::int64_t registered_until_ = 0;
  boost::unordered_flat_map<std::uint64_t, std::vector<Amendment>> amendments_;
  boost::unordered_flat_set<std::uint64_t> fresh_amendments_;  // by what they amend: since things were last settled
  bool indexed_ = false;
  boost::unordered_flat_map<std::uint64_t, Groups> by_id_;  // facts, when indexed
  std::uint32_t settled_ = 0;  // how many facts there were when things last were put where they belong
  std::uint32_t marked_ = 0;   // how many facts have been looked at for whether something corrects them
  std::vector<Merge> merges_;
  boost::unordered_flat_set<std::uint64_t> same_keys_;  // of what they join, as recorded or as ever corrected
  std::vector<bool> is_authority_;                      ///< by symbol
  std::uint64_t case_kind_ = kind_hash("case");
  using Recent = std::array<std::pair<std::string, base::Symbol>, 64>;
  base::Symbol lately(Recent& recent, std::string_view word);
  Recent recent_;  // authorities
  Recent units_;
};

}  // namespace overens::obligation
