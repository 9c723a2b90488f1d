#include <algorithm>
#include <cstdio>
#include <numeric>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/overview.hpp"
#include "cli/terminal.hpp"
#include "wording/obligations.hpp"

namespace overens::cli {
namespace {

using base::plural;
using base::text;
using obligation::Answer;

/// The answer for programs: one obligation a line inside one JSON object, so that any number of them needs no memory.
class AsJson {
 public:
  AsJson(Prepared& prepared, obligation::Registry const& registry, wording::Language const& say)
      : prepared_(prepared), registry_(registry), words_(say, *prepared.engine, registry), say_(say) {}

  void begin() {
    nlohmann::ordered_json asked = {{"on", calendar::to_string(prepared_.question.on)}};
    if (prepared_.is_as_known()) asked["as_known"] = calendar::to_string(prepared_.question.as_known);
    if (prepared_.question.viewer != 0)
      asked["seen_by"] = prepared_.engine->facts().words().word(prepared_.question.viewer);
    asked["not_in_force"] = words_.not_in_force(prepared_.question.on.day);
    auto const head = asked.dump();
    fmt::print("{},\"obligations\":[", head.substr(0, head.size() - 1));
  }

  void take(Answer const& answer) {
    auto const& view = *answer.view;
    for (auto const& o : answer.obligations) {
      nlohmann::ordered_json json = {{"id", o.id()},
                                     {"agreement", o.pack->agreement},
                                     {"version", o.pack->version},
                                     {"norm", o.norm->id},
                                     {"title", say_.say(o.norm->title)},
                                     {"verb", to_string(o.norm->verb)},
                                     {"cite", o.norm->cite},
                                     {"per", o.norm->per},
                                     {"subject", o.subject_id},
                                     {"opened", to_string(o.opened)},
                                     {"life", to_string(o.life)},
                                     {"outcome", to_string(o.outcome)},
                                     {"late", is_late(o, prepared_.question.on)},
                                     {"status", words_.status(o, prepared_.question.on)}};
      if (!applies(o, registry_, prepared_.question.on.day)) json["applies"] = false;
      if (view.group().kind == "case") json["case"] = view.group().id;
      if (!o.period.empty()) json["period"] = o.period;
      if (o.due) json["due"] = o.due->at ? to_string(*o.due->at) : to_string(o.due->day);
      if (o.watch) json["watch"] = o.watch->at ? to_string(*o.watch->at) : to_string(o.watch->day);
      if (o.closed) json["closed"] = to_string(*o.closed);
      if (!o.reason.empty()) json["reason"] = o.reason;
      if (auto const reason = words_.reason(o); !reason.empty()) json["reason_says"] = reason;
      if (!o.void_event.empty()) json["void_event"] = o.void_event;
      add_acts(json, view, o);
      if (!o.norm->readings.empty()) json["readings"] = o.norm->readings;
      if (o.seen_by_nobody) json["seen_by_nobody"] = true;
      if (o.may_have_been_done(prepared_.question.on)) json["may_have_been_done"] = true;
      for (auto const& source : o.incomplete_sources) {
        auto const id = prepared_.engine->facts().words().word(source.name);
        json["incomplete_sources"].push_back({{"id", id}, {"name", words_.name(source.name, source.is_party)}});
      }
      for (auto const& bearer : o.bearers) json["bearers"].push_back(as_json(bearer));
      fmt::print("{}\n{}", first_ ? "" : ",", json.dump());
      first_ = false;
    }
    for (auto const& u : answer.without_agreement) {
      without_agreement_.push_back({{"norm", u.norm->id},
                                    {"agreement", u.agreement},
                                    {"opened_by", view.id(view.act(u.opened_by))},
                                    {"message", words_.no_agreement(view, u)}});
    }
    for (auto const& l : answer.ladders) {
      ladders_.push_back({{"ladder", l.ladder->id},
                          {"dispute", l.subject_id},
                          {"rung", l.ladder->rungs[l.rung].id},
                          {"ended", l.ended},
                          {"message", words_.ladder(l)}});
    }
  }

  void end(std::vector<obligation::Problem> const& problems) {
    auto bad = nlohmann::ordered_json::array();
    for (auto const& line : prepared_.read.first_bad)
      bad.push_back({{"line", line.line}, {"code", line.why.code}, {"message", say_.say(line.why.why)}});
    auto odd = nlohmann::ordered_json::array();
    for (auto const& problem : prepared_.problems)
      odd.push_back({{"event", problem.event}, {"message", say_.say(problem.what)}});
    for (auto const& problem : problems) odd.push_back({{"event", problem.event}, {"message", say_.say(problem.what)}});
    fmt::print(
        "\n],\n\"no_agreement_in_force\":{},\n\"ladders\":{},\n\"problems\":{},\n\"lines\":{},\"bad_lines\":{},"
        "\n\"first_bad_"
        "lines\":{}}}\n",
        without_agreement_.dump(), ladders_.dump(), odd.dump(), prepared_.read.lines, prepared_.read.bad, bad.dump());
  }

