// Longer texts: the articles behind a list of posts, the pages behind documentation.
#include "builtin/copy/phrases.hpp"
#include "builtin/prompt/tokens.hpp"
#include "builtin/site/sections.hpp"

namespace sitewright::builtin {

using Array = Value::Array;
using Object = Value::Object;

namespace {

Value paragraph(const std::string& text) {
  return Object{{"kind", "p"}, {"text", text}};
}
Value heading(std::string_view text) {
  return Object{{"kind", "h2"}, {"text", text}};
}
Value code_block(const std::string& code, std::string_view language) {
  return Object{{"kind", "code"}, {"code", code}, {"language", language}};
}
Value link(std::string_view label, std::string_view href) {
  return Object{{"label", label}, {"href", href}};
}

bool speaks_http(const Brief& brief) {
  return brief.topic >= 0 && topics()[static_cast<std::size_t>(brief.topic)].id == "http-docs";
}

bool is_command(const Brief& brief) {
  return brief.topic >= 0 && topics()[static_cast<std::size_t>(brief.topic)].id == "cli-docs";
}

std::string package_of(const Brief& brief) {
  return slug(brief.name);
}

std::string first_call(const Brief& brief) {
  const std::string package = package_of(brief);
  if (is_command(brief)) return package + " --dry-run ./notes\n" + package + " ./notes --json";
  if (speaks_http(brief)) {
    return "import { client } from \"" + package +
           "\";\n\nconst api = client({ base: \"https://api.example.org\", timeout: 5_000 });\n\n"
           "const answer = await api.get(\"/boats/42\");\nif (answer.ok) "
           "console.log(answer.body);\nelse console.error(answer.error.reason);";
  }
  return "import { open } from \"" + package +
         "\";\n\nconst instance = await open({ name: \"first\" });\nconsole.log(await "
         "instance.status());";
}

std::string second_call(const Brief& brief) {
  const std::string package = package_of(brief);
  if (is_command(brief))
    return package + " undo\n" + package + " --config ./" + package + ".toml ./notes";
  if (speaks_http(brief)) {
    return "const created = await api.post(\"/boats\", {\n  body: { name: \"Gull\", length: 7 },\n "
           " retry: { attempts: 3, only: \"safe\" },\n});";
  }
  return "const changed = await instance.update({ name: \"second\" });\nconsole.log(changed.name);";
}

std::string install_line(const Brief& brief) {
  return "npm install " + std::string(is_command(brief) ? "--global " : "") + package_of(brief);
}

Value docs_nav(const Brief& brief) {
  return Array{
      Object{{"title", phrase(Phrase::docs, brief.lang)},
             {"links", Array{link(phrase(Phrase::docs_start, brief.lang), "/getting-started/"),
                             link(phrase(Phrase::docs_guide, brief.lang), "/guide/"),
                             link(phrase(Phrase::docs_reference, brief.lang), "/reference/")}}}};
}

Page docs_page(const Brief& brief, const std::string& path, Phrase title, Array body) {
  const TopicText& text = text_for(brief);
  Section section{.component = "DocsPage", .nav = {}};
  section.content.set("nav", docs_nav(brief))
      .set("eyebrow", brief.name)
      .set("title", phrase(title, brief.lang));
  section.content.set("lede", fill(text.lede, brief)).set("body", std::move(body));
  const std::string name(phrase(title, brief.lang));
  return {.path = path,
          .title = name,
          .description = name + ": " + fill(text.lede, brief),
          .sections = {section}};
}

}  // namespace

std::vector<Page> build_docs_pages(const Brief& brief) {
  const TopicText& text = text_for(brief);
  const auto items = items_of(text);
  const auto word = [&](Phrase key) { return phrase(key, brief.lang); };
  Array begin{heading(word(Phrase::docs_install)), code_block(install_line(brief), "sh"),
              heading(word(Phrase::code)), paragraph(fill(text.about, brief)),
              code_block(first_call(brief), is_command(brief) ? "sh" : "ts")};
  Array guide{paragraph(fill(text.about, brief))};
  Array rows;
  for (std::size_t i = 0; i < items.size(); ++i) {
    guide.push_back(heading(fill(items[i].title, brief)));
    guide.push_back(paragraph(fill(items[i].text, brief) + "."));
    if (i == 1) guide.push_back(code_block(second_call(brief), is_command(brief) ? "sh" : "ts"));
    rows.push_back(Array{fill(items[i].title, brief), fill(items[i].text, brief)});
  }
  const std::string option = is_command(brief) ? "--json" : speaks_http(brief) ? "timeout" : "name";
  Array reference{paragraph(fill(text.lede, brief)),
                  heading(word(Phrase::features)),
                  Object{{"kind", "table"},
                         {"columns", Array{word(Phrase::features), word(Phrase::about)}},
                         {"rows", rows}},
                  heading(word(Phrase::code)),
                  code_block(second_call(brief), is_command(brief) ? "sh" : "ts"),
                  paragraph("`" + option + "`")};
  std::vector<Page> pages{
      docs_page(brief, "getting-started", Phrase::docs_start, std::move(begin)),
      docs_page(brief, "guide", Phrase::docs_guide, std::move(guide)),
      docs_page(brief, "reference", Phrase::docs_reference, std::move(reference))};
  pages[0].sections[0].content.set("next", link(pages[1].title, "/guide/"));
  pages[1]
      .sections[0]
      .content.set("previous", link(pages[0].title, "/getting-started/"))
      .set("next", link(pages[2].title, "/reference/"));
  pages[2].sections[0].content.set("previous", link(pages[1].title, "/guide/"));
  return pages;
}

Section docs_section(Ask ask, const Brief& brief, const std::string& asked) {
  if (ask == Ask::code) {
    Section section = start("CodeSample", ask, brief, asked);
    const std::string_view language = is_command(brief) ? "sh" : "ts";
    section.content.set("tabs", Array{Object{{"label", phrase(Phrase::docs_install, brief.lang)},
                                             {"code", install_line(brief)},
                                             {"language", "sh"}},
                                      Object{{"label", phrase(Phrase::docs_start, brief.lang)},
                                             {"code", first_call(brief)},
                                             {"language", language}},
                                      Object{{"label", phrase(Phrase::docs_guide, brief.lang)},
                                             {"code", second_call(brief)},
                                             {"language", language}}});
    return section;
  }
  if (brief.kind != Kind::docs)
    return standing_section(Ask::words, brief, asked.empty() ? usual_heading(ask, brief) : asked);
  Section section = start("LinkList", ask, brief, asked);
  const auto items = items_of(text_for(brief));
  const auto entry = [&](Phrase label, std::string_view href, std::size_t i) {
    return Value(Object{{"icon", "book"},
                        {"label", phrase(label, brief.lang)},
                        {"text", items[i].text},
                        {"href", href}});
  };
  section.content.set("links", Array{entry(Phrase::docs_start, "/getting-started/", 1),
                                     entry(Phrase::docs_guide, "/guide/", 0),
                                     entry(Phrase::docs_reference, "/reference/", 2)});
  return section;
}

std::vector<Page> build_articles(const Brief& brief) {
  const TopicText& text = text_of(Kind::blog, brief);
  const auto items = items_of(text);
  const auto word = [&](Phrase key) { return std::string(phrase(key, brief.lang)); };
  std::vector<Page> pages;
  for (std::size_t i = 0; i < items.size() && i < 4; ++i) {
    const Item& item = items[i];
    const Item& next = items[(i + 1) % std::min<std::size_t>(items.size(), 4)];
    Section section{.component = "Article", .nav = {}};
    Array body{paragraph(word(Phrase::article_p1)),
               heading(word(Phrase::article_h1)),
               paragraph(fill(text.about, brief)),
               Object{{"kind", "quote"}, {"text", item.text}},
               heading(word(Phrase::article_h2)),
               Object{{"kind", "list"},
                      {"items", Array{word(Phrase::article_l1), word(Phrase::article_l2),
                                      word(Phrase::article_l3)}}},
               paragraph(word(Phrase::article_end))};
    section.content.set("title", item.title)
        .set("minutes", static_cast<int>(4 + (i * 3) % 5))
        .set("topic", text.groups[i > 1]);
    section.content.set("lede", item.text).set("art", art(brief, i, item.title)).set("body", body);
    section.content.set("back", link(word(Phrase::back_to_posts), "/#" + anchor_of(Ask::posts, "")))
        .set("next", link(next.title, "/journal/" + slug(next.title) + "/"));
    pages.push_back({.path = "journal/" + slug(item.title),
                     .title = std::string(item.title),
                     .description = std::string(item.text),
                     .sections = {section}});
  }
  return pages;
}

}  // namespace sitewright::builtin
