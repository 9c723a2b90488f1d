#include "web/subject_path.hpp"

#include <array>

#include "http/target.hpp"
#include "web/address.hpp"
#include "web/event_form.hpp"

namespace overens::web {

using journal::SubjectRef;

namespace {

std::string path(std::string_view first, std::initializer_list<std::string_view> parts) {
  std::string path(first);
  for (auto const part : parts) path += "/" + http::encode(part);
  return path;
}

}  // namespace

std::string subject_path(SubjectRef const& subject) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> pages = {
      {{"forum", "/forum"},
       {"case", "/arenden"},
       {"unit", "/organisation/enheter"},
       {"staff", "/organisation/personal"},
       {"commission", "/organisation/uppdrag"}}};
  for (auto const& [kind, first] : pages) {
    if (kind == subject.kind) return path(first, {subject.id});
  }
  return {};
}

std::string record_path(std::string const& type, SubjectRef const& subject, Filled const& filled) {
  Query query;
  for (auto const& [field, value] : filled) query.emplace_back(form_name(field), value);
  auto const at = path("/dokumentera", {type, subject.id});
  return query.empty() ? at : at + address("", query);
}

std::string correct_path(SubjectRef const& subject, std::string const& event) {
  return path("/ratta", {subject.kind, subject.id, event});
}

std::string withdraw_path(SubjectRef const& subject, std::string const& event) {
  return path("/makulera", {subject.kind, subject.id, event});
}

}  // namespace overens::web
