#include "usecases/trace.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "project/sha256.hpp"
#include "sorting/sort.hpp"
#include "usecases/views.hpp"

namespace sitewright::usecases {

namespace {

using Kind = wire::TraceSpanKind;
using Status = wire::TraceSpanStatus;
using ports::Millis;

constexpr std::string_view kService = "sitewright";
constexpr std::string_view kVersion = "0.1.0";
constexpr std::size_t kTraceDigits = 32;
constexpr std::size_t kSpanDigits = 16;

/// Names of providers as the conventions have them; those they do not know keep their own.
constexpr auto kProviderNames = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"gemini", "gcp.gemini"}, {"xai", "x_ai"}, {"builtin", "sitewright"}});

std::string digits(std::string_view what, std::size_t count) {
  return project::sha256_hex(what).substr(0, count);
}

std::string span_id(std::string_view generation_id, std::string_view what) {
  return digits(std::string(generation_id) + "/" + std::string(what), kSpanDigits);
}

void add(Span& span, std::string_view name, std::string_view value) {
  span.attributes.push_back({.name = std::string(name), .value = std::string(value)});
}

void add(Span& span, std::string_view name, std::int64_t value) {
  span.attributes.push_back({.name = std::string(name), .value = value});
}

void add(Span& span, std::string_view name, const std::optional<std::int64_t>& value) {
  if (value) add(span, name, *value);
}

void fail_with(Span& span, std::string_view type) {
  span.status = Status::error;
  add(span, "error.type", type);
}

/// Makes the spans of one generation, each with its place among the others.
class TraceMaker {
 public:
  explicit TraceMaker(const ports::TraceRows& rows)
      : rows_(rows), generation_(rows.view.generation) {}

  Trace make() {
    const auto root = add_root();
    add_plan(root);
    for (const auto& step : rows_.view.steps) add_step(root, step);
    for (const auto& call : rows_.calls) add_call(root, call);
    for (const auto& build : rows_.builds) add_build(root, build);
    add_deployment(root);
    return {.id = digits("trace/" + generation_.id, kTraceDigits),
            .generation_id = generation_.id,
            .spans = in_order(root)};
  }

 private:
  [[nodiscard]] std::string id_of(std::string_view what) const {
    return span_id(generation_.id, what);
  }

  /// Of all calls, those included whose answers came to nothing.
  [[nodiscard]] ports::Usage total_usage() const {
    if (rows_.calls.empty()) return generation_.usage;
    ports::Usage usage{.model = generation_.usage.model};
    for (const auto& call : rows_.calls) {
      usage.input_tokens += call.input_tokens;
      usage.output_tokens += call.output_tokens;
      usage.cost_micros += call.cost_micros;
    }
    return usage;
  }

  [[nodiscard]] bool has_plan() const {
    return generation_.kind == "create" || generation_.kind == "change";
  }

  /// What went on when the generation ended went on no further.
  void keep(Span span) {
    if (!span.end && generation_.finished_at && span.kind != Kind::generation) {
      span.end = std::max(*generation_.finished_at, span.start);
      fail_with(span, project::to_string(generation_.progress.state));
    }
    if (span.end) span.end = std::max(*span.end, span.start);
    spans_.push_back(std::move(span));
  }

  std::string add_root() {
    const auto state = project::to_string(generation_.progress.state);
    Span span{.id = id_of("generation"),
              .name = "generation " + generation_.kind,
              .kind = Kind::generation,
              .status = generation_.finished_at ? Status::ok : Status::running,
              .start = generation_.started_at,
              .end = generation_.finished_at};
    add(span, "sitewright.generation.id", generation_.id);
    add(span, "sitewright.project.id", generation_.project_id);
    add(span, "sitewright.generation.state", state);
    const auto usage = total_usage();
    add(span, "sitewright.model", usage.model);
    // Under names of our own: a collector adds up gen_ai.usage.* of all spans, and the calls have
    // it.
    add(span, "sitewright.usage.input_tokens", usage.input_tokens);
    add(span, "sitewright.usage.output_tokens", usage.output_tokens);
    add(span, "sitewright.cost_micros", usage.cost_micros);
    if (generation_.finished_at && generation_.progress.state != project::State::complete) {
      fail_with(span, state);
    }
    auto id = span.id;
    keep(std::move(span));
    return id;
  }

