// What there is from the beginning: the parties' authorities and units, the forums and their seats, and that the
// parties have approved the agreement.

#include <algorithm>

#include <fmt/format.h>

#include "demonstration/story.hpp"
#include "event/known.hpp"

namespace overens::demonstration {
namespace {

using agreement::Party;
using Json = nlohmann::ordered_json;

namespace known = event::known;

class Founding {
 public:
  Founding(Story& story, Year const& year) : story_(story), year_(year), pack_(*year.pack) {}

  void run() {
    for (auto const& party : pack_.parties) {
      register_authority(party);
      open_units(party);
      approve(party);
    }
    for (auto const& forum : pack_.forums) {
      if (!forum.per_municipality) {
        begin_forum(forum, nullptr);
        continue;
      }
      for (auto const& party : pack_.parties) {
        if (party.kind == Party::Kind::municipality) begin_forum(forum, &party);
      }
    }
  }

 private:
  Party const& region() const {
    auto const found = std::find_if(pack_.parties.begin(), pack_.parties.end(),
                                    [](Party const& party) { return party.kind == Party::Kind::region; });
    return found == pack_.parties.end() ? pack_.parties.front() : *found;
  }

  void tell(std::string const& type, std::string const& owner, std::string const& subject, Json data,
            std::string_view of) {
    auto const number = Chance(year_.seed).number(fmt::format("{} {}", pack_.agreement, type), of);
    story_.tell({fmt::format("demo-{:016x}", number), type, year_.from, owner, subject, std::move(data)},
                year_.through);
  }

  void register_authority(Party const& party) {
    if (!story_.authority_of(party.code).empty()) return;
    auto const of = party.kind == Party::Kind::region ? "region" : "municipality";
    auto const& kinds = story_.vocabulary().authority_kinds;
    auto const kind =
        std::find_if(kinds.begin(), kinds.end(), [&](event::AuthorityKind const& one) { return one.party == of; });
    if (kind == kinds.end()) return;
    auto const authority = fmt::format("demo-{}", party.code);
    tell(known::authority_registered, authority, authority,
         {{"party", party.code}, {"kind", kind->id}, {"name", fmt::format("{}, {}", kind->label.sv, party.name)}},
         party.code);
    tell(known::authority_joined, authority, authority, Json::object(), party.code);
  }

  // A unit of each kind that the agreement names for such a party.
  void open_units(Party const& party) {
    auto const authority = story_.authority_of(party.code);
    if (!story_.unit_of(authority).empty()) return;
    auto const of = party.kind == Party::Kind::region ? "region" : "municipality";
    for (auto const& route : pack_.units) {
      if (route.party != of) continue;
      auto const unit = fmt::format("demo-{}-{}", party.code, route.id);
      if (story_.has("unit", unit)) continue;
      tell(
          known::unit_opened, authority, unit,
          {{"authority", authority}, {"kind", route.kind}, {"name", fmt::format("{}, {}", route.title.sv, party.name)}},
          unit);
    }
  }

  void approve(Party const& party) {
    auto const is_signed = pack_.approval && pack_.approval->form == agreement::Approval::Form::signature;
    auto const* const type = is_signed ? known::agreement_signed : known::agreement_approved;
    tell(type, story_.authority_of(party.code), pack_.agreement, {{"version", pack_.version}, {"party", party.code}},
         party.code);
  }

  void begin_forum(agreement::Forum const& forum, Party const* municipality) {
    auto const there = story_.forums(pack_.agreement, forum.id);
    if (municipality == nullptr && !there.empty()) return;
    auto const forum_id =
        fmt::format("demo-{}-{}", municipality == nullptr ? region().code : municipality->code, forum.id);
    auto const convenor = municipality != nullptr && forum.convened_by != "region" ? municipality->code : region().code;
    auto name = forum.now.empty() ? forum.title.sv : forum.now.back().name;
    if (municipality != nullptr) name += ", " + municipality->name;
    Json data = {{"role", forum.id}, {"agreement", pack_.agreement}, {"convened_by", convenor}, {"name", name}};
    data["members"] = Json::array({region().code});
    if (municipality != nullptr) data["municipality"] = municipality->code;
    for (auto const& party : pack_.parties) {
      if (party.kind == Party::Kind::municipality && (municipality == nullptr || &party == municipality))
        data["members"].push_back(party.code);
    }
    auto const members = data["members"];
    tell(known::forum_founded, story_.authority_of(convenor), forum_id, std::move(data), forum_id);
    fill_seats(forum_id, members);
  }

  void fill_seats(std::string const& forum, Json const& parties) {
    auto const* type = story_.vocabulary().type("seat.filled");
    if (type == nullptr) return;
    for (auto const& party : parties) {
      auto const code = party.get<std::string>();
      auto const seat = fmt::format("{}-{}", forum, code);
      tell(type->name, story_.authority_of(code), seat, {{"forum", forum}, {"party", code}}, seat);
    }
  }

  Story& story_;
  Year const& year_;
  agreement::Pack const& pack_;
};

}  // namespace

void found(Story& story, Year const& year) {
  Founding(story, year).run();
}

}  // namespace overens::demonstration
