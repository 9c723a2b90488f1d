#pragma once

#include "agreement/load.hpp"

namespace overens::agreement {

// How each kind of item is put together from its node, whose shape has been checked.

Condition condition(base::Node const& node, std::string const& file);
Norm norm(base::Node const& node, std::string const& file);
Section section(base::Node const& node, std::string const& file);
Document document(base::Node const& node, std::string const& file);
Reading reading(base::Node const& node, std::string const& file, OtherChoices const& others);
Goal goal(base::Node const& node, std::string const& file);
Definition definition(base::Node const& node, std::string const& file);
TargetGroup group(base::Node const& node, std::string const& file);
Phase phase(base::Node const& node, std::string const& file);
Participants participants(base::Node const& node, std::string const& file);
Practice practice(base::Node const& node, std::string const& file);
Forum forum(base::Node const& node, std::string const& file);
UnitRoute unit_route(base::Node const& node, std::string const& file);
Responsibility responsibility(base::Node const& node, std::string const& file);
Commitment commitment(base::Node const& node, std::string const& file);
Ladder ladder(base::Node const& node, std::string const& file);
LocalTemplate local_template(base::Node const& node, std::string const& file);
Indicator indicator(base::Node const& node, std::string const& file);
Right right(base::Node const& node, std::string const& file);
Report report(base::Node const& node, std::string const& file);
Remark remark(base::Node const& node, std::string const& file);

}  // namespace overens::agreement
