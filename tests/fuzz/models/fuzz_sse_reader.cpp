// Any way of cutting a stream gives the same events, and the ones that a plain reading of the
// standard gives.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "models/stream/sse_reader.hpp"

namespace {

using namespace sitewright::models;
using Events = std::vector<std::pair<std::string, std::string>>;

Events read(std::string_view stream, std::uint32_t seed) {
  SseReader reader;
  Events events;
  SseEvent event;
  while (!stream.empty()) {
    seed = seed * 1'664'525 + 1'013'904'223;
    const std::size_t size = std::min<std::size_t>(stream.size(), 1 + (seed >> 24) % 40);
    reader.feed(stream.substr(0, size));
    stream.remove_prefix(size);
    for (auto more = reader.next(event); *more; more = reader.next(event)) {
      events.emplace_back(event.type, event.data);
    }
  }
  if (reader.rest(event)) events.emplace_back(event.type, event.data);
  return events;
}

/// Line by line, with everything in memory. What is unfinished at the end counts as an event.
Events plain(std::string_view stream) {
  Events events;
  std::string type;
  std::string data;
  bool has_data = false;
  if (stream.starts_with("\xEF\xBB\xBF")) stream.remove_prefix(3);
  while (!stream.empty()) {
    const auto end = std::min(stream.find_first_of("\r\n"), stream.size());
    const auto line = stream.substr(0, end);
    const std::size_t line_end = stream.substr(end).starts_with("\r\n") ? 2 : end < stream.size();
    stream.remove_prefix(end + line_end);
    if (line.empty()) {
      if (has_data) events.emplace_back(type, data);
      type.clear();
      data.clear();
      has_data = false;
      continue;
    }
    const auto colon = line.find(':');
    const auto name = line.substr(0, colon);
    auto value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (name == "event") type = value;
    if (name == "data") {
      if (has_data) data += '\n';
      data += value;
      has_data = true;
    }
  }
  if (has_data) events.emplace_back(type, data);
  return events;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view stream(reinterpret_cast<const char*>(data), size);
  const auto expected = plain(stream);
  for (const std::uint32_t seed : {1U, 77U, static_cast<std::uint32_t>(size)}) {
    if (read(stream, seed) != expected) std::abort();
  }
  return 0;
}
