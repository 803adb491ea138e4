// Marks of a style sheet that are one too many or one short, told by their line: `.a {{`,
// `@media (max-width: 40rem {`.
#include "healing/errors/clean_text.hpp"
#include "healing/fixers/fixers.hpp"

namespace sitewright::healing {
namespace {

/// How many more of `a` than of `b` stand in the text, outside of comments and texts in quotes.
int surplus(std::string_view text, char a, char b) {
  int out = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (text.substr(at).starts_with("/*")) {
      const std::size_t end = text.find("*/", at + 2);
      if (end == std::string_view::npos) return out;
      at = end + 1;
    } else if (c == '"' || c == '\'') {
      const std::size_t end = text.find_first_of(std::string{c, '\n'}, at + 1);
      if (end == std::string_view::npos) return out;
      at = end;
    } else {
      out += c == a ? 1 : c == b ? -1 : 0;
    }
  }
  return out;
}

void look_at(const std::string& path, std::string_view text, std::vector<Repair>& out) {
  const int open = surplus(text, '{', '}');
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    const auto last = static_cast<std::uint32_t>(
        begin + text.substr(begin, end - begin).find_last_not_of(" \t\r") + 1);
    begin = end + 1;
    if (!line.ends_with('{') || line.contains("/*")) continue;
    if (line.ends_with("{{") && open > 0) {
      out.push_back({"Open a rule once in " + path + ".", {{path, last - 1, last, ""}}});
    }
    const bool asks = line.starts_with("@media") || line.starts_with("@container") ||
                      line.starts_with("@supports");
    if (!asks || surplus(line, '(', ')') != 1) continue;
    const std::uint32_t place = last - 1 - (line.ends_with(" {") ? 1U : 0U);
    out.push_back({"Close the condition of a rule in " + path + ".", {{path, place, place, ")"}}});
  }
}

}  // namespace

std::vector<Repair> fix_style_slips(Workbench& bench, const Problem& problem) {
  const bool of_sheet =
      problem.file.ends_with(".css") || (problem.file.empty() && problem.message.contains("css"));
  std::vector<Repair> out;
  if (!of_sheet) return out;
  for (const auto& [path, text] : bench.tree()) {
    if (path.ends_with(".css") && (problem.file.empty() || path == problem.file)) {
      look_at(path, text, out);
    }
  }
  return out;
}

}  // namespace sitewright::healing
