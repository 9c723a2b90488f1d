// One line of a journal, and the data of a correction that it may carry.
#include <cstring>
#include <memory>

#include "event/known.hpp"
#include "event/reader.hpp"
#include "surroundings.hpp"

using namespace overens;

namespace {

/// As event.hpp promises: 1–64 of a–z A–Z 0–9 . _ : -
bool is_record_id(std::string_view id) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-";
  return !id.empty() && id.size() <= 64 && id.find_first_not_of(letters) == std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static auto const vocabulary = fuzz::load_vocabulary();
  static event::Reader reader(vocabulary);
  // Exactly as long as the reader may read, so that the sanitizer sees a byte more.
  auto const line = std::make_unique<char[]>(size + event::line_padding);
  std::memcpy(line.get(), data, size);
  auto const read = reader.read({line.get(), size});
  if (!read) {
    fuzz::must(!read.error().code.empty() && !base::english(read.error().why).empty());
    return 0;
  }
  auto const& event = **read;
  fuzz::must(event.type != nullptr && is_record_id(event.id) && is_record_id(event.owner));
  fuzz::must(event.happened.day >= calendar::first_day && event.happened.day <= calendar::last_day);
  std::string raw;
  for (auto const& value : event.data) {
    if (value.field->type == event::DataField::Type::raw) raw = value.text;
  }
  if (!raw.empty()) {
    for (auto const& type : vocabulary.types) static_cast<void>(reader.read_data(type, raw));
  }
  return 0;
}
