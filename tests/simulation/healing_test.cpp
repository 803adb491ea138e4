// Failed builds that heal, and those that end with a person.
#include "healing_world.hpp"

using namespace sitewright;
using namespace sitewright::simulation;

namespace {

std::vector<std::string> repairs_seen(World& world, const std::string& project_id) {
  std::vector<std::string> seen;
  for (const auto& event : world.events(project_id)) {
    if (event.type != "repair.status") continue;
    const auto data = wire::decode<wire::RepairStatusEvent>(event.data).value();
    seen.push_back(std::to_string(data.repair) + " " + std::string(wire::to_string(data.status)));
  }
  return seen;
}

std::int64_t time_between(const wire::Build& first, const wire::Build& second) {
  const auto seconds = [](const std::string& time) {
    return std::stoll(time.substr(11, 2)) * 3600 + std::stoll(time.substr(14, 2)) * 60 +
           std::stoll(time.substr(17, 2));
  };
  return (seconds(*second.finished_at) - seconds(*first.finished_at) + 86'400) % 86'400;
}

/// Everything of the database and of the events that a fix or a lesson could hold.
std::string all_lessons(World& world) {
  std::string all;
  for (const auto& row : world.rows("SELECT signature, pattern FROM fixes")) all += row + "\n";
  for (const auto& row : world.rows("SELECT lessons FROM builds")) all += row + "\n";
  return all;
}

}  // namespace

TEST_SUITE("simulation/healing") {
  TEST_CASE("the model repairs what no rule knows, in one attempt, and the version is what built") {
    World world(1, {});
    world.builds_judged_by(find_flaws);
    Mender model(kFlawed, {kMend});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    // How far a build is may be overtaken by how it ended.
    auto states = states_of(world, project.id);
    std::erase(states, "testing");
    CHECK(states == std::vector<std::string>{"queued", "planning", "coding", "building", "healing",
                                             "building", "deploying", "complete"});
    CHECK(repairs_seen(world, project.id) == std::vector<std::string>{"1 started", "1 written"});
    const auto builds = builds_of(world, project.id);
    REQUIRE(builds.size() == 2);
    CHECK(builds[0].status == wire::BuildState::failed);
    CHECK_FALSE(builds[0].repair.has_value());
    CHECK(builds[1].status == wire::BuildState::succeeded);
    CHECK(builds[1].repair->by == wire::RepairBy::model);
    CHECK(builds[1].repair->summary == "The card has no tone.");
    CHECK(builds[1].repair->files.at(0).path == "src/flaw.tsx");
    CHECK(builds[1].repair->base_build_id == builds[0].id);
    CHECK(builds[0].tree_hash != builds[1].tree_hash);
    CHECK(newest_file(world, project.id, "src/flaw.tsx").contains("<Card key="));
    CHECK(world.rows("SELECT build_id FROM deployments").at(0) == builds[1].id);
    CHECK(generation_of(world, project.id).usage.input_tokens >= 7);
    // The model is shown the error, its place and the file, and nothing of another class of task.
    REQUIRE(model.asked.size() == 1);
    CHECK(model.asked[0].task == ports::TaskClass::debug);
    CHECK(model.windows.back() == ports::TaskClass::debug);
    const auto shown = [&](ports::PartKind kind, std::string_view name) {
      return std::ranges::any_of(model.asked[0].parts, [&](const auto& part) {
        return part.kind == kind && part.name == name;
      });
    };
    CHECK(shown(ports::PartKind::error, "src/flaw.tsx:2:3"));
    CHECK(shown(ports::PartKind::file, "src/flaw.tsx"));
  }

  TEST_CASE("a build tells the lines of its errors, and what the repair before it changed") {
    World world(2, {});
    world.builds_judged_by(find_flaws);
    Mender model(kFlawed, {kMend});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    const auto builds = builds_of(world, project.id);
    const auto first = wire::decode<wire::Build>(
                           world.request("GET", "/api/v1/builds/" + builds.at(0).id, "").body)
                           .value();
    REQUIRE(first.excerpts.has_value());
    CHECK(first.excerpts->at(0).path == "src/flaw.tsx");
    CHECK(first.excerpts->at(0).first_line == 1);
    CHECK(first.excerpts->at(0).lines.at(1).contains("<Card tone="));
    const auto diff = world.request("GET", "/api/v1/builds/" + builds.at(1).id + "/diff", "");
    CHECK(diff.body.contains("+  return <Card key={gold}"));
    CHECK(world.request("GET", "/api/v1/builds/" + builds.at(0).id + "/diff", "").body.empty());
  }

  TEST_CASE("a rule repairs without asking the model") {
    World world(3, {});
    world.builds_judged_by(find_misspelt);
    Mender model(kMisspelt, {"!cannot"});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    const auto builds = builds_of(world, project.id);
    REQUIRE(builds.size() == 2);
    CHECK(builds[1].repair->by == wire::RepairBy::fixer);
    CHECK(states_of(world, project.id).back() == "complete");
    CHECK(model.asked.empty());
    CHECK(world.rows("SELECT id FROM fixes").empty());
  }

  TEST_CASE("the lock file that the runner completed is taken before any rule, once") {
    World world(30, {});
    const std::string whole = "{\"lockfileVersion\": 3, \"packages\": {\"\": {}}}\n";
    world.failed_builds_complete_lock(whole);
    world.builds_judged_by([&](const project::TextTree& tree) {
      if (tree.at("package-lock.json") == whole) return find_misspelt(tree);
      return std::vector<wire::FrameError>{{.category = wire::ErrorCategory::dependency,
                                            .code = "npm_eusage",
                                            .message = "Missing: js-tokens@4.0.0 from lock file"}};
    });
    Mender model(kMisspelt, {"!cannot"});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    const auto builds = builds_of(world, project.id);
    REQUIRE(builds.size() == 3);
    CHECK(builds[1].repair->by == wire::RepairBy::fixer);
    REQUIRE(builds[1].repair->files.size() == 1);
    CHECK(builds[1].repair->files[0].path == "package-lock.json");
    CHECK(builds[2].repair->files.at(0).path == "src/flaw.tsx");
    CHECK(states_of(world, project.id).back() == "complete");
    CHECK(newest_file(world, project.id, "package-lock.json") == whole);
  }

  TEST_CASE("what the model taught heals another site without it, and is counted") {
    World world(4, {});
    world.builds_judged_by(find_flaws);
    Mender teacher(kFlawed, {kMend});
    make_site(world, teacher);
    REQUIRE(world.settle());
    CHECK(world.rows("SELECT tries, successes FROM fixes") == std::vector<std::string>{"0|0"});
    Mender pupil(
        "@@write src/flaw.tsx\n"
        "export function Deal() {\n"
        "    return <Panel shade={weak} label=\"Something else\" />;\n"
        "}\n"
        "@@end\n",
        {"!cannot"});
    const auto project = make_site(world, pupil);
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "complete");
    REQUIRE(builds_of(world, project.id).size() == 2);
    CHECK(builds_of(world, project.id).at(1).repair->by == wire::RepairBy::cache);
    CHECK(newest_file(world, project.id, "src/flaw.tsx") ==
          "export function Deal() {\n"
          "    return <Panel key={weak} label=\"Something else\" />;\n"
          "}\n");
    CHECK(pupil.asked.empty());
    CHECK(world.rows("SELECT tries, successes FROM fixes") == std::vector<std::string>{"1|1"});
  }

