// Functions of lodash in a project that has none: `_.map(list, (one) => …)`, `uniq(list)`. What
// lists, texts and objects have themselves is written so, and the import goes.
// All that a file takes from the import is written anew, or nothing: as long as one call is left,
// the package is needed.
#include <algorithm>
#include <array>
#include <string>

#include "context/scan/characters.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/value_places.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

constexpr std::size_t max_calls = 60;

enum class Form : std::uint8_t {
  walks,   ///< a method that takes a function, which may be the name of a property
  each,    ///< likewise, and what it gives back is another thing
  method,  ///< a method with the arguments behind the first
  around,  ///< one argument between two texts
  counts,  ///< one argument, of which a number or a condition is made
  times    ///< a number and a function of the position
};

struct Function {
  std::string_view name;
  Form form;
  std::string_view before;  ///< the method's name, or what stands in front of the argument
  std::string_view behind = {};
  std::size_t least = 2;  ///< arguments
  std::size_t most = 2;
};

constexpr std::array functions{
    Function{"map", Form::walks, "map"}, Function{"filter", Form::walks, "filter"},
    Function{"find", Form::walks, "find"}, Function{"findIndex", Form::walks, "findIndex"},
    Function{"some", Form::walks, "some"}, Function{"every", Form::walks, "every"},
    Function{"flatMap", Form::walks, "flatMap"}, Function{"forEach", Form::each, "forEach"},
    Function{"each", Form::each, "forEach"},
    // Without a first value an empty list is an error of its own method.
    Function{"reduce", Form::method, "reduce", {}, 3, 3},
    Function{"includes", Form::method, "includes"}, Function{"indexOf", Form::method, "indexOf"},
    Function{"join", Form::method, "join", {}, 1, 2},
    Function{"slice", Form::method, "slice", {}, 1, 3},
    Function{"concat", Form::method, "concat", {}, 2, 8},
    Function{"flatten", Form::method, "flat", {}, 1, 1},
    Function{"startsWith", Form::method, "startsWith"},
    Function{"endsWith", Form::method, "endsWith"},
    Function{"toUpper", Form::method, "toUpperCase", {}, 1, 1},
    Function{"toLower", Form::method, "toLowerCase", {}, 1, 1},
    Function{"trim", Form::method, "trim", {}, 1, 1},
    Function{"last", Form::around, "", ".at(-1)", 1, 1},
    Function{"head", Form::around, "", "[0]", 1, 1},
    Function{"first", Form::around, "", "[0]", 1, 1},
    Function{"compact", Form::around, "", ".filter(Boolean)", 1, 1},
    Function{"uniq", Form::around, "[...new Set(", ")]", 1, 1},
    Function{"keys", Form::around, "Object.keys(", ")", 1, 1},
    Function{"values", Form::around, "Object.values(", ")", 1, 1},
    Function{"toPairs", Form::around, "Object.entries(", ")", 1, 1},
    Function{"isArray", Form::around, "Array.isArray(", ")", 1, 1},
    Function{"range", Form::around, "Array.from({ length: ", " }, (_, index) => index)", 1, 1},
    Function{"size", Form::counts, "", ".length", 1, 1},
    Function{"isEmpty", Form::counts, "", ".length === 0", 1, 1},
    Function{"times", Form::times, "Array.from({ length: "}};

/// "map" of "lodash/map" and "lodash.map"; "" of the whole package; nothing of another one.
std::optional<std::string_view> function_in(std::string_view specifier) {
  for (const std::string_view package : {"lodash-es", "lodash"}) {
    if (!specifier.starts_with(package)) continue;
    const std::string_view rest = specifier.substr(package.size());
    if (rest.empty()) return rest;
    if (rest.front() == '/' || rest.front() == '.') {
      return rest.ends_with(".js") ? rest.substr(1, rest.size() - 4) : rest.substr(1);
    }
  }
  return std::nullopt;
}

class Calls {
 public:
  Calls(Workbench& bench, const Source& source, const ImportClause& clause)
      : bench_(bench),
        source_(source),
        tokens_(*source.tokens),
        path_(source.path),
        clause_(clause),
        typed_(source.language == context::Language::typescript ||
               source.language == context::Language::tsx) {}

