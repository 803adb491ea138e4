// Tailwind CSS: utilities and directives of version 3, utilities that there are none of, the
// PostCSS plugin beside the one of Vite.
#include <algorithm>
#include <set>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/deprecated.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

/// Classes that the project uses, as a list of what a mistyped one may mean.
std::vector<std::string> classes_used(Workbench& bench, std::string_view except) {
  std::set<std::string> out{"flex",          "grid",         "block",          "hidden",
                            "inline-flex",   "items-center", "justify-center", "justify-between",
                            "rounded",       "rounded-lg",   "rounded-full",   "font-bold",
                            "font-semibold", "font-medium",  "text-sm",        "text-lg",
                            "text-xl",       "text-white",   "bg-white",       "shadow",
                            "shadow-md",     "mx-auto",      "w-full",         "h-full",
                            "border",        "underline",    "uppercase",      "px-4",
                            "py-2",          "transition",   "gap-4",          "text-center",
                            "relative",      "absolute",     "container",      "truncate",
                            "antialiased"};
  for (const auto& [path, text] : bench.tree()) {
    const context::Language language = context::language_of(path);
    if (language == context::Language::css) {
      for (std::size_t at = text.find("@apply "); at != std::string::npos;
           at = text.find("@apply ", at + 1)) {
        std::size_t word = at + 7;
        while (word < text.size() && text[word] != ';' && text[word] != '\n') {
          std::size_t end = text.find_first_of(" ;\n", word);
          end = std::min(end, text.size());
          if (end > word) out.insert(text.substr(word, end - word));
          word = end + (end < text.size() && text[end] == ' ' ? 1 : 0);
        }
      }
    }
  }
  out.erase(std::string(except));
  return {out.begin(), out.end()};
}

std::vector<Repair> unknown_utility(Workbench& bench, const Problem& problem) {
  std::string name = quoted(problem.message, 0);
  if (name.empty() || name.contains(' ')) return {};
  for (const auto& [path, text] : bench.tree()) {
    if (context::language_of(path) != context::Language::css) continue;
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      const bool whole =
          (text[at - (at > 0 ? 1 : 0)] == ' ' || text[at - (at > 0 ? 1 : 0)] == '\n') &&
          (end >= text.size() || std::string_view(" ;\n}").contains(text[end]));
      const std::size_t apply = text.rfind("@apply", at);
      if (!whole || apply == std::string::npos || text.substr(apply, at - apply).contains(';'))
        continue;
      const auto begin = static_cast<std::uint32_t>(at);
      const auto past = static_cast<std::uint32_t>(end);
      std::vector<Repair> out;
      std::string now(instead_of(context::DeprecatedKind::class_name, name).name);
      if (now.empty()) now = nearest_name(name, classes_used(bench, name));
      if (!now.empty()) {
        out.push_back({"Apply " + now + " instead of " + name + ".", {{path, begin, past, now}}});
      }
      // A utility that there is not: the others stay.
      out.push_back({"Take out " + name + ", which is no utility.",
                     {{path, begin > 0 ? begin - 1 : begin, past, ""}},
                     {},
                     now.empty()});
      return out;
    }
  }
  return {};
}

std::vector<Repair> directives(const Source& source) {
  std::vector<Edit> edits;
  bool first = true;
  const std::string path(source.path);
  for (std::size_t at = source.text.find("@tailwind "); at != std::string_view::npos;
       at = source.text.find("@tailwind ", at + 1)) {
    const std::size_t end = source.text.find(';', at);
    if (end == std::string_view::npos) break;
    auto past = static_cast<std::uint32_t>(end + 1);
    if (!first && past < source.text.size() && source.text[past] == '\n') ++past;
    edits.push_back(
        {path, static_cast<std::uint32_t>(at), past, first ? "@import \"tailwindcss\";" : ""});
    first = false;
  }
  for (const std::string_view part : {"base", "components", "utilities"}) {
    for (const char quote : {'"', '\''}) {
      const std::string line = "@import " + std::string(1, quote) + "tailwindcss/" +
                               std::string(part) + std::string(1, quote) + ";";
      const std::size_t at = source.text.find(line);
      if (at == std::string_view::npos) continue;
      auto past = static_cast<std::uint32_t>(at + line.size());
      if (!first && past < source.text.size() && source.text[past] == '\n') ++past;
      edits.push_back(
          {path, static_cast<std::uint32_t>(at), past, first ? "@import \"tailwindcss\";" : ""});
      first = false;
    }
  }
  if (edits.empty()) return {};
  return only("Import Tailwind as version 4 has it.", std::move(edits));
}

