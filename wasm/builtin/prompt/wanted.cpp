#include "builtin/prompt/wanted.hpp"

#include <algorithm>

#include "builtin/prompt/style_wishes.hpp"

namespace sitewright::builtin {
namespace {

struct AskWords {
  Ask ask;
  bool anywhere;  ///< unmistakable outside of a list as well
  std::string_view phrases;
};

// Earlier rows win when two match: "contact form" is contact, "contact us to book" is contact.
constexpr AskWords rows[] = {
    {Ask::hours, true,
     "opening hours|opening times|business hours|hours|open "
     "times|offnungszeiten|oeffnungszeiten|horaires|"
     "heures d'ouverture|horarios|horario|horario de "
     "apertura|orari|orario|openingstijden|apningstider|oppettider|"
     "godziny|часы работы|営業時間|营业时间|ساعات"},
    {Ask::location, true,
     "how to find us|how to get there|how to get here|find us|where to find "
     "us|directions|location|map|getting there|"
     "anfahrt|wegbeschreibung|standort|so finden sie uns|lage|lageplan|plan d'acces|nous "
     "trouver|acces|como llegar|"
     "ubicacion|mapa|como chegar|localizacao|onde estamos|come raggiungerci|dove siamo|dove "
     "trovarci|mappa|route|"
     "routebeschrijving|locatie|address|adresse|direccion|endereco|indirizzo|адрес|карта|アクセス|"
     "地図|地址|地图|الموقع"},
    {Ask::contact, true,
     "contact form|contact page|contact section|contact details|contact|contact us|get in "
     "touch|kontakt|kontaktformular|"
     "formulaire de contact|contacto|formulario de contacto|formulario|contato|formulario de "
     "contato|contatti|contatto|"
     "modulo di contatto|contactformulier|impressum|enquiry form|inquiry "
     "form|enquiries|контакты|お問い合わせ|联系|اتصل|संपर्क"},
    {Ask::booking, true,
     "booking|bookings|book a table|booking form|reservations|reservation|reserve|online "
     "booking|appointments|"
     "appointment|book an "
     "appointment|terminbuchung|terminvereinbarung|termine|terminen|reservierung|tischreservierung|"
     "buchung|"
     "reserver|prise de rendez-vous|rendez-vous|reservas|reserva|reservar|cita "
     "previa|citas|marcacoes|marcacao|agendamento|"
     "prenotazione|prenotazioni|reserveren|afspraak|rsvp|registration|anmeldung|inscription|sign-"
     "up form|予約|预订|حجز"},
    {Ask::faq, true,
     "faq|faqs|frequently asked questions|questions and answers|q&a|haufige fragen|haufig "
     "gestellte fragen|fragen|"
     "questions frequentes|foire aux questions|preguntas frecuentes|preguntas|perguntas "
     "frequentes|domande frequenti|"
     "veelgestelde vragen|вопросы|よくある質問|常见问题|أسئلة"},
    {Ask::pricing, true,
     "pricing|pricing table|pricing plans|prices|price "
     "list|plans|preise|preisen|preisbereich|preistabelle|preisliste|pricing "
     "table|tarife|tarifs|prix|precios|tarifas|"
     "precos|prezzi|tariffe|listino|prijzen|rates|fees|membership "
     "fees|subscriptions|цены|料金|价格|أسعار|priser"},
    {Ask::comparison, true,
     "comparison|comparison table|compare|vergleich|comparatif|comparacion|comparativo|confronto"},
    {Ask::speakers, true,
     "speakers|speaker list|speaker "
     "line-up|lineup|line-up|keynotes|referenten|referentinnen|sprecher|sprecherinnen|vortragende|"
     "intervenants|conferenciers|ponentes|oradores|palestrantes|relatori|sprekers|artists|acts|"
     "спикеры|登壇者|讲者"},
    {Ask::schedule, true,
     "schedule|programme|program|agenda|timetable|running "
     "order|programm|ablauf|zeitplan|stundenplan|kursplan|programme du|"
     "programa|cronograma|programacao|programma|calendrier|emploi du "
     "temps|расписание|программа|スケジュール|日程|class schedule|timings"},
    {Ask::tickets, true,
     "tickets|ticket|ticketing|passes|eintrittskarten|karten|billets|billetterie|entradas|"
     "ingressos|bilhetes|biglietti|билеты|チケット|门票"},
    {Ask::venue, true,
     "venue|veranstaltungsort|lieu|lugar|local do evento|luogo|travel info|travel "
     "information|accommodation|getting to"},
    {Ask::partners, false,
     "sponsors|sponsor|partners|partner|sponsoren|partenaires|patrocinadores|patrocinadores|socios|"
     "parceiros|sponsor|clients|kunden|client list|client logos|logos|press|presse|as seen in"},
    {Ask::gallery, true,
     "gallery|photo "
     "gallery|galleries|photos|pictures|images|galerie|bildergalerie|bilder|bildern|fotos|"
     "photographies|galeria|"
     "galeria de fotos|galleria|foto|lookbook|галерея|ギャラリー|图库|相册|معرض"},
    {Ask::menu, true,
     "menu|food menu|drinks menu|speisekarte|karte|getrankekarte|wochenkarte|carte|la "
     "carte|carta|carte des|cardapio|ementa|"
     "menukaart|dishes|drinks|wine list|weinkarte|меню|メニュー|菜单|قائمة"},
    {Ask::testimonials, true,
     "testimonials|testimonial|reviews|customer reviews|customer "
     "voices|kundenstimmen|referenzen|bewertungen|temoignages|"
     "avis|testimonios|resenas|opiniones|depoimentos|testemunhos|avaliacoes|testimonianze|"
     "recensioni|beoordelingen|отзывы|quotes from"},
    {Ask::team, true,
     "team|our team|staff|meet the team|people|team "
     "members|teachers|instructors|trainers|coaches|the crew|mitarbeiter*|uber das "
     "team|lehrer|lehrkrafte|"
     "equipe|notre equipe|equipo|nosso time|o "
     "time|squadra|medewerkers|board|vorstand|команда|チーム|团队|doctors|stylists"},
    {Ask::newsletter, true,
     "newsletter|newsletter signup|newsletter sign-up|mailing list|email signup|email "
     "sign-up|email list|infolettre|boletin|waitlist|warteliste|subscribe|рассылка"},
    {Ask::resume, false,
     "cv|resume|lebenslauf|experience|work "
     "experience|education|berufserfahrung|werdegang|ausbildung|experience "
     "professionnelle|parcours|experiencia|formacion|formacao|esperienza|esperienze|skills|"
     "kenntnisse|competences|habilidades|competenze|employment history|work history"},
    {Ask::projects, false,
     "projects|project list|case studies|case study|portfolio|work samples|selected work|recent "
     "work|work|works|projekte|projekten|arbeiten|fallstudien|projets|realisations|etudes de "
     "cas|proyectos|trabajos|projetos|trabalhos|progetti|lavori|projecten|проекты|作品|references"},
    {Ask::flashcards, true,
     "flashcards|flash cards|karteikarten|lernkarten|cartes memoire|tarjetas|cartoes|schede"},
    {Ask::quiz, false,
     "quiz|test|questions|exercises|practice|drills|score|scores|ubungen|exercices|ejercicios|"
     "exercicios|esercizi|rechentrainer|mini quiz|timer|time trial"},
    {Ask::code, false,
     "code samples|code examples|code example|code sample|examples|example "
     "code|snippets|codebeispiele|beispiele|exemples de code|ejemplos de codigo|exemplos de "
     "codigo|esempi di codice|quick start|quickstart"},
    {Ask::docs, false,
     "docs|documentation|api reference|reference|installation|install guide|installation "
     "guide|getting started|guides|guide|tutorial|tutorials|dokumentation|anleitung|erste "
     "schritte|manual"},
    {Ask::downloads, false,
     "downloads|download|downloads "
     "section|materials|handouts|pdfs|herunterladen|telechargements|descargas|scaricare"},
    {Ask::stats, true,
     "stats|statistics|key figures|numbers|facts and figures|zahlen|zahlen und "
     "fakten|chiffres|chiffres cles|cifras|numeros|numeri|statistiken|impact figures|milestones in "
     "numbers"},
    {Ask::timeline, true,
     "timeline|history|our history|milestones|geschichte|chronik|zeitstrahl|histoire|notre "
     "histoire|historia|linha do tempo|storia|la nostra storia|geschiedenis|roadmap|история"},
    {Ask::steps, true,
     "how it works|process|our process|steps|so funktioniert es|ablauf der|wie es "
     "funktioniert|comment ca marche|como funciona|come funziona|hoe het werkt|methodology|how we "
     "work|arbeitsweise"},
    {Ask::countdown, true,
     "countdown|count down|count-down|compte a rebours|cuenta atras|contagem regressiva|conto alla "
     "rovescia"},
    {Ask::events, false,
     "events|event calendar|upcoming events|calendar|dates|tour "
     "dates|gigs|concerts|shows|veranstaltungen|kalender|veranstaltungskalender|konzerte|"
     "evenements|agenda "
     "des|eventos|calendario|eventi|evenementen|meetings|treffen|matches|fixtures|spielplan|"
     "exhibitions|события"},
    {Ask::classes, false,
     "classes|class list|courses|course "
     "list|lessons|workshops|kurse|kursen|kursangebot|cours|clases|cursos|aulas|corsi|lezioni|"
     "cursussen|curriculum|syllabus|modules|lehrplan"},
    {Ask::rooms, false,
     "rooms|room "
     "list|suites|zimmer|zimmern|ferienwohnungen|apartments|chambres|habitaciones|quartos|camere|"
     "kamers|listings|properties|objekte|immobilien|biens|propiedades|imoveis|immobili|cabins"},
    {Ask::workshop, true,
     "workshop|werkstatt|repairs|repair service|bike "
     "repair|reparatur|reparaturen|reparaturservice|atelier de "
     "reparation|atelier|reparations|taller|reparaciones|oficina|reparacoes|officina|riparazioni|"
     "werkplaats|workshop service"},
    {Ask::products, false,
     "products|product "
     "list|shop|store|catalogue|catalog|collection|collections|produkte|produkten|sortiment|"
     "produits|catalogue|productos|catalogo|produtos|loja|prodotti|producten|best "
     "sellers|bestsellers|товары|merch|merchandise|online shop"},
    {Ask::posts, false,
     "blog|posts|blog posts|latest "
     "posts|articles|news|journal|stories|updates|recipes|beitrage|artikel|neuigkeiten|aktuelles|"
     "rezepte|actualites|recettes|noticias|articulos|recetas|artigos|receitas|articoli|notizie|"
     "ricette|nieuws|новости|статьи|ニュース|新闻"},
    {Ask::donate, true,
     "donate|donations|donation form|donation page|spenden|spende|don|dons|faire un "
     "don|donar|donaciones|doar|doacoes|donazioni|doneren|support us|sponsorship"},
    {Ask::jobs, true,
     "jobs|careers|vacancies|open "
     "positions|stellen|stellenangebote|karriere|emplois|recrutement|empleo|vagas|lavora con "
     "noi|vacatures|join the "
     "team|volunteering|volunteer|ehrenamt|mitmachen|benevolat|voluntariado"},
    {Ask::services, false,
     "services|service list|our "
     "services|treatments|leistungen|angebot|angebote|dienstleistungen|behandlungen|"
     "leistungsangebot|prestations|soins|servicios|tratamientos|servicos|tratamentos|servizi|"
     "trattamenti|diensten|услуги|サービス|服务|what we do|what i "
     "do|offers|offerings|packages|pakete"},
    {Ask::features, false,
     "features|feature list|feature "
     "grid|benefits|highlights|funktionen|vorteile|fonctionnalites|avantages|caracteristicas|"
     "funciones|ventajas|recursos|funcionalidades|vantagens|funzionalita|caratteristiche|vantaggi|"
     "use cases|функции"},
    {Ask::community, false,
     "community|discord|forum|join us|become a member|membership|mitglied "
     "werden|mitgliedschaft|adhesion|hazte socio|seja membro|diventa socio|code of conduct"},
    {Ask::links, false,
     "links|social links|social media|social media links|socials|instagram|bookmarks|link "
     "list|linkliste|liens|enlaces|redes sociales|redes sociais|collegamenti"},
    {Ask::about, true,
     "about|about us|about me|about page|an about section|bio|biography|biografie|our "
     "story|story|uber uns|ueber uns|uber mich|a propos|qui sommes-nous|sobre nosotros|sobre "
     "mi|quienes somos|sobre nos|sobre mim|quem somos|chi siamo|chi sono|over ons|over "
     "mij|mission|introduction|о нас|会社概要|关于"},
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

void keep_listed(const Text& text, std::size_t from, std::size_t to, std::vector<Wanted>& wanted) {
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
    if (span.count == 0 || is_manner(text, span.first, span.count)) continue;
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
  if (head_words < total) keep_listed(text, head_words, total, wanted);
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
  std::ranges::stable_sort(wanted, {}, &Wanted::at);
  if (wanted.size() > 14) wanted.resize(14);
  return wanted;
}

}  // namespace sitewright::builtin
