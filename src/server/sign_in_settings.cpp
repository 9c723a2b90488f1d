#include "server/sign_in_settings.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "account/client_assertion.hpp"
#include "account/signature.hpp"
#include "account/web_address.hpp"
#include "disk/files.hpp"
#include "server/given_values.hpp"
#include "server/secret_file.hpp"

namespace overens::server {
namespace {

using base::text;

constexpr char const* providers_setting = "sign_in.providers";

/// One provider of the list, and where it stands.
class ProviderReading {
 public:
  ProviderReading(GivenValues const& values, base::Node const& node, base::Findings& findings)
      : values_(values), node_(node), findings_(findings) {}

  account::Provider read() {
    words("id", provider_.id);
    words("name", provider_.name_sv);
    provider_.name_en = provider_.name_sv;
    words("name_en", provider_.name_en);
    words("client_id", provider_.client_id);
    words("person_claim", provider_.person_claim);
    std::string for_whom;
    words("for", for_whom);
    provider_.is_for_individuals = for_whom == "individuals";
    list("scopes", provider_.scopes);
    list("levels", provider_.levels);
    list("algorithms", provider_.algorithms);
    read_issuer();
    read_secret();
    auto const& scopes = provider_.scopes;
    if (std::find(scopes.begin(), scopes.end(), "openid") == scopes.end())
      findings_.refuse(place("scopes"), text("without the scope openid nobody signs in"), text("add openid"));
    if (provider_.levels.empty() && provider_.is_for_individuals)
      findings_.refuse(place("levels"), text("individuals have to sign in strongly enough at {0}", provider_.id),
                       text("name the ways that are strong enough: levels"));
    else if (provider_.levels.empty())
      findings_.warn(values_.place_in(providers_setting, node_),
                     text("any way to sign in at {0} is taken, however weak", provider_.id),
                     text("name those that are strong enough: levels"));
    return provider_;
  }

 private:
  void words(std::string_view key, std::string& to) const {
    if (auto const* const found = node_.find(key)) to = found->text;
  }
  void list(std::string_view key, std::vector<std::string>& to) const {
    auto const* const found = node_.find(key);
    if (found == nullptr) return;
    to.clear();
    for (auto const& item : found->items) to.push_back(item.text);
  }
  base::Place place(std::string_view key) const {
    auto const* const found = node_.find(key);
    return values_.place_in(providers_setting, found == nullptr ? node_ : *found);
  }

  void read_issuer() {
    words("issuer", provider_.issuer);
    if (!account::is_provider_address(provider_.issuer) || provider_.issuer.find('?') != std::string::npos)
      findings_.refuse(place("issuer"), text("{0} is no address of a provider", provider_.issuer),
                       text("write what the provider calls itself, such as https://idp.region.example"));
  }
  std::string secret_in(char const* key) {
    std::string file;
    words(key, file);
    return file.empty() ? std::string() : server::read_secret(place(key), file, findings_);
  }
  void read_secret() {
    provider_.client_secret = secret_in("client_secret_file");
    provider_.client_key = secret_in("client_key_file");
    if (!provider_.client_key.empty() && !account::is_client_key(provider_.client_key))
      findings_.refuse(place("client_key_file"), text("this is no private key with kid and alg (JWK)"),
                       text("make one: jose jwk gen -i '{\"alg\":\"ES256\",\"kid\":\"1\"}' -o FILE"));
    if (node_.find("client_key_file") != nullptr && node_.find("client_secret_file") != nullptr)
      findings_.refuse(place("client_secret_file"), text("a provider is shown a key or a secret, not both"));
  }

  GivenValues const& values_;
  base::Node const& node_;
  base::Findings& findings_;
  account::Provider provider_;
};

bool can_be_read(std::string const& file) {
  try {
    disk::read_file(file);
    return true;
  } catch (std::runtime_error const&) {
    return false;
  }
}

// The site's own address has no path: the program answers at the root of its host.
bool is_site(std::string_view address) {
  auto const host = address.find("://") == std::string_view::npos ? address.size() : address.find("://") + 3;
  return account::is_provider_address(address) && address.find_first_of("/?", host) == std::string_view::npos;
}

}  // namespace

base::ShapePtr sign_in_shape() {
  using namespace base::shape;
  auto const provider = map({
      required("id", id(text("a provider")), text("in the addresses that are registered at the provider")),
      required("name", value(), text("what people know it by, in Swedish")),
      optional("name_en", value(), text("the same in English")),
      required("issuer", value(), text("its address, exactly as it calls itself")),
      required("client_id", value(), text("what it calls this program")),
      optional("client_secret_file", value(), text("a file with the secret that it has given us")),
      optional("client_key_file", value(), text("a file with a private key of ours (JWK), in the place of a secret")),
      optional("scopes", list(value()), text("what is asked for, openid among it")),
      optional("levels", list(value()),
               text("the ways to sign in (acr) that are strong enough: asked for, and no other is taken")),
      optional("person_claim", value(), text("the claim that names the person, such as employeeHsaId")),
      optional("for", code({"staff", "individuals"}),
               text("who signs in by it: staff, or individuals, whose personal number person_claim holds")),
      optional("algorithms", list(code(account::known_algorithms())), text("how its tokens may be signed")),
  });
  return map({
      optional("address", value(), text("where browsers reach the site, such as https://overens.region.example")),
      optional("proxy", value(),
               text("through which the providers are reached; without it straight, whatever the environment says")),
      optional("authorities", value(),
               text("a PEM file: those who may sign the providers' certificates, in the place of the machine's")),
      optional("providers", list(provider), text("services that people sign in by (OpenID Connect)")),
  });
}

SignInSettings read_sign_in(GivenValues const& values, base::Findings& findings) {
  SignInSettings settings;
  settings.address = values.words("sign_in.address").value_or("");
  settings.proxy = values.words("sign_in.proxy").value_or("");
  settings.authorities = values.words("sign_in.authorities").value_or("");
  if (!settings.address.empty() && !is_site(settings.address))
    findings.refuse(values.place("sign_in.address"), text("{0} is no address of a site", settings.address),
                    text("write such as https://overens.region.example, without a path"));
  if (!settings.authorities.empty() && !can_be_read(settings.authorities))
    findings.refuse(values.place("sign_in.authorities"), text("the file {0} can't be read", settings.authorities));
  for (auto const& node : values.items(providers_setting)) {
    auto provider = ProviderReading(values, node, findings).read();
    auto const is_there = std::any_of(settings.providers.begin(), settings.providers.end(),
                                      [&](account::Provider const& other) { return other.id == provider.id; });
    if (is_there) findings.refuse(values.place_in(providers_setting, node), text("{0} stands twice", provider.id));
    settings.providers.push_back(std::move(provider));
  }
  if (!settings.providers.empty() && settings.address.empty())
    findings.refuse(values.place(providers_setting), text("the providers don't know where to send the browser back"),
                    text("write where browsers reach the site: sign_in.address"));
  return settings;
}

std::string answer_address(SignInSettings const& settings, account::Provider const& provider) {
  return settings.address + "/logga-in/" + provider.id + "/svar";
}

}  // namespace overens::server
