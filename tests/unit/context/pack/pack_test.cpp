#include "context/pack/pack.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "context/assemble.hpp"
#include "context/pack/known_texts.hpp"
#include "context/pack/layout.hpp"
#include "packed_projects.hpp"

using namespace sitewright;
using namespace sitewright::context;
using namespace sitewright::context::packing;

TEST_SUITE("context/pack/layout") {
  TEST_CASE("chunks are the whole text, in order, of at most 17 lines") {
    for (const auto& [path, text] : project()) {
      const auto layout = make_layout(path, text);
      std::string all;
      for (const auto& chunk : layout.chunks) {
        all += layout.lines_text(chunk.lines);
        if (!chunk.imports) CHECK(chunk.lines.last - chunk.lines.first < 17);
      }
      CHECK(all == text);
    }
  }

  TEST_CASE("a declaration begins a chunk with its comment") {
    const auto text = component("Cart", 3);
    const auto layout = make_layout("Cart.tsx", text);
    REQUIRE(layout.chunks.size() >= 2);
    CHECK(layout.chunks[0].imports);
    CHECK(layout.lines_text(layout.chunks[1].lines).starts_with("/** Shows Cart. */"));
  }
}

TEST_SUITE("context/pack") {
  TEST_CASE("no budget is passed by one token, whatever it is") {
    const auto files = project();
    const auto texts = views(files);
    ExactMeter exact;
    ProjectIndex index;
    for (const auto& [path, text] : files) REQUIRE(index.add(path, text));
    AssembleRequest request;
    request.task = "Sort the order list by price";
    std::mt19937 random(3);
    std::vector<std::size_t> budgets{0, 1, 2, 5, 20, 100, 1'000, 8'000, 1'000'000};
    for (int round = 0; round < 12; ++round) budgets.push_back(random() % 4'000);
    for (const auto budget : budgets) {
      request.budget = budget;
      KnownTexts known;
      const auto made = index.assemble(request, texts, exact, known);
      REQUIRE(made);
      CHECK(made->budget == budget);
      check_rules(*made, files, budget, exact);
    }
  }

  TEST_CASE("nor with a meter whose counts do not add up") {
    const auto files = project();
    OddMeter odd;
    for (std::size_t budget = 0; budget < 600; budget += 37) {
      AssembleRequest request;
      request.task = "Sort the order list by price";
      request.budget = budget;
      const auto made = assemble(request, views(files), odd);
      REQUIRE(made);
      check_rules(*made, files, budget, odd);
    }
  }

  TEST_CASE("reserves are kept free") {
    const auto files = project();
    ExactMeter exact;
    AssembleRequest request;
    request.task = "order";
    request.budget = 2'000;
    request.system_reserve = 700;
    request.output_reserve = 800;
    const auto made = assemble(request, views(files), exact);
    REQUIRE(made);
    check_rules(*made, files, 500, exact);
    request.output_reserve = 5'000;
    CHECK(assemble(request, views(files), exact)->files.empty());
  }

  TEST_CASE("pinned files are whole and first; too many are told by how much") {
    const auto files = project();
    ExactMeter exact;
    AssembleRequest request;
    request.task = "Sort the order list by price";
    request.budget = 4'000;
    request.pinned = {"src/Menu.tsx", "package-lock.json"};
    const auto made = assemble(request, views(files), exact);
    REQUIRE(made);
    check_rules(*made, files, 4'000, exact);
    CHECK(made->files[0].path == "package-lock.json");
    CHECK(made->files[1].path == "src/Menu.tsx");
    CHECK(made->files[1].kind == ViewKind::full);
    request.budget = 100;
    const auto refused = assemble(request, views(files), exact);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::too_large);
    request.pinned = {"src/none.ts"};
    CHECK(assemble(request, views(files), exact).error().code == Code::invalid_input);
  }

  TEST_CASE("an excerpt keeps the head of the function around it and says what is left out") {
    const auto files = project();
    ExactMeter exact;
    AssembleRequest request;
    request.task = "Change value33 of the order form";
    request.budget = 400;
    const auto made = assemble(request, views(files), exact);
    REQUIRE(made);
    const auto form = std::ranges::find(made->files, "src/OrderForm.tsx", &ContextFile::path);
    REQUIRE(form != made->files.end());
    CHECK(form->kind == ViewKind::excerpt);
    CHECK(form->text.contains("export function OrderForm("));
    CHECK(form->text.contains("value33"));
  }

  TEST_CASE("an excerpt shows the declaration of a name with digits") {
    Files files;
    for (const std::string part : {"1", "2", "3"}) {
      std::string text;
      for (int at = 100; at < 400; ++at) {
        const auto name = "thing" + part + "_" + std::to_string(at);
        text += "export function " + name + "() {\n  return 'thing'\n}\n";
      }
      files.emplace_back("src/part" + part + ".ts", text);
    }
    ExactMeter exact;
    AssembleRequest request;
    request.task = "thing2_317 should return nothing";
    request.budget = 600;
    const auto made = assemble(request, views(files), exact);
    REQUIRE(made);
    CHECK(made->text().contains("export function thing2_317() {\n  return"));
  }

  TEST_CASE("the lines around an error are shown") {
    const auto files = project();
    ExactMeter exact;
    AssembleRequest request;
    request.task = "Mend the build";
    request.budget = 500;
    request.errors = {{"src/huge.ts", 2'000}, {"src/none.ts", 3}, {"src/Menu.tsx", 0}};
    const auto made = assemble(request, views(files), exact);
    REQUIRE(made);
    check_rules(*made, files, 500, exact);
    const auto huge = std::ranges::find(made->files, "src/huge.ts", &ContextFile::path);
    REQUIRE(huge != made->files.end());
    CHECK(std::ranges::any_of(
        huge->ranges, [](LineRange range) { return range.first <= 2'000 && range.last >= 2'000; }));
    CHECK(std::ranges::find(huge->reasons, "an error points here") != huge->reasons.end());
  }

  TEST_CASE("what is left out has a reason") {
    const auto files = project();
    ExactMeter exact;
    AssembleRequest request;
    request.task = "Sort the order list";
    request.budget = 600;
    const auto made = assemble(request, views(files), exact);
    REQUIRE(made);
    const auto reason = [&](std::string_view path) {
      const auto at = std::ranges::find(made->omitted, path, &OmittedFile::path);
      return at == made->omitted.end() ? std::string() : at->reason;
    };
    CHECK(reason("package-lock.json") == "lock files are not shown");
    CHECK(reason("src/binary.ts") == "binary");
    CHECK(reason("src/latin.ts") == "not UTF-8");
  }

  TEST_CASE("the same request gives the same bytes, however the files came in") {
    auto files = project();
    ExactMeter exact;
    AssembleRequest request;
    request.task = "Sort the order list by price";
    request.budget = 3'000;
    const auto first = assemble(request, views(files), exact);
    std::ranges::reverse(files);
    const auto second = assemble(request, views(files), exact);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->text() == second->text());
  }

  TEST_CASE("files stand in path order, so that two steps share a prefix") {
    const auto files = project();
    ExactMeter exact;
    AssembleRequest request;
    request.budget = 3'000;
    request.task = "Sort the order list by price";
    const auto made = assemble(request, views(files), exact);
    REQUIRE(made);
    const auto shown = std::ranges::find(made->files, ViewKind::summary, &ContextFile::kind);
    CHECK(std::ranges::is_sorted(made->files.begin(), shown, {}, &ContextFile::path));
  }
}

TEST_SUITE("context/assemble") {
  TEST_CASE("with the wanted texts alone the context is the same") {
    const auto files = project();
    ExactMeter exact;
    ProjectIndex index;
    for (const auto& [path, text] : files) REQUIRE(index.add(path, text));
    AssembleRequest request;
    request.task = "Sort the order list by price";
    request.budget = 1'500;
    std::vector<SourceFile> some;
    for (const auto& path : index.wanted(request)) {
      const auto at = std::ranges::find(files, path, &Files::value_type::first);
      some.push_back({at->first, at->second});
    }
    KnownTexts known;
    const auto lean = index.assemble(request, some, exact, known);
    const auto whole = index.assemble(request, views(files), exact, known);
    REQUIRE(lean);
    REQUIRE(whole);
    CHECK(lean->text() == whole->text());
  }

  TEST_CASE("a project that fits is shown whole, however many files it has") {
    Files files;
    for (int at = 1000; at < 1500; ++at) {
      files.emplace_back("src/part" + std::to_string(at) + ".ts", "export const a = 1;\n");
    }
    files.emplace_back("package-lock.json", std::string(1'000'000, ' '));
    files.emplace_back("a.png", std::string(1'000'000, '\0'));
    ExactMeter exact;
    ProjectIndex index;
    for (const auto& [path, text] : files) REQUIRE(index.add(path, text));
    AssembleRequest request;
    request.task = "Anything";
    request.budget = 100'000;
    CHECK(index.wanted(request).size() == 500);
    KnownTexts known;
    const auto made = index.assemble(request, views(files), exact, known);
    REQUIRE(made);
    check_rules(*made, files, request.budget, exact);
    CHECK(made->files.size() == 500);
    CHECK(made->omitted.size() == 2);
  }

  TEST_CASE("of small files as many are looked at as fill the budget") {
    Files files{{"src/large.ts", std::string()}};
    for (int at = 0; at < 20'000; ++at) files[0].second += "// a line of a large file\n";
    for (int at = 1000; at < 1600; ++at) {
      files.emplace_back("src/part" + std::to_string(at) + ".ts", "export const part = 1;\n");
    }
    ExactMeter exact;
    AssembleRequest request;
    request.task = "Every part is one";
    request.budget = 6'000;
    const auto made = assemble(request, views(files), exact);
    REQUIRE(made);
    check_rules(*made, files, request.budget, exact);
    CHECK(made->total_tokens > 5'500);
    ProjectIndex index;
    for (const auto& [path, text] : files) REQUIRE(index.add(path, text));
    request.budget = 120;
    CHECK(index.wanted(request).size() == 12);
  }

  TEST_CASE("a changed, a removed and a returning file are seen") {
    auto files = project();
    ExactMeter exact;
    ProjectIndex index;
    for (const auto& [path, text] : files) REQUIRE(index.add(path, text));
    AssembleRequest request;
    request.task = "zebra crossing";
    request.budget = 900;
    files.back().second = "export const zebraCrossing = 1\n";
    REQUIRE(index.add(files.back().first, files.back().second));
    CHECK(index.wanted(request).front() == files.back().first);
    index.remove(files.back().first);
    CHECK(index.size() + 1 == files.size());
    REQUIRE(index.add(files.back().first, files.back().second));
    KnownTexts known;
    const auto made = index.assemble(request, views(files), exact, known);
    REQUIRE(made);
    CHECK(made->text().contains("zebraCrossing"));
  }

  TEST_CASE("whatever changed before, an index answers like one made anew") {
    std::mt19937 random(11);
    auto files = project();
    files.erase(files.begin() + 1);  // the huge one
    ExactMeter exact;
    KnownTexts known;
    ProjectIndex index;
    const auto hold = [&] {
      std::ranges::sort(files);
      std::vector<IndexedFile> indexed;
      for (const auto& [path, text] : files) {
        indexed.push_back({path, std::make_shared<const FileRecord>(make_record(path, text)),
                           path.ends_with(".json") ? text : std::string_view{}});
      }
      REQUIRE(index.hold(indexed));
    };
    AssembleRequest request;
    request.task = "Sort the order list by price";
    request.focus = {"src/Cart.tsx"};
    request.budget = 2'000;
    for (int round = 0; round < 40; ++round) {
      auto& [path, text] = files[random() % files.size()];
      const auto& other = files[random() % files.size()].first;
      const auto number = std::to_string(random() % 8);
      if (round % 7 == 6) {
        path = "src/Moved" + number + std::to_string(round) + ".tsx";
      } else if (path.ends_with(".tsx")) {
        text = "import x from './" + other.substr(other.find('/') + 1) + "'\n" +
               component("Order" + number, round);
      } else if (!path.ends_with(".json")) {
        text += "// price " + number + "\n";
      }
      if (round % 2 == 0 || round % 7 == 6) {
        hold();
      } else {
        for (const auto& [one, its] : files) REQUIRE(index.add(one, its));
      }
      const auto anew = assemble(request, views(files), exact);
      const auto made = index.assemble(request, views(files), exact, known);
      REQUIRE(anew);
      REQUIRE(made);
      CHECK(made->text() == anew->text());
      CHECK(made->total_tokens == exact.count(made->text()));
      REQUIRE(made->files.size() == anew->files.size());
      for (std::size_t at = 0; at < made->files.size(); ++at) {
        CHECK(made->files[at].score == anew->files[at].score);
      }
    }
  }

  TEST_CASE("a project whose records pass the memory mark is refused with the figure") {
    ProjectIndex index;
    FileRecord record;
    record.terms.resize(ProjectIndex::most_bytes / sizeof(TermCount) / 2);
    const auto large = std::make_shared<const FileRecord>(std::move(record));
    REQUIRE(index.add("a.ts", large));
    const auto refused = index.add("b.ts", large);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::too_large);
    CHECK(refused.error().detail.contains("bytes too much"));
  }
}
