#include "context/diff/unified.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <span>

#include "context/diff/lines.hpp"
#include "context/diff/moves.hpp"
#include "context/diff/text_lines.hpp"

namespace sitewright::context {
namespace {

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

// Changes whose context lines touch, as one hunk. The cursors stand before it, and behind it after.
void append_hunk(std::string& out, std::span<const LineChange> changes, LineCursor& before,
                 LineCursor& after, std::size_t context) {
  const std::size_t lead = std::min<std::size_t>(context, changes.front().before);
  const std::size_t before_first = changes.front().before - lead;
  const std::size_t after_first = changes.front().after - lead;
  before.seek(before_first);
  std::string body;
  for (const LineChange& change : changes) {
    while (before.line() < change.before) append_line(body, ' ', before.next());
    for (std::uint32_t i = 0; i < change.before_count; ++i) append_line(body, '-', before.next());
    after.seek(change.after);
    for (std::uint32_t i = 0; i < change.after_count; ++i) append_line(body, '+', after.next());
  }
  std::size_t trail = 0;
  for (; trail < context && !before.is_at_end(); ++trail) append_line(body, ' ', before.next());
  out += "@@ ";
  append_range(out, '-', before_first, before.line() - before_first);
  out += ' ';
  append_range(out, '+', after_first, after.line() + trail - after_first);
  out += " @@\n";
  out += body;
}

void append_hunks(std::string& out, std::string_view before, std::string_view after,
                  std::size_t context) {
  const auto changes = diff_lines(before, after);
  LineCursor before_cursor(before);
  LineCursor after_cursor(after);
  for (std::size_t begin = 0; begin < changes.size();) {
    std::size_t end = begin + 1;
    while (end < changes.size() &&
           changes[end].before - changes[end - 1].before - changes[end - 1].before_count <=
               2 * context) {
      ++end;
    }
    append_hunk(out, std::span(changes).subspan(begin, end - begin), before_cursor, after_cursor,
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
