// Style sheets: braces, semicolons and quotes that are missing or too many, utilities and
// directives of Tailwind 3, the PostCSS plugin beside the one of Vite.
#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

struct Utility {
  std::string_view old;
  std::string_view now;
};

// Source: the upgrade guide of Tailwind CSS 4.
constexpr std::array utilities{Utility{"flex-shrink", "shrink"},
                               Utility{"flex-shrink-0", "shrink-0"},
                               Utility{"flex-grow", "grow"},
                               Utility{"flex-grow-0", "grow-0"},
                               Utility{"overflow-ellipsis", "text-ellipsis"},
                               Utility{"decoration-slice", "box-decoration-slice"},
                               Utility{"decoration-clone", "box-decoration-clone"},
                               Utility{"filter", ""},
                               Utility{"backdrop-filter", ""},
                               Utility{"transform", ""},
                               Utility{"transform-gpu", ""}};

/// How sound a style sheet looks: braces, what stands where a declaration should, indentation.
Health css_health(std::string_view text) {
  Health out;
  std::vector<std::uint32_t> open;
  std::uint32_t parentheses = 0;
  bool semicolon = true;  // the last declaration has ended
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("/*")) {
      const std::size_t end = text.find("*/", at + 2);
      if (end == std::string_view::npos) ++out.faults;
      at = static_cast<std::uint32_t>(std::min(end, text.size() - 1));
      if (end != std::string_view::npos) ++at;
      continue;
    }
    if (c == '"' || c == '\'') {
      std::uint32_t end = at + 1;
      while (end < text.size() && text[end] != c && text[end] != '\n')
        end += text[end] == '\\' ? 2U : 1U;
      if (end >= text.size() || text[end] == '\n') ++out.faults;
      at = end;
      semicolon = false;
      continue;
    }
    if (c == '(') ++parentheses;
    if (c == ')') {
      if (parentheses == 0)
        ++out.faults;
      else
        --parentheses;
    }
    if (c == '{') {
      open.push_back(at);
      semicolon = true;
    } else if (c == '}') {
      if (open.empty()) {
        ++out.faults;
      } else {
        const bool own_line = trimmed(text.substr(text.substr(0, at).rfind('\n') + 1,
                                                  at - text.substr(0, at).rfind('\n') - 1))
                                  .empty();
        const bool apart = text.substr(open.back(), at - open.back()).contains('\n');
        if (own_line && apart && indent_at(text, at) != indent_at(text, open.back())) ++out.crooked;
        open.pop_back();
      }
      if (parentheses > 0) ++out.faults;
      parentheses = 0;
      semicolon = true;
    } else if (c == ';') {
      if (parentheses > 0 && !text.substr(0, at).ends_with("base64")) ++out.faults;
      parentheses = 0;
      semicolon = true;
    } else if (c == '\n') {
      std::uint32_t next = at + 1;
      while (next < text.size() && (text[next] == ' ' || text[next] == '\t')) ++next;
      if (next < text.size() && !open.empty() && text[next] != '\n' && text[next] != '}') {
        const std::uint32_t indent = next - at - 1;
        if (indent <= indent_at(text, open.back()) && text[next] != ')') ++out.crooked;
      }
      // "color: red" and on the next line another declaration.
      if (!semicolon && parentheses == 0 && next < text.size()) {
        const std::string_view line = text.substr(next, text.find('\n', next) - next);
        const std::size_t colon = line.find(": ");
        const bool declares = colon != std::string_view::npos && colon > 0 && line.ends_with(';') &&
                              line.substr(0, colon).find_first_of(" {&,") == std::string_view::npos;
        const std::string_view before = trimmed(text.substr(0, at));
        if (declares && !before.ends_with(',') && !before.ends_with(':')) ++out.oddities;
      }
    } else if (!context::is_blank(c)) {
      semicolon = false;
    }
  }
  out.faults += static_cast<std::uint32_t>(open.size());
  return out;
}

