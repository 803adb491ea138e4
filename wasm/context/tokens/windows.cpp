#include "context/tokens/windows.hpp"

#include <algorithm>
#include <bit>

#include "context/diff/byte_vector.hpp"

namespace sitewright::context {
namespace {

// Which bytes of the window are of which class, one bit each.
struct Masks {
  std::uint64_t upper = 0;
  std::uint64_t lower = 0;
  std::uint64_t digit = 0;
  std::uint64_t white = 0;  // newlines too
  std::uint64_t newline = 0;
  std::uint64_t blank = 0;  // U+0020
  std::uint64_t apostrophe = 0;
  std::uint64_t slash = 0;
  std::uint64_t beyond_ascii = 0;
};

Masks masks_of(const char* bytes) {
  Masks masks;
  const auto is = [](auto comparison) { return std::uint64_t{bits_of(comparison)}; };
  for (unsigned shift = 0; shift < window_size; shift += 16) {
    const ByteVector text = byte_vector_at(bytes + shift);
    masks.upper |= is(text - 'A' < 26) << shift;
    masks.lower |= is(text - 'a' < 26) << shift;
    masks.digit |= is(text - '0' < 10) << shift;
    masks.white |= is((text == ' ') | (text - '\t' < 5)) << shift;
    masks.newline |= is((text == '\n') | (text == '\r')) << shift;
    masks.blank |= is(text == ' ') << shift;
    masks.apostrophe |= is(text == '\'') << shift;
    masks.slash |= is(text == '/') << shift;
    masks.beyond_ascii |= std::uint64_t{top_bits(text)} << shift;
  }
  return masks;
}

std::uint64_t below(unsigned bit) {
  return bit >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bit) - 1;
}

std::uint64_t below_lowest(std::uint64_t bits) {
  return bits == 0 ? ~std::uint64_t{0} : (bits & (~bits + 1)) - 1;
}

// The numbers: a piece for three digits.
std::uint64_t number_starts(std::uint64_t digit) {
  std::uint64_t starts = digit & ~(digit << 1);
  const std::uint64_t has_three_before = digit & (digit << 1) & (digit << 2) & (digit << 3);
  if (has_three_before == 0) return starts;
  for (std::uint64_t next = starts; next != 0; starts |= next) {
    next = (next << 3) & has_three_before;
  }
  return starts;
}

}  // namespace

std::uint64_t piece_starts(Encoding encoding, const char* bytes, std::size_t size) {
  const Masks is = masks_of(bytes);
  const bool is_o200k = encoding == Encoding::o200k_base;
  // Characters of more bytes end the part that can be read here, as the end of the text does.
  const auto plain = std::min<unsigned>(static_cast<unsigned>(size),
                                        static_cast<unsigned>(std::countr_zero(is.beyond_ascii)));
  const std::uint64_t in_plain = below(plain);
  const std::uint64_t letter = is.upper | is.lower;
  const std::uint64_t space = is.white & ~is.newline;
  const std::uint64_t sign = ~(letter | is.digit | is.white) & in_plain;

  // Signs begin a piece unless the blank before them does. One sign alone belongs to the word
  // behind it, and so does the last blank.
  const std::uint64_t sign_starts = sign & ~(sign << 1) & ~(is.blank << 1);
  const std::uint64_t leads = space | sign_starts;
  std::uint64_t word_starts = letter & ~(letter << 1) & ~(leads << 1);
  if (is_o200k) word_starts |= is.upper & (is.lower << 1);

  // White space: newlines right behind signs are theirs; then a piece up to the last newline, one
  // up to the last blank, and that blank with what follows.
  const std::uint64_t line_begins = space & (is.newline << 1);
  const std::uint64_t white_starts = (is.white & ~(is.white << 1) & ~(is.newline & (sign << 1))) |
                                     line_begins | (space & ~(is.white >> 1));

  std::uint64_t starts = sign_starts | word_starts | white_starts | number_starts(is.digit) | 1;

  // What these rules do not know begins here: contractions, signs that go on behind a newline, and
  // lines of white space only, whose begin is no border.
  std::uint64_t unsure = is.apostrophe & (letter >> 1);
  if (is_o200k) unsure &= letter << 1;
  if (is_o200k) unsure |= is.slash & (is.newline << 1);
  const std::uint64_t empty_line_ends = (line_begins + space) & is.newline & ~space;
  unsure |= std::bit_floor(line_begins & below_lowest(empty_line_ends) &
                           (empty_line_ends == 0 ? 0 : ~std::uint64_t{0}));

  // White space is known up to where its last run begins, all else but for the last byte.
  const std::uint64_t not_white = ~is.white & in_plain;
  const int known = std::min(65 - std::countl_zero(not_white), static_cast<int>(plain) - 1);
  const std::uint64_t certain =
      not_white == 0 ? 0 : below(static_cast<unsigned>(std::max(known, 0)));
  return (starts & certain & below_lowest(unsure)) | 1;
}

}  // namespace sitewright::context
