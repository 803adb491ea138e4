#include "usecases/reference_passages.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "../async/gate.hpp"

using namespace sitewright;
using usecases::ReferenceMemory;
using usecases::ReferencePassages;

namespace {

/// Three passages: oven, loaf, boat.
std::string packed() {
  const auto section = [](const char* word) {
    std::string text = "## About " + std::string(word) + "\n\n";
    for (int i = 0; i < 300; ++i) text += "kitchen" + std::string(i % 9 == 8 ? "\n" : " ");
    return text + "\n\n";
  };
  const auto text = "# Things\n\n" + section("oven") + section("loaf") + section("boat");
  const std::array texts{context::ReferenceText{"things.md", text}};
  return context::pack_reference(texts, [](std::string_view part) { return part.size() / 6; });
}

class Files final : public ports::Assets {
 public:
  Task<std::string> read(std::string) override { co_return packed(); }
};

class Store final : public ports::BlobStore {
 public:
  Task<std::vector<std::optional<std::string>>> get_many(std::vector<std::string> keys) override {
    std::vector<std::optional<std::string>> found;
    for (const auto& key : keys) {
      const auto at = objects.find(key);
      found.push_back(at == objects.end() ? std::nullopt : std::optional(at->second));
    }
    co_return found;
  }
  Task<Done> put_new(std::vector<ports::BlobObject> some) override { return put(std::move(some)); }
  Task<Done> put(std::vector<ports::BlobObject> some) override {
    for (auto& object : some) objects[object.key] = std::move(object.bytes);
    co_return Done{};
  }

  std::map<std::string, std::string> objects;
};

class Watch final : public ports::Clock {
 public:
  ports::Millis now() override { return time; }
  ports::Millis time = 1'000;
};

class Lines final : public ports::Log {
 public:
  void write(Level, std::string_view event,
             std::vector<std::pair<std::string_view, std::string>>) override {
    events.emplace_back(event);
  }
  std::vector<std::string> events;
};

/// A user's model is "of/<user>". In each one's meaning a task points to what that user is `after`.
class Meanings final : public ports::Embeddings {
 public:
  Task<std::optional<std::string>> model(ports::Attribution whose) override {
    co_return std::optional("of/" + whose.user_id);
  }
  Task<std::vector<std::vector<float>>> embed(std::string, std::vector<std::string> texts,
                                              ports::Attribution whose, std::int64_t,
                                              ports::Interest* interest) override {
    if (interest != nullptr) co_await or_return(interest->still_wanted());
    ++calls;
    if (whose.user_id == waits) co_await gate;
    if (whose.user_id == fails) co_return fail(Code::unavailable, "no answer");
    std::vector<std::vector<float>> vectors;
    for (const auto& text : texts) {
      const bool is_near = text == "something" || text.contains(after[whose.user_id]);
      vectors.push_back(is_near ? std::vector{1.0F, 0.0F} : std::vector{0.0F, 1.0F});
    }
    co_return vectors;
  }

