// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// JsonWriter: native structs as JSON, generic over their field lists, in both
// styles of lotse/proto/json.h. Included by json.cc alone.
#ifndef LOTSE_SRC_PROTO_JSON_WRITER_H_
#define LOTSE_SRC_PROTO_JSON_WRITER_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lotse/base/fields.h"
#include "lotse/base/number_text.h"
#include "lotse/proto/json.h"
#include "src/proto/boundary_structs.h"
#include "src/proto/json_text.h"

namespace lotse::proto {

class JsonWriter {
 public:
  explicit JsonWriter(JsonStyle style)
      : readable_(style == JsonStyle::kReadable) {}

  template <typename T>
  std::string Write(const T& value) {
    WriteValue(value);
    if (readable_) out_ += '\n';
    return std::move(out_);
  }

 private:
  template <typename M>
  void WriteValue(const M& value) {
    if constexpr (std::is_same_v<M, bool>) {
      out_ += value ? "true" : "false";
    } else if constexpr (std::is_enum_v<M>) {
      WriteEnum(value);
    } else if constexpr (std::is_same_v<M, int32_t>) {
      absl::StrAppend(&out_, value);
    } else if constexpr (std::is_same_v<M, int64_t>) {
      const char* quote = readable_ ? "" : "\"";
      absl::StrAppend(&out_, quote, value, quote);
    } else if constexpr (std::is_same_v<M, double>) {
      out_ += PrintJsonNumber(value);
    } else if constexpr (std::is_same_v<M, Points>) {
      out_ += value.ToString();
    } else if constexpr (std::is_same_v<M, std::string>) {
      out_ += PrintJsonText(value);
    } else if constexpr (std::is_same_v<M, Date>) {
      absl::StrAppend(&out_, "\"", value.ToString(), "\"");
    } else if constexpr (std::is_same_v<M, Instant>) {
      absl::StrAppend(&out_, "\"", PrintJsonInstant(value), "\"");
    } else if constexpr (std::is_same_v<M, Duration>) {
      absl::StrAppend(&out_, "\"",
                      readable_ ? value.ToString() : PrintJsonDuration(value),
                      "\"");
    } else {
      if (!readable_ || !WriteShorthand(value)) WriteObject(value);
    }
  }

  template <typename E>
  void WriteEnum(E value) {
    const absl::string_view name = NameOf(value);
    if (name == "unspecified" && value != E()) {  // Not one of ours.
      absl::StrAppend(&out_, static_cast<int64_t>(value));
    } else if (readable_) {
      absl::StrAppend(&out_, "\"", name, "\"");
    } else {
      absl::StrAppend(&out_, "\"", EnumNames<E>::kPrefix,
                      absl::AsciiStrToUpper(name), "\"");
    }
  }

  // Writes the short form, if `value` has one.
  template <typename T>
  bool WriteShorthand(const T& value) {
    if constexpr (std::is_same_v<T, Condition>) {
      const auto* text = std::get_if<std::string>(&value.kind);
      if (text == nullptr) return false;
      WriteValue(*text);
      return true;
    } else if constexpr (std::is_same_v<T, LocalText>) {
      if (!value.id.empty() || !value.de.empty() || !value.other.empty()) {
        return false;
      }
      WriteValue(value.en);
      return true;
    } else if constexpr (std::is_same_v<T, Money>) {
      if (!IsCurrencyCode(value.currency)) return false;
      WriteValue(value.ToString());
      return true;
    } else if constexpr (std::is_same_v<T, TextList>) {
      WriteList(value.values);
      return true;
    } else if constexpr (std::is_same_v<T, Value>) {
      return WriteBareValue(value);
    } else {
      return false;
    }
  }

  bool WriteBareValue(const Value& value) {
    switch (value.type()) {
      case ValueType::kUnspecified:
        out_ += "null";
        return true;
      case ValueType::kBoolean:
        WriteValue(std::get<bool>(value.kind));
        return true;
      case ValueType::kInteger:
        WriteValue(std::get<int64_t>(value.kind));
        return true;
      case ValueType::kNumber: {
        // With a point or an exponent, so that it is not read as an integer.
        const double number = std::get<double>(value.kind);
        if (!std::isfinite(number)) return false;
        out_ += PrintNumber(number);
        return true;
      }
      case ValueType::kText:
        WriteValue(std::get<std::string>(value.kind));
        return true;
      case ValueType::kList:
        WriteValue(std::get<TextList>(value.kind));
        return true;
      default:
        return false;
    }
  }

  template <typename T>
  void WriteObject(const T& value) {
    Open('{');
    ForEachField<T>([&](const auto& field) {
      if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
        VisitSet(field, value, [&](const auto& alternative, const auto& set) {
          WriteName(alternative.name);
          WriteValue(set);
        });
      } else if (!IsDefault(value.*field.member)) {
        WriteName(field.name);
        WriteMember(value.*field.member);
      }
    });
    Close('}');
  }

  template <typename M>
  void WriteMember(const M& value) {
    if constexpr (IsOptional<M>::value) {
      WriteValue(*value);
    } else if constexpr (std::is_same_v<M, std::vector<Attribute>>) {
      if (readable_ && AreBareAttributes(value)) {
        WriteAttributes(value);
      } else {
        WriteList(value);
      }
    } else if constexpr (IsVector<M>::value) {
      WriteList(value);
    } else {
      WriteValue(value);
    }
  }

  // Whether an object {"key": value} says all about them.
  static bool AreBareAttributes(const std::vector<Attribute>& attributes) {
    absl::flat_hash_set<absl::string_view> keys;
    return std::all_of(attributes.begin(), attributes.end(),
                       [&](const Attribute& a) {
                         return a.since == Instant() && a.source.empty() &&
                                keys.insert(a.key).second;
                       });
  }

  void WriteAttributes(const std::vector<Attribute>& attributes) {
    Open('{');
    for (const Attribute& attribute : attributes) {
      StartElement();
      absl::StrAppend(&out_, PrintJsonText(attribute.key), ": ");
      WriteValue(attribute.value);
    }
    Close('}');
  }

  template <typename M>
  void WriteList(const std::vector<M>& list) {
    // Lists of single values stay in one line.
    const bool one_line = std::is_same_v<M, std::string> || !readable_;
    Open('[');
    for (const M& element : list) {
      if (one_line) {
        StartElementInLine();
      } else {
        StartElement();
      }
      WriteValue(element);
    }
    if (one_line) is_empty_ = true;  // The bracket closes in this line, too.
    Close(']');
  }

  void WriteName(const char* name) {
    StartElement();
    if (readable_) {
      absl::StrAppend(&out_, "\"", name, "\": ");
    } else {
      absl::StrAppend(&out_, "\"", CamelCase(name), "\":");
    }
  }

  void Open(char bracket) {
    out_ += bracket;
    ++depth_;
    is_empty_ = true;
  }

  void StartElement() {
    if (!is_empty_) out_ += ',';
    is_empty_ = false;
    StartLine();
  }

  void StartElementInLine() {
    if (!is_empty_) out_ += readable_ ? ", " : ",";
    is_empty_ = false;
  }

  void Close(char bracket) {
    --depth_;
    if (!is_empty_) StartLine();
    is_empty_ = false;
    out_ += bracket;
  }

  void StartLine() {
    if (!readable_) return;
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  bool readable_;
  std::string out_;
  // Brackets that are open, and whether nothing follows the last one yet.
  size_t depth_ = 0;
  bool is_empty_ = true;
};

}  // namespace lotse::proto

#endif  // LOTSE_SRC_PROTO_JSON_WRITER_H_
