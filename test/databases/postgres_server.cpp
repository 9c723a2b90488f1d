#include "test/databases/postgres_server.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace overens::databases {
namespace {

namespace fs = std::filesystem;

fs::path installed() {
  for (auto version = 30; version >= 15; --version) {
    auto const folder = fs::path(fmt::format("/usr/lib/postgresql/{}/bin", version));
    if (fs::exists(folder / "initdb")) return folder;
  }
  throw std::runtime_error("PostgreSQL 15 or later is needed: install postgresql-15");
}

passwd const* nobody() {
  auto const* const user = getpwnam("nobody");
  if (user == nullptr) throw std::runtime_error("there is no user nobody to run PostgreSQL");
  return user;
}

/// A child process that is no longer root, and ends when this one does.
pid_t begin(std::vector<std::string> const& words, fs::path const& log) {
  auto const* const user = nobody();
  auto const parent = getpid();
  std::vector<char*> arguments;
  for (auto const& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  auto const child = fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child > 0) return child;
  auto const to = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  dup2(to, STDOUT_FILENO);
  dup2(to, STDERR_FILENO);
  if (geteuid() == 0 && (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0))
    _exit(126);
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (getppid() != parent) _exit(126);
  execv(arguments[0], arguments.data());
  _exit(127);
}

bool ended_well(pid_t child) {
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

PostgresServer& PostgresServer::one() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() : programs_(installed()) {
  auto made = (fs::temp_directory_path() / "overens-postgres-XXXXXX").string();
  if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = made;
  if (geteuid() == 0 && chown(folder_.c_str(), nobody()->pw_uid, nobody()->pw_gid) != 0)
    throw std::runtime_error("chown");
  auto const made_cluster = begin({programs_ / "initdb", "-D", folder_ / "data", "-U", "overens", "--auth=trust",
                                   "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"},
                                  folder_ / "log");
  if (!ended_well(made_cluster)) throw std::runtime_error("initdb failed: see " + (folder_ / "log").string());
  start();
}

PostgresServer::~PostgresServer() {
  stop();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void PostgresServer::start() {
  pid_ = begin({programs_ / "postgres", "-D", folder_ / "data", "-k", folder_, "-c", "listen_addresses=", "-c",
                "max_connections=60", "-c", "shared_buffers=32MB", "-c", "fsync=off"},
               folder_ / "log");
  for (int i = 0; i < 300; ++i) {
    if (PQping(url("postgres").c_str()) == PQPING_OK) return;
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  throw std::runtime_error("PostgreSQL did not start: see " + (folder_ / "log").string());
}

void PostgresServer::stop() {
  if (pid_ == 0) return;
  kill(pid_, SIGQUIT);  // at once: nothing in it is needed any more
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

std::string PostgresServer::url(std::string const& database) const {
  return fmt::format("postgresql:///{}?host={}&user=overens", database, folder_.string());
}

std::string PostgresServer::new_database() {
  auto const name = fmt::format("store_{}", ++databases_);
  run(url("postgres"), "create database " + name);
  return url(name);
}

namespace {

std::unique_ptr<PGresult, decltype(&PQclear)> answer(std::string const& where, std::string const& sql) {
  std::unique_ptr<PGconn, decltype(&PQfinish)> const connection(PQconnectdb(where.c_str()), &PQfinish);
  std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), &PQclear);
  auto const status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
  return result;
}

}  // namespace

std::string PostgresServer::run(std::string const& where, std::string const& sql) const {
  auto const rows = answer(where, sql);
  return PQntuples(rows.get()) == 0 ? "" : PQgetvalue(rows.get(), 0, 0);
}

void PostgresServer::set(std::string const& setting, std::string const& value) {
  run(url("postgres"), fmt::format("alter system set {} = '{}'", setting, value));
  run(url("postgres"), "select pg_reload_conf()");
  // A new connection knows what its parent knows, which has then told its other children; they hear it soon.
  while (run(url("postgres"), fmt::format("show {}", setting)) != value)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
}

std::vector<pid_t> PostgresServer::backends(std::string const& where) const {
  auto const rows =
      answer(where,
             "select pid from pg_stat_activity where application_name = 'overens' and datname = current_database() "
             "and pid <> pg_backend_pid()");
  std::vector<pid_t> pids;
  for (int i = 0; i < PQntuples(rows.get()); ++i) pids.push_back(std::stoi(PQgetvalue(rows.get(), i, 0)));
  return pids;
}

}  // namespace overens::databases
