#include "models/stream/event_shape.hpp"

#include <doctest/doctest.h>

#include <string>

#include "models/provider/answer_reader.hpp"

using namespace sitewright::models;

namespace {

std::string event(std::string_view number, std::string_view text, std::string_view padding,
                  std::string_view more = "") {
  return R"(data: {"type":"response.output_text.delta","sequence_number":)" + std::string(number) +
         R"(,"delta":)" + std::string(text) + R"(,"logprobs":[],"obfuscation":)" +
         std::string(padding) + std::string(more) + "}\n\n";
}

/// As learnt from event("9", "\"one\"", "\"a\"").
EventShape learnt() {
  const std::string first = event("9", R"("one")", R"("a")");
  const auto at = first.find(R"("one")");
  EventShape shape;
  shape.learn(first, std::string_view(first).substr(at, 5));
  return shape;
}

}  // namespace

TEST_SUITE("models/stream/event_shape") {
  TEST_CASE("an event alike but for its text and what nobody reads is one, whatever follows it") {
    const auto shape = learnt();
    REQUIRE(shape.is_known());
    struct Other {
      std::string_view number;
      std::string_view text;
      std::string_view padding;
      bool escaped;
    };
    for (const auto& [number, text, padding, escaped] :
         {Other{"9", R"("one")", R"("a")", false}, Other{"10", R"("")", R"("")", false},
          Other{"1234567890123", R"(" \"two\",\"sequence_number\":12,")", R"("b\"c")", true},
          Other{"7", R"("sixteen bytes and more")", R"("b\\")", false}}) {
      const std::string other = event(number, text, padding);
      const std::string stream = other + "data: {";
      const auto alike = shape.match(stream);
      REQUIRE(alike.has_value());
      CHECK(alike->bytes == other.size());
      CHECK(alike->text == text);
      CHECK(alike->escaped == escaped);
    }
  }

  TEST_CASE("any other, and one that is not all there, is none") {
    const auto shape = learnt();
    CHECK(!shape.match(event("10", R"("two")", "null")));
    CHECK(!shape.match(event("null", R"("two")", R"("a")")));
    CHECK(!shape.match(event("10", "null", R"("a")")));
    CHECK(!shape.match(event("10", R"("two")", R"("a")", R"(,"object":"response")")));
    const std::string whole = event("10", R"("two")", R"("a")");
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CHECK(!shape.match(std::string_view(whole).substr(0, size)));
    }
    CHECK(!EventShape().match(whole));
  }

  TEST_CASE("a text that stands elsewhere teaches nothing") {
    const std::string first = event("9", R"("one")", R"("a")");
    const std::string elsewhere = R"("one")";
    EventShape shape;
    shape.learn(first, elsewhere);
    CHECK(!shape.is_known());
  }

  TEST_CASE("Responses are read to the same text wherever their stream is cut") {
    const std::string stream =
        "data: {\"type\":\"response.created\",\"sequence_number\":0}\n\n" +
        event("9", R"("one")", R"("a")") + event("10", R"(" two")", R"("")") +
        event("11", R"(",\"sequence_number\":12,")", R"("b\"c")") +
        event("12", R"(" three")", R"("d")") + event("13", R"(" four")", "null") +
        event("null", R"(" five")", R"("e")") +
        event("14", R"(" six")", R"("f")", R"(,"type":"response.refusal.delta")") +
        event("15", R"(" seven")", R"("g")") + event("16", R"(" eight")", R"("h")") +
        "data: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\"}}\n\n";
    for (std::size_t size = 1; size <= stream.size(); ++size) {
      AnswerReader reader(wire_format(sitewright::wire::WireFormatName::openai_responses));
      std::string text;
      for (std::size_t at = 0; at < stream.size(); at += size) {
        reader.feed(std::string_view(stream).substr(at, size));
        text += reader.take_text();
      }
      reader.finish();
      CAPTURE(size);
      REQUIRE(!reader.fault());
      REQUIRE(text == R"(one two,"sequence_number":12, three four five seven eight)");
      REQUIRE(reader.answer().refusal == " six");
      REQUIRE(reader.answer().complete);
    }
  }
}
