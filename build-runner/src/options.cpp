#include "options.hpp"

#include <charconv>
#include <string_view>

namespace sitewright {
namespace {

template <class Number>
Result<void> parse_number(std::string_view flag, std::string_view text, Number low, Number high,
                          Number& out) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < low || value > high) {
    return fail(Code::invalid_input, std::string(flag) + ": not a number from " +
                                         std::to_string(low) + " to " + std::to_string(high));
  }
  out = value;
  return {};
}

Result<void> set_smoke(Options& options, std::string_view value) {
  using build::SmokeMode;
  if (value == "auto") {
    options.smoke = SmokeMode::automatic;
  } else if (value == "static") {
    options.smoke = SmokeMode::static_only;
  } else if (value == "browser") {
    options.smoke = SmokeMode::browser;
  } else {
    return fail(Code::invalid_input, "--smoke: auto, static or browser");
  }
  return {};
}

Result<void> set_value(Options& options, std::string_view flag, const std::string& value) {
  const auto text = [&](std::string& to) -> Result<void> {
    to = value;
    return value.empty() ? Result<void>(fail(Code::invalid_input, std::string(flag) + ": is empty"))
                         : Result<void>();
  };
  if (flag == "--host") return text(options.host);
  if (flag == "--state") return text(options.state);
  if (flag == "--node") return text(options.node);
  if (flag == "--warm") return text(options.warm);
  if (flag == "--chromium") return text(options.chromium);
  if (flag == "--smoke") return set_smoke(options, value);
  if (flag == "--port") return parse_number<std::uint16_t>(flag, value, 0, 65535, options.port);
  if (flag == "--jobs") return parse_number<unsigned>(flag, value, 1, 64, options.jobs);
  if (flag == "--bundlers") return parse_number<unsigned>(flag, value, 0, 64, options.bundlers);
  if (flag == "--browsers") return parse_number<unsigned>(flag, value, 0, 64, options.browsers);
  if (flag == "--memory-mib")
    return parse_number<std::uint64_t>(flag, value, 64, 1u << 20, options.memory_mib);
  if (flag == "--max-memory-mib")
    return parse_number<std::uint64_t>(flag, value, 64, 1u << 20, options.max_memory_mib);
  if (flag == "--store-mib")
    return parse_number<std::uint64_t>(flag, value, 64, 1u << 24, options.store_mib);
  if (flag == "--first-uid")
    return parse_number<uid_t>(flag, value, 1, 4'000'000'000u, options.first_uid);
  return fail(Code::invalid_input, std::string(flag) + ": unknown flag");
}

}  // namespace

Result<Options> parse_options(std::span<char* const> arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view flag = arguments[i];
    if (flag == "--allow-unsandboxed") {
      options.allow_unsandboxed = true;
    } else if (flag == "--die-with-parent") {
      options.die_with_parent = true;
    } else if (flag == "--find-chromium") {
      options.find_chromium = true;
    } else if (flag == "--help" || flag == "-h") {
      options.help = true;
    } else if (i + 1 == arguments.size()) {
      return fail(Code::invalid_input,
                  std::string(flag) + ": unknown flag, or its value is missing");
    } else if (auto set = set_value(options, flag, arguments[++i]); !set) {
      return std::unexpected(set.error());
    }
  }
  return options;
}

}  // namespace sitewright
