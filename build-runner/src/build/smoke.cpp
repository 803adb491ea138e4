#include "build/smoke.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
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

/// The file that answers for a path; empty when none does.
std::string served_file(std::span<const Member> site, const std::string& path) {
  for (const char* ending : {"", ".html", "/index.html", "index.html"}) {
    const bool folder = path.empty() || path.ends_with('/');
    if (folder != (std::string_view(ending) == "index.html")) continue;
    if (holds(site, path + ending)) return path + ending;
  }
  return {};
}

// "#/…" is a router's own, ":~:" points at text.
bool names_an_element(std::string_view fragment) {
  return !fragment.empty() && fragment != "top" && !fragment.starts_with('/') &&
         !fragment.starts_with("!/") && !fragment.contains(":~:");
}

class LinkCheck {
 public:
  explicit LinkCheck(std::span<const Member> site) : site_(site) {}

  std::optional<Problem> check(const Member& page, const HtmlLink& link) {
    if (is_elsewhere(link.address)) return std::nullopt;
    const std::string_view address = link.address;
    const std::string reference = percent_decoded(address.substr(0, address.find_first_of("?#")));
    std::string file = page.path;
    if (!reference.empty()) {
      const auto path = resolved(page.path, reference);
      if (!path) return found("link_leaves_site", "names nothing in the site", page, link);
      file = served_file(site_, *path);
      if (file.empty()) return found("broken_link", "names nothing in the site", page, link);
    }
    const std::size_t hash = address.find('#');
    if (hash == std::string_view::npos || !file.ends_with(".html")) return std::nullopt;
    const std::string fragment(address.substr(hash + 1));
    if (!names_an_element(fragment)) return std::nullopt;
    const auto& anchors = anchors_of(file);
    if (anchors.contains(fragment) || anchors.contains(percent_decoded(fragment))) {
      return std::nullopt;
    }
    return found("broken_anchor", "names no element of its page", page, link);
  }

 private:
  static Problem found(const char* code, const char* what, const Member& page,
                       const HtmlLink& link) {
    Problem problem{Category::runtime, code,
                    "The address \"" + project::shown_path(link.address) + "\" " + what + ".",
                    "dist/" + page.path};
    problem.line = link.line;
    return problem;
  }

  const std::set<std::string>& anchors_of(const std::string& file) {
    const auto [known, is_new] = anchors_.try_emplace(file);
    if (is_new) {
      const auto member = std::ranges::lower_bound(
          site_, file, {}, [](const Member& one) -> const std::string& { return one.path; });
      known->second = html_anchors(member->bytes);
    }
    return known->second;
  }

  std::span<const Member> site_;
  std::map<std::string, std::set<std::string>> anchors_;
};

/// Whether the body shows nothing: neither text nor a picture.
bool shows_nothing(std::string_view html) {
  const std::size_t body = html.find("<body");
  if (body == std::string_view::npos) return false;
  html.remove_prefix(body);
  for (const std::string_view seen : {"<img", "<svg", "<canvas", "<iframe", "<video", "<object"}) {
    if (html.contains(seen)) return false;
  }
  for (std::size_t at = 0; at < html.size();) {
    const std::string_view rest = html.substr(at);
    const bool comment = rest.starts_with("<!--");
    if (comment || rest.starts_with('<')) {
      const std::string_view end = comment ? "-->" : ">";
      const std::size_t close = rest.find(end);
      if (close == std::string_view::npos) return true;
      at += close + end.size();
    } else if (rest[0] == ' ' || rest[0] == '\n' || rest[0] == '\r' || rest[0] == '\t') {
      ++at;
    } else {
      return false;
    }
  }
  return true;
}

/// Whether a page lacks what it is made of: one without a script shows nothing; one that was
/// rendered at build time, as its data-page says, shows nothing or has no title.
bool is_empty(std::string_view html) {
  const bool rendered = html.substr(0, html.find("<body")).contains(" data-page=\"");
  if (rendered) return shows_nothing(html) || !html.contains("<title>");
  return !html.contains("<script") && shows_nothing(html);
}

/// The element that scripts put the site into, where index.html has none of that id.
std::string missing_root(std::span<const Member> site, std::string_view page) {
  for (const std::string id : {"root", "app"}) {
    bool has = false;
    for (const char* quote : {"\"", "'", ""}) has = has || page.contains("id=" + (quote + id));
    if (has) continue;
    for (const Member& file : site) {
      if (!file.path.ends_with(".js")) continue;
      for (const char* quote : {"\"", "'", "`"}) {
        const std::string call = "getElementById(" + (quote + id) + quote + ")";
        if (std::string_view(file.bytes).contains(call)) return id;
      }
    }
  }
  return {};
}

}  // namespace

std::vector<Problem> smoke_test(std::span<const Member> site) {
  std::vector<Problem> problems;
  if (!holds(site, "index.html")) {
    problems.push_back(
        {Category::configuration, "no_index_page", "The build made no dist/index.html."});
  }
  LinkCheck links(site);
  for (const Member& page : site) {
    if (!page.path.ends_with(".html")) continue;
    if (page.path == "index.html" && is_empty(page.bytes)) {
      problems.push_back({Category::configuration, "empty_page",
                          "The page was made without what belongs on it.", "dist/index.html"});
    }
    if (page.path == "index.html") {
      if (const std::string id = missing_root(site, page.bytes); !id.empty()) {
        problems.push_back({Category::configuration, "no_root_element",
                            "The scripts put the site into #" + id + ", which is not on the page.",
                            "dist/index.html"});
      }
    }
    for (const HtmlLink& link : html_links(page.bytes)) {
      if (problems.size() >= max_problems) return problems;
      if (auto problem = links.check(page, link)) problems.push_back(std::move(*problem));
    }
  }
  return problems;
}

}  // namespace sitewright::build
