#include "app/list_key.hpp"

#include <charconv>
#include <vector>

#include <sodium.h>

namespace overens::app {
namespace {

constexpr int form = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t longest = 1024;
constexpr char between = '\n';  // stands in no id
constexpr std::string_view no_day = "-";
constexpr std::string_view case_mark = "case";

std::string encoded(std::string const& bytes) {
  std::string word(sodium_base64_encoded_len(bytes.size(), form), '\0');
  sodium_bin2base64(word.data(), word.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), form);
  word.pop_back();  // the zero at its end
  return word;
}

std::vector<std::string> decoded_parts(std::string_view word) {
  if (word.size() > longest) return {};
  std::string bytes(word.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), word.data(), word.size(), nullptr,
                        &length, nullptr, form) != 0)
    return {};
  bytes.resize(length);
  std::vector<std::string> parts(1);
  for (auto const c : bytes) {
    if (c == between) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::string written(std::optional<calendar::Day> const& day) {
  return day ? std::to_string(day->time_since_epoch().count()) : std::string(no_day);
}

std::optional<std::int32_t> read_number(std::string const& word) {
  std::int32_t number = 0;
  auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc() && end == word.data() + word.size() ? std::optional(number) : std::nullopt;
}

/// Nothing when it is none; a day, or none.
std::optional<std::optional<calendar::Day>> read_day(std::string const& word) {
  if (word == no_day) return std::optional<calendar::Day>();
  auto const days = read_number(word);
  if (!days) return std::nullopt;
  return std::optional<calendar::Day>(calendar::Day(std::chrono::days(*days)));
}

// The place of a word among those that there are.
std::optional<int> read_one_of(std::string const& word, int last) {
  auto const is_digit = word.size() == 1 && word[0] >= '0' && word[0] <= '9';
  return is_digit && word[0] - '0' <= last ? std::optional(word[0] - '0') : std::nullopt;
}

}  // namespace

std::string to_word(ObligationKey const& key) {
  return encoded(written(key.due_on) + between + key.in_case + between + key.id);
}

std::string to_word(CaseKey const& key) {
  return encoded(written(key.next_due_on) + between + key.in_case);
}

std::string to_word(WorkKey const& key) {
  return encoded(std::to_string(static_cast<int>(key.part)) + between + std::to_string(static_cast<int>(key.nearness)) +
                 between + std::to_string(key.place) + between + key.in_case + between + key.id);
}

std::string word_of_case(std::string const& in_case) {
  return encoded(std::string(case_mark) + between + in_case);
}

std::optional<ObligationKey> read_obligation_key(std::string_view word) {
  auto const parts = decoded_parts(word);
  if (parts.size() != 3) return std::nullopt;
  auto const day = read_day(parts[0]);
  return day ? std::optional(ObligationKey{*day, parts[1], parts[2]}) : std::nullopt;
}

std::optional<CaseKey> read_case_key(std::string_view word) {
  auto const parts = decoded_parts(word);
  if (parts.size() != 2) return std::nullopt;
  auto const day = read_day(parts[0]);
  return day ? std::optional(CaseKey{*day, parts[1]}) : std::nullopt;
}

std::optional<WorkKey> read_work_key(std::string_view word) {
  auto const parts = decoded_parts(word);
  if (parts.size() != 5) return std::nullopt;
  auto const part = read_one_of(parts[0], static_cast<int>(obligation::ListPart::missed));
  auto const nearness = read_one_of(parts[1], static_cast<int>(Nearness::others));
  auto const place = read_number(parts[2]);
  if (!part || !nearness || !place) return std::nullopt;
  return WorkKey{static_cast<obligation::ListPart>(*part), static_cast<Nearness>(*nearness), *place, parts[3],
                 parts[4]};
}

std::optional<std::string> read_word_of_case(std::string_view word) {
  auto const parts = decoded_parts(word);
  return parts.size() == 2 && parts[0] == case_mark ? std::optional(parts[1]) : std::nullopt;
}

}  // namespace overens::app
