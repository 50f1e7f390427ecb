// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Field lists: each struct that crosses a boundary says once which fields it
// has, and everything generic reads that list: equality (here), fingerprints
// (fingerprint.h), differences and paths (field_diff.h), protobuf bytes and
// JSON (lotse/proto). A second hand-written list of fields is a defect.
//
//   struct Translation {
//     std::string language;
//     std::string text;
//     static constexpr auto Fields() {
//       return FieldList(Field{1, "language", &Translation::language},
//                        Field{2, "text", &Translation::text});
//     }
//   };
//
// Number and name are those of the message in proto/lotse/v1. A member is a
// leaf (bool, int32_t, int64_t, double, std::string, an enum with EnumNames,
// Points, Date, Instant, Duration), a struct with Fields(), or a std::optional
// or std::vector of these. A std::variant member is declared with OneOf; its
// first alternative is std::monostate, "none of them". Every in-place default
// must be the zero of its type, because that is what "unset" means on the wire.
#ifndef LOTSE_BASE_FIELDS_H_
#define LOTSE_BASE_FIELDS_H_

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace lotse {

// One plain member of `Struct`.
template <typename Struct, typename Member>
struct Field {
  int number;
  const char* name;
  Member Struct::*member;
};
template <typename Struct, typename Member>
Field(int, const char*, Member Struct::*) -> Field<Struct, Member>;

// One alternative of a variant member.
template <typename T>
struct Alternative {
  using Type = T;
  int number;
  const char* name;
};

// A variant member: at most one alternative is set.
template <typename Struct, typename Variant, typename... Ts>
struct OneOf {
  explicit constexpr OneOf(Variant Struct::*m, Alternative<Ts>... a)
      : member(m), alternatives(a...) {}
  Variant Struct::*member;
  std::tuple<Alternative<Ts>...> alternatives;
};
template <typename Struct, typename Variant, typename... Ts>
OneOf(Variant Struct::*, Alternative<Ts>...) -> OneOf<Struct, Variant, Ts...>;

// A field list: called with a function, it passes it all fields at once. No
// tuple, which compilers take many times as long for.
template <typename... Fs>
constexpr auto FieldList(Fs... fields) {
  return [fields...](auto&& take) { return take(fields...); };
}

// The names of an enum's values, specialised beside each enum:
//
//   template <>
//   struct EnumNames<Color> {
//     static constexpr const char* kPrefix = "COLOR_";
//     static constexpr EnumName<Color> kNames[] = {{Color::kRed, "red"}};
//   };
//
// The protobuf name is the prefix and the name in capitals (COLOR_RED). Value 0
// is kUnspecified and has no entry.
template <typename E>
struct EnumName {
  E value;
  const char* name;
};
template <typename E>
struct EnumNames;

// The name of `value`, or "unspecified".
template <typename E>
constexpr const char* NameOf(E value) {
  for (const EnumName<E>& entry : EnumNames<E>::kNames) {
    if (entry.value == value) return entry.name;
  }
  return "unspecified";
}

// Kinds of member types, for code that is generic over field lists.
template <typename T, typename = void>
struct HasFields : std::false_type {};
template <typename T>
struct HasFields<T, std::void_t<decltype(T::Fields())>> : std::true_type {};

template <typename T>
struct IsVector : std::false_type {};
template <typename T>
struct IsVector<std::vector<T>> : std::true_type {};

template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <typename T>
struct IsOneOf : std::false_type {};
template <typename S, typename V, typename... Ts>
struct IsOneOf<OneOf<S, V, Ts...>> : std::true_type {};

// Calls `visit` with each entry of T's field list (a Field or a OneOf).
template <typename T, typename Visit>
constexpr void ForEachField(Visit&& visit) {
  T::Fields()([&](const auto&... field) { (visit(field), ...); });
}

// Calls `visit(alternative, value)` with the alternative that is set, if any.
template <typename S, typename V, typename... Ts, typename Visit>
void VisitSet(const OneOf<S, V, Ts...>& one_of, const S& object,
              Visit&& visit) {
  const V& variant = object.*one_of.member;
  std::apply(
      [&](const auto&... alternative) {
        const auto visit_if = [&](const auto& a) {
          using T = typename std::decay_t<decltype(a)>::Type;
          if (const T* value = std::get_if<T>(&variant)) visit(a, *value);
        };
        (visit_if(alternative), ...);
      },
      one_of.alternatives);
}

// Field by field equality of structs that have a field list.
template <typename T>
std::enable_if_t<HasFields<T>::value, bool> operator==(const T& a, const T& b) {
  return T::Fields()([&](const auto&... field) {
    return ((a.*field.member == b.*field.member) && ...);
  });
}
template <typename T>
std::enable_if_t<HasFields<T>::value, bool> operator!=(const T& a, const T& b) {
  return !(a == b);
}

// Whether `value` is what a new object has, so that it may be left out.
template <typename T>
bool IsDefault(const T& value) {
  if constexpr (IsVector<T>::value) {
    return value.empty();
  } else if constexpr (IsOptional<T>::value) {
    return !value.has_value();
  } else {
    return value == T();
  }
}

}  // namespace lotse

#endif  // LOTSE_BASE_FIELDS_H_
