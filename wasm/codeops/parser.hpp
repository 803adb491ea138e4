// Reads file operations out of a model's answer while it streams in.
// Units:  bytes in, cut anywhere (inside a character, between CR and LF); lines are counted from 1.
// Errors: invalid_input for what breaks the grammar of operation.hpp, too_large over its bounds;
//         each names the line. After an error every further call gives the same one.
// Any way of cutting the same answer gives the same events, except that neighbouring TextWritten
// may be joined differently.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "codeops/operation.hpp"
#include "result/result.hpp"

namespace sitewright::codeops {

struct OperationStarted {
  Kind kind;
  std::string path;
  std::size_t line;  ///< where it begins

  bool operator==(const OperationStarted&) const = default;
};

/// For a live view: whole lines of a written file, or of an edit's replacements, unescaped.
struct TextWritten {
  std::string path;
  std::string text;

  bool operator==(const TextWritten&) const = default;
};

struct OperationFinished {
  Operation operation;
  std::size_t line = 0;  ///< where it began

  bool operator==(const OperationFinished&) const = default;
};

using Event = std::variant<OperationStarted, TextWritten, OperationFinished>;

class Parser {
 public:
  /// Appends what the bytes complete; on an error, what came before it.
  Result<void> feed(std::string_view bytes, std::vector<Event>& events);

  /// The answer ends here. Error when an operation is still open, as in an answer cut short.
  Result<void> finish(std::vector<Event>& events);

  /// All text outside of operations so far, at most max_commentary_bytes of it.
  [[nodiscard]] const std::string& commentary() const { return commentary_; }

  static constexpr std::size_t max_commentary_bytes = 256 << 10;

 private:
  enum class State : std::uint8_t { outside, in_write, before_find, in_find, in_replace };
  enum class Directive : std::uint8_t { none, write, edit, rename, remove, find, replace, end };
  struct Line;

  static Line read_line(std::string_view raw);
  Result<void> take_line(std::string_view raw, std::vector<Event>& events);
  Result<void> take_outside(const Line& line, std::vector<Event>& events);
  Result<void> take_inside(const Line& line, std::vector<Event>& events);
  Result<void> take_directive_inside(const Line& line, std::vector<Event>& events);
  Result<void> take_content(std::string_view content, std::vector<Event>& events);
  Result<void> take_commentary(std::string_view raw);
  Result<void> begin(const Line& line, std::vector<Event>& events);
  Result<void> begin_rename(std::string_view argument);
  Result<void> begin_replace();
  Result<void> end(std::string_view argument, std::vector<Event>& events);
  void finish_operation(std::vector<Event>& events);
  void add_commentary(std::string_view raw);
  std::unexpected<Error> refuse(Code code, std::string detail);
  std::unexpected<Error> refuse_unclosed(const std::string& what);

  State state_ = State::outside;
  Operation operation_;
  std::size_t operation_line_ = 0;
  std::size_t operation_bytes_ = 0;
  std::size_t operation_count_ = 0;
  bool strips_cr_ = false;       // the open operation came with CRLF
  bool end_may_follow_ = false;  // the last line was a rename or delete
  bool inside_fence_ = false;    // a fence was opened just before an operation
  std::string held_fence_;       // a fence line of which the next line decides what it was
  std::string partial_;          // the line that has not ended yet
  std::size_t line_ = 0;
  std::size_t total_ = 0;
  std::string commentary_;
  std::optional<Error> error_;
};

struct Answer {
  std::vector<Operation> operations;
  std::string commentary;
};

/// The whole answer at once.
[[nodiscard]] Result<Answer> parse(std::string_view answer);

}  // namespace sitewright::codeops
