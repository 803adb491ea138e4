#include "builtin/followup/read.hpp"

#include <algorithm>
#include <optional>

#include "builtin/prompt/style_wishes.hpp"
#include "builtin/prompt/tokens.hpp"
#include "builtin/prompt/utf8.hpp"
#include "builtin/prompt/wanted.hpp"

namespace sitewright::builtin {
namespace {

constexpr std::string_view adding =
    "add|include|insert|append|create|fuge|fuege|erganze|erganzen|hinzufugen|einfugen|ajoute|"
    "ajouter|ajoutez|anade|anadir|agrega|agregar|"
    "adiciona|adicione|adicionar|acrescenta|aggiungi|aggiungere|voeg|toevoegen|need|want|brauche|"
    "mochte|добавь";
constexpr std::string_view removing =
    "remove|delete|drop|hide|entferne|entfernen|losche|loschen|streiche|weg|supprime|supprimer|"
    "retire|enleve|enlever|quita|quitar|elimina|"
    "eliminar|borra|remova|remove|retira|rimuovi|togli|verwijder|удали|without";
constexpr std::string_view moving =
    "move|verschiebe|verschieben|deplace|deplacer|mueve|mover|mova|sposta|verplaats|put|place|"
    "setze|stelle";
constexpr std::string_view renaming =
    "rename|benenne|nenne|umbenennen|renomme|renommer|renombra|renombrar|renomeia|renomeie|"
    "rinomina|hernoem";
constexpr std::string_view replacing =
    "replace|ersetze|ersetzen|tausche|remplace|remplacer|reemplaza|sustituye|substitui|substitua|"
    "sostituisci|vervang";
constexpr std::string_view changing =
    "make|change|switch|set|use|turn|restyle|redesign|update|give|mache|mach|andere|andern|nimm|"
    "verwende|nutze|gib|rends|rendre|change|changez|"
    "mets|utilise|haz|cambia|cambiar|usa|pon|faz|muda|mude|fai|cambia|metti|maak|verander|gebruik|"
    "сделай";
constexpr std::string_view glue =
    "and|und|et|y|e|then|dann|also|auch|puis|luego|depois|poi|en|please|bitte|now|jetzt";

enum class Verb : std::uint8_t { none, add, drop, move, rename, replace, change };

Verb verb_of(const Word& word) {
  if (is_any(word.fold, adding)) return Verb::add;
  if (is_any(word.fold, removing)) return Verb::drop;
  if (is_any(word.fold, renaming)) return Verb::rename;
  if (is_any(word.fold, replacing)) return Verb::replace;
  if (is_any(word.fold, moving)) return Verb::move;
  if (is_any(word.fold, changing)) return Verb::change;
  return Verb::none;
}

struct Clause {
  Verb verb = Verb::none;
  Text text;
};

Text part_of(const Text& text, std::size_t begin, std::size_t end) {
  if (begin >= end) return {};
  const std::size_t from = text.words[begin].begin;
  std::size_t to = end < text.words.size() ? text.words[end].begin : text.clean.size();
  // A quotation mark in front of the first word belongs to the part.
  const std::size_t start = begin > 0 ? text.words[begin - 1].end : 0;
  (void)from;
  return read_text(std::string_view(text.clean).substr(start, to - start));
}

std::vector<Clause> clauses_of(const Text& text) {
  std::vector<Clause> clauses;
  const auto in_quotes = [&](std::size_t i) {
    return std::ranges::any_of(
        text.quotes, [&](const Quote& q) { return i >= q.first && i < q.first + q.count; });
  };
  std::size_t begin = 0;
  Verb verb = Verb::none;
  const auto close = [&](std::size_t end) {
    std::size_t last = end;
    while (last > begin && is_any(text.words[last - 1].fold, glue)) --last;
    if (last > begin) clauses.push_back({verb, part_of(text, begin, last)});
  };
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    const bool opens = i == 0 || text.words[i].before != 0 ||
                       is_any(text.words[i - 1].fold, glue) ||
                       is_any(text.words[i - 1].fold, "you|to|we|i|wir|ich");
    const Verb found = verb_of(text.words[i]);
    if (in_quotes(i) || found == Verb::none || !opens) continue;
    // "want to add": the later verb says what is meant.
    const bool continues = i > begin && verb != Verb::none && i - begin <= 2 &&
                           is_any(text.words[i - 1].fold, "to|you");
    if (!continues) {
      close(i);
      begin = i;
    }
    verb = found;
  }
  close(text.words.size());
  return clauses;
}

/// Words behind the first target word at or after `from`; the quoted text when there is one.
std::string target_of(const Text& text, std::size_t from, std::string_view openers) {
  for (const Quote& quote : text.quotes) {
    if (quote.first >= from) return quote.text;
  }
  for (std::size_t i = from; i + 1 < text.words.size(); ++i) {
    const bool colon = text.words[i + 1].before == ':';
    if (!colon && !is_any(text.words[i].fold, openers)) continue;
    std::string rest = text.clean.substr(text.words[i + 1].begin);
    while (!rest.empty() && (rest.back() == '.' || rest.back() == ' ')) rest.pop_back();
    return rest;
  }
  return {};
}

std::optional<Field> field_of(const Text& text) {
  if (find_any(text,
               "headline|heading|hero title|main "
               "title|h1|uberschrift|schlagzeile|titre|titulo|titular|titolo|kop|title|titel"))
    return Field::headline;
  if (find_any(text, "tagline|slogan|motto|claim|leitzeile|eslogan|lema")) return Field::tagline;
  if (find_any(
          text,
          "introduction|intro|intro "
          "text|lede|subtitle|subheading|untertitel|einleitung|sous-titre|subtitulo|sottotitolo"))
    return Field::introduction;
  if (find_any(text, "description|meta description|beschreibung|descripcion|descricao|descrizione"))
    return Field::description;
  if (find_any(text, "button|call to action|schaltflache|knopf|bouton|boton|botao|pulsante"))
    return Field::button;
  return std::nullopt;
}

bool speaks_of_look(const Text& text, const StyleWishes& style) {
  const bool noun = find_any(text,
                             "theme|mode|modus|look|style|stil|design|colour|color|colors|colours|"
                             "farbe|farben|accent|akzent|palette|background|hintergrund|"
                             "darker|lighter|dunkler|heller|couleur|estilo|tema|cor|cores|fondo|"
                             "stile|colore|thema|kleur|font|schrift|vibe|feel")
                        .has_value();
  return noun || style.mode != Mode::unsaid || style.hue.has_value() || style.grey ||
         !style.moods.empty();
}

Change restyle(const Text& text, StyleWishes style) {
  Change change{.act = Act::restyle, .style = std::move(style)};
  change.look = style_named(text.clean);
  if (change.look == nullptr && !change.style.moods.empty())
    change.look = style_for_moods(change.style.moods, stable_hash(text.clean));
  if (find_any(text, "darker|dunkler") && change.style.mode == Mode::unsaid)
    change.style.mode = Mode::dark;
  if (find_any(text, "lighter|heller|brighter|light|hell") && change.style.mode == Mode::unsaid &&
      !change.style.hue)
    change.style.mode = Mode::light;
  change.another_look =
      change.look == nullptr && change.style.mode == Mode::unsaid && !change.style.hue;
  return change;
}

void set_spot(const Text& text, Change& change) {
  if (find_any(text,
               "top|first|beginning|start|oben|anfang|ganz nach oben|haut|arriba|topo|alto|boven"))
    change.spot = Spot::top;
  if (find_any(text, "bottom|end|last|unten|ende|bas|final|abajo|fim|fondo|onder"))
    change.spot = Spot::bottom;
  const auto relation =
      find_any(text,
               "before|above|vor|uber|avant|au-dessus|antes|encima|prima|sopra|after|below|under|"
               "nach|unter|hinter|apres|sous|despues|debajo|depois|dopo|sotto");
  if (!relation || relation->first + 1 >= text.words.size()) return;
  const Ask beside = ask_of(text, relation->first + relation->count,
                            text.words.size() - relation->first - relation->count);
  if (beside == Ask::words) return;
  change.beside = beside;
  change.spot = is_any(text.words[relation->first].fold,
                       "before|above|vor|uber|avant|au-dessus|antes|encima|prima|sopra")
                    ? Spot::before
                    : Spot::after;
}

/// Words in front of a place ("after the menu", "to the top").
std::size_t before_spot(const Text& text) {
  const auto at =
      find_any(text,
               "before|above|after|below|under|to the|at the|vor|nach|unter|hinter|ganz|an "
               "den|ans|avant|apres|despues|antes|depois|prima|dopo");
  return at && at->first > 0 ? at->first : text.words.size();
}

void read_additions(const Text& text, std::vector<Change>& changes) {
  Change spot;
  set_spot(text, spot);
  Text head = text;
  head.words.resize(std::min(before_spot(text), text.words.size()));
  const auto wanted = find_wanted(head, 0, {});
  for (const Wanted& one : wanted) {
    Change change = spot;
    change.act = one.as_page ? Act::add_page : Act::add_section;
    change.ask = one.ask;
    change.title = one.title;
    change.words = text.clean;
    changes.push_back(std::move(change));
  }
}

Change section_change(Act act, const Text& text) {
  Change change{.act = act};
  const std::size_t count = std::min(before_spot(text), text.words.size());
  change.ask = ask_of(text, 1, count > 1 ? count - 1 : 0);
  change.title = count > 1 ? heading_of(text, 1, count - 1) : std::string();
  set_spot(text, change);
  return change;
}

Change text_change(const Text& text, Field field) {
  Change change{.act = Act::set_text, .field = field};
  change.to = target_of(text, 1, "to|auf|zu|in|a|en|por|naar|say|be|read|lauten|as");
  return change;
}

void read_clause(const Clause& clause, std::vector<Change>& changes) {
  const Text& text = clause.text;
  const std::size_t before = changes.size();
  const StyleWishes style = find_style(text);
  const auto field = field_of(text);
  const bool about_name =
      find_any(text, "name|named|site name|namen|nom|nombre|nome|naam|call it|call the site")
          .has_value();
  if (clause.verb == Verb::rename ||
      (about_name && clause.verb != Verb::add && clause.verb != Verb::drop)) {
    std::string to = target_of(text, 1, "to|in|zu|auf|en|a|as|be");
    if (clause.verb == Verb::rename && to.empty())
      to = target_of(text, 0, "site|it|seite|um|le|la|page|website");
    for (const std::string_view led : {"um in ", "um zu ", "in ", "to ", "zu ", "en ", "a "}) {
      if (clause.verb == Verb::rename && text.quotes.empty() && to.starts_with(led))
        to.erase(0, led.size());
    }
    if (!to.empty()) changes.push_back({.act = Act::rename, .to = to});
  } else if (clause.verb == Verb::replace) {
    Change change{.act = Act::replace_text};
    if (text.quotes.size() >= 2) {
      change.from = text.quotes[0].text;
      change.to = text.quotes[1].text;
    } else if (const auto by =
                   find_any(text, "by|with|durch|mit|par|por|con|com|da|door|against|gegen");
               by && by->first > 1) {
      change.from = written(text, 1, by->first - 1);
      change.to = text.clean.substr(text.words[by->first].end);
      while (change.to.starts_with(' ')) change.to.erase(0, 1);
      while (change.to.ends_with('.') || change.to.ends_with(' ')) change.to.pop_back();
    }
    if (!change.from.empty()) changes.push_back(std::move(change));
  } else if (clause.verb == Verb::drop) {
    changes.push_back(section_change(Act::remove_section, text));
  } else if (clause.verb == Verb::move) {
    changes.push_back(section_change(Act::move_section, text));
  } else if (field && clause.verb == Verb::change) {
    Change change = text_change(text, *field);
    if (!change.to.empty()) changes.push_back(std::move(change));
  } else if (clause.verb == Verb::add) {
    const bool look_only = speaks_of_look(text, style) && find_wanted(text, 0, {}).empty();
    if (look_only)
      changes.push_back(restyle(text, style));
    else
      read_additions(text, changes);
  }
  if (changes.size() == before && clause.verb != Verb::drop) {
    if (speaks_of_look(text, style)) {
      changes.push_back(restyle(text, style));
    } else if (clause.verb == Verb::none || clause.verb == Verb::change) {
      const Ask ask = ask_of(text, 0, text.words.size());
      if (ask != Ask::words && text.words.size() <= 8) read_additions(text, changes);
    }
  }
  if (changes.size() == before) changes.push_back({.act = Act::note});
  for (std::size_t i = before; i < changes.size(); ++i) {
    if (changes[i].words.empty()) changes[i].words = text.clean;
  }
}

}  // namespace

std::vector<Change> read_changes(std::string_view message) {
  const Text text = read_text(message);
  std::vector<Change> changes;
  for (const Clause& clause : clauses_of(text)) read_clause(clause, changes);
  // Clauses that say nothing by themselves only count when there is nothing else.
  const bool some =
      std::ranges::any_of(changes, [](const Change& c) { return c.act != Act::note; });
  if (some)
    std::erase_if(changes,
                  [](const Change& c) { return c.act == Act::note && utf8::length(c.words) < 30; });
  if (changes.empty()) changes.push_back({.act = Act::note, .words = text.clean});
  if (changes.size() > 8) changes.resize(8);
  return changes;
}

}  // namespace sitewright::builtin
