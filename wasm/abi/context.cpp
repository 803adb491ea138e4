// context.wasm: the context engine for the command line and benches. Not a Worker.
// The host writes into memory from alloc() and hands it back in; wasm frees it. A call gives 1 and
// its answer lies at answer_data(), or 0 and a reason lies there, until the next call.
#include <cstdint>
#include <memory>
#include <string>

#include "abi/context_session.hpp"
#include "host/boundary.hpp"

namespace {

using sitewright::Result;
using sitewright::abi::ContextSession;
using sitewright::host::HostBytes;

struct Module {
  ContextSession session{[] { return now_ms(); }};
  std::string answer;
};

Module& module_state() {
  static auto* state = new Module;
  return *state;
}

std::uint32_t settle(Result<std::string> result) {
  module_state().answer = result ? std::move(*result) : std::move(result.error().detail);
  return result ? 1 : 0;
}

std::uint32_t settle_done(const Result<void>& result) {
  module_state().answer = result ? std::string() : result.error().detail;
  return result ? 1 : 0;
}

}  // namespace

#if defined(__wasm__)
#define SITEWRIGHT_EXPORT(name) __attribute__((export_name(name)))
#else
#define SITEWRIGHT_EXPORT(name)
#endif

extern "C" {

SITEWRIGHT_EXPORT("alloc") char* alloc(std::size_t bytes) {
  return static_cast<char*>(::operator new(bytes));
}

SITEWRIGHT_EXPORT("load_tokens") std::uint32_t load_tokens(char* data, std::size_t bytes) {
  const HostBytes packed(data, bytes);
  return settle_done(module_state().session.load_tokens(std::string(packed.view())));
}

SITEWRIGHT_EXPORT("count_tokens") std::uint32_t count_tokens(char* data, std::size_t bytes) {
  const HostBytes text(data, bytes);
  return settle(module_state().session.count_tokens(text.view()).transform([](std::size_t count) {
    return std::to_string(count);
  }));
}

SITEWRIGHT_EXPORT("estimate_tokens")
std::uint32_t estimate_tokens(char* family, std::size_t bytes, std::size_t counted) {
  const HostBytes name(family, bytes);
  return settle(ContextSession::estimate_tokens(name.view(), counted));
}

SITEWRIGHT_EXPORT("add_file")
std::uint32_t add_file(char* path, std::size_t path_bytes, char* text, std::size_t text_bytes) {
  const HostBytes name(path, path_bytes);
  const HostBytes content(text, text_bytes);
  return settle_done(module_state().session.add_file(name.view(), content.view()));
}

SITEWRIGHT_EXPORT("add_to_graph")
void add_to_graph(char* path, std::size_t path_bytes, char* text, std::size_t text_bytes) {
  const HostBytes name(path, path_bytes);
  const HostBytes content(text, text_bytes);
  module_state().session.add_to_graph(name.view(), content.view());
}

SITEWRIGHT_EXPORT("add_unread")
void add_unread(char* path, std::size_t path_bytes, char* reason, std::size_t reason_bytes) {
  const HostBytes name(path, path_bytes);
  const HostBytes why(reason, reason_bytes);
  module_state().session.add_unread(name.view(), why.view());
}

SITEWRIGHT_EXPORT("keep_text")
void keep_text(char* path, std::size_t path_bytes, char* text, std::size_t text_bytes) {
  const HostBytes name(path, path_bytes);
  const HostBytes content(text, text_bytes);
  module_state().session.keep_text(name.view(), content.view());
}

/// The kept texts as a packed reference.
SITEWRIGHT_EXPORT("pack_reference") std::uint32_t pack_reference() {
  return settle(module_state().session.pack_reference());
}

SITEWRIGHT_EXPORT("load_reference")
std::uint32_t load_reference(char* data, std::size_t bytes) {
  const HostBytes packed(data, bytes);
  return settle_done(module_state().session.load_reference(std::string(packed.view())));
}

SITEWRIGHT_EXPORT("wanted") std::uint32_t wanted(char* data, std::size_t bytes) {
  const HostBytes request(data, bytes);
  return settle(module_state().session.wanted(request.view()));
}

SITEWRIGHT_EXPORT("assemble") std::uint32_t assemble(char* data, std::size_t bytes) {
  const HostBytes request(data, bytes);
  return settle(module_state().session.assemble(request.view()));
}

/// The text of the last assembled context.
SITEWRIGHT_EXPORT("context_text") std::uint32_t context_text() {
  return settle(Result<std::string>(module_state().session.text()));
}

SITEWRIGHT_EXPORT("graph") std::uint32_t graph() {
  return settle(Result<std::string>(module_state().session.graph()));
}

SITEWRIGHT_EXPORT("answer_data") const char* answer_data() {
  return module_state().answer.data();
}

SITEWRIGHT_EXPORT("answer_size") std::size_t answer_size() {
  return module_state().answer.size();
}

}  // extern "C"
