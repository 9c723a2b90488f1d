#pragma once

// Entries and views to put into a store.

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/ports/receipt.hpp"
#include "app/ports/views.hpp"
#include "journal/chain.hpp"
#include "journal/line.hpp"

namespace overens::store {

class Sample {
 public:
  journal::Salt salt() {
    journal::Salt salt;
    for (auto& byte : salt) byte = static_cast<std::byte>(seed_ = seed_ * 1103515245 + 12345);
    return salt;
  }

  /// Events e1, e2 … of soc, spread over cases; every third is shared.
  std::vector<journal::Entry> entries(int many, int cases, std::string const& prefix = "e") {
    std::vector<journal::Entry> made;
    for (int i = 0; i < many; ++i) {
      ++made_;
      auto const in_case = fmt::format("case-{}", i % cases);
      auto& head = heads_[in_case];
      head.stream = "soc:" + in_case;
      auto const envelope =
          fmt::format(R"({{"id":"{}{}","type":"cost_split.agreed","stream":"{}","seq":{},)"
                      R"("happened":"2026-03-02","recorded":"2026-03-02T10:00:00.{:03}Z",)"
                      R"("command":"c{}","owner":"soc","case":"{}",)"
                      R"("subject":{{"kind":"placement","id":"p{}"}}}})",
                      prefix, made_, head.stream, head.version + 1, made_ % 1000, made_, in_case, i % cases);
      auto entry = *journal::from_envelope(envelope);
      if (i % 5 != 4) entry.data = fmt::format(R"({{"municipality_share":7,"region_share":{}}})", made_);
      entry.request = fmt::format("r{}", made_);
      entry.shared = i % 3 == 0;
      entry.subjects = {{"case", in_case}, {"person", fmt::format("soc/p{}", i % cases)}};
      head = journal::seal(entry, head, salt());
      made.push_back(std::move(entry));
    }
    return made;
  }

 private:
  std::map<std::string, journal::Head> heads_;
  int made_ = 0;
  std::uint32_t seed_ = 7;
};

inline void expect_same(journal::Entry const& a, journal::Entry const& b) {
  EXPECT_EQ(a.stream, b.stream);
  EXPECT_EQ(a.seq, b.seq);
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.owner, b.owner);
  EXPECT_EQ(a.command, b.command);
  EXPECT_EQ(a.request, b.request);
  EXPECT_EQ(a.recorded, b.recorded);
  EXPECT_EQ(a.shared, b.shared);
  EXPECT_EQ(a.subjects, b.subjects);
  EXPECT_EQ(a.envelope, b.envelope);
  EXPECT_EQ(a.data, b.data);
  EXPECT_EQ(a.salt, b.salt);
  EXPECT_EQ(a.data_hash, b.data_hash);
  EXPECT_EQ(a.hash, b.hash);
  EXPECT_EQ(a.marks, b.marks);
}

/// What the command of the sample's event number n of one case has come to.
inline app::CommandReceipt sample_receipt(int n) {
  return {fmt::format("c{}", n),
          fmt::format("r{}", n),
          *calendar::parse_instant(fmt::format("2026-03-02T10:00:00.{:03}Z", n)),
          {{fmt::format("e{}", n), "soc:case-0", static_cast<std::uint64_t>(n)}}};
}

/// A case of soc and hsn: three open obligations that soc owes, one closed, one that hsn sees and does not owe.
inline app::SubjectView sample_view(std::string const& in_case) {
  using std::chrono::sys_days;
  auto const day = [](unsigned d) { return calendar::Day(std::chrono::year{2026} / 3 / d); };
  app::SubjectView view{{"case", in_case}, {}, {}};
  using obligation::Life;
  std::vector<app::BearerRow> const bearers = {
      {"soc", obligation::Part::own_part_done, {.not_told = true}, true, false},
      {"hsn", obligation::Part::to_act, {}, false, true}};
  app::ObligationDetails const details{.per = "placement",
                                       .subject = "p1",
                                       .period = "2026-Q1",
                                       .number = 3,
                                       .due_at = calendar::Instant(std::chrono::hours(7)),
                                       .watch = calendar::Due{day(9), std::nullopt},
                                       .moved_from = day(4),
                                       .waits_for_anchor = true,
                                       .opened_by = "e1"};
  auto const row = [&](char const* authority, char const* id, bool owed, Life life) {
    return app::ObligationRow{
        authority, in_case,      id,     "norm", "county/2025", bearers, owed, life, obligation::Outcome::met_late,
        day(1),    std::nullopt, details};
  };
  view.obligations = {row("hsn", "n-late/1", false, Life::open), row("soc", "n-done/1", true, Life::closed),
                      row("soc", "n-late/1", true, Life::open), row("soc", "n-some-day/1", true, Life::paused),
                      row("soc", "n-soon/1", true, Life::open)};
  view.obligations[2].due_on = day(3);
  view.obligations[4].due_on = day(20);
  view.heads = {{"hsn", in_case, 4, day(1), day(2), false, 0, std::nullopt},
                {"soc", in_case, 9, day(1), day(2), true, 3, day(3)}};
  return view;
}

}  // namespace overens::store
