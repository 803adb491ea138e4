// Links of built pages that lead nowhere: an anchor that is nearly the name of a section, a section
// that lost the name which is linked to, the address of a page with the ending of its file.
#include <algorithm>
#include <array>
#include <set>

#include "context/resolve/project_paths.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/exported_objects.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

constexpr std::size_t max_edits = 200;

/// A text of a script that is given to an attribute or a member.
struct GivenText {
  const Source* source = nullptr;
  std::uint32_t token = 0;
  std::string_view name;
  std::string_view text;
};

std::vector<GivenText> given_texts(Workbench& bench) {
  std::vector<GivenText> out;
  for (const Source* source : bench.scripts()) {
    const ScriptTokens& tokens = *source->tokens;
    for (std::uint32_t at = 3; at < tokens.size(); ++at) {
      if (tokens[at].kind != TokenKind::string || tokens.text_of(at).size() < 2) continue;
      // `href={"#a"}` has a brace before its text.
      const std::uint32_t mark = tokens.is_mark(at - 1, '{') ? at - 2 : at - 1;
      if (!tokens.is_mark(mark, ':') && !tokens.is_mark(mark, '=')) continue;
      const TokenKind kind = tokens[mark - 1].kind;
      if (kind != TokenKind::word && kind != TokenKind::jsx_name) continue;
      out.push_back({source, at, tokens.text_of(mark - 1), text_in_quotes(tokens, at)});
    }
  }
  return out;
}

/// Whether an attribute or a member of that name holds an address: `href`, `ctaLink`, `to`.
bool holds_address(std::string_view name) {
  constexpr std::array<std::string_view, 7> lower{"href", "url",    "link",   "path",
                                                  "to",   "anchor", "address"};
  constexpr std::array<std::string_view, 7> later{"Href", "Url",    "Link",   "Path",
                                                  "To",   "Anchor", "Address"};
  return std::ranges::contains(lower, name) ||
         std::ranges::any_of(later, [&](std::string_view end) { return name.ends_with(end); });
}

/// An address as a page of the site sees it.
struct Target {
  std::string page;  ///< "" for the first one, "journal/first"
  std::string_view fragment;
};

std::optional<Target> target_of(std::string_view address, std::string_view folder) {
  const std::size_t hash = std::min(address.find('#'), address.size());
  std::string_view path = address.substr(0, std::min(address.find('?'), hash));
  if (path.contains(':') || path.starts_with("//")) return std::nullopt;
  const bool from_root = path.starts_with('/');
  while (path.starts_with('/')) path.remove_prefix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  auto page = path.empty() ? std::optional<std::string>(from_root ? "" : folder)
                           : context::joined(from_root ? "" : folder, path);
  if (!page) return std::nullopt;
  return Target{std::move(*page), address.substr(std::min(hash + 1, address.size()))};
}

/// Where the page stands that the problem is told of: "journal/first" of
/// "dist/journal/first/index.html".
std::string_view folder_of(const Problem& problem) {
  std::string_view file = problem.file;
  if (file.starts_with("dist/")) file.remove_prefix(5);
  return context::directory_of(file);
}

/// The part `[from, from + size)` of a text in quotes, written another way.
Edit written(const GivenText& one, std::size_t from, std::size_t size, std::string text) {
  const auto begin = (*one.source->tokens)[one.token].begin + 1 + static_cast<std::uint32_t>(from);
  return {std::string(one.source->path), begin, begin + static_cast<std::uint32_t>(size),
          std::move(text)};
}

/// Whether one name is the other with words in front of it or behind it.
bool goes_on(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (b.empty()) return false;
  if (a.size() == b.size()) return a == b;
  return (a.starts_with(b) && a[b.size()] == '-') ||
         (a.ends_with(b) && a[a.size() - b.size() - 1] == '-');
}

/// What is said to be linked to, and all places that do.
struct Anchor {
  std::string name;
  std::vector<GivenText> links;
};

