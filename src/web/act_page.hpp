#pragma once

#include <functional>

#include "web/event_form.hpp"
#include "web/page.hpp"

namespace overens::web {

/// What somebody does about a shared subject by a form: records, corrects or withdraws an event.
struct Act {
  std::string title;
  std::string help;    ///< under the title; empty: nothing
  std::string button;  ///< that ends the form
  bool is_checked;     ///< what will be recorded is shown once more before it is saved
  std::function<event::Draft(Form const&)> draft;
};

/// Leads through the steps of an act, all at the address asked for: the form; what it will record; saved. What is wrong
/// gives the form again with its values.
class ActPage {
 public:
  /// `subject`: as it was when the page was asked for.
  ActPage(PageContext const& context, Form& form, Act act, app::SubjectPage subject);
  http::Reply reply();

 private:
  std::string sent(std::string_view name) const;
  Page page(char const* body) const;
  void hidden(TemplateData to) const;
  http::Reply show_form(int status);
  http::Reply show_check();
  http::Reply save();
  http::Reply refused(base::Refusal const& refusal);
  http::Reply changed_since();
  std::vector<app::TimelineEvent> recorded_since(std::string const& version) const;

  PageContext const& context_;
  Form& form_;
  Act act_;
  app::SubjectPage subject_;
  std::string command_;  // the same from the first form to what is saved, so that nothing is recorded twice
  std::string seen_;     // the last event of the subject when the form was opened
};

}  // namespace overens::web
