// Published files, and which build a host name stands for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "async/task.hpp"
#include "project/slug.hpp"

namespace sitewright::ports {

struct OpenedFile {
  enum class State : std::uint8_t { found, absent, not_modified, unsatisfiable } state;
  std::int64_t handle = 0;  ///< found: the body, to be sent as it is
  std::int64_t bytes = 0;   ///< of the whole object
  std::string etag = {};
  std::string media_type = {};
  std::int64_t range_start = 0;
  std::optional<std::int64_t> range_length = {};  ///< set when a part was asked for and is given
};

struct SiteStore {
  /// The build that is served there: the live one, or that of a version. Nothing for an unknown,
  /// deleted or unpublished site.
  virtual Task<std::optional<std::string>> build_at(project::SiteLabel label) = 0;
  /// Opens one file of a build.
  virtual Task<OpenedFile> open(std::string build_id, std::string path, std::string if_none_match,
                                std::string range) = 0;

  /// One small file as text; nothing when it is not there.
  virtual Task<std::optional<std::string>> read(std::string build_id, std::string path) = 0;

 protected:
  ~SiteStore() = default;
};

}  // namespace sitewright::ports