std::uint32_t line_at(std::string_view text, std::uint32_t offset) {
  return 1 + static_cast<std::uint32_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

struct Try {
  std::uint32_t begin;
  std::uint32_t end;
  std::string text;
  Health health = {};
  std::uint32_t distance = 0;
};

/// One mark more or less, wherever the sheet becomes soundest by it.
std::vector<Repair> marks(const Source& source, std::uint32_t line) {
  const std::string_view text = source.text;
  const Health before = css_health(text);
  if (before.faults + before.oddities == 0 || text.size() > 200'000) return {};
  std::vector<Try> tries;
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t end = std::min(text.find('\n', start), text.size());
    while (end > start && context::is_blank(text[end - 1])) --end;
    const auto at = static_cast<std::uint32_t>(end);
    const std::string indent(indent_at(text, static_cast<std::uint32_t>(start)), ' ');
    if (end > start) {
      tries.push_back({at, at, "\n" + indent + "}"});
      if (indent.size() >= 2) tries.push_back({at, at, "\n" + indent.substr(2) + "}"});
      if (indent.size() >= 4) tries.push_back({at, at, "\n" + indent.substr(4) + "}"});
      for (const char* mark : {";", "}", " {", ")", "\"", "'", ");", "\";", "';"})
        tries.push_back({at, at, mark});
      if (trimmed(text.substr(start, end - start)) == "}") {
        const auto next =
            static_cast<std::uint32_t>(std::min(text.find('\n', end), text.size() - 1) + 1);
        tries.push_back({static_cast<std::uint32_t>(start), next, ""});
      }
      const char last = text[end - 1];
      if (last == ';') {
        for (const char* mark : {")", "\"", "'"}) tries.push_back({at - 1, at - 1, mark});
      }
      if (last == '}' || last == ')') tries.push_back({at - 1, at, ""});
    }
    start = std::min(text.find('\n', start), text.size() - 1) + 1;
    if (start == text.size()) break;
  }
  std::string trial;
  for (Try& one : tries) {
    trial.assign(text.substr(0, one.begin)).append(one.text).append(text.substr(one.end));
    one.health = css_health(trial);
    const std::uint32_t here = line_at(text, one.begin);
    one.distance = here > line ? here - line : line - here;
  }
  std::erase_if(tries, [&](const Try& one) { return !(one.health < before); });
  std::ranges::stable_sort(tries, [](const Try& a, const Try& b) {
    return std::tie(a.health, a.distance) < std::tie(b.health, b.distance);
  });
  std::vector<Repair> out;
  for (const Try& one : tries) {
    if (out.size() == 3 || one.health != tries.front().health) break;
    std::string shown = one.text;
    std::erase(shown, '\n');
    out.push_back({(one.text.empty() ? "Take out a mark in "
                                     : "Put " + std::string(trimmed(shown)) + " in ") +
                       std::string(source.path) + ":" + std::to_string(line_at(text, one.begin)) +
                       ".",
                   {{std::string(source.path), one.begin, one.end, one.text}}});
    out.back().unique = out.size() == 1;
  }
  return out;
}

/// "color red;" of a property that everybody knows.
std::vector<Repair> colons(const Source& source) {
  constexpr std::string_view properties =
      " color background background-color border border-radius margin margin-top margin-bottom "
      "padding padding-top padding-bottom display width height max-width min-height gap font-size "
      "font-weight line-height text-align position top left right bottom flex grid opacity "
      "overflow "
      "transition box-shadow border-color grid-template-columns justify-content align-items ";
  std::vector<Edit> edits;
  std::size_t at = 0;
  while (at < source.text.size()) {
    const std::size_t end = std::min(source.text.find('\n', at), source.text.size());
    const std::string_view line = source.text.substr(at, end - at);
    const std::string_view text = trimmed(line);
    const std::size_t space = text.find(' ');
    const bool declares = text.ends_with(';') && space != std::string_view::npos &&
                          !text.substr(0, space).contains(':') &&
                          properties.contains(" " + std::string(text.substr(0, space)) + " ");
    if (declares) {
      const auto place = static_cast<std::uint32_t>(at + line.find(text) + space);
      edits.push_back({std::string(source.path), place, place, ":"});
    }
    at = end + 1;
  }
  if (edits.empty()) return {};
  return only("Put the colon of a declaration in " + std::string(source.path) + ".",
              std::move(edits));
}

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
      const auto table = std::ranges::find(utilities, name, &Utility::old);
      std::string now = table == utilities.end() ? "" : std::string(table->now);
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
  if (edits.empty()) return {};
  return only("Import Tailwind as version 4 has it.", std::move(edits));
}

/// postcss.config.* that loads what is not installed, or Tailwind besides its Vite plugin.
std::vector<Repair> postcss(Workbench& bench, const Problem& problem) {
  if (!problem.message.contains("ostcss") && !problem.message.contains("PostCSS")) return {};
  for (const auto& [path, text] : bench.tree()) {
    if (!path.starts_with("postcss.config.") && !path.starts_with(".postcssrc")) continue;
    Repair repair{"Take out " + path + ": Tailwind runs in Vite.", {}, {path}};
    if (!bench.wanted().contains("@tailwindcss/vite") && text.contains("tailwind")) continue;
    std::vector<Repair> out;
    out.push_back(std::move(repair));
    return out;
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_style_sheet(Workbench& bench, const Problem& problem) {
  std::vector<Repair> out = postcss(bench, problem);
  const auto take = [&](std::vector<Repair> more) {
    for (Repair& one : more) out.push_back(std::move(one));
  };
  if (problem.message.contains("utility class") || problem.message.contains("Cannot apply")) {
    take(unknown_utility(bench, problem));
  }
  const Source* named = bench.source(problem.file);
  for (const auto& [path, text] : bench.tree()) {
    if (context::language_of(path) != context::Language::css) continue;
    const Source* sheet = bench.source(path);
    const bool named_css = named != nullptr && named->language == context::Language::css;
    if (named_css && sheet != named) continue;
    const bool about_css = named_css || problem.code.contains("css") ||
                           problem.code.contains("tailwind") || problem.message.contains("css") ||
                           problem.message.contains("CSS");
    if (!about_css) continue;
    if (bench.wanted().contains("@tailwindcss/vite")) take(directives(*sheet));
    take(colons(*sheet));
    take(marks(*sheet, sheet == named ? problem.line : 1));
  }
  return out;
}

}  // namespace sitewright::healing
