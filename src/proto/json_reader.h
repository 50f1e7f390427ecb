// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// JsonReader: a JSON tree into native structs, generic over their field lists,
// with the shorthands of lotse/proto/json.h. Included by json.cc alone.
#ifndef LOTSE_SRC_PROTO_JSON_READER_H_
#define LOTSE_SRC_PROTO_JSON_READER_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"
#include "lotse/base/spec_issue.h"
#include "src/proto/boundary_structs.h"
#include "src/proto/decode_context.h"
#include "src/proto/json_text.h"
#include "src/proto/json_tree.h"

namespace lotse::proto {

class JsonReader {
 public:
  JsonReader(const JsonTree& tree, size_t max_bytes)
      : tree_(tree), context_(max_bytes) {}

  // Reads the whole document into `*out`.
  template <typename T>
  absl::Status Read(T* out) {
    ReadValue(0, out, FieldPath());
    return context_.status();
  }

 private:
  template <typename M>
  bool ReadMember(size_t node, M* out, const char* name,
                  const FieldPath& parent) {
    if constexpr (std::is_same_v<M, std::vector<Attribute>>) {
      if (tree_.kind(node) == JsonKind::kObject) {
        return ReadAttributes(node, out, name, parent);
      }
    }
    if constexpr (IsVector<M>::value) {
      if (tree_.kind(node) != JsonKind::kArray) {
        return context_.Fail(parent.Child(name), "must be a list: [...]");
      }
      for (size_t i = tree_.FirstChild(node); i != tree_.End(node);
           i = tree_.End(i)) {
        const FieldPath path = parent.Child(name, out->size());
        if (!context_.Spend(sizeof(*out->data()), path) ||
            !ReadValue(i, &out->emplace_back(), path)) {
          return false;
        }
      }
      return true;
    } else if constexpr (IsOptional<M>::value) {
      return ReadValue(node, &out->emplace(), parent.Child(name));
    } else {
      return ReadValue(node, out, parent.Child(name));
    }
  }

  // {"employees": 120}
  bool ReadAttributes(size_t node, std::vector<Attribute>* out,
                      const char* name, const FieldPath& parent) {
    absl::flat_hash_set<absl::string_view> keys;
    for (size_t i = tree_.FirstChild(node); i != tree_.End(node);
         i = tree_.End(i)) {
      const FieldPath path = parent.Child(name, out->size());
      if (!keys.insert(tree_.key(i)).second) {
        return context_.Fail(path,
                             "has the key of an earlier attribute; write a "
                             "list of attributes with \"since\" for a history");
      }
      if (!context_.Spend(sizeof(Attribute), path)) return false;
      Attribute& attribute = out->emplace_back();
      const FieldPath key_path = path.Child("key");
      if (!TakeText(tree_.key(i), &attribute.key, key_path) ||
          !ReadValue(i, &attribute.value, path.Child("value"))) {
        return false;
      }
    }
    return true;
  }

  template <typename M>
  bool ReadValue(size_t node, M* out, const FieldPath& path) {
    if constexpr (std::is_same_v<M, bool>) {
      *out = tree_.kind(node) == JsonKind::kTrue;
      return *out || tree_.kind(node) == JsonKind::kFalse ||
             context_.Fail(path, "must be true or false");
    } else if constexpr (std::is_enum_v<M>) {
      return ReadEnum(node, out, path);
    } else if constexpr (std::is_integral_v<M>) {
      static_assert(std::is_same_v<M, int64_t> || std::is_same_v<M, int32_t>);
      const std::optional<int64_t> value =
          IsNumberOrText(node) ? ParseJsonInteger(tree_.text(node))
                               : std::nullopt;
      if (!value.has_value() || *value < std::numeric_limits<M>::min() ||
          *value > std::numeric_limits<M>::max()) {
        return context_.Fail(path, absl::StrCat("must be a whole number of ",
                                                8 * sizeof(M), " bits"));
      }
      *out = static_cast<M>(*value);
      return true;
    } else if constexpr (std::is_same_v<M, double>) {
      double number = 0;
      return ReadNumber(node, &number, path) &&
             context_.TakeNumber(number, path, out);
    } else if constexpr (std::is_same_v<M, Points>) {
      double number = 0;
      return ReadNumber(node, &number, path) &&
             context_.TakePoints(number, path, out);
    } else if constexpr (std::is_same_v<M, std::string>) {
      if (tree_.kind(node) != JsonKind::kText) {
        return context_.Fail(path, "must be a text: \"...\"");
      }
      return TakeText(tree_.text(node), out, path);
    } else if constexpr (std::is_same_v<M, Date>) {
      return context_.TakeDate(TextOf(node), path, out);
    } else if constexpr (std::is_same_v<M, Instant>) {
      const absl::StatusOr<Instant> instant = Instant::Parse(TextOf(node));
      if (!instant.ok()) {
        return context_.Fail(path, instant.status().message());
      }
      *out = *instant;
      return true;
    } else if constexpr (std::is_same_v<M, Duration>) {
      const std::optional<Duration> duration = ParseJsonDuration(TextOf(node));
      if (!duration.has_value()) {
        return context_.Fail(
            path,
            absl::StrCat("must be a duration of at most ", kMaxDurationDays,
                         " days, such as \"30 days\" or \"1.5s\""));
      }
      *out = *duration;
      return true;
    } else {
      return ReadStruct(node, out, path);
    }
  }

