#include "http/target.hpp"

#include <algorithm>

#include "base/words.hpp"

namespace overens::http {
namespace {

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (small(c) >= 'a' && small(c) <= 'f') return small(c) - 'a' + 10;
  return -1;
}

enum class Plus { stays, is_blank };

std::optional<std::string> decode(std::string_view words, Plus plus) {
  std::string result;
  result.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == '%') {
      if (i + 2 >= words.size() || digit(words[i + 1]) < 0 || digit(words[i + 2]) < 0) return std::nullopt;
      result += static_cast<char>(digit(words[i + 1]) * 16 + digit(words[i + 2]));
      i += 2;
    } else {
      result += words[i] == '+' && plus == Plus::is_blank ? ' ' : words[i];
    }
  }
  if (!base::is_utf8(result)) return std::nullopt;
  return base::composed(std::move(result));
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
}

/// Each part between slashes has a name that stands for itself; the last may be empty.
bool is_plain_path(std::string_view path) {
  if (path.empty() || path.front() != '/') return false;
  if (std::any_of(path.begin(), path.end(), [](char c) { return is_control(c) || c == '\\'; })) return false;
  for (path.remove_prefix(1); !path.empty();) {
    auto const end = std::min(path.find('/'), path.size());
    auto const part = path.substr(0, end);
    if (part.empty() || part == "." || part == "..") return false;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return true;
}

// "/a?b" of "http://host/a?b", and of "/a?b". Nothing when what should be a host is none.
std::optional<std::string> without_host(std::string_view target) {
  for (std::string_view const scheme : {"http://", "https://"}) {
    if (!same_name(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    auto const end = std::min(target.find_first_of("/?"), target.size());
    if (!is_host(target.substr(0, end))) return std::nullopt;
    target.remove_prefix(end);
    // "http://host?a=b" has the path "/"
    return target.starts_with('/') ? std::string(target) : "/" + std::string(target);
  }
  return std::string(target);
}

}  // namespace

bool is_host(std::string_view host) {
  constexpr std::size_t longest = 300;
  if (host.size() > longest) return false;
  auto const end = host.starts_with('[') ? host.find(']') + 1 : std::min(host.find(':'), host.size());
  if (end == 0 || (host.front() == '[' && end < 3)) return false;
  auto const port = host.substr(end);
  if (!port.empty() && (port.front() != ':' || port.find_first_not_of("0123456789", 1) != std::string_view::npos))
    return false;
  if (host.front() == '[')
    return host.substr(1, end - 2).find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
  for (std::size_t i = 0; i < end; ++i) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=";
    auto const is_coded = host[i] == '%' && i + 2 < end && digit(host[i + 1]) >= 0 && digit(host[i + 2]) >= 0;
    if (!is_coded && plain.find(host[i]) == std::string_view::npos) return false;
  }
  return true;
}

std::optional<Target> read_target(std::string_view target) {
  if (target.find('#') != std::string_view::npos) return std::nullopt;
  auto const after_host = without_host(target);
  if (!after_host) return std::nullopt;
  target = *after_host;
  auto const mark = target.find('?');
  auto path = decode(target.substr(0, mark), Plus::stays);
  if (!path || !is_plain_path(*path)) return std::nullopt;
  // A slash that was written %2F would stand between parts once it is decoded.
  if (std::count(path->begin(), path->end(), '/') !=
      std::count(target.begin(), target.begin() + static_cast<std::ptrdiff_t>(std::min(mark, target.size())), '/'))
    return std::nullopt;
  Target read{std::move(*path), {}};
  if (mark == std::string_view::npos) return read;
  auto query = decode_form(target.substr(mark + 1));
  auto const holds_nul = [](auto const& pair) {
    return pair.first.find('\0') != std::string::npos || pair.second.find('\0') != std::string::npos;
  };
  if (!query || std::any_of(query->begin(), query->end(), holds_nul)) return std::nullopt;
  read.query = std::move(*query);
  return read;
}

std::string first_part(std::string_view target) {
  auto const after_host = without_host(target);
  if (!after_host || after_host->empty()) return {};
  auto const part = std::string_view(*after_host).substr(0, after_host->find_first_of("/?#", 1));
  auto path = decode(part, Plus::stays);
  return path && is_plain_path(*path) ? *path : std::string();
}

std::optional<Pairs> decode_form(std::string_view form) {
  Pairs pairs;
  while (!form.empty()) {
    auto const end = std::min(form.find('&'), form.size());
    auto const pair = form.substr(0, end);
    form.remove_prefix(std::min(end + 1, form.size()));
    if (pair.empty()) continue;
    auto const equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals), Plus::is_blank);
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())), Plus::is_blank);
    if (!name || !value) return std::nullopt;
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

std::string encode(std::string_view words) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
  std::string result;
  for (auto const c : words) {
    if (plain.find(c) != std::string_view::npos) {
      result += c;
      continue;
    }
    auto const byte = static_cast<unsigned char>(c);
    result += {'%', digits[byte / 16], digits[byte % 16]};
  }
  return result;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return small(x) == small(y); });
}

}  // namespace overens::http
