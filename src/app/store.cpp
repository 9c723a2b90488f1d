#include "app/store.hpp"

namespace overens::app {

EntrySource::~EntrySource() = default;
Transaction::~Transaction() = default;
Store::~Store() = default;
AccountStore::~AccountStore() = default;
LookStore::~LookStore() = default;
ClientStore::~ClientStore() = default;

}  // namespace overens::app
