#pragma once

// A store that counts what it is asked, by another that answers.

#include "app/ports/client_store.hpp"
#include "app/ports/store.hpp"

namespace overens::app {

class CountingStore : public Store {
 public:
  explicit CountingStore(Store& store) : store_(store) {}

  int asked = 0;

  std::vector<journal::Entry> entries(std::span<std::string const> ids) override { return one().entries(ids); }
  std::vector<journal::Entry> entries_about(std::span<journal::SubjectRef const> what) override {
    return one().entries_about(what);
  }
  std::string recognised_by(std::string const& words) const override { return store_.recognised_by(words); }
  std::unique_ptr<Transaction> begin() override { return one().begin(); }
  std::uint64_t shared(std::uint64_t after, std::function<void(journal::Entry const&)> const& take) override {
    return one().shared(after, take);
  }
  void all(std::uint64_t after, std::function<bool(std::uint64_t, journal::Entry const&)> const& take) override {
    one().all(after, take);
  }
  journal::Heads heads() override { return one().heads(); }
  void index(std::function<void(journal::SubjectRef const&, std::uint64_t)> const& take) override { one().index(take); }
  bool is_reachable() const override { return store_.is_reachable(); }
  std::uint64_t last_position() override { return one().last_position(); }
  std::vector<std::string> ids_of(std::string const& kind, std::string const& after, std::size_t most) override {
    return one().ids_of(kind, after, most);
  }
  std::vector<std::string> ids_in_no_case(std::string const& kind, std::string const& authority,
                                          std::string const& after, std::size_t most) override {
    return one().ids_in_no_case(kind, authority, after, most);
  }
  std::vector<std::string> ids_with_obligations(std::string const& kind) override {
    return one().ids_with_obligations(kind);
  }
  std::string progress(std::string const& name) override { return one().progress(name); }
  SubjectView view(journal::SubjectRef const& of) override { return one().view(of); }
  std::vector<ObligationRow> open_obligations(std::string const& authority, std::size_t limit,
                                              std::optional<ObligationKey> const& after) override {
    return one().open_obligations(authority, limit, after);
  }
  std::vector<CaseHead> cases(std::string const& authority, std::size_t limit,
                              std::optional<CaseKey> const& after) override {
    return one().cases(authority, limit, after);
  }
  std::optional<CaseHead> case_head(std::string const& authority, std::string const& in_case) override {
    return one().case_head(authority, in_case);
  }
  std::vector<std::vector<WorkRow>> work(std::string const& authority, std::span<WorkRange const> ranges,
                                         WorkFilter const& filter, std::size_t limit) override {
    return one().work(authority, ranges, filter, limit);
  }
  std::vector<CaseHead> case_heads(std::string const& authority, std::span<std::string const> cases) override {
    return one().case_heads(authority, cases);
  }
  std::vector<std::string> held_cases(std::string const& authority, std::string const& staff) override {
    return one().held_cases(authority, staff);
  }
  std::vector<std::string> cases_of_unit(std::string const& authority, std::string const& unit) override {
    return one().cases_of_unit(authority, unit);
  }
  std::vector<std::string> hidden_cases(std::string const& authority, std::string const& staff) override {
    return one().hidden_cases(authority, staff);
  }
  void decrypt(journal::Entry& entry) override { one().decrypt(entry); }
  std::uint64_t renew_keys(std::function<void(std::uint64_t)> const& progress) override {
    return one().renew_keys(progress);
  }
  AccountStore& accounts() override { return one().accounts(); }
  ClientStore& clients() override { return one().clients(); }
  IdentityStore& identities() override { return one().identities(); }
  IndividualCodeStore& individual_codes() override { return one().individual_codes(); }
  ReminderStore& reminders() override { return one().reminders(); }
  LookStore& looks() override { return store_.looks(); }
  std::vector<journal::Damage> inspect() override { return one().inspect(); }

 private:
  Store& one() {
    ++asked;
    return store_;
  }

  Store& store_;
};

}  // namespace overens::app
