// Zip archives, entry by entry: what a user downloads.
// Units:  bytes.
// Errors: invalid_input for a path that breaks project/path.hpp or is there twice; too_large for
//         what zip holds only with zip64: 4 GiB of archive, 65,535 entries.
// Each call gives the bytes that come next, so a host can send them at once; only the directory of
// names is kept. Times are 1980-01-01 00:00, zip's first: equal files, equal bytes.
// Source: PKWARE APPNOTE 6.3.10; names are UTF-8 (flag bit 11), modes are Unix modes.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "project/manifest.hpp"
#include "result/result.hpp"

namespace sitewright::project {

enum class Compression : std::uint8_t { store, deflate };

class ZipWriter {
 public:
  /// With deflate, content that does not become smaller is stored.
  Result<std::string> add(std::string_view path, std::string_view content, Mode mode,
                          Compression compression);

  /// The directory that ends the archive; nothing may be added after it.
  [[nodiscard]] std::string finish() const;

 private:
  std::string directory_;
  std::uint64_t offset_ = 0;
  std::set<std::string, std::less<>> paths_;
};

}  // namespace sitewright::project
