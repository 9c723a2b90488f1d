#include "route/status.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/kept_form.hpp"
#include "web/forms/person_form.hpp"
#include "web/look_words.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/person_view.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* seen_version = "sett";

/// The details of whom a case is about, to be changed, and all that they have been.
class PersonPage {
 public:
  PersonPage(PageContext const& context, Form& form)
      : context_(context), form_(form), in_case_(context.request.part("id")), command_(command_in(context)) {}

  http::Reply reply() {
    auto const all = context_.sources.identities->versions(context_.actor(), in_case_);
    if (!all) return refused_page(context_, all.error());
    if (context_.request.method == "GET") {
      form_.treat_as_unsent();
      if (!all->empty()) put_record(form_, all->back().record);
      return show(*all, all->empty() ? 0 : all->back().version, 200);
    }
    auto record = record_in(form_, context_, RecordPart::all);
    auto const seen = seen_in_form();
    if (!form_.ok()) return show(*all, seen, 422);
    if (context_.request.sent(step_field) == step_kept) return show(*all, seen, 200);
    auto const changed =
        context_.sources.identities->change(context_.actor(), {in_case_, std::move(record), seen, command_});
    if (changed) return http::see_other(subject_path({"case", in_case_}));
    auto const status = route::status_of(changed.error().code);
    if (status == 401 || status == 403 || status == 404) return refused_page(context_, changed.error());
    command_ = app::id_by_chance();  // the one before may have kept something else
    auto const now = context_.sources.identities->versions(context_.actor(), in_case_);
    return show(now ? *now : *all, now && !now->empty() ? now->back().version : seen, status, changed.error().why);
  }

 private:
  std::uint64_t seen_in_form() const {
    auto const digits = context_.request.sent(seen_version);
    std::uint64_t seen = 0;
    for (auto const c : digits.substr(0, 9)) seen = seen * 10 + (c >= '0' && c <= '9' ? std::uint64_t(c - '0') : 0);
    return seen;
  }

  http::Reply show(std::vector<app::IdentityVersion> const& all, std::uint64_t seen, int status,
                   std::optional<base::Text> const& conflict = {}) {
    auto const path = subject_path({"case", in_case_});
    Page page(context_, "person_form.html", context_.tr(text("Details of the person")), "/arenden");
    page.above(context_.tr(text("Cases")), "/arenden");
    page.above(context_.tr(text("Case")), path);
    auto body = page.body();
    body.say("HEADING", text("Details of the person"));
    body.show("LEAD", context_.tr(text("What stands in the form when you save holds from now on. What stood before is "
                                       "kept.")));
    form_.errors(body);
    if (conflict) {
      auto part = body.add("CONFLICT");
      part.put("HEADING", context_.tr(*conflict));
      part.say("WHAT", text("Nothing has been saved. What you wrote stands below; this is what stands now:"));
      if (!all.empty()) show_record(part, all.back().record, context_);
    }
    body.put("ACTION", path + "/person");
    hide(body, csrf_field, context_.form_word());
    hide(body, command_field, command_);
    hide(body, seen_version, std::to_string(seen));
    show_record_fields(body, form_);
    body.say("BUTTON", text("Save"));
    body.say("CANCEL", text("Cancel"));
    body.put("BACK", path);
    if (all.size() > 1) show_history(body.add("HISTORY"), all);
    return page.reply(status);
  }

  void show_history(TemplateData part, std::vector<app::IdentityVersion> const& all) const {
    part.say("HEADING", text("What stood before"));
    auto const& own = context_.actor().authorities;
    SubjectNames const names(context_, {}, own.empty() ? std::string() : own.front());
    for (auto one = std::next(all.rbegin()); one != all.rend(); ++one) {
      auto version = part.add("VERSION");
      version.put("WHEN", context_.tr(text("Written {0} by {1}", LookWords(context_).when(one->at),
                                           names.subject("staff", one->by))));
      version.put("NAME_THEN", one->record.name);
      show_record(version, one->record, context_);
    }
  }

  PageContext const& context_;
  Form& form_;
  std::string in_case_;
  std::string command_;
};

}  // namespace

Fields person_fields(PageContext const& context) {
  auto fields = number_fields(context);
  for (auto& field : record_fields(context, RecordPart::all)) fields.push_back(std::move(field));
  return fields;
}

http::Reply person_page(PageContext const& context, Form& form) {
  if (context.sources.identities == nullptr) return refusal_page(context, 404);
  return PersonPage(context, form).reply();
}

}  // namespace overens::web
