// Where sites are served, from the deployment's BASE_HOST ("localhost:8787", "example.com").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sitewright::usecases {

class Addresses {
 public:
  explicit Addresses(std::string base_host) : base_host_(std::move(base_host)) {}

  /// The origin of the app itself, without a slash at the end.
  [[nodiscard]] std::string app() const { return scheme() + base_host_; }
  [[nodiscard]] std::string live(std::string_view slug) const {
    return scheme() + std::string(slug) + "." + base_host_ + "/";
  }
  [[nodiscard]] std::string preview(std::string_view slug, std::int64_t version) const {
    return scheme() + "v" + std::to_string(version) + "--" + std::string(slug) + "." + base_host_ +
           "/";
  }
  /// Of a host that is the app's or a site's.
  [[nodiscard]] std::string origin(std::string_view host) const {
    return scheme() + std::string(host);
  }
  [[nodiscard]] const std::string& base_host() const { return base_host_; }
  /// Whether the app runs on this machine only.
  [[nodiscard]] bool local() const {
    const std::string_view name = std::string_view(base_host_).substr(0, base_host_.find(':'));
    return name == "localhost" || name == "127.0.0.1";
  }

 private:
  [[nodiscard]] std::string scheme() const { return local() ? "http://" : "https://"; }
  std::string base_host_;
};

}  // namespace sitewright::usecases
