#include "host/d1.hpp"

namespace sitewright::host {

namespace {

Error error_of(std::string text) {
  if (text.contains("stale_revision")) return {Code::stale, "the row has changed since"};
  constexpr std::string_view unique = "UNIQUE constraint failed: ";
  if (const auto at = text.find(unique); at != std::string::npos) {
    const auto begin = at + unique.size();
    return {Code::conflict, text.substr(begin, text.find_first_of(":, ", begin) - begin)};
  }
  return {Code::unavailable, "D1: " + std::move(text)};
}

}  // namespace

Scalar scalar(std::string_view text) {
  return std::string(text);
}
Scalar scalar(const std::string& text) {
  return text;
}
Scalar scalar(std::int64_t number) {
  return number;
}
Scalar scalar(const std::optional<std::string>& text) {
  return text ? Scalar(*text) : Scalar(std::monostate{});
}
Scalar scalar(const std::optional<std::int64_t>& number) {
  return number ? Scalar(*number) : Scalar(std::monostate{});
}

const Scalar& Columns::next() {
  static const Scalar kNone;
  return at_ < row_.size() ? row_[at_++] : kNone;
}

std::string Columns::text() {
  return optional_text().value_or(std::string());
}
std::int64_t Columns::integer() {
  return optional_integer().value_or(0);
}

std::optional<std::string> Columns::optional_text() {
  const auto* const text = std::get_if<std::string>(&next());
  return text != nullptr ? std::optional(*text) : std::nullopt;
}

std::optional<std::int64_t> Columns::optional_integer() {
  const auto* const number = std::get_if<std::int64_t>(&next());
  return number != nullptr ? std::optional(*number) : std::nullopt;
}

Task<std::vector<std::vector<Row>>> D1::batch(std::vector<Statement> statements) {
  wire::D1BatchRequest request;
  request.statements.reserve(statements.size());
  for (auto& statement : statements) {
    request.statements.push_back(
        {.sql = std::move(statement.sql), .params = std::move(statement.params)});
  }
  auto answer = co_await or_return(effects_.perform(std::move(request)));
  if (answer.reply.error) co_return std::unexpected(error_of(std::move(*answer.reply.error)));
  std::vector<std::vector<Row>> results;
  results.reserve(answer.reply.results.size());
  for (auto& result : answer.reply.results) results.push_back(std::move(result.rows));
  co_return results;
}

Task<std::vector<Row>> D1::query(Statement statement) {
  std::vector<Statement> one;
  one.push_back(std::move(statement));
  auto results = co_await or_return(batch(std::move(one)));
  if (results.empty()) co_return fail(Code::broken_invariant, "D1 gave no result");
  co_return std::move(results.front());
}

}  // namespace sitewright::host
