#include "context/diff/unified.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "context/diff/lines.hpp"
#include "context/diff/moves.hpp"

namespace sitewright::context {
namespace {

using Lines = std::vector<std::string_view>;

// A double quote is the only character of a valid path that git writes escaped.
std::string quoted(std::string_view prefix, std::string_view path) {
  std::string name(prefix);
  name += path;
  if (!name.contains('"')) return name;
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += '\\';
    out += c;
  }
  return out + '"';
}

// A tab after a name with a space keeps readers from taking the rest as a date.
void append_name(std::string& out, std::string_view marker, std::string_view prefix,
                 std::string_view path) {
  const std::string name = quoted(prefix, path);
  out.append(marker).append(name);
  if (name.contains(' ') && !name.starts_with('"')) out += '\t';
  out += '\n';
}

void append_line(std::string& out, char marker, std::string_view line) {
  out += marker;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

// "12,3"; a range of no lines is named by the line before it, and one line by its number alone.
void append_range(std::string& out, char sign, std::size_t first, std::size_t count) {
  out += sign;
  out += std::to_string(count == 0 ? first : first + 1);
  if (count != 1) out += "," + std::to_string(count);
}

// Changes whose context lines touch, as one hunk.
void append_hunk(std::string& out, std::span<const LineChange> changes, const Lines& before,
                 const Lines& after, std::size_t context) {
  const LineChange& first = changes.front();
  const LineChange& last = changes.back();
  const std::size_t lead = std::min<std::size_t>(context, first.before);
  const std::size_t last_end = last.before + last.before_count;
  const std::size_t trail = std::min(context, before.size() - last_end);
  out += "@@ ";
  append_range(out, '-', first.before - lead, last_end + trail - first.before + lead);
  out += ' ';
  append_range(out, '+', first.after - lead,
               last.after + last.after_count + trail - first.after + lead);
  out += " @@\n";
  std::size_t at = first.before - lead;
  for (const LineChange& change : changes) {
    for (; at < change.before; ++at) append_line(out, ' ', before[at]);
    for (; at < change.before + change.before_count; ++at) append_line(out, '-', before[at]);
    for (std::size_t i = 0; i < change.after_count; ++i) {
      append_line(out, '+', after[change.after + i]);
    }
  }
  for (; at < last_end + trail; ++at) append_line(out, ' ', before[at]);
}

void append_hunks(std::string& out, std::string_view before, std::string_view after,
                  std::size_t context) {
  const auto changes = diff_lines(before, after);
  const Lines before_lines = split_lines(before);
  const Lines after_lines = split_lines(after);
  for (std::size_t begin = 0; begin < changes.size();) {
    std::size_t end = begin + 1;
    while (end < changes.size() &&
           changes[end].before - changes[end - 1].before - changes[end - 1].before_count <=
               2 * context) {
      ++end;
    }
    append_hunk(out, std::span(changes).subspan(begin, end - begin), before_lines, after_lines,
                context);
    begin = end;
  }
}

void append_header(std::string& out, std::string_view from, std::string_view to) {
  out += "diff --git " + quoted("a/", from) + " " + quoted("b/", to) + "\n";
}

void append_rename(std::string& out, std::string_view from, std::string_view to) {
  append_header(out, from, to);
  out += "similarity index 100%\n";
  out += "rename from " + quoted("", from) + "\nrename to " + quoted("", to) + "\n";
}

}  // namespace

std::string unified(std::string_view path, std::optional<std::string_view> before,
                    std::optional<std::string_view> after, std::size_t context) {
  std::string out;
  if (before == after) return out;
  append_header(out, path, path);
  if (!before) out += "new file mode 100644\n";
  if (!after) out += "deleted file mode 100644\n";
  const std::string_view old_text = before.value_or("");
  const std::string_view new_text = after.value_or("");
  if (old_text == new_text) return out;  // an empty file came or went
  const std::string old_name = before ? quoted("a/", path) : "/dev/null";
  const std::string new_name = after ? quoted("b/", path) : "/dev/null";
  if (old_text.contains('\0') || new_text.contains('\0')) {
    return out + "Binary files " + old_name + " and " + new_name + " differ\n";
  }
  append_name(out, "--- ", before ? "a/" : "/dev/", before ? path : "null");
  append_name(out, "+++ ", after ? "b/" : "/dev/", after ? path : "null");
  append_hunks(out, old_text, new_text, context);
  return out;
}

std::string unified_tree(const project::TextTree& before, const project::TextTree& after,
                         std::size_t context) {
  const auto moves = moves_between(before, after);
  std::set<std::string_view> moved_away;
  for (const auto& [_, from] : moves) moved_away.insert(from);
  std::map<std::string_view, std::string> by_path;
  for (const auto& [path, text] : before) {
    if (!after.contains(path) && !moved_away.contains(path)) {
      by_path[path] = unified(path, text, std::nullopt, context);
    }
  }
  for (const auto& [path, text] : after) {
    const auto old = before.find(path);
    if (const auto move = moves.find(path); move != moves.end()) {
      append_rename(by_path[path], move->second, path);
    } else if (old == before.end()) {
      by_path[path] = unified(path, std::nullopt, text, context);
    } else if (old->second != text) {
      by_path[path] = unified(path, old->second, text, context);
    }
  }
  std::string out;
  for (const auto& [_, diff] : by_path) out += diff;
  return out;
}

}  // namespace sitewright::context
