// Every example of schemas/examples/, read by the C++ codecs.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "generated/codecs.hpp"

using namespace sitewright;
using namespace sitewright::wire;
namespace fs = std::filesystem;

namespace {

const fs::path examples = fs::path(SITEWRIGHT_SOURCE_DIR) / "schemas/examples";

std::string file_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

nlohmann::ordered_json parsed(const fs::path& path) {
  return nlohmann::ordered_json::parse(file_text(path), nullptr, false);
}

// U+F8FF in an example stands for the byte FF, which JSON text cannot hold.
std::string with_bad_bytes(std::string text) {
  constexpr std::string_view mark = "\xEF\xA3\xBF";
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
    text.replace(at, mark.size(), "\xFF");
  }
  return text;
}

std::string bad_input(const nlohmann::ordered_json& one, const std::string& full) {
  if (one.contains("input")) return with_bad_bytes(one["input"].get<std::string>());
  const auto find = one["swap"][0].get<std::string>();
  const auto replacement = one["swap"][1].get<std::string>();
  std::size_t at = full.find(find);
  for (std::size_t skip = one["swap"].size() > 2 ? one["swap"][2].get<std::size_t>() : 0; skip > 0;
       --skip) {
    at = full.find(find, at + 1);
  }
  REQUIRE_MESSAGE(at != std::string::npos, "ok-full.json lacks " << find);
  return with_bad_bytes(std::string(full).replace(at, find.size(), replacement));
}

}  // namespace

TEST_SUITE("wire/examples") {
  TEST_CASE("every message has a good and a bad example") {
    for (const MessageCodec& codec : message_codecs) {
      CAPTURE(codec.name);
      CHECK(fs::exists(examples / codec.name / "ok-full.json"));
      CHECK(fs::exists(examples / codec.name / "bad-cases.json"));
    }
  }

  TEST_CASE("a good example decodes, and encodes to the same in compact form") {
    for (const MessageCodec& codec : message_codecs) {
      if (!fs::exists(examples / codec.name)) continue;
      for (const auto& entry : fs::directory_iterator(examples / codec.name)) {
        if (!entry.path().filename().string().starts_with("ok-")) continue;
        CAPTURE(entry.path().string());
        const Result<std::string> again = codec.recode(file_text(entry.path()));
        if (!again) FAIL_CHECK(again.error().path << " " << again.error().detail);
        if (again) CHECK(*again == parsed(entry.path()).dump());
      }
    }
  }

  TEST_CASE("a bad example is refused at its place") {
    for (const MessageCodec& codec : message_codecs) {
      const fs::path folder = examples / codec.name;
      if (!fs::exists(folder / "bad-cases.json")) continue;
      const std::string full = parsed(folder / "ok-full.json").dump();
      for (const auto& one : parsed(folder / "bad-cases.json")) {
        CAPTURE(codec.name);
        CAPTURE(one.dump());
        const Result<std::string> again = codec.recode(bad_input(one, full));
        if (again) FAIL_CHECK("was taken");
        if (again) continue;
        CHECK(again.error().code == Code::invalid_input);
        CHECK(again.error().path == one["pointer"].get<std::string>());
        CHECK_FALSE(again.error().detail.empty());
      }
    }
  }

  TEST_CASE("what no message can be is refused by every message") {
    for (const auto& one : parsed(examples / "any/bad-cases.json")) {
      std::string input;
      const auto repeat = one.value("repeat", 1);
      for (int i = 0; i < repeat; ++i) input += one["input"].get<std::string>();
      for (const MessageCodec& codec : message_codecs) {
        CAPTURE(codec.name);
        CAPTURE(one["says"].get<std::string>());
        const Result<std::string> again = codec.recode(input);
        CHECK_FALSE(again);
        if (!again) CHECK(again.error().code == Code::invalid_input);
      }
    }
  }
}