/// `theme(colors.brandish.500)` of which there is no value: one that is spelled so, else none, as
/// Tailwind asks for.
std::vector<Repair> unknown_theme(Workbench& bench, const Problem& problem) {
  const std::size_t begin = problem.message.find("`theme(");
  const std::size_t end = problem.message.find("`", begin + 1);
  if (begin == std::string::npos || end == std::string::npos) return {};
  const std::string call = problem.message.substr(begin + 1, end - begin - 1);
  if (!call.ends_with(')') || call.contains(',')) return {};
  std::vector<std::string> known;
  for (const auto& [path, text] : bench.tree()) {
    if (context::language_of(path) != context::Language::css) continue;
    for (std::size_t at = text.find("theme("); at != std::string::npos;
         at = text.find("theme(", at + 1)) {
      const std::size_t close = text.find(')', at);
      if (close != std::string::npos) known.push_back(text.substr(at, close + 1 - at));
    }
    for (std::size_t at = text.find("\n  --"); at != std::string::npos;
         at = text.find("\n  --", at + 1)) {
      const std::size_t colon = text.find(':', at);
      if (colon != std::string::npos)
        known.push_back("theme(" + text.substr(at + 3, colon - at - 3) + ")");
    }
  }
  std::erase(known, call);
  const std::string near = nearest_name(call, known);
  for (const auto& [path, text] : bench.tree()) {
    const std::size_t at = text.find(call);
    if (context::language_of(path) != context::Language::css || at == std::string::npos) continue;
    const auto from = static_cast<std::uint32_t>(at);
    const auto past = static_cast<std::uint32_t>(at + call.size());
    std::vector<Repair> out;
    if (!near.empty()) {
      out.push_back({"Write " + near + " instead of " + call + ".", {{path, from, past, near}}});
    }
    out.push_back({"Do without " + call + ", which has no value.",
                   {{path, past - 1, past - 1, ", initial"}},
                   {},
                   near.empty()});
    return out;
  }
  return {};
}

/// postcss.config.* that loads what is not installed, or Tailwind besides its Vite plugin.
std::vector<Repair> postcss(Workbench& bench, const Problem& problem) {
  if (!problem.message.contains("ostcss") && !problem.message.contains("PostCSS")) return {};
  for (const auto& [path, text] : bench.tree()) {
    if (!path.starts_with("postcss.config.") && !path.starts_with(".postcssrc")) continue;
    const bool used = std::ranges::any_of(bench.tree(), [](const auto& file) {
      return context::language_of(file.first) == context::Language::css &&
             (file.second.contains("@tailwind") || file.second.contains("@apply") ||
              file.second.contains("tailwindcss"));
    });
    const bool in_vite = bench.wanted().contains("@tailwindcss/vite");
    if (used && !in_vite && text.contains("tailwind")) continue;
    Repair repair{"Take out " + path +
                      (in_vite ? ": Tailwind runs in Vite." : ": what it loads is not installed."),
                  {},
                  {path}};
    std::vector<Repair> out;
    out.push_back(std::move(repair));
    return out;
  }
  return {};
}

/// Whether a sheet reads Tailwind: without it no utility and no value is known.
bool reads_tailwind(std::string_view text) {
  for (const std::string_view line : {"@import \"tailwindcss", "@import 'tailwindcss",
                                      "@import url(\"tailwindcss", "@tailwind ", "@reference "}) {
    if (text.contains(line)) return true;
  }
  return false;
}

/// The sheet of the project that reads Tailwind, by itself where one does; nullptr without one.
const project::TextTree::value_type* reading_sheet(Workbench& bench) {
  const project::TextTree::value_type* found = nullptr;
  for (const auto& file : bench.tree()) {
    const bool is_sheet = context::language_of(file.first) == context::Language::css;
    if (!is_sheet || !reads_tailwind(file.second)) continue;
    found = &file;
    if (!file.second.contains("@reference ")) return found;
  }
  return found;
}

/// `@apply` in a sheet of a component, which is read by itself and knows no utility: it names the
/// sheet that reads Tailwind.
std::vector<Repair> reference(Workbench& bench, const Problem& problem,
                              const project::TextTree::value_type& reading) {
  const Source* sheet = bench.source(problem.file);
  const bool alone = sheet != nullptr && sheet->language == context::Language::css &&
                     !reads_tailwind(sheet->text) && !reading.second.contains("@reference ");
  if (!alone) return {};
  const std::string to = bench.specifier_for(problem.file, reading.first);
  return only("Let " + problem.file + " know the utilities of " + reading.first + ".",
              {{problem.file, 0, 0, "@reference \"" + to + "\";\n\n"}});
}

/// Whether a rule is called nearly as the import, which is what is to be mended.
bool has_slip_of_import(Workbench& bench) {
  return std::ranges::any_of(bench.tree(), [](const auto& file) {
    const std::string_view text = file.second;
    if (context::language_of(file.first) != context::Language::css) return false;
    const std::size_t at = std::min(text.find(" \"tailwindcss"), text.find(" 'tailwindcss"));
    return at != std::string_view::npos;
  });
}

