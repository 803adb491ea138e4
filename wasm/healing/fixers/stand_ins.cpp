// What a project refers to and has not, where something plain can take its place without a word of
// what is read being lost: a picture, the sheet of a CSS module, icons of a package that is not
// installed.
#include <algorithm>
#include <array>
#include <set>

#include "context/resolve/project_paths.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/known_exports.hpp"
#include "healing/fixers/module_places.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view one) { return text.ends_with(one); });
}

/// `import logo from "./logo.png"`: an empty picture of the same name.
std::vector<Repair> empty_picture(const Source& source, const ImportClause& clause) {
  const std::string name(clause.default_name.local);
  const std::string picture =
      "\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'/%3E\"";
  return only(
      "Show an empty picture for " + std::string(clause.specifier) + ", which is not there.",
      {{std::string(source.path), clause.begin, clause.end,
        "const " + name + " = " + picture + ";"}});
}

/// The classes that a script reads of its sheet: `styles.card`, `styles["card-big"]`.
std::set<std::string> classes_of(const Source& source, std::string_view sheet) {
  const ScriptTokens& tokens = *source.tokens;
  std::set<std::string> out;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at, sheet)) continue;
    if (tokens.is_mark(at + 1, '.') && tokens.is_word(at + 2)) {
      out.emplace(tokens.text_of(at + 2));
    }
    if (tokens.is_mark(at + 1, '[') && tokens[at + 2].kind == TokenKind::string) {
      const std::string_view text = tokens.text_of(at + 2);
      if (text.size() > 2) out.emplace(text.substr(1, text.size() - 2));
    }
  }
  return out;
}

/// `import styles from "./Card.module.css"`: a sheet that has its classes, without rules.
std::vector<Repair> empty_sheet(const Source& source, const ImportClause& clause) {
  const auto path = context::joined(context::directory_of(source.path), clause.specifier);
  if (!clause.specifier.starts_with('.') || !path) return {};
  std::string sheet;
  for (const std::string& name : classes_of(source, clause.default_name.local)) {
    sheet += "." + name + " {\n}\n";
  }
  return only("Make " + *path + ", which is not there, with the classes that are used.",
              {{*path, 0, 0, sheet.empty() ? "/* no rules yet */\n" : sheet}});
}

bool is_type_of_icons(std::string_view name) {
  return name == "LucideIcon" || name == "LucideProps" || name == "IconType" || name == "IconProps";
}

constexpr std::string_view types_of_icon = R"tsx(import type { SVGProps } from "react";

export type IconProps = SVGProps<SVGSVGElement> & { size?: number | string };

)tsx";
constexpr std::string_view head_of_icon =
    R"tsx(// One plain mark for every icon of a package that is not installed.
function Icon({ size = "1em", ...rest })tsx";
constexpr std::string_view body_of_icon = R"tsx() {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      aria-hidden="true"
      {...rest}
    >
      <circle cx="12" cy="12" r="8" />
    </svg>
  );
}

export {)tsx";

/// The module of the stand-ins: one plain mark under all of the names.
std::string icons_module(const std::set<std::string>& names, bool typed) {
  std::string out;
  if (typed) out += types_of_icon;
  out += head_of_icon;
  if (typed) out += ": IconProps";
  out += body_of_icon;
  for (const std::string& name : names) {
    if (!is_type_of_icons(name)) out += " Icon as " + name + ",";
  }
  if (out.ends_with(',')) out.pop_back();
  out += " };\n";
  for (const std::string& name : names) {
    if (name == "LucideProps") out += "export type LucideProps = IconProps;\n";
    if (name == "LucideIcon" || name == "IconType") {
      out += "export type " + name + " = typeof Icon;\n";
    }
  }
  return out;
}

/// `import { Mail } from "lucide-react"` in every script, without the package.
std::vector<Repair> plain_icons(Workbench& bench, std::string_view package) {
  std::vector<Edit> edits;
  std::set<std::string> names;
  bool typed = false;
  const bool in_src = std::ranges::any_of(
      bench.scripts(), [](const Source* one) { return one->path.starts_with("src/"); });
  for (const Source* file : bench.scripts()) typed = typed || file->path.ends_with(".tsx");
  const std::string path = std::string(in_src ? "src/" : "") + "icons" + (typed ? ".tsx" : ".jsx");
  if (bench.source(path) != nullptr) return {};
  for (const Source* file : bench.scripts()) {
    for (const ImportClause& clause : file->imports) {
      const bool its =
          clause.specifier == package || clause.specifier.starts_with(std::string(package) + "/");
      if (!its) continue;
      const bool named = !clause.is_export && clause.default_name.local.empty() &&
                         clause.namespace_name.local.empty();
      if (!named) return {};
      for (const ImportName& name : clause.names) names.emplace(name.imported);
      const auto end = clause.specifier_begin + static_cast<std::uint32_t>(clause.specifier.size());
      edits.push_back({std::string(file->path), clause.specifier_begin, end,
                       bench.specifier_for(file->path, path)});
    }
  }
  if (names.empty()) return {};
  edits.push_back({path, 0, 0, icons_module(names, typed)});
  return only(
      "Draw one plain mark for the icons of " + std::string(package) + ", which is not installed.",
      std::move(edits));
}

}  // namespace

std::vector<Repair> fix_stand_ins(Workbench& bench, const Problem& problem) {
  const std::string specifier = specifier_in(problem.message);
  if (specifier.empty()) return {};
  const Workbench::Place place = importer_of(bench, problem, specifier);
  if (!place) return {};
  if (const auto icons = icon_package(specifier); !icons.empty()) {
    return bench.wanted().contains(icons) ? std::vector<Repair>() : plain_icons(bench, icons);
  }
  const auto module = module_named(*place.source, specifier, place.offset);
  if (!module || module->clause == nullptr) return {};
  const ImportClause& clause = *module->clause;
  const bool by_default = !clause.is_export && !clause.default_name.local.empty() &&
                          clause.namespace_name.local.empty() && clause.names.empty();
  const std::string_view file = std::string_view(specifier).substr(0, specifier.find('?'));
  if (!by_default || !bench.resolved(place.source->path, specifier).empty()) return {};
  if (file.ends_with(".module.css")) return empty_sheet(*place.source, clause);
  const bool picture =
      ends_with_any(file, {".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg"});
  return picture ? empty_picture(*place.source, clause) : std::vector<Repair>();
}

}  // namespace sitewright::healing
