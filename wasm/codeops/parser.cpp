#include "codeops/parser.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "project/limits.hpp"
#include "project/path.hpp"
#include "project/utf8.hpp"

namespace sitewright::codeops {
namespace {

std::string_view trimmed_right(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

std::string_view trimmed(std::string_view text) {
  text = trimmed_right(text);
  return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

bool is_fence(std::string_view raw) {
  const std::string_view text = trimmed(raw);
  return text.starts_with("```") || text.starts_with("~~~");
}

bool is_closing_fence(std::string_view raw) {
  const std::string_view text = trimmed(raw);
  return is_fence(text) && text.find_first_not_of(text.front()) == std::string_view::npos;
}

}  // namespace

std::string_view directive_of(Kind kind) {
  switch (kind) {
    case Kind::write:
      return "@@write";
    case Kind::edit:
      return "@@edit";
    case Kind::rename:
      return "@@rename";
    case Kind::remove:
      return "@@delete";
  }
  std::unreachable();
}

struct Parser::Line {
  std::string_view raw;  // without its newline
  Directive directive;
  std::string_view word;      // "@@write"
  std::string_view argument;  // trimmed
};

Parser::Line Parser::read_line(std::string_view raw) {
  static constexpr std::array<std::pair<std::string_view, Directive>, 7> words{{
      {"@@write", Directive::write},
      {"@@edit", Directive::edit},
      {"@@rename", Directive::rename},
      {"@@delete", Directive::remove},
      {"@@find", Directive::find},
      {"@@replace", Directive::replace},
      {"@@end", Directive::end},
  }};
  if (raw.starts_with("@@")) {
    const std::string_view text = trimmed_right(raw);
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    for (const auto& [name, directive] : words) {
      if (word == name) return {raw, directive, word, trimmed(text.substr(word.size()))};
    }
  }
  return {raw, Directive::none, {}, {}};
}

std::unexpected<Error> Parser::refuse(Code code, std::string detail) {
  error_ = Error{code, "line " + std::to_string(line_) + ": " + std::move(detail)};
  return std::unexpected(*error_);
}

std::unexpected<Error> Parser::refuse_unclosed(const std::string& what) {
  return refuse(Code::invalid_input,
                what + " inside the " + std::string(directive_of(operation_.kind)) + " of line " +
                    std::to_string(operation_line_) + "; @@end is missing before it");
}

Result<void> Parser::feed(std::string_view bytes, std::vector<Event>& events) {
  if (error_) return std::unexpected(*error_);
  const bool is_over = bytes.size() > max_answer_bytes - total_;
  bytes = bytes.substr(0, max_answer_bytes - total_);
  total_ += bytes.size();
  for (std::size_t newline; (newline = bytes.find('\n')) != std::string_view::npos;) {
    std::string_view raw = bytes.substr(0, newline);
    std::string joined;
    if (!partial_.empty()) {
      joined = std::exchange(partial_, {}) + std::string(raw);
      raw = joined;
    }
    bytes.remove_prefix(newline + 1);
    if (auto taken = take_line(raw, events); !taken) return taken;
  }
  partial_ += bytes;
  if (is_over) {
    ++line_;
    return refuse(Code::too_large,
                  "the answer is longer than " + std::to_string(max_answer_bytes) + " bytes");
  }
  return {};
}

Result<void> Parser::finish(std::vector<Event>& events) {
  if (error_) return std::unexpected(*error_);
  if (!partial_.empty()) {
    const std::string last = std::exchange(partial_, {});
    if (auto taken = take_line(last, events); !taken) return taken;
  }
  if (!held_fence_.empty()) add_commentary(std::exchange(held_fence_, {}));
  if (state_ != State::outside) return refuse_unclosed("the answer ends");
  return {};
}

Result<void> Parser::take_line(std::string_view raw, std::vector<Event>& events) {
  ++line_;
  const Line line = read_line(raw);
  return state_ == State::outside ? take_outside(line, events) : take_inside(line, events);
}

Result<void> Parser::take_outside(const Line& line, std::vector<Event>& events) {
  switch (line.directive) {
    case Directive::none:
      return take_commentary(line.raw);
    case Directive::write:
    case Directive::edit:
    case Directive::rename:
    case Directive::remove:
      if (!std::exchange(held_fence_, {}).empty()) inside_fence_ = true;
      return begin(line, events);
    case Directive::end:
      if (std::exchange(end_may_follow_, false)) return {};
      [[fallthrough]];
    case Directive::find:
    case Directive::replace:
      return refuse(Code::invalid_input, std::string(line.word) + " outside of an operation");
  }
  std::unreachable();
}

// A fence is dropped when an operation follows it at once, and so is the one that closes it.
Result<void> Parser::take_commentary(std::string_view raw) {
  if (!trimmed(raw).empty()) end_may_follow_ = false;
  if (inside_fence_ && is_closing_fence(raw)) {
    inside_fence_ = false;
    return {};
  }
  if (!held_fence_.empty()) add_commentary(std::exchange(held_fence_, {}));
  if (is_fence(raw)) {
    held_fence_ = raw;
  } else {
    add_commentary(raw);
  }
  return {};
}

void Parser::add_commentary(std::string_view raw) {
  if (commentary_.size() + raw.size() + 1 > max_commentary_bytes) return;
  commentary_ += trimmed_right(raw);
  commentary_ += '\n';
}

Result<void> Parser::begin(const Line& line, std::vector<Event>& events) {
  if (++operation_count_ > max_operations) {
    return refuse(Code::too_large, "more than " + std::to_string(max_operations) + " operations");
  }
  operation_ = {};
  operation_line_ = line_;
  operation_bytes_ = 0;
  strips_cr_ = line.raw.ends_with('\r');
  end_may_follow_ = false;
  if (line.directive == Directive::rename) {
    if (auto begun = begin_rename(line.argument); !begun) return begun;
  } else {
    auto path = project::checked_path(line.argument);
    if (!path) return refuse(path.error().code, path.error().detail);
    operation_.path = *std::move(path);
    operation_.kind = line.directive == Directive::write  ? Kind::write
                      : line.directive == Directive::edit ? Kind::edit
                                                          : Kind::remove;
  }
  events.emplace_back(OperationStarted{operation_.kind, operation_.path, line_});
  if (operation_.kind == Kind::write) {
    state_ = State::in_write;
  } else if (operation_.kind == Kind::edit) {
    state_ = State::before_find;
  } else {
    end_may_follow_ = true;
    finish_operation(events);
  }
  return {};
}

Result<void> Parser::begin_rename(std::string_view argument) {
  static constexpr std::string_view arrow = " -> ";
  const std::size_t at = argument.find(arrow);
  if (at == std::string_view::npos || argument.find(arrow, at + 1) != std::string_view::npos) {
    return refuse(Code::invalid_input, "@@rename takes one 'old path -> new path'");
  }
  auto from = project::checked_path(trimmed(argument.substr(0, at)));
  if (!from) return refuse(from.error().code, from.error().detail);
  auto to = project::checked_path(trimmed(argument.substr(at + arrow.size())));
  if (!to) return refuse(to.error().code, to.error().detail);
  operation_.kind = Kind::rename;
  operation_.path = *std::move(from);
  operation_.to = *std::move(to);
  return {};
}

Result<void> Parser::take_inside(const Line& line, std::vector<Event>& events) {
  if (line.directive != Directive::none) return take_directive_inside(line, events);
  std::string_view content = line.raw;
  if (strips_cr_ && content.ends_with('\r')) content.remove_suffix(1);
  if (content.starts_with("@@@")) content.remove_prefix(1);
  return take_content(content, events);
}

Result<void> Parser::take_directive_inside(const Line& line, std::vector<Event>& events) {
  const bool may_end = state_ != State::in_find;
  const bool may_find = state_ == State::before_find || state_ == State::in_replace;
  if (line.directive == Directive::end && may_end) return end(line.argument, events);
  const bool is_find = line.directive == Directive::find && may_find;
  const bool is_replace = line.directive == Directive::replace && state_ == State::in_find;
  if (is_find || is_replace) {
    if (!line.argument.empty()) {
      return refuse(Code::invalid_input, std::string(line.word) + " takes nothing after it");
    }
    if (is_find) {
      operation_.edits.emplace_back();
      state_ = State::in_find;
      return {};
    }
    return begin_replace();
  }
  if (state_ == State::in_find) {
    return refuse(Code::invalid_input, std::string(line.word) + " where @@replace is due");
  }
  return refuse_unclosed(std::string(line.word));
}

Result<void> Parser::begin_replace() {
  if (operation_.edits.back().find.empty()) {
    return refuse(Code::invalid_input, "@@find without any line; it says which lines to replace");
  }
  state_ = State::in_replace;
  return {};
}

Result<void> Parser::take_content(std::string_view content, std::vector<Event>& events) {
  if (state_ == State::before_find) {
    if (trimmed(content).empty()) return {};
    return refuse(Code::invalid_input, "text where @@find is due");
  }
  if (!project::is_utf8(content) || content.contains('\0')) {
    return refuse(Code::invalid_input, "not well-formed UTF-8, or a NUL byte");
  }
  operation_bytes_ += content.size() + 1;
  if (operation_bytes_ > project::max_file_bytes) {
    return refuse(Code::too_large, "more than " + std::to_string(project::max_file_bytes) +
                                       " bytes for " + project::shown_path(operation_.path));
  }
  std::string& into = state_ == State::in_write  ? operation_.text
                      : state_ == State::in_find ? operation_.edits.back().find
                                                 : operation_.edits.back().replace;
  into.append(content).push_back('\n');
  if (state_ == State::in_find) return {};
  auto* last = events.empty() ? nullptr : std::get_if<TextWritten>(&events.back());
  if (last == nullptr) {
    last = &std::get<TextWritten>(events.emplace_back(TextWritten{operation_.path, {}}));
  }
  last->text.append(content).push_back('\n');
  return {};
}

Result<void> Parser::end(std::string_view argument, std::vector<Event>& events) {
  if (argument == "no-newline" && state_ == State::in_write) {
    if (!operation_.text.empty()) operation_.text.pop_back();
  } else if (!argument.empty()) {
    return refuse(Code::invalid_input,
                  "@@end takes nothing after it but, for a written file, "
                  "no-newline");
  }
  if (state_ == State::before_find) {
    return refuse(Code::invalid_input, "@@edit without any @@find");
  }
  finish_operation(events);
  return {};
}

void Parser::finish_operation(std::vector<Event>& events) {
  state_ = State::outside;
  events.emplace_back(OperationFinished{std::exchange(operation_, {}), operation_line_});
}

Result<Answer> parse(std::string_view answer) {
  Parser parser;
  std::vector<Event> events;
  if (auto fed = parser.feed(answer, events); !fed) return std::unexpected(fed.error());
  if (auto finished = parser.finish(events); !finished) return std::unexpected(finished.error());
  Answer parsed{{}, parser.commentary()};
  for (Event& event : events) {
    if (auto* finished = std::get_if<OperationFinished>(&event)) {
      parsed.operations.push_back(std::move(finished->operation));
    }
  }
  return parsed;
}

}  // namespace sitewright::codeops
