#include "builtin/catalogue.hpp"

#include <string>

#include "templates/files.hpp"

namespace sitewright::builtin {
namespace {

std::string section_path_of(std::string_view component) {
  return "sections/" + std::string(component) + ".tsx";
}

std::string style_path_of(std::string_view name) {
  return "styles/" + std::string(name) + ".css";
}

std::optional<std::string_view> text_at(std::span<const templates::File> files,
                                        const std::string& path) {
  const templates::File* file = templates::find(files, path);
  return file == nullptr ? std::nullopt : std::optional(file->text);
}

std::optional<std::string_view> name_at(std::span<const templates::Mark> marks,
                                        const std::string& path) {
  const templates::Mark* mark = templates::find(marks, path);
  return mark == nullptr ? std::nullopt : std::optional(mark->path);
}

class Texts final : public Catalogue {
 public:
  std::optional<std::string_view> section(std::string_view component) const override {
    return text_at(templates::section_files(), section_path_of(component));
  }
  std::optional<std::string_view> style(std::string_view name) const override {
    return text_at(templates::style_files(), style_path_of(name));
  }
  bool is_style(std::string_view name, std::string_view text) const override {
    return style(name) == text;
  }
};

class Names final : public Catalogue {
 public:
  std::optional<std::string_view> section(std::string_view component) const override {
    return name_at(templates::section_marks(), section_path_of(component));
  }
  std::optional<std::string_view> style(std::string_view name) const override {
    return name_at(templates::style_marks(), style_path_of(name));
  }
  bool is_style(std::string_view name, std::string_view text) const override {
    const auto* mark = templates::find(templates::style_marks(), style_path_of(name));
    return mark != nullptr &&
           (mark->path == text || mark->fingerprint == templates::fingerprint(text));
  }
};

}  // namespace

const Catalogue& catalogue_of_texts() {
  static constexpr Texts texts;
  return texts;
}

const Catalogue& catalogue_of_names() {
  static constexpr Names names;
  return names;
}

std::optional<std::string_view> words_file(std::string_view lang) {
  return text_at(templates::word_files(), "words/" + std::string(lang) + ".ts");
}

}  // namespace sitewright::builtin
