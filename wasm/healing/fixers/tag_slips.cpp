// Tags and attributes of which a mark went wrong: "< /p>", "</ul" without its ">", a closing tag
// without its "/", two that are crossed, one that is there twice, braces of an attribute too many
// or too few, names of CSS in a style object, a condition without its other side.
// Each is looked for on the lines that the tools point at, and kept when the script is sounder by
// it or the tool asked for it.
#include <algorithm>
#include <string>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/tags.hpp"
#include "healing/fixers/text_ends.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

constexpr std::uint32_t lines_before = 2;

class Slips {
 public:
  Slips(const Source& source, std::uint32_t offset, std::string_view message)
      : source_(source),
        tokens_(*source.tokens),
        path_(source.path),
        line_(source.line_of(offset)),
        offset_(offset),
        before_(check_up(tokens_)),
        wants_end_(message.contains("no corresponding closing tag")),
        wants_colon_(message.contains("':' expected") || message.contains("Expected `:`")) {}

  std::vector<Repair> run() {
    closes_itself();  // what a container holds is told by lines; what closes what, only by names
    spaced_tags();
    raw_attributes();
    for (std::uint32_t at = 0; at < tokens_.size(); ++at) {
      if (!is_near(tokens_[at].begin)) continue;
      if (tokens_[at].kind == TokenKind::jsx_close) closing_tag(at);
      if (tokens_[at].kind == TokenKind::jsx_name) attribute(at);
      other_side(at);
    }
    for (const Loose& one : before_.loose) {
      if (one.kind == Loose::Kind::closer) twice(one.token);
      crossed(one);
      without_slash(one.token);
    }
    raw_tag();
    holds_nothing();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool is_near(std::uint32_t offset) const {
    const std::uint32_t line = tokens_.line_of(offset);
    return line <= line_ && line + lines_before >= line_;
  }

  [[nodiscard]] Health health_with(std::span<const Edit> edits) const {
    std::string text(source_.text);
    for (std::size_t i = edits.size(); i-- > 0;) {
      text.replace(edits[i].begin, edits[i].end - edits[i].begin, edits[i].text);
    }
    return health_of(source_.language, text);
  }

  void offer(std::string summary, std::vector<Edit> edits, bool asked_for = false) {
    const Health after = health_with(edits);
    const bool sounder = after < before_.health;
    if (!sounder && !(asked_for && after <= before_.health)) return;
    out_.push_back({std::move(summary) + " in " + path_ + ":" +
                        std::to_string(source_.line_of(edits.front().begin)) + ".",
                    std::move(edits)});
  }

  [[nodiscard]] std::string_view name_of(std::uint32_t closing) const {
    std::string_view text = tokens_.text_of(closing);
    if (!text.starts_with("</")) return {};
    text.remove_prefix(2);
    return text.substr(0, text.find_first_of("> \n\t<{"));
  }

  void spaced_tags() {
    const std::string_view text = source_.text;
    std::vector<Edit> edits;
    for (std::size_t at = text.find('<'); at != std::string_view::npos;
         at = text.find('<', at + 1)) {
      const std::size_t first = text.find_first_not_of(" \t", at + 1);
      if (first == std::string_view::npos || (text[first] != '/' && text[first] != '\\')) continue;
      const std::size_t name = text.find_first_not_of(" \t/\\", first + 1);
      const bool right = text[first] == '/' && first == at + 1 && name == first + 1;
      if (name == std::string_view::npos || right) continue;
      std::size_t end = name;
      while (end < text.size() && (context::is_word_byte(text[end]) || text[end] == '.')) ++end;
      if (end >= text.size() || text[end] != '>') continue;
      edits.push_back(
          {path_, static_cast<std::uint32_t>(at + 1), static_cast<std::uint32_t>(name), "/"});
    }
    if (!edits.empty()) offer("Write closing tags with one slash", std::move(edits), true);
  }

  /// className=`a` without its braces, and type:"a".
  void raw_attributes() {
    const std::string_view text = source_.text;
    const std::uint32_t first = source_.line_begin(line_ > lines_before ? line_ - lines_before : 1);
    const std::size_t last = std::min(text.find('\n', offset_), text.size());
    std::vector<Edit> edits;
    for (std::size_t at = first; at + 2 < last; ++at) {
      const bool named = at > 0 && context::is_word_byte(text[at - 1]);
      if (named && text[at] == '=' && text[at + 1] == '`') {
        const std::size_t end = text.find('`', at + 2);
        if (end == std::string_view::npos || end >= last) continue;
        const auto begin = static_cast<std::uint32_t>(at + 1);
        const auto past = static_cast<std::uint32_t>(end + 1);
        offer("Put a text in braces", {{path_, begin, begin, "{"}, {path_, past, past, "}"}}, true);
        at = end;
      }
      const bool colon = named && text[at] == ':' && (text[at + 1] == '"' || text[at + 1] == '{');
      const std::size_t tag = text.substr(0, at).rfind('<');
      const std::string_view before = tag < at ? text.substr(tag, at - tag) : std::string_view();
      const bool in_tag = !before.empty() && !before.contains('>') &&
                          std::ranges::count(before, '{') == std::ranges::count(before, '}');
      if (!colon || !in_tag) continue;
      const auto begin = static_cast<std::uint32_t>(at);
      offer("Write = between an attribute and its value", {{path_, begin, begin + 1, "="}}, true);
    }
  }

  /// </ul and on the next line something else.
  void closing_tag(std::uint32_t at) {
    const std::string_view name = name_of(at);
    const std::string_view rest = tokens_.text_of(at).substr(
        std::min<std::size_t>(2 + name.size(), tokens_.text_of(at).size()));
    if (name.empty() || (!rest.empty() && trimmed(rest) == ">")) return;
    const std::uint32_t end = tokens_[at].begin + 2 + static_cast<std::uint32_t>(name.size());
    offer("End the tag </" + std::string(name) + ">", {{path_, end, end, ">"}}, true);
  }

  void attribute(std::uint32_t at) {
    if (!tokens_.is_mark(at + 1, '=') || !tokens_.is_mark(at + 2, '{')) return;
    const bool style = tokens_.text_of(at) == "style";
    const std::uint32_t open = at + 2;
    if (style) css_names(open);
    if (style && tokens_.is_word(open + 1) && tokens_.is_mark(open + 2, ':')) {
      const std::uint32_t close = tokens_.partner(open);
      if (close == open) return;
      offer("Write the style as an object",
            {{path_, tokens_[open].end, tokens_[open].end, "{"},
             {path_, tokens_[close].begin, tokens_[close].begin, "}"}},
            true);
    }
    if (!style && tokens_.is_mark(open + 1, '{')) doubled(open);
  }

  /// {{item.id}}
  void doubled(std::uint32_t open) {
    std::uint32_t at = open + 2;
    while (tokens_.is_word(at) || tokens_.is_mark(at, '.') || tokens_.text_of(at) == "?.") ++at;
    const bool path = at > open + 3 && tokens_.is_mark(at, '}') && tokens_.is_mark(at + 1, '}');
    if (!path) return;
    offer("Write one pair of braces",
          {{path_, tokens_[open + 1].begin, tokens_[open + 1].end, ""},
           {path_, tokens_[at].begin, tokens_[at].end, ""}},
          true);
  }

  /// style={{ margin-top: 4 }}
  void css_names(std::uint32_t open) {
    std::vector<Edit> edits;
    for (std::uint32_t at = open + 1; at + 3 < tokens_.size(); ++at) {
      if (tokens_.is_mark(at, '>')) break;
      const bool begins = tokens_.is_mark(at - 1, '{') || tokens_.is_mark(at - 1, ',');
      if (!begins || !tokens_.is_word(at) || !tokens_.is_mark(at + 1, '-')) continue;
      std::uint32_t end = at;
      while (tokens_.is_mark(end + 1, '-') && tokens_.is_word(end + 2)) end += 2;
      if (!tokens_.is_mark(end + 1, ':')) continue;
      std::string name;
      for (std::uint32_t part = at; part <= end; part += 2) {
        std::string word(tokens_.text_of(part));
        if (part > at) word[0] = static_cast<char>(word[0] >= 'a' ? word[0] - 'a' + 'A' : word[0]);
        name += word;
      }
      edits.push_back({path_, tokens_[at].begin, tokens_[end].end, name});
    }
    if (!edits.empty()) offer("Name properties of a style as React does", std::move(edits), true);
  }

  /// Whether a `?` without its `:` stands in front of the closing bracket, within its pair.
  [[nodiscard]] bool asks_before(std::uint32_t close) const {
    std::uint32_t depth = 0;
    for (std::uint32_t at = close; at-- > 0 && close - at < 400;) {
      const auto is_any = [&](std::string_view marks) {
        return std::ranges::any_of(marks, [&](char c) { return tokens_.is_mark(at, c); });
      };
      if (is_any(")]}")) ++depth;
      if (is_any("([{") && depth-- == 0) return false;
      if (depth == 0 && tokens_.is_mark(at, ':')) return false;
      if (depth == 0 && tokens_.is_mark(at, '?')) return true;
    }
    return false;
  }

  /// {open ? <p /> }
  void other_side(std::uint32_t at) {
    const bool closes = tokens_.is_mark(at, '}') || tokens_.is_mark(at, ')');
    const bool here = offset_ >= tokens_[at].begin && offset_ < tokens_[at].end;
    if (!wants_colon_ || !closes || !here || at == 0 || has_open_text(tokens_)) return;
    if (!asks_before(at)) return;
    const std::uint32_t end = tokens_[at - 1].end;
    offer("Give the condition its other side", {{path_, end, end, " : null"}}, true);
  }

  /// The same closing tag directly behind itself.
  void twice(std::uint32_t closer) {
    if (closer == 0 || tokens_[closer].kind != TokenKind::jsx_close) return;
    const std::string_view name = name_of(closer);
    if (name.empty()) return;
    const std::uint32_t at = tokens_[closer].begin;
    const std::uint32_t before = tokens_[closer - 1].begin;
    const bool same_line = tokens_.line_of(at) == tokens_.line_of(before);
    // What stands deeper above it is what it closes.
    const bool level = same_line || indent_at(source_.text, before) == indent_at(source_.text, at);
    if (!level) {
      reopen(closer);
      return;
    }
    if (name_of(closer - 1) != name) return;
    take_out(tokens_[closer].begin, tokens_[closer].end);
  }

  /// The opening tag above the lines that stand deeper than their closing one. What it said besides
  /// its name is gone.
  void reopen(std::uint32_t closer) {
    const std::string_view text = source_.text;
    const std::uint32_t indent = indent_at(text, tokens_[closer].begin);
    std::uint32_t line = tokens_.line_of(tokens_[closer].begin);
    while (line > 1) {
      const std::uint32_t begin = source_.line_begin(line - 1);
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const bool blank = trimmed(text.substr(begin, end - begin)).empty();
      const auto last = static_cast<std::uint32_t>(end);
      if (!blank && indent_at(text, last) <= indent) {
        // It is open there: what is wrong is something else.
        const std::string_view above = trimmed(text.substr(begin, end - begin));
        if (above.starts_with("<" + std::string(name_of(closer)))) return;
        break;
      }
      --line;
    }
    const std::uint32_t at = source_.line_begin(line);
    if (at >= tokens_[closer].begin) return;
    const std::size_t offers = out_.size();
    offer("Open <" + std::string(name_of(closer)) + "> again",
          {{path_, at, at, std::string(indent, ' ') + "<" + std::string(name_of(closer)) + ">\n"}});
    if (out_.size() > offers) out_.back().unique = false;
  }

  /// Behind the end of all elements a closing tag is read as marks.
  void raw_tag() {
    const std::string_view text = source_.text;
    const std::uint32_t begin = source_.line_begin(line_);
    const std::size_t line_end = std::min(text.find('\n', begin), text.size());
    for (std::size_t at = text.find("</", begin); at < line_end; at = text.find("</", at + 2)) {
      const std::size_t end = text.find('>', at);
      if (end == std::string_view::npos || end > line_end) return;
      const std::string_view tag = text.substr(at, end + 1 - at);
      const std::string_view before = trimmed(text.substr(0, at));
      if (!before.ends_with(tag)) continue;
      // One that stands deeper closes another element.
      const auto last = static_cast<std::uint32_t>(before.data() + before.size() - text.data());
      const bool same_line = last > begin;
      if (!same_line && indent_at(text, last - 1) != indent_at(text, begin)) continue;
      take_out(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end + 1));
    }
  }

