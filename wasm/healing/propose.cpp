// propose(): asks the fixers of the table for each problem and puts together what goes together.
#include <algorithm>
#include <set>

#include "healing/fix.hpp"
#include "healing/fixers/repair.hpp"
#include "healing/fixers/visible_text.hpp"
#include "project/path.hpp"
#include "project/utf8.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

constexpr std::size_t max_problems_read = 80;
constexpr std::size_t max_repairs_each = 5;
constexpr std::size_t max_fixes = 40;

struct Offer {
  std::string fixer;
  Repair repair;
  std::vector<std::size_t> problems;
  bool goes_along = false;
};

bool handles(std::string_view codes, const Problem& problem) {
  while (!codes.empty()) {
    const std::size_t end = std::min(codes.find(' '), codes.size());
    const std::string_view code = codes.substr(0, end);
    codes.remove_prefix(std::min(end + 1, codes.size()));
    if (code == "*" || code == problem.code) return true;
    if (code.starts_with('@') && code.substr(1) == name_of(problem.category)) return true;
  }
  return false;
}

/// Sorted, in range, without overlap, at places where characters begin, and changing something.
bool is_sound(const project::TextTree& tree, Repair& repair) {
  sort_stably(repair.edits);
  bool changes = !repair.removed.empty();
  for (const std::string& path : repair.removed) {
    if (!tree.contains(path)) return false;
  }
  const Edit* last = nullptr;
  for (const Edit& edit : repair.edits) {
    const auto file = tree.find(edit.path);
    const std::string_view text = file == tree.end() ? std::string_view() : file->second;
    if (edit.begin > edit.end || edit.end > text.size() || !project::is_utf8(edit.text)) {
      return false;
    }
    if (file == tree.end() && !project::checked_path(edit.path)) return false;
    for (const std::uint32_t at : {edit.begin, edit.end}) {
      if (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) return false;
    }
    if (last != nullptr && last->path == edit.path && last->end > edit.begin) return false;
    changes = changes || text.substr(edit.begin, edit.end - edit.begin) != edit.text;
    last = &edit;
  }
  return changes;
}

/// Lines, or names in a list: any number of them can be put at the same place.
bool is_addition(const Edit& edit) {
  return edit.begin == edit.end && (edit.text.ends_with('\n') || edit.text.starts_with(", "));
}

/// Whether two edits touch: neither may change what the other one looked at.
bool collide(const Edit& a, const Edit& b) {
  if (is_addition(a) && is_addition(b)) return false;
  return a.path == b.path && a.begin <= b.end && b.begin <= a.end;
}

/// `import { a } from "x";` and `import { b } from "x";` at one place are one line.
bool join_imports(Edit& into, const Edit& other) {
  if (into.path != other.path || into.begin != other.begin || !is_addition(into) ||
      !is_addition(other)) {
    return false;
  }
  if (into.text == other.text) return true;
  const std::size_t a = into.text.find(" }");
  const std::size_t b = other.text.find(" }");
  const std::size_t open = into.text.find("{ ");
  const bool alike = a != std::string::npos && b != std::string::npos &&
                     open != std::string::npos && into.text.starts_with("import") &&
                     into.text.substr(a) == other.text.substr(b) &&
                     into.text.substr(0, open) == other.text.substr(0, other.text.find("{ "));
  if (!alike) return false;
  into.text.insert(a, ", " + other.text.substr(open + 2, b - open - 2));
  return true;
}

project::TextTree changed_files(const project::TextTree& tree, std::span<const Edit> edits) {
  project::TextTree out;
  for (std::size_t last = edits.size(); last-- > 0;) {
    const Edit& edit = edits[last];
    auto [file, is_new] = out.try_emplace(edit.path);
    if (is_new) {
      if (const auto old = tree.find(edit.path); old != tree.end()) file->second = old->second;
    }
    file->second.replace(edit.begin, edit.end - edit.begin, edit.text);
  }
  return out;
}

class Proposal {
 public:
  Proposal(const project::TextTree& tree, std::span<const Problem> problems,
           const FixContext& context)
      : tree_(tree), problems_(problems), context_(context), bench_(tree, problems, context) {}

  std::vector<Fix> make() {
    for (std::size_t i = 0; i < std::min(problems_.size(), max_problems_read); ++i) {
      if (!is_consequence(i)) ask(i);
    }
    std::vector<Fix> out;
    add(out, combined(false));
    add(out, combined(true));
    for (const Offer& offer : offers_) {
      if (out.size() == max_fixes) break;
      add(out, fix_of(offer));
    }
    return out;
  }

