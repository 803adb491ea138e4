#include "build/smoke.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "build/html_links.hpp"
#include "project/path.hpp"

namespace sitewright::build {
namespace {

using report::Category;
using report::Problem;
using unpack::Member;

constexpr std::size_t max_problems = 50;

// "https://…", "mailto:…", "data:…", "//host/…": not ours to follow.
bool is_elsewhere(std::string_view address) {
  if (address.starts_with("//")) return true;
  const std::size_t end = address.find_first_of(":/?#");
  return end != std::string_view::npos && address[end] == ':' && end > 0;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                       hex_digit(text[i + 2]) >= 0;
    out +=
        coded ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
    if (coded) i += 2;
  }
  return out;
}

/// `reference` as seen from `page`; nothing when it climbs out of the site.
std::optional<std::string> resolved(std::string_view page, std::string_view reference) {
  std::vector<std::string_view> segments;
  const auto walk = [&](std::string_view path) {
    while (!path.empty()) {
      const std::string_view segment = path.substr(0, path.find('/'));
      path.remove_prefix(std::min(segment.size() + 1, path.size()));
      if (segment.empty() || segment == ".") continue;
      if (segment != "..") {
        segments.push_back(segment);
      } else if (segments.empty()) {
        return false;
      } else {
        segments.pop_back();
      }
    }
    return true;
  };
  if (!reference.starts_with('/')) {
    const std::size_t slash = page.rfind('/');
    if (slash != std::string_view::npos) walk(page.substr(0, slash));
  }
  if (!walk(reference)) return std::nullopt;
  std::string out;
  for (const std::string_view segment : segments) {
    if (!out.empty()) out += '/';
    out += segment;
  }
  if (reference.ends_with('/') && !out.empty()) out += '/';
  return out;
}

bool holds(std::span<const Member> site, std::string_view path) {
  return std::ranges::binary_search(
      site, path, {}, [](const Member& file) -> std::string_view { return file.path; });
}

bool is_served(std::span<const Member> site, const std::string& path) {
  if (path.empty()) return holds(site, "index.html");
  if (path.ends_with('/')) return holds(site, path + "index.html");
  return holds(site, path) || holds(site, path + ".html") || holds(site, path + "/index.html");
}

std::optional<Problem> check_link(std::span<const Member> site, const Member& page,
                                  const HtmlLink& link) {
  std::string_view address = link.address;
  address = address.substr(0, address.find_first_of("?#"));
  if (address.empty() || is_elsewhere(link.address)) return std::nullopt;
  const std::string reference = percent_decoded(address);
  const auto path = resolved(page.path, reference);
  if (path && is_served(site, *path)) return std::nullopt;
  Problem problem{
      Category::runtime, path ? "broken_link" : "link_leaves_site",
      "The address \"" + project::shown_path(link.address) + "\" names nothing in the site.",
      "dist/" + page.path};
  problem.line = link.line;
  return problem;
}

}  // namespace

std::vector<Problem> smoke_test(std::span<const Member> site) {
  std::vector<Problem> problems;
  if (!holds(site, "index.html")) {
    problems.push_back(
        {Category::configuration, "no_index_page", "The build made no dist/index.html."});
  }
  for (const Member& page : site) {
    if (!page.path.ends_with(".html")) continue;
    for (const HtmlLink& link : html_links(page.bytes)) {
      if (problems.size() >= max_problems) return problems;
      if (auto problem = check_link(site, page, link)) problems.push_back(std::move(*problem));
    }
  }
  return problems;
}

}  // namespace sitewright::build
