// A request to somebody else's server and its answer as a stream. The host puts credentials into
// headers on the way out and takes them out of what comes back: a key never enters wasm memory.
// Errors: unavailable when no answer came or it was cut off; the same with the path of the limit
//         when that ran out (kFirstByteLimit, kSilenceLimit); unauthorized when there is no such
//         credential, or a sealed one does not open; invalid_input when the address may not be
//         asked. A status of 300 and above is an answer.
// Life:   a stream that is not read to its end is cancelled with `close`, or with its run; the
//         connection upstream is then closed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "async/task.hpp"

namespace sitewright::ports {

/// Where the host finds a secret.
struct Credential {
  enum class Kind : std::uint8_t {
    config,  ///< `name`: of a Worker secret
    sealed,  ///< `name`: a secret as `Vault::seal` gave it
    basic,   ///< `name`: of two Worker secrets, "<user>:<password>"; they become Basic credentials
    /// `name`: of a Worker secret that is a list of headers, "name=value,…", values
    /// percent-encoded, as OpenTelemetry has them. They stand in for the header that asks for them.
    header_list,
  };
  Kind kind = Kind::config;
  std::string name = {};
  std::string owner = {};  ///< of a sealed secret: whom it was sealed for
};

struct UpstreamHeader {
  std::string name;
  std::string value;  ///< what stands before the credential, if there is one
  std::optional<Credential> credential = {};
};

struct UpstreamRequest {
  std::string method = "POST";  ///< or GET
  std::string url;
  std::vector<UpstreamHeader> headers = {};
  std::string body = {};
  std::int64_t first_byte_ms = 60'000;  ///< until the head of the answer
  std::int64_t silence_ms = 60'000;     ///< between two pieces of the body
  std::int64_t wait_ms = 0;  ///< `open` comes back after so long, also without a head; 0: it waits
};

/// In Error::path: which limit of the request ran out.
inline constexpr std::string_view kFirstByteLimit = "/firstByteMs";
inline constexpr std::string_view kSilenceLimit = "/silenceMs";

struct UpstreamReply {
  std::int64_t status = 0;
  std::vector<std::pair<std::string, std::string>> headers = {};  ///< names in lower case
  std::optional<std::int64_t> stream = {};                        ///< of the body, below status 300
  std::string body = {};                                          ///< else its beginning
  std::optional<std::int64_t> waiting = {};  ///< there is no head yet: what `head` asks on for
};

/// What a read brought: bytes, none as yet, or that there are no more.
struct UpstreamPiece {
  enum class Kind : std::uint8_t { bytes, quiet, end };
  Kind kind = Kind::bytes;
  std::string bytes = {};
};

struct Upstream {
  virtual Task<UpstreamReply> open(UpstreamRequest request) = 0;
  /// What `open` would have answered, again at most so late.
  virtual Task<UpstreamReply> head(std::int64_t waiting, std::int64_t wait_ms) = 0;
  /// Comes back quiet after `wait_ms`, and waits as long as it takes when that is 0. Quiet reads
  /// add up to the limit of silence.
  virtual Task<UpstreamPiece> read(std::int64_t stream, std::int64_t wait_ms) = 0;
  /// Of a stream, or of an answer that has no head yet.
  virtual Task<Done> close(std::int64_t stream) = 0;

 protected:
  ~Upstream() = default;
};

}  // namespace sitewright::ports
