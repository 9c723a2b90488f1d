#include "web/command_field.hpp"

#include <array>

#include <fmt/format.h>
#include <sodium.h>

#include "event/id.hpp"

namespace overens::web {
namespace {

constexpr std::size_t bytes_of_command = 16;

}  // namespace

std::string new_command() {
  std::array<unsigned char, bytes_of_command> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  std::string id;
  for (auto const byte : bytes) id += fmt::format("{:02x}", byte);
  return id;
}

std::string command_in(PageContext const& context) {
  for (auto const& [name, value] : context.request.form()) {
    if (name == command_field && event::is_id(value)) return value;
  }
  return new_command();
}

}  // namespace overens::web
