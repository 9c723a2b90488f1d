#include "store/files.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/ports/store.hpp"

namespace overens::store {
namespace {

namespace fs = std::filesystem;

// No other program ends its names so: what does may be taken away.
constexpr auto ending_of_unfinished = ".overens-part";

// A name is on the disk when its folder is.
void sync_folder(fs::path const& file) {
  auto const opened = ::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return;
  ::fsync(opened);
  ::close(opened);
}

// What SQLite writes beside a database.
void remove_log_of(fs::path const& database) {
  for (auto const* const ending : {"-wal", "-shm", "-journal"}) {
    auto file = database;
    std::error_code ignored;
    fs::remove(file += ending, ignored);
  }
}

// Until it is closed, by whoever ends too. Less than 0 when somebody else has it.
int lock(int opened) {
  if (opened < 0 || ::flock(opened, LOCK_EX | LOCK_NB) == 0) return opened;
  ::close(opened);
  return -1;
}

[[noreturn]] void fail_file(char const* doing, fs::path const& file) {
  throw app::StoreFailed(fmt::format("{} {}: {}", doing, file.string(), std::strerror(errno)));
}

}  // namespace

fs::path folder_of(fs::path const& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

Unfinished::Unfinished(fs::path name) : name_(std::move(name)), made_(name_), lock_(-1) {
  made_ += ending_of_unfinished;
  lock_ = lock(::open(made_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600));
  if (lock_ < 0) fail_file("making", made_);
  remove_log_of(made_);
  if (::ftruncate(lock_, 0) != 0) {
    ::close(lock_);
    fail_file("making", made_);
  }
}

Unfinished::~Unfinished() {
  std::error_code ignored;
  fs::remove(made_, ignored);
  remove_log_of(made_);
  ::close(lock_);
}

void Unfinished::finish() const {
  std::error_code failed;
  fs::rename(made_, name_, failed);
  if (failed) throw app::StoreFailed(fmt::format("naming {}: {}", name_.string(), failed.message()));
  sync_folder(name_);
}

std::vector<fs::path> remove_unfinished(fs::path const& folder) {
  std::vector<fs::path> removed;
  std::error_code ignored;
  for (auto entry = fs::directory_iterator(folder, ignored); entry != fs::directory_iterator();
       entry.increment(ignored)) {
    if (entry->path().extension() != ending_of_unfinished || !entry->is_regular_file(ignored)) continue;
    auto const opened = lock(::open(entry->path().c_str(), O_RDWR | O_CLOEXEC));
    if (opened < 0) continue;
    remove_log_of(entry->path());
    if (fs::remove(entry->path(), ignored)) removed.push_back(entry->path());
    ::close(opened);
  }
  return removed;
}

OutFile::OutFile(std::filesystem::path const& path, Begin begin) : path_(path), file_(nullptr, &std::fclose) {
  auto const how = begin == Begin::empty ? O_TRUNC : O_APPEND;
  auto const opened = ::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC | how, 0600);  // it is about people
  if (opened < 0) fail("opening");
  file_.reset(::fdopen(opened, begin == Begin::empty ? "w" : "a"));
  if (!file_) fail("opening");
}

void OutFile::fail(char const* doing) const {
  fail_file(doing, path_);
}

void OutFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) fail("writing");
}

void OutFile::sync() {
  if (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0) fail("writing");
  sync_folder(path_);
}

void write_whole(std::filesystem::path const& path, std::string_view text) {
  Unfinished const made(path);
  OutFile file(made.path(), OutFile::Begin::empty);
  file.write(text);
  file.sync();
  made.finish();
}

}  // namespace overens::store
