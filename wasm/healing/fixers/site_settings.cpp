// Settings that are gone as a whole or contradict each other, and the page that a site begins with:
// a tsconfig that another one or the compiler reads, Vite's configuration, an old transform of JSX,
// an entry under another name. What is written holds nothing of what the site says.
#include <algorithm>
#include <string>

#include "context/resolve/project_paths.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/json_spans.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/manifest_key.hpp"

namespace sitewright::healing {
namespace {

bool has(Workbench& bench, std::string_view path) {
  return bench.tree().contains(std::string(path));
}

std::string path_of_config(Workbench& bench) {
  for (const auto& [path, text] : bench.tree()) {
    if (path.starts_with("vite.config.")) return path;
  }
  return {};
}

/// Whether scripts name files of src as "@/…".
bool uses_alias(Workbench& bench) {
  return std::ranges::any_of(bench.scripts(), [](const Source* file) {
    return std::ranges::any_of(
        file->imports, [](const ImportClause& one) { return one.specifier.starts_with("@/"); });
  });
}

std::vector<Repair> new_file(std::string path, std::string text) {
  std::string summary = "Write " + path + " anew.";
  return only(std::move(summary), {{std::move(path), 0, 0, std::move(text)}});
}

/// What the compiler needs to know of a site that Vite bundles.
std::string options_of(Workbench& bench, bool of_node) {
  std::string out = "{\n  \"compilerOptions\": {\n    \"target\": \"es2023\",\n";
  out += of_node ? "    \"lib\": [\"es2023\"],\n"
                 : "    \"lib\": [\"es2023\", \"dom\", \"dom.iterable\"],\n";
  const bool node = bench.locked().contains("@types/node");
  const std::string types = of_node ? (node ? "\"node\"" : "")
                                    : std::string("\"vite/client\"") + (node ? ", \"node\"" : "");
  out += "    \"module\": \"esnext\",\n    \"moduleResolution\": \"bundler\",\n";
  out += "    \"types\": [" + types + "],\n";
  if (!of_node) out += "    \"jsx\": \"react-jsx\",\n";
  if (!of_node && uses_alias(bench)) out += "    \"paths\": { \"@/*\": [\"./src/*\"] },\n";
  out +=
      "    \"strict\": true,\n    \"allowImportingTsExtensions\": true,\n"
      "    \"verbatimModuleSyntax\": true,\n    \"skipLibCheck\": true,\n    \"noEmit\": true\n"
      "  },\n";
  return out;
}

/// "Cannot read file '/site/tsconfig.json'", "File '/site/tsconfig.app.json' not found".
std::vector<Repair> lost_tsconfig(Workbench& bench, const Problem& problem) {
  for (std::string name : {"tsconfig.json", "tsconfig.app.json", "tsconfig.node.json"}) {
    if (!problem.message.contains("/site/" + name + "'") || has(bench, name)) continue;
    if (name == "tsconfig.json" && has(bench, "tsconfig.app.json")) {
      std::string text = "{\n  \"files\": [],\n  \"references\": [\n";
      text += "    { \"path\": \"./tsconfig.app.json\" }";
      if (has(bench, "tsconfig.node.json")) {
        text += ",\n    { \"path\": \"./tsconfig.node.json\" }";
      }
      return new_file(name, text + "\n  ]\n}\n");
    }
    const bool of_node = name == "tsconfig.node.json";
    std::string text = options_of(bench, of_node) + "  \"include\": [";
    text += of_node ? "\"" + path_of_config(bench) + "\"" : std::string("\"src\"");
    return new_file(name, text + "]\n}\n");
  }
  return {};
}

/// Vite's configuration by the plugins that package.json asks for.
std::vector<Repair> lost_config(Workbench& bench, const Problem& problem) {
  const bool says = problem.message.contains("[\"vite.config.ts\"]") ||
                    (problem.message.contains("'@/") || problem.message.contains("\"@/")) ||
                    problem.code == "no_index_page" || problem.code == "empty_page";
  if (!says || !path_of_config(bench).empty() || !bench.wanted().contains("vite")) return {};
  std::string imports = "import { defineConfig } from \"vite\";\n";
  std::string plugins;
  const auto take = [&](std::string_view package, std::string_view name) {
    if (!bench.wanted().contains(std::string(package))) return;
    imports += "import " + std::string(name) + " from \"" + std::string(package) + "\";\n";
    plugins += (plugins.empty() ? "" : ", ") + std::string(name) + "()";
  };
  take("@vitejs/plugin-react", "react");
  take("@vitejs/plugin-react-swc", "react");
  take("@tailwindcss/vite", "tailwindcss");
  const auto pages = bench.tree().find("prerender.ts");
  const bool prerenders = pages != bench.tree().end() && pages->second.contains("function pages(");
  if (prerenders) {
    imports += "import { pages } from \"./prerender.ts\";\n";
    plugins += plugins.empty() ? "pages()" : ", pages()";
  }
  std::string text = imports + "\nexport default defineConfig({\n";
  if (prerenders) text += "  base: \"./\",\n";
  text += "  plugins: [" + plugins + "],\n";
  if (uses_alias(bench)) {
    text += "  resolve: { alias: { \"@\": new URL(\"./src\", import.meta.url).pathname } },\n";
  }
  if (prerenders) {
    text +=
        "  build: {\n    modulePreload: { polyfill: false },\n    assetsInlineLimit: 0,\n"
        "    cssTarget: [\"chrome123\", \"firefox120\", \"safari17.5\"],\n  },\n";
  }
  const std::string ending = has(bench, "tsconfig.json") ? "ts" : "js";
  return new_file("vite.config." + ending, text + "});\n");
}

/// The document around pages that are rendered at build time: what they say is put into its marks.
std::vector<Repair> lost_document(Workbench& bench, const Problem& problem) {
  const auto pages = bench.tree().find("prerender.ts");
  const bool gone = problem.message.contains("index.html") && !has(bench, "index.html") &&
                    !has(bench, "public/index.html") && pages != bench.tree().end() &&
                    pages->second.contains("\"<!--page-->\"");
  if (!gone) return {};
  return new_file("index.html",
                  "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<!--head-->\n</head>\n<body>\n<div id=\"root\"><!--page--></div>\n</body>\n"
                  "</html>\n");
}

/// Sets an option of every tsconfig that has it with one of the values.
std::vector<Repair> set_option(Workbench& bench, std::string_view name,
                               std::initializer_list<std::string_view> old, std::string_view now) {
  std::vector<Edit> edits;
  for (const auto& [path, text] : bench.tree()) {
    if (!context::name_in(path).starts_with("tsconfig") || !path.ends_with(".json")) continue;
    const auto options = json_object_at(text, {"compilerOptions"});
    const JsonMember* option = options ? options->find(std::string(name)) : nullptr;
    if (option == nullptr) continue;
    std::string is =
        quoted(text.substr(option->value_begin, option->value_end - option->value_begin), 0);
    for (char& c : is) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (!std::ranges::contains(old, is)) continue;
    edits.push_back({path, option->value_begin, option->value_end, "\"" + std::string(now) + "\""});
  }
  if (edits.empty()) return {};
  return only("Write " + std::string(now) + " for " + std::string(name) + ".", std::move(edits));
}

/// `extends` of a file or a package that there is none of.
std::vector<Repair> without_base(Workbench& bench, const Problem& problem) {
  for (const auto& [path, text] : bench.tree()) {
    if (!context::name_in(path).starts_with("tsconfig") || !path.ends_with(".json")) continue;
    const auto root = json_object_at(text, {});
    const JsonMember* base = root ? root->find("extends") : nullptr;
    if (base == nullptr) continue;
    const std::string name =
        quoted(text.substr(base->value_begin, base->value_end - base->value_begin), 0);
    if (name.empty() || !problem.message.contains(name)) continue;
    const JsonCut cut = cut_of(text, *root, *base);
    return only("Take extends out of " + path + ": " + name + " is not installed.",
                {{path, cut.begin, cut.end, ""}});
  }
  return {};
}

/// The only script of src that starts the site; empty where several do.
std::string starting_script(Workbench& bench) {
  std::string found;
  for (const Source* file : bench.scripts()) {
    const bool starts = file->path.starts_with("src/") &&
                        (file->text.contains("createRoot(") || file->text.contains("hydrateRoot("));
    if (!starts) continue;
    if (!found.empty()) return {};
    found = file->path;
  }
  return found;
}

/// index.html begins with a script that is not there, while one of another name starts the site.
std::vector<Repair> renamed_entry(Workbench& bench, const Problem& problem) {
  const auto page = bench.tree().find("index.html");
  if (page == bench.tree().end() || !problem.message.contains("/src/")) return {};
  const std::size_t at = page->second.find("src=\"/src/");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + 6;
  const std::size_t end = page->second.find('"', begin);
  if (end == std::string::npos) return {};
  const std::string name = page->second.substr(begin, end - begin);
  if (!problem.message.contains(name) || has(bench, name)) return {};
  const std::string found = starting_script(bench);
  if (found.empty()) return {};
  return only(
      "Begin with " + found + " instead of " + name + ".",
      {{"index.html", static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), found}});
}

/// Pages are rendered at build time and put into marks of the document; those that it lacks.
std::vector<Repair> lost_marks_of_document(Workbench& bench, const std::string& text) {
  const auto pages = bench.tree().find("prerender.ts");
  const bool rendered = pages != bench.tree().end() && pages->second.contains("\"<!--page-->\"");
  if (!rendered) return {};
  std::vector<Edit> edits;
  const std::size_t head = text.find("</head>");
  const std::size_t body = text.find("<body>");
  if (head == std::string::npos || body == std::string::npos) return {};
  const auto put = [&](std::size_t at, std::string what) {
    const auto place = static_cast<std::uint32_t>(at);
    edits.push_back({"index.html", place, place, std::move(what)});
  };
  if (!text.contains("<!--head-->")) put(head, "<!--head-->\n");
  constexpr std::string_view root = "<div id=\"root\">";
  const std::size_t div = text.find(root);
  const std::size_t page = text.find("<!--page-->");
  if (page == std::string::npos) {
    if (div == std::string::npos) {
      put(body + 6, "\n<div id=\"root\"><!--page--></div>");
    } else {
      put(div + root.size(), "<!--page-->");
    }
  } else if (div == std::string::npos && text.substr(0, page).ends_with("\">")) {
    const std::size_t begin = text.rfind("id=\"", page);
    if (begin == std::string::npos || text.rfind('<', page - 1) > begin) return {};
    edits.push_back({"index.html", static_cast<std::uint32_t>(begin + 4),
                     static_cast<std::uint32_t>(page - 2), "root"});
  } else if (div == std::string::npos) {
    put(page, std::string(root));
    put(page + 11, "</div>");
  }
  if (edits.empty()) return {};
  return only("Put the marks of rendered pages into index.html.", std::move(edits));
}

/// index.html without the script, or without the element, that a site is put into.
std::vector<Repair> lost_part(Workbench& bench, const Problem& problem) {
  const auto page = bench.tree().find("index.html");
  if (page == bench.tree().end()) return {};
  const std::string& text = page->second;
  if (auto marks = lost_marks_of_document(bench, text); !marks.empty()) return marks;
  if (has(bench, "prerender.ts")) return {};
  if (problem.code == "empty_page") {
    const std::string script = starting_script(bench);
    const std::size_t at = text.rfind("</body>");
    if (text.contains("<script") || script.empty() || at == std::string::npos) return {};
    const auto place = static_cast<std::uint32_t>(at);
    return only("Begin with " + script + ".",
                {{"index.html", place, place,
                  "  <script type=\"module\" src=\"/" + script + "\"></script>\n  "}});
  }
  const std::size_t hash = problem.message.find('#');
  const std::size_t end = problem.message.find(',', hash);
  if (hash == std::string::npos || end == std::string::npos) return {};
  const std::string id = problem.message.substr(hash + 1, end - hash - 1);
  // An empty element of another id is the one that is meant.
  const std::size_t div = text.find("<div id=\"");
  const std::size_t close = div == std::string::npos ? div : text.find("\"></div>", div + 9);
  if (close != std::string::npos && !text.substr(div + 9, close - div - 9).contains('"')) {
    return only("Call the element of the page " + id + ".",
                {{"index.html", static_cast<std::uint32_t>(div + 9),
                  static_cast<std::uint32_t>(close), id}});
  }
  const std::size_t body = text.find("<body");
  const std::size_t at = body == std::string::npos ? body : text.find('>', body);
  if (at == std::string::npos) return {};
  const auto place = static_cast<std::uint32_t>(at + 1);
  return only("Give the page its element " + id + ".",
              {{"index.html", place, place, "\n    <div id=\"" + id + "\"></div>"}});
}

/// `<script src="…"><script>`
std::vector<Repair> open_script(Workbench& bench) {
  const auto page = bench.tree().find("index.html");
  if (page == bench.tree().end()) return {};
  const std::size_t at = page->second.find("\"><script>");
  if (at == std::string::npos || !page->second.substr(0, at).contains("<script")) return {};
  const auto place = static_cast<std::uint32_t>(at + 3);
  return only("Close the script of index.html.", {{"index.html", place, place, "/"}});
}

/// "dependancies" in package.json.
std::vector<Repair> key_of_manifest(Workbench& bench) {
  const auto manifest = bench.tree().find("package.json");
  if (manifest == bench.tree().end()) return {};
  const auto key = misspelt_key(manifest->second);
  if (!key) return {};
  return only("Call " + key->written + " " + key->meant + ".",
              {{"package.json", key->begin, key->end, "\"" + key->meant + "\""}});
}

}  // namespace

std::vector<Repair> fix_site_settings(Workbench& bench, const Problem& problem) {
  const std::string& message = problem.message;
  if (auto found = lost_tsconfig(bench, problem); !found.empty()) return found;
  if (auto found = lost_config(bench, problem); !found.empty()) return found;
  if (auto found = lost_document(bench, problem); !found.empty()) return found;
  if (auto found = renamed_entry(bench, problem); !found.empty()) return found;
  if (problem.code == "empty_page" || problem.code == "no_root_element") {
    return lost_part(bench, problem);
  }
  if (problem.code == "broken_link") return open_script(bench);
  if (problem.code == "lock_out_of_step" || problem.code == "unresolved_import") {
    return key_of_manifest(bench);
  }
  if (problem.code == "TS6053" || message.contains("Tsconfig not found")) {
    return without_base(bench, problem);
  }
  if (problem.code == "TS5110") {
    return set_option(bench, "moduleResolution", {"node16", "nodenext"}, "bundler");
  }
  if (problem.code == "TS2686" || message.contains("React is not defined")) {
    return set_option(bench, "jsx", {"react", "preserve", "react-native"}, "react-jsx");
  }
  return {};
}

}  // namespace sitewright::healing