  // Shorthands, or an object with the struct's fields.
  template <typename T>
  bool ReadStruct(size_t node, T* out, const FieldPath& path) {
    const JsonKind kind = tree_.kind(node);
    if (kind == JsonKind::kObject) return ReadObject(node, out, path);
    if constexpr (std::is_same_v<T, Condition>) {
      if (kind == JsonKind::kText) {
        return ReadValue(node, &out->kind.template emplace<std::string>(),
                         path);
      }
      return context_.Fail(
          path, "must be a condition: \"employees >= 50\", or an object");
    } else if constexpr (std::is_same_v<T, LocalText>) {
      if (kind == JsonKind::kText) return ReadValue(node, &out->en, path);
      return context_.Fail(
          path, "must be a text, or an object such as {\"en\": \"...\"}");
    } else if constexpr (std::is_same_v<T, Money>) {
      if (kind == JsonKind::kText) {
        absl::StatusOr<Money> money = Money::Parse(tree_.text(node));
        if (!money.ok()) return context_.Fail(path, money.status().message());
        *out = *std::move(money);
        return true;
      }
      return context_.Fail(path, "must be money: \"12.5 EUR\", or an object");
    } else if constexpr (std::is_same_v<T, TextList>) {
      if (kind == JsonKind::kArray) {
        return ReadMember(node, &out->values, "values", path);
      }
      return context_.Fail(path, "must be a list of texts: [\"...\"]");
    } else if constexpr (std::is_same_v<T, Value>) {
      return ReadBareValue(node, out, path);
    } else {
      return context_.Fail(path, absl::StrCat("must be an object {...}: a ",
                                              NameOfMessage<T>::kShort));
    }
  }

  bool ReadBareValue(size_t node, Value* out, const FieldPath& path) {
    auto& kind = out->kind;
    switch (tree_.kind(node)) {
      case JsonKind::kFalse:
      case JsonKind::kTrue:
        return ReadValue(node, &kind.emplace<bool>(), path);
      case JsonKind::kNumber:
        if (IsIntegerText(tree_.text(node))) {
          return ReadValue(node, &kind.emplace<int64_t>(), path);
        }
        return ReadValue(node, &kind.emplace<double>(), path);
      case JsonKind::kText:
        return ReadValue(node, &kind.emplace<std::string>(), path);
      case JsonKind::kArray:
        return ReadValue(node, &kind.emplace<TextList>(), path.Child("list"));
      default:  // Null; objects were read before.
        kind = std::monostate();
        return true;
    }
  }

  template <typename T>
  bool ReadObject(size_t node, T* out, const FieldPath& path) {
    if (!context_.Enter(path)) return false;
    uint64_t seen = 0;
    for (size_t i = tree_.FirstChild(node); i != tree_.End(node);
         i = tree_.End(i)) {
      if (!ReadField(i, out, path, &seen,
                     std::make_index_sequence<kFieldCount<T>>())) {
        return false;
      }
    }
    context_.Leave();
    return true;
  }

  // Reads the field that the node's key names. Bit I of `*seen` tells whether
  // the field with index I was there before.
  template <typename T, size_t... I>
  bool ReadField(size_t node, T* out, const FieldPath& path, uint64_t* seen,
                 std::index_sequence<I...>) {
    static_assert(sizeof...(I) <= 64);
    bool read = true;
    const bool known = (ReadIf<T, I>(node, out, path, seen, &read) || ...);
    return known ? read : FailUnknown<T>(node, path);
  }

  template <typename T, size_t I>
  bool ReadIf(size_t node, T* out, const FieldPath& path, uint64_t* seen,
              bool* read) {
    constexpr const auto& field = std::get<I>(kFieldsOf<T>);
    using F = std::decay_t<decltype(field)>;
    if constexpr (IsOneOf<F>::value) {
      return ReadIfAlternative<T, I>(
          node, &(out->*field.member), path, seen, read,
          std::make_index_sequence<
              std::tuple_size_v<decltype(field.alternatives)>>());
    } else {
      if (!IsFieldName(tree_.key(node), field.name)) return false;
      *read = See<I>(seen, path.Child(field.name), "is given twice");
      if (*read && tree_.kind(node) != JsonKind::kNull) {
        *read = ReadMember(node, &(out->*field.member), field.name, path);
      }
      return true;
    }
  }

