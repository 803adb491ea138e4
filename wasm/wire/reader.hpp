// The reading half that generated decoders call: a value with its place in the document, and one
// function per kind of value. Each returns false after noting the first fault; the caller stops.
// Lifetime: Values point into the Document and to their parents on the stack.
// Errors: see wire.hpp. Included by generated .cpp files only; simdjson stays out of the headers.
#pragma once

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "result/result.hpp"
#include "wire/text_rules.hpp"
#include "wire/wire.hpp"

namespace sitewright::wire {

/// A JSON value and where it stands. `parent` is null for the whole document.
class Value {
 public:
  Value(Error& fault, simdjson::dom::element json) : fault_(&fault), json_(json) {}
  Value(const Value& parent, std::string_view name, simdjson::dom::element json)
      : fault_(parent.fault_), parent_(&parent), name_(name), json_(json) {}
  Value(const Value& parent, std::size_t index, simdjson::dom::element json)
      : fault_(parent.fault_), parent_(&parent), index_(index), json_(json) {}

  [[nodiscard]] const simdjson::dom::element& json() const { return json_; }
  [[nodiscard]] bool is_null() const { return json_.is_null(); }

  /// Notes the fault; always false.
  [[gnu::noinline]] bool fail(std::string detail) const;

 private:
  void append_pointer(std::string& out) const;

  Error* fault_;
  const Value* parent_ = nullptr;
  std::string_view name_ = {};
  std::size_t index_ = 0;
  simdjson::dom::element json_;
};

/// The members of an object, by the order of `names`. The functions stay out of line on purpose:
/// every message calls them for every field.
class MembersBase {
 public:
  /// Refuses what is no object, unknown and repeated names, and a missing member of `required`
  /// (bit n: names[n]).
  [[gnu::noinline]] bool collect(std::uint64_t required);

  // Each reads member `index` into `out`. Into an optional: a member that is required may be null,
  // one that is not may be missing.
  bool text(std::size_t index, std::string& out, const TextRule& rule) const;
  bool text(std::size_t index, std::optional<std::string>& out, const TextRule& rule) const;
  bool integer(std::size_t index, std::int64_t& out, std::int64_t min, std::int64_t max) const;
  bool integer(std::size_t index, std::optional<std::int64_t>& out, std::int64_t min,
               std::int64_t max) const;
  bool number(std::size_t index, double& out, double min, double max) const;
  bool number(std::size_t index, std::optional<double>& out, double min, double max) const;
  bool boolean(std::size_t index, bool& out) const;
  bool boolean(std::size_t index, std::optional<bool>& out) const;
  bool scalar(std::size_t index, Scalar& out, std::uint32_t max_length) const;
  bool json(std::size_t index, JsonText& out, std::size_t max_bytes) const;
  bool json(std::size_t index, std::optional<JsonText>& out, std::size_t max_bytes) const;
  bool constant(std::size_t index, std::string_view expected) const;
  bool constant(std::size_t index, std::int64_t expected) const;
  bool constant(std::size_t index, bool expected) const;

  template <class E>
  bool choice(std::size_t index, E& out, std::span<const std::string_view> names) const;
  template <class E>
  bool choice(std::size_t index, std::optional<E>& out,
              std::span<const std::string_view> names) const;

  /// An object or a union.
  template <class T>
  bool part(std::size_t index, T& out) const {
    return read((*this)[index], out);
  }
  template <class T>
  bool part(std::size_t index, std::optional<T>& out) const {
    return is_left_out(index) || read((*this)[index], out.emplace());
  }

  template <class T, class Read>
  bool list(std::size_t index, std::vector<T>& out, std::size_t min, std::size_t max,
            Read read_item) const;
  template <class T, class Read>
  bool list(std::size_t index, std::optional<std::vector<T>>& out, std::size_t min, std::size_t max,
            Read read_item) const;

 protected:
  MembersBase(const Value& at, std::span<const std::string_view> names,
              simdjson::dom::element* slots)
      : at_(at), names_(names), slots_(slots) {}

 private:
  [[gnu::noinline]] Value operator[](std::size_t index) const;
  [[nodiscard]] [[gnu::noinline]] bool is_left_out(std::size_t index) const;

