// Projects to pack, meters to pack them with, and the rules that hold for what comes of it.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../tokens/tables.hpp"
#include "context/assemble.hpp"

namespace sitewright::context::packing {

class ExactMeter final : public TokenMeter {
 public:
  std::size_t count(std::string_view text) override { return counter_.count(text); }
  [[nodiscard]] bool adds_up() const override { return true; }

 private:
  Counter counter_{sitewright::testing::o200k_table()};
};

// Any rule will do as a meter; this one does not add up over parts.
class OddMeter final : public TokenMeter {
 public:
  std::size_t count(std::string_view text) override {
    return (text.size() + 6) / 7 + text.size() % 3;
  }
};

using Files = std::vector<std::pair<std::string, std::string>>;

inline std::vector<SourceFile> views(const Files& files) {
  std::vector<SourceFile> out;
  for (const auto& [path, text] : files) out.push_back({path, text});
  return out;
}

inline std::string component(const std::string& name, int lines) {
  std::string text = "import { useState } from 'react'\n\n";
  text += "/** Shows " + name + ". */\nexport function " + name + "({ id }: { id: string }) {\n";
  for (int line = 0; line < lines; ++line) {
    if (line % 9 == 8) text += "\n";
    text += "  const value" + std::to_string(line) + " = useState(id + '" + name + "')\n";
  }
  return text + "  return <p>{id}</p>\n}\n\nexport const " + name + "Title = '" + name + "'\n";
}

inline Files project() {
  Files files{{"package.json", "{\"name\": \"shop\"}\n"},
              {"src/huge.ts", std::string()},
              {"src/binary.ts", std::string("a\0b", 3)},
              {"src/latin.ts", "const a = '\xe9'\n"},
              {"src/odd.ts", "// \xf0\x9f\x92\xa9 no line end \r\n\r\n  x"},
              {"src/empty.ts", ""},
              {"package-lock.json", "{\"order\": {}}\n"}};
  for (int at = 0; at < 400; ++at) files[1].second += component("Order" + std::to_string(at), 6);
  for (const auto* name : {"Cart", "Menu", "OrderList", "OrderForm", "Login", "Price"}) {
    files.emplace_back("src/" + std::string(name) + ".tsx", component(name, 40));
  }
  return files;
}

inline std::string_view line_text(std::string_view text, LineRange lines) {
  std::size_t begin = 0;
  for (std::uint32_t line = 1; line < lines.first; ++line) begin = text.find('\n', begin) + 1;
  std::size_t end = begin;
  for (auto line = lines.first; line <= lines.last; ++line) {
    end = std::min(text.find('\n', end), text.size() - 1) + 1;
  }
  return text.substr(begin, end - begin);
}

// What holds for every context, whatever was asked.
inline void check_rules(const Context& made, const Files& files, std::size_t room,
                        TokenMeter& meter) {
  CHECK(made.total_tokens <= room);
  CHECK(made.total_tokens == meter.count(made.text()));
  for (const auto& file : made.files) {
    CHECK(file.tokens == meter.count(file.text));
    CHECK(file.text.starts_with("=== " + file.path + " ("));
    CHECK(file.text.ends_with('\n'));
    const auto at = std::ranges::find(files, file.path, &Files::value_type::first);
    REQUIRE(at != files.end());
    std::uint32_t last = 0;
    for (const auto& range : file.ranges) {
      CHECK(range.first > last);
      CHECK(range.last >= range.first);
      last = range.last + 1;
      CHECK(file.text.contains(line_text(at->second, range)));
    }
    const bool words = file.kind == ViewKind::full || file.kind == ViewKind::excerpt;
    if (!at->second.empty()) CHECK(words == !file.ranges.empty());
    CHECK(std::ranges::find(made.omitted, file.path, &OmittedFile::path) == made.omitted.end());
  }
  CHECK(made.files.size() + made.omitted.size() == files.size());
}

}  // namespace sitewright::context::packing
