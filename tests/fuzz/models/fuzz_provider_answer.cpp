// Any bytes, in any wire format, cut anywhere: the same answer or the same fault as in one piece.
// The first byte of the input says which format.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "models/provider/answer_reader.hpp"

namespace {

using namespace sitewright::models;

struct Outcome {
  std::string text;
  Answer answer;
  std::optional<ChatFailure> fault;
};

Outcome read(const WireFormat& format, std::string_view stream, std::uint32_t seed) {
  AnswerReader reader(format);
  Outcome outcome;
  while (!stream.empty()) {
    seed = seed * 1'664'525 + 1'013'904'223;
    const std::size_t cut = seed == 0 ? stream.size() : 1 + (seed >> 24) % 50;
    const std::size_t size = std::min(stream.size(), cut);
    reader.feed(stream.substr(0, size));
    outcome.text += reader.take_text();
    stream.remove_prefix(size);
  }
  reader.finish();
  outcome.text += reader.take_text();
  outcome.answer = reader.answer();
  outcome.fault = reader.fault();
  return outcome;
}

bool same(const Outcome& a, const Outcome& b) {
  const auto kind = [](const Outcome& one) {
    return one.fault ? static_cast<int>(one.fault->kind) : -1;
  };
  return a.text == b.text && a.answer.arguments.text == b.answer.arguments.text &&
         a.answer.usage == b.answer.usage && a.answer.stop == b.answer.stop &&
         a.answer.complete == b.answer.complete && a.answer.over == b.answer.over &&
         a.answer.refusal == b.answer.refusal && a.answer.id == b.answer.id && kind(a) == kind(b);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  using enum sitewright::wire::WireFormatName;
  constexpr sitewright::wire::WireFormatName formats[] = {anthropic_messages, openai_chat,
                                                          openai_responses, gemini, workers_ai};
  const auto& format = wire_format(formats[data[0] % 5]);
  const std::string_view stream(reinterpret_cast<const char*>(data) + 1, size - 1);
  AnswerReader reader(format);
  reader.feed(stream);
  Outcome whole{.text = reader.take_text(), .answer = {}, .fault = {}};
  reader.finish();
  whole.text += reader.take_text();
  whole.answer = reader.answer();
  whole.fault = reader.fault();
  for (const std::uint32_t seed : {1U, 77U, static_cast<std::uint32_t>(size)}) {
    if (!same(whole, read(format, stream, seed))) std::abort();
  }
  return 0;
}
