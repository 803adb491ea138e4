// The closed set of failures and the type that carries them. Every fallible function returns
// Result<T>; nothing throws.
// Adding a Code is a decision: routes/ maps each to an HTTP status and a retry rule, exhaustively.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#if __has_include(<expected>)
#include <expected>
#else  // Debian's Emscripten (docs/decisions/0015): the same type from libexpected-dev
#include <tl/expected.hpp>
#endif

namespace sitewright {

enum class Code : std::uint8_t {
  invalid_input,     ///< breaks its schema or a stated rule; never retried
  unauthorized,      ///< no credential, or one that does not match; never retried
  not_found,         ///< a well-formed name for nothing
  conflict,          ///< the present state does not allow it, e.g. cancel after the end
  stale,             ///< a precondition (If-Match, attempt number) names an older state
  too_large,         ///< over a stated size limit
  unavailable,       ///< a store, queue, model or container refused; retry is safe
  broken_invariant,  ///< our bug; logged in full, reported without detail
};

/// `detail` is for people and names the place ("/settings/kind: unknown value"); it never holds a
/// secret. `path` is a JSON pointer into the offending input, empty when there is none.
struct Error {
  Code code;
  std::string detail;
  std::string path = {};

  bool operator==(const Error&) const = default;
};

#if __has_include(<expected>)
template <class T>
using Result = std::expected<T, Error>;
using Failure = std::unexpected<Error>;
#else
template <class T>
using Result = tl::expected<T, Error>;
using Failure = tl::unexpected<Error>;
#endif

[[nodiscard]] inline Failure fail(Code code, std::string detail, std::string path = {}) {
  return Failure(Error{code, std::move(detail), std::move(path)});
}

}  // namespace sitewright
