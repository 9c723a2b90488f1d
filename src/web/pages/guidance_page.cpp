#include <array>

#include <fmt/format.h>

#include "access/guidance.hpp"
#include "base/words.hpp"
#include "web/address.hpp"
#include "web/forms/event_form.hpp"
#include "web/names.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* guide = "/far-jag-saga";
constexpr char const* who_tells = "vem";
constexpr char const* who_is_told = "till";
constexpr char const* told_about = "om";
constexpr char const* told_for = "varfor";
constexpr char const* in_the_case = "arende";

std::vector<Option> kinds_of_authority(PageContext const& context) {
  std::vector<Option> options;
  for (auto const& kind : context.sources.vocabulary.authority_kinds)
    options.push_back({kind.id, base::capitalised(context.language.say(kind.label))});
  return options;
}

// What whoever is signed in works for, if that is one kind of authority.
std::string own_kind(PageContext const& context) {
  auto const& authorities = context.actor().authorities;
  return authorities.size() == 1 ? SubjectNames(context).kind_of_authority(authorities.front()) : std::string();
}

class GuidancePage {
 public:
  GuidancePage(PageContext const& context, Form& form)
      : context_(context), form_(form), case_(context.request.asked(in_the_case)) {}

  http::Reply reply() {
    Page page(context_, "guidance.html", context_.tr(text("May I say this?")), guide);
    auto body = page.body();
    body.say("HEADING", text("May I say this?"));
    body.say("LEAD",
             text("What you may tell of a person, to whom, and by which statute. It is guidance: you assess it, with "
                  "whoever answers for secrecy with you. Write nothing about the person here."));
    if (!form_.is_sent())
      form_.put(who_tells, {own_kind(context_)});
    else if (form_.ok())
      answer(body, page);
    form_.errors(body);
    form_.show(body);
    if (!case_.empty()) {
      auto kept = body.add("CASE");
      kept.put("NAME", in_the_case);
      kept.put("VALUE", case_);
    }
    body.say("SHOW", text("Show what holds"));
    return page.reply(form_.ok() ? 200 : 422);
  }

 private:
  void answer(TemplateData body, Page& page) {
    auto const* const row = context_.sources.guidance == nullptr
                                ? nullptr
                                : context_.sources.guidance->answer({form_.value(who_tells), form_.value(who_is_told),
                                                                     form_.value(told_about), form_.value(told_for)});
    auto answer = body.add("ANSWER");
    answer.say("HEADING", text("What holds"));
    answer.put("ASKED", in_words());
    answer.say("COPY", text("Copy the answer"));
    answer.say("COPIED", text("The answer is copied"));
    if (row == nullptr) {
      answer.say("STATUS", text("No guide has been written here. Ask whoever answers for secrecy with you."));
      return;
    }
    auto const& vocabulary = context_.sources.vocabulary;
    auto const words = context_.language.say(vocabulary.code(access::guidance_answers, row->answer)->label);
    page.set_title(context_.tr(text("May I say this? {0}", words)));
    answer.put("STATUS", words);
    answer.show("SAYS", context_.language.say(row->says));
    auto statutes = answer.add("STATUTES");
    statutes.say("WHICH", text("The statutes it rests on"));
    for (auto const& id : row->bases) {
      auto const* const basis = context_.sources.policy.basis(id);
      if (basis == nullptr || !basis->holds_on(context_.today)) continue;
      auto one = statutes.add("STATUTE");
      one.put("STATUTE_NAME", basis->statute);
      one.put("IN_WORDS", context_.language.say(basis->says));
    }
    answer.say("ALWAYS",
               text("Whatever the answer: say no more than is needed, and write what you told, to whom and why. That "
                    "the person agrees lifts secrecy; it is not by itself a ground for handling the data."));
    keep(answer, row->answer);
  }

  // What was asked, in the words of the choices.
  std::string in_words() const {
    std::vector<std::string> said;
    for (auto const& field : form_.fields()) {
      if (field.type == FieldType::pick) said.push_back(web::in_words(field, form_.values(field.name)).front());
    }
    return fmt::format("{}", fmt::join(said, " · "));
  }

  // The form of the event that keeps it, with what has been asked and answered filled in.
  void keep(TemplateData answer, std::string const& answer_code) const {
    auto const* const type = context_.sources.vocabulary.type(context_.sources.guidance->kept_as());
    if (case_.empty() || !context_.session || type == nullptr) return;
    std::array<std::pair<std::string_view, std::string>, 4> const said = {
        {{access::guidance_to, form_.value(who_is_told)},
         {access::guidance_about, form_.value(told_about)},
         {access::guidance_purposes, form_.value(told_for)},
         {access::guidance_answers, answer_code}}};
    Query filled;
    for (auto const& field : type->data) {
      for (auto const& [set, code] : said) {
        if (field.of == set) filled.emplace_back(field_name(field.name), code);
      }
    }
    auto link = answer.add("KEEP");
    link.put("URL", address(subject_path({"case", case_}) + "/dokumentera/" + type->name, filled));
    link.say("TEXT", text("Keep the answer in the case"));
  }

  PageContext const& context_;
  Form& form_;
  std::string case_;  // in which the answer can be kept; empty: none
};

}  // namespace

Fields guidance_fields(PageContext const& context) {
  auto const choose = [&](char const* name, base::Text const& label, std::vector<Option> options) {
    options.insert(options.begin(), {"", context.tr(text("Choose"))});
    return Field{.name = name,
                 .label = context.tr(label),
                 .type = FieldType::pick,
                 .required = true,
                 .choices = {{{}, std::move(options)}}};
  };
  return {choose(who_tells, text("Where do you work?"), kinds_of_authority(context)),
          choose(who_is_told, text("Whom would you tell?"), code_options(access::guidance_to, context)),
          choose(told_about, text("Whom is it about?"), code_options(access::guidance_about, context)),
          choose(told_for, text("Why do they need to know?"), code_options(access::guidance_purposes, context))};
}

std::string guidance_address(std::string const& in_case) {
  return address(guide, {{in_the_case, in_case}});
}

http::Reply guidance_page(PageContext const& context, Form& form) {
  return GuidancePage(context, form).reply();
}

}  // namespace overens::web
