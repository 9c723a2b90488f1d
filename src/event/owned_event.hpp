#pragma once

#include <memory>

#include "event/event.hpp"

namespace overens::event {

/// An event with all that its views refer to, so that it may be kept after the next has been read. Copies share it.
class OwnedEvent {
 public:
  explicit OwnedEvent(Event const& event);

  Event const& operator*() const { return kept_->event; }
  Event const* operator->() const { return &kept_->event; }

 private:
  struct Kept {
    std::string text;
    std::vector<Value> values;
    Event event;
  };
  std::shared_ptr<Kept const> kept_;
};

}  // namespace overens::event
