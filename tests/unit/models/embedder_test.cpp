#include "models/provider/embedder.hpp"

#include <doctest/doctest.h>

#include "models/catalogue/catalogue.hpp"
#include "scripted_upstream.hpp"

using namespace sitewright;
using namespace sitewright::models;

namespace {

EmbedOutcome embed(ScriptedUpstream& upstream, std::string_view provider, std::string_view answer) {
  upstream.answer(answer, 5);
  HttpEmbedder embedder(upstream, *find_provider(provider), "https://models.example/v1",
                        {.name = "KEY"});
  auto task = embedder.embed("model-1", {"first", "\"second\""});
  task.start();
  REQUIRE(task.finished());
  auto result = task.take();
  REQUIRE(result.has_value());
  return std::move(*result);
}

using Vectors = std::vector<std::vector<float>>;

}  // namespace

TEST_SUITE("models/provider embedder") {
  TEST_CASE("OpenAI's vectors come in the order of the texts, whatever the answer's order") {
    ScriptedUpstream upstream;
    const auto outcome = embed(
        upstream, "openai",
        R"({"data":[{"index":1,"embedding":[3,4e0]},{"index":0,"embedding":[1,-2.5]}],"usage":{"prompt_tokens":7}})");
    REQUIRE(std::holds_alternative<Embeddings>(outcome));
    const auto& found = std::get<Embeddings>(outcome);
    CHECK(found.vectors == Vectors{{1, -2.5F}, {3, 4}});
    CHECK(found.input_tokens == 7);
    CHECK(upstream.asked[0].url == "https://models.example/v1/embeddings");
    CHECK(upstream.asked[0].body ==
          R"({"model":"model-1","input":["first","\"second\""],"encoding_format":"float"})");
  }

  TEST_CASE("Gemini's come as a batch") {
    ScriptedUpstream upstream;
    const auto outcome =
        embed(upstream, "gemini", R"({"embeddings":[{"values":[1]},{"values":[2]}]})");
    REQUIRE(std::holds_alternative<Embeddings>(outcome));
    CHECK(std::get<Embeddings>(outcome).vectors == Vectors{{1}, {2}});
    CHECK(upstream.asked[0].url == "https://models.example/v1/models/model-1:batchEmbedContents");
    CHECK(
        upstream.asked[0].body ==
        R"({"requests":[{"model":"models/model-1","content":{"parts":[{"text":"first"}]}},{"model":"models/model-1","content":{"parts":[{"text":"\"second\""}]}}]})");
  }

  TEST_CASE("Workers AI's come as bare rows, by the binding's address") {
    ScriptedUpstream upstream;
    upstream.answer(R"({"shape":[2,2],"data":[[1,2],[3,-4]],"pooling":"cls"})", 5);
    HttpEmbedder embedder(upstream, *find_provider("workers-ai"), "ai:", {});
    auto task = embedder.embed("@cf/baai/bge-m3", {"first", "\"second\""});
    task.start();
    REQUIRE(task.finished());
    const auto outcome = task.take();
    REQUIRE(std::holds_alternative<Embeddings>(*outcome));
    CHECK(std::get<Embeddings>(*outcome).vectors == Vectors{{1, 2}, {3, -4}});
    CHECK(upstream.asked[0].url == "ai:@cf/baai/bge-m3");
    CHECK(upstream.asked[0].body == R"({"text":["first","\"second\""]})");
  }

  TEST_CASE("an answer without one vector for each text is unreadable") {
    for (const std::string_view answer :
         {R"({"data":[{"index":0,"embedding":[1]}]})",
          R"({"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]})",
          R"({"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]})",
          R"({"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":["x"]}]})", "{}", "[",
          ""}) {
      CAPTURE(answer);
      ScriptedUpstream upstream;
      const auto outcome = embed(upstream, "openai", answer);
      REQUIRE(std::holds_alternative<ChatFailure>(outcome));
      CHECK(std::get<ChatFailure>(outcome).kind == ChatFailure::Kind::unreadable);
    }
  }

  TEST_CASE("whoever has none is not asked, and refusals are those of a chat") {
    ScriptedUpstream upstream;
    CHECK(std::get<ChatFailure>(embed(upstream, "anthropic", "")).kind ==
          ChatFailure::Kind::refused);
    CHECK(upstream.asked.empty());
    upstream.reply = {.status = 429, .headers = {{"retry-after", "2"}}, .stream = {}, .body = "{}"};
    const auto outcome = embed(upstream, "openai", "");
    CHECK(std::get<ChatFailure>(outcome).retry_after_ms == 2'000);
  }
}
