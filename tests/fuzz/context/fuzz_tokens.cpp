// Token counts of any bytes: the windows and memories of Counter agree with reading piece by piece
// and merging without any of them. Damaged tables are refused or harmless.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context/tokens/pieces.hpp"
#include "context/tokens/tokens.hpp"

namespace {

using namespace sitewright::context;

std::uint32_t checksum(std::string_view bytes) {
  constexpr std::uint32_t factor = 0x01000193;
  const auto byte = [&](std::size_t at) {
    return std::uint32_t{static_cast<std::uint8_t>(bytes[at])};
  };
  std::array<std::uint32_t, 4> lanes{0, 1, 2, 3};
  const std::size_t whole = bytes.size() - bytes.size() % 16;
  for (std::size_t at = 0; at < whole; at += 4) {
    const std::uint32_t word =
        byte(at) | byte(at + 1) << 8 | byte(at + 2) << 16 | byte(at + 3) << 24;
    auto& lane = lanes[at / 4 % 4];
    lane = (lane ^ word) * factor;
    lane ^= lane >> 15;
  }
  std::uint32_t sum = 0x811C9DC5;
  for (const std::uint32_t lane : lanes) sum = (sum ^ lane) * factor;
  for (std::size_t at = whole; at < bytes.size(); ++at) sum = (sum ^ byte(at)) * factor;
  return sum ^ (sum >> 15);
}

void put_u32(std::string& out, std::uint32_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) {
    out += static_cast<char>(value >> shift & 0xFFU);
  }
}

void put_u16(std::string& out, std::uint16_t value) {
  out += static_cast<char>(value & 0xFFU);
  out += static_cast<char>(value >> 8U);
}

// A table with the checksum that its body has; the body may be nonsense.
std::string packed(Encoding encoding, std::string_view body) {
  std::string out = "SWTOK2";
  out += static_cast<char>(encoding);
  out += '\0';
  put_u32(out, checksum(body));
  return out.append(body);
}

void put_run(std::string& out, std::uint32_t length, CharClass kind) {
  std::uint32_t value = length << 3 | static_cast<std::uint32_t>(kind);
  for (; value > 0x7F; value >>= 7) out += static_cast<char>((value & 0x7F) | 0x80);
  out += static_cast<char>(value);
}

// ASCII as it is and a character of every other class above it.
std::string small_runs() {
  using enum CharClass;
  std::string runs;
  std::uint32_t covered = 0;
  const auto put = [&](std::uint32_t end, CharClass kind) {
    put_run(runs, end - covered, kind);
    covered = end;
  };
  put(9, other), put(10, space), put(11, newline), put(13, space), put(14, newline);
  put(32, other), put(33, space), put('0', other), put('9' + 1, number), put('A', other);
  put('Z' + 1, upper), put('a', other), put('z' + 1, lower), put(0x80, other);
  put(0x100, letter), put(0x180, mark), put(0x200, upper), put(0x280, lower);
  put(0x300, number), put(0x380, space), put(0x110000, other);
  return runs;
}

TokenTable small_table(Encoding encoding) {
  static constexpr std::string_view words[] = {"th",   "the", " the", "aa",       "aaaa", "  ",
                                               "    ", "in",  "ing",  "er",       "'s",   "\n\n",
                                               "()",   "//",  "HTML", "\xC3\xA9", "123",  ".\n"};
  std::map<std::string, std::uint32_t> ranks;  // in the order of their bytes, as they are packed
  const auto add = [&](std::string_view token) {
    ranks.emplace(token, static_cast<std::uint32_t>(ranks.size()));
  };
  for (int byte = 0; byte < 256; ++byte) add(std::string(1, static_cast<char>(byte)));
  for (const std::string_view word : words) {
    for (std::size_t size = 2; size <= word.size(); ++size) add(word.substr(0, size));
  }
  // More of one begin than a block has, so that blocks are searched.
  for (char last = 'a'; last <= 'z'; ++last)
    add(std::string("qu") + last), add(std::string("que") + last);
  std::map<std::uint16_t, std::uint16_t> groups;
  std::array<std::string, 5> planes;
  std::string texts;
  std::string before;
  std::size_t longest = 0;
  for (const auto& [token, rank] : ranks) {
    const auto second = token.size() > 1 ? static_cast<std::uint8_t>(token[1]) : 0;
    ++groups[static_cast<std::uint16_t>(static_cast<std::uint8_t>(token[0]) << 8U | second)];
    const auto differ = std::ranges::mismatch(token, before).in1 - token.begin();
    const bool is_whole = planes[0].size() % PackedTokens::block_size == 0;
    const auto shared = is_whole ? 0 : static_cast<std::size_t>(differ);
    planes[0] += static_cast<char>(shared);
    planes[1] += static_cast<char>(token.size() - shared);
    for (unsigned byte = 0; byte < 3; ++byte) {
      planes[2 + byte] += static_cast<char>(rank >> (8 * byte) & 0xFFU);
    }
    texts += token.substr(shared);
    before = token;
    longest = std::max(longest, token.size());
  }
  std::string body;
  const std::string runs = small_runs();
  for (const std::size_t number : {ranks.size(), runs.size(), groups.size(), longest}) {
    put_u32(body, static_cast<std::uint32_t>(number));
  }
  body += runs;
  for (const auto& [start, count] : groups) put_u16(body, start);
  for (const auto& [start, count] : groups) put_u16(body, count);
  for (const auto& plane : planes) body += plane;
  body += texts;
  auto table = TokenTable::load(packed(encoding, body));
  if (!table) std::abort();
  return *std::move(table);
}

// Byte pair encoding as it is told: merge the lowest rank, the leftmost first, until none is left.
std::size_t told_count(TokenTable& table, std::string_view piece) {
  if (table.find(piece)) return 1;
  std::vector<std::string> parts;
  for (const char byte : piece) parts.emplace_back(1, byte);
  for (;;) {
    std::size_t best = parts.size();
    Rank lowest = 0;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      const auto rank = table.find(parts[i] + parts[i + 1]);
      if (rank && (best == parts.size() || *rank < lowest)) best = i, lowest = *rank;
    }
    if (best == parts.size()) return parts.size();
    parts[best] += parts[best + 1];
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(best) + 1);
  }
}

void check_counts(TokenTable& table, Counter& counter, std::string_view text) {
  std::size_t expected = 0;
  bool is_well_formed = true;
  for (std::size_t at = 0; at < text.size();) {
    const PieceEnd end = piece_end(table, text, at);
    if (end.at <= at || end.at > text.size()) std::abort();
    is_well_formed = is_well_formed && end.is_well_formed;
    if (end.at - at < 2'000) expected += told_count(table, text.substr(at, end.at - at));
    at = end.at;
  }
  const std::size_t count = counter.count(text);
  if (is_well_formed && text.size() < 2'000 && count != expected) std::abort();
  if (count > 3 * text.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static TokenTable o200k = small_table(Encoding::o200k_base);
  static TokenTable cl100k = small_table(Encoding::cl100k_base);
  static Counter counters[] = {Counter(o200k), Counter(cl100k)};
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  // The same text at the end of a block of its own: reading past it is seen.
  const std::vector<char> exact(input.begin(), input.end());
  const std::string_view text(exact.data(), exact.size());
  check_counts(o200k, counters[0], text);
  check_counts(cl100k, counters[1], text);

  auto table = TokenTable::load(packed(Encoding::o200k_base, text));
  if (table && Counter(*table).count(text) > 3 * text.size()) std::abort();
  static_cast<void>(TokenTable::load(std::string(text)));
  return 0;
}
