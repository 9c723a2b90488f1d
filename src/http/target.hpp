#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace overens::http {

/// What a request line asks for, decoded (RFC 9112 §3.2).
struct Target {
  std::string path;
  Pairs query;
};

/// Reads an origin-form ("/a?b=c") or absolute-form ("http://host/a?b=c") target; whatever host it names is ours.
/// Nothing for what is neither, and for a host that is none, a fragment, a path with "." or ".." or an empty part
/// inside it, with a control character, a backslash, or no UTF-8, also when it is written with percent signs: what two
/// readers could read differently is not read at all.
std::optional<Target> read_target(std::string_view target);

/// A name or an address, with a port or without, as the field Host and an absolute target have it (RFC 9110 §7.2,
/// RFC 3986 §3.2.2). Nobody's name and password: with them it is refused (RFC 9110 §4.2.4).
bool is_host(std::string_view host);

/// The path of a target as far as its first part: "/api" of "/api/%zz". Empty when not even that can be read.
std::string first_part(std::string_view target);

/// "a=b&c=d" with + and percent signs decoded. Nothing when a percent sign is not followed by two digits, or for bytes
/// that are no UTF-8.
std::optional<Pairs> decode_form(std::string_view form);

/// Encoded for a place in a path or a query.
std::string encode(std::string_view words);

/// Names of fields and types are the same in small and capital letters a–z.
bool same_name(std::string_view a, std::string_view b);

}  // namespace overens::http