 private:
  nlohmann::ordered_json as_json(obligation::BearerOf const& bearer) const {
    nlohmann::ordered_json one = {{"id", prepared_.engine->facts().words().word(bearer.name)},
                                  {"name", words_.name(bearer)},
                                  {"part", to_string(bearer.part)}};
    if (bearer.left_out) one["left_out"] = true;
    if (bearer.knowledge.source_incomplete) one["source_incomplete"] = true;
    if (bearer.knowledge.not_told) one["not_told"] = true;
    if (bearer.knowledge.others_acts_unseen) one["others_acts_unseen"] = true;
    if (bearer.knowledge.group_unknown) one["group_unknown"] = true;
    return one;
  }

  // What it rests on: which events opened, settled, broke or used it.
  static void add_acts(nlohmann::ordered_json& json, obligation::VisibleEvents const& view,
                       obligation::Obligation const& o) {
    auto const id = [&](std::uint32_t act) { return view.id(view.act(act)); };
    if (o.opened_by != obligation::no_act) json["opened_by"] = id(o.opened_by);
    if (o.counted_from != obligation::no_act && (o.due || o.watch)) json["counted_from"] = id(o.counted_from);
    if (o.closed_by != obligation::no_act) json["closed_by"] = id(o.closed_by);
    for (auto const& occasion : o.occasions)
      json["occasions"].push_back({{"event", id(occasion.act)}, {"on", to_string(occasion.when)}});
    if (o.late_act != obligation::no_act) json["later"] = id(o.late_act);
  }

  static char const* to_string(agreement::Verb verb) {
    switch (verb) {
      case agreement::Verb::must:
        return "must";
      case agreement::Verb::should:
        return "should";
      case agreement::Verb::may:
        return "may";
      case agreement::Verb::must_not:
        return "must_not";
      case agreement::Verb::promise:
        return "promise";
    }
    return "";
  }
  static std::string to_string(calendar::Moment const& m) { return calendar::to_string(m); }
  static std::string to_string(calendar::Instant i) { return calendar::to_string(i); }
  static std::string to_string(calendar::Day d) { return calendar::to_string(d); }
  template <class T>
  static std::string_view to_string(T value) {
    return obligation::to_string(value);
  }

  Prepared& prepared_;
  obligation::Registry const& registry_;
  wording::ObligationWords words_;
  wording::Language const& say_;
  nlohmann::ordered_json without_agreement_ = nlohmann::ordered_json::array();
  nlohmann::ordered_json ladders_ = nlohmann::ordered_json::array();
  bool first_ = true;
};

}  // namespace

namespace {

base::Text heading(Prepared const& prepared, wording::ObligationWords const& words) {
  auto const on = calendar::to_string(prepared.question.on.day);
  auto const viewer = prepared.question.viewer;
  auto const who = viewer == 0 ? std::string() : words.name(viewer, false);
  if (!prepared.is_as_known())
    return viewer == 0 ? text("What is to be done on {0}", on)
                       : text("What is to be done on {0}, as {1} knows it", on, who);
  return viewer == 0 ? text("What is to be done on {0}, by what was known {1}", on, prepared.known_at())
                     : text("What is to be done on {0}, as {1} knew it {2}", on, who, prepared.known_at());
}

base::Text how_many_events(Prepared const& prepared) {
  if (prepared.is_as_known())
    return plural("one event known then", "{0} events known then", static_cast<long>(prepared.known));
  return plural("one event", "{0} events", static_cast<long>(prepared.engine->facts().count()));
}

void say_problems(Prepared const& prepared, std::vector<obligation::Problem> const& met, wording::Language const& say) {
  for (auto const* problems : {&prepared.problems, &met}) {
    for (auto const& problem : *problems) fmt::print(stderr, "overens: {}: {}\n", problem.event, say.say(problem.what));
  }
}

/// Whose person it is: two authorities may call theirs by the same id.
std::string_view owner_of(obligation::Facts const& facts, obligation::Group const& group) {
  std::string_view owner;
  facts.each_member(group.number, [&](std::uint32_t number) {
    auto const& fact = facts.fact(number);
    if (fact.person == group.key) owner = facts.words().word(fact.owner);
  });
  return owner;
}

/// The groups by their names, so that the answer does not depend on the
/// order in which their events came.
std::vector<std::uint32_t> in_order(obligation::Facts const& facts) {
  std::vector<std::uint32_t> order(facts.group_count());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    auto const& one = facts.group_at(a);
    auto const& other = facts.group_at(b);
    auto const names = [](obligation::Group const& group) { return std::tie(group.kind, group.id); };
    return names(one) != names(other) ? names(one) < names(other) : owner_of(facts, one) < owner_of(facts, other);
  });
  return order;
}

