#include "context/deprecation/deprecations.hpp"

#include <algorithm>
#include <cstddef>

#include "context/deprecation/lexemes.hpp"
#include "context/scan/language.hpp"
#include "sorting/sort.hpp"

namespace sitewright::context {

namespace {

using Kind = DeprecatedKind;
using Lexemes = std::span<const Lexeme>;

constexpr Deprecation rules[] = {
#define DEPRECATION(id, package, since, kind, level, pattern, instead) \
  {id, package, since, Kind::kind, DeprecatedLevel::level, pattern, instead},
#include "context/deprecation/table.inc"
#undef DEPRECATION
};

// In lexemes; longer ones are not looked through, so that time stays linear.
constexpr std::size_t longest_call = 2000;
constexpr std::size_t longest_clause = 400;

bool is_word(const Lexeme& lexeme, std::string_view word) {
  return lexeme.kind == Lexeme::Kind::word && lexeme.bytes == word;
}

bool is_mark(const Lexeme& lexeme, char mark) {
  return lexeme.kind == Lexeme::Kind::mark && lexeme.bytes.front() == mark;
}

/// "bg-opacity-*" is any name that begins with "bg-opacity-", "*.scss" one that ends with ".scss".
bool matches(std::string_view name, std::string_view pattern) {
  if (pattern.starts_with('*')) return name.ends_with(pattern.substr(1));
  if (!pattern.ends_with('*')) return name == pattern;
  pattern.remove_suffix(1);
  return name.size() > pattern.size() && name.starts_with(pattern);
}

struct Pair {
  std::string_view left;
  std::string_view right;
};

Pair halves(std::string_view pattern) {
  const auto cut = pattern.find('#');
  return {pattern.substr(0, cut), pattern.substr(cut + 1)};
}

/// A utility without its variants and marks: "md:hover:!bg-opacity-50" is "bg-opacity-50".
std::string_view bare_utility(std::string_view name) {
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '[' || name[i] == '(') ++depth;
    if (name[i] == ']' || name[i] == ')') --depth;
    if (name[i] == ':' && depth == 0) begin = i + 1;
  }
  name.remove_prefix(begin);
  while (name.starts_with('!') || name.starts_with('-')) name.remove_prefix(1);
  while (name.ends_with('!')) name.remove_suffix(1);
  return name;
}

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  void file_name(std::string_view path) {
    const auto name = path.substr(path.rfind('/') + 1);
    for (const auto& rule : rules) {
      if (rule.kind == Kind::file_name && matches(name, rule.pattern)) {
        uses_.push_back({&rule, 1, text_.substr(0, 0)});
      }
    }
  }

  void script() {
    const auto all = lexemes(text_);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto rest = Lexemes(all).subspan(i);
      if (rest.front().kind == Lexeme::Kind::text) {
        if (!is_other_value(Lexemes(all).first(i))) class_names(rest.front().bytes);
        directive(rest.front().bytes);
      }
      if (rest.front().kind != Lexeme::Kind::word) continue;
      if (is_word(rest.front(), "import") || is_word(rest.front(), "export")) imported(rest);
      const bool after_dot = i > 0 && is_mark(all[i - 1], '.');
      code(rest, after_dot);
      if (i == 0 || !is_word(all[i - 1], "declare")) block_word(rest);
    }
  }

  void style_sheet() {
    bool applied = false;
    for (const auto word : words_outside_comments()) {
      for (const auto& rule : rules) {
        if (rule.kind == Kind::css_word && word == rule.pattern) add(rule, word);
      }
      if (applied) class_names(word);
      applied = (applied || word == "@apply") && !word.ends_with(';');
    }
  }

  void markup() { class_names(text_); }

  std::vector<DeprecatedUse> take() {
    sort_stably(uses_, {}, [](const DeprecatedUse& use) { return use.found.data(); });
    place();
    return std::move(uses_);
  }

 private:
  void add(const Deprecation& rule, std::string_view found) { uses_.push_back({&rule, 0, found}); }

  /// Behind `id=` stands a name, behind `transition:` a property of CSS: no classes.
  static bool is_other_value(Lexemes before) {
    constexpr std::string_view attributes[] = {"id", "htmlFor", "name"};
    constexpr std::string_view properties[] = {"transition", "transitionProperty", "willChange"};
    if (before.size() < 2 || before[before.size() - 2].kind != Lexeme::Kind::word) return false;
    const auto word = before[before.size() - 2].bytes;
    return (is_mark(before.back(), '=') && std::ranges::contains(attributes, word)) ||
           (is_mark(before.back(), ':') && std::ranges::contains(properties, word));
  }

  void class_names(std::string_view words) {
    constexpr std::string_view gaps = " \t\r\n\"'`;={}<>";
    for (std::size_t at = words.find_first_not_of(gaps); at < words.size();
         at = words.find_first_not_of(gaps, at)) {
      const auto end = std::min(words.find_first_of(gaps, at), words.size());
      const auto name = words.substr(at, end - at);
      const auto utility = bare_utility(name);
      for (const auto& rule : rules) {
        if (rule.kind == Kind::class_name && matches(utility, rule.pattern)) add(rule, name);
        if (rule.kind == Kind::class_part && utility.contains(rule.pattern) &&
            utility.ends_with(']')) {
          add(rule, name);
        }
      }
      at = end;
    }
  }

  void code(Lexemes rest, bool after_dot) {
    const auto word = rest.front().bytes;
    for (const auto& rule : rules) {
      const bool same = word == rule.pattern;
      if (rule.kind == Kind::word && same) add(rule, word);
      if (rule.kind == Kind::property && same && after_dot) add(rule, word);
      if (rule.kind == Kind::static_property && same && after_dot && is_assigned(rest)) {
        add(rule, word);
      }
      if (rule.kind == Kind::call && same && !after_dot && is_called(rest)) add(rule, word);
      if (rule.kind == Kind::attribute_text && same && has_text(rest)) add(rule, word);
      if (rule.kind == Kind::member && !after_dot) member(rule, rest);
      if (rule.kind == Kind::call_with) call_with(rule, rest);
    }
  }

  static bool is_assigned(Lexemes rest) {
    return rest.size() > 2 && is_mark(rest[1], '=') && !is_mark(rest[2], '=');
  }

  /// Without a space: "they require (by law)" is a sentence.
  static bool is_called(Lexemes rest) {
    return rest.size() > 1 && is_mark(rest[1], '(') && rest[1].bytes.data() == end_of(rest[0]);
  }

  /// Without spaces around "=": an assignment has them, an attribute has not.
  static bool has_text(Lexemes rest) {
    if (rest.size() < 3 || !is_mark(rest[1], '=') || rest[2].kind != Lexeme::Kind::text)
      return false;
    const auto* equals = end_of(rest[0]);
    return rest[1].bytes.data() == equals && rest[2].bytes.data() == equals + 2;  // and its quote
  }

  static const char* end_of(const Lexeme& lexeme) {
    return lexeme.bytes.data() + lexeme.bytes.size();
  }

  void directive(std::string_view text) {
    for (const auto& rule : rules) {
      if (rule.kind == Kind::directive && text == rule.pattern) add(rule, text);
    }
  }

  void block_word(Lexemes rest) {
    if (rest.size() < 3 || rest[1].kind != Lexeme::Kind::word || !is_mark(rest[2], '{')) return;
    for (const auto& rule : rules) {
      if (rule.kind == Kind::block_word && is_word(rest[0], rule.pattern)) {
        add(rule, rest[0].bytes);
      }
    }
  }

  void member(const Deprecation& rule, Lexemes rest) {
    auto pattern = rule.pattern;
    std::size_t i = 0;
    for (;;) {
      const auto dot = pattern.find('.');
      if (i >= rest.size() || !is_word(rest[i], pattern.substr(0, dot))) return;
      if (dot == std::string_view::npos) break;
      if (i + 1 >= rest.size() || !is_mark(rest[i + 1], '.')) return;
      pattern.remove_prefix(dot + 1);
      i += 2;
    }
    const auto begin = rest.front().bytes.data();
    add(rule,
        {begin, static_cast<std::size_t>(rest[i].bytes.data() + rest[i].bytes.size() - begin)});
  }

  void call_with(const Deprecation& rule, Lexemes rest) {
    const auto [outer, inner] = halves(rule.pattern);
    if (!is_word(rest.front(), outer) || rest.size() < 2 || !is_mark(rest[1], '(')) return;
    int depth = 0;
    for (std::size_t i = 1; i + 1 < std::min(rest.size(), longest_call); ++i) {
      if (is_mark(rest[i], '(')) ++depth;
      if (is_mark(rest[i], ')') && --depth == 0) return;
      if (is_word(rest[i], inner) && is_mark(rest[i + 1], '(') && !is_mark(rest[i - 1], '.')) {
        add(rule, rest.front().bytes);
        return;
      }
    }
  }

  /// import a, { b as c } from "module"; also export … from.
  void imported(Lexemes rest) {
    std::size_t end = 1;
    while (end < std::min(rest.size(), longest_clause) && rest[end].kind != Lexeme::Kind::text &&
           !is_mark(rest[end], ';') && !is_mark(rest[end], '=') && !is_mark(rest[end], '.')) {
      ++end;
    }
    if (end >= rest.size() || rest[end].kind != Lexeme::Kind::text) return;
    const auto module = rest[end].bytes;
    for (const auto& rule : rules) {
      if (rule.kind != Kind::import_name) continue;
      const auto [wanted, name] = halves(rule.pattern);
      if (name == "*") {
        const bool below = module.size() > wanted.size() && module.starts_with(wanted) &&
                           module[wanted.size()] == '/';
        if (module == wanted || below) add(rule, module);
        continue;
      }
      if (module != wanted) continue;
      for (std::size_t i = 1; i < end; ++i) {
        const bool renamed = is_word(rest[i - 1], "as");
        if (is_word(rest[i], name) && !renamed) add(rule, rest[i].bytes);
      }
    }
  }

  [[nodiscard]] std::vector<std::string_view> words_outside_comments() const {
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text_.size(); ++at) {
      const bool comment = text_.substr(at).starts_with("/*");
      const bool gap = at == text_.size() || std::string_view(" \t\r\n{}(").contains(text_[at]);
      if (!gap && !comment) continue;
      if (at > begin) words.push_back(text_.substr(begin, at - begin));
      if (comment) {
        const auto end = text_.find("*/", at + 2);
        if (end == std::string_view::npos) break;
        at = end + 1;
      }
      begin = at + 1;
    }
    return words;
  }

  /// Lines of what was found, in one pass.
  void place() {
    std::uint32_t line = 1;
    std::size_t at = 0;
    for (auto& use : uses_) {
      const auto offset = static_cast<std::size_t>(use.found.data() - text_.data());
      for (; at < offset; ++at) line += text_[at] == '\n' ? 1U : 0U;
      use.line = line;
    }
  }

  std::string_view text_;
  std::vector<DeprecatedUse> uses_;
};

}  // namespace