  const Value& at_;
  std::span<const std::string_view> names_;
  simdjson::dom::element* slots_;
  std::uint64_t there_ = 0;
  std::uint64_t required_ = 0;
};

template <std::size_t count>
class Members : public MembersBase {
 public:
  Members(const Value& at, std::span<const std::string_view> names)
      : MembersBase(at, names, storage_) {}

 private:
  simdjson::dom::element storage_[count];
};

[[gnu::noinline]] bool read_text(const Value& at, std::string& out, const TextRule& rule);
[[gnu::noinline]] bool read_integer(const Value& at, std::int64_t& out, std::int64_t min,
                                    std::int64_t max);
[[gnu::noinline]] bool read_number(const Value& at, double& out, double min, double max);
[[gnu::noinline]] bool read_boolean(const Value& at, bool& out);
[[gnu::noinline]] bool read_scalar(const Value& at, Scalar& out, std::uint32_t max_length);
[[gnu::noinline]] bool read_json(const Value& at, JsonText& out, std::size_t max_bytes);
[[gnu::noinline]] bool read_const(const Value& at, std::string_view expected);
[[gnu::noinline]] bool read_const(const Value& at, std::int64_t expected);
[[gnu::noinline]] bool read_const(const Value& at, bool expected);

/// The index of the value in `names`.
[[gnu::noinline]] bool read_choice(const Value& at, std::span<const std::string_view> names,
                                   std::uint8_t& out);

/// The index of the member `tag` of the object in `names`.
[[gnu::noinline]] bool read_tag(const Value& at, std::string_view tag,
                                std::span<const std::string_view> names, std::uint8_t& out);

[[gnu::noinline]] bool open_array(const Value& at, std::size_t min, std::size_t max,
                                  simdjson::dom::array& out);

template <class E>
bool read_enum(const Value& at, E& out, std::span<const std::string_view> names) {
  std::uint8_t index = 0;
  if (!read_choice(at, names, index)) return false;
  out = static_cast<E>(index);
  return true;
}

template <class E>
std::optional<E> enum_of(std::span<const std::string_view> names, std::string_view text) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) return static_cast<E>(i);
  }
  return std::nullopt;
}

template <class T, class Read>
bool read_array(const Value& at, std::vector<T>& out, std::size_t min, std::size_t max, Read read) {
  simdjson::dom::array items;
  if (!open_array(at, min, max, items)) return false;
  std::size_t index = 0;
  for (const simdjson::dom::element item : items) {
    T value{};
    if (!read(Value(at, index++, item), value)) return false;
    out.push_back(std::move(value));
  }
  return true;
}

template <class T, class Read>
bool read_or_null(const Value& at, std::optional<T>& out, Read read) {
  return at.is_null() || read(at, out.emplace());
}

template <class E>
bool MembersBase::choice(std::size_t index, E& out, std::span<const std::string_view> names) const {
  return read_enum((*this)[index], out, names);
}

template <class E>
bool MembersBase::choice(std::size_t index, std::optional<E>& out,
                         std::span<const std::string_view> names) const {
  return is_left_out(index) || choice(index, out.emplace(), names);
}

template <class T, class Read>
bool MembersBase::list(std::size_t index, std::vector<T>& out, std::size_t min, std::size_t max,
                       Read read_item) const {
  return read_array((*this)[index], out, min, max, read_item);
}

template <class T, class Read>
bool MembersBase::list(std::size_t index, std::optional<std::vector<T>>& out, std::size_t min,
                       std::size_t max, Read read_item) const {
  return is_left_out(index) || list(index, out.emplace(), min, max, read_item);
}

/// A parsed document, or the fault that was found.
class Document {
 public:
  explicit Document(std::string_view json);

  [[nodiscard]] bool parsed() const { return parsed_; }
  [[nodiscard]] Value root() { return {fault_, root_}; }
  [[nodiscard]] Error take_fault() { return std::move(fault_); }

 private:
  simdjson::dom::parser parser_;
  simdjson::dom::element root_;
  Error fault_{Code::invalid_input, {}, {}};
  bool parsed_ = false;
};

template <class T>
Result<T> decode_document(std::string_view json) {
  Document document(json);
  T value{};
  if (!document.parsed() || !read(document.root(), value)) {
    return std::unexpected(document.take_fault());
  }
  return value;
}

}  // namespace sitewright::wire
