#include "access/guidance.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace overens::access {
namespace {

using base::text;
namespace sh = base::shape;

bool is_one_of(std::vector<std::string> const& some, std::string const& word) {
  return some.empty() || std::find(some.begin(), some.end(), word) != some.end();
}

std::vector<std::string> words_at(base::Node const& node, std::string_view key) {
  std::vector<std::string> words;
  if (auto const* const list = node.find(key)) {
    for (auto const& word : list->items) words.push_back(word.text);
  }
  return words;
}

GuidanceRow read_guidance_row(base::Node const& node) {
  return {node.find("rule")->text,   words_at(node, "by"),
          words_at(node, "to"),      words_at(node, "about"),
          words_at(node, "purpose"), node.find("answer")->text,
          words_at(node, "bases"),   {node.find("sv")->text, node.find("en")->text}};
}

std::vector<std::string> codes_of(event::Vocabulary const& vocabulary, char const* list) {
  std::vector<std::string> ids;
  if (auto const* const codes = vocabulary.code_set(list)) {
    for (auto const& code : codes->codes) ids.push_back(code.id);
  }
  return ids;
}

/// Holds the rows against the words that there are, and against all that can be asked.
class GuidanceCheck {
 public:
  GuidanceCheck(event::Vocabulary const& vocabulary, Policy const& policy, std::string file, base::Findings& findings)
      : vocabulary_(vocabulary), policy_(policy), file_(std::move(file)), findings_(findings) {}

  void words(base::Node const& node, GuidanceRow const& row) {
    auto const has_code = [&](char const* list) {
      return [this, list](std::string const& word) { return vocabulary_.code(list, word) != nullptr; };
    };
    known(node, row.by, [&](auto const& word) { return vocabulary_.authority_kind(word) != nullptr; });
    known(node, row.to, has_code(guidance_to));
    known(node, row.about, has_code(guidance_about));
    known(node, row.purposes, has_code(guidance_purposes));
    known(node, {row.answer}, has_code(guidance_answers));
    known(node, row.bases, [&](auto const& word) { return policy_.basis(word) != nullptr; });
    if (!names_.insert(row.rule).second)
      findings_.refuse({file_, node.line}, text("the rule {0} stands twice", row.rule), text("give it another name"));
  }

  void questions(base::Node const& rows, Guidance const& guidance) {
    std::set<GuidanceRow const*> answering;
    each_question([&](GuidanceQuestion const& asked) {
      auto const* const row = guidance.answer(asked);
      if (row != nullptr)
        answering.insert(row);
      else if (answering.insert(nullptr).second)
        findings_.refuse(
            {file_, rows.line},
            text("nothing answers what {0} asks: {1}, {2}, {3}", asked.by, asked.to, asked.about, asked.purpose),
            text("let the last row fit whatever is asked"));
    });
    for (std::size_t i = 0; i < guidance.rows().size(); ++i) {
      if (!answering.contains(&guidance.rows()[i]))
        findings_.refuse({file_, rows.items[i].line},
                         text("the rule {0} answers nothing: rows above it do", guidance.rows()[i].rule),
                         text("move it up, or take it away"));
    }
  }

 private:
  void known(base::Node const& node, std::vector<std::string> const& words,
             std::function<bool(std::string const&)> const& is_known) {
    for (auto const& word : words) {
      if (!is_known(word))
        findings_.refuse({file_, node.line}, text("there is no {0}", word), text("correct the word"));
    }
  }

  void each_question(std::function<void(GuidanceQuestion const&)> const& ask) const {
    auto const to = codes_of(vocabulary_, guidance_to);
    auto const about = codes_of(vocabulary_, guidance_about);
    auto const purposes = codes_of(vocabulary_, guidance_purposes);
    for (auto const& kind : vocabulary_.authority_kinds) {
      for (auto const& receiver : to) {
        for (auto const& person : about) {
          for (auto const& purpose : purposes) ask({kind.id, receiver, person, purpose});
        }
      }
    }
  }

  event::Vocabulary const& vocabulary_;
  Policy const& policy_;
  std::string file_;
  base::Findings& findings_;
  std::set<std::string> names_;
};

}  // namespace

bool GuidanceRow::fits(GuidanceQuestion const& asked) const {
  return is_one_of(by, asked.by) && is_one_of(to, asked.to) && is_one_of(about, asked.about) &&
         is_one_of(purposes, asked.purpose);
}

GuidanceRow const* Guidance::answer(GuidanceQuestion const& asked) const {
  auto const found = std::find_if(rows_.begin(), rows_.end(), [&](auto const& row) { return row.fits(asked); });
  return found == rows_.end() ? nullptr : &*found;
}

base::ShapePtr guidance_shape() {
  auto const some = [] { return sh::list(sh::id()); };
  auto const row = sh::map({sh::required("rule", sh::words(), text("its name")),
                            sh::optional("by", some(), text("kinds of authority; without: whichever")),
                            sh::optional("to", some(), text("codes of guidance_to; without: whoever")),
                            sh::optional("about", some(), text("codes of guidance_about; without: whoever")),
                            sh::optional("purpose", some(), text("codes of guidance_purposes; without: whatever")),
                            sh::required("answer", sh::id(), text("a code of guidance_answers")),
                            sh::required("bases", some(), text("legal bases that it rests on")),
                            sh::required("sv", sh::words(), text("in Swedish")),
                            sh::required("en", sh::words(), text("in English"))});
  return sh::map({sh::optional("kept_as", sh::words(), text("the type of event that an answer is kept as in a case")),
                  sh::required("rows", sh::list(row), text("the first that fits answers"))});
}

Guidance load_guidance(base::SourceFile const& file, event::Vocabulary const& vocabulary, Policy const& policy,
                       base::Findings& findings) {
  base::Findings own;
  auto const root = base::read_yaml(file, own);
  if (own.usable()) base::check_shape(root, *guidance_shape(), {}, file.name, own);
  Guidance guidance;
  if (own.usable()) {
    auto const& nodes = *root.find("rows");
    std::vector<GuidanceRow> rows;
    GuidanceCheck check(vocabulary, policy, file.name, own);
    for (auto const& node : nodes.items) {
      rows.push_back(read_guidance_row(node));
      check.words(node, rows.back());
    }
    auto const* const kept = root.find("kept_as");
    guidance = Guidance(std::move(rows), kept == nullptr ? std::string() : kept->text);
    if (kept != nullptr && vocabulary.type(kept->text) == nullptr)
      own.refuse({file.name, kept->line}, text("there is no {0}", kept->text), text("correct the word"));
    if (own.usable()) check.questions(nodes, guidance);
  }
  if (!own.usable()) guidance = {};
  findings.add(own);
  return guidance;
}

}  // namespace overens::access
