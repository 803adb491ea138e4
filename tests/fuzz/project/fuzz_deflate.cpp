// An inflater gets every input back, and a zip of it opens.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "../../unit/project/archive/archive_readers.hpp"
#include "project/archive/deflate.hpp"
#include "project/archive/zip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sitewright;
  // Every input also stands for a long one, so that far references and many blocks occur.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string text(bytes);
  if (size > 0 && (data[0] & 3) == 3) {
    for (int i = 0; i < 40; ++i) text.append(bytes.substr(static_cast<std::size_t>(i) % size));
  }
  if (testing::Inflater(project::deflate(text)).run() != text) std::abort();
  project::ZipWriter writer;
  const auto entry = writer.add("a", text, project::Mode::regular, project::Compression::deflate);
  if (!entry) std::abort();
  const auto files = testing::read_zip(*entry + writer.finish());
  if (!files || files->size() != 1 || files->front().content != text) std::abort();
  return 0;
}
