// Paths as Windows writes them: `import App from ".\App"`. Within a text a backslash and the letter
// behind it are one character, so that tools show the path without it or find no text at all.
#include "context/resolve/project_paths.hpp"
#include "healing/fixers/fixers.hpp"

namespace sitewright::healing {
namespace {

using context::Language;
using context::ScriptTokens;
using context::TokenKind;

constexpr std::size_t max_edits = 200;

/// Whether the text at the token names a module or a file.
bool names_module(const ScriptTokens& tokens, std::uint32_t at) {
  if (at == 0) return false;
  if (tokens.is_word(at - 1, "from") || tokens.is_word(at - 1, "import")) return true;
  if (at < 2 || !tokens.is_mark(at - 1, '(')) return false;
  return tokens.is_word(at - 2, "import") || tokens.is_word(at - 2, "require") ||
         tokens.is_word(at - 2, "URL");
}

/// The path with slashes: one for each run of backslashes.
std::string with_slashes(std::string_view path) {
  std::string out;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path[at] != '\\') {
      out += path[at];
    } else if (at == 0 || path[at - 1] != '\\') {
      out += '/';
    }
  }
  return out;
}

/// The edit of a path that has backslashes, when it leads somewhere without them.
void mend(Workbench& bench, const Source& source, std::uint32_t begin, std::string_view path,
          std::vector<Edit>& edits) {
  if (!path.contains('\\') || edits.size() == max_edits) return;
  std::string to = with_slashes(path);
  const auto beside = context::joined(context::directory_of(source.path), to);
  const bool leads = !bench.resolved(source.path, to).empty() ||
                     (beside && to.starts_with('.') && bench.tree().contains(*beside));
  if (!leads) return;
  edits.push_back({std::string(source.path), begin, begin + static_cast<std::uint32_t>(path.size()),
                   std::move(to)});
}

void of_script(Workbench& bench, const Source& source, std::vector<Edit>& edits) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 1; at < tokens.size(); ++at) {
    const std::string_view text = tokens.text_of(at);
    const bool is_text = tokens[at].kind == TokenKind::string && text.size() > 2;
    if (!is_text || text.front() != text.back() || !names_module(tokens, at)) continue;
    mend(bench, source, tokens[at].begin + 1, text.substr(1, text.size() - 2), edits);
  }
}

/// `@import ".\base.css"` and `url("..\images\a.svg")`.
void of_sheet(Workbench& bench, const Source& source, std::vector<Edit>& edits) {
  const std::string_view text = source.text;
  for (const std::string_view start : {"@import", "url("}) {
    for (std::size_t at = text.find(start); at != std::string_view::npos;
         at = text.find(start, at + 1)) {
      const std::size_t open = text.find_first_not_of(" \t", at + start.size());
      if (open == std::string_view::npos || (text[open] != '"' && text[open] != '\'')) continue;
      const std::size_t close = text.find_first_of(std::string{text[open], '\n'}, open + 1);
      if (close == std::string_view::npos || text[close] == '\n') continue;
      mend(bench, source, static_cast<std::uint32_t>(open + 1),
           text.substr(open + 1, close - open - 1), edits);
    }
  }
}

void of_file(Workbench& bench, std::string_view path, std::vector<Edit>& edits) {
  const auto file = bench.tree().find(path);
  if (file == bench.tree().end() || !file->second.contains('\\')) return;
  const Source* source = bench.source(path);
  if (source->tokens != nullptr) of_script(bench, *source, edits);
  if (source->language == Language::css) of_sheet(bench, *source, edits);
}

}  // namespace

std::vector<Repair> fix_windows_paths(Workbench& bench, const Problem& problem) {
  std::vector<Edit> edits;
  of_file(bench, problem.file, edits);
  // Tools do not always say which file it was; one that cannot be parsed is told.
  if (edits.empty() && problem.category != Category::syntax) {
    for (const auto& [path, text] : bench.tree()) of_file(bench, path, edits);
  }
  if (edits.empty()) return {};
  const std::string path = edits.front().path;
  return only("Write paths with slashes in " + path + ".", std::move(edits));
}

}  // namespace sitewright::healing
