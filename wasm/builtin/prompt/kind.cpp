#include "builtin/prompt/kind.hpp"

#include <array>
#include <cstddef>

namespace sitewright::builtin {
namespace {

struct KindWords {
  Kind kind;
  int weight;
  std::string_view phrases;
};

// Weight 6: names the site itself. 4: names the trade or occasion. 2: a hint.
constexpr KindWords table[] = {
    {Kind::portfolio, 6,
     "portfolio|portfolios|portafolio|portafoglio|showreel|lookbook|ポートフォリオ|作品集|"
     "портфолио|artist website"},
    {Kind::portfolio, 4,
     "photographer|photographers|photography|fotograf|fotografin|fotografie|photographe|fotografo|"
     "fotografa|"
     "fotografia|illustrator|illustrators|illustratrice|illustrateur|ilustradora|ilustrador|"
     "painter|sculptor|"
     "artist|kunstler|kunstlerin|artiste|artista|designer|designers|filmmaker|videographer|"
     "animator|"
     "ceramicist|potter|musician|band|singer|songwriter|composer|dj|actor|actress|calligrapher|"
     "tattoo*|"
     "glass "
     "artist|writer|author|schriftstellerin|fotograaf|fotografka|фотограф*|художник*|写真家|摄影*|"
     "مصور|fotografci"},
    {Kind::food, 4,
     "restaurant|restaurants|ristorante|restaurante|cafe|cafes|coffee shop|coffee "
     "house|coffeehouse|coffee bar|"
     "bakery|bakeries|baker|backerei|*backerei|konditorei|boulangerie|patisserie|panaderia|"
     "pasteleria|"
     "padaria|pastelaria|confeitaria|panificio|pasticceria|bakkerij|pizzeria|pizza|trattoria|"
     "osteria|bistro|bistrot|"
     "brasserie|sushi|ramen|taco|tacos|taqueria|burger|burgers|diner|deli|food "
     "truck|foodtruck|imbiss|gasthaus|"
     "gasthof|wirtshaus|biergarten|kneipe|bar|pub|brewery|brauerei|brasserie|cerveceria|cervejaria|"
     "birrificio|"
     "winery|weingut|wine bar|weinbar|ice "
     "cream|gelato|gelateria|eisdiele|eiscafe|glacier|heladeria|sorveteria|"
     "tea house|teahouse|juice bar|catering|caterer|vegan "
     "kitchen|steakhouse|tapas|bageri|restaurang|kawiarnia|"
     "piekarnia|restauracja|lokanta|firin|pastane|kahve|ресторан*|кафе|пекарн*|кофейн*|レストラン|"
     "カフェ|ラーメン|寿司|"
     "パン屋|居酒屋|餐厅|餐馆|咖啡|面包|مطعم|مقهى|مخبز|रेस्टोरेंट|रेस्तरां|बेकरी|🍕|☕|🍣|🌮|🍔|🥐|🍞|🍜|"
     "🍺|🍷|🍦"},
    {Kind::food, 2,
     "speisekarte|menu|carte|cardapio|ementa|breakfast|brunch|lunch|dinner|kitchen|chef|food|"
     "taverna"},
    {Kind::store, 6,
     "online shop|onlineshop|online store|webshop|web shop|e-commerce|ecommerce|shop "
     "front|shopfront|storefront|"
     "e-shop|tienda online|loja online|loja virtual|boutique en ligne|negozio "
     "online|webwinkel|интернет-магазин|"
     "网店|网上商店|オンラインショップ|متجر|marketplace"},
    {Kind::store, 4,
     "shop|store|boutique|tienda|loja|negozio|winkel|laden|*laden|*geschaft|*handlung|bookshop|"
     "bookstore|libreria|"
     "librairie|livraria|florist|flower shop|blumenladen|fleuriste|floristeria|florista|fiorista|"
     "bike shop|bicycle shop|record store|record shop|plant shop|garden "
     "centre|jewellery|jewelry|jeweller|"
     "schmuck|bijoux|joyeria|gioielleria|clothing|fashion "
     "label|clothes|streetwear|sneakers|candles|soap|soaps|"
     "furniture|mobel|meubles|muebles|moveis|mobili|toys|toy shop|spielzeug*|antiques|vintage "
     "clothes|"
     "sells|selling|sell|verkauft|vende|vend|cheese shop|kaseladen|coffee roaster|coffee "
     "beans|roastery|rosterei|"
     "handmade|sklep|butik|butikk|kauppa|magaza|dukkan|магазин*|ショップ|商店|花店|书店|دكان|दुकान|"
     "fietsenwinkel|🛍|🛒"},
    {Kind::product, 6,
     "saas|landing page for an app|product page|product landing|startup|start-up|software as a "
     "service|app landing|"
     "mobile app|ios app|android app|web app for|browser extension|chrome extension|launch "
     "page|waitlist|"
     "coming soon page|стартап*|スタートアップ|创业*"},
    {Kind::product, 4,
     "platform|plattform|plateforme|plataforma|piattaforma|software|dashboard|tool|werkzeug|"
     "analytics|crm|"
     "tracker|automation|api product|ai "
     "assistant|chatbot|gadget|device|wearable|product|produkt|produit|producto|"
     "produto|prodotto|app|application|приложени*|アプリ|应用|软件|تطبيق"},
    {Kind::product, 2,
     "landing page|landingpage|landing|tracks|automates|subscription|abo|teams|users|sign "
     "up|trial|integrations"},
    {Kind::event, 6,
     "conference|conferences|konferenz|conference "
     "website|congress|kongress|congres|congreso|congresso|conferencia|"
     "conferenza|festival|festivals|hackathon|summit|symposium|meetup|meet-up|convention|barcamp|"
     "unconference|"
     "tagung|messe|salon "
     "du|feria|fiera|feira|konferansen|konferens|konferencja|konferans|конференци*|фестивал*|"
     "カンファレンス|大会|会议|音乐节|مؤتمر|مهرجان|सम्मेलन|expo|open air|biennale|book fair|craft "
     "fair|trade fair"},
    {Kind::event, 4,
     "wedding invitation|wedding website|our wedding|hochzeit von|hochzeitsseite|unsere "
     "hochzeit|mariage de|boda de|"
     "casamento de|matrimonio di|birthday "
     "party|event|veranstaltung|evenement|evento|marathon|race|tournament|turnier|"
     "concert|konzert|exhibition|ausstellung|exposition|exposicion|exposicao|mostra|gala|retreat|"
     "reunion|parade|launch party"},
    {Kind::event, 2,
     "speakers|schedule|tickets|programme|program|venue|keynote|call for "
     "papers|lineup|line-up|rsvp|agenda"},
    {Kind::blog, 6,
     "blog|blogs|weblog|reiseblog|*blog|journal|magazine|magazin|diary|tagebuch|newsletter "
     "about|zine|revista|rivista|"
     "ブログ|博客|блог*|مدونة|ब्लॉग|stories about|essays|travelogue|columns"},
    {Kind::blog, 2, "posts|articles|artikel|beitrage|writing|recipes|stories"},
    {Kind::docs, 6,
     "documentation|docs|dokumentation|documentacion|documentacao|documentazione|documentatie|api "
     "reference|"
     "developer guide|user manual|handbuch|knowledge base|help center|help "
     "centre|wiki|readme|документаци*|"
     "ドキュメント|文档|وثائق|reference site|manual"},
    {Kind::docs, 4,
     "open source library|library for|sdk|framework|open source|open-source|opensource|npm "
     "package|python package|"
     "crate|http client|command line tool|cli tool|cli|compiler|parser"},
    {Kind::quiz, 6,
     "quiz|quizzes|quizz|trivia|flashcards|flash cards|flashcard|karteikarten|lernkarten|test "
     "my|to test|exam practice|practice app|"
     "times tables|multiplication|einmaleins|tables de multiplication|tablas de "
     "multiplicar|tabuada|tabelline|"
     "math practice|maths practice|vocabulary trainer|vokabeltrainer|lernapp|spelling|brain "
     "training|kopfrechnen|"
     "mental arithmetic|calcul mental|calculo "
     "mental|викторин*|тест|クイズ|测验|اختبار|प्रश्नोत्तरी|🧮"},
    {Kind::quiz, 4,
     "math|maths|mathematics|mathe|mathematik|mathematiques|matematicas|matematica|arithmetic|"
     "rechnen|rechentrainer|"
     "practice|practise|exercises|ubungen|exercices|ejercicios|exercicios|esercizi|test|drill|"
     "skills|vocabulary|vokabeln|"
     "vocabulaire|vocabulario|vocabolario|capitals|hauptstadte|математик*|数学|算数|الرياضيات|"
     "गणित"},
    {Kind::agency, 6,
     "agency|agencies|agentur|*agentur|agence|agencia|agenzia|studio website|design "
     "studio|architecture studio|"
     "architects|architekturburo|architekten|cabinet d'architecte*|architecte*|estudio "
     "de|estudio|studio di|consultancy|consulting|"
     "unternehmensberatung|beratung|consultora|consultoria|consulenza|bureau|агентств*|студи*|代理|"
     "スタジオ|事務所"},
    {Kind::agency, 4,
     "studio|branding|marketing|creative|consultant|advisory|law "
     "firm|kanzlei|anwalt|rechtsanwalt*|lawyer|attorney|"
     "notary|notaire|avocat|abogado|abogados|advogado|avvocato|architect|architektin|architekt|"
     "engineering firm|"
     "tax adviser|steuerberater*|accountant|accounting|production company|coworking|co-working"},
    {Kind::community, 6,
     "community|repair "
     "cafe|gemeinschaft|communaute|comunidad|comunidade|comunita|club|clubs|verein|*verein|*klub|"
     "association|asociacion|"
     "associacao|associazione|non-profit|nonprofit|non "
     "profit|charity|ngo|foundation|stiftung|fondation|"
     "fundacion|fundacao|fondazione|society|vereniging|stichting|choir|chor|chorale|coro|"
     "volunteers|volunteer|"
     "ehrenamt*|initiative|neighbourhood group|neighborhood group|food bank|tafel|animal "
     "shelter|tierheim|refugio|"
     "church|kirche|gemeinde|parish|eglise|iglesia|igreja|chiesa|mosque|synagogue|temple|scouts|"
     "pfadfinder|"
     "клуб*|сообществ*|コミュニティ|サークル|社区|协会|جمعية|نادي|klubben|forening|forein|klub|"
     "dernek|stowarzyszenie"},
    {Kind::community, 4,
     "members|mitglieder|league|sports team|football team|soccer team|fussball*|rowing|fan "
     "page|fan site|"
     "fundraiser|donations|campaign|kampagne|petition|community "
     "garden|gemeinschaftsgarten|makerspace|hackerspace"},
    {Kind::service, 6,
     "handwerk*|plumber|plumbing|klempner|installateur|plombier|fontanero|encanador|canalizador|"
     "idraulico|loodgieter|electrician|"
     "elektriker|electricien|electricista|eletricista|elettricista|hairdresser|hair "
     "salon|barber|barbershop|friseur|"
     "friseursalon|frisor|coiffeur|salon de "
     "coiffure|peluqueria|barberia|cabeleireiro|barbearia|parrucchiere|kapper|"
     "dentist|dental|zahnarzt*|dentiste|dentista|clinic|klinik|clinique|clinica|doctor|arzt*|*"
     "praxis|physiotherap*|"
     "physio|vet|veterinar*|tierarzt*|massage|spa|nail salon|beauty "
     "salon|kosmetik*|gym|fitness|fitnessstudio|yoga|"
     "pilates|personal trainer|crossfit|mechanic|car repair|auto "
     "repair|autowerkstatt|garage|taller|oficina mecanica|"
     "officina|repair "
     "shop|repair|reparatur|reparation|cleaning|reinigung*|nettoyage|limpieza|limpeza|pulizie|"
     "gardener|gardening "
     "service|landscaping|gartner*|landschaftsbau|jardinier|jardinero|jardineiro|giardiniere|"
     "painter and "
     "decorator|maler*|roofer|dachdecker*|carpenter|carpentry|joiner|tischler*|schreiner*|"
     "menuisier|"
     "carpintero|carpinteiro|falegname|locksmith|schlussel*|movers|moving "
     "company|umzug*|taxi|driving service|"
     "dog walker|dog walking|dog "
     "groomer|grooming|hundesalon|childcare|kindergarten|kita|nursery|daycare|tutor|"
     "tutoring|nachhilfe|translator|uebersetz*|therapist|therapy|psycholog*|coach|coaching|tailor|"
     "schneider*|"
     "optician|optiker|pharmacy|apotheke|laundry|photobooth|tattoo "
     "studio|blacksmith|luthier|chimney sweep|"
     "kuafor|berber|fryzjer|warsztat|сантехник|парикмахер*|стоматолог*|美容院|歯科|歯医者|"
     "クリニック|理发|诊所|صالون|عيادة|💇|🔧|🦷"},
    {Kind::service, 2,
     "appointment|appointments|termin|termine|werkstatt|booking|rendez-vous|cita|marcacao|"
     "prenotazione|local business|family business|service"},
    {Kind::personal, 6,
     "cv|resume|lebenslauf|curriculum|curriculum vitae|personal page|personal website|personal "
     "site|homepage for me|"
     "about me|uber mich|link in bio|linktree|link page|business card|visitenkarte|home page "
     "of|meine homepage|"
     "page personnelle|pagina personal|pagina pessoal|pagina personale|резюме|履歴書|简历|سيرة"},
    {Kind::personal, 4,
     "freelancer|freelance|software engineer|developer|entwickler|entwicklerin|data "
     "scientist|researcher|phd|"
     "professor|student|journalist|engineer|product "
     "manager|entwicklerin|developpeur|desarrollador|desenvolvedor|sviluppatore|speaker bio"},
    {Kind::course, 6,
     "course|courses|kurs|kurse|cours|curso|cursos|corso|corsi|cursus|school|schule|*schule|ecole|"
     "escuela|escola|scuola|academy|akademie|"
     "academie|academia|accademia|bootcamp|boot camp|workshop "
     "series|workshops|lessons|unterricht|lecons|clases|aulas|"
     "lezioni|masterclass|training|weiterbildung|e-learning|university|universitat|college|summer "
     "school|"
     "driving "
     "school|fahrschule|*unterricht|*kurs|*kurse|auto-ecole|autoescuela|autoescola|autoscuola|"
     "language school|"
     "sprachschule|music school|musikschule|dance school|tanzschule|surf school|art class|pottery "
     "class|"
     "школа|курс*|スクール|学校|教室|课程|مدرسة|دورة|कोर्स|stundenplan"},
    {Kind::course, 2,
     "teaches|teaching|lehrplan|curriculum|students|learn|lernen|aprender|apprendre|imparare"},
    {Kind::lodging, 6,
     "hotel|hotels|hostel|guest house|guesthouse|bed and "
     "breakfast|b&b|pension|ferienwohnung*|ferienhaus|holiday home|"
     "holiday flat|holiday apartment|vacation "
     "rental|airbnb|chalet|cabin|cabins|hutte|berghutte|lodge|campsite|"
     "camping|campingplatz|glamping|gite|chambre d'hotes|chambres d'hotes|casa "
     "rural|posada|pousada|agriturismo|"
     "resort|inn|gastezimmer|fremdenzimmer|villa|riad|ryokan|real "
     "estate|immobilien*|immobilier|inmobiliaria|imobiliaria|immobiliare|estate agent|"
     "estate "
     "agency|realtor|property|makler*|apartments|wohnungen|отель|гостиниц*|недвижимост*|ホテル|"
     "旅館|酒店|民宿|فندق|होटल|tiny house|treehouse"},
    {Kind::general, 6, "museum|museums|museo|musee|museu|muzeum|musei|музе*|美術館|博物馆|متحف"},
    {Kind::blog, 4, "podcast|podcasts|подкаст|ポッドキャスト|播客"},
    {Kind::lodging, 2,
     "rooms|zimmer|guests|gaste|stay|nights|holiday|urlaub|vacances|vacaciones|ferias|vacanze"},
};

constexpr std::string_view site_words =
    "site|sites|vitrine|website|websites|webseite|webseiten|webpage|webpages|page|pages|seite|"
    "seiten|"
    "homepage|web|www|internetseite|"
    "webauftritt|internetauftritt|onepager|one-pager|app|application|pagina|paginas|sitio|sito|"
    "landing|landingpage|"
    "startseite|webprasenz|online|internet|presence|project|projekt|hjemmeside|hemsida|nettside|"
    "strona|sayfasi|sitesi|"
    "сайт|сайта|страница|サイト|ホームページ|ウェブサイト|网站|网页|موقع|वेबसाइट|single-page|"
    "singlepage|static|react|responsive|modern|simple";

constexpr std::string_view list_openers =
    "with|including|includes|include|featuring|plus|containing|offering|mit|samt|inklusive|avec|"
    "incluant|con|incluyendo|com|incluindo|"
    "met|inclusief|containing|has|having|that has|should have|med|z|ile|с|مع";

}  // namespace

bool names_a_site(std::string_view fold) {
  return is_any(fold, site_words);
}

bool names_a_kind(std::string_view fold) {
  for (const KindWords& row : table) {
    if (row.weight >= 4 && is_any(fold, row.phrases)) return true;
  }
  return false;
}

std::size_t main_clause(const Text& text) {
  for (std::size_t i = 1; i < text.words.size(); ++i) {
    const Word& word = text.words[i];
    const bool ends = word.before == '.' || word.before == ':';
    if (ends || (is_any(word.fold, list_openers))) return i;
  }
  return text.words.size();
}

Kind detect_kind(const Text& text, std::size_t head_words) {
  std::array<int, kind_count> score{};
  for (const KindWords& row : table) {
    int best = 0;
    int extra = 0;
    each_part(row.phrases, '|', [&](std::string_view phrase) {
      const auto hit = find_phrase(text, phrase);
      if (!hit) return;
      // A phrase of several words is surer than one word; what comes after "with" is only a wish.
      const int sure = row.weight * 10 + static_cast<int>(hit->count > 1 ? 10 : 0);
      const int value = hit->first < head_words ? sure : sure / 4;
      extra += value > 0;
      best = value > best ? value : best;
    });
    score[static_cast<std::size_t>(row.kind)] += best + (extra > 1 ? 3 : 0);
  }
  std::size_t winner = static_cast<std::size_t>(Kind::general);
  for (std::size_t i = 0; i < kind_count; ++i) {
    if (score[i] > score[winner]) winner = i;
  }
  return static_cast<Kind>(winner);
}

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::portfolio:
      return "portfolio";
    case Kind::food:
      return "food";
    case Kind::store:
      return "store";
    case Kind::product:
      return "product";
    case Kind::event:
      return "event";
    case Kind::blog:
      return "blog";
    case Kind::docs:
      return "docs";
    case Kind::quiz:
      return "quiz";
    case Kind::agency:
      return "agency";
    case Kind::community:
      return "community";
    case Kind::service:
      return "service";
    case Kind::personal:
      return "personal";
    case Kind::course:
      return "course";
    case Kind::lodging:
      return "lodging";
    case Kind::general:
      return "general";
  }
  return "general";
}

}  // namespace sitewright::builtin
