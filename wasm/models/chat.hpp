// What every language model takes and gives, whoever serves it: the form between agents (which make
// a ChatRequest from a ports::ModelRequest), the router (which picks who answers and pays) and
// providers (which speak one wire format each).
// Units:  tokens as the provider counts and bills them.
// Errors: none as exceptions of the flow: a call that did not work out is a ChatFailure, with all
//         that the router must know to decide what comes next. It never holds a credential.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "async/task.hpp"
#include "ports/model.hpp"
#include "ports/upstream.hpp"

namespace sitewright::models {

struct ChatText {
  std::string text;
  /// All up to here is the same in the next call: worth a provider's prompt cache.
  bool cache = false;
};

struct ChatImage {
  std::string media_type;
  std::string base64;
};

using ChatContent = std::variant<ChatText, ChatImage>;

enum class Author : std::uint8_t { user, assistant };

struct ChatMessage {
  Author author = Author::user;
  std::vector<ChatContent> content;
};

/// The answer is one JSON document of this schema.
struct OutputSchema {
  std::string name;
  std::string json;  ///< a JSON Schema
};

struct ChatRequest {
  std::vector<ChatText> system = {};
  std::vector<ChatMessage> messages = {};
  std::optional<OutputSchema> schema = {};
  std::int64_t max_output_tokens = 0;
  std::optional<double> temperature = {};  ///< left out where a provider refuses it
  std::int64_t time_limit_ms = 0;          ///< from the call to the last word; 0: none
  /// From the call to the first text, and between two pieces of the answer; 0: as long as the
  /// provider's client allows. A call that was silent for longer is over (timed_out).
  std::int64_t silence_limit_ms = 0;
  /// Asked about once a second until the answer is over, whatever comes or does not. May be
  /// nullptr.
  ports::Interest* interest = nullptr;
};

/// How often a call asks its interest, in milliseconds.
inline constexpr std::int64_t kAskEvery = 1'000;

struct ChatUsage {
  std::int64_t input_tokens = 0;        ///< all of them
  std::int64_t cached_tokens = 0;       ///< of the input, read from a cache
  std::int64_t cache_write_tokens = 0;  ///< of the input, written to a cache
  std::int64_t output_tokens = 0;       ///< reasoning included

  bool operator==(const ChatUsage&) const = default;
};

enum class Stop : std::uint8_t {
  end,
  max_tokens,  ///< the text is cut off
  refusal,     ///< by the model or by a filter
};

struct ChatReply {
  std::string text;
  Stop stop = Stop::end;
  ChatUsage usage = {};
  std::string request_id = {};  ///< the provider's own
};

/// The status of an answer that began.
inline constexpr std::int64_t kBegun = 200;

struct ChatFailure {
  enum class Kind : std::uint8_t {
    // Statuses; the same told by an error event after a 200.
    rate_limited,  ///< 429
    overloaded,    ///< 503, 529
    server,        ///< 500 and above, 408, 409
    unreachable,   ///< no connection, or it was cut before anything came
    broken_off,    ///< cut, ended by ourselves, or any other error event, after a 200
    timed_out,
    unauthorized,  ///< 401, 403: the key
    out_of_quota,  ///< 402, insufficient_quota: the account
    refused,       ///< 400, 404, 413, 422: the request
    unreadable,    ///< an answer against its own format
  };
  Kind kind = Kind::unreachable;
  std::int64_t status = 0;  ///< of HTTP; 0: none came
  std::string detail = {};  ///< for people, bounded, without credentials
  std::optional<std::int64_t> retry_after_ms = {};
  bool delivered = false;  ///< whether the sink was given text
  ChatUsage usage = {};    ///< as far as it is known: a broken call costs money too
  std::string request_id = {};
};

using ChatOutcome = std::variant<ChatReply, ChatFailure>;

/// One way to one provider's API: a wire format, an address, a credential.
struct Provider {
  /// `model` is the provider's own name of it. The sink may be nullptr. An error of the sink or of
  /// the request's interest ends the call at the provider: it has broken off, for that reason and
  /// with the usage that was told until then.
  virtual Task<ChatOutcome> chat(std::string model, ChatRequest request, ports::TextSink* sink) = 0;

 protected:
  ~Provider() = default;
};

}  // namespace sitewright::models
