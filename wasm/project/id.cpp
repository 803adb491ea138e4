#include "project/id.hpp"

#include <algorithm>

namespace sitewright::project {

namespace {
constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::string_view kShard = "00";
constexpr std::size_t kTimeDigits = 10;
constexpr std::size_t kTail = 26;
}  // namespace

std::string make_id(std::string_view kind, std::uint64_t now_ms,
                    std::span<const std::uint8_t, kIdRandomBytes> random) {
  std::string id(kind);
  id += '_';
  id += kShard;
  for (std::size_t digit = kTimeDigits; digit-- > 0;) {
    id += kAlphabet[(now_ms >> (5 * digit)) & 31U];
  }
  for (const std::uint8_t byte : random) id += kAlphabet[byte & 31U];
  return id;
}

bool is_id(std::string_view kind, std::string_view text) {
  return text.size() == kind.size() + 1 + kTail && text.starts_with(kind) &&
         text[kind.size()] == '_' &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(kind.size()) + 1, text.end(),
                     [](char c) { return kAlphabet.contains(c); });
}

}  // namespace sitewright::project
