#include "healing/fixers/workbench.hpp"

#include <algorithm>

#include "context/resolve/project_paths.hpp"
#include "context/scan/characters.hpp"
#include "context/scan/modules.hpp"
#include "project/utf8.hpp"

namespace sitewright::healing {

using context::Language;

std::uint32_t offset_in(std::string_view text, std::uint32_t line, std::uint32_t column) {
  std::size_t at = 0;
  for (std::uint32_t row = 1; row < line; ++row) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return static_cast<std::uint32_t>(text.size());
    at = end + 1;
  }
  for (std::uint32_t unit = 1; unit < column && at < text.size() && text[at] != '\n';) {
    const std::size_t size =
        std::max<std::size_t>(project::utf8_character_size(text.substr(at)), 1);
    unit += size == 4 ? 2 : 1;
    at += size;
  }
  return static_cast<std::uint32_t>(at);
}

const Exported* Source::exported(std::string_view name) const {
  const auto found = std::ranges::find(exports, name, &Exported::name);
  return found == exports.end() ? nullptr : &*found;
}

std::uint32_t Source::line_of(std::uint32_t offset) const {
  const std::string_view before = text.substr(0, offset);
  return 1 + static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
}

std::uint32_t Source::line_begin(std::uint32_t line) const {
  return offset_in(text, line, 1);
}

