// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReadArrowType and what it finds.
#include "arrow_type.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/base/utf8.h"

namespace lotse {
namespace {

struct NamedFormat {
  const char* format;
  ArrowKind kind;
};

constexpr NamedFormat kFormats[] = {
    {"n", ArrowKind::kNull},     {"b", ArrowKind::kBoolean},
    {"c", ArrowKind::kInt8},     {"C", ArrowKind::kUint8},
    {"s", ArrowKind::kInt16},    {"S", ArrowKind::kUint16},
    {"i", ArrowKind::kInt32},    {"I", ArrowKind::kUint32},
    {"l", ArrowKind::kInt64},    {"L", ArrowKind::kUint64},
    {"e", ArrowKind::kHalf},     {"f", ArrowKind::kFloat},
    {"g", ArrowKind::kDouble},   {"u", ArrowKind::kText32},
    {"U", ArrowKind::kText64},   {"vu", ArrowKind::kTextViews},
    {"tdD", ArrowKind::kDate32}, {"tdm", ArrowKind::kDate64},
    {"+l", ArrowKind::kList32},  {"+L", ArrowKind::kList64},
    {"+s", ArrowKind::kStruct},
};

struct TimestampFormat {
  const char* prefix;
  int64_t ticks_per_second;
};

// Behind the prefix stands a zone, which only says how to show the time.
constexpr TimestampFormat kTimestamps[] = {
    {"tss:", 1}, {"tsm:", 1000}, {"tsu:", 1000000}, {"tsn:", 1000000000}};

// The widest decimals have 76 digits.
constexpr int32_t kMaxScale = 76;

// "d:19,10" or "d:19,10,256".
void ReadDecimal(absl::string_view text, ArrowType* type) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, ',');
  int32_t bits = 128;
  int32_t scale = 0;
  if (parts.size() < 2 || parts.size() > 3 ||
      !absl::SimpleAtoi(parts[1], &scale) ||
      (parts.size() == 3 && !absl::SimpleAtoi(parts[2], &bits)) ||
      (bits != 32 && bits != 64 && bits != 128 && bits != 256) ||
      scale > kMaxScale || scale < -kMaxScale) {
    return;
  }
  type->kind = ArrowKind::kDecimal;
  type->decimal_bytes = bits / 8;
  type->decimal_scale = scale;
}

void ReadFormat(ArrowType* type) {
  absl::string_view format = type->format;
  for (const NamedFormat& named : kFormats) {
    if (format != named.format) continue;
    type->kind = named.kind;
    return;
  }
  for (const TimestampFormat& timestamp : kTimestamps) {
    if (!absl::StartsWith(format, timestamp.prefix)) continue;
    type->kind = ArrowKind::kTimestamp;
    type->ticks_per_second = timestamp.ticks_per_second;
    return;
  }
  if (absl::ConsumePrefix(&format, "d:")) return ReadDecimal(format, type);
  if (absl::ConsumePrefix(&format, "+w:") &&
      absl::SimpleAtoi(format, &type->list_size) && type->list_size >= 0) {
    type->kind = ArrowKind::kFixedList;
  }
}

absl::Status SchemaError(absl::string_view path, absl::string_view message) {
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", message));
}

absl::StatusOr<ArrowType> Read(const ArrowSchema& schema,
                               const std::string& parent, size_t depth) {
  if (schema.release == nullptr) {
    return SchemaError(parent, "a schema that was released");
  }
  if (schema.format == nullptr) {
    return SchemaError(parent, "a schema without a format");
  }
  ArrowType type;
  const absl::string_view name = schema.name == nullptr ? "" : schema.name;
  if (name.size() > kMaxNameBytes || !IsValidUtf8(name)) {
    return SchemaError(
        parent, absl::StrCat("the name of a column has more than ",
                             kMaxNameBytes, " bytes or is no valid UTF-8"));
  }
  type.name = std::string(name);
  const absl::string_view format = schema.format;
  if (format.size() > kMaxNameBytes) {
    return SchemaError(parent, "a format is too long");
  }
  type.format = std::string(format);
  ReadFormat(&type);
  const std::string path = type.name.empty() ? parent
                           : parent == "columns"
                               ? type.name
                               : absl::StrCat(parent, ".", type.name);
  if (schema.dictionary != nullptr) {
    if (!IsInteger(type.kind)) {
      return SchemaError(path, "the indices of a dictionary must be integers");
    }
    if (depth == kMaxDepth) return SchemaError(path, "is nested too deeply");
    LOTSE_ASSIGN_OR_RETURN(ArrowType values,
                           Read(*schema.dictionary, path, depth + 1));
    type.dictionary.push_back(std::move(values));
  }
  const bool nested = IsList(type.kind) || type.kind == ArrowKind::kStruct;
  if (!nested) {
    if (type.kind != ArrowKind::kOther && schema.n_children != 0) {
      return SchemaError(path, "has children, which its format has not");
    }
    return type;
  }
  if (schema.n_children < 0 ||
      schema.n_children > static_cast<int64_t>(kMaxAttributes) ||
      (IsList(type.kind) && schema.n_children != 1)) {
    return SchemaError(path, absl::StrCat("has ", schema.n_children,
                                          " children: a list has one, a struct "
                                          "at most ",
                                          kMaxAttributes));
  }
  if (schema.n_children > 0 && schema.children == nullptr) {
    return SchemaError(path, "the schemas of its children are missing");
  }
  if (depth == kMaxDepth) return SchemaError(path, "is nested too deeply");
  for (int64_t i = 0; i < schema.n_children; ++i) {
    if (schema.children[i] == nullptr) {
      return SchemaError(path, "the schema of a child is missing");
    }
    LOTSE_ASSIGN_OR_RETURN(ArrowType child,
                           Read(*schema.children[i], path, depth + 1));
    type.children.push_back(std::move(child));
  }
  return type;
}

}  // namespace

ptrdiff_t ArrowType::FindChild(absl::string_view child) const {
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].name == child) return static_cast<ptrdiff_t>(i);
  }
  return -1;
}

bool HoldsTexts(const ArrowType& type) {
  return type.dictionary.empty() ? IsText(type.kind)
                                 : IsText(type.dictionary[0].kind) &&
                                       type.dictionary[0].dictionary.empty();
}

size_t BytesOf(const ArrowType& type) {
  switch (type.kind) {
    case ArrowKind::kInt8:
    case ArrowKind::kUint8:
      return 1;
    case ArrowKind::kInt16:
    case ArrowKind::kUint16:
    case ArrowKind::kHalf:
      return 2;
    case ArrowKind::kInt32:
    case ArrowKind::kUint32:
    case ArrowKind::kFloat:
    case ArrowKind::kDate32:
      return 4;
    case ArrowKind::kInt64:
    case ArrowKind::kUint64:
    case ArrowKind::kDouble:
    case ArrowKind::kDate64:
    case ArrowKind::kTimestamp:
      return 8;
    case ArrowKind::kDecimal:
      return static_cast<size_t>(type.decimal_bytes);
    default:
      return 0;
  }
}

absl::StatusOr<ArrowType> ReadArrowType(const ArrowSchema& schema) {
  return Read(schema, "columns", 0);
}

}  // namespace lotse