Anchor anchor_of(const std::vector<GivenText>& texts, std::string_view address,
                 std::string_view folder) {
  Anchor out;
  const auto target = target_of(address, folder);
  if (!target || target->fragment.empty()) return out;
  out.name = target->fragment;
  for (const GivenText& one : texts) {
    const std::size_t hash = one.text.find('#');
    if (hash == std::string_view::npos || one.text.substr(hash + 1) != out.name) continue;
    const auto leads = target_of(one.text, folder);
    const bool same = hash == 0 || (leads && leads->page == target->page);
    if (same && holds_address(one.name) && out.links.size() < max_edits) out.links.push_back(one);
  }
  return out;
}

/// `/#work-section` where the only section that is called nearly so is `work`.
std::vector<Repair> nearly_named(const std::vector<GivenText>& texts, const Anchor& anchor) {
  const std::string wanted = words_joined(anchor.name);
  std::set<std::string_view> near;
  for (const GivenText& one : texts) {
    if (one.name == "id" && goes_on(words_joined(one.text), wanted)) near.insert(one.text);
  }
  if (near.size() != 1 || anchor.links.empty()) return {};
  std::vector<Edit> edits;
  for (const GivenText& link : anchor.links) {
    edits.push_back(
        written(link, link.text.find('#') + 1, anchor.name.size(), std::string(*near.begin())));
  }
  return only("Link to #" + std::string(*near.begin()) + " instead of #" + anchor.name + ".",
              std::move(edits));
}

/// The texts that stand beside the links: what a visitor is told to find there.
std::set<std::string> labels_of(const Anchor& anchor) {
  constexpr std::size_t enough = 20;
  std::set<std::string> out;
  for (std::size_t i = 0; i < std::min(anchor.links.size(), enough); ++i) {
    const GivenText& link = anchor.links[i];
    const std::uint32_t open = opening_around(*link.source, link.token);
    if (open >= link.source->tokens->size()) continue;
    for (const ObjectMember& member : object_members(*link.source->tokens, open)) {
      const auto text = text_in_quotes(*link.source->tokens, member.value);
      if (member.value != link.token && !text.empty()) out.insert(words_joined(text));
    }
  }
  return out;
}

/// The only object without a name of its own that the anchor means: it is called so, or its title
/// is the anchor or what the links to it are called.
const ExportedObject* section_of(const std::vector<ExportedObject>& objects, const Anchor& anchor) {
  const std::string wanted = words_joined(anchor.name);
  const std::set<std::string> labels = labels_of(anchor);
  for (const int by : {0, 1, 2}) {
    const ExportedObject* found = nullptr;
    for (const ExportedObject& one : objects) {
      const std::string title = words_joined(one.text_of("title"));
      const bool meant = by == 0   ? words_joined(one.name) == wanted
                         : by == 1 ? title == wanted
                                   : !title.empty() && labels.contains(title);
      if (!meant) continue;
      if (found != nullptr) return nullptr;
      found = &one;
    }
    if (found != nullptr) return found;
  }
  return nullptr;
}

/// `export const contact = { title: "Contact" }` that is linked to as #contact, where the objects
/// beside it have an `id`.
std::vector<Repair> nameless(Workbench& bench, const Anchor& anchor) {
  if (anchor.links.empty()) return {};
  const std::vector<ExportedObject> objects = exported_objects(bench);
  const ExportedObject* section = section_of(objects, anchor);
  if (section == nullptr || section->is_open || section->members.empty() ||
      section->member("id") != nullptr) {
    return {};
  }
  char quote = 0;
  std::size_t named = 0;
  for (const ExportedObject& one : objects) {
    const ObjectMember* id = one.member("id");
    if (id == nullptr || one.text_of("id").empty()) continue;
    ++named;
    const ScriptTokens& tokens = *one.source->tokens;
    if (one.source == section->source) quote = tokens.text()[tokens[id->value].begin];
  }
  if (named < 2 || quote == 0) return {};
  const ScriptTokens& tokens = *section->source->tokens;
  const std::uint32_t begin = tokens[section->members.front().key].begin;
  const bool own_line = tokens[section->members.front().key].after_newline;
  const std::string member = std::string("id: ") + quote + anchor.name + quote + ",";
  const std::string space =
      own_line
          ? "\n" + std::string(begin - section->source->line_begin(section->source->line_of(begin)),
                               ' ')
          : " ";
  return only("Name the section " + std::string(section->name) + " #" + anchor.name + ".",
              {{std::string(section->source->path), begin, begin, member + space}});
}

