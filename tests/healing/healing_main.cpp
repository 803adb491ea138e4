// healing_cli: the fixers as a program. One request a line on stdin, one answer a line on stdout.
//   {"verb": "propose", "tree": {path: text}, "problems": […], "packages": {name: version},
//    "tried": [key]}                     → {"fixes": [{fixer, summary, key, files, removed,
//    unique}]}
//   {"verb": "lost_package", "tree": {path: text}}    → {"lost": "clsx"}
//   {"verb": "better", "before": […], "after": […]}   → {"better": true}
//   {"verb": "parse", "text": "…"}                    → {"problems": […]}
// Problems are those of schemas/http/build_error.json.
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "healing/errors/clean_text.hpp"
#include "healing/errors/error_parser.hpp"
#include "healing/fix.hpp"
#include "healing/lost_package.hpp"
#include "nlohmann/json.hpp"

namespace {

using nlohmann::json;
using namespace sitewright::healing;

constexpr Category categories[] = {
    Category::dependency, Category::syntax,        Category::type,    Category::runtime,
    Category::resource,   Category::configuration, Category::network, Category::unknown};

std::string text_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint32_t count_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_unsigned() ? found->get<std::uint32_t>() : 0;
}

std::vector<Problem> problems_of(const json& list) {
  std::vector<Problem> out;
  for (const json& one : list) {
    Problem problem;
    for (const Category category : categories) {
      if (name_of(category) == text_of(one, "category")) problem.category = category;
    }
    problem.code = text_of(one, "code");
    problem.message = text_of(one, "message");
    problem.file = text_of(one, "file");
    problem.line = count_of(one, "line");
    problem.column = count_of(one, "column");
    classify(problem);
    out.push_back(std::move(problem));
  }
  return out;
}

sitewright::project::TextTree tree_of(const json& request) {
  sitewright::project::TextTree tree;
  for (const auto& [path, text] : request["tree"].items()) tree[path] = text.get<std::string>();
  return tree;
}

json propose_for(const json& request) {
  const auto tree = tree_of(request);
  FixContext context;
  if (request.contains("packages")) {
    for (const auto& [name, version] : request["packages"].items()) {
      context.packages[name] = version.get<std::string>();
    }
  }
  if (request.contains("tried")) {
    for (const json& key : request["tried"]) context.tried.insert(key.get<std::string>());
  }
  json fixes = json::array();
  for (const Fix& fix : propose(tree, problems_of(request["problems"]), context)) {
    json files = json::object();
    for (const auto& [path, text] : fix.files) files[path] = text;
    fixes.push_back({{"fixer", fix.fixer},
                     {"summary", fix.summary},
                     {"key", key_of(fix)},
                     {"files", files},
                     {"removed", fix.removed},
                     {"unique", fix.unique}});
  }
  return {{"fixes", fixes}};
}

json parse_text(const json& request) {
  ErrorParser parser;
  std::string_view rest = request["text"].get_ref<const std::string&>();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    parser.take(clean_line(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  json problems = json::array();
  for (const Problem& one : parser.finish()) {
    problems.push_back({{"category", name_of(one.category)},
                        {"code", one.code},
                        {"file", one.file},
                        {"line", one.line},
                        {"column", one.column},
                        {"message", one.message},
                        {"subclass", name_of(one.subclass)},
                        {"symbol", one.symbol},
                        {"package", one.package}});
  }
  return {{"problems", problems}};
}

json answer(const json& request) {
  const std::string verb = text_of(request, "verb");
  if (verb == "propose") return propose_for(request);
  if (verb == "lost_package") return {{"lost", lost_package(tree_of(request))}};
  if (verb == "parse") return parse_text(request);
  if (verb == "better") {
    return {{"better", better(problems_of(request["before"]), problems_of(request["after"]))}};
  }
  return {{"error", "no such verb"}};
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const json request = json::parse(line, nullptr, false);
    if (!request.is_object()) {
      std::fputs("healing_cli: a line is not a JSON object\n", stderr);
      return 1;
    }
    const std::string out = answer(request).dump(-1, ' ', false, json::error_handler_t::replace);
    std::printf("%s\n", out.c_str());
    std::fflush(stdout);
  }
  return 0;
}
