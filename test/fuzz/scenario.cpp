// A scenario under the good pack. What can be read is also run: the answers must not depend on the order of arrival.
#include "scenario/scenario.hpp"

#include "surroundings.hpp"

using namespace overens;

namespace {

agreement::Pack good_pack(event::Vocabulary& vocabulary) {
  base::Findings findings;
  auto pack = agreement::load_and_check(agreement::parse_pack("good", fuzz::files_in("test/good-pack"), findings),
                                        vocabulary, findings);
  fuzz::must(findings.usable());
  return pack;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static auto vocabulary = fuzz::load_vocabulary();
  static auto const pack = good_pack(vocabulary);
  base::SourceFile const file{"fuzz.txt", std::string(fuzz::bytes_of(data, size))};
  base::Findings findings;
  auto const scenario = scenario::read_scenario(file, pack, vocabulary, findings);
  if (!findings.usable() || scenario.events.size() > 20 || scenario.asks.size() > 4) return 0;
  auto const result = scenario::run(scenario, {&pack}, vocabulary);
  for (auto const& finding : result.findings.all()) {
    fuzz::must(std::string_view(finding.what.key) != "the answer depends on the order of arrival: {0}");
  }
  scenario::with_answers(file, scenario, result);
  return 0;
}
