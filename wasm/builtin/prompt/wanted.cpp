#include "builtin/prompt/wanted.hpp"

#include <algorithm>

#include "builtin/prompt/style_wishes.hpp"
#include "sorting/sort.hpp"

namespace sitewright::builtin {
namespace {

struct AskWords {
  Ask ask;
  bool anywhere;  ///< unmistakable outside of a list as well
  std::string_view phrases;
};

// Earlier rows win when two match: "contact form" is contact, "contact us to book" is contact.
constexpr AskWords rows[] = {
#include "builtin/prompt/wanted_words.inc"
};

constexpr std::string_view openers =
    "with|including|includes|include|featuring|plus|с|مع|containing|offering|mit|samt|inklusive|"
    "inkl|avec|incluant|con|incluyendo|com|"
    "incluindo|met|inclusief|having|showing|med|ile|see|add|contains|needs|und|having|zeigt|list|"
    "lists";
constexpr std::string_view connectors =
    "and|&|und|sowie|et|y|e|en|ed|og|och|i|ve|plus|или|и|as|or|oder";
constexpr std::string_view fillers =
    "a|an|the|some|our|my|your|its|their|nice|simple|small|big|large|short|beautiful|good|great|"
    "full|online|new|also|another|us|me|"
    "ein|eine|einen|einem|einer|der|die|das|den|dem|unser|unsere|unseren|meine|meinen|kleine|"
    "kleinen|schone|schonen|un|une|des|le|la|les|"
    "notre|nos|mon|ma|mes|una|unos|unas|el|los|las|mi|mis|nuestra|nuestro|um|uma|o|os|as|meu|minha|"
    "nossa|nosso|uno|il|lo|gli|"
    "i|del|della|dei|nostra|nostro|het|een|de|onze|mijn|is|are|of|own|separate|dedicated|well|auch|"
    "noch|as|to|see|hinzu|dazu|please|bitte|more|weitere";
constexpr std::string_view tails =
    "section|sections|page|pages|area|part|block|tab|form|subpage|link|button|bereich|abschnitt|"
    "seite|unterseite|formular|sektion|rubrique|"
    "seccion|apartado|pagina|formulario|secao|sezione|sectie|form|widget";
constexpr std::string_view cut_words =
    "that|which|who|where|so|because|when|if|for|fur|damit|der|die|pour|para|per|voor|qui|que|che|"
    "dass|weil|please|bitte|from|at|in|using|on";

struct Span {
  std::size_t first;
  std::size_t count;
};

/// Items of the list [from, to): split at commas and connecting words.
std::vector<Span> list_items(const Text& text, std::size_t from, std::size_t to) {
  std::vector<Span> items;
  Span item{from, 0};
  const auto close = [&](std::size_t next) {
    if (item.count > 0) items.push_back(item);
    item = {next, 0};
  };
  for (std::size_t i = from; i < to; ++i) {
    const Word& word = text.words[i];
    if (i > from &&
        (word.before == ',' || word.before == '.' || word.before == ':' || word.before == '('))
      close(i);
    const bool joins = is_any(word.fold, connectors) && word.fold != "i";
    const bool opens = is_any(word.fold, openers) && item.count > 0;
    if (joins || opens || (item.count == 0 && is_any(word.fold, openers))) {
      close(i + 1);
    } else {
      ++item.count;
    }
  }
  close(to);
  return items;
}

/// "food and drink menu": a lone unknown word before an item that is known belongs to it.
void join_pairs(const Text& text, std::vector<Span>& items) {
  for (std::size_t i = 0; i + 1 < items.size();) {
    Span& one = items[i];
    const Span& two = items[i + 1];
    const bool adjacent = one.first + one.count + 1 == two.first;
    const bool lone = one.count == 1 && two.count >= 2 && ask_of(text, one.first, 1) == Ask::words;
    const bool starts_plain = !is_any(text.words[two.first].fold, fillers);
    if (adjacent && lone && starts_plain && ask_of(text, two.first, two.count) != Ask::words &&
        !is_manner(text, one.first, 1)) {
      one.count += 1 + two.count;
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    } else {
      ++i;
    }
  }
}

/// "a section on X", "eine Seite über X": X.
void drop_container(const Text& text, Span& span) {
  for (std::size_t k = 0; k + 2 < span.count && k < 3; ++k) {
    const bool container = is_any(text.words[span.first + k].fold, tails);
    if (container &&
        is_any(text.words[span.first + k + 1].fold,
               "about|on|for|of|with|uber|ueber|zu|zum|zur|fur|sur|sobre|su|sul|over|de|di|mit")) {
      span.first += k + 2;
      span.count -= k + 2;
      return;
    }
  }
}

bool is_look_word(const Word& word) {
  Text one;
  one.words.push_back(word);
  one.fold = word.fold;
  const StyleWishes style = find_style(one);
  return style.hue || style.grey || !style.moods.empty() || is_any(word.fold, style_adjectives) ||
         is_any(word.fold, connectors);
}

Span trimmed(const Text& text, Span span) {
  drop_container(text, span);
  while (span.count > 0 && is_any(text.words[span.first].fold, fillers)) {
    ++span.first;
    --span.count;
  }
  for (std::size_t k = 1; k < span.count; ++k) {
    if (is_any(text.words[span.first + k].fold, cut_words) &&
        ask_of(text, span.first, span.count) == ask_of(text, span.first, k)) {
      span.count = k;
      break;
    }
  }
  span.count = std::min<std::size_t>(span.count, 7);
  return span;
}

void keep(std::vector<Wanted>& wanted, Wanted one) {
  const bool known = std::ranges::any_of(wanted, [&](const Wanted& w) {
    return one.ask == Ask::words ? fold_text(w.title) == fold_text(one.title) : w.ask == one.ask;
  });
  if (!known && !one.title.empty()) wanted.push_back(std::move(one));
}

void keep_listed(const Text& text, std::size_t from, std::size_t to, Hit name,
                 std::vector<Wanted>& wanted) {
  auto items = list_items(text, from, to);
  join_pairs(text, items);
  bool pages = false;
  for (const Span& raw : items) {
    const auto names_page = [&](std::size_t k) {
      return is_any(text.words[k].fold,
                    "page|pages|seite|seiten|unterseite|unterseiten|pagina|paginas|pagine|subpage");
    };
    bool own_page = false;
    for (std::size_t k = raw.first; k < raw.first + raw.count; ++k) own_page |= names_page(k);
    if (raw.count == 1 && own_page) pages = true;
    const Span span = trimmed(text, raw);
    const bool named =
        name.count > 0 && span.first >= name.first && span.first < name.first + name.count;
    if (span.count == 0 || named || is_manner(text, span.first, span.count)) continue;
    const Ask ask = ask_of(text, span.first, span.count);
    const std::string_view first = text.words[span.first].fold;
    if (ask == Ask::words && (is_any(first, cut_words) || span.count > 6 || first.size() < 2))
      continue;
    keep(wanted, {ask, heading_of(text, span.first, span.count), own_page || pages, span.first});
  }
}

}  // namespace

Ask ask_of(const Text& text, std::size_t first, std::size_t count) {
  Text part;
  for (std::size_t i = first; i < first + count && i < text.words.size(); ++i)
    part.words.push_back(text.words[i]);
  Ask best = Ask::words;
  std::size_t best_count = 0;
  for (const AskWords& row : rows) {
    const auto hit = find_any(part, row.phrases);
    if (hit && hit->count > best_count) {
      best = row.ask;
      best_count = hit->count;
    }
  }
  return best;
}

std::string heading_of(const Text& text, std::size_t first, std::size_t count) {
  while (count > 0 && is_any(text.words[first].fold, fillers)) {
    ++first;
    --count;
  }
  while (count > 1 && is_any(text.words[first + count - 1].fold, tails)) --count;
  std::string heading = written(text, first, count);
  if (heading == "faq" || heading == "faqs" || heading == "cv") {
    for (char& c : heading) c = c == 's' ? c : static_cast<char>(c - 32);
  }
  return capitalised(heading);
}

bool is_manner(const Text& text, std::size_t first, std::size_t count) {
  Text part;
  for (std::size_t i = first; i < first + count && i < text.words.size(); ++i)
    part.words.push_back(text.words[i]);
  return find_any(part, style_nouns).has_value() || std::ranges::all_of(part.words, is_look_word);
}

std::vector<Wanted> find_wanted(const Text& text, std::size_t head_words, Hit name) {
  std::vector<Wanted> wanted;
  const std::size_t total = text.words.size();
  if (head_words < total) keep_listed(text, head_words, total, name, wanted);
  Text head;
  head.words.assign(text.words.begin(),
                    text.words.begin() + static_cast<std::ptrdiff_t>(std::min(head_words, total)));
  for (const AskWords& row : rows) {
    if (!row.anywhere) continue;
    const auto hit = find_any(head, row.phrases);
    if (!hit || hit->count == 0) continue;
    const std::string_view after = hit->first + hit->count < head.words.size()
                                       ? std::string_view(head.words[hit->first + hit->count].fold)
                                       : "";
    const bool named =
        name.count > 0 && hit->first >= name.first && hit->first < name.first + name.count;
    const bool a_theme =
        is_any(after, "of|von|de|di|du") || is_any(head.words[hit->first].fold, "about");
    if (!named && !a_theme && (hit->first > 0 || hit->count > 1)) {
      keep(wanted, {row.ask, heading_of(head, hit->first, hit->count), false, hit->first});
    }
  }
  sort_stably(wanted, {}, &Wanted::at);
  if (wanted.size() > 14) wanted.resize(14);
  return wanted;
}

}  // namespace sitewright::builtin
