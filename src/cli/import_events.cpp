#include <chrono>
#include <cstdio>
#include <fstream>
#include <utility>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "base/bounded_line.hpp"
#include "base/words.hpp"
#include "cli/commands.hpp"
#include "cli/opened.hpp"

namespace overens::cli {

using base::plural;
using base::text;

namespace {

constexpr std::size_t shown = 100;

/// A line of the file, and what it says.
struct Line {
  std::uint64_t number = 0;
  app::Command command;
};

/// Takes in events of a file, in any order: what one stands on (who exists, the event that it corrects) may come later.
class EventFile {
 public:
  EventFile(app::Commands& commands, event::Vocabulary const& vocabulary, std::string file,
            wording::Language const& say)
      : commands_(commands), vocabulary_(vocabulary), file_(std::move(file)), say_(say) {}

  void take(std::uint64_t number, std::string const& line) {
    auto command = app::import_event(line, vocabulary_);
    if (!command) return say_refused(number, command.error());
    add({number, std::move(*command)});
  }

  /// Tries again what was refused, as long as something comes of it; then says why.
  void end() {
    carry_out();
    for (std::size_t before = 0; before != refused_.size() && !refused_.empty();) {
      before = refused_.size();
      auto const again = std::exchange(refused_, {});
      why_.clear();
      for (auto const& line : again) add(line);
      carry_out();
    }
    for (std::size_t i = 0; i < refused_.size(); ++i) say_refused(refused_[i].number, why_[i]);
  }

  void say_refused(std::uint64_t number, base::Refusal const& why) {
    if (++bad <= shown) fmt::print(stderr, "{}:{}: {}\n", file_, number, say_.say(why.why));
  }

  std::uint64_t taken = 0;
  std::uint64_t known = 0;
  std::uint64_t bad = 0;

 private:
  void add(Line line) {
    waiting_.push_back(std::move(line));
    if (waiting_.size() >= app::CommandProcessor::most_in_batch) carry_out();
  }

  void carry_out() {
    std::vector<app::Command> commands;
    for (auto const& line : waiting_) commands.push_back(line.command);
    auto const outcomes = commands_.carry_out(importer_, commands);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (outcomes[i].refused) {
        refused_.push_back(std::move(waiting_[i]));
        why_.push_back(*outcomes[i].refused);
      } else {
        ++(outcomes[i].repeated ? known : taken);
      }
    }
    waiting_.clear();
  }

  app::Commands& commands_;
  event::Vocabulary const& vocabulary_;
  // Whoever may write to the database may take in what any authority recorded.
  access::Actor const importer_{access::Actor::Kind::terminal, "import"};
  std::string file_;
  wording::Language const& say_;
  std::vector<Line> waiting_, refused_;
  std::vector<base::Refusal> why_;  // of each refused line
};

}  // namespace

int import_events(app::Store& store, disk::Agreements const& agreements, JournalOptions const& options,
                  wording::Language const& say) {
  std::ifstream in(options.file, std::ios::binary);
  if (!in || std::filesystem::is_directory(options.file)) throw std::runtime_error(options.file);
  return import_events(store, agreements, in, options, say);
}

int import_events(app::Store& store, disk::Agreements const& agreements, std::istream& in,
                  JournalOptions const& options, wording::Language const& say) {
  Office office(store, agreements);
  EventFile file(office.commands, agreements.vocabulary, options.file, say);
  {
    Progress progress(say.say(text("taking in events")), options.quiet);
    auto const total = static_cast<double>(in.seekg(0, std::ios::end).tellg());
    in.seekg(0);
    double done = 0;
    std::string line;
    bool too_long = false;
    for (std::uint64_t number = 1; base::read_line(in, line, too_long); ++number) {
      done += static_cast<double>(line.size() + 1);
      if (number == 1) line = std::string(base::without_byte_order_mark(line));
      if (too_long) {
        file.say_refused(number, base::too_long());
      } else if (line.find_first_not_of(" \t\r") != std::string::npos) {
        file.take(number, line);
      }
      if (number % 256 == 0) progress.at(done / total);
    }
    file.end();
  }
  if (file.bad > shown) complain(text("{0} more lines could not be read", file.bad - shown), say);
  fmt::print("{}\n", say.say(text("taken in: {0}, there already: {1}",
                                  plural("one event", "{0} events", static_cast<long>(file.taken)), file.known)));
  return file.bad == 0 ? 0 : file.taken + file.known > 0 ? 3 : 1;
}

}  // namespace overens::cli
