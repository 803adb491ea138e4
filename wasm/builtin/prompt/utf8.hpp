// Code points of UTF-8 text, and the few properties of them that reading a prompt needs.
// Total: next() yields U+FFFD for a byte that is not part of valid UTF-8 and moves one byte on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sitewright::builtin::utf8 {

inline constexpr char32_t invalid = 0xFFFD;

/// Decodes the code point at `at` and moves `at` behind it. Requires at < text.size().
char32_t next(std::string_view text, std::size_t& at);

void append(std::string& out, char32_t point);

bool is_upper(char32_t point);

/// Part of a word: letters and digits of any script, combining marks; no punctuation, no emoji.
bool is_word(char32_t point);

/// Characters that are never kept: controls, zero-width and direction marks, private use.
bool is_dropped(char32_t point);

/// Scripts written without blanks between words (Han, kana, Hangul is not one, Thai).
bool is_unspaced(char32_t point);

bool is_latin(char32_t point);

/// Appends the lower-case, diacritic-free form.
void append_folded(std::string& out, char32_t point);

/// The first `limit` code points, never cutting one in half.
std::string_view prefix(std::string_view text, std::size_t limit);

std::size_t length(std::string_view text);

}  // namespace sitewright::builtin::utf8
