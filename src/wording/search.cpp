#include "wording/search.hpp"

#include <algorithm>
#include <span>

#include "base/words.hpp"
#include "wording/item_words.hpp"
#include "wording/page_marks.hpp"
#include "wording/status.hpp"
#include "wording/told.hpp"

namespace overens::wording {
namespace {

using agreement::Pack;
using base::text;

std::vector<std::string> stems(std::string_view words, Tongue tongue) {
  std::vector<std::string> all;
  for (auto& form : word_forms(words, tongue)) all.push_back(std::move(form.stem));
  return all;
}

std::string in_a_row(Line const& line) {
  std::string all;
  for (auto const& piece : line) {
    if (!piece.to_count) all += piece.words;
  }
  std::replace(all.begin(), all.end(), '\n', ' ');
  return all;
}

/// One text that is looked through, and which of its words have been found.
class Look {
 public:
  explicit Look(Findable::Text const& text) : text_(text), found_(text.forms.size(), false) {}

  // How well the phrase fits; its words are marked when all of them are there.
  int take(Wanted::Phrase const& phrase, Wanted::Letters letters) {
    int worst = static_cast<int>(Likeness::same);
    std::vector<std::size_t> at;
    for (auto const& word : phrase) {
      auto best = Likeness::none;
      for (std::size_t i = 0; i < text_.forms.size(); ++i) {
        auto const& stem = text_.forms[i].stem;
        auto const like =
            letters == Wanted::Letters::as_written ? likeness(word, stem) : likeness(word, base::without_marks(stem));
        if (like != Likeness::none) at.push_back(i);
        best = std::max(best, like);
      }
      worst = std::min(worst, static_cast<int>(best));
    }
    if (worst > 0) {
      for (auto const i : at) found_[i] = true;
    }
    return worst;
  }

  bool has_found() const { return std::find(found_.begin(), found_.end(), true) != found_.end(); }

  // The words around what was found first, with all that was found in them strong.
  Line excerpt() const {
    constexpr std::size_t before = 60;  // bytes
    constexpr std::size_t most = 240;
    auto const& words = text_.words;
    auto const first = static_cast<std::size_t>(std::find(found_.begin(), found_.end(), true) - found_.begin());
    auto const from = cut(text_.forms[first].at > before ? text_.forms[first].at - before : 0);
    auto const until = from + most < words.size() ? cut(from + most) : words.size();
    Line line;
    if (from > 0) line.push_back({"… "});
    auto at = from;
    for (std::size_t i = first; i < found_.size() && text_.forms[i].at < until; ++i) {
      if (!found_[i]) continue;
      auto const& form = text_.forms[i];
      if (form.at > at) line.push_back({part(at, form.at)});
      line.push_back({part(form.at, form.at + form.size), {}, true});
      at = form.at + form.size;
    }
    if (at < until) line.push_back({part(at, until)});
    if (until < words.size()) line.push_back({" …"});
    return line;
  }

 private:
  // A part of the words, marked as Swedish where they are.
  std::string part(std::size_t from, std::size_t until) const {
    auto const& words = text_.words;
    auto const last = [&](std::string_view mark, std::size_t before) {
      auto const at = before == 0 ? std::string::npos : words.rfind(mark, before - 1);
      return at == std::string::npos || at >= before ? -1L : static_cast<long>(at);
    };
    auto const is_marked = [&](std::size_t at) { return last(foreign_begins, at) > last(foreign_ends, at); };
    auto result = words.substr(from, until - from);
    if (is_marked(from)) result.insert(0, foreign_begins);
    if (is_marked(until)) result.append(foreign_ends);
    return result;
  }

  // Where a word begins, at the place or before it.
  std::size_t cut(std::size_t at) const {
    auto const blank = text_.words.rfind(' ', at);
    return blank == std::string::npos ? 0 : blank + 1;
  }

