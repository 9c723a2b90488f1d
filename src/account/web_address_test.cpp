#include "account/web_address.hpp"

#include <gtest/gtest.h>

namespace overens::account {
namespace {

TEST(OwnPath, IsFollowed) {
  for (auto const* const path : {"/", "/forum/a", "/arende/1?steg=2&q=%C3%A5", "/a?b=//x", "/a?b=http://other.example",
                                 "/a-b_c~d.e/f", "/@a", "/a:b"})
    EXPECT_EQ(own_path(path), path);
}

TEST(OwnPath, IsTheStartPageForEveryOtherAddress) {
  for (std::string_view const wanted : {
           "",
           "other.example",
           "https://other.example/",
           "HTTPS:other.example",
           "javascript:alert(1)",
           "data:text/html,a",
           "//other.example",
           "///other.example",
           "/\\other.example",
           "\\\\other.example",
           "/a//other.example",
           "/\t/other.example",
           "/\n/other.example",
           " /a",
           "/a b",
           "/a\r\nSet-Cookie: a=b",
           "/%2Fother.example",
           "/%5cother.example",
           "/%09/other.example",
           "/%0d%0aSet-Cookie:a",
           "/.//other.example",
           "/../a",
           "/%2e%2E/a",
           "/a#b",
           "/a\\b",
           "/\xc3\xa5",
           "?a=b",
           "@other.example/",
       })
    EXPECT_EQ(own_path(wanted), "/") << wanted;
  EXPECT_EQ(own_path(std::string("/a\0b", 4)), "/");
  EXPECT_EQ(own_path('/' + std::string(2048, 'a')), "/");
}

TEST(ProviderAddress, IsEncryptedOrOnThisMachine) {
  for (auto const* const address : {"https://id.example", "https://id.example:8443/a?b=c", "https://192.0.2.1/",
                                    "http://127.0.0.1:9/a", "http://127.0.0.1", "http://[::1]:9/", "https://[::1]/"})
    EXPECT_TRUE(is_provider_address(address)) << address;
  for (std::string_view const address : {"",
                                         "id.example",
                                         "//id.example",
                                         "http://id.example",
                                         "http://127.0.0.1.other.example/",
                                         "http://127.0.0.2/",
                                         "http://localhost/",
                                         "http://[::2]/",
                                         "https://",
                                         "https:///a",
                                         "https://a@id.example",
                                         "https://a:b@id.example/",
                                         "https://id.example:/",
                                         "https://id.example:123456/",
                                         "https://id.example:a/",
                                         "https://[::1]x/",
                                         "https://id.example/#a",
                                         "https://id.example/ a",
                                         "https://id.example\\a",
                                         "https://id.example/\xc3\xa5",
                                         "file:///etc/passwd",
                                         "ftp://id.example",
                                         "HTTPS://id.example",
                                         "https://id_a.example/"})
    EXPECT_FALSE(is_provider_address(address)) << address;
}

TEST(Parameters, AreEncodedForAQuery) {
  EXPECT_EQ(encode_parameters({{"a", "b c"}, {"d&", "å=+/~-._"}}), "a=b%20c&d%26=%C3%A5%3D%2B%2F~-._");
  EXPECT_EQ(with_parameters("https://id.example/a", {{"b", "c"}}), "https://id.example/a?b=c");
  EXPECT_EQ(with_parameters("https://id.example/a?x=1", {{"b", "c"}}), "https://id.example/a?x=1&b=c");
}

}  // namespace
}  // namespace overens::account
