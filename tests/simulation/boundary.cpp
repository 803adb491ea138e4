// The imports of wasm/host/boundary.hpp, answered by the world that there is.
#include "host/boundary.hpp"

#include <algorithm>

#include "world.hpp"

namespace {
sitewright::simulation::World* here() {
  return sitewright::simulation::World::here();
}
}  // namespace

extern "C" {
void start_effect(std::uint32_t run, std::uint32_t effect, const char* frame, std::size_t bytes) {
  here()->start_effect(run, effect, {frame, bytes});
}
void finish_run(std::uint32_t, const char*, std::size_t) {}
double now_ms() {
  return here()->now();
}
void fill_random(std::uint8_t* out, std::size_t bytes) {
  here()->fill_random(out, bytes);
}
void write_log(const char* line, std::size_t bytes) {
  here()->log({line, bytes});
}
std::int32_t read_config(const char* key, std::size_t key_bytes, char* out, std::size_t capacity) {
  const auto value = here()->config({key, key_bytes});
  if (!value) return -1;
  std::copy_n(value->data(), std::min(capacity, value->size()), out);
  return static_cast<std::int32_t>(value->size());
}
}
