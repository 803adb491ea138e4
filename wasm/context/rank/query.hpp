// What a task asks for, as weighted terms. A task is prose: a step of a plan, an order of a user, a
// commit message. The first line counts most; identifiers, quoted words and the scope of
// "feat(scope):" more than plain words; verbs of change and function words little or nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "context/rank/terms.hpp"

namespace sitewright::context {

struct WeightedTerm {
  Term term = 0;
  double weight = 0;
};

struct Query {
  std::vector<WeightedTerm> words;     ///< each term once, in order of appearance
  std::vector<WeightedTerm> numbered;  ///< names with digits, numbers; see asked_words
  std::vector<WeightedTerm> pairs;     ///< neighbouring words, for identifiers and paths
  std::vector<std::string> mentions;   ///< paths and file names in the text, lower case
  bool about_tests = false;
  bool about_docs = false;
  bool about_styles = false;
  bool about_texts = false;  ///< translations, labels, wording
  bool about_setup = false;  ///< packages, builds, configuration
};

[[nodiscard]] Query make_query(std::string_view task);

}  // namespace sitewright::context
