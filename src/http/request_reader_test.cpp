#include "http/request_reader.hpp"

#include <gtest/gtest.h>

namespace overens::http {
namespace {

using State = RequestReader::State;

struct Refused {
  char const* what;
  int status;
  std::string bytes;
};

std::string const host = "Host: x\r\n";

Refused const refused[] = {
    {"no Host", 400, "GET / HTTP/1.1\r\n\r\n"},
    {"two Hosts", 400, "GET / HTTP/1.1\r\n" + host + host + "\r\n"},
    {"an empty Host", 400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
    {"a Host of other letters", 400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
    {"a folded field", 400, "GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n"},
    {"a folded first field", 400, "GET / HTTP/1.1\r\n Host: x\r\n\r\n"},
    {"lines that end in LF", 400, "GET / HTTP/1.1\nHost: x\n\n"},
    {"a CR alone", 400, "GET / HTTP/1.1\r\nHost: x\rA: b\r\n\r\n"},
    {"a control character", 400, "GET / HTTP/1.1\r\n" + host + "A: b\x01\r\n\r\n"},
    {"a blank before the colon", 400, "GET / HTTP/1.1\r\nHost : x\r\n\r\n"},
    {"two lengths", 400, "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"},
    {"the same length twice", 400, "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na"},
    {"a list of lengths", 400, "POST / HTTP/1.1\r\n" + host + "Content-Length: 1, 1\r\n\r\na"},
    {"a negative length", 400, "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n"},
    {"a length with a sign", 400, "POST / HTTP/1.1\r\n" + host + "Content-Length: +1\r\n\r\na"},
    {"length and coding", 400,
     "POST / HTTP/1.1\r\n" + host + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"coding and length", 400,
     "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"},
    {"two codings", 400,
     "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"another coding", 501, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
    {"a coding in HTTP/1.0", 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"no length of a chunk", 400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nx\r\n"},
    {"a negative length of a chunk", 400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n-1\r\n"},
    {"a blank after the length of a chunk", 400,
     "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1 \r\na\r\n"},
    {"a chunk longer than it said", 400,
     "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n"},
    {"a chunk's line that ends in LF", 400,
     "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1\na\r\n"},
    {"a chunk longer than numbers are", 400,
     "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n10000000000000001\r\n"},
    {"a chunk as long as numbers are", 413,
     "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"},
    {"fields too long after the last chunk", 400,
     "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + std::string(1100, 'x')},
    {"another expectation", 417, "POST / HTTP/1.1\r\n" + host + "Expect: wonders\r\nContent-Length: 1\r\n\r\n"},
    {"two types", 400,
     "POST / HTTP/1.1\r\n" + host + "Content-Type: a/b\r\nContent-Type: a/c\r\nContent-Length: 1\r\n\r\na"},
    {"two keys", 400, "GET / HTTP/1.1\r\n" + host + "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n"},
    {"other letters", 415,
     "POST / HTTP/1.1\r\n" + host + "Content-Type: a/b; charset=iso-8859-1\r\nContent-Length: 1\r\n\r\na"},
    {"other letters after ours", 415,
     "POST / HTTP/1.1\r\n" + host +
         "Content-Type: a/b;charset=utf-8; Charset=\"latin1\"\r\nContent-Length: 1\r\n\r\na"},
    {"a compressed body", 415, "POST / HTTP/1.1\r\n" + host + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\na"},
    {"a compressed body in chunks", 415,
     "POST / HTTP/1.1\r\n" + host + "Content-Encoding: identity, br\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"a body too long", 413, "POST / HTTP/1.1\r\n" + host + "Content-Length: 101\r\n\r\n"},
    {"chunks too long", 413,
     "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n80\r\n" + std::string(128, 'x') +
         "\r\n0\r\n\r\n"},
    {"a chunk's line too long", 400,
     "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(2000, 'x')},
    {"a line too long", 414, "GET /" + std::string(600, 'x')},
    {"a field too long", 431, "GET / HTTP/1.1\r\n" + host + "A: " + std::string(600, 'x')},
    {"too many fields", 431,
     "GET / HTTP/1.1\r\n" + host + "A: " + std::string(400, 'x') + "\r\nB: " + std::string(400, 'x') +
         "\r\nC: " + std::string(400, 'x') + "\r\n\r\n"},
    {"HTTP/2", 505, "GET / HTTP/2.0\r\n" + host + "\r\n"},
    {"HTTP/0.9", 400, "GET /\r\n\r\n"},
    {"an unknown method", 501, "FETCH / HTTP/1.1\r\n" + host + "\r\n"},
    {"a path upwards", 400, "GET /../etc/passwd HTTP/1.1\r\n" + host + "\r\n"},
    {"a written path upwards", 400, "GET /%2e%2e/etc/passwd HTTP/1.1\r\n" + host + "\r\n"},
    {"a written slash", 400, "GET /a%2Fb HTTP/1.1\r\n" + host + "\r\n"},
    {"an empty part", 400, "GET //a HTTP/1.1\r\n" + host + "\r\n"},
    {"a written NUL", 400, "GET /a%00 HTTP/1.1\r\n" + host + "\r\n"},
    {"a written NUL in the query", 400, "GET /?a=b%00 HTTP/1.1\r\n" + host + "\r\n"},
    {"no UTF-8", 400, "GET /%ff HTTP/1.1\r\n" + host + "\r\n"},
    {"half a percent sign", 400, "GET /%4 HTTP/1.1\r\n" + host + "\r\n"},
    {"half a percent sign in the query", 400, "GET /?a=%4 HTTP/1.1\r\n" + host + "\r\n"},
    {"an authority as target", 400, "CONNECT a:1 HTTP/1.1\r\n" + host + "\r\n"},
};

Limits const small{.header = 1000, .body = 100};

TEST(RequestReader, refuses) {
  for (auto const& [what, status, bytes] : refused) {
    RequestReader whole(small);
    whole.take(bytes);
    EXPECT_EQ(State::refused, whole.state()) << what;
    EXPECT_EQ(status, whole.status()) << what;
    EXPECT_FALSE(whole.keeps_alive()) << what;
    RequestReader in_pieces(small);
    for (auto const c : bytes) in_pieces.take({&c, 1});
    EXPECT_EQ(status, in_pieces.status()) << what << ", byte by byte";
  }
}

// Whoever is refused is answered in the form of the address, and by HEAD with the head only.
TEST(RequestReader, knows_who_is_refused_as_far_as_that_can_be_read) {
  std::string const long_field = "A: " + std::string(600, 'x');
  struct {
    std::string bytes, method, path;
  } const all[] = {{"HEAD /a HTTP/1.1\r\n" + long_field, "HEAD", "/a"},
                   {"HEAD /" + std::string(600, 'x'), "HEAD", "/" + std::string(600, 'x')},
                   {"POST /a/%zz/b HTTP/1.1\r\n" + host + "\r\n", "POST", "/a"},
                   {"GET /a//b HTTP/1.1\r\n" + host + "\r\n", "GET", "/a"},
                   {"GET /%61/../b?c=d HTTP/1.1\r\n" + host + "\r\n", "GET", "/a"},
                   {"GET /a?b=%zz HTTP/1.1\r\n" + host + "\r\n", "GET", "/a"},
                   {"GET http://x/a/%zz HTTP/1.1\r\n" + host + "\r\n", "GET", "/a"},
                   {"GET /%zz HTTP/1.1\r\n" + host + "\r\n", "GET", ""},
                   {"HEAD /a HTTP/2.0\r\n" + host + "\r\n", "HEAD", "/a"},
                   {"nonsense", "", ""}};
  for (auto const& [bytes, method, path] : all) {
    RequestReader reader(small);
    reader.take(bytes);
    reader.cut_off(408);
    EXPECT_EQ(State::refused, reader.state()) << bytes;
    EXPECT_EQ(method, reader.request().method) << bytes;
    EXPECT_EQ(path, reader.request().path) << bytes;
  }
}

TEST(RequestReader, takes_a_body_that_is_said_to_be_as_all_are) {
  for (std::string const said :
       {"Content-Type: a/b; charset=UTF-8", "Content-Type: a/b;charset=\"utf-8\" ; q=1",
        "Content-Type: a/b; charset=utf8", "Content-Encoding: identity", "Content-Encoding:"}) {
    RequestReader reader(small);
    reader.take("POST / HTTP/1.1\r\n" + host + said + "\r\nContent-Length: 1\r\n\r\na");
    EXPECT_EQ(State::whole, reader.state()) << said;
  }
  RequestReader none(small);
  none.take("GET / HTTP/1.1\r\n" + host + "Content-Type: text/plain; charset=latin1\r\nContent-Encoding: gzip\r\n\r\n");
  EXPECT_EQ(State::whole, none.state()) << "there is no body";
}

TEST(RequestReader, reads_a_form_that_begins_with_a_byte_order_mark) {
  RequestReader reader(small);
  reader.take("POST / HTTP/1.1\r\n" + host +
              "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n\r\n\xEF\xBB\xBF"
              "a=b");
  ASSERT_EQ(State::whole, reader.state());
  EXPECT_EQ((Pairs{{"a", "b"}}), reader.request().form());
}

TEST(RequestReader, reads_a_request_however_it_is_cut) {
  std::string const bytes =
      "POST /vem%20g%C3%B6r/?a=1&b=%C3%A5+%26&a=2 HTTP/1.1\r\nhost: x:8080\r\nCookie: s=en; t=2\r\n"
      "content-type: application/x-www-form-urlencoded; charset=utf-8\r\nTransfer-Encoding: Chunked\r\n\r\n"
      "4;q=1\r\nd=1%\r\n6\r\n26&e=+\r\n0\r\nAfter: it\r\n\r\n";
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    RequestReader reader(small);
    reader.take(std::string_view(bytes).substr(0, cut));
    reader.take(std::string_view(bytes).substr(cut));
    ASSERT_EQ(State::whole, reader.state()) << cut;
    EXPECT_TRUE(reader.keeps_alive());
    auto const request = reader.next();
    EXPECT_EQ("POST", request.method);
    EXPECT_EQ("/vem gör/", request.path);
    EXPECT_EQ((Pairs{{"a", "1"}, {"b", "å &"}, {"a", "2"}}), request.query);
    EXPECT_EQ("1", request.asked("a"));
    EXPECT_EQ("2", request.cookie("t"));
    EXPECT_EQ("x:8080", request.field("HOST"));
    EXPECT_FALSE(request.field("After")) << "a field after the body is none of the request's";
    EXPECT_EQ((Pairs{{"d", "1&"}, {"e", " "}}), request.form());
    EXPECT_EQ(State::nothing, reader.state());
  }
}

TEST(RequestReader, gives_requests_that_came_together_one_by_one) {
  RequestReader reader(small);
  reader.take("GET /1 HTTP/1.1\r\n" + host + "\r\nPOST /2 HTTP/1.1\r\n" + host +
              "Content-Length: 3\r\n\r\nabc\r\nGET /3 HTTP/1.0\r\n\r\nGET");
  ASSERT_EQ(State::whole, reader.state());
  EXPECT_EQ("/1", reader.next().path);
  ASSERT_EQ(State::whole, reader.state());
  EXPECT_EQ("abc", reader.next().body);
  ASSERT_EQ(State::whole, reader.state());
  EXPECT_FALSE(reader.keeps_alive());
  EXPECT_TRUE(reader.is_http_1_0());
  EXPECT_EQ("/3", reader.next().path);
  EXPECT_EQ(State::header, reader.state());
}

TEST(RequestReader, passes_over_empty_lines_before_a_request) {
  RequestReader reader(small);
  reader.take("\r\n\r\n\r");
  EXPECT_EQ(State::nothing, reader.state());
  reader.take("\nGET / HTTP/1.1\r\n" + host + "\r\n");
  EXPECT_EQ(State::whole, reader.state());
}

TEST(RequestReader, says_once_that_the_client_waits) {
  RequestReader reader(small);
  reader.take("POST / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 1\r\n\r\n");
  EXPECT_EQ(State::body, reader.state());
  EXPECT_TRUE(reader.wants_continue());
  EXPECT_FALSE(reader.wants_continue());
  reader.take("a");
  EXPECT_EQ(State::whole, reader.state());
}

TEST(RequestReader, takes_an_absolute_target) {
  RequestReader reader(small);
  reader.take("GET http://x/a?b=c HTTP/1.1\r\n" + host + "\r\n");
  ASSERT_EQ(State::whole, reader.state());
  EXPECT_EQ("/a", reader.request().path);
  EXPECT_EQ("c", reader.request().asked("b"));
}

}  // namespace
}  // namespace overens::http
