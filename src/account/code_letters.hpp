#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace overens::account {

// How codes that people write off a paper are written.

/// So many letters by chance, each of five bits, without those that are taken for others. Throws std::runtime_error
/// when the machine gives no chance.
std::string letters_by_chance(std::size_t how_many);
/// A letter for each byte, by its last five bits.
std::string letters_of(std::span<std::byte const> bytes);
/// In groups of four with a hyphen between.
std::string in_groups(std::string_view letters);
/// The letters as they were made, however they were written; empty when it holds others.
std::string letters_written(std::string_view words);

}  // namespace overens::account
