#pragma once

#include <string>
#include <vector>

#include "access/policy.hpp"

namespace overens::access {

// The sets of codes that questions and answers are made of.
inline constexpr char const* guidance_to = "guidance_to";
inline constexpr char const* guidance_about = "guidance_about";
inline constexpr char const* guidance_purposes = "guidance_purposes";
inline constexpr char const* guidance_answers = "guidance_answers";

/// "May I say this?": who asks, to whom they would tell it, whom it is about, and what for. Words of the data.
struct GuidanceQuestion {
  std::string by;       ///< a kind of authority
  std::string to;       ///< of guidance_to
  std::string about;    ///< of guidance_about
  std::string purpose;  ///< of guidance_purposes
};

struct GuidanceRow {
  std::string rule;
  // One of them; empty: whichever.
  std::vector<std::string> by = {};
  std::vector<std::string> to = {};
  std::vector<std::string> about = {};
  std::vector<std::string> purposes = {};
  std::string answer = {};              ///< of guidance_answers
  std::vector<std::string> bases = {};  ///< of the policy
  event::Label says = {};               ///< what to do

  bool fits(GuidanceQuestion const& asked) const;
};

/// Guidance for people, read from data (agreements/access/guidance.yaml): nothing in the program is decided by it.
class Guidance {
 public:
  Guidance() = default;
  explicit Guidance(std::vector<GuidanceRow> rows, std::string kept_as = {})
      : rows_(std::move(rows)), kept_as_(std::move(kept_as)) {}

  /// The first row that fits. A loaded guide has one for whatever can be asked, so nothing is for an empty guide only.
  GuidanceRow const* answer(GuidanceQuestion const& asked) const;
  std::vector<GuidanceRow> const& rows() const { return rows_; }
  /// The type of event that an answer is kept as in a case; empty: it is not kept.
  std::string const& kept_as() const { return kept_as_; }

 private:
  std::vector<GuidanceRow> rows_;
  std::string kept_as_;
};

/// What the file may hold.
base::ShapePtr guidance_shape();

/// Reads it and says all that is wrong: words that the vocabulary or the policy does not have, a question without an
/// answer, and a row that answers none. What is not usable gives an empty guide.
Guidance load_guidance(base::SourceFile const& file, event::Vocabulary const& vocabulary, Policy const& policy,
                       base::Findings& findings);

}  // namespace overens::access
