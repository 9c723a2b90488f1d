#include "app/command_processor.hpp"

#include <algorithm>
#include <unordered_map>

#include <sodium.h>

#include "app/cases/arrivals.hpp"
#include "app/cases/case_team.hpp"
#include "app/entry_classes.hpp"
#include "event/known.hpp"
#include "journal/chain.hpp"
#include "journal/stream.hpp"

namespace overens::app {
namespace {

using base::text;
using std::chrono::steady_clock;

constexpr std::size_t cases_in_step = 64;
constexpr std::size_t batches_between_steps = 16;
constexpr auto longest_unsure = std::chrono::seconds(10);
constexpr auto most_tries = 10;

journal::Salt new_salt() {
  journal::Salt salt;
  randombytes_buf(salt.data(), salt.size());
  return salt;
}

CommandResult refusal(CommandRefusal why) {
  return {.refused = std::move(why)};
}

// All that it recorded is hidden.
bool is_hidden(CommandReceipt const& receipt) {
  return std::all_of(receipt.events.begin(), receipt.events.end(),
                     [](RecordedEvent const& event) { return journal::is_hidden_stream(event.stream); });
}

// Whoever may not see what was recorded by it is answered as if its id had not been used.
bool tells(CommandReceipt const& receipt, Command const& command, Transaction& transaction) {
  if (!is_hidden(receipt)) return true;
  return !command.sight.sees_nothing() && receipt.request == transaction.recognised_by(command.request);
}

bool changes_what_is_hidden(std::vector<journal::Entry> const& entries) {
  return std::any_of(entries.begin(), entries.end(), [](journal::Entry const& entry) {
    auto const hides = entry.type == event::known::record_hidden || entry.type == event::known::record_shown;
    return hides || (is_change(entry) && journal::is_hidden_stream(entry.stream));
  });
}

}  // namespace

CommandProcessor::CommandProcessor(Store& store, RuleSet basis, Clock clock, Report report)
    : store_(store),
      clock_(std::move(clock)),
      report_(std::move(report)),
      known_(std::move(basis)),
      refresh_(store, known_) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
  try {
    begin();
  } catch (StoreFailed const&) {  // it may come to answer
  }
  writer_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
}

CommandProcessor::~CommandProcessor() = default;

std::vector<CommandResult> CommandProcessor::carry_out(std::vector<Command> const& commands,
                                                       Objection const& objection) {
  std::vector<Work> all;
  all.reserve(commands.size());
  for (auto const& command : commands) all.push_back({&command, &objection, {}});
  if (!queue_.hand_in(all)) {
    auto const busy = base::Refusal{"busy", text("too much is being written just now: try again in a while")};
    return std::vector<CommandResult>(commands.size(), refusal({busy}));
  }
  std::vector<CommandResult> outcomes;
  for (auto& one : all) outcomes.push_back(std::move(one.outcome));
  return outcomes;
}

void CommandProcessor::run(std::stop_token const& stop) {
  bool refreshing = true;
  std::size_t since_step = 0;
  for (;;) {
    auto const batch = queue_.take(stop, std::chrono::seconds(refreshing ? 0 : failing_ ? 1 : 30));
    if (!batch) return;
    if (!batch->empty()) {
      refreshing = work(*batch) || refreshing;
      queue_.answer();
    }
    if (batch->empty() || (refreshing && ++since_step >= batches_between_steps)) {
      since_step = 0;
      refreshing = refresh();
    }
  }
}

void CommandProcessor::begin() {
  known_.catch_up(store_);
  refresh_.begin(calendar::day_in_sweden(clock_()));
  begun_ = true;
}

bool CommandProcessor::refresh() {
  try {
    if (!begun_) begin();
    auto const more = refresh_.step(calendar::day_in_sweden(clock_()), cases_in_step);
    failing_ = false;
    return more;
  } catch (std::exception const& e) {
    if (!failing_) report_(std::string("the views could not be brought up to date: ") + e.what());
    failing_ = true;
    return false;
  }
}

