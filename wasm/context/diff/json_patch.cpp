#include "context/diff/json_patch.hpp"

#include <set>
#include <string_view>

#include "context/diff/moves.hpp"
#include "project/utf8.hpp"

namespace sitewright::context {
namespace {

std::string pointer_to(std::string_view key) {
  std::string pointer = "/";
  for (const char c : key) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

class Patch {
 public:
  void move(std::string_view from, std::string_view to) {
    begin("move");
    out_ += ",\"from\":";
    project::append_json_string(out_, pointer_to(from));
    path(to);
    out_ += '}';
  }

  void remove(std::string_view key) {
    begin("remove");
    path(key);
    out_ += '}';
  }

  /// `op` is add or replace.
  void put(std::string_view op, std::string_view key, std::string_view text) {
    begin(op);
    path(key);
    out_ += ",\"value\":";
    project::append_json_string(out_, text);
    out_ += '}';
  }

  std::string text() && { return std::move(out_) + "]"; }

 private:
  void begin(std::string_view op) {
    if (out_.size() > 1) out_ += ',';
    out_ += "{\"op\":\"";
    out_ += op;
    out_ += '"';
  }

  void path(std::string_view key) {
    out_ += ",\"path\":";
    project::append_json_string(out_, pointer_to(key));
  }

  std::string out_ = "[";
};

}  // namespace

std::string json_patch(const project::TextTree& before, const project::TextTree& after) {
  const auto moves = moves_between(before, after);
  std::set<std::string_view> moved_away;
  Patch patch;
  for (const auto& [to, from] : moves) {
    patch.move(from, to);
    moved_away.insert(from);
  }
  for (const auto& [path, _] : before) {
    if (!after.contains(path) && !moved_away.contains(path)) patch.remove(path);
  }
  for (const auto& [path, text] : after) {
    const auto old = before.find(path);
    if (old != before.end() && old->second != text) patch.put("replace", path, text);
  }
  for (const auto& [path, text] : after) {
    if (!before.contains(path) && !moves.contains(path)) patch.put("add", path, text);
  }
  return std::move(patch).text();
}

}  // namespace sitewright::context
