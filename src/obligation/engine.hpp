#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "obligation/evaluate.hpp"
#include "obligation/joining.hpp"

namespace overens::obligation {

/// The rules of packs made ready once, for any number of engines, also on several threads. The packs and the vocabulary
/// must outlive it.
struct CompiledRules {
  CompiledRules(std::vector<agreement::Pack const*> packs, event::Vocabulary const& vocabulary);

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
///
/// An engine can stand on another that holds what everybody knows: many small ones on one that is kept. Asking changes
/// nothing: between two events any number of threads may ask one engine, and those that stand on it.
class Engine {
 public:
  Engine(std::vector<agreement::Pack const*> packs, event::Vocabulary const& vocabulary)
      : Engine(std::make_shared<CompiledRules const>(std::move(packs), vocabulary)) {}
  explicit Engine(std::shared_ptr<CompiledRules const> rules);
  /// Knows what `beneath` knows now. That must be settled, stand on nothing itself, and outlive it; what is added to it
  /// from now on is not seen.
  explicit Engine(Engine const& beneath);
  Engine(Engine&&) = delete;
  Engine& operator=(Engine&&) = delete;

  /// Takes an event; notes the groups whose answer may have changed, when asked to.
  void add(event::Event const& event) { add(event, nullptr); }
  void add(event::Event const& event, std::vector<std::uint32_t>* touched);

  /// See Facts::index_ids().
  void index_ids() { facts_.index_ids(); }
  /// Puts what was added where it belongs: see Facts::settle().
  void settle(std::vector<std::uint32_t>* touched = nullptr) { facts_.settle(touched); }
  /// What everybody knew on the day, as known at the instant. Made anew only when something has been recorded in it.
  std::shared_ptr<Registry const> registry(Question const& question) const;

  /// The symbol of an authority, for Question::viewer; 0 when no event names it.
  base::Symbol authority(std::string_view id) const { return words_.find(id); }

  /// One question, put to every group. Valid while no event is added.
  class Session {
   public:
    Session(Engine& engine, Question const& question) : Session((engine.settle(), std::as_const(engine)), question) {}
    /// Of one that is settled.
    Session(Engine const& engine, Question const& question);

    std::uint32_t groups() const;
    /// The answers for one group; none that has nothing to say. Valid until the next call.
    Answers ask(std::uint32_t group);
    /// What the viewer knows of a group, without the answers to it. Valid until the next call.
    VisibleEvents const& know(std::uint32_t group);
    /// What the viewer knows of the case that was asked just now.
    VisibleEvents const& known() const { return plain_.view; }
    /// All groups in order, with how many are done, for progress. Stops when it returns false.
    void all(std::function<bool(Answer const&, std::uint32_t done)> const& take);
    Registry const& registry() const { return *registry_; }
    /// Problems met while answering: corrections that do not fit or come to nothing, two events with one id. At most a
    /// thousand.
    static constexpr std::size_t most_problems = 1000;
    std::vector<Problem> const& problems();

   private:
    /// An answer in the making: what it is made from, and what is said to be the same in it.
    struct AnswerInMaking {
      AnswerInMaking(Engine const& engine, Registry const& registry)
          : view(engine.facts_), evaluate(engine.rules(), registry, view) {}

      VisibleEvents view;
      Evaluate evaluate;
      Answer answer;
      Joiners joiners;
      Joinings::Together together;
      Groups groups;
      Groups subjects;                 ///< of their own, answered with the case that is asked
      std::vector<Obligation> others;  ///< left out, since they are not the duties of those who join
    };
    void find_idle();
    void fill(AnswerInMaking& making, Group const& group);
    void build(VisibleEvents& view, AnswerInMaking const& making, Question const& question) const;
    bool has_cases(Group const& group) const;
    Group const* only_case(Group const& group, Joinings::Together const& together) const;
    static void run(Evaluate& evaluate, VisibleEvents& view, Groups const& subjects, Answer& answer,
                    bool with_recurring);
    Groups cases_of(AnswerInMaking const& making) const;
    void find_void(AnswerInMaking& making);
    void add_void(AnswerInMaking& making, Obligation o, calendar::Instant revised_at);
    /// The answers of a group with what authorities have joined to it, one for each set of them.
    struct JoinedAnswers {
      Group const* group;
      Joiners joiners;  ///< all of those authorities
      std::vector<AnswerInMaking const*> answers;

      AnswerInMaking const* of(Joiners const& some) const;
    };
    JoinedAnswers ask_joined(Group const& group);
    Joiners joiners_among(Joiners const& joiners, Obligation const& o) const;
    std::vector<Obligation> const& alone(Group const& group);
    void keep_own(AnswerInMaking& making, Joiners const& joiners);
    void leave_joined(JoinedAnswers const& joined, std::vector<JoinedAnswers> const& of_subjects);
    /// The instants just before which something was known that later registrations undid, and of which agreement; the
    /// latest first.
    struct Revision {
      calendar::Instant at;
      std::uint16_t agreement_index;
    };
    std::vector<Revision> revisions(VisibleEvents const& view) const;
    static void add_revisions(VisibleEvents const& view, CompiledRules::Undoing const& of,
                              std::uint16_t agreement_index, std::vector<Revision>& all);

    Engine const& engine_;
    Question question_;
    std::shared_ptr<Registry const> registry_;
    Joinings joinings_;
    AnswerInMaking plain_;
    std::deque<AnswerInMaking> joined_;                       ///< of the group that is asked
    std::map<std::uint32_t, std::vector<Obligation>> alone_;  ///< by group that something is joined to
    VisibleEvents before_;                                    ///< for what was known earlier
    std::vector<Problem> problems_;
    bool idle_found_ = false;
  };

  Facts const& facts() const { return facts_; }
  Rulebook const& rules() const { return rules_->book; }
  /// Owners and acting authorities that no `authority.registered` names: their duties can't be told.
  std::vector<std::string> unregistered();

 private:
  /// One that was asked for lately.
  struct Kept {
    calendar::Day on;
    calendar::Instant as_known;
    std::uint64_t changes;
    std::shared_ptr<Registry const> registry;
  };

  std::shared_ptr<CompiledRules const> rules_;
  Engine const* beneath_ = nullptr;
  std::uint64_t changes_beneath_ = 0;  ///< of the register then
  base::Symbols words_;                ///< those of the rules, and what the events name
  Facts facts_;
  mutable WhereRecorded where_recorded_{facts_};
  mutable std::mutex keeping_;
  mutable std::vector<Kept> kept_;  ///< the latest last
};

}  // namespace overens::obligation
