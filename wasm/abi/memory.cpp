// memcpy, memmove, memset, memcmp and memchr of a module. Those of wasi-libc go word by word or
// byte by byte, and strings and vectors, whose code comes compiled, call them for nearly all they
// do. Compiled without link-time optimization, as the C library is.
#include <string_view>

#include "abi/blocks.hpp"
#include "context/scan/bytes16.hpp"

using namespace sitewright;

extern "C" {

void* memcpy(void* __restrict to, const void* __restrict from, std::size_t size) {
  abi::copy_block(static_cast<char*>(to), static_cast<const char*>(from), size);
  return to;
}

void* memmove(void* to, const void* from, std::size_t size) {
  abi::move_block(static_cast<char*>(to), static_cast<const char*>(from), size);
  return to;
}

void* memset(void* to, int value, std::size_t size) {
  abi::fill_block(static_cast<char*>(to), static_cast<unsigned char>(value), size);
  return to;
}

void* memchr(const void* block, int value, std::size_t size) {
  const std::string_view bytes(static_cast<const char*>(block), size);
  const std::size_t at = context::find_byte(bytes, static_cast<char>(value), 0);
  return at == size ? nullptr : const_cast<char*>(bytes.data() + at);
}

int memcmp(const void* left, const void* right, std::size_t size) {
  return abi::compare_blocks(static_cast<const char*>(left), static_cast<const char*>(right), size);
}

}  // extern "C"
