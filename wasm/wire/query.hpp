// The reading half that generated query decoders call. A query is turned into the JSON object that
// its schema describes, so that one set of rules judges both.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "result/result.hpp"
#include "wire/wire.hpp"

namespace sitewright::wire {

struct QueryField {
  std::string_view name;
  bool integer;
};

/// {"name": value, ...} of those names that `fields` knows, repeated ones included.
/// Errors: invalid_input with the path "?name" for a broken percent-escape.
Result<std::string> query_as_json(std::string_view query, std::span<const QueryField> fields);

template <class T>
Result<T> decode_query_as(std::string_view query, std::span<const QueryField> fields) {
  const Result<std::string> json = query_as_json(query, fields);
  if (!json) return std::unexpected(json.error());
  Result<T> value = decode<T>(*json);
  if (!value && value.error().path.starts_with('/')) value.error().path.front() = '?';
  return value;
}

}  // namespace sitewright::wire
