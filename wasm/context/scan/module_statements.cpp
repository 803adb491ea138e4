#include "context/scan/module_statements.hpp"

#include <algorithm>

#include "context/scan/bytes16.hpp"
#include "context/scan/characters.hpp"
#include "context/scan/escapes.hpp"

namespace sitewright::context {

namespace {

Bytes16 within(Bytes16 value, const Table16& from, const Table16& count) {
  return reinterpret_cast<Bytes16>(static_cast<Bytes16>(value - held16(from)) < held16(count));
}

// Bytes of names as 0xff, but for those beyond ASCII.
Bytes16 in_name(Bytes16 bytes) {
  return within(bytes | held16(sixteen<0x20>), sixteen<'a'>, sixteen<26>) |
         within(bytes, sixteen<'0'>, sixteen<10>) | equal16(bytes, held16(sixteen<'_'>)) |
         equal16(bytes, held16(sixteen<'$'>));
}

// Bytes of names, commas and white space as 0xff.
Bytes16 in_name_list(Bytes16 bytes) {
  return in_name(bytes) | within(bytes, sixteen<'\t'>, sixteen<5>) |
         equal16(bytes, held16(sixteen<' '>)) | equal16(bytes, held16(sixteen<','>));
}

}  // namespace

void ModuleStatements::add(const Text& specifier, ImportKind kind, bool type_only) {
  if (scan_.imports.empty()) scan_.imports.reserve(8);
  scan_.imports.push_back(
      {specifier.value, kind, type_only, specifier.offset, lines_.line_of(specifier.offset)});
}

// Past white space and comments.
std::uint32_t ModuleStatements::skip(std::uint32_t from) const {
  if (at(from) == ' ') ++from;
  const auto next = static_cast<unsigned char>(at(from));
  if (next > ' ' && next != '/' && next < 0x80) return from;
  return skip_more(from);
}

std::uint32_t ModuleStatements::skip_more(std::uint32_t from) const {
  while (from < text_.size()) {
    const char c = text_[from];
    if (is_blank(c)) {
      ++from;
    } else if (c == '/' && at(from + 1) == '/') {
      from = static_cast<std::uint32_t>(std::min(text_.find('\n', from), text_.size()));
    } else if (c == '/' && at(from + 1) == '*') {
      const std::size_t end = text_.find("*/", from + 2);
      if (end == std::string_view::npos) return static_cast<std::uint32_t>(text_.size());
      from = static_cast<std::uint32_t>(end + 2);
    } else if ((c & 0x80) != 0 && wide_space(text_, from) != 0) {
      from += static_cast<std::uint32_t>(wide_space(text_, from));
    } else {
      break;
    }
  }
  return from;
}

// End of what stands before `from` and the white space there.
std::uint32_t ModuleStatements::back(std::uint32_t from) const {
  while (from > 0 && is_blank(text_[from - 1])) --from;
  return from;
}

std::string_view ModuleStatements::word(std::uint32_t from) const {
  std::uint32_t end = from;
  if (end + 16 <= text_.size()) {
    const std::uint32_t others = bits16(~in_name(load16(text_.data() + end)));
    end += others == 0 ? 16 : static_cast<std::uint32_t>(__builtin_ctz(others));
  }
  while (end < text_.size() && is_word_byte(text_[end])) ++end;
  return text_.substr(from, end - from);
}

std::string_view ModuleStatements::word_before(std::uint32_t end, std::uint32_t longest) const {
  std::uint32_t begin = end;
  while (begin > 0 && end - begin < longest && is_word_byte(text_[begin - 1])) --begin;
  return text_.substr(begin, end - begin);
}

// `a.import(…)`, but not `...import(…)`.
bool ModuleStatements::is_property(std::uint32_t keyword) const {
  const std::uint32_t before = back(keyword);
  if (before == 0 || text_[before - 1] != '.') return false;
  if (text_.substr(before, keyword - before).find('\n') != std::string_view::npos) {
    // The dot on an earlier line may end a sentence of a comment.
    const std::size_t row = text_.rfind('\n', before - 1) + 1;  // npos + 1 is 0
    if (text_.substr(row, before - row).find("//") != std::string_view::npos) return false;
  }
  return before < 3 || text_[before - 2] != '.' || text_[before - 3] != '.';
}

ModuleStatements::Text ModuleStatements::string(std::uint32_t from, bool or_template) {
  const char quote = at(from);
  if (quote != '"' && quote != '\'' && !(or_template && quote == '`')) return {};
  bool escaped = false;
  for (std::uint32_t end = from + 1; end < text_.size(); ++end) {
    if (end + 16 <= text_.size()) {
      const Bytes16 bytes = load16(text_.data() + end);
      const std::uint32_t stops = bits16(equal16(bytes, quote) | equal16(bytes, '\\') |
                                         equal16(bytes, '\n') | equal16(bytes, '$'));
      if (stops == 0) {
        end += 15;
        continue;
      }
      end += static_cast<std::uint32_t>(__builtin_ctz(stops));
    }
    const char c = text_[end];
    if (c == quote) {
      const std::string_view written = text_.substr(from + 1, end - from - 1);
      return {escaped ? decoded(written) : written, from + 1, end + 1};
    }
    if (c == '\\') {
      escaped = true;
      ++end;
    } else if ((c == '\n' && quote != '`') || (quote == '`' && c == '$' && at(end + 1) == '{')) {
      return {};
    }
  }
  return {};
}

std::string_view ModuleStatements::decoded(std::string_view written) {
  return scan_.decoded.emplace_back(unescaped(written));
}

// Past the "}" of `{a, type b as c, "d e" as f}`; 0 where anything else stands inside.
std::uint32_t ModuleStatements::after_names(std::uint32_t open) const {
  std::uint32_t place = open + 1;
  while (place < text_.size()) {
    if (place + 16 <= text_.size()) {
      const std::uint32_t others = bits16(~in_name_list(load16(text_.data() + place)));
      if (others == 0) {
        place += 16;
        continue;
      }
      place += static_cast<std::uint32_t>(__builtin_ctz(others));
    }
    const char c = text_[place];
    if (is_word_byte(c) || is_blank(c) || c == ',' || c == '\\') {
      ++place;
    } else if (c == '}') {
      return place + 1;
    } else if (c == '"' || c == '\'') {
      const std::size_t end = text_.find_first_of(c == '"' ? "\"\n" : "'\n", place + 1);
      if (end == std::string_view::npos || text_[end] != c) return 0;
      place = static_cast<std::uint32_t>(end + 1);
    } else {
      const std::uint32_t next = skip(place);
      if (next == place) return 0;
      place = next;
    }
  }
  return 0;
}

std::uint32_t ModuleStatements::import_at(std::uint32_t keyword) {
  const std::uint32_t end = keyword + 6;
  const std::uint32_t next = skip(end);
  if (is_property(keyword)) return end;
  switch (at(next)) {
    case '(':
      return import_call(keyword, next);
    case '.':
      return import_meta(keyword, next + 1);
    case '"':
    case '\'': {
      const Text specifier = string(next, false);
      if (specifier.end == 0) return end;
      add(specifier, ImportKind::import_static, false);
      return specifier.end;
    }
    default:
      return import_clause(end, next);
  }
}

// `a, {b} from "x"`, `* as a from "x"`, `type {a} from "x"`, `a = require("x")`.
std::uint32_t ModuleStatements::import_clause(std::uint32_t end, std::uint32_t from) {
  bool type_only = false;
  std::uint32_t place = from;
  for (int part = 0; part < 8; ++part) {
    const char c = at(place);
    if (c == '{') {
      place = after_names(place);
      if (place == 0) return end;
    } else if (c == ',' || c == '*') {
      if (c == ',' && part == 1) type_only = false;
      ++place;
    } else if (c == '=') {
      if (part == 1) type_only = false;
      place = skip(place + 1);
      if (word(place) != "require") return end;
      const std::uint32_t after = required(place + 7, ImportKind::import_static, type_only);
      return after == 0 ? end : after;
    } else {
      const std::string_view name = word(place);
      if (name.empty()) return end;
      const auto after = skip(place + static_cast<std::uint32_t>(name.size()));
      if (name == "from") {
        const Text specifier = string(after, false);
        if (specifier.end != 0 && part > 0) {
          if (part == 1) type_only = false;  // import type from "x": "type" is a name
          add(specifier, ImportKind::import_static, type_only);
          return specifier.end;
        }
      }
      if (part == 0 && name == "type") type_only = true;
      place = after;
      continue;
    }
    place = skip(place);
  }
  return end;
}

// `("x")` after require; 0 when it is something else.
std::uint32_t ModuleStatements::required(std::uint32_t from, ImportKind kind, bool type_only) {
  const std::uint32_t open = skip(from);
  if (at(open) != '(') return 0;
  const Text specifier = string(skip(open + 1), true);
  if (specifier.end == 0) return 0;
  if (at(skip(specifier.end)) != ')') return 0;
  add(specifier, kind, type_only);
  return specifier.end;
}

std::uint32_t ModuleStatements::require_at(std::uint32_t keyword) {
  std::uint32_t end = keyword + 7;
  if (is_property(keyword)) return end;
  std::uint32_t open = skip(end);
  if (at(open) == '.') {
    open = skip(open + 1);
    if (word(open) != "resolve") return end;
    end = open + 7;
  }
  const std::uint32_t after = required(end, ImportKind::require, false);
  return after == 0 ? end : after;
}

// Of a name whose declaration is looked at; keywords are shorter by far.
constexpr std::uint32_t longest_name = 256;

// Whether `import("x")` is a type: `typeof import("x")`, `: import("x").Name`.
bool ModuleStatements::is_type_position(std::uint32_t keyword, std::uint32_t after_call) const {
  const std::uint32_t before = back(keyword);
  const std::string_view previous = word_before(before);
  if (previous == "typeof") return true;
  if (previous == "await" || previous == "return") return false;
  const char mark = before > 0 ? text_[before - 1] : '\0';
  if (mark == '<') return true;
  if (mark == '=') {  // type A = import("x")
    const std::string_view name = word_before(back(before - 1), longest_name);
    const auto start = static_cast<std::uint32_t>(name.data() - text_.data());
    if (!name.empty() && word_before(back(start)) == "type") return true;
  }
  const std::uint32_t next = skip(after_call);
  if (at(next) == '[') return previous.empty() && mark == ':';
  if (at(next) != '.') return false;
  const std::string_view member = word(skip(next + 1));
  return member != "then" && member != "catch" && member != "finally";
}

std::uint32_t ModuleStatements::import_call(std::uint32_t keyword, std::uint32_t open) {
  const Text specifier = string(skip(open + 1), true);
  if (specifier.end == 0) return open + 1;
  const std::uint32_t after = skip(specifier.end);
  if (at(after) != ')' && at(after) != ',') return specifier.end;
  const bool is_type = at(after) == ')' && is_type_position(keyword, after + 1);
  add(specifier, is_type ? ImportKind::import_type : ImportKind::import_dynamic, is_type);
  return specifier.end;
}

std::uint32_t ModuleStatements::import_meta(std::uint32_t keyword, std::uint32_t from) {
  std::uint32_t place = skip(from);
  if (word(place) != "meta") return from;
  const std::uint32_t end = place + 4;
  place = skip(end);
  if (at(place) != '.') return end;
  place = skip(place + 1);
  const std::string_view member = word(place);
  if (member == "url") url_before(keyword);
  const bool is_glob = member == "glob" || member == "globEager";
  return is_glob ? glob_call(place + static_cast<std::uint32_t>(member.size())) : end;
}

// `("./*.ts", …)`, `<T>(["./a/*.ts", "!./a/b.ts"])`.
std::uint32_t ModuleStatements::glob_call(std::uint32_t from) {
  std::uint32_t place = skip(from);
  if (at(place) == '<') {
    const std::size_t open = text_.substr(place, 1024).find_first_of("(;");
    if (open == std::string_view::npos) return from;
    place += static_cast<std::uint32_t>(open);
  }
  if (at(place) != '(') return from;
  place = skip(place + 1);
  const bool is_list = at(place) == '[';
  if (is_list) place = skip(place + 1);
  std::uint32_t end = from;
  for (;;) {
    const Text pattern = string(place, true);
    if (pattern.end == 0) return end;
    add(pattern, ImportKind::glob, false);
    scan_.imports.back().call = from;
    end = pattern.end;
    place = skip(end);
    if (!is_list || at(place) != ',') return end;
    place = skip(place + 1);
  }
}

// `new URL("./x.png", import.meta.url)`, read backwards from `import`.
void ModuleStatements::url_before(std::uint32_t keyword) {
  std::uint32_t place = back(keyword);
  if (place == 0 || text_[place - 1] != ',') return;
  place = back(place - 1);
  if (place < 2) return;
  const char quote = text_[place - 1];
  if (quote != '"' && quote != '\'' && quote != '`') return;
  const std::uint32_t close = place - 1;
  const std::uint32_t least = close > 4096 ? close - 4096 : 0;
  std::uint32_t open = close;
  while (open > least && text_[open - 1] != quote && text_[open - 1] != '\n') --open;
  if (open == least || text_[open - 1] != quote || open <= lines_.offset()) return;
  const std::uint32_t call = back(open - 1);
  if (call == 0 || text_[call - 1] != '(' || word_before(back(call - 1)) != "URL") return;
  const Text specifier = string(open - 1, true);
  if (specifier.end == close + 1) add(specifier, ImportKind::asset, false);
}

}  // namespace sitewright::context
