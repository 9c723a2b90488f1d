#include "templates.hpp"

#include <stdexcept>
#include <string>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include "measure.hpp"

namespace overens::bench {
namespace {

constexpr char const* page =
    "{{%AUTOESCAPE context=\"HTML\"}}\n<!doctype html>\n<html lang=\"sv\"><head><title>{{TITLE}}</title></head><body>"
    "<h1>{{TITLE}}</h1><table>\n{{#ROW}}<tr><th scope=\"row\"><a href=\"{{URL}}\">{{NAME}}</a></th><td>{{WHO}}</td>"
    "<td>{{WHEN}}</td></tr>\n{{/ROW}}</table></body></html>\n";

std::string make(ctemplate::TemplateCache const& cache, int rows) {
  ctemplate::TemplateDictionary values("page");
  values.SetValue("TITLE", "Vem gör vad?");
  for (int i = 0; i < rows; ++i) {
    auto* row = values.AddSectionDictionary("ROW");
    row->SetValue("URL", "/vem-gor-vad?lan=2380&behov=laro");
    row->SetValue("NAME", "Boende och boendestöd");
    row->SetValue("WHO", "Östersunds kommun: Socialtjänsten");
    row->SetValue("WHEN", "Avsnitt 2.1 Kommunens ansvar, s. 7");
  }
  std::string out;
  if (!cache.ExpandNoLoad("page", ctemplate::STRIP_BLANK_LINES, &values, nullptr, &out))
    throw std::runtime_error("template");
  return out;
}

}  // namespace

double template_rate(std::size_t bytes) {
  ctemplate::TemplateCache cache;
  if (!cache.StringToTemplateCache("page", page, ctemplate::STRIP_BLANK_LINES)) throw std::runtime_error("template");
  cache.Freeze();
  auto const row = make(cache, 2).size() - make(cache, 1).size();
  auto const rows = static_cast<int>(bytes / row);
  constexpr int rounds = 3000;
  std::size_t made = 0;
  auto const took = seconds([&] {
    for (int i = 0; i < rounds; ++i) made += make(cache, rows).size();
  });
  return made == 0 ? 0 : rounds / took;
}

}  // namespace overens::bench