  std::map<std::string, std::string> after;
  std::string waits;
  std::string fails;
  Gate gate;
  int calls = 0;
};

struct Nobody final : ports::Interest {
  Task<Done> still_wanted() override { co_return fail(Code::stale, "Nobody waits."); }
};

struct Kitchen {
  Task<ReferencePassages> ask(std::string user) {
    return usecases::reference_passages({meanings, store, log, memory, interest}, &files, &watch,
                                        "something", 10'000, {.user_id = std::move(user)});
  }
  /// The text of the passage that is nearest in meaning; empty: none is.
  std::string nearest_of(Task<ReferencePassages> task) {
    auto found = task.take();
    REQUIRE(found);
    const auto first = std::ranges::find(found->found, 1U, &context::FoundPassage::by_meaning);
    if (first == found->found.end()) return {};
    return std::string(found->reference->passages()[first->passage].text);
  }
  std::string nearest_to(const std::string& user) {
    auto task = ask(user);
    task.start();
    REQUIRE(task.finished());
    return nearest_of(std::move(task));
  }

  Meanings meanings;
  Store store;
  Lines log;
  ReferenceMemory memory;
  ports::Interest* interest = nullptr;
  Files files;
  Watch watch;
};

}  // namespace

TEST_SUITE("usecases/reference_passages") {
  TEST_CASE("vectors are kept in the isolate and in the store, a task's for its next answer") {
    Kitchen kitchen;
    kitchen.meanings.after = {{"ann", "boat"}};
    CHECK(kitchen.nearest_to("ann").contains("boat"));
    CHECK(kitchen.meanings.calls == 2);
    CHECK(kitchen.nearest_to("ann").contains("boat"));
    CHECK(kitchen.meanings.calls == 2);
    CHECK(kitchen.store.objects.size() == 1);
    kitchen.memory = {};
    CHECK(kitchen.nearest_to("ann").contains("boat"));
    CHECK(kitchen.meanings.calls == 3);
  }

  TEST_CASE("who waits while another's vectors are kept still gets the ones of its own model") {
    Kitchen kitchen;
    kitchen.meanings.after = {{"ann", "oven"}, {"ben", "boat"}};
    CHECK(kitchen.nearest_to("ann").contains("oven"));
    kitchen.memory.asked.reset();
    kitchen.meanings.waits = "ann";
    auto slow = kitchen.ask("ann");
    slow.start();
    REQUIRE_FALSE(slow.finished());
    CHECK(kitchen.nearest_to("ben").contains("boat"));
    kitchen.meanings.gate.open();
    REQUIRE(slow.finished());
    CHECK(kitchen.nearest_of(std::move(slow)).contains("oven"));
  }

  TEST_CASE("after a failure that user waits for nobody for a minute, and others go on") {
    Kitchen kitchen;
    kitchen.meanings.after = {{"ann", "oven"}, {"ben", "boat"}};
    kitchen.meanings.fails = "ann";
    CHECK(kitchen.nearest_to("ann").empty());
    CHECK(kitchen.nearest_to("ann").empty());
    CHECK(kitchen.meanings.calls == 1);
    CHECK(kitchen.log.events == std::vector<std::string>{"embeddings_failed"});
    CHECK(kitchen.nearest_to("ben").contains("boat"));
    kitchen.meanings.fails.clear();
    CHECK(kitchen.nearest_to("ann").empty());
    kitchen.watch.time += 60'000;
    CHECK(kitchen.nearest_to("ann").contains("oven"));
  }

  TEST_CASE("what nobody waits for is not looked up, and keeps no other step from it") {
    Kitchen kitchen;
    kitchen.meanings.after = {{"ann", "oven"}};
    Nobody nobody;
    kitchen.interest = &nobody;
    auto task = kitchen.ask("ann");
    task.start();
    REQUIRE(task.finished());
    CHECK(task.take().error().code == Code::stale);
    CHECK(kitchen.meanings.calls == 0);
    CHECK(kitchen.log.events.empty());
    kitchen.interest = nullptr;
    CHECK(kitchen.nearest_to("ann").contains("oven"));
  }

  TEST_CASE("stored bytes that are no vectors are made anew") {
    Kitchen kitchen;
    kitchen.meanings.after = {{"ann", "loaf"}};
    kitchen.nearest_to("ann");
    kitchen.store.objects.begin()->second.pop_back();
    kitchen.memory = {};
    const auto before = kitchen.meanings.calls;
    CHECK(kitchen.nearest_to("ann").contains("loaf"));
    CHECK(kitchen.meanings.calls == before + 2);
  }

  TEST_CASE("without a budget nothing is looked up") {
    Kitchen kitchen;
    auto task = usecases::reference_passages(
        {kitchen.meanings, kitchen.store, kitchen.log, kitchen.memory}, &kitchen.files,
        &kitchen.watch, "something", 0, {.user_id = "ann"});
    task.start();
    CHECK(task.take()->reference == nullptr);
    CHECK(kitchen.meanings.calls == 0);
  }
}
