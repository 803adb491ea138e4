// A text that was given its wide type where it was written, and whose narrow one is asked for
// elsewhere: `as const` behind the list or object, the type of a list's items or of a state.
#include <algorithm>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/type_pairs.hpp"
#include "healing/fixers/value_places.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// Of a line that tells one; empty of any other.
Types types_of_line(std::string_view line) {
  std::vector<Types> found = types_in(line);
  return found.empty() ? Types{} : std::move(found.front());
}

/// What a text would have to be: `Tab` of `SetStateAction<Tab>` and of `Tab | undefined`.
std::string_view plain_type(std::string_view type) {
  if (type.starts_with("SetStateAction<")) type = type.substr(15, type.size() - 16);
  if (type.ends_with(" | undefined")) type.remove_suffix(12);
  return type;
}

bool is_name(std::string_view type) {
  return !type.empty() && context::is_upper(type[0]) &&
         std::ranges::all_of(type, context::is_word_byte);
}

/// Whether one of these texts is written in the tokens; the text of a type that the project does
/// not declare may be any.
bool holds_text(const ScriptTokens& tokens, std::uint32_t first, std::uint32_t end,
                const std::vector<std::string>& texts) {
  for (std::uint32_t at = first; at < end; ++at) {
    if (tokens[at].kind != TokenKind::string) continue;
    const std::string_view text = tokens.text_of(at);
    if (texts.empty() || std::ranges::contains(texts, text.substr(1, text.size() - 2))) return true;
  }
  return false;
}

struct Written {
  const Source* source = nullptr;
  std::uint32_t name = 0;
  std::uint32_t open = 0;  ///< of its list or object
};

/// `const name = {` and `[`, without a type; of one place only.
Written written_in(const Source* source, std::string_view name) {
  Written out;
  if (source == nullptr || source->tokens == nullptr) return out;
  const ScriptTokens& tokens = *source->tokens;
  for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at - 1, "const") || !tokens.is_word(at, name)) continue;
    if (out.source != nullptr) return {};
    const bool literal =
        tokens.is_mark(at + 1, '=') && (tokens.is_mark(at + 2, '[') || tokens.is_mark(at + 2, '{'));
    if (!literal) return {};
    out = {source, at, at + 2};
  }
  if (out.source == nullptr) return out;
  const std::uint32_t after = tokens.after(out.open);
  const bool ends = after >= tokens.size() || tokens.is_mark(after, ';') ||
                    (tokens[after].after_newline && !tokens.is_mark(after, '.'));
  return ends ? out : Written{};
}

Written written(Workbench& bench, const Source& source, std::string_view name) {
  for (const ImportClause& clause : source.imports) {
    const ImportName* one = name_in(clause, name);
    if (one == nullptr || one->imported == "default") continue;
    return written_in(bench.source(bench.resolved(source.path, clause.specifier)), one->imported);
  }
  return written_in(&source, name);
}

/// The list whose items a name stands for: `tabs` of `tabs.map((tab) => …)` and of
/// `tabs.map(({ id }) => …)`, seen from the use.
std::string_view list_of(const Source& source, std::uint32_t use, std::string_view name) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t open = opening_around(source, use); open < tokens.size();
       open = opening_around(source, open)) {
    if (!tokens.is_mark(open, '(') || open < 3 || !tokens.is_word(open - 1)) continue;
    std::uint32_t first = open + 1;
    const bool group = tokens.is_mark(first, '(');
    const std::uint32_t arrow = tokens.after(first);
    if (!tokens.is_arrow(arrow)) continue;
    if (group) ++first;
    // Only the first parameter is an item.
    const std::uint32_t end = tokens.after(first);
    for (std::uint32_t at = first; at < end; ++at) {
      if (!tokens.is_word(at, name) || tokens.is_mark(at + 1, ':')) continue;
      const bool method = tokens.is_mark(open - 2, '.') && tokens.is_word(open - 3) &&
                          !(open > 3 && tokens.is_mark(open - 4, '.'));
      return method ? tokens.text_of(open - 3) : std::string_view();
    }
  }
  return {};
}

std::vector<Repair> constant(const Written& where, bool unique) {
  const ScriptTokens& tokens = *where.source->tokens;
  const std::uint32_t end = tokens[tokens.partner(where.open)].end;
  std::vector<Repair> out =
      only("Let " + std::string(tokens.text_of(where.name)) + " keep the values it was given.",
           {{std::string(where.source->path), end, end, " as const"}});
  out.front().unique = unique;
  return out;
}

/// The type in that file, with its import where another one exports it.
bool brought(Workbench& bench, const Source& to, std::string_view type, std::vector<Edit>& edits) {
  const auto declares = [&](const Source& file) {
    return std::ranges::any_of(file.symbols.symbols, [&](const context::Symbol& one) {
      return one.kind == context::SymbolKind::type && one.name == type;
    });
  };
  const bool there = declares(to) || std::ranges::any_of(to.imports, [&](const auto& one) {
                       return name_in(one, type) != nullptr;
                     });
  if (there) return true;
  for (const Source* file : bench.scripts()) {
    if (!declares(*file) || file->exported(type) == nullptr) continue;
    const std::string from = bench.specifier_for(to.path, file->path);
    for (Edit& edit : with_import(to, {std::string(type), "", from, ImportForm::named, true})) {
      edits.push_back(std::move(edit));
    }
    return true;
  }
  return false;
}

