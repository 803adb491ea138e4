#include "models/provider/writing.hpp"

#include <algorithm>
#include <array>

namespace sitewright::models {

namespace {

constexpr std::size_t kLongestName = 64;
constexpr int kDeepest = 64;

constexpr std::array<std::string_view, 8> kKept{"type", "description", "enum",     "const",
                                                "$ref", "anyOf",       "required", "items"};

bool is_kept(std::string_view name) {
  return std::ranges::find(kKept, name) != kKept.end();
}

class SchemaTrimmer {
 public:
  TrimmedSchema trim(std::string_view schema) {
    JsonScanner json(schema);
    value(json, 0);
    return {.json = to_.take(), .all_required = all_required_ && !json.failed()};
  }

 private:
  void value(JsonScanner& json, int depth) {
    if (json.kind() != JsonScanner::Kind::object || depth > kDeepest) {
      to_.json({std::string(json.raw())});
      return;
    }
    std::size_t properties = 0;
    std::size_t required = 0;
    bool is_object = false;
    std::string_view name;
    to_.open('{');
    json.enter_object();
    while (json.member(name)) {
      if (name == "properties") {
        is_object = true;
        properties = named(json, name, depth);
      } else if (name == "$defs" || name == "definitions") {
        named(json, name, depth);
      } else if (name == "oneOf" || name == "anyOf") {
        to_.key("anyOf");
        list(json, depth);
      } else if (name == "items") {
        to_.key("items");
        value(json, depth + 1);
      } else if (is_kept(name)) {
        const std::string key(name);
        const std::string text(json.raw());
        if (key == "required") required = count(text);
        to_.escaped_key(key);
        to_.json({text});
      } else {
        json.skip();
      }
    }
    if (is_object) to_.field("additionalProperties", false);
    to_.close('}');
    if (required < properties) all_required_ = false;
  }

  /// An object of schemas; how many.
  std::size_t named(JsonScanner& json, std::string_view key, int depth) {
    std::size_t members = 0;
    std::string_view name;
    to_.escaped_key(std::string(key));
    to_.open('{');
    if (json.enter_object()) {
      while (json.member(name)) {
        to_.escaped_key(std::string(name));
        value(json, depth + 1);
        ++members;
      }
    }
    to_.close('}');
    return members;
  }

  void list(JsonScanner& json, int depth) {
    to_.open('[');
    if (json.enter_array()) {
      while (json.item()) {
        to_.item();
        value(json, depth + 1);
      }
    }
    to_.close(']');
  }

  static std::size_t count(std::string_view text) {
    JsonScanner json(text);
    std::size_t items = 0;
    if (json.enter_array()) {
      for (; json.item(); ++items) json.skip();
    }
    return items;
  }

  wire::Writer to_;
  bool all_required_ = true;
};

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

}  // namespace

TrimmedSchema trimmed(std::string_view schema) {
  return SchemaTrimmer().trim(schema);
}

std::string schema_name(const OutputSchema& schema) {
  std::string name = schema.name.substr(0, kLongestName);
  for (char& c : name) {
    if (!is_name_character(c)) c = '_';
  }
  return name.empty() ? "answer" : name;
}

std::string schema_in_words(const CallTarget& target, const ChatRequest& request) {
  if (!request.schema || target.schema) return {};
  return "Answer with one JSON document and nothing else: no words before or after it, no code "
         "fence. It must be valid by this JSON Schema:\n" +
         request.schema->json;
}

std::string instructions(const CallTarget& target, const ChatRequest& request) {
  std::string all;
  const auto add = [&all](std::string_view text) {
    if (!all.empty() && !text.empty()) all += "\n\n";
    all += text;
  };
  for (const auto& one : request.system) add(one.text);
  add(schema_in_words(target, request));
  return all;
}

std::int64_t output_tokens(const CallTarget& target, const ChatRequest& request) {
  if (request.max_output_tokens <= 0) return target.max_output_tokens;
  return std::min(request.max_output_tokens, target.max_output_tokens);
}

std::string data_url(const ChatImage& image) {
  return "data:" + image.media_type + ";base64," + image.base64;
}

std::string versioned(std::string_view base, std::string_view version) {
  while (base.ends_with('/')) base.remove_suffix(1);
  const auto last = base.substr(std::min(base.rfind('/') + 1, base.size()));
  std::string address(base);
  const bool has_version = last.size() >= 2 && last[0] == 'v' && last[1] >= '0' && last[1] <= '9';
  if (!has_version) address += "/" + std::string(version);
  return address;
}

std::string in_path(std::string_view model) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string path;
  for (const char c : model) {
    if (is_name_character(c) || c == '.' || c == '/' || c == '@') {
      path += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      path += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return path;
}

void add_listed_headers(std::vector<ports::UpstreamHeader>& headers,
                        const wire::CatalogueProvider& row) {
  if (!row.headers_secret) return;
  headers.push_back(
      {.name = "authorization",
       .value = {},
       .credential = ports::Credential{ports::Credential::Kind::header_list, *row.headers_secret}});
}

ports::UpstreamHeader bearer(ports::Credential credential) {
  return {.name = "authorization", .value = "Bearer ", .credential = std::move(credential)};
}

}  // namespace sitewright::models
