// The packed token tables that the build made.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "context/tokens/tokens.hpp"

namespace sitewright::testing {

inline std::string packed_table(const std::string& encoding) {
  std::ifstream file(SITEWRIGHT_TOKEN_TABLES "/" + encoding + ".tokens", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline context::TokenTable& o200k_table() {
  static auto table = context::TokenTable::load(packed_table("o200k_base"));
  return *table;
}

inline context::TokenTable& cl100k_table() {
  static auto table = context::TokenTable::load(packed_table("cl100k_base"));
  return *table;
}

}  // namespace sitewright::testing
