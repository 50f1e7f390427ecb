// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WireWriter: native structs into protobuf wire format, generic over their
// field lists. Included by bytes.cc alone.
//
// Two passes: the first computes the sizes of all messages, in the order in
// which the second needs them. A struct has its defaults if and only if its
// size is 0, so nothing is compared.
#ifndef LOTSE_SRC_PROTO_WIRE_WRITER_H_
#define LOTSE_SRC_PROTO_WIRE_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "google/protobuf/io/coded_stream.h"
#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "src/proto/boundary_structs.h"
#include "src/proto/decode_context.h"
#include "src/proto/wire_reader.h"

namespace lotse::proto {

class WireWriter {
 public:
  template <typename T>
  std::string Write(const T& value) {
    const size_t size = SizeOfMessage(value);
    std::string out(size, '\0');
    next_ = 1;
    WriteMessage(value, reinterpret_cast<uint8_t*>(out.data()));
    return out;
  }

 private:
  using Output = google::protobuf::io::CodedOutputStream;

  // Whether a member stands on the wire although it has its default: elements
  // of lists, optionals and alternatives that are set.
  enum Presence { kImplicit, kExplicit };

  static size_t SizeOfVarint(uint64_t value) {
    return Output::VarintSize64(value);
  }

  template <typename T>
  size_t SizeOfMessage(const T& value) {
    const size_t slot = sizes_.size();
    sizes_.push_back(0);
    size_t size = 0;
    ForEachField<T>([&](const auto& field) {
      if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
        VisitSet(field, value, [&](const auto& alternative, const auto& set) {
          size += SizeOfMember<kExplicit>(alternative.number, set);
        });
      } else {
        size += SizeOfMember<kImplicit>(field.number, value.*field.member);
      }
    });
    sizes_[slot] = size;
    // The second pass does not enter empty messages.
    if (size == 0) sizes_.resize(slot + 1);
    return size;
  }

  template <Presence presence, typename M>
  size_t SizeOfMember(int number, const M& value) {
    if constexpr (IsVector<M>::value) {
      size_t size = 0;
      for (const auto& element : value) {
        size += SizeOfMember<kExplicit>(number, element);
      }
      return size;
    } else if constexpr (IsOptional<M>::value) {
      return value.has_value() ? SizeOfMember<kExplicit>(number, *value) : 0;
    } else {
      const size_t size = SizeOfValue(value);
      if (presence == kImplicit && IsUnset(value, size)) return 0;
      return SizeOfVarint(MakeTag(number, WireTypeOf<M>())) + size +
             (WireTypeOf<M>() == kLengthDelimited ? SizeOfVarint(size) : 0);
    }
  }

  // Without tag and length.
  template <typename M>
  size_t SizeOfValue(const M& value) {
    if constexpr (WireTypeOf<M>() == kVarint) {
      return SizeOfVarint(static_cast<uint64_t>(value));
    } else if constexpr (WireTypeOf<M>() == kFixed64) {
      return 8;
    } else if constexpr (std::is_same_v<M, std::string>) {
      return value.size();
    } else if constexpr (std::is_same_v<M, Date>) {
      return value.ToString().size();
    } else if constexpr (std::is_same_v<M, Instant>) {
      return SizeOfParts(SplitInstant(value));
    } else if constexpr (std::is_same_v<M, Duration>) {
      return SizeOfParts(SplitDuration(value));
    } else {
      return SizeOfMessage(value);
    }
  }

  template <typename M>
  static bool IsUnset(const M& value, size_t size) {
    if constexpr (HasFields<M>::value) {
      return size == 0;
    } else {
      return value == M();
    }
  }

  static size_t SizeOfParts(SecondsAndNanos parts) {
    return (parts.seconds == 0
                ? 0
                : 1 + SizeOfVarint(static_cast<uint64_t>(parts.seconds))) +
           (parts.nanos == 0
                ? 0
                : 1 + SizeOfVarint(static_cast<uint64_t>(parts.nanos)));
  }

  template <typename T>
  uint8_t* WriteMessage(const T& value, uint8_t* out) {
    ForEachField<T>([&](const auto& field) {
      if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
        VisitSet(field, value, [&](const auto& alternative, const auto& set) {
          out = WriteMember<kExplicit>(alternative.number, set, out);
        });
      } else {
        out = WriteMember<kImplicit>(field.number, value.*field.member, out);
      }
    });
    return out;
  }

  template <Presence presence, typename M>
  uint8_t* WriteMember(int number, const M& value, uint8_t* out) {
    if constexpr (IsVector<M>::value) {
      for (const auto& element : value) {
        out = WriteMember<kExplicit>(number, element, out);
      }
      return out;
    } else if constexpr (IsOptional<M>::value) {
      return value.has_value() ? WriteMember<kExplicit>(number, *value, out)
                               : out;
    } else if constexpr (HasFields<M>::value) {
      const size_t size = sizes_[next_++];
      if (presence == kImplicit && size == 0) return out;
      out = WriteTag(number, kLengthDelimited, out);
      out = Output::WriteVarint64ToArray(size, out);
      return size == 0 ? out : WriteMessage(value, out);
    } else {
      if (presence == kImplicit && value == M()) return out;
      return WriteValue(value, WriteTag(number, WireTypeOf<M>(), out));
    }
  }

  static uint8_t* WriteTag(int number, WireType type, uint8_t* out) {
    return Output::WriteTagToArray(MakeTag(number, type), out);
  }

  // With its length, if it has one.
  template <typename M>
  static uint8_t* WriteValue(const M& value, uint8_t* out) {
    if constexpr (WireTypeOf<M>() == kVarint) {
      return Output::WriteVarint64ToArray(static_cast<uint64_t>(value), out);
    } else if constexpr (std::is_same_v<M, double>) {
      const double number = value == 0 ? 0 : value;  // -0 equals 0.
      uint64_t bits;
      std::memcpy(&bits, &number, sizeof(bits));
      return Output::WriteLittleEndian64ToArray(bits, out);
    } else if constexpr (std::is_same_v<M, Points>) {
      return WriteValue(value.ToDouble(), out);
    } else if constexpr (std::is_same_v<M, std::string>) {
      out = Output::WriteVarint64ToArray(value.size(), out);
      std::memcpy(out, value.data(), value.size());
      return out + value.size();
    } else if constexpr (std::is_same_v<M, Date>) {
      return WriteValue(value.ToString(), out);
    } else if constexpr (std::is_same_v<M, Instant>) {
      return WriteParts(SplitInstant(value), out);
    } else {
      static_assert(std::is_same_v<M, Duration>);
      return WriteParts(SplitDuration(value), out);
    }
  }

  static uint8_t* WriteParts(SecondsAndNanos parts, uint8_t* out) {
    out = Output::WriteVarint64ToArray(SizeOfParts(parts), out);
    if (parts.seconds != 0) {
      out = WriteTag(1, kVarint, out);
      out = Output::WriteVarint64ToArray(static_cast<uint64_t>(parts.seconds),
                                         out);
    }
    if (parts.nanos != 0) {
      out = WriteTag(2, kVarint, out);
      out =
          Output::WriteVarint64ToArray(static_cast<uint64_t>(parts.nanos), out);
    }
    return out;
  }

  // Sizes of messages, each before those inside of it.
  std::vector<size_t> sizes_;
  // The next of them in the second pass.
  size_t next_ = 0;
};

}  // namespace lotse::proto

#endif  // LOTSE_SRC_PROTO_WIRE_WRITER_H_
