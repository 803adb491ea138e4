// A name that nothing declares beside a declaration that nothing uses: it was given another name,
// and its uses were not.
#include <algorithm>

#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/renaming.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// How often the word stands for a name: as a word, an element or within a type.
std::size_t times(const ScriptTokens& tokens, std::string_view word) {
  std::size_t count = 0;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const std::string_view text = tokens.text_of(at);
    const bool member = at > 0 && tokens.is_mark(at - 1, '.');
    if (tokens[at].kind == TokenKind::word && text == word && !member) ++count;
    if (tokens[at].kind == TokenKind::jsx_open && text.substr(1) == word) ++count;
  }
  return count;
}

bool declares(const ScriptTokens& tokens, std::uint32_t word) {
  for (const std::string_view one : {"const", "let", "var", "function"}) {
    if (tokens.is_word(word, one)) return true;
  }
  return false;
}

/// Whether the bracket holds the parameters of a function with a body.
bool holds_parameters(const ScriptTokens& tokens, std::uint32_t open) {
  if (!tokens.is_mark(open, '(')) return false;
  const std::uint32_t after = tokens.after(open);
  if (tokens.is_arrow(after)) return true;
  const bool named =
      open > 0 && tokens.is_word(open - 1) &&
      (tokens.is_word(open - 1, "function") || (open > 1 && tokens.is_word(open - 2, "function")));
  return named;
}

struct Binding {
  std::uint32_t token = 0;
  Span scope;  ///< tokens
};

Span block_around(const Source& source, std::uint32_t token) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = opening_around(source, token);
  if (open >= tokens.size()) return {0, tokens.size()};
  return {open, tokens.partner(open)};
}

/// The value of an arrow without a block, up to what ends it.
Span value_of_arrow(const ScriptTokens& tokens, std::uint32_t arrow) {
  std::uint32_t end = arrow + 1;
  while (end < tokens.size()) {
    const bool ends = tokens.is_mark(end, ',') || tokens.is_mark(end, ';') ||
                      tokens.is_mark(end, ')') || tokens.is_mark(end, ']') ||
                      tokens.is_mark(end, '}');
    if (ends) break;
    end = tokens.after(end);
  }
  return {arrow + 1, end};
}

/// What the parameters of the bracket are known to: the function's body.
Span body_of(const Source& source, std::uint32_t open) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t at = tokens.after(open);
  if (tokens.is_arrow(at) && !tokens.is_mark(at + 1, '{')) return value_of_arrow(tokens, at);
  if (tokens.is_arrow(at)) ++at;
  while (at < tokens.size() && !tokens.is_mark(at, '{') && !tokens.is_mark(at, '(') &&
         tokens[at].kind != TokenKind::jsx_open && !tokens[at].after_newline) {
    ++at;
  }
  const Span around = block_around(source, open);
  if (at >= tokens.size()) return around;
  return {at, std::max(tokens.partner(at), at + 1)};
}

/// The token as the declaration of a name, when it is one.
bool bind(const Source& source, std::uint32_t at, Binding& out) {
  const ScriptTokens& tokens = *source.tokens;
  out.token = at;
  if (at > 0 && declares(tokens, at - 1)) {
    out.scope = block_around(source, at);
    return true;
  }
  if (tokens.is_arrow(at + 1)) {
    out.scope = {at, block_around(source, at).end};
    return true;
  }
  std::uint32_t open = opening_around(source, at);
  const bool starts = open < tokens.size() && (open + 1 == at || tokens.is_mark(at - 1, ',') ||
                                               tokens.is_mark(at - 1, ':'));
  if (!starts) return false;
  if (holds_parameters(tokens, open) && !tokens.is_mark(at - 1, ':')) {
    out.scope = body_of(source, open);
    return true;
  }
  const bool pattern = tokens.is_mark(open, '{') || tokens.is_mark(open, '[');
  if (!pattern || tokens.is_mark(at + 1, ':')) return false;
  if (open > 0 && declares(tokens, open - 1)) {
    out.scope = block_around(source, open);
    return true;
  }
  const std::uint32_t outer = opening_around(source, open);
  if (outer >= tokens.size() || !holds_parameters(tokens, outer) || outer + 1 != open) return false;
  out.scope = body_of(source, outer);
  return true;
}

/// The only name that the place could have used and that nothing does.
std::string unused_name(const Source& source, std::uint32_t use, std::string_view wanted) {
  const ScriptTokens& tokens = *source.tokens;
  std::string found;
  std::size_t count = 0;
  bool shares = false;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    Binding binding;
    if (tokens[at].kind != TokenKind::word || !bind(source, at, binding)) continue;
    const std::string_view name = tokens.text_of(at);
    if (name == wanted || use < binding.scope.begin || use >= binding.scope.end) continue;
    if (times(tokens, name) != 1) continue;
    const bool shared = shares_word(name, wanted);
    const bool like = context::is_upper(name.front()) == context::is_upper(wanted.front());
    const bool exported =
        at > 1 && (tokens.is_word(at - 2, "export") || tokens.is_word(at - 2, "default") ||
                   tokens.is_word(at - 2, "async"));
    if (!like || (exported && !shared)) continue;
    if (shared && !shares) count = 0;
    if (shares && !shared) continue;
    shares = shared;
    ++count;
    found = name;
  }
  return count == 1 ? found : std::string();
}