// Tries until it is known what became of the batch, or that it can't be known.
bool CommandProcessor::work(Batch const& batch) {
  auto const refuse_all = [&](char const* code, base::Text const& why) {
    for (auto* one : batch) one->outcome = refusal({{code, why}});
    return false;
  };
  auto const until = steady_clock::now() + longest_unsure;
  bool unsure = false;  // a commit was lost on the way: it may have happened
  for (int tries = 0;; ++tries) {
    try {
      return attempt(batch, unsure);
    } catch (Conflict const& e) {
      discard_workspace();
      if (tries < most_tries) continue;
      report_(std::string("written by others again and again: ") + e.what());
      return refuse_all("busy", text("too much is being written just now: try again in a while"));
    } catch (StoreFailed const& e) {
      discard_workspace();
      report_(std::string("the store failed: ") + e.what());
      unsure = unsure || e.unknown;
      if (!unsure)
        return refuse_all("store_unavailable", text("nothing can be recorded just now, and nothing has been"));
      if (steady_clock::now() > until)
        return refuse_all("outcome_unknown",
                          text("it is not known whether this was recorded: ask again with the same id"));
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    } catch (std::exception const& e) {
      discard_workspace();
      report_(std::string("a batch failed: ") + e.what());
      if (batch.size() == 1) return refuse_all("failed", text("a fault in the program: nothing has been recorded"));
      bool shared = false;
      for (auto* one : batch) shared = work({one}) || shared;  // one that can't be carried out leaves the others alone
      return shared;
    }
  }
}

// What is kept is right only if nobody else has written since.
void CommandProcessor::ready_workspace() {
  auto const position = store_.last_position();
  auto const is_todays = workspace_ != nullptr && workspace_->day() == today_here();
  if (is_todays && position == position_ && workspace_->record().size() < most_kept) return;
  known_.catch_up(store_);
  position_ = position;
  follow_time();
  workspace_ = std::make_unique<CaseWorkspace>(known_, today_here());
}

// What has been hidden, or is so no longer, is another record to go by.
CaseWorkspace::Subjects CommandProcessor::gather_anew(Transaction& transaction,
                                                      CaseWorkspace::Subjects const& subjects) {
  std::vector<journal::SubjectRef> about;
  for (auto const* one : subjects) about.push_back(one->of);
  workspace_ = std::make_unique<CaseWorkspace>(known_, today_here());
  return workspace_->gather(transaction, about);
}

// Also after a restart, and when others write, time does not go back: a clock may have been set right meanwhile. One
// that was wrong by more than a day is not followed.
void CommandProcessor::follow_time() {
  constexpr auto longest = std::chrono::hours(24);
  if (position_ == 0) return;
  store_.all(position_ - 1, [&](std::uint64_t, journal::Entry const& last) {
    if (last.recorded < clock_() + longest) latest_ = std::max(latest_, last.recorded);
    return false;
  });
}

// What was to be written may not have been.
void CommandProcessor::discard_workspace() {
  workspace_.reset();
}

// One transaction. True when something was recorded that can change any view.
bool CommandProcessor::attempt(Batch const& batch, bool unsure) {
  auto const transaction = store_.begin();
  auto const fresh = not_done(*transaction, batch, unsure);
  if (fresh.empty()) return false;
  std::vector<Command const*> commands;
  for (auto const* one : fresh) commands.push_back(one->command);
  ready_workspace();
  auto subjects = workspace_->gather(*transaction, commands);
  auto const written = carry_out(*transaction, fresh);
  if (written.entries.empty()) return false;
  for (auto* one : written.moved_to) {
    if (std::find(subjects.begin(), subjects.end(), one) == subjects.end()) subjects.push_back(one);
  }
  transaction->append(written.entries);
  if (changes_what_is_hidden(written.entries)) subjects = gather_anew(*transaction, subjects);
  if (position_ == 0) note_views_complete(*transaction);
  auto const today = calendar::day_in_sweden(latest_);
  auto views = workspace_->views(subjects, today);
  transaction->put(views, workspace_->before(views, today));
  std::vector<journal::Entry const*> shared;
  for (auto const& entry : written.entries) {
    if (entry.shared) shared.push_back(&entry);
  }
  bool for_all = false;
  if (!shared.empty()) {
    known_.catch_up(store_);
    for_all = refresh_.put_shared(*transaction, shared, today);
  }
  transaction->commit();
  position_ += written.entries.size();
  workspace_->keep(std::move(views), today, for_all);
  return for_all;
}

