#include "web/agreement_search.hpp"

#include <algorithm>

#include "base/words.hpp"

namespace overens::web {
namespace {

using wording::Block;
using wording::Line;

constexpr std::size_t bytes_around = 90;  // bytes before and after what is found

// Where a word begins, at `at` or before it, so that none is cut.
std::size_t word_start(std::string const& words, std::size_t at) {
  if (at >= words.size()) return words.size();
  auto const blank = words.rfind(' ', at);
  return blank == std::string::npos ? 0 : blank + 1;
}

std::string joined(Line const& line) {
  std::string all;
  for (auto const& piece : line) all += piece.words;
  for (auto& c : all) c = c == '\n' ? ' ' : c;
  auto const first = all.find_first_not_of(' ');
  return first == std::string::npos ? std::string() : all.substr(first, all.find_last_not_of(' ') - first + 1);
}

class Search {
 public:
  explicit Search(std::string const& words) : wanted_(base::folded(words)) {}

  std::vector<Hit> take(AgreementParts const& parts) {
    for (auto const& part : parts.parts) {
      slug_ = part.slug;
      title_ = part.title;
      id_.clear();
      for (auto const& block : part.blocks) look(block);
    }
    return std::move(hits_);
  }

 private:
  void look(Block const& block) {
    if (block.kind == Block::Kind::heading) {
      id_ = block.id;
      title_ = joined(block.text);
    }
    look(joined(block.text));
    for (auto const& line : block.lines) look(joined(line));
    for (auto const& row : block.rows) {
      std::string all;
      for (auto const& cell : row) all += (all.empty() ? "" : " · ") + joined(cell);
      look(all, joined(row.front()));
    }
  }

  // folded() keeps the number of bytes for the letters that Swedish and English have.
  void look(std::string const& words, std::string const& title = {}) {
    auto const folded = base::folded(words);
    auto const at = folded.find(wanted_);
    if (at == std::string::npos || folded.size() != words.size()) return;
    auto const end = at + wanted_.size();
    auto const from = at > bytes_around ? word_start(words, at - bytes_around) : 0;
    auto const until = std::max(end, word_start(words, end + bytes_around));
    hits_.push_back({slug_, id_, title.empty() ? title_ : title, (from > 0 ? "… " : "") + words.substr(from, at - from),
                     words.substr(at, end - at), words.substr(end, until - end) + (until < words.size() ? " …" : "")});
  }

  std::string wanted_;
  std::string slug_;
  std::string title_;
  std::string id_;
  std::vector<Hit> hits_;
};

}  // namespace

std::vector<Hit> search(AgreementParts const& parts, std::string const& words) {
  if (base::folded(words).empty()) return {};
  return Search(words).take(parts);
}

}  // namespace overens::web
