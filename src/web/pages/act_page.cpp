#include "web/pages/act_page.hpp"

#include <algorithm>

#include "route/status.hpp"
#include "web/address.hpp"
#include "web/consequences_view.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/kept_form.hpp"
#include "web/pages.hpp"
#include "web/subject_head.hpp"
#include "web/subject_path.hpp"
#include "web/timeline_view.hpp"

namespace overens::web {

using base::text;

namespace {

// The hidden fields and the buttons, which are the form's own.
constexpr char const* seen_field = "sett";
constexpr char const* step_beside = "leder-till";

bool is_recorded_after(app::TimelineEvent const& event, calendar::Instant at) {
  auto const later = [&](app::Change const& change) { return change.recorded > at; };
  return event.recorded > at || std::any_of(event.corrections.begin(), event.corrections.end(), later) ||
         (event.withdrawn && later(*event.withdrawn));
}

// What is not filled in, or still being written, is not wrong yet; of what is written out it is said what is.
void show_lacking(TemplateData part, Form const& form) {
  part.show("SAID", part.tr(text("It is shown here when these have been filled in:")));
  auto list = part.add("LACKING");
  for (auto const& field : form.fields()) {
    if (!form.is_wrong(field.name)) continue;
    auto row = list.add("FIELD");
    row.put("ID", field.name);
    row.put("LABEL", field.label);
    if (auto const& fault = form.fault(field.name); !fault.empty()) row.show("WRONG", fault);
  }
}

// The field that a refusal names behind the place of one of several events: `2.happened`.
std::string without_place(std::string const& field) {
  auto const digits = field.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string::npos && field[digits] == '.' ? field.substr(digits + 1) : field;
}

// When the event, correction or withdrawal of that id was recorded.
std::optional<calendar::Instant> recorded_at(app::SubjectPage const& page, std::string const& id) {
  for (auto const& event : page.events) {
    if (event.id == id) return event.recorded;
    if (event.withdrawn && event.withdrawn->id == id) return event.withdrawn->recorded;
    for (auto const& change : event.corrections) {
      if (change.id == id) return change.recorded;
    }
  }
  return std::nullopt;
}

}  // namespace

ActPage::ActPage(PageContext const& context, Form& form, FormAct act, app::SubjectPage subject)
    : context_(context), form_(form), act_(std::move(act)), subject_(std::move(subject)) {
  command_ = command_in(context_);
  begins_ = subject_.subject.id.empty() && !subject_.subject.kind.empty();
  if (begins_) subject_.subject.id = command_;  // no id but one by chance, which no other has
  if (act_.back.empty()) act_.back = subject_path(subject_.subject);
  seen_ = context.request.method == "POST" ? context_.request.sent(seen_field) : subject_.version;
}

http::Reply ActPage::reply() {
  if (act_.too_late) return show_form(409);
  if (context_.request.method != "POST") return show_form(200);
  auto const step = context_.request.sent(step_field);
  if (step == step_beside) return show_beside();
  if (!form_.ok()) return show_form(422);
  if (step == step_change) return show_form(200);
  return step == step_save ? save() : show_check();
}

Page ActPage::page(char const* body) const {
  auto const& kind = subject_.subject.kind;
  Page page(context_, body, act_.title, act_.in_case.empty() ? menu_place(kind) : "/arenden");
  if (!act_.in_case.empty()) {
    page.above(context_.tr(text("Cases")), "/arenden");
    page.above(subject_.name, act_.back);
    return page;
  }
  if (!act_.then.empty()) {
    page.above(subject_.name, act_.back);
    return page;
  }
  put_above(page, kind, act_.authority, context_);
  if (!begins()) page.above(subject_.name, subject_path(subject_.subject));
  return page;
}

void ActPage::hidden(TemplateData to) const {
  to.put("ACTION", context_.request.path);
  for (auto const& [name, value] : {std::pair<std::string, std::string>(csrf_field, context_.session->csrf),
                                    {command_field, command_},
                                    {seen_field, seen_}}) {
    auto one = to.add("HIDDEN");
    one.put("NAME", name);
    one.put("VALUE", value);
  }
}

// Why what was written has not been saved as it was.
void ActPage::show_conflicts(TemplateData body, std::optional<std::vector<app::TimelineEvent>> const& since) {
  auto const conflict = [&](base::Text const& heading, base::Text const& what) {
    auto part = body.add("CONFLICT");
    part.say("HEADING", heading);
    part.say("WHAT", what);
    return part;
  };
  if (act_.too_late) conflict(text("It can't be saved any more"), *act_.too_late);
  if (!saved_at_.empty()) {
    auto part = conflict(text("This form has been saved already"),
                         text("What you have changed since is not saved. If it is something more that has happened, "
                              "save once more. If something was wrong, correct what was saved."));
    for (auto const& [url, words] : {std::pair(saved_at_, text("Look at what was saved")),
                                     std::pair(context_.request.path, text("Begin with an empty form"))}) {
      auto link = part.add("LINK");
      link.put("URL", url);
      link.say("TEXT", words);
    }
  }
  if (!since) return;
  auto part = conflict(text("Somebody has recorded something since you opened the form"),
                       text("Nothing has been saved. What you wrote stands below. Look at what has been recorded, and "
                            "save again if yours is still right."));
  SubjectNames names(context_);
  if (!subject_.staff.empty()) names.know_staff(subject_.staff);
  auto const shown_on = act_.in_case.empty() ? subject_.subject : journal::SubjectRef{"case", act_.in_case};
  show_timeline(part, *since, shown_on, names, context_);
  seen_ = subject_.version;
}

http::Reply ActPage::show_form(int status, std::optional<std::vector<app::TimelineEvent>> const& since) {
  auto page = this->page("act.html");
  auto body = page.body();
  body.put("HEADING", act_.title);
  body.put("SUBJECT", subject_.name);
  body.show("HELP", act_.help);
  if (act_.is_foreseen) {
    page.script(context_.sources.asset("act.js"));
    auto leads = body.add("FORESEEN");
    leads.say("LEADS", text("This is what it leads to"));
    leads.put("STEP_BESIDE", step_beside);
    leads.say("FAILED", text("What it leads to can't be shown just now. The form can be used all the same."));
  }
  form_.errors(body);
  show_conflicts(body, since);
  hidden(body);
  show_fields(body);
  if (!act_.too_late) {
    auto submit = body.add("SUBMIT");
    submit.put("BUTTON", act_.button);
    submit.put("STEP", act_.is_checked ? step_check : step_save);
  }
  body.say("CANCEL", text("Cancel"));
  body.put("BACK", act_.back);
  return page.reply(status);
}

namespace {

// The fields that stand together: under one heading; or under none, as far as what folds of them.
std::vector<std::span<Field const>> by_part(Fields const& fields) {
  auto const goes_on = [&](std::size_t from, std::size_t to) {
    auto const was_folded = fields[to - 1].is_folded && !fields[to].is_folded;
    return fields[to].part == fields[from].part && !(was_folded && fields[from].part.empty());
  };
  std::vector<std::span<Field const>> all;
  for (std::size_t from = 0, to = 1; from < fields.size(); from = to++) {
    while (to < fields.size() && goes_on(from, to)) ++to;
    all.emplace_back(&fields[from], to - from);
  }
  return all;
}

}  // namespace

void ActPage::show_fields(TemplateData body) const {
  for (auto const& fields : by_part(form_.fields())) {
    auto block = body.add("BLOCK");
    if (auto const& part = fields.front().part; !part.empty()) {
      auto heading = block.add("PART");
      heading.put("TEXT", part);
      heading.put("ANSWERS", in_markup(fields.front().only_when));
      block.show("PART_END");
    }
    show_some(block, fields);
  }
}

// What the record system holds is asked for here only when somebody wants to say it here as well.
void ActPage::show_some(TemplateData block, std::span<Field const> fields) const {
  std::vector<std::string> folded;
  auto is_kept_elsewhere = act_.is_done_elsewhere && &fields.front() == &form_.fields().front();
  for (auto const& field : fields) {
    is_kept_elsewhere = is_kept_elsewhere || field.is_kept_elsewhere;
    if (field.is_folded || (act_.is_done_elsewhere && !field.required)) {
      folded.push_back(field.name);
    } else {
      form_.show(block, field.name);
    }
  }
  if (is_kept_elsewhere)
    block.show("HOME", context_.tr(text("This is kept in the record system. Here it is enough to say that it was done, "
                                        "and when.")));
  if (folded.empty()) return;
  auto fold = block.add("FOLD");
  fold.say("MORE", text("More details (optional)"));
  auto const is_used = [&](std::string const& name) { return form_.is_wrong(name) || !form_.values(name).empty(); };
  if (std::any_of(folded.begin(), folded.end(), is_used)) fold.show("OPEN");
  for (auto const& name : folded) form_.show(fold, name);
}

// What has been written, but for what was not asked.
void ActPage::show_facts(TemplateData body) const {
  for (auto const& fields : by_part(form_.fields())) {
    std::vector<std::pair<std::string, std::vector<std::string>>> facts;
    for (auto const& field : fields) {
      for (auto const& value : form_.values(field.name)) {
        auto one = body.add("KEPT");
        one.put("NAME", field.name);
        one.put("VALUE", value);
      }
      auto words = in_words(field, form_.values(field.name));
      if (!words.empty() && form_.is_asked(field)) facts.emplace_back(field.label, std::move(words));
    }
    if (facts.empty()) continue;
    auto part = body.add("FACTS");
    part.show("HEADING", fields.front().part);
    for (auto const& [name, values] : facts) {
      auto fact = part.add("FACT");
      fact.put("NAME", name);
      for (auto const& value : values) fact.show("VALUE", value);
    }
  }
}

// What is recorded of it meanwhile is told: of an act of several events, of what the first of them is about.
journal::SubjectRef ActPage::about(event::Draft const& draft) const {
  if (!subject_.subject.kind.empty()) return subject_.subject;
  return draft.subject_id.empty() ? journal::SubjectRef() : journal::SubjectRef{draft.subject_kind, draft.subject_id};
}

Recording ActPage::recording() const {
  auto draft = act_.draft(form_);
  if (begins()) {
    if (draft.subject_id.empty()) {
      draft.subject_kind = subject_.subject.kind;
      draft.subject_id = subject_.subject.id;
    }
  }
  draft.in_case = act_.in_case;
  auto also = act_.also ? act_.also(form_) : std::vector<event::Draft>();
  for (auto& one : also) one.in_case = act_.in_case;
  auto of = about(draft);
  return {command_, std::move(draft), std::move(of), seen_, std::move(also)};
}

http::Reply ActPage::show_beside() {
  Template part("consequences.html", context_.language);
  if (form_.ok()) {
    auto const led = context_.sources.foresee(context_.actor(), recording(), context_.language);
    auto const status = led ? 200 : route::status_of(led.error().code);
    if (status != 200 && status != 409 && status != 422) return refused(led.error());
    if (led)
      show_consequences(part.fields(), *led);
    else
      show_refusal(part.fields(), led.error());
  } else {
    show_lacking(part.fields(), form_);
  }
  return {.body = part.html(), .fields = {{"Cache-Control", "no-store"}}};
}

// The form has not been sent yet: what it lacks is said, and nothing is wrong with it.
void ActPage::show_refusal(TemplateData part, base::Refusal const& refusal) const {
  if (refusal.code == "nothing_corrected") {
    part.show("SAID", part.tr(text("It is shown here when you have changed something.")));
    return;
  }
  auto const words = words_for(refusal);
  part.show("SAID", part.tr(text("This can't be recorded as it stands: {0}", words.why)));
  for (auto const& field : form_.fields()) {
    if (field.name != words.field) continue;
    auto row = part.add("LACKING").add("FIELD");
    row.put("ID", field.name);
    row.put("LABEL", field.label);
  }
}

RefusalWords ActPage::words_for(base::Refusal const& refusal) const {
  auto words = (act_.words ? act_.words(refusal.code) : std::nullopt).value_or(RefusalWords{refusal.why});
  auto const name = act_.field_of ? act_.field_of(refusal.field) : field_named(form_, without_place(refusal.field));
  auto const at = std::find_if(form_.fields().begin(), form_.fields().end(), [&](Field const& field) {
    return field.name == (name.empty() ? field_named(form_, words.field) : name);
  });
  words.field = at == form_.fields().end() ? "" : at->name.c_str();
  return words;
}

http::Reply ActPage::show_check() {
  auto const led = context_.sources.foresee(context_.actor(), recording(), context_.language);
  if (!led) return refused(led.error());
  auto page = this->page("act_check.html");
  auto body = page.body();
  body.put("HEADING", act_.title);
  body.put("SUBJECT", subject_.name);
  body.say("CHECK", text("This will be recorded"));
  if (act_.is_foreseen) {
    auto leads = body.add("FORESEEN");
    leads.say("LEADS", text("This is what it leads to"));
    show_consequences(leads.include("CONSEQUENCES", "consequences.html"), *led);
  }
  hidden(body);
  show_facts(body);
  auto saving = body.add("SAVING");
  saving.say("SAVE", text("Save"));
  saving.put("STEP_SAVE", step_save);
  body.say("CHANGE", text("Change"));
  body.put("STEP_CHANGE", step_change);
  return page.reply();
}

http::Reply ActPage::save() {
  auto const saved = context_.sources.record(context_.actor(), recording());
  if (!saved) return refused(saved.error());
  return http::see_other(saved_path());
}

std::string ActPage::saved_path() const {
  if (!act_.then.empty()) return act_.then;
  auto const page = act_.in_case.empty() ? subject_path(subject_.subject) : act_.back;
  return address(page, {{"sparat", command_}}) + "#sparat";
}

// Somebody went back to it: what is written there now would be something more, under another id.
http::Reply ActPage::saved_before() {
  saved_at_ = saved_path();
  command_ = app::id_by_chance();
  if (begins())
    subject_.subject.id = command_;
  else
    read_again();
  seen_ = subject_.version;
  return show_form(409);
}

http::Reply ActPage::refused(base::Refusal const& refusal) {
  if (refusal.code == "version_conflict") {
    read_again();
    return show_form(409, recorded_since(seen_));
  }
  if (refusal.code == "id_unusable") return saved_before();
  auto const status = route::status_of(refusal.code);
  auto const is_kept_from_here = status == 401 || status == 403 || status == 404;
  if (is_kept_from_here) return refused_page(context_, refusal);
  auto const words = words_for(refusal);
  form_.wrong(words.field, words.why);
  return show_form(status);
}

void ActPage::read_again() {
  auto const subject = subject_.subject;
  if (act_.in_case.empty()) {
    auto now = context_.sources.subject(context_.actor(), subject);
    if (!now) return;
    now->name = name_of(*now, context_);
    subject_ = std::move(*now);
    return;
  }
  auto now = context_.sources.case_page(context_.actor(), act_.in_case, {});
  if (!now) return;
  now->name = subject_.name;
  now->subject = subject;
  subject_ = std::move(*now);
}

// In a case only what is about the subject itself: the rest is others' work.
std::vector<app::TimelineEvent> ActPage::recorded_since(std::string const& version) const {
  auto const at = recorded_at(subject_, version);
  std::vector<app::TimelineEvent> since;
  for (auto const& event : subject_.events) {
    auto const is_of_others = !act_.in_case.empty() && event.subject != subject_.subject;
    if (!is_of_others && (!at || is_recorded_after(event, *at))) since.push_back(event);
  }
  return since;
}

}  // namespace overens::web
