#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "obligation/evaluate.hpp"

namespace overens::obligation {

/// The rules of packs made ready once, for any number of engines, also on several threads. The packs and the vocabulary
/// must outlive it.
struct Rules {
  Rules(std::vector<agreement::Pack const*> packs, event::Vocabulary const& vocabulary);

  base::Symbols words;  ///< that the rules name
  Rulebook book;
  /// What later registrations can make of an agreement's openings. By event type.
  struct Undoing {
    std::vector<bool> opening;  ///< an opening can rest on it
    std::vector<bool> undoing;  ///< it can make an opening of the same day or later not have happened after all
    std::vector<bool> anytime;  ///< it can so for an opening of any day
  };
  std::vector<Undoing> undoing;  ///< by agreement_index
};

/// Events in, obligations out. Everything is kept as recorded, and every answer is computed from it: so a correction, a
/// late registration or another order of arrival can't leave anything behind, and one group can be asked alone
/// (incremental) with the same answer as all at once (batch).
class Engine {
 public:
  Engine(std::vector<agreement::Pack const*> packs, event::Vocabulary const& vocabulary)
      : Engine(std::make_shared<Rules const>(std::move(packs), vocabulary)) {}
  explicit Engine(std::shared_ptr<Rules const> rules);

  /// Takes an event; notes the groups whose answer may have changed, when asked to.
  void add(event::Event const& event) { add(event, nullptr); }
  void add(event::Event const& event, std::vector<std::uint32_t>* touched);

  /// The symbol of an authority, for Question::viewer; 0 when no event names it.
  base::Symbol authority(std::string_view id) const { return words_.find(id); }

  /// One question, put to every group. Valid while no event is added.
  class Session {
   public:
    Session(Engine& engine, Question const& question);

    std::uint32_t groups() const;
    /// The answer for one group, or nothing when the group has nothing to answer. Valid until the next call.
    Answer const* ask(std::uint32_t group);
    /// What the viewer knows of a group that was asked just now, or nothing when it is asked together with others.
    View const* known(std::uint32_t group) const;
    /// All groups in revised_at, with how many are done, for progress. Stops when it returns false.
    void all(std::function<bool(Answer const&, std::uint32_t done)> const& take);
    Registry const& registry() const { return registry_; }
    /// Problems met while answering: corrections that do not fit or come to nothing, two events with one id. At most a
    /// thousand.
    static constexpr std::size_t most_problems = 1000;
    std::vector<Problem> const& problems() const { return problems_; }

   private:
    using Groups = boost::container::small_vector<Group const*, 4>;
    void find_merges(Question const& question);
    void find_idle(Question const& question);
    void join(Group const* one, Group const* other);
    void build(View& view, Groups const& groups, Question const& question) const;
    bool has_cases(Group const& group) const;
    Group const* only_case(Group const& group) const;
    static void run(Evaluate& evaluate, View& view, Groups const& subjects, Answer& answer, bool with_recurring);
    Groups cases_of(Groups const& groups) const;
    void find_void(Answer& answer, Groups const& groups);
    void add_void(Answer& answer, Obligation o, calendar::Instant revised_at);
    /// The instants just before which something was known that later registrations undid, and of which agreement; the
    /// latest first.
    struct Revision {
      calendar::Instant at;
      std::uint16_t agreement_index;
    };
    std::vector<Revision> revisions() const;
    void add_revisions(std::uint16_t agreement_index, std::vector<Revision>& all) const;

    Engine& engine_;
    Question question_;
    Registry registry_;
    View view_;
    View before_;  ///< for what was known earlier
    Evaluate evaluate_;
    Answer answer_;
    Groups subjects_;  ///< of their own, answered with the case that is asked
    std::vector<Problem> problems_;
    Aliases aliases_;
    std::vector<Groups> joined_;  ///< groups said to be the same
    boost::unordered_flat_map<std::uint32_t, std::size_t> joined_at_;
  };

  Facts& facts() { return facts_; }
  Facts const& facts() const { return facts_; }
  Rulebook const& rules() const { return rules_->book; }
  /// Owners and acting authorities that no `authority.registered` names: their duties can't be told.
  std::vector<std::string> unregistered();

 private:
  std::shared_ptr<Rules const> rules_;
  base::Symbols words_;  ///< those of the rules, and what the events name
  Facts facts_;
};

}  // namespace overens::obligation
