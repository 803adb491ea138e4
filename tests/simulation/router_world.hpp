// Generations over scripted providers: made, looked at, and what the books say of their calls.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "scripted_provider.hpp"
#include "wire/generated/http.hpp"
#include "world.hpp"

namespace sitewright::simulation {

inline wire::Project created(World& world, std::string settings = "{}") {
  const auto reply = world.request("POST", "/api/v1/projects",
                                   R"({"prompt":"A bakery in Porto","settings":)" + settings + "}");
  REQUIRE(reply.status == 201);
  return wire::decode<wire::Project>(reply.body).value();
}

inline wire::Generation generation_of(World& world, const wire::Project& project) {
  const auto reply =
      world.request("GET", "/api/v1/generations/" + *project.current_generation_id, "");
  return wire::decode<wire::Generation>(reply.body).value();
}

inline wire::Generation made(World& world, std::string settings = "{}") {
  const auto project = created(world, std::move(settings));
  REQUIRE(world.settle());
  return generation_of(world, project);
}

inline std::vector<std::string> outcomes(World& world) {
  return world.rows(
      "SELECT role || ' ' || provider || ' ' || outcome FROM model_calls ORDER BY started_at, id");
}

}  // namespace sitewright::simulation