  /// The edits of all calls and of the import; none where one has to stay.
  std::vector<Edit> run() {
    const auto from = function_in(clause_.specifier);
    if (!from || clause_.is_export || clause_.type_only || clause_.binds_nothing()) return {};
    // "lodash/fp" has the same names with their arguments the other way round.
    if (!from->empty() && clause_.default_name.local.empty()) return {};
    if (!from->empty() && !clause_.names.empty()) return {};
    for (std::uint32_t at = 1; at < tokens_.size(); ++at) {
      const std::uint32_t offset = tokens_[at].begin;
      if (!tokens_.is_word(at) || (offset >= clause_.begin && offset < clause_.end)) continue;
      if (tokens_.is_mark(at - 1, '.') || tokens_.text_of(at - 1) == "?.") continue;
      if (!take(at, *from)) return {};
    }
    edits_.push_back(taken_out(source_, clause_.begin, clause_.end));
    return std::move(edits_);
  }

 private:
  struct Argument {
    std::uint32_t first;
    std::uint32_t end;
  };

  /// False where the word is of the import and no call that can be written otherwise.
  bool take(std::uint32_t at, std::string_view from) {
    const std::string_view word = tokens_.text_of(at);
    const bool whole = word == clause_.namespace_name.local || word == clause_.default_name.local;
    if (whole && from.empty()) {
      if (is_parameter(at)) return hides(at);
      if (tokens_[at].begin < hidden_until_ || !tokens_.is_mark(at + 1, '.')) return false;
      return called(at, at + 2, tokens_.text_of(at + 2));
    }
    if (whole) return called(at, at, from);
    const auto named = std::ranges::find(clause_.names, word, &ImportName::local);
    if (named == clause_.names.end()) return true;
    const bool key = tokens_.is_mark(at + 1, ':') &&
                     (tokens_.is_mark(at - 1, '{') || tokens_.is_mark(at - 1, ','));
    return key || called(at, at, named->imported);
  }

  /// `(_, index) =>`
  [[nodiscard]] bool is_parameter(std::uint32_t at) const {
    if (tokens_.is_arrow(at + 1)) return true;
    const std::uint32_t open = opening_around(source_, at);
    if (!tokens_.is_mark(open, '(')) return false;
    const std::uint32_t behind = tokens_.after(open);
    return !tokens_.is_mark(at + 1, '.') &&
           (tokens_.is_arrow(behind) || tokens_.is_mark(behind, '{'));
  }

  /// The package is not meant as far as a parameter of its name may reach.
  bool hides(std::uint32_t at) {
    std::uint32_t around = opening_around(source_, at);
    if (around < tokens_.size() && !tokens_.is_arrow(at + 1)) {
      around = opening_around(source_, around);
    }
    if (around >= tokens_.size()) return false;
    hidden_until_ = std::max(hidden_until_, tokens_[tokens_.partner(around)].begin);
    return true;
  }

  bool called(std::uint32_t at, std::uint32_t name, std::string_view function) {
    const auto known = std::ranges::find(functions, function, &Function::name);
    const std::uint32_t open = name + 1;
    if (known == functions.end() || !tokens_.is_mark(open, '(') || ++calls_ > max_calls) {
      return false;
    }
    const std::uint32_t close = tokens_.partner(open);
    std::vector<Argument> arguments;
    for (std::uint32_t first = open + 1; first < close;) {
      std::uint32_t end = first;
      while (end < close && !tokens_.is_mark(end, ',')) {
        const std::uint32_t angles =
            tokens_.is_mark(end, '<') ? tokens_.after_angles(end, close) : end;
        end = angles > end ? angles : tokens_.after(end);
      }
      if (tokens_.text_of(first) == "..." || first == end) return false;
      arguments.push_back({first, end});
      first = end + 1;
    }
    if (arguments.size() < known->least || arguments.size() > known->most) return false;
    return written(at, close, *known, arguments);
  }

