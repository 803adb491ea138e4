#include "models/stream/sse_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace sitewright::models;

namespace {

using Events = std::vector<std::pair<std::string, std::string>>;

Events read(std::string_view stream, std::size_t piece) {
  SseReader reader;
  Events events;
  SseEvent event;
  for (; !stream.empty(); stream.remove_prefix(std::min(piece, stream.size()))) {
    reader.feed(stream.substr(0, piece));
    for (auto more = reader.next(event); more.value(); more = reader.next(event)) {
      events.emplace_back(event.type, event.data);
    }
  }
  if (reader.rest(event)) events.emplace_back(event.type, event.data);
  return events;
}

void check(std::string_view stream, const Events& expected) {
  for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
    CAPTURE(piece);
    CHECK(read(stream, piece) == expected);
  }
}

}  // namespace

TEST_SUITE("models/stream/sse_reader") {
  TEST_CASE("lines end with LF, CR or CRLF, also in one stream, cut anywhere") {
    check("data: a\n\ndata: b\r\rdata: c\r\n\r\n", {{"", "a"}, {"", "b"}, {"", "c"}});
  }

  TEST_CASE("data spans lines, and is given with line feeds between") {
    check("event: x\ndata: one\ndata:two\ndata:  three\n\n", {{"x", "one\ntwo\n three"}});
  }

  TEST_CASE("comments, unknown fields and events without data are passed over") {
    check(": ping\n\nid: 7\nretry: 10\nevent: nothing\n\n:\ndata: a\n\n", {{"", "a"}});
  }

  TEST_CASE("a field without a colon has an empty value") {
    check("data\ndata\n\ndata:\n\n", {{"", "\n"}, {"", ""}});
  }

  TEST_CASE("a byte order mark is no part of the first field, but of later ones") {
    check(
        "\xEF\xBB\xBF"
        "data: a\n\n\xEF\xBB\xBF"
        "data: b\n\ndata: c\n\n",
        {{"", "a"}, {"", "c"}});
  }

  TEST_CASE("characters of several bytes are cut like everything else") {
    check("data: 日本 🙂\n\n", {{"", "日本 🙂"}});
  }

  TEST_CASE("what is left at the end is an event as well, marked as unfinished") {
    check("data: a\n\nevent: e\ndata: b", {{"", "a"}, {"e", "b"}});
    SseReader reader;
    SseEvent event;
    reader.feed("data: a");
    CHECK_FALSE(reader.next(event).value());
    CHECK(reader.rest(event));
    CHECK(event.unfinished);
    CHECK_FALSE(reader.rest(event));
  }

  TEST_CASE("an event beyond the limit is an error, a stream of comments is not") {
    SseReader reader(64);
    SseEvent event;
    for (int line = 0; line < 100; ++line) {
      reader.feed(": nothing yet\n");
      REQUIRE_FALSE(reader.next(event).value());
    }
    reader.feed("data: " + std::string(80, 'x'));
    REQUIRE_FALSE(reader.next(event).has_value());
    CHECK(reader.next(event).error().code == sitewright::Code::too_large);
  }
}
