#include "event/named.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::event {
namespace {

using base::text;

constexpr char const* individual_parts = "individual_parts";

class Named {
 public:
  Named(Vocabulary const& vocabulary, base::Findings& findings) : v_(vocabulary), findings_(findings) {}

  void by(EventType const& type) {
    if (!type.subject.empty() && v_.kind(type.subject) == nullptr)
      refuse(text("event type {0}: there is no kind {1}", type.name, type.subject),
             text("add the kind, or correct the word"));
    for (auto const& name : type.classes) {
      auto const is_it = [&](Code const& one) { return one.id == name; };
      if (std::none_of(v_.classes.begin(), v_.classes.end(), is_it))
        refuse(text("event type {0}: there is no class {1}", type.name, name),
               text("add the class, or correct the word"));
    }
    for (auto const& name : type.undoes) {
      if (v_.type(name) == nullptr)
        refuse(text("event type {0}: there is no event type {1}", type.name, name),
               text("add the event type, or correct the word"));
    }
  }

  void by_own_page(EventType const& type) {
    for (auto const& part : type.own_page) {
      if (v_.code(individual_parts, part) == nullptr)
        refuse(text("event type {0}: the individual's page has no part {1}", type.name, part),
               text("add the part, or correct the word"));
    }
  }

  void by(Kind const& kind) {
    for (auto const& name : kind.ended_by) {
      if (v_.type(name) == nullptr)
        refuse(text("kind {0}: there is no event type {1}", kind.id, name),
               text("add the event type, or correct the word"));
    }
  }

  void by(Role const& role) {
    for (auto const& source : role.found) {
      for (auto const& name : {source.event, source.ended_by}) {
        if (!name.empty() && v_.type(name) == nullptr)
          refuse(text("role {0}: there is no event type {1}", role.id, name),
                 text("add the event type, or correct the word"));
      }
    }
    for (auto const& kind : role.kinds) {
      if (v_.authority_kind(kind) == nullptr)
        refuse(text("role {0}: there is no kind of authority {1}", role.id, kind), text("add it, or correct the word"));
    }
  }

  void by_program() {
    for (auto const* name : known::all) {
      if (v_.type(name) == nullptr)
        refuse(text("the event type {0} is missing: the program acts on it", name), text("add it"));
    }
  }

 private:
  void refuse(base::Text what, base::Text instead) {
    findings_.refuse({"vocabulary"}, std::move(what), std::move(instead));
  }

  Vocabulary const& v_;
  base::Findings& findings_;
};

}  // namespace

void check_named(Vocabulary const& vocabulary, base::Findings& findings) {
  Named named(vocabulary, findings);
  for (auto const& type : vocabulary.types) {
    named.by(type);
    named.by_own_page(type);
  }
  for (auto const& kind : vocabulary.kinds) named.by(kind);
  for (auto const& role : vocabulary.roles) named.by(role);
  named.by_program();
}

}  // namespace overens::event
