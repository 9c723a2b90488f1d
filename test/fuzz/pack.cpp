// A file of an agreement pack, beside the other files of a good one (or instead of them, when it has a head of its
// own).
#include "surroundings.hpp"

using namespace overens;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static auto const good = fuzz::files_in("test/good-pack");
  static auto vocabulary = fuzz::load_vocabulary();
  std::string const bytes(fuzz::bytes_of(data, size));
  // A pack's own codes stay in the vocabulary, so such a pack gets one of its own.
  auto const adds_codes = bytes.find("codes") != std::string::npos;
  auto own = adds_codes ? fuzz::load_vocabulary() : event::Vocabulary();

  auto files = bytes.find("agreement:") == std::string::npos ? good : std::vector<base::SourceFile>();
  files.push_back({"fuzz.yaml", bytes});
  base::Findings findings;
  auto const parsed = agreement::parse_pack("fuzz", files, findings);
  agreement::load_and_check(parsed, adds_codes ? own : vocabulary, findings);
  for (auto const& finding : findings.sorted()) {
    fuzz::must(!base::english(finding.what).empty());
    fuzz::must(finding.place.line >= 0 && finding.place.column >= 0);
  }
  return 0;
}
