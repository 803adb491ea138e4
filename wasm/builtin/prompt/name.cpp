#include "builtin/prompt/name.hpp"

#include <algorithm>

#include "builtin/prompt/kind.hpp"
#include "builtin/prompt/name_words.hpp"
#include "builtin/prompt/style_wishes.hpp"
#include "builtin/prompt/utf8.hpp"
#include "builtin/prompt/wanted.hpp"

namespace sitewright::builtin {
namespace {

bool is_plain_noun_of_trade(const Word& word) {
  return names_a_site(word.fold) || names_a_kind(word.fold);
}

bool acronym(const Word& word) {
  return is_any(
      word.fold,
      "saas|faq|faqs|http|https|api|apis|cv|ai|ui|ux|pdf|seo|b2b|b2c|html|css|url|sdk|cli|iot|usa|"
      "uk|eu|ngo|diy|vr|ar|it|hr|pr|tv|dj|crm|rss|json|sql|gps|led|3d|ki|dns|ios|php|rsvp|cms|xml");
}

std::string tidy(std::string text) {
  std::erase_if(text, [](char c) {
    return c == '\n' || c == '"' || c == '`' || c == '<' || c == '>' || c == '{' || c == '}' ||
           c == '\\' || c == '$';
  });
  while (!text.empty() && (text.back() == ' ' || text.back() == ',' || text.back() == '.'))
    text.pop_back();
  while (!text.empty() && text.front() == ' ') text.erase(0, 1);
  if (utf8::length(text) > longest_name) {
    text = std::string(utf8::prefix(text, longest_name));
    if (const auto cut = text.rfind(' '); cut != std::string::npos && cut > 12) text.resize(cut);
  }
  return text;
}

std::string titled(const Text& text, std::size_t first, std::size_t count, Lang lang) {
  std::string out;
  for (std::size_t i = first; i < first + count; ++i) {
    if (!out.empty()) out.push_back(' ');
    const Word& word = text.words[i];
    const bool keep_small = i > first && is_any(word.fold, joints);
    // Title case is English; elsewhere only the first letter is raised.
    const bool raise = i == first || (copy_lang(lang) == Lang::en && !keep_small);
    out += raise ? capitalised(word.text) : word.text;
  }
  return tidy(out);
}

std::optional<SiteName> quoted(const Text& text) {
  for (const Quote& quote : text.quotes) {
    const std::size_t before = quote.first;
    const bool a_line = before > 0 && is_any(text.words[before - 1].fold,
                                             "headline|slogan|tagline|motto|text|says|saying|title|"
                                             "uberschrift|titre|button|h1|heading");
    if (quote.count > 6 || utf8::length(quote.text) > longest_name || a_line) continue;
    std::string name = tidy(quote.text);
    if (!name.empty()) return SiteName{name, true, {quote.first, quote.count}};
  }
  return std::nullopt;
}

/// A run of capitalised words from `first`; small joints may stand between two of them.
std::size_t capital_run(const Text& text, std::size_t first) {
  std::size_t count = 0;
  for (std::size_t i = first; i < text.words.size() && i < first + 5; ++i) {
    const Word& word = text.words[i];
    if (i > first && word.before != 0 && word.before != '-') break;
    const bool counts =
        word.capital || word.camel || (word.has_digit && i > first) || word.fold == "&";
    const bool joint = i > first && is_any(word.fold, joints) && !word.capital &&
                       i + 1 < text.words.size() && text.words[i + 1].capital &&
                       text.words[i + 1].before == 0 &&
                       !is_any(word.fold, "in|for|to|on|a|und|et|y|e");
    if (counts) {
      count = i - first + 1;
    } else if (!joint) {
      break;
    }
  }
  while (count > 1 && text.words[first + count - 1].fold == "&") --count;
  return count;
}

std::optional<SiteName> announced(const Text& text, Lang lang) {
  const auto hit = find_any(text, namers);
  if (!hit) return std::nullopt;
  const std::size_t first = hit->first + hit->count;
  if (first >= text.words.size()) return std::nullopt;
  std::size_t count = capital_run(text, first);
  if (count == 0) {
    // Lower case: up to the next small word or mark, "called driftlog that tracks".
    for (std::size_t i = first; i < text.words.size() && count < 3; ++i) {
      if (i > first && (text.words[i].before != 0 || is_any(text.words[i].fold, small))) break;
      ++count;
    }
    return SiteName{titled(text, first, count, Lang::en), true, {first, count}};
  }
  (void)lang;
  return SiteName{tidy(written(text, first, count)), true, {first, count}};
}

bool known_word(const Word& word) {
  return is_plain_noun_of_trade(word) || acronym(word) || is_calendar_or_language(word.fold) ||
         is_any(word.fold, small) || is_any(word.fold, orders);
}

/// "Joe's Pizza", "Maria's bakery": a possessive and the trade behind it.
std::optional<SiteName> possessive(const Text& text) {
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    const Word& word = text.words[i];
    const bool owns =
        word.capital && word.fold.size() > 3 && word.fold.ends_with("'s") &&
        !is_any(word.fold, "let's|it's|what's|here's|that's|women's|men's|children's|today's");
    if (!owns || i + 1 >= text.words.size()) continue;
    std::size_t count = 2;
    if (!names_a_kind(text.words[i + 1].fold) && i + 2 < text.words.size() &&
        names_a_kind(text.words[i + 2].fold))
      count = 3;
    if (text.words[i + 1].before != 0 || names_a_site(text.words[i + 1].fold)) count = 1;
    return SiteName{titled(text, i, count, Lang::en), true, {i, count}};
  }
  return std::nullopt;
}

struct Candidate {
  Hit run;
  int score = 0;
};

int score_run(const Text& text, Hit run, Lang lang, const std::optional<Place>& place,
              bool shouting) {
  int score = 0;
  std::size_t strangers = 0;
  for (std::size_t i = run.first; i < run.first + run.count; ++i) {
    const Word& word = text.words[i];
    if (word.camel && !acronym(word)) score += 8;
    const bool placed =
        place && i >= place->words.first && i < place->words.first + place->words.count;
    if (!known_word(word) && !placed && word.fold != "&" && ask_of(text, i, 1) == Ask::words &&
        !word.has_digit)
      ++strangers;
  }
  if (shouting) return score;
  if (strangers == 0) return score;
  const bool starts_text = run.first == 0 || text.words[run.first].before == '.';
  const bool german = lang == Lang::de;
  const bool led = run.first > 0 && is_any(text.words[run.first - 1].fold,
                                           "for|by|fur|fuer|von|pour|para|per|di|voor|da|de|do");
  const bool after_trade = run.first > 0 && names_a_kind(text.words[run.first - 1].fold);
  const bool in_place = run.first > 0 && is_any(text.words[run.first - 1].fold,
                                                "in|at|near|from|on|about|bei|en|em|i|zu");
  if (german) {
    // Nouns are capitalised anyway: only two in a row, or one behind a trade word, are a name.
    if (run.count >= 2) score += 4;
    if (after_trade) score += 3;
  } else {
    if (!starts_text || run.count >= 2) score += 4;
    if (led) score += 2;
    if (after_trade) score += 3;
    if (run.count >= 2) score += 2;
  }
  if (in_place) score -= 5;
  if (starts_text && run.count == 1) score -= 3;
  return score;
}

/// People and brands by their capitals.
std::optional<SiteName> capitalised_name(const Text& text, Lang lang,
                                         const std::optional<Place>& place) {
  std::size_t capitals = 0;
  std::size_t plain = 0;
  for (const Word& word : text.words) (word.capital ? capitals : plain) += 1;
  const bool shouting = capitals > plain * 2 && text.words.size() > 3;
  Candidate best;
  for (std::size_t i = 0; i < text.words.size();) {
    std::size_t count = capital_run(text, i);
    if (count == 0) {
      ++i;
      continue;
    }
    Hit run{i, count};
    i += count;
    const auto skip = [&](const Word& word) {
      return names_a_site(word.fold) || is_any(word.fold, orders) || is_any(word.fold, small) ||
             acronym(word) ||
             (is_any(word.fold, "portfolio|blog|landing|documentation|docs|conference|quiz") &&
              run.count > 1);
    };
    while (run.count > 0 && skip(text.words[run.first])) {
      ++run.first;
      --run.count;
    }
    while (run.count > 0 && (names_a_site(text.words[run.first + run.count - 1].fold) ||
                             acronym(text.words[run.first + run.count - 1])))
      --run.count;
    const bool beside_place = place && run.first == place->words.first + place->words.count &&
                              text.words[std::min(run.first, text.words.size() - 1)].before == ',';
    if (run.count == 0 || beside_place) continue;  // "Austin, Texas"
    const int score = score_run(text, run, lang, place, shouting);
    if (score > best.score) best = {run, score};
  }
  if (best.score < 4) return std::nullopt;
  return SiteName{tidy(written(text, best.run.first, best.run.count)), true, best.run};
}

/// The words a composed name may use: content words of the main clause.
enum class Acronyms : bool { skip, keep };

std::vector<std::size_t> content_words(const Text& text, const std::optional<Place>& place,
                                       std::size_t head_words, Acronyms acronyms = Acronyms::skip) {
  std::vector<std::size_t> kept;
  bool about = false;
  for (std::size_t i = 0; i < head_words && i < text.words.size(); ++i) {
    const Word& word = text.words[i];
    const bool placed =
        place && i >= place->words.first && i < place->words.first + place->words.count;
    if (is_any(word.fold, "about|uber|ueber|sur|sobre|su|sul|over|to")) {
      // "blog about X": X is the name, not "blog".
      if (!is_any(word.fold, "to") || kept.empty()) {
        if (std::ranges::all_of(kept, [&](std::size_t k) {
              return is_plain_noun_of_trade(text.words[k]) || is_any(text.words[k].fold, small);
            }))
          kept.clear();
        about = true;
        continue;
      }
    }
    if (placed || is_any(word.fold, orders) || names_a_site(word.fold) ||
        (is_any(word.fold, "landing|test|testing") && kept.empty()) ||
        (acronyms == Acronyms::skip && acronym(word))) {
      continue;
    }
    if (is_any(word.fold, style_nouns) && !is_any(word.fold, "design|fonts|layout|animation"))
      break;
    if (!kept.empty() && (word.before == ',' || word.before == '.' || word.before == ':')) break;
    if (!kept.empty() &&
        is_any(word.fold,
               "that|which|who|where|die|der|qui|que|che|for|fur|pour|para|per|voor|so")) {
      if (kept.size() >= 2 || (!is_any(word.fold, "for|fur|pour|para|per|voor"))) break;
      if (is_any(text.words[kept.front()].fold,
                 "portfolio|blog|documentation|docs|quiz|shop|store|homepage|portafolio|"
                 "portafoglio|onlineshop|online-shop|webshop|e-shop|quizz|dokumentation|tutorial|"
                 "cv|resume|lebenslauf|curriculum"))
        kept.clear();
      continue;
    }
    if (kept.empty() && is_any(word.fold, small)) continue;
    kept.push_back(i);
    if (kept.size() >= (about ? 5U : 4U)) break;
  }
  while (!kept.empty() && is_any(text.words[kept.back()].fold, small)) kept.pop_back();
  return kept;
}

constexpr std::string_view unspaced_site_words[] = {
    "のウェブサイト", "のホームページ", "のサイト", "的网站",       "的網站",
    "网站",           "網站",           "サイト",   "ホームページ", "网页"};

std::string first_letters(const Text& text, std::size_t limit) {
  std::string out;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.clean.size() && count < limit;) {
    const std::size_t start = at;
    const char32_t point = utf8::next(text.clean, at);
    const std::size_t start_width = at - start;
    if (!utf8::is_word(point)) {
      if (count > 0) break;
      continue;
    }
    const std::string_view rest = std::string_view(text.clean).substr(at - start_width);
    const bool names_site = std::ranges::any_of(
        unspaced_site_words, [&](std::string_view w) { return rest.starts_with(w); });
    if (names_site && count >= 2) break;
    utf8::append(out, point);
    ++count;
  }
  return out;
}

