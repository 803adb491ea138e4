#include "report/frame.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "healing/errors/clean_text.hpp"
#include "report/frame_log.hpp"
#include "report/line_log.hpp"
#include "wire/generated/build.hpp"

using namespace sitewright::report;
using nlohmann::json;
using sitewright::healing::clean_line;
using sitewright::healing::clipped;

namespace {

std::uint32_t u32(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

json header_of(const std::string& frame) {
  return json::parse(frame.substr(8, u32(frame, 0)));
}

std::vector<json> drain(FrameLog& log) {
  log.close(heartbeat_frame());
  std::vector<json> out;
  FrameLog::Frame frame;
  for (std::size_t i = 0; log.next(i, std::chrono::milliseconds(0), frame) == FrameLog::Wait::ready;
       ++i) {
    out.push_back(header_of(*frame));
  }
  out.pop_back();
  return out;
}

}  // namespace

TEST_SUITE("runner/frame") {
  TEST_CASE("a frame is two lengths, the header and the body") {
    const std::string frame =
        file_frame({"index.html", "<html>", std::string(64, 'a'), "text/html"});
    CHECK(frame.size() == 8 + u32(frame, 0) + u32(frame, 4));
    CHECK(u32(frame, 4) == 6);
    CHECK(frame.ends_with("<html>"));
  }

  TEST_CASE("every kind of frame is what the schema's decoder accepts") {
    const std::vector<std::string> lines{"a", std::string(5000, 'x')};
    const std::vector<std::string> all{
        stage_frame(Stage::typecheck, StageStatus::skipped, 7),
        log_frame(Stream::err, Stage::build, lines),
        usage_frame({1, 2, 3}),
        file_frame({"a.js", "x", std::string(64, '0'), "text/javascript"}),
        error_frame(
            {Category::network, std::string(100, 'c'), std::string(9000, 'm'), "src/a.ts", 3, 4}),
        error_frame({Category::unknown, "x", "y"}),
        heartbeat_frame(),
        done_frame({Ending::cancelled, 1, 2, 3, 4})};
    for (const std::string& frame : all) {
      const auto decoded =
          sitewright::wire::decode<sitewright::wire::Frame>(frame.substr(8, u32(frame, 0)));
      CHECK_MESSAGE(decoded.has_value(), frame);
    }
    CHECK(header_of(all[5])["file"].is_null());
    CHECK(header_of(all[4])["line"] == 3);
    CHECK(header_of(all[7])["status"] == "cancelled");
  }

  TEST_CASE("readers get every frame from the start, also when they come late or early") {
    FrameLog log;
    log.append("one");
    std::string seen;
    std::thread reader([&] {
      FrameLog::Frame frame;
      for (std::size_t i = 0; log.next(i, std::chrono::seconds(5), frame) == FrameLog::Wait::ready;
           ++i)
        seen += *frame;
    });
    log.append("two");
    log.close("end");
    log.append("after");
    reader.join();
    CHECK(seen == "onetwoend");
  }
}

TEST_SUITE("runner/line_log") {
  TEST_CASE("lines are cut at newlines wherever the reads fall, 64 to a frame") {
    FrameLog frames;
    LogBudget budget(1 << 20);
    std::vector<std::string> lines;
    LineLog log(frames, budget, Stage::build, Stream::out,
                [&](std::string_view line) { lines.emplace_back(line); });
    std::string text;
    for (int i = 0; i < 100; ++i) text += "line " + std::to_string(i) + "\r\n";
    text += "last";
    for (std::size_t at = 0; at < text.size(); at += 7)
      log.write(std::string_view(text).substr(at, 7));
    log.finish();
    CHECK(lines.size() == 101);
    CHECK(lines[99] == "line 99");
    CHECK(lines[100] == "last");
    const auto sent = drain(frames);
    REQUIRE(sent.size() == 2);
    CHECK(sent[0]["lines"].size() == 64);
    CHECK(sent[1]["lines"].size() == 37);
  }

  TEST_CASE("past the limit one system line says so, and no more is sent") {
    FrameLog frames;
    LogBudget budget(20);
    LineLog log(frames, budget, Stage::build, Stream::out);
    for (int i = 0; i < 10; ++i) log.write("123456789\n");
    log.finish();
    const auto sent = drain(frames);
    REQUIRE(sent.size() == 2);
    CHECK(sent[0]["lines"].size() == 2);
    CHECK(sent[1]["stream"] == "system");
  }

  TEST_CASE("text is stripped of escapes and repaired; a cut keeps characters whole") {
    CHECK(clean_line("\x1b[31mred\x1b[0m\x1b]0;title\x07 \tend\x1b") == "red  end");
    CHECK(clean_line("a\xff"
                     "b\xc3") == "a\uFFFDb\uFFFD");
    CHECK(clipped("aäöü", 6) == "aä…");
    CHECK(clipped("short", 5) == "short");
  }
}
