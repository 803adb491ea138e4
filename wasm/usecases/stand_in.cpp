#include "usecases/stand_in.hpp"

#include <algorithm>

namespace sitewright::usecases {

namespace {

constexpr std::string_view kBegin = "No language model could ";
constexpr std::string_view kBefore = ", so the built-in one did: ";
constexpr std::string_view kBlind = " cannot look at pictures";

/// Empty: the words are about something else.
std::string_view cause_in(std::string_view words) {
  if (const auto blind = words.find(kBlind); blind < words.find(',')) return words.substr(0, blind);
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

std::string blind_words(const std::string& model, std::string_view what) {
  const bool builtin = model == "builtin";
  std::string words = builtin ? "The built-in model" : model;
  words += kBlind;
  words += ", so ";
  words += what;
  words += " follows your words alone.";
  if (builtin) words += " Set a key under Models and money to have pictures looked at.";
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
