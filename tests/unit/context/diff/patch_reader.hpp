// Applies diffs the way their readers do, for tests and fuzzers only: strict, and with nothing from
// the code under test.
#pragma once

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context/diff/lines.hpp"
#include "project/text_tree.hpp"

namespace sitewright::testing {

inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::string line;
  for (const char c : text) {
    line += c;
    if (c == '\n') lines.push_back(std::exchange(line, {}));
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

/// Nothing when the changes are not ascending, not apart or out of range.
inline std::optional<std::string> with_changes(std::string_view before, std::string_view after,
                                               const std::vector<context::LineChange>& changes) {
  const auto from = lines_of(before);
  const auto to = lines_of(after);
  std::string out;
  std::size_t x = 0;
  std::size_t y = 0;
  for (const auto& change : changes) {
    const bool is_apart = x == 0 || change.before > x;
    if (change.before < x || change.after < y || (&change != changes.data() && !is_apart))
      return {};
    if (change.before - x != change.after - y) return {};
    if (change.before + change.before_count > from.size()) return {};
    if (change.after + change.after_count > to.size()) return {};
    for (; x < change.before; ++x, ++y) out += from[x];
    for (; y < change.after + change.after_count; ++y) out += to[y];
    x += change.before_count;
  }
  for (; x < from.size(); ++x) out += from[x];
  return out;
}

/// The files of one unified diff applied to `tree`; nothing when any line of it does not fit.
class UnifiedReader {
 public:
  UnifiedReader(project::TextTree tree, std::string_view diff)
      : tree_(std::move(tree)), diff_(lines_of(diff)) {}

  std::optional<project::TextTree> apply() {
    // Files are taken away before any is put back, as a path may become a folder.
    project::TextTree put;
    while (at_ < diff_.size()) {
      if (!apply_file(put)) return {};
    }
    for (auto& [path, text] : put) tree_[path] = text;
    return tree_;
  }

 private:
  bool take(std::string_view prefix) {
    if (at_ == diff_.size() || !diff_[at_].starts_with(prefix)) return false;
    rest_ = diff_[at_++].substr(prefix.size());
    rest_.pop_back();
    if (rest_.ends_with('\t')) rest_.pop_back();
    return true;
  }

  static std::string unquoted(std::string name) {
    if (!name.starts_with('"')) return name;
    std::string out;
    for (std::size_t i = 1; i + 1 < name.size(); ++i) {
      if (name[i] == '\\') ++i;
      out += name[i];
    }
    return out;
  }

  bool apply_file(project::TextTree& put) {
    if (!take("diff --git ")) return false;
    // "a/x b/x": both names are equally long unless this is a rename, which names them again.
    std::string path = unquoted(rest_.substr(0, rest_.size() / 2)).substr(2);
    const bool is_new = take("new file mode 100644");
    const bool is_deleted = take("deleted file mode 100644");
    if (take("similarity index 100%")) {
      if (!take("rename from ")) return false;
      const std::string from = unquoted(rest_);
      if (!take("rename to ") || !tree_.contains(from)) return false;
      put[unquoted(rest_)] = tree_[from];
      return tree_.erase(from) == 1;
    }
    if (tree_.contains(path) == is_new) return false;
    std::string text = tree_[path];
    if (at_ < diff_.size() && diff_[at_].starts_with("--- ")) {
      take("--- ");
      if (unquoted(rest_) != (is_new ? "/dev/null" : "a/" + path) || !take("+++ ")) return false;
      if (unquoted(rest_) != (is_deleted ? "/dev/null" : "b/" + path)) return false;
      if (!apply_hunks(text)) return false;
    }
    tree_.erase(path);
    if (is_deleted) return text.empty();
    put[path] = text;
    return true;
  }

  static std::size_t number(std::string_view& from) {
    std::size_t value = 0;
    const auto [end, _] = std::from_chars(from.data(), from.data() + from.size(), value);
    from.remove_prefix(static_cast<std::size_t>(end - from.data()));
    return value;
  }

  struct Range {
    std::size_t first, count;
  };

  static Range range(std::string_view& from) {
    Range out{number(from), 1};
    if (from.starts_with(',')) {
      from.remove_prefix(1);
      out.count = number(from);
    }
    if (out.count > 0) --out.first;
    return out;
  }

  bool apply_hunks(std::string& text) {
    const auto before = lines_of(text);
    std::string out;
    std::size_t x = 0;
    std::size_t y = 0;
    while (take("@@ -")) {
      std::string_view header = rest_;
      const Range from = range(header);
      header.remove_prefix(2);
      const Range to = range(header);
      if (header != " @@" || from.first < x || to.first != y + from.first - x) return false;
      for (; x < from.first; ++x, ++y) out += before.at(x);
      const std::size_t x_end = x + from.count;
      const std::size_t y_end = y + to.count;
      if (x_end > before.size()) return false;
      while (x < x_end || y < y_end) {
        if (at_ == diff_.size()) return false;
        std::string line = diff_[at_++];
        const char marker = line[0];
        line.erase(0, 1);
        if (at_ < diff_.size() && diff_[at_] == "\\ No newline at end of file\n") {
          line.pop_back();
          ++at_;
        }
        if (marker != '+' && (x == x_end || before[x++] != line)) return false;
        if (marker != '-') {
          out += line;
          ++y;
        }
      }
    }
    for (; x < before.size(); ++x) out += before[x];
    text = out;
    return true;
  }

  project::TextTree tree_;
  std::vector<std::string> diff_;
  std::size_t at_ = 0;
  std::string rest_;
};

inline nlohmann::json json_of(const project::TextTree& tree) {
  nlohmann::json json = nlohmann::json::object();
  for (const auto& [path, text] : tree) json[path] = text;
  return json;
}

}  // namespace sitewright::testing
