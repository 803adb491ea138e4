// The context engine as a program uses it outside a Worker: the command line, the browser, a bench.
// Texts are handed over once, by path; questions and answers are messages of schemas/context/.
// Errors: as Result; nothing is changed by a call that fails.
// Owns:   the records of all files, and the texts that were kept.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context/assemble.hpp"
#include "context/graph/project_graph.hpp"
#include "context/pack/known_texts.hpp"
#include "context/passages/reference.hpp"
#include "context/tokens/tokens.hpp"
#include "result/result.hpp"

namespace sitewright::abi {

class ContextSession {
 public:
  /// `now`: milliseconds, from any start.
  explicit ContextSession(std::function<double()> now);

  /// What pack_ranks.mjs wrote. Needed before tokens are counted.
  [[nodiscard]] Result<void> load_tokens(std::string packed);
  [[nodiscard]] Result<std::size_t> count_tokens(std::string_view text);
  /// A TokenEstimate of a count in o200k_base. `family`: a TokenFamily.
  [[nodiscard]] static Result<std::string> estimate_tokens(std::string_view family,
                                                           std::size_t counted);

  [[nodiscard]] Result<void> add_file(std::string_view path, std::string_view text);
  /// For graph() alone: an assembly has no use for it.
  void add_to_graph(std::string_view path, std::string_view text);
  /// A file that is there and is not handed over; reports list it with the reason.
  void add_unread(std::string_view path, std::string_view reason);
  /// Keeps a text that wanted() asked for.
  void keep_text(std::string_view path, std::string_view text);

  /// The kept texts as a reference: what pack_reference gives for them, in the order of their
  /// names.
  [[nodiscard]] Result<std::string> pack_reference();
  /// From then on assemble() gives passages of it their share of the budget.
  [[nodiscard]] Result<void> load_reference(std::string packed);

  /// JSON array of the paths whose texts assemble() needs.
  [[nodiscard]] Result<std::string> wanted(std::string_view request) const;
  /// A ContextReport.
  [[nodiscard]] Result<std::string> assemble(std::string_view request);
  /// The text of the last context: what goes into the prompt, passages last.
  [[nodiscard]] const std::string& text() const { return text_; }

  /// A GraphReport of the files added to the graph.
  [[nodiscard]] std::string graph() const;

 private:
  std::function<double()> now_;
  std::unique_ptr<context::TokenTable> table_;
  std::optional<context::Counter> counter_;
  std::optional<context::Reference> reference_;
  context::ProjectIndex index_;
  context::ProjectGraph graph_;
  context::KnownTexts known_;
  std::vector<context::OmittedFile> unread_;  // by path
  std::map<std::string, std::string, std::less<>> kept_;
  std::string text_;
};

}  // namespace sitewright::abi
