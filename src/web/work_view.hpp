#pragma once

#include <string>
#include <vector>

#include "obligation/ways.hpp"
#include "web/names.hpp"

namespace overens::web {

// What a row of what is to be done says, on a page and in a file alike.

/// What has to be done, and how binding it is: "Ska".
std::string title_of(app::ObligationRow const& row, PageContext const& context);
std::string binding_of(app::ObligationRow const& row, PageContext const& context);
/// What it is about: a case by its number, anything else by its name.
std::string concerned(app::ObligationRow const& row, SubjectNames const& names, PageContext const& context);
/// The page of what it is about; empty: it has none.
std::string concerned_path(app::ObligationRow const& row);
/// Whose move it is: "Ni har nästa steg", "Väntar på regionen"; empty: it has ended.
std::string whose_move(app::ObligationRow const& row, SubjectNames const& names, PageContext const& context);
/// The agreement, and the section that it stands in; empty: it cites none.
std::string agreement_of_row(app::ObligationRow const& row, PageContext const& context);
std::string section_of_row(app::ObligationRow const& row, PageContext const& context);
std::string section_path(app::ObligationRow const& row, PageContext const& context);

/// The acts by which it can be gone on with; of what ended undone those that do it afterwards.
std::vector<obligation::Way> ways_of(app::ObligationRow const& row, SubjectNames const& names,
                                     PageContext const& context);
std::string way_words(obligation::Way const& way, PageContext const& context);
/// Who does it, where the asker's authority is none of them: "socialtjänst eller skola"; empty: it can.
std::string others_that_record(obligation::Way const& way, PageContext const& context);
/// The form of the act, filled in with what can be one thing only; empty: it has none here, or not for whoever asks,
/// who in its case may record what is so closely kept. What ended undone was done on another day than today: its form
/// asks which.
std::string way_path(obligation::Way const& way, app::ObligationRow const& row,
                     std::set<access::ObjectClass> const& may_record, PageContext const& context);
/// The same where others do it: for what they have told. Filled in with which of them it was, when it can be one only.
std::string told_path(obligation::Way const& way, app::ObligationRow const& row,
                      std::set<access::ObjectClass> const& may_record, SubjectNames const& names,
                      PageContext const& context);
/// The first that the asker can take themself, or what others record; puts nothing where there is neither. Places: ACT
/// with URL and TEXT, and NEAR.
void show_first_way(TemplateData to, std::vector<obligation::Way> const& ways, app::ObligationRow const& row,
                    std::set<access::ObjectClass> const& may_record, PageContext const& context);
/// Nothing but what releases or moves, or is recorded by others: nullptr.
obligation::Way const* first_way(std::vector<obligation::Way> const& ways);
/// Why it is owed, on a page of its own. `of`: the subject on whose page it stands.
std::string why_path(app::ObligationRow const& row, journal::SubjectRef const& of);
/// What is to be filled in that can be several things: "Resultat: Ja eller Nej".
std::vector<std::string> way_hints(obligation::Way const& way, app::ObligationRow const& row,
                                   PageContext const& context);

}  // namespace overens::web