  TEST_CASE("nothing of a site's own words lands in the cache") {
    World world(5, {});
    world.builds_judged_by(find_flaws);
    Mender model(kFlawed, {kMend});
    make_site(world, model);
    REQUIRE(world.settle());
    const auto kept = all_lessons(world);
    CHECK(kept.contains("near 0"));
    for (const char* own : {"Anna", "spare", "keeps", "Card", "tone", "gold", "Offer"}) {
      CHECK_MESSAGE(!kept.contains(own), own << " in " << kept);
    }
  }

  TEST_CASE("a repair that made it worse is rolled back: the next begins with the better files") {
    World world(6, {});
    world.builds_judged_by(find_flaws);
    Mender model(kFlawed, {kWorse, kMend});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    const auto builds = builds_of(world, project.id);
    REQUIRE(builds.size() == 3);
    CHECK(builds[1].errors.size() == 2);
    CHECK(builds[1].repair->base_build_id == builds[0].id);
    CHECK(builds[2].repair->base_build_id == builds[0].id);
    CHECK(states_of(world, project.id).back() == "complete");
    CHECK_FALSE(newest_file(world, project.id, "src/flaw.tsx").contains("extra"));
  }

  TEST_CASE("an answer that does not apply is sent back with the reason, once") {
    World world(7, {});
    world.builds_judged_by(find_flaws);
    Mender model(kFlawed,
                 {"@@edit src/flaw.tsx\n@@find\nno such line\n@@replace\nx\n@@end\n", kMend});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "complete");
    REQUIRE(model.asked.size() == 2);
    CHECK(model.asked[1].parts.back().kind == ports::PartKind::review);
    CHECK(model.asked[1].parts.back().text.contains("could not be applied"));
  }

  TEST_CASE("each category has its limit, and then a person is asked with all that was tried") {
    const std::vector<std::pair<wire::ErrorCategory, std::size_t>> limits{
        {wire::ErrorCategory::network, 6}, {wire::ErrorCategory::resource, 3}};
    for (const auto& [category, attempts] : limits) {
      CAPTURE(static_cast<int>(category));
      World world(8, {});
      world.builds_judged_by(always(category));
      Mender model(kFlawed, {"!cannot"});
      const auto project = make_site(world, model);
      REQUIRE(world.settle());
      CHECK(builds_of(world, project.id).size() == attempts);
      CHECK(states_of(world, project.id).back() == "escalated");
      const auto words = world.rows("SELECT content FROM messages ORDER BY id DESC LIMIT 1").at(0);
      CHECK(words.contains("src/flaw.tsx:2: It always fails."));
      CHECK(words.contains("What was tried:"));
    }
  }

  TEST_CASE("a build that ran out of memory is tried with more of it, and says so") {
    World world(8, {});
    const auto starved = always(wire::ErrorCategory::resource);
    world.builds_judged_by([&](const project::TextTree& tree) {
      const bool has_enough = world.jobs().back().memory_percent.value_or(100) >= 200;
      return has_enough ? std::vector<wire::FrameError>{} : starved(tree);
    });
    Mender model(kFlawed, {"!cannot"});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "complete");
    const auto builds = builds_of(world, project.id);
    REQUIRE(builds.size() == 2);
    CHECK(builds[0].tree_hash == builds[1].tree_hash);
    CHECK(builds[1].repair->by == wire::RepairBy::fallback);
    CHECK(builds[1].repair->summary == "The same files with more time and memory.");
    REQUIRE(world.jobs().size() == 2);
    CHECK(world.jobs()[1].timeout_ms == 2 * world.jobs()[0].timeout_ms);
  }

  TEST_CASE("waiting grows from build to build") {
    World world(9, {});
    world.builds_judged_by(always(wire::ErrorCategory::network));
    Mender model(kFlawed, {"!cannot"});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    const auto builds = builds_of(world, project.id);
    REQUIRE(builds.size() == 6);
    CHECK(builds[1].repair->by == wire::RepairBy::wait);
    CHECK(time_between(builds[0], builds[1]) < 8);
    CHECK(time_between(builds[4], builds[5]) >= 14);
  }

  TEST_CASE("repairs that never help stop at the limit, and the version keeps the best files") {
    World world(10, {});
    world.builds_judged_by(always(wire::ErrorCategory::unknown));
    std::vector<std::string> answers;
    for (int i = 0; i < 8; ++i) {
      answers.push_back("@@write src/try.ts\nexport const n = " + std::to_string(i) + ";\n@@end\n");
    }
    Mender model(kFlawed, answers);
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    const auto builds = builds_of(world, project.id);
    REQUIRE(builds.size() == 3);
    CHECK(states_of(world, project.id).back() == "escalated");
    CHECK(world.rows("SELECT tree_hash, build_id FROM versions").at(0) ==
          *builds[0].tree_hash + "|" + builds[0].id);
    CHECK(world.rows("SELECT id FROM deployments").empty());
  }

  TEST_CASE("without a repair it ends at once, with the reason of each that had none") {
    World world(11, {});
    world.builds_judged_by(find_flaws);
    Mender model(kFlawed, {"!cannot"});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    const auto generation = generation_of(world, project.id);
    CHECK(generation.state == wire::GenerationState::escalated);
    CHECK(generation.error->contains("src/flaw.tsx:2"));
    CHECK(generation.error->contains("I do not know."));
    CHECK(repairs_seen(world, project.id) == std::vector<std::string>{"1 started", "1 given_up"});
  }

  TEST_CASE("a used-up budget pauses the repair; resumed, it goes on") {
    World world(12, {});
    world.builds_judged_by(find_flaws);
    Mender model(kFlawed, {"!budget", kMend});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    auto generation = generation_of(world, project.id);
    CHECK(generation.state == wire::GenerationState::paused);
    CHECK(generation.error == "The budget is used up.");
    world.request("POST", "/api/v1/generations/" + generation.id + "/resume", "");
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "complete");
  }

  TEST_CASE("what is live stays what it is while a change heals or fails to") {
    World world(13, {});
    Mender model("", {"!cannot"});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    const auto before = world.rows("SELECT id, build_id FROM deployments");
    world.builds_judged_by(always(wire::ErrorCategory::type));
    world.request("POST", "/api/v1/projects/" + project.id + "/messages",
                  R"({"content":"Add a pricing section"})");
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "escalated");
    CHECK(world.rows("SELECT id, build_id FROM deployments") == before);
    CHECK(world.rows("SELECT status FROM deployments") == std::vector<std::string>{"live"});
  }

  TEST_CASE("when neither a rule nor a model helps, the last good version's file stands in") {
    World world(15, {});
    world.builds_judged_by(find_flaws);
    Mender sound("@@write src/flaw.tsx\nexport const Offer = () => <Card key={gold} />;\n@@end\n",
                 {"!cannot"});
    const auto project = make_site(world, sound);
    REQUIRE(world.settle());
    REQUIRE(states_of(world, project.id).back() == "complete");
    Mender helpless(kFlawed, {"!cannot"});
    world.answers_with(helpless);
    world.request("POST", "/api/v1/projects/" + project.id + "/messages",
                  R"({"content":"Add a pricing section"})");
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "complete");
    const auto builds = builds_of(world, project.id);
    const auto last = std::ranges::find_if(builds, [](const auto& build) {
      return build.repair && build.repair->by == wire::RepairBy::fallback;
    });
    REQUIRE(last != builds.end());
    CHECK(last->status == wire::BuildState::succeeded);
    CHECK(last->repair->summary.contains("src/flaw.tsx"));
    CHECK(last->repair->summary.contains("missing"));
    CHECK(
        world
            .request("GET", "/api/v1/projects/" + project.id + "/versions/2/files/src/flaw.tsx", "")
            .body.contains("<Card key="));
  }

  TEST_CASE("called off after a repair that made it worse, the version keeps the better files") {
    World world(16, {});
    world.builds_judged_by(find_flaws);
    Mender model(kFlawed, {kWorse, "!budget"});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    const auto builds = builds_of(world, project.id);
    REQUIRE(builds.size() == 2);
    CHECK(world.rows("SELECT tree_hash FROM versions").at(0) == *builds[1].tree_hash);
    world.request("POST", "/api/v1/generations/" + *project.current_generation_id + "/cancel", "");
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "cancelled");
    CHECK(world.rows("SELECT tree_hash, build_id FROM versions").at(0) ==
          *builds[0].tree_hash + "|" + builds[0].id);
  }

  TEST_CASE("a version that needed a person is built again by publishing it") {
    World world(14, {});
    world.builds_judged_by(find_flaws);
    Mender helpless(kFlawed, {"!cannot"});
    const auto project = make_site(world, helpless);
    REQUIRE(world.settle());
    Mender able(kFlawed, {kMend});
    world.answers_with(able);
    const auto reply = world.request("POST", "/api/v1/deployments",
                                     R"({"projectId":")" + project.id + R"(","version":1})");
    REQUIRE(reply.status == 201);
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "complete");
    CHECK(world.rows("SELECT d.status FROM deployments d JOIN builds b ON b.id = d.build_id"
                     " WHERE b.status = 'succeeded'") == std::vector<std::string>{"live"});
  }
}
