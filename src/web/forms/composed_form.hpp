#pragma once

#include <functional>

#include "web/forms/disclosure_form.hpp"

namespace overens::web {

/// On what an act of several events is recorded: a shared subject, or a case.
struct ActPlace {
  journal::SubjectRef subject;  ///< the shared subject, or the case
  std::string authority = {};   ///< whose record it can only be; empty: it is asked
  std::string begun = {};       ///< the id of what begins with the act
  /// Of a case: what it has of a kind that an event can be about.
  std::function<std::vector<Option>(std::string const& kind)> among = {};
  /// Whether whoever asks may record it; what they may not is left out.
  std::function<bool(event::EventType const&)> may = {};
  /// Of a case: the fields by which something is disclosed from it, for an act that does so. `with`: see
  /// event::ActPart.
  std::function<Fields(std::vector<std::string> const& with)> disclosure = {};
};

/// The form of an act that is several events, as it was sent: when; what is asked to know which of them happened; what
/// each of them says, under a heading of its own when it may not have happened; who. What is required of an event that
/// did not happen is not.
class ComposedForm {
 public:
  ComposedForm(PageContext const& context, event::ComposedAct const& act, SubjectNames const& names, ActPlace place);

  /// Whether whoever asks may record what always happens, or anything of it.
  bool is_offered() const;
  Fields fields() const;
  /// The events of the form that was read with these fields, in the order of the act, but what is kept most closely
  /// after the others. Their ids tell nobody who may not see that of it.
  /// `reader`: the member of staff whom a disclosure names to receive it; empty: nobody by name.
  std::vector<event::Draft> drafts(Form const& form, std::string const& command, std::string const& reader = {}) const;
  /// When what it records is disclosed at once, as it was sent: the names of the fields that say to whom, and who
  /// receives it there.
  std::optional<ReceiverFields> receiver_fields() const;
  /// The field of what a refusal of one of these events names, such as `2.happened`; empty: the form has none.
  std::string field_of(Form const& form, std::string const& refused) const;

 private:
  struct Part {
    event::ActPart const* of;
    event::EventType const* type;
    bool happened;  ///< as it was sent
  };
  bool begins(Part const& part) const;
  bool is_shared(std::string const& field) const;
  std::string name_in(event::ActPart const& part, std::string const& field) const;
  /// The answers of the form by any of which the part happened; none: it always did.
  FieldConditions conditions(event::ActPart const& part) const;
  void add_questions(Fields& fields) const;
  void add_choices(Fields& fields) const;
  void add_subject(Fields& fields, std::string const& kind) const;
  void add_part(Fields& fields, Part const& part, bool asked_once) const;
  void add_field(Fields& fields, Part const& part, event::DataField const& data) const;
  void add_disclosure(Fields& fields, Part const& part) const;
  std::vector<Part const*> happening(Form const& form) const;
  std::string subject_of(Form const& form, Part const& part) const;
  event::Draft draft(Form const& form, Part const& part) const;

  PageContext const& context_;
  event::ComposedAct const& act_;
  SubjectNames const& names_;
  ActPlace place_;
  std::vector<Part> parts_;
};

/// Whether something of the act can be recorded by whoever may record what `may` says.
bool is_act_offered(event::ComposedAct const& act, event::Vocabulary const& vocabulary,
                    std::function<bool(event::EventType const&)> const& may);

}  // namespace overens::web
