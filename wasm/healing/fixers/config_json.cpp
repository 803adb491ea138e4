// JSON of configuration files that is not JSON: commas too many or too few, comments where none are
// allowed, other quotes, keys without them, brackets that are not closed.
#include "context/resolve/config_json.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/words.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

bool allows_comments(std::string_view path) {
  return path.contains("tsconfig") || path.contains("jsconfig") || path.ends_with(".jsonc");
}

struct Part {
  enum class Kind : std::uint8_t { mark, string, word, comment };
  Kind kind;
  std::uint32_t begin;
  std::uint32_t end;
};

class Mender {
 public:
  Mender(std::string_view path, std::string_view text) : path_(path), text_(text) {}

  std::vector<Edit> run() {
    read();
    for (std::size_t i = 0; i < parts_.size(); ++i) look_at(i);
    std::uint32_t end = parts_.empty() ? 0 : parts_.back().end;
    std::string closers;
    for (std::size_t i = open_.size(); i-- > 0;) {
      closers += std::string("\n") + std::string(2 * i, ' ') + (open_[i] == '{' ? '}' : ']');
    }
    if (!closers.empty() && open_.size() <= 2) edit(end, end, closers);
    return std::move(edits_);
  }

 private:
  void edit(std::uint32_t begin, std::uint32_t end, std::string text) {
    edits_.push_back({path_, begin, end, std::move(text)});
  }

  void read() {
    std::uint32_t at = text_.starts_with("\xef\xbb\xbf") ? 3 : 0;
    if (at == 3) edit(0, 3, "");
    while (at < text_.size()) {
      const char c = text_[at];
      const std::uint32_t begin = at;
      if (context::is_blank(c)) {
        ++at;
        continue;
      }
      if (text_.substr(at).starts_with("//") || text_.substr(at).starts_with("/*")) {
        const bool line = text_[at + 1] == '/';
        const std::size_t end = line ? text_.find('\n', at) : text_.find("*/", at + 2);
        at = static_cast<std::uint32_t>(std::min(
            end == std::string_view::npos ? text_.size() : end + (line ? 0 : 2), text_.size()));
        if (!allows_comments(path_)) edit(begin, at, "");
        continue;
      }
      if (c == '"' || c == '\'' || c == '`') {
        string(at);
        continue;
      }
      if (std::string_view("{}[],:").contains(c)) {
        ++at;
        parts_.push_back({Part::Kind::mark, begin, at});
        continue;
      }
      if (c == ';') {
        edit(begin, ++at, "");
        continue;
      }
      while (at < text_.size() && !context::is_blank(text_[at]) &&
             !std::string_view("{}[],:;\"'").contains(text_[at])) {
        ++at;
      }
      if (text_.substr(at).starts_with("\":") && begins_key()) {
        edit(begin, begin, "\"");
        ++at;
        parts_.push_back({Part::Kind::string, begin, at});
      } else {
        parts_.push_back({Part::Kind::word, begin, at});
      }
    }
  }

  void string(std::uint32_t& at) {
    const std::uint32_t begin = at;
    const char quote = text_[at++];
    while (at < text_.size() && text_[at] != quote && text_[at] != '\n') {
      at += text_[at] == '\\' ? 2U : 1U;
    }
    at = std::min(at, static_cast<std::uint32_t>(text_.size()));
    if (const std::uint32_t colon = key_end(begin, at); colon > begin) {
      // "key: "value": the key goes to the colon, the value begins at the next quote.
      edit(colon, colon, "\"");
      parts_.push_back({Part::Kind::string, begin, colon});
      at = colon;
      return;
    }
    if (at < text_.size() && text_[at] == quote) {
      ++at;
      if (quote != '"') {
        edit(begin, begin + 1, "\"");
        edit(at - 1, at, "\"");
      }
    } else {
      // Not closed on its line: before what ends the value there.
      while (at > begin + 1 && (text_[at - 1] == ',' || context::is_blank(text_[at - 1]))) --at;
      edit(at, at, "\"");
    }
    parts_.push_back({Part::Kind::string, begin, at});
  }

  /// Whether a key may stand behind what was read.
  [[nodiscard]] bool begins_key() const {
    return !parts_.empty() && (mark(parts_.size() - 1) == '{' || mark(parts_.size() - 1) == ',');
  }

  /// The colon of a key whose second quote is missing; `begin` where it is not so.
  [[nodiscard]] std::uint32_t key_end(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t at = begin + 1;
    while (at < end && (context::is_word_byte(text_[at]) || text_[at] == '-')) ++at;
    const bool colon = at > begin + 1 && at < end && text_[at] == ':';
    return begins_key() && colon ? at : begin;
  }

  [[nodiscard]] char mark(std::size_t i) const {
    return i < parts_.size() && parts_[i].kind == Part::Kind::mark ? text_[parts_[i].begin] : '\0';
  }

  [[nodiscard]] bool ends_value(std::size_t i) const {
    return mark(i) == '}' || mark(i) == ']' || parts_[i].kind != Part::Kind::mark;
  }

