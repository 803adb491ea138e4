// Any way of cutting an answer gives the same events, commentary and error; what was parsed is
// encoded and parsed again to the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "codeops/encode.hpp"
#include "codeops/parser.hpp"

namespace {

using namespace sitewright::codeops;

struct Outcome {
  std::vector<Event> events;
  std::string commentary;
  sitewright::Result<void> result;
};

// The cuts come from the answer itself, so that a run can be repeated.
Outcome parsed(std::string_view answer, std::uint32_t seed) {
  Parser parser;
  Outcome outcome;
  while (outcome.result && !answer.empty()) {
    seed = seed * 1'664'525 + 1'013'904'223;
    const std::size_t size = seed == 0 ? answer.size() : 1 + (seed >> 24) % 9;
    outcome.result = parser.feed(answer.substr(0, size), outcome.events);
    answer.remove_prefix(size < answer.size() ? size : answer.size());
  }
  if (outcome.result) outcome.result = parser.finish(outcome.events);
  outcome.commentary = parser.commentary();
  std::vector<Event> joined;
  for (Event& event : outcome.events) {
    auto* text = std::get_if<TextWritten>(&event);
    auto* last = joined.empty() ? nullptr : std::get_if<TextWritten>(&joined.back());
    if (text != nullptr && last != nullptr) {
      last->text += text->text;
    } else {
      joined.push_back(std::move(event));
    }
  }
  outcome.events = std::move(joined);
  return outcome;
}

bool same(const Outcome& a, const Outcome& b) {
  return a.events == b.events && a.commentary == b.commentary && a.result == b.result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view answer(reinterpret_cast<const char*>(data), size);
  Parser whole;
  Outcome once;
  once.result = whole.feed(answer, once.events);
  if (once.result) once.result = whole.finish(once.events);
  once.commentary = whole.commentary();
  for (const std::uint32_t seed : {1U, 77U, static_cast<std::uint32_t>(size)}) {
    if (!same(once, parsed(answer, seed))) std::abort();
  }
  std::vector<Operation> operations;
  for (const Event& event : once.events) {
    if (const auto* done = std::get_if<OperationFinished>(&event)) {
      operations.push_back(done->operation);
    }
  }
  const auto text = encode(operations);
  if (!text) std::abort();
  const auto again = parse(*text);
  if (!again || again->operations != operations || !again->commentary.empty()) std::abort();
  return 0;
}
