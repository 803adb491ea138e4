// The exporting half of ModuleStatements.
#include "context/scan/characters.hpp"
#include "context/scan/module_statements.hpp"

namespace sitewright::context {

namespace {

// Words between `export` and the name of a declaration.
bool is_modifier(std::string_view word) {
  return word == "declare" || word == "abstract" || word == "async" || word == "unique";
}

std::uint32_t size_of(std::string_view word) {
  return static_cast<std::uint32_t>(word.size());
}

}  // namespace

void ModuleStatements::add_export(std::string_view name, std::uint32_t offset, bool type_only) {
  if (name.empty()) return;
  if (scan_.exports.empty()) scan_.exports.reserve(8);
  scan_.exports.push_back({name, type_only, offset});
}

std::uint32_t ModuleStatements::export_at(std::uint32_t keyword) {
  const std::uint32_t end = keyword + 6;
  std::uint32_t place = skip(end);
  if (is_property(keyword)) return end;
  if (at(place) == '*') return export_star(place, false);
  if (at(place) == '{') return export_names(place, false);
  if (at(place) == '=' && at(place + 1) != '=' && at(place + 1) != '>') {
    add_export("=", place, false);
    return place;
  }
  const std::string_view first = word(place);
  const std::uint32_t next = skip(place + size_of(first));
  if (first == "type") {
    if (at(next) == '*') return export_star(next, true);
    if (at(next) == '{') return export_names(next, true);
  }
  if (first == "default") {
    if (at(next) != ':') add_export("default", place, false);
    return place + 7;
  }
  if (first == "import") {  // export import a = require("x")
    const std::size_t known = scan_.imports.size();
    const std::uint32_t after = import_at(place);
    const std::string_view name =
        word(next) == "type" && at(skip(next + 4)) != '=' ? word(skip(next + 4)) : word(next);
    if (scan_.imports.size() > known || !name.empty()) add_export(name, next, false);
    return after;
  }
  return first.empty() ? end : export_declaration(place);
}

std::uint32_t ModuleStatements::re_export(std::uint32_t from, bool type_only) {
  const std::uint32_t place = skip(from);
  if (word(place) != "from") return from;
  const Text specifier = string(skip(place + 4), false);
  if (specifier.end == 0) return from;
  add(specifier, ImportKind::re_export, type_only);
  return specifier.end;
}

std::uint32_t ModuleStatements::export_star(std::uint32_t star, bool type_only) {
  std::uint32_t place = skip(star + 1);
  std::string_view name = "*";
  if (word(place) == "as") {
    place = skip(place + 2);
    const Text quoted = string(place, false);
    name = quoted.end != 0 ? quoted.value : word(place);
    place = quoted.end != 0 ? quoted.end : place + size_of(name);
  }
  const std::uint32_t after = re_export(place, type_only);
  if (after == place) return star + 1;
  add_export(name, star, type_only);
  return after;
}

// `{a, b as c, type d}`, with or without `from "x"`.
std::uint32_t ModuleStatements::export_names(std::uint32_t open, bool type_only) {
  const std::uint32_t close = after_names(open);
  if (close == 0) return open + 1;
  std::string_view name;
  std::uint32_t name_at = open;
  bool is_type = type_only;
  const auto finish = [&] {
    add_export(name, name_at, is_type);
    name = {};
    is_type = type_only;
  };
  for (std::uint32_t place = skip(open + 1); place < close;) {
    const char c = at(place);
    if (c == ',' || c == '}') {
      finish();
      place = skip(place + 1);
      continue;
    }
    const Text quoted = string(place, false);
    const std::string_view next = quoted.end != 0 ? quoted.value : word(place);
    if (quoted.end == 0 && next.empty()) break;
    if (name == "type") is_type = true;
    if (next != "as" || name.empty()) {
      name = next;
      name_at = quoted.end != 0 ? quoted.offset : place;
    }
    place = skip(quoted.end != 0 ? quoted.end : place + size_of(next));
  }
  return re_export(close, type_only);
}

std::uint32_t ModuleStatements::export_declaration(std::uint32_t from) {
  std::uint32_t place = from;
  std::string_view first = word(place);
  while (is_modifier(first)) {
    place = skip(place + size_of(first));
    first = word(place);
  }
  std::uint32_t next = skip(place + size_of(first));
  const auto name_as = [&](bool type_only) {
    const std::string_view name = word(next);
    add_export(name, next, type_only);
    return next + size_of(name);
  };
  if (first == "const" || first == "let" || first == "var" || first == "using") {
    if (word(next) != "enum") return export_pattern(next);
    next = skip(next + 4);
    return name_as(false);
  }
  if (first == "function") {
    if (at(next) == '*') next = skip(next + 1);
    return name_as(false);
  }
  if (first == "class" || first == "enum") return name_as(false);
  if (first == "namespace" || first == "module") return name_as(false);
  if (first == "interface" || first == "type") return name_as(true);
  return place;
}

// What a const, let or var binds: a name, several, or the names of a pattern.
std::uint32_t ModuleStatements::export_pattern(std::uint32_t from) {
  const char open = at(from);
  if (open != '{' && open != '[') {
    for (std::uint32_t place = from;;) {
      const std::string_view name = word(place);
      add_export(name, place, false);
      const std::uint32_t end = place + size_of(name);
      place = skip(end);
      if (name.empty() || at(place) != ',') return end;
      place = skip(place + 1);
    }
  }
  const char close = open == '{' ? '}' : ']';
  std::uint32_t place = skip(from + 1);
  while (place < text_.size() && at(place) != close) {
    if (at(place) == ',' || at(place) == '.') {
      place = skip(place + 1);
      continue;
    }
    std::string_view name = word(place);
    std::uint32_t end = skip(place + size_of(name));
    if (at(end) == ':') {  // {property: name}
      place = skip(end + 1);
      name = word(place);
      end = skip(place + size_of(name));
    }
    if (name.empty()) return place;
    add_export(name, place, false);
    if (at(end) == '=') return end;  // a default: any expression
    place = end;
    if (at(place) != ',' && at(place) != close) return place;
  }
  return place;
}

}  // namespace sitewright::context
