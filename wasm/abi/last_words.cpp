// What a module says before it stops, one line for the host's log: the words of libc++ as they are
// written there. Its own way of saying them is printf, 10 KB of every module.
#include <wasi/api.h>

#include <__verbose_abort>
#include <cstdint>
#include <cstring>

#if !defined(_LIBCPP_VERBOSE_ABORT_NOEXCEPT)  // newer than libc++ 19
#define _LIBCPP_VERBOSE_ABORT_NOEXCEPT
#endif

namespace {

[[noreturn]] void stop(const char* words) {
  const __wasi_ciovec_t text{reinterpret_cast<const std::uint8_t*>(words), std::strlen(words)};
  __wasi_size_t written = 0;
  static_cast<void>(__wasi_fd_write(2, &text, 1, &written));
  __builtin_trap();
}

}  // namespace

void std::__libcpp_verbose_abort(const char* format, ...) _LIBCPP_VERBOSE_ABORT_NOEXCEPT {
  stop(format);
}

/// As libc++abi calls it.
extern "C" [[noreturn]] void abort_message(const char* format, ...) {
  stop(format);
}
