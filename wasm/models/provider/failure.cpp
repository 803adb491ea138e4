#include "models/provider/failure.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "models/provider/reading.hpp"
#include "project/utf8.hpp"

namespace sitewright::models {

namespace {

using Kind = ChatFailure::Kind;

constexpr std::size_t kLongestDetail = 500;  // bytes
constexpr std::int64_t kLongestWait = 24LL * 3600 * 1000;
constexpr std::array<std::string_view, 6> kKeyBeginnings{"sk-",  "xai-",  "AIza",
                                                         "gsk_", "sess-", "key-"};
constexpr std::size_t kShortestKey = 12;

bool is_key_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '*' ||
         c == '.';
}

bool has_word(const Complaint& complaint, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&complaint](std::string_view word) {
    return complaint.type.contains(word) || complaint.code.contains(word) ||
           complaint.message.contains(word);
  });
}

/// Gemini speaks of plan and billing whenever a minute's limit is met, and says when to come again;
/// no wait helps where the limit is none at all.
bool is_about_money(const Complaint& complaint) {
  if (has_word(complaint, {"insufficient_quota", "credits are depleted", "limit: 0,"})) return true;
  if (complaint.type == "RESOURCE_EXHAUSTED" || complaint.retry_after_ms) return false;
  return has_word(complaint, {"billing", "credit balance", "out of credits",
                              "exceeded your current quota, please check your plan"});
}

bool is_about_key(const Complaint& complaint) {
  return has_word(complaint, {"API_KEY_INVALID", "invalid_api_key", "authentication_error",
                              "API key not valid", "Incorrect API key"});
}

Kind kind_of(std::int64_t status, const Complaint& complaint) {
  if (is_about_money(complaint) && status < 500) return Kind::out_of_quota;
  if (is_about_key(complaint)) return Kind::unauthorized;
  switch (status) {
    case 0:
      return Kind::broken_off;
    case 401:
    case 403:
      return Kind::unauthorized;
    case 402:
      return Kind::out_of_quota;
    case 429:
      return Kind::rate_limited;
    case 503:
    case 529:
      return Kind::overloaded;
    case 408:
    case 409:
      return Kind::server;
    default:
      return status >= 500 ? Kind::server : Kind::refused;
  }
}

std::optional<std::int64_t> decimal(std::string_view text) {
  std::int64_t value = 0;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9' && digits < 12) {
    value = value * 10 + (text[digits++] - '0');
  }
  if (digits == 0) return std::nullopt;
  if (digits == text.size()) return value;
  return text[digits] == '.' ? std::optional(value + 1) : std::nullopt;  // a fraction: rounded up
}

bool is_called(const Complaint& complaint, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, complaint.type) != names.end() ||
         std::ranges::find(names, complaint.code) != names.end();
}

/// The status that the error would have had before the answer began; 0: it only broke off.
std::int64_t status_within(const Complaint& complaint) {
  if (is_called(complaint, {"rate_limit_error", "rate_limit_exceeded", "RESOURCE_EXHAUSTED"})) {
    return 429;
  }
  if (is_called(complaint, {"authentication_error", "permission_error", "UNAUTHENTICATED",
                            "PERMISSION_DENIED"})) {
    return 401;
  }
  if (is_called(complaint, {"billing_error"})) return 402;
  if (is_called(complaint, {"overloaded_error", "overloaded", "server_is_overloaded", "slow_down",
                            "service_unavailable_error", "UNAVAILABLE"})) {
    return 503;
  }
  // Some have nothing but the number, and some have it in quotes.
  constexpr std::array<std::int64_t, 6> telling{401, 402, 403, 429, 503, 529};
  const auto said = complaint.status > 0 ? complaint.status : decimal(complaint.code).value_or(0);
  return std::ranges::find(telling, said) != telling.end() ? said : 0;
}

/// "Wed, 21 Oct 2015 07:28:00 GMT" as seconds since 1970. Source: RFC 9110, 5.6.7, IMF-fixdate.
std::optional<std::int64_t> http_date(std::string_view text) {
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
  const auto number = [text](std::size_t at, std::size_t length) {
    return decimal(text.substr(at, length)).value_or(-1);
  };
  const auto month_at = months.find(text.substr(8, 3));
  const auto day = number(5, 2);
  const auto year = number(12, 4);
  const auto hour = number(17, 2);
  const auto minute = number(20, 2);
  const auto second = number(23, 2);
  if (month_at == std::string_view::npos || month_at % 3 != 0 || day < 1 || year < 1970 ||
      hour < 0 || minute < 0 || second < 0) {
    return std::nullopt;
  }
  // Days since 1970 of a date in the proleptic Gregorian calendar, years beginning in March.
  const auto month = static_cast<std::int64_t>(month_at / 3) + 1;
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = y / 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t days = era * 146'097 + year_of_era * 365 + year_of_era / 4 -
                            year_of_era / 100 + day_of_year - 719'468;
  return ((days * 24 + hour) * 60 + minute) * 60 + second;
}

}  // namespace

