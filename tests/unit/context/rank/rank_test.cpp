#include "context/rank/rank.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "context/rank/features.hpp"
#include "context/rank/lexical.hpp"
#include "context/rank/mentions.hpp"

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

  TEST_CASE("a path is found as tools, links and routes write it") {
    const auto named = [](std::string_view task, std::string_view path) {
      std::vector<std::string> mentions;
      append_mentions(task, mentions);
      return mentioned(path, mentions);
    };
    CHECK(named("Fix app/(shop)/cart/page.tsx.", "app/(shop)/cart/page.tsx") == 1);
    CHECK(named("see (shop)/cart/page.tsx", "app/(shop)/cart/page.tsx") == 1);
    CHECK(named("in app/feed/(..)photo/page.tsx", "app/feed/(..)photo/page.tsx") == 1);
    CHECK(named("the menu (src/menu.tsx), now", "src/menu.tsx") == 1);
    CHECK(named("Prices of src/Preise/Übersicht.tsx", "src/Preise/Übersicht.tsx") == 1);
    CHECK(named("“src/menu.tsx”…", "src/menu.tsx") == 1);
    CHECK(named("请修改src/menu.tsx文件", "src/menu.tsx") == 1);
    CHECK(named("Look at @src/app.tsx", "src/app.tsx") == 1);
    CHECK(named("Look at app/@modal/page.tsx", "app/@modal/page.tsx") == 1);
    CHECK(named("[src/app.tsx](src/app.tsx#L3)", "src/app.tsx") == 1);
    CHECK(named("[see src/app.tsx]", "src/app.tsx") == 1);
    CHECK(named("[id]/page.tsx", "app/[id]/page.tsx") == 1);
    CHECK(named("use @/components/Button", "src/components/Button.tsx") == 0.8);
    CHECK(named("use ~/menu", "app/menu.tsx") == 0.8);
    CHECK(named("at /home/u/proj/src/x.ts:3", "src/x.ts") == 1);
    CHECK(named("at /home/u/proj/docs/readme.md", "readme.md") == 0);
    CHECK(named("about 5/7 and/or ~5", "src/or.ts") == 0);
  }

  TEST_CASE("names with digits and numbers are asked for where the project has them") {
    const Project project({{"src/a.ts", "export const step2_1 = 1\n"}, {"src/404.tsx", "x\n"}});
    const auto corpus = project.corpus();
    const auto more = [&](std::string_view task) {
      const auto query = make_query(task);
      return asked_words(corpus, query).size() - query.words.size();
    };
    CHECK(more("step2_1") == 1);
    CHECK(more("STEP2_1") == 1);
    CHECK(more("step2_2") == 0);
    CHECK(more("a 404 page") == 1);
    CHECK(more("a 500 page of 40 words") == 0);
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

  TEST_CASE("a name with digits is found where it is declared, not where it is used") {
    std::vector<std::pair<std::string, std::string>> files;
    for (const char a : std::string("123456")) {
      for (const char b : std::string("123456")) {
        std::string text;
        for (const char c : std::string("123456")) {
          const std::string name = std::string("thing") + a + "_" + b + "_" + c;
          text += "export const " + name + " = () => " + c + "\n";
        }
        files.emplace_back(std::string("src/part") + a + b + ".ts", text);
      }
    }
    files.emplace_back("src/use.ts",
                       "import { thing3_4_2 } from './part34'\n"
                       "export const used = thing3_4_2() + thing3_4_2() + thing3_4_2()\n");
    const Project project(std::move(files));
    const auto corpus = project.corpus();
    CHECK(order_of(corpus, "thing3_4_2 should return 7")[0] == "src/part34.ts");
    CHECK(order_of(corpus, "Thing3_4_2 should return 7")[0] == "src/part34.ts");
  }

  TEST_CASE("a generator's name is one that is declared") {
    for (const std::string_view text : {"export function* walk() {}", "function *walk() {}"}) {
      CHECK(find_term(make_record("a.ts", text), term_of("walk")).symbol == 1);
    }
  }

  TEST_CASE("a page is found by its number") {
    std::vector<std::pair<std::string, std::string>> files{
        {"src/pages/404.tsx", "export default () => <p>page</p>\n"},
        {"src/pages/500.tsx", "export default () => <p>page</p>\n"}};
    for (const std::string name : {"about", "menu", "hours", "team", "news", "shop", "help"}) {
      files.emplace_back("src/pages/" + name + ".tsx", "export default () => <p>page</p>\n");
    }
    const Project project(std::move(files));
    CHECK(order_of(project.corpus(), "Make a nicer 500 page")[0] == "src/pages/500.tsx");
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

  TEST_CASE("of a task of hundreds of words the heaviest count") {
    std::string task = "begin\n";
    std::vector<std::pair<std::string, std::string>> files;
    for (char a = 'a'; a < 'k'; ++a) {
      for (char b = 'a'; b < 'u'; ++b) {
        task += std::string("q") + a + "x" + b + "k ";
        files.emplace_back("src/" + std::to_string(files.size()) + ".ts", task);
      }
    }
    const Project project(std::move(files));
    const auto corpus = project.corpus();
    const auto features = features_of(corpus, make_query(task));
    // The first words are in all files, the last ones in few.
    CHECK(features.at(corpus.resolver().index_of("src/0.ts"), Signal::text) == 0);
    CHECK(features.at(corpus.resolver().index_of("src/199.ts"), Signal::text) > 0);
  }

  TEST_CASE("what a glob names is a neighbour of the file that has it") {
    const Project project({{"src/main.ts", "import.meta.glob(['./pages/*.tsx', '!./pages/b.tsx'])"},
                           {"src/pages/a.tsx", "export const a = 1\n"},
                           {"src/other.ts", "export const other = 1\n"}});
    const auto corpus = project.corpus();
    CHECK(corpus.files()[0].imports == std::vector<FileIndex>{1});
    CHECK(corpus.files()[1].importers == std::vector<FileIndex>{0});
  }

  TEST_CASE("an empty project has no files to rank") {
    const Project nothing({});
    CHECK(rank(nothing.corpus(), make_query("anything"), {}).empty());
  }
}
