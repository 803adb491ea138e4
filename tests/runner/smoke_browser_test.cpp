#include "build/smoke_browser.hpp"

#include <doctest/doctest.h>

#include "build/size_budget.hpp"
#include "report/frame.hpp"

using sitewright::build::check_sizes;
using sitewright::build::read_report;
using sitewright::report::Category;
using sitewright::unpack::Member;

namespace report = sitewright::report;

namespace {

/// Text that compression leaves about as long as it is.
std::string noise(std::size_t bytes) {
  std::string out;
  std::uint32_t state = 1;
  while (out.size() < bytes) {
    state = state * 1664525u + 1013904223u;
    out += static_cast<char>(state >> 24);
  }
  return out;
}

const std::string webp = "RIFF1234WEBPVP8 picture";

}  // namespace

TEST_SUITE("runner/smoke_browser") {
  TEST_CASE("what the driver says is read frame by frame: lines, errors, the picture") {
    const std::vector<std::string> lines{"Looked at 1 of 1 pages."};
    report::Problem problem{Category::resource, "smoke_timeout", "Too long.", "dist/index.html"};
    const auto seen =
        read_report(report::thumbnail_frame(webp) + report::error_frame(problem) +
                    report::log_frame(report::Stream::system, report::Stage::smoke, lines));
    CHECK(seen.log == lines);
    CHECK(seen.thumbnail == webp);
    REQUIRE(seen.problems.size() == 1);
    CHECK(seen.problems[0].category == Category::resource);
    CHECK(seen.problems[0].code == "smoke_timeout");
    CHECK(seen.problems[0].file == "dist/index.html");
  }

  TEST_CASE("a site blames itself only with what a page can do") {
    report::Problem problem{Category::dependency, "x", "y"};
    const auto seen = read_report(report::error_frame(problem));
    REQUIRE(seen.problems.size() == 1);
    CHECK(seen.problems[0].category == Category::runtime);
  }

  TEST_CASE("what is no picture, is too large, or is no frame of ours is left out") {
    CHECK(read_report(report::thumbnail_frame("<svg onload=alert(1)>")).thumbnail.empty());
    CHECK(read_report(report::thumbnail_frame(webp + std::string(200'000, 'x'))).thumbnail.empty());
    const std::string frame = report::thumbnail_frame(webp);
    for (std::size_t cut = 0; cut < frame.size(); ++cut) {
      CHECK(read_report(std::string_view(frame).substr(0, cut)).thumbnail.empty());
    }
    CHECK(read_report("\xff\xff\xff\xff\xff\xff\xff\xff{}").log.empty());
    const std::string foreign{"\x02\0\0\0\0\0\0\0{}", 10};
    CHECK(read_report(foreign + frame).thumbnail.empty());
  }
}

TEST_SUITE("runner/size_budget") {
  TEST_CASE("sizes count compressed, scripts and styles apart") {
    const std::string same(4'000'000, 'a');
    const std::string some = noise(30'000);
    const std::string much = noise(900'000);
    const std::vector<Member> site{
        {"assets/a.js", same}, {"assets/b.css", some}, {"big.webp", much}, {"index.html", ""}};
    const auto report = check_sizes(site);
    CHECK(report.problems.empty());
    CHECK(report.warnings.empty());
  }

  TEST_CASE("above the soft limit is a warning, above the hard one an error that names the file") {
    const std::string script = noise(100'000);
    const std::string style = noise(140'000);
    const std::vector<Member> site{{"assets/a.js", script},
                                   {"assets/b.js", script},
                                   {"assets/c.css", style},
                                   {"index.html", ""}};
    const auto report = check_sizes(site);
    REQUIRE(report.warnings.size() == 1);
    CHECK(report.warnings[0].contains("of JavaScript"));
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems[0].code == "size_budget");
    CHECK(report.problems[0].category == Category::resource);
    CHECK(report.problems[0].file == "dist/assets/c.css");
  }
}
