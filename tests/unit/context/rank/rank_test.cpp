#include "context/rank/rank.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

using namespace sitewright::context;

namespace {

class Project {
 public:
  explicit Project(std::vector<std::pair<std::string, std::string>> files)
      : files_(std::move(files)) {
    for (const auto& [path, text] : files_) records_.push_back(make_record(path, text));
  }

  [[nodiscard]] Corpus corpus() const {
    std::vector<Document> documents;
    ConfigTexts configs;
    for (std::size_t at = 0; at < files_.size(); ++at) {
      documents.push_back({files_[at].first, &records_[at]});
      if (Resolver::is_config(files_[at].first, files_[at].second)) configs.insert(files_[at]);
    }
    return {documents, configs};
  }

 private:
  std::vector<std::pair<std::string, std::string>> files_;
  std::deque<FileRecord> records_;
};

const Project& shop() {
  static const Project project({
      {"src/App.tsx", "import Cart from './cart/Cart'\nimport Menu from './Menu'\n"},
      {"src/cart/Cart.tsx",
       "import { total } from './total'\nexport function Cart() { return <b>{total([])}</b> }\n"},
      {"src/cart/Cart.test.tsx", "import { Cart } from './Cart'\ntest('cart', () => {})\n"},
      {"src/cart/total.ts", "export const total = (prices: number[]) => prices.length\n"},
      {"src/Menu.tsx", "export default function Menu() { return <nav>Menu</nav> }\n"},
      {"src/theme.css", ".menu { color: red }\n.cart { color: blue }\n"},
      {"package-lock.json", "{\"cart\": \"cart cart cart\"}\n"},
      {"README.md", "# Shop\nThe cart, the menu.\n"},
  });
  return project;
}

std::vector<std::string> order_of(const Corpus& corpus, std::string_view task,
                                  const Hints& hints = {}) {
  std::vector<std::string> paths;
  for (const auto& one : rank(corpus, make_query(task), hints)) {
    paths.push_back(corpus.files()[one.file].path);
  }
  return paths;
}

}  // namespace

TEST_SUITE("context/rank/role") {
  TEST_CASE("a path tells the part that a file plays") {
    CHECK(role_of("package-lock.json") == Role::lock);
    CHECK(role_of("node_modules/a/index.js") == Role::vendored);
    CHECK(role_of("src/__generated__/api.ts") == Role::generated);
    CHECK(role_of("src/Button.test.tsx") == Role::test);
    CHECK(role_of("src/Button.stories.tsx") == Role::story);
    CHECK(role_of("public/locales/de.json") == Role::locale);
    CHECK(role_of("vite.config.ts") == Role::config);
    CHECK(role_of("src/main.tsx") == Role::entry);
    CHECK(role_of("src/pages/about.tsx") == Role::route);
    CHECK(role_of("src/globals.css") == Role::style);
    CHECK(role_of("src/user.ts") == Role::source);
    CHECK(role_of("") == Role::source);
  }

  TEST_CASE("a component, its test and its style have one stem") {
    CHECK(stem_name("a/Menu.test.tsx") == stem_name("b/Menu.module.css"));
    CHECK(stem_name("a/.eslintrc.json") == ".eslintrc");
    CHECK(extension_of("a.b/c") == "");
  }
}

TEST_SUITE("context/rank/query") {
  TEST_CASE("a scope, quoted words and identifiers weigh more than verbs and the body") {
    const auto query =
        make_query("feat(checkout): add the `coupon` field to orderForm\n\nsee wiki");
    const auto weight = [&](std::string_view word) {
      const auto at = std::ranges::find(query.words, term_of(word), &WeightedTerm::term);
      return at == query.words.end() ? 0.0 : at->weight;
    };
    CHECK(weight("checkout") > weight("field"));
    CHECK(weight("coupon") > weight("field"));
    CHECK(weight("order") > weight("field"));
    CHECK(weight("add") < weight("field"));
    CHECK(weight("wiki") < weight("field"));
    CHECK(weight("the") == 0);
  }

  TEST_CASE("paths in the task are mentions") {
    const auto query = make_query("Fix ./src/cart/Total.ts and menu.css, see v1.2");
    CHECK(query.mentions == std::vector<std::string>{"src/cart/total.ts", "menu.css", "v1.2"});
  }

  TEST_CASE("a task of any bytes is read") {
    CHECK(make_query("").words.empty());
    CHECK(make_query(std::string("\xff\xfe(:\0", 5)).mentions.empty());
    CHECK(make_query(std::string(100'000, '(')).words.empty());
  }
}

TEST_SUITE("context/rank") {
  TEST_CASE("the file that the words name comes first, its neighbours before strangers") {
    const auto corpus = shop().corpus();
    const auto order = order_of(corpus, "Show the total price in the cart");
    CHECK((order[0] == "src/cart/total.ts" || order[0] == "src/cart/Cart.tsx"));
    const auto place = [&](std::string_view path) {
      return std::ranges::find(order, path) - order.begin();
    };
    CHECK(place("src/cart/Cart.tsx") < place("src/Menu.tsx"));
    CHECK(place("src/cart/Cart.tsx") < place("package-lock.json"));
  }

  TEST_CASE("files named by the step come first, what they import soon after") {
    const auto corpus = shop().corpus();
    Hints hints;
    hints.focus = {corpus.resolver().index_of("src/Menu.tsx")};
    CHECK(order_of(corpus, "Show the total price in the cart", hints)[0] == "src/Menu.tsx");
    hints.focus = {corpus.resolver().index_of("src/App.tsx")};
    const auto ranked = rank(corpus, make_query(""), hints);
    CHECK(ranked[0].reasons.front() == "named by the step");
    CHECK(ranked[1].reasons.front() == "near a file of the task");
  }

  TEST_CASE("a file with an error and a file changed lately rise") {
    const auto corpus = shop().corpus();
    Hints hints;
    hints.errors = {corpus.resolver().index_of("src/theme.css")};
    CHECK(order_of(corpus, "Fix the build", hints)[0] == "src/theme.css");
    hints = {};
    hints.recent = {corpus.resolver().index_of("src/Menu.tsx")};
    CHECK(order_of(corpus, "", hints)[0] == "src/Menu.tsx");
  }

  TEST_CASE("shares are a distribution and the order is that of the scores") {
    const auto corpus = shop().corpus();
    const auto ranked = rank(corpus, make_query("cart menu"), {});
    double all = 0;
    for (std::size_t at = 0; at < ranked.size(); ++at) {
      all += ranked[at].share;
      if (at > 0) CHECK(ranked[at - 1].score >= ranked[at].score);
    }
    CHECK(all == doctest::Approx(1.0));
  }

  TEST_CASE("an empty project has no files to rank") {
    const Project nothing({});
    CHECK(rank(nothing.corpus(), make_query("anything"), {}).empty());
  }
}