/// Whether addresses of pages end with a slash where they are written.
bool ends_with_slash(const std::vector<GivenText>& texts, std::string_view page) {
  std::size_t with = 0;
  std::size_t without = 0;
  for (const GivenText& one : texts) {
    const std::string_view path = one.text.substr(0, one.text.find_first_of("?#"));
    if (!holds_address(one.name) || path.size() < 2 || !path.starts_with('/')) continue;
    if (path == "/" + std::string(page) + "/") return true;
    if (path == "/" + std::string(page)) return false;
    if (path.ends_with('/')) ++with;
    if (!path.ends_with('/') && !context::name_in(path).contains('.')) ++without;
  }
  return with > without;
}

/// Whether the project has that page: a file of the folder of pages, or other links to it.
bool is_page(Workbench& bench, const std::vector<GivenText>& texts, const std::string& page) {
  for (const char* folder : {"src/pages/", "pages/"}) {
    for (const char* ending : {".tsx", ".jsx", ".ts", ".js", "/index.tsx", "/index.jsx"}) {
      if (bench.tree().contains(folder + page + ending)) return true;
    }
  }
  return std::ranges::any_of(texts, [&](const GivenText& one) {
    const auto leads = target_of(one.text, "");
    return holds_address(one.name) && one.text.starts_with('/') && leads && leads->page == page;
  });
}

/// `/journal/first.html` of the page `/journal/first/`.
std::vector<Repair> with_ending(Workbench& bench, const std::vector<GivenText>& texts,
                                std::string_view address, std::string_view folder) {
  const auto target = target_of(address, folder);
  if (!target) return {};
  constexpr std::array<std::string_view, 7> endings{".html", ".htm", ".php", ".md",
                                                    ".mdx",  ".tsx", ".jsx"};
  std::string_view ending;
  for (const std::string_view one : endings) {
    if (target->page.ends_with(one)) ending = one;
  }
  if (ending.empty()) return {};
  const std::string page = target->page.substr(0, target->page.size() - ending.size());
  if (page.empty() || page.ends_with('/') || !is_page(bench, texts, page)) return {};
  const std::string end = ends_with_slash(texts, page) ? "/" : "";
  std::vector<Edit> edits;
  for (const GivenText& one : texts) {
    const auto leads = target_of(one.text, folder);
    if (!holds_address(one.name) || !leads || leads->page != target->page) continue;
    const std::size_t past = std::min(one.text.find_first_of("?#"), one.text.size());
    if (!one.text.substr(0, past).ends_with(ending) || edits.size() == max_edits) continue;
    edits.push_back(written(one, past - ending.size(), ending.size(), end));
  }
  if (edits.empty()) return {};
  return only("Link to the page /" + page + end + " by its address.", std::move(edits));
}

}  // namespace

std::vector<Repair> fix_link_targets(Workbench& bench, const Problem& problem) {
  const std::string address = quoted(problem.message, 0);
  if (address.empty() || !problem.file.ends_with(".html")) return {};
  const std::vector<GivenText> texts = given_texts(bench);
  const std::string_view folder = folder_of(problem);
  if (problem.code == "broken_link") return with_ending(bench, texts, address, folder);
  const Anchor anchor = anchor_of(texts, address, folder);
  const bool is_name = !anchor.name.empty() && std::ranges::all_of(anchor.name, [](char c) {
    return context::is_word_byte(c) || c == '-';
  });
  const bool is_there = std::ranges::any_of(
      texts, [&](const GivenText& one) { return one.name == "id" && one.text == anchor.name; });
  // A name that some page has is not misspelt: it stands on another page.
  if (!is_name || is_there) return {};
  if (auto found = nameless(bench, anchor); !found.empty()) return found;
  return nearly_named(texts, anchor);
}

}  // namespace sitewright::healing
