// What a provider's refusal means: status, headers and words to a ChatFailure. Pure.
// Source: the retry rules of the official SDKs (x-should-retry, retry-after-ms, retry-after), the
//         providers' error pages, google.rpc.RetryInfo.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/provider/wire_format.hpp"
#include "ports/upstream.hpp"

namespace sitewright::models {

/// An answer with a status of 300 and above.
[[nodiscard]] ChatFailure refused(const ports::UpstreamReply& reply);

/// An error that came inside an answer which had begun well: what a limit, a key, an account or a
/// busy hour is elsewhere it is here, too; whatever else it says, the answer broke off.
[[nodiscard]] ChatFailure broken_by(const Complaint& complaint);

/// No answer, or one that was cut: what the way out says (ports/upstream.hpp). `begun`: after a
/// 200.
[[nodiscard]] ChatFailure lost(const Error& error, bool begun);

/// From retry-after-ms or retry-after, which is seconds or a date; a date counts from the answer's
/// own.
[[nodiscard]] std::optional<std::int64_t> retry_after_ms(const ports::UpstreamReply& reply);

/// The provider's own number for the request.
[[nodiscard]] std::string request_id(const ports::UpstreamReply& reply);

[[nodiscard]] std::string_view header(const ports::UpstreamReply& reply, std::string_view name);

/// For people: one line, bounded, without anything that looks like a key.
[[nodiscard]] std::string spoken(std::string_view text);

}  // namespace sitewright::models
