#include "project/manifest.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "project/path.hpp"
#include "project/sha256.hpp"
#include "project/utf8.hpp"
#include "sorting/sort.hpp"

namespace sitewright::project {
namespace {

std::string quoted(std::string_view path) {
  return "'" + shown_path(path) + "'";
}

Result<void> check_entry(const ManifestEntry& entry) {
  if (auto path = checked_path(entry.path); !path) return std::unexpected(path.error());
  if (!is_sha256_hex(entry.sha256)) {
    return fail(Code::invalid_input,
                quoted(entry.path) + ": sha256 must be 64 lowercase hex digits");
  }
  if (entry.bytes > max_file_bytes) {
    return fail(Code::too_large, quoted(entry.path) + ": " + std::to_string(entry.bytes) +
                                     " bytes, a file may have " + std::to_string(max_file_bytes));
  }
  return {};
}

std::string_view mode_text(Mode mode) {
  switch (mode) {
    case Mode::regular:
      return "100644";
    case Mode::executable:
      return "100755";
  }
  std::unreachable();
}

// Collisions are looked for among folded paths and all their folders: a name may be a file once
// or a folder in one spelling, never two of these.
class Names {
 public:
  Result<void> add(std::string_view path) {
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
         slash = path.find('/', slash + 1)) {
      if (auto added = add_name(path.substr(0, slash), path, Kind::folder); !added) return added;
    }
    return add_name(path, path, Kind::file);
  }

 private:
  enum class Kind : std::uint8_t { file, folder };
  struct Name {
    std::string_view spelling;
    std::string_view path;
    Kind kind;
  };

  Result<void> add_name(std::string_view spelling, std::string_view path, Kind kind) {
    const auto [it, is_new] = names_.try_emplace(folded_path(spelling), Name{spelling, path, kind});
    const Name& other = it->second;
    if (is_new || (kind == Kind::folder && other.kind == kind && other.spelling == spelling)) {
      return {};
    }
    std::string_view reason = " differ only in letter case";
    if (other.kind != kind) reason = " collide: one is a folder of the other";
    if (other.path == path) return fail(Code::invalid_input, quoted(path) + " is there twice");
    return fail(Code::invalid_input,
                quoted(other.path) + " and " + quoted(path) + std::string(reason));
  }

  std::map<std::string, Name, std::less<>> names_;
};

Result<void> check_all(std::span<const ManifestEntry> entries) {
  if (entries.size() > max_snapshot_files) {
    return fail(Code::too_large, std::to_string(entries.size()) + " files, a snapshot may have " +
                                     std::to_string(max_snapshot_files));
  }
  std::uint64_t total = 0;
  std::vector<std::string_view> paths;
  for (const ManifestEntry& entry : entries) {
    if (auto checked = check_entry(entry); !checked) return checked;
    total += entry.bytes;
    paths.push_back(entry.path);
  }
  if (total > max_snapshot_bytes) {
    return fail(Code::too_large, std::to_string(total) + " bytes in all, a snapshot may have " +
                                     std::to_string(max_snapshot_bytes));
  }
  return check_collisions(paths);
}

// Reads exactly what encode writes; anything else stops it where it differs.
class CanonicalReader {
 public:
  explicit CanonicalReader(std::string_view text) : text_(text) {}

  bool take(std::string_view literal) {
    if (!text_.substr(at_).starts_with(literal)) return false;
    at_ += literal.size();
    return true;
  }

  // A path holds no control character and no backslash, so '"' is the only escape there is.
  bool take_path(std::string& out) {
    if (!take("\"")) return false;
    while (at_ < text_.size() && out.size() <= max_path_bytes) {
      if (take("\"")) return true;
      if (take("\\\"")) {
        out += '"';
      } else {
        if (text_[at_] == '\\') return false;
        out += text_[at_++];
      }
    }
    return false;
  }

  bool take_digest(std::string& out) {
    if (!take("\"")) return false;
    out = text_.substr(at_, 64);
    at_ += out.size();
    return take("\"");
  }

