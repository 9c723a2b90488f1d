#include "demonstration/diary.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace overens::demonstration {

using calendar::Instant;
using calendar::Moment;
using Json = nlohmann::ordered_json;

std::string Diary::write(Note const& what) {
  auto const& about = what.in_case.empty() ? what.subject.second : what.in_case;
  auto id = fmt::format("{}-e{}", about, ++counted_[about]);
  auto const at = written_down(what.happened, about, id);
  if (calendar::day_in_sweden(at) > through_) return {};
  Json event = {{"id", id},
                {"type", what.type},
                {"happened", calendar::to_string(what.happened)},
                {"recorded", calendar::to_string(at)},
                {"owner", what.owner}};
  if (!what.told_by.empty()) event["as_told_by"] = what.told_by;
  if (!what.in_case.empty()) event["case"] = what.in_case;
  if (!what.person.empty()) event["person"] = what.person;
  if (!what.subject.first.empty()) event["subject"] = {{"kind", what.subject.first}, {"id", what.subject.second}};
  if (!what.data.empty()) event["data"] = what.data;
  told_.push_back(std::move(event));
  return id;
}

// Some minutes after what was written down before it about the same, and after it happened.
Instant Diary::written_down(Moment const& happened, std::string const& about, std::string const& id) {
  auto at = chance_.at_work(working_day(happened.day), id);
  auto const some_minutes = std::chrono::seconds(chance_.between(40, 420, "next", id));
  if (happened.at) at = std::max(at, *happened.at + some_minutes);
  auto const [latest, is_first] = latest_.try_emplace(about, at);
  if (!is_first) {
    auto const is_same_day = calendar::day_in_sweden(at) <= calendar::day_in_sweden(latest->second);
    if (is_same_day) at = std::max(latest->second, happened.at.value_or(latest->second)) + some_minutes;
    latest->second = at;
  }
  return at;
}

std::vector<std::string> Diary::lines() {
  std::stable_sort(told_.begin(), told_.end(), [](Json const& a, Json const& b) {
    return a["recorded"].get_ref<std::string const&>() < b["recorded"].get_ref<std::string const&>();
  });
  std::vector<std::string> all;
  for (auto const& event : told_) all.push_back(event.dump());
  return all;
}

}  // namespace overens::demonstration
