#include "app/ports/store.hpp"

namespace overens::app {

EntrySource::~EntrySource() = default;
Transaction::~Transaction() = default;
Store::~Store() = default;
AccountStore::~AccountStore() = default;
LookSource::~LookSource() = default;
ClientStore::~ClientStore() = default;
ReminderStore::~ReminderStore() = default;

base::Refusal unavailable() {
  return {"store_unavailable", base::text("the database does not answer now: try again in a moment")};
}

}  // namespace overens::app