// Those that have not been carried out before, each id once; the others get their earlier answer.
CommandProcessor::Batch CommandProcessor::not_done(Transaction& transaction, Batch const& batch, bool unsure) {
  std::vector<std::string> ids;
  for (auto const* one : batch) ids.push_back(one->command->id);
  std::unordered_multimap<std::string_view, CommandReceipt const*> earlier;
  auto const done = transaction.receipts(ids);
  for (auto const& one : done) earlier.emplace(one.command, &one);
  Batch fresh;
  for (auto* one : batch) {
    one->outcome = {};
    auto const [from, end] = earlier.equal_range(one->command->id);
    std::vector<CommandReceipt const*> seen;
    for (auto found = from; found != end; ++found) {
      if (tells(*found->second, *one->command, transaction)) seen.push_back(found->second);
    }
    auto const same = std::find_if(seen.begin(), seen.end(), [&](CommandReceipt const* receipt) {
      return receipt->request == transaction.recognised_by(one->command->request);
    });
    if (seen.empty()) {
      fresh.push_back(one);
    } else if (same != seen.end()) {
      one->outcome = {.receipt = **same, .repeated = !unsure};
    } else {
      one->outcome = refusal({unusable(one->command->id, "command")});
    }
  }
  return fresh;
}

CommandProcessor::Written CommandProcessor::carry_out(Transaction& transaction, Batch const& fresh) {
  latest_ = std::max(latest_, clock_());
  read_heads(transaction, fresh);
  Written written;
  std::unordered_map<std::string_view, Work const*> here;
  for (auto* one : fresh) {
    auto const [same, is_first] = here.try_emplace(one->command->id, one);
    auto const repeats = same->second->command->request == one->command->request;
    auto const is_used =
        !is_first && !same->second->outcome.refused &&
        (!is_hidden(same->second->outcome.receipt) || (repeats && !one->command->sight.sees_nothing()));
    if (is_used) {
      one->outcome = repeats ? same->second->outcome : refusal({unusable(one->command->id, "command")});
      one->outcome.repeated = repeats;
      continue;
    }
    same->second = one;
    carry_out(transaction, *one, written);
  }
  return written;
}

// The heads of all streams in one question.
void CommandProcessor::read_heads(Transaction& transaction, Batch const& batch) {
  std::vector<std::string> streams;
  for (auto const* one : batch) {
    for (auto const& event : one->command->events)
      streams.push_back(stream_for(workspace_->record(), event, known_.vocabulary()));
  }
  workspace_->read_heads(transaction, streams);
}

void CommandProcessor::carry_out(Transaction& transaction, Work& one, Written& written) {
  auto const& command = *one.command;
  auto const team_now = [&](std::string const& authority, std::string const& in_case) -> std::optional<CaseTeam> {
    auto const& types = known_.vocabulary();
    auto const is_own = [](Recorded const& recorded) { return is_of_the_case(*recorded.type); };
    if (workspace_->record().last_of_itself(authority, {"case", in_case}, is_own) == nullptr) return std::nullopt;
    return team_of(workspace_->record(), types, authority, in_case);
  };
  if (auto why = *one.objection ? (*one.objection)(command, team_now) : std::nullopt) {
    one.outcome = refusal({std::move(*why)});
    return;
  }
  auto const version_of = [&](std::string const& stream) { return workspace_->head(transaction, stream).version; };
  auto const with_hidden = workspace_->record_with_hidden(command.sight);
  auto const& record = with_hidden ? *with_hidden : workspace_->record();
  auto entries = handle(record, version_of, command, latest_, known_.basis());
  if (!entries) {
    one.outcome = refusal(entries.error());
    return;
  }
  if (auto why = command.beside ? command.beside(transaction) : std::nullopt) {
    one.outcome = refusal({std::move(*why)});
    return;
  }
  CommandReceipt receipt{command.id, transaction.recognised_by(command.request), entries->front().recorded, {}};
  for (std::size_t place = 0; place < entries->size(); ++place) {
    auto& entry = (*entries)[place];
    auto const& head = workspace_->head(transaction, entry.stream);
    entry.request = receipt.request;
    transaction.encrypt(entry, head);
    journal::seal(entry, head, new_salt());
    receipt.events.push_back({entry.id, entry.stream, entry.seq});
    if (!command.events[place].refers_to.empty()) {  // only now it is known where a correction moves what it corrects
      auto const more = workspace_->gather(transaction, entry.subjects);
      written.moved_to.insert(written.moved_to.end(), more.begin(), more.end());
    }
    workspace_->append(entry, event_in(command, place, entry));
    written.entries.push_back(std::move(entry));
  }
  one.outcome = {.receipt = std::move(receipt)};
}

}  // namespace overens::app
