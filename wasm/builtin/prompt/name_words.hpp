// Word lists that finding a name needs: what announces one, and what is never part of one.
#pragma once

#include <cstddef>
#include <string_view>

namespace sitewright::builtin {

inline constexpr std::size_t longest_name = 40;

inline constexpr std::string_view namers =
    "called|named|titled|entitled|name is|namens|genannt|heisst|mit dem namen|mit "
    "namen|nommee|nomme|appele|appelee|qui s'appelle|"
    "s'appelle|llamado|llamada|que se llama|se llama|chamado|chamada|chamada de|que se "
    "chama|chiamato|chiamata|di nome|che si chiama|"
    "genaamd|die heet|heet|with the name|brand name|by the name of";

inline constexpr std::string_view orders =
    "make|create|build|learn|lernen|aprender|apprendre|imparare|design|generate|write|give|develop|"
    "set|up|need|needs|want|wants|would|like|please|help|can|could|you|i|i'm|i'd|we|we're|me|us|"
    "let's|"
    "erstelle|erstellen|baue|bauen|mache|mach|machen|mochte|brauche|brauchen|hatte|gerne|bitte|ich|"
    "wir|uns|mir|du|entwirf|schreibe|gestalte|"
    "cree|creer|creez|fais|faire|faites|je|j'ai|veux|voudrais|besoin|nous|moi|crea|crear|haz|hacer|"
    "hazme|quiero|necesito|necesitamos|"
    "crie|criar|faca|fazer|quero|preciso|precisamos|gostaria|creare|fai|fare|voglio|vorrei|serve|"
    "mi|maak|bouw|wil|graag|ik|een|stworz|"
    "сделай|создай|нужен|хочу|作って|作る|制作|做一个|创建|أنشئ|اصنع|बनाओ|बनाएं|yap|olustur";

inline constexpr std::string_view small =
    "near|around|bei|outside|a|an|the|my|our|your|his|her|their|its|for|of|to|and|or|on|in|at|by|"
    "from|with|about|that|"
    "which|who|is|are|be|this|it|as|some|new|own|one|page|pages|"
    "ein|eine|einen|einem|einer|eines|der|die|das|den|dem|des|fur|fuer|und|oder|uber|ueber|von|vom|"
    "zu|zum|zur|im|am|mit|auf|ist|mein|meine|meinen|meiner|unser|unsere|unseren|"
    "un|une|des|le|la|les|l|d|de|du|pour|et|ou|sur|avec|mon|ma|mes|notre|nos|au|aux|el|los|las|una|"
    "unos|para|y|con|sobre|del|al|mi|nuestra|nuestro|"
    "um|uma|o|os|as|e|com|da|do|das|dos|na|no|em|meu|minha|nossa|nosso|il|lo|i|gli|uno|per|di|"
    "della|dello|dei|delle|degli|su|sul|sulla|mio|mia|nostro|nostra|che|"
    "het|voor|over|van|onze|mijn|op|и|для|о|про|в|на|с|的|の|little|local|small|simple|modern|"
    "beautiful|nice|professional|great|cool|awesome|stunning|"
    "kleine|kleinen|schone|schonen|moderne|einfache|petit|petite|pequeno|pequena|piccolo|piccola|"
    "test|personal|personliche|personlichen|online|en|с|في|interactive|interaktive|one-line|dark|"
    "minimal|minimalist|elegant|playful|retro|brutalist|dunkle|dunkler";

inline constexpr std::string_view joints =
    "of|and|&|the|de|da|do|dos|das|del|della|di|von|van|der|den|zu|für|for|by|le|la|el|und|et|y|e|"
    "du|des|to|in|on|a|for";

}  // namespace sitewright::builtin
