#include "keys/key_store.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace overens::keys {
namespace {

using base::text;
namespace fs = std::filesystem;

constexpr std::string_view first_line = "overens-keys 1";
// A wrapped key: the generation, the lowest byte first; the key encrypted; a hash of both, since whoever verifies a
// database without its keys is to see that the keys in it are as they were written.
constexpr std::size_t generation_size = 4;
constexpr std::size_t hash_size = crypto_generichash_BYTES_MIN;

class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  ~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

std::string hex(std::string_view bytes) {
  std::string digits(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(digits.data(), digits.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  digits.pop_back();
  return digits;
}

std::optional<Key> key_of(std::string const& digits) {
  std::string bytes(Key::size, '\0');
  std::size_t length = 0;
  if (sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), digits.data(), digits.size(),
                     nullptr, &length, nullptr) != 0 ||
      length != Key::size || digits.size() != 2 * Key::size)
    return std::nullopt;
  auto key = Key::from(bytes);
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

/// That a line was written by the program and is whole: of the key itself it tells nothing.
std::string check_of(Key const& key) {
  return hex(key.derived("check").bytes().substr(0, 4));
}

tl::unexpected<base::Refusal> unwritable(fs::path const& file) {
  return base::refuse("keys_unwritable",
                      text("the key store {0} can't be written: {1}", file.string(), std::strerror(errno)));
}

tl::unexpected<base::Refusal> damaged(fs::path const& file) {
  return base::refuse(
      "keys_damaged",
      text("{0} is no key store, or not as it was written: take it back from its backup", file.string()));
}

fs::path folder_of(fs::path const& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// Nobody else writes key stores in the file's folder, in any process, while it lives.
class FolderLock {
 public:
  explicit FolderLock(fs::path const& file)
      : folder_(::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)),
        held_(folder_ && ::flock(folder_.get(), LOCK_EX) == 0) {}
  explicit operator bool() const { return held_; }

 private:
  Descriptor folder_;  // closing it lets go
  bool held_;
};

bool write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(to, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(to) == 0;
}

std::string hash_of(std::string_view bytes) {
  std::string hash(hash_size, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), nullptr, 0);
  return hash;
}

std::string name_of(std::string_view authority, std::string_view opens) {
  return std::string("key\n").append(authority).append("\n").append(opens);
}

std::string wrap(Key const& key, std::uint32_t generation, Key const& root, std::string_view authority,
                 std::string_view opens) {
  std::string wrapped;
  for (std::size_t i = 0; i < generation_size; ++i) wrapped.push_back(static_cast<char>(generation >> (8 * i)));
  wrapped.append(encrypt(root.derived(authority), key.bytes(), name_of(authority, opens)));
  return wrapped.append(hash_of(wrapped));
}

}  // namespace

base::Expected<void> KeyStore::create(fs::path const& file) {
  std::error_code failure;
  if (fs::create_directories(folder_of(file), failure)) fs::permissions(folder_of(file), fs::perms::owner_all, failure);
  FolderLock const alone(file);
  if (!alone) return unwritable(file);
  if (fs::exists(file, failure))
    return base::refuse("keys_there", text("there is a key store {0} already", file.string()));
  return write(file, {{0, Key::make()}, {1, Key::make()}}, Place::of_nothing);
}

base::Expected<std::shared_ptr<KeyStore>> KeyStore::open(fs::path const& file) {
  auto keys = read(file);
  if (!keys) return tl::unexpected(keys.error());
  return std::shared_ptr<KeyStore>(new KeyStore(file, std::move(*keys)));
}

base::Expected<KeyStore::Keys> KeyStore::read(fs::path const& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    return base::refuse("keys_missing", text("the key store {0} is missing: without it nothing in the database can be "
                                             "read; take it back from its backup",
                                             file.string()));
  }
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line) || line != first_line) return damaged(file);
  // Only of a key store is it said how it is to be kept: somebody may have named another file.
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return base::refuse("keys_open_to_others", text("the key store {0} can be read by others than its owner: "
                                                    "chmod 600 {0}",
                                                    file.string()));
  }
  Keys keys;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::uint32_t generation = 0;
    std::string digits;
    std::string check;
    if (!(words >> generation >> digits >> check)) return damaged(file);
    auto const key = key_of(digits);
    sodium_memzero(digits.data(), digits.size());
    if (!key || check_of(*key) != check) return damaged(file);
    if (!keys.emplace(generation, *key).second) return damaged(file);
  }
  sodium_memzero(line.data(), line.size());
  if (keys.size() < 2 || !keys.contains(0)) return damaged(file);
  return keys;
}

