#include "demonstration/stories.hpp"

#include <algorithm>
#include <charconv>

#include "base/shape.hpp"

namespace overens::demonstration {

using base::Node;
using base::text;
namespace sh = base::shape;

namespace {

base::ShapePtr demonstration_shape() {
  auto const names = [] { return sh::list(sh::words()); };
  auto const share = [] { return sh::required("share", sh::integer(0, 100)); };
  auto const after = [] { return sh::required("after", sh::integer(0, 3660)); };
  auto const role = [] { return sh::map({sh::required("role", sh::id()), sh::required("purpose", sh::id())}); };
  auto const unit = sh::map({sh::required("kind", sh::id()), sh::required("name", sh::words()),
                             sh::required("telephone", sh::words()), sh::required("staff", sh::integer(1, 1000))});
  auto const side = sh::map({sh::required("id", sh::id()), sh::required("authority_kind", sh::id()),
                             sh::required("authorities", sh::integer(1, 300)), sh::required("staff", role()),
                             sh::required("manager", role()), sh::required("units", sh::list(unit, 1))});
  return sh::map({sh::required("days_between", sh::integer(1, 366)),
                  sh::required("slow", sh::map({share(), sh::required("times", sh::integer(1, 100))})),
                  sh::required("stopping", sh::map({share()})), sh::required("closed", sh::map({share(), after()})),
                  sh::required("taken_on", sh::map({share(), after()})),
                  sh::required("disclosed", sh::map({share(), sh::required("types", sh::list(sh::id()))})),
                  sh::required("sides", sh::list(side, 2)), sh::required("given", names()),
                  sh::required("family", names())});
}

double share_at(Node const& node) {
  return number_at(node, "share") / 100.0;
}

StorySide side_at(Node const& node) {
  auto const role = [&](char const* key) {
    auto const& one = *node.find(key);
    return StoryRole{text_at(one, "role"), text_at(one, "purpose")};
  };
  StorySide side{text_at(node, "id"),
                 text_at(node, "authority_kind"),
                 number_at(node, "authorities"),
                 role("staff"),
                 role("manager"),
                 {}};
  for (auto const& unit : node.find("units")->items)
    side.units.push_back(
        {text_at(unit, "kind"), text_at(unit, "name"), text_at(unit, "telephone"), number_at(unit, "staff")});
  return side;
}

std::vector<std::string> texts_at(Node const& node, std::string_view key) {
  std::vector<std::string> all;
  for (auto const& one : node.find(key)->items) all.push_back(one.text);
  return all;
}

/// Reads the files, and says what is wrong where it stands.
class StoryReading {
 public:
  StoryReading(event::Vocabulary const& vocabulary, base::Findings& findings)
      : vocabulary_(vocabulary), findings_(findings) {}

  std::optional<Stories> read(std::vector<base::SourceFile> const& files) {
    auto is_said_how = false;
    for (auto const& file : files) {
      auto node = base::read_yaml(file, findings_);
      if (node.find("story") != nullptr) {
        check_steps(file.name, node);
        stories_.all.push_back(std::move(node));
      } else if (node.find("sides") != nullptr) {
        is_said_how = how(file.name, node);
      }
    }
    if (!stories_.all.empty() && !is_said_how && findings_.usable())
      findings_.refuse({files.front().name}, text("no file says by whom the stories are told"),
                       text("add one with {0}", "sides"));
    if (stories_.all.empty() || !findings_.usable()) return std::nullopt;
    return std::move(stories_);
  }

 private:
  bool how(std::string const& file, Node const& node) {
    base::Findings own;
    base::check_shape(node, *demonstration_shape(), {}, file, own);
    findings_.add(own);
    if (!own.usable()) return false;
    stories_.days_between = number_at(node, "days_between");
    auto const chance = [&](char const* key, char const* number) {
      auto const& one = *node.find(key);
      return StoryChance{share_at(one), number_at(one, number)};
    };
    stories_.slow = chance("slow", "times");
    stories_.share_stopping = share_at(*node.find("stopping"));
    stories_.closed = chance("closed", "after");
    stories_.taken_on = chance("taken_on", "after");
    auto const& disclosed = *node.find("disclosed");
    stories_.share_disclosed = share_at(disclosed);
    stories_.disclosed_types = texts_at(disclosed, "types");
    for (auto const& type : stories_.disclosed_types) known(file, *disclosed.find("types"), type);
    for (auto const& side : node.find("sides")->items) stories_.sides.push_back(side_at(side));
    stories_.given = texts_at(node, "given");
    stories_.family = texts_at(node, "family");
    return true;
  }

  void check_steps(std::string const& file, Node const& story) {
    auto const* const steps = story.find("steps");
    if (steps == nullptr || steps->items.empty())
      return findings_.refuse({file}, text("the story has no steps"), text("add {0}", "steps"));
    for (auto const& step : steps->items) {
      if (auto const* after = step.find("after"); after != nullptr && !whole_number(after->text))
        findings_.refuse({file, after->line}, text("{0} is no number of days", after->text), text("write such as 14"));
      if (step.find("discloses") != nullptr) continue;
      if (auto const type = text_at(step, "type"); !type.empty()) known(file, step, type);
      auto const act = text_at(step, "act");
      if (!act.empty() && vocabulary_.act(act) == nullptr)
        findings_.refuse({file, step.line}, text("there is no {0}", act), text("correct the word"));
    }
  }

  void known(std::string const& file, Node const& at, std::string const& type) {
    if (vocabulary_.type(type) == nullptr)
      findings_.refuse({file, at.line}, text("there is no {0}", type), text("correct the word"));
  }

  event::Vocabulary const& vocabulary_;
  base::Findings& findings_;
  Stories stories_;
};

}  // namespace

std::string text_at(Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  return found == nullptr ? std::string() : found->text;
}

std::optional<int> whole_number(std::string_view words) {
  int number = 0;
  auto const read = std::from_chars(words.data(), words.data() + words.size(), number);
  return read.ec == std::errc() && read.ptr == words.data() + words.size() ? std::optional(number) : std::nullopt;
}

int number_at(Node const& node, std::string_view key) {
  return whole_number(text_at(node, key)).value_or(0);
}

std::optional<Stories> read_stories(std::vector<base::SourceFile> const& files, event::Vocabulary const& vocabulary,
                                    base::Findings& findings) {
  return StoryReading(vocabulary, findings).read(files);
}

}  // namespace overens::demonstration
