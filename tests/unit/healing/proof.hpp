// A proof that a fixer changes what it must and nothing else: a broken file, what a tool says of
// it, and the whole text as it has to be afterwards.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "healing/fix.hpp"

namespace sitewright::healing {

struct Said {
  std::string code;
  std::string message;
  std::string at;  ///< a piece of the broken text: the place is its first byte
  Category category = Category::type;
  std::string file = "src/App.tsx";
};

/// An import of a module that is not there.
inline Said not_found(const std::string& module) {
  return {"TS2307", "Cannot find module '" + module + "' or its corresponding type declarations.",
          module, Category::dependency};
}

inline Problem problem_of(const project::TextTree& tree, const Said& said) {
  Problem out{said.category, said.code, said.message, said.file};
  if (const auto file = tree.find(said.file); file != tree.end() && !said.at.empty()) {
    const std::string_view text = file->second;
    const std::size_t at = text.find(said.at);
    REQUIRE(at != std::string_view::npos);
    out.line = 1;
    out.column = 1;
    for (const char c : text.substr(0, at)) {
      out.column = c == '\n' ? 1 : out.column + 1;
      if (c == '\n') ++out.line;
    }
  }
  classify(out);
  return out;
}

/// The files that the first proposal changes, whole; empty without one.
inline project::TextTree healed(const project::TextTree& tree, const std::vector<Said>& said,
                                const FixContext& context = {}) {
  std::vector<Problem> problems;
  for (const Said& one : said) problems.push_back(problem_of(tree, one));
  const auto fixes = propose(tree, problems, context);
  if (fixes.empty()) return {};
  // What was named may change; every edit stays within it.
  for (const Fix& fix : fixes) {
    project::TextTree after = apply(tree, fix);
    for (const auto& [path, text] : tree) {
      const bool named =
          fix.files.contains(path) ||
          std::find(fix.removed.begin(), fix.removed.end(), path) != fix.removed.end();
      if (!named) CHECK(after.at(path) == text);
    }
  }
  return fixes.front().files;
}

/// One file, src/App.tsx, among `others`.
inline std::string healed_app(std::string_view text, const Said& said,
                              project::TextTree others = {}) {
  others["src/App.tsx"] = text;
  const project::TextTree files = healed(others, {said});
  const auto app = files.find("src/App.tsx");
  return app == files.end() ? std::string("(unchanged)") : app->second;
}

}  // namespace sitewright::healing
