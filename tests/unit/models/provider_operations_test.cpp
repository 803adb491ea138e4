// A coder's long answer in every format, cut into pieces of every size, as the files that it makes.
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "codeops/encode.hpp"
#include "codeops/parser.hpp"
#include "models/catalogue/catalogue.hpp"
#include "scripted_upstream.hpp"
#include "wire/writer.hpp"

using namespace sitewright;
using namespace sitewright::models;
using codeops::Operation;

namespace {

/// One way to stream: what comes first, a text as a JSON string in an event, what comes last.
struct Stream {
  std::string_view provider;
  std::string_view model;
  std::string first;
  std::function<std::string(const std::string&)> event;
  std::string last;
};

std::vector<Stream> streams() {
  const auto around = [](std::string before, std::string after) {
    return [before = std::move(before), after = std::move(after)](const std::string& text) {
      return before + text + after;
    };
  };
  return {
      {"anthropic", "claude-sonnet-5-5",
       "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{}}}\n\n",
       around("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
              "\"delta\":{\"type\":\"text_delta\",\"text\":",
              "}}\n\n"),
       "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"},
      {"openai", "gpt-6.1-sol",
       "data: {\"type\":\"response.created\",\"response\":{\"status\":\"in_progress\"}}\n\n",
       around("event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\","
              "\"output_index\":0,\"delta\":",
              ",\"logprobs\":[]}\n\n"),
       "data: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\"}}\n\n"},
      {"compatible", "qwen3-coder", ": connected\n\n",
       around("data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":",
              "},\"finish_reason\":null}]}\n\n"),
       "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"},
      {"gemini", "gemini-3-flash-preview", "",
       around("data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":",
              "}]},\"index\":0}]}\r\n\r\n"),
       "data: {\"candidates\":[{\"finishReason\":\"STOP\"}]}\r\n\r\n"},
      {"workers-ai", "@cf/meta/llama-3.3-70b-instruct-fp8-fast", "",
       around("data: {\"response\":", ",\"p\":\"abc\"}\n\n"), "data: [DONE]\n\n"},
  };
}

/// Files with what is hard to cut: characters of every length, escapes, lines like ours.
std::vector<Operation> made_files(std::size_t bytes) {
  std::string page;
  for (int line = 0; page.size() < bytes; ++line) {
    page += "<p className=\"" + std::to_string(line) + "\">Grüße, 日本 🙂 \\ {\"a\":1}</p>\n\t";
    if (line % 50 == 0) page += "\n@@end is no end here\n@@@@write\r\n";
  }
  std::string styles;
  for (int rule = 0; styles.size() < bytes / 10; ++rule) {
    styles += ".r" + std::to_string(rule) + "::after { content: \"→\\2192\"; }\n";
  }
  return {codeops::rename_file("src/Main.tsx", "src/Home.tsx"),
          codeops::edit_file("src/Home.tsx",
                             {{"<h1>Hello</h1>\n", "<h1>Grüß Gott</h1>\n"}, {"a 🙂\n", ""}}),
          codeops::write_file("src/Page.tsx", page), codeops::delete_file("src/old.css"),
          codeops::write_file("src/new.css", styles)};
}

/// In deltas of 1 to 23 bytes, more where a character ends later.
std::string streamed(const Stream& way, const std::string& text) {
  std::string stream = way.first;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = std::min<std::size_t>(1 + at % 23, text.size() - at);
    while (at + size < text.size() &&
           (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80U)
      ++size;
    wire::Writer json;
    json.text(text.substr(at, size));
    stream += way.event(json.take());
    at += size;
  }
  return stream + way.last;
}

/// Reads operations as the coder's text comes.
struct OperationsSink final : public ports::TextSink {
  codeops::Parser parser;
  std::vector<codeops::Event> events;
  std::string shown;

  Task<Done> text(std::string chunk) override {
    shown += chunk;
    REQUIRE(parser.feed(chunk, events).has_value());
    co_return Done{};
  }
  Task<Done> begin_again() override { co_return Done{}; }

  std::vector<Operation> operations() {
    REQUIRE(parser.finish(events).has_value());
    std::vector<Operation> all;
    for (const auto& event : events) {
      const auto* finished = std::get_if<codeops::OperationFinished>(&event);
      if (finished != nullptr) all.push_back(finished->operation);
    }
    return all;
  }
};

void check_pieces(const Stream& way, const std::vector<Operation>& files, std::size_t piece) {
  CAPTURE(way.provider);
  CAPTURE(piece);
  const auto text = codeops::encode(files).value();
  ScriptedUpstream upstream;
  upstream.answer(streamed(way, text), piece);
  ScriptedClock clock;
  OperationsSink sink;
  HttpProvider client(upstream, clock, *find_provider(way.provider), "https://models.example",
                      {.name = "KEY"});
  auto task = client.chat(std::string(way.model), {}, &sink);
  task.start();
  REQUIRE(task.finished());
  auto outcome = task.take();
  REQUIRE(outcome.has_value());
  REQUIRE(std::holds_alternative<ChatReply>(*outcome));
  CHECK(std::get<ChatReply>(*outcome).text == text);
  CHECK(sink.shown == text);
  CHECK(sink.operations() == files);
}

}  // namespace

TEST_SUITE("models/provider operations") {
  TEST_CASE("an answer of 100 KB is the same files in every format, however it comes") {
    const auto files = made_files(92'000);
    for (const auto& way : streams()) {
      for (const std::size_t piece : {61UL, 1'400UL, 16'384UL, 8UL << 20U}) {
        check_pieces(way, files, piece);
      }
    }
  }

  TEST_CASE("an answer is the same files in every format, cut at bytes of every kind") {
    const auto files = made_files(2'000);
    for (const auto& way : streams()) {
      for (const std::size_t piece : {1UL, 2UL, 3UL, 5UL, 7UL, 16UL}) {
        check_pieces(way, files, piece);
      }
    }
  }
}
