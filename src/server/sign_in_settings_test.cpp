#include "server/sign_in_settings.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "server/settings.hpp"

namespace overens::server {
namespace {

namespace fs = std::filesystem;

/// A folder of its own with a settings file and a secret.
class SignInFile {
 public:
  SignInFile() {
    write("secret", "a secret of ours\n");
    fs::permissions(folder_ / "secret", fs::perms::owner_read | fs::perms::owner_write);
  }
  ~SignInFile() { fs::remove_all(folder_); }
  SignInFile(SignInFile const&) = delete;
  SignInFile& operator=(SignInFile const&) = delete;

  std::string write(char const* name, std::string const& bytes) const {
    std::ofstream(folder_ / name) << bytes;
    return (folder_ / name).string();
  }
  Settings read(std::string const& sign_in, base::Findings& findings) const {
    return read_settings({.file = write("overens.yaml", "sign_in:\n" + sign_in)}, findings);
  }
  std::string secret() const { return (folder_ / "secret").string(); }

 private:
  static fs::path new_folder() {
    auto name = (fs::temp_directory_path() / "overens-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    return name;
  }
  fs::path folder_ = new_folder();
};

std::string said(base::Findings const& findings, base::Weight weight) {
  std::string lines;
  for (auto const& finding : findings.sorted()) {
    if (finding.weight == weight)
      lines += std::to_string(finding.place.line) + ": " + base::english(finding.what) + '\n';
  }
  return lines;
}

constexpr char const* least = R"(  address: https://overens.region.example
  providers:
    - id: kort
      name: Kort
      issuer: https://idp.region.example
      client_id: overens
)";

TEST(SignInSettings, NameTheProvidersAndWhatIsAskedOfThem) {
  SignInFile const file;
  base::Findings findings;
  auto const settings =
      file.read(std::string(least) + "      name_en: Card\n      client_secret_file: " + file.secret() +
                    "\n      scopes: [openid, profile]\n      levels: [loa3, loa4]\n"
                    "      person_claim: employeeHsaId\n      algorithms: [PS256]\n"
                    "    - id: andra\n      name: Andra\n      issuer: https://id.example/a\n"
                    "      client_id: \"7\"\n      levels: [loa3]\n"
                    "  proxy: http://proxy.example:3128\n",
                findings)
          .sign_in;
  EXPECT_EQ(said(findings, base::Weight::refusal), "");
  EXPECT_EQ(said(findings, base::Weight::warning), "");
  EXPECT_EQ(settings.proxy, "http://proxy.example:3128");
  ASSERT_EQ(settings.providers.size(), 2U);
  auto const& card = settings.providers[0];
  EXPECT_EQ(card.id, "kort");
  EXPECT_EQ(card.name_sv, "Kort");
  EXPECT_EQ(card.name_en, "Card");
  EXPECT_EQ(card.issuer, "https://idp.region.example");
  EXPECT_EQ(card.client_id, "overens");
  EXPECT_EQ(card.client_secret, "a secret of ours");
  EXPECT_EQ(card.scopes, (std::vector<std::string>{"openid", "profile"}));
  EXPECT_EQ(card.levels, (std::vector<std::string>{"loa3", "loa4"}));
  EXPECT_EQ(card.person_claim, "employeeHsaId");
  EXPECT_EQ(card.algorithms, std::vector<std::string>{"PS256"});
  EXPECT_EQ(answer_address(settings, card), "https://overens.region.example/logga-in/kort/svar");
  auto const& other = settings.providers[1];
  EXPECT_EQ(other.name_en, "Andra");
  EXPECT_EQ(other.client_secret, "");
  EXPECT_EQ(other.scopes, std::vector<std::string>{"openid"});
  EXPECT_EQ(other.person_claim, "sub");
}

TEST(SignInSettings, WarnOfAProviderWhereAnyWayToSignInIsTaken) {
  SignInFile const file;
  base::Findings findings;
  file.read(least, findings);
  EXPECT_EQ(said(findings, base::Weight::refusal), "");
  EXPECT_EQ(said(findings, base::Weight::warning), "4: any way to sign in at kort is taken, however weak\n");
}

TEST(SignInSettings, AreRefused) {
  SignInFile const file;
  auto const open = file.write("open", "a secret\n");
  fs::permissions(open, fs::perms::owner_read | fs::perms::group_read);
  auto const empty = file.write("empty", "\n");
  fs::permissions(empty, fs::perms::owner_read);
  std::string const good = least;
  auto const with = [&](std::string const& was, std::string const& is) {
    auto changed = good;
    return changed.replace(changed.find(was), was.size(), is);
  };
  std::pair<std::string, int> const rows[] = {
      {with("https://idp.region.example", "http://idp.region.example"), 6},
      {with("https://idp.region.example", "idp.region.example"), 6},
      {with("https://idp.region.example", "https://idp.region.example/?a=b"), 6},
      {with("https://overens.region.example", "https://overens.region.example/sida"), 2},
      {with("https://overens.region.example", "http://overens.region.example"), 2},
      {with("https://overens.region.example", "overens"), 2},
      {with("  address: https://overens.region.example\n", ""), 3},
      {with("id: kort", "id: Kort 1"), 4},
      {with("      client_id: overens\n", ""), 4},
      {with("      name: Kort\n", ""), 4},
      {good + "      scopes: [profile]\n", 8},
      {good + "      algorithms: [none]\n", 8},
      {good + "      algorithms: [HS256]\n", 8},
      {good + "      client_secret: abc\n", 8},
      {good + "      client_secret_file: nowhere\n", 8},
      {good + "      client_secret_file: " + open + "\n", 8},
      {good + "      client_secret_file: " + empty + "\n", 8},
      {good + "    - id: kort\n      name: Andra\n      issuer: https://id.example\n      client_id: a\n", 8},
      {good + "  authorities: nowhere\n", 8},
      {"  providers: kort\n", 2},
      {"  providers: []\n", 2},
  };
  for (auto const& [sign_in, line] : rows) {
    base::Findings findings;
    file.read(sign_in, findings);
    auto const refused = said(findings, base::Weight::refusal);
    EXPECT_NE(refused.find(std::to_string(line) + ": "), std::string::npos) << sign_in << "said: " << refused;
    EXPECT_EQ(std::count(refused.begin(), refused.end(), '\n'), 1) << sign_in << "said: " << refused;
  }
}

}  // namespace
}  // namespace overens::server
