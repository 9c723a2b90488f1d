#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace overens::store {

/// A file that is written, and there for sure after sync(). Throws app::StoreFailed when the disk is full or gone.
class OutFile {
 public:
  enum class Begin { empty, at_end };
  OutFile(std::filesystem::path const& path, Begin begin);
  void write(std::string_view bytes);
  /// To the disk, with the name of the file in its folder.
  void sync();

 private:
  [[noreturn]] void fail(char const* doing) const;
  std::filesystem::path path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

/// A file while it is made, under a name of its own beside the one that it is to have. What does not get that goes,
/// with what SQLite writes beside a database. What a SIGKILL leaves behind the next remove_unfinished() takes away.
/// Throws app::StoreFailed, also when somebody else is making the same file.
class Unfinished {
 public:
  explicit Unfinished(std::filesystem::path name);
  ~Unfinished();
  Unfinished(Unfinished const&) = delete;
  Unfinished& operator=(Unfinished const&) = delete;
  /// Begins empty. A database in it must be closed before this ends, or loses its locks.
  std::filesystem::path const& path() const { return made_; }
  /// Gives it its name, for sure.
  void finish() const;

 private:
  std::filesystem::path name_, made_;
  int lock_;  ///< says that somebody is still at it
};

/// Takes away what nobody is making any more, of the files directly in the folder, and tells which those were.
std::vector<std::filesystem::path> remove_unfinished(std::filesystem::path const& folder);

/// The folder that a file lies in.
std::filesystem::path folder_of(std::filesystem::path const& file);

/// Puts a whole text in a file's place, or leaves what was there.
void write_whole(std::filesystem::path const& path, std::string_view text);

/// Beside a journal or a backup in a file: where its streams end.
inline std::filesystem::path heads_beside(std::filesystem::path path) {
  return path += ".heads";
}

/// Beside an exported journal: who its individuals are.
inline std::filesystem::path persons_beside(std::filesystem::path path) {
  return path += ".persons";
}

/// … and who has looked at what.
inline std::filesystem::path looks_beside(std::filesystem::path path) {
  return path += ".looks";
}

}  // namespace overens::store
