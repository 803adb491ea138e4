// Packs a folder of reference texts natively, as templates/pack_reference.mjs does with
// context.wasm. Usage: pack_reference TOKEN_TABLE REFERENCE_DIR OUT_FILE
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "context/passages/reference.hpp"
#include "context/tokens/tokens.hpp"

using namespace sitewright::context;

namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4)
    return std::fputs("usage: pack_reference TOKEN_TABLE REFERENCE_DIR OUT_FILE\n", stderr), 2;
  auto table = TokenTable::load(bytes_of(argv[1]));
  if (!table) return std::fprintf(stderr, "%s\n", table.error().detail.c_str()), 1;
  Counter counter(*table);
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[2])) {
    if (entry.path().extension() != ".md") continue;
    files.emplace(entry.path().filename().string(), bytes_of(entry.path()));
  }
  std::vector<ReferenceText> texts;
  for (const auto& [name, text] : files) texts.push_back({name, text});
  std::ofstream out(argv[3], std::ios::binary);
  out << pack_reference(texts, [&](std::string_view text) { return counter.count(text); });
  return out.flush() ? 0 : 1;
}
