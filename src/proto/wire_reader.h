// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WireReader: protobuf wire format into native structs, generic over their
// field lists. Included by bytes.cc alone.
//
// The field lists are constants, so what the compiler makes of ReadFields is
// the same switch over tags that generated code has.
#ifndef LOTSE_SRC_PROTO_WIRE_READER_H_
#define LOTSE_SRC_PROTO_WIRE_READER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"
#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"
#include "lotse/base/limits.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "src/proto/boundary_structs.h"
#include "src/proto/decode_context.h"

namespace lotse::proto {

// The wire types that our members have.
enum WireType : uint32_t { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2 };

template <typename T>
constexpr WireType WireTypeOf() {
  if constexpr (std::is_same_v<T, double> || std::is_same_v<T, Points>) {
    return kFixed64;
  } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
    return kVarint;
  } else {
    return kLengthDelimited;
  }
}

constexpr uint32_t MakeTag(int number, WireType type) {
  return static_cast<uint32_t>(number) << 3 | type;
}

class WireReader {
 public:
  // `bytes` must stay alive. At most kMaxRecordBytes or kMaxSpecBytes.
  WireReader(absl::string_view bytes, size_t max_bytes)
      : input_(reinterpret_cast<const uint8_t*>(bytes.data()),
               static_cast<int>(bytes.size())),
        context_(max_bytes) {
    input_.PushLimit(static_cast<int>(bytes.size()));
    input_.SetRecursionLimit(static_cast<int>(kMaxDepth));
  }

  // Reads all bytes into `*out`.
  template <typename T>
  absl::Status Read(T* out) {
    const FieldPath root;
    if (context_.Enter(root)) ReadFields(out, root);
    return context_.status();
  }

 private:
  using WireFormat = google::protobuf::internal::WireFormatLite;

  bool FailTruncated(const FieldPath& path) {
    return context_.Fail(path, "is truncated, or these are no protobuf bytes");
  }

  template <typename T>
  bool ReadFields(T* out, const FieldPath& path) {
    return ReadFields(out, path, std::make_index_sequence<kFieldCount<T>>());
  }

  template <typename T, size_t... I>
  bool ReadFields(T* out, const FieldPath& path, std::index_sequence<I...>) {
    while (const uint32_t tag = input_.ReadTag()) {
      bool read = true;
      const bool known = (ReadIf<T, I>(tag, out, path, &read) || ...);
      if (!known && !WireFormat::SkipField(&input_, tag)) {
        return context_.Fail(
            path,
            absl::StrCat("field number ", tag >> 3,
                         " is not known and cannot be skipped: it is "
                         "truncated, nested too deeply, or no protobuf bytes"));
      }
      if (!read) return false;
    }
    return input_.ConsumedEntireMessage() || FailTruncated(path);
  }

  // Reads the field with index I if `tag` is its own; returns whether it is.
  template <typename T, size_t I>
  bool ReadIf(uint32_t tag, T* out, const FieldPath& path, bool* read) {
    constexpr const auto& field = std::get<I>(kFieldsOf<T>);
    using F = std::decay_t<decltype(field)>;
    if constexpr (IsOneOf<F>::value) {
      return ReadIfAlternative<T, I>(
          tag, &(out->*field.member), path, read,
          std::make_index_sequence<
              std::tuple_size_v<decltype(field.alternatives)>>());
    } else {
      if (tag >> 3 != static_cast<uint32_t>(field.number)) return false;
      *read = ReadMember(tag, &(out->*field.member), field.name, path);
      return true;
    }
  }

  template <typename T, size_t I, typename Variant, size_t... A>
  bool ReadIfAlternative(uint32_t tag, Variant* out, const FieldPath& path,
                         bool* read, std::index_sequence<A...>) {
    const auto read_if = [&](const auto& alternative) {
      using Type = typename std::decay_t<decltype(alternative)>::Type;
      if (tag >> 3 != static_cast<uint32_t>(alternative.number)) return false;
      // The same kind again is merged, another one replaces it.
      if (!std::holds_alternative<Type>(*out)) out->template emplace<Type>();
      *read = ReadMember(tag, std::get_if<Type>(out), alternative.name, path);
      return true;
    };
    return (read_if(std::get<A>(std::get<I>(kFieldsOf<T>).alternatives)) ||
            ...);
  }

  template <typename M>
  bool ReadMember(uint32_t tag, M* out, const char* name,
                  const FieldPath& parent) {
    if constexpr (IsVector<M>::value) {
      using Element = typename M::value_type;
      static_assert(WireTypeOf<Element>() == kLengthDelimited,
                    "a list of numbers would have to be read packed, too");
      const FieldPath path = parent.Child(name, out->size());
      if (!context_.Spend(sizeof(Element), path)) return false;
      if (out->size() == out->capacity()) {
        out->reserve(std::max<size_t>(4, 2 * out->size()));
      }
      return ReadTyped(tag, &out->emplace_back(), path);
    } else if constexpr (IsOptional<M>::value) {
      if (!out->has_value()) out->emplace();
      return ReadTyped(tag, &**out, parent.Child(name));
    } else {
      return ReadTyped(tag, out, parent.Child(name));
    }
  }

