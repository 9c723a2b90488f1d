#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "cli/county.hpp"
#include "disk/event_file.hpp"
#include "obligation/engine.hpp"

namespace overens::cli {

/// What `evaluate` and `explain` ask: the same options.
struct QuestionOptions {
  std::string agreements = "agreements";
  std::string events;  ///< empty: none
  std::string on;
  std::string as_known;
  std::string seen_by;
  bool strict = false;
  bool quiet = false;
};

/// A county's agreements and events, read and ready to be asked. After a refusal, which has been printed, the exit
/// code.
struct Prepared {
  std::unique_ptr<disk::Agreements> agreements;
  std::unique_ptr<obligation::Engine> engine;
  obligation::Question question;
  disk::ReadLines read;
  std::uint64_t known = 0;                    ///< events that were known at the time asked for
  std::vector<obligation::Problem> problems;  ///< of the events as they were read

  bool is_as_known() const { return question.as_known != calendar::Instant::max(); }
  /// When the answer is as known then: that time, as it is said.
  std::string known_at() const { return calendar::local_time(question.as_known); }
};
/// What is odd in the events: a period that is none, one id for events of two owners.
void find_odd(event::Event const& event, std::vector<obligation::Problem>& problems);
void find_shared_ids(obligation::Facts const& facts, std::vector<obligation::Problem>& problems);

tl::expected<Prepared, int> prepare(QuestionOptions const& options, wording::Language const& say);

/// Shows on the terminal how far a long piece of work has come; nothing when it is short or nobody looks.
class Progress {
 public:
  Progress(std::string what, bool quiet);
  ~Progress();
  void at(double share);

 private:
  std::string what_;
  bool shown_ = false;
  bool on_;
  double started_;
  double last_ = 0;
};

}  // namespace overens::cli
