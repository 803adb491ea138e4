#include "builtin/prompt/place.hpp"

namespace sitewright::builtin {
namespace {

constexpr std::string_view prepositions =
    "in|near|around|from|of|at|outside|bei|aus|nahe|nahe|nach|a|en|de|em|no|na|do|da|di|nel|te|bij|"
    "i|w|ve|im|am|an";
constexpr std::string_view sure_prepositions = "in|near|around|bei|em|en|nahe|outside|i|w";

constexpr std::string_view not_places =
    "january|february|march|april|may|june|july|august|september|october|november|december|januar|"
    "februar|marz|mai|juni|juli|"
    "oktober|dezember|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|"
    "mittwoch|donnerstag|freitag|"
    "samstag|sonntag|english|german|french|spanish|portuguese|italian|dutch|russian|japanese|"
    "chinese|arabic|hindi|polish|turkish|"
    "swedish|norwegian|danish|korean|latin|greek|englisch|deutsch|franzosisch|spanisch|italienisch|"
    "javascript|python|rust|java|typescript|react|go|c++|"
    "spring|summer|autumn|winter|sommer|herbst|fruhling|ingles|frances|espanol|portugues|italiano|"
    "christmas|easter";

constexpr std::string_view known =
    "porto|lisbon|lisboa|lissabon|oslo|bergen|trondheim|stockholm|gothenburg|goteborg|malmo|"
    "copenhagen|kopenhagen|kobenhavn|aarhus|helsinki|reykjavik|"
    "berlin|hamburg|munich|munchen|koln|cologne|frankfurt|stuttgart|freiburg|leipzig|dresden|"
    "hannover|nurnberg|bremen|heidelberg|"
    "dusseldorf|dortmund|essen|mannheim|karlsruhe|mainz|augsburg|regensburg|wurzburg|konstanz|"
    "potsdam|weimar|jena|erfurt|"
    "vienna|wien|salzburg|graz|innsbruck|linz|zurich|basel|bern|geneva|genf|luzern|lausanne|"
    "paris|lyon|marseille|toulouse|bordeaux|nantes|lille|strasbourg|nice|montpellier|rennes|"
    "grenoble|annecy|"
    "madrid|barcelona|sevilla|seville|valencia|granada|bilbao|malaga|zaragoza|salamanca|cadiz|"
    "mallorca|"
    "rome|roma|milan|milano|turin|torino|florence|firenze|naples|napoli|venice|venezia|bologna|"
    "verona|palermo|siena|genova|"
    "coimbra|braga|faro|aveiro|evora|lagos|ericeira|madeira|sintra|"
    "amsterdam|rotterdam|utrecht|groningen|eindhoven|leiden|delft|haarlem|antwerp|antwerpen|ghent|"
    "gent|brussels|bruxelles|bruges|"
    "london|manchester|liverpool|bristol|leeds|sheffield|edinburgh|glasgow|cardiff|belfast|dublin|"
    "cork|galway|oxford|cambridge|brighton|york|bath|"
    "warsaw|warszawa|krakow|gdansk|wroclaw|prague|praha|brno|budapest|vilnius|riga|tallinn|kyiv|"
    "lviv|bucharest|sofia|athens|belgrade|zagreb|ljubljana|"
    "istanbul|ankara|izmir|tokyo|osaka|kyoto|sapporo|seoul|beijing|shanghai|taipei|singapore|"
    "bangkok|hanoi|mumbai|delhi|bangalore|chennai|kolkata|"
    "cairo|nairobi|lagos|accra|marrakech|casablanca|dubai|doha|beirut|amman|johannesburg|cape town|"
    "toronto|montreal|vancouver|chicago|boston|seattle|portland|austin|denver|brooklyn|"
    "philadelphia|atlanta|miami|houston|dallas|nashville|"
    "sydney|melbourne|brisbane|perth|auckland|wellington|bogota|lima|quito|santiago|montevideo|"
    "curitiba|recife|salvador|medellin|"
    "portugal|spain|france|germany|italy|norway|sweden|denmark|finland|iceland|scotland|ireland|"
    "wales|england|austria|switzerland|deutschland|"
    "osterreich|schweiz|espana|italia|brasil|brazil|mexico|argentina|chile|japan|india|kenya|ghana|"
    "canada|australia|netherlands|belgium|poland|"
    "cornwall|tuscany|toscana|provence|bretagne|brittany|algarve|alentejo|andalusia|bavaria|bayern|"
    "schwarzwald|lake district|highlands|lofoten|"
    "москв*|петербург*|киев*|東京|大阪|京都|札幌|福岡|北京|上海|台北|广州|深圳|香港|القاهرة|دبي|"
    "الرياض|دمشق|दिल्ली|मुंबई";

constexpr std::string_view known_pairs =
    "new york|san francisco|los angeles|san diego|rio de janeiro|sao paulo|buenos aires|mexico "
    "city|cape town|hong kong|tel aviv|"
    "new orleans|porto alegre|belo horizonte|the hague|den haag|bad tolz|saint petersburg|lake "
    "district|new zealand|south africa|"
    "abu dhabi|ho chi minh|st gallen|le havre|la rochelle|palma de mallorca|santiago de "
    "compostela|las palmas|black forest|vila nova|"
    "united kingdom|san sebastian|salt lake city|santa cruz|aix en provence|a coruna|ciudad de "
    "mexico|costa rica|sri lanka";

std::string title_words(const Text& text, Hit hit) {
  std::string name;
  for (std::size_t i = hit.first; i < hit.first + hit.count; ++i) {
    if (!name.empty()) name.push_back(' ');
    const bool small = is_any(text.words[i].fold, "de|of|en|do|da") && i > hit.first;
    name += small ? text.words[i].text : capitalised(text.words[i].text);
  }
  return name;
}

/// Capitalised words after a preposition, at most three ("San Miguel de Allende" keeps its joint).
std::optional<Hit> capitals_after(const Text& text, std::size_t preposition) {
  Hit hit{preposition + 1, 0};
  for (std::size_t i = hit.first; i < text.words.size() && hit.count < 3; ++i) {
    const Word& word = text.words[i];
    const bool joint =
        hit.count > 0 && is_any(word.fold, "am|de|of|upon|an|bei|do|da|la|le|den|der");
    const bool joint_holds = joint && i + 1 < text.words.size() && text.words[i + 1].capital &&
                             !is_any(word.fold, "der|den");
    if (!(word.capital || joint_holds) || word.camel || word.all_caps || word.has_digit) break;
    if (word.before != 0 && word.before != '-') break;
    if (is_calendar_or_language(word.fold)) break;
    ++hit.count;
  }
  if (hit.count == 0) return std::nullopt;
  return hit;
}

}  // namespace

bool is_calendar_or_language(std::string_view fold) {
  return is_any(fold, not_places);
}

bool is_known_place(std::string_view fold) {
  return is_any(fold, known);
}

std::optional<Place> find_place(const Text& text) {
  const bool mostly_capital = [&] {
    std::size_t capitals = 0;
    for (const Word& word : text.words) capitals += word.capital;
    return capitals * 3 > text.words.size() * 2;
  }();
  if (const auto pair = find_any(text, known_pairs)) return Place{title_words(text, *pair), *pair};
  for (std::size_t i = 0; i < text.words.size(); ++i) {  // a known place after a preposition first
    if (!is_known_place(text.words[i].fold)) continue;
    const bool led = i > 0 && is_any(text.words[i - 1].fold, prepositions);
    const bool common_word =
        is_any(text.words[i].fold, "nice|bath|essen|cork|lagos|york|perth|lima");
    if (led && (!common_word || text.words[i].capital))
      return Place{title_words(text, {i, 1}), {i, 1}};
  }
  for (std::size_t i = 0; i + 1 < text.words.size() && !mostly_capital; ++i) {
    if (!is_any(text.words[i].fold, sure_prepositions)) continue;
    const auto hit = capitals_after(text, i);
    // German capitalises every noun, so "in" alone proves a place only for one lone word.
    if (hit) return Place{title_words(text, *hit), *hit};
  }
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    const bool common_word = is_any(text.words[i].fold,
                                    "nice|bath|essen|cork|lagos|york|perth|lima|salvador|santiago|"
                                    "wellington|florence|sofia|lincoln");
    if (!common_word && is_known_place(text.words[i].fold)) {
      return Place{title_words(text, {i, 1}), {i, 1}};
    }
  }
  return std::nullopt;
}

std::string find_year(const Text& text) {
  for (const Word& word : text.words) {
    if (word.text.size() != 4 || !(word.text.starts_with("19") || word.text.starts_with("20")))
      continue;
    if (word.text.find_first_not_of("0123456789") == std::string::npos) return word.text;
  }
  return {};
}

}  // namespace sitewright::builtin
