#include "wire/reader.hpp"

#include <algorithm>
#include <bit>

#include "wire/fault_place.hpp"
#include "wire/writer.hpp"

namespace sitewright::wire {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr std::size_t max_depth = 32;
constexpr std::int64_t max_safe = 9007199254740991;  // 2^53 - 1, JavaScript's last safe integer

std::string one_of(std::span<const std::string_view> names) {
  std::string detail = "must be one of";
  for (const std::string_view name : names) {
    detail += name == names.front() ? " " : ", ";
    detail += name;
  }
  return detail;
}

std::string in_range(std::int64_t min, std::int64_t max) {
  return "must be an integer from " + std::to_string(min) + " to " + std::to_string(max);
}

// Writes a value compactly; false on a duplicate key.
bool write_compact(const Value& at, Writer& to) {
  const element json = at.json();
  switch (json.type()) {
    case element_type::ARRAY: {
      to.open('[');
      std::size_t index = 0;
      for (const element item : simdjson::dom::array(json.get_array().value_unsafe())) {
        to.item();
        if (!write_compact(Value(at, index++, item), to)) return false;
      }
      to.close(']');
      return true;
    }
    case element_type::OBJECT: {
      const simdjson::dom::object members = json.get_object().value_unsafe();
      std::vector<std::string_view> names;
      for (const auto member : members) names.push_back(member.key);
      std::ranges::sort(names);
      const auto twice = std::ranges::adjacent_find(names);
      if (twice != names.end()) return Value(at, *twice, json).fail("is there twice");
      to.open('{');
      for (const auto member : members) {
        to.escaped_key(member.key);
        if (!write_compact(Value(at, member.key, member.value), to)) return false;
      }
      to.close('}');
      return true;
    }
    case element_type::STRING:
      to.text(json.get_string().value_unsafe());
      return true;
    case element_type::INT64:
      to.integer(json.get_int64().value_unsafe());
      return true;
    case element_type::UINT64:
      return at.fail("is an integer out of range");
    case element_type::DOUBLE:
      to.number(json.get_double().value_unsafe());
      return true;
    case element_type::BOOL:
      to.boolean(json.get_bool().value_unsafe());
      return true;
    case element_type::NULL_VALUE:
      to.null();
      return true;
  }
  return at.fail("is no JSON value");
}

}  // namespace

bool Value::fail(std::string detail) const {
  fault_->detail = std::move(detail);
  fault_->path.clear();
  append_pointer(fault_->path);
  return false;
}

void Value::append_pointer(std::string& out) const {
  if (parent_ == nullptr) return;
  parent_->append_pointer(out);
  if (name_.data() == nullptr) {
    out += '/';
    out += std::to_string(index_);
  } else {
    append_pointer_name(out, name_);
  }
}

bool MembersBase::collect(std::uint64_t required) {
  simdjson::dom::object members;
  if (at_.json().get(members) != simdjson::SUCCESS) return at_.fail("must be an object");
  for (const auto member : members) {
    const auto found = std::ranges::find(names_, member.key);
    const Value value(at_, member.key, member.value);
    if (found == names_.end()) return value.fail("is not a known field");
    const auto index = static_cast<std::size_t>(found - names_.begin());
    const std::uint64_t bit = std::uint64_t{1} << index;
    if ((there_ & bit) != 0) return value.fail("is there twice");
    there_ |= bit;
    slots_[index] = member.value;
  }
  required_ = required;
  const std::uint64_t missing = required & ~there_;
  if (missing == 0) return true;
  return (*this)[static_cast<std::size_t>(std::countr_zero(missing))].fail("is required");
}

Value MembersBase::operator[](std::size_t index) const {
  return {at_, names_[index], slots_[index]};
}

bool MembersBase::is_left_out(std::size_t index) const {
  if (((there_ >> index) & 1U) == 0) return true;
  return ((required_ >> index) & 1U) != 0 && slots_[index].is_null();
}

bool MembersBase::text(std::size_t index, std::string& out, const TextRule& rule) const {
  return read_text((*this)[index], out, rule);
}

bool MembersBase::text(std::size_t index, std::optional<std::string>& out,
                       const TextRule& rule) const {
  return is_left_out(index) || text(index, out.emplace(), rule);
}

bool MembersBase::integer(std::size_t index, std::int64_t& out, std::int64_t min,
                          std::int64_t max) const {
  return read_integer((*this)[index], out, min, max);
}

bool MembersBase::integer(std::size_t index, std::optional<std::int64_t>& out, std::int64_t min,
                          std::int64_t max) const {
  return is_left_out(index) || integer(index, out.emplace(), min, max);
}

bool MembersBase::number(std::size_t index, double& out, double min, double max) const {
  return read_number((*this)[index], out, min, max);
}

bool MembersBase::number(std::size_t index, std::optional<double>& out, double min,
                         double max) const {
  return is_left_out(index) || number(index, out.emplace(), min, max);
}

bool MembersBase::boolean(std::size_t index, bool& out) const {
  return read_boolean((*this)[index], out);
}

bool MembersBase::boolean(std::size_t index, std::optional<bool>& out) const {
  return is_left_out(index) || boolean(index, out.emplace());
}

bool MembersBase::scalar(std::size_t index, Scalar& out, std::uint32_t max_length) const {
  return read_scalar((*this)[index], out, max_length);
}