  /// Whether some script gives the name a list, and none an object.
  bool is_list(const Argument& one) {
    if (tokens_.is_mark(one.first, '[')) return tokens_.after(one.first) == one.end;
    const std::uint32_t last = one.end - 1;
    const bool chain = tokens_.is_word(last) && chain_end(source_, one.first) == one.end;
    if (!chain) return false;
    bool found = false;
    for (const Source* script : bench_.scripts()) {
      const ScriptTokens& tokens = *script->tokens;
      for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
        const bool given = tokens.is_mark(at + 1, '=') || tokens.is_mark(at + 1, ':');
        if (!given || tokens.text_of(at) != tokens_.text_of(last)) continue;
        if (tokens.is_mark(at + 2, '{')) return false;
        found = found || tokens.is_mark(at + 2, '[');
      }
    }
    return found;
  }

  bool written(std::uint32_t at, std::uint32_t close, const Function& function,
               const std::vector<Argument>& arguments) {
    const Argument& first = arguments.front();
    const bool alone = chain_end(source_, first.first) == first.end;
    const std::string before(function.before);
    // Lodash takes objects and what is not there as well; of types it is told where they do not
    // fit.
    const bool any_value =
        function.form == Form::times || function.name == "range" || function.name == "isArray";
    if (!typed_ && !any_value && !is_list(first)) return false;
    switch (function.form) {
      case Form::each:
        if (!tokens_.is_mark(close + 1, ';') && !tokens_[close + 1].after_newline) return false;
        if (tokens_.is_mark(at - 1, '=') || tokens_.is_word(at - 1, "return")) return false;
        return walked(at, before, alone, arguments);
      case Form::walks:
        return walked(at, before, alone, arguments);
      case Form::method:
        return method(at, close, before, alone, arguments);
      case Form::counts:
        return counted(at, close, function, alone, first);
      case Form::around:
        return around(at, close, before, std::string(function.behind), alone, first);
      case Form::times:
        return repeated(at, before, arguments);
    }
    return false;
  }

  /// What is replaced may hold blanks, marks and the call's name, no comment.
  bool replace(std::uint32_t begin, std::uint32_t end, std::string text) {
    const std::string_view old = source_.text.substr(begin, end - begin);
    if (old.contains("//") || old.contains("/*")) return false;
    edits_.push_back({path_, begin, end, std::move(text)});
    return true;
  }

  /// A line that begins with a bracket would go on with the one above it.
  [[nodiscard]] bool joins_line_above(std::uint32_t at, std::uint32_t first, bool alone) const {
    const bool bracket = !alone || tokens_.is_mark(first, '(') || tokens_.is_mark(first, '[');
    if (!bracket || !tokens_[at].after_newline || at == 0) return false;
    const char mark = source_.text[tokens_[at - 1].end - 1];
    return !std::string_view(";{(,=:?&|[>").contains(mark);
  }

  bool method(std::uint32_t at, std::uint32_t close, const std::string& name, bool alone,
              const std::vector<Argument>& arguments) {
    const Argument& list = arguments.front();
    if (joins_line_above(at, list.first, alone)) return false;
    const std::uint32_t list_end = tokens_[list.end - 1].end;
    std::uint32_t next = tokens_[close].begin;
    if (arguments.size() > 1) {
      const std::uint32_t second = arguments[1].first;
      next = tokens_[second].after_newline ? tokens_[list.end].end : tokens_[second].begin;
    }
    return replace(tokens_[at].begin, tokens_[list.first].begin, alone ? "" : "(") &&
           replace(list_end, next, (alone ? "." : ").") + name + "(");
  }

  bool walked(std::uint32_t at, const std::string& name, bool alone,
              const std::vector<Argument>& arguments) {
    const Argument& by = arguments[1];
    const std::uint32_t first = by.first;
    // Objects and lists stand for functions that compare.
    if (tokens_.is_mark(first, '{') || tokens_.is_mark(first, '[')) return false;
    if (!method(at, by.end, name, alone, arguments)) return false;
    if (tokens_[first].kind != TokenKind::string || by.end != first + 1) return true;
    const std::string_view quoted = tokens_.text_of(first);
    const std::string_view property = quoted.substr(1, quoted.size() - 2);
    const bool plain = !property.empty() && !context::is_digit(property.front()) &&
                       std::ranges::all_of(property, context::is_word_byte);
    return plain && replace(tokens_[first].begin, tokens_[first].end,
                            "(item) => item." + std::string(property));
  }

  bool around(std::uint32_t at, std::uint32_t close, std::string before, std::string behind,
              bool alone, const Argument& one) {
    if (before.empty() && !alone) {
      before = "(";
      behind.insert(0, ")");
    }
    const bool bracket = before.starts_with('[') || before.starts_with('(');
    if (joins_line_above(at, one.first, !bracket)) return false;
    return replace(tokens_[at].begin, tokens_[one.first].begin, before) &&
           replace(tokens_[one.end - 1].end, tokens_[close].end, behind);
  }

  /// `!_.isEmpty(list)`, and one that stands beside what binds as much.
  bool counted(std::uint32_t at, std::uint32_t close, const Function& function, bool alone,
               const Argument& one) {
    if (function.name == "size") {
      return around(at, close, "", std::string(function.behind), alone, one);
    }
    const bool negated = tokens_.is_mark(at - 1, '!');
    const std::uint32_t first = negated ? at - 1 : at;
    const char before = source_.text[tokens_[first - 1].end - 1];
    const std::string_view next = tokens_.text_of(close + 1);
    const bool free = (std::string_view("({&|?,").contains(before) || tokens_.is_arrow(first - 1) ||
                       tokens_.is_word(first - 1, "return")) &&
                      next.size() == 1 && std::string_view(")}&|?;,").contains(next);
    std::string behind = negated ? ".length > 0" : std::string(function.behind);
    std::string begin = free ? "" : "(";
    if (!free) behind += ")";
    if (!alone) {
      begin += "(";
      behind.insert(0, ")");
    }
    if (joins_line_above(first, one.first, begin.empty())) return false;
    return replace(tokens_[first].begin, tokens_[one.first].begin, begin) &&
           replace(tokens_[one.end - 1].end, tokens_[close].end, behind);
  }

  /// `_.times(3, (index) => …)`
  bool repeated(std::uint32_t at, const std::string& before,
                const std::vector<Argument>& arguments) {
    const Argument& count = arguments.front();
    const std::uint32_t by = arguments[1].first;
    const bool bare = tokens_.is_word(by) && tokens_.is_arrow(by + 1);
    const bool listed = tokens_.is_mark(by, '(') && tokens_.is_arrow(tokens_.after(by));
    const bool named = tokens_.is_word(by) && arguments[1].end == by + 1;
    const std::uint32_t begin = tokens_[by].begin;
    if (!replace(tokens_[at].begin, tokens_[count.first].begin, before) ||
        !replace(tokens_[count.end - 1].end, tokens_[count.end].begin, " }")) {
      return false;
    }
    if (bare || named) {
      const std::string name(named ? "index" : tokens_.text_of(by));
      return replace(begin, named ? begin : tokens_[by].end,
                     "(_, " + name + ")" + (named ? " => " : "")) &&
             (!named || replace(tokens_[by].end, tokens_[by].end, "(index)"));
    }
    const bool empty = listed && tokens_.after(by) == by + 2;
    return listed && (empty || replace(tokens_[by].end, tokens_[by].end, "_, "));
  }

  Workbench& bench_;
  const Source& source_;
  const ScriptTokens& tokens_;
  std::string path_;
  const ImportClause& clause_;
  bool typed_;  ///< a tool reads the types of the file
  std::size_t calls_ = 0;
  std::uint32_t hidden_until_ = 0;
  std::vector<Edit> edits_;
};

}  // namespace

std::vector<Repair> fix_lodash(Workbench& bench, const Problem& problem) {
  const std::string specifier = specifier_in(problem.message);
  if (!function_in(specifier)) return {};
  const Workbench::Place place = importer_of(bench, problem, specifier);
  if (!place || place.source->tokens == nullptr) return {};
  if (bench.wanted().contains("lodash") || bench.wanted().contains("lodash-es")) return {};
  const auto module = module_named(*place.source, specifier, place.offset);
  if (!module || module->clause == nullptr) return {};
  std::vector<Repair> out;
  offer(*place.source, "Write what lists have themselves, without " + specifier,
        Calls(bench, *place.source, *module->clause).run(), out);
  return out;
}

}  // namespace sitewright::healing
