#include "usecases/reference_passages.hpp"

#include <algorithm>
#include <span>

#include "context/passages/stored_vectors.hpp"

namespace sitewright::usecases {

namespace {

/// Texts of one call: below the 100 that Gemini takes, and what OpenAI takes in tokens.
constexpr std::size_t kTextsOfCall = 64;
constexpr std::int64_t kPassagesWithinMs = 30'000;
constexpr std::int64_t kTaskWithinMs = 5'000;
/// A provider that has just failed is not waited for at every step.
constexpr ports::Millis kPause = 60'000;
/// A task is a few sentences; providers refuse what is longer than some thousand tokens.
constexpr std::size_t kLongestTask = 8'000;

struct Lookup {
  ReferencePorts ports;
  const context::Reference* reference;
  std::string model;
  ports::Attribution whose;
};

std::string vectors_key(const Lookup& lookup) {
  std::string name = lookup.model;
  for (char& byte : name) {
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
    if (!plain) byte = '_';
  }
  return "reference/" + lookup.reference->version() + "/" + name + ".vectors";
}

/// What a passage's vector is made of.
std::string embedded_text(const context::Passage& passage) {
  return std::string(passage.heading) + "\n" + std::string(passage.text);
}

Task<context::ByteVectors> made_vectors(const Lookup* lookup) {
  const auto passages = lookup->reference->passages();
  std::vector<float> matrix;
  std::size_t dimensions = 0;
  for (std::size_t at = 0; at < passages.size(); at += kTextsOfCall) {
    std::vector<std::string> texts;
    for (const auto& passage : passages.subspan(at, std::min(kTextsOfCall, passages.size() - at))) {
      texts.push_back(embedded_text(passage));
    }
    const auto vectors = co_await or_return(lookup->ports.embeddings.embed(
        lookup->model, std::move(texts), lookup->whose, kPassagesWithinMs, lookup->ports.interest));
    for (const auto& vector : vectors) {
      if (dimensions == 0) dimensions = vector.size();
      if (vector.size() != dimensions) {
        co_return fail(Code::unavailable, "The vectors differ in size.");
      }
      matrix.insert(matrix.end(), vector.begin(), vector.end());
    }
  }
  auto bytes = context::to_bytes(matrix, dimensions);
  if (bytes.scales.size() != passages.size()) {
    co_return fail(Code::unavailable, "There is not one vector for each passage.");
  }
  co_return bytes;
}

/// From the isolate, the store, or the provider; kept for the next time.
Task<const context::ByteVectors*> vectors_of(const Lookup* lookup) {
  auto& kept = lookup->ports.memory.vectors;
  if (kept && kept->model == lookup->model) co_return &kept->rows;
  const auto key = vectors_key(*lookup);
  const auto rows = lookup->reference->passages().size();
  const auto stored = co_await or_return(lookup->ports.blobs.get_many({key}));
  if (!stored.empty() && stored.front()) {
    if (auto read = context::read_vectors(*stored.front(), rows)) {
      kept = ReferenceMemory::Vectors{lookup->model, std::move(*read)};
      co_return &kept->rows;
    }
  }
  auto made = co_await or_return(made_vectors(lookup));
  const auto stored_now = co_await lookup->ports.blobs.put(
      {{key, context::pack_vectors(made), "application/octet-stream"}});
  if (!stored_now) {
    lookup->ports.log.write(ports::Log::Level::warning, "reference_vectors_lost",
                            {{"detail", stored_now.error().detail}});
  }
  kept = ReferenceMemory::Vectors{lookup->model, std::move(made)};
  co_return &kept->rows;
}

/// The begin of a text, cut between characters.
std::string first_bytes(const std::string& text, std::size_t most) {
  std::size_t end = std::min(text.size(), most);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end);
}

Task<std::vector<float>> vector_of(const Lookup* lookup, const std::string* task) {
  auto& kept = lookup->ports.memory.asked;
  if (kept && kept->model == lookup->model && kept->task == *task) co_return kept->vector;
  auto found = co_await or_return(
      lookup->ports.embeddings.embed(lookup->model, {first_bytes(*task, kLongestTask)},
                                     lookup->whose, kTaskWithinMs, lookup->ports.interest));
  if (found.size() != 1) co_return fail(Code::unavailable, "There is no vector of the task.");
  kept = ReferenceMemory::Asked{lookup->model, *task, found.front()};
  co_return std::move(found.front());
}

Task<std::vector<context::Near>> near_in_meaning(const Lookup* lookup, const std::string* task) {
  const auto asked = co_await or_return(vector_of(lookup, task));
  // The passages' vectors come last: while something is awaited, another run may keep others.
  const auto* vectors = co_await or_return(vectors_of(lookup));
  co_return context::nearest(*vectors, asked, context::passages_of_each);
}

Task<std::vector<context::Near>> by_meaning(ReferencePorts ports,
                                            const context::Reference* reference,
                                            const std::string* task, ports::Attribution whose) {
  auto model = co_await or_return(ports.embeddings.model(whose));
  if (!model) co_return std::vector<context::Near>();
  const Lookup lookup{ports, reference, std::move(*model), std::move(whose)};
  co_return co_await or_return(near_in_meaning(&lookup, task));
}

}  // namespace

Task<const context::Reference*> ReferenceMemory::reference(ports::Assets* assets) {
  if (!reference_) {
    auto packed = co_await or_return(assets->read("reference.pack"));
    auto loaded = context::Reference::load(std::move(packed));
    if (!loaded) co_return std::unexpected(loaded.error());
    // Another run of the isolate may have been faster, and others point at what it loaded.
    if (!reference_) reference_ = std::make_unique<const context::Reference>(std::move(*loaded));
  }
  co_return reference_.get();
}

Task<ReferencePassages> reference_passages(ReferencePorts ports, ports::Assets* assets,
                                           ports::Clock* clock, std::string task,
                                           std::size_t budget, ports::Attribution whose) {
  ReferencePassages chosen;
  if (budget == 0) co_return chosen;
  const auto loaded = co_await ports.memory.reference(assets);
  if (!loaded) {
    ports.log.write(ports::Log::Level::warning, "reference_missing",
                    {{"detail", loaded.error().detail}});
    co_return chosen;
  }
  chosen.reference = *loaded;
  std::vector<context::Near> near;
  auto& pause = ports.memory.pause;
  const bool waits = !pause || pause->user_id != whose.user_id || clock->now() >= pause->until;
  if (waits) {
    auto found = co_await by_meaning(ports, chosen.reference, &task, whose);
    if (found) {
      near = std::move(*found);
    } else if (found.error().code == Code::stale) {
      co_return std::unexpected(found.error());
    } else {
      pause = ReferenceMemory::Pause{std::move(whose.user_id), clock->now() + kPause};
      ports.log.write(ports::Log::Level::warning, "embeddings_failed",
                      {{"detail", found.error().detail}});
    }
  }
  chosen.found = context::chosen_passages(*chosen.reference, task, near, budget);
  for (const auto& one : chosen.found) {
    chosen.tokens += chosen.reference->passages()[one.passage].tokens;
  }
  co_return chosen;
}

}  // namespace sitewright::usecases
