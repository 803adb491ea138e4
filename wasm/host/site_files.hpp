// ports::SiteStore: host names by D1, files by R2.
#pragma once

#include "host/d1.hpp"
#include "ports/site_store.hpp"

namespace sitewright::host {

class SiteFiles final : public ports::SiteStore {
 public:
  explicit SiteFiles(Effects& effects) : effects_(effects), d1_(effects) {}
  Task<std::optional<std::string>> build_at(project::SiteLabel label) override;
  Task<ports::OpenedFile> open(std::string build_id, std::string path, std::string if_none_match,
                               std::string range) override;
  Task<std::optional<std::string>> read(std::string build_id, std::string path) override;

 private:
  Effects& effects_;
  D1 d1_;
};

}  // namespace sitewright::host
