#include "usecases/interest.hpp"

#include "project/generation.hpp"

namespace sitewright::usecases {

Task<Done> GenerationInterest::still_wanted() {
  const auto view = co_await generations_.generation(generation_id_);
  if (view && project::ended(view->generation.progress.state)) {
    co_return fail(Code::stale, "The generation has ended.");
  }
  co_return Done{};
}

}  // namespace sitewright::usecases
