// Reads a stage's cleaned output lines and finds the errors in them: TypeScript (tsc), Vite with
// Rolldown, Tailwind and other plugins, uncaught errors of Node scripts, npm, and the shell.
// Units:  lines and columns from 1.
// Errors: total; output it does not know yields nothing, and fallback() then names the stage.
// Source: the formats of typescript 7.0, vite 8.3 and npm 11, recorded in tests/runner/output/;
//         of Vite 5 to 7 with Rollup and esbuild as well.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "healing/problem.hpp"

namespace sitewright::healing {

class ErrorParser {
 public:
  void take(std::string_view line);

  /// What was found since the last call and is an error however the command ends: for those who
  /// watch. finish() does not say it again.
  [[nodiscard]] std::vector<Problem> told();

  /// Everything found that was not told, in order, without repetitions; at most 100 in all.
  [[nodiscard]] std::vector<Problem> finish();

  [[nodiscard]] bool said_anything() const { return !last_line_.empty(); }
  /// For a command that failed without saying anything known: its last words.
  [[nodiscard]] Problem fallback(std::string_view what, int exit_code) const;

 private:
  bool take_tsc(std::string_view line);
  bool take_location(std::string_view line);
  bool take_tagged(std::string_view line);
  bool take_bundler(std::string_view line);
  bool take_npm(std::string_view line);
  bool take_cause(std::string_view line);
  bool take_thrown(std::string_view line);
  bool take_command_missing(std::string_view line);
  void take_stack(std::string_view line);
  void take_code_frame(std::string_view line);
  bool begin_known(Problem problem);
  void begin(Problem problem);
  void flush();

  std::vector<Problem> found_;
  Problem pending_;
  bool has_pending_ = false;
  bool pending_needs_stack_ = false;  ///< "Error: …" alone may be mere talk
  bool awaits_message_ = false;       ///< "[plugin x] file" is followed by the message
  bool awaits_place_ = false;         ///< "[ERROR] …" is followed by its place
  bool shows_code_ = false;           ///< --pretty: what follows is code of another place
  std::size_t told_ = 0;
  bool says_next_ = false;   ///< the next line is what the build ended with
  bool in_failure_ = false;  ///< after "Build failed" tags name errors, before it warnings
  std::string config_file_;
  std::string source_at_;  ///< Node's "file:///site/x.js:3" above an uncaught error
  std::string last_line_;
};

}  // namespace sitewright::healing