  template <typename T, size_t I, typename Variant, size_t... A>
  bool ReadIfAlternative(size_t node, Variant* out, const FieldPath& path,
                         uint64_t* seen, bool* read,
                         std::index_sequence<A...>) {
    const auto read_if = [&](const auto& alternative) {
      using Type = typename std::decay_t<decltype(alternative)>::Type;
      if (!IsFieldName(tree_.key(node), alternative.name)) return false;
      if (tree_.kind(node) == JsonKind::kNull) return true;
      *read = See<I>(seen, path.Child(alternative.name),
                     "is given beside another kind: only one may be given") &&
              ReadMember(node, &out->template emplace<Type>(), alternative.name,
                         path);
      return true;
    };
    return (read_if(std::get<A>(std::get<I>(kFieldsOf<T>).alternatives)) ||
            ...);
  }

  template <size_t I>
  bool See(uint64_t* seen, const FieldPath& path, absl::string_view complaint) {
    const uint64_t bit = uint64_t{1} << I;
    if ((*seen & bit) != 0) return context_.Fail(path, complaint);
    *seen |= bit;
    return true;
  }

  template <typename T>
  bool FailUnknown(size_t node, const FieldPath& path) {
    const absl::string_view key = tree_.key(node);
    std::vector<absl::string_view> names;
    ForEachField<T>([&](const auto& field) {
      if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
        std::apply([&](const auto&... a) { (names.push_back(a.name), ...); },
                   field.alternatives);
      } else {
        names.push_back(field.name);
      }
    });
    // A key that is no name may be a person's data in the wrong place.
    if (!LooksLikeName(key)) {
      return context_.Fail(
          path, absl::StrCat("has a field that ", NameOfMessage<T>::kShort,
                             " does not have"));
    }
    return context_.Fail(
        path, absl::StrCat(NameOfMessage<T>::kShort, " has no field \"", key,
                           "\"", DidYouMean(key, names)));
  }

  static bool LooksLikeName(absl::string_view key) {
    if (key.empty() || key.size() > 40) return false;
    for (char c : key) {
      const bool is_name_part =
          absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_';
      if (!is_name_part) return false;
    }
    return true;
  }

  template <typename E>
  bool ReadEnum(size_t node, E* out, const FieldPath& path) {
    const absl::string_view prefix = EnumNames<E>::kPrefix;
    if (IsNumberOrText(node)) {
      const absl::string_view text = tree_.text(node);
      const std::optional<int64_t> number =
          tree_.kind(node) == JsonKind::kNumber ? ParseJsonInteger(text)
                                                : std::nullopt;
      const auto matches = [&](E value, absl::string_view name) {
        return number.has_value()
                   ? *number == static_cast<int64_t>(value)
                   : text == name ||
                         text ==
                             absl::StrCat(prefix, absl::AsciiStrToUpper(name));
      };
      for (const EnumName<E>& entry : EnumNames<E>::kNames) {
        if (!matches(entry.value, entry.name)) continue;
        *out = entry.value;
        return true;
      }
      if (matches(E(), "unspecified")) {
        *out = E();
        return true;
      }
    }
    std::string names;
    for (const EnumName<E>& entry : EnumNames<E>::kNames) {
      absl::StrAppend(&names, names.empty() ? "\"" : ", \"", entry.name, "\"");
    }
    return context_.Fail(path, absl::StrCat("must be one of ", names));
  }

  bool ReadNumber(size_t node, double* out, const FieldPath& path) {
    const std::optional<double> number =
        IsNumberOrText(node) ? ParseJsonNumber(tree_.text(node)) : std::nullopt;
    if (!number.has_value()) return context_.Fail(path, "must be a number");
    *out = *number;
    return true;
  }

  bool TakeText(absl::string_view text, std::string* out,
                const FieldPath& path) {
    if (!context_.CheckTextSize(text.size(), path)) return false;
    out->assign(text.data(), text.size());
    return true;
  }

  bool IsNumberOrText(size_t node) const {
    return tree_.kind(node) == JsonKind::kNumber ||
           tree_.kind(node) == JsonKind::kText;
  }

  // The text; empty, which no time is, for anything else.
  absl::string_view TextOf(size_t node) const {
    return tree_.kind(node) == JsonKind::kText ? tree_.text(node) : "";
  }

  const JsonTree& tree_;
  DecodeContext context_;
};

}  // namespace lotse::proto

#endif  // LOTSE_SRC_PROTO_JSON_READER_H_
