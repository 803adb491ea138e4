#include "usecases/stand_in.hpp"

#include <algorithm>

namespace sitewright::usecases {

namespace {

constexpr std::string_view kBegin = "No language model could ";
constexpr std::string_view kBefore = ", so the built-in one did: ";

/// Empty: the words are about something else.
std::string_view cause_in(std::string_view words) {
  if (!words.starts_with(kBegin)) return {};
  const auto at = words.find(kBefore);
  return at == std::string_view::npos ? std::string_view() : words.substr(at + kBefore.size());
}

}  // namespace

std::string stand_in_words(std::string_view what, std::string_view why) {
  std::string words(kBegin);
  words += what;
  words += kBefore;
  words += why;
  return words;
}

bool told_already(std::span<const ports::MessageRecord> messages, std::string_view generation_id,
                  std::string_view words) {
  const auto cause = cause_in(words);
  if (cause.empty()) return false;
  return std::ranges::any_of(messages, [&](const auto& message) {
    if (message.generation_id != generation_id) return false;
    const auto told = cause_in(message.content);
    // One of them may have been cut at a message's limit.
    return !told.empty() && (told.starts_with(cause) || cause.starts_with(told));
  });
}

}  // namespace sitewright::usecases
