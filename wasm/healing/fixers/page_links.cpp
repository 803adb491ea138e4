// Addresses of index.html that name nothing in the built site: what another tool fills in, a script
// that is no module or has no end, a sheet that there is not.
#include <algorithm>

#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/style_use.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

const std::string page = "index.html";

Edit edit_at(std::size_t begin, std::size_t end, std::string text) {
  return {page, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
          std::move(text)};
}

/// `%PUBLIC_URL%/favicon.ico`, which Create React App filled in.
std::vector<Repair> placeholders(std::string_view text) {
  constexpr std::string_view name = "%PUBLIC_URL%";
  std::vector<Edit> edits;
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    edits.push_back(edit_at(at, at + name.size(), ""));
  }
  if (edits.empty()) return {};
  return only("Name the site's own files in index.html.", std::move(edits));
}

/// `<script src="/src/main.tsx">`: Vite bundles modules, and reads a script up to its end.
std::vector<Repair> script_of(std::string_view text, std::string_view address) {
  const std::size_t named = text.find("\"" + std::string(address) + "\"");
  if (named == std::string_view::npos) return {};
  const std::size_t open = text.substr(0, named).rfind('<');
  const std::size_t close = text.find('>', named);
  constexpr std::string_view tag = "<script";
  if (open == std::string_view::npos || close == std::string_view::npos ||
      !text.substr(open).starts_with(tag)) {
    return {};
  }
  std::vector<Edit> edits;
  if (!text.substr(open, close - open).contains("module")) {
    edits.push_back(edit_at(open + tag.size(), open + tag.size(), " type=\"module\""));
  }
  const std::size_t next = text.find_first_not_of(" \n", close + 1);
  const bool ended = next != std::string_view::npos && text.substr(next).starts_with("</script");
  if (!ended && text[close - 1] == '/') {
    std::size_t from = close - 1;
    while (context::is_blank(text[from - 1])) --from;
    edits.push_back(edit_at(from, close + 1, "></script>"));
  } else if (!ended) {
    edits.push_back(edit_at(close + 1, close + 1, "</script>"));
  }
  if (edits.empty()) return {};
  return only("Load " + std::string(address) + " as a module in index.html.", std::move(edits));
}

/// `<link rel="stylesheet" href="/src/globals.css">` of no file: the sheet that nothing reads, or
/// none where the elements are styled without it.
std::vector<Repair> sheet_of(Workbench& bench, std::string_view text, std::string_view address) {
  const std::size_t named = text.find(address);
  if (!address.ends_with(".css") || named == std::string_view::npos) return {};
  const std::vector<std::string> unread = unread_sheets(bench);
  if (unread.size() == 1) {
    return only("Read " + unread.front() + " in index.html.",
                {edit_at(named, named + address.size(), "/" + unread.front())});
  }
  const std::size_t open = text.substr(0, named).rfind('<');
  const std::size_t close = text.find('>', named);
  const bool link = open != std::string_view::npos && close != std::string_view::npos &&
                    text.substr(open).starts_with("<link");
  if (!link || lacks_styles(bench)) return {};
  std::size_t begin = open;
  while (begin > 0 && context::is_blank(text[begin - 1])) --begin;
  std::vector<Repair> out =
      only("Take " + std::string(address) + ", which is no file, out of " + page + ".",
           {edit_at(begin, close + 1, "")});
  out.front().unique = false;
  return out;
}

}  // namespace

std::vector<Repair> fix_page_links(Workbench& bench, const Problem& problem) {
  const auto file = bench.tree().find(page);
  if (file == bench.tree().end() || !problem.file.ends_with(page)) return {};
  const std::string address = quoted(problem.message, 0);
  if (address.empty()) return {};
  if (auto found = placeholders(file->second); !found.empty()) return found;
  if (auto found = script_of(file->second, address); !found.empty()) return found;
  return sheet_of(bench, file->second, address);
}

}  // namespace sitewright::healing
