#include "build/smoke.hpp"

#include <doctest/doctest.h>

#include "build/html_links.hpp"
#include "build/media_type.hpp"

using sitewright::build::html_links;
using sitewright::build::media_type_of;
using sitewright::build::smoke_test;
using sitewright::report::Problem;
using sitewright::unpack::Member;

namespace {

std::vector<std::string> codes(const std::vector<Problem>& problems) {
  std::vector<std::string> out;
  for (const Problem& one : problems) out.push_back(one.code);
  return out;
}

std::vector<Problem> smoke_of_page(std::string_view html) {
  const std::vector<Member> site{{"about.html", "<p id=x>"},
                                 {"assets/a b.js", ""},
                                 {"index.html", html},
                                 {"shop/index.html", ""}};
  return smoke_test(site);
}

}  // namespace

TEST_SUITE("runner/smoke") {
  TEST_CASE(
      "a page without text and script is empty, and what scripts put the site into has to be "
      "there") {
    CHECK(
        codes(smoke_of_page("<html><body>\n<div id=\"root\"><!--page--></div>\n</body></html>")) ==
        std::vector<std::string>{"empty_page"});
    CHECK(smoke_of_page("<html><body><p>Bread</p></body></html>").empty());
    CHECK(codes(smoke_of_page(
              "<html data-page=\"home\"><title>A</title><body><script></script></body>")) ==
          std::vector<std::string>{"empty_page"});
    CHECK(codes(smoke_of_page("<html data-page=\"home\"><body><p>Bread</p></body></html>")) ==
          std::vector<std::string>{"empty_page"});
    const auto with_script = [](std::string_view html) {
      const std::vector<Member> site{{"a.js", "d(document.getElementById(`root`))"},
                                     {"index.html", html}};
      return codes(smoke_test(site));
    };
    CHECK(with_script("<body><div id=\"root\"></div><script src=a.js></script></body>") ==
          std::vector<std::string>{});
    CHECK(with_script("<body><div id=\"app\"></div><script src=a.js></script></body>") ==
          std::vector<std::string>{"no_root_element"});
  }

  TEST_CASE("links are found in any quoting and case, with their lines") {
    const auto links =
        html_links("<a\n href=x.html>\n<IMG SRC='y.png'><link HREF = \"z.css?a=1&amp;b=2\"/>");
    REQUIRE(links.size() == 3);
    CHECK(links[0].address == "x.html");
    CHECK(links[0].line == 2);
    CHECK(links[1].address == "y.png");
    CHECK(links[2].address == "z.css?a=1&b=2");
    CHECK(links[2].line == 3);
  }

  TEST_CASE("comments, scripts, styles and text hold no links") {
    CHECK(html_links("<!-- <a href=a> --><script>'<a href=b>'</script><style><a href=c></style>"
                     "<title><a href=d></title> href=e <p data-href=f>")
              .empty());
  }

  TEST_CASE("broken markup ends, whatever it is") {
    for (const char* html : {"<", "<a", "<a href", "<a href=", "<a href=\"x", "<!--", "<script>",
                             "<a =>", "<a/", "</"}) {
      CHECK(html_links(html).size() <= 1);
    }
  }

  TEST_CASE("relative, absolute, folder and extensionless addresses resolve") {
    CHECK(smoke_of_page(
              "<a href='/'></a><a href='about.html#x'></a><a href='/about'></a><a href='shop/'></a>"
              "<a href='./shop'></a><script src='/assets/a%20b.js?v=1'></script><a href='#top'></a>"
              "<a href='https://elsewhere.example/x'></a><a href='//cdn.example/y'></a>"
              "<a href='mailto:a@b.example'></a><img src='data:image/png;base64,AA'>")
              .empty());
  }

  TEST_CASE("an address of nothing, and one that leaves the site, are named") {
    const auto problems =
        smoke_of_page("<p>\n<a href='/nothing'></a><a href='../../etc/passwd'></a>");
    CHECK(codes(problems) == std::vector<std::string>{"broken_link", "link_leaves_site"});
    CHECK(problems[0].file == "dist/index.html");
    CHECK(problems[0].line == 2);
  }

  TEST_CASE("a site needs a first page") {
    const std::vector<Member> site{{"about.html", ""}};
    CHECK(codes(smoke_test(site)) == std::vector<std::string>{"no_index_page"});
  }

  TEST_CASE("media types go by extension, in any case") {
    CHECK(media_type_of("a/b.HTML") == "text/html; charset=utf-8");
    CHECK(media_type_of("x.tar.woff2") == "font/woff2");
    CHECK(media_type_of("dir.css/none") == "application/octet-stream");
  }

  TEST_CASE("an address that names an element of its page or of another one must be right") {
    const auto site_of = [](std::string_view home) {
      return std::vector<Member>{{"about/index.html", "<h2 id='team'>Team</h2><a name=old></a>"},
                                 {"index.html", home},
                                 {"sprite.svg", "<svg/>"}};
    };
    CHECK(smoke_test(site_of("<p id=here><a href='#here'></a><a href='/about/#team'></a>"
                             "<a href='about#old'></a><a href='#top'></a><a href='#'></a>"
                             "<a href='#/route'></a><a href='/sprite.svg#moon'></a>"
                             "<p id='größe'><a href='#gr%C3%B6%C3%9Fe'></a>"))
              .empty());
    const auto problems =
        smoke_test(site_of("\n<a href='#there'></a><a href='/about/#boats'></a>"));
    CHECK(codes(problems) == std::vector<std::string>{"broken_anchor", "broken_anchor"});
    CHECK(problems[0].line == 2);
    CHECK(problems[0].message == "The address \"#there\" names no element of its page.");
  }
}
