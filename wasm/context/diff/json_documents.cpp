#include "context/diff/json_documents.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context/diff/byte_vector.hpp"
#include "context/diff/text_lines.hpp"

namespace sitewright::context {
namespace {

// Key and value without their quotes, as they stand in the document.
struct Member {
  std::string_view key;
  std::string_view value;
  bool is_kept = false;  // the other document has it too, byte for byte
};

// Byte order, sixteen bytes at a time while they are equal: keys are paths and begin alike.
bool comes_first(const Member& left, const Member& right) {
  const std::size_t size = std::min(left.key.size(), right.key.size());
  std::size_t at = 0;
  while (at + sizeof(ByteVector) <= size &&
         all_of(byte_vector_at(left.key.data() + at) == byte_vector_at(right.key.data() + at))) {
    at += sizeof(ByteVector);
  }
  return left.key.substr(at) < right.key.substr(at);
}

// What 64 bytes hold, bit i for byte i.
struct Block {
  std::uint64_t quotes = 0;
  std::uint64_t backslashes = 0;
  std::uint64_t controls = 0;
  std::uint64_t letters_n = 0;

  explicit Block(const char* at) {
    for (unsigned shift = 0; shift < 64; shift += 16) {
      const ByteVector bytes = byte_vector_at(at + shift);
      quotes |= std::uint64_t{bits_of(bytes == '"')} << shift;
      backslashes |= std::uint64_t{bits_of(bytes == '\\')} << shift;
      controls |= std::uint64_t{bits_of(bytes < 0x20)} << shift;
      letters_n |= std::uint64_t{bits_of(bytes == 'n')} << shift;
    }
  }
};

// The bytes that a backslash before them escapes. `first` says whether the block's first one is,
// and is told of the next block's. Subtracting a run of backslashes from the bits behind it tells
// whether the run is odd, as simdjson does it.
std::uint64_t escaped_bytes(std::uint64_t backslashes, bool& first) {
  constexpr std::uint64_t odd = 0xAAAAAAAAAAAAAAAA;
  const std::uint64_t carried = first ? 1 : 0;
  const std::uint64_t starts = backslashes & ~carried;
  const std::uint64_t ends = (((starts << 1U) | odd) - starts) ^ odd;
  first = ((ends & backslashes) >> 63U) != 0;
  return ends ^ (backslashes | carried);
}

bool same_block(const char* a, const char* b) {
  for (unsigned at = 0; at < 64; at += sizeof(ByteVector)) {
    if (!all_of(byte_vector_at(a + at) == byte_vector_at(b + at))) return false;
  }
  return true;
}

// A document member by member: next() reads a key, value() or values() what belongs to it.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  /// None at the end, and where the text is no object of strings.
  std::optional<Member> next() {
    if (!is_object_) return std::nullopt;
    if (std::exchange(is_first_, false)) {
      if (!take('{')) return refuse();
      if (take('}')) return end();
    } else if (!take(',')) {
      return take('}') ? end() : refuse();
    }
    Member member;
    if (!string(member.key) || !take(':')) return refuse();
    return member;
  }

  void value(Member& member) {
    if (!string(member.value)) refuse();
  }

  /// The values of both. What is equal is looked at once.
  static void values(Reader& left, Member& of_left, Reader& right, Member& of_right) {
    if (!left.take('"')) left.refuse();
    if (!right.take('"')) right.refuse();
    if (!left.is_object_ || !right.is_object_) return;
    String in_left{left.at_};
    String in_right{right.at_};
    while (!in_left.ended && left.has_block() && right.has_block() &&
           same_block(left.text_.data() + left.at_, right.text_.data() + right.at_)) {
      if (!left.take_block(in_left)) left.refuse();
      if (!left.is_object_) return;
      in_right.escaped = in_left.escaped;
      right.at_ = in_right.begin + (left.at_ - in_left.begin);
    }
    in_right.ended = of_right.is_kept = in_left.ended;
    if (!left.take_rest(in_left, of_left.value)) left.refuse();
    if (!right.take_rest(in_right, of_right.value)) right.refuse();
  }

  [[nodiscard]] bool is_object() const { return is_object_; }

 private:
  // A string whose quote has been taken.
  struct String {
    std::size_t begin;
    bool escaped = false;  // the byte that comes
    bool ended = false;
  };

  std::nullopt_t refuse() {
    is_object_ = false;
    return std::nullopt;
  }

  std::nullopt_t end() {
    skip_space();
    is_object_ = at_ == text_.size();
    return std::nullopt;
  }

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
    String string{at_};
    return take_rest(string, inside);
  }

