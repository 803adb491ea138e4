// templates.pack: the records of templates/records.hpp, sets in the order of Pack.
#include <array>
#include <utility>

#include "templates/files.hpp"
#include "templates/records.hpp"

namespace sitewright::templates {

namespace {

std::unexpected<Error> broken() {
  return fail(Code::invalid_input, "templates.pack is not what templates/pack.mjs writes.");
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
  const auto records = read_records(bytes);
  if (!records) return std::unexpected(records.error());
  Pack pack;
  const std::array<std::vector<File>*, 4> sets{&pack.starter, &pack.sections, &pack.styles,
                                               &pack.words};
  for (const auto& record : *records) {
    if (record.set >= sets.size()) return broken();
    auto& files = *sets[record.set];
    files.push_back({record.name, record.text});
    if (files.size() > 1 && files[files.size() - 2].path >= files.back().path) return broken();
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
