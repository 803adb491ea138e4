#include "context/resolve/specifier.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <system_error>

#include "context/scan/characters.hpp"

namespace sitewright::context {

namespace {

constexpr std::string_view node_modules_of_runtime[] = {"assert",
                                                        "async_hooks",
                                                        "buffer",
                                                        "child_process",
                                                        "cluster",
                                                        "console",
                                                        "constants",
                                                        "crypto",
                                                        "dgram",
                                                        "dns",
                                                        "domain",
                                                        "events",
                                                        "fs",
                                                        "http",
                                                        "http2",
                                                        "https",
                                                        "module",
                                                        "net",
                                                        "os",
                                                        "path",
                                                        "perf_hooks",
                                                        "process",
                                                        "punycode",
                                                        "querystring",
                                                        "readline",
                                                        "repl",
                                                        "stream",
                                                        "string_decoder",
                                                        "timers",
                                                        "tls",
                                                        "tty",
                                                        "url",
                                                        "util",
                                                        "v8",
                                                        "vm",
                                                        "wasi",
                                                        "worker_threads",
                                                        "zlib",
                                                        "inspector",
                                                        "diagnostics_channel",
                                                        "trace_events"};

}  // namespace

std::string_view package_of(std::string_view specifier) {
  const bool scoped = specifier.starts_with('@');
  std::size_t end = specifier.find('/');
  if (scoped) {
    if (end == std::string_view::npos || end == 1) return {};
    end = specifier.find('/', end + 1);
  }
  const std::string_view name = specifier.substr(0, end);
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return is_word_byte(c) || c == '-' || c == '.' || c == '@' || c == '/' || c == '~';
  });
  return plain && !name.empty() && !name.starts_with('~') && !name.ends_with('/')
             ? name
             : std::string_view();
}

bool is_runtime_module(std::string_view specifier) {
  for (const std::string_view scheme : {"node:", "bun:", "cloudflare:", "virtual:", "astro:",
                                        "deno:", "jsr:", "npm:", "file:", "sass:"}) {
    if (specifier.starts_with(scheme)) return true;
  }
  const std::string_view name = specifier.substr(0, specifier.find('/'));
  return std::find(std::begin(node_modules_of_runtime), std::end(node_modules_of_runtime), name) !=
         std::end(node_modules_of_runtime);
}

bool is_remote(std::string_view specifier) {
  return specifier.starts_with("//") || specifier.starts_with("data:") ||
         specifier.starts_with("blob:") || specifier.find("://") != std::string_view::npos;
}

std::string_view without_query(std::string_view specifier) {
  return specifier.substr(0, specifier.find('?'));
}

bool is_alias(std::string_view specifier) {
  return specifier.starts_with("@/") || specifier.starts_with("~/");
}

std::string percent_decoded(std::string_view address) {
  std::string out;
  for (std::size_t at = 0; at < address.size(); ++at) {
    const std::string_view digits = address.substr(at + 1, 2);
    unsigned char byte = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    const bool escape = address[at] == '%' && digits.size() == 2 && read.ec == std::errc() &&
                        read.ptr == digits.data() + 2;
    out += escape ? static_cast<char>(byte) : address[at];
    at += escape ? 2 : 0;
  }
  return out;
}

bool is_page(std::string_view path) {
  return path.ends_with(".html") || path.ends_with(".htm");
}

bool names_file(std::string_view address) {
  const std::size_t dot = address.find_last_of("./");
  return dot != std::string_view::npos && address[dot] == '.' && dot + 1 < address.size() &&
         !is_digit(address[dot + 1]) && !is_page(address);
}

bool is_style(std::string_view path) {
  return path.ends_with("css") || path.ends_with(".less");  // .css .scss .pcss
}

}  // namespace sitewright::context
