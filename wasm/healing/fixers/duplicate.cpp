// What is said twice: imports, declarations, exports, object keys, JSX attributes. Of two that are
// equal the second goes; of keys and attributes that differ, the one that never counted.
#include <algorithm>
#include <optional>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/tags.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

std::string_view bytes_of(const Source& source, Span tokens) {
  if (tokens.begin >= tokens.end) return {};
  const std::uint32_t begin = (*source.tokens)[tokens.begin].begin;
  return source.text.substr(begin, (*source.tokens)[tokens.end - 1].end - begin);
}

std::vector<Repair> imported_twice(const Source& source, const std::string& name) {
  const ImportClause* first = nullptr;
  for (const ImportClause& clause : source.imports) {
    if (clause.is_export) continue;
    // Twice in one clause.
    if (std::ranges::count(clause.names, name, &ImportName::local) > 1) {
      const ImportName& last =
          *std::ranges::find(clause.names.rbegin(), clause.names.rend(), name, &ImportName::local);
      std::uint32_t begin = last.begin;
      while (begin > 0 && source.text[begin] != ',') --begin;
      return only("Import " + name + " once.", {{std::string(source.path), begin, last.end, ""}});
    }
    if (name_in(clause, name) == nullptr) continue;
    if (first != nullptr) {
      return only("Import " + name + " once.", without_name(source, clause, name));
    }
    first = &clause;
  }
  if (first == nullptr) return {};
  const bool declared = std::ranges::any_of(source.symbols.symbols, [&](const auto& symbol) {
    return symbol.parent == context::no_parent && symbol.name == name;
  });
  if (!declared) return {};
  return only("Take out the import of " + name + ", which the file declares itself.",
              without_name(source, *first, name));
}

/// Two statements that declare the name and are equal, or one of which says no more.
std::vector<Repair> declared_twice(const Source& source, const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Span> found;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (!tokens.is_word(at, name)) continue;
    const Span statement = statement_around(source, at);
    if (statement.begin == statement.end) continue;
    std::uint32_t first = statement.begin;
    while (tokens.is_word(first, "export") || tokens.is_word(first, "async") ||
           tokens.is_word(first, "default")) {
      ++first;
    }
    const bool declares = tokens.is_word(first, "const") || tokens.is_word(first, "let") ||
                          tokens.is_word(first, "var") || tokens.is_word(first, "function") ||
                          tokens.is_word(first, "type") || tokens.is_word(first, "interface") ||
                          tokens.is_word(first, "class");
    // Names in a type's braces are statements there, as it were.
    const bool member = tokens.is_mark(at + 1, ':') || tokens.is_mark(at + 1, '?');
    if ((declares && at <= first + 8) || (member && at == statement.begin)) {
      if (found.empty() || found.back().begin != statement.begin) found.push_back(statement);
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (std::size_t j = i + 1; j < found.size(); ++j) {
      if (opening_around(source, found[i].begin) != opening_around(source, found[j].begin))
        continue;
      const std::string_view a = bytes_of(source, found[i]);
      const std::string_view b = bytes_of(source, found[j]);
      const auto plain = [](std::string_view text) {
        if (text.starts_with("export ")) text.remove_prefix(7);
        return text;
      };
      if (plain(a) != plain(b)) continue;
      const Span& out = a.starts_with("export ") || !b.starts_with("export ") ? found[j] : found[i];
      return only("Declare " + name + " once.",
                  {taken_out(source, tokens[out.begin].begin, tokens[out.end - 1].end)});
    }
  }
  return {};
}

