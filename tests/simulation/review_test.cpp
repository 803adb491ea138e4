// A step between coder and reviewer, with models that make mistakes.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "models/builtin_model.hpp"
#include "wire/generated/http.hpp"
#include "world.hpp"

using namespace sitewright;
using sitewright::simulation::World;

namespace {

constexpr const char* kFlaw = "@@write src/parts/flaw.tsx\nconst a = <img src={x} />;\n@@end\n";
constexpr const char* kMended = "@@write src/parts/flaw.tsx\nconst a = null;\n@@end\n";

/// The built-in model, but that its first step is answered from a list, its last entry for ever.
class Careless final : public ports::Model {
 public:
  explicit Careless(std::vector<std::string> answers, std::string review = {})
      : answers_(std::move(answers)), review_(std::move(review)) {}

  Task<ports::ModelReply> ask(ports::ModelRequest request, ports::TextSink* sink) override {
    const auto step = std::ranges::find(request.parts, ports::PartKind::step, &ports::Part::kind);
    const bool first = step != request.parts.end() && step->name == "0";
    ports::ModelReply reply{.text = {}, .usage = {.model = "careless", .input_tokens = 1}};
    if (first && request.role == ports::Role::coder) {
      reply.text = answers_[std::min(coders.size(), answers_.size() - 1)];
      coders.push_back(std::move(request));
      if (sink != nullptr) co_await or_return(sink->text(reply.text));
      if (std::exchange(breaks_off, false)) co_return fail(Code::unavailable, "It broke off.");
      co_return reply;
    }
    if (request.role == ports::Role::reviewer) {
      if (first) reviewers.push_back(request);
      if (review_ == "-") co_return fail(Code::conflict, "The budget is used up.");
      if (!review_.empty()) {
        reply.text = review_;
        co_return reply;
      }
    }
    auto answer = co_await or_return(builtin_.ask(std::move(request), sink));
    answer.usage = reply.usage;
    co_return answer;
  }
  ports::Window window(const ports::Attribution&, ports::TaskClass) override {
    return {.tokens = 1'000'000};
  }
  std::string name() override { return "careless"; }

  bool breaks_off = false;  ///< once, after the text of an answer
  std::vector<ports::ModelRequest> coders;
  std::vector<ports::ModelRequest> reviewers;

 private:
  std::vector<std::string> answers_;
  std::string review_;
  models::BuiltinModel builtin_;
};

std::string review_part(const ports::ModelRequest& request) {
  const auto part = std::ranges::find(request.parts, ports::PartKind::review, &ports::Part::kind);
  return part == request.parts.end() ? std::string() : part->text;
}

/// Makes a project with this model; its generation, when nothing is left to do.
wire::Generation made(World& world, ports::Model& model) {
  world.answers_with(model);
  const auto reply =
      world.request("POST", "/api/v1/projects", R"({"prompt":"A bakery in Porto with a menu"})");
  const auto project = wire::decode<wire::Project>(reply.body).value();
  REQUIRE(world.settle());
  const auto generation =
      world.request("GET", "/api/v1/generations/" + *project.current_generation_id, "");
  return wire::decode<wire::Generation>(generation.body).value();
}

/// How often watchers were shown the flaw's beginning.
std::ptrdiff_t shown(const World& world) {
  return std::ranges::count_if(world.live(), [](const auto& seen) {
    return seen.type == "step.delta" && seen.data.contains("const a = ");
  });
}

std::vector<std::string> said(World& world) {
  return world.rows("SELECT content FROM messages WHERE content LIKE 'To look at%'");
}

}  // namespace

