#include "builtin/prompt/read.hpp"

#include "builtin/prompt/kind.hpp"
#include "builtin/prompt/language.hpp"
#include "builtin/prompt/name.hpp"
#include "builtin/prompt/place.hpp"
#include "builtin/prompt/style_wishes.hpp"
#include "builtin/prompt/tokens.hpp"
#include "builtin/prompt/topic.hpp"
#include "builtin/prompt/wanted.hpp"

namespace sitewright::builtin {

Brief read_prompt(std::string_view request) {
  const Text text = read_text(request);
  const std::size_t head_words = main_clause(text);
  const auto place = find_place(text);
  Brief brief;
  brief.request = text.clean;
  brief.lang = detect_language(text);
  SiteName name = find_name(text, brief.lang, place, head_words);
  brief.name = std::move(name.text);
  brief.name_given = name.given;
  brief.kind = detect_kind(text, head_words);
  brief.topic = find_topic(text, brief.kind);
  brief.subject = find_subject(text, name, place, head_words);
  brief.clause = find_clause(text, name);
  if (place) {
    brief.place = place->name;
    const std::size_t at = place->words.first;
    const bool led = at > 0 && is_any(text.words[at - 1].fold,
                                      "in|near|bei|im|am|a|en|em|no|na|dans|nel|nella|an");
    if (led && copy_lang(brief.lang) == brief.lang && text.words[at].before == 0) {
      brief.place_preposition = fold_text(text.words[at - 1].text) == text.words[at - 1].text
                                    ? text.words[at - 1].text
                                : text.words[at - 1].fold == "a" ? "à"
                                                                 : text.words[at - 1].fold;
    }
  }
  brief.year = find_year(text);
  brief.wanted = find_wanted(text, head_words, name.words);
  brief.style = find_style(text);
  brief.seed = stable_hash(text.clean);
  return brief;
}

}  // namespace sitewright::builtin
