#include "context/diff/json_documents.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
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

struct Document {
  std::vector<Member> members;  // as they stand
  std::vector<Member> sorted;   // by key
};

class Reader {
 public:
  /// `other`: a document whose values this one probably has again.
  Reader(std::string_view text, const Document& other) : text_(text), other_(other) {}

  /// False when the text is no object of strings.
  bool read(std::vector<Member>& members) {
    if (!take('{')) return false;
    if (!take('}')) {
      do {
        Member member;
        if (!string(member.key) || !take(':')) return false;
        if (!again(member, members.size()) && !string(member.value)) return false;
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
    bool escaped = false;
    bool ended = false;
    while (!ended && at_ + 64 <= text_.size()) {
      if (!take_block(escaped, ended)) return false;
    }
    for (; !ended; ++at_) {
      if (at_ == text_.size() || static_cast<std::uint8_t>(text_[at_]) < 0x20) return false;
      if (escaped && !is_escape(at_)) return false;
      ended = !escaped && text_[at_] == '"';
      escaped = !escaped && text_[at_] == '\\';
    }
    inside = text_.substr(begin, at_ - 1 - begin);
    return true;
  }

  // 64 bytes of a string, or those up to its end. False when they cannot stand in one.
  bool take_block(bool& escaped, bool& ended) {
    const Block block(text_.data() + at_);
    const std::uint64_t escapes = escaped_bytes(block.backslashes, escaped);
    const std::uint64_t ends = block.quotes & ~escapes;
    const std::uint64_t inside = ends == 0 ? ~std::uint64_t{0} : (ends & -ends) - 1;
    if ((block.controls & inside) != 0) return false;
    std::uint64_t rare = escapes & inside & ~(block.letters_n | block.quotes | block.backslashes);
    for (; rare != 0; rare &= rare - 1) {
      if (!is_escape(at_ + static_cast<std::size_t>(std::countr_zero(rare)))) return false;
    }
    ended = ends != 0;
    at_ += ended ? static_cast<std::size_t>(std::countr_zero(ends)) + 1 : 64;
    return true;
  }

  // Takes the value that the other document has under this key, if it stands here. It was read once
  // and ends with a quote, so it ends here as well.
  bool again(Member& member, std::size_t position) {
    const Member* other = known(member, position);
    if (other == nullptr) return false;
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

  // The other document's member of that key; mostly it stands at the same position.
  const Member* known(const Member& member, std::size_t position) const {
    if (position < other_.members.size() && same_bytes(other_.members[position].key, member.key)) {
      return &other_.members[position];
    }
    const auto other =
        std::lower_bound(other_.sorted.begin(), other_.sorted.end(), member, comes_first);
    return other != other_.sorted.end() && other->key == member.key ? &*other : nullptr;
  }

  // Whether the byte at `at`, with a backslash before it, and what belongs to it make an escape.
  [[nodiscard]] bool is_escape(std::size_t at) const {
    if (text_[at] != 'u') return std::string_view("\"\\/bfnrt").contains(text_[at]);
    const std::string_view digits = text_.substr(at + 1, 4);
    return digits.size() == 4 &&
           digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
  }

  std::string_view text_;
  const Document& other_;
  std::size_t at_ = 0;
};

Result<Document> document_of(std::string_view text, const char* name, const Document& other) {
  Document document;
  if (!Reader(text, other).read(document.members)) {
    return fail(Code::invalid_input, std::string(name) + ": not a JSON object of strings");
  }
  document.sorted = document.members;
  // Writers sort their keys; ours do.
  if (!std::is_sorted(document.sorted.begin(), document.sorted.end(), comes_first)) {
    std::sort(document.sorted.begin(), document.sorted.end(), comes_first);
  }
  const auto is_same = [](const Member& a, const Member& b) { return a.key == b.key; };
  const auto twice = std::adjacent_find(document.sorted.begin(), document.sorted.end(), is_same);
  if (twice != document.sorted.end()) {
    return fail(Code::invalid_input, std::string(name) + ": a key twice");
  }
  return document;
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
  const auto old_document = document_of(before, "before", {});
  if (!old_document) return Failure(old_document.error());
  const auto new_document = document_of(after, "after", *old_document);
  if (!new_document) return Failure(new_document.error());
  Operations operations;
  auto left = old_document->sorted.begin();
  auto right = new_document->sorted.begin();
  const auto left_end = old_document->sorted.end();
  const auto right_end = new_document->sorted.end();
  while (left != left_end || right != right_end) {
    if (right == right_end || (left != left_end && comes_first(*left, *right))) {
      operations.remove((left++)->key);
    } else if (left == left_end || comes_first(*right, *left)) {
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
