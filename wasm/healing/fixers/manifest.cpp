// package.json out of step with its lock file, without a build script, or with a mistyped command.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/json_spans.hpp"
#include "healing/fixers/manifest_edits.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/words.hpp"
#include "healing/manifest_key.hpp"

namespace sitewright::healing {
namespace {

constexpr std::array kinds{"dependencies", "devDependencies", "optionalDependencies"};

struct Texts {
  std::string_view manifest;
  std::string_view lock;
};

std::optional<Texts> texts_of(Workbench& bench) {
  const Source* manifest = bench.source("package.json");
  const Source* lock = bench.source("package-lock.json");
  if (manifest == nullptr || lock == nullptr) return std::nullopt;
  return Texts{manifest->text, lock->text};
}

/// package.json says what the lock file was made from: names, versions and kinds.
std::vector<Repair> in_step(Workbench& bench) {
  const auto texts = texts_of(bench);
  if (!texts) return {};
  std::vector<Edit> edits;
  const auto root = json_object_at(texts->lock, {"packages", ""});
  if (!root) return {};
  const auto whole = json_object_at(texts->manifest, {});
  // What a mistyped key asks for is asked for: the key is what is to be mended.
  if (!whole || misspelt_key(texts->manifest)) return {};
  for (const char* kind : kinds) {
    const auto locked = json_object_at(texts->lock, {"packages", "", kind});
    const auto wanted = json_object_at(texts->manifest, {kind});
    if (!wanted) {
      if (!locked || locked->members.empty()) continue;
      const JsonAddition all =
          addition_to(texts->manifest, *whole, kind,
                      texts->lock.substr(locked->begin, locked->end - locked->begin));
      edits.push_back({"package.json", all.at, all.at, all.text});
      continue;
    }
    std::string missing;
    for (const JsonMember& one : locked ? locked->members : std::vector<JsonMember>{}) {
      const std::string_view version =
          texts->lock.substr(one.value_begin, one.value_end - one.value_begin);
      const JsonMember* own = wanted->find(one.key);
      if (own == nullptr) {
        const JsonAddition added = addition_to(texts->manifest, *wanted, one.key, version);
        missing += added.text;
        continue;
      }
      if (texts->manifest.substr(own->value_begin, own->value_end - own->value_begin) != version) {
        edits.push_back({"package.json", own->value_begin, own->value_end, std::string(version)});
      }
    }
    for (const JsonMember& one : wanted->members) {
      if (locked && locked->find(one.key) != nullptr) continue;
      const JsonCut cut = cut_of(texts->manifest, *wanted, one);
      edits.push_back({"package.json", cut.begin, cut.end, ""});
    }
    if (missing.empty()) continue;
    const std::uint32_t at =
        wanted->members.empty() ? wanted->begin + 1 : wanted->members.back().value_end;
    edits.push_back({"package.json", at, at, missing});
  }
  if (edits.empty()) return {};
  return only("Ask for the packages that the lock file holds.", std::move(edits));
}

std::vector<Repair> build_script(Workbench& bench) {
  const Source* manifest = bench.source("package.json");
  if (manifest == nullptr) return {};
  const std::string path("package.json");
  std::vector<Repair> out;
  const auto scripts = json_object_at(manifest->text, {"scripts"});
  if (scripts) {
    std::vector<std::string> names;
    for (const JsonMember& one : scripts->members) names.push_back(one.key);
    std::string near = nearest_name("build", names);
    for (const std::string& one : names) {
      if (near.empty() && one.starts_with("build")) near = one;
    }
    if (const JsonMember* script = scripts->find(near); script != nullptr) {
      out.push_back({"Call the script " + near + " build.",
                     {{path, script->key_begin, script->key_end, "\"build\""}}});
    }
  }
  if (!bench.wanted().contains("vite")) return out;
  if (scripts && scripts->find("build") == nullptr) {
    const JsonAddition added = addition_to(manifest->text, *scripts, "build", "\"vite build\"");
    out.push_back({"Add the script build.", {{path, added.at, added.at, added.text}}});
    return out;
  }
  const auto root = json_object_at(manifest->text, {});
  if (!scripts && root) {
    std::vector<std::string> keys;
    for (const JsonMember& one : root->members) keys.push_back(one.key);
    if (const std::string near = nearest_name("scripts", keys); !near.empty()) {
      const JsonMember* member = root->find(near);
      out.push_back({"Call " + near + " scripts.",
                     {{path, member->key_begin, member->key_end, "\"scripts\""}}});
    }
    const JsonAddition added =
        addition_to(manifest->text, *root, "scripts", "{ \"build\": \"vite build\" }");
    out.push_back({"Add the script build.", {{path, added.at, added.at, added.text}}});
  }
  return out;
}

/// Files of modules in a package that does not say so.
std::vector<Repair> module_type(Workbench& bench, const Problem& problem) {
  const bool says = problem.code == "TS1295" || problem.code == "TS1287" ||
                    problem.message.contains("dist/.server/") ||
                    problem.message.contains("outside a module") ||
                    problem.message.contains("\"type\": \"module\"");
  const Source* manifest = bench.source("package.json");
  if (!says || manifest == nullptr) return {};
  const auto root = json_object_at(manifest->text, {});
  if (!root) return {};
  if (const JsonMember* type = root->find("type"); type != nullptr) {
    const std::string_view written =
        manifest->text.substr(type->value_begin, type->value_end - type->value_begin);
    if (written == "\"module\"") return {};
    return only("Say that the package holds modules.",
                {{"package.json", type->value_begin, type->value_end, "\"module\""}});
  }
  const JsonAddition added = addition_to(manifest->text, *root, "type", "\"module\"");
  return only("Say that the package holds modules.",
              {{"package.json", added.at, added.at, added.text}});
}

/// "sh: 1: vitee: not found", "Unknown command".
std::vector<Repair> command(Workbench& bench, const Problem& problem) {
  std::string_view text = problem.message;
  const std::size_t end = text.find(": not found");
  if (end == std::string_view::npos) return {};
  text = text.substr(0, end);
  const std::string name(trimmed(text.substr(text.rfind(':') + 1)));
  const Source* manifest = bench.source("package.json");
  const auto scripts =
      manifest == nullptr ? std::nullopt : json_object_at(manifest->text, {"scripts"});
  const JsonMember* script = scripts ? scripts->find("build") : nullptr;
  if (script == nullptr || name.empty()) return {};
  std::vector<std::string> known{"vite", "tsc", "node", "npm"};
  for (const auto& [package, version] : bench.wanted()) known.push_back(package);
  const std::string near = nearest_name(name, known);
  const std::size_t at = manifest->text.find(name, script->value_begin);
  if (near.empty() && bench.wanted().contains("vite") && !bench.wanted().contains(name)) {
    return only("Build with vite.",
                {{"package.json", script->value_begin, script->value_end, "\"vite build\""}});
  }
  if (near.empty() || at == std::string_view::npos || at >= script->value_end) return {};
  const auto begin = static_cast<std::uint32_t>(at);
  return only("Run " + near + " instead of " + name + ".",
              {{"package.json", begin, begin + static_cast<std::uint32_t>(name.size()), near}});
}

/// "vite biuld": Vite takes it for a folder and serves nothing; "unknown command" of others.
std::vector<Repair> vite_words(Workbench& bench) {
  const Source* manifest = bench.source("package.json");
  const auto scripts =
      manifest == nullptr ? std::nullopt : json_object_at(manifest->text, {"scripts"});
  const JsonMember* script = scripts ? scripts->find("build") : nullptr;
  if (script == nullptr) return {};
  const std::string_view text =
      manifest->text.substr(script->value_begin, script->value_end - script->value_begin);
  const std::size_t vite = text.find("vite ");
  if (vite == std::string_view::npos) return {};
  std::size_t begin = vite + 5;
  std::size_t end = begin;
  while (end < text.size() && context::is_word_byte(text[end])) ++end;
  const std::string word(text.substr(begin, end - begin));
  const std::string known[] = {"build"};
  if (word == "build" || word.empty() || nearest_name(word, known).empty()) return {};
  const auto from = script->value_begin + static_cast<std::uint32_t>(begin);
  return only("Run vite build.",
              {{"package.json", from, from + static_cast<std::uint32_t>(word.size()), "build"}});
}

int major_of(std::string_view version) {
  int out = 0;
  for (const char c : version) {
    if (c == '^' || c == '~') continue;
    if (!context::is_digit(c)) break;
    out = std::min(out * 10 + (c - '0'), 100000);
  }
  return out;
}

/// `Found: react@18.3.1`, `peer react@"^19.3.1" from react-dom@19.3.1`: a package that is older
/// than what stands beside it needs.
std::vector<Repair> as_peer(Workbench& bench, const Problem& problem) {
  const Source* manifest = bench.source("package.json");
  const std::string_view text = problem.message;
  const std::size_t unresolved = text.find("Could not resolve dependency:");
  const std::size_t peer = text.find("peer ", std::min(unresolved, text.size()));
  if (manifest == nullptr || peer == std::string_view::npos) return {};
  const std::string_view rest = text.substr(peer + 5);
  const std::size_t open = rest.find("@\"");
  const std::size_t close = rest.find('"', open == std::string_view::npos ? open : open + 2);
  if (close == std::string_view::npos) return {};
  const std::string name(rest.substr(0, open));
  const std::string range(rest.substr(open + 2, close - open - 2));
  const std::size_t found = text.find("Found: " + name + "@");
  const bool plain = range.find_first_not_of("^~0123456789.") == std::string::npos;
  if (!plain || found == std::string_view::npos) return {};
  if (major_of(text.substr(found + 8 + name.size())) >= major_of(range)) return {};
  for (const char* kind : kinds) {
    const auto wanted = json_object_at(manifest->text, {kind});
    const JsonMember* own = wanted ? wanted->find(name) : nullptr;
    if (own == nullptr) continue;
    return only("Ask for " + name + " " + range + ", as what stands beside it needs it.",
                {{"package.json", own->value_begin, own->value_end, "\"" + range + "\""}});
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_manifest(Workbench& bench, const Problem& problem) {
  if (problem.code == "npm_eresolve") return as_peer(bench, problem);
  if (problem.code == "lock_out_of_step" || problem.code == "invalid_manifest" ||
      problem.code == "unsupported_source") {
    return in_step(bench);
  }
  if (auto modules = module_type(bench, problem); !modules.empty()) return modules;
  if (problem.code == "no_build_script") return build_script(bench);
  if (problem.code == "command_not_found") return command(bench, problem);
  if (problem.code == "no_output" || problem.code == "command_failed" ||
      problem.code == "no_index_page") {
    return vite_words(bench);
  }
  return {};
}

}  // namespace sitewright::healing
