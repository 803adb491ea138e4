// The one port to every model: a request in typed parts, text back as it is written.
// A provider client renders the parts as its wire format wants them; the built-in model reads them
// as they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "async/task.hpp"
#include "ports/records.hpp"

namespace sitewright::ports {

enum class Role : std::uint8_t { architect, coder, reviewer };

enum class PartKind : std::uint8_t {
  request,  ///< the newest user message
  history,  ///< an earlier user message; several, oldest first
  plan,     ///< the architect's answer
  step,     ///< name: its index from 0; text: its JSON
  file,     ///< name: its path; text: its content
  view,     ///< of a file that is not shown whole; name: its path; text: what is shown of it
  review,   ///< what must be mended in the answer before: why it did not apply, or findings
};

struct Part {
  PartKind kind;
  std::string name;
  std::string text;
};

struct ModelRequest {
  Role role;
  std::vector<Part> parts;
};

struct ModelReply {
  std::string text;
  Usage usage;
};

/// Takes an answer while it is written.
struct TextSink {
  virtual Task<Done> text(std::string chunk) = 0;

 protected:
  ~TextSink() = default;
};

/// What a model takes at once, in tokens.
struct Window {
  std::size_t tokens = 0;
  std::size_t system_reserve = 0;  ///< kept free for instructions
  std::size_t output_reserve = 0;  ///< kept free for the answer
};

struct Model {
  /// Errors: unavailable (worth a retry), invalid_input (the request can never be answered).
  virtual Task<ModelReply> ask(ModelRequest request, TextSink* sink) = 0;
  virtual Window window() = 0;
  /// Its name in usage, /readyz and the dashboard.
  virtual std::string name() = 0;

 protected:
  ~Model() = default;
};

}  // namespace sitewright::ports
