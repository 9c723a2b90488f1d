#include "http/assets.hpp"

#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "http/compression.hpp"

namespace overens::http {
namespace {

constexpr std::string_view folder = "/assets/";

std::string_view type_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> types{
      {{".css", "text/css; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".svg", "image/svg+xml"},
       {".png", "image/png"},
       {".webp", "image/webp"},
       {".ico", "image/x-icon"},
       {".woff2", "font/woff2"},
       {".txt", "text/plain; charset=utf-8"},
       {".webmanifest", "application/manifest+json"}}};
  auto const dot = name.rfind('.');
  for (auto const& [ending, type] : types) {
    if (dot != std::string_view::npos && name.substr(dot) == ending) return type;
  }
  throw std::invalid_argument(fmt::format("the asset {} has an unknown ending", name));
}

std::string hash_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 failed");
  std::string words;
  for (std::size_t i = 0; i < 6; ++i) words += fmt::format("{:02x}", digest.at(i));
  return words;
}

}  // namespace

Assets::Assets(std::vector<File> files) {
  for (auto& file : files) {
    auto const type = type_of(file.name);
    auto const hash = hash_of(file.bytes);
    auto const dot = file.name.rfind('.');
    auto const called = fmt::format("{}.{}{}", file.name.substr(0, dot), hash, file.name.substr(dot));
    auto const form = [&](std::string bytes, std::string_view coding) {
      Form made{{.type = std::string(type), .shared_body = std::make_shared<std::string const>(std::move(bytes))},
                fmt::format("\"{}{}{}\"", hash, coding.empty() ? "" : "-", coding)};
      made.reply.fields = {{"ETag", made.etag}};
      if (is_compressible(type)) made.reply.fields.emplace_back("Vary", "Accept-Encoding");
      if (!coding.empty()) made.reply.fields.emplace_back("Content-Encoding", coding);
      return made;
    };
    auto& asset = by_name_[file.name];
    asset.url = fmt::format("{}{}", folder, called);
    if (is_compressible(type)) {
      auto const pays = [&](std::string const& packed) { return packed.size() < file.bytes.size() / 10 * 9; };
      // Not the highest quality: it takes half a second for what saves a twentieth, and the server should be up at
      // once.
      if (auto packed = http::brotli(file.bytes, 9); pays(packed)) asset.brotli = form(std::move(packed), "br");
      if (auto packed = http::gzip(file.bytes, 9); pays(packed)) asset.gzip = form(std::move(packed), "gzip");
    }
    asset.plain = form(std::move(file.bytes), {});
    by_hash_.emplace(called, &asset);
  }
}

std::string const& Assets::url(std::string_view name) const {
  auto const found = by_name_.find(name);
  if (found == by_name_.end()) throw std::out_of_range(fmt::format("there is no asset {}", name));
  return found->second.url;
}

Reply Assets::answer(Request const& request) const {
  auto const name = std::string_view(request.path).substr(std::min(folder.size(), request.path.size()));
  auto const by_hash = by_hash_.find(name);
  auto const by_name = by_name_.find(name);
  if (by_hash == by_hash_.end() && by_name == by_name_.end()) return plain(404);
  auto const& asset = by_hash != by_hash_.end() ? *by_hash->second : by_name->second;
  auto const takes = request.field("Accept-Encoding").value_or("");
  auto const& form = !asset.brotli.etag.empty() && accepts(takes, "br")   ? asset.brotli
                     : !asset.gzip.etag.empty() && accepts(takes, "gzip") ? asset.gzip
                                                                          : asset.plain;
  auto reply = form.reply;
  reply.fields.emplace_back("Cache-Control",
                            by_hash != by_hash_.end() ? "public, max-age=31536000, immutable" : "no-cache");
  if (has_already(request, form.etag)) {
    reply.status = 304;
    reply.shared_body.reset();
  }
  return reply;
}

}  // namespace overens::http
