// Statements for D1 and rows from it. SQL text appears only in wasm/host/ and schemas/d1/.
// Errors: stale when the guard of a commit did not hold (inbox.stale_revision); conflict when a
//         unique key was taken, detail names it; unavailable for everything else D1 refuses.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/effects.hpp"

namespace sitewright::host {

using wire::Scalar;

[[nodiscard]] Scalar scalar(std::string_view text);
[[nodiscard]] Scalar scalar(const std::string& text);
[[nodiscard]] Scalar scalar(std::int64_t number);
[[nodiscard]] Scalar scalar(const std::optional<std::string>& text);
[[nodiscard]] Scalar scalar(const std::optional<std::int64_t>& number);

struct Statement {
  std::string sql;
  std::vector<Scalar> params = {};
};

using Row = std::vector<Scalar>;

/// Reads a row's columns in their order. A column of another type reads as empty or 0: the schema's
/// STRICT tables do not let that happen.
class Columns {
 public:
  explicit Columns(const Row& row) : row_(row) {}
  std::string text();
  std::int64_t integer();
  std::optional<std::string> optional_text();
  std::optional<std::int64_t> optional_integer();

 private:
  const Scalar& next();
  const Row& row_;
  std::size_t at_ = 0;
};

class D1 {
 public:
  explicit D1(Effects& effects) : effects_(effects) {}
  /// One transaction; the rows of each statement, in order.
  Task<std::vector<std::vector<Row>>> batch(std::vector<Statement> statements);
  Task<std::vector<Row>> query(Statement statement);

 private:
  Effects& effects_;
};

}  // namespace sitewright::host
