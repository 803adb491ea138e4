#include "usecases/record_repair.hpp"

#include <string>
#include <utility>

#include "healing/fix.hpp"
#include "usecases/attempts.hpp"
#include "usecases/channel_events.hpp"
#include "usecases/version_tree.hpp"
#include "wire/writer.hpp"

namespace sitewright::usecases {

namespace {

using Status = wire::RepairStatusStatus;

/// Decisions on a row that changed meanwhile are taken anew; more often than this it is contention.
constexpr int kMaxDecisions = 8;

std::string lessons_json(const std::vector<wire::RepairLesson>& lessons) {
  wire::Writer to;
  wire::write_array(to, lessons, [](wire::Writer& out, const auto& one) { write(out, one); });
  return to.take();
}

ports::RepairRecord record_of(const wire::RepairStatus& message) {
  return {.by = std::string(wire::to_string(message.by.value_or(wire::RepairBy::fixer))),
          .summary = message.summary,
          .files = files_json(message.files),
          .base = message.base,
          .fix_id = message.fix_id,
          .lessons = lessons_json(message.lessons)};
}

project::Event event_of(const wire::RepairStatus& message, const ports::GenerationView& view) {
  const auto repair = static_cast<std::uint32_t>(message.repair);
  if (message.status == Status::written) return project::RepairWritten{repair};
  if (message.status == Status::held) return project::RepairHeld{repair, message.summary};
  const auto* best = best_attempt(view.attempts);
  std::string reason = best != nullptr ? failure_words(errors_of(*best)) : "The build failed.";
  return project::RepairFailed{repair, reason + " " + message.summary};
}

void add_usage(ports::Usage& sum, const wire::Usage& usage) {
  if (usage.input_tokens + usage.output_tokens == 0) return;
  sum.model = usage.model;
  sum.input_tokens += usage.input_tokens;
  sum.output_tokens += usage.output_tokens;
  sum.cost_micros += usage.cost_micros;
}

void learn(TransitionWriter& writer, const ports::BuildRecord& build) {
  const auto message =
      wire::decode<wire::RepairLessons>(R"({"items":)" + build.repair->lessons + "}");
  if (!message) return;
  for (const auto& lesson : message->items) {
    writer.add(ports::InsertFix{{.id = lesson.id,
                                 .category = std::string(wire::to_string(lesson.category)),
                                 .code = lesson.code,
                                 .signature = lesson.signature,
                                 .pattern = lesson.pattern}});
  }
}

}  // namespace

void count_fixes(TransitionWriter& writer, const ports::GenerationView& view) {
  const auto* build = &*view.build;
  if (!build->repair) return;
  const bool built = build->status == "succeeded";
  if (build->repair->fix_id && (built || build->status == "failed")) {
    const auto* base = attempt_of(view.attempts, build->repair->base.value_or(""));
    const bool worked = built || (base != nullptr && is_better(*base, *build));
    writer.add(ports::CountFix{*build->repair->fix_id, worked});
  }
  // All repairs on the way to this attempt were right.
  for (; built && build != nullptr && build->repair;
       build = attempt_of(view.attempts, build->repair->base.value_or(""))) {
    learn(writer, *build);
  }
}

Task<Done> record_repair_status(RecordPorts ports, wire::RepairStatus message) {
  const std::string key = "repair/" + message.generation_id + "/" + std::to_string(message.repair);
  for (int decision = 0; decision < kMaxDecisions; ++decision) {
    auto view = co_await or_return(ports.deliver.state.generation(message.generation_id));
    const auto transition = project::advance(view.generation.progress, event_of(message, view));
    const bool known = view.version && view.build && view.build->id == message.build_id;
    if (!transition || !known) {
      ports.deliver.log.write(
          ports::Log::Level::info, "status_dropped",
          {{"what", "repair"},
           {"id", message.generation_id},
           {"detail", transition ? std::string("no such build") : transition.error().detail}});
      co_return Done{};
    }
    TransitionWriter writer(ports.context, view, key);
    if (message.status != Status::held) writer.add(repair_event(message));
    add_usage(view.generation.usage, message.usage);
    if (message.status == Status::written) {
      co_await or_return(take_tree(&ports.blobs, &writer, &view, message.tree_hash.value_or("")));
      writer.repair_with(record_of(message));
    } else if (message.status == Status::given_up) {
      co_await or_return(keep_best(&ports.blobs, &writer, &view));
    }
    writer.apply(*transition);
    const auto committed = co_await commit_and_deliver(ports.deliver, writer.take());
    if (committed) co_return Done{};
    if (committed.error().code != Code::stale) co_return std::unexpected(committed.error());
  }
  co_return fail(Code::unavailable, "the generation kept changing");
}

}  // namespace sitewright::usecases
