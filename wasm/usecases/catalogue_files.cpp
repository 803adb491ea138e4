#include "usecases/catalogue_files.hpp"

#include <string>
#include <string_view>

#include "templates/files.hpp"

namespace sitewright::usecases {

namespace {

constexpr std::string_view kMark = "catalogue: ";

/// What the file's only line names; empty: it is a file like any other.
std::string_view named_in(std::string_view text) {
  if (!text.starts_with(kMark)) return {};
  text.remove_prefix(kMark.size());
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text.contains('\n') ? std::string_view() : text;
}

const templates::File* in_catalogue(std::string_view name) {
  for (const auto set :
       {templates::section_files(), templates::style_files(), templates::word_files()}) {
    if (const auto* file = templates::find(set, name)) return file;
  }
  return nullptr;
}

bool may_import_sections(std::string_view path) {
  return path.ends_with(".tsx") &&
         (path.starts_with("src/pages/") || path.starts_with("src/sections/"));
}

/// Whether some page or section imports "…/sections/<name>".
bool is_imported(const project::TextTree& tree, std::string_view name) {
  for (const auto& [path, text] : tree) {
    if (!may_import_sections(path)) continue;
    for (const std::string_view front : {"/sections/", "./"}) {
      if (front == "./" && !path.starts_with("src/sections/")) continue;
      const std::string wanted = std::string(front) + std::string(name);
      if (text.contains(wanted + "\"") || text.contains(wanted + "'")) return true;
    }
  }
  return false;
}

}  // namespace

Result<project::TextTree> with_catalogue_files(project::TextTree tree) {
  for (auto& [path, text] : tree) {
    const auto name = named_in(text);
    if (name.empty()) continue;
    const auto* file = in_catalogue(name);
    if (file == nullptr) {
      return fail(Code::invalid_input, "The catalogue has no " + std::string(name) + ".", path);
    }
    text = std::string(file->text);
  }
  for (const auto& file : templates::section_files()) {
    const std::string path = "src/" + std::string(file.path);
    if (tree.contains(path)) continue;
    std::string_view name = file.path.substr(file.path.rfind('/') + 1);
    name.remove_suffix(name.size() - name.rfind('.'));
    if (is_imported(tree, name)) tree.emplace(path, file.text);
  }
  return tree;
}

}  // namespace sitewright::usecases
