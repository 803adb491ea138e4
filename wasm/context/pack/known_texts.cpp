#include "context/pack/known_texts.hpp"

#include <utility>

#include "context/diff/text_lines.hpp"
#include "context/rank/word_hash.hpp"
#include "project/utf8.hpp"

namespace sitewright::context {
namespace {

std::size_t bytes_of(const KnownText& known) {
  const auto& layout = known.layout;
  return sizeof(KnownText) + known.text.size() + layout.line_starts.size() * sizeof(std::uint32_t) +
         layout.symbols.size() * sizeof(Symbol) + layout.chunks.size() * sizeof(Block) +
         layout.words.size() * sizeof(Word);
}

}  // namespace

std::shared_ptr<const KnownText> KnownTexts::read(std::string_view path, std::string_view text) {
  // The same bytes read as another language have other chunks.
  const auto key = word_hash(text) ^ static_cast<std::uint64_t>(language_of(path));
  const auto found = known_.find(key);
  if (found != known_.end() && same_bytes(found->second->text, text)) return found->second;
  auto known = std::make_shared<KnownText>();
  known->text = text;
  known->is_text = project::is_utf8(text);
  if (known->is_text) known->layout = make_layout(path, known->text);
  const auto bytes = bytes_of(*known);
  if (bytes_ + bytes > most_bytes_) {
    known_.clear();
    bytes_ = 0;
  }
  bytes_ += bytes;
  known_.insert_or_assign(key, known);
  return known;
}

}  // namespace sitewright::context
