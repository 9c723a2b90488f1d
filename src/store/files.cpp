#include "store/files.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "app/store.hpp"

namespace overens::store {
namespace {

// A name is on the disk when its folder is.
void sync_folder(std::filesystem::path const& file) {
  auto const folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  auto const opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return;
  ::fsync(opened);
  ::close(opened);
}

}  // namespace

OutFile::OutFile(std::filesystem::path const& path, Begin begin) : path_(path), file_(nullptr, &std::fclose) {
  auto const how = begin == Begin::empty ? O_TRUNC : O_APPEND;
  auto const opened = ::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC | how, 0600);  // it is about people
  if (opened < 0) fail("opening");
  file_.reset(::fdopen(opened, begin == Begin::empty ? "w" : "a"));
  if (!file_) fail("opening");
}

void OutFile::fail(char const* doing) const {
  throw app::StoreFailed(fmt::format("{} {}: {}", doing, path_.string(), std::strerror(errno)));
}

void OutFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) fail("writing");
}

void OutFile::sync() {
  if (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0) fail("writing");
  sync_folder(path_);
}

void write_whole(std::filesystem::path const& path, std::string_view text) {
  auto made = path;
  made += ".part";
  try {
    OutFile file(made, OutFile::Begin::empty);
    file.write(text);
    file.sync();
    put_in_place(made, path);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(made, ignored);
    throw;
  }
}

void put_in_place(std::filesystem::path const& made, std::filesystem::path const& name) {
  std::error_code failed;
  std::filesystem::rename(made, name, failed);
  if (failed) throw app::StoreFailed(fmt::format("naming {}: {}", name.string(), failed.message()));
  sync_folder(name);
}

}  // namespace overens::store
