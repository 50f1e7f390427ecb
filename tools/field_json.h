// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FieldJson: any struct with a field list as JSON, by its field list.
//
//   FieldJson(report).dump(2);
//
// Names are those of the fields; instants are RFC 3339, lengths of time whole
// seconds, amounts "12.5 EUR", enums their names. Every field is there, so that
// a reader need not know the defaults.
#ifndef LOTSE_TOOLS_FIELD_JSON_H_
#define LOTSE_TOOLS_FIELD_JSON_H_

#include <string>
#include <type_traits>

#include "lotse/base/fields.h"
#include "lotse/base/money.h"
#include "lotse/base/time.h"
#include "nlohmann/json.hpp"

namespace lotse::tools {

template <typename T>
nlohmann::ordered_json FieldJson(const T& value) {
  nlohmann::ordered_json json;
  if constexpr (std::is_same_v<T, Instant>) {
    if (value != Instant()) json = value.ToString();
  } else if constexpr (std::is_same_v<T, Duration>) {
    json = value.micros() / Duration::Seconds(1).micros();
  } else if constexpr (std::is_same_v<T, Money>) {
    json = value.ToString();
  } else if constexpr (std::is_enum_v<T>) {
    json = NameOf(value);
  } else if constexpr (IsVector<T>::value) {
    json = nlohmann::ordered_json::array();
    for (const auto& element : value) json.push_back(FieldJson(element));
  } else if constexpr (HasFields<T>::value) {
    json = nlohmann::ordered_json::object();
    ForEachField<T>([&](const auto& field) {
      json[field.name] = FieldJson(value.*field.member);
    });
  } else {
    json = value;
  }
  return json;
}

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_FIELD_JSON_H_
