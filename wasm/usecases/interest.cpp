#include "usecases/interest.hpp"

namespace sitewright::usecases {

Task<Done> GenerationInterest::still_wanted() {
  const auto view = co_await generations_.generation(generation_id_);
  if (view && !project::still_due(begun_, view->generation.progress)) {
    co_return fail(Code::stale, "The generation has ended or goes on with another attempt.");
  }
  co_return Done{};
}

}  // namespace sitewright::usecases
