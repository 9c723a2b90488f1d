#include "http/assets.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "http/compression.hpp"

namespace overens::http {
namespace {

using Files = std::vector<Assets::File>;

std::string const style(5000, 'a');

std::string unpacked(std::string_view packed) {
  std::string result(1U << 20U, '\0');
  z_stream stream{};
  EXPECT_EQ(Z_OK, inflateInit2(&stream, 15 + 16));
  std::string copy(packed);
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  EXPECT_EQ(Z_STREAM_END, inflate(&stream, Z_FINISH));
  result.resize(stream.total_out);
  inflateEnd(&stream);
  return result;
}

struct AssetsTest : testing::Test {
  Reply ask(std::string const& path, Pairs fields = {}) {
    return assets.answer({.method = "GET", .path = path, .fields = std::move(fields)});
  }
  static std::string field(Reply const& reply, std::string_view name) {
    for (auto const& [n, value] : reply.fields) {
      if (n == name) return value;
    }
    return {};
  }

  Assets assets{{{"page.css", style}, {"icon.png", "\x89PNG"}}};
};

TEST_F(AssetsTest, are_called_by_what_is_in_them) {
  auto const url = assets.url("page.css");
  EXPECT_EQ(0U, url.find("/assets/page."));
  EXPECT_NE(url, Assets(Files{{"page.css", style + "b"}}).url("page.css"));
  EXPECT_EQ(url, Assets(Files{{"page.css", style}}).url("page.css"));
  EXPECT_EQ(style, ask(url).content());
  EXPECT_EQ("public, max-age=31536000, immutable", field(ask(url), "Cache-Control"));
  EXPECT_EQ("no-cache", field(ask("/assets/page.css"), "Cache-Control"));
  EXPECT_EQ(404, ask("/assets/page.000000000000.css").status);
  EXPECT_THROW(static_cast<void>(assets.url("other.css")), std::out_of_range);
  EXPECT_THROW(Assets(Files{{"a.exe", ""}}), std::invalid_argument);
}

TEST_F(AssetsTest, are_sent_small_to_those_that_take_it) {
  auto const packed = ask(assets.url("page.css"), {{"accept-encoding", "gzip"}});
  EXPECT_EQ("gzip", field(packed, "Content-Encoding"));
  EXPECT_EQ(style, unpacked(packed.content()));
  EXPECT_EQ("br", field(ask(assets.url("page.css"), {{"Accept-Encoding", "gzip, br"}}), "Content-Encoding"));
  EXPECT_EQ("", field(ask(assets.url("page.css")), "Content-Encoding"));
  EXPECT_EQ("Accept-Encoding", field(ask(assets.url("page.css")), "Vary"));
  EXPECT_EQ("", field(ask(assets.url("icon.png"), {{"Accept-Encoding", "gzip, br"}}), "Content-Encoding"));
}

TEST_F(AssetsTest, are_not_sent_again) {
  auto const first = ask("/assets/page.css", {{"Accept-Encoding", "br"}});
  auto const again = ask("/assets/page.css", {{"Accept-Encoding", "br"}, {"If-None-Match", field(first, "ETag")}});
  EXPECT_EQ(304, again.status);
  EXPECT_TRUE(again.content().empty());
  EXPECT_EQ(200, ask("/assets/page.css", {{"If-None-Match", field(first, "ETag")}}).status) << "another coding";
}

TEST(Compression, is_asked_for) {
  EXPECT_TRUE(accepts("gzip", "gzip"));
  EXPECT_TRUE(accepts("br;q=1.0, GZIP;q=0.5", "gzip"));
  EXPECT_TRUE(accepts("*", "gzip"));
  EXPECT_FALSE(accepts("", "gzip"));
  EXPECT_FALSE(accepts("gzip;q=0", "gzip"));
  EXPECT_FALSE(accepts("gzip ; q=0.000, *", "gzip"));
  EXPECT_FALSE(accepts("identity, xgzip", "gzip"));
}

}  // namespace
}  // namespace overens::http
