#include "web/subject_path.hpp"

#include <algorithm>
#include <array>

#include "event/subject_link.hpp"
#include "http/target.hpp"
#include "web/address.hpp"
#include "web/forms/event_form.hpp"

namespace overens::web {

using journal::SubjectRef;

namespace {

std::string path(std::string_view first, std::initializer_list<std::string_view> parts) {
  std::string path(first);
  for (auto const part : parts) path += "/" + http::encode(part);
  return path;
}

// The page's own address goes before those of what is recorded there: not everybody who may open it may record
// elsewhere.
bool has_acts_below(std::string_view kind) {
  return kind == "case" || has_own_place(kind);
}

std::string with_filled(std::string const& path, Filled const& filled) {
  Query query;
  for (auto const& [field, value] : filled) query.emplace_back(form_name(field), value);
  return path + address("", query);
}

}  // namespace

std::span<KindPlace const> kind_places() {
  static constexpr std::array<KindPlace, 9> places = {{{"agreement", "lansoverenskommelser"},
                                                       {"forum", "forum"},
                                                       {"seat", "platser"},
                                                       {"local_agreement", "lokala-overenskommelser"},
                                                       {"commitment", "ataganden"},
                                                       {"party", "parter"},
                                                       {"contract", "avtal"},
                                                       {"pilot", "pilotprojekt"},
                                                       {"authority", "myndigheter"}}};
  return places;
}

std::span<KindPlace const> own_places() {
  static constexpr std::array<KindPlace, 1> places = {{{"deviation", "avvikelser"}}};
  return places;
}

bool has_own_place(std::string_view kind) {
  auto const all = own_places();
  return std::any_of(all.begin(), all.end(), [&](KindPlace const& place) { return place.kind == kind; });
}

std::string_view kind_at(std::string_view word) {
  for (auto const places : {kind_places(), own_places()}) {
    for (auto const& place : places) {
      if (place.word == word) return place.kind;
    }
  }
  return {};
}

std::string list_path(std::string_view kind) {
  for (auto const places : {kind_places(), own_places()}) {
    for (auto const& place : places) {
      if (place.kind == event::same_kind(kind)) return "/" + std::string(place.word);
    }
  }
  return {};
}

std::string subject_path(SubjectRef const& subject) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> pages = {
      {{"case", "/arenden"},
       {"unit", "/organisation/enheter"},
       {"staff", "/organisation/personal"},
       {"commission", "/organisation/uppdrag"}}};
  for (auto const& [kind, first] : pages) {
    if (kind == subject.kind) return path(first, {subject.id});
  }
  auto const list = list_path(subject.kind);
  return list.empty() ? std::string() : path(list, {subject.id});
}

std::string begin_path(event::EventType const& type, Filled const& filled) {
  return with_filled(list_path(type.subject) + "/ny/" + type.name, filled);
}

std::string record_path(std::string const& type, SubjectRef const& subject, Filled const& filled) {
  if (has_acts_below(subject.kind)) return with_filled(path(subject_path(subject) + "/dokumentera", {type}), filled);
  return with_filled(path("/dokumentera", {type, subject.id}), filled);
}

std::string correct_path(SubjectRef const& subject, std::string const& event) {
  if (has_acts_below(subject.kind)) return path(subject_path(subject) + "/ratta", {event});
  return path("/ratta", {subject.kind, subject.id, event});
}

std::string withdraw_path(SubjectRef const& subject, std::string const& event) {
  if (has_acts_below(subject.kind)) return path(subject_path(subject) + "/makulera", {event});
  return path("/makulera", {subject.kind, subject.id, event});
}

}  // namespace overens::web
