#include "project/risk.hpp"

#include <doctest/doctest.h>

using namespace sitewright::project;

TEST_SUITE("project/risk") {
  TEST_CASE("what cannot be taken back needs votes, what belongs to others a person as well") {
    CHECK(risk_of(Deed::publish_first) == Risk::low);
    CHECK(risk_of(Deed::publish_over_live) == Risk::medium);
    CHECK(risk_of(Deed::add_dependencies) == Risk::high);
    CHECK(risk_of(Deed::add_domain) == Risk::high);
    CHECK(risk_of(Deed::unpublish) == Risk::high);
    for (const auto deed : {Deed::delete_project, Deed::push_repository, Deed::raise_budget}) {
      CHECK(risk_of(deed) == Risk::critical);
    }
    CHECK(consent_for(Risk::low, Asker::model) == Consent::none);
    CHECK(consent_for(Risk::medium, Asker::model) == Consent::logged);
    CHECK(consent_for(Risk::high, Asker::model) == Consent::votes);
    CHECK(consent_for(Risk::critical, Asker::model) == Consent::votes_and_person);
  }

  TEST_CASE("a person's own request is decided and logged") {
    for (const auto risk : {Risk::medium, Risk::high, Risk::critical}) {
      CHECK(consent_for(risk, Asker::person) == Consent::logged);
    }
  }

  TEST_CASE("who wants to be asked is asked about what a council would decide") {
    CHECK(risk_of(Deed::add_dependencies, true) == Risk::critical);
    CHECK(vote_limit(Risk::high) == 60'000);
    CHECK(vote_limit(Risk::critical) == 120'000);
  }
}
