// Input: one byte that picks a message, then the document. Decoding never crashes, and what it
// takes is written and read again without change.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "../../unit/wire/generated/codecs.hpp"
#include "wire/route_match.hpp"

using namespace sitewright;
using namespace sitewright::wire;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_codec(const MessageCodec& codec, std::string_view input) {
  const Result<std::string> once = codec.recode(input);
  if (!once) {
    require(once.error().code == Code::invalid_input && !once.error().detail.empty());
    return;
  }
  const Result<std::string> twice = codec.recode(*once);
  require(twice.has_value() && *twice == *once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view name = input.substr(0, input.find('\n'));
  input.remove_prefix(std::min(size, name.size() + 1));
  const auto named = std::ranges::find(message_codecs, name, &MessageCodec::name);
  const std::size_t other = data[0] % std::size(message_codecs);
  check_codec(named == std::end(message_codecs) ? message_codecs[other] : *named, input);
  (void)query_codecs[data[0] % std::size(query_codecs)].recode(input);
  (void)match_route("GET", input);
  return 0;
}
