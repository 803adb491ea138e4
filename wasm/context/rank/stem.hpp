// A light English stemmer: words that mean the same piece of a program meet in one stem (pages,
// page; styled, styling; creation, creator, create). Wrong joins cost more than missed ones here,
// so it takes off fewer endings than Porter's and never leaves fewer than three letters.
// Input is lower case ASCII letters; anything else is left as it is.
#pragma once

#include <cstddef>
#include <span>

namespace sitewright::context {

/// Stems the first `length` letters of `word` in place and returns the new length, never longer.
std::size_t stem(std::span<char> word, std::size_t length);

}  // namespace sitewright::context
