#pragma once

// A processor on each database, and commands to ask it.

#include "app/world_test.hpp"

namespace overens::app {

using Events = std::vector<RecordedEvent>;

struct Desks : testing::TestWithParam<databases::Kind> {
  void SetUp() override { office.register_authorities(); }

  std::string code(std::string const& json) {
    auto const outcome = office.ask(json);
    return outcome.refused ? outcome.refused->code : "";
  }
  std::uint64_t entries() const {
    std::uint64_t n = 0;
    store->all(0, [&](std::uint64_t, journal::Entry const&) { return ++n > 0; });
    return n;
  }

  Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
};

inline std::string started(std::string const& id, std::string const& in_case = "a1", std::string const& extra = "") {
  return fmt::format(
      R"({{"command":"{0}","do":"record","type":"placement.started","owner":"soc","happened":"2026-03-09","case":"{1}",)"
      R"("subject":{{"kind":"placement","id":"p-{0}"}},"data":{{"form":"hvb","urgency":"acute"}}{2}}})",
      id, in_case, extra);
}

inline std::string correction(std::string const& id, std::string const& of, std::string const& what) {
  return fmt::format(
      R"({{"command":"{}","do":"correct","owner":"soc","happened":"2026-03-10","data":{{"event":"{}"{}}}}})", id, of,
      what);
}

inline std::string withdrawal(std::string const& id, std::string const& of, std::string const& owner = "soc") {
  return fmt::format(
      R"({{"command":"{}","do":"withdraw","owner":"{}","happened":"2026-03-10","data":{{"event":"{}","reason":"duplicate"}}}})",
      id, owner, of);
}

inline std::string disclosure(std::string const& id, std::string const& data) {
  return fmt::format(
      R"({{"command":"{0}","do":"disclose","owner":"soc","happened":"2026-03-10","case":"a1",)"
      R"("subject":{{"kind":"disclosure","id":"{0}"}},"data":{{"to":"hsn","purpose":"samordning",{1}}}}})",
      id, data);
}

}  // namespace overens::app