std::string_view header(const ports::UpstreamReply& reply, std::string_view name) {
  for (const auto& [one, value] : reply.headers) {
    if (one == name) return value;
  }
  return {};
}

std::optional<std::int64_t> retry_after_ms(const ports::UpstreamReply& reply) {
  const auto bounded = [](std::int64_t wait) {
    return std::clamp<std::int64_t>(wait, 0, kLongestWait);
  };
  if (const auto wait = decimal(header(reply, "retry-after-ms"))) return bounded(*wait);
  const auto after = header(reply, "retry-after");
  if (const auto seconds = decimal(after)) return bounded(std::min(*seconds, kLongestWait) * 1000);
  const auto then = http_date(after);
  const auto now = http_date(header(reply, "date"));
  if (then && now) return bounded((*then - *now) * 1000);
  return std::nullopt;
}

std::string request_id(const ports::UpstreamReply& reply) {
  for (const std::string_view name : {"request-id", "x-request-id", "cf-ray"}) {
    if (const auto value = header(reply, name); !value.empty())
      return std::string(value.substr(0, 128));
  }
  return {};
}

std::string spoken(std::string_view text) {
  std::string line;
  for (std::size_t at = 0; at < text.size() && line.size() < kLongestDetail;) {
    const auto rest = text.substr(at);
    const bool begins = std::ranges::any_of(
        kKeyBeginnings, [rest](std::string_view beginning) { return rest.starts_with(beginning); });
    if (begins) {
      std::size_t size = 0;
      while (size < rest.size() && is_key_character(rest[size])) ++size;
      line += size >= kShortestKey ? "[key]" : rest.substr(0, size);
      at += size;
      continue;
    }
    const auto size = project::utf8_character_size(rest);
    const bool control = size == 1 && static_cast<unsigned char>(rest[0]) < 0x20;
    if (control && !line.empty() && line.back() != ' ') line += ' ';
    if (!control && size > 0) line += rest.substr(0, size);
    at += std::max<std::size_t>(size, 1);
  }
  return line;
}

ChatFailure refused(const ports::UpstreamReply& reply) {
  Complaint complaint;
  read_complaint(reply.body, complaint);
  ChatFailure failure{.kind = kind_of(reply.status, complaint), .status = reply.status};
  if (reply.status < 400) complaint.message = "the address leads elsewhere, which is not followed";
  if (complaint.message.empty()) complaint.message = reply.body;
  failure.detail = spoken(complaint.message);
  if (failure.detail.empty()) failure.detail = "no reason was given";
  failure.retry_after_ms = retry_after_ms(reply);
  if (!failure.retry_after_ms) failure.retry_after_ms = complaint.retry_after_ms;
  failure.request_id = request_id(reply);
  if (failure.request_id.empty()) failure.request_id = complaint.request_id.substr(0, 128);
  const auto word = header(reply, "x-should-retry");
  if (word == "true" && failure.kind == Kind::refused) failure.kind = Kind::server;
  if (word == "false" && (failure.kind == Kind::server || failure.kind == Kind::overloaded ||
                          failure.kind == Kind::rate_limited)) {
    failure.kind = Kind::refused;
  }
  return failure;
}

ChatFailure broken_by(const Complaint& complaint) {
  std::string detail = complaint.type;
  if (!complaint.message.empty()) {
    if (!detail.empty()) detail += ": ";
    detail += complaint.message;
  }
  return {.kind = kind_of(status_within(complaint), complaint),
          .status = 200,
          .detail = spoken(detail.empty() ? "the answer ended in an error" : detail),
          .retry_after_ms = complaint.retry_after_ms};
}

ChatFailure lost(const Error& error, bool begun) {
  ChatFailure failure{.kind = begun ? Kind::broken_off : Kind::unreachable,
                      .status = begun ? 200 : 0,
                      .detail = spoken(error.detail)};
  if (error.path == ports::kFirstByteLimit || error.path == ports::kSilenceLimit) {
    failure.kind = Kind::timed_out;
  } else if (error.code == Code::unauthorized) {
    failure.kind = Kind::unauthorized;
  } else if (error.code == Code::invalid_input) {
    failure.kind = Kind::refused;
  } else if (error.code == Code::too_large) {
    failure.kind = Kind::unreadable;
  }
  return failure;
}

}  // namespace sitewright::models
