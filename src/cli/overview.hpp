#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/question.hpp"
#include "wording/obligations.hpp"

namespace overens::cli {

/// The answer of `evaluate` for people: for each bearer what is to be done, the most urgent first; then what stands
/// without a day, prohibitions and permissions, disputes, and how what has ended went. Keeps the most urgent of each
/// group and counts the rest, so that any number of obligations needs little memory.
class Overview {
 public:
  /// `all`: keep and print everything.
  Overview(Prepared const& prepared, obligation::Registry const& registry, bool all, wording::Language const& say);

  void take(obligation::Answer const& answer);
  void print();

 private:
  struct Row {
    calendar::Day day;
    std::vector<std::string> lines;
  };
  struct List {
    long count = 0;
    std::vector<Row> rows;
  };
  struct Bearer {
    std::string name;
    std::map<obligation::Urgency, List> groups;
    /// What comes first is what is most urgent.
    std::tuple<obligation::Urgency, calendar::Day, std::string const&> order() const;
  };
  /// A norm and those whom it concerns: for what is the same for many.
  struct Many {
    obligation::Obligation first;
    std::set<std::string> names;
    long count = 0;
  };

  /// Norms in the order of their packs.
  using Key = std::pair<std::string, agreement::Norm const*>;

  void take(obligation::Answer const& answer, obligation::Obligation const& o);
  void ended(obligation::Obligation const& o);
  void keep(List& list, Row row) const;
  static void sort(List& list);
  static void trim(List& list);
  static bool is_of_many(obligation::Obligation const& o);
  Row row(obligation::Answer const& answer, obligation::Obligation const& o);
  std::string rule(obligation::Obligation const& o) const;
  std::string everybody(Many const& many) const;

  void print_bearers();
  void print_standing() const;
  void print_prohibitions();
  void print_ended() const;
  void print(std::string const& heading, List& list, std::string const& indent) const;

  Prepared const& prepared_;
  obligation::Registry const& registry_;
  wording::ObligationWords words_;
  bool all_;
  wording::Language const& say_;
  std::map<std::string, Bearer> bearers_;
  std::map<Key, Many> standing_;
  std::map<Key, Many> prohibitions_;
  std::map<Key, Many> permissions_;
  List broken_;
  List without_agreement_;
  List ladders_;
  std::map<obligation::Outcome, long> outcomes_;
  std::map<std::pair<Key, obligation::Outcome>, Many> failed_;
  long seen_by_nobody_ = 0;
  long not_applying_ = 0;        ///< standing rules of an agreement that is not in force
  long may_have_been_done_ = 0;  ///< ended, as far as the asker can see, without being done
  std::string example_;          ///< the id of something late
};

}  // namespace overens::cli