  void look_at(std::size_t i) {
    const Part& part = parts_[i];
    const char c = mark(i);
    if (c == '{' || c == '[') {
      open_ += c;
      indents_.push_back(indent_at(text_, part.begin));
    }
    if (c == '}' || c == ']') close(i, c);
    const bool in_object = !open_.empty() && open_.back() == '{';
    if (part.kind == Part::Kind::word && in_object && mark(i + 1) == ':' &&
        (i == 0 || mark(i - 1) != ':')) {
      edit(part.begin, part.begin, "\"");
      edit(part.end, part.end, "\"");
    }
    if (part.kind == Part::Kind::word && i > 0 && mark(i - 1) == ':') value_word(part);
    if (c == ',' && (mark(i + 1) == '}' || mark(i + 1) == ']' || mark(i + 1) == ',' ||
                     i + 1 == parts_.size())) {
      if (!allows_comments(path_) || mark(i + 1) == ',') edit(part.begin, part.end, "");
    }
    if (i == 0) return;
    const bool begins = part.kind != Part::Kind::mark || c == '{' || c == '[';
    close_by_indent(i);
    if (begins && ends_value(i - 1) && !(i >= 2 && in_object && needs_colon(i))) {
      edit(parts_[i - 1].end, parts_[i - 1].end, ",");
    }
  }

  /// True, as Python has it; a text without quotes.
  void value_word(const Part& part) {
    const std::string_view word = text_.substr(part.begin, part.end - part.begin);
    if (word == "True" || word == "TRUE") edit(part.begin, part.end, "true");
    if (word == "False" || word == "FALSE") edit(part.begin, part.end, "false");
    if (word == "None" || word == "NULL" || word == "undefined") {
      edit(part.begin, part.end, "null");
      return;
    }
    const bool bare = word != "null" && word != "true" && word != "false" && word != "True" &&
                      word != "TRUE" && word != "False" && word != "FALSE" &&
                      (context::is_word_byte(word.front()) || word.front() == '@') &&
                      !context::is_digit(word.front());
    if (!bare) return;
    edit(part.begin, part.begin, "\"");
    edit(part.end, part.end, "\"");
  }

  /// A key that stands as far out as those around the object: the object's end is missing.
  void close_by_indent(std::size_t i) {
    const bool key = parts_[i].kind == Part::Kind::string && mark(i + 1) == ':' &&
                     ends_value(i - 1) && open_.size() > 1 && open_.back() == '{';
    if (!key || !begins_line(parts_[i].begin)) return;
    const std::uint32_t outer = indents_[open_.size() - 1];
    if (indent_at(text_, parts_[i].begin) > outer || parts_[i - 1].end > parts_[i].begin) return;
    edit(parts_[i - 1].end, parts_[i - 1].end, "\n" + std::string(outer, ' ') + "}");
    close_one();
  }

  void close_one() {
    open_.pop_back();
    indents_.pop_back();
  }

  [[nodiscard]] bool begins_line(std::uint32_t at) const {
    return trimmed(text_.substr(0, at).substr(text_.substr(0, at).rfind('\n') + 1)).empty();
  }

  /// "key" "value": the colon is missing.
  bool needs_colon(std::size_t i) {
    const bool key = parts_[i - 1].kind == Part::Kind::string &&
                     (mark(i - 2) == '{' || mark(i - 2) == ',') && mark(i + 1) != ':';
    if (key) edit(parts_[i - 1].end, parts_[i - 1].end, ":");
    return key;
  }

  void close(std::size_t i, char c) {
    const char wanted = c == '}' ? '{' : '[';
    if (open_.empty()) {
      edit(parts_[i].begin, parts_[i].end, "");
      return;
    }
    if (open_.back() == wanted) {
      close_one();
      return;
    }
    // The other kind is open: it is closed first when one of this kind is open outside.
    if (open_.size() >= 2 && open_[open_.size() - 2] == wanted) {
      edit(parts_[i - 1].end, parts_[i - 1].end, open_.back() == '{' ? " }" : " ]");
      close_one();
      close_one();
    } else {
      edit(parts_[i].begin, parts_[i].end, open_.back() == '{' ? "}" : "]");
      close_one();
    }
  }

  std::string path_;
  std::string_view text_;
  std::vector<Part> parts_;
  std::string open_;
  std::vector<std::uint32_t> indents_;  ///< of the lines that the brackets of open_ stand on
  std::vector<Edit> edits_;
};

/// Which JSON file the problem is about: its own, or the one that the message names.
std::vector<std::string> files_meant(Workbench& bench, const Problem& problem) {
  if (problem.file.ends_with(".json")) return {problem.file};
  std::vector<std::string> out;
  for (const auto& [path, text] : bench.tree()) {
    const bool named = path.ends_with(".json") && problem.message.contains(path);
    if (named && path != "package-lock.json") out.push_back(path);
  }
  return out;
}

}  // namespace

std::vector<Repair> fix_config_json(Workbench& bench, const Problem& problem) {
  std::vector<Repair> out;
  for (const std::string& path : files_meant(bench, problem)) {
    const Source* source = bench.source(path);
    if (source == nullptr) continue;
    std::vector<Edit> edits = Mender(path, source->text).run();
    if (edits.empty()) continue;
    // Only when it is JSON afterwards.
    std::string text(source->text);
    sort_stably(edits);
    std::uint32_t last = static_cast<std::uint32_t>(text.size());
    bool apart = true;
    for (std::size_t i = edits.size(); i-- > 0;) {
      apart = apart && edits[i].end <= last;
      if (!apart) break;
      last = edits[i].begin;
      text.replace(edits[i].begin, edits[i].end - edits[i].begin, edits[i].text);
    }
    if (!apart || !context::parse_config(text)) continue;
    out.push_back({"Make " + path + " valid JSON.", std::move(edits)});
  }
  return out;
}

}  // namespace sitewright::healing
