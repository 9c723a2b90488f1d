#include "web/forms/kept_form.hpp"

#include <gtest/gtest.h>

#include "http/target.hpp"

namespace overens::web {
namespace {

http::Pairs kept_of(std::string body) {
  http::Request request;
  request.method = "POST";
  request.path = "/arenden/nytt";
  request.fields = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = std::move(body);
  return http::decode_form(KeptForm::of_refused(request).written).value_or(http::Pairs());
}

TEST(KeptForm, keeps_the_step_but_is_not_saved) {
  EXPECT_EQ(kept_of("csrf=w.a&namn=x&steg=spara"), (http::Pairs{{"namn", "x"}, {"steg", "kvar"}}));
  EXPECT_EQ(kept_of("csrf=w.a&nummer=1&steg=vem"), (http::Pairs{{"nummer", "1"}, {"steg", "vem"}}));
  EXPECT_EQ(kept_of("csrf=w.a&kommando=k&gor=ge"), (http::Pairs{{"kommando", "k"}}))
      << "no button is pressed for anybody";
}

}  // namespace
}  // namespace overens::web
