// The trace of a generation: what it spent its time, tokens and money on, made of its rows. Pure:
// the same rows give the same spans with the same ids, whoever asks and however often.
// Holds no prompt, no answer, no file and no name that a person or a model has given.
// Units:  Unix milliseconds; money in millionths of a US dollar.
// Source: attribute names of OpenTelemetry's conventions for generative AI, else `sitewright.`;
//         sizes of ids of W3C Trace Context.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/trace_store.hpp"
#include "wire/generated/http.hpp"
#include "wire/generated/otlp.hpp"

namespace sitewright::usecases {

struct Span {
  std::string id;              ///< 16 hex digits
  std::string parent_id = {};  ///< empty: the root
  std::string name;
  wire::TraceSpanKind kind;
  wire::TraceSpanStatus status;
  ports::Millis start = 0;
  std::optional<ports::Millis> end = {};
  std::vector<wire::TraceAttribute> attributes = {};
};

struct Trace {
  std::string id;  ///< 32 hex digits
  std::string generation_id;
  std::vector<Span> spans;  ///< depth first; parts of one span by their beginnings
};

/// What a generation that has ended left open ended with it.
[[nodiscard]] Trace trace_of(const ports::TraceRows& rows);

[[nodiscard]] wire::Trace trace_view(const Trace& trace);

/// For a collector; spans that go on are left out.
[[nodiscard]] wire::ExportTracesRequest otlp_of(const Trace& trace);

}  // namespace sitewright::usecases
