// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// VisitAll: every value of one type anywhere inside a struct, with its path.
//
//   VisitAll<LocalText>(spec, FieldPath(), [](auto& text, const FieldPath& p) {
//     ...
//   });
#ifndef LOTSE_BASE_VISIT_FIELDS_H_
#define LOTSE_BASE_VISIT_FIELDS_H_

#include <cstddef>
#include <type_traits>
#include <variant>

#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"

namespace lotse {

// Calls `visit(value, path)` for each T in `object`, depth first, in the order
// of the field lists; not for a T inside of a T. `object` may be const or not,
// and `value` is accordingly.
template <typename T, typename Object, typename Visit>
void VisitAll(Object& object, const FieldPath& path, Visit&& visit) {
  using Plain = std::remove_const_t<Object>;
  if constexpr (std::is_same_v<Plain, T>) {
    visit(object, path);
  } else if constexpr (IsOptional<Plain>::value) {
    if (object.has_value()) VisitAll<T>(*object, path, visit);
  } else if constexpr (HasFields<Plain>::value) {
    ForEachField<Plain>([&](const auto& field) {
      if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
        std::apply(
            [&](const auto&... alternative) {
              const auto visit_if = [&](const auto& a) {
                using Type = typename std::decay_t<decltype(a)>::Type;
                if (auto* set = std::get_if<Type>(&(object.*field.member))) {
                  VisitAll<T>(*set, path.Child(a.name), visit);
                }
              };
              (visit_if(alternative), ...);
            },
            field.alternatives);
      } else {
        auto& member = object.*field.member;
        using Member =
            std::remove_const_t<std::remove_reference_t<decltype(member)>>;
        if constexpr (IsVector<Member>::value) {
          for (size_t i = 0; i < member.size(); ++i) {
            VisitAll<T>(member[i], path.Child(field.name, i), visit);
          }
        } else {
          VisitAll<T>(member, path.Child(field.name), visit);
        }
      }
    });
  }
}

}  // namespace lotse

#endif  // LOTSE_BASE_VISIT_FIELDS_H_
