#include "wire/query.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "wire/percent.hpp"
#include "wire/writer.hpp"

namespace sitewright::wire {
namespace {

constexpr std::size_t max_digits = 15;  // stays below 2^53

bool is_integer(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  return !digits.empty() && digits.size() <= max_digits &&
         (digits.front() != '0' || digits.size() == 1) &&
         std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<std::string> query_as_json(std::string_view query, std::span<const QueryField> fields) {
  Writer to;
  to.open('{');
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::optional<std::string> name = percent_decode(pair.substr(0, equals), Plus::space);
    if (!name) continue;
    const auto field = std::ranges::find(fields, std::string_view(*name), &QueryField::name);
    if (field == fields.end()) continue;
    const std::string_view raw = pair.substr(std::min(pair.size(), equals + 1));
    const std::optional<std::string> value = percent_decode(raw, Plus::space);
    if (!value) {
      return fail(Code::invalid_input, "has a broken percent-escape",
                  "?" + std::string(field->name));
    }
    to.key(field->name);
    if (field->integer && is_integer(*value)) {
      to.json(JsonText{*value});
    } else {
      to.text(*value);
    }
  }
  to.close('}');
  return to.take();
}

}  // namespace sitewright::wire
