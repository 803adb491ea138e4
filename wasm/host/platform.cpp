#include "host/platform.hpp"

#include <array>

#include "host/boundary.hpp"
#include "project/id.hpp"
#include "wire/writer.hpp"

namespace sitewright::host {

namespace {

std::string_view name_of(ports::Log::Level level) {
  switch (level) {
    case ports::Log::Level::info:
      return "info";
    case ports::Log::Level::warning:
      return "warning";
    case ports::Log::Level::error:
      return "error";
  }
  std::unreachable();
}

}  // namespace

ports::Millis HostClock::now() {
  return static_cast<ports::Millis>(now_ms());
}

std::string HostIds::make(std::string_view kind) {
  std::array<std::uint8_t, project::kIdRandomBytes> random{};
  fill_random(random.data(), random.size());
  return project::make_id(kind, static_cast<std::uint64_t>(now_ms()), random);
}

void HostLog::write(Level level, std::string_view event,
                    std::vector<std::pair<std::string_view, std::string>> fields) {
  wire::Writer line;
  line.open('{');
  line.key("level");
  line.text(name_of(level));
  line.key("event");
  line.text(event);
  for (const auto& [name, value] : fields) {
    line.escaped_key(name);
    line.text(value);
  }
  line.close('}');
  const std::string text = line.take();
  write_log(text.data(), text.size());
}

std::optional<std::string> HostConfig::get(std::string_view name) {
  std::string value(256, '\0');
  for (;;) {
    const auto length = read_config(name.data(), name.size(), value.data(), value.size());
    if (length < 0) return std::nullopt;
    const auto size = static_cast<std::size_t>(length);
    if (size <= value.size()) {
      value.resize(size);
      return value;
    }
    value.resize(size);
  }
}

}  // namespace sitewright::host
