#include "codeops/parser.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace sitewright::codeops;
using namespace std::string_view_literals;
using sitewright::Code;

namespace {

// Neighbouring live text joined: what remains must not depend on the cuts.
std::vector<Event> joined(const std::vector<Event>& events) {
  std::vector<Event> out;
  for (const Event& event : events) {
    const auto* text = std::get_if<TextWritten>(&event);
    auto* last = out.empty() ? nullptr : std::get_if<TextWritten>(&out.back());
    if (text != nullptr && last != nullptr) {
      last->text += text->text;
    } else {
      out.push_back(event);
    }
  }
  return out;
}

struct Outcome {
  std::vector<Event> events;
  std::string commentary;
  std::string error;

  bool operator==(const Outcome&) const = default;
};

Outcome parsed_in_steps(std::string_view answer, std::size_t step) {
  Parser parser;
  Outcome outcome;
  sitewright::Result<void> result;
  for (std::size_t at = 0; result && at < answer.size(); at += step) {
    result = parser.feed(answer.substr(at, step), outcome.events);
  }
  if (result) result = parser.finish(outcome.events);
  if (!result) outcome.error = result.error().detail;
  outcome.events = joined(outcome.events);
  outcome.commentary = parser.commentary();
  return outcome;
}

Answer answer_of(std::string_view text) {
  auto answer = parse(text);
  if (!answer) FAIL(answer.error().detail);
  return *std::move(answer);
}

std::string error_of(std::string_view text, Code code = Code::invalid_input) {
  const auto answer = parse(text);
  REQUIRE_MESSAGE(!answer.has_value(), text);
  CHECK(answer.error().code == code);
  return answer.error().detail;
}

constexpr std::string_view example =
    "I rename the page and change its title.\n"
    "@@rename src/Main.tsx -> src/Home.tsx\n"
    "@@edit src/Home.tsx\n"
    "@@find\n"
    "  <h1>Hello</h1>\n"
    "@@replace\n"
    "  <h1>Wéłçome 👋</h1>\n"
    "@@end\n"
    "\n"
    "@@write public/robots.txt\n"
    "User-agent: *\n"
    "@@@find is escaped\n"
    "@@end\n"
    "@@delete src/old.ts\n"
    "Done.\n";

const std::vector<Operation> example_operations{
    {.kind = Kind::rename, .path = "src/Main.tsx", .to = "src/Home.tsx"},
    {.kind = Kind::edit,
     .path = "src/Home.tsx",
     .edits = {{"  <h1>Hello</h1>\n", "  <h1>Wéłçome 👋</h1>\n"}}},
    {.kind = Kind::write,
     .path = "public/robots.txt",
     .text = "User-agent: *\n@@find is escaped\n"},
    {.kind = Kind::remove, .path = "src/old.ts"}};

}  // namespace

