#include "context/scan/script_modules.hpp"

namespace sitewright::context {

std::optional<ModuleScan> scan_script_quickly(Language, std::string_view) {
  return std::nullopt;
}

}  // namespace sitewright::context
