// The views are what evaluating the whole journal gives, whatever the batches in which it came: tried on random
// journals with corrections, disclosures, cases said to be the same, and events that everybody knows.

#include <set>

#include <nlohmann/json.hpp>

#include "app/rows.hpp"
#include "app/stored_json.hpp"
#include "app/subjects_of.hpp"
#include "app/world_test.hpp"
#include "journal/stream.hpp"
#include "obligation/random_journal_test.hpp"
#include "obligation/told_test.hpp"

namespace overens::app {
namespace {

using obligation::difference;
using obligation::Lines;

std::string told(ObligationRow const& row) {
  auto const day = [](auto const& on) { return on ? calendar::to_string(*on) : std::string("-"); };
  return fmt::format("{} [{}] {} {} {} owed {} {} {} {} {} {}", row.authority, row.in_case, row.id, row.agreement,
                     as_json(row.bearers).dump(), row.owed, to_string(row.life), to_string(row.outcome),
                     day(row.opened_on), day(row.due_on), as_json(row.details).dump());
}

// Where it stands for those whose row it is, from the answer itself and not from its row.
template <typename IsOwn>
std::string urgency(obligation::Answer const& answer, std::string const& id, IsOwn const& is_own,
                    calendar::Moment const& now) {
  std::optional<obligation::Urgency> most;
  for (auto const& o : answer.obligations) {
    if (o.id() != id) continue;
    for (auto const& bearer : o.bearers) {
      if (bearer.left_out || !is_own(bearer)) continue;
      auto const one = urgency_of(standing_of(o, bearer), now);
      most = most ? std::min(*most, one) : one;
    }
  }
  return most ? std::string(to_string(*most)) : std::string("-");
}
std::string whether_done(obligation::Answer const& answer, std::string const& id, calendar::Moment const& now) {
  auto const is_it = [&](auto const& o) { return o.id() == id && o.may_have_been_done(now); };
  return std::any_of(answer.obligations.begin(), answer.obligations.end(), is_it) ? " may be done" : "";
}
std::string whether_done(ObligationRow const& row, calendar::Moment const& now) {
  return may_have_been_done(row, now) ? " may be done" : "";
}
std::string urgency(ObligationRow const& row, calendar::Moment const& now) {
  auto const one = urgency_of(row, now);
  return one ? std::string(to_string(*one)) : std::string("-");
}

struct RandomViews : testing::TestWithParam<std::tuple<unsigned, databases::Kind>> {
  static unsigned seed() { return std::get<unsigned>(GetParam()); }
  calendar::Moment now() const { return calendar::Moment::exact(office.now.load()); }

  // What everybody's views are by asking about the whole journal at once.
  Lines evaluated() {
    obligation::Engine engine(under.all(), under.vocabulary);
    EntryReader reader(under.vocabulary);
    Record record;
    store->all(0, [&](std::uint64_t, journal::Entry const& entry) {
      if (journal::is_hidden_stream(entry.stream)) return true;  // what is hidden stands in no view
      auto const& event = reader.read(entry);
      engine.add(event);
      record.add(entry, event);
      return true;
    });
    Lines lines;
    for (std::string const authority : {"soc", "soc2", "hsn"}) {
      auto const symbol = engine.authority(authority);
      obligation::Engine::Session session(engine, {calendar::Moment::whole(calendar::day_in_sweden(office.now.load())),
                                                   calendar::Instant::max(), symbol});
      session.all([&](obligation::Answer const& answer, std::uint32_t) {
        auto const& group = answer.view->group();
        auto const shared =
            group.form == obligation::Group::Form::of_subject && !is_private(under.vocabulary, group.kind);
        std::vector<ObligationRow> rows;
        auto const secrecy_of = [&](std::string_view event) {
          auto const& entry = *record.entry(event);
          auto const secrecy = record.secrecy(entry, under.vocabulary);
          return entry.shared || entry.owner == authority ? secrecy
                                                          : event::closer(secrecy, event::ObjectClass::received);
        };
        add_rows(rows, answer, session.registry(), authority, symbol, shared ? Whose::own : Whose::all,
                 shared ? SecrecyOf() : secrecy_of);
        auto const party = session.registry().party_of(symbol, now().day);
        auto const is_own = [&](obligation::BearerOf const& bearer) {
          return bearer.name != 0 && bearer.name == (bearer.is_party ? party : symbol);
        };
        for (auto const& row : rows)
          lines.insert(told(row) + " " + urgency(answer, row.id, is_own, now()) + whether_done(answer, row.id, now()));
        return true;
      });
    }
    evaluated_of_nobody(engine, lines);
    return lines;
  }

