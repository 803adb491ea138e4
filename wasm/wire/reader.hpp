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
  Value(const Value& parent, std::string_view name, bool there, simdjson::dom::element json)
      : fault_(parent.fault_), parent_(&parent), name_(name), there_(there), json_(json) {}
  Value(const Value& parent, std::size_t index, simdjson::dom::element json)
      : fault_(parent.fault_), parent_(&parent), index_(index), json_(json) {}

  [[nodiscard]] const simdjson::dom::element& json() const { return json_; }
  [[nodiscard]] bool there() const { return there_; }
  [[nodiscard]] bool is_null() const { return json_.is_null(); }

  /// Notes the fault; always false.
  bool fail(std::string detail) const;

 private:
  void append_pointer(std::string& out) const;

  Error* fault_;
  const Value* parent_ = nullptr;
  std::string_view name_ = {};
  std::size_t index_ = 0;
  bool there_ = true;
  simdjson::dom::element json_;
};

/// The members of an object, by the order of `names`.
class MembersBase {
 public:
  /// Refuses what is no object, unknown and repeated names, and a missing member of `required`
  /// (bit n: names[n]).
  bool collect(std::uint64_t required);
  Value operator[](std::size_t index) const;

 protected:
  MembersBase(const Value& at, std::span<const std::string_view> names,
              simdjson::dom::element* slots)
      : at_(at), names_(names), slots_(slots) {}

 private:
  const Value& at_;
  std::span<const std::string_view> names_;
  simdjson::dom::element* slots_;
  std::uint64_t there_ = 0;
};

template <std::size_t count>
class Members : public MembersBase {
 public:
  Members(const Value& at, std::span<const std::string_view> names)
      : MembersBase(at, names, storage_) {}

 private:
  simdjson::dom::element storage_[count];
};

bool read_text(const Value& at, std::string& out, const TextRule& rule);
bool read_integer(const Value& at, std::int64_t& out, std::int64_t min, std::int64_t max);
bool read_number(const Value& at, double& out, double min, double max);
bool read_boolean(const Value& at, bool& out);
bool read_scalar(const Value& at, Scalar& out, std::uint32_t max_length);
bool read_json(const Value& at, JsonText& out, std::size_t max_bytes);
bool read_const(const Value& at, std::string_view expected);
bool read_const(const Value& at, std::int64_t expected);
bool read_const(const Value& at, bool expected);

/// The index of the value in `names`.
bool read_choice(const Value& at, std::span<const std::string_view> names, std::uint8_t& out);

/// The index of the member `tag` of the object in `names`.
bool read_tag(const Value& at, std::string_view tag, std::span<const std::string_view> names,
              std::uint8_t& out);

bool open_array(const Value& at, std::size_t min, std::size_t max, simdjson::dom::array& out);

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
bool read_if_there(const Value& at, std::optional<T>& out, Read read) {
  return !at.there() || read(at, out.emplace());
}

template <class T, class Read>
bool read_or_null(const Value& at, std::optional<T>& out, Read read) {
  return at.is_null() || read(at, out.emplace());
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
