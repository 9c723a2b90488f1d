#include "app/dossier.hpp"

#include <algorithm>

#include "app/rows.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using journal::About;
using journal::Entry;
using obligation::Engine;

// In the order that the store keeps them.
void sort(View& view) {
  std::sort(view.obligations.begin(), view.obligations.end(),
            [](auto const& a, auto const& b) { return std::tie(a.authority, a.id) < std::tie(b.authority, b.id); });
  std::sort(view.heads.begin(), view.heads.end(),
            [](auto const& a, auto const& b) { return a.authority < b.authority; });
}

}  // namespace

Dossier::Dossier(KnownToAll const& known)
    : known_(known),
      record_(&known.record()),
      reader_(known.vocabulary()),
      engine_(known.engine()),
      all_(known.vocabulary(), known.everything(), engine_->facts().words()) {}

void Dossier::seek(std::vector<About> const& about) {
  for (auto const& one : about) {
    if (known_.is_private(one.kind) && wanted_.insert(one).second) sought_.push_back(one);
  }
}

// What names a person that is known here from another case leads into that case only where norms follow the person.
bool Dossier::leads_further(Entry const& entry) const {
  if (known_.rules()->book.home("person") != nullptr) return true;
  return std::any_of(entry.about.begin(), entry.about.end(),
                     [&](About const& one) { return one.kind != "person" && wanted_.contains(one); });
}

void Dossier::gather(Transaction& transaction, std::vector<About> const& about,
                     std::vector<std::string> const& events) {
  if (!events.empty()) {
    for (auto& entry : transaction.entries(events)) {
      seek(entry.about);
      add(std::move(entry));
    }
  }
  seek(about);
  while (!sought_.empty()) {
    auto entries = transaction.about(std::exchange(sought_, {}));
    // All of them first: an entry may be about what another makes wanted.
    for (auto const& entry : entries) {
      if (leads_further(entry)) seek(entry.about);
    }
    for (auto& entry : entries) add(std::move(entry));
  }
}

void Dossier::add(Entry entry) {
  auto const& event = reader_.read(entry);
  auto const about = entry.about;
  if (!record_.add(std::move(entry), event)) return;
  engine_->add(event);
  all_.add(event);
  for (auto const& one : about) {
    if (!known_.is_private(one.kind)) continue;
    auto& authorities = known_to_[one];
    authorities.emplace(event.owner);
    for (auto const& value : event.data) {
      if (value.field->receives) authorities.emplace(value.text);
    }
  }
}

std::uint32_t Dossier::group_of(About const& about) const {
  auto const& facts = engine_->facts();
  auto const* group = facts.group(about.kind, about.id);
  if (about.kind == "person") {
    auto const slash = about.id.find('/');
    auto const owner = engine_->authority(std::string_view(about.id).substr(0, slash));
    group = facts.group(obligation::person_hash(owner, std::string_view(about.id).substr(slash + 1)));
  }
  return group == nullptr ? obligation::Facts::everything : group->number;
}

// Who knows of a case may know of what its events name: a disclosure is about the case.
void Dossier::spread_from_cases() {
  for (auto const& entry : record_.entries()) {
    for (auto const& in_case : entry.about) {
      if (in_case.kind != "case") continue;
      for (auto const& beside : entry.about) {
        if (!known_.is_answered_apart(beside.kind)) continue;
        auto const& authorities = known_to_[in_case];
        known_to_[beside].insert(authorities.begin(), authorities.end());
      }
    }
  }
}

std::vector<View> Dossier::views(calendar::Day on) {
  spread_from_cases();
  std::vector<View> views;
  for (auto const& one : wanted_) {
    if (one.kind == "case" || known_.is_answered_apart(one.kind)) views.push_back({one, {}, {}});
  }
  std::map<std::string, std::vector<View*>> by_authority;
  for (auto& view : views) {
    for (auto const& authority : known_to_[view.of]) by_authority[authority].push_back(&view);
  }
  for (auto const& [authority, subjects] : by_authority) ask(authority, subjects, on);
  for (auto& view : views) sort(view);
  return views;
}

void Dossier::ask(std::string const& authority, std::vector<View*> const& subjects, calendar::Day on) {
  auto const symbol = engine_->authority(authority);
  if (symbol == 0) return;  // named as a receiver only, by an event that no norm asks for: nothing is known of it
  obligation::Question const question{calendar::Moment::whole(on), calendar::Instant::max(), symbol};
  Engine::Session session(*engine_, question);
  all_.settle();
  obligation::View known(all_);
  for (auto* view : subjects) {
    auto const group = group_of(view->of);
    auto const* answer = group == obligation::Facts::everything ? nullptr : session.ask(group);
    if (answer != nullptr) add_rows(view->obligations, *answer, session.registry(), authority, symbol);
    auto const* in_case = view->of.kind == "case" ? all_.group("case", view->of.id) : nullptr;
    if (in_case == nullptr) continue;
    obligation::Group const* const groups[] = {in_case};
    known.build(groups, question);
    if (!known.acts().empty()) add_head(*view, authority, *in_case, known);
  }
}

void Dossier::add_head(View& view, std::string const& authority, obligation::Group const& group,
                       obligation::View& known) const {
  auto const& types = known_.vocabulary();
  auto const closed = types.type(event::known::case_closed)->number;
  auto const reopened = types.type(event::known::case_reopened)->number;
  CaseHead head;
  head.authority = authority;
  head.in_case = group.id;
  for (auto const& act : known.acts()) {
    if (!known.is_own(act)) continue;
    if (head.events++ == 0) head.first_on = act.when.day;
    head.last_on = act.when.day;
    if (act.type == closed || act.type == reopened) head.closed = act.type == closed;
  }
  for (auto const& row : view.obligations) {
    if (row.authority != authority || !row.owed || row.life == "closed") continue;
    ++head.open;
    if (row.due_on && (!head.next_due_on || *row.due_on < *head.next_due_on)) head.next_due_on = row.due_on;
  }
  if (head.events > 0) view.heads.push_back(std::move(head));
}

std::vector<View> shared_views(KnownToAll const& known, std::vector<Entry const*> const& more, calendar::Day on) {
  auto const engine = known.engine();
  EntryReader reader(known.vocabulary());
  for (auto const* entry : more) engine->add(reader.read(*entry));
  Engine::Session session(*engine, {calendar::Moment::whole(on), calendar::Instant::max(), 0});
  auto const& groups = engine->facts().groups();
  auto const& words = engine->facts().words();
  std::vector<View> views;
  for (std::uint32_t i = 0; i < session.groups(); ++i) {
    if (groups[i].form != obligation::Group::Form::of_subject || known.is_private(groups[i].kind)) continue;
    auto const* answer = session.ask(i);
    auto& view = views.emplace_back(View{{groups[i].kind, groups[i].id}, {}, {}});
    if (answer == nullptr) continue;
    for (auto const& authority : session.registry().authorities())
      add_rows(view.obligations, *answer, session.registry(), std::string(words.word(authority.name)), authority.name,
               Whose::own);
    sort(view);
  }
  return views;
}

}  // namespace overens::app