  bool take_rest(String& string, std::string_view& inside) {
    while (!string.ended && has_block()) {
      if (!take_block(string)) return false;
    }
    for (; !string.ended; ++at_) {
      if (at_ == text_.size() || static_cast<std::uint8_t>(text_[at_]) < 0x20) return false;
      if (string.escaped && !is_escape(at_)) return false;
      string.ended = !string.escaped && text_[at_] == '"';
      string.escaped = !string.escaped && text_[at_] == '\\';
    }
    inside = text_.substr(string.begin, at_ - 1 - string.begin);
    return true;
  }

  [[nodiscard]] bool has_block() const { return at_ + 64 <= text_.size(); }

  // 64 bytes of a string, or those up to its end. False when they cannot stand in one.
  bool take_block(String& string) {
    const Block block(text_.data() + at_);
    const std::uint64_t escapes = escaped_bytes(block.backslashes, string.escaped);
    const std::uint64_t ends = block.quotes & ~escapes;
    const std::uint64_t inside = ends == 0 ? ~std::uint64_t{0} : (ends & -ends) - 1;
    if ((block.controls & inside) != 0) return false;
    std::uint64_t rare = escapes & inside & ~(block.letters_n | block.quotes | block.backslashes);
    for (; rare != 0; rare &= rare - 1) {
      if (!is_escape(at_ + static_cast<std::size_t>(std::countr_zero(rare)))) return false;
    }
    string.ended = ends != 0;
    at_ += string.ended ? static_cast<std::size_t>(std::countr_zero(ends)) + 1 : 64;
    return true;
  }

  // Whether the byte at `at`, with a backslash before it, and what belongs to it make an escape.
  [[nodiscard]] bool is_escape(std::size_t at) const {
    if (text_[at] != 'u') return std::string_view("\"\\/bfnrt").contains(text_[at]);
    const std::string_view digits = text_.substr(at + 1, 4);
    return digits.size() == 4 &&
           digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool is_first_ = true;
  bool is_object_ = true;  // as far as it was read
};

struct Documents {
  std::vector<Member> before;  // by key
  std::vector<Member> after;
};

void take_one(Reader& reader, std::optional<Member>& member, std::vector<Member>& members) {
  reader.value(*member);
  members.push_back(*member);
  member = reader.next();
}

// Side by side, as a merge of sorted lists goes, so that the values of one key meet each other.
void read_both(Reader& before, Reader& after, Documents& documents) {
  auto left = before.next();
  auto right = after.next();
  while (left && right) {
    if (comes_first(*left, *right)) {
      take_one(before, left, documents.before);
    } else if (comes_first(*right, *left)) {
      take_one(after, right, documents.after);
    } else {
      Reader::values(before, *left, after, *right);
      documents.before.push_back(*left);
      documents.after.push_back(*right);
      left = before.next();
      right = after.next();
    }
  }
  while (left) take_one(before, left, documents.before);
  while (right) take_one(after, right, documents.after);
}

// False when a key is there twice.
bool sort_by_key(std::vector<Member>& members) {
  // Writers sort their keys; ours do.
  if (!std::is_sorted(members.begin(), members.end(), comes_first)) {
    std::sort(members.begin(), members.end(), comes_first);
  }
  const auto is_same = [](const Member& a, const Member& b) { return a.key == b.key; };
  return std::adjacent_find(members.begin(), members.end(), is_same) == members.end();
}

Result<Documents> documents_of(std::string_view before, std::string_view after) {
  Documents documents;
  Reader left(before);
  Reader right(after);
  read_both(left, right, documents);
  const auto refused = [](const char* name, const char* why) {
    return fail(Code::invalid_input, std::string(name) + why);
  };
  if (!left.is_object()) return refused("before", ": not a JSON object of strings");
  if (!right.is_object()) return refused("after", ": not a JSON object of strings");
  if (!sort_by_key(documents.before)) return refused("before", ": a key twice");
  if (!sort_by_key(documents.after)) return refused("after", ": a key twice");
  return documents;
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
  const auto documents = documents_of(before, after);
  if (!documents) return Failure(documents.error());
  Operations operations;
  auto left = documents->before.begin();
  auto right = documents->after.begin();
  const auto left_end = documents->before.end();
  const auto right_end = documents->after.end();
  while (left != left_end || right != right_end) {
    if (right == right_end || (left != left_end && comes_first(*left, *right))) {
      operations.remove((left++)->key);
    } else if (left == left_end || comes_first(*right, *left)) {
      operations.put("add", *right++);
    } else {
      if (!right->is_kept && !same_bytes(left->value, right->value)) {
        operations.put("replace", *right);
      }
      ++left;
      ++right;
    }
  }
  return std::move(operations).text();
}

}  // namespace sitewright::context
