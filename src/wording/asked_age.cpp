#include "wording/asked_age.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/words.hpp"

namespace overens::wording {
namespace {

/// A number, or a word in small letters, and where it stands. "17-åring" and "17åring" are two.
struct Token {
  std::string word;
  std::size_t from;
  std::size_t until;
  bool joined;  ///< with the one before, by a hyphen or a dash, or by nothing

  std::optional<int> number() const {
    int value = 0;
    auto const read = std::from_chars(word.data(), word.data() + word.size(), value);
    if (read.ptr != word.data() + word.size() || read.ec != std::errc()) return std::nullopt;
    return value;
  }
};

enum class Sign { blank, digit, letter, dash, other };

Sign sign_of(std::string_view text, std::size_t at) {
  constexpr std::string_view dash = "–";
  auto const c = text[at];
  if (c == ' ') return Sign::blank;
  if (c >= '0' && c <= '9') return Sign::digit;
  if (c == '-' || text.substr(at).starts_with(dash)) return Sign::dash;
  auto const byte = static_cast<unsigned char>(c);
  auto const is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (byte >= 0xC3U && byte <= 0xC9U);
  return is_letter ? Sign::letter : Sign::other;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  bool joined = false;
  for (std::size_t at = 0; at < text.size();) {
    auto const sign = sign_of(text, at);
    if (sign == Sign::digit || sign == Sign::letter) {
      auto end = at;
      // Whatever follows a letter's first byte belongs to it.
      auto const goes_on = [&] {
        return end < text.size() &&
               (sign_of(text, end) == sign || (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
      };
      while (goes_on()) ++end;
      tokens.push_back({base::folded(text.substr(at, end - at)), at, end, joined});
      joined = true;
      at = end;
    } else {
      joined = sign == Sign::dash ||
               (joined && sign == Sign::other && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
      ++at;
    }
  }
  return tokens;
}

class AgeQuestion {
 public:
  AgeQuestion(std::string const& written, event::Vocabulary const& vocabulary)
      : vocabulary_(vocabulary), tokens_(tokens_of(written)) {}

  /// An age, and which tokens say it.
  struct Age {
    int years;
    std::size_t first;
    std::size_t end;
  };

  std::vector<Age> ages() const {
    std::vector<Age> all;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      auto const age = age_at(i);
      if (!age) continue;
      if (auto const other = other_before(age->first)) all.push_back(*other);
      all.push_back(*age);
      i = age->end - 1;
    }
    return all;
  }

  bool is_passed_over(std::size_t i) const { return is_one_of(tokens_[i].word, vocabulary_.passed_over); }
  std::vector<Token> const& tokens() const { return tokens_; }

 private:
  static bool is_one_of(std::string const& word, std::vector<std::string> const& some) {
    return std::any_of(some.begin(), some.end(), [&](auto const& one) { return base::folded(one) == word; });
  }

  // How many tokens from there on are one of the phrases; the longest counts.
  std::size_t phrase_at(std::size_t from, std::vector<std::string> const& phrases) const {
    std::size_t most = 0;
    for (auto const& phrase : phrases) {
      auto const words = tokens_of(phrase);
      auto const fits = words.size() <= tokens_.size() - std::min(from, tokens_.size()) &&
                        std::equal(words.begin(), words.end(), tokens_.begin() + static_cast<std::ptrdiff_t>(from),
                                   [](Token const& a, Token const& b) { return a.word == b.word; });
      if (fits) most = std::max(most, words.size());
    }
    return most;
  }

  static bool is_age(std::optional<int> years) { return years && *years <= 150; }

  std::optional<Age> age_at(std::size_t i) const {
    auto const years = tokens_[i].number();
    if (!is_age(years)) return std::nullopt;
    if (tokens_[i].joined) return std::nullopt;  // "13–17 år", "F10", "-3"
    auto const named = i > 0 && is_one_of(tokens_[i - 1].word, vocabulary_.before_an_age);
    auto const unit = phrase_at(i + 1, vocabulary_.after_an_age);
    if (!named && unit == 0) return std::nullopt;
    auto const first = named ? i - 1 : i;
    auto const end = i + 1 + unit;
    if (first > 0 && is_one_of(tokens_[first - 1].word, vocabulary_.not_an_age)) return std::nullopt;
    if (phrase_at(end, vocabulary_.not_an_age_now) > 0) return std::nullopt;
    return Age{*years, first, end};
  }

  // "16 och 50 år": the number before.
  std::optional<Age> other_before(std::size_t first) const {
    if (first < 2 || !is_one_of(tokens_[first - 1].word, vocabulary_.between_ages)) return std::nullopt;
    auto const years = tokens_[first - 2].number();
    if (!is_age(years)) return std::nullopt;
    return Age{*years, first - 2, first};
  }

  event::Vocabulary const& vocabulary_;
  std::vector<Token> tokens_;
};

std::string without_ends(std::string_view text) {
  constexpr std::string_view signs = " .,;:?!";
  auto const from = text.find_first_not_of(signs);
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(signs) + 1 - from));
}

// What is left of the question: without the age, and what led to it ("när man är").
std::string without(AgeQuestion const& question, AgeQuestion::Age const& age, std::string_view written) {
  auto const& tokens = question.tokens();
  auto first = age.first;
  while (first > 0 && question.is_passed_over(first - 1)) --first;
  auto end = age.end;
  while (first == 0 && end < tokens.size() && question.is_passed_over(end)) ++end;
  auto const before = first == 0 ? std::string() : without_ends(written.substr(0, tokens[first - 1].until));
  auto const after = end == tokens.size() ? std::string() : without_ends(written.substr(tokens[end].from));
  return before + (before.empty() || after.empty() ? "" : " ") + after;
}

}  // namespace

std::vector<int> take_ages(std::string& written, event::Vocabulary const& vocabulary) {
  auto const composed = base::composed(written);
  AgeQuestion const question(composed, vocabulary);
  auto const said = question.ages();
  std::vector<int> ages;
  for (auto const& age : said) {
    if (std::find(ages.begin(), ages.end(), age.years) == ages.end()) ages.push_back(age.years);
  }
  if (said.size() == 1) written = without(question, said.front(), composed);
  return ages;
}

base::Text several_ages(std::vector<int> const& ages) {
  return base::text("The question says two ages, {0} and {1}: write the one that you mean", ages[0], ages[1]);
}

}  // namespace overens::wording
