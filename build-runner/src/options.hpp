// The program's flags.
// Errors: invalid_input naming the flag.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <span>
#include <string>

#include "build/chromium.hpp"
#include "result/result.hpp"

namespace sitewright {

struct Options {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  std::string state = ".sitewright/runner";
  std::string node = "node";
  std::string warm;                  ///< fill the store for this project directory and end
  unsigned jobs = 0;                 ///< 0: as many as cores
  unsigned bundlers = unsigned(-1);  ///< that wait for projects, at most one for each job
  unsigned browsers = 1;             ///< that wait for sites, at most one for each job
  std::uint64_t memory_mib = 1536;
  std::uint64_t max_memory_mib = 0;  ///< 0: twice memory_mib
  std::uint64_t store_mib = 8192;
  uid_t first_uid = 64100;
  build::SmokeMode smoke = build::SmokeMode::automatic;
  std::string chromium;        ///< empty: looked for in the usual places
  bool find_chromium = false;  ///< say which one it is, and end
  bool allow_unsandboxed = false;
  bool die_with_parent = false;
  bool help = false;
};

inline constexpr const char* usage =
    "build_runner [flags]\n"
    "  --host ADDRESS       where to listen (127.0.0.1)\n"
    "  --port N             0 takes a free one (0); printed as `listening http://…`\n"
    "  --state DIR          dependency store and npm cache (.sitewright/runner)\n"
    "  --jobs N             builds at once (the number of cores)\n"
    "  --bundlers N         of these, how many find a bundler that has started already (all)\n"
    "  --browsers N         and how many a browser for the smoke test (1)\n"
    "  --node PATH          node for builds (node on PATH)\n"
    "  --memory-mib N       limit of each stage of a build (1536)\n"
    "  --max-memory-mib N   the same when a build ran out of it before (twice that)\n"
    "  --store-mib N        size of the dependency store (8192)\n"
    "  --first-uid N        as root: builds run as users N, N+1, … (64100)\n"
    "  --smoke MODE         auto: the smoke test loads sites in Chromium where there is one; "
    "static:\n"
    "                       it never does; browser: the runner does not start without (auto)\n"
    "  --chromium PATH      the program itself, not a script around it (the usual places)\n"
    "  --find-chromium      print which one that is, then end; 1 when there is none\n"
    "  --warm DIR           install the dependencies of the project in DIR, then end\n"
    "  --allow-unsandboxed  build without bubblewrap where it does not work: only for trusted "
    "projects\n"
    "  --die-with-parent    stop when the process that started this one ends\n";

[[nodiscard]] Result<Options> parse_options(std::span<char* const> arguments);

}  // namespace sitewright
