#include "builtin/followup/changes.hpp"
namespace sitewright::builtin {
Plan plan_changes(std::span<const std::string>, std::string_view, const Files&) {
  return {};
}
Files write_change(std::span<const std::string>, std::string_view, std::size_t, std::string_view,
                   const Files& f) {
  return f;
}
}  // namespace sitewright::builtin
