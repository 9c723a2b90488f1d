#include "http/client_address.hpp"

#include <gtest/gtest.h>

namespace overens::http {
namespace {

TEST(ClientAddress, IsWhoIsConnectedUnlessThatIsAProxyOfOurs) {
  struct {
    std::string peer, forwarded, address;
  } const cases[] = {
      {"192.0.2.7", "", "192.0.2.7"},
      {"192.0.2.7", "198.51.100.1", "192.0.2.7"},  // anybody can write that
      {"127.0.0.1", "198.51.100.1", "198.51.100.1"},
      {"127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"},  // the client wrote the first itself
      {"127.0.0.1", "198.51.100.1 ,10.0.0.2", "198.51.100.1"},     // through two of ours
      {"127.0.0.1", "", "127.0.0.1"},
      {"127.0.0.1", "10.0.0.2", "127.0.0.1"},
      {"127.0.0.1", "unknown", "127.0.0.1"},
      {"127.0.0.1", "198.51.100.1, x", "127.0.0.1"},
      {"127.0.0.1", "2001:0DB8::0001", "2001:db8::1"},
      {"::ffff:127.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"},  // listening to both
  };
  for (auto const& one : cases) {
    Request request;
    if (!one.forwarded.empty()) request.fields.emplace_back("X-FORWARDED-For", one.forwarded);
    EXPECT_EQ(client_address(one.peer, request, {"127.0.0.1", "10.0.0.2"}), one.address)
        << one.peer << " " << one.forwarded;
  }
}

TEST(ClientAddress, ReadsAllFieldsOfTheName) {
  Request request;
  request.fields = {{"X-Forwarded-For", "203.0.113.9"}, {"x-forwarded-for", "198.51.100.1"}};
  EXPECT_EQ(client_address("127.0.0.1", request, {"127.0.0.1"}), "198.51.100.1");
}

}  // namespace
}  // namespace overens::http
