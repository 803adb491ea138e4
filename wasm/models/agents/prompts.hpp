// What language models are told: the texts of templates/prompts/ and the schemas of their answers,
// as templates/pack.mjs writes them into prompts.pack.
// Errors: invalid_input when the bytes are not such a file, or when a role or a schema is missing;
//         not_found when the program was deployed without it.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "async/task.hpp"
#include "ports/assets.hpp"
#include "ports/model.hpp"
#include "result/result.hpp"

namespace sitewright::models {

/// One role's text. `closing` is said last, after all material.
struct Prompt {
  std::string name;  ///< with its version, as "coder.v1"
  std::string system;
  std::string closing;
};

struct Prompts {
  std::array<Prompt, 4> roles;  ///< by ports::Role
  std::string plan_schema;
  std::string review_schema;
  std::string vote_schema;
  std::string old_ways = {};  ///< what coder and reviewer are told never to write; may be empty

  [[nodiscard]] const Prompt& of(ports::Role role) const;
};

/// Owns its texts: the bytes may go.
[[nodiscard]] Result<Prompts> read_prompts(std::string_view pack);

/// What an isolate keeps, because it never changes. Reads the file at the first call.
class PromptMemory {
 public:
  /// `old_ways`: writes Prompts::old_ways. Who asks neither coder nor reviewer gives none, and
  /// links nothing of it.
  explicit PromptMemory(std::string (*old_ways)() = nullptr) : old_ways_(old_ways) {}

  /// The pointer lives as long as the memory.
  Task<const Prompts*> prompts(ports::Assets* assets);

 private:
  std::string (*old_ways_)();
  std::unique_ptr<const Prompts> prompts_;
};

}  // namespace sitewright::models