/// The sheet that scripts import and that uses Tailwind reads it again.
std::vector<Repair> import_again(Workbench& bench, const Problem& problem) {
  const Source* sheet = bench.source(problem.file);
  if (sheet == nullptr || sheet->language != context::Language::css) return {};
  return only("Import Tailwind in " + problem.file + ".",
              {{problem.file, 0, 0, "@import \"tailwindcss\";\n\n"}});
}

/// `@config "./tailwind.config.js";` of a file that there is not: Tailwind 4 needs none.
std::vector<Repair> lost_settings(Workbench& bench, const Problem& problem) {
  const Source* sheet = bench.source(problem.file);
  const std::string name = quoted(problem.message, 0);
  if (sheet == nullptr || !name.starts_with('.')) return {};
  for (const char* mark : {"\"", "'"}) {
    const std::string line = std::string("@config ") + mark + name + mark + ";";
    const std::size_t at = sheet->text.find(line);
    if (at == std::string_view::npos) continue;
    const std::size_t past = at + line.size();
    const bool whole = past < sheet->text.size() && sheet->text[past] == '\n';
    return only("Take out the settings " + name + ", which are no file.",
                {{problem.file, static_cast<std::uint32_t>(at),
                  static_cast<std::uint32_t>(past + (whole ? 1 : 0)), ""}});
  }
  return {};
}

/// `@utility .badge {`: a utility is named without the dot of a class.
std::vector<Repair> utility_name(const Source& sheet) {
  std::vector<Edit> edits;
  for (std::size_t at = sheet.text.find("@utility ."); at != std::string_view::npos;
       at = sheet.text.find("@utility .", at + 1)) {
    const auto dot = static_cast<std::uint32_t>(at + 9);
    edits.push_back({std::string(sheet.path), dot, dot + 1, ""});
  }
  if (edits.empty()) return {};
  return only("Name a utility without a dot in " + std::string(sheet.path) + ".", std::move(edits));
}

/// A declaration or a rule within @theme, which holds custom properties alone: declarations go to
/// the root of the page behind it.
std::vector<Repair> plain_of_theme(const Source& sheet) {
  const std::string_view text = sheet.text;
  const std::size_t theme = text.find("@theme");
  const std::size_t open = text.find('{', theme);
  const std::size_t close = text.find("\n}", open);
  if (theme == std::string_view::npos || open == std::string_view::npos ||
      close == std::string_view::npos) {
    return {};
  }
  std::vector<Edit> edits;
  std::string moved;
  for (std::size_t line = open + 2; line < close;) {
    const std::size_t end = std::min(text.find('\n', line), close);
    const std::string_view words = trimmed(text.substr(line, end - line));
    const bool declares = words.ends_with(';') && words.contains(": ") &&
                          !words.starts_with("--") && !words.starts_with('@') &&
                          !words.contains('{');
    if (declares) {
      moved += text.substr(line, end - line);
      moved += '\n';
      edits.push_back({std::string(sheet.path), static_cast<std::uint32_t>(line),
                       static_cast<std::uint32_t>(end + 1), ""});
    }
    line = end + 1;
  }
  if (edits.empty()) return {};
  const auto place = static_cast<std::uint32_t>(close + 2);
  edits.push_back({std::string(sheet.path), place, place, "\n\n:root {\n" + moved + "}"});
  return only("Keep custom properties alone in @theme.", std::move(edits));
}

}  // namespace

std::vector<Repair> fix_tailwind(Workbench& bench, const Problem& problem) {
  std::vector<Repair> out = postcss(bench, problem);
  const auto take = [&](std::vector<Repair> more) {
    for (Repair& one : more) out.push_back(std::move(one));
  };
  if (problem.message.contains("Can't resolve '")) take(lost_settings(bench, problem));
  const bool of_values = problem.message.contains("utility class") ||
                         problem.message.contains("Cannot apply") ||
                         problem.message.contains("theme function");
  if (of_values && bench.wanted().contains("@tailwindcss/vite")) {
    const auto* reading = reading_sheet(bench);
    if (reading == nullptr) return has_slip_of_import(bench) ? out : import_again(bench, problem);
    if (auto found = reference(bench, problem, *reading); !found.empty()) return found;
  }
  if (problem.message.contains("utility class") || problem.message.contains("Cannot apply")) {
    take(unknown_utility(bench, problem));
  }
  if (problem.message.contains("theme function")) return unknown_theme(bench, problem);
  const bool about = problem.file.ends_with(".css") || problem.code.contains("css") ||
                     problem.code.contains("tailwind") || problem.message.contains("css") ||
                     problem.message.contains("CSS");
  if (!about || !bench.wanted().contains("@tailwindcss/vite")) return out;
  for (const auto& [path, text] : bench.tree()) {
    if (context::language_of(path) != context::Language::css) continue;
    take(directives(*bench.source(path)));
    if (problem.message.contains("invalid utility name")) take(utility_name(*bench.source(path)));
    if (problem.message.contains("only contain custom properties")) {
      take(plain_of_theme(*bench.source(path)));
    }
  }
  return out;
}

}  // namespace sitewright::healing
