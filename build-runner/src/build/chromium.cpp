#include "build/chromium.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "sandbox/fd.hpp"

namespace sitewright::build {
namespace {

namespace fs = std::filesystem;

// Debian's packages chromium-headless-shell and chromium, and Google's. What lies on PATH is
// mostly a script around one of these, and scripts want more of a system than the sandbox has.
constexpr std::array usual_places{
    "/usr/lib/chromium/chromium-headless-shell", "/usr/lib/chromium/chromium",
    "/usr/lib/chromium-browser/chromium-browser", "/opt/google/chrome/chrome"};

bool is_program(const std::string& path) {
  if (::access(path.c_str(), X_OK) != 0) return false;
  const sandbox::Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, 4> magic{};
  return file.open() && ::read(file.get(), magic.data(), magic.size()) == 4 &&
         std::string_view(magic.data(), 4) == "\177ELF";
}

}  // namespace

Chromium find_chromium(const std::string& wanted) {
  if (wanted.empty()) {
    for (const char* place : usual_places) {
      if (is_program(place)) return {place, {}};
    }
    return {{},
            "Chromium is not installed (Debian: apt-get install chromium-headless-shell, or "
            "chromium)"};
  }
  std::error_code error;
  const fs::path path = fs::canonical(wanted, error);
  if (error) return {{}, wanted + ": " + error.message()};
  if (!is_program(path.string())) return {{}, path.string() + " is not a program of its own"};
  return {path.string(), {}};
}

}  // namespace sitewright::build
