// Any bytes as a packed reference, as stored vectors, as a reference text and as a task.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "context/passages/reference.hpp"
#include "context/passages/retrieve.hpp"
#include "context/passages/stored_vectors.hpp"

using namespace sitewright::context;

namespace {

std::size_t quarter(std::string_view text) {
  return (text.size() + 3) / 4;
}

void look_up(const Reference& reference, std::string_view task) {
  const Near near[] = {{0, 1}, {7, 0.5F}, {0xFFFFFFFF, 0}};
  for (const std::size_t budget : {0UL, 100UL, 2'000UL}) {
    std::size_t used = 0;
    std::uint32_t last = 0;
    for (const auto& found : chosen_passages(reference, task, near, budget)) {
      if (found.passage < last || found.score <= 0 || found.score > 1) std::abort();
      last = found.passage;
      used += reference.passages()[found.passage].tokens;
      static_cast<void>(reasons_of(found));
    }
    if (used > budget) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto cut = input.find('\n');
  const auto task = input.substr(0, cut);
  const auto text = cut == std::string_view::npos ? input : input.substr(cut + 1);
  if (const auto raw = Reference::load(std::string(input))) look_up(*raw, "use state of a form");
  if (const auto vectors = read_vectors(input, size % 5)) {
    const std::vector<float> query(vectors->dimensions, 1.0F);
    if (nearest(*vectors, query, 3).size() > vectors->scales.size()) std::abort();
  }

  const ReferenceText texts[] = {{"a.md", text}, {"b.md", task}};
  auto packed = pack_reference(texts, quarter);
  const auto reference = Reference::load(packed);
  if (!reference) std::abort();
  look_up(*reference, task);
  look_up(*reference, text);
  // One changed byte may be read or refused, never read past.
  if (!packed.empty()) packed[size * 31 % packed.size()] ^= static_cast<char>(size | 1U);
  if (const auto changed = Reference::load(packed)) look_up(*changed, text);
  return 0;
}
