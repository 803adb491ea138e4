#include "project/risk.hpp"

#include <utility>

namespace sitewright::project {

std::string_view to_string(Deed deed) {
  switch (deed) {
    case Deed::publish_first:
      return "publish_first";
    case Deed::publish_over_live:
      return "publish_over_live";
    case Deed::unpublish:
      return "unpublish";
    case Deed::delete_project:
      return "delete_project";
    case Deed::add_domain:
      return "add_domain";
    case Deed::add_dependencies:
      return "add_dependencies";
    case Deed::push_repository:
      return "push_repository";
    case Deed::raise_budget:
      return "raise_budget";
  }
  std::unreachable();
}

std::string_view to_string(Risk risk) {
  switch (risk) {
    case Risk::low:
      return "low";
    case Risk::medium:
      return "medium";
    case Risk::high:
      return "high";
    case Risk::critical:
      return "critical";
  }
  std::unreachable();
}

std::string_view to_string(Asker asker) {
  return asker == Asker::person ? "person" : "model";
}

Risk risk_of(Deed deed, bool raised) {
  switch (deed) {
    case Deed::publish_first:
      return Risk::low;
    case Deed::publish_over_live:
      return Risk::medium;
    case Deed::unpublish:
      return Risk::high;
    case Deed::add_domain:
    case Deed::add_dependencies:
      return raised ? Risk::critical : Risk::high;
    case Deed::delete_project:
    case Deed::push_repository:
    case Deed::raise_budget:
      return Risk::critical;
  }
  std::unreachable();
}

Consent consent_for(Risk risk, Asker asker) {
  if (risk == Risk::low) return Consent::none;
  if (risk == Risk::medium || asker == Asker::person) return Consent::logged;
  return risk == Risk::high ? Consent::votes : Consent::votes_and_person;
}

std::int64_t vote_limit(Risk risk) {
  return risk == Risk::critical ? 120'000 : 60'000;
}

}  // namespace sitewright::project