  void add_plan(const std::string& root) {
    if (!has_plan()) return;
    const auto& plan = rows_.view.plan;
    Span span{.id = id_of("plan"),
              .parent_id = root,
              .name = "plan",
              .kind = Kind::plan,
              .status = plan ? Status::ok : Status::running,
              .start = generation_.started_at};
    if (plan) {
      span.end = plan->created_at;
      add(span, "sitewright.plan.id", plan->id);
      add(span, "sitewright.plan.steps", static_cast<std::int64_t>(rows_.view.steps.size()));
    }
    keep(std::move(span));
  }

  void add_step(const std::string& root, const ports::StepRecord& step) {
    if (!step.started_at) return;
    const auto number = std::to_string(step.position + 1);
    Span span{.id = id_of("step/" + step.id),
              .parent_id = root,
              .name = "step " + number,
              .kind = Kind::step,
              .status = step.finished_at ? Status::ok : Status::running,
              .start = *step.started_at,
              .end = step.finished_at};
    add(span, "sitewright.step.id", step.id);
    add(span, "sitewright.step.number", step.position + 1);
    add(span, "sitewright.step.files", step.file_count);
    if (step.status == "failed") fail_with(span, step.status);
    add_context(span.id, step);
    keep(std::move(span));
  }

  /// From a step's beginning to the first question: loading the tree, choosing what the model
  /// sees. Vectors are a part of the choice.
  void add_context(const std::string& parent, const ports::StepRecord& step) {
    const auto first = std::ranges::find_if(rows_.calls, [&](const ports::TracedCall& call) {
      return call.step_id == step.id && call.role != "embedder";
    });
    if (first == rows_.calls.end() || first->started_at < *step.started_at) return;
    keep({.id = id_of("context/" + step.id),
          .parent_id = parent,
          .name = "context",
          .kind = Kind::context,
          .status = Status::ok,
          .start = *step.started_at,
          .end = first->started_at});
  }

  [[nodiscard]] std::string parent_of(const std::string& root,
                                      const ports::TracedCall& call) const {
    const auto& steps = rows_.view.steps;
    if (call.step_id && std::ranges::contains(steps, *call.step_id, &ports::StepRecord::id)) {
      return id_of("step/" + *call.step_id);
    }
    const bool plans = call.role == "architect" || call.role == "councillor";
    return has_plan() && plans ? id_of("plan") : root;
  }

  void add_call(const std::string& root, const ports::TracedCall& call) {
    const std::string operation = call.role == "embedder" ? "embeddings" : "chat";
    Span span{.id = id_of("call/" + call.id),
              .parent_id = parent_of(root, call),
              .name = operation + " " + call.model,
              .kind = Kind::model_call,
              .status = call.ended_at ? Status::ok : Status::running,
              .start = call.started_at,
              .end = call.ended_at};
    const auto known = std::ranges::find(kProviderNames, call.provider,
                                         &decltype(kProviderNames)::value_type::first);
    add(span, "gen_ai.operation.name", operation);
    add(span, "gen_ai.provider.name",
        known == kProviderNames.end() ? std::string_view(call.provider) : known->second);
    add(span, "gen_ai.request.model", call.model);
    add(span, "gen_ai.usage.input_tokens", call.input_tokens);
    add(span, "gen_ai.usage.cache_read.input_tokens", call.cached_tokens);
    add(span, "gen_ai.usage.output_tokens", call.output_tokens);
    add(span, "http.response.status_code", call.http_status);
    add(span, "sitewright.role", call.role);
    add(span, "sitewright.task", call.task);
    add(span, "sitewright.candidate", call.position);
    add(span, "sitewright.cost_micros", call.cost_micros);
    if (call.first_text_at) {
      add(span, "sitewright.first_text_ms", *call.first_text_at - call.started_at);
    }
    if (call.ended_at && call.outcome != "ok") fail_with(span, call.outcome);
    keep(std::move(span));
  }

  void add_build(const std::string& root, const ports::BuildRecord& build) {
    Span span{.id = id_of("build/" + build.id),
              .parent_id = root,
              .name = "build",
              .kind = Kind::build,
              .status = build.finished_at ? Status::ok : Status::running,
              .start = build.created_at,
              .end = build.finished_at};
    add(span, "sitewright.build.id", build.id);
    add(span, "sitewright.version", build.version_number);
    add(span, "sitewright.build.attempt", build.attempt);
    add(span, "process.exit.code", build.exit_code);
    add(span, "sitewright.build.files", build.files);
    if (build.status == "failed" || build.status == "cancelled") fail_with(span, build.status);
    if (build.finished_at && build.duration_ms) {
      const auto start = std::max(*build.finished_at - *build.duration_ms, build.created_at);
      keep({.id = id_of("run/" + build.id),
            .parent_id = span.id,
            .name = "build run",
            .kind = Kind::build_run,
            .status = span.status,
            .start = start,
            .end = build.finished_at});
    }
    keep(std::move(span));
  }

