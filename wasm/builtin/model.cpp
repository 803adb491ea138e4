#include "builtin/model.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "builtin/followup/changes.hpp"
#include "builtin/plan_json.hpp"
#include "builtin/prompt/read.hpp"
#include "builtin/review/review.hpp"
#include "builtin/site/outline.hpp"
#include "builtin/site/requirements.hpp"
#include "builtin/write/steps.hpp"
#include "codeops/encode.hpp"

namespace sitewright::builtin {
namespace {

struct Request {
  std::vector<std::string> history;
  std::string text;
  std::optional<std::string> plan_title;
  std::optional<std::string> step_title;
  std::size_t step = 0;
  bool has_request = false;
  bool has_step = false;
  Files files;
};

Request read_parts(std::span<const Part> parts) {
  Request request;
  for (const Part& part : parts) {
    switch (part.kind) {
      case PartKind::request:
        request.text = part.text;
        request.has_request = true;
        break;
      case PartKind::history:
        request.history.push_back(part.text);
        break;
      case PartKind::plan:
        request.plan_title = title_in(part.text);
        break;
      case PartKind::step: {
        const auto end = part.name.data() + part.name.size();
        std::size_t index = 0;
        request.has_step = std::from_chars(part.name.data(), end, index).ec == std::errc{};
        request.step = index;
        request.step_title = title_in(part.text);
        break;
      }
      case PartKind::file:
        request.files[part.name] = part.text;
        break;
    }
  }
  return request;
}

std::unexpected<Error> nothing_asked() {
  return fail(Code::invalid_input, "there is no request to answer");
}

/// The starter as it comes: its home page is still the one it was delivered with.
bool untouched(const Files& files) {
  const auto site = files.find("src/content/site.ts");
  return site == files.end() || site->second.contains("\"Harbour Notes\"");
}

/// The brief of a site that is to be made: all that was said while nothing had been built.
Brief brief_of(const Request& request) {
  std::string words;
  for (const std::string& earlier : request.history) words += earlier + "\n";
  return read_prompt(words + request.text);
}

Plan plan_site(const Brief& brief, const Outline& outline) {
  Plan plan{
      .site_name = brief.name, .summary = outline.summary, .title = outline.title, .steps = {}};
  for (const Step& step : outline.steps)
    plan.steps.push_back({step.title, step.subtitle, step.description, step.files});
  plan.requirements = requirements_of(brief, outline);
  return plan;
}

}  // namespace

Result<std::string> plan(std::span<const Part> parts) {
  const Request request = read_parts(parts);
  if (!request.has_request) return nothing_asked();
  if (request.history.empty() || untouched(request.files)) {
    const Brief brief = brief_of(request);
    return write_plan(plan_site(brief, outline_site(brief)));
  }
  return write_plan(plan_changes(request.history, request.text, request.files));
}

Result<std::string> code(std::span<const Part> parts) {
  const Request request = read_parts(parts);
  if (!request.has_request) return nothing_asked();
  if (!request.has_step)
    return fail(Code::invalid_input, "the coder needs a step whose name is its index");
  const Brief brief = brief_of(request);
  Files after = request.files;
  bool written = false;
  const bool may_be_new = request.history.empty() || request.plan_title.has_value();
  if (may_be_new) {
    const Outline outline = outline_site(brief);
    const bool own_plan = request.history.empty()
                              ? !request.plan_title || *request.plan_title == outline.title
                              : request.plan_title == outline.title;
    if (own_plan && request.step < outline.steps.size()) {
      after = write_step(outline, brief, request.step, std::move(after));
      written = true;
    }
  }
  if (!written)
    after = write_change(request.history, request.text, request.step,
                         request.step_title.value_or(""), request.files);
  const auto operations = changes_between(request.files, after);
  // Whoever repeats a step gets an answer that changes nothing but can be applied.
  if (operations.empty() && after.contains("src/content/site.ts")) {
    return codeops::encode(std::vector{
        codeops::write_file("src/content/site.ts", after.find("src/content/site.ts")->second)});
  }
  return codeops::encode(operations);
}

Result<std::string> review(std::span<const Part> parts) {
  const Request request = read_parts(parts);
  std::string said = request.text;
  for (const std::string& earlier : request.history) said += "\n" + earlier;
  return review_files(request.files, said);
}

Result<std::string> answer(Role role, std::span<const Part> parts) {
  switch (role) {
    case Role::architect:
      return plan(parts);
    case Role::coder:
      return code(parts);
    case Role::reviewer:
      return review(parts);
  }
  std::unreachable();
}

Result<void> answer_in_chunks(Role role, std::span<const Part> parts,
                              const std::function<void(std::string_view)>& take) {
  constexpr std::size_t chunk_bytes = 2048;
  auto whole = answer(role, parts);
  if (!whole) return std::unexpected(std::move(whole.error()));
  std::string_view rest = *whole;
  do {
    std::size_t cut = rest.size();
    if (rest.size() > chunk_bytes) {
      const auto line = rest.rfind('\n', chunk_bytes);
      const auto later = rest.find('\n', chunk_bytes);
      cut = line != std::string_view::npos    ? line + 1
            : later != std::string_view::npos ? later + 1
                                              : rest.size();
    }
    take(rest.substr(0, cut));
    rest.remove_prefix(cut);
  } while (!rest.empty());
  return {};
}

}  // namespace sitewright::builtin
