// One wire format: how a ChatRequest is written and how an answer is read. Pure: bytes in, bytes
// out. An answer is read event by event, or as one JSON document from a server that does not
// stream. Source: the providers' API references; schemas of the requests are held by
// tests/golden/models/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/chat.hpp"
#include "models/stream/json_scanner.hpp"
#include "wire/generated/model.hpp"

namespace sitewright::models {

/// What a provider complains of, in its own words.
struct Complaint {
  std::string type = {};
  std::string code = {};
  std::string message = {};
  std::int64_t status = 0;  ///< of HTTP, where the words name one; 0: they do not
  std::string request_id = {};
  std::optional<std::int64_t> retry_after_ms = {};
};

/// What was taken over from what is being read, for readers of events that are alike.
struct TakenTexts {
  std::size_t count = 0;
  std::string_view latest = {};  ///< of the answer's text, as it stands there, in its quotes
};

/// An answer as far as it was read.
struct Answer {
  TextJoin text = {};                     ///< what is new; whoever reads takes it away
  TextJoin arguments = {};                ///< of the first tool call, which nobody asked for
  std::optional<std::int64_t> call = {};  ///< that call's number
  std::string refusal = {};
  Stop stop = Stop::end;
  bool whole = false;     ///< what is read is all of it, no event of a stream
  bool wrote = false;     ///< text has come
  bool complete = false;  ///< the model has said its last word
  bool over = false;      ///< and nothing worth waiting for follows
  ChatUsage usage = {};
  std::string id = {};
  std::optional<Complaint> complaint = {};
  TakenTexts taken = {};
};

/// The model that is asked, as the catalogue describes it.
struct CallTarget {
  std::string model;
  std::int64_t max_output_tokens = 0;
  bool images = false;
  bool schema = false;  ///< takes a JSON Schema; else it is put into words
  bool temperature = false;
  bool max_tokens_field = false;  ///< Chat Completions of older servers
};

struct WireFormat {
  /// After the provider's base address, which may or may not end with the API's version.
  [[nodiscard]] virtual std::string path(std::string_view base, std::string_view model) const = 0;
  virtual void headers(std::vector<ports::UpstreamHeader>& headers,
                       ports::Credential credential) const = 0;
  [[nodiscard]] virtual std::string encode(const CallTarget& target,
                                           const ChatRequest& request) const = 0;
  /// One event of a stream, or a whole answer. False: it is no JSON of this format.
  virtual bool read(Answer& answer, std::string_view json) const = 0;

 protected:
  ~WireFormat() = default;
};

[[nodiscard]] const WireFormat& wire_format(wire::WireFormatName name);

}  // namespace sitewright::models
