#include "store/individual_codes.hpp"

#include "store/typed_rows.hpp"

namespace overens::store {
namespace {

using app::KeptIndividualCode;

#define OVERENS_SELECT_CODE "select person, selector, hash, account, given, through, tries from individual_code "
constexpr Statement code_of_person{OVERENS_SELECT_CODE "where person = ?1", 1};
constexpr Statement code_by_selector{OVERENS_SELECT_CODE "where selector = ?1", 1};
constexpr Statement code_of_account{OVERENS_SELECT_CODE "where account = ?1", 1};
constexpr Statement put_code{
    "insert into individual_code (person, selector, hash, account, given, through, tries) "
    "values (?1, ?2, ?3, ?4, ?5, ?6, 0)",
    6};
constexpr Statement count_try{"update individual_code set tries = tries + 1 where selector = ?1 returning tries", 1};
constexpr Statement forget_tries{"update individual_code set tries = 0 where selector = ?1", 1};
constexpr Statement remove_code{"delete from individual_code where person = ?1", 1};

KeptIndividualCode read_code(SqlRow row) {
  auto const name = words(row[0]);
  auto const slash = name.find('/');
  return {{name.substr(0, slash), name.substr(slash + 1)},
          words(row[1]),
          words(row[2]),
          words(row[3]),
          instant(row[4]),
          calendar::Day(std::chrono::days(row[5].number())),
          static_cast<long>(row[6].number())};
}

std::optional<KeptIndividualCode> find_code(Pool& readers, Statement const& statement, std::string const& by) {
  return readers.with([&](Connection& c) {
    SqlValue const values[] = {by};
    return read_one(c, statement, values, read_code);
  });
}

}  // namespace

void IndividualCodeTable::put(KeptIndividualCode const& code) {
  write(writers_, [&](Connection& c) {
    auto const person = code.person.name();
    run(c, remove_code, person);
    SqlValue const values[] = {person,
                               code.selector,
                               code.hash,
                               code.account,
                               milliseconds(code.given),
                               std::int64_t{code.through.time_since_epoch().count()}};
    c.write(put_code, values);
    return true;
  });
}

std::optional<KeptIndividualCode> IndividualCodeTable::code_of(app::PersonRef const& person) {
  return find_code(readers_, code_of_person, person.name());
}
std::optional<KeptIndividualCode> IndividualCodeTable::code_with(std::string const& selector) {
  return find_code(readers_, code_by_selector, selector);
}
std::optional<KeptIndividualCode> IndividualCodeTable::code_by_account(std::string const& account) {
  return find_code(readers_, code_of_account, account);
}

long IndividualCodeTable::failed(std::string const& selector) {
  long tries = 0;
  write(writers_, [&](Connection& c) {
    SqlValue const values[] = {selector};
    c.read(count_try, values, [&](std::size_t, SqlRow row) { tries = static_cast<long>(row[0].number()); });
    return true;
  });
  return tries;
}

void IndividualCodeTable::succeeded(std::string const& selector) {
  write(writers_, [&](Connection& c) {
    run(c, forget_tries, selector);
    return true;
  });
}

void IndividualCodeTable::remove(app::PersonRef const& person) {
  write(writers_, [&](Connection& c) {
    run(c, remove_code, person.name());
    return true;
  });
}

}  // namespace overens::store
