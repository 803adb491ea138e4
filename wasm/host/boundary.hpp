// The only wasm imports, and the frame that crosses. docs/boundary.md says who owns which bytes.
// Native builds link tests/fakes/native_host.cpp in their place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#if defined(__wasm__)
#define SITEWRIGHT_IMPORT(name) __attribute__((import_module("env"), import_name(name)))
#else
#define SITEWRIGHT_IMPORT(name)
#endif

extern "C" {
/// Asks the host for an effect; it answers later by resume_effect, never from inside this call.
SITEWRIGHT_IMPORT("start_effect")
void start_effect(std::uint32_t run, std::uint32_t effect, const char* frame, std::size_t bytes);
/// The run is over. The host copies the frame before it returns.
SITEWRIGHT_IMPORT("finish_run")
void finish_run(std::uint32_t run, const char* frame, std::size_t bytes);
/// Unix milliseconds; in a Worker it moves only after I/O.
SITEWRIGHT_IMPORT("now_ms") double now_ms();
SITEWRIGHT_IMPORT("fill_random") void fill_random(std::uint8_t* out, std::size_t bytes);
/// One line of JSON.
SITEWRIGHT_IMPORT("write_log") void write_log(const char* line, std::size_t bytes);
/// Length of the named string, -1 when it is not set; copies at most `capacity` bytes of it.
SITEWRIGHT_IMPORT("read_config")
std::int32_t read_config(const char* key, std::size_t key_bytes, char* out, std::size_t capacity);
}

namespace sitewright::host {

/// Bytes the host wrote into memory from alloc(); freed here.
class HostBytes {
 public:
  HostBytes() = default;
  HostBytes(char* data, std::size_t size) : data_(data), size_(size) {}
  [[nodiscard]] std::string_view view() const { return {data_.get(), size_}; }

 private:
  struct Free {
    void operator()(char* data) const { ::operator delete(data); }
  };
  std::unique_ptr<char, Free> data_;
  std::size_t size_ = 0;
};

/// u32 LE header length, header (JSON), body (bytes as they are).
struct FrameView {
  std::string_view header;
  std::string_view body;
};

/// A frame that is too short for its own length has an empty header.
[[nodiscard]] FrameView read_frame(std::string_view bytes);
[[nodiscard]] std::string write_frame(std::string_view header, std::string_view body);

}  // namespace sitewright::host
