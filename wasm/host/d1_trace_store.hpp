// ports::TraceStore over D1.
#pragma once

#include <string>
#include <vector>

#include "host/d1.hpp"
#include "host/d1_generation_reader.hpp"
#include "ports/trace_store.hpp"

namespace sitewright::host {

class D1TraceStore final : public ports::TraceStore {
 public:
  explicit D1TraceStore(Effects& effects) : d1_(effects), generations_(effects) {}

  Task<ports::TraceRows> trace(std::string generation_id) override;
  Task<std::vector<std::string>> exports_due(std::string target, ports::Millis since,
                                             ports::Millis until, ports::Millis now) override;
  Task<Done> note_exported(std::string generation_id, std::string target,
                           ports::Millis now) override;
  Task<Done> note_refused(std::string generation_id, std::string target,
                          ports::Millis now) override;

 private:
  D1 d1_;
  D1GenerationReader generations_;
};

}  // namespace sitewright::host
