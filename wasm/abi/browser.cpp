// The module of the dashboard: counts tokens and draws diffs in the page, with the same code as the
// Workers. It has no imports and no state but the token tables it was given and its last answer.
// Bytes: what alloc gave is the caller's until it is passed to free_bytes; an answer is the
//        module's and lives until the next call that gives one. Texts are UTF-8.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "context/diff/json_documents.hpp"
#include "context/diff/lines.hpp"
#include "context/diff/unified.hpp"
#include "context/tokens/tokens.hpp"

namespace sitewright::abi {
namespace {

struct Meter {
  context::TokenTable table;
  context::Counter counter;

  explicit Meter(context::TokenTable loaded) : table(std::move(loaded)), counter(table) {}
};

// The page's module has one user, so it may keep what the calls after this one need.
struct Page {
  std::array<std::unique_ptr<Meter>, 2> meters;  // by Encoding
  std::string answer;
};

Page& page() {
  static Page only;
  return only;
}

std::optional<std::string_view> text_at(const char* data, std::size_t size) {
  if (data == nullptr) return std::nullopt;
  return std::string_view(data, size);
}

}  // namespace
}  // namespace sitewright::abi

using sitewright::abi::page;
using sitewright::abi::text_at;

#if defined(__wasm__)
#define SITEWRIGHT_EXPORT(name) __attribute__((export_name(name)))
#else
#define SITEWRIGHT_EXPORT(name)
#endif

extern "C" {

SITEWRIGHT_EXPORT("alloc") char* alloc(std::size_t size) {
  return static_cast<char*>(::operator new(size));
}

SITEWRIGHT_EXPORT("free_bytes") void free_bytes(char* data) {
  ::operator delete(data);
}

/// Takes a packed token table. The answer is its encoding, or -1 when it is none.
SITEWRIGHT_EXPORT("load_tokens") std::int32_t load_tokens(const char* data, std::size_t size) {
  auto table = sitewright::context::TokenTable::load(std::string(data, size));
  if (!table) return -1;
  const auto encoding = static_cast<std::size_t>(table->encoding());
  page().meters.at(encoding) = std::make_unique<sitewright::abi::Meter>(*std::move(table));
  return static_cast<std::int32_t>(encoding);
}

/// -1 when no table of the encoding was loaded.
SITEWRIGHT_EXPORT("count_tokens")
std::int32_t count_tokens(std::uint32_t encoding, const char* data, std::size_t size) {
  auto& meters = page().meters;
  if (encoding >= meters.size() || !meters[encoding]) return -1;
  return static_cast<std::int32_t>(meters[encoding]->counter.count({data, size}));
}

/// The unified diff of one file, as the answer. A null text is a file that is not there.
SITEWRIGHT_EXPORT("unified_diff")
void unified_diff(const char* path, std::size_t path_size, const char* before,
                  std::size_t before_size, const char* after, std::size_t after_size,
                  std::size_t context) {
  page().answer = sitewright::context::unified({path, path_size}, text_at(before, before_size),
                                               text_at(after, after_size), context);
}

/// What differs between two texts, as the answer: four numbers of 32 bits for each change, as in
/// context::LineChange.
SITEWRIGHT_EXPORT("diff_lines")
void diff_lines(const char* before, std::size_t before_size, const char* after,
                std::size_t after_size) {
  const auto changes = sitewright::context::diff_lines({before, before_size}, {after, after_size});
  static_assert(sizeof(changes[0]) == 16);
  page().answer.assign(reinterpret_cast<const char*>(changes.data()), 16 * changes.size());
}

/// The patch between two JSON documents of texts, as the answer; 1 when one of them is none.
SITEWRIGHT_EXPORT("json_patch")
std::int32_t json_patch(const char* before, std::size_t before_size, const char* after,
                        std::size_t after_size) {
  auto patch =
      sitewright::context::json_patch_of_documents({before, before_size}, {after, after_size});
  if (!patch) return 1;
  page().answer = *std::move(patch);
  return 0;
}

SITEWRIGHT_EXPORT("answer_data") const char* answer_data() {
  return page().answer.data();
}

SITEWRIGHT_EXPORT("answer_size") std::size_t answer_size() {
  return page().answer.size();
}

}  // extern "C"
