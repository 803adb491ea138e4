#include "models/router/choose.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "models/catalogue/setting_text.hpp"

namespace sitewright::models {

namespace {

using ports::TaskClass;

constexpr std::array<std::string_view, kTaskClasses> kTasks{
    "orchestrate", "review",        "qa",     "code_backend", "deploy",  "debug",    "plan",
    "docs",        "code_frontend", "visual", "research",     "support", "approval", "billing"};

/// Takes what stands before the next separator off the front.
std::string_view take(std::string_view& text, char separator) {
  const auto at = text.find(separator);
  const auto piece = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return without_blanks(piece);
}

Result<Candidate> read_candidate(std::string_view text, std::string_view setting,
                                 std::span<const Offer> offers) {
  const auto slash = text.find('/');
  Candidate candidate{.provider = std::string(text.substr(0, slash))};
  if (slash != std::string_view::npos) candidate.model = text.substr(slash + 1);
  if (find_offer(offers, candidate) != nullptr) return candidate;
  return fail(Code::invalid_input, std::string(setting) + ": no model " +
                                       std::string(text.substr(0, 100)) + " is known");
}

std::optional<std::size_t> class_of(std::string_view name) {
  const auto at = std::ranges::find(kTasks, name);
  if (at == kTasks.end()) return std::nullopt;
  return static_cast<std::size_t>(at - kTasks.begin());
}

Routes make_defaults() {
  Routes routes;
  const auto go = [&](std::initializer_list<TaskClass> tasks, std::string_view provider) {
    for (const auto task : tasks) routes[std::to_underlying(task)] = {{std::string(provider), {}}};
  };
  using enum TaskClass;
  go({orchestrate, review, qa, code_backend, deploy, debug}, "anthropic");
  go({plan, docs, approval, billing}, "openai");
  go({code_frontend, visual}, "gemini");
  go({research, support}, "xai");
  return routes;
}

}  // namespace

std::string to_string(const Candidate& candidate) {
  return candidate.model.empty() ? candidate.provider : candidate.provider + "/" + candidate.model;
}

std::string_view to_string(TaskClass task) {
  return kTasks[std::to_underlying(task)];
}

Grade grade_of(TaskClass task) {
  switch (task) {
    case TaskClass::orchestrate:
    case TaskClass::review:
    case TaskClass::qa:
    case TaskClass::approval:
    case TaskClass::billing:
      return Grade::strong;
    case TaskClass::code_backend:
    case TaskClass::deploy:
    case TaskClass::debug:
    case TaskClass::plan:
    case TaskClass::docs:
    case TaskClass::code_frontend:
    case TaskClass::visual:
    case TaskClass::research:
    case TaskClass::support:
      return Grade::usual;
  }
  std::unreachable();
}

const Routes& default_routes() {
  static const Routes routes = make_defaults();
  return routes;
}

const Offer* find_offer(std::span<const Offer> offers, const Candidate& candidate, Grade grade) {
  const Offer* first = nullptr;
  for (const auto& offer : offers) {
    if (offer.provider != candidate.provider) continue;
    const bool is_it =
        candidate.model.empty() ? offer.grade == grade : offer.model == candidate.model;
    if (is_it) return &offer;
    if (first == nullptr && candidate.model.empty()) first = &offer;
  }
  return first;
}

Result<Routes> read_routes(std::string_view text, std::span<const Offer> offers) {
  Routes routes = default_routes();
  std::array<bool, kTaskClasses> named{};
  std::optional<std::vector<Candidate>> others;
  while (!text.empty()) {
    auto row = take(text, ';');
    if (row.empty()) continue;
    const auto name = take(row, '=');
    std::vector<Candidate> wanted;
    while (!row.empty()) {
      auto candidate = read_candidate(take(row, ','), "MODEL_ROUTES", offers);
      if (!candidate) return std::unexpected(std::move(candidate.error()));
      wanted.push_back(std::move(*candidate));
    }
    const auto task = class_of(name);
    if (name == "*") {
      others = std::move(wanted);
    } else if (!task) {
      return fail(Code::invalid_input,
                  "MODEL_ROUTES: " + std::string(name.substr(0, 100)) + " is no class of tasks");
    } else {
      named[*task] = true;
      routes[*task] = std::move(wanted);
    }
  }
  for (std::size_t i = 0; others && i < kTaskClasses; ++i) {
    if (!named[i]) routes[i] = *others;
  }
  return routes;
}

Result<Choice> read_choice(std::string_view text, std::span<const Offer> offers) {
  text = without_blanks(text);
  if (text.empty() || text == "auto") return Choice{};
  if (text == "builtin") return Choice{.kind = Choice::Kind::builtin};
  return read_candidate(text, "SITEWRIGHT_MODEL", offers).transform([offers](Candidate&& named) {
    const auto* offer = find_offer(offers, named);
    return Choice{.kind = Choice::Kind::fixed, .fixed = {offer->provider, offer->model}};
  });
}

std::vector<Candidate> candidates(TaskClass task, const Choice& choice, const Routes& routes,
                                  std::span<const Offer> offers, std::span<const std::string> open,
                                  std::string_view not_by) {
  std::vector<Candidate> order;
  const auto add = [&](const Candidate& wanted) {
    if (std::ranges::find(open, wanted.provider) == open.end()) return;
    const auto* offer = find_offer(offers, wanted, grade_of(task));
    if (offer == nullptr) return;
    Candidate candidate{offer->provider, offer->model};
    if (to_string(candidate) == not_by || std::ranges::find(order, candidate) != order.end())
      return;
    order.push_back(std::move(candidate));
  };
  if (choice.kind == Choice::Kind::builtin) return order;
  if (choice.kind == Choice::Kind::fixed) {
    add(choice.fixed);
    return order;
  }
  for (const auto& wanted : routes[std::to_underlying(task)]) add(wanted);
  const auto add_if_missing = [&](const Candidate& wanted) {
    if (!std::ranges::contains(order, wanted.provider, &Candidate::provider)) add(wanted);
  };
  for (const auto& offer : offers) add_if_missing({offer.provider, {}});
  // Whose model of that grade may not answer, has others.
  for (const auto& offer : offers) add_if_missing({offer.provider, offer.model});
  return order;
}

}  // namespace sitewright::models