  bool take_bytes(std::uint64_t& out) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && at_ - begin < 10 && text_[at_] >= '0' && text_[at_] <= '9') {
      out = out * 10 + static_cast<std::uint64_t>(text_[at_++] - '0');
    }
    return at_ > begin && (text_[begin] != '0' || at_ == begin + 1);
  }

  bool take_mode(Mode& out) {
    for (const Mode mode : {Mode::regular, Mode::executable}) {
      if (take("\"" + std::string(mode_text(mode)) + "\"")) {
        out = mode;
        return true;
      }
    }
    return false;
  }

  bool take_entry(ManifestEntry& entry) {
    return take("{\"path\":") && take_path(entry.path) && take(",\"sha256\":") &&
           take_digest(entry.sha256) && take(",\"bytes\":") && take_bytes(entry.bytes) &&
           take(",\"mode\":") && take_mode(entry.mode) && take("}");
  }

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] bool is_done() const { return at_ == text_.size(); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

constexpr std::string_view head = "{\"version\":1,\"files\":[";

bool path_before(const ManifestEntry& a, const ManifestEntry& b) {
  return a.path < b.path;
}

}  // namespace

Result<void> check_collisions(std::span<const std::string_view> paths) {
  Names names;
  for (const std::string_view path : paths) {
    if (auto added = names.add(path); !added) return added;
  }
  return {};
}

Result<Manifest> Manifest::from_entries(std::vector<ManifestEntry> entries) {
  sort_stably(entries, path_before);
  if (auto checked = check_all(entries); !checked) return std::unexpected(checked.error());
  Manifest manifest;
  manifest.entries_ = std::move(entries);
  return manifest;
}

Result<Manifest> Manifest::decode(std::string_view canonical) {
  CanonicalReader reader(canonical);
  const auto refuse = [&] {
    return fail(Code::invalid_input,
                "manifest: not the canonical form at byte " + std::to_string(reader.at()));
  };
  Manifest manifest;
  auto& entries = manifest.entries_;
  if (!reader.take(head)) return refuse();
  while (!reader.take("]}")) {
    if (!entries.empty() && !reader.take(",")) return refuse();
    if (entries.size() == max_snapshot_files) {
      return fail(Code::too_large,
                  "manifest: more than " + std::to_string(max_snapshot_files) + " files");
    }
    ManifestEntry entry;
    if (!reader.take_entry(entry)) return refuse();
    if (!entries.empty() && !path_before(entries.back(), entry)) {
      return fail(Code::invalid_input, "manifest: " + quoted(entry.path) + " is out of order");
    }
    entries.push_back(std::move(entry));
  }
  if (!reader.is_done()) return refuse();
  if (auto checked = check_all(entries); !checked) return std::unexpected(checked.error());
  return manifest;
}

std::string Manifest::encode() const {
  std::string out(head);
  out.reserve(head.size() + entries_.size() * 160);
  for (const ManifestEntry& entry : entries_) {
    if (&entry != entries_.data()) out += ',';
    out += "{\"path\":";
    append_json_string(out, entry.path);
    out += ",\"sha256\":\"";
    out += entry.sha256;
    out += "\",\"bytes\":";
    out += std::to_string(entry.bytes);
    out += ",\"mode\":\"";
    out += mode_text(entry.mode);
    out += "\"}";
  }
  out += "]}";
  return out;
}

std::string Manifest::tree_hash() const {
  return sha256_hex(encode());
}

const ManifestEntry* Manifest::find(std::string_view path) const {
  const auto it = std::ranges::lower_bound(entries_, path, {}, &ManifestEntry::path);
  return it != entries_.end() && it->path == path ? &*it : nullptr;
}

std::uint64_t Manifest::total_bytes() const {
  std::uint64_t total = 0;
  for (const ManifestEntry& entry : entries_) total += entry.bytes;
  return total;
}

std::vector<ManifestChange> changes_between(const Manifest& before, const Manifest& after) {
  using Content = std::tuple<std::string_view, std::uint64_t, Mode>;
  const auto content = [](const ManifestEntry& entry) {
    return Content{entry.sha256, entry.bytes, entry.mode};
  };
  std::vector<ManifestChange> changes;
  std::multimap<Content, std::string_view> removed;  // insertion order is kept among equals
  for (const ManifestEntry& entry : before.entries()) {
    if (after.find(entry.path) == nullptr) removed.emplace(content(entry), entry.path);
  }
  for (const ManifestEntry& entry : after.entries()) {
    if (const ManifestEntry* old = before.find(entry.path)) {
      if (*old != entry) changes.push_back({ChangeKind::changed, entry.path});
    } else if (auto moved = removed.lower_bound(content(entry));
               moved != removed.end() && moved->first == content(entry)) {
      changes.push_back({ChangeKind::renamed, entry.path, std::string(moved->second)});
      removed.erase(moved);
    } else {
      changes.push_back({ChangeKind::added, entry.path});
    }
  }
  for (const auto& [_, path] : removed) changes.push_back({ChangeKind::removed, std::string(path)});
  sort_stably(changes, {}, &ManifestChange::path);
  return changes;
}

}  // namespace sitewright::project
