#include "healing/cache/signature.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "context/passages/nearest.hpp"
#include "healing/cache/code_tokens.hpp"
#include "healing/cache/vocabulary.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {

namespace {

constexpr std::size_t kMaxMessage = 300;
constexpr std::size_t kMaxShape = 300;
/// What similar_signatures looks through at most.
constexpr std::size_t kMostCompared = 2000;

std::string lower(std::string_view word) {
  std::string text(word);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string words_of(std::string_view message) {
  std::string words;
  const auto add = [&words](std::string_view text) {
    for (const auto& token : code_tokens(text)) {
      const auto word = lower(token.text);
      if (token.kind != TokenKind::word || !is_message_word(word)) continue;
      if (!words.empty()) words += ' ';
      words += word;
    }
  };
  // Quotes in a message need not be pairs: they are taken for blanks, and what they hold is no word
  // of a compiler or does no harm.
  std::string unquoted(message.substr(0, kMaxMessage * 2));
  for (char& c : unquoted) {
    if (c == '"' || c == '\'' || c == '`') c = ' ';
  }
  add(unquoted);
  if (words.size() > kMaxMessage) words.resize(kMaxMessage);
  return words;
}

std::string shape_of(std::string_view line) {
  std::string shape;
  bool after_word = false;
  for (const auto& token : code_tokens(line)) {
    if (shape.size() >= kMaxShape) break;
    const bool own = token.kind == TokenKind::word && !is_code_word(token.text);
    if (own && after_word) continue;
    after_word = own;
    if (own) {
      shape += 'w';
    } else if (token.kind == TokenKind::string) {
      shape += 's';
    } else if (token.kind == TokenKind::number) {
      shape += 'n';
    } else if (token.kind == TokenKind::word) {
      shape += ' ' + std::string(token.text) + ' ';
    } else {
      shape += token.text;
    }
  }
  return shape;
}

/// A code is a compiler's own word, whatever a tool put into it.
std::string code_of(std::string_view code) {
  std::string kept;
  for (const char c : code) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-';
    if (plain) kept += c;
  }
  return kept;
}

void embed(std::string_view signature, std::span<float> out) {
  std::ranges::fill(out, 0.0F);
  for (std::size_t at = 0; at + 3 <= signature.size(); ++at) {
    std::uint32_t hash = 2166136261U;
    for (const char byte : signature.substr(at, 3)) {
      hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
    }
    hash ^= hash >> 15U;
    // The sign keeps unlike grams in one place from adding up.
    out[hash % kSignatureDimensions] += (hash & 0x10000U) != 0 ? 1.0F : -1.0F;
  }
  float square = 0;
  for (const float value : out) square += value * value;
  if (square == 0) return;
  const float scale = 1.0F / std::sqrt(square);
  for (float& value : out) value *= scale;
}

}  // namespace

std::string_view line_of(std::string_view text, std::size_t number) {
  std::size_t at = 0;
  for (std::size_t line = 1; line < number; ++line) {
    at = text.find('\n', at);
    if (at == std::string_view::npos) return {};
    ++at;
  }
  auto line = number == 0 ? std::string_view() : text.substr(at, text.find('\n', at) - at);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string signature_of(const Problem& problem, const project::TextTree& tree) {
  const auto file = tree.find(problem.file);
  const auto line = file == tree.end() ? std::string_view() : line_of(file->second, problem.line);
  std::string signature(name_of(problem.category));
  signature += '|' + code_of(problem.code) + '|';
  signature += problem.subclass == Subclass::none ? "" : name_of(problem.subclass);
  signature += '|' + words_of(problem.message) + '|' + shape_of(line);
  if (signature.size() > kMaxSignature) signature.resize(kMaxSignature);
  return signature;
}

std::vector<SimilarSignature> similar_signatures(std::string_view signature,
                                                 std::span<const std::string_view> known,
                                                 float least) {
  known = known.first(std::min(known.size(), kMostCompared));
  std::vector<float> matrix(known.size() * kSignatureDimensions);
  for (std::size_t i = 0; i < known.size(); ++i) {
    embed(known[i], std::span(matrix).subspan(i * kSignatureDimensions, kSignatureDimensions));
  }
  std::vector<float> query(kSignatureDimensions);
  embed(signature, query);
  const auto vectors = context::to_bytes(matrix, kSignatureDimensions);
  std::vector<SimilarSignature> similar;
  for (const auto& near : context::nearest(vectors, query, known.size())) {
    const float likeness = known[near.row] == signature ? 1.0F : std::min(near.score, 0.999F);
    if (likeness >= least) similar.push_back({near.row, likeness});
  }
  sort_stably(similar, std::greater<>{}, &SimilarSignature::likeness);
  return similar;
}

}  // namespace sitewright::healing
