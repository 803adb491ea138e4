// Any pattern on any file, and any edit as a pattern: what comes out is valid UTF-8, a pattern made
// of an edit fits the place it was made at, and a signature is bounded and holds no line feed.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "healing/cache/code_tokens.hpp"
#include "healing/cache/pattern.hpp"
#include "healing/cache/signature.hpp"
#include "parts.hpp"
#include "project/utf8.hpp"

using namespace sitewright::healing;
using sitewright::project::is_utf8;

// Parts between bytes 0x01: the line, the message, the file before, the file after, a pattern.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  if (!is_utf8(rest)) return 0;
  const std::string_view number = part(rest);
  Problem problem{Category::type, "TS2322", std::string(part(rest)), "src/App.tsx"};
  problem.line = number.empty() ? 0 : static_cast<std::uint8_t>(number[0]);
  problem.column = 1;
  classify(problem);
  const sitewright::project::TextTree before{{"src/App.tsx", std::string(part(rest))}};
  const sitewright::project::TextTree after{{"src/App.tsx", std::string(part(rest))}};
  const std::string_view pattern = part(rest);

  const std::string signature = signature_of(problem, before);
  must(signature.size() <= kMaxSignature && is_utf8(signature) && !signature.contains('\n'));
  if (const auto made = pattern_of(before, after, problem)) {
    must(made->size() <= kMaxPattern && is_utf8(*made));
    const auto again = apply_pattern(*made, before, problem);
    must(again.has_value() && is_utf8(*again) && *again != before.at("src/App.tsx"));
  }
  if (const auto changed = apply_pattern(pattern, before, problem)) must(is_utf8(*changed));
  std::size_t covered = 0;
  const std::string_view line = line_of(before.at("src/App.tsx"), 1);
  for (const CodeToken& token : code_tokens(line)) {
    must(token.text.data() >= line.data() + covered);
    covered = static_cast<std::size_t>(token.text.data() - line.data()) + token.text.size();
  }
  must(covered <= line.size());
  return 0;
}
