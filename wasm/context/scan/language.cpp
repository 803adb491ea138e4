#include "context/scan/language.hpp"

#include <array>

namespace sitewright::context {

namespace {

struct Extension {
  std::string_view name;
  Language language;
};

constexpr std::array extensions{
    Extension{"ts", Language::typescript},     Extension{"mts", Language::typescript},
    Extension{"cts", Language::typescript},    Extension{"tsx", Language::tsx},
    Extension{"js", Language::javascript},     Extension{"mjs", Language::javascript},
    Extension{"cjs", Language::javascript},    Extension{"jsx", Language::jsx},
    Extension{"css", Language::css},           Extension{"pcss", Language::css},
    Extension{"postcss", Language::css},       Extension{"scss", Language::css},
    Extension{"less", Language::css},          Extension{"html", Language::html},
    Extension{"htm", Language::html},          Extension{"json", Language::json},
    Extension{"jsonc", Language::json},        Extension{"json5", Language::json},
    Extension{"webmanifest", Language::json},  Extension{"md", Language::markdown},
    Extension{"markdown", Language::markdown},
};

}  // namespace

Language language_of(std::string_view path) {
  const std::size_t dot = path.find_last_of("./");
  if (dot == std::string_view::npos || path[dot] == '/') return Language::other;
  const std::string_view written = path.substr(dot + 1);
  std::array<char, 12> lower{};
  if (written.size() > lower.size()) return Language::other;
  for (std::size_t at = 0; at < written.size(); ++at) {
    const char c = written[at];
    lower[at] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  const std::string_view name(lower.data(), written.size());
  for (const auto& extension : extensions) {
    if (extension.name == name) return extension.language;
  }
  return Language::other;
}

bool is_script(Language language) {
  return language == Language::typescript || language == Language::tsx ||
         language == Language::javascript || language == Language::jsx;
}

std::string_view name_of(GaveUp::Reason reason) {
  switch (reason) {
    case GaveUp::Reason::unclosed_string:
      return "unclosed string";
    case GaveUp::Reason::unclosed_template:
      return "unclosed template literal";
    case GaveUp::Reason::unclosed_comment:
      return "unclosed comment";
    case GaveUp::Reason::unclosed_bracket:
      return "unclosed bracket";
    case GaveUp::Reason::unclosed_tag:
      return "unclosed tag";
    case GaveUp::Reason::too_deep:
      return "nested too deep";
    case GaveUp::Reason::too_large:
      return "too large";
    case GaveUp::Reason::binary:
      return "binary";
  }
  return "";
}

}  // namespace sitewright::context
