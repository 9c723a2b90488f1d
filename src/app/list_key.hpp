#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ports/views.hpp"

namespace overens::app {

/// A row's place in a list as one word of a–z A–Z 0–9 - _, for the address of the next page. Whoever gets it gives it
/// back as it is.
std::string to_word(ObligationKey const& key);
std::string to_word(CaseKey const& key);
std::string to_word(WorkKey const& key);
/// Of the case alone, for whoever may have its row and not the next day, by which the list is in order.
std::string word_of_case(std::string const& in_case);

/// The other way; nothing for what the above did not give.
std::optional<ObligationKey> read_obligation_key(std::string_view word);
std::optional<CaseKey> read_case_key(std::string_view word);
std::optional<WorkKey> read_work_key(std::string_view word);
std::optional<std::string> read_word_of_case(std::string_view word);

}  // namespace overens::app
