// What several wire formats have in common when a request is written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/provider/wire_format.hpp"
#include "wire/writer.hpp"

namespace sitewright::models {

struct TrimmedSchema {
  std::string json;
  /// Every object names all of its properties as required: what OpenAI's strict mode asks for.
  bool all_required = true;
};

/// A JSON Schema without the words that providers refuse (lengths, patterns, formats, titles),
/// every object closed. What the words said is checked when the answer is decoded.
[[nodiscard]] TrimmedSchema trimmed(std::string_view schema);

/// The schema's name as providers take it.
[[nodiscard]] std::string schema_name(const OutputSchema& schema);

/// Instructions for a model that takes no schema; empty where none is needed.
[[nodiscard]] std::string schema_in_words(const CallTarget& target, const ChatRequest& request);

/// All instructions as one text.
[[nodiscard]] std::string instructions(const CallTarget& target, const ChatRequest& request);

[[nodiscard]] std::int64_t output_tokens(const CallTarget& target, const ChatRequest& request);

[[nodiscard]] std::string data_url(const ChatImage& image);

inline constexpr std::string_view kNoImage = "[An image, which this model is not shown.]";

/// The base address without a slash at its end, and `version` after it unless it ends with one.
[[nodiscard]] std::string versioned(std::string_view base, std::string_view version);

/// A model's name as a part of a path.
[[nodiscard]] std::string in_path(std::string_view model);

[[nodiscard]] ports::UpstreamHeader bearer(ports::Credential credential);

/// Those that the deployment wants to go along with every request to this provider.
void add_listed_headers(std::vector<ports::UpstreamHeader>& headers,
                        const wire::CatalogueProvider& row);

}  // namespace sitewright::models
