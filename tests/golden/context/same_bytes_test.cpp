// The context engine natively, held to what build/wasm/context.wasm answers to the same requests
// over the same files (tests/golden/context/answers.mjs, run by Node): byte for byte.
// Not against a file in the tree: which lines are chosen changes with every tuning, that both
// builds choose the same must not.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "abi/context_session.hpp"

using namespace sitewright;

namespace {

const std::filesystem::path& tree() {
  static const std::filesystem::path root(SITEWRIGHT_SOURCE_DIR);
  return root;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> files_in(const nlohmann::json& folders) {
  std::vector<std::string> files;
  for (const auto& folder : folders) {
    const auto from = tree() / folder.get<std::string>();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(from)) {
      if (entry.is_regular_file()) {
        files.push_back(entry.path().lexically_relative(tree()).generic_string());
      }
    }
  }
  std::ranges::sort(files);
  return files;
}

void answer(std::string& out, std::string_view name, const Result<std::string>& result) {
  out.append(name).append(result ? " " : " refused: ");
  out.append(result ? *result : result.error().detail).append("\n");
}

std::string packed_reference(const std::string& tokens) {
  abi::ContextSession packer([] { return 0.0; });
  REQUIRE(packer.load_tokens(tokens));
  for (const auto& file : files_in({"templates/reference"})) {
    packer.keep_text(file, bytes_of(tree() / file));
  }
  auto packed = packer.pack_reference();
  REQUIRE(packed);
  return std::move(*packed);
}

/// As answers.mjs writes them.
std::string native_answers() {
  const auto asked = nlohmann::json::parse(bytes_of(tree() / "tests/golden/context/requests.json"));
  const auto files = files_in(asked["folders"]);
  std::string out;
  for (const auto& encoding : asked["encodings"]) {
    abi::ContextSession session([] { return 0.0; });
    for (const auto& file : files) {
      REQUIRE(session.add_file(file, bytes_of(tree() / file)));
      session.add_to_graph(file, bytes_of(tree() / file));
    }
    const auto name = encoding.get<std::string>();
    const auto tokens = bytes_of(SITEWRIGHT_TOKEN_TABLES "/" + name + ".tokens");
    const auto packed = packed_reference(tokens);
    out += packed;
    answer(out, "graph", session.graph());
    REQUIRE(session.load_tokens(tokens));
    for (const auto& request : asked["requests"]) {
      const auto message = request.dump();
      const auto wanted = session.wanted(message);
      answer(out, "wanted", wanted);
      if (wanted) {
        for (const auto& path : nlohmann::json::parse(*wanted)) {
          const auto file = path.get<std::string>();
          session.keep_text(file, bytes_of(tree() / file));
        }
      }
      answer(out, "assemble", session.assemble(message));
      answer(out, "text", session.text());
    }
    REQUIRE(session.load_reference(packed));
    for (const auto& request : asked["requests"]) {
      answer(out, "with passages", session.assemble(request.dump()));
      answer(out, "text", session.text());
    }
  }
  return out;
}

/// What `command` writes; empty when it does not end well.
std::string output_of(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  std::array<char, 65536> piece{};
  while (const auto size = std::fread(piece.data(), 1, piece.size(), pipe)) {
    out.append(piece.data(), size);
  }
  return pclose(pipe) == 0 ? out : "";
}

std::string_view line_at(std::string_view text, std::size_t position) {
  const auto start = position == 0 ? 0 : text.rfind('\n', position - 1) + 1;
  return text.substr(start, text.find('\n', position) - start).substr(0, 4000);
}

}  // namespace

TEST_SUITE("context/same_bytes") {
  TEST_CASE("native and wasm choose the same lines and say it in the same bytes") {
    const auto native = native_answers();
    const auto wasm = output_of("'" SITEWRIGHT_NODE "' '" SITEWRIGHT_SOURCE_DIR
                                "/tests/golden/context/answers.mjs'");
    REQUIRE_FALSE(wasm.empty());
    CHECK(native.size() > 100'000);
    const auto [ours, theirs] = std::ranges::mismatch(native, wasm);
    const auto at = static_cast<std::size_t>(ours - native.begin());
    CAPTURE(at);
    CAPTURE(line_at(native, std::min(at, native.size() - 1)));
    CAPTURE(line_at(wasm, std::min(at, wasm.size() - 1)));
    CHECK((ours == native.end() && theirs == wasm.end()));
  }
}
