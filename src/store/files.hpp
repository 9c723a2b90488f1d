#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

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

/// Puts a whole text in a file's place, or leaves what was there.
void write_whole(std::filesystem::path const& path, std::string_view text);
/// Gives a finished file the name that it is to have, for sure.
void put_in_place(std::filesystem::path const& made, std::filesystem::path const& name);

/// Beside a journal or a backup in a file: where its streams end.
inline std::filesystem::path heads_beside(std::filesystem::path path) {
  return path += ".heads";
}

}  // namespace overens::store
