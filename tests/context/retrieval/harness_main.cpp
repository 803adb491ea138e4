// Replays histories: how many of the files that a commit changed are in the context made for its
// message, and how many of the changed lines can be read there word for word.
//   retrieval_harness O200K_TABLE CASES... [--quick] [--subject]
// --quick: ours alone; --subject: the first line of the message is the whole task.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <unordered_map>
#include <vector>

#include "baselines.hpp"
#include "cases.hpp"
#include "context/assemble.hpp"
#include "context/pack/known_texts.hpp"
#include "context/tokens/tokens.hpp"
#include "project_of_case.hpp"

namespace {

using namespace sitewright;
using Clock = std::chrono::steady_clock;

constexpr std::array<std::size_t, 2> budgets{8'000, 16'000};

class ExactMeter final : public context::TokenMeter {
 public:
  explicit ExactMeter(context::TokenTable& table) : counter_(table) {}
  std::size_t count(std::string_view text) override { return counter_.count(text); }

 private:
  context::Counter counter_;
};

struct Score {
  double files = 0;
  double lines = 0;
};

struct Shown {
  std::size_t files = 0;
  std::size_t lines = 0;
};

Score share(Shown shown, const retrieval::Case& one) {
  std::size_t lines = 0;
  for (const auto& file : one.changed) {
    for (const auto& [first, last] : file.lines) lines += last - first + 1;
  }
  return {static_cast<double>(shown.files) / static_cast<double>(one.changed.size()),
          static_cast<double>(shown.lines) / static_cast<double>(lines)};
}

Score judge(const context::Context& made, const retrieval::Case& one) {
  Shown shown;
  for (const auto& changed : one.changed) {
    const auto path = one.files[changed.file].path;
    const auto file = std::ranges::find(made.files, path, &context::ContextFile::path);
    if (file == made.files.end() || file->kind == context::ViewKind::summary) continue;
    ++shown.files;
    for (const auto& [first, last] : changed.lines) {
      for (const auto& range : file->ranges) {
        const auto from = std::max(first, range.first);
        const auto to = std::min(last, range.last);
        if (from <= to) shown.lines += to - from + 1;
      }
    }
  }
  return share(shown, one);
}

Score judge_whole(const std::vector<std::uint32_t>& order, const retrieval::Case& one,
                  std::size_t budget, const std::function<std::size_t(std::uint32_t)>& tokens_of) {
  Shown shown;
  std::size_t used = 0;
  for (const auto at : order) {
    const auto tokens = tokens_of(at);
    if (used + tokens > budget) continue;
    used += tokens;
    const auto changed = std::ranges::find(one.changed, at, &retrieval::Changed::file);
    if (changed == one.changed.end()) continue;
    ++shown.files;
    for (const auto& [first, last] : changed->lines) shown.lines += last - first + 1;
  }
  return share(shown, one);
}

struct Row {
  std::string name;
  std::array<Score, budgets.size()> scores{};
};

void add(Score& sum, Score one, double share) {
  sum.files += one.files * share;
  sum.lines += one.lines * share;
}

void print(const std::string& repository, const Row& row) {
  std::printf("%-20s %-20s", repository.c_str(), row.name.c_str());
  for (const auto& score : row.scores) std::printf("  %.3f  %.3f", score.files, score.lines);
  std::printf("\n");
}

class Harness {
 public:
  Harness(context::TokenTable& table, bool quick, bool subject)
      : meter_(table), quick_(quick), subject_(subject) {}

  std::vector<Row> run(const std::string& path) {
    auto all = retrieval::read_cases(path);
    for (auto& one : all.cases) {
      if (subject_) one.message = one.message.substr(0, one.message.find('\n'));
    }
    retrieval::RecordCache records(all);
    std::unordered_map<std::uint32_t, std::size_t> tokens;
    std::vector<Row> rows{{"ours"}};
    if (!quick_) {
      for (const auto baseline : retrieval::baselines) {
        rows.push_back({std::string(name_of(baseline))});
      }
    }
    const double part = 1.0 / static_cast<double>(all.cases.size());
    for (const auto& one : all.cases) {
      add_ours(all, one, records, rows[0], part);
      if (quick_) continue;
      const auto corpus = records.corpus_of(one);
      const auto tokens_of = [&](std::uint32_t at) {
        const auto blob = one.files[at].blob;
        const auto [found, fresh] = tokens.emplace(blob, 0);
        if (fresh) found->second = meter_.count(all.blobs[blob]) + 12;
        return found->second;
      };
      for (std::size_t at = 0; at + 1 < rows.size(); ++at) {
        const auto order = retrieval::ranked_by(retrieval::baselines[at], one, corpus);
        for (std::size_t budget = 0; budget < budgets.size(); ++budget) {
          add(rows[at + 1].scores[budget], judge_whole(order, one, budgets[budget], tokens_of),
              part);
        }
      }
    }
    return rows;
  }

