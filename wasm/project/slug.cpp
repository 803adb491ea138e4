#include "project/slug.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace sitewright::project {

namespace {

constexpr std::size_t kMaxSlug = 40;

// UTF-8 letters of Latin-1 and Latin Extended-A that have a plain spelling.
constexpr std::array<std::pair<std::string_view, std::string_view>, 66> kPlain{{
    {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"},
    {"à", "a"},  {"á", "a"},  {"â", "a"},  {"ã", "a"},  {"å", "a"},  {"æ", "ae"}, {"ç", "c"},
    {"è", "e"},  {"é", "e"},  {"ê", "e"},  {"ë", "e"},  {"ì", "i"},  {"í", "i"},  {"î", "i"},
    {"ï", "i"},  {"ñ", "n"},  {"ò", "o"},  {"ó", "o"},  {"ô", "o"},  {"õ", "o"},  {"ø", "o"},
    {"ù", "u"},  {"ú", "u"},  {"û", "u"},  {"ý", "y"},  {"ÿ", "y"},  {"À", "a"},  {"Á", "a"},
    {"Â", "a"},  {"Ã", "a"},  {"Å", "a"},  {"Æ", "ae"}, {"Ç", "c"},  {"È", "e"},  {"É", "e"},
    {"Ê", "e"},  {"Ë", "e"},  {"Í", "i"},  {"Î", "i"},  {"Ñ", "n"},  {"Ó", "o"},  {"Ô", "o"},
    {"Õ", "o"},  {"Ø", "o"},  {"Ú", "u"},  {"ł", "l"},  {"Ł", "l"},  {"ś", "s"},  {"ż", "z"},
    {"ź", "z"},  {"ć", "c"},  {"ń", "n"},  {"ę", "e"},  {"ą", "a"},  {"š", "s"},  {"č", "c"},
    {"ž", "z"},  {"ğ", "g"},  {"ı", "i"},
}};

constexpr std::array<std::string_view, 8> kReserved{"www", "api",  "app",    "admin",
                                                    "cdn", "mail", "static", "localhost"};

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void push(std::string& slug, std::string_view letters) {
  slug += letters;
}

void push_hyphen(std::string& slug) {
  if (!slug.empty() && slug.back() != '-') slug += '-';
}

}  // namespace

std::string slug_of(std::string_view name) {
  std::string slug;
  for (std::size_t i = 0; i < name.size() && slug.size() < kMaxSlug;) {
    char c = name[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (is_plain(c)) {
      slug += c;
      ++i;
      continue;
    }
    const auto plain = std::ranges::find_if(
        kPlain, [&](const auto& entry) { return name.substr(i).starts_with(entry.first); });
    if (plain != kPlain.end()) {
      push(slug, plain->second);
      i += plain->first.size();
      continue;
    }
    if (c != '\'') push_hyphen(slug);
    ++i;
  }
  if (slug.size() > kMaxSlug) slug.resize(kMaxSlug);
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  if (std::ranges::find(kReserved, slug) != kReserved.end()) slug += "-site";
  return slug;
}

std::optional<SiteLabel> parse_site_label(std::string_view label) {
  SiteLabel site;
  if (const auto separator = label.find("--"); separator != std::string_view::npos) {
    const std::string_view number = label.substr(0, separator);
    std::uint32_t version = 0;
    if (number.size() < 2 || number[0] != 'v' || number[1] == '0') return std::nullopt;
    const auto [end, error] =
        std::from_chars(number.data() + 1, number.data() + number.size(), version);
    if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
    site.version = version;
    label = label.substr(separator + 2);
  }
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-' ||
      label.contains("--") ||
      !std::ranges::all_of(label, [](char c) { return is_plain(c) || c == '-'; })) {
    return std::nullopt;
  }
  site.slug = label;
  return site;
}

}  // namespace sitewright::project
