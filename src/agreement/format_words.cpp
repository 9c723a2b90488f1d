#include "agreement/format_words.hpp"

#include <algorithm>
#include <array>

namespace overens::agreement {
namespace {

struct Said {
  char const* swedish;
  char const* code;
  char const* write = nullptr;  ///< nullptr: the code itself
};

constexpr std::array said = {
    // units
    Said{"timme", "hour"},
    Said{"timmar", "hour"},
    Said{"tim", "hour"},
    Said{"dag", "day"},
    Said{"dagar", "day"},
    Said{"dygn", "day"},
    Said{"arbetsdag", "working_day"},
    Said{"arbetsdagar", "working_day"},
    Said{"vardag", "working_day"},
    Said{"vardagar", "working_day"},
    Said{"vecka", "week"},
    Said{"veckor", "week"},
    Said{"månad", "month"},
    Said{"månader", "month"},
    Said{"år", "year"},
    Said{"kvartal", "month", "count: 3, unit: month"},
    Said{"halvår", "month", "count: 6, unit: month"},
    Said{"fjorton dagar", "week", "count: 2, unit: week"},
    // verbs
    Said{"ska", "must"},
    Said{"skall", "must"},
    Said{"måste", "must"},
    Said{"bör", "should"},
    Said{"får inte", "must_not"},
    Said{"ska inte", "must_not"},
    Said{"får", "may"},
    Said{"kan", "may"},
    Said{"åtar sig", "promise"},
    Said{"lovar", "promise"},
    Said{"verkar för", "promise"},
    // parts of a responsibility
    Said{"ansvarar", "owns"},
    Said{"ansvar", "owns"},
    Said{"delar", "shares"},
    Said{"delat", "shares"},
    Said{"leder", "leads"},
    Said{"samordnar", "leads"},
    Said{"första linjen", "first_line"},
    // parties and levels
    Said{"kommun", "municipality"},
    Said{"kommunen", "municipality"},
    Said{"kommuner", "municipalities"},
    Said{"kommunerna", "municipalities"},
    Said{"region", "region"},
    Said{"regionen", "region"},
    Said{"landstinget", "region"},
    Said{"alla", "all"},
    Said{"polisen", "police"},
    Said{"annan", "other"},
    Said{"andra", "other"},
    Said{"politisk", "political"},
    Said{"tjänsteperson", "official"},
    Said{"tjänstepersoner", "official"},
    Said{"lokal", "local"},
    Said{"brukare", "user"},
    // how long, how often, by whom
    Said{"tills vidare", "until_further_notice"},
    Said{"tidsbestämd", "fixed"},
    Said{"kalender", "calendar"},
    Said{"gemensamt", "joint"},
    Said{"tillsammans", "joint"},
    Said{"var för sig", "each"},
    Said{"var och en", "each"},
    Said{"beslut", "decision"},
    Said{"underskrift", "signature"},
    Said{"underskrifter", "signature"},
};

}  // namespace

std::vector<std::pair<std::string, std::string>> swedish_for(std::vector<std::string> const& allowed) {
  std::vector<std::pair<std::string, std::string>> all;
  for (auto const& one : said) {
    if (std::find(allowed.begin(), allowed.end(), one.code) != allowed.end())
      all.emplace_back(one.swedish, one.write == nullptr ? one.code : one.write);
  }
  return all;
}

}  // namespace overens::agreement
