#include "server/secret_file.hpp"

#include <sys/stat.h>

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

}  // namespace overens::server
