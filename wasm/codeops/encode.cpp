#include "codeops/encode.hpp"

#include <utility>

#include "project/path.hpp"
#include "project/utf8.hpp"

namespace sitewright::codeops {
namespace {

std::unexpected<Error> refuse(const Operation& operation, std::string_view reason) {
  return fail(Code::invalid_input, std::string(directive_of(operation.kind)) + " " +
                                       project::shown_path(operation.path) + ": " +
                                       std::string(reason));
}

// Every line gets its newline, also a last one that has none.
void append_content(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    if (text.starts_with("@@")) out += '@';
    out += text.substr(0, newline);
    out += '\n';
    if (newline == std::string_view::npos) return;
    text.remove_prefix(newline + 1);
  }
}

bool is_text(std::string_view text) {
  return project::is_utf8(text) && !text.contains('\0');
}

Result<void> append_edits(std::string& out, const Operation& operation) {
  if (operation.edits.empty()) return refuse(operation, "no block");
  for (const Edit& edit : operation.edits) {
    if (edit.find.empty()) return refuse(operation, "an empty find text");
    if (!is_text(edit.find) || !is_text(edit.replace)) return refuse(operation, "not UTF-8 text");
    out += "@@find\n";
    append_content(out, edit.find);
    out += "@@replace\n";
    append_content(out, edit.replace);
  }
  out += "@@end\n";
  return {};
}

Result<void> append_rename(std::string& out, const Operation& operation) {
  static constexpr std::string_view arrow = " -> ";
  const std::string line = operation.path + std::string(arrow) + operation.to + "\n";
  if (line.find(arrow) != line.rfind(arrow)) {
    return refuse(operation, "a path with an arrow in it cannot be renamed");
  }
  out += line;
  return {};
}

Result<void> append(std::string& out, const Operation& operation) {
  if (auto path = project::checked_path(operation.path); !path) {
    return std::unexpected(path.error());
  }
  out += directive_of(operation.kind);
  out += ' ';
  if (operation.kind != Kind::rename) out += operation.path + "\n";
  switch (operation.kind) {
    case Kind::write:
      if (!is_text(operation.text)) return refuse(operation, "not UTF-8 text");
      append_content(out, operation.text);
      out += operation.text.empty() || operation.text.ends_with('\n') ? "@@end\n"
                                                                      : "@@end no-newline\n";
      return {};
    case Kind::edit:
      return append_edits(out, operation);
    case Kind::rename:
      if (auto to = project::checked_path(operation.to); !to) return std::unexpected(to.error());
      return append_rename(out, operation);
    case Kind::remove:
      return {};
  }
  std::unreachable();
}

}  // namespace

Result<std::string> encode(std::span<const Operation> operations) {
  std::string out;
  for (const Operation& operation : operations) {
    if (auto appended = append(out, operation); !appended) {
      return std::unexpected(appended.error());
    }
  }
  return out;
}

}  // namespace sitewright::codeops
