#include "build/smoke_browser.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "build/packed_scripts.hpp"
#include "build/stage_command.hpp"
#include "project/site_policy.hpp"
#include "report/frame.hpp"
#include "wire/generated/build.hpp"

namespace sitewright::build {
namespace {

using Clock = std::chrono::steady_clock;
using report::Category;
using report::Problem;
using sandbox::Ended;
using sandbox::Mount;

// From the hand-over of the site to the last word, with a browser that stands. The scripts' own
// limits are shorter and name the page.
constexpr std::chrono::seconds wall_limit{45};
// For one that does not stand yet, on top: a slow machine is no fault of the site.
constexpr std::chrono::seconds start_limit{20};
// A browser holds some 330 MB while it waits; somebody who works on a site comes back sooner.
constexpr std::chrono::minutes longest_wait{10};
constexpr std::uint64_t memory_limit = 1ull << 30;
// Chromium's own come to about 150 with two tabs; NPROC counts threads.
constexpr std::uint64_t process_limit = 600;
constexpr std::uint64_t output_limit = 2ull << 20;
constexpr std::size_t thumbnail_limit = 128u << 10;
constexpr std::size_t said_limit = 2000;
constexpr const char* scripts_directory = "/opt/smoke/";
constexpr const char* chromium_directory = "/opt/chromium";
constexpr int never_started = 70;  // EX_SOFTWARE, said by smoke.mjs

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// Settings of smoke.mjs. A page that hangs is told apart from a slow machine by patience: twelve
/// seconds are ten times what a page needs. On a machine that is busy with other work they count as
/// the browser's CPU time.
std::string settings(const std::string& chromium, unsigned cores, bool practise) {
  std::string headers;
  for (const auto& [name, value] : project::site_headers) {
    headers += json_text(name) + ':' + json_text(value) + ',';
  }
  headers += json_text("content-security-policy") + ':' + json_text(project::site_content_policy);
  return "{\"chromium\":" + json_text(chromium) + ",\"axe\":\"" + scripts_directory +
         "axe.js\",\"tabs\":" + std::to_string(std::clamp(cores, 1u, 4u)) +
         ",\"maxPages\":12,\"enoughMs\":6000,\"enoughCpuMs\":12000,\"wallMs\":12000," +
         "\"longestMs\":40000,\"maxThumbnailBytes\":100000,\"practise\":" +
         (practise ? "true" : "false") + ",\"headers\":{" + headers + "}}";
}

sandbox::Spec browser_spec(const Workshop& workshop, unsigned slot, SmokeBrowser::Until site,
                           const sandbox::StartSignal& start) {
  sandbox::Spec spec;
  std::string program = workshop.chromium.program;
  spec.mounts.push_back({Mount::Kind::read_only, "/opt/node/node", workshop.tools.node});
  if (!program.starts_with("/usr/")) {
    const std::filesystem::path path = program;
    spec.mounts.push_back(
        {Mount::Kind::read_only, chromium_directory, path.parent_path().string()});
    program = std::string(chromium_directory) + '/' + path.filename().string();
  }
  for (const char* fonts : {"/etc/fonts", "/var/cache/fontconfig"}) {
    std::error_code error;
    if (std::filesystem::is_directory(fonts, error)) {
      spec.mounts.push_back({Mount::Kind::read_only, fonts, fonts});
    }
  }
  for (const PackedScript& script : smoke_scripts()) {
    spec.data.push_back({scripts_directory + std::string(script.name), std::string(script.text)});
  }
  spec.command = {"/opt/node/node", std::string(scripts_directory) + "smoke.mjs",
                  settings(program, workshop.host.cores, site == SmokeBrowser::Until::next_build)};
  spec.environment = {{"HOME", "/tmp"},
                      {"PATH", "/usr/bin:/bin"},
                      {"TMPDIR", "/tmp"},
                      {"LANG", "C.UTF-8"},
                      {"TZ", "UTC"}};
  spec.limits.deadline = Clock::now() + longest_wait;
  spec.limits.memory_bytes = memory_limit;
  spec.limits.processes = process_limit;
  spec.limits.output_bytes = output_limit;
  spec.identity_slot = slot + 1;
  spec.start = &start;
  return spec;
}

std::uint32_t u32_at(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

Problem problem_of(wire::FrameError error) {
  Problem out;
  out.category =
      error.category == wire::ErrorCategory::resource ? Category::resource : Category::runtime;
  out.code = std::move(error.code);
  out.message = std::move(error.message);
  out.file = std::move(error.file).value_or("");
  return out;
}

// The picture comes out of a sandbox in which a stranger's page ran; it is served as an image and
// as nothing else, so that its first bytes are all that must be true of it.
bool is_webp(std::string_view bytes) {
  return bytes.size() > 12 && bytes.size() <= thumbnail_limit && bytes.starts_with("RIFF") &&
         bytes.substr(8, 4) == "WEBP";
}

void take(BrowserReport& report, wire::Frame frame, std::string_view body) {
  if (auto* log = std::get_if<wire::FrameLog>(&frame.value)) {
    for (std::string& line : log->lines) report.log.push_back(std::move(line));
  } else if (auto* error = std::get_if<wire::FrameError>(&frame.value)) {
    report.problems.push_back(problem_of(std::move(*error)));
  } else if (std::holds_alternative<wire::FrameThumbnail>(frame.value) && is_webp(body)) {
    report.thumbnail = body;
  }
}

}  // namespace

BrowserReport read_report(std::string_view frames) {
  BrowserReport report;
  while (frames.size() >= 8) {
    const std::size_t header = u32_at(frames);
    const std::size_t body = u32_at(frames.substr(4));
    if (header > frames.size() - 8 || body > frames.size() - 8 - header) break;
    auto frame = wire::decode<wire::Frame>(frames.substr(8, header));
    if (!frame) break;
    take(report, std::move(*frame), frames.substr(8 + header, body));
    frames.remove_prefix(8 + header + body);
  }
  return report;
}

SmokeBrowser::SmokeBrowser(const Workshop& workshop, unsigned slot, Until site)
    : browser_(workshop.host, browser_spec(workshop, slot, site, start_),
               {[this](std::string_view) { ready_ = true; },  // the scripts say one thing there
                [this](std::string_view text) { keep(text); }, [] {}}) {}

// On the browser's thread, and read after that has ended.
void SmokeBrowser::keep(std::string_view text) {
  said_ += text;
  if (said_.size() > said_limit) said_.erase(0, said_.size() - said_limit);
}

std::string SmokeBrowser::last_words() const {
  std::string_view said = said_;
  while (said.ends_with('\n')) said.remove_suffix(1);
  const std::size_t line = said.rfind('\n');
  return std::string(line == std::string_view::npos ? said : said.substr(line + 1));
}

BrowserReport SmokeBrowser::look_at(std::span<const std::string> site,
                                    const sandbox::CancelToken& cancel) {
  const auto limit = Clock::now() + wall_limit + (ready_ ? std::chrono::seconds{0} : start_limit);
  const bool given = std::ranges::all_of(
      site, [&](const std::string& frame) { return browser_.hand_over(frame, limit, cancel); });
  browser_.end_input();
  const bool in_time = given && browser_.wait(limit, cancel);
  const Result<sandbox::RunResult>& result = browser_.stop();
  if (!result) {
    BrowserReport report;
    report.skipped = result.error().detail;
    return report;
  }
  usage_ = result->usage;
  return explain(*result, in_time, cancel.cancelled());
}

BrowserReport SmokeBrowser::explain(const sandbox::RunResult& result, bool in_time,
                                    bool cancelled) const {
  BrowserReport report = read_report(result.output);
  if (cancelled) return report;
  const Ended ended = result.ended;
  if (ended == Ended::exited && result.exit_code == 0) return report;
  if (!in_time || ended == Ended::timed_out) {
    if (!ready_) {
      report.skipped = "Chromium does not start here in time";
      return report;
    }
    // The driver, whose clock is shorter, may just have said so itself, with the page.
    if (std::ranges::contains(report.problems, "smoke_timeout", &Problem::code)) return report;
    report.problems.push_back({Category::resource, "smoke_timeout",
                               "The site's pages do not come to rest in a browser within " +
                                   std::to_string(wall_limit.count()) + " s."});
  } else if (auto stopped = why_stopped(ended, result.exit_code)) {
    stopped->message += " This was in the browser that looks at the site.";
    report.problems.push_back(std::move(*stopped));
  } else {
    report.skipped = result.exit_code == never_started ? "Chromium does not start here"
                                                       : "the browser's driver failed";
    if (const std::string words = last_words(); !words.empty()) report.skipped += ": " + words;
  }
  return report;
}

ResidentBrowsers::ResidentBrowsers(const Workshop& workshop, unsigned slots)
    : workshop_(workshop), waiting_(workshop.chromium.program.empty() ? 0 : slots) {}

std::unique_ptr<SmokeBrowser> ResidentBrowsers::take(unsigned slot, Clock::time_point deadline) {
  std::unique_ptr<SmokeBrowser> taken;
  if (slot < waiting_.size()) {
    const std::lock_guard lock(mutex_);
    taken = std::exchange(waiting_[slot], nullptr);
  }
  if (!taken || !taken->usable()) {
    taken = std::make_unique<SmokeBrowser>(workshop_, slot, SmokeBrowser::Until::this_build);
  }
  taken->take(deadline);
  return taken;
}

void ResidentBrowsers::prepare(unsigned slot) {
  if (slot >= waiting_.size()) return;
  const std::lock_guard lock(mutex_);
  std::unique_ptr<SmokeBrowser>& place = waiting_[slot];
  if (place && place->usable()) return;
  place = std::make_unique<SmokeBrowser>(workshop_, slot, SmokeBrowser::Until::next_build);
}

std::size_t ResidentBrowsers::ready() {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::ranges::count_if(
      waiting_, [](const auto& one) { return one && one->usable() && one->ready(); }));
}

}  // namespace sitewright::build