bool MembersBase::json(std::size_t index, JsonText& out, std::size_t max_bytes) const {
  return read_json((*this)[index], out, max_bytes);
}

bool MembersBase::json(std::size_t index, std::optional<JsonText>& out,
                       std::size_t max_bytes) const {
  return is_left_out(index) || json(index, out.emplace(), max_bytes);
}

bool MembersBase::constant(std::size_t index, std::string_view expected) const {
  return read_const((*this)[index], expected);
}

bool MembersBase::constant(std::size_t index, std::int64_t expected) const {
  return read_const((*this)[index], expected);
}

bool MembersBase::constant(std::size_t index, bool expected) const {
  return read_const((*this)[index], expected);
}

bool read_text(const Value& at, std::string& out, const TextRule& rule) {
  std::string_view text;
  if (at.json().get(text) != simdjson::SUCCESS) return at.fail("must be a string");
  if (auto reason = broken_rule(text, rule)) return at.fail(std::move(*reason));
  out = text;
  return true;
}

bool read_integer(const Value& at, std::int64_t& out, std::int64_t min, std::int64_t max) {
  switch (at.json().type()) {
    case element_type::INT64:
      break;
    case element_type::UINT64:
      return at.fail(in_range(min, max));
    default:
      return at.fail("must be an integer");
  }
  out = at.json().get_int64().value_unsafe();
  return (out >= min && out <= max) || at.fail(in_range(min, max));
}

bool read_number(const Value& at, double& out, double min, double max) {
  if (at.json().get(out) != simdjson::SUCCESS) return at.fail("must be a number");
  return (out >= min && out <= max) || at.fail("is out of range");
}

bool read_boolean(const Value& at, bool& out) {
  return at.json().get(out) == simdjson::SUCCESS || at.fail("must be true or false");
}

bool read_scalar(const Value& at, Scalar& out, std::uint32_t max_length) {
  switch (at.json().type()) {
    case element_type::NULL_VALUE:
      out = std::monostate{};
      return true;
    case element_type::DOUBLE:
      out = at.json().get_double().value_unsafe();
      return true;
    case element_type::INT64:
    case element_type::UINT64:
      return read_integer(at, out.emplace<std::int64_t>(), -max_safe, max_safe);
    case element_type::STRING:
      return read_text(at, out.emplace<std::string>(), {0, max_length, TextFormat::any, {}});
    default:
      return at.fail("must be null, a number or a string");
  }
}

bool read_json(const Value& at, JsonText& out, std::size_t max_bytes) {
  Writer to;
  if (!write_compact(at, to)) return false;
  out.text = to.take();
  return out.text.size() <= max_bytes ||
         at.fail("must be at most " + std::to_string(max_bytes) + " bytes of JSON");
}

bool read_const(const Value& at, std::string_view expected) {
  std::string_view text;
  return (at.json().get(text) == simdjson::SUCCESS && text == expected) ||
         at.fail("must be \"" + std::string(expected) + "\"");
}

bool read_const(const Value& at, std::int64_t expected) {
  std::int64_t value = 0;
  return read_integer(at, value, expected, expected);
}

bool read_const(const Value& at, bool expected) {
  bool value = false;
  return (at.json().get(value) == simdjson::SUCCESS && value == expected) ||
         at.fail(expected ? "must be true" : "must be false");
}

bool read_choice(const Value& at, std::span<const std::string_view> names, std::uint8_t& out) {
  std::string_view text;
  if (at.json().get(text) != simdjson::SUCCESS) return at.fail("must be a string");
  const auto found = std::ranges::find(names, text);
  if (found == names.end()) return at.fail(one_of(names));
  out = static_cast<std::uint8_t>(found - names.begin());
  return true;
}

bool read_tag(const Value& at, std::string_view tag, std::span<const std::string_view> names,
              std::uint8_t& out) {
  simdjson::dom::object members;
  if (at.json().get(members) != simdjson::SUCCESS) return at.fail("must be an object");
  for (const auto member : members) {
    if (member.key == tag) return read_choice(Value(at, tag, member.value), names, out);
  }
  return Value(at, tag, at.json()).fail("is required");
}

bool open_array(const Value& at, std::size_t min, std::size_t max, simdjson::dom::array& out) {
  if (at.json().get(out) != simdjson::SUCCESS) return at.fail("must be an array");
  std::size_t count = 0;
  for ([[maybe_unused]] const element item : out) {
    if (++count > max) break;
  }
  if (count > max) return at.fail("must have at most " + std::to_string(max) + " items");
  return count >= min || at.fail("must have at least " + std::to_string(min) + " items");
}

Document::Document(std::string_view json) {
  // The depth bounds the recursion of every reader as well.
  if (parser_.allocate(std::max<std::size_t>(json.size(), 1), max_depth) != simdjson::SUCCESS) {
    fault_.detail = "is too large to read";
    return;
  }
  const simdjson::error_code error = parser_.parse(json.data(), json.size()).get(root_);
  parsed_ = error == simdjson::SUCCESS;
  if (parsed_) return;
  FaultPlace place = find_fault(json, max_depth);
  fault_.path = std::move(place.pointer);
  fault_.detail = place.detail.empty() ? simdjson::error_message(error) : std::move(place.detail);
}

}  // namespace sitewright::wire
