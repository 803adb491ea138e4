#include "host/boundary.hpp"

#include <bit>
#include <cstring>

namespace sitewright::host {

static_assert(std::endian::native == std::endian::little);

FrameView read_frame(std::string_view bytes) {
  std::uint32_t header = 0;
  if (bytes.size() < sizeof header) return {};
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header > bytes.size() - sizeof header) return {};
  return {bytes.substr(sizeof header, header), bytes.substr(sizeof header + header)};
}

std::string write_frame(std::string_view header, std::string_view body) {
  const auto length = static_cast<std::uint32_t>(header.size());
  std::string frame;
  frame.reserve(sizeof length + header.size() + body.size());
  frame.append(reinterpret_cast<const char*>(&length), sizeof length);
  frame += header;
  frame += body;
  return frame;
}

}  // namespace sitewright::host