  Findable::Text const& text_;
  std::vector<bool> found_;
};

}  // namespace

std::optional<Found> look_for(Findable const& one, Wanted const& wanted) {
  // The title of a reading is a question, as long as any other text.
  auto const in_title = one.kind_of_item == "reading" ? 1 : 4;
  constexpr int own_word = 2;  // more than a synonym
  if (wanted.empty()) return std::nullopt;
  std::vector<Look> looks(one.texts.begin(), one.texts.end());
  Found found{&one, {}, 0};
  for (auto const& word : wanted.words()) {
    int best = 0;
    for (std::size_t p = 0; p < word.phrases.size(); ++p) {
      for (std::size_t i = 0; i < looks.size(); ++i) {
        auto const like = looks[i].take(word.phrases[p], wanted.letters());
        if (like > 0) best = std::max(best, like * (p == 0 ? own_word : 1) * (i == 0 ? in_title : 1));
      }
    }
    if (best == 0) return std::nullopt;
    found.weight += best * one.importance;
  }
  for (std::size_t i = 0; i < looks.size(); ++i) {
    if (looks[i].has_found()) found.because.emplace_back(one.texts[i].what, looks[i].excerpt());
  }
  return found;
}

namespace {

/// Makes an agreement's items findable.
class Maker {
 public:
  Maker(Pack const& pack, event::Vocabulary const& vocabulary, Language const& say)
      : pack_(pack), vocabulary_(vocabulary), say_(say), words_(pack, vocabulary, say) {}

  void add(Told const& told) {
    Findable one{told.item, told.kind_of_item, told.kind, told.title, {}, told.importance};
    add(one, {}, told.title);
    for (auto const& said : told.says) add(one, said.what, in_a_row(said.is));
    all.push_back(std::move(one));
  }

  void add_items() {
    for (auto const& item : pack_.items()) {
      auto one = told(item, words_);
      if (std::string_view(item.kind) == "responsibility")
        also(one, static_cast<agreement::Responsibility const&>(*item.item));
      if (std::string_view(item.kind) == "section")
        one.title = section_name(static_cast<agreement::Section const&>(*item.item), say_);
      add(one);
    }
  }

  std::vector<Findable> all;

 private:
  void add(Findable& one, std::string const& what, std::string words) const {
    auto forms = word_forms(words, say_.tongue());
    one.texts.push_back({what, std::move(words), std::move(forms)});
  }

  void also(Told& one, agreement::Responsibility const& row) const {
    auto words = row.words;
    if (auto const* need = vocabulary_.need(row.need)) {
      words.insert(words.begin(), say_.say(need->label));
      words.insert(words.end(), need->words.begin(), need->words.end());
    }
    one.says.push_back({say_.say(text("Also called")), plain(say_.swedish(say_.list(words)))});
  }