  void take_out(std::uint32_t begin, std::uint32_t end) {
    const Edit edit = taken_out(source_, begin, end);
    offer("Take out a tag that is closed already", {edit});
  }

  /// <ul /> above lines that stand deeper, and </ul> behind them.
  void closes_itself() {
    const std::string_view text = source_.text;
    for (std::size_t at = text.find("/>\n"); at != std::string_view::npos;
         at = text.find("/>\n", at + 2)) {
      const std::size_t line = text.substr(0, at).rfind('\n') + 1;
      const std::string_view tag = trimmed(text.substr(line, at - line));
      if (!tag.starts_with('<') || tag.contains('>')) continue;
      const std::string_view name = tag.substr(1, tag.find_first_of(" />", 1) - 1);
      const std::uint32_t indent = indent_at(text, static_cast<std::uint32_t>(at));
      const std::string closing = "\n" + std::string(indent, ' ') + "</" + std::string(name) + ">";
      const std::size_t end = text.find(closing, at + 2);
      const std::size_t next = text.find_first_not_of(" \n", at + 2);
      const bool deeper = next != std::string_view::npos && end != std::string_view::npos &&
                          next < end && indent_at(text, static_cast<std::uint32_t>(next)) > indent;
      if (!deeper) continue;
      const auto begin = static_cast<std::uint32_t>(at - (text[at - 1] == ' ' ? 1 : 0));
      offer("Let <" + std::string(name) + "> hold what follows",
            {{path_, begin, static_cast<std::uint32_t>(at + 2), ">"}});
    }
  }