TEST_SUITE("simulation/review") {
  TEST_CASE("what must be mended goes back to the coder once, and is mended") {
    World world(1, {});
    Careless model({kFlaw, kMended});
    CHECK(made(world, model).state == wire::GenerationState::complete);
    REQUIRE(model.coders.size() == 2);
    CHECK(review_part(model.coders[0]).empty());
    CHECK(review_part(model.coders[1]).contains("src/parts/flaw.tsx:1: The image has no alt text"));
    CHECK(model.reviewers.size() == 2);
    CHECK(said(world).empty());
  }

  TEST_CASE("the reviewer is given the changed files and no others") {
    World world(2, {});
    Careless model({kFlaw, kMended});
    made(world, model);
    const auto files =
        std::ranges::count(model.reviewers.at(0).parts, ports::PartKind::file, &ports::Part::kind);
    CHECK(files == 1);
  }

  TEST_CASE("what stays open is said in the thread, and the site is made") {
    World world(3, {});
    Careless model({kFlaw});
    CHECK(made(world, model).state == wire::GenerationState::complete);
    CHECK(model.coders.size() == 2);
    REQUIRE(said(world).size() == 1);
    CHECK(said(world)[0].contains("- src/parts/flaw.tsx:1: The image has no alt text."));
  }

  TEST_CASE("an answer that does not apply goes back with the reason, once") {
    World world(4, {});
    Careless mended({"I would rather not.", kMended});
    CHECK(made(world, mended).state == wire::GenerationState::complete);
    CHECK(review_part(mended.coders.at(1)).contains("could not be applied"));

    World other(4, {});
    Careless stubborn({"I would rather not."});
    const auto generation = made(other, stubborn);
    CHECK(generation.state == wire::GenerationState::failed);
    CHECK(stubborn.coders.size() == 2);
    CHECK(generation.usage.input_tokens >= 3);
  }

  TEST_CASE("findings go back though the first answer had not applied: three answers, never four") {
    World world(8, {});
    Careless model({"I would rather not.", kFlaw, kMended});
    CHECK(made(world, model).state == wire::GenerationState::complete);
    REQUIRE(model.coders.size() == 3);
    CHECK(review_part(model.coders[1]).contains("could not be applied"));
    CHECK(review_part(model.coders[2]).contains("The image has no alt text"));
    CHECK(said(world).empty());

    World other(8, {});
    Careless stubborn({"I would rather not.", kFlaw});
    CHECK(made(other, stubborn).state == wire::GenerationState::complete);
    CHECK(stubborn.coders.size() == 3);
    CHECK(said(other).size() == 1);
  }

  TEST_CASE("watchers see a step's text once, however often it is written") {
    World mended(9, {});
    Careless model({kFlaw, kMended});
    CHECK(made(mended, model).state == wire::GenerationState::complete);
    CHECK(model.coders.size() == 2);
    CHECK(shown(mended) == 1);

    World delivered(9, {});
    Careless broken({kMended});
    broken.breaks_off = true;
    CHECK(made(delivered, broken).state == wire::GenerationState::complete);
    CHECK(broken.coders.size() == 2);
    CHECK(shown(delivered) == 1);
  }

  TEST_CASE("that nobody could review a step is said in the thread") {
    World world(10, {});
    Careless model({kMended}, "-");
    CHECK(made(world, model).state == wire::GenerationState::complete);
    const auto steps = std::stoll(world.rows("SELECT COUNT(*) FROM plan_steps").at(0));
    const auto told =
        world.rows("SELECT content FROM messages WHERE content LIKE 'Nobody could review%'");
    REQUIRE(std::ssize(told) == steps);
    CHECK(told[0].ends_with("”: The budget is used up."));
  }

  TEST_CASE("mending that would undo the step, or does not apply, leaves the first answer") {
    for (const char* mend : {"@@delete src/parts/flaw.tsx\n", "@@delete src/parts/none.tsx\n"}) {
      World world(5, {});
      Careless model({kFlaw, mend});
      CHECK(made(world, model).state == wire::GenerationState::complete);
      CHECK(said(world).size() == 1);
    }
  }

  TEST_CASE("a review that nobody can read costs no step, and its use is counted") {
    World world(6, {});
    Careless model({kMended}, "Nice work, ship it!");
    const auto generation = made(world, model);
    CHECK(generation.state == wire::GenerationState::complete);
    CHECK(said(world).empty());
    const auto steps = std::stoll(world.rows("SELECT COUNT(*) FROM plan_steps").at(0));
    CHECK(generation.usage.input_tokens == 1 + 2 * steps);
    CHECK(world
              .rows("SELECT COUNT(*) FROM messages WHERE content LIKE 'Nobody could review “%”:"
                    " careless gave a review that cannot be read.'")
              .at(0) == std::to_string(steps));
    CHECK(generation.usage.model == "careless");
  }

  TEST_CASE("the built-in model has nothing against its own steps") {
    for (const char* prompt :
         {"Portfolio for a wedding photographer with a gallery and a contact form",
          "Make me a site to test math skills", "Blog about trains", "docs for a CLI",
          "Shop for ceramics, dark", "Conference with speakers and schedule",
          "Landing page for a to"
          "do list app"}) {
      World world(7, {});
      const auto reply = world.request("POST", "/api/v1/projects",
                                       R"({"prompt":")" + std::string(prompt) + R"("})");
      REQUIRE(reply.status == 201);
      REQUIRE(world.settle());
      CAPTURE(prompt);
      CHECK(said(world) == std::vector<std::string>{});
    }
  }
}