  // What a party without an authority owes, and what nobody is known to owe.
  void evaluated_of_nobody(obligation::Engine const& engine, Lines& lines) {
    obligation::Engine::Session session(
        engine, {calendar::Moment::whole(calendar::day_in_sweden(office.now.load())), calendar::Instant::max(), 0});
    session.all([&](obligation::Answer const& answer, std::uint32_t) {
      auto const& group = answer.view->group();
      if (group.form != obligation::Group::Form::of_subject || is_private(under.vocabulary, group.kind)) return true;
      std::vector<ObligationRow> rows;
      add_rows_of_nobody(rows, answer, session.registry());
      auto const anybody = [](obligation::BearerOf const&) { return true; };
      for (auto const& row : rows)
        lines.insert(told(row) + " " + urgency(answer, row.id, anybody, now()) + whether_done(answer, row.id, now()));
      return true;
    });
  }

  Lines kept() {
    Lines lines;
    auto const take = [&](journal::SubjectRef const& of) {
      for (auto const& row : store->view(of).obligations)
        lines.insert(told(row) + " " + urgency(row, now()) + whether_done(row, now()));
    };
    for (auto const& kind : under.vocabulary.kinds) {
      for (auto const& id : store->ids_of(kind.id, "", 1000)) take({kind.id, id});
    }
    // Parties and agreements are there without an event.
    std::set<std::string> ids;
    for (auto const& pack : under.packs) {
      if (ids.insert(pack->agreement).second && store->ids_of("agreement", "", 1).empty())
        take({"agreement", pack->agreement});
      for (auto const& party : pack->parties) {
        auto const named = store->ids_of("party", "", 1000);
        if (ids.insert(party.code).second && std::find(named.begin(), named.end(), party.code) == named.end())
          take({"party", party.code});
      }
    }
    return lines;
  }

  obligation::World const& under = obligation::world(seed());
  Scratch scratch{std::get<databases::Kind>(GetParam())};
  std::unique_ptr<Store> store = scratch.open();
  RuleSet basis() const { return {under.all(), under.vocabulary, "a"}; }
  Office office{*store, basis()};
};

TEST_P(RandomViews, are_what_evaluating_the_whole_journal_gives) {
  std::mt19937 random(seed());
  std::vector<std::string> lines;
  std::size_t refused = 0;
  auto const write = [&] {
    for (auto const& outcome : office.take(lines)) {
      EXPECT_TRUE(!outcome.refused || outcome.refused->code != "failed");
      refused += outcome.refused ? 1 : 0;
    }
    lines.clear();
  };
  auto const journal = obligation::RandomJournal(seed()).write(80);
  for (auto const& event : journal) {
    lines.push_back(event.line);
    if (random() % 8 == 0) write();
  }
  write();
  EXPECT_LT(refused, journal.size() / 4);
  office.settle();
  auto const expected = evaluated();
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(difference(expected, kept()), "");
  EXPECT_TRUE(office.reports.empty());

  // The next day all of it is made anew, without any event.
  office.now = noon + std::chrono::days(40);
  EXPECT_FALSE(office.take({journal.front().line}).front().refused);
  SharedState known(basis());
  rebuild(*store, known, calendar::day_in_sweden(office.now.load()), [](std::uint64_t) {});
  EXPECT_EQ(difference(evaluated(), kept()), "");
}

TEST_P(RandomViews, check_finds_a_row_that_is_not_as_it_should_be) {
  std::vector<std::string> lines;
  for (auto const& event : obligation::RandomJournal(seed()).write(40)) lines.push_back(event.line);
  office.take(lines);
  office.settle();
  SharedState known(basis());
  auto const today = calendar::day_in_sweden(office.now.load());
  EXPECT_EQ(check(*store, known, today, [](std::uint64_t) {}), std::vector<journal::SubjectRef>());
  auto view = store->view({"case", "c1"});
  ASSERT_FALSE(view.heads.empty());
  view.heads.front().events += 1;
  {
    auto const transaction = store->begin();
    transaction->put(std::vector<SubjectView>{view});
    transaction->commit();
  }
  EXPECT_EQ(check(*store, known, today, [](std::uint64_t) {}), (std::vector<journal::SubjectRef>{{"case", "c1"}}));
  rebuild(*store, known, today, [](std::uint64_t) {});
  EXPECT_EQ(check(*store, known, today, [](std::uint64_t) {}), std::vector<journal::SubjectRef>());
}

std::string called(testing::TestParamInfo<std::tuple<unsigned, databases::Kind>> const& of) {
  return fmt::format("{}_{}", name(std::get<databases::Kind>(of.param)), std::get<unsigned>(of.param));
}

INSTANTIATE_TEST_SUITE_P(Databases, RandomViews,
                         testing::Combine(testing::Range(1U, 1 + obligation::how_many(16)),
                                          testing::ValuesIn(databases::all_kinds)),
                         called);

}  // namespace
}  // namespace overens::app