/// Under the title of an explanation: the day, whose knowledge, and of when.
base::Text asked_of(Prepared const& prepared, wording::ObligationWords const& words) {
  auto const on = calendar::to_string(prepared.question.on.day);
  auto const viewer = prepared.question.viewer;
  auto const who = viewer == 0 ? std::string() : words.name(viewer, false);
  if (!prepared.is_as_known()) return viewer == 0 ? text("On {0}", on) : text("On {0}, as {1} knows it", on, who);
  return viewer == 0 ? text("On {0}, by what was known {1}", on, prepared.known_at())
                     : text("On {0}, as {1} knew it {2}", on, who, prepared.known_at());
}

}  // namespace

int evaluate(QuestionOptions const& options, bool json, bool all, wording::Language const& say) {
  auto prepared = prepare(options, say);
  if (!prepared) return prepared.error();
  obligation::Engine::Session session(*prepared->engine, prepared->question);
  Progress progress(say.say(text("working out what is owed")), options.quiet);
  if (json) {
    AsJson out(*prepared, session.registry(), say);
    out.begin();
    auto const order = in_order(prepared->engine->facts());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      for (auto const* answer : session.ask(order[i])) out.take(*answer);
      progress.at(static_cast<double>(i + 1) / static_cast<double>(order.size()));
    }
    out.end(session.problems());
  } else {
    wording::ObligationWords const words(say, *prepared->engine, session.registry());
    print_fitted("{}\n{}\n", say.say(heading(*prepared, words)), say.say(how_many_events(*prepared)));
    for (auto const& line : words.not_in_force(prepared->question.on.day)) print_fitted("{}\n", line);
    for (auto const& life : session.registry().lifecycles()) {
      auto const* version = life.in_force(prepared->question.on.day);
      auto const family = prepared->engine->rules().agreement_index(life.versions().front()->agreement);
      if (version == nullptr || !session.registry().in_use(family)) continue;
      if (version->text == agreement::TextStatus::not_available)
        print_fitted("{}: {}\n", say.say(version->title),
                     say.say(text("its text is missing here, so what it asks for can't be told.")));
      if (version->text == agreement::TextStatus::summary)
        print_fitted("{}: {}\n", say.say(version->title), say.say(text("only a summary of it has been read.")));
    }
    Overview out(*prepared, session.registry(), all, say);
    session.all([&](Answer const& answer, std::uint32_t done) {
      out.take(answer);
      progress.at(static_cast<double>(done) / static_cast<double>(session.groups()));
      return true;
    });
    out.print();
    say_problems(*prepared, session.problems(), say);
  }
  return prepared->read.bad > 0 ? 3 : 0;
}

int explain(QuestionOptions const& options, std::string const& id, wording::Language const& say) {
  auto prepared = prepare(options, say);
  if (!prepared) return prepared.error();
  obligation::Engine::Session session(*prepared->engine, prepared->question);
  wording::ObligationWords const words(say, *prepared->engine, session.registry());
  std::vector<std::string> near;
  bool found = false;
  session.all([&](Answer const& answer, std::uint32_t) {
    for (auto const& o : answer.obligations) {
      auto const own = o.id();
      // The agreement's name may be left out where the rest is enough.
      if (own != id && own.substr(own.find('/') + 1) != id) {
        if (near.size() < 5 && own.find(id) != std::string::npos) near.push_back(own);
        continue;
      }
      found = true;
      print_fitted("{}\n{}\n", say.say(o.norm->title), say.say(asked_of(*prepared, words)));
      for (auto const& line : words.not_in_force(prepared->question.on.day)) print_fitted("{}\n", line);
      for (auto const& paragraph : words.why(*answer.view, o)) {
        print_fitted("\n{}\n", paragraph.heading);
        for (auto const& line : paragraph.lines) print_fitted("  {}\n", line);
      }
      return false;
    }
    return true;
  });
  say_problems(*prepared, session.problems(), say);
  if (found) return 0;
  fmt::print(stderr, "overens: {}\n", say.say(text("nothing with the id {0} on that day", id)));
  for (auto const& one : near) fmt::print(stderr, "  {}\n", one);
  if (near.empty())
    fmt::print(stderr, "    → {}\n",
               say.say(text("the ids stand in the answer of overens evaluate, with the same options")));
  return 1;
}

}  // namespace overens::cli
