#include "demonstration/story.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "event/known.hpp"

namespace overens::demonstration {

using Json = nlohmann::ordered_json;

namespace {

std::string text_at(Json const& json, char const* key) {
  auto const found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

Story::Story(std::vector<agreement::Pack const*> const& packs, event::Vocabulary const& vocabulary,
             std::vector<std::string> const& before, std::uint64_t seed)
    : vocabulary_(vocabulary), reader_(vocabulary), engine_(packs, vocabulary), chance_(seed) {
  for (auto const& line : before) know(Json::parse(line));
}

void Story::know(Json const& event) {
  auto line = event.dump();
  auto const length = line.size();
  line.append(event::line_padding, '\0');
  auto const read = reader_.read(std::string_view(line).substr(0, length));
  if (!read && !refused_) refused_ = read.error();
  if (!read) return;
  engine_.add(**read);
  auto const type = text_at(event, "type");
  auto const data = event.value("data", Json::object());
  auto const subject = event.value("subject", Json::object());
  auto const id = text_at(subject, "id");
  subjects_[{text_at(subject, "kind"), id}] = true;
  if (type == event::known::authority_registered)
    authorities_.push_back({id, text_at(data, "party"), text_at(data, "kind")});
  if (type == event::known::forum_founded) forums_.push_back({id, text_at(data, "role"), text_at(data, "agreement")});
  if (type == event::known::unit_opened) units_.emplace(text_at(data, "authority"), id);
}

void Story::tell(Happens const& what, calendar::Day last) {
  auto const recorded = working_day(what.on + std::chrono::days(what.recorded_after));
  if (recorded > last) return;
  auto const* type = vocabulary_.type(what.type);
  // One after the other, since a forum is not founded before its authority; the first in the morning or later.
  auto const [clock, is_first] = clock_.try_emplace(recorded);
  clock->second = is_first ? chance_.at_work(recorded, what.id)
                           : clock->second + std::chrono::seconds(chance_.between(5, 60, "next", what.id));
  Json event = {{"id", what.id},
                {"type", what.type},
                {"happened", calendar::to_string(what.on)},
                {"recorded", calendar::to_string(clock->second)},
                {"owner", what.owner}};
  if (!type->subject.empty()) event["subject"] = {{"kind", type->subject}, {"id", what.subject}};
  if (!what.data.empty()) event["data"] = what.data;
  know(event);
  told_.push_back(std::move(event));
}

std::string Story::authority_of(std::string const& party) const {
  auto const found =
      std::find_if(authorities_.begin(), authorities_.end(), [&](Authority const& one) { return one.party == party; });
  return found == authorities_.end() ? std::string() : found->id;
}

std::string Story::kind_of(std::string const& authority) const {
  auto const found =
      std::find_if(authorities_.begin(), authorities_.end(), [&](Authority const& one) { return one.id == authority; });
  return found == authorities_.end() ? std::string() : found->kind;
}

std::vector<std::string> Story::forums(std::string const& agreement, std::string const& role) const {
  std::vector<std::string> all;
  for (auto const& forum : forums_) {
    if (forum.agreement == agreement && forum.role == role) all.push_back(forum.id);
  }
  return all;
}

std::string Story::unit_of(std::string const& authority) const {
  auto const found = units_.find(authority);
  return found == units_.end() ? std::string() : found->second;
}

bool Story::has(std::string const& subject_kind, std::string const& id) const {
  return subjects_.contains({subject_kind, id});
}

base::Expected<std::vector<std::string>> Story::lines() const {
  if (refused_) return tl::unexpected(*refused_);
  auto in_order = told_;
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](Json const& a, Json const& b) { return text_at(a, "recorded") < text_at(b, "recorded"); });
  std::vector<std::string> all;
  for (auto const& event : in_order) all.push_back(event.dump());
  return all;
}

base::Expected<std::vector<std::string>> governance(Year const& year, std::vector<agreement::Pack const*> const& packs,
                                                    event::Vocabulary const& vocabulary,
                                                    std::vector<std::string> const& before) {
  Story story(packs, vocabulary, before, year.seed);
  found(story, year);
  Work(story, year).run();
  return story.lines();
}

}  // namespace overens::demonstration
