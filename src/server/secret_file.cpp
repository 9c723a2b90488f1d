#include "server/secret_file.hpp"

#include <filesystem>

namespace overens::server {

using base::text;

void check_secret(base::Place const& place, std::string const& file, base::Findings& findings) {
  using std::filesystem::perms;
  std::error_code error;
  auto const mode = std::filesystem::status(file, error).permissions();
  auto const open_to = perms::group_read | perms::group_write | perms::others_read | perms::others_write;
  if (!error && (mode & open_to) != perms::none)
    findings.refuse(place, text("the key in {0} can be read by others than its owner", file),
                    text("chmod 600 {0}", file));
}

}  // namespace overens::server
