#include "cli/program.hpp"

int main(int argc, char** argv) {
  return overens::cli::run(argc, argv);
}
