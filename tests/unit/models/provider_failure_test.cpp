#include <doctest/doctest.h>

#include "models/catalogue/catalogue.hpp"
#include "models/provider/failure.hpp"
#include "scripted_upstream.hpp"

using namespace sitewright;
using namespace sitewright::models;

namespace {

using Kind = ChatFailure::Kind;

ChatFailure of(std::int64_t status, std::string body,
               std::vector<std::pair<std::string, std::string>> headers = {}) {
  return refused(
      {.status = status, .headers = std::move(headers), .stream = {}, .body = std::move(body)});
}

ChatFailure failed(ScriptedUpstream& upstream, ChatRequest request = {}, ports::Millis step = 0) {
  ScriptedClock clock;
  clock.step = step;
  HttpProvider client(upstream, clock, *find_provider("anthropic"), "https://models.example",
                      {.name = "ANTHROPIC_API_KEY"});
  auto task = client.chat("claude-opus-5-5", std::move(request), nullptr);
  task.start();
  REQUIRE(task.finished());
  auto result = task.take();
  REQUIRE(result.has_value());
  REQUIRE(std::holds_alternative<ChatFailure>(*result));
  return std::get<ChatFailure>(*result);
}

}  // namespace

TEST_SUITE("models/provider failure") {
  TEST_CASE("each status has its kind") {
    for (const auto& [status, kind] :
         std::initializer_list<std::pair<int, Kind>>{{301, Kind::refused},
                                                     {400, Kind::refused},
                                                     {401, Kind::unauthorized},
                                                     {402, Kind::out_of_quota},
                                                     {403, Kind::unauthorized},
                                                     {404, Kind::refused},
                                                     {408, Kind::server},
                                                     {409, Kind::server},
                                                     {413, Kind::refused},
                                                     {422, Kind::refused},
                                                     {429, Kind::rate_limited},
                                                     {500, Kind::server},
                                                     {503, Kind::overloaded},
                                                     {504, Kind::server},
                                                     {529, Kind::overloaded}}) {
      CAPTURE(status);
      CHECK(of(status, "{}").kind == kind);
      CHECK(of(status, "{}").status == status);
      CHECK_FALSE(of(status, "").detail.empty());
    }
  }

  TEST_CASE("words tell an empty account and a wrong key from a busy hour and a wrong request") {
    CHECK(
        of(429,
           R"({"error":{"message":"You exceeded your quota","type":"insufficient_quota","code":"insufficient_quota"}})")
            .kind == Kind::out_of_quota);
    CHECK(of(429, R"({"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}})")
              .kind == Kind::rate_limited);
    CHECK(
        of(400,
           R"({"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}})")
            .kind == Kind::out_of_quota);
    CHECK(
        of(400,
           R"({"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}})")
            .kind == Kind::unauthorized);
    CHECK(
        of(429,
           R"({"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota"}})",
           {{"retry-after", "20"}})
            .kind == Kind::out_of_quota);
    CHECK(of(400, R"({"code":"invalid-argument","error":"bad model"})").detail == "bad model");
    CHECK(of(404, R"({"error":"model 'x' not found"})").detail == "model 'x' not found");
    CHECK(of(422, R"({"detail":"no"})").detail == "no");
    CHECK(of(502, "<html>\n<h1>Bad gateway</h1>").detail == "<html> <h1>Bad gateway</h1>");
  }

  TEST_CASE("a limit per minute is told from an empty account where both speak of billing") {
    const auto gemini = [](const std::string& message, const std::string& details = "") {
      return of(429, R"({"error":{"code":429,"message":")" + message +
                         R"(","status":"RESOURCE_EXHAUSTED","details":[)" + details + "]}}");
    };
    const auto limited = gemini(
        R"(You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded for metric: requests, limit: 10, model: x\nPlease retry in 26.5s.)",
        R"({"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"PerMinute","quotaValue":"10"}]},)"
        R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"26.5s"})");
    CHECK(limited.kind == Kind::rate_limited);
    CHECK(limited.retry_after_ms == 26'500);
    CHECK(gemini("Please check your plan and billing details.").kind == Kind::rate_limited);
    // No wait helps here.
    CHECK(gemini("Your prepayment credits are depleted. Manage your project and billing.").kind ==
          Kind::out_of_quota);
    CHECK(gemini(R"(Check your plan.\n* Quota exceeded for metric: requests, limit: 0, model: x)",
                 R"({"retryDelay":"26s"})")
              .kind == Kind::out_of_quota);
  }

  TEST_CASE("how long to wait: milliseconds before seconds before a date before the words") {
    const std::string words = R"({"error":{"details":[{"@type":"x"},{"retryDelay":"34s"}]}})";
    CHECK(of(429, words, {{"retry-after-ms", "1500"}, {"retry-after", "9"}}).retry_after_ms ==
          1500);
    CHECK(of(429, words, {{"retry-after", "9"}}).retry_after_ms == 9000);
    CHECK(of(429, words).retry_after_ms == 34'000);
    CHECK(of(429, words,
             {{"date", "Wed, 21 Oct 2026 07:28:00 GMT"},
              {"retry-after", "Wed, 21 Oct 2026 07:29:30 GMT"}})
              .retry_after_ms == 90'000);
    CHECK(of(429, "{}",
             {{"date", "Thu, 29 Feb 2024 23:59:59 GMT"},
              {"retry-after", "Fri, 01 Mar 2024 00:00:01 GMT"}})
              .retry_after_ms == 2'000);
    CHECK_FALSE(of(429, "{}", {{"retry-after", "soon"}}).retry_after_ms.has_value());
    CHECK(of(429, "{}", {{"retry-after", "99999999999"}}).retry_after_ms == 24LL * 3600 * 1000);
  }

  TEST_CASE("the provider's own word on trying again is taken") {
    CHECK(of(400, "{}", {{"x-should-retry", "true"}}).kind == Kind::server);
    for (const int status : {429, 500, 503, 529}) {
      CHECK(of(status, "{}", {{"x-should-retry", "false"}}).kind == Kind::refused);
    }
    CHECK(of(429, "{}", {{"x-should-retry", "true"}}).kind == Kind::rate_limited);
  }

  TEST_CASE("what is said holds no key and stays short") {
    const auto failure = of(
        401,
        R"({"error":{"message":"Incorrect API key provided: sk-proj-abc***********wxyz.","code":"invalid_api_key"}})",
        {{"x-request-id", "req_9"}});
    CHECK(failure.detail == "Incorrect API key provided: [key]");
    CHECK(failure.request_id == "req_9");
    CHECK(of(500, std::string(60'000, 'x')).detail.size() <= 510);
  }

  TEST_CASE("what never came, came late or was cut") {
    ScriptedUpstream upstream;
    upstream.refusal = Error{Code::unavailable, "connection refused"};
    CHECK(failed(upstream).kind == Kind::unreachable);
    CHECK(failed(upstream).status == 0);
    upstream.refusal = Error{Code::unavailable, "late", std::string(ports::kFirstByteLimit)};
    CHECK(failed(upstream).kind == Kind::timed_out);
    upstream.refusal = Error{Code::unauthorized, "this Worker has no secret ANTHROPIC_API_KEY"};
    CHECK(failed(upstream).kind == Kind::unauthorized);
    upstream.refusal = Error{Code::invalid_input, "the address must be https"};
    CHECK(failed(upstream).kind == Kind::refused);
    upstream.refusal.reset();
    upstream.cut = Error{Code::unavailable, "network connection lost"};
    CHECK(failed(upstream).kind == Kind::broken_off);
    upstream.cut = Error{Code::unavailable, "silent", std::string(ports::kSilenceLimit)};
    CHECK(failed(upstream).kind == Kind::timed_out);
    CHECK(upstream.closed == 2);
  }

  TEST_CASE("a call that takes longer than it may is closed") {
    ScriptedUpstream upstream;
    upstream.answer(": waiting\n\n: waiting\n\n: waiting\n\n", 11);
    const auto failure = failed(upstream, {.time_limit_ms = 2'000}, 1'500);
    CHECK(failure.kind == Kind::timed_out);
    CHECK(upstream.asked[0].silence_ms == 2'000);
    CHECK(upstream.closed == 1);
  }

  TEST_CASE("a call that gives signs of life and no text is closed when its silence is over") {
    ScriptedUpstream upstream;
    upstream.answer("event: ping\ndata: {\"type\":\"ping\"}\n\nevent: ping\ndata: {}\n\n", 20);
    const auto failure =
        failed(upstream, {.time_limit_ms = 60'000, .silence_limit_ms = 2'000}, 1'500);
    CHECK(failure.kind == Kind::timed_out);
    CHECK(failure.detail == "the answer did not begin in time");
    CHECK(upstream.asked[0].first_byte_ms == 2'000);
    CHECK(upstream.asked[0].silence_ms == 2'000);
    CHECK(upstream.closed == 1);
  }

  TEST_CASE("an answer that has begun may take its time") {
    ScriptedUpstream upstream;
    const std::string piece =
        "data: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"Hi\"}}\n\n";
    upstream.answer(piece + piece + piece, piece.size());
    CHECK(failed(upstream, {.time_limit_ms = 60'000, .silence_limit_ms = 2'000}, 1'500).kind ==
          Kind::broken_off);
  }

  TEST_CASE("a sink that fails ends the call, and the connection; what it took is known") {
    ScriptedUpstream upstream;
    upstream.answer(
        "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":25}}}\n\n"
        "data: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"Hi\"}}\n\n",
        1000);
    ScriptedClock clock;
    ScriptedSink sink;
    sink.refusal = Error{Code::stale, "another attempt runs"};
    HttpProvider client(upstream, clock, *find_provider("anthropic"), "https://models.example", {});
    auto task = client.chat("claude-opus-5-5", {}, &sink);
    task.start();
    REQUIRE(task.finished());
    const auto failure = std::get<ChatFailure>(task.take().value());
    CHECK(failure.kind == Kind::broken_off);
    CHECK(failure.detail == "another attempt runs");
    CHECK(failure.delivered);
    CHECK(failure.usage.input_tokens == 25);
    CHECK(upstream.closed == 1);
  }

  TEST_CASE("a model that the provider has not is refused without asking") {
    ScriptedUpstream upstream;
    ScriptedClock clock;
    HttpProvider client(upstream, clock, *find_provider("anthropic"), "https://models.example", {});
    auto task = client.chat("gpt-6-astra", {}, nullptr);
    task.start();
    REQUIRE(task.finished());
    CHECK(std::get<ChatFailure>(*task.take()).kind == Kind::refused);
    CHECK(upstream.asked.empty());
  }

  TEST_CASE("the key is a name in a header, in each format's own") {
    ScriptedUpstream upstream;
    (void)failed(upstream);
    const auto& headers = upstream.asked[0].headers;
    const auto* key = &headers.back();
    CHECK(key->name == "x-api-key");
    REQUIRE(key->credential.has_value());
    CHECK(key->credential->name == "ANTHROPIC_API_KEY");
    CHECK(upstream.asked[0].url == "https://models.example/v1/messages");
  }
}
