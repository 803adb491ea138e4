#include "builtin/review/review.hpp"

#include <doctest/doctest.h>

#include "generated_site.hpp"

using namespace sitewright::builtin;

namespace {

nlohmann::json review(const Files& files) {
  return nlohmann::json::parse(review_files(files), nullptr, false);
}

const std::string page =
    "export { meta } from \"../content/a\";\nexport default () => <PageIntro {...a} />;\n";

}  // namespace

TEST_SUITE("builtin/review") {
  TEST_CASE("the model's own sites are approved") {
    for (const char* prompt : {"A bakery in Porto", "Make me a site to test math skills",
                               "Blog about trains", "docs for a CLI"}) {
      const auto found = review(site_for({prompt}).files);
      CAPTURE(found.dump());
      CHECK(found["approved"] == true);
    }
  }

  TEST_CASE("a missing alt text is found on its line") {
    const auto found = review({{"src/parts/a.tsx", "const a = (\n  <img src={x} />\n);\n"}});
    CHECK(found["approved"] == false);
    CHECK(found["findings"][0]["line"] == 2);
    CHECK(found["findings"][0]["path"] == "src/parts/a.tsx");
  }

  TEST_CASE("fields without label, unchecked HTML and foreign scripts are errors") {
    CHECK(review({{"src/parts/a.tsx", "<input type=\"text\" />"}})["approved"] == false);
    CHECK(review({{"src/parts/a.tsx",
                   "<label>Name <input type=\"text\" /></label>"}})["approved"] == true);
    CHECK(review({{"src/sections/a.tsx",
                   "<p dangerouslySetInnerHTML={{ __html: x }} />"}})["approved"] == false);
    CHECK(review({{"index.html",
                   "<script src=\"https://example.org/x.js\"></script>"}})["approved"] == false);
    CHECK(review({{"src/content/a.ts", "href: \"javascript:alert(1)\""}})["approved"] == false);
  }

  TEST_CASE("left-over text is an error, words that only look like it are none") {
    CHECK(review({{"src/content/a.ts",
                   "text: \"lorem "
                   "ipsum dolor\""}})["approved"] == false);
    CHECK(review({{"src/content/a.ts", "text: \"Todos los días\""}})["approved"] == true);
  }

  TEST_CASE("words that the person used were not left behind") {
    const Files files{{"src/content/a.ts",
                       "text: \"The TO"
                       "DO list that nags\""}};
    CHECK(review(files)["approved"] == false);
    CHECK(nlohmann::json::parse(review_files(files,
                                             "landing page for a to"
                                             "do list app"))["approved"] == true);
  }

  TEST_CASE("a page has one h1") {
    CHECK(review({{"src/pages/a.tsx", page}})["approved"] == true);
    CHECK(review({{"src/pages/a.tsx", page + "<Hero {...b} />"}})["approved"] == false);
  }
}
