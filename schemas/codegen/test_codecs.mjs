// tests/unit/wire/generated/codecs.hpp: every message with its decode and encode, for the tests of
// the examples and for the fuzzer.
import { header, namedMessages } from "./cpp_types.mjs";
import { groups } from "./load.mjs";

export function testCodecs(messages, table) {
  const list = namedMessages(messages, groups).filter((message) => message.shape.kind !== "enum");
  const used = groups.filter((group) => list.some((message) => message.group === group));
  const queries = new Set(
    (table?.routes ?? []).flatMap((route) => (route.query ? [route.query] : [])),
  );
  return `${header("schemas/")}#pragma once

#include <string>
#include <string_view>

#include "result/result.hpp"
${used.map((group) => `#include "wire/generated/${group}.hpp"\n`).join("")}${table ? '#include "wire/generated/routes.hpp"\n' : ""}
namespace sitewright::wire {

template <class T>
Result<std::string> recode(std::string_view json) {
  return decode<T>(json).transform([](const T& value) { return encode(value); });
}

struct MessageCodec {
  std::string_view name;                           ///< folder below schemas/examples/
  Result<std::string> (*recode)(std::string_view);  ///< encode(decode(json))
};

inline constexpr MessageCodec message_codecs[] = {
${list.map((message) => `    {"${message.group}/${message.name}", recode<${message.type}>},\n`).join("")}};
${queries.size === 0 ? "" : queryCodecs(queries)}
}  // namespace sitewright::wire
`;
}

const queryCodecs = (queries) => `
template <class T>
Result<std::string> recode_query(std::string_view query) {
  return decode_query<T>(query).transform([](const T& value) { return encode(value); });
}

inline constexpr MessageCodec query_codecs[] = {
${[...queries].map((message) => `    {"${message.group}/${message.name}", recode_query<${message.type}>},\n`).join("")}};
`;