/// `columns.map((item) => … column …)`: whether `item` stands for one of what `wanted` is one of.
bool is_one_of_list(const Source& source, std::uint32_t parameter, std::string_view wanted) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = opening_around(source, parameter);
  if (open >= tokens.size() || open + 1 != parameter || !holds_parameters(tokens, open)) {
    return false;
  }
  const bool called = open > 3 && tokens.is_mark(open - 1, '(') && tokens.is_word(open - 2) &&
                      tokens.is_mark(open - 3, '.') && tokens.is_word(open - 4);
  if (!called || wanted.size() < 3) return false;
  const std::string_view list = tokens.text_of(open - 4);
  return list.size() > wanted.size() && list.starts_with(wanted.substr(0, wanted.size() - 1));
}

/// Whether the word stands for a name there, not for a member or a key.
bool is_name_at(const ScriptTokens& tokens, std::uint32_t at) {
  if (tokens[at].kind != TokenKind::word) return false;
  const std::string_view before = at > 0 ? tokens.text_of(at - 1) : std::string_view();
  if (before == "." || before == "?.") return false;
  return !(tokens.is_mark(at + 1, ':') && (before == "{" || before == ","));
}

bool is_declared_in(const Source& source, std::string_view name) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    Binding binding;
    if (tokens.is_word(at, name) && bind(source, at, binding)) return true;
  }
  return std::ranges::any_of(
      source.imports, [&](const ImportClause& one) { return name_in(one, name) != nullptr; });
}

/// Whether the token is the first parameter of what a list calls: `list.map((one) => …)`.
bool is_of_list_call(const Source& source, std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t open = at - 1;
  if (!tokens.is_word(at) || !tokens.is_mark(open, '(')) return false;
  if (!tokens.is_arrow(at + 1)) {
    if (!holds_parameters(tokens, open) || open == 0) return false;
    --open;
  }
  return open > 2 && tokens.is_mark(open, '(') && tokens.is_word(open - 1) &&
         (tokens.is_mark(open - 2, '.') || tokens.text_of(open - 2) == "?.");
}

/// `list.map((entry) => <li>{name}</li>)`: the parameter that nothing reads takes the name of the
/// window that its body reads, when that is the only one.
std::vector<Repair> named_as_of_window(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t place = source.token_at(offset);
  for (std::uint32_t at = 2; at + 1 < tokens.size(); ++at) {
    Binding binding;
    if (!is_of_list_call(source, at) || !bind(source, at, binding)) continue;
    const Span scope = binding.scope;
    if (place != at && (place < scope.begin || place >= scope.end)) continue;
    const std::string_view parameter = tokens.text_of(at);
    std::string_view found;
    bool clear = true;
    for (std::uint32_t inner = std::max(scope.begin, at + 1); inner < scope.end; ++inner) {
      if (!is_name_at(tokens, inner)) continue;
      const std::string_view word = tokens.text_of(inner);
      clear = clear && word != parameter;
      if (!is_of_window(word) || is_declared_in(source, word)) continue;
      clear = clear && (found.empty() || found == word);
      found = word;
    }
    if (!clear || found.empty()) continue;
    return only("Call " + std::string(parameter) + " " + std::string(found) + ", as it is used.",
                {{std::string(source.path), tokens[at].begin, tokens[at].end, std::string(found)}});
  }
  return {};
}

/// Whether a declaration of the name is known at the token.
bool is_bound_at(const Source& source, std::uint32_t place, std::string_view name) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    Binding binding;
    if (!tokens.is_word(at, name) || !bind(source, at, binding)) continue;
    if (place >= binding.scope.begin && place < binding.scope.end) return true;
  }
  return false;
}

