// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FieldText: any struct with a field list as text, for the message of a failing
// random test.
//
//   EXPECT_EQ(a, b) << FieldText(facts);
//     // {lead {id "L-1" attributes {key "size" value {integer 7}}} ...}
#ifndef LOTSE_TESTING_FIELD_TEXT_H_
#define LOTSE_TESTING_FIELD_TEXT_H_

#include <cstdint>
#include <string>
#include <type_traits>

#include "absl/strings/str_cat.h"
#include "lotse/base/fields.h"
#include "lotse/base/number_text.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"

namespace lotse {

template <typename T>
std::string FieldText(const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    return QuoteText(value);
  } else if constexpr (std::is_same_v<T, double>) {
    return PrintNumber(value);
  } else if constexpr (std::is_same_v<T, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_enum_v<T>) {
    return NameOf(value);
  } else if constexpr (std::is_integral_v<T>) {
    return absl::StrCat(value);
  } else if constexpr (std::is_same_v<T, Points> || std::is_same_v<T, Date> ||
                       std::is_same_v<T, Instant> ||
                       std::is_same_v<T, Duration>) {
    return value.ToString();
  } else if constexpr (IsOptional<T>::value) {
    return FieldText(*value);
  } else {
    std::string text = "{";
    const auto add = [&text](const char* name, const auto& part) {
      absl::StrAppend(&text, text.size() == 1 ? "" : " ", name, " ",
                      FieldText(part));
    };
    ForEachField<T>([&](const auto& field) {
      if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
        VisitSet(field, value, [&](const auto& alternative, const auto& set) {
          add(alternative.name, set);
        });
      } else {
        const auto& member = value.*field.member;
        if constexpr (IsVector<std::decay_t<decltype(member)>>::value) {
          for (const auto& element : member) add(field.name, element);
        } else if (!IsDefault(member)) {
          add(field.name, member);
        }
      }
    });
    return text + "}";
  }
}

}  // namespace lotse

#endif  // LOTSE_TESTING_FIELD_TEXT_H_
