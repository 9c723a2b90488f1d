#include "app/store.hpp"

namespace overens::app {

Transaction::~Transaction() = default;
Store::~Store() = default;

}  // namespace overens::app
