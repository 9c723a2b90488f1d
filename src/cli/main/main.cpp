#include <cstdio>
#include "agreement/check.hpp"
#include "cli/files.hpp"
#include "scenario/scenario.hpp"
#include <fmt/format.h>
using namespace overens;
int main(int argc, char** argv) {
  base::Findings f;
  auto v = event::load_vocabulary(cli::read_files("agreements/vocabulary", ".yaml"), f);
  auto files = agreement::parse_pack(argv[1], cli::read_files(argv[1], ".yaml"), f);
  auto pack = agreement::load_and_check(files, v, f);
  fmt::print("{} norms {} readings\n", pack.norms.size(), pack.readings.size());
  for (int i = 2; i < argc; ++i) {
    auto file = cli::read_file(argv[i]);
    auto s = scenario::read_scenario(file, pack, v, f);
    auto r = scenario::run(s, {&pack}, v);
    f.add(r.findings);
    fmt::print("{}", scenario::with_answers(file, s, r));
  }
  for (auto const& x : f.sorted()) fmt::print("{}:{}: {}{} → {}\n", x.place.file, x.place.line, x.weight == base::Weight::warning ? "(warning) " : "", base::english(x.what), base::english(x.instead));
}
