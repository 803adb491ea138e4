#include "wire/fault_place.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>

#include "wire/utf8.hpp"

namespace sitewright::wire {
namespace {

constexpr std::size_t max_shown_name = 200;  // bytes of a name that a pointer repeats
constexpr int max_exponent = 308;            // of a double
constexpr std::size_t max_integer_digits = 19;

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

class Scanner {
 public:
  Scanner(std::string_view json, std::size_t max_depth) : json_(json), levels_(max_depth) {}

  FaultPlace run() {
    skip_spaces();
    if (at_end()) {
      fault("is empty");
    } else if (value()) {
      skip_spaces();
      if (!at_end()) fault("has something after its end");
    }
    return {std::move(pointer_), std::move(detail_)};
  }

 private:
  [[nodiscard]] bool at_end() const { return position_ == json_.size(); }
  [[nodiscard]] char here() const { return at_end() ? '\0' : json_[position_]; }

  bool fault(std::string_view detail) {
    detail_ = detail;
    return false;
  }

  bool take(char wanted) {
    if (at_end() || json_[position_] != wanted) return false;
    ++position_;
    return true;
  }

  void skip_spaces() {
    position_ = std::min(json_.find_first_not_of(" \t\r\n", position_), json_.size());
  }

  bool value() {
    switch (here()) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string();
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return number();
    }
  }

  bool word(std::string_view expected) {
    if (json_.substr(position_, expected.size()) != expected) return fault("is not JSON");
    position_ += expected.size();
    return true;
  }

  bool enter() {
    if (levels_ <= 1) return fault("is nested too deeply");
    --levels_;
    ++position_;
    skip_spaces();
    return true;
  }

  bool object() {
    if (!enter()) return false;
    if (take('}')) return leave();
    const std::size_t length = pointer_.size();
    do {
      skip_spaces();
      const std::size_t start = position_;
      if (here() != '"') return fault("is not JSON: a name in quotes is missing");
      if (!string()) return false;
      const std::string_view name = json_.substr(start, position_ - start);
      skip_spaces();
      if (!take(':')) return fault("is not JSON: a colon is missing");
      skip_spaces();
      append_name(name);
      if (!value()) return false;
      pointer_.resize(length);
      skip_spaces();
    } while (take(','));
    return take('}') ? leave() : fault("is not JSON: a comma or } is missing");
  }

  bool array() {
    if (!enter()) return false;
    if (take(']')) return leave();
    const std::size_t length = pointer_.size();
    std::size_t index = 0;
    do {
      skip_spaces();
      pointer_ += '/';
      pointer_ += std::to_string(index++);
      if (!value()) return false;
      pointer_.resize(length);
      skip_spaces();
    } while (take(','));
    return take(']') ? leave() : fault("is not JSON: a comma or ] is missing");
  }

  bool leave() {
    ++levels_;
    return true;
  }

  void append_name(std::string_view quoted) {
    simdjson::dom::parser parser;
    std::string_view plain;
    const bool escaped = quoted.contains('\\') &&
                         parser.parse(quoted.data(), quoted.size()).get(plain) == simdjson::SUCCESS;
    append_pointer_name(pointer_, escaped ? plain : quoted.substr(1, quoted.size() - 2));
  }

  bool string() {
    ++position_;
    while (!take('"')) {
      if (at_end()) return fault("is not JSON: a closing quote is missing");
      if (here() == '\\') {
        if (!escape()) return false;
        continue;
      }
      if (static_cast<unsigned char>(here()) < 0x20) return fault("has a raw control character");
      const std::size_t length = utf8_length(json_, position_);
      if (length == 0) return fault("is not valid UTF-8");
      position_ += length;
    }
    return true;
  }

  bool escape() {
    ++position_;
    if (here() != 'u') {
      if (at_end() || !std::string_view("\"\\/bfnrt").contains(here())) {
        return fault("has an unknown escape");
      }
      ++position_;
      return true;
    }
    const std::int32_t unit = code_unit();
    if (unit < 0) return fault("has a broken \\u escape");
    if (unit < 0xD800 || unit > 0xDFFF) return true;
    if (unit > 0xDBFF || here() != '\\') return fault("has half of a surrogate pair");
    ++position_;
    const std::int32_t second = here() == 'u' ? code_unit() : -1;
    return (second >= 0xDC00 && second <= 0xDFFF) || fault("has half of a surrogate pair");
  }

  // Four hex digits after the "u" here; -1 if they are not.
  std::int32_t code_unit() {
    ++position_;
    std::int32_t unit = 0;
    for (int i = 0; i < 4; ++i) {
      const char c = here();
      const int digit = is_digit(c)              ? c - '0'
                        : (c >= 'a' && c <= 'f') ? c - 'a' + 10
                        : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                                 : -1;
      if (digit < 0) return -1;
      unit = unit * 16 + digit;
      ++position_;
    }
    return unit;
  }

  std::string_view digits() {
    const std::size_t start = position_;
    while (is_digit(here())) ++position_;
    return json_.substr(start, position_ - start);
  }

  bool number() {
    take('-');
    const std::string_view whole = digits();
    if (whole.empty()) return fault("is not JSON");
    if (whole.size() > 1 && whole.front() == '0') return fault("is a number with a leading zero");
    const bool fraction = take('.');
    if (fraction && digits().empty()) return fault("is a number without digits after the point");
    const bool exponent = take('e') || take('E');
    if (exponent && !power_of_ten()) return false;
    if (!fraction && !exponent && whole.size() > max_integer_digits) {
      return fault("is an integer out of range");
    }
    return true;
  }

  bool power_of_ten() {
    const bool negative = take('-');
    if (!negative) take('+');
    const std::string_view power = digits();
    if (power.empty()) return fault("is a number without an exponent");
    int value = 0;
    for (const char digit : power) value = std::min(value * 10 + (digit - '0'), max_exponent + 1);
    return negative || value <= max_exponent || fault("is a number out of range");
  }

  std::string_view json_;
  std::size_t position_ = 0;
  std::size_t levels_;
  std::string pointer_;
  std::string detail_;
};

}  // namespace

void append_pointer_name(std::string& pointer, std::string_view name) {
  std::size_t length = std::min(name.size(), max_shown_name);
  while (length < name.size() && length > 0 &&
         (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U) {
    --length;
  }
  pointer += '/';
  for (const char character : name.substr(0, length)) {
    if (character == '~') {
      pointer += "~0";
    } else if (character == '/') {
      pointer += "~1";
    } else {
      pointer += character;
    }
  }
}

FaultPlace find_fault(std::string_view json, std::size_t max_depth) {
  return Scanner(json, max_depth).run();
}

}  // namespace sitewright::wire
