#include "models/router/structured.hpp"

#include <utility>

#include "models/json_repair.hpp"
#include "wire/generated/model.hpp"

namespace sitewright::models {

namespace {

template <class Message>
Result<std::string> decodable(std::string text) {
  if (wire::decode<Message>(text)) return text;
  auto repaired = repair_json(text);
  if (!repaired) return std::unexpected(std::move(repaired.error()));
  const auto decoded = wire::decode<Message>(*repaired);
  if (!decoded) {
    return fail(Code::invalid_input, decoded.error().path + ": " + decoded.error().detail);
  }
  return repaired;
}

}  // namespace

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Result<std::string> readable(ports::Role role, std::string text) {
  if (is_blank(text)) return fail(Code::invalid_input, "It was empty.");
  switch (role) {
    case ports::Role::architect:
      return decodable<wire::PlanReply>(std::move(text));
    case ports::Role::reviewer:
      return decodable<wire::ReviewReply>(std::move(text));
    case ports::Role::councillor:
      return decodable<wire::VoteReply>(std::move(text));
    case ports::Role::coder:
      return text;
  }
  std::unreachable();
}

std::string ask_again(ports::Role role, std::string_view reason) {
  std::string words =
      "That answer could not be read: " + std::string(reason) + "\nGive the whole answer again";
  if (role != ports::Role::coder) words += ", as one JSON document of the schema and nothing else";
  return words + ".";
}

}  // namespace sitewright::models