  /// `<Code file={a}>;`, which nothing closes: a component that holds nothing ends in itself.
  void holds_nothing() {
    const std::uint32_t open = tag_before(tokens_, source_.token_at(offset_));
    if (!wants_end_ || open >= tokens_.size()) return;
    const std::string name(tokens_.text_of(open).substr(1));
    const std::uint32_t end = end_of_tag(tokens_, open);
    if (name.empty() || !context::is_upper(name.front()) || !tokens_.is_mark(end, '>')) return;
    const std::string_view text = source_.text;
    const std::uint32_t begin = tokens_[open].begin;
    // `MouseEvent<HTMLElement>` is a type.
    if (begin > 0 && context::is_word_byte(text[begin - 1])) return;
    const std::uint32_t behind = tokens_[end].end;
    const std::size_t next = text.find_first_not_of(" \t\r\n", behind);
    const std::size_t closing = text.find("</" + name + ">", behind);
    const bool closed = closing < text.find("<" + name, behind);
    if (next == std::string_view::npos || closed) return;
    const bool ends = std::string_view(";,)").contains(text[next]) ||
                      (text.substr(behind, next - behind).contains('\n') &&
                       indent_at(text, static_cast<std::uint32_t>(next)) <= indent_at(text, begin));
    if (!ends) return;
    offer("End <" + name + "> in itself",
          {{path_, tokens_[end].begin, tokens_[end].end, text[behind - 2] == ' ' ? "/>" : " />"}},
          true);
  }