base::Expected<void> KeyStore::write(fs::path const& file, Keys const& keys, Place place) {
  std::string lines(first_line);
  constexpr std::size_t longest_line = 128;
  lines.reserve(lines.size() + longest_line * (keys.size() + 1));  // so that no copy of it is left behind
  lines.append("\n");
  for (auto const& [generation, key] : keys) {
    auto digits = hex(key.bytes());
    lines.append(std::to_string(generation)).append(" ").append(digits).append(" ").append(check_of(key)).append("\n");
    sodium_memzero(digits.data(), digits.size());
  }
  struct stat earlier {};
  auto const is_there = place == Place::of_the_earlier && ::stat(file.c_str(), &earlier) == 0;
  auto const beside = file.string() + ".new";
  ::unlink(beside.c_str());  // left by somebody who was killed: the folder is locked
  bool written = false;
  {
    Descriptor const out(
        ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
    written =
        out && (!is_there || ::fchown(out.get(), earlier.st_uid, earlier.st_gid) == 0) && write_all(out.get(), lines);
  }
  sodium_memzero(lines.data(), lines.size());
  if (!written || ::rename(beside.c_str(), file.c_str()) != 0) {
    auto refused = unwritable(file);
    ::unlink(beside.c_str());
    return refused;
  }
  Descriptor const folder(::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder || ::fsync(folder.get()) != 0) return unwritable(file);
  return {};
}

bool KeyStore::follow_file() {
  std::error_code failure;
  auto const written = fs::last_write_time(file_, failure);
  if (!failure && written == written_) return true;
  auto now = read(file_);
  if (!now) return false;
  keys_ = std::move(*now);
  written_ = written;
  return true;
}

std::optional<Key> KeyStore::root(std::uint32_t generation) {
  std::lock_guard const lock(mutex_);
  if (!keys_.contains(generation)) follow_file();
  auto const found = keys_.find(generation);
  return found == keys_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> KeyStore::new_key(std::string_view authority, std::string_view opens) {
  std::lock_guard const lock(mutex_);
  if (!follow_file()) return std::nullopt;
  auto const& [generation, root] = *keys_.rbegin();
  return wrap(Key::make(), generation, root, authority, opens);
}

std::optional<Key> KeyStore::unwrap(std::string_view wrapped, std::string_view authority, std::string_view opens) {
  auto const by = generation_of(wrapped);
  auto const root_key = by == 0 || !is_whole(wrapped) ? std::nullopt : root(by);
  if (!root_key) return std::nullopt;
  auto const encrypted = wrapped.substr(generation_size, wrapped.size() - generation_size - hash_size);
  auto bytes = decrypt(root_key->derived(authority), encrypted, name_of(authority, opens));
  if (!bytes) return std::nullopt;
  auto key = Key::from(*bytes);
  sodium_memzero(bytes->data(), bytes->size());
  return key;
}

std::optional<std::string> KeyStore::rewrap(std::string_view wrapped, std::string_view authority,
                                            std::string_view opens) {
  auto const key = unwrap(wrapped, authority, opens);
  if (!key) return std::nullopt;
  std::lock_guard const lock(mutex_);
  auto const& [generation, root] = *keys_.rbegin();
  return wrap(*key, generation, root, authority, opens);
}

std::string KeyStore::recognised_by(std::string_view words) const {
  std::lock_guard const lock(mutex_);
  return hex(keys_.at(0).derived(words).bytes());
}

std::uint32_t KeyStore::generation_of(std::string_view wrapped) {
  if (wrapped.size() <= generation_size) return 0;
  std::uint32_t generation = 0;
  for (std::size_t i = 0; i < generation_size; ++i)
    generation |= std::uint32_t{static_cast<unsigned char>(wrapped[i])} << (8 * i);
  return generation;
}

bool KeyStore::is_whole(std::string_view wrapped) {
  return wrapped.size() > generation_size + hash_size &&
         hash_of(wrapped.substr(0, wrapped.size() - hash_size)) == wrapped.substr(wrapped.size() - hash_size);
}

std::uint32_t KeyStore::newest() const {
  std::lock_guard const lock(mutex_);
  return keys_.rbegin()->first;
}

std::uint32_t KeyStore::oldest() const {
  std::lock_guard const lock(mutex_);
  return std::next(keys_.begin())->first;
}

base::Expected<void> KeyStore::change(std::function<void(Keys&)> const& how) {
  FolderLock const alone(file_);
  if (!alone) return unwritable(file_);
  auto now = read(file_);
  if (!now) return tl::unexpected(now.error());
  how(*now);
  if (auto written = write(file_, *now, Place::of_the_earlier); !written) return written;
  std::lock_guard const lock(mutex_);
  keys_ = std::move(*now);
  return {};
}

base::Expected<std::uint32_t> KeyStore::add_generation() {
  auto const added = change([](Keys& keys) { keys.emplace(keys.rbegin()->first + 1, Key::make()); });
  if (!added) return tl::unexpected(added.error());
  return newest();
}

base::Expected<void> KeyStore::forget_before(std::uint32_t generation) {
  return change([generation](Keys& keys) {
    std::erase_if(keys, [&, last = keys.rbegin()->first](auto const& one) {
      return one.first > 0 && one.first < std::min(generation, last);
    });
  });
}

}  // namespace overens::keys
