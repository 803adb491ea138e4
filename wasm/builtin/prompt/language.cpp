#include "builtin/prompt/language.hpp"

namespace sitewright::builtin {
namespace {

struct Evidence {
  Lang lang;
  std::string_view strong;  ///< hardly found in the other languages
  std::string_view weak;
};

// Nouns and function words as they are typed into a prompt box; folded.
constexpr Evidence evidence[] = {
    {Lang::en,
     "the|for|with|of|and|my|our|about|website|page|make|create|build|that|this|please|want|need|"
     "called|named|an|shop|from|who|their|your|add|change|remove|headline|section|dark|light|where|"
     "learn|club|test|skills|practice|booking|opening|hours|is|are|it",
     "a|in|to|on|at|site|landing|portfolio|blog|quiz|menu|contact|restaurant|hotel|me|i|or"},
    {Lang::de,
     "fur|fuer|mit|und|eine|einen|einem|einer|ein|der|die|das|von|uber|ueber|seite|webseite|unsere|"
     "unser|zum|zur|im|meine|meinen|mein|bitte|ich|wir|ist|nach|bei|aus|auf|oder|mache|erstelle|"
     "kontakt|preise|offnungszeiten|speisekarte|leistungen|verein|laden|webauftritt|startseite|uns|"
     "fuge|entferne|andere|hinzu|soll|auch|mehr|nicht",
     "in|website|site|blog|portfolio|hotel|restaurant|am|an|es|so"},
    {Lang::fr,
     "pour|avec|une|le|les|mon|notre|nos|sur|du|un|et|aux|page|creer|cree|faire|je|nous|horaires|"
     "tarifs|boutique|accueil|dans|chez|ou|est|qui|votre|ma|mes|ajoute|vitrine",
     "la|de|des|en|site|web|blog|portfolio|restaurant|a|menu|contact"},
    {Lang::es,
     "para|con|una|el|los|las|mi|nuestra|nuestro|sobre|del|pagina|sitio|y|quiero|crear|crea|hacer|"
     "haz|tienda|horarios|horario|precios|contacto|galeria|sobre|que|mis|unos",
     "un|la|de|en|web|blog|portafolio|restaurante|hotel|menu|e"},
    {Lang::pt,
     "para|com|uma|um|o|os|as|meu|minha|nosso|nossa|sobre|do|da|dos|das|no|na|e|criar|crie|fazer|"
     "quero|loja|horarios|precos|contato|contacto|galeria|pagina|sobre|ementa|cardapio|em",
     "a|de|site|web|blog|portfolio|restaurante|que"},
    {Lang::it,
     "per|con|una|il|lo|gli|un|del|della|dello|dei|delle|mio|mia|nostro|nostra|sito|pagina|e|di|"
     "che|"
     "negozio|orari|prezzi|contatti|galleria|creare|crea|voglio|sul|sulla|nel|nella|uno|vetrina",
     "la|le|i|a|in|web|blog|portfolio|ristorante|menu|da"},
    {Lang::nl,
     "voor|met|een|het|van|mijn|onze|ons|over|en|maak|bouw|openingstijden|prijzen|winkel|wij|ik|"
     "naar|bij|websites|pagina|zijn|fietsenwinkel|bakkerij|kapper|ook|niet|te",
     "de|in|website|site|blog|portfolio|restaurant|hotel|is|op"},
};

struct Asked {
  Lang lang;
  std::string_view phrases;
};

constexpr Asked asked[] = {
    {Lang::en, "in english|auf englisch|en anglais|en ingles|em ingles|in inglese|in het engels"},
    {Lang::de, "auf deutsch|in german|en allemand|en aleman|em alemao|in tedesco|in het duits"},
    {Lang::fr,
     "en francais|in french|auf franzosisch|en frances|em frances|in francese|in het frans"},
    {Lang::es,
     "en espanol|in spanish|auf spanisch|en espagnol|em espanhol|in spagnolo|in het spaans"},
    {Lang::pt,
     "em portugues|in portuguese|auf portugiesisch|en portugais|en portugues|in portoghese"},
    {Lang::it, "in italiano|in italian|auf italienisch|en italien|en italiano|em italiano"},
};

// A language that is what the site is about, not what it is written in.
constexpr std::string_view learning =
    "vocabulary|vokabel*|vocabulaire|vocabulario|vocabolario|learn|learning|lernen|practise|"
    "practice|"
    "course|courses|lessons|teaches|quiz|flashcards|speakers";

int marks(const Text& text, Lang lang) {
  const auto has = [&](std::string_view letters) {
    return text.clean.find(letters) != std::string::npos;
  };
  switch (lang) {
    case Lang::de:
      return 3 * has("ß") + 2 * (has("ä") || has("ö") || has("ü") || has("Ö") || has("Ü"));
    case Lang::fr:
      return 3 * (has("œ") || has("ê") || has("d’") || has("d'") || has("l'") || has("l’")) +
             has("è") + has("ç");
    case Lang::es:
      return 3 * (has("ñ") || has("¿") || has("¡")) + has("ó") + has("í");
    case Lang::pt:
      return 3 * (has("ã") || has("õ")) + has("ç") + has("ê");
    case Lang::it:
      return 2 * has("ù") + has("à") + has("è") + has("ò");
    default:
      return 0;
  }
}

std::size_t foreign_words(const Text& text) {
  std::size_t count = 0;
  for (const Word& word : text.words) count += !word.latin;
  return count;
}

}  // namespace

std::string_view lang_tag(Lang lang) {
  switch (copy_lang(lang)) {
    case Lang::de:
      return "de";
    case Lang::fr:
      return "fr";
    case Lang::es:
      return "es";
    case Lang::pt:
      return "pt";
    case Lang::it:
      return "it";
    case Lang::en:
    case Lang::nl:
    case Lang::other:
      return "en";
  }
  return "en";
}

Lang copy_lang(Lang lang) {
  return lang == Lang::nl || lang == Lang::other ? Lang::en : lang;
}

Lang detect_language(const Text& text) {
  const bool about_learning = find_any(text, learning).has_value();
  for (const Asked& wish : asked) {
    if (!about_learning && find_any(text, wish.phrases)) return wish.lang;
  }
  if (foreign_words(text) * 2 > text.words.size()) return Lang::other;
  Lang best = Lang::en;
  int best_score = 0;
  for (const Evidence& one : evidence) {
    int score = marks(text, one.lang);
    for (const Word& word : text.words) {
      if (is_any(word.fold, one.strong)) {
        score += 3;
      } else if (is_any(word.fold, one.weak)) {
        score += 1;
      }
    }
    if (score > best_score) {  // ties keep the earlier row: English first
      best_score = score;
      best = one.lang;
    }
  }
  return best;
}

}  // namespace sitewright::builtin