  [[nodiscard]] double milliseconds() const { return milliseconds_ / contexts_; }
  [[nodiscard]] double used() const { return used_ / contexts_; }
  [[nodiscard]] double shown_files() const { return shown_files_ / contexts_; }

 private:
  void add_ours(const retrieval::Cases& all, const retrieval::Case& one,
                retrieval::RecordCache& records, Row& row, double part) {
    context::ProjectIndex index;
    std::vector<context::SourceFile> texts;
    for (const auto& file : one.files) {
      const auto text = all.blobs[file.blob];
      texts.push_back({file.path, text});
      const auto config = context::Resolver::is_config(file.path, text) ? text : std::string_view{};
      const std::shared_ptr<const context::FileRecord> record(std::shared_ptr<void>(),
                                                              records.record_of(file));
      if (!index.add(file.path, record, config)) std::abort();
    }
    for (std::size_t at = 0; at < budgets.size(); ++at) {
      context::AssembleRequest request;
      request.task = one.message;
      request.budget = budgets[at];
      (void)index.wanted(request);  // the index is ready after this
      const auto start = Clock::now();
      context::KnownTexts known;
      const auto made = index.assemble(request, texts, meter_, known);
      milliseconds_ += std::chrono::duration<double, std::milli>(Clock::now() - start).count();
      if (!made || made->total_tokens > budgets[at]) std::abort();
      used_ += static_cast<double>(made->total_tokens) / static_cast<double>(budgets[at]);
      for (const auto& file : made->files) {
        shown_files_ += file.kind == context::ViewKind::summary ? 0 : 1;
      }
      ++contexts_;
      add(row.scores[at], judge(*made, one), part);
    }
  }

  ExactMeter meter_;
  bool quick_;
  bool subject_;
  double milliseconds_ = 0;
  double used_ = 0;
  double shown_files_ = 0;
  double contexts_ = 0;
};

std::string name_of_path(const std::string& path) {
  const auto name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.find('.'));
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  const bool quick = std::erase(arguments, "--quick") > 0;
  const bool subject = std::erase(arguments, "--subject") > 0;
  if (arguments.size() < 2) {
    std::fprintf(stderr, "usage: retrieval_harness O200K_TABLE CASES... [--quick] [--subject]\n");
    return 2;
  }
  std::ifstream in(arguments[0], std::ios::binary);
  const std::string packed(std::istreambuf_iterator<char>(in), {});
  auto table = context::TokenTable::load(packed);
  if (!table) {
    std::fprintf(stderr, "%s is no token table\n", arguments[0].c_str());
    return 1;
  }
  Harness harness(*table, quick, subject);
  std::printf("%-20s %-20s  %-12s  %-12s\n", "", "", "8k", "16k");
  std::printf("%-20s %-20s  %-5s  %-5s  %-5s  %-5s\n", "repository", "method", "files", "lines",
              "files", "lines");
  std::vector<Row> mean;
  const double share = 1.0 / static_cast<double>(arguments.size() - 1);
  for (std::size_t at = 1; at < arguments.size(); ++at) {
    const auto rows = harness.run(arguments[at]);
    if (mean.empty()) {
      for (const auto& row : rows) mean.push_back({row.name});
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
      print(name_of_path(arguments[at]), rows[row]);
      for (std::size_t budget = 0; budget < budgets.size(); ++budget) {
        add(mean[row].scores[budget], rows[row].scores[budget], share);
      }
    }
    std::fflush(stdout);
  }
  for (const auto& row : mean) print("mean", row);
  std::printf("a context: %.2f ms, %.1f %% of the budget, %.1f files\n", harness.milliseconds(),
              100 * harness.used(), harness.shown_files());
  return 0;
}
