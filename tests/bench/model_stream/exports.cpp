// Answers of models being read, as a wasm module of its own, for tests/bench/model_stream.mjs:
// pieces of a stream in, new text or frames for the browser out.
#include <cstdint>
#include <optional>
#include <string>

#include "models/provider/answer_reader.hpp"
#include "wire/writer.hpp"

namespace {

using namespace sitewright::models;

std::string piece;
std::string written;
std::optional<AnswerReader> reader;

}  // namespace

extern "C" {

[[clang::export_name("reserve")]] char* reserve(std::uint32_t bytes) {
  piece.resize(bytes);
  return piece.data();
}

[[clang::export_name("begin")]] void begin(std::uint32_t format) {
  reader.emplace(wire_format(static_cast<sitewright::wire::WireFormatName>(format)));
}

/// Returns the bytes of what is new; they are at `output`.
[[clang::export_name("parse")]] std::uint32_t parse(std::uint32_t bytes) {
  reader->feed(std::string_view(piece).substr(0, bytes));
  written = reader->take_text();
  return static_cast<std::uint32_t>(written.size());
}

/// The same as an event of our own.
[[clang::export_name("frame")]] std::uint32_t frame(std::uint32_t bytes) {
  reader->feed(std::string_view(piece).substr(0, bytes));
  const std::string text = reader->take_text();
  written.clear();
  if (text.empty()) return 0;
  sitewright::wire::Writer json;
  json.open('{');
  json.field("stepId", "stp_00k7x2m4q0e9p3q7r1s5t9v3wx");
  json.field("text", text);
  json.close('}');
  written = "event: step.delta\ndata: ";
  written += json.take();
  written += "\n\n";
  return static_cast<std::uint32_t>(written.size());
}

[[clang::export_name("output")]] const char* output() {
  return written.data();
}

[[clang::export_name("faulty")]] std::uint32_t faulty() {
  return reader->fault() ? 1 : 0;
}
}
