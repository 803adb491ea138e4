#include "builtin/review/review.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "builtin/prompt/tokens.hpp"
#include "builtin/value.hpp"

namespace sitewright::builtin {
namespace {

constexpr std::size_t npos = std::string_view::npos;

struct Finding {
  std::string_view severity;
  std::string path;
  int line = 0;
  std::string message;
};

bool letters_alike(char a, char b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return lower(a) == lower(b);
}

class Review {
 public:
  explicit Review(std::string_view said) : said_(said) {}
  void look_at(const std::string& path, std::string_view text);
  [[nodiscard]] std::string json() const;
  void add(std::string_view severity, const std::string& path, std::string_view text,
           std::size_t at, std::string message);

 private:
  [[nodiscard]] bool was_said(std::string_view words) const {
    return !std::ranges::search(said_, words, letters_alike).empty();
  }

  std::vector<Finding> findings_;
  std::string_view said_;
};

void Review::add(std::string_view severity, const std::string& path, std::string_view text,
                 std::size_t at, std::string message) {
  const auto line = 1 + std::ranges::count(text.substr(0, std::min(at, text.size())), '\n');
  if (findings_.size() < 200)
    findings_.push_back({severity, path, static_cast<int>(line), std::move(message)});
}

std::string Review::json() const {
  Value::Array list;
  bool approved = true;
  for (const Finding& one : findings_) {
    approved = approved && one.severity != "error";
    list.push_back(Value::Object{{"severity", one.severity},
                                 {"path", one.path},
                                 {"line", one.line},
                                 {"message", one.message}});
  }
  return Value(Value::Object{{"approved", approved}, {"findings", list}}).json();
}

/// The tag that opens at `open`, up to its ">" outside of braces and strings.
std::string_view tag_at(std::string_view text, std::size_t open) {
  int braces = 0;
  for (std::size_t at = open; at < text.size() && at < open + 2000; ++at) {
    if (text[at] == '{') ++braces;
    if (text[at] == '}') --braces;
    if (text[at] == '>' && braces <= 0 && text[at - 1] != '=')
      return text.substr(open, at + 1 - open);
  }
  return text.substr(open, 2000);
}

template <class Visit>
void each_tag(std::string_view text, std::string_view name, Visit visit) {
  const std::string open = "<" + std::string(name);
  for (auto at = text.find(open); at != npos; at = text.find(open, at + 1)) {
    const char next = at + open.size() < text.size() ? text[at + open.size()] : ' ';
    if (next == ' ' || next == '\n' || next == '>' || next == '/') visit(at, tag_at(text, at));
  }
}

struct Pattern {
  std::string_view severity;
  std::string_view text;
  std::string_view message;
};

constexpr Pattern forbidden[] = {
    {"error", "dangerouslySetInnerHTML",
     "HTML is set unchecked; render the text as children instead."},
    {"error", "eval(", "eval runs text as code."},
    {"error", "new Function(", "Text is made into code."},
    {"error", "document.write", "document.write breaks hydration and is open to injection."},
    {"error", "innerHTML =", "HTML is set unchecked; use textContent or React children."},
    {"error", "href=\"javascript:", "A link runs code."},
    {"error", "href: \"javascript:", "A link runs code."},
    {"warning", "@ts-ignore", "A type error is hidden."},
    {"warning", "console.log(", "Left-over output."},
};

// What is left in when somebody forgets; written apart so that no search for it finds this table.
constexpr std::array leftovers = {
    "lorem "
    "ipsum",
    "TO"
    "DO",
    "FIX"
    "ME",
    "[object "
    "Object]",
    "your company here",
    "your tagline here"};

void look_at_markup(Review& review, const std::string& path, std::string_view text) {
  each_tag(text, "img", [&](std::size_t at, std::string_view tag) {
    if (!tag.contains("alt=") && !tag.contains("{..."))
      review.add("error", path, text, at, "The image has no alt text.");
  });
  each_tag(text, "script", [&](std::size_t at, std::string_view tag) {
    if (tag.contains("src=\"http") || tag.contains("src=\"//"))
      review.add("error", path, text, at, "A script is loaded from another host.");
  });
  for (const std::string_view field : {"input", "select", "textarea"}) {
    each_tag(text, field, [&](std::size_t at, std::string_view tag) {
      const bool labelled = tag.contains("aria-label") || tag.contains("id=") ||
                            tag.contains("{...") || tag.contains("type=\"hidden\"");
      const auto label = text.rfind("<label", at);
      const bool inside = label != npos && text.find("</label>", label) > at;
      if (!labelled && !inside) review.add("error", path, text, at, "The field has no label.");
    });
  }
  each_tag(text, "a", [&](std::size_t at, std::string_view tag) {
    if (tag.contains("target=\"_blank\"") && !tag.contains("noopener") &&
        !tag.contains("noreferrer")) {
      review.add("warning", path, text, at, "A link to a new window without rel=\"noopener\".");
    }
  });
}

void Review::look_at(const std::string& path, std::string_view text) {
  const bool markup = path.ends_with(".tsx") || path.ends_with(".html");
  const bool source = markup || path.ends_with(".ts");
  if (!source || path.starts_with("node_modules/")) return;
  // A page's words may speak of anything; only what runs is held to the rules for code.
  const bool words_only = path.starts_with("src/content/");
  for (const Pattern& one : forbidden) {
    const bool about_links = one.text.contains("javascript:");
    // The starter's build and prerender run in Node, where printing is how they speak.
    if ((words_only && !about_links) || !path.starts_with("src/")) continue;
    // The starter's drawings and structured data set markup that they made themselves.
    const bool own = path.starts_with("src/parts/") && one.text.starts_with("dangerously");
    for (auto at = text.find(one.text); at != npos; at = text.find(one.text, at + 1))
      add(own ? "warning" : one.severity, path, text, at, std::string(one.message));
  }
  if (path.starts_with("src/")) {
    for (const std::string_view left : leftovers) {
      const auto at = text.find(left);
      const char next = at != npos && at + left.size() < text.size() ? text[at + left.size()] : ' ';
      if (at != npos && !(next >= 'a' && next <= 'z') && !was_said(left))
        add("error", path, text, at,
            "Text that was left to be filled in: " + std::string(left) + ".");
    }
  }
  if (markup) look_at_markup(*this, path, text);
}

/// Every page is one file that opens with exactly one section holding the h1.
void look_at_pages(Review& review, const Files& files) {
  for (const auto& [path, text] : files) {
    if (!path.starts_with("src/pages/") || !path.ends_with(".tsx") ||
        path == "src/pages/not-found.tsx")
      continue;
    std::size_t openings = 0;
    for (const std::string_view opening :
         {"<Hero ", "<PageIntro ", "<Article ", "<DocsPage ", "<h1"}) {
      for (auto at = text.find(opening); at != npos; at = text.find(opening, at + 1)) ++openings;
    }
    if (openings != 1)
      review.add("error", path, text, 0,
                 openings == 0 ? "The page has no opening with its h1."
                               : "The page has more than one h1.");
    if (!text.contains("meta")) review.add("error", path, text, 0, "The page exports no meta.");
  }
}

}  // namespace

std::string review_files(const Files& files, std::string_view said) {
  Review review(said);
  for (const auto& [path, text] : files) review.look_at(path, text);
  look_at_pages(review, files);
  return review.json();
}

}  // namespace sitewright::builtin
