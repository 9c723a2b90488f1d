#include "http/compressed_pages.hpp"

#include "http/compression.hpp"

namespace overens::http {
namespace {

constexpr std::size_t pays_from = 1024;
constexpr std::size_t most_known = 128;

bool is_left_alone(Reply const& reply) {
  if (reply.content().size() < pays_from || !is_compressible(reply.type)) return true;
  for (auto const& [name, value] : reply.fields) {
    auto const is_chosen = name == "Content-Encoding" || (name == "Vary" && value == "Accept-Encoding");
    if (is_chosen || (name == "Cache-Control" && value.find("no-store") != std::string::npos)) return true;
  }
  return false;
}

}  // namespace

void CompressedPages::compress(Request const& request, Reply& reply) {
  if (is_left_alone(reply)) return;
  reply.fields.emplace_back("Vary", "Accept-Encoding");
  if (!accepts(request.field("Accept-Encoding").value_or(""), "gzip")) return;
  if (reply.shared_body) {
    reply.shared_body = of(reply.shared_body);
  } else {
    reply.body = gzip(reply.body, 3);
  }
  reply.fields.emplace_back("Content-Encoding", "gzip");
}

CompressedPages::Bytes CompressedPages::of(Bytes const& body) {
  {
    std::lock_guard const lock(mutex_);
    if (auto const found = known_.find(body); found != known_.end()) return found->second;
  }
  auto made = std::make_shared<std::string const>(gzip(*body, 6));
  std::lock_guard const lock(mutex_);
  if (known_.size() >= most_known) known_.clear();
  known_.emplace(body, made);
  return made;
}

}  // namespace overens::http
