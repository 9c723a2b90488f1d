#include "disk/event_file.hpp"

#include <cstring>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "base/bounded_line.hpp"
#include "base/words.hpp"

namespace overens::disk {
namespace {

// Small enough to stay in the processor's own cache while its lines are read.
constexpr std::size_t piece = 256U << 10U;
constexpr std::size_t remembered = 100;

class Lines {
 public:
  Lines(event::Vocabulary const& vocabulary, bool strict, std::function<void(event::Event const&)> const& take)
      : reader_(vocabulary), strict_(strict), take_(take) {}

  /// Takes the whole lines of the bytes, and the beginning of one that is too long; gives how many bytes that was.
  /// False in `go_on` when a strict reading has stopped.
  std::size_t take(char const* bytes, std::size_t size, bool last, bool& go_on) {
    std::size_t at = 0;
    while (at < size) {
      auto const* const end = static_cast<char const*>(std::memchr(bytes + at, '\n', size - at));
      if (end == nullptr && !last && !is_cut_ && size - at <= base::longest_line) break;
      auto const length = end == nullptr ? size - at : static_cast<std::size_t>(end - (bytes + at));
      auto const is_rest = std::exchange(is_cut_, end == nullptr);
      if (!is_rest && !line({bytes + at, length})) {
        go_on = false;
        return size;
      }
      at += length + (end == nullptr ? 0 : 1);
    }
    return at;
  }

  ReadLines result;

 private:
  bool line(std::string_view text) {
    if (++result.lines == 1) text = base::without_byte_order_mark(text);
    if (text.size() > base::longest_line) return refuse(base::too_long());
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    if (text.find_first_not_of(" \t") == std::string_view::npos) return true;
    auto const event = reader_.read(text);
    if (!event) return refuse(event.error());
    take_(**event);
    return true;
  }

  bool refuse(base::Refusal why) {
    ++result.bad;
    if (result.first_bad.size() < remembered) result.first_bad.push_back({result.lines, std::move(why)});
    return !strict_;
  }

  bool is_cut_ = false;  // what comes next is the rest of a line that was too long
  event::Reader reader_;
  bool strict_;
  std::function<void(event::Event const&)> const& take_;
};

}  // namespace

ReadLines read_events(std::filesystem::path const& path, event::Vocabulary const& vocabulary, bool strict,
                      std::function<void(event::Event const&)> const& take,
                      std::function<void(double)> const& progress) {
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path)) throw std::runtime_error(path.string());
  std::error_code unknown_size;
  auto const total = std::filesystem::file_size(path, unknown_size);
  Lines lines(vocabulary, strict, take);
  std::vector<char> buffer(piece + event::line_padding);
  std::size_t held = 0;
  std::uint64_t done = 0;
  for (bool go_on = true; go_on;) {
    if (buffer.size() < held + piece + event::line_padding)
      buffer.resize(held + piece + event::line_padding);  // a very long line
    in.read(buffer.data() + held, static_cast<std::streamsize>(piece));
    auto const got = static_cast<std::size_t>(in.gcount());
    auto const last = got < piece;
    auto const used = lines.take(buffer.data(), held + got, last, go_on);
    held = held + got - used;
    std::memmove(buffer.data(), buffer.data() + used, held);
    done += used;
    if (!unknown_size && total > 0) progress(static_cast<double>(done) / static_cast<double>(total));
    if (last) break;
  }
  return std::move(lines.result);
}

}  // namespace overens::disk
