// templates.pack: for each file four numbers of 32 bits, little endian: its set, the lengths of
// path and text, and their sum as a check; then path and text.
#include <array>
#include <cstddef>
#include <cstring>
#include <utility>

#include "templates/files.hpp"

namespace sitewright::templates {

namespace {

std::unexpected<Error> broken() {
  return fail(Code::invalid_input, "templates.pack is not what templates/pack.mjs writes.");
}

std::array<std::uint32_t, 4> numbers_at(std::string_view bytes) {
  std::array<std::uint32_t, 4> numbers{};
  std::memcpy(numbers.data(), bytes.data(), sizeof numbers);
  return numbers;
}

#if defined(__wasm__)

struct Texts {
  std::string bytes;
  Pack pack;
  bool here = false;
};

/// Belongs to the isolate; the same for all that it does.
Texts& texts() {
  static Texts instance;
  return instance;
}

#endif

}  // namespace

Result<Pack> read_pack(std::string_view bytes) {
  Pack pack;
  const std::array<std::vector<File>*, 4> sets{&pack.starter, &pack.sections, &pack.styles,
                                               &pack.words};
  while (!bytes.empty()) {
    if (bytes.size() < 16) return broken();
    const auto [set, path, text, check] = numbers_at(bytes);
    bytes.remove_prefix(16);
    if (set >= sets.size() || check != path + text) return broken();
    if (path > bytes.size() || text > bytes.size() - path) return broken();
    auto& files = *sets[set];
    files.push_back({bytes.substr(0, path), bytes.substr(path, text)});
    if (files.size() > 1 && files[files.size() - 2].path >= files.back().path) return broken();
    bytes.remove_prefix(std::size_t{path} + text);
  }
  return pack;
}

#if defined(__wasm__)

bool is_loaded() {
  return texts().here;
}

Result<void> load(std::string pack) {
  if (texts().here) return {};
  texts().bytes = std::move(pack);
  auto read = read_pack(texts().bytes);
  if (!read) return std::unexpected(read.error());
  texts().pack = std::move(*read);
  texts().here = true;
  return {};
}

std::span<const File> starter_files() {
  return texts().pack.starter;
}

std::span<const File> section_files() {
  return texts().pack.sections;
}

std::span<const File> style_files() {
  return texts().pack.styles;
}

std::span<const File> word_files() {
  return texts().pack.words;
}

#else

bool is_loaded() {
  return true;
}

Result<void> load(std::string) {
  return {};
}

#endif

}  // namespace sitewright::templates
