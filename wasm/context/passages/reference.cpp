#include "context/passages/reference.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <map>
#include <utility>

#include "context/rank/record.hpp"

#pragma clang fp contract(off)

namespace sitewright::context {

namespace {

constexpr std::string_view magic = "SWREF01\n";
constexpr std::size_t most_passages = std::numeric_limits<std::uint16_t>::max();
/// A heading says what a passage is about: its words count as often as this.
constexpr int heading_weight = 3;

/// A passage as the file has it; places are bytes from the begin of the texts.
struct Row {
  std::uint32_t source, source_size;
  std::uint32_t heading, heading_size;
  std::uint32_t text, text_size;
  std::uint32_t first_line, last_line;
  std::uint32_t tokens;
  std::uint32_t length;  ///< in terms
};
struct Counts {
  std::uint32_t passages, terms, postings, text_bytes;
  std::uint64_t version;  ///< fingerprint of all that follows
};
static_assert(sizeof(Row) == 40 && sizeof(Counts) == 24);

class Strings {
 public:
  std::uint32_t put(std::string_view text) {
    const auto at = bytes_.size();
    bytes_ += text;
    return static_cast<std::uint32_t>(at);
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

template <class T>
void append(std::string& out, std::span<const T> numbers) {
  out.append(reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes());
}

/// Takes values off the front; false once there are too few bytes.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : rest_(bytes) {}

  template <class T>
  bool take(std::span<T> values) {
    if (rest_.size() < values.size_bytes()) return false;
    if (!values.empty()) std::memcpy(values.data(), rest_.data(), values.size_bytes());
    rest_.remove_prefix(values.size_bytes());
    return true;
  }
  template <class T>
  bool take(std::vector<T>& values, std::size_t count) {
    if (rest_.size() / sizeof(T) < count) return false;
    values.resize(count);
    return take(std::span(values));
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

std::unexpected<Error> broken() {
  return fail(Code::invalid_input, "This is no packed reference.");
}

bool holds(std::string_view texts, std::uint32_t at, std::uint32_t size) {
  return at <= texts.size() && size <= texts.size() - at;
}

/// FNV-1a, 64 bits.
std::uint64_t fingerprint_of(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  }
  return hash;
}

std::string hexadecimal(std::uint64_t number) {
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) {
    digits += "0123456789abcdef"[number >> static_cast<unsigned>(shift) & 15U];
  }
  return digits;
}

std::string indexed_text(const Chunk& chunk) {
  std::string text;
  for (int i = 1; i < heading_weight; ++i) text += chunk.heading + "\n";
  return text += chunk.text;
}

}  // namespace

std::string in_prompt(std::string_view heading, std::string_view text) {
  std::string out = "<passage of=\"";
  for (const char c : heading) out += c == '"' ? std::string("&quot;") : std::string(1, c);
  out += "\">\n";
  out += text;
  if (!text.ends_with('\n')) out += '\n';
  return out += "</passage>\n";
}

std::string pack_reference(std::span<const ReferenceText> texts, const CountTokens& count) {
  Strings strings;
  std::vector<Row> rows;
  std::map<Term, std::vector<Reference::Posting>> index;
  for (const auto& [source, text] : texts) {
    const auto source_at = strings.put(source);
    for (const auto& chunk : chunk_markdown(text, count)) {
      if (rows.size() == most_passages) break;
      const auto record = make_record("passage.md", indexed_text(chunk));
      const auto passage = static_cast<std::uint16_t>(rows.size());
      for (const auto& term : record.terms) index[term.term].push_back({passage, term.body});
      rows.push_back(
          {.source = source_at,
           .source_size = static_cast<std::uint32_t>(source.size()),
           .heading = strings.put(chunk.heading),
           .heading_size = static_cast<std::uint32_t>(chunk.heading.size()),
           .text = strings.put(chunk.text),
           .text_size = static_cast<std::uint32_t>(chunk.text.size()),
           .first_line = chunk.first_line,
           .last_line = chunk.last_line,
           .tokens = static_cast<std::uint32_t>(count(in_prompt(chunk.heading, chunk.text))),
           .length = record.body_terms});
    }
  }
  std::vector<Term> terms;
  std::vector<std::uint32_t> starts;
  std::vector<Reference::Posting> postings;
  for (const auto& [term, found] : index) {
    terms.push_back(term);
    starts.push_back(static_cast<std::uint32_t>(postings.size()));
    postings.insert(postings.end(), found.begin(), found.end());
  }
  starts.push_back(static_cast<std::uint32_t>(postings.size()));
  std::string body;
  append<Row>(body, rows);
  append<Term>(body, terms);
  append<std::uint32_t>(body, starts);
  append<Reference::Posting>(body, postings);
  body += strings.bytes();
  const Counts counts{static_cast<std::uint32_t>(rows.size()),
                      static_cast<std::uint32_t>(terms.size()),
                      static_cast<std::uint32_t>(postings.size()),
                      static_cast<std::uint32_t>(strings.bytes().size()), fingerprint_of(body)};
  std::string out(magic);
  append(out, std::span(&counts, 1));
  return out += body;
}

Result<Reference> Reference::load(std::string packed) {
  Reference reference;
  reference.packed_ = std::make_unique<const std::string>(std::move(packed));
  const std::string_view bytes = *reference.packed_;
  if (!bytes.starts_with(magic)) return broken();
  Taker taker(bytes.substr(magic.size()));
  Counts counts{};
  std::vector<Row> rows;
  if (!taker.take(std::span(&counts, 1)) || counts.passages > most_passages ||
      !taker.take(rows, counts.passages) || !taker.take(reference.terms_, counts.terms) ||
      !taker.take(reference.starts_, std::size_t{counts.terms} + 1) ||
      !taker.take(reference.postings_, counts.postings)) {
    return broken();
  }
  const auto texts = taker.rest();
  const auto& starts = reference.starts_;
  if (texts.size() != counts.text_bytes || !std::ranges::is_sorted(reference.terms_) ||
      !std::ranges::is_sorted(starts) || starts.front() != 0 || starts.back() != counts.postings) {
    return broken();
  }
  for (const auto& posting : reference.postings_) {
    if (posting.passage >= counts.passages) return broken();
  }
  double sum = 0;
  for (const auto& row : rows) {
    if (!holds(texts, row.source, row.source_size) ||
        !holds(texts, row.heading, row.heading_size) || !holds(texts, row.text, row.text_size)) {
      return broken();
    }
    reference.passages_.push_back({.source = texts.substr(row.source, row.source_size),
                                   .heading = texts.substr(row.heading, row.heading_size),
                                   .text = texts.substr(row.text, row.text_size),
                                   .first_line = row.first_line,
                                   .last_line = row.last_line,
                                   .tokens = row.tokens});
    sum += row.length;
  }
  const double mean = rows.empty() ? 1.0 : std::max(1.0, sum / static_cast<double>(rows.size()));
  for (const auto& row : rows) reference.ratios_.push_back(row.length / mean);
  reference.version_ = hexadecimal(counts.version);
  return reference;
}

void Reference::recount(const CountTokens& count) {
  for (auto& passage : passages_) {
    passage.tokens = static_cast<std::uint32_t>(count(in_prompt(passage.heading, passage.text)));
  }
}

std::span<const Reference::Posting> Reference::with(Term term) const {
  const auto at = std::ranges::lower_bound(terms_, term);
  if (at == terms_.end() || *at != term) return {};
  const auto row = static_cast<std::size_t>(at - terms_.begin());
  return std::span(postings_).subspan(starts_[row], starts_[row + 1] - starts_[row]);
}

}  // namespace sitewright::context
