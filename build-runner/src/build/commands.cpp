#include "build/commands.hpp"

#include <filesystem>

#include "build/packed_scripts.hpp"
#include "sandbox/host.hpp"

namespace sitewright::build {
namespace {

using sandbox::Isolation;
using sandbox::Mount;

constexpr std::uint64_t tool_scratch_bytes = 64ull << 20;

// TypeScript 7 is a native program behind a Node script; called directly it starts faster.
constexpr const char* typecheck_script =
    "tar -xf - || exit 125; exec </dev/null 3>&-\n"
    "if [ -f /opt/types/notes ]; then\n"
    "  cat /opt/types/notes >/tmp/types\n"
    "  set -- \"$@\" --incremental --tsBuildInfoFile /tmp/types\n"
    "fi\n"
    "for tsc in node_modules/@typescript/typescript-linux-*/lib/tsc; do\n"
    "  [ -x \"$tsc\" ] && exec \"$tsc\" \"$@\"\n"
    "done\n"
    "exec node node_modules/typescript/bin/tsc \"$@\"";

constexpr const char* note_types_script =
    "tar -xf - || exit 125; exec </dev/null\n"
    "tsc --noEmit --incremental --tsBuildInfoFile /tmp/types >&2 3>&-\n"
    "[ -f /tmp/types ] && exec cat /tmp/types >&3";

constexpr const char* build_script =
    "tar -xf - || exit 125; exec </dev/null\n"
    "sh -c \"$1\" 3>&- || exit $?\n"
    "[ -d dist ] || exit 0\n"
    "exec tar -cf - -C dist . >&3 3>&-";

constexpr const char* resident_script =
    "node /opt/bundler/resident.mjs 3>&- || exit $?\n"
    "[ -d dist ] || exit 0\n"
    "exec tar -cf - -C dist . >&3 3>&-";

sandbox::Spec project_command(const CommandContext& context, const char* script) {
  const Workshop& workshop = context.workshop;
  const bool sandboxed = workshop.host.isolation == Isolation::bubblewrap;
  const std::string node_directory =
      sandboxed ? "/opt/node" : std::filesystem::path(workshop.tools.node).parent_path().string();
  const std::string project = sandboxed ? sandbox::work_directory : context.host_directory;
  sandbox::Spec spec;
  spec.command = {"sh", "-c", script, "sh"};
  spec.environment = {
      {"HOME", sandboxed ? "/tmp" : project},
      {"PATH", project + "/node_modules/.bin:" + node_directory + ":/usr/bin:/bin"},
      {"TMPDIR", sandboxed ? "/tmp" : project},
      {"NODE_ENV", "production"},
      {"CI", "1"},
      {"NO_COLOR", "1"},
      {"LANG", "C.UTF-8"},
      {"TZ", "UTC"},
  };
  spec.system = sandbox::SystemFiles::tools;
  if (sandboxed) {
    const std::string modules = project + "/node_modules";
    spec.mounts = {{Mount::Kind::read_only, node_directory + "/node", workshop.tools.node},
                   {Mount::Kind::read_only, modules, context.node_modules}};
    for (const char* name : {"/.vite", "/.vite-temp", "/.cache", "/.tmp"}) {
      spec.mounts.push_back({Mount::Kind::scratch, modules + name, {}, tool_scratch_bytes});
    }
  }
  spec.limits.deadline = context.deadline;
  spec.limits.memory_bytes = context.memory_bytes;
  if (context.memory_bytes > workshop.memory_bytes) {
    // Else Node's heap ends where the machine's size says, whatever its sandbox may have.
    const std::uint64_t heap_mib = (context.memory_bytes >> 20) * 3 / 4;
    spec.environment.emplace_back("NODE_OPTIONS",
                                  "--max-old-space-size=" + std::to_string(heap_mib));
  }
  spec.limits.processes = 512 + 16ull * workshop.host.cores;  // tools start threads by the core
  spec.input_fd = context.archive_fd;
  spec.identity_slot = context.slot + 1;  // slot 0 is the installer's
  spec.host_directory = context.host_directory;
  return spec;
}

}  // namespace

sandbox::Spec typecheck_command(const CommandContext& context, bool project_references,
                                const std::string& notes) {
  sandbox::Spec spec = project_command(context, typecheck_script);
  if (project_references) spec.command.emplace_back("-b");
  if (!project_references && !notes.empty()) spec.data.push_back({"/opt/types/notes", notes});
  for (const char* word : {"--noEmit", "--pretty", "false"}) spec.command.emplace_back(word);
  return spec;
}

sandbox::Spec note_types_command(const CommandContext& context) {
  return project_command(context, note_types_script);
}

sandbox::Spec build_command(const CommandContext& context, const std::string& script) {
  sandbox::Spec spec = project_command(context, build_script);
  spec.command.push_back(script);
  return spec;
}

sandbox::Spec resident_command(const CommandContext& context, const std::string& practice,
                               const sandbox::StartSignal& start) {
  sandbox::Spec spec = project_command(context, resident_script);
  spec.data.push_back({"/opt/bundler/resident.mjs", std::string(bundler_script())});
  if (!practice.empty()) spec.data.push_back({"/opt/bundler/practice.tar", practice});
  spec.start = &start;
  return spec;
}

}  // namespace sitewright::build
