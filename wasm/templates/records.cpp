#include "templates/records.hpp"

#include <array>
#include <cstddef>
#include <cstring>

namespace sitewright::templates {

namespace {

std::unexpected<Error> broken() {
  return fail(Code::invalid_input, "This is not what templates/pack.mjs writes.");
}

std::array<std::uint32_t, 4> numbers_at(std::string_view bytes) {
  std::array<std::uint32_t, 4> numbers{};
  std::memcpy(numbers.data(), bytes.data(), sizeof numbers);
  return numbers;
}

}  // namespace

Result<std::vector<Record>> read_records(std::string_view bytes) {
  std::vector<Record> records;
  while (!bytes.empty()) {
    if (bytes.size() < 16) return broken();
    const auto [set, name, text, check] = numbers_at(bytes);
    bytes.remove_prefix(16);
    if (check != name + text) return broken();
    if (name > bytes.size() || text > bytes.size() - name) return broken();
    records.push_back({set, bytes.substr(0, name), bytes.substr(name, text)});
    bytes.remove_prefix(std::size_t{name} + text);
  }
  return records;
}

}  // namespace sitewright::templates