constexpr std::string_view quiet_names[] = {"First Light",  "Open Field",    "Small Wonder",
                                            "North Window", "Clear Morning", "Paper Lantern",
                                            "Blue Hour",    "Quiet Corner"};

SiteName composed(const Text& text, Lang lang, const std::optional<Place>& place,
                  std::size_t head_words) {
  const bool unspaced = std::ranges::any_of(text.words, [](const Word& w) {
    std::size_t at = 0;
    return utf8::is_unspaced(utf8::next(w.fold, at));
  });
  if (unspaced) {
    if (std::string name = first_letters(text, 12); !name.empty()) return {tidy(name), false, {}};
  }
  const auto kept = content_words(text, place, head_words);
  std::string name;
  std::size_t letters = 0;
  for (std::size_t n = 0; n < kept.size(); ++n) {
    const Word& word = text.words[kept[n]];
    letters += utf8::length(word.text) + 1;
    if (n > 0 && letters > 30) break;
    const bool small_joint = n > 0 && is_any(word.fold, small);
    const bool raise = n == 0 || (copy_lang(lang) == Lang::en && !small_joint);
    if (n > 0) name.push_back(' ');
    name += raise ? capitalised(word.text) : word.text;
  }
  const auto ends_small = [&] {
    const auto cut = name.rfind(' ');
    return cut != std::string::npos && is_any(fold_text(name.substr(cut + 1)), small);
  };
  while (ends_small()) name.resize(name.rfind(' '));
  if (kept.size() == 1 && place) {
    name = copy_lang(lang) == Lang::en ? place->name + " " + name : name + " " + place->name;
  }
  if (name.empty() && place) name = place->name;
  name = tidy(name);
  if (utf8::length(name) < 2) {
    name = quiet_names[stable_hash(text.clean) % std::size(quiet_names)];
  }
  return {name, false, {}};
}

}  // namespace