/// `list.map((entry) => i * 2)`: the innermost parameter that nothing reads takes the name that is
/// missed where its function reads it.
std::vector<Repair> named_as_missed(Workbench& bench, const Source& source, std::uint32_t use,
                                    const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const bool value = !name.empty() && !context::is_upper(name.front()) &&
                     !tokens.is_mark(use + 1, '(') && is_name_at(tokens, use);
  if (!value || is_bound_at(source, use, name)) return {};
  Binding inner;
  bool found = false;
  for (std::uint32_t at = 2; at < use; ++at) {
    Binding binding;
    if (!is_of_list_call(source, at) || !bind(source, at, binding)) continue;
    if (use < binding.scope.begin || use >= binding.scope.end) continue;
    inner = binding;
    found = true;
  }
  if (!found) return {};
  const std::string other(tokens.text_of(inner.token));
  if (other.starts_with('_')) return {};
  for (std::uint32_t at = std::max(inner.scope.begin, inner.token + 1); at < inner.scope.end;
       ++at) {
    if (tokens.text_of(at) == other) return {};
  }
  // What another file exports is an import that is missing, unless it is read again and again.
  std::size_t uses = 0;
  for (std::uint32_t at = inner.scope.begin; at < inner.scope.end; ++at) {
    if (tokens.is_word(at, name)) ++uses;
  }
  const bool exported = std::ranges::any_of(
      bench.scripts(), [&](const Source* file) { return file->exported(name) != nullptr; });
  if (exported && uses < 2) return {};
  const context::Token& parameter = tokens[inner.token];
  return only("Call " + other + " " + name + ", as it is used.",
              {{std::string(source.path), parameter.begin, parameter.end, name}});
}

/// What is unused is what another problem of the file misses.
std::vector<Repair> of_unused(Workbench& bench, const Problem& problem) {
  const std::string unused = quoted(problem.message, 0);
  for (const Problem& other : bench.problems()) {
    const bool misses = other.code == "TS2304" || other.code == "TS2552" || other.code == "TS18004";
    if (!misses || other.file != problem.file) continue;
    std::vector<Repair> found = fix_renamed_name(bench, other);
    if (!found.empty() && found.front().summary.starts_with("Call " + unused + " ")) return found;
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_renamed_name(Workbench& bench, const Problem& problem) {
  if (problem.code == "TS6133") return of_unused(bench, problem);
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  std::string name = quoted(problem.message, 0);
  if (problem.code == "reference_error") {
    name = problem.message.substr(0, problem.message.find(" is not defined"));
    name.erase(0, name.rfind(' ') + 1);
  }
  const std::uint32_t at = source.token_at(place.offset);
  const bool stands = source.word_at(place.offset) == name;
  if (name.size() < 2 || !stands) return {};
  const std::string other = unused_name(source, at, name);
  if (other.empty() || times(*source.tokens, other) != 1) return {};
  std::vector<Edit> edits = renamed_in(source, other, name);
  if (edits.empty()) return {};
  std::vector<Repair> out =
      only("Call " + other + " " + name + " again, as it is used.", std::move(edits));
  out.front().unique = shares_word(other, name);
  return out;
}

std::vector<Repair> fix_list_parameter(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  if (auto found = named_as_of_window(*place.source, place.offset); !found.empty()) return found;
  const std::string name = quoted(problem.message, 0);
  if (name.empty() || place.source->word_at(place.offset) != name) return {};
  const Source& source = *place.source;
  const std::uint32_t use = source.token_at(place.offset);
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = use; at-- > 1;) {
    Binding binding;
    if (!tokens.is_word(at) || !is_one_of_list(source, at, name)) continue;
    if (!bind(source, at, binding) || use < binding.scope.begin || use >= binding.scope.end)
      continue;
    const std::string other(tokens.text_of(at));
    for (std::uint32_t inner = binding.scope.begin; inner < binding.scope.end; ++inner) {
      if (tokens.is_word(inner, other)) return {};
    }
    return only("Call " + other + " " + name + ", as it is used.",
                {{std::string(source.path), tokens[at].begin, tokens[at].end, name}});
  }
  const bool missed = problem.code == "TS2304" || problem.code == "TS2552";
  return missed ? named_as_missed(bench, source, use, name) : std::vector<Repair>();
}

/// `({ data }: Props)` of props that have no `data`, and a `post` that nothing declares.
std::vector<Repair> fix_renamed_entry(Workbench& bench, const Problem& problem) {
  const bool of_entry = problem.code == "TS2339" || problem.code == "TS6133";
  const std::string name = quoted(problem.message, 0);
  for (const Problem& other : bench.problems()) {
    if (other.file != problem.file) continue;
    const bool misses = other.code == "TS2304" || other.code == "TS2552" || other.code == "TS18004";
    if (!misses || (!of_entry && quoted(other.message, 0) != name)) continue;
    std::vector<Repair> found = fix_renamed_name(bench, other);
    if (found.empty()) continue;
    const std::string_view summary = found.front().summary;
    const std::string old(summary.substr(5, summary.find(' ', 5) - 5));
    if (of_entry && old != name) continue;
    const bool unknown = bench.is_said("TS2339", problem.file, "'" + old + "'") &&
                         bench.is_said("TS6133", problem.file, "'" + old + "'");
    if (!unknown) continue;
    // The props have the name that is missed, and not the other one as a key.
    const std::string missed = quoted(other.message, 0);
    for (Edit& edit : found.front().edits) {
      if (edit.text == old + ": " + missed) edit.text = missed;
    }
    return found;
  }
  return {};
}

}  // namespace sitewright::healing
