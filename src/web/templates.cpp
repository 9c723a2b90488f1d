#include "web/templates.hpp"

#include <stdexcept>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include "web/embedded.hpp"
#include "wording/page_marks.hpp"

namespace overens::web {
namespace {

ctemplate::TemplateString view(std::string_view s) {
  return {s.data(), s.size()};
}

// One for the whole program: never changed once it has been made, so that all threads may read it.
ctemplate::TemplateCache const& cache() {
  static auto const made = [] {
    auto all = std::make_unique<ctemplate::TemplateCache>();
    for (auto const& [name, bytes] : template_files()) {
      if (!all->StringToTemplateCache(view(name), view(bytes), ctemplate::STRIP_BLANK_LINES))
        throw std::logic_error("template " + std::string(name));
    }
    all->Freeze();
    return all;
  }();
  return *made;
}

}  // namespace

void TemplateData::put(std::string_view place, std::string_view words) {
  to_->SetValue(view(place), view(words));
}

void TemplateData::show(std::string_view section) {
  to_->ShowSection(view(section));
}

void TemplateData::show(std::string_view section, std::string_view words) {
  if (!words.empty()) add(section).put("TEXT", words);
}

TemplateData TemplateData::add(std::string_view section) {
  return {to_->AddSectionDictionary(view(section)), *say_};
}

TemplateData TemplateData::include(std::string_view place, std::string_view file) {
  auto* part = to_->AddIncludeDictionary(view(place));
  part->SetFilename(view(file));
  return {part, *say_};
}

Template::Template(std::string_view file, wording::Language const& say)
    : file_(file),
      say_(&say),
      dictionary_(std::make_unique<ctemplate::TemplateDictionary>(ctemplate::TemplateString(file_))) {}
Template::~Template() = default;
Template::Template(Template&&) noexcept = default;

TemplateData Template::fields() const {
  return {dictionary_.get(), *say_};
}

std::string Template::html() const {
  std::string out;
  if (!cache().ExpandNoLoad(view(file_), ctemplate::STRIP_BLANK_LINES, dictionary_.get(), nullptr, &out))
    throw std::logic_error("template " + file_);
  return wording::with_marks(out);
}

void load_templates() {
  cache();
}

}  // namespace overens::web
