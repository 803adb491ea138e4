#include "context/resolve/config_json.hpp"

#include <cstddef>

#include "context/scan/characters.hpp"
#include "context/scan/escapes.hpp"

namespace sitewright::context {

namespace {

constexpr int deepest = 64;

class ConfigReader {
 public:
  explicit ConfigReader(std::string_view text) : text_(text), at_(byte_order_mark(text)) {}

  std::optional<ConfigValue> document() {
    ConfigValue value;
    if (!read(value, 0)) return std::nullopt;
    skip();
    if (at_ != text_.size()) return std::nullopt;
    return value;
  }

 private:
  void skip() {
    while (at_ < text_.size()) {
      if (is_blank(text_[at_])) {
        ++at_;
      } else if (text_.substr(at_).starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.substr(at_).starts_with("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  bool take(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool word(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  bool string(std::string& value) {
    if (!take('"')) return false;
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size()) return false;
    value = unescaped(text_.substr(begin, at_ - begin));
    ++at_;
    return true;
  }

  bool read(ConfigValue& value, int depth) {
    if (depth > deepest) return false;
    skip();
    if (at_ >= text_.size()) return false;
    switch (text_[at_]) {
      case '{':
        return object(value, depth);
      case '[':
        return array(value, depth);
      case '"':
        value.kind = ConfigValue::Kind::string;
        return string(value.text);
      case 't':
        value.kind = ConfigValue::Kind::boolean;
        value.truth = true;
        return word("true");
      case 'f':
        value.kind = ConfigValue::Kind::boolean;
        return word("false");
      case 'n':
        return word("null");
      default:
        break;
    }
    value.kind = ConfigValue::Kind::number;  // its value is never asked for
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_word_byte(text_[at_]) || text_[at_] == '-' ||
                                  text_[at_] == '+' || text_[at_] == '.')) {
      ++at_;
    }
    return at_ > begin;
  }

  bool object(ConfigValue& value, int depth) {
    value.kind = ConfigValue::Kind::object;
    ++at_;
    while (!take('}')) {
      std::string name;
      if (!string(name) || !take(':')) return false;
      if (!read(value.members.emplace_back(std::move(name), ConfigValue{}).second, depth + 1)) {
        return false;
      }
      if (take(',')) continue;
      return take('}');
    }
    return true;
  }

  bool array(ConfigValue& value, int depth) {
    value.kind = ConfigValue::Kind::array;
    ++at_;
    while (!take(']')) {
      if (!read(value.items.emplace_back(), depth + 1)) return false;
      if (take(',')) continue;
      return take(']');
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

const ConfigValue* ConfigValue::find(std::string_view name) const {
  for (auto member = members.rbegin(); member != members.rend(); ++member) {
    if (member->first == name) return &member->second;
  }
  return nullptr;
}

std::string_view ConfigValue::string(std::string_view name) const {
  const ConfigValue* value = find(name);
  return value != nullptr && value->is_string() ? std::string_view(value->text)
                                                : std::string_view();
}

std::optional<ConfigValue> parse_config(std::string_view text) {
  return ConfigReader(text).document();
}

}  // namespace sitewright::context
