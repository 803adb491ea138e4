#include "context/diff/json_documents.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "context/diff/byte_vector.hpp"
#include "context/diff/text_lines.hpp"

namespace sitewright::context {
namespace {

// Both without their quotes, as they stand in the document.
struct Member {
  std::string_view key;
  std::string_view value;
};

// Bit i: whether byte i is a quote, a backslash or a control character.
std::uint32_t special_bits(const char* at) {
  const ByteVector bytes = byte_vector_at(at);
  return bits_of((bytes == '"') | (bytes == '\\') | (bytes < 0x20));
}

bool comes_first(const Member& left, const Member& right) {
  return left.key < right.key;
}

class Reader {
 public:
  /// `likely` is sorted: values that the text probably has again.
  Reader(std::string_view text, std::span<const Member> likely) : text_(text), likely_(likely) {}

  /// False when the text is no object of strings.
  bool read(std::vector<Member>& members) {
    if (!take('{')) return false;
    if (!take('}')) {
      do {
        Member member;
        if (!string(member.key) || !take(':')) return false;
        if (!again(member) && !string(member.value)) return false;
        members.push_back(member);
      } while (take(','));
      if (!take('}')) return false;
    }
    skip_space();
    return at_ == text_.size();
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && std::strchr(" \t\n\r", text_[at_]) != nullptr &&
           text_[at_] != '\0') {
      ++at_;
    }
  }

  bool take(char wanted) {
    skip_space();
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  bool string(std::string_view& inside) {
    if (!take('"')) return false;
    const std::size_t begin = at_;
    for (;;) {
      skip_plain();
      if (at_ == text_.size()) return false;
      const char c = text_[at_];
      if (c == '"') {
        inside = text_.substr(begin, at_++ - begin);
        return true;
      }
      if (c != '\\' || !escape()) return false;
    }
  }

  // Takes the value that the other document has under this key, if it stands here. It was read once
  // and ends with a quote, so it ends here as well.
  bool again(Member& member) {
    const auto other = std::lower_bound(likely_.begin(), likely_.end(), member, comes_first);
    if (other == likely_.end() || other->key != member.key) return false;
    skip_space();
    const std::size_t size = other->value.size();
    if (text_.size() - at_ < size + 2 || text_[at_] != '"' || text_[at_ + size + 1] != '"') {
      return false;
    }
    member.value = text_.substr(at_ + 1, size);
    if (!same_bytes(member.value, other->value)) return false;
    at_ += size + 2;
    return true;
  }

  void skip_plain() {
    while (at_ + sizeof(ByteVector) <= text_.size()) {
      if (const std::uint32_t special = special_bits(text_.data() + at_); special != 0) {
        at_ += static_cast<std::size_t>(std::countr_zero(special));
        return;
      }
      at_ += sizeof(ByteVector);
    }
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
           static_cast<std::uint8_t>(text_[at_]) >= 0x20) {
      ++at_;
    }
  }

  bool escape() {
    switch (at_ + 1 < text_.size() ? text_[at_ + 1] : '\0') {
      case '"':
      case '\\':
      case '/':
      case 'b':
      case 'f':
      case 'n':
      case 'r':
      case 't':
        at_ += 2;
        return true;
      case 'u':
        break;
      default:
        return false;
    }
    const std::string_view digits = text_.substr(at_ + 2, 4);
    at_ += 6;
    return digits.size() == 4 &&
           digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
  }

  std::string_view text_;
  std::span<const Member> likely_;
  std::size_t at_ = 0;
};

Result<std::vector<Member>> members_of(std::string_view document, const char* name,
                                       std::span<const Member> likely) {
  std::vector<Member> members;
  if (!Reader(document, likely).read(members)) {
    return fail(Code::invalid_input, std::string(name) + ": not a JSON object of strings");
  }
  // Writers sort their keys; ours do.
  if (!std::is_sorted(members.begin(), members.end(), comes_first)) {
    std::sort(members.begin(), members.end(), comes_first);
  }
  const auto is_same = [](const Member& a, const Member& b) { return a.key == b.key; };
  const auto twice = std::adjacent_find(members.begin(), members.end(), is_same);
  if (twice != members.end()) return fail(Code::invalid_input, std::string(name) + ": a key twice");
  return members;
}

class Operations {
 public:
  void remove(std::string_view key) { begin("remove", key) += '}'; }

  void put(std::string_view operation, const Member& member) {
    begin(operation, member.key).append(",\"value\":\"").append(member.value).append("\"}");
  }

  std::string text() && { return std::move(out_) + "]"; }

 private:
  // A key is escaped for JSON already; ~ and / are escaped for the pointer on top of that.
  std::string& begin(std::string_view operation, std::string_view key) {
    if (out_.size() > 1) out_ += ',';
    out_.append("{\"op\":\"").append(operation).append("\",\"path\":\"/");
    for (std::size_t i = 0; i < key.size(); ++i) {
      if (key[i] == '\\' && i + 1 < key.size()) {
        i += append_escape(key.substr(i)) - 1;
      } else {
        append_character(key[i]);
      }
    }
    return out_ += '"';
  }

  void append_character(char c) {
    if (c == '~' || c == '/') {
      out_.append(c == '~' ? "~0" : "~1");
    } else {
      out_ += c;
    }
  }

  // Returns the length of the escape, which may stand for ~ or / itself.
  std::size_t append_escape(std::string_view rest) {
    if (rest[1] != 'u') {
      if (rest[1] == '/') {
        append_character('/');
      } else {
        out_.append(rest.substr(0, 2));
      }
      return 2;
    }
    const std::string_view escape = rest.substr(0, 6);
    const std::string_view digits = escape.substr(2);
    if (digits == "007e" || digits == "007E") {
      append_character('~');
    } else if (digits == "002f" || digits == "002F") {
      append_character('/');
    } else {
      out_.append(escape);
    }
    return 6;
  }

  std::string out_ = "[";
};

}  // namespace

Result<std::string> json_patch_of_documents(std::string_view before, std::string_view after) {
  const auto old_members = members_of(before, "before", {});
  if (!old_members) return Failure(old_members.error());
  const auto new_members = members_of(after, "after", *old_members);
  if (!new_members) return Failure(new_members.error());
  Operations operations;
  auto left = old_members->begin();
  auto right = new_members->begin();
  while (left != old_members->end() || right != new_members->end()) {
    if (right == new_members->end() || (left != old_members->end() && left->key < right->key)) {
      operations.remove((left++)->key);
    } else if (left == old_members->end() || right->key < left->key) {
      operations.put("add", *right++);
    } else {
      if (!same_bytes(left->value, right->value)) operations.put("replace", *right);
      ++left;
      ++right;
    }
  }
  return std::move(operations).text();
}

}  // namespace sitewright::context
