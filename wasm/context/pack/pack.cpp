#include "context/pack/pack.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <queue>
#include <string>
#include <utility>

#include "context/pack/candidates.hpp"
#include "context/pack/chunk_value.hpp"
#include "context/pack/match.hpp"
#include "context/pack/signatures.hpp"
#include "context/pack/view.hpp"
#include "context/pack/whole_project.hpp"
#include "context/rank/fixed_math.hpp"
#include "project/utf8.hpp"
#include "sorting/sort.hpp"

#pragma clang fp contract(off)

namespace sitewright::context {
namespace {

// Balance of breadth and depth, measured by tests/context/retrieval on the tuning histories.
constexpr double file_weight = 0.5;         // against the lines' 1.0
constexpr double bytes_a_token = 3.6;       // first guess; corrected by the first exact count
constexpr double error_factor = 4.0;        // an error's block against the best of its file
constexpr std::size_t least_summary = 16;   // tokens
constexpr std::size_t most_tried = 4;       // files for the last few tokens
constexpr std::size_t judged_at_once = 16;  // files whose lines set the scale of values

enum class Step : std::uint8_t { open, chunk };

struct Item {
  double ratio = 0;
  std::uint32_t candidate = 0;
  std::uint32_t chunk = 0;
  Step step = Step::open;
  double tokens = 0;

  // The queue pops the greatest; equals go by rank, then by place.
  bool operator<(const Item& other) const {
    if (ratio != other.ratio) return ratio < other.ratio;
    if (candidate != other.candidate) return candidate > other.candidate;
    return chunk > other.chunk;
  }
};

struct Candidate {
  const Ranked* ranked = nullptr;
  std::string_view handed;                 // its text
  std::shared_ptr<const KnownText> known;  // once it was read
  std::optional<FileView> view;
  std::vector<double> line_values;  // by chunk
  bool open = false;
  bool pinned = false;
  bool unreadable = false;
  std::string text;  // rendered
  std::size_t tokens = 0;
  bool changed = true;

  [[nodiscard]] const Layout& layout() const { return known->layout; }
};

class Packer {
 public:
  Packer(const PackInput& input, TokenMeter& meter)
      : input_(input), meter_(meter), matcher_(*input.corpus, *input.query, input.ranked) {}

  Result<Context> run();

 private:
  void add_candidates();
  bool judge(Candidate& candidate);
  void raise_errors(Candidate& candidate);
  void open_view(Candidate& candidate);
  void push_open(std::uint32_t index);
  void push_chunks(std::uint32_t index);
  void fill(double limit);
  void undo_last();
  std::size_t count_all();
  void fit();
  void add_summaries(Context& context, std::size_t left);
  Context result();

