#include "healing/fixers/json_spans.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"

namespace sitewright::healing {
namespace {

constexpr int max_depth = 64;

class Reader {
 public:
  Reader(std::string_view text, std::uint32_t at) : text_(text), at_(at) {}

  std::optional<JsonObject> object(int depth = 0) {
    skip();
    if (peek() != '{' || depth > max_depth) return std::nullopt;
    JsonObject out;
    out.begin = at_++;
    for (;;) {
      skip();
      if (peek() == ',') {
        ++at_;
        continue;
      }
      if (peek() == '}') {
        out.end = ++at_;
        return out;
      }
      JsonMember member;
      if (!member_into(member, depth)) return std::nullopt;
      out.members.push_back(std::move(member));
    }
  }

  std::vector<JsonMember> strings() {
    std::vector<JsonMember> out;
    skip();
    if (peek() != '[') return out;
    ++at_;
    for (;;) {
      skip();
      if (peek() == ',') {
        ++at_;
        continue;
      }
      if (peek() != '"') return out;
      JsonMember item;
      item.key_begin = at_;
      if (!string(item.key)) return out;
      item.key_end = at_;
      out.push_back(std::move(item));
    }
  }

 private:
  bool member_into(JsonMember& member, int depth) {
    member.key_begin = at_;
    if (!string(member.key)) return false;
    member.key_end = at_;
    skip();
    if (peek() != ':') return false;
    ++at_;
    skip();
    member.value_begin = at_;
    if (!value(depth + 1)) return false;
    member.value_end = at_;
    return true;
  }

  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip() {
    while (at_ < text_.size()) {
      if (context::is_blank(text_[at_])) {
        ++at_;
      } else if (text_.substr(at_).starts_with("//")) {
        at_ = static_cast<std::uint32_t>(std::min(text_.find('\n', at_), text_.size()));
      } else if (text_.substr(at_).starts_with("/*")) {
        at_ = static_cast<std::uint32_t>(std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2);
      } else {
        return;
      }
    }
  }

  bool string(std::string& out) {
    if (peek() != '"') return false;
    for (++at_; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        return true;
      }
      if (text_[at_] == '\\') ++at_;
      if (at_ < text_.size()) out += text_[at_];
    }
    return false;
  }

  bool value(int depth) {
    if (depth > max_depth) return false;
    const char c = peek();
    std::string ignored;
    if (c == '"') return string(ignored);
    if (c == '{') return object(depth).has_value();
    if (c == '[') {
      ++at_;
      for (;;) {
        skip();
        if (peek() == ']') {
          ++at_;
          return true;
        }
        if (peek() == ',') {
          ++at_;
        } else if (!value(depth + 1)) {
          return false;
        }
      }
    }
    const std::uint32_t begin = at_;
    while (at_ < text_.size() && (context::is_word_byte(text_[at_]) || text_[at_] == '-' ||
                                  text_[at_] == '+' || text_[at_] == '.')) {
      ++at_;
    }
    return at_ > begin;
  }

  std::string_view text_;
  std::uint32_t at_;
};

}  // namespace

const JsonMember* JsonObject::find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &JsonMember::key);
  return found == members.end() ? nullptr : &*found;
}

std::optional<JsonObject> json_object(std::string_view text, std::uint32_t begin) {
  return Reader(text, begin).object();
}

std::optional<JsonObject> json_object_at(std::string_view text,
                                         const std::vector<std::string_view>& keys) {
  auto object = json_object(text, text.starts_with("\xef\xbb\xbf") ? 3 : 0);
  for (const std::string_view key : keys) {
    if (!object) return std::nullopt;
    const JsonMember* member = object->find(key);
    if (member == nullptr) return std::nullopt;
    object = json_object(text, member->value_begin);
  }
  return object;
}

std::vector<JsonMember> json_strings(std::string_view text, std::uint32_t begin) {
  return Reader(text, begin).strings();
}

JsonCut cut_of(std::string_view text, const JsonObject& object, const JsonMember& member) {
  const auto at = static_cast<std::size_t>(&member - object.members.data());
  if (at + 1 < object.members.size()) return {member.key_begin, object.members[at + 1].key_begin};
  if (at == 0) return {object.begin + 1, member.value_end};
  std::uint32_t end = member.value_end;
  while (end < text.size() && text[end] == ',') ++end;
  return {object.members[at - 1].value_end, end};
}

JsonAddition addition_to(std::string_view text, const JsonObject& object, std::string_view key,
                         std::string_view value) {
  const std::string entry = "\"" + std::string(key) + "\": " + std::string(value);
  if (object.members.empty()) return {object.begin + 1, entry};
  const JsonMember& last = object.members.back();
  std::uint32_t line = last.key_begin;
  while (line > 0 && context::is_blank(text[line - 1]) && text[line - 1] != '\n') --line;
  const bool own_line = line > 0 && text[line - 1] == '\n';
  const std::string space =
      own_line ? "\n" + std::string(text.substr(line, last.key_begin - line)) : std::string(" ");
  return {last.value_end, "," + space + entry};
}

}  // namespace sitewright::healing