/// `export default X;` besides another default export; `export { X }` besides `export function X`.
std::vector<Repair> exported_twice(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t defaults = 0;
  std::uint32_t bare = tokens.size();
  std::vector<std::string_view> names;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at, "export") || !tokens.is_word(at + 1, "default")) continue;
    ++defaults;
    std::uint32_t name = at + 2;
    for (const std::string_view word : {"async", "function", "class"}) {
      if (tokens.is_word(name, word)) ++name;
    }
    names.push_back(tokens.text_of(name));
    const bool only_name =
        tokens.is_word(at + 2) &&
        (at + 3 >= tokens.size() || tokens.is_mark(at + 3, ';') || tokens[at + 3].after_newline);
    if (only_name) bare = at;
  }
  if (defaults < 2 || bare >= tokens.size()) return {};
  // Of two different things one would be shown nowhere.
  const bool alike =
      std::ranges::all_of(names, [&](std::string_view one) { return one == names[0]; });
  if (!alike) return {};
  const std::uint32_t last = tokens.is_mark(bare + 3, ';') ? bare + 3 : bare + 2;
  return only("Export one default.", {taken_out(source, tokens[bare].begin, tokens[last].end)});
}

std::vector<Repair> listed_twice(const Source& source, const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at, "export") || !tokens.is_mark(at + 1, '{')) continue;
    const std::uint32_t close = tokens.partner(at + 1);
    for (std::uint32_t next = at + 2; next < close; ++next) {
      if (!tokens.is_word(next, name)) continue;
      if (close == at + 3) {
        const std::uint32_t last = tokens.is_mark(close + 1, ';') ? close + 1 : close;
        return only("Export " + name + " once.",
                    {taken_out(source, tokens[at].begin, tokens[last].end)});
      }
      const bool comma_after = tokens.is_mark(next + 1, ',');
      return only(
          "Export " + name + " once.",
          {{std::string(source.path), comma_after ? tokens[next].begin : tokens[next - 1].begin,
            comma_after ? tokens[next + 2].begin : tokens[next].end, ""}});
    }
  }
  return {};
}

/// The whole file written a second time behind itself.
std::vector<Repair> file_twice(const Source& source) {
  const std::string_view text = source.text;
  for (const std::size_t gap : {0U, 1U, 2U}) {
    if (text.size() < 40 || (text.size() - gap) % 2 != 0) continue;
    const std::size_t half = (text.size() - gap) / 2;
    const bool same =
        text.substr(0, half) == text.substr(half + gap) && trimmed(text.substr(half, gap)).empty();
    if (!same) continue;
    return only("Take out the second copy of " + std::string(source.path) + ".",
                {{std::string(source.path), static_cast<std::uint32_t>(half),
                  static_cast<std::uint32_t>(text.size()), ""}});
  }
  return {};
}

/// Names of a pattern as they stand, one an entry; none where one is taken apart further.
std::vector<std::string_view> entries_of(const Source& source, std::uint32_t open) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t close = tokens.partner(open);
  std::vector<std::string_view> out;
  for (std::uint32_t at = open + 1; at < close; ++at) {
    const std::uint32_t first = at;
    while (at < close && !tokens.is_mark(at, ',')) {
      const bool deeper =
          tokens.is_mark(at, ':') && (tokens.is_mark(at + 1, '{') || tokens.is_mark(at + 1, '['));
      if (deeper) return {};
      at = tokens.after(at);
    }
    if (at > first) out.push_back(bytes_of(source, {first, std::min(at, close)}));
  }
  return out;
}

/// Whether the parameter's pattern gives all that the other one takes, under the same names.
bool gives_all(const Source& source, std::uint32_t parameter, std::uint32_t pattern) {
  const std::vector<std::string_view> given = entries_of(source, parameter);
  const std::vector<std::string_view> taken = entries_of(source, pattern);
  return !taken.empty() && std::ranges::all_of(taken, [&](std::string_view one) {
    return !one.starts_with("...") && std::ranges::any_of(given, [&](std::string_view other) {
      return other == one ||
             (other.starts_with(one) && trimmed(other.substr(one.size())).starts_with('='));
    });
  });
}

