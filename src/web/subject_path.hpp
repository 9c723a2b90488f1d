#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "event/vocabulary.hpp"
#include "journal/entry.hpp"

namespace overens::web {

/// A kind of shared subject with a list and pages of its own, and the word for it in their addresses.
struct KindPlace {
  std::string_view kind;
  std::string_view word;
};
std::span<KindPlace const> kind_places();
/// The same of what can belong to a case, where it does not: each authority has its own.
std::span<KindPlace const> own_places();
bool has_own_place(std::string_view kind);
/// The kind that a word stands for, of either; empty: none.
std::string_view kind_at(std::string_view word);

/// The address of the list; empty: the kind has none.
std::string list_path(std::string_view kind);

/// The address of the subject's page; empty when subjects of its kind have none.
std::string subject_path(journal::SubjectRef const& subject);

/// What a link fills in of an event's form: the name of a field of its data, or `happened`, `owner`, `as_told_by`, and
/// its value as the form takes it (a code, an id, "ja" or "nej", a day …). Of a list: each value by itself.
using Filled = std::vector<std::pair<std::string, std::string>>;

/// Of the pages on which somebody records an event about it, or in it when it is a case, or corrects or withdraws one.
std::string record_path(std::string const& type, journal::SubjectRef const& subject, Filled const& filled = {});
/// Of the page on which a shared subject begins with an event of the type.
std::string begin_path(event::EventType const& type, Filled const& filled = {});
std::string correct_path(journal::SubjectRef const& subject, std::string const& event);
std::string withdraw_path(journal::SubjectRef const& subject, std::string const& event);

}  // namespace overens::web
