// ports::Model over the built-in model: rules without weights, no I/O. It answers in the formats
// that every other model answers in.
#pragma once

#include "ports/model.hpp"

namespace sitewright::models {

class BuiltinModel final : public ports::Model {
 public:
  Task<ports::ModelReply> ask(ports::ModelRequest request, ports::TextSink* sink) override;
  std::string name() override { return "builtin"; }
};

}  // namespace sitewright::models