  Pack const& pack_;
  event::Vocabulary const& vocabulary_;
  Language const& say_;
  ItemWords words_;
};

// The county's own words for a need, and the units that answer for it.
void add_words_of(Pack const& pack, std::string_view need, std::vector<std::string>& words) {
  auto const add_units = [&](std::vector<agreement::Holder> const& who) {
    for (auto const& holder : who) {
      if (auto const* unit = pack.unit(holder.unit)) words.push_back(unit->title.sv);
    }
  };
  for (auto const& row : pack.responsibilities) {
    if (row.need != need) continue;
    words.insert(words.end(), row.words.begin(), row.words.end());
    add_units(row.who);
    for (auto const& band : row.by_age) add_units(band.who);
  }
}

// Synonyms: any of these for another.
using Alike = std::vector<Wanted::Phrase>;

std::vector<Alike> all_alike(event::Vocabulary const& vocabulary, Tongue tongue) {
  std::vector<Alike> all;
  for (auto const& group : vocabulary.synonyms) {
    auto& phrases = all.emplace_back();
    for (auto const& one : group.words) phrases.push_back(stems(one, tongue));
  }
  return all;
}

// The longest synonym that the words begin with; otherwise the first word.
Wanted::Phrase longest_phrase(std::span<std::string const> words, std::vector<Alike> const& alike) {
  std::size_t most = 1;
  for (auto const& phrases : alike) {
    for (auto const& phrase : phrases) {
      if (phrase.size() > most && phrase.size() <= words.size() &&
          std::equal(phrase.begin(), phrase.end(), words.begin()))
        most = phrase.size();
    }
  }
  return {words.begin(), words.begin() + static_cast<std::ptrdiff_t>(most)};
}

Wanted::Word with_synonyms(Wanted::Phrase const& itself, std::vector<Alike> const& alike) {
  Wanted::Word word{{itself}};
  for (auto const& phrases : alike) {
    if (std::find(phrases.begin(), phrases.end(), itself) == phrases.end()) continue;
    std::copy_if(phrases.begin(), phrases.end(), std::back_inserter(word.phrases),
                 [&](Wanted::Phrase const& phrase) { return phrase != itself; });
  }
  return word;
}

}  // namespace

Wanted::Wanted(std::string_view written, event::Vocabulary const& vocabulary, Tongue tongue) {
  std::vector<std::string> passed_over;
  for (auto const& word : vocabulary.passed_over) {
    for (auto& stem : stems(word, tongue)) passed_over.push_back(std::move(stem));
  }
  auto const is_passed_over = [&](std::string const& stem) {
    return std::find(passed_over.begin(), passed_over.end(), stem) != passed_over.end();
  };
  auto const all = stems(base::composed(std::string(written)), tongue);
  auto const alike = all_alike(vocabulary, tongue);
  auto const has_others = !std::all_of(all.begin(), all.end(), is_passed_over);
  for (std::span<std::string const> rest(all); !rest.empty();) {
    auto const phrase = longest_phrase(rest, alike);
    rest = rest.subspan(phrase.size());
    if (has_others && phrase.size() == 1 && is_passed_over(phrase.front())) continue;
    words_.push_back(with_synonyms(phrase, alike));
  }
}

Wanted::Wanted(std::vector<std::string> const& any_of, Tongue tongue) {
  Word word;
  for (auto const& one : any_of) {
    if (auto phrase = stems(one, tongue); !phrase.empty()) word.phrases.push_back(std::move(phrase));
  }
  if (!word.phrases.empty()) words_.push_back(std::move(word));
}

std::optional<Wanted> Wanted::with_any_marks() const {
  auto const is_plain = [](Phrase const& phrase) {
    return std::all_of(phrase.begin(), phrase.end(),
                       [](auto const& word) { return base::without_marks(word) == word; });
  };
  if (letters_ == Letters::with_any_marks) return std::nullopt;
  if (std::none_of(words_.begin(), words_.end(), [&](Word const& word) { return is_plain(word.phrases.front()); }))
    return std::nullopt;
  auto other = *this;
  other.letters_ = Letters::with_any_marks;
  for (auto& word : other.words_) {
    for (auto& phrase : word.phrases) {
      for (auto& one : phrase) one = base::without_marks(one);
    }
  }
  return other;
}

std::vector<Findable> findables(Pack const& pack, event::Vocabulary const& vocabulary, Language const& say) {
  Maker maker(pack, vocabulary, say);
  maker.add_items();
  return std::move(maker.all);
}

Findable how_it_stands(Pack const& pack, agreement::Lifecycle const& life, calendar::Day on,
                       event::Vocabulary const& vocabulary, Language const& say) {
  Told stands{nullptr, {}, say.say(text("Validity")), say.say(text("Parties, validity and revision")), {}, 3};
  for (auto const& standing : standing(life, on, say)) {
    if (standing.version != &pack) continue;
    for (auto const& paragraph : standing.paragraphs) {
      for (auto const& line : paragraph.lines) stands.says.push_back({paragraph.heading, plain(line)});
    }
  }
  for (auto const& one : pack.pending) stands.says.push_back({say.say(one.title), plain(say.say(one.what))});
  Maker maker(pack, vocabulary, say);
  maker.add(stands);
  return std::move(maker.all.front());
}

std::vector<event::Need const*> find_needs(event::Vocabulary const& vocabulary, Pack const* pack,
                                           std::string_view written, Tongue tongue) {
  auto const exactly = base::folded(base::composed(std::string(written)));
  Wanted const wanted(written, vocabulary, tongue);
  auto const otherwise = wanted.with_any_marks();
  std::vector<event::Need const*> exact;
  std::vector<event::Need const*> some;
  std::vector<event::Need const*> by_other_letters;
  for (auto const& need : vocabulary.needs) {
    auto words = need.words;
    words.insert(words.end(), {need.label.sv, need.label.en});
    if (pack != nullptr) add_words_of(*pack, need.id, words);
    auto const own =
        need.id == written || base::folded(need.label.sv) == exactly || base::folded(need.label.en) == exactly;
    if (own) return {&need};
    Findable one;
    auto is_exact = false;
    for (auto const& word : words) {
      one.texts.push_back({{}, word, word_forms(word, tongue)});
      is_exact = is_exact || base::folded(word) == exactly;
    }
    if (is_exact) exact.push_back(&need);
    if (look_for(one, wanted)) some.push_back(&need);
    if (otherwise && look_for(one, *otherwise)) by_other_letters.push_back(&need);
  }
  return !exact.empty() ? exact : !some.empty() ? some : by_other_letters;
}

}  // namespace overens::wording
