#include "healing/problem.hpp"

namespace sitewright::healing {

std::string_view name_of(Category category) {
  switch (category) {
    case Category::dependency:
      return "dependency";
    case Category::syntax:
      return "syntax";
    case Category::type:
      return "type";
    case Category::runtime:
      return "runtime";
    case Category::resource:
      return "resource";
    case Category::configuration:
      return "configuration";
    case Category::network:
      return "network";
    case Category::unknown:
      return "unknown";
  }
  std::unreachable();
}

std::string_view name_of(Subclass subclass) {
  switch (subclass) {
    case Subclass::none:
      return "none";
    case Subclass::missing_package:
      return "missing_package";
    case Subclass::version_conflict:
      return "version_conflict";
    case Subclass::peer_dependency:
      return "peer_dependency";
    case Subclass::native_module:
      return "native_module";
    case Subclass::parse:
      return "parse";
    case Subclass::unexpected_token:
      return "unexpected_token";
    case Subclass::unexpected_eof:
      return "unexpected_eof";
    case Subclass::mismatch:
      return "mismatch";
    case Subclass::missing_property:
      return "missing_property";
    case Subclass::null_undefined:
      return "null_undefined";
    case Subclass::generic_constraint:
      return "generic_constraint";
    case Subclass::import:
      return "import";
    case Subclass::missing_env:
      return "missing_env";
    case Subclass::file_not_found:
      return "file_not_found";
    case Subclass::permission:
      return "permission";
    case Subclass::memory:
      return "memory";
    case Subclass::disk:
      return "disk";
    case Subclass::timeout:
      return "timeout";
    case Subclass::cpu:
      return "cpu";
  }
  std::unreachable();
}

bool is_about_lock(const Problem& problem) {
  const auto& code = problem.code;
  if (code == "lock_file_missing" || code == "lock_out_of_step" || code == "npm_eusage" ||
      code == "lock_version_unsupported") {
    return true;
  }
  return problem.file == "package-lock.json" &&
         (problem.category == Category::syntax || code == "unsupported_source");
}

}  // namespace sitewright::healing
