#include "healing/errors/meaning.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace sitewright::healing {
namespace {

struct Row {
  Category category;
  std::string_view code;
  std::array<std::string_view, 10> words;
};

constexpr std::array table{
    Row{Category::resource,
        "out_of_memory",
        {"heap out of memory", "Array buffer allocation failed", "ENOMEM", "Cannot allocate memory",
         " Killed "}},
    Row{Category::resource, "disk_limit", {"ENOSPC", "No space left on device"}},
    Row{Category::resource, "file_size_limit", {"EFBIG", "File too large"}},
    Row{Category::resource,
        "process_limit",
        {"EAGAIN", "Resource temporarily unavailable", "Cannot fork"}},
    Row{Category::network,
        "network_unreachable",
        {"ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "ETIMEDOUT", "ECONNRESET",
         "fetch failed", "ERR_SOCKET_TIMEOUT"}},
    Row{Category::dependency,
        "unresolved_import",
        {"Cannot find package", "Cannot find module", "ERR_MODULE_NOT_FOUND", "Can't resolve",
         "Could not resolve", "failed to resolve import", "Failed to resolve import",
         "specifier in \"", "is not exported under the conditions"}},
    Row{Category::runtime, "permission_denied", {"EROFS", "EACCES", "EPERM", "Permission denied"}},
    Row{Category::runtime, "file_not_found", {"ENOENT"}},
};

}  // namespace

std::optional<Meaning> meaning_of(std::string_view message) {
  for (const Row& row : table) {
    for (const std::string_view word : row.words) {
      if (!word.empty() && message.contains(word)) {
        return Meaning{row.category, std::string(row.code)};
      }
    }
  }
  return std::nullopt;
}

void take_meaning(Problem& problem, std::string_view words) {
  if (auto known = meaning_of(words)) {
    problem.category = known->category;
    problem.code = std::move(known->code);
  }
}

Category category_of_typescript(std::uint32_t code) {
  if (code >= 1000 && code < 2000) {
    // Rules of modules and promises that are told while types are checked.
    for (const std::uint32_t one : {1192U, 1205U, 1259U, 1261U, 1294U, 1308U, 1361U, 1362U, 1371U,
                                    1448U, 1484U, 1485U, 1117U, 1149U, 1064U}) {
      if (code == one) return Category::type;
    }
    return Category::syntax;
  }
  if (code == 17002 || code == 17008 || code == 17014 || code == 17015 || code == 2657) {
    return Category::syntax;
  }
  if (code == 2307 || code == 2792 || code == 7016 || code == 2882) return Category::dependency;
  if ((code >= 5000 && code < 6000) || code == 6053 || code == 6046 || code == 18003 ||
      code == 2688) {
    return Category::configuration;
  }
  return Category::type;
}

std::string snake_case(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    // TypeError, but ERESOLVE and UNRESOLVED_IMPORT.
    const bool begins_word = upper && at > 0 && text[at - 1] >= 'a' && text[at - 1] <= 'z';
    if (begins_word && !out.empty() && out.back() != '_') out += '_';
    if (upper || lower) {
      out += static_cast<char>(upper ? c - 'A' + 'a' : c);
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  while (out.ends_with('_')) out.pop_back();
  return out.empty() ? "unknown" : out;
}

Meaning meaning_of_tag(std::string_view tag) {
  if (tag == "UNRESOLVED_IMPORT" || tag == "UNRESOLVED_ENTRY") {
    return {Category::dependency, snake_case(tag)};
  }
  if (tag == "MISSING_EXPORT" || tag == "IMPORT_IS_UNDEFINED") {
    return {Category::dependency, snake_case(tag)};
  }
  if (tag == "PARSE_ERROR" || tag.starts_with("builtin:vite-transform") ||
      tag.starts_with("vite:esbuild") || tag.contains("babel")) {
    return {Category::syntax, "parse_error"};
  }
  std::string_view name = tag;
  if (name.starts_with("plugin ")) name.remove_prefix(7);
  const std::string code =
      snake_case(name.substr(0, name.find(':', name.starts_with("vite:") ? 5 : 0)));
  if (tag.contains("css") || tag.contains("postcss") || tag.contains("tailwind")) {
    return {Category::syntax, code};
  }
  return {Category::unknown, code};
}

}  // namespace sitewright::healing