std::uint32_t Source::token_at(std::uint32_t offset) const {
  if (tokens == nullptr) return 0;
  std::uint32_t low = 0;
  std::uint32_t high = tokens->size();
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2;
    if ((*tokens)[middle].end > offset) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

std::string_view Source::word_at(std::uint32_t offset) const {
  std::size_t begin = std::min<std::size_t>(offset, text.size());
  std::size_t end = begin;
  while (begin > 0 && context::is_word_byte(text[begin - 1])) --begin;
  while (end < text.size() && context::is_word_byte(text[end])) ++end;
  return text.substr(begin, end - begin);
}

Workbench::Workbench(const project::TextTree& tree, std::span<const Problem> problems,
                     const FixContext& context)
    : tree_(tree), problems_(problems), context_(context) {}

bool Workbench::is_said(std::string_view code, std::string_view file, std::string_view word) const {
  return std::ranges::any_of(problems_, [&](const Problem& one) {
    return one.code == code && one.file == file && one.message.contains(word);
  });
}

Source Workbench::read(std::string_view path, std::string_view text) {
  Source out;
  out.path = path;
  out.text = text;
  out.language = context::language_of(path);
  if (!context::is_script(out.language) || text.size() > context::max_script_bytes) return out;
  out.tokens = std::make_unique<context::ScriptTokens>(out.language, text,
                                                       context::ScriptTokens::OpenJsx::keep);
  out.imports = read_imports(*out.tokens);
  out.symbols = context::scan_symbols(out.language, text);
  const context::ModuleScan modules = context::scan_modules(out.language, text);
  for (const context::Export& one : modules.exports) {
    if (one.name == "*") continue;
    Exported exported{std::string(one.name), one.type_only};
    for (const context::Symbol& symbol : out.symbols.symbols) {
      if (symbol.parent != context::no_parent || symbol.name != one.name) continue;
      const std::string_view head =
          text.substr(symbol.head.begin, symbol.head.end - symbol.head.begin);
      exported.type_only = symbol.kind == context::SymbolKind::type && !head.contains("enum ");
    }
    out.exports.push_back(std::move(exported));
  }
  for (std::uint32_t at = 0; at + 2 < out.tokens->size(); ++at) {
    if (!out.tokens->is_word(at, "export") || !out.tokens->is_word(at + 1, "default")) continue;
    std::uint32_t name = at + 2;
    while (out.tokens->is_word(name, "async") || out.tokens->is_word(name, "function") ||
           out.tokens->is_word(name, "class") || out.tokens->is_word(name, "abstract")) {
      ++name;
    }
    if (out.tokens->is_word(name)) out.default_name = out.tokens->text_of(name);
  }
  return out;
}

const Source* Workbench::source(std::string_view path) {
  if (const auto known = sources_.find(path); known != sources_.end()) return known->second.get();
  const auto file = tree_.find(path);
  if (file == tree_.end()) return nullptr;
  auto made = std::make_unique<Source>(read(file->first, file->second));
  return sources_.emplace(file->first, std::move(made)).first->second.get();
}

Workbench::Place Workbench::place_of(const Problem& problem) {
  const Source* file = source(problem.file);
  if (file == nullptr) return {};
  return {file, offset_in(file->text, std::max(problem.line, 1U), std::max(problem.column, 1U))};
}

Workbench::Place Workbench::script_of(const Problem& problem) {
  const Place place = place_of(problem);
  return place && place.source->tokens != nullptr ? place : Place{};
}

const std::vector<const Source*>& Workbench::scripts() {
  if (has_scripts_) return scripts_;
  has_scripts_ = true;
  for (const auto& [path, text] : tree_) {
    if (!context::is_script(context::language_of(path)) || path.ends_with(".d.ts")) continue;
    scripts_.push_back(source(path));
  }
  return scripts_;
}

const context::Resolver& Workbench::resolver() {
  if (!resolver_) {
    std::vector<std::string> paths;
    context::ConfigTexts configs;
    for (const auto& [path, text] : tree_) {
      paths.push_back(path);
      if (context::Resolver::is_config(path, text)) configs.emplace(path, text);
    }
    resolver_.emplace(std::move(paths), configs);
  }
  return *resolver_;
}

bool Workbench::has_aliases() {
  if (!has_aliases_) {
    has_aliases_ = std::ranges::any_of(tree_, [](const auto& file) {
      const std::string_view name = context::name_in(file.first);
      return (name.starts_with("tsconfig") && file.second.contains("\"paths\"")) ||
             (name.starts_with("vite.config") && file.second.contains("alias"));
    });
  }
  return *has_aliases_;
}

std::string Workbench::resolved(std::string_view importer, std::string_view specifier) {
  // The resolver also takes what is only usual.
  const bool alias = specifier.starts_with("@/") || specifier.starts_with("~/");
  if (alias && !has_aliases()) return {};
  const context::Resolver& by = resolver();
  specifier = specifier.substr(0, specifier.find('?'));
  const context::FileIndex from = by.index_of(importer);
  if (from == context::no_file) return {};
  const context::Resolution found = by.resolve(from, specifier);
  if (found.outcome != context::Outcome::file || found.file >= by.paths().size()) return {};
  return by.paths()[found.file];
}

namespace {

std::string_view without_extension(std::string_view path) {
  for (const std::string_view ending : {".tsx", ".ts", ".jsx", ".js", ".mjs"}) {
    if (path.ends_with(ending) && !path.ends_with(".d.ts")) {
      return path.substr(0, path.size() - ending.size());
    }
  }
  return path;
}

std::string relative(std::string_view from_directory, std::string_view to) {
  std::string up;
  while (!from_directory.empty() &&
         !(to.starts_with(from_directory) && to.size() > from_directory.size() &&
           to[from_directory.size()] == '/')) {
    up += "../";
    from_directory = context::directory_of(from_directory);
  }
  if (!from_directory.empty()) to.remove_prefix(from_directory.size() + 1);
  return (up.empty() ? "./" : up) + std::string(to);
}

}  // namespace

std::string Workbench::specifier_for(std::string_view importer, std::string_view file) {
  const Source* from = source(importer);
  bool keeps_extension = false;
  std::string alias;
  if (from != nullptr) {
    for (const ImportClause& clause : from->imports) {
      const std::string target = resolved(importer, clause.specifier);
      if (target.empty() || !context::is_script(context::language_of(target))) continue;
      keeps_extension = clause.specifier.ends_with(".ts") || clause.specifier.ends_with(".tsx") ||
                        clause.specifier.ends_with(".js") || clause.specifier.ends_with(".jsx");
      const std::size_t slash = clause.specifier.find('/');
      if (clause.specifier.starts_with("@/") || clause.specifier.starts_with("~/")) {
        const std::string_view rest = clause.specifier.substr(slash + 1);
        const std::string_view plain = without_extension(target);
        if (plain.ends_with(without_extension(rest))) {
          alias = clause.specifier.substr(0, slash + 1);
          alias += '\n';
          alias += plain.substr(0, plain.size() - without_extension(rest).size());
        }
      }
    }
  }
  std::string_view target = file;
  if (context::is_script(context::language_of(file)) && !keeps_extension) {
    target = without_extension(file);
  }
  if (const std::size_t split = alias.find('\n'); split != std::string::npos) {
    const std::string_view root = std::string_view(alias).substr(split + 1);
    if (target.starts_with(root)) {
      return alias.substr(0, split) + std::string(target.substr(root.size()));
    }
  }
  std::string out = relative(context::directory_of(importer), target);
  if (!keeps_extension && out.ends_with("/index")) out.resize(out.size() - 6);
  return out;
}

const std::map<std::string, std::string, std::less<>>& Workbench::locked() {
  if (!has_packages_) {
    has_packages_ = true;
    if (const auto lock = tree_.find("package-lock.json"); lock != tree_.end()) {
      const auto value = context::parse_config(lock->second);
      const context::ConfigValue* packages = value ? value->find("packages") : nullptr;
      if (packages != nullptr) {
        for (const auto& [location, entry] : packages->members) {
          const std::string_view path = location;
          if (!path.starts_with("node_modules/") || path.rfind("node_modules/") != 0) continue;
          locked_.emplace(path.substr(13), entry.string("version"));
        }
      }
    }
    if (const auto manifest = tree_.find("package.json"); manifest != tree_.end()) {
      const auto value = context::parse_config(manifest->second);
      for (const char* kind : {"dependencies", "devDependencies", "optionalDependencies"}) {
        const context::ConfigValue* group = value ? value->find(kind) : nullptr;
        if (group == nullptr) continue;
        for (const auto& [name, version] : group->members) wanted_.emplace(name, version.text);
      }
    }
  }
  return locked_;
}

const std::map<std::string, std::string, std::less<>>& Workbench::wanted() {
  static_cast<void>(locked());
  return wanted_;
}

bool Workbench::is_installed(std::string_view package) {
  return locked().contains(package);
}

}  // namespace sitewright::healing