SiteName find_name(const Text& text, Lang lang, const std::optional<Place>& place,
                   std::size_t head_words) {
  if (auto name = quoted(text); name && utf8::length(name->text) >= 2) return *name;
  if (auto name = announced(text, lang); name && utf8::length(name->text) >= 2) return *name;
  if (auto name = possessive(text)) return *name;
  if (auto name = capitalised_name(text, lang, place); name && utf8::length(name->text) >= 2)
    return *name;
  return composed(text, lang, place, head_words);
}

std::string find_subject(const Text& text, const SiteName& name, const std::optional<Place>& place,
                         std::size_t head_words) {
  Text rest;
  for (std::size_t i = 0; i < text.words.size() && i < head_words; ++i) {
    if (name.words.count > 0 && i >= name.words.first && i < name.words.first + name.words.count)
      continue;
    rest.words.push_back(text.words[i]);
  }
  std::optional<Place> moved;
  if (place) {
    const auto hit = find_phrase(rest, text.words.empty() || place->words.first >= text.words.size()
                                           ? ""
                                           : text.words[place->words.first].fold);
    if (hit) moved = Place{place->name, {hit->first, place->words.count}};
  }
  const auto kept = content_words(rest, moved, rest.words.size(), Acronyms::keep);
  std::string subject;
  for (const std::size_t i : kept) {
    const Word& word = rest.words[i];
    if (is_any(word.fold,
               "called|named|namens|genannt|nomme|appele|llamado|llamada|chamado|chamada|chiamato|"
               "chiamata|genaamd"))
      break;
    if (!subject.empty()) subject.push_back(' ');
    subject += word.text;
  }
  while (true) {
    const auto cut = subject.rfind(' ');
    if (cut == std::string::npos || !is_any(fold_text(subject.substr(cut + 1)), small)) break;
    subject.resize(cut);
  }
  return tidy(subject);
}

std::string find_clause(const Text& text, const SiteName& name) {
  const std::size_t start = name.words.count > 0 ? name.words.first + name.words.count : 0;
  const auto opener = find_any(text, "that|which|who", start);
  if (!opener || opener->first + 2 > text.words.size() || opener->count == 0) return {};
  std::string clause;
  std::size_t used = 0;
  for (std::size_t i = opener->first + 1; i < text.words.size() && used < 9; ++i, ++used) {
    const Word& word = text.words[i];
    if (word.before != 0 && word.before != '-' && used > 0) break;
    if (is_any(word.fold, "with|including|featuring")) break;
    if (!clause.empty()) clause.push_back(' ');
    clause += word.text;
  }
  if (used < 2) return {};
  return clause;
}

}  // namespace sitewright::builtin
