// The one port to every model: a request in typed parts, text back as it is written.
// A provider client renders the parts as its wire format wants them; the built-in model reads them
// as they are.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "async/task.hpp"
#include "ports/records.hpp"

namespace sitewright::ports {

enum class Role : std::uint8_t { architect, coder, reviewer, councillor };

/// What an answer is for: the router's classes, as the product's documents name them.
enum class TaskClass : std::uint8_t {
  orchestrate,
  review,
  qa,
  code_backend,
  deploy,
  debug,
  plan,
  docs,
  code_frontend,
  visual,
  research,
  support,
  approval,
  billing,
};

enum class PartKind : std::uint8_t {
  request,  ///< the newest user message
  history,  ///< an earlier user message; several, oldest first
  plan,     ///< the architect's answer
  step,     ///< name: its index from 0; text: its JSON
  file,     ///< name: its path; text: its content
  view,     ///< of a file that is not shown whole; name: its path; text: what is shown of it
  review,   ///< what must be mended in the answer before: why it did not apply, or findings
  error,    ///< of a build that failed; name: its place as path:line:column; text: what was said
  passage,  ///< of the reference for the site's stack; name: its heading
  earlier_image,  ///< that came with an earlier message; as image
  image,          ///< that came with the newest message; name: its media type; text: base64
  action,         ///< name: its kind; text: what is to be decided, as JSON
};

struct Part {
  PartKind kind;
  std::string name;
  std::string text;
};

/// Whom a call is made for: whose money it costs and where it is shown. Empty: nobody's.
struct Attribution {
  std::string user_id = {};
  std::string project_id = {};
  std::string generation_id = {};
  std::string step_id = {};
  std::int64_t own_keys = 0;  ///< of providers, that the user has set
  bool builtin_allowed =
      true;  ///< whether the project takes the built-in model for want of another
};

/// Whether an answer is still waited for, asked while it is on its way.
struct Interest {
  /// Errors: stale when nobody waits any more; the call is then given up.
  virtual Task<Done> still_wanted() = 0;

 protected:
  ~Interest() = default;
};

struct ModelRequest {
  Role role;
  std::vector<Part> parts;
  TaskClass task = TaskClass::code_frontend;
  Attribution whose = {};
  /// A second opinion is none from the same model: only one with another name (as
  /// ModelReply::usage has it) may answer. Empty: any. Errors: unavailable when there is no other.
  std::string not_by = {};
  /// An answer that comes later is worth nothing. 0: as long as its role may take.
  std::int64_t within_ms = 0;
  /// Outlives the call. nullptr: the answer is waited for, whatever comes.
  Interest* interest = nullptr;
};

/// Whether it has pictures of the newest message: such a task is one for eyes, TaskClass::visual.
[[nodiscard]] inline bool shows_images(const ModelRequest& request) {
  return std::ranges::contains(request.parts, PartKind::image, &Part::kind);
}

struct ModelReply {
  std::string text;
  Usage usage;
  /// Why no other model has answered, if the built-in one stands in for those there is a key for.
  std::string stands_in = {};
  /// It was asked about pictures of the newest message and cannot see any.
  bool blind = false;
};

/// Takes an answer while it is written.
struct TextSink {
  virtual Task<Done> text(std::string chunk) = 0;
  /// The answer so far is void and another begins. What was shown of it must not be shown again.
  virtual Task<Done> begin_again() = 0;

 protected:
  ~TextSink() = default;
};

/// What a model takes at once, in its own tokens.
struct Window {
  std::string model = {};  ///< whose tokens they are; empty: o200k_base's
  std::size_t tokens = 0;
  std::size_t system_reserve = 0;  ///< kept free for instructions
  std::size_t output_reserve = 0;  ///< kept free for the answer
  std::size_t passages = 0;        ///< the most that passages may take; 0: they are not read
};

struct Model {
  /// Errors: unavailable (worth a retry), invalid_input (the request can never be answered),
  ///         conflict (a budget does not allow the call; nothing was asked),
  ///         stale (nobody waits for the answer any more).
  virtual Task<ModelReply> ask(ModelRequest request, TextSink* sink) = 0;
  /// What of the project a coder may be shown for such a task.
  virtual Window window(const Attribution& whose, TaskClass task) = 0;
  /// Its name in usage, /readyz and the dashboard.
  virtual std::string name() = 0;

 protected:
  ~Model() = default;
};

}  // namespace sitewright::ports