  /// <b><i></b></i>
  void crossed(const Loose& loose) {
    for (const std::uint32_t first : {loose.token, loose.against}) {
      const std::string a(name_of(first));
      if (a.empty() || first + 1 >= tokens_.size()) continue;
      const std::string b(name_of(first + 1));
      if (b.empty() || a == b) continue;
      const auto named = [&](std::uint32_t at, const std::string& old, const std::string& now) {
        const std::uint32_t begin = tokens_[at].begin + 2;
        return Edit{path_, begin, begin + static_cast<std::uint32_t>(old.size()), now};
      };
      offer("Close elements in their order", {named(first, a, b), named(first + 1, b, a)});
      return;
    }
  }

  /// <h1>Text<h1>
  void without_slash(std::uint32_t opener) {
    if (tokens_[opener].kind != TokenKind::jsx_open || !tokens_.is_mark(opener + 1, '>')) return;
    const std::string_view name = tokens_.text_of(opener);
    for (std::uint32_t back = opener; back-- > 0 && opener - back < 60;) {
      if (tokens_[back].kind != TokenKind::jsx_open) continue;
      if (tokens_.text_of(back) != name) return;
      const std::uint32_t at = tokens_[opener].begin + 1;
      offer("Close <" + std::string(name.substr(1)) + ">", {{path_, at, at, "/"}});
      return;
    }
  }

  const Source& source_;
  const ScriptTokens& tokens_;
  std::string path_;
  std::uint32_t line_;
  std::uint32_t offset_;
  Checkup before_;
  bool wants_end_;
  bool wants_colon_;
  std::vector<Repair> out_;
};

}  // namespace

std::vector<Repair> fix_tag_slips(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  std::vector<Repair> out;
  for (Repair& one : Slips(*place.source, place.offset, problem.message).run()) {
    const bool known =
        std::ranges::any_of(out, [&](const Repair& other) { return other.edits == one.edits; });
    if (!known) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace sitewright::healing
