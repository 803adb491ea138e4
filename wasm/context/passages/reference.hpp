// The reference texts of the site's stack, cut into passages and counted word by word when the
// program is built: one file beside the modules (reference.pack), so that looking one up costs a
// cold isolate nothing but the bytes.
// Units:     tokens of a passage as it stands in a prompt, as the meter of the build counted them;
//            lines from 1, both ends inside.
// Form:      "SWREF01\n"; four counts; a fingerprint of 64 bits; rows of passages; terms,
//            ascending; where their postings begin; postings; texts. Numbers are 32 bits, little
//            endian.
// Errors:    load: invalid_input when the bytes are not such a file, whole.
// Ownership: a Reference owns its bytes; what it hands out are views into them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "context/passages/chunk.hpp"
#include "context/rank/terms.hpp"
#include "result/result.hpp"

namespace sitewright::context {

struct ReferenceText {
  std::string_view source;  ///< the file's name
  std::string_view text;    ///< Markdown
};

struct Passage {
  std::string_view source;
  std::string_view heading;  ///< as Chunk::heading
  std::string_view text;
  std::uint32_t first_line = 0;
  std::uint32_t last_line = 0;
  std::uint32_t tokens = 0;  ///< of in_prompt(heading, text)
};

/// `<passage of="…">`, the text and `</passage>`, each with its line. What stands before and behind
/// changes no token of it, so that counts of passages add up.
[[nodiscard]] std::string in_prompt(std::string_view heading, std::string_view text);

class Reference {
 public:
  struct Posting {
    std::uint16_t passage;
    std::uint16_t count;  ///< saturated
  };

  [[nodiscard]] static Result<Reference> load(std::string packed);

  [[nodiscard]] std::span<const Passage> passages() const { return passages_; }
  /// In how many passages a term is, and how often; ascending by passage.
  [[nodiscard]] std::span<const Posting> with(Term term) const;
  /// A passage's length by the mean one.
  [[nodiscard]] double length_ratio(std::uint32_t passage) const { return ratios_[passage]; }
  /// Counts tokens by another meter than that of the build.
  void recount(const CountTokens& count);
  /// Changes with any passage: what was made of these passages is kept under it.
  [[nodiscard]] const std::string& version() const { return version_; }

 private:
  Reference() = default;

  std::unique_ptr<const std::string> packed_;
  std::vector<Passage> passages_;
  std::vector<double> ratios_;
  std::vector<Term> terms_;
  std::vector<std::uint32_t> starts_;  ///< one more than terms
  std::vector<Posting> postings_;
  std::string version_;
};

/// What load() reads. Passages come in the order of the texts. At most 65,535 passages are kept.
[[nodiscard]] std::string pack_reference(std::span<const ReferenceText> texts,
                                         const CountTokens& count);

}  // namespace sitewright::context