  void add_deployment(const std::string& root) {
    const auto& deployment = rows_.view.deployment;
    // A deployment that was archived later was live when this generation ended.
    if (!deployment || deployment->generation_id != generation_.id) return;
    Span span{.id = id_of("deployment/" + deployment->id),
              .parent_id = root,
              .name = "deploy",
              .kind = Kind::deployment,
              .status = deployment->finished_at ? Status::ok : Status::running,
              .start = deployment->created_at,
              .end = deployment->finished_at};
    add(span, "sitewright.deployment.id", deployment->id);
    add(span, "sitewright.deployment.target", deployment->target);
    if (deployment->status == "failed") fail_with(span, deployment->status);
    keep(std::move(span));
  }

  void append(std::vector<Span>& to, const std::string& parent) {
    for (auto& span : spans_) {
      if (span.parent_id != parent || span.id.empty()) continue;
      const std::string id = span.id;
      to.push_back(std::move(span));
      span.id.clear();
      append(to, id);
    }
  }

  /// Depth first. The sort is stable: what began together stays in the order of its rows.
  std::vector<Span> in_order(const std::string& root) {
    sort_stably(spans_, {}, &Span::start);
    std::vector<Span> ordered;
    ordered.reserve(spans_.size());
    const auto first = std::ranges::find(spans_, root, &Span::id);
    ordered.push_back(std::move(*first));
    first->id.clear();
    append(ordered, root);
    return ordered;
  }

  const ports::TraceRows& rows_;
  const ports::GenerationRecord& generation_;
  std::vector<Span> spans_;
};

wire::OtlpAttribute otlp_attribute(std::string_view key, const wire::Scalar& value) {
  wire::OtlpAttribute attribute{.key = std::string(key)};
  if (const auto* text = std::get_if<std::string>(&value)) {
    attribute.value.string_value = *text;
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    attribute.value.int_value = std::to_string(*number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    attribute.value.double_value = *real;
  }
  return attribute;
}

std::string nanoseconds(Millis time) {
  return std::to_string(time) + "000000";
}

}  // namespace

Trace trace_of(const ports::TraceRows& rows) {
  return TraceMaker(rows).make();
}

wire::Trace trace_view(const Trace& trace) {
  wire::Trace view{.trace_id = trace.id, .generation_id = trace.generation_id};
  for (const auto& span : trace.spans) {
    view.spans.push_back(
        {.id = span.id,
         .parent_id = span.parent_id.empty() ? std::nullopt : std::optional(span.parent_id),
         .name = span.name,
         .kind = span.kind,
         .status = span.status,
         .started_at = rfc3339(span.start),
         .ended_at = span.end ? std::optional(rfc3339(*span.end)) : std::nullopt,
         .attributes = span.attributes});
  }
  return view;
}

wire::ExportTracesRequest otlp_of(const Trace& trace) {
  constexpr std::int64_t internal = 1;
  constexpr std::int64_t client = 3;
  constexpr std::int64_t ok = 1;
  constexpr std::int64_t error = 2;
  wire::OtlpScopeSpans scope{
      .scope = {.name = std::string(kService), .version = std::string(kVersion)}};
  for (const auto& span : trace.spans) {
    if (!span.end) continue;
    wire::OtlpSpan out{.trace_id = trace.id,
                       .span_id = span.id,
                       .name = span.name,
                       .kind = span.kind == Kind::model_call ? client : internal,
                       .start_time_unix_nano = nanoseconds(span.start),
                       .end_time_unix_nano = nanoseconds(*span.end),
                       .status = {.code = span.status == Status::error ? error : ok}};
    if (!span.parent_id.empty()) out.parent_span_id = span.parent_id;
    for (const auto& [name, value] : span.attributes) {
      out.attributes.push_back(otlp_attribute(name, value));
    }
    scope.spans.push_back(std::move(out));
  }
  wire::OtlpResourceSpans resource;
  resource.resource.attributes.push_back(otlp_attribute("service.name", std::string(kService)));
  resource.resource.attributes.push_back(otlp_attribute("service.version", std::string(kVersion)));
  resource.scope_spans.push_back(std::move(scope));
  wire::ExportTracesRequest request;
  request.resource_spans.push_back(std::move(resource));
  return request;
}

}  // namespace sitewright::usecases
