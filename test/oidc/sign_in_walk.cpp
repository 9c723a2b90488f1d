// A sign-in by one provider, asked line by line. The first argument is the setting, as JSON; each line of standard
// input a question, each line of standard output its answer, {"fault": …} for a refusal:
//
//   {"do": "begin", "fresh": true}                        → {"address", "cookie"}
//   {"do": "finish", "query": [["code", "…"], …], "cookie": "…"}  → {"subject", "person", "level", "session"}
//   {"do": "end", "token": "…"}                           → {"subject", "session"}
//   {"do": "get", "address": "…"}                         → {"status", "body", "cache_control"}
//   {"do": "later", "seconds": 60}                        → {}

#include <iostream>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "outgoing/provider_connection.hpp"

namespace {

using nlohmann::json;
using namespace overens;

json fault(account::SignInFault fault) {
  return {{"fault", account::name_of(fault)}};
}

account::Provider provider_of(json const& setting) {
  account::Provider provider{.id = "test",
                             .issuer = setting.at("issuer"),
                             .client_id = setting.value("client_id", "overens"),
                             .client_secret = setting.value("client_secret", "")};
  provider.levels = setting.value("levels", std::vector<std::string>{});
  provider.scopes = setting.value("scopes", provider.scopes);
  provider.person_claim = setting.value("person_claim", provider.person_claim);
  return provider;
}

outgoing::HttpsOptions options_of(json const& setting) {
  outgoing::HttpsOptions options{.proxy = setting.value("proxy", ""), .authorities = setting.value("authorities", "")};
  if (setting.contains("milliseconds")) options.in_all = std::chrono::milliseconds(setting["milliseconds"].get<long>());
  return options;
}

class Asked {
 public:
  explicit Asked(json const& setting)
      : client_(options_of(setting)),
        connection_(provider_of(setting), setting.at("our_address"), client_, [this] { return now(); }) {}

  json answer(json const& question) {
    auto const what = question.at("do").get<std::string>();
    if (what == "begin") return begin(question);
    if (what == "finish") return finish(question);
    if (what == "end") return end(question);
    if (what == "get") return get(question);
    later_ += std::chrono::seconds(question.at("seconds").get<long>());
    return json::object();
  }

 private:
  calendar::Instant now() const {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()) + later_;
  }
  json begin(json const& question) {
    auto const begun = connection_.begin({.fresh = question.value("fresh", false)});
    if (!begun) return fault(begun.error());
    kept_[begun->kept.state_hash] = begun->kept;
    return {{"address", begun->address}, {"cookie", begun->cookie}};
  }
  json finish(json const& question) {
    auto const answer = account::read_answer(question.at("query").get<account::Parameters>());
    if (!answer) return fault(answer.error());
    auto const taken = kept_.extract(account::state_hash_of(answer->state));
    auto const* const kept = taken.empty() ? nullptr : &taken.mapped();
    auto const read = connection_.finish(*answer, kept, question.at("cookie").get<std::string>());
    if (!read) return fault(read.error());
    return {
        {"subject", read->subject}, {"person", read->person}, {"level", read->level}, {"session", read->session_id}};
  }
  json end(json const& question) {
    auto const read = connection_.end(question.at("token").get<std::string>());
    if (!read) return fault(read.error());
    return {{"subject", read->subject}, {"session", read->session_id}};
  }
  json get(json const& question) {
    auto const received = client_.get(question.at("address"));
    if (!received) return fault(received.error());
    return {{"status", received->status}, {"body", received->body}, {"cache_control", received->cache_control}};
  }

  std::chrono::seconds later_{0};
  outgoing::HttpsClient client_;
  outgoing::ProviderConnection connection_;
  std::map<std::string, account::PendingSignIn> kept_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  Asked asked(json::parse(arguments[1]));
  for (std::string line; std::getline(std::cin, line);)
    std::cout << asked.answer(json::parse(line)).dump() << std::endl;
  return 0;
}