/// Behind the head of a function whose parameters end at the token: the brace of its body.
std::uint32_t body_behind(const ScriptTokens& tokens, std::uint32_t close) {
  std::uint32_t at = close + 1;
  while (at < close + 12 && (tokens.is_word(at) || tokens.is_mark(at, ':') ||
                             tokens.is_mark(at, '.') || tokens.is_mark(at, '|'))) {
    ++at;
  }
  if (tokens.is_arrow(at)) ++at;
  return tokens.is_mark(at, '{') ? at : tokens.size();
}

/// The edit of `const { text } = props;` where that begins the body of the function whose
/// parameters the token opens, and these give it all.
std::optional<Edit> taken_again(const Source& source, std::uint32_t parameters,
                                std::string_view name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t line = body_behind(tokens, tokens.partner(parameters)) + 1;
  const bool begins = tokens.is_mark(parameters + 1, '{') && tokens.is_mark(line + 1, '{') &&
                      (tokens.is_word(line, "const") || tokens.is_word(line, "let"));
  if (!begins) return std::nullopt;
  const std::uint32_t equals = tokens.after(line + 1);
  const std::uint32_t end = equals + 2;
  const bool of_props = tokens.is_mark(equals, '=') && tokens.is_word(equals + 1, "props") &&
                        end < tokens.size() &&
                        (tokens.is_mark(end, ';') || tokens[end].after_newline);
  if (!of_props || !gives_all(source, parameters + 1, line + 1)) return std::nullopt;
  if (name != "props" && !std::ranges::contains(entries_of(source, line + 1), name)) {
    return std::nullopt;
  }
  const std::uint32_t last = tokens.is_mark(end, ';') ? end : end - 1;
  return taken_out(source, tokens[line].begin, tokens[last].end);
}

/// `function A({ text }) { const { text } = props;`: what the parameter has given already. Where
/// `props` is something, the line may mean that: it may stand nowhere else in the function, nor
/// may another one be around it.
std::vector<Repair> taken_twice(const Source& source, const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (const ImportClause& clause : source.imports) {
    if (name_in(clause, "props") != nullptr) return {};
  }
  const auto uses = [&](std::uint32_t open) {
    std::size_t count = 0;
    for (std::uint32_t at = open; at < tokens.partner(open); ++at) {
      count += tokens.is_word(at, "props") ? 1 : 0;
    }
    return count;
  };
  for (std::uint32_t group = 0; group < tokens.size(); group = tokens.after(group)) {
    if (tokens.is_word(group, "props")) return {};
    if (!tokens.is_mark(group, '(')) continue;
    if (auto edit = taken_again(source, group, name)) {
      const std::uint32_t body = body_behind(tokens, tokens.partner(group));
      if (uses(body) == 1) edits.push_back(std::move(*edit));
      continue;
    }
    // `memo(({ text }) => { … })`
    const std::uint32_t held = tokens.is_mark(group + 1, '(') ? group + 1 : tokens.size();
    if (held >= tokens.size()) continue;
    if (auto edit = taken_again(source, held, name); edit && uses(group) == 1) {
      edits.push_back(std::move(*edit));
    }
  }
  if (edits.empty()) return {};
  return only("Take properties apart once.", std::move(edits));
}

struct Entry {
  std::uint32_t begin;  // tokens
  std::uint32_t end;
};

/// Of two entries of an object or an element: which goes.
std::vector<Repair> one_of(const Source& source, const std::string& name, Entry first, Entry second,
                           bool has_commas) {
  const ScriptTokens& tokens = *source.tokens;
  const auto text = [&](Entry one) { return bytes_of(source, {one.begin, one.end}); };
  const Entry out = text(first) == text(second) ? second : first;
  std::uint32_t begin = tokens[out.begin].begin;
  std::uint32_t end = tokens[out.end - 1].end;
  if (has_commas && tokens.is_mark(out.end, ',')) {
    end = tokens[out.end].end;
  } else if (has_commas && out.begin > 0 && tokens.is_mark(out.begin - 1, ',')) {
    begin = tokens[out.begin - 1].begin;
  }
  Edit edit = taken_out(source, begin, end);
  if (edit.begin == begin && edit.end == end) {  // within a line: one of its two spaces goes
    while (edit.begin > 0 && source.text[edit.begin - 1] == ' ') --edit.begin;
  }
  return only("Say " + name + " once.", {std::move(edit)});
}

