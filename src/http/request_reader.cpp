#include "http/request_reader.hpp"

#include <algorithm>
#include <optional>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "http/target.hpp"

namespace overens::http {
namespace {

namespace beast = boost::beast::http;

std::string_view view(boost::core::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

struct RequestReader::Parser {
  std::optional<beast::request_parser<beast::string_body>> beast;
};

RequestReader::RequestReader(Limits limits) : limits_(limits), parser_(std::make_unique<Parser>()) {}
RequestReader::~RequestReader() = default;

void RequestReader::take(std::string_view bytes) {
  if (state_ == State::refused) return;
  bytes_ += bytes;
  if (state_ != State::whole) read();
}

Request RequestReader::next() {
  auto whole = std::move(request_);
  request_ = {};
  state_ = State::nothing;
  wants_continue_ = false;
  read();
  return whole;
}

bool RequestReader::wants_continue() {
  return std::exchange(wants_continue_, false);
}

void RequestReader::refuse(int status) {
  if (state_ == State::header) read_first_line();
  status_ = status;
  state_ = State::refused;
  keeps_alive_ = false;
  bytes_.clear();
}

void RequestReader::cut_off(int status) {
  if (state_ != State::whole && state_ != State::refused) refuse(status);
}

// Of a header that can't be read as a whole, as much of its first line as has come: who is refused is told so in the
// form that the address promises, and by HEAD without a body.
void RequestReader::read_first_line() {
  std::string_view line(bytes_);
  line = line.substr(0, line.find_first_of("\r\n"));
  auto const method_end = line.find(' ');
  if (method_end == std::string_view::npos) return;
  request_.method = std::string(line.substr(0, method_end));
  line.remove_prefix(method_end + 1);
  auto const target = line.substr(0, line.find_first_of(" ?"));
  auto read = read_target(target);
  request_.path = read ? std::move(read->path) : first_part(target);
}

void RequestReader::read() {
  if (state_ == State::nothing) {
    // Empty lines before a request are passed over: old clients send one after a body (RFC 9112 §2.2).
    while (bytes_.rfind("\r\n", 0) == 0) bytes_.erase(0, 2);
    if (bytes_.empty() || bytes_ == "\r") return;
    state_ = State::header;
    looked_ = in_line_ = 0;
  }
  if (state_ == State::header && find_header_end()) read_header(looked_);
  if (state_ == State::body) read_body();
}

// Beast joins folded lines, and takes other things that proxies read otherwise, so the bytes are looked at before.
bool RequestReader::find_header_end() {
  auto const longest_line = limits_.header / 2;
  for (; looked_ < bytes_.size(); ++looked_) {
    auto const c = bytes_[looked_];
    auto const before = looked_ > 0 ? bytes_[looked_ - 1] : '\0';
    auto const is_control =
        (static_cast<unsigned char>(c) < 0x20 && c != '\r' && c != '\n' && c != '\t') || c == '\x7F';
    auto const is_fold = before == '\n' && (c == ' ' || c == '\t');
    if (is_control || is_fold || (before == '\r') != (c == '\n')) {
      refuse(400);
      return false;
    }
    if (looked_ >= limits_.header) {
      refuse(431);
      return false;
    }
    if (c != '\n') {
      ++in_line_;
      if (in_line_ > longest_line) {
        refuse(in_line_ == looked_ + 1 ? 414 : 431);
        return false;
      }
      continue;
    }
    auto const is_empty_line = in_line_ == 1;  // its CR
    in_line_ = 0;
    if (!is_empty_line) continue;
    ++looked_;
    return true;
  }
  return false;
}

void RequestReader::read_header(std::size_t length) {
  auto& parser = parser_->beast.emplace();
  parser.header_limit(static_cast<std::uint32_t>(limits_.header + 1));
  parser.body_limit(limits_.body);
  parser.eager(false);
  boost::beast::error_code error;
  parser.put(boost::asio::buffer(bytes_.data(), length), error);
  if (error == beast::error::bad_version) return refuse(505);
  if (error == beast::error::body_limit) return refuse(413);
  if (error || !parser.is_header_done()) return refuse(400);
  auto const& message = parser.get();
  if (message.version() != 10 && message.version() != 11) return refuse(505);
  is_1_0_ = message.version() == 10;
  request_.method = std::string(view(message.method_string()));
  for (auto const& field : message) request_.fields.emplace_back(view(field.name_string()), view(field.value()));
  if (auto const fault = fault_of_header()) return refuse(fault);
  auto const is_about_all = message.method() == beast::verb::options && message.target() == "*";
  auto target = is_about_all ? Target{"*", {}} : read_target(view(message.target()));
  if (!target) return refuse(400);
  bytes_.erase(0, length);
  request_.path = std::move(target->path);
  request_.query = std::move(target->query);
  keeps_alive_ = parser.keep_alive();
  length_ = static_cast<std::size_t>(parser.content_length().value_or(0));
  chunks_.reset();
  if (parser.chunked()) chunks_.emplace(limits_.body, limits_.header);
  wants_continue_ = !is_1_0_ && request_.field("Expect").has_value() && (chunks_ || length_ > 0);
  state_ = State::body;
}

// 0 when there is none.
int RequestReader::fault_of_header() const {
  auto const& message = parser_->beast->get();
  auto const count = [&](std::string_view name) {
    return std::count_if(request_.fields.begin(), request_.fields.end(),
                         [&](auto const& field) { return same_name(field.first, name); });
  };
  // Who reads the last of them reads another request.
  if (count("Content-Type") > 1 || count("Authorization") > 1) return 400;
  if (count("Host") > 1 || (count("Host") == 0 && !is_1_0_)) return 400;
  if (auto const host = request_.field("Host"); host && !is_host(*host)) return 400;
  auto const codings = count("Transfer-Encoding");
  if (count("Content-Length") > 1 || (count("Content-Length") == 1 && codings > 0)) return 400;
  // Beast takes "1, 1" too.
  if (auto const length = request_.field("Content-Length");
      length && length->find_first_not_of("0123456789") != std::string_view::npos)
    return 400;
  if (codings > 0) {
    if (is_1_0_ || codings > 1) return 400;
    if (!same_name(*request_.field("Transfer-Encoding"), "chunked")) return 501;
  }
  if (auto const expected = request_.field("Expect"); expected && !same_name(*expected, "100-continue")) return 417;
  if (message.method() == beast::verb::unknown) return 501;
  auto const length = parser_->beast->content_length().value_or(0);
  if (length > limits_.body) return 413;
  auto const has_body = length > 0 || codings > 0;
  return has_body && !request_.is_plain_utf8() ? 415 : 0;
}

void RequestReader::read_body() {
  if (chunks_) {
    bytes_.erase(0, chunks_->take(bytes_));
    if (chunks_->fault() != 0) return refuse(chunks_->fault());
    if (!chunks_->is_whole()) return;
    request_.body = std::move(chunks_->body());
  } else {
    auto const count = std::min(length_ - request_.body.size(), bytes_.size());
    request_.body.append(bytes_, 0, count);
    bytes_.erase(0, count);
    if (request_.body.size() < length_) return;
  }
  state_ = State::whole;
}

}  // namespace overens::http
