#pragma once

namespace overens::cli {

/// The whole program: reads the command line, runs the command, gives the exit code. No exception leaves it.
int run(int argc, char const* const* argv);

}  // namespace overens::cli
