#include "builtin/value.hpp"

#include <algorithm>

namespace sitewright::builtin {
namespace {

constexpr std::size_t line_width = 100;

std::string key_text(std::string_view key) {
  const bool plain = !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return plain ? std::string(key) : quoted(key);
}

}  // namespace

std::string quoted(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F || c == '<') {  // no "</script" wherever it is put
      out += "\\u00";
      out.push_back(hex[byte >> 4]);
      out.push_back(hex[byte & 15]);
    } else if (text.substr(i, 3) == "\u2028" || text.substr(i, 3) == "\u2029") {
      out += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
  return out;
}

Value::Value(std::string text) : data_(std::move(text)) {}
Value::Value(std::string_view text) : data_(std::string(text)) {}
Value::Value(const char* text) : data_(std::string(text)) {}
Value::Value(int number) : data_(number) {}
Value::Value(bool truth) : data_(truth) {}
Value::Value(Array items) : data_(std::move(items)) {}
Value::Value(Object members) : data_(std::move(members)) {}
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

bool Value::vacant() const {
  if (const auto* text = std::get_if<std::string>(&data_)) return text->empty();
  if (const auto* items = std::get_if<Array>(&data_)) return items->empty();
  return false;
}

Value& Value::set(std::string_view key, Value value) {
  auto& members = std::get<Object>(data_);
  const auto found = std::ranges::find(members, key, &Object::value_type::first);
  if (value.vacant()) {
    if (found != members.end()) members.erase(found);
  } else if (found != members.end()) {
    found->second = std::move(value);
  } else {
    members.emplace_back(std::string(key), std::move(value));
  }
  return *this;
}

const Value* Value::get(std::string_view key) const {
  const auto* members = std::get_if<Object>(&data_);
  if (members == nullptr) return nullptr;
  const auto found = std::ranges::find(*members, key, &Object::value_type::first);
  return found == members->end() ? nullptr : &found->second;
}

std::string Value::typescript(std::size_t indent) const {
  if (const auto* text = std::get_if<std::string>(&data_)) return quoted(*text);
  if (const auto* number = std::get_if<int>(&data_)) return std::to_string(*number);
  if (const auto* truth = std::get_if<bool>(&data_)) return *truth ? "true" : "false";
  std::vector<std::string> parts;
  std::size_t width = indent;
  bool broken = false;
  const auto add = [&](std::string part) {
    width += part.size() + 2;
    broken |= part.contains('\n');
    parts.push_back(std::move(part));
  };
  const auto* items = std::get_if<Array>(&data_);
  if (items != nullptr) {
    for (const Value& item : *items) add(item.typescript(indent + 2));
  } else {
    for (const auto& [key, value] : std::get<Object>(data_)) {
      add(key_text(key) + ": " + value.typescript(indent + 2));
    }
  }
  const std::string_view open = items != nullptr ? "[" : "{";
  const std::string_view close = items != nullptr ? "]" : "}";
  if (parts.empty()) return std::string(open) + std::string(close);
  const bool one_line = !broken && width + 4 <= line_width;
  const std::string inner(indent + 2, ' ');
  std::string out(open);
  if (one_line && items == nullptr) out += ' ';
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (one_line) {
      if (i > 0) out += ", ";
      out += parts[i];
    } else {
      out += "\n" + inner + parts[i] + ",";
    }
  }
  if (one_line) {
    if (items == nullptr) out += ' ';
  } else {
    out += "\n" + std::string(indent, ' ');
  }
  out += close;
  return out;
}

void Value::write_json(std::string& out) const {
  if (const auto* items = std::get_if<Array>(&data_)) {
    out += '[';
    for (std::size_t i = 0; i < items->size(); ++i) {
      if (i > 0) out += ',';
      (*items)[i].write_json(out);
    }
    out += ']';
  } else if (const auto* members = std::get_if<Object>(&data_)) {
    out += '{';
    for (std::size_t i = 0; i < members->size(); ++i) {
      if (i > 0) out += ',';
      out += quoted((*members)[i].first) + ":";
      (*members)[i].second.write_json(out);
    }
    out += '}';
  } else {
    out += typescript();
  }
}

std::string Value::json() const {
  std::string out;
  write_json(out);
  return out;
}

}  // namespace sitewright::builtin
