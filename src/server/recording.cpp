#include "server/recording.hpp"

#include <algorithm>
#include <map>
#include <span>

namespace overens::server {
namespace {

// More than anybody reads; the rest is counted.
constexpr std::size_t most_told = 500;

// The last day of what begins to run, by which that is told first; of what else happens none.
calendar::Day clock_of(obligation::Consequence const& one) {
  using enum obligation::Consequence::Kind;
  auto const runs = one.kind == opens || one.kind == reopens || one.kind == moves;
  auto const& due = one.obligation->due;
  return runs && due ? due->day : calendar::Day::max();
}

}  // namespace

base::Expected<app::Command> command_of(web::Recording const& asked, event::Vocabulary const& vocabulary) {
  std::vector drafts = {asked.draft};
  drafts.insert(drafts.end(), asked.also.begin(), asked.also.end());
  auto command = app::make_command(asked.command, drafts, vocabulary);
  if (command && !asked.subject.kind.empty())
    command->expected_last = app::LastSeen{asked.subject, asked.seen, !asked.draft.in_case.empty()};
  return command;
}

base::Expected<void> record(app::Commands& commands, event::Vocabulary const& vocabulary, access::Actor const& actor,
                            web::Recording const& asked) {
  auto const command = command_of(asked, vocabulary);
  if (!command) return tl::unexpected(command.error());
  auto const result = commands.carry_out(actor, *command);
  if (result.refused) return tl::unexpected<base::Refusal>(*result.refused);
  return {};
}

base::Expected<web::ForeseenWords> foresee(app::Queries& queries, event::Vocabulary const& vocabulary,
                                           access::Actor const& actor, web::Recording const& asked, calendar::Day today,
                                           wording::Language const& say) {
  auto const command = command_of(asked, vocabulary);
  if (!command) return tl::unexpected(command.error());
  return foresee(queries, actor, *command, today, say);
}

base::Expected<web::ForeseenWords> foresee(app::Queries& queries, access::Actor const& actor,
                                           app::Command const& command, calendar::Day today,
                                           wording::Language const& say) {
  web::ForeseenWords all;
  std::multimap<calendar::Day, wording::ConsequenceWords> told;
  auto const add = [&](auto const& engine, auto const& registry, auto const& view, auto const& one) {
    wording::ObligationWords const words(say, engine, registry);
    auto said = wording::consequence_words(words, view, one, view.question().on, say);
    // What differs in nothing that is told, such as the party that it holds for, is told once.
    auto const is_told = std::any_of(told.begin(), told.end(), [&](auto const& other) { return other.second == said; });
    if (is_told) return;
    if (told.size() == most_told) {
      ++all.untold;
      return;
    }
    told.emplace(clock_of(one), std::move(said));
  };
  auto const foreseen = queries.foresee(actor, command, add);
  if (!foreseen) return tl::unexpected(foreseen.error());
  for (auto& [day, words] : told) all.told.push_back(std::move(words));
  all.changes_cases = foreseen->changes_cases;
  if (foreseen->on > today) all.on = foreseen->on;
  return all;
}

base::Expected<web::Explained> explain(app::Queries& queries, access::Actor const& actor, app::WorkPlace const& place,
                                       std::string const& reason, calendar::Day today, wording::Language const& say,
                                       wording::NameOf const& name_of) {
  std::optional<web::Explained> explained;
  auto const take = [&](auto const& engine, auto const& registry, auto const& view, auto const& one, auto const& row) {
    wording::ObligationWords const words(say, engine, registry, name_of);
    explained = web::Explained{
        row, words.subject(view, one), words.status(one, calendar::Moment::whole(today)), words.why(view, one), {}};
  };
  auto told = queries.explain(actor, place, reason, take);
  if (!told) return tl::unexpected(told.error());
  if (!explained) return tl::unexpected(app::views_being_made());
  explained->may_record = std::move(*told);
  return std::move(*explained);
}

}  // namespace overens::server
