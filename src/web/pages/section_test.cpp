// A section that has no number is called by its title, once.
#include <gtest/gtest.h>

#include "disk/agreements.hpp"
#include "web/may_test.hpp"
#include "web/pages.hpp"
#include "web/templates.hpp"
#include "wording/agreement_document.hpp"
#include "wording/section_document.hpp"

namespace overens::web {
namespace {

class SectionName : public testing::Test {
  static disk::Agreements const& loaded() {
    static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
    return *all;
  }

 protected:
  disk::Agreements const& agreements_ = loaded();

  // All that names the sections of an agreement: its document, what is found in it, and the section's own page.
  std::string everywhere(agreement::Pack const& pack) {
    auto const& vocabulary = agreements_.vocabulary;
    std::string all;
    for (auto const& life : *lifecycles_) {
      if (life.versions().front()->agreement == pack.agreement)
        all += wording::as_markdown(wording::agreement_document(pack, life, day_, vocabulary, say_));
    }
    for (auto const& one : wording::findables(pack, vocabulary, say_)) all += one.title + "\n";
    for (auto const& section : pack.sections) all += page(pack, section.id);
    return all;
  }

 private:
  std::string page(agreement::Pack const& pack, std::string const& section) {
    http::Request request;
    request.parts = {{"county", pack.agreement}, {"version", pack.version}, {"section", section}};
    PageContext const context{request, sources_, say_, day_, lifecycles_};
    Form form(context, {});
    load_templates();
    return section_page(context, form).body;
  }

  std::shared_ptr<Lifecycles const> lifecycles_ = lifecycles_by_the_documents(agreements_.packs);
  calendar::Day day_ = *calendar::parse_day("2026-11-22");
  wording::Language say_{wording::Tongue::swedish};
  Sources sources_{.vocabulary = agreements_.vocabulary,
                   .policy = agreements_.policy,
                   .packs = agreements_.packs,
                   .may = may_by(agreements_.policy),
                   .asset = [](std::string_view file) { return "/assets/" + std::string(file); }};
};

TEST_F(SectionName, IsSaidOnce) {
  std::size_t without_number = 0;
  for (auto const* pack : agreements_.packs) {
    for (auto const& section : pack->sections) {
      if (section.label != section.title.sv) continue;
      ++without_number;
      EXPECT_EQ(everywhere(*pack).find(section.label + " " + section.label), std::string::npos)
          << pack->name() << ": " << section.label;
    }
  }
  EXPECT_GT(without_number, 0U);
}

}  // namespace
}  // namespace overens::web