/// `const items: Item[] = [ … ]`
std::vector<Repair> typed_list(Workbench& bench, const Written& where, std::string_view item) {
  const ScriptTokens& tokens = *where.source->tokens;
  const std::uint32_t place = tokens[where.name].end;
  std::vector<Edit> edits{
      {std::string(where.source->path), place, place, ": " + std::string(item) + "[]"}};
  if (!brought(bench, *where.source, item, edits)) return {};
  return only("Say what " + std::string(tokens.text_of(where.name)) + " holds.", std::move(edits));
}

/// `const [tab, setTab] = useState("a")`, where a Tab is asked for.
std::vector<Repair> typed_state(Workbench& bench, const Source& source, std::string_view name,
                                std::string_view type, const std::vector<std::string>& texts) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 1; at + 8 < tokens.size(); ++at) {
    const bool state = tokens.is_mark(at - 1, '[') && tokens.is_word(at, name) &&
                       tokens.is_mark(at + 1, ',') && tokens.is_mark(at + 3, ']') &&
                       tokens.is_mark(at + 4, '=') && tokens.is_word(at + 5, "useState") &&
                       tokens.is_mark(at + 6, '(') && !texts.empty() &&
                       holds_text(tokens, at + 7, at + 8, texts);
    if (!state) continue;
    const std::uint32_t place = tokens[at + 5].end;
    std::vector<Edit> edits{
        {std::string(source.path), place, place, "<" + std::string(type) + ">"}};
    if (!brought(bench, source, type, edits)) return {};
    return only("Say what the state holds.", std::move(edits));
  }
  return {};
}

/// The name that a value begins with, when members are all that follows it.
std::uint32_t root_of(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const auto value = value_at(source, offset);
  if (!value || !tokens.is_word(value->first)) return tokens.size();
  for (std::uint32_t at = value->first + 1; at < value->end; at = tokens.after(at)) {
    const bool member = tokens.is_word(at) || tokens.is_mark(at, '.') || tokens.is_mark(at, '[');
    if (!member) return tokens.size();
  }
  return value->first;
}

/// `const [w, h] = sizes[shape]`: what is constant has a length.
std::vector<Repair> constant_of_pattern(Workbench& bench, const Source& source,
                                        std::uint32_t offset, const Types& types) {
  const bool may_miss = types.is == types.wanted + " | undefined" &&
                        (types.wanted == "number" || types.wanted == "string");
  if (!may_miss) return {};
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t root = root_of(source, offset);
  const std::string_view name =
      tokens.text_of(root < tokens.size() ? root : source.token_at(offset));
  for (std::uint32_t at = 0; at + 4 < tokens.size(); ++at) {
    if (!tokens.is_word(at, "const") || !tokens.is_mark(at + 1, '[')) continue;
    const std::uint32_t close = tokens.partner(at + 1);
    bool its = false;
    for (std::uint32_t in = at + 2; in < close; ++in) its = its || tokens.is_word(in, name);
    if (!its || !tokens.is_mark(close + 1, '=') || !tokens.is_word(close + 2)) continue;
    const Written where = written(bench, source, tokens.text_of(close + 2));
    if (where.source != nullptr) return constant(where, false);
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_narrow_values(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const ScriptTokens& tokens = *source.tokens;
  const std::string_view message = problem.message;
  const Types outer = types_of_line(message.substr(0, message.find('\n')));
  const std::size_t last_line = message.rfind('\n');
  // The last line says what it comes down to.
  const Types inner =
      last_line == std::string_view::npos ? outer : types_of_line(message.substr(last_line + 1));
  if (auto found = constant_of_pattern(bench, source, place.offset, outer); !found.empty()) {
    return found;
  }
  const std::string_view wanted = plain_type(inner.wanted);
  if (inner.is != "string" || !(is_name(wanted) || wanted.contains('"'))) return {};
  const std::uint32_t root = root_of(source, place.offset);
  if (root >= tokens.size()) return {};
  const std::vector<std::string> texts = literals_of(bench, wanted);
  // Of a type that the project does not declare only what it is a part of tells.
  if (texts.empty() && last_line == std::string_view::npos) return {};
  const std::string_view name = tokens.text_of(root);
  Written where = written(bench, source, name);
  bool is_list = where.source != nullptr && where.source->tokens->is_mark(where.open, '[');
  if (where.source == nullptr) {
    const std::string_view list = list_of(source, root, name);
    if (list.empty()) {
      return is_name(wanted) ? typed_state(bench, source, name, wanted, texts)
                             : std::vector<Repair>();
    }
    where = written(bench, source, list);
    is_list = false;
  }
  if (where.source == nullptr) return {};
  const ScriptTokens& its = *where.source->tokens;
  if (!holds_text(its, where.open, its.partner(where.open), texts)) return {};
  // What is constant is read-only too, and no list of items then.
  if (is_list && outer.wanted.ends_with("[]")) {
    const std::string item = outer.wanted.substr(0, outer.wanted.size() - 2);
    return is_name(item) ? typed_list(bench, where, item) : std::vector<Repair>();
  }
  return constant(where, !texts.empty() || message.contains("'Properties<"));
}

}  // namespace sitewright::healing
