// Practice games: maths by operations, and question banks made from tables of facts.
#include <array>

#include "builtin/copy/phrases.hpp"
#include "builtin/prompt/tokens.hpp"
#include "builtin/site/sections.hpp"

namespace sitewright::builtin {

using Array = Value::Array;
using Object = Value::Object;

namespace {

using Six = std::array<std::string_view, 6>;  // en, de, fr, es, pt, it

struct Capital {
  Six country;
  Six city;
};

constexpr Capital capitals[] = {
    {{"Norway", "Norwegen", "Norvège", "Noruega", "Noruega", "Norvegia"},
     {"Oslo", "Oslo", "Oslo", "Oslo", "Oslo", "Oslo"}},
    {{"Portugal", "Portugal", "Portugal", "Portugal", "Portugal", "Portogallo"},
     {"Lisbon", "Lissabon", "Lisbonne", "Lisboa", "Lisboa", "Lisbona"}},
    {{"Austria", "Österreich", "Autriche", "Austria", "Áustria", "Austria"},
     {"Vienna", "Wien", "Vienne", "Viena", "Viena", "Vienna"}},
    {{"Poland", "Polen", "Pologne", "Polonia", "Polónia", "Polonia"},
     {"Warsaw", "Warschau", "Varsovie", "Varsovia", "Varsóvia", "Varsavia"}},
    {{"Greece", "Griechenland", "Grèce", "Grecia", "Grécia", "Grecia"},
     {"Athens", "Athen", "Athènes", "Atenas", "Atenas", "Atene"}},
    {{"Ireland", "Irland", "Irlande", "Irlanda", "Irlanda", "Irlanda"},
     {"Dublin", "Dublin", "Dublin", "Dublín", "Dublin", "Dublino"}},
    {{"Hungary", "Ungarn", "Hongrie", "Hungría", "Hungria", "Ungheria"},
     {"Budapest", "Budapest", "Budapest", "Budapest", "Budapeste", "Budapest"}},
    {{"Finland", "Finnland", "Finlande", "Finlandia", "Finlândia", "Finlandia"},
     {"Helsinki", "Helsinki", "Helsinki", "Helsinki", "Helsínquia", "Helsinki"}},
    {{"Czechia", "Tschechien", "Tchéquie", "Chequia", "Chéquia", "Cechia"},
     {"Prague", "Prag", "Prague", "Praga", "Praga", "Praga"}},
    {{"Denmark", "Dänemark", "Danemark", "Dinamarca", "Dinamarca", "Danimarca"},
     {"Copenhagen", "Kopenhagen", "Copenhague", "Copenhague", "Copenhaga", "Copenaghen"}},
    {{"Croatia", "Kroatien", "Croatie", "Croacia", "Croácia", "Croazia"},
     {"Zagreb", "Zagreb", "Zagreb", "Zagreb", "Zagreb", "Zagabria"}},
    {{"Bulgaria", "Bulgarien", "Bulgarie", "Bulgaria", "Bulgária", "Bulgaria"},
     {"Sofia", "Sofia", "Sofia", "Sofía", "Sófia", "Sofia"}},
};

constexpr Six words[] = {
    {"house", "Haus", "maison", "casa", "casa", "casa"},
    {"water", "Wasser", "eau", "agua", "água", "acqua"},
    {"bread", "Brot", "pain", "pan", "pão", "pane"},
    {"book", "Buch", "livre", "libro", "livro", "libro"},
    {"friend", "Freund", "ami", "amigo", "amigo", "amico"},
    {"night", "Nacht", "nuit", "noche", "noite", "notte"},
    {"tree", "Baum", "arbre", "árbol", "árvore", "albero"},
    {"door", "Tür", "porte", "puerta", "porta", "porta"},
    {"window", "Fenster", "fenêtre", "ventana", "janela", "finestra"},
    {"milk", "Milch", "lait", "leche", "leite", "latte"},
    {"street", "Straße", "rue", "calle", "rua", "strada"},
    {"dog", "Hund", "chien", "perro", "cão", "cane"},
    {"sun", "Sonne", "soleil", "sol", "sol", "sole"},
    {"week", "Woche", "semaine", "semana", "semana", "settimana"},
    {"apple", "Apfel", "pomme", "manzana", "maçã", "mela"},
    {"train", "Zug", "train", "tren", "comboio", "treno"},
};

struct Fact {
  std::array<std::string_view, 2> question;                // en, de
  std::array<std::array<std::string_view, 4>, 2> options;  // the first is right
};

constexpr Fact facts[] = {
    {{"Which planet is closest to the Sun?", "Welcher Planet ist der Sonne am nächsten?"},
     {{{"Mercury", "Venus", "Mars", "Earth"}, {"Merkur", "Venus", "Mars", "Erde"}}}},
    {{"How many legs does a spider have?", "Wie viele Beine hat eine Spinne?"},
     {{{"Eight", "Six", "Ten", "Four"}, {"Acht", "Sechs", "Zehn", "Vier"}}}},
    {{"What is frozen water called?", "Wie heißt gefrorenes Wasser?"},
     {{{"Ice", "Steam", "Mist", "Dew"}, {"Eis", "Dampf", "Nebel", "Tau"}}}},
    {{"Which gas do plants take in for photosynthesis?",
      "Welches Gas nehmen Pflanzen für die Photosynthese auf?"},
     {{{"Carbon dioxide", "Oxygen", "Helium", "Hydrogen"},
       {"Kohlendioxid", "Sauerstoff", "Helium", "Wasserstoff"}}}},
    {{"Which ocean is the largest?", "Welcher Ozean ist der größte?"},
     {{{"Pacific", "Atlantic", "Indian", "Arctic"},
       {"Pazifik", "Atlantik", "Indischer Ozean", "Arktischer Ozean"}}}},
    {{"How many minutes are in two hours?", "Wie viele Minuten haben zwei Stunden?"},
     {{{"120", "100", "90", "200"}, {"120", "100", "90", "200"}}}},
    {{"Which metal is liquid at room temperature?",
      "Welches Metall ist bei Zimmertemperatur flüssig?"},
     {{{"Mercury", "Iron", "Copper", "Silver"}, {"Quecksilber", "Eisen", "Kupfer", "Silber"}}}},
    {{"Who wrote “Romeo and Juliet”?", "Wer schrieb „Romeo und Julia“?"},
     {{{"William Shakespeare", "Charles Dickens", "Jane Austen", "Homer"},
       {"William Shakespeare", "Friedrich Schiller", "Charles Dickens", "Homer"}}}},
    {{"How many sides does a hexagon have?", "Wie viele Seiten hat ein Sechseck?"},
     {{{"Six", "Five", "Seven", "Eight"}, {"Sechs", "Fünf", "Sieben", "Acht"}}}},
    {{"Which continent is Egypt mostly in?",
      "Auf welchem Kontinent liegt der größte Teil Ägyptens?"},
     {{{"Africa", "Asia", "Europe", "South America"},
       {"Afrika", "Asien", "Europa", "Südamerika"}}}},
};

std::size_t column(Lang lang) {
  return static_cast<std::size_t>(copy_lang(lang));
}

/// The right option at a place that differs by question; the others as given.
Value question(const std::string& text, std::string_view right,
               const std::array<std::string_view, 3>& wrong, std::size_t n) {
  const std::size_t at = (n * 7 + 3) % 4;
  Array options;
  for (std::size_t i = 0, w = 0; i < 4; ++i) options.emplace_back(i == at ? right : wrong[w++]);
  return Object{{"question", text}, {"options", options}, {"answer", static_cast<int>(at)}};
}

Value bank(const std::string& name, const std::string& text, Array questions) {
  Value topic = Object{{"kind", "bank"}, {"name", name}};
  return topic.set("text", text).set("questions", std::move(questions));
}

Value capitals_topic(const Brief& brief) {
  const std::size_t c = column(brief.lang);
  Array questions;
  for (std::size_t n = 0; n < std::size(capitals); ++n) {
    const auto other = [&](std::size_t k) {
      return capitals[(n + k) % std::size(capitals)].city[c];
    };
    questions.push_back(question(say(Phrase::capital_of, brief, capitals[n].country[c]),
                                 capitals[n].city[c], {other(1), other(4), other(7)}, n));
  }
  return bank(say(Phrase::capitals, brief), "", std::move(questions));
}

/// The language a vocabulary site teaches: another one than it is written in.
Lang taught(const Brief& brief) {
  const Text text = read_text(brief.request);
  constexpr std::pair<Lang, std::string_view> names[] = {
      {Lang::es, "spanish|spanisch|espagnol|espanol|espanhol|spagnolo|spaans"},
      {Lang::fr, "french|franzosisch|francais|frances|francese|frans"},
      {Lang::de, "german|deutsch|allemand|aleman|alemao|tedesco|duits"},
      {Lang::it, "italian|italienisch|italien|italiano|italiaans"},
      {Lang::pt, "portuguese|portugiesisch|portugais|portugues|portoghese"},
      {Lang::en, "english|englisch|anglais|ingles|inglese|engels"}};
  for (const auto& [lang, words_for] : names) {
    if (lang != copy_lang(brief.lang) && find_any(text, words_for)) return lang;
  }
  return copy_lang(brief.lang) == Lang::en ? Lang::es : Lang::en;
}

Value vocabulary_topic(const Brief& brief) {
  const std::size_t from = column(brief.lang);
  const std::size_t to = column(taught(brief));
  Array questions;
  for (std::size_t n = 0; n < std::size(words); ++n) {
    const auto other = [&](std::size_t k) { return words[(n + k) % std::size(words)][to]; };
    questions.push_back(question(say(Phrase::how_in, brief, words[n][from]), words[n][to],
                                 {other(3), other(6), other(11)}, n));
  }
  return bank(say(Phrase::vocabulary, brief), "", std::move(questions));
}

Value warm_up_topic(const Brief& brief) {
  const std::size_t c = brief.lang == Lang::de ? 1 : 0;
  Array questions;
  std::size_t n = 0;
  for (const Fact& fact : facts) {
    const auto& options = fact.options[c];
    questions.push_back(question(std::string(fact.question[c]), options[0],
                                 {options[1], options[2], options[3]}, n++));
  }
  return bank(say(Phrase::general_round, brief), say(Phrase::general_text, brief),
              std::move(questions));
}

Value maths_topic(const Brief& brief, Phrase name, Phrase text, Array operations) {
  return Object{{"kind", "maths"},
                {"name", phrase(name, brief.lang)},
                {"text", phrase(text, brief.lang)},
                {"operations", std::move(operations)}};
}

enum class Matter : std::uint8_t { maths, tables, capitals, vocabulary, other };

Matter matter_of(const Brief& brief) {
  const Text text = read_text(brief.request);
  if (find_any(text,
               "times table*|multiplication*|einmaleins|tables de multiplication|tablas de "
               "multiplicar|tabuada|tabelline"))
    return Matter::tables;
  if (find_any(text,
               "math*|rechn*|kopfrechnen|arithmetic|algebra|numbers|calcul*|addition|subtraction|"
               "fractions|percent*|matem*|mathe*|математик*|数学|算数|الرياضيات|गणित|🧮"))
    return Matter::maths;
  if (find_any(text,
               "capital|capitals|hauptstadt*|capitales|capitais|capitali|geography|geografie|"
               "geographie|geografia|countries|lander|europe|europa"))
    return Matter::capitals;
  if (find_any(text,
               "vocab*|vokabel*|words|worter|language|spanish|french|german|italian|portuguese|"
               "english|spanisch|franzosisch|englisch|idioma*|mots|palabras|parole|palavras"))
    return Matter::vocabulary;
  return Matter::other;
}

}  // namespace

Section quiz_section(const Brief& brief, const std::string& heading) {
  Section section = start("Quiz", Ask::quiz, brief, heading);
  const Value mixed = maths_topic(brief, Phrase::mixed, Phrase::mixed_text,
                                  {"add", "subtract", "multiply", "divide"});
  const Value tables =
      maths_topic(brief, Phrase::times_tables, Phrase::times_text, {"multiply", "divide"});
  const Value fractions =
      maths_topic(brief, Phrase::fractions, Phrase::fractions_text, {"fraction", "percent"});
  const Value patterns = maths_topic(brief, Phrase::patterns, Phrase::patterns_text,
                                     {"sequence", "equation", "power"});
  Array list;
  switch (matter_of(brief)) {
    case Matter::maths:
      list = {mixed, tables, fractions, patterns};
      break;
    case Matter::tables:
      list = {tables, mixed};
      break;
    case Matter::capitals:
      list = {capitals_topic(brief)};
      break;
    case Matter::vocabulary:
      list = {vocabulary_topic(brief)};
      break;
    case Matter::other:
      if (copy_lang(brief.lang) == Lang::en || brief.lang == Lang::de)
        list.push_back(warm_up_topic(brief));
      list.push_back(capitals_topic(brief));
      list.push_back(mixed);
      break;
  }
  section.content.set("lede", say(Phrase::quiz_lede, brief)).set("topics", std::move(list));
  return section;
}

Section flashcards_section(const Brief& brief, const std::string& heading) {
  Section section = start("Flashcards", Ask::flashcards, brief, heading);
  Array cards;
  const std::size_t c = column(brief.lang);
  if (matter_of(brief) == Matter::vocabulary) {
    const std::size_t to = column(taught(brief));
    for (const Six& word : words) cards.push_back(Object{{"front", word[c]}, {"back", word[to]}});
  } else {
    for (const Capital& one : capitals)
      cards.push_back(Object{{"front", one.country[c]}, {"back", one.city[c]}});
  }
  section.content.set("cards", cards);
  return section;
}

}  // namespace sitewright::builtin
