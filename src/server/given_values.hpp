#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/settings.hpp"

namespace overens::server {

/// The settings that somebody gave, by name with dots ("tls.key"), each with where it was given last.
class GivenValues {
 public:
  GivenValues(GivenSettings const& given, base::Findings& findings);

  /// A list's with a space between them.
  std::optional<std::string> words(std::string_view setting) const;
  /// In the shape's range already.
  std::optional<long> number(std::string_view setting) const;
  base::Place place(std::string_view setting) const;
  /// Those of a list of maps, which only a file can hold.
  std::vector<base::Node> const& items(std::string_view setting) const;
  /// The place of a node within it.
  base::Place place_in(std::string_view setting, base::Node const& node) const;

 private:
  struct Given {
    std::string words;
    base::Place place;
    std::vector<base::Node> items = {};
  };

  void read_file(std::string const& path, std::vector<std::string> const& names, base::Findings& findings);
  void take(base::Node const& node, std::string const& source, std::string const& within,
            std::vector<std::string> const& names);
  void take_one(std::string const& setting, std::string const& words, std::string const& source,
                base::Findings& findings);

  base::ShapePtr shape_ = settings_shape();
  std::map<std::string, Given, std::less<>> values_;
};

/// Every setting's name, in the shape's order.
std::vector<std::string> setting_names();

}  // namespace overens::server
