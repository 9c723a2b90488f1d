#include "server/sessions.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

namespace overens::server {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct SignedIn : testing::Test {
  std::string open() { return *sessions.open(sessions.invite(developer)); }

  access::Actor const developer{access::Actor::Kind::developer, "developer"};
  calendar::Instant now = *calendar::parse_instant("2026-04-01T12:00:00Z");
  Sessions sessions{[this] { return now; }};
};

TEST_F(SignedIn, an_invitation_opens_one_session_for_its_actor) {
  auto const secret = sessions.invite(developer);
  auto const id = sessions.open(secret);
  ASSERT_TRUE(id);
  auto const session = sessions.find(*id);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->actor.kind, access::Actor::Kind::developer);
  EXPECT_EQ(session->actor.id, "developer");
  EXPECT_FALSE(sessions.open(secret)) << "used";
  EXPECT_TRUE(sessions.find(*id)) << "the session goes on";
}

TEST_F(SignedIn, nothing_else_opens_one) {
  auto const secret = sessions.invite(developer);
  for (auto const& wrong : {std::string(), secret.substr(1), secret + "A", std::string(43, 'A')}) {
    EXPECT_FALSE(sessions.open(wrong));
    EXPECT_FALSE(sessions.find(wrong));
  }
  auto const id = sessions.open(secret);
  EXPECT_FALSE(sessions.find(secret)) << "the secret is not the session";
  EXPECT_FALSE(sessions.open(*id));
}

TEST_F(SignedIn, secrets_and_ids_are_256_bits_that_never_come_again) {
  EXPECT_EQ(sessions.invite(developer).size(), 43U);  // 32 bytes in base64
  auto const one = open();
  auto const other = open();
  EXPECT_EQ(one.size(), 43U);
  EXPECT_NE(one, other);
}

TEST_F(SignedIn, an_invitation_lasts_a_quarter_of_an_hour) {
  auto const in_time = sessions.invite(developer);
  auto const late = sessions.invite(developer);
  now += minutes(15);
  EXPECT_TRUE(sessions.open(in_time));
  now += seconds(1);
  EXPECT_FALSE(sessions.open(late));
}

TEST_F(SignedIn, a_session_ends_when_it_is_idle) {
  auto const id = open();
  for (int i = 0; i < 4; ++i) {
    now += minutes(15);
    EXPECT_TRUE(sessions.find(id));
  }
  now += minutes(15) + seconds(1);
  EXPECT_FALSE(sessions.find(id));
  EXPECT_FALSE(sessions.find(id)) << "asking has not kept it alive";
}

TEST_F(SignedIn, a_session_ends_after_ten_hours_however_busy) {
  auto const id = open();
  for (auto const end = now + hours(10); now < end; now += minutes(10)) EXPECT_TRUE(sessions.find(id));
  EXPECT_TRUE(sessions.find(id));
  now += seconds(1);
  EXPECT_FALSE(sessions.find(id));
}

TEST_F(SignedIn, what_forms_send_back_is_the_sessions_own) {
  auto const one = open();
  auto const other = open();
  auto const csrf = sessions.find(one)->csrf;
  EXPECT_EQ(csrf.size(), 43U);
  EXPECT_EQ(sessions.find(one)->csrf, csrf);
  EXPECT_NE(sessions.find(other)->csrf, csrf);
  EXPECT_NE(csrf, one);
  EXPECT_FALSE(sessions.find(csrf));
}

// Who has seen an id, in a log or a database, can't make the word of its forms: the key never leaves the process.
TEST_F(SignedIn, what_forms_send_back_can_t_be_made_from_the_id_alone) {
  auto const id = open();
  unsigned char hashed[crypto_generichash_BYTES];
  crypto_generichash(hashed, sizeof hashed, reinterpret_cast<unsigned char const*>(id.data()), id.size(), nullptr, 0);
  char word[sodium_base64_ENCODED_LEN(sizeof hashed, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
  sodium_bin2base64(word, sizeof word, hashed, sizeof hashed, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  EXPECT_NE(sessions.find(id)->csrf, word);
}

TEST_F(SignedIn, a_session_that_has_been_closed_is_there_no_more) {
  auto const one = open();
  auto const other = open();
  sessions.close(one);
  EXPECT_FALSE(sessions.find(one));
  EXPECT_TRUE(sessions.find(other));
  sessions.close(one);
}

}  // namespace
}  // namespace overens::server
