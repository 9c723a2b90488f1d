#pragma once

// Answers of the engine as lines that can be compared, for tests on journals.

#include "obligation/engine.hpp"
#include "obligation/random_journal_test.hpp"

namespace overens::obligation {

class Reading {
 public:
  explicit Reading(World const& world) : reader_(world.vocabulary) {}
  event::Event const& read(std::string const& line) {
    padded_ = line + std::string(event::line_padding, ' ');
    auto const event = reader_.read(std::string_view(padded_).substr(0, line.size()));
    if (!event) throw std::runtime_error(line + base::english(event.error().why));
    return **event;
  }

 private:
  event::Reader reader_;
  std::string padded_;
};

inline std::string told(VisibleEvents const& view, Obligation const& o) {
  auto line =
      fmt::format("{} {} {} opened {}", o.id(), to_string(o.life), to_string(o.outcome), calendar::to_string(o.opened));
  if (o.due) line += " due " + calendar::to_string(o.due->day);
  if (o.closed) line += " closed " + calendar::to_string(*o.closed);
  if (o.closed_by != no_act) line += fmt::format(" by {}", view.id(view.act(o.closed_by)));
  line += fmt::format(" {} {}", o.reason, o.void_event);
  for (auto const& occasion : o.occasions) line += fmt::format(" {}", view.id(view.act(occasion.act)));
  for (auto const& b : o.bearers) {
    line += fmt::format("; {} {} {}{}{}", view.facts().words().word(b.name), to_string(b.part), b.knowledge.not_told,
                        b.knowledge.source_incomplete, b.knowledge.others_acts_unseen);
  }
  return line;
}

using Lines = std::multiset<std::string>;

inline Lines answer(Answer const& a);
inline Lines answer(Answers const& all) {
  Lines lines;
  for (auto const* one : all) lines.merge(answer(*one));
  return lines;
}

inline Lines answer(Answer const& a) {
  Lines lines;
  for (auto const& o : a.obligations) lines.insert(told(*a.view, o));
  for (auto const& u : a.without_agreement)
    lines.insert(fmt::format("without_agreement {} {}", u.norm->id, a.view->id(a.view->act(u.opened_by))));
  return lines;
}

// What only one of two answers says.
inline std::string difference(Lines const& expected, Lines const& came) {
  std::string all;
  for (auto const& line : expected) {
    if (expected.count(line) != came.count(line)) all += "\n- " + line;
  }
  for (auto const& line : came) {
    if (expected.count(line) != came.count(line)) all += "\n+ " + line;
  }
  return all;
}

inline Lines ask_all(Engine const& engine, Question const& question) {
  Lines lines;
  Engine::Session session(engine, question);
  session.all([&](Answer const& a, std::uint32_t) {
    lines.merge(answer(a));
    return true;
  });
  return lines;
}

}  // namespace overens::obligation
