// The archive writer as a wasm module of its own, for tests/bench/archive.mjs: the host writes each
// file's path and content where reserve() says.
#include <cstdint>
#include <string>
#include <string_view>

#include "project/archive/zip.hpp"

namespace {

using namespace sitewright::project;

std::string input;
std::string archive;
ZipWriter* writer = nullptr;

}  // namespace

extern "C" {

[[clang::export_name("begin")]] void begin() {
  delete writer;
  writer = new ZipWriter;
  archive.clear();
}

[[clang::export_name("reserve")]] char* reserve(std::uint32_t size) {
  input.resize(size);
  return input.data();
}

/// 1 when the archive does not take the file.
[[clang::export_name("add")]] std::uint32_t add(std::uint32_t path_size) {
  const std::string_view all = input;
  const auto bytes = writer->add(all.substr(0, path_size), all.substr(path_size), Mode::regular,
                                 Compression::deflate);
  if (!bytes) return 1;
  archive += *bytes;
  return 0;
}

[[clang::export_name("finish")]] const char* finish() {
  archive += writer->finish();
  return archive.data();
}

[[clang::export_name("archive_size")]] std::uint32_t archive_size() {
  return static_cast<std::uint32_t>(archive.size());
}
}
