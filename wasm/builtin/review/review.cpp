#include "builtin/review/review.hpp"
namespace sitewright::builtin {
std::string review_files(const Files&) {
  return "{}";
}
}  // namespace sitewright::builtin