TEST_SUITE("codeops/parser") {
  TEST_CASE("operations and commentary come apart") {
    const auto answer = answer_of(example);
    CHECK(answer.operations == example_operations);
    CHECK(answer.commentary == "I rename the page and change its title.\n\nDone.\n");
  }

  TEST_CASE("events tell the start, the live text and the end of each operation, with lines") {
    const auto outcome = parsed_in_steps(example, example.size());
    const std::vector<Event> expected{
        OperationStarted{Kind::rename, "src/Main.tsx", 2},
        OperationFinished{example_operations[0], 2},
        OperationStarted{Kind::edit, "src/Home.tsx", 3},
        TextWritten{"src/Home.tsx", "  <h1>Wéłçome 👋</h1>\n"},
        OperationFinished{example_operations[1], 3},
        OperationStarted{Kind::write, "public/robots.txt", 10},
        TextWritten{"public/robots.txt", "User-agent: *\n@@find is escaped\n"},
        OperationFinished{example_operations[2], 10},
        OperationStarted{Kind::remove, "src/old.ts", 14},
        OperationFinished{example_operations[3], 14}};
    CHECK(outcome.events == expected);
  }

  TEST_CASE("any cut of the answer gives the same, also inside characters and CRLF") {
    std::string crlf;
    for (const char c : example) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    for (const std::string& text :
         {std::string(example), crlf, "```\n" + std::string(example) + "```\n",
          std::string(example.substr(0, 150)), std::string("@@write a\nx\n@@edit b\n")}) {
      const auto whole = parsed_in_steps(text, text.size());
      for (std::size_t step = 1; step < text.size(); ++step) {
        CHECK(parsed_in_steps(text, step) == whole);
      }
    }
  }

  TEST_CASE("an operation is finished as soon as its last line is complete") {
    Parser parser;
    std::vector<Event> events;
    REQUIRE(parser.feed("@@write a.txt\nhello\nwor", events));
    REQUIRE(events.size() == 2);
    CHECK(std::get<TextWritten>(events[1]).text == "hello\n");
    REQUIRE(parser.feed("ld\n@@end", events));
    CHECK(events.size() == 2);  // "@@end" may still become "@@ending"
    CHECK(std::get<TextWritten>(events[1]).text == "hello\nworld\n");
    REQUIRE(parser.feed("\n", events));
    CHECK(std::get<OperationFinished>(events.back()).operation.text == "hello\nworld\n");
  }

  TEST_CASE("a CRLF answer gives LF files, and a CR in an LF answer is content") {
    CHECK(answer_of("@@write a\r\nx\r\n\r\ny\r\r\n@@end\r\n").operations[0].text == "x\n\ny\r\n");
    CHECK(answer_of("@@write a\nx\r\n@@end\n").operations[0].text == "x\r\n");
  }

  TEST_CASE("a file may be empty, be one blank line, or end without a newline") {
    CHECK(answer_of("@@write a\n@@end\n").operations[0].text.empty());
    CHECK(answer_of("@@write a\n\n@@end\n").operations[0].text == "\n");
    CHECK(answer_of("@@write a\nx\n@@end no-newline\n").operations[0].text == "x");
    CHECK(answer_of("@@write a\nx\n@@end").operations[0].text == "x\n");
  }

  TEST_CASE("lines with @@ that are no directive are content, escaped or not") {
    const auto text = "@@write a\n@@ -1,3 +1,4 @@\n@@@end\n@@@@end\n@@endless\n @@end\n@@end\n";
    CHECK(answer_of(text).operations[0].text ==
          "@@ -1,3 +1,4 @@\n@@end\n@@@end\n@@endless\n @@end\n");
  }

  TEST_CASE("Markdown fences around operations are dropped, other fences are commentary") {
    const auto answer = answer_of(
        "Look:\n```tsx\n<p/>\n```\nNow:\n```\n@@write a\n```\ninner\n```\n@@end\n@@delete b\n```\n"
        "End.\n");
    REQUIRE(answer.operations.size() == 2);
    CHECK(answer.operations[0].text == "```\ninner\n```\n");
    CHECK(answer.commentary == "Look:\n```tsx\n<p/>\n```\nNow:\nEnd.\n");
  }

  TEST_CASE("an @@end after rename and delete is taken, a second one is not") {
    CHECK(answer_of("@@delete a\n@@end\n@@rename b -> c\n\n@@end\n").operations.size() == 2);
    CHECK(error_of("@@delete a\n@@end\n@@end\n") == "line 3: @@end outside of an operation");
    CHECK(error_of("@@delete a\ntext\n@@end\n") == "line 3: @@end outside of an operation");
  }

  TEST_CASE("several blocks belong to one edit, a replacement may be empty") {
    const auto answer =
        answer_of("@@edit a  \n\n@@find\none\n\n@@replace\n@@find  \ntwo\n@@replace\n2\n@@end\n");
    CHECK(answer.operations ==
          std::vector<Operation>{
              {.kind = Kind::edit, .path = "a", .edits = {{"one\n\n", ""}, {"two\n", "2\n"}}}});
  }

  TEST_CASE("errors name the line and the reason") {
    CHECK(error_of("hi\n@@end\n") == "line 2: @@end outside of an operation");
    CHECK(error_of("@@find\n") == "line 1: @@find outside of an operation");
    CHECK(error_of("@@write a\nx\n@@write b\n") ==
          "line 3: @@write inside the @@write of line 1; @@end is missing before it");
    CHECK(error_of("\n@@write a\nx\n") ==
          "line 3: the answer ends inside the @@write of line 2; @@end is missing before it");
    CHECK(error_of("@@edit a\n@@end\n") == "line 2: @@edit without any @@find");
    CHECK(error_of("@@edit a\nfoo\n") == "line 2: text where @@find is due");
    CHECK(error_of("@@edit a\n@@find\n@@replace\n") ==
          "line 3: @@find without any line; it says which lines to replace");
    CHECK(error_of("@@edit a\n@@find\nx\n@@end\n") == "line 4: @@end where @@replace is due");
    CHECK(error_of("@@edit a\n@@find x\n") == "line 2: @@find takes nothing after it");
    CHECK(error_of("@@edit a\n@@replace\n").starts_with("line 2: @@replace inside the @@edit"));
    CHECK(error_of("@@write a\n@@end now\n").starts_with("line 2: @@end takes nothing after it"));
    CHECK(error_of("@@rename a b\n") == "line 1: @@rename takes one 'old path -> new path'");
    CHECK(error_of("@@rename a -> b -> c\n") ==
          "line 1: @@rename takes one 'old path -> new path'");
    CHECK(error_of("@@write ../a\n") == "line 1: path '../a': a '.' or '..' segment");
    CHECK(error_of("@@write\n") == "line 1: path '': an empty path");
    CHECK(error_of("@@delete `a\tb`\n") == "line 1: path '`a?b`': a control character");
    CHECK(error_of("@@write a\nok\nb\xff\n@@end\n") ==
          "line 3: not well-formed UTF-8, or a NUL byte");
    CHECK(error_of("@@write a\n\0\n@@end\n"sv) == "line 2: not well-formed UTF-8, or a NUL byte");
  }

  TEST_CASE("the bounds on operations, file and answer hold") {
    std::string many;
    for (int i = 0; i < 500; ++i) many += "@@delete a\n";
    CHECK(answer_of(many).operations.size() == 500);
    CHECK(error_of(many + "@@delete a\n", Code::too_large) == "line 501: more than 500 operations");

    const std::string line(1023, 'x');
    std::string file = "@@write a\n";
    for (int i = 0; i < 1024; ++i) file += line + "\n";
    CHECK(answer_of(file + "@@end\n").operations[0].text.size() == 1 << 20);
    CHECK(error_of(file + "\n@@end\n", Code::too_large).starts_with("line 1026: more than"));

    CHECK(parse(std::string(8 << 20, ' ')).has_value());
    CHECK(error_of(std::string((8 << 20) + 1, ' '), Code::too_large).starts_with("line 1: the "));
  }

  TEST_CASE("after an error every further call gives the same one") {
    Parser parser;
    std::vector<Event> events;
    CHECK_FALSE(parser.feed("@@delete a\n@@end x\n@@end\n@@end\n", events).has_value());
    const auto again = parser.feed("@@delete b\n", events);
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error() == parser.finish(events).error());
    CHECK(events.size() == 2);
  }
}
