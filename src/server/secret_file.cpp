#include "server/secret_file.hpp"

#include <stdexcept>

#include <sys/stat.h>

#include "disk/files.hpp"

namespace overens::server {

using base::text;

void check_secret(base::Place const& place, std::string const& file, base::Findings& findings) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return;
  constexpr mode_t group_reads = S_IRGRP;
  auto const open_to = status.st_mode & (S_IRWXG | S_IRWXO);
  if (open_to == 0 || (status.st_uid == 0 && open_to == group_reads)) return;
  findings.refuse(
      place, text("the key in {0} can be read by others than its owner", file),
      status.st_uid == 0 ? text("chmod 600 {0}, or 640 to let its group read it", file) : text("chmod 600 {0}", file));
}

std::string read_secret(base::Place const& place, std::string const& file, base::Findings& findings) {
  check_secret(place, file, findings);
  try {
    auto const bytes = disk::read_file(file).bytes;
    auto secret = bytes.substr(0, bytes.find_last_not_of(" \r\n") + 1);
    if (secret.empty()) findings.refuse(place, text("there is no secret in {0}", file));
    return secret;
  } catch (std::runtime_error const&) {
    findings.refuse(place, text("the file {0} can't be read", file));
    return {};
  }
}

}  // namespace overens::server
