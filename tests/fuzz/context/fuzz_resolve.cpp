// Configuration files, patterns and specifiers of any bytes: no crash, and a file that is found is
// one of the project's.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "context/resolve/resolve.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sitewright::context;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const auto part = [&rest] {
    const std::string_view one = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    return one;
  };
  const std::string manifest(part());
  const std::string tsconfig(part());
  const ConfigTexts configs{{"package.json", manifest},
                            {"tsconfig.json", tsconfig},
                            {"p/any.json", tsconfig},  // for an `extends` that leads to it
                            {"p/q/package.json", std::string(part())},
                            {"pnpm-workspace.yaml", std::string(part())}};
  const Resolver resolver(
      {"src/a.ts", "src/b/index.tsx", "p/q/src/index.ts", "p/q/c.css", "d", "p/any.json"}, configs);
  const std::string_view specifier = part();
  for (FileIndex file = 0; file < resolver.paths().size(); ++file) {
    for (const auto kind : {ImportKind::import_static, ImportKind::css_import, ImportKind::asset}) {
      const Resolution found = resolver.resolve(file, specifier, kind);
      if ((found.outcome == Outcome::file) != (found.file < resolver.paths().size())) std::abort();
    }
    for (const FileIndex one : resolver.match(file, {specifier, rest})) {
      if (one >= resolver.paths().size()) std::abort();
    }
  }
  return 0;
}
