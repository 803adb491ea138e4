#include "models/provider/embedder.hpp"

#include <simdjson.h>

#include "models/provider/failure.hpp"
#include "models/provider/writing.hpp"

namespace sitewright::models {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kLongestAnswer = 32U << 20U;

ports::UpstreamRequest gemini_request(std::string_view base, const std::string& model,
                                      const std::vector<std::string>& texts) {
  wire::Writer to;
  to.open('{');
  to.key("requests");
  to.open('[');
  for (const auto& text : texts) {
    to.item();
    to.open('{');
    to.field("model", "models/" + model);
    to.key("content");
    to.open('{');
    to.key("parts");
    to.open('[');
    to.item();
    to.open('{');
    to.field("text", text);
    to.close('}');
    to.close(']');
    to.close('}');
    to.close('}');
  }
  to.close(']');
  to.close('}');
  return {.url = versioned(base, "v1beta") + "/models/" + in_path(model) + ":batchEmbedContents",
          .body = to.take()};
}

ports::UpstreamRequest workers_ai_request(std::string_view base, const std::string& model,
                                          const std::vector<std::string>& texts) {
  wire::Writer to;
  to.open('{');
  to.key("text");
  wire::write_array(to, texts,
                    [](wire::Writer& item, const std::string& text) { item.text(text); });
  to.close('}');
  return {.url = std::string(base) + model, .body = to.take()};
}

ports::UpstreamRequest openai_request(std::string_view base, const std::string& model,
                                      const std::vector<std::string>& texts) {
  wire::Writer to;
  to.open('{');
  to.field("model", model);
  to.key("input");
  wire::write_array(to, texts,
                    [](wire::Writer& item, const std::string& text) { item.text(text); });
  to.field("encoding_format", "float");
  to.close('}');
  while (base.ends_with('/')) base.remove_suffix(1);
  return {.url = std::string(base) + "/embeddings", .body = to.take()};
}

bool read_vector(const simdjson::simdjson_result<dom::element>& from, std::vector<float>& out) {
  dom::array numbers;
  if (from.get(numbers) != simdjson::SUCCESS) return false;
  for (const auto& one : numbers) {
    double number = 0;
    if (one.get(number) != simdjson::SUCCESS) return false;
    out.push_back(static_cast<float>(number));
  }
  return !out.empty();
}

/// {"data": [{"index", "embedding"}], "usage"}, {"embeddings": [{"values"}]} of Gemini, or
/// {"data": [[numbers]]} of Workers AI.
bool read_vectors(const std::string& text, Embeddings& found) {
  dom::parser parser;
  dom::element document;
  dom::array list;
  if (parser.parse(text).get(document) != simdjson::SUCCESS) return false;
  const bool gemini = document["embeddings"].get(list) == simdjson::SUCCESS;
  if (!gemini && document["data"].get(list) != simdjson::SUCCESS) return false;
  if (list.size() != found.vectors.size()) return false;
  std::size_t place = 0;
  for (const auto& one : list) {
    std::uint64_t said = place;
    if (!gemini && one["index"].get(said) != simdjson::SUCCESS) said = place;
    ++place;
    if (said >= found.vectors.size()) return false;
    auto& vector = found.vectors[static_cast<std::size_t>(said)];
    const auto numbers = one.is_array() ? simdjson::simdjson_result<dom::element>(dom::element(one))
                                        : one[gemini ? "values" : "embedding"];
    if (!vector.empty() || !read_vector(numbers, vector)) return false;
  }
  std::int64_t tokens = 0;
  if (document["usage"]["prompt_tokens"].get(tokens) == simdjson::SUCCESS && tokens > 0) {
    found.input_tokens = tokens;
  }
  for (const auto& vector : found.vectors) {
    if (vector.size() != found.vectors[0].size()) return false;
  }
  return true;
}

ports::UpstreamRequest request_for(wire::WireFormatName format, std::string_view base,
                                   const std::string& model,
                                   const std::vector<std::string>& texts) {
  if (format == wire::WireFormatName::gemini) return gemini_request(base, model, texts);
  if (format == wire::WireFormatName::workers_ai) return workers_ai_request(base, model, texts);
  return openai_request(base, model, texts);
}

ChatFailure unreadable(std::string detail) {
  return {.kind = ChatFailure::Kind::unreadable, .status = 200, .detail = std::move(detail)};
}

}  // namespace

Task<EmbedOutcome> HttpEmbedder::embed(std::string model, std::vector<std::string> texts) {
  if (texts.empty()) co_return EmbedOutcome(Embeddings{});
  if (!row_.embeddings) {
    co_return EmbedOutcome(ChatFailure{.kind = ChatFailure::Kind::refused,
                                       .detail = row_.title + " has no embeddings"});
  }
  auto request = request_for(row_.format, base_url_, model, texts);
  request.first_byte_ms = within_ms_;
  request.silence_ms = within_ms_;
  request.headers.push_back({.name = "content-type", .value = "application/json"});
  if (!credential_.name.empty()) wire_format(row_.format).headers(request.headers, credential_);
  add_listed_headers(request.headers, row_);
  auto opened = co_await upstream_.open(std::move(request));
  if (!opened) co_return EmbedOutcome(lost(opened.error(), false));
  if (!opened->stream) co_return EmbedOutcome(refused(*opened));
  std::string text;
  for (;;) {
    auto piece = co_await upstream_.read(*opened->stream, 0);
    if (!piece) co_return EmbedOutcome(lost(piece.error(), true));
    if (piece->kind == ports::UpstreamPiece::Kind::end) break;
    text += piece->bytes;
    if (text.size() > kLongestAnswer) {
      (void)co_await upstream_.close(*opened->stream);
      co_return EmbedOutcome(unreadable("the answer is too long"));
    }
  }
  Embeddings found;
  found.vectors.resize(texts.size());
  if (!read_vectors(text, found)) {
    co_return EmbedOutcome(unreadable("the answer does not hold one vector for each text"));
  }
  co_return EmbedOutcome(std::move(found));
}

}  // namespace sitewright::models
