#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace overens::databases {

/// A PostgreSQL of the tests' own: a new cluster in a temporary folder, reached by a socket in it and no port, stopped
/// at the end of the program, also when that is killed. PostgreSQL refuses to be run by root, so the tests, which may
/// be root, run it as nobody. What is missing is an exception, and so a failed test: these tests are never passed over.
class PostgresServer {
 public:
  /// The one of this program, started when first asked for.
  static PostgresServer& one();

  PostgresServer();
  ~PostgresServer();
  PostgresServer(PostgresServer const&) = delete;
  PostgresServer& operator=(PostgresServer const&) = delete;

  /// A new, empty database; its URL.
  std::string new_database();
  /// Runs statements in a database, as somebody else would; gives the first value of the last one's first row.
  std::string run(std::string const& url, std::string const& sql) const;
  /// Changes a setting of the server for all.
  void set(std::string const& setting, std::string const& value);
  /// The processes that serve this program's connections to a database.
  std::vector<pid_t> backends(std::string const& url) const;

 private:
  void start();
  void stop();
  std::string url(std::string const& database) const;

  std::filesystem::path folder_;
  std::filesystem::path programs_;
  pid_t pid_ = 0;
  int databases_ = 0;
};

}  // namespace overens::databases
