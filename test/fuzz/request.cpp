// The bytes of a connection, cut where its first byte says: the same requests come of them however they are cut.
#include <vector>

#include "http/request_reader.hpp"
#include "surroundings.hpp"

using namespace overens;

namespace {

struct Read {
  std::vector<http::Request> requests;
  http::RequestReader::State state = http::RequestReader::State::nothing;
  int status = 0;
};

Read read(std::string_view bytes, std::size_t piece) {
  http::RequestReader reader({.header = 2000, .body = 1000});
  Read result;
  auto const take = [&](std::string_view some) {
    reader.take(some);
    while (reader.state() == http::RequestReader::State::whole) result.requests.push_back(reader.next());
  };
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) take(bytes.substr(0, piece));
  result.state = reader.state();
  result.status = reader.status();
  return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  auto const whole = read(bytes, bytes.size());
  auto const cut = read(bytes, 1 + data[0]);
  fuzz::must(whole.requests.size() == cut.requests.size());
  fuzz::must(whole.status == cut.status);
  fuzz::must((whole.state == http::RequestReader::State::refused) == (whole.status >= 400));
  for (std::size_t i = 0; i < whole.requests.size(); ++i) {
    auto const& request = whole.requests[i];
    fuzz::must(request.path == cut.requests[i].path && request.body == cut.requests[i].body);
    fuzz::must(request.path.front() == '/' && request.path.find("/../") == std::string::npos);
    fuzz::must(request.body.size() <= 1000);
    static_cast<void>(request.form());
    static_cast<void>(request.cookie("a"));
  }
  return 0;
}