  const PackInput& input_;
  TokenMeter& meter_;
  Matcher matcher_;
  std::deque<Candidate> candidates_;
  std::vector<OmittedFile> omitted_;
  std::priority_queue<Item> queue_;
  std::vector<Item> taken_;
  double line_scale_ = 1;
  double used_ = 0;        // estimated tokens of what is taken
  double correction_ = 1;  // exact / estimated
};

const CorpusFile& file_of(const PackInput& input, const Candidate& candidate) {
  return input.corpus->files()[candidate.ranked->file];
}

void Packer::add_candidates() {
  auto left = candidates_of(input_.ranked, *input_.corpus, input_.budget);
  for (const auto& one : input_.ranked) {
    const bool near = left > 0;
    left -= near ? 1 : 0;
    const auto& file = input_.corpus->files()[one.file];
    const bool pinned = std::ranges::find(input_.pinned, one.file) != input_.pinned.end();
    if (auto reason = never_shown(file, pinned)) {
      omitted_.push_back({file.path, std::move(*reason)});
      continue;
    }
    if (!pinned && !near) {
      omitted_.push_back({file.path, "ranked too low"});
      continue;
    }
    const auto text = input_.text_of(one.file);
    if (!text) {
      omitted_.push_back({file.path, "its text was not handed over"});
      continue;
    }
    auto& candidate = candidates_.emplace_back();
    candidate.ranked = &one;
    candidate.pinned = pinned;
    candidate.handed = *text;
  }
}

void Packer::raise_errors(Candidate& candidate) {
  if (candidate.line_values.empty()) return;
  const double best = std::ranges::max(candidate.line_values);
  for (const auto& error : input_.errors) {
    if (error.file != candidate.ranked->file || error.line == 0) continue;
    const auto block = std::ranges::lower_bound(candidate.layout().chunks, error.line, {},
                                                [](const Block& one) { return one.lines.last; });
    if (block == candidate.layout().chunks.end()) continue;
    candidate.line_values[static_cast<std::size_t>(block - candidate.layout().chunks.begin())] =
        error_factor * best;
  }
}

// Reads the text: blocks and what each is worth. False when it cannot be shown.
bool Packer::judge(Candidate& candidate) {
  if (candidate.view || candidate.unreadable) return !candidate.unreadable;
  const auto& file = file_of(input_, candidate);
  candidate.known = input_.texts->read(file.path, candidate.handed);
  candidate.unreadable = !candidate.known->is_text;
  if (candidate.unreadable) return false;
  candidate.view.emplace(file.path, candidate.layout());
  const double score = candidate.ranked->score - input_.ranked.front().score;
  for (const auto& row : chunk_features(candidate.layout(), file.role, score, matcher_)) {
    candidate.line_values.push_back(line_value(row));
  }
  raise_errors(candidate);
  return true;
}

// A file without declarations (a list of re-exports, a text) shows its best block instead: a view
// that says nothing but its path would be a waste.
void Packer::open_view(Candidate& candidate) {
  auto signatures = chosen_signatures(candidate.layout(), matcher_);
  if (signatures.empty() && !candidate.line_values.empty()) {
    const auto best = std::ranges::max_element(candidate.line_values);
    candidate.view->show_chunk(static_cast<std::size_t>(best - candidate.line_values.begin()));
  }
  candidate.view->set_signatures(std::move(signatures));
}

void Packer::push_open(std::uint32_t index) {
  auto& candidate = candidates_[index];
  const auto path = file_of(input_, candidate).path.size();
  const double tokens = (static_cast<double>(path) + 20.0 + 120.0) / bytes_a_token;
  queue_.push({file_weight * candidate.ranked->share / tokens, index, 0, Step::open, tokens});
}

void Packer::push_chunks(std::uint32_t index) {
  auto& candidate = candidates_[index];
  for (std::uint32_t at = 0; at < candidate.layout().chunks.size(); ++at) {
    if (candidate.view->shows_chunk(at)) continue;
    const auto lines = candidate.layout().chunks[at].lines;
    const double tokens = static_cast<double>(candidate.view->chunk_bytes(at)) / bytes_a_token;
    const double value = candidate.line_values[at] * (lines.last - lines.first + 1) / line_scale_;
    queue_.push({value / tokens, index, at, Step::chunk, tokens});
  }
}

void Packer::fill(double limit) {
  std::vector<Item> too_large;  // for what is left by the estimate; corrected, they may fit
  while (!queue_.empty()) {
    auto item = queue_.top();
    auto& candidate = candidates_[item.candidate];
    const bool may_fit = (used_ + item.tokens) * correction_ <= limit;
    if (item.step == Step::open && may_fit) {
      if (!judge(candidate)) {
        queue_.pop();
        continue;
      }
      open_view(candidate);
      item.tokens = static_cast<double>(candidate.view->render().size()) / bytes_a_token;
    }
    if ((used_ + item.tokens) * correction_ > limit) {
      queue_.pop();
      too_large.push_back(item);
      if (limit - used_ * correction_ < 12.0) break;
      continue;
    }
    queue_.pop();
    used_ += item.tokens;
    taken_.push_back(item);
    candidate.changed = true;
    if (item.step == Step::chunk) {
      candidate.view->show_chunk(item.chunk);
    } else {
      candidate.open = true;
      push_chunks(item.candidate);
    }
  }
  for (const auto& item : too_large) queue_.push(item);
}

void Packer::undo_last() {
  const auto item = taken_.back();
  taken_.pop_back();
  auto& candidate = candidates_[item.candidate];
  used_ -= item.tokens;
  candidate.changed = true;
  if (item.step == Step::chunk) {
    candidate.view->hide_chunk(item.chunk);
  } else {
    candidate.open = false;
  }
}

std::size_t Packer::count_all() {
  std::size_t all = 0;
  for (auto& candidate : candidates_) {
    if (!candidate.open) continue;
    if (candidate.changed) {
      candidate.text = candidate.view->render();
      candidate.tokens = meter_.count(candidate.text);
      candidate.changed = false;
    }
    all += candidate.tokens;
  }
  return all;
}

// Fill by estimate, count exactly, correct the estimate, fill again; then take back until it fits.
void Packer::fit() {
  constexpr int rounds = 3;
  for (int round = 0; round < rounds; ++round) {
    fill(static_cast<double>(input_.budget));
    const auto exact = count_all();
    if (used_ > 0) correction_ = static_cast<double>(exact) / used_;
    while (count_all() > input_.budget && !taken_.empty()) undo_last();
    if (queue_.empty() || count_all() + 24 > input_.budget) return;
  }
}

Result<Context> Packer::run() {
  add_candidates();
  std::size_t pinned_tokens = 0;
  for (auto& candidate : candidates_) {
    if (!candidate.pinned || !judge(candidate)) continue;
    candidate.view->show_all();
    candidate.open = true;
    candidate.text = candidate.view->render();
    candidate.tokens = meter_.count(candidate.text);
    candidate.changed = false;
    pinned_tokens += candidate.tokens;
  }
  if (pinned_tokens > input_.budget) {
    return fail(Code::too_large, "the pinned files take " + std::to_string(pinned_tokens) +
                                     " tokens, " + std::to_string(pinned_tokens - input_.budget) +
                                     " more than there are");
  }
  used_ = static_cast<double>(pinned_tokens);
  double all = 0;
  for (std::size_t at = 0; at < std::min(judged_at_once, candidates_.size()); ++at) {
    auto& candidate = candidates_[at];
    if (!judge(candidate)) continue;
    for (std::size_t chunk = 0; chunk < candidate.line_values.size(); ++chunk) {
      const auto lines = candidate.layout().chunks[chunk].lines;
      all += candidate.line_values[chunk] * (lines.last - lines.first + 1);
    }
  }
  line_scale_ = all > 0 ? all : 1;
  for (std::uint32_t at = 0; at < candidates_.size(); ++at) {
    if (!candidates_[at].open) push_open(at);
  }
  fit();
  return result();
}

void Packer::add_summaries(Context& context, std::size_t left) {
  std::size_t tried = 0;
  for (auto& candidate : candidates_) {
    if (candidate.open) continue;
    if (left < least_summary || ++tried > most_tried) return;
    if (!judge(candidate)) continue;
    auto text = summary_line(file_of(input_, candidate).path, candidate.layout());
    const auto tokens = meter_.count(text);
    if (tokens > left) continue;
    left -= tokens;
    candidate.open = true;
    auto& file = context.files.emplace_back();
    file.path = file_of(input_, candidate).path;
    file.kind = ViewKind::summary;
    file.tokens = tokens;
    file.score = exp_of(candidate.ranked->score - input_.ranked.front().score);
    file.reasons.assign(candidate.ranked->reasons.begin(), candidate.ranked->reasons.end());
    file.text = std::move(text);
  }
}

Context Packer::result() {
  Context context;
  context.budget = input_.budget;
  const auto pinned_first = [](const auto& left, const auto& right) {
    if (left.first != right.first) return left.first;
    return left.second.path < right.second.path;
  };
  std::vector<std::pair<bool, ContextFile>> files;
  std::size_t total = 0;
  for (auto& candidate : candidates_) {
    if (!candidate.open) continue;
    ContextFile file;
    file.path = file_of(input_, candidate).path;
    file.kind = candidate.view->kind();
    file.tokens = candidate.tokens;
    file.score = exp_of(candidate.ranked->score - input_.ranked.front().score);
    file.ranges = candidate.view->ranges();
    if (candidate.pinned) file.reasons.emplace_back("pinned");
    for (const auto reason : candidate.ranked->reasons) file.reasons.emplace_back(reason);
    if (auto limit = limit_of(candidate.layout(), file.kind)) {
      file.reasons.push_back(std::move(*limit));
    }
    file.text = std::move(candidate.text);
    total += file.tokens;
    files.emplace_back(candidate.pinned, std::move(file));
  }
  sort_stably(files, pinned_first);
  for (auto& [pinned, file] : files) context.files.push_back(std::move(file));
  add_summaries(context, input_.budget - total);
  for (const auto& candidate : candidates_) {
    if (candidate.open) continue;
    omitted_.push_back(
        {file_of(input_, candidate).path, candidate.unreadable ? "not UTF-8" : "over the budget"});
  }
  sort_stably(omitted_, {}, &OmittedFile::path);
  context.omitted = std::move(omitted_);
  for (const auto& file : context.files) context.total_tokens += file.tokens;
  if (meter_.adds_up()) return context;
  context.total_tokens = meter_.count(context.text());
  while (context.total_tokens > input_.budget && !context.files.empty()) {
    const auto last = context.files.end() - 1;
    context.omitted.push_back({last->path, "over the budget"});
    context.files.erase(last);
    context.total_tokens = meter_.count(context.text());
  }
  return context;
}

// A pinned file is shown whole or the answer is no: it is never left out.
Result<void> refuse_unreadable(const PackInput& input) {
  for (const auto file : input.pinned) {
    const auto& known = input.corpus->files()[file];
    const auto text = input.text_of(file);
    if (known.record->binary || (text && !project::is_utf8(*text))) {
      return fail(Code::invalid_input, "a pinned file is not text: " + known.path, "/pinned");
    }
  }
  return {};
}

}  // namespace

Result<Context> pack(const PackInput& input, TokenMeter& meter) {
  if (input.ranked.empty()) {
    Context empty;
    empty.budget = input.budget;
    return empty;
  }
  if (auto readable = refuse_unreadable(input); !readable) {
    return std::unexpected(readable.error());
  }
  if (auto whole = whole_project(input, meter)) return std::move(*whole);
  return Packer(input, meter).run();
}

}  // namespace sitewright::context
