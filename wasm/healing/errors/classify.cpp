#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <optional>

#include "healing/errors/quoted.hpp"
#include "healing/problem.hpp"

namespace sitewright::healing {
namespace {

bool contains_any(std::string_view text, std::initializer_list<std::string_view> needles) {
  return std::ranges::any_of(needles, [&](std::string_view one) { return text.contains(one); });
}

std::uint32_t typescript_code(std::string_view code) {
  std::uint32_t value = 0;
  if (code.starts_with("TS")) std::from_chars(code.data() + 2, code.data() + code.size(), value);
  return value;
}

Subclass of_typescript(std::uint32_t code, std::string_view message) {
  switch (code) {
    case 2307:
    case 2792:
    case 7016:
    case 2875:
      return message.contains("'.") || message.contains("'@/") || message.contains("'~/")
                 ? Subclass::import
                 : Subclass::missing_package;
    case 2305:
    case 2306:
    case 2459:
    case 2460:
    case 2613:
    case 2614:
    case 2724:
    case 1192:
    case 1259:
      return Subclass::import;
    case 2339:
    case 2353:
    case 2551:
    case 2561:
    case 2739:
    case 2740:
    case 2741:
      return Subclass::missing_property;
    case 2531:
    case 2532:
    case 2533:
    case 2721:
    case 2722:
    case 18046:
    case 18047:
    case 18048:
    case 18049:
    case 2454:
      return Subclass::null_undefined;
    case 2344:
    case 2314:
    case 2315:
    case 2558:
      return Subclass::generic_constraint;
    case 2322:
    case 2345:
    case 2769:
    case 2352:
    case 2367:
    case 2416:
    case 2430:
      return message.contains("undefined") || message.contains("null") ? Subclass::null_undefined
                                                                       : Subclass::mismatch;
    default:
      break;
  }
  if ((code >= 1000 && code < 2000) || (code >= 17000 && code < 17018)) {
    if (contains_any(message, {"corresponding closing tag", "'}' expected", "Unterminated"})) {
      return Subclass::unexpected_eof;
    }
    return message.contains("expected") || message.contains("Unexpected")
               ? Subclass::unexpected_token
               : Subclass::parse;
  }
  return Subclass::none;
}

Subclass of_dependency(std::string_view code, std::string_view message) {
  if (code == "npm_eresolve" || message.contains("ERESOLVE")) {
    return message.contains("peer") ? Subclass::peer_dependency : Subclass::version_conflict;
  }
  if (contains_any(code, {"etarget", "notarget", "lock_out_of_step", "unsupported_override"})) {
    return Subclass::version_conflict;
  }
  if (contains_any(message, {".node'", "native binding", "node-gyp", "prebuilt", "GLIBC"})) {
    return Subclass::native_module;
  }
  if (code == "missing_export") return Subclass::import;
  if (code == "unresolved_import") {
    const std::string specifier = quoted(message, 0);
    return specifier.starts_with('.') || specifier.starts_with('/') ? Subclass::import
                                                                    : Subclass::missing_package;
  }
  if (contains_any(code, {"npm_e404", "command_not_found", "missing_package"})) {
    return Subclass::missing_package;
  }
  return Subclass::none;
}

Subclass of_resource(std::string_view code) {
  if (contains_any(code, {"memory"})) return Subclass::memory;
  if (contains_any(code, {"disk", "file_size", "output", "log"})) return Subclass::disk;
  if (contains_any(code, {"timeout"})) return Subclass::timeout;
  if (contains_any(code, {"cpu"})) return Subclass::cpu;
  return Subclass::none;
}

Subclass of_runtime(std::string_view code, std::string_view message) {
  if (code == "permission_denied") return Subclass::permission;
  if (code == "file_not_found" || code == "broken_link") return Subclass::file_not_found;
  if (contains_any(message, {"import.meta.env", "process.env", "environment variable"})) {
    return Subclass::missing_env;
  }
  if (contains_any(message, {"does not provide an export", "Cannot find module"})) {
    return Subclass::import;
  }
  if (contains_any(message, {"of undefined", "of null"})) return Subclass::null_undefined;
  return Subclass::none;
}

Subclass of_syntax(std::string_view message) {
  if (contains_any(message, {"end of file", "Unterminated", "EOF", "Unclosed", "Missing closing",
                             "end of input"})) {
    return Subclass::unexpected_eof;
  }
  return contains_any(message, {"Unexpected", "Expected", "expected"}) ? Subclass::unexpected_token
                                                                       : Subclass::parse;
}

/// The package of "react-dom/client", "@scope/name/sub"; the whole of "./x", "@/x" and "~/x".
std::string package_of(std::string_view specifier) {
  const bool own = specifier.starts_with('.') || specifier.starts_with('/') ||
                   specifier.starts_with("@/") || specifier.starts_with("~/") ||
                   specifier.starts_with('#');
  if (own) return std::string(specifier);
  std::size_t end = specifier.find('/');
  if (specifier.starts_with('@') && end != std::string_view::npos) {
    end = specifier.find('/', end + 1);
  }
  return std::string(specifier.substr(0, end));
}

void name_parts(Problem& problem, std::uint32_t typescript) {
  const std::string first = quoted(problem.message, 0);
  const std::string second = quoted(problem.message, 1);
  switch (typescript) {
    case 2307:
    case 2792:
    case 7016:
      problem.package = package_of(first);
      return;
    case 2305:  // Module '"./x"' has no exported member 'y'.
    case 2459:
    case 2460:
    case 2613:
    case 2614:
    case 2724:
      problem.package = package_of(first);
      problem.symbol = second;
      return;
    case 1192:
      problem.package = package_of(first);
      problem.symbol = "default";
      return;
    default:
      break;
  }
  if (typescript != 0) {
    problem.symbol = first;
  } else if (problem.code == "unresolved_import") {
    problem.package = package_of(first);
  } else if (problem.code == "missing_export") {
    problem.symbol = first;
  }
}

}  // namespace

void classify(Problem& problem) {
  const std::uint32_t typescript = typescript_code(problem.code);
  if (problem.subclass == Subclass::none) {
    switch (problem.category) {
      case Category::dependency:
        problem.subclass = typescript != 0 ? of_typescript(typescript, problem.message)
                                           : of_dependency(problem.code, problem.message);
        break;
      case Category::syntax:
        problem.subclass = typescript != 0 ? of_typescript(typescript, problem.message)
                                           : of_syntax(problem.message);
        break;
      case Category::type:
        problem.subclass = of_typescript(typescript, problem.message);
        break;
      case Category::runtime:
        problem.subclass = of_runtime(problem.code, problem.message);
        break;
      case Category::resource:
        problem.subclass = of_resource(problem.code);
        break;
      case Category::configuration:
      case Category::network:
      case Category::unknown:
        break;
    }
  }
  if (problem.symbol.empty() && problem.package.empty()) name_parts(problem, typescript);
}

}  // namespace sitewright::healing