 private:
  /// What a file that cannot be parsed is said of besides, and what is unknown where an import is.
  bool is_consequence(std::size_t index) const {
    const Problem& problem = problems_[index];
    if (problem.category == Category::syntax || problem.file.empty()) return false;
    const bool unknown = handles("TS7006 TS7031 TS18046 TS2365 TS2349 TS7053", problem);
    const bool untyped = handles("TS7006", problem);
    const bool unused = handles("TS6133 TS6196", problem) && !problem.symbol.empty();
    return std::ranges::any_of(problems_, [&](const Problem& other) {
      if (other.file != problem.file) return false;
      // What takes the function would say of what: told of another name for it, on the same line.
      const bool taker = untyped && other.line == problem.line && other.column < problem.column &&
                         handles("TS2551 TS2322 TS2353 TS2561 TS2724 TS2552", other);
      // Used, where what it is used in is read as something else.
      const bool misread = unused && other.symbol == problem.symbol && handles("TS2693", other);
      // A hook that is not the hook tells nothing of what it takes.
      const bool hookless = untyped && other.code == "TS2349" && other.message.contains("typeof ");
      return taker || misread || hookless || other.category == Category::syntax ||
             (unknown && handles("@dependency TS2305 TS2613 TS2614 TS2724 TS2304 TS2552", other));
    });
  }

  /// What is said of a file that ends in the middle has no repair: the rest of it is missing.
  bool is_of_a_cut(const Problem& problem) {
    if (problem.category != Category::syntax) return false;
    // Settings show nothing: of them only the last marks are missing.
    if (problem.file.contains(".config.")) return false;
    const Source* source = bench_.source(problem.file);
    return source != nullptr && is_cut(*source);
  }

  void ask(std::size_t index) {
    const bool is_cut_off = is_of_a_cut(problems_[index]);
    std::size_t taken = 0;
    for (const FixerRow& row : fixer_table()) {
      if (taken >= max_repairs_each) return;
      if (!handles(row.codes, problems_[index])) continue;
      if (is_cut_off && !row.takes_out_noise) continue;
      for (Repair& repair : row.fixer(bench_, problems_[index])) {
        if (taken >= max_repairs_each || !is_sound(tree_, repair)) continue;
        if (!row.takes_out_noise && (loses_text(bench_, repair) || shows_code(bench_, repair))) {
          continue;
        }
        ++taken;
        keep(row, std::move(repair), index);
      }
    }
  }

  void keep(const FixerRow& row, Repair repair, std::size_t index) {
    for (Offer& offer : offers_) {
      if (offer.repair.edits != repair.edits || offer.repair.removed != repair.removed) continue;
      if (!std::ranges::contains(offer.problems, index)) offer.problems.push_back(index);
      return;
    }
    offers_.push_back({std::string(row.name), std::move(repair), {index}, row.goes_along});
  }

  Fix combined(bool only_unique) {
    Fix fix;
    std::set<std::size_t> answered;
    std::size_t parts = 0;
    for (const Offer& offer : offers_) {
      if (only_unique && !offer.repair.unique) continue;
      if (context_.tried.contains(key_of(fix_of(offer)))) continue;
      const bool is_new =
          offer.goes_along || std::ranges::any_of(offer.problems, [&](std::size_t index) {
            return !answered.contains(index);
          });
      const bool goes = std::ranges::none_of(offer.repair.edits, [&](const Edit& edit) {
        return std::ranges::any_of(fix.edits,
                                   [&](const Edit& other) { return collide(edit, other); });
      });
      if (!is_new || !goes) continue;
      answered.insert(offer.problems.begin(), offer.problems.end());
      for (const Edit& edit : offer.repair.edits) {
        const bool joined =
            std::ranges::any_of(fix.edits, [&](Edit& other) { return join_imports(other, edit); });
        if (!joined) fix.edits.push_back(edit);
      }
      fix.removed.insert(fix.removed.end(), offer.repair.removed.begin(),
                         offer.repair.removed.end());
      if (!fix.summary.empty()) fix.summary += '\n';
      fix.summary += offer.repair.summary;
      fix.fixer = parts++ == 0 ? offer.fixer : "combined";
      fix.unique = (parts == 1 || fix.unique) && offer.repair.unique;
    }
    fix.problems.assign(answered.begin(), answered.end());
    finish(fix);
    return fix;
  }

  [[nodiscard]] Fix fix_of(const Offer& offer) const {
    Fix fix;
    fix.fixer = offer.fixer;
    fix.summary = offer.repair.summary;
    fix.edits = offer.repair.edits;
    fix.removed = offer.repair.removed;
    fix.problems = offer.problems;
    fix.unique = offer.repair.unique;
    finish(fix);
    return fix;
  }

  void finish(Fix& fix) const {
    sort_stably(fix.edits);
    sort_stably(fix.removed);
    sort_stably(fix.problems);
    fix.files = changed_files(tree_, fix.edits);
  }

  void add(std::vector<Fix>& out, Fix fix) const {
    if (fix.edits.empty() && fix.removed.empty()) return;
    const std::string key = key_of(fix);
    if (context_.tried.contains(key)) return;
    if (std::ranges::any_of(out, [&](const Fix& other) { return key_of(other) == key; })) return;
    out.push_back(std::move(fix));
  }

  const project::TextTree& tree_;
  std::span<const Problem> problems_;
  const FixContext& context_;
  Workbench bench_;
  std::vector<Offer> offers_;
};

}  // namespace

std::vector<Fix> propose(const project::TextTree& tree, std::span<const Problem> problems,
                         const FixContext& context) {
  return Proposal(tree, problems, context).make();
}

}  // namespace sitewright::healing
