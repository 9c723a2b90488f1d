#include "event/owned_event.hpp"

namespace overens::event {
namespace {

template <class Take>
void for_each_text(Event& event, std::vector<Value>& values, Take const& take) {
  for (auto* text : {&event.id, &event.owner, &event.as_told_by, &event.unit, &event.in_case, &event.person,
                     &event.subject.kind, &event.subject.id, &event.stream, &event.command, &event.actor})
    take(*text);
  for (auto& value : values) take(value.text);
}

}  // namespace

OwnedEvent::OwnedEvent(Event const& event) {
  auto kept = std::make_shared<Kept>();
  kept->event = event;
  kept->values.assign(event.data.begin(), event.data.end());
  std::size_t size = 0;
  for_each_text(kept->event, kept->values, [&](std::string_view text) { size += text.size(); });
  kept->text.reserve(size);  // so that the text does not move while it is written
  for_each_text(kept->event, kept->values, [&](std::string_view& text) {
    auto const from = kept->text.size();
    kept->text.append(text);
    text = std::string_view(kept->text).substr(from);
  });
  kept->event.data = kept->values;
  kept_ = std::move(kept);
}

}  // namespace overens::event
