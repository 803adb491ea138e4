#include "install/json_file.hpp"

#include <algorithm>
#include <string>

namespace sitewright::install {
namespace {

using nlohmann::json;
using report::Category;
using report::Problem;

constexpr int max_depth = 64;

/// Accepts everything and remembers where the text stopped being JSON.
class Locator : public nlohmann::json_sax<json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return enter(); }
  bool key(string_t&) override { return true; }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override { return enter(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t at, const std::string&, const json::exception&) override {
    position_ = at;
    return false;
  }

  [[nodiscard]] std::size_t position() const { return position_; }
  [[nodiscard]] bool too_deep() const { return depth_ > max_depth; }

 private:
  bool enter() { return ++depth_ <= max_depth; }
  bool leave() {
    --depth_;
    return true;
  }

  std::size_t position_ = 0;
  int depth_ = 0;
};

}  // namespace

report::Outcome<json> parse_json_file(std::string_view name, std::string_view text) {
  Locator locator;
  if (json::sax_parse(text, &locator)) return json::parse(text, nullptr, false);
  Problem problem{Category::syntax, "invalid_json", std::string(name) + " is not valid JSON.",
                  std::string(name)};
  if (locator.too_deep()) {
    problem.message = std::string(name) + " is nested too deeply.";
    return std::unexpected(std::move(problem));
  }
  const std::size_t at =
      std::min(locator.position() == 0 ? 0 : locator.position() - 1, text.size());
  const std::string_view before = text.substr(0, at);
  const std::size_t newline = before.rfind('\n');
  problem.line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1);
  problem.column =
      static_cast<std::uint32_t>(newline == std::string_view::npos ? at + 1 : at - newline);
  return std::unexpected(std::move(problem));
}

}  // namespace sitewright::install
