#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace overens::account {

/// Whose tokens are taken: made by whom, for whom, signed how.
struct TokenTrust {
  std::string issuer = {};                                 ///< compared byte for byte
  std::string client_id = {};                              ///< what the provider calls us
  std::vector<std::string> algorithms = {};                ///< of known_algorithms()
  std::chrono::seconds leeway = std::chrono::seconds(60);  ///< that two clocks may differ by
};

}  // namespace overens::account
