#include "project/path.hpp"

#include <algorithm>

#include "project/utf8.hpp"

namespace sitewright::project {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

// C0, DEL, and C1 as its two UTF-8 bytes.
bool has_control_character(std::string_view path) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto byte = static_cast<unsigned char>(path[i]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && i + 1 < path.size() && static_cast<unsigned char>(path[i + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

// The reason why the segment is refused, empty when it is fine.
std::string_view segment_fault(std::string_view segment, bool is_first) {
  if (segment.empty()) return "an empty segment ('//' or a '/' at the end)";
  if (segment == "." || segment == "..") return "a '.' or '..' segment";
  if (segment.size() > max_segment_bytes) return "a segment of more than 100 bytes";
  if (segment.front() == ' ' || segment.back() == ' ') {
    return "a segment that begins or ends with a space";
  }
  if (segment.back() == '.') return "a segment that ends with a dot";
  const std::string folded = folded_path(segment);
  if (folded == ".git") return "'.git' belongs to git";
  if (folded == "node_modules") return "'node_modules' belongs to npm";
  if (is_first && folded == "dist") return "'dist' belongs to the build";
  return {};
}

std::string_view whole_fault(std::string_view path) {
  if (path.empty()) return "an empty path";
  if (path.size() > max_path_bytes) return "more than 200 bytes";
  if (!is_utf8(path)) return "not well-formed UTF-8";
  if (has_control_character(path)) return "a control character";
  if (path.contains('\\')) return "a backslash; segments are separated by '/'";
  if (path.front() == '/') return "absolute; paths are relative to the project";
  if (path.size() >= 2 && is_letter(path[0]) && path[1] == ':') return "a drive letter";
  return {};
}

Failure refuse(std::string_view path, std::string_view fault) {
  std::string detail = "path '";
  detail += shown_path(path);
  detail += "': ";
  detail += fault;
  return fail(Code::invalid_input, std::move(detail));
}

}  // namespace

Result<std::string> checked_path(std::string_view path) {
  if (const auto fault = whole_fault(path); !fault.empty()) return refuse(path, fault);
  bool is_first = true;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const auto fault = segment_fault(path.substr(begin, end - begin), is_first);
    if (!fault.empty()) return refuse(path, fault);
    is_first = false;
    begin = end + 1;
  }
  return std::string(path);
}

std::string folded_path(std::string_view path) {
  std::string folded(path);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower);
  return folded;
}

std::string shown_path(std::string_view path) {
  static constexpr std::size_t most = 80;
  std::string shown;
  for (std::size_t i = 0; i < path.size();) {
    const std::size_t size = utf8_character_size(path.substr(i));
    const std::string_view character = path.substr(i, std::max<std::size_t>(size, 1));
    if (shown.size() + character.size() > most - 3) return shown + "...";
    if (size == 0 || has_control_character(character)) {
      shown += '?';
    } else {
      shown += character;
    }
    i += character.size();
  }
  return shown;
}

}  // namespace sitewright::project