std::span<const Deprecation> deprecations() {
  return rules;
}

std::vector<DeprecatedUse> find_deprecated(std::string_view path, std::string_view text) {
  Finder finder(text);
  finder.file_name(path);
  const Language language = language_of(path);
  if (is_script(language)) finder.script();
  if (language == Language::css) finder.style_sheet();
  if (language == Language::html) finder.markup();
  return finder.take();
}

std::vector<DeprecatedUse> newly_deprecated(std::string_view path, const std::string* before,
                                            std::string_view text) {
  auto uses = find_deprecated(path, text);
  if (before == nullptr || uses.empty()) return uses;
  const auto had = find_deprecated(path, *before);
  std::erase_if(uses, [&](const DeprecatedUse& use) {
    return std::ranges::contains(had, use.rule, &DeprecatedUse::rule);
  });
  return uses;
}

namespace {

std::string name_in_notes(const Deprecation& rule) {
  const auto [module, name] = halves(rule.pattern);
  switch (rule.kind) {
    case Kind::import_name:
      return (name == "*" ? "imports of " : std::string(name) + " of ") + std::string(module);
    case Kind::call_with:
      return std::string(name) + " inside " + std::string(module);
    case Kind::attribute_text:
      return std::string(rule.pattern) + "=\"text\"";
    case Kind::word:
    case Kind::member:
    case Kind::static_property:
    case Kind::class_name:
    case Kind::css_word:
    case Kind::class_part:
    case Kind::file_name:
    case Kind::call:
    case Kind::property:
    case Kind::directive:
    case Kind::block_word:
      return std::string(rule.pattern);
  }
  __builtin_unreachable();
}

bool goes_with(const Deprecation& rule, const Deprecation& other) {
  return other.level == DeprecatedLevel::never && rule.package == other.package &&
         rule.instead == other.instead;
}

}  // namespace

std::string deprecation_notes() {
  std::string notes;
  for (const auto& rule : rules) {
    if (rule.level != DeprecatedLevel::never) continue;
    const auto* first = std::ranges::find_if(
        rules, [&](const Deprecation& other) { return goes_with(rule, other); });
    if (first != &rule) continue;
    notes += "- ";
    for (const auto& other : std::span(rules).subspan(static_cast<std::size_t>(first - rules))) {
      if (!goes_with(rule, other)) continue;
      if (!notes.ends_with("- ")) notes += ", ";
      notes += name_in_notes(other);
    }
    notes += " (" + std::string(rule.package) + "): " + std::string(rule.instead) + '\n';
  }
  return notes;
}

}  // namespace sitewright::context
