// ports::Model over the built-in model: rules without weights, no I/O. It answers in the formats
// that every other model answers in.
#pragma once

#include <array>
#include <span>
#include <string>

#include "builtin/model.hpp"
#include "ports/model.hpp"

namespace sitewright::models {

class BuiltinModel final : public ports::Model {
 public:
  /// In every role.
  BuiltinModel();

  /// In some roles: a program that asks for nothing else is linked without the other rules.
  static BuiltinModel architect();
  static BuiltinModel coder_and_reviewer();

  Task<ports::ModelReply> ask(ports::ModelRequest request, ports::TextSink* sink) override;
  /// Rules read whole files and cost nothing for each: all of a project is shown.
  ports::Window window(const ports::Attribution&, ports::TaskClass) override {
    return {.tokens = 10'000'000};
  }
  std::string name() override { return "builtin"; }

 private:
  using Answer = Result<std::string> (*)(std::span<const builtin::Part>);

  explicit BuiltinModel(std::array<Answer, 3> answers) : answers_(answers) {}

  std::array<Answer, 3> answers_;  ///< by ports::Role; nullptr or none: not its role
};

}  // namespace sitewright::models
