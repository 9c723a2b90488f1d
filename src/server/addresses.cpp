#include "server/addresses.hpp"

#include "api/api.hpp"
#include "web/page_row.hpp"

namespace overens::server {

route::Addresses addresses() {
  auto all = web::page_addresses();
  auto const of_api = api::Api::addresses();
  all.insert(all.end(), of_api.begin(), of_api.end());
  all.insert(all.end(),
             {asset_route, health_route, metrics_route, developer_route, provider_route, answer_route, log_out_route});
  return all;
}

}  // namespace overens::server