  template <typename M>
  bool ReadTyped(uint32_t tag, M* out, const FieldPath& path) {
    if ((tag & 7) != WireTypeOf<M>()) {
      return context_.Fail(
          path, absl::StrCat("has the wire type ", tag & 7, " instead of ",
                             static_cast<uint32_t>(WireTypeOf<M>())));
    }
    return ReadValue(out, path);
  }

  template <typename M>
  bool ReadValue(M* out, const FieldPath& path) {
    if constexpr (WireTypeOf<M>() == kVarint) {
      uint64_t bits;
      if (!input_.ReadVarint64(&bits)) return FailTruncated(path);
      if constexpr (std::is_same_v<M, bool>) {
        *out = bits != 0;
      } else if constexpr (std::is_enum_v<M>) {
        return TakeEnum(bits, out, path);
      } else {
        *out = static_cast<M>(bits);
      }
      return true;
    } else if constexpr (WireTypeOf<M>() == kFixed64) {
      uint64_t bits;
      if (!input_.ReadLittleEndian64(&bits)) return FailTruncated(path);
      double number;
      std::memcpy(&number, &bits, sizeof(number));
      if constexpr (std::is_same_v<M, double>) {
        return context_.TakeNumber(number, path, out);
      } else {
        return context_.TakePoints(number, path, out);
      }
    } else if constexpr (std::is_same_v<M, std::string>) {
      int size;
      return ReadSize(&size, path) &&
             context_.CheckTextSize(static_cast<size_t>(size), path) &&
             (input_.ReadString(out, size) || FailTruncated(path)) &&
             context_.CheckText(*out, path);
    } else if constexpr (std::is_same_v<M, Date>) {
      std::string text;
      return ReadValue(&text, path) && context_.TakeDate(text, path, out);
    } else if constexpr (std::is_same_v<M, Instant>) {
      SecondsAndNanos parts = SplitInstant(*out);
      return ReadSecondsAndNanos(&parts, path) &&
             context_.TakeInstant(parts.seconds, parts.nanos, path, out);
    } else if constexpr (std::is_same_v<M, Duration>) {
      SecondsAndNanos parts = SplitDuration(*out);
      return ReadSecondsAndNanos(&parts, path) &&
             context_.TakeDuration(parts.seconds, parts.nanos, path, out);
    } else {
      return ReadNested(path, [&] { return ReadFields(out, path); });
    }
  }

  // The members of google.protobuf.Timestamp and Duration, which are alike.
  bool ReadSecondsAndNanos(SecondsAndNanos* out, const FieldPath& path) {
    return ReadNested(path, [&] {
      while (const uint32_t tag = input_.ReadTag()) {
        uint64_t bits;
        if (tag == MakeTag(1, kVarint)) {
          if (!input_.ReadVarint64(&bits)) return FailTruncated(path);
          out->seconds = static_cast<int64_t>(bits);
        } else if (tag == MakeTag(2, kVarint)) {
          if (!input_.ReadVarint64(&bits)) return FailTruncated(path);
          out->nanos = static_cast<int32_t>(bits);
        } else if (!WireFormat::SkipField(&input_, tag)) {
          return FailTruncated(path);
        }
      }
      return input_.ConsumedEntireMessage() || FailTruncated(path);
    });
  }

  template <typename Body>
  bool ReadNested(const FieldPath& path, const Body& body) {
    int size;
    if (!ReadSize(&size, path) || !context_.Enter(path)) return false;
    const auto limit = input_.PushLimit(size);
    if (!body()) return false;
    input_.PopLimit(limit);
    context_.Leave();
    return true;
  }

  bool ReadSize(int* size, const FieldPath& path) {
    return (input_.ReadVarintSizeAsInt(size) &&
            *size <= input_.BytesUntilLimit()) ||
           FailTruncated(path);
  }

  template <typename E>
  bool TakeEnum(uint64_t bits, E* out, const FieldPath& path) {
    const int32_t number = static_cast<int32_t>(bits);
    if (number == 0) {
      *out = E();
      return true;
    }
    for (const EnumName<E>& entry : EnumNames<E>::kNames) {
      if (static_cast<int32_t>(entry.value) == number) {
        *out = entry.value;
        return true;
      }
    }
    return context_.Fail(
        path, "has a number that this release has no name for: update Lotse");
  }

  google::protobuf::io::CodedInputStream input_;
  DecodeContext context_;
};

}  // namespace lotse::proto

#endif  // LOTSE_SRC_PROTO_WIRE_READER_H_
