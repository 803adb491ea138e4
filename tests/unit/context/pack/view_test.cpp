#include "context/pack/view.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "packed_projects.hpp"

using namespace sitewright;
using namespace sitewright::context;
using namespace sitewright::context::packing;

TEST_SUITE("context/pack/view") {
  TEST_CASE("where declarations are left out a mark says so, however tight the budget is") {
    std::string text;
    std::string one_line;
    for (const std::string name :
         {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"}) {
      text +=
          "export function " + name + "(value: number): number {\n  const doubled = value * 2\n";
      text += "  return doubled + " + name + "Table[value % 7]\n}\n\n";
      one_line += "export function " + name + "(a){return a*2} ";
    }
    ExactMeter exact;
    AssembleRequest request;
    request.task = "Change theta and beta";
    for (const bool lines : {true, false}) {
      const Files files{{"src/greek.ts", lines ? text : one_line},
                        {"src/latin.ts", component("Latin", 60)}};
      for (request.budget = 20; request.budget < 300; ++request.budget) {
        const auto made = assemble(request, views(files), exact);
        REQUIRE(made);
        check_rules(*made, files, request.budget, exact);
        const auto greek = std::ranges::find(made->files, "src/greek.ts", &ContextFile::path);
        if (greek == made->files.end() || greek->kind == ViewKind::full) continue;
        CAPTURE(greek->text);
        // Between two names that do not follow each other stands a mark.
        std::size_t last = greek->text.find('\n');
        bool missing = false;
        for (const std::string name : {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta",
                                       "theta", "iota", "kappa"}) {
          if (greek->kind == ViewKind::summary) break;
          const auto at = greek->text.find("function " + name + "(");
          if (at != std::string::npos && missing) {
            CHECK(greek->text.substr(last, at - last).contains("…\n"));
          }
          missing = at == std::string::npos;
          if (!missing) last = at;
        }
        if (missing) CHECK(greek->text.substr(last).contains("…"));
      }
    }
  }

  TEST_CASE("a heading stands for its line alone, punctuation is nothing that could be missed") {
    std::string markdown = "# One\n\nFirst words of it.\n";
    for (int at = 0; at < 60; ++at) markdown += "\nMore of the same about nothing at all.\n";
    std::string json = "{\n  \"name\": \"shop\",\n  \"list\": {\n";
    for (int at = 0; at < 60; ++at) json += "    \"k" + std::to_string(at) + "\": [1, 2, 3],\n";
    ExactMeter exact;
    AssembleRequest request;
    request.task = "name the list of the shop";
    request.budget = 60;
    const auto text_of = [&](const std::string& path, const std::string& text) {
      const Files files{{path, text}};
      const auto made = assemble(request, views(files), exact);
      REQUIRE(made);
      check_rules(*made, files, request.budget, exact);
      REQUIRE(made->files.size() == 1);
      CHECK(made->files[0].kind != ViewKind::summary);
      return made->files[0].text;
    };
    const std::string read_me = text_of("README.md", markdown);
    CAPTURE(read_me);
    CHECK(read_me.contains("# One\n"));
    CHECK(read_me.ends_with("…\n"));
    const std::string data = text_of("data.json", json + "    \"z\": 1\n  }\n}\n");
    CAPTURE(data);
    CHECK(data.contains("\"list\": { … }\n"));
    CHECK_FALSE(data.contains("…\n"));
  }

  TEST_CASE("a pinned file that is not text is refused by name") {
    const auto files = project();
    ExactMeter exact;
    AssembleRequest request;
    request.task = "Sort the order list";
    for (const std::string path : {"src/binary.ts", "src/latin.ts"}) {
      request.pinned = {"src/Menu.tsx", path};
      for (request.budget = 4'000; request.budget < 10'000'000; request.budget *= 100) {
        const auto refused = assemble(request, views(files), exact);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == Code::invalid_input);
        CHECK(refused.error().detail == "a pinned file is not text: " + path);
      }
    }
  }

  TEST_CASE("a view of a file that could not be read to its end says so") {
    const Files files{{"src/Cart.tsx", component("Cart", 60) + "const open = `never\n"},
                      {"src/Menu.tsx", component("Menu", 60)}};
    ExactMeter exact;
    AssembleRequest request;
    request.task = "Change the cart and the menu";
    request.budget = 300;
    const auto made = assemble(request, views(files), exact);
    REQUIRE(made);
    for (const auto& file : made->files) {
      const bool says =
          std::ranges::contains(file.reasons, "read up to line 75: unclosed template literal");
      CHECK(says == (file.path == "src/Cart.tsx"));
    }
    CHECK(made->files.size() == 2);
  }
}
