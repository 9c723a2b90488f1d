#include "agreement/recorded_fit.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::agreement {

using base::Refusal;
using base::text;

namespace {

// Versions differ in what they promise: it is theirs when one of them says so, or none says anything.
bool is_theirs(std::string const& commitment, std::string const& party, std::span<Pack const* const> versions) {
  auto is_known = false;
  for (auto const* version : versions) {
    auto const* who = version->party(party);
    for (auto const& one : version->commitments) {
      if (one.id != commitment) continue;
      is_known = true;
      if (who != nullptr && one.binds(*who)) return true;
    }
  }
  return !is_known;
}

// For people to read; the code of one that no version has.
std::string party_name(std::string const& code, std::span<Pack const* const> versions) {
  for (auto const* version : versions) {
    if (auto const* party = version->party(code)) return party->name;
  }
  return code;
}

}  // namespace

std::optional<Refusal> misfit(RecordedOnAgreement const& recorded, std::span<Pack const* const> packs) {
  auto const& [agreement, event, by, of_parties, commitment] = recorded;
  std::vector<Pack const*> versions;
  std::copy_if(packs.begin(), packs.end(), std::back_inserter(versions),
               [&](auto const* pack) { return pack->agreement == recorded.agreement; });
  auto const any = [&](auto const& is) { return std::any_of(versions.begin(), versions.end(), is); };
  auto const is_party = [&](std::string const& code) {
    return any([&](auto const* version) { return version->party(code) != nullptr; });
  };
  if (versions.empty()) return Refusal{"unknown_agreement", text("there is no agreement {0}", agreement), "subject"};
  if (!event.version.empty() && !any([&](auto const* version) { return version->version == recorded.event.version; }))
    return Refusal{"unknown_version", text("the agreement {0} has no version {1}", agreement, event.version),
                   "version"};
  if (event.type == event::known::agreement_signed && event.party.empty() && event.forum.empty())
    return Refusal{"missing_key", text("a signature is for a party or for a forum"), "party"};
  if (!event.party.empty() && !is_party(event.party))
    return Refusal{"wrong_party", text("{0} is no party of the agreement {1}", event.party, agreement), "party"};
  if (!event.party.empty() && !is_theirs(commitment, event.party, versions))
    return Refusal{"wrong_party", text("it is no commitment of {0}", party_name(event.party, versions)), "party"};
  if (!of_parties) return std::nullopt;
  if (std::none_of(of_parties->begin(), of_parties->end(), is_party))
    return Refusal{"wrong_party", text("{0} belongs to no party of the agreement {1}", by, agreement), "owner"};
  if (!event.party.empty() && std::find(of_parties->begin(), of_parties->end(), event.party) == of_parties->end())
    return Refusal{"wrong_party",
                   text("{0} does not belong to {1}, and can't act for it", by, party_name(event.party, versions)),
                   "party"};
  return std::nullopt;
}

}  // namespace overens::agreement
