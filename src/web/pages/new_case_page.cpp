#include "route/status.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/kept_form.hpp"
#include "web/forms/person_form.hpp"
#include "web/pages.hpp"
#include "web/person_view.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* new_case_path = "/arenden/nytt";
constexpr char const* step_who = "vem";
constexpr char const* told_known = "kand";  // the form has said that the person is known

// First the number, then whom the case is about.
bool asks_who(PageContext const& context) {
  auto const step = context.request.sent(step_field);
  return step == step_save || step == step_kept;
}

Fields first_fields(PageContext const& context) {
  auto fields = own_authority_fields(context);
  for (auto& field : number_fields(context)) fields.push_back(std::move(field));
  return fields;
}

/// The pages of a case that begins.
class NewCasePage {
 public:
  NewCasePage(PageContext const& context, Form& form) : context_(context), form_(form), command_(command_in(context)) {}

  http::Reply reply() {
    if (context_.request.method == "GET") {
      form_.treat_as_unsent();
      return show_first();
    }
    if (asks_who(context_)) return begin();
    auto const number = number_in(form_, context_);
    if (!form_.ok()) return show_first();
    if (!number) return show_who({});
    auto found = context_.sources.identities->find(context_.actor(), own_authority(context_, form_), *number);
    if (!found) return refused_page(context_, found.error());
    return show_who(*found);
  }

 private:
  Page page() const {
    Page page(context_, "new_case.html", context_.tr(text("New case")), "/arenden");
    page.above(context_.tr(text("Cases")), "/arenden");
    page.body().say("HEADING", text("New case"));
    page.body().put("ACTION", new_case_path);
    page.body().say("CANCEL", text("Cancel"));
    page.body().put("BACK", "/arenden");
    hide(page.body(), csrf_field, context_.form_word());
    hide(page.body(), command_field, command_);
    return page;
  }

  http::Reply show_first() {
    auto page = this->page();
    auto body = page.body();
    body.show("LEAD", context_.tr(text("Whom is the case about? First it is looked up whether the person is known in "
                                       "your authority.")));
    form_.errors(body);
    for (auto const& field : first_fields(context_)) form_.show(body, field.name);
    auto button = body.add("GO_ON");
    button.put("STEP", step_who);
    button.say("BUTTON", text("Go on"));
    return page.reply(form_.ok() ? 200 : 422);
  }

  http::Reply show_who(app::NumberFound const& found, int status = 200) {
    auto page = this->page();
    auto body = page.body();
    if (status == 200 && !found.is_known && !form_.value("nummer").empty())
      body.show("LEAD", context_.tr(text("Nobody with that number is known here")));
    form_.errors(body);
    hide_kept(body, form_, first_fields(context_));
    if (found.is_known) {
      auto part = body.add("FOUND");
      part.say("HEADING", text("The person is known here"));
      part.say("WHAT", found.may_begin
                           ? text("Ask first whether the case that there is can be used. In a new one the details of "
                                  "the person are those that stand here already.")
                           : text("Ask those who have the case: they can let you into it, or begin another with you."));
      show_cases_of_person(part, found.cases, context_);
    } else if (asks_who(context_)) {
      for (auto const& field : record_fields(context_, RecordPart::to_begin_with)) form_.show(body, field.name);
    } else {
      // Nothing has been written in them yet.
      Form const empty(unsent(), record_fields(context_, RecordPart::to_begin_with));
      empty.show(body);
    }
    if (found.is_known && !found.may_begin) return page.reply(status);
    if (found.is_known) hide(body, told_known, "ja");
    auto button = body.add("GO_ON");
    button.put("STEP", step_save);
    button.say("BUTTON", found.is_known ? text("Begin another case") : text("Begin the case"));
    return page.reply(status);
  }

  http::Reply begin() {
    auto record = record_in(form_, context_, RecordPart::to_begin_with);
    app::NumberFound found;
    if (record.number) {
      auto looked = context_.sources.identities->find(context_.actor(), own_authority(context_, form_), *record.number);
      if (!looked) return refused_page(context_, looked.error());
      found = std::move(*looked);
    }
    // Of somebody who is known nothing is asked but the number.
    if (!form_.ok() && !(found.is_known && !form_.is_wrong("nummer"))) return show_who({}, 422);
    if (context_.request.sent(step_field) == step_kept) return show_who(found);
    auto const is_told = context_.request.sent(told_known) == "ja";
    auto const begun = context_.sources.identities->begin_case(
        context_.actor(), {own_authority(context_, form_), std::move(record), command_, is_told});
    if (begun) return http::see_other(subject_path({"case", *begun}));
    auto const status = route::status_of(begun.error().code);
    if (status == 401 || status == 403 || status == 404) return refused_page(context_, begun.error());
    auto const is_used = begun.error().code == "id_unusable" || begun.error().code == "version_conflict";
    if (is_used) command_ = app::id_by_chance();
    form_.wrong("", is_used
                        ? text("A case has been begun by this form already: it is among the cases. Save once more to "
                               "begin another.")
                        : begun.error().why);
    return show_who(found, status);
  }

  PageContext const& unsent() {
    request_.method = "GET";
    unsent_.emplace(PageContext{request_, context_.sources, context_.language, context_.today, context_.lifecycles,
                                context_.units, context_.session});
    return *unsent_;
  }

  PageContext const& context_;
  Form& form_;
  std::string command_;
  http::Request request_ = {};
  std::optional<PageContext> unsent_ = {};
};

}  // namespace

Fields new_case_fields(PageContext const& context) {
  auto fields = first_fields(context);
  if (!asks_who(context)) return fields;
  for (auto& field : record_fields(context, RecordPart::to_begin_with)) fields.push_back(std::move(field));
  return fields;
}

http::Reply new_case_page(PageContext const& context, Form& form) {
  if (context.sources.identities == nullptr) return refusal_page(context, 404);
  return NewCasePage(context, form).reply();
}

}  // namespace overens::web
