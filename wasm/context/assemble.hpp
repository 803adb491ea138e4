// The one entry point of the context engine: a project, a task and a token budget in; the text a
// model should see out, with what was left out and why. The command line, the Worker and the
// browser all call this.
// Units:  tokens as the meter counts them, lines from 1. With a family, tokens of its models,
//         estimated upward from what the meter counts in o200k_base: budget, reserves and results.
// Errors: invalid_input when a pinned path is not in the project or not text;
//         too_large when the pinned files alone do not fit, or when the records of the project
//         pass the memory mark; the detail says by how much.
// Order:  files come by value to the task until the budget is used, and are written in path order
//         with the pinned ones first: steps of one plan share a prefix that prompt caches know.
// Same input, same bytes: native, wasm and browser.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "context/rank/record.hpp"
#include "context/scan/language.hpp"
#include "context/tokens/estimate.hpp"
#include "result/result.hpp"

namespace sitewright::context {

class Corpus;
class KnownTexts;

/// Counts tokens. Must be total and give the same count for the same bytes.
class TokenMeter {
 public:
  [[nodiscard]] virtual std::size_t count(std::string_view text) = 0;
  /// Whether texts that begin with "=== " and end with a line feed have, put together, no more
  /// tokens than each by itself. No token of o200k_base or cl100k_base crosses such a border.
  [[nodiscard]] virtual bool adds_up() const { return false; }

 protected:
  ~TokenMeter() = default;
};

struct SourceFile {
  std::string_view path;
  std::string_view text;
};

/// A compiler or run-time error's place. Line 0: the file as a whole.
struct ErrorPlace {
  std::string path;
  std::uint32_t line = 0;
};

struct AssembleRequest {
  std::string_view task;
  std::size_t budget = 0;           ///< tokens of the whole window
  std::size_t system_reserve = 0;   ///< kept free for instructions
  std::size_t output_reserve = 0;   ///< kept free for the answer
  std::vector<std::string> pinned;  ///< shown in full, whatever else there is
  std::vector<std::string> focus;   ///< the task is about these and what is near them
  std::vector<ErrorPlace> errors;
  std::vector<std::string> recent;  ///< changed lately, the latest first
  std::optional<Family> family = std::nullopt;
};

enum class ViewKind : std::uint8_t {
  full,
  excerpt,   ///< chosen lines word for word, the rest as signatures
  skeleton,  ///< signatures only
  summary,   ///< one line
};

[[nodiscard]] std::string_view name_of(ViewKind kind);

struct ContextFile {
  std::string path;
  ViewKind kind = ViewKind::full;
  std::size_t tokens = 0;         ///< of `text`
  double score = 0;               ///< in [0, 1], the best file of the task has 1
  std::vector<LineRange> ranges;  ///< lines shown word for word, ascending, apart from each other
  std::vector<std::string> reasons;
  std::string text;  ///< as it stands in Context::text(), header line included
};

struct OmittedFile {
  std::string path;
  std::string reason;
};

struct Context {
  std::size_t budget = 0;            ///< as asked
  std::size_t total_tokens = 0;      ///< of text(); never above budget less the reserves
  std::vector<ContextFile> files;    ///< in the order of the text
  std::vector<OmittedFile> omitted;  ///< by path

  /// What goes into the prompt: the texts of the files, one after the other.
  [[nodiscard]] std::string text() const;
};

/// A file as the index keeps it. `record` stands for the text: another text has another record.
struct IndexedFile {
  std::string_view path;
  std::shared_ptr<const FileRecord> record;
  std::string_view config_text;  ///< where Resolver::is_config
};

/// A project as compact records. Feed it file by file; it keeps no text. A file that changes costs
/// what changes of its words and imports.
class ProjectIndex {
 public:
  ProjectIndex();
  ~ProjectIndex();
  ProjectIndex(ProjectIndex&&) noexcept;
  ProjectIndex& operator=(ProjectIndex&&) noexcept;

  /// Records above this many bytes are refused: a Worker has 128 MB for everything.
  static constexpr std::size_t most_bytes = std::size_t{64} << 20U;

  /// Adds a file or replaces the one of that path. A record that a host kept by content hash
  /// can be handed in instead of the text.
  [[nodiscard]] Result<void> add(std::string_view path, std::string_view text);
  [[nodiscard]] Result<void> add(std::string_view path, std::shared_ptr<const FileRecord> record,
                                 std::string_view config_text = {});
  void remove(std::string_view path);
  /// Makes it the index of these files and no others; `files` is in path order.
  [[nodiscard]] Result<void> hold(std::span<const IndexedFile> files);

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::size_t bytes() const;  ///< of all records, roughly

  /// The files whose texts assemble() needs, best first; a few dozen for usual budgets, all of them
  /// where the project may fit as it is.
  [[nodiscard]] std::vector<std::string> wanted(const AssembleRequest& request) const;

  /// `texts` holds at least what wanted() named for the same request; what is missing there is
  /// left out of the context with that reason. `known` remembers what was read of them.
  [[nodiscard]] Result<Context> assemble(const AssembleRequest& request,
                                         std::span<const SourceFile> texts, TokenMeter& meter,
                                         KnownTexts& known) const;

 private:
  struct State;
  struct Ranking;
  [[nodiscard]] const Corpus& corpus() const;
  [[nodiscard]] const Ranking& ranking(const AssembleRequest& request) const;
  std::unique_ptr<State> state_;
};

/// All at once, for projects whose texts are at hand.
[[nodiscard]] Result<Context> assemble(const AssembleRequest& request,
                                       std::span<const SourceFile> files, TokenMeter& meter);

}  // namespace sitewright::context
