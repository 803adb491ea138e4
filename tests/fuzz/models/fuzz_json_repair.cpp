// What is mended is valid JSON, is mended to itself, and what was right stays as it was.
#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "models/json_repair.hpp"

namespace {

enum class Verdict : std::uint8_t { right, wrong, too_large_a_number };

Verdict judge(const std::string& text) {
  if (text.starts_with("\xEF\xBB\xBF")) return Verdict::wrong;  // simdjson passes it over
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  const auto error = parser.parse(text).get(element);
  if (error == simdjson::SUCCESS) {
    return element.is_object() || element.is_array() ? Verdict::right : Verdict::wrong;
  }
  const bool number = error == simdjson::NUMBER_ERROR || error == simdjson::BIGINT_ERROR;
  return number ? Verdict::too_large_a_number : Verdict::wrong;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using sitewright::models::repair_json;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto before = judge(text);
  const auto mended = repair_json(text);
  if (!mended) {
    const bool only_deep = mended.error().detail.contains("nested too deeply");
    if (before == Verdict::right && !only_deep) std::abort();
    return 0;
  }
  if (before == Verdict::right && *mended != text) std::abort();
  if (judge(*mended) == Verdict::wrong) std::abort();
  const auto again = repair_json(*mended);
  if (!again || *again != *mended) std::abort();
  return 0;
}
