#pragma once

#include <functional>
#include <optional>
#include <span>

#include "web/forms/composed_form.hpp"
#include "web/forms/event_draft.hpp"
#include "web/page.hpp"

namespace overens::web {

/// What somebody does about a shared subject by a form: records, corrects or withdraws an event.
struct FormAct {
  std::string title;
  std::string help;    ///< under the title; empty: nothing
  std::string button;  ///< that ends the form
  bool is_checked;     ///< what will be recorded is shown once more before it is saved
  std::function<event::Draft(Form const&)> draft;
  std::string authority = {};  ///< whose subject it is; empty: nobody's alone
  bool is_foreseen = true;     ///< what it leads to is shown; no norm asks for what is known inside an authority only
  std::string back = {};       ///< where cancelling leads; empty: the subject's page
  /// What is said of a refusal, where a page has other words; empty: as it says.
  std::function<std::optional<RefusalWords>(std::string const& code)> words = {};
  std::string then = {};  ///< where it leads when it has been saved; empty: the subject's page
  std::function<std::vector<event::Draft>(Form const&)> also = {};  ///< further events of the same command
  bool is_done_elsewhere = false;  ///< its home is the record system: only what must be said is asked for at first
  /// Why it can't be recorded any more: what was written is shown with that, and no way to save it; empty: it can.
  std::optional<base::Text> too_late = {};
  std::string in_case = {};  ///< that it stands in: `back`, where it leads when it has been saved as well
  /// The form's field of what a refusal names, where several events have fields of one name; empty: by its name.
  std::function<std::string(std::string const& refused)> field_of = {};
};

/// An act of several events, by its form. What it is given must outlive it. `reader`: see ComposedForm::drafts().
FormAct act_of_several(ComposedForm const& several, event::ComposedAct const& act, Form const& form,
                       PageContext const& context, std::string const& reader = {});

/// Leads through the steps of an act, all at the address asked for: the form; what it will record and lead to; saved.
/// What is wrong gives the form again with its values. A script that shows what the act leads to beside the form, while
/// it is filled in, asks at the same address for that part alone.
class ActPage {
 public:
  /// `subject`: as it was when the page was asked for; without an id when it begins with the act.
  ActPage(PageContext const& context, Form& form, FormAct act, app::SubjectPage subject);
  http::Reply reply();

 private:
  journal::SubjectRef about(event::Draft const& draft) const;
  Page page(char const* body) const;
  void hidden(TemplateData to) const;
  void show_fields(TemplateData body) const;
  void show_some(TemplateData block, std::span<Field const> fields) const;
  void show_facts(TemplateData body) const;
  /// `since`: what others have recorded since the form was opened, when that is why it is shown again.
  http::Reply show_form(int status, std::optional<std::vector<app::TimelineEvent>> const& since = {});
  void show_conflicts(TemplateData body, std::optional<std::vector<app::TimelineEvent>> const& since);
  std::string saved_path() const;
  http::Reply saved_before();
  http::Reply show_check();
  http::Reply show_beside();
  void show_refusal(TemplateData part, base::Refusal const& refusal) const;
  RefusalWords words_for(base::Refusal const& refusal) const;
  bool begins() const { return begins_; }
  Recording recording() const;
  http::Reply save();
  http::Reply refused(base::Refusal const& refusal);
  std::vector<app::TimelineEvent> recorded_since(std::string const& version) const;
  void read_again();

  PageContext const& context_;
  Form& form_;
  FormAct act_;
  app::SubjectPage subject_;
  bool begins_ = false;
  std::string command_;   // the same from the first form to what is saved, so that nothing is recorded twice
  std::string saved_at_;  // what the form has saved before, when it is sent once more with something else; or empty
  std::string seen_;      // the last event of the subject when the form was opened
};

}  // namespace overens::web
