// What the coder is shown of a project for one step: chosen by wasm/context within the model's
// window, with a report for people.
// Errors: what reading the token table gives; invalid_input when the window is too small.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "context/assemble.hpp"
#include "context/pack/known_texts.hpp"
#include "context/tokens/tokens.hpp"
#include "ports/assets.hpp"
#include "ports/effects.hpp"
#include "ports/model.hpp"
#include "ports/records.hpp"
#include "project/text_tree.hpp"
#include "usecases/reference_passages.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

/// What an isolate keeps between steps, because it is the same for all: the token table and what
/// ranking knows of contents that it has met. Nothing depends on it.
class ContextMemory {
 public:
  /// Loaded at the first call.
  Task<context::TokenMeter*> meter(ports::Assets* assets);
  [[nodiscard]] std::shared_ptr<const context::FileRecord> record(std::string_view path,
                                                                  std::string_view text);
  [[nodiscard]] context::KnownTexts& texts() { return texts_; }
  /// Of the tree that was looked at last: the next one is most often the same but for a few files.
  [[nodiscard]] Result<const context::ProjectIndex*> index_of(const project::TextTree& tree);

 private:
  class Meter final : public context::TokenMeter {
   public:
    explicit Meter(context::TokenTable table) : table_(std::move(table)), counter_(table_) {}
    std::size_t count(std::string_view text) override { return counter_.count(text); }
    [[nodiscard]] bool adds_up() const override { return true; }

   private:
    context::TokenTable table_;
    context::Counter counter_;
  };

  std::unique_ptr<Meter> meter_;
  std::unordered_map<std::uint64_t, std::shared_ptr<const context::FileRecord>> records_;
  context::KnownTexts texts_;
  context::ProjectIndex index_;
};

struct StepContext {
  std::vector<ports::Part> parts;  ///< of kinds passage, file and view
  wire::ContextReport report;
};

struct StepContextPorts {
  ports::Assets& assets;
  ports::Clock& clock;
  ContextMemory& memory;
  ReferencePorts reference;
};

/// What a model is shown of `tree` for a task, and of the reference; budget and reserves are the
/// window's, passages come out of it before files. The tree outlives the task, and so does what
/// `request` refers to.
Task<StepContext> assembled_context(StepContextPorts ports, context::AssembleRequest request,
                                    const project::TextTree* tree, ports::Window window,
                                    ports::Attribution whose);

/// `position`: of the step in its plan. View and tree outlive the task.
Task<StepContext> step_context(StepContextPorts ports, const ports::GenerationView* view,
                               std::size_t position, const project::TextTree* tree,
                               ports::Window window, ports::Attribution whose);

}  // namespace sitewright::usecases