std::vector<Repair> key_twice(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (at >= tokens.size()) return {};
  const std::uint32_t open = opening_around(source, at);
  if (open >= tokens.size() || !tokens.is_mark(open, '{')) return {};
  const std::uint32_t close = tokens.partner(open);
  const std::string name(tokens.text_of(at));
  std::vector<Entry> found;
  for (std::uint32_t next = open + 1; next < close;) {
    std::uint32_t end = next;
    while (end < close && !tokens.is_mark(end, ',')) end = tokens.after(end);
    if (tokens.text_of(next) == name) found.push_back({next, end});
    next = end + 1;
  }
  if (found.size() < 2) return {};
  return one_of(source, name, found[0], found[1], true);
}

std::vector<Repair> attribute_twice(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const std::string name(tokens.text_of(at));
  std::vector<Entry> found;
  for (const Attribute& one : attributes_of(tokens, tag_before(tokens, at))) {
    if (tokens.text_of(one.name) == name) found.push_back({one.name, one.end});
  }
  if (found.size() < 2) return {};
  const std::uint32_t value1 = found[0].end - 1;
  const std::uint32_t value2 = found[1].end - 1;
  const bool both_texts =
      tokens[value1].kind == TokenKind::string && tokens[value2].kind == TokenKind::string;
  if (name == "className" && both_texts && tokens.text_of(value1) != tokens.text_of(value2)) {
    const std::string_view first = tokens.text_of(value1);
    const std::string_view second = tokens.text_of(value2);
    std::string joined = "className=\"" + std::string(first.substr(1, first.size() - 2)) + " " +
                         std::string(second.substr(1, second.size() - 2)) + "\"";
    std::uint32_t begin = tokens[found[1].begin].begin;
    while (begin > 0 && context::is_blank(source.text[begin - 1])) --begin;
    const std::string path(source.path);
    return only("Join the two lists of classes.",
                {{path, tokens[found[0].begin].begin, tokens[value1].end, joined},
                 {path, begin, tokens[value2].end, ""}});
  }
  return one_of(source, name, found[0], found[1], false);
}

}  // namespace

std::vector<Repair> fix_duplicate(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  if (problem.code == "TS2304" || problem.code == "TS2552") {
    return taken_twice(source, quoted(problem.message, 0));
  }
  if (auto copy = file_twice(source); !copy.empty()) return copy;
  if (problem.code == "TS1117") return key_twice(source, place.offset);
  if (problem.code == "TS17001") return attribute_twice(source, place.offset);
  const bool by_words = problem.category == Category::syntax;
  const bool of_default = problem.code == "TS2528" || problem.message.contains("'default'") ||
                          problem.message.contains("multiple default exports");
  if (by_words && !of_default && !problem.message.contains("already been declared") &&
      !problem.message.contains("Duplicate")) {
    return {};
  }
  std::vector<Repair> out;
  const auto take = [&](std::vector<Repair> more) {
    for (Repair& one : more) out.push_back(std::move(one));
  };
  if (of_default) take(exported_twice(source));
  std::string name = quoted(problem.message, 0);
  if (problem.code == "TS2393") name = source.word_at(place.offset);
  if (name.empty()) return out;
  take(taken_twice(source, name));
  if (out.empty()) take(imported_twice(source, name));
  if (out.empty()) take(declared_twice(source, name));
  if (out.empty()) take(listed_twice(source, name));
  return out;
}

}  // namespace sitewright::healing
