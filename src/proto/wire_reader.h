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
#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"
#include "lotse/base/limits.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "src/proto/boundary_structs.h"
#include "src/proto/decode_context.h"
#include "src/proto/wire_cursor.h"

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
  // For at most `max_bytes` bytes.
  explicit WireReader(size_t max_bytes) : context_(max_bytes) {}

  // Reads all of `bytes` into `*out`.
  template <typename T>
  absl::Status Read(absl::string_view bytes, T* out) {
    const FieldPath root;
    WireCursor input(bytes);
    if (context_.Enter(root)) ReadFields(&input, out, root);
    return context_.status();
  }

 private:
  bool FailTruncated(const FieldPath& path) {
    return context_.Fail(path, "is truncated, or these are no protobuf bytes");
  }

  template <typename T>
  bool ReadFields(WireCursor* input, T* out, const FieldPath& path) {
    return ReadFields(input, out, path,
                      std::make_index_sequence<kFieldCount<T>>());
  }

  template <typename T, size_t... I>
  bool ReadFields(WireCursor* input, T* out, const FieldPath& path,
                  std::index_sequence<I...>) {
    while (!input->AtEnd()) {
      uint32_t tag;
      if (!input->ReadTag(&tag)) return FailTruncated(path);
      bool read = true;
      const bool known = (ReadIf<T, I>(input, tag, out, path, &read) || ...);
      if (!known && !input->Skip(tag, kMaxDepth)) {
        return context_.Fail(
            path,
            absl::StrCat("field number ", tag >> 3,
                         " is not known and cannot be skipped: it is "
                         "truncated, nested too deeply, or no protobuf bytes"));
      }
      if (!read) return false;
    }
    return true;
  }

  // Reads the field with index I if `tag` is its own; returns whether it is.
  template <typename T, size_t I>
  bool ReadIf(WireCursor* input, uint32_t tag, T* out, const FieldPath& path,
              bool* read) {
    constexpr const auto& field = std::get<I>(kFieldsOf<T>);
    using F = std::decay_t<decltype(field)>;
    if constexpr (IsOneOf<F>::value) {
      return ReadIfAlternative<T, I>(
          input, tag, &(out->*field.member), path, read,
          std::make_index_sequence<
              std::tuple_size_v<decltype(field.alternatives)>>());
    } else {
      if (tag >> 3 != static_cast<uint32_t>(field.number)) return false;
      *read = ReadMember(input, tag, &(out->*field.member), field.name, path);
      return true;
    }
  }

  template <typename T, size_t I, typename Variant, size_t... A>
  bool ReadIfAlternative(WireCursor* input, uint32_t tag, Variant* out,
                         const FieldPath& path, bool* read,
                         std::index_sequence<A...>) {
    const auto read_if = [&](const auto& alternative) {
      using Type = typename std::decay_t<decltype(alternative)>::Type;
      if (tag >> 3 != static_cast<uint32_t>(alternative.number)) return false;
      // The same kind again is merged, another one replaces it.
      if (!std::holds_alternative<Type>(*out)) out->template emplace<Type>();
      *read = ReadMember(input, tag, std::get_if<Type>(out), alternative.name,
                         path);
      return true;
    };
    return (read_if(std::get<A>(std::get<I>(kFieldsOf<T>).alternatives)) ||
            ...);
  }

  template <typename M>
  bool ReadMember(WireCursor* input, uint32_t tag, M* out, const char* name,
                  const FieldPath& parent) {
    if constexpr (IsVector<M>::value) {
      using Element = typename M::value_type;
      static_assert(WireTypeOf<Element>() == kLengthDelimited,
                    "a list of numbers would have to be read packed, too");
      const FieldPath path = parent.Child(name, out->size());
      if (!context_.Spend(sizeof(Element), path)) return false;
      // Elements mostly stand side by side: make room for all of them at once,
      // unless they are more than what may be spent on them.
      if (out->size() == out->capacity()) {
        const size_t wanted = out->size() + 1 + input->CountRun(tag);
        out->reserve(
            std::max(std::min(wanted, out->size() + 4096), 2 * out->size()));
      }
      return ReadTyped(input, tag, &out->emplace_back(), path);
    } else if constexpr (IsOptional<M>::value) {
      if (!out->has_value()) out->emplace();
      return ReadTyped(input, tag, &**out, parent.Child(name));
    } else {
      return ReadTyped(input, tag, out, parent.Child(name));
    }
  }

  template <typename M>
  bool ReadTyped(WireCursor* input, uint32_t tag, M* out,
                 const FieldPath& path) {
    if ((tag & 7) != WireTypeOf<M>()) {
      return context_.Fail(
          path, absl::StrCat("has the wire type ", tag & 7, " instead of ",
                             static_cast<uint32_t>(WireTypeOf<M>())));
    }
    return ReadValue(input, out, path);
  }

  template <typename M>
  bool ReadValue(WireCursor* input, M* out, const FieldPath& path) {
    if constexpr (WireTypeOf<M>() == kVarint) {
      uint64_t bits;
      if (!input->ReadVarint(&bits)) return FailTruncated(path);
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
      if (!input->ReadFixed64(&bits)) return FailTruncated(path);
      double number;
      std::memcpy(&number, &bits, sizeof(number));
      if constexpr (std::is_same_v<M, double>) {
        return context_.TakeNumber(number, path, out);
      } else {
        return context_.TakePoints(number, path, out);
      }
    } else {
      absl::string_view bytes;
      if (!input->ReadBytes(&bytes)) return FailTruncated(path);
      return ReadDelimited(bytes, out, path);
    }
  }

  // Reads a text or message of which `bytes` are all.
  template <typename M>
  bool ReadDelimited(absl::string_view bytes, M* out, const FieldPath& path) {
    if constexpr (std::is_same_v<M, std::string>) {
      if (!context_.CheckTextSize(bytes.size(), path) ||
          !context_.CheckText(bytes, path)) {
        return false;
      }
      out->assign(bytes.data(), bytes.size());
      return true;
    } else if constexpr (std::is_same_v<M, Date>) {
      return context_.CheckTextSize(bytes.size(), path) &&
             context_.CheckText(bytes, path) &&
             context_.TakeDate(bytes, path, out);
    } else if constexpr (std::is_same_v<M, Instant>) {
      SecondsAndNanos parts = SplitInstant(*out);
      return ReadSecondsAndNanos(bytes, &parts, path) &&
             context_.TakeInstant(parts.seconds, parts.nanos, path, out);
    } else if constexpr (std::is_same_v<M, Duration>) {
      SecondsAndNanos parts = SplitDuration(*out);
      return ReadSecondsAndNanos(bytes, &parts, path) &&
             context_.TakeDuration(parts.seconds, parts.nanos, path, out);
    } else {
      WireCursor nested(bytes);
      if (!context_.Enter(path) || !ReadFields(&nested, out, path)) {
        return false;
      }
      context_.Leave();
      return true;
    }
  }

  // The members of google.protobuf.Timestamp and Duration, which are alike.
  bool ReadSecondsAndNanos(absl::string_view bytes, SecondsAndNanos* out,
                           const FieldPath& path) {
    WireCursor input(bytes);
    while (!input.AtEnd()) {
      uint32_t tag;
      uint64_t bits;
      if (!input.ReadTag(&tag)) return FailTruncated(path);
      if (tag == MakeTag(1, kVarint)) {
        if (!input.ReadVarint(&bits)) return FailTruncated(path);
        out->seconds = static_cast<int64_t>(bits);
      } else if (tag == MakeTag(2, kVarint)) {
        if (!input.ReadVarint(&bits)) return FailTruncated(path);
        out->nanos = static_cast<int32_t>(bits);
      } else if (!input.Skip(tag, kMaxDepth)) {
        return FailTruncated(path);
      }
    }
    return true;
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

  DecodeContext context_;
};

}  // namespace lotse::proto

#endif  // LOTSE_SRC_PROTO_WIRE_READER_H_
