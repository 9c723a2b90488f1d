#pragma once

#include <string>
#include <vector>

#include "account/provider.hpp"
#include "base/findings.hpp"
#include "base/shape.hpp"

namespace overens::server {

class GivenValues;

/// By whom people sign in, besides with an account of their own here.
struct SignInSettings {
  std::string address = {};      ///< where browsers reach the site: https://overens.region.example
  std::string proxy = {};        ///< through which the program reaches the providers; empty: none
  std::string authorities = {};  ///< a PEM file of those who may sign the providers' certificates; empty: the machine's
  std::vector<account::Provider> providers = {};
};

/// What the settings may hold of it.
base::ShapePtr sign_in_shape();

/// Says everything that is wrong. A provider that can't be used is left out.
SignInSettings read_sign_in(GivenValues const& values, base::Findings& findings);

/// Where a provider sends the browser back, as it has to be registered there.
std::string answer_address(SignInSettings const& settings, account::Provider const& provider);

}  // namespace overens::server
