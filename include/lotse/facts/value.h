// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Value: one typed fact, or missing. ValueView: the same, borrowed.
//
// Missing is a value of its own: "unknown" is not "no" and not 0. A comparison
// with a missing value is false.
//
//   Value size{int64_t{120}};
//   size.type();                 // ValueType::kInteger
//   Value{}.missing();           // true
//
// Plain values, thread-safe as such.
#ifndef LOTSE_FACTS_VALUE_H_
#define LOTSE_FACTS_VALUE_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/fields.h"
#include "lotse/base/money.h"
#include "lotse/base/time.h"

namespace lotse {

// The types a fact can have. The numbers are those of lotse.v1.ValueType and
// the indices of Value::kind.
enum class ValueType : uint8_t {
  kUnspecified = 0,  // Missing.
  kBoolean = 1,
  kInteger = 2,  // int64.
  kNumber = 3,   // Finite double.
  kText = 4,     // UTF-8, NFC.
  kTime = 5,     // Instant.
  kDate = 6,     // Civil day.
  kList = 7,     // List of texts.
  kMoney = 8,
};

template <>
struct EnumNames<ValueType> {
  static constexpr const char* kPrefix = "VALUE_TYPE_";
  static constexpr EnumName<ValueType> kNames[] = {
      {ValueType::kBoolean, "boolean"}, {ValueType::kInteger, "integer"},
      {ValueType::kNumber, "number"},   {ValueType::kText, "text"},
      {ValueType::kTime, "time"},       {ValueType::kDate, "date"},
      {ValueType::kList, "list"},       {ValueType::kMoney, "money"}};
};

// A list of texts, in the order given.
struct TextList {
  std::vector<std::string> values;

  static constexpr auto Fields() {
    return FieldList(Field{1, "values", &TextList::values});
  }
};

struct Value {
  std::variant<std::monostate, bool, int64_t, double, std::string, Instant,
               Date, TextList, Money>
      kind;

  ValueType type() const { return static_cast<ValueType>(kind.index()); }
  bool missing() const { return kind.index() == 0; }

  // As written in a condition: 120, 2.5, "DE", true, 2026-11-23, 50000 EUR,
  // ("a", "b"), missing.
  std::string ToString() const;

  static constexpr auto Fields() {
    return FieldList(OneOf{
        &Value::kind, Alternative<bool>{1, "boolean"},
        Alternative<int64_t>{2, "integer"}, Alternative<double>{3, "number"},
        Alternative<std::string>{4, "text"}, Alternative<Instant>{5, "time"},
        Alternative<Date>{6, "date"}, Alternative<TextList>{7, "list"},
        Alternative<Money>{8, "money"}});
  }
};

// A borrowed Value in 16 bytes: what the executors read. The host (or
// FactBinder) owns texts and lists and keeps them alive during the call.
class ValueView {
 public:
  // Missing.
  constexpr ValueView() : integer_(0) {}

  static ValueView Boolean(bool v) { return ValueView(ValueType::kBoolean, v); }
  static ValueView Integer(int64_t v) {
    return ValueView(ValueType::kInteger, v);
  }
  // NaN and infinities become missing.
  static ValueView Number(double v);
  // Texts of 4 GiB and more become missing.
  static ValueView Text(absl::string_view v) {
    ValueView view;
    if (v.size() > UINT32_MAX) return view;
    view.text_ = v.data();
    view.size_ = static_cast<uint32_t>(v.size());
    view.type_ = ValueType::kText;
    return view;
  }
  static ValueView Time(Instant v) {
    return ValueView(ValueType::kTime, v.micros());
  }
  static ValueView OfDate(Date v) {
    return ValueView(ValueType::kDate, int64_t{v.days()});
  }
  static ValueView List(absl::Span<const absl::string_view> v);
  // Missing unless `currency` has the form of an ISO 4217 code.
  static ValueView OfMoney(int64_t micros, absl::string_view currency);

  ValueType type() const { return type_; }
  bool missing() const { return type_ == ValueType::kUnspecified; }

  // Each getter needs a value of its type.
  bool boolean() const { return integer_ != 0; }
  // Integer; also microseconds of a time, days of a date, micros of money.
  int64_t integer() const { return integer_; }
  double number() const { return number_; }
  absl::string_view text() const { return absl::string_view(text_, size_); }
  absl::Span<const absl::string_view> list() const {
    return absl::Span<const absl::string_view>(list_, size_);
  }
  // The currency of money, as PackCurrency gives it.
  uint32_t currency() const { return size_; }

 private:
  ValueView(ValueType type, int64_t integer) : integer_(integer), type_(type) {}

  union {
    int64_t integer_;
    double number_;
    const char* text_;
    const absl::string_view* list_;
  };
  uint32_t size_ = 0;
  ValueType type_ = ValueType::kUnspecified;
};

// A currency code as a number that is equal if and only if the codes are; 0 if
// `code` does not have the form of an ISO 4217 code.
uint32_t PackCurrency(absl::string_view code);
// The code that PackCurrency packed.
std::string UnpackCurrency(uint32_t packed);

}  // namespace lotse

#endif  // LOTSE_FACTS_VALUE_H_
