// Reads a few fields of one JSON document without building it: the caller walks objects and arrays
// and takes or skips each value. What is skipped is not checked beyond its nesting and strings.
// Escapes are read exactly. Half a surrogate pair becomes U+FFFD, unless the caller joins texts
// that a server cut between the halves (TextJoin). Errors: `failed()` from the first fault on;
// every call then answers as at the end. Life:   points into the document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sitewright::models {

/// A text that comes in several JSON strings.
struct TextJoin {
  std::string text;
  std::uint32_t high = 0;  ///< a first half of a surrogate pair that waits for its second
};

/// The JSON string that a text begins with.
struct QuotedText {
  std::size_t bytes = 0;  ///< with its quotes; 0 when none begins there, or not all of it is there
  bool escaped = false;
};

[[nodiscard]] QuotedText quoted_text(std::string_view text);

class JsonScanner {
 public:
  enum class Kind : std::uint8_t { object, array, string, number, boolean, null, none };

  explicit JsonScanner(std::string_view json) : json_(json) {}

  /// Of the value that comes next.
  [[nodiscard]] Kind kind();
  /// Steps into the object that comes next.
  bool enter_object() { return enter('{'); }
  bool enter_array() { return enter('['); }
  /// The name of the next member, whose value must then be taken or skipped; false at the end.
  bool member(std::string_view& name);
  /// Whether another item comes, which must then be taken or skipped.
  bool item();

  void skip();
  /// Takes a string; any other value is skipped and gives false.
  bool text(std::string& out);
  /// The same; answers how it stands there, in its quotes, and nothing for any other value.
  std::string_view text(TextJoin& out);
  /// Takes a string as it stands between its quotes: for words that are never escaped.
  bool word(std::string_view& out);
  /// Takes a number that is an integer; any other value is skipped and gives false.
  bool integer(std::int64_t& out);
  /// The value as it stands.
  [[nodiscard]] std::string_view raw();

  [[nodiscard]] bool failed() const { return failed_; }
  /// Whether nothing but space follows.
  [[nodiscard]] bool at_end();

 private:
  bool enter(char bracket);
  bool next_in(char closing);
  void space();
  bool fault();
  [[nodiscard]] std::size_t string_end(bool& escaped);
  bool read_escape(TextJoin& out, std::size_t end);
  bool read_string(TextJoin& out);
  void skip_plain();
  void skip_nested();

  std::string_view json_;
  std::size_t at_ = 0;
  bool first_ = false;  ///< nothing of the object or array was read yet
  bool failed_ = false;
  std::string name_;  ///< of a member, when it has escapes
};

}  // namespace sitewright::models
