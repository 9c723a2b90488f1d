#include "web/cases_view.hpp"

namespace overens::web {

using base::text;

std::string choose_authority(TemplateData body, PageContext const& context, Form const& form) {
  auto const& own = context.actor().authorities;
  if (own.size() == 1) return own.front();
  auto choose = body.add("CHOOSE");
  form.show(choose, whose_cases);
  choose.say("BUTTON", text("Show"));
  return form.value(whose_cases);
}

void show_come_in(TemplateData body, std::size_t count, PageContext const& context) {
  auto const may = access::decide_route(context.sources.policy, context.actor(), access::Action::list,
                                        access::ObjectClass::coordination);
  if (!may.allowed || context.actor().kind != access::Actor::Kind::staff) return;
  body.show("COME_IN", context.tr(count == 0 ? text("Come in from others")
                                             : base::plural("Come in from others: one case waits for you or your unit",
                                                            "Come in from others: {0} cases wait for you or your unit",
                                                            static_cast<long>(count))));
}

}  // namespace overens::web
