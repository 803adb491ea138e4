#include "install/npm.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace fs = std::filesystem;
using sitewright::install::find_npm;

namespace {

/// A machine with nothing on PATH but the npm of `package`.
class Machine {
 public:
  Machine() {
    std::string name = (fs::temp_directory_path() / "runner-npm-XXXXXX").string();
    root_ = ::mkdtemp(name.data());
    fs::create_directories(root_ / "bin");
    ::setenv("PATH", (root_ / "bin").c_str(), 1);
  }
  ~Machine() {
    ::setenv("PATH", path_.c_str(), 1);
    fs::remove_all(root_);
  }
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  void install(const fs::path& package) const {
    const fs::path cli = root_ / package / "bin" / "npm-cli.js";
    fs::create_directories(cli.parent_path());
    std::ofstream(cli) << "#!/usr/bin/env node\n";
    fs::permissions(cli, fs::perms::owner_all);
    fs::create_symlink(cli, root_ / "bin" / "npm");
  }
  void add(const fs::path& directory) const { fs::create_directories(root_ / directory); }
  [[nodiscard]] std::string at(const fs::path& below) const {
    return fs::canonical(root_ / below).string();
  }

 private:
  std::string path_ = std::getenv("PATH");
  fs::path root_;
};

}  // namespace

TEST_SUITE("runner/npm") {
  TEST_CASE("npm as it comes is its own directory") {
    const Machine machine;
    machine.install("lib/node_modules/npm");
    machine.add("lib/node_modules/npm/node_modules/semver");
    machine.add("lib/node_modules/semver");
    CHECK(find_npm() == machine.at("lib/node_modules/npm"));
  }

  TEST_CASE("npm of a distribution is the directory that holds its dependencies as well") {
    const Machine machine;
    machine.install("share/nodejs/npm");
    machine.add("share/nodejs/npm/node_modules/bin-links");
    machine.add("share/nodejs/semver");
    CHECK(find_npm() == machine.at("share/nodejs"));
  }

  TEST_CASE("without npm on PATH there is none") {
    const Machine machine;
    CHECK(find_npm().empty());
  }
}
