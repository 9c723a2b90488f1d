#include "app/cases/case_workspace.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/cases/arrivals.hpp"
#include "app/cases/case_team.hpp"
#include "app/cases/disclosed_events.hpp"
#include "app/rows.hpp"
#include "base/add_once.hpp"
#include "event/known.hpp"
#include "journal/chain.hpp"
#include "journal/stream.hpp"

namespace overens::app {

using journal::Entry;
using journal::SubjectRef;
using obligation::Engine;

CaseWorkspace::CaseWorkspace(SharedState const& known, calendar::Day day, MaySeeHidden may_see)
    : known_(known),
      day_(day),
      may_see_(std::move(may_see)),
      record_(&known.record()),
      reader_(known.vocabulary()),
      engine_(known.engine()),
      persons_lead_further_(known.rules()->book.group_kind("person") != nullptr) {}

CaseWorkspace::Subject* CaseWorkspace::subject(SubjectRef const& about) {
  auto& kept = subjects_[about];
  if (kept.of.kind.empty()) kept.of = about;
  return &kept;
}

CaseWorkspace::Subjects CaseWorkspace::gather(EntrySource& source, std::vector<SubjectRef> const& about,
                                              std::vector<std::string> const& events) {
  Subjects found;
  std::unordered_set<Subject*> seen;
  auto const seek = [&](Subject* one) {
    if (seen.insert(one).second) found.push_back(one);
  };
  auto const seek_all = [&](std::vector<SubjectRef> const& subjects) {
    for (auto const& one : subjects) {
      if (known_.is_private(one.kind)) seek(subject(one));
    }
  };
  seek_all(about);
  std::vector<std::string> unknown;
  for (auto const& id : events) {
    if (auto const* entry = record_.entry(id)) {
      seek_all(entry->subjects);
    } else {
      unknown.push_back(id);
    }
  }
  // They are added with what they are about: by that it is seen whether they are hidden.
  if (!unknown.empty()) {
    for (auto const& entry : source.entries(unknown)) seek_all(entry.subjects);
  }
  // Round by round: what is linked is known when its entries have been read.
  for (std::size_t from = 0; from < found.size();) {
    std::vector<SubjectRef> unread;
    for (auto i = from; i < found.size(); ++i) {
      if (!std::exchange(found[i]->read, true)) unread.push_back(found[i]->of);
    }
    if (!unread.empty()) add(source.entries_about(unread));
    auto const end = found.size();
    for (; from < end; ++from) {
      for (auto* linked : found[from]->linked) seek(linked);
    }
  }
  return found;
}

CaseWorkspace::Subjects CaseWorkspace::gather(EntrySource& source, std::span<Command const* const> commands) {
  std::vector<SubjectRef> subjects;
  std::vector<std::string> events;
  for (auto const* command : commands) {
    for (auto const& event : command->events) {
      subjects.insert(subjects.end(), event.subjects.begin(), event.subjects.end());
      events.emplace_back(event.event->id);
      events.insert(events.end(), event.refers_to.begin(), event.refers_to.end());
    }
    if (command->expected_last) subjects.push_back(command->expected_last->subject);
  }
  return gather(source, subjects, events);
}

void CaseWorkspace::read_heads(Transaction& transaction, std::vector<std::string> const& streams) {
  std::vector<std::string> unknown;
  for (auto const& stream : streams) {
    if (!heads_.contains(stream)) unknown.push_back(stream);
  }
  if (unknown.empty()) return;
  for (auto const& head : transaction.heads(unknown)) heads_.emplace(head.stream, head);
}

journal::Head const& CaseWorkspace::head(Transaction& transaction, std::string const& stream) {
  if (!heads_.contains(stream)) read_heads(transaction, {stream});
  return heads_.at(stream);
}

void CaseWorkspace::add(std::vector<Entry> entries) {
  std::erase_if(entries, [](Entry const& entry) { return journal::is_erased(entry); });  // nothing is left to go by
  HiddenEntries const hidden(entries, known_.vocabulary(), day_);
  auto const gone = hidden.leave_out(entries, [&](HiddenFacts const& facts) { return may_see_ && may_see_(facts); });
  for (auto const& entry : gone) hide(entry, reader_.read(entry), hidden.facts(entry));
  for (auto const& entry : entries) add(entry, reader_.read(entry), hidden.holds(entry));
}

void CaseWorkspace::hide(Entry const& entry, event::Event const& event, HiddenFacts facts) {
  if (!hidden_ids_.insert(entry.stream + "/" + entry.id).second) return;
  auto& of_case = hidden_[facts.in_case];
  of_case.push_back({entry, event::OwnedEvent(event), std::move(facts)});
}

std::optional<Record> CaseWorkspace::record_with_hidden(Sight const& sight) const {
  std::optional<Record> record;
  auto cases = sight.named_in;
  cases.insert(sight.works_in.begin(), sight.works_in.end());
  for (auto const& in_case : cases) {
    auto const found = hidden_.find(in_case);
    if (found == hidden_.end()) continue;
    for (auto const& one : found->second) {
      if (!sight.sees(one.facts)) continue;
      if (!record) record.emplace(&record_);
      record->add(one.entry, *one.event, true);
    }
  }
  return record;
}

void CaseWorkspace::append(Entry const& entry, event::Event const& event, std::vector<std::uint32_t>* touched) {
  auto& head = heads_[entry.stream];
  head.version = entry.seq;
  head.hash = entry.hash;
  if (!entry.key.empty()) head.key = entry.key;
  auto const is_hidden = journal::is_hidden_stream(entry.stream);
  HiddenFacts facts{entry.owner, case_of(entry), {}};
  if (is_hidden && !may_see_) return hide(entry, event, std::move(facts));
  add(entry, event, is_hidden, touched);
}

void CaseWorkspace::add(Entry const& entry, event::Event const& event, bool is_hidden,
                        std::vector<std::uint32_t>* touched) {
  auto const* recorded = record_.add(entry, event, is_hidden);
  if (recorded == nullptr) return;
  engine_.add(event, touched);
  link(*recorded, event);
}

// What names a person leads from there into another case only where norms follow the person.
void CaseWorkspace::link(Recorded const& entry, event::Event const& event) {
  Subjects about;
  for (auto const& one : entry.subjects) {
    if (known_.is_private(one.kind)) about.push_back(subject(one));
  }
  for (auto* one : about) {
    base::add_once(one->known_to, event.owner);
    if (event.type->name == event::known::disclosure_made) base::add_once(one->known_to, event.said("to"));
    if (one->of.kind == "person" && !persons_lead_further_) continue;
    for (auto* other : about) {
      if (other != one) base::add_once(one->linked, other);
    }
  }
}

std::uint32_t CaseWorkspace::group_of(SubjectRef const& about) const {
  auto const& facts = engine_.facts();
  auto const* group = facts.group(about.kind, about.id);
  if (about.kind == "person") {
    auto const slash = about.id.find('/');
    auto const owner = engine_.authority(std::string_view(about.id).substr(0, slash));
    group = facts.group(obligation::person_hash(owner, std::string_view(about.id).substr(slash + 1)));
  }
  return group == nullptr ? obligation::Facts::everything : group->number;
}

Engine const& CaseWorkspace::settled(std::vector<std::uint32_t>* touched) {
  engine_.settle(touched);
  return engine_;
}

std::vector<SubjectView> CaseWorkspace::views(Subjects const& subjects, calendar::Day on) {
  engine_.settle();  // a case may be there only because something was moved to it
  std::vector<SubjectView> views;
  views.reserve(subjects.size());
  std::map<std::string, std::vector<Viewed>> by_authority;
  for (auto const* one : subjects) {
    if (one->of.kind != "case" && !known_.is_answered_apart(one->of.kind)) continue;
    auto* const view = &views.emplace_back(SubjectView{one->of, {}, {}});
    auto const group = group_of(one->of);
    std::set<std::string_view> authorities(one->known_to.begin(), one->known_to.end());
    // Who knows of a case may know of what its events name: a disclosure is about the case.
    for (auto const* linked : one->linked) {
      if (linked->of.kind == "case") authorities.insert(linked->known_to.begin(), linked->known_to.end());
    }
    for (auto const authority : authorities) by_authority[std::string(authority)].push_back({view, group});
  }
  for (auto const& [authority, viewed] : by_authority) ask(authority, viewed, on);
  for (auto& view : views) sort(view);
  return views;
}

// Another day, or another thing that everybody knows, and any view may have been made anew by somebody else.
std::vector<SubjectView const*> CaseWorkspace::before(std::vector<SubjectView> const& views, calendar::Day on) {
  std::vector<SubjectView const*> all;
  for (auto const& view : views) {
    auto const& kept = subject(view.of)->kept;
    all.push_back(kept && kept_on_ == on ? &*kept : nullptr);
  }
  return all;
}

void CaseWorkspace::keep(std::vector<SubjectView> views, calendar::Day on, bool for_all) {
  if (for_all || kept_on_ != on) {
    for (auto& [of, one] : subjects_) one.kept.reset();
  }
  kept_on_ = on;
  if (for_all) return;
  for (auto& view : views) subject(view.of)->kept = std::move(view);
}

void CaseWorkspace::ask(std::string const& authority, std::vector<Viewed> const& subjects, calendar::Day on) {
  auto const symbol = engine_.authority(authority);
  if (symbol == 0) return;  // named as a receiver only, by an event that no norm asks for: nothing is known of it
  obligation::Question const question{calendar::Moment::whole(on), calendar::Instant::max(), symbol};
  Engine::Session session(engine_, question);
  for (auto const& [view, group] : subjects) {
    if (group == obligation::Facts::everything) continue;
    auto const from = view->obligations.size();
    for (auto const* answer : session.ask(group))
      add_rows(view->obligations, *answer, session.registry(), authority, symbol, Whose::all,
               [&](std::string_view event) { return secrecy(event, authority); });
    say_who_has(std::span(view->obligations).subspan(from));
    if (view->of.kind == "case") add_head(*view, authority, session.known());
  }
}

// Nearly always all of one case.
void CaseWorkspace::say_who_has(std::span<ObligationRow> rows) const {
  std::map<std::string, CaseTeam> teams;
  for (auto& row : rows) {
    if (row.in_case.empty()) continue;
    auto const [at, is_new] = teams.try_emplace(row.in_case);
    if (is_new) at->second = team_of(record_, known_.vocabulary(), row.authority, row.in_case);
    row.unit = at->second.unit;
    row.taken = at->second.holders.empty() ? Taken::by_nobody : Taken::by_somebody;
  }
}

event::ObjectClass CaseWorkspace::secrecy(std::string_view event, std::string const& authority) const {
  auto const* recorded = record_.entry(event);
  if (recorded == nullptr || recorded->is_hidden) return event::ObjectClass::sensitive;
  auto const secrecy = record_.secrecy(*recorded, known_.vocabulary());
  auto const is_own = recorded->shared || recorded->owner == authority;
  return is_own ? secrecy : event::closer(secrecy, event::ObjectClass::received);
}

void CaseWorkspace::add_head(SubjectView& view, std::string const& authority,
                             obligation::VisibleEvents const& known) const {
  auto const& types = known_.vocabulary();
  auto const closed = types.type(event::known::case_closed)->number;
  auto const reopened = types.type(event::known::case_reopened)->number;
  auto has_own = false;
  CaseHead head;
  head.authority = authority;
  head.in_case = view.of.id;
  WaitingQuestions questions(authority);
  ArrivalsOfCase arrivals;
  for (auto const& act : known.acts()) {
    if (!known.is_own(act)) continue;
    auto const receipt = known.receipt(known.question().viewer, *act.fact);
    auto const stands = receipt ? std::optional(relation_of(receipt->stands)) : std::nullopt;
    if (auto const* one = record_.entry(known.id(act))) {
      questions.take(*one);
      arrivals.take(*one, stands);
    }
    if (stands)
      head.only_received = std::min(head.only_received.value_or(*stands), *stands);
    else
      has_own = has_own || is_of_the_case(types.types[act.type]);
    head.secrecy = event::closer(head.secrecy, secrecy(known.id(act), authority));
    if (head.events++ == 0) head.first_on = act.when.day;
    head.last_on = act.when.day;
    if (act.type == closed || act.type == reopened) head.closed = act.type == closed;
  }
  for (auto const& row : view.obligations) {
    if (row.authority != authority || !row.owed || row.life == obligation::Life::closed) continue;
    head.secrecy = event::closer(head.secrecy, row.details.secrecy);
    ++head.open;
    if (row.due_on && (!head.next_due_on || *row.due_on < *head.next_due_on)) head.next_due_on = row.due_on;
  }
  if (has_own) head.only_received.reset();
  head.waits_for_answer = questions.any();
  head.team = team_of(record_, types, authority, view.of.id);
  head.come_in = arrivals.stand(head.team);
  if (head.events > 0) view.heads.push_back(std::move(head));
}

}  // namespace overens::app
