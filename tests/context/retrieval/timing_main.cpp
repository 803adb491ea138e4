// Prints the CPU time of a context's stages for one folder: index, first and further assemblies.
//   context_timing O200K_TABLE DIR TASK [BUDGET]
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "context/assemble.hpp"
#include "context/pack/known_texts.hpp"
#include "context/rank/role.hpp"
#include "context/tokens/tokens.hpp"

namespace {

using namespace sitewright;

constexpr int runs = 15;

class ExactMeter final : public context::TokenMeter {
 public:
  explicit ExactMeter(context::TokenTable& table) : counter_(table) {}
  std::size_t count(std::string_view text) override { return counter_.count(text); }

 private:
  context::Counter counter_;
};

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

double now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

template <class Work>
void measure(const char* name, Work work) {
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const auto start = now();
    work();
    times.push_back(now() - start);
  }
  const double first = times.front();
  std::ranges::sort(times);
  std::printf("%-28s first %7.3f ms, median of %d %7.3f ms\n", name, first, runs,
              times[times.size() / 2]);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: context_timing O200K_TABLE DIR TASK [BUDGET]\n");
    return 2;
  }
  auto table = context::TokenTable::load(read(argv[1]));
  if (!table) return 1;
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[2])) {
    if (!entry.is_regular_file()) continue;
    files.emplace_back(std::filesystem::relative(entry.path(), argv[2]).string(),
                       read(entry.path()));
  }
  std::vector<context::SourceFile> views;
  std::size_t bytes = 0;
  for (const auto& [path, text] : files) {
    views.push_back({path, text});
    bytes += text.size();
  }
  ExactMeter meter(*table);
  context::AssembleRequest request;
  request.task = argv[3];
  request.budget = argc > 4 ? std::stoul(argv[4]) : 8000;
  std::printf("%zu files, %zu bytes, budget %zu\n", files.size(), bytes, request.budget);
  context::ProjectIndex index;
  measure("records of all files", [&] {
    index = {};
    for (const auto& [path, text] : views) (void)index.add(path, text);
  });
  std::printf("records hold %zu bytes\n", index.bytes());
  measure("rank (corpus made once)", [&] { (void)index.wanted(request); });
  context::KnownTexts known;
  measure("assemble, records at hand", [&] { (void)index.assemble(request, views, meter, known); });
  measure("assemble, from texts", [&] { (void)context::assemble(request, views, meter); });
  const auto made = index.assemble(request, views, meter, known);
  if (!made) return 1;
  std::printf("%zu tokens in %zu files\n", made->total_tokens, made->files.size());
  return 0;
}
