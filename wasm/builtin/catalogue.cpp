#include "builtin/catalogue.hpp"

#include "templates/files.hpp"

namespace sitewright::builtin {
namespace {

std::optional<std::string_view> text_at(std::span<const templates::File> files,
                                        const std::string& path) {
  const templates::File* file = templates::find(files, path);
  return file == nullptr ? std::nullopt : std::optional(file->text);
}

}  // namespace

std::optional<std::string_view> section_file(std::string_view component) {
  return text_at(templates::section_files(), "sections/" + std::string(component) + ".tsx");
}

std::optional<std::string_view> style_file(std::string_view style) {
  return text_at(templates::style_files(), "styles/" + std::string(style) + ".css");
}

std::optional<std::string_view> words_file(std::string_view lang) {
  return text_at(templates::word_files(), "words/" + std::string(lang) + ".ts");
}

}  // namespace sitewright::builtin
