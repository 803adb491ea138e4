#include "usecases/message_images.hpp"

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <string>
#include <utility>

#include "project/image.hpp"
#include "project/sha256.hpp"
#include "usecases/views.hpp"
#include "wire/base64.hpp"
#include "wire/writer.hpp"

namespace sitewright::usecases {

namespace {

/// Each is paid for in every call of a generation.
constexpr std::size_t kMostShown = 4;

struct Shown {
  wire::Image image;
  ports::PartKind kind;
};

/// The newest message's, then those of the latest messages before it; as they are shown: oldest
/// first.
std::vector<Shown> shown_of(const ports::GenerationView& view) {
  const auto& messages = view.messages;
  const auto newest = std::ranges::find(messages, view.generation.message_id.value_or(""),
                                        &ports::MessageRecord::id);
  std::vector<Shown> shown;
  if (newest == messages.end()) return shown;
  for (auto at = newest + 1; at != messages.begin() && shown.size() < kMostShown;) {
    --at;
    const auto kind = at == newest ? ports::PartKind::image : ports::PartKind::earlier_image;
    for (auto& image : images_of(*at) | std::views::reverse) {
      if (shown.size() < kMostShown) shown.push_back({std::move(image), kind});
    }
  }
  std::ranges::reverse(shown);
  return shown;
}

Result<std::string> checked_bytes(const wire::NewImage& image, std::size_t position) {
  const std::string path = "/images/" + std::to_string(position);
  auto bytes = wire::from_base64(image.data);
  if (!bytes) return fail(Code::invalid_input, "must be base64", path + "/data");
  if (bytes->size() > project::kMaxImageBytes) {
    return fail(Code::invalid_input, "must be at most 512 KiB", path + "/data");
  }
  const auto is = project::image_type_of(*bytes);
  const auto size = project::image_size_of(*bytes);
  if (!size) {
    return fail(Code::invalid_input, "must be a PNG or JPEG picture", path + "/data");
  }
  if (std::max(size->width, size->height) > project::kMaxImageSide) {
    return fail(Code::invalid_input,
                "must be at most " + std::to_string(project::kMaxImageSide) + " pixels a side",
                path + "/data");
  }
  if (is != wire::to_string(image.media_type)) {
    return fail(Code::invalid_input, "must be what the picture is: " + std::string(is),
                path + "/mediaType");
  }
  return std::move(*bytes);
}

}  // namespace

std::string image_key(std::string_view project_id, std::string_view id) {
  return "projects/" + std::string(project_id) + "/images/" + std::string(id);
}

Task<std::string> keep_images(ports::BlobStore& blobs, std::string project_id,
                              std::vector<wire::NewImage> images) {
  std::vector<wire::Image> kept;
  std::vector<ports::BlobObject> objects;
  for (const auto& image : images) {
    auto bytes = co_await or_return(checked_bytes(image, kept.size()));
    const std::string type(wire::to_string(image.media_type));
    const auto id = project::sha256_hex(bytes);
    kept.push_back({.id = id,
                    .media_type = wire::from_string<wire::ImageMediaType>(type).value_or(
                        wire::ImageMediaType{}),
                    .bytes = static_cast<std::int64_t>(bytes.size())});
    objects.push_back({image_key(project_id, id), std::move(bytes), type});
  }
  if (!objects.empty()) co_await or_return(blobs.put(std::move(objects)));
  wire::Writer to;
  wire::write_array(to, kept, [](wire::Writer& out, const auto& one) { write(out, one); });
  co_return to.take();
}

Task<std::vector<ports::Part>> image_parts(ports::BlobStore& blobs,
                                           const ports::GenerationView* view) {
  const auto shown = shown_of(*view);
  std::vector<ports::Part> parts;
  if (shown.empty()) co_return parts;
  std::vector<std::string> keys;
  for (const auto& one : shown) keys.push_back(image_key(view->project.id, one.image.id));
  const auto found = co_await or_return(blobs.get_many(std::move(keys)));
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (!found[i]) continue;
    parts.push_back({shown[i].kind, std::string(wire::to_string(shown[i].image.media_type)),
                     wire::to_base64(*found[i])});
  }
  co_return parts;
}

}  // namespace sitewright::usecases
