// The built-in model: answers plan, code and review requests in the formats that language models
// answer in, from rules and tables alone.
// Pure: no I/O, clock or randomness. The same parts give the same bytes on every machine.
// Errors: invalid_input when the request (or, for the coder, the step) is missing.
// Source: docs/decisions/0006-built-in-model.md.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "result/result.hpp"

namespace sitewright::builtin {

enum class Role : std::uint8_t { architect, coder, reviewer };

/// history: earlier user messages, oldest first. request: the newest. plan: the architect's JSON.
/// step: name is its zero-based index, text its JSON. file: name is the path, text the content.
enum class PartKind : std::uint8_t { request, history, plan, step, file };

struct Part {
  PartKind kind = PartKind::request;
  std::string name;
  std::string text;
};

// One entry per role, so that a program holds only what its roles need: a plan needs none of the
// texts of templates/.

/// architect: plan JSON {siteName, summary, title, steps: [{title, subtitle, description, files}]}.
[[nodiscard]] Result<std::string> plan(std::span<const Part> parts);

/// coder: file operations of codeops/operation.hpp for the step; at least one.
[[nodiscard]] Result<std::string> code(std::span<const Part> parts);

/// reviewer: looks at the files that it is given. {approved, findings: [{severity, path, line,
/// message}]}.
[[nodiscard]] Result<std::string> review(std::span<const Part> parts);

[[nodiscard]] Result<std::string> answer(Role role, std::span<const Part> parts);

/// The same answer in chunks of whole lines, in order; `take` is called at least once on success.
[[nodiscard]] Result<void> answer_in_chunks(Role role, std::span<const Part> parts,
                                            const std::function<void(std::string_view)>& take);

}  // namespace sitewright::builtin
