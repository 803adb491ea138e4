#include "models/router/embeddings.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "given_settings.hpp"

using namespace sitewright;
using namespace sitewright::models;

namespace {

EmbeddingRouting with(std::map<std::string, std::string> values) {
  GivenSettings settings(std::move(values));
  return embedding_routing_of(settings);
}

std::string first(const EmbeddingRouting& routing) {
  if (routing.offers.empty()) return {};
  return routing.offers.front().provider + "/" + routing.offers.front().model;
}

}  // namespace

TEST_SUITE("models/router/embeddings") {
  TEST_CASE(
      "without a setting the catalogue's order holds, and servers that must be named are left "
      "out") {
    const auto routing = with({{"COMPATIBLE_BASE_URL", "http://localhost:11434/v1"}});
    CHECK(first(routing) == "openai/text-embedding-3-small");
    CHECK_FALSE(routing.is_fixed);
    for (const auto& offer : routing.offers) CHECK(offer.provider != "compatible");
    CHECK(routing.offers.size() >= 3);
  }

  TEST_CASE("a setting names the one, its price from the catalogue") {
    const auto routing = with({{"EMBEDDING_MODEL", "gemini/gemini-embedding-001"}});
    REQUIRE(routing.offers.size() == 1);
    CHECK(first(routing) == "gemini/gemini-embedding-001");
    CHECK(routing.offers.front().price == 150'000);
    CHECK(routing.is_fixed);
    CHECK(first(with({{"COMPATIBLE_BASE_URL", "http://localhost:11434/v1"},
                      {"EMBEDDING_MODEL", "compatible/nomic/embed"}})) == "compatible/nomic/embed");
  }

  TEST_CASE("none is nobody, and a name that is not known is a fault") {
    CHECK(with({{"EMBEDDING_MODEL", "none"}}).offers.empty());
    CHECK(with({{"EMBEDDING_MODEL", "none"}}).fault.empty());
    for (const char* name : {"openai", "openai/", "openai/no-such", "nobody/x", "compatible/x"}) {
      CAPTURE(name);
      const auto routing = with({{"EMBEDDING_MODEL", name}});
      CHECK(routing.offers.empty());
      CHECK(routing.fault.contains(name));
    }
  }
}
