#include "builtin/copy/topics.hpp"

#include <utility>

#include "builtin/prompt/topic.hpp"

namespace sitewright::builtin {
namespace {

constexpr Topic table[] = {
#include "builtin/copy/topics_food.inc"
#include "builtin/copy/topics_public.inc"
#include "builtin/copy/topics_trade.inc"
#include "builtin/copy/topics_work.inc"
};

using KindRow = std::array<TopicText, 6>;  // en, de, fr, es, pt, it

constexpr std::array<KindRow, kind_count> kinds = {{
#include "builtin/copy/kinds.inc"
}};

constexpr std::array<std::string_view, kind_count> kind_motifs = {
    "shapes,portrait,interior,still-life,city,camera",
    "plate,cup,bottle,street,interior,still-life",
    "still-life,gift,interior,street,shapes,pattern",
    "device,chart,network,shapes,orbit,waves",
    "stage,group,city,night,music,street",
    "book,landscape,street,still-life,city,coast",
    "code,device,network,shapes,orbit,chart",
    "numbers,pattern,shapes,book,orbit,waves",
    "shapes,group,city,interior,device,pattern",
    "group,garden,landscape,house,music,street",
    "tools,house,portrait,interior,street,plant",
    "portrait,monogram,city,book,device,landscape",
    "book,group,shapes,interior,numbers,music",
    "house,interior,landscape,garden,night,coast",
    "shapes,landscape,pattern,waves,still-life,city",
};

}  // namespace

std::span<const Topic> topics() {
  return table;
}

const TopicText& kind_text(Kind kind, Lang lang) {
  return kinds[std::to_underlying(kind)][std::to_underlying(copy_lang(lang))];
}

const TopicText& text_for(const Brief& brief) {
  if (brief.topic >= 0) {
    const Topic& topic = table[static_cast<std::size_t>(brief.topic)];
    if (copy_lang(brief.lang) == Lang::en) return topic.en;
    if (brief.lang == Lang::de && !topic.de.headline.empty()) return topic.de;
  }
  return kind_text(brief.kind, brief.lang);
}

std::string_view motifs_for(const Brief& brief) {
  return brief.topic >= 0 ? table[static_cast<std::size_t>(brief.topic)].motifs
                          : kind_motifs[std::to_underlying(brief.kind)];
}

int find_topic(const Text& text, Kind kind) {
  int best = -1;
  std::size_t best_at = 0;
  for (std::size_t i = 0; i < std::size(table); ++i) {
    if (table[i].kind != kind) continue;
    const auto hit = find_any(text, table[i].words);
    if (hit && (best < 0 || hit->first < best_at)) {  // the first trade named is the main one
      best = static_cast<int>(i);
      best_at = hit->first;
    }
  }
  return best;
}

}  // namespace sitewright::builtin
