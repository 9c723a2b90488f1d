#include "journal/stream.hpp"

#include <algorithm>

#include <sodium.h>

namespace overens::journal {
namespace {

constexpr std::size_t longest = 64;

bool begins_like_a_kind(std::string_view in_case) {
  auto const dot = in_case.find('.');
  auto const kind = in_case.substr(0, dot);
  return dot != std::string_view::npos && dot != 0 &&
         std::all_of(kind.begin(), kind.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

std::string hashed(std::string_view words) {
  std::array<unsigned char, 24> hash = {};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(words.data()), words.size(),
                     nullptr, 0);
  std::array<char, 2 * hash.size() + 1> digits = {};
  sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
  return std::string(":") + digits.data();
}

std::string hashed(std::string_view owner, std::string_view kind, std::string_view id) {
  std::string parts;  // "/" stands in no id
  return hashed(parts.append(owner).append("/").append(kind).append("/").append(id));
}

std::string named(std::string_view owner, std::string_view kind, std::string_view id) {
  std::string name(owner);
  name.append(":").append(kind).append(kind.empty() ? "" : ".").append(id);
  auto const in_two_ways = owner.find(':') != std::string_view::npos ||
                           (kind.empty() ? begins_like_a_kind(id) : !begins_like_a_kind(name.substr(owner.size() + 1)));
  return name.size() > longest || in_two_ways ? hashed(owner, kind, id) : name;
}

}  // namespace

std::string stream_of_case(std::string_view owner, std::string_view in_case) {
  return named(owner, {}, in_case);
}

std::string stream_of_subject(std::string_view owner, std::string_view kind, std::string_view id) {
  return named(owner, kind, id);
}

std::string stream_of(event::Event const& event) {
  if (!event.in_case.empty()) return stream_of_case(event.owner, event.in_case);
  if (!event.subject.kind.empty()) return stream_of_subject(event.owner, event.subject.kind, event.subject.id);
  if (!event.person.empty()) return stream_of_subject(event.owner, "person", event.person);
  if (!event.unit.empty()) return stream_of_subject(event.owner, "unit", event.unit);
  return stream_of_subject(event.owner, "authority", event.owner);
}

std::string hidden_stream_of(std::string_view stream) {
  return ":" + hashed(stream);
}

// No other name begins so: an owner's id that holds ":" is hashed.
bool is_hidden_stream(std::string_view stream) {
  return stream.starts_with("::");
}

}  // namespace overens::journal
